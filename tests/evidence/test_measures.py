"""What is measured of blocks: the compiled functions measure what those in Python do."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.evidence import measures
from cleaners.judgement import headline
from cleaners.reading.decode import decode
from cleaners.reading.segment import segment_text
from cleaners.rules import match_rules
from cleaners.values import Block
from tests.fixture_pages import all_pages
from tests.walks import walked

_measures = pytest.importorskip("cleaners.evidence._measures")

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


def test_the_key_is_what_is_written_here() -> None:
    for text, expected in {
        "": "",
        "「老桥」 _通车_！": "老桥通车",
        "ＡB—c": "ａbc",
        "İΑΣ Σ": "i̇ασς",  # the sigma ends the word that the key is
        "a" * 300: "a" * 300,
    }.items():
        assert _measures.key(text) == measures._key(text) == expected


@given(LINES)
@settings(max_examples=400)
def test_keys_and_sentences_of_any_line_agree(line: str) -> None:
    assert _measures.key(line) == measures._key(line)
    assert _measures.is_sentence(line) is measures._is_sentence(line)
    assert _measures.is_sentence(line * 3) is measures._is_sentence(line * 3)
    assert _measures.is_mostly_han(line) is measures._is_mostly_han(line)


@given(BLOCKS, st.integers(-1, 8), st.integers(0, 8))
@settings(max_examples=300)
def test_the_measures_of_any_blocks_agree(blocks: tuple[Block, ...], thread: int, start: int) -> None:
    hits = match_rules(blocks)
    measured = _measures.measure_blocks(blocks, hits)
    assert measured == measures._measure_blocks(blocks, hits)
    assert [_measures.is_prose(block) for block in blocks] == [measures._is_prose(block) for block in blocks]
    assert _measures.sum_weighted(hits, measured[0], start, thread) == measures._sum_weighted(
        hits, measured[0], min(start, len(blocks)), thread
    )


@given(BLOCKS, st.lists(LINES, min_size=1, max_size=3))
@settings(max_examples=300)
def test_the_same_lines_are_held_against_titles(blocks: tuple[Block, ...], titles: list[str]) -> None:
    signs = [headline._signs(title) for title in titles]
    for bounds in ((0.0, 0, 150), (4.0, 6, 20), (2.5, 2, 60)):
        assert _measures.like_titles(blocks, titles, signs, *bounds) == measures._like_titles(
            blocks, titles, signs, *bounds
        )


LEVELS = {0: 1.4, 2: 0.9}


@given(BLOCKS, st.lists(LINES.map(measures.key).filter(bool), max_size=3), st.integers(0, 5))
@settings(max_examples=300)
def test_lines_have_the_same_scores(blocks: tuple[Block, ...], titles: list[str], longer: int) -> None:
    titles += [
        measures.key(block.text)[:longest] for block in blocks for longest in (3, 60) if measures.key(block.text)
    ]
    numbers = [*range(len(blocks)), *range(len(blocks))]
    for longest, least in ((150, 4), (20, 1)):
        weights = measures.Weights(LEVELS, 0.2, 2.5, longest, least, longer)
        assert _measures.score_lines(blocks, numbers, titles, weights) == measures._score_lines(
            blocks, numbers, titles, weights
        )


def test_a_line_overlaps_a_title_as_is_written_here() -> None:
    for text, title, expected in (
        ("老桥通车", "老桥通车", 1.0),
        ("老桥通车", "青石老桥通车", 0.55 + 0.4 * 4 / 6),
        ("青石老桥通车", "老桥通车", 0.2 + 0.5 * 4 / 6),
        ("老桥", "青石镇的老桥今天通车", 0.0),  # over four times as long
        ("青石镇的老桥今天通车", "老桥", 0.0),
        ("老桥通车", "老桥停工", 0.0),
    ):
        assert measures.overlap(text, title, 4) == expected
        block = Block(0, text)
        assert _measures.score_lines((block,), [0], [title], measures.Weights({}, 0.0, 1.0, 150, 1, 4)) == [expected]


def test_sums_of_many_masses_agree_to_the_last_digit() -> None:
    # A product that is added without being rounded, as some processors do in one step, shows in nearly every such list.
    for count in range(1, 300):
        masses = [number * number % 797 * (0.3, 0.6, 0.8, 1.0)[number % 4] for number in range(count)]
        bounds = (count // 2, count * 3 // 4)
        assert _measures.sum_weighted([None] * count, masses, *bounds) == measures._sum_weighted(
            [None] * count, masses, *bounds
        )


def test_the_measures_of_the_fixtures_agree() -> None:
    count = 0
    for page in all_pages():
        blocks = walked(decode(page.data).text).blocks
        hits = match_rules(blocks)
        measured = _measures.measure_blocks(blocks, hits)
        assert measured == measures._measure_blocks(blocks, hits)
        assert _measures.sum_weighted(hits, measured[0], 3, 9) == measures._sum_weighted(hits, measured[0], 3, 9)
        count += len(blocks)
    assert count > 1_000


def test_what_does_not_fit_is_refused() -> None:
    blocks = segment_text("老桥").blocks
    for measure in (_measures.measure_blocks, measures._measure_blocks):
        with pytest.raises(ValueError, match=r"hits|zip"):
            measure(blocks, [])
    with pytest.raises(TypeError):
        _measures.is_prose(("老桥",))
