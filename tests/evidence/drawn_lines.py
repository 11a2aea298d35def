"""Lines and blocks drawn at random, for suites that hold two forms of a module beside one another."""

from __future__ import annotations

from hypothesis import strategies as st

from cleaners.values import Block

#: Characters that are looked for, some of each kind that is told apart, and some that stand for all others.
CHARACTERS = "ぁヿ゠の々，。！？；：、,.!?;…”“:_- \n\u3000时天钟前0９٣aZÀßİΣςǅ𐐀𠮷桥茶馆\ud800\x00"
LINES = st.one_of(st.text(st.sampled_from(CHARACTERS), max_size=60), st.text(max_size=60))
BLOCKS = st.lists(
    st.builds(
        Block,
        number=st.just(0),
        text=LINES,
        kind=st.sampled_from(["paragraph", "heading", "image"]),
        link_chars=st.integers(0, 60),
        hidden=st.booleans(),
    ),
    max_size=8,
).map(tuple)
