"""Copies among many texts: groups that do not depend on the order, in bounded memory and time however alike the texts are."""

from __future__ import annotations

import random
import tracemalloc
from collections.abc import Callable

import pytest

from cleaners.evidence import copies as module
from cleaners.evidence.copies import Copies, cluster
from cleaners.evidence.fingerprint import MAX_NEAR, Fingerprint, fingerprint
from tests.pace import assert_within
from tests.reprints import cut, edited, story, weather


def members_of(prints: list[Fingerprint]) -> dict[int, int]:
    with Copies() as copies:
        for own in prints:
            copies.add(own)
        copies.find()
        return dict(copies.members())


def test_members_stand_for_the_first_of_their_group() -> None:
    texts = [story(1), story(2), edited(story(1), 5), story(3), cut(story(1), 0.5), story(2)]
    assert members_of([fingerprint(text) for text in texts]) == {0: 0, 2: 0, 4: 0, 1: 1, 5: 1}


def test_without_a_search_nobody_is_a_copy() -> None:
    with Copies() as copies:
        assert [copies.add(fingerprint(story(1))) for _ in range(3)] == [0, 1, 2]
        assert len(copies) == 3
        assert list(copies.members()) == []


def test_fingerprints_that_no_longer_fit_into_memory_are_found_in_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_IN_MEMORY", 2_000)
    monkeypatch.setattr(module, "_HELD", 2)
    texts = [story(number // 2) for number in range(20)]
    assert members_of([fingerprint(text) for text in texts]) == {number: number // 2 * 2 for number in range(20)}


def test_equal_texts_are_found_among_more_of_their_form_than_are_remembered() -> None:
    texts = [weather(day) for day in range(3 * MAX_NEAR)]
    twins = random.Random(7).sample(range(len(texts)), 60)  # noqa: S311
    groups = cluster(enumerate(fingerprint(text) for text in (*texts, *(texts[twin] for twin in twins))))
    found = {pair for group in groups for pair in group}
    for place, twin in enumerate(twins, len(texts)):
        assert {place, twin} <= found
        assert any(place in group and twin in group for group in groups)


@pytest.mark.parametrize(
    "text", [lambda n: story(1), lambda n: edited(story(1), n), weather, lambda n: f"{story(1)}\n第{n}号机器印出。"]
)
def test_texts_that_are_all_alike_take_no_more_than_a_bounded_time_each(text: Callable[[int], str]) -> None:
    prints = [fingerprint(text(number)) for number in range(500)]
    assert_within(50, lambda: members_of(prints))


def drawn(chance: random.Random) -> Fingerprint:
    return Fingerprint(tuple(sorted(chance.getrandbits(64) for _ in range(128))), 900, ())


def test_a_text_takes_under_2_kb_of_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_IN_MEMORY", 1_000)
    monkeypatch.setattr(module, "_HELD", 16)
    chance, count = random.Random(3), 2_000  # noqa: S311
    prints = [
        drawn(chance) for _ in range(count // 2)
    ] * 2  # every hash is shared: the most that there can be to remember
    tracemalloc.start()
    try:
        assert len(members_of(prints)) == count
        assert tracemalloc.get_traced_memory()[1] / count < 1_500
    finally:
        tracemalloc.stop()
