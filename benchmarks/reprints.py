"""Precision and recall of finding reprints, on a set made for it, and the time a fingerprint takes.

    python -m benchmarks.reprints

A pair of texts is right when both are the same story. By kind: how many of the texts of that kind were found with their story.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from cleaners.evidence.copies import cluster
from cleaners.evidence.fingerprint import fingerprint
from tests.reprints import Sample, samples


class Score(NamedTuple):
    """Over pairs of texts; ``found`` counts the texts of each kind that stand in one group with their story's original."""

    precision: float
    recall: float
    found: dict[str, tuple[int, int]]


def score(found: Sequence[Sequence[int]], texts: Sequence[Sample]) -> Score:
    """Groups of indices against the stories that the texts have."""
    pairs = {pair for group in found for pair in combinations(sorted(group), 2)}
    stories: dict[str, list[int]] = {}
    for index, sample in enumerate(texts):
        stories.setdefault(sample.story, []).append(index)
    right = {pair for group in stories.values() for pair in combinations(sorted(group), 2)}
    kinds: dict[str, tuple[int, int]] = {}
    for index, sample in enumerate(texts):
        original = stories[sample.story][0]
        if index == original:
            continue
        hit, total = kinds.get(sample.kind, (0, 0))
        kinds[sample.kind] = (hit + ((min(index, original), max(index, original)) in pairs), total + 1)
    hits = len(pairs & right)
    return Score(hits / len(pairs) if pairs else 1.0, hits / len(right) if right else 1.0, kinds)


def main() -> None:
    """Print the table."""
    texts = samples(200)
    random.Random(1).shuffle(texts)  # noqa: S311
    texts.sort(key=lambda sample: sample.kind != "original")
    started = time.process_time()
    prints = [fingerprint(sample.text) for sample in texts]
    made = time.process_time()
    found = cluster(enumerate(prints))
    done = time.process_time()
    result = score(found, texts)
    print(
        f"{len(texts)} texts, {len(found)} groups: precision {result.precision:.4f}, recall {result.recall:.4f} over pairs"
    )
    for kind, (hit, total) in sorted(result.found.items()):
        print(f"  {kind:24} {hit} of {total} found with their story")
    print(
        f"{1000 * (made - started) / len(texts):.2f} ms a fingerprint, {1000 * (done - made) / len(texts):.2f} ms a text to group"
    )
    print(f"{sum(len(one.to_bytes()) for one in prints) / len(prints):.0f} bytes a fingerprint")


if __name__ == "__main__":
    main()
