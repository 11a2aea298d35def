"""The blocks of the index give back what was put in, in less room."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.search import blocks
from crawler.search.blocks import OpenBlock, pack_rows, pack_segment, unpack_rows

NUMBERS = st.sets(st.integers(0, blocks.MAX_ARTICLES - 1), min_size=1, max_size=30).map(sorted)


def read(packed: list[blocks.Block], first: int, after: int) -> list[list[int]]:
    return [list(numbers) for block in packed for numbers in OpenBlock(block.data).find(first, after)]


@settings(max_examples=30)
@given(st.dictionaries(st.integers(0, 1 << 62), NUMBERS, min_size=1, max_size=30))
def test_every_term_has_its_articles(postings: dict[int, list[int]]) -> None:
    packed = list(pack_segment(postings))
    assert read(packed, 0, 1 << 63) == [postings[key] for key in sorted(postings)]
    for key in postings:
        assert read(packed, key, key + 1) == [postings[key]]
    middle = sorted(postings)[len(postings) // 2]
    assert read(packed, middle, 1 << 63) == [postings[key] for key in sorted(postings) if key >= middle]


def test_large_segments_have_several_blocks_in_order() -> None:
    chance = random.Random(1)  # noqa: S311 - invented terms
    postings = {chance.getrandbits(52): sorted(chance.sample(range(4096), 20)) for _ in range(2500)}
    packed = list(pack_segment(postings))
    assert len(packed) == 4  # of 16,000 pairs of term and article each
    assert [block.first for block in packed] == sorted(block.first for block in packed)
    assert [packed[0].first, read(packed, 0, 1 << 63)] == [min(postings), [postings[key] for key in sorted(postings)]]
    assert sum(len(block.data) for block in packed) < 2 * 20 * 2500  # numbers take 16 bits before


def test_rows_of_articles() -> None:
    assert list(unpack_rows(pack_rows([]))) == []
    assert list(unpack_rows(pack_rows([7, 3, 1 << 40]))) == [7, 3, 1 << 40]
