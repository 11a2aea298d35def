"""Texts that are the same story, found among many of them: what each text is looked up by is in memory, in about 1 KB a
text, and its fingerprint in a temporary file.

Two texts are compared only where they share hashes of their sketches or are equal. The time is bounded however alike the texts
are: of one hash at most `MAX_NEAR` groups are remembered, and a text is compared with at most so many.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from tempfile import SpooledTemporaryFile
from types import TracebackType

from cleaners.evidence.fingerprint import LOOKED_UP, MAX_NEAR, MEETINGS, Fingerprint, Key, is_same_story

#: Keys of a text: the first hashes of its sketch, and a hash of all its fingerprint, by which equal texts always meet.
_KEYS = LOOKED_UP + 1

#: Bytes of fingerprints in memory before they go to a file, and fingerprints that are held as values.
_IN_MEMORY, _HELD = 1 << 22, 1_024

#: Parts in which keys are looked for that several texts have, one after the other: a dictionary of all would take 3 KB a text.
_PARTS = 16

_NOBODY = 0xFFFF_FFFF


class Copies:
    """Texts by their fingerprints, added one after the other and numbered from 0. To be closed, or used in ``with``."""

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - close() does
        self._ends = array("Q", [0])
        self._keys = array("Q")
        self._parent = array("I")

    def __enter__(self) -> Copies:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._parent)

    def close(self) -> None:
        """Give the temporary file back."""
        self._file.close()

    def add(self, own: Fingerprint) -> int:
        """Take up a text; its number. Raises OSError where there is no room for the temporary file."""
        data = own.to_bytes()
        self._file.write(data)
        self._ends.append(self._ends[-1] + len(data))
        whole = int.from_bytes(blake2b(data, digest_size=8).digest(), "little") if own.sketch else 0
        self._keys.extend((*own.sketch[:LOOKED_UP], *[0] * (LOOKED_UP - len(own.sketch)), whole))
        self._parent.append(len(self._parent))
        return len(self._parent) - 1

    def first_of(self, number: int) -> int:
        """The number that stands for a text's group, the smallest in it; its own where it is alone or `find` was not called."""
        parent = self._parent
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    def find(self) -> None:
        """Find the groups. They do not depend on the order in which the texts were added: they are taken up in the order of
        their sketches, and each is compared with one text of every group that it meets."""
        order = self._by_sketch()
        buckets, sizes = self._shared_keys()
        near = _Near(sizes)
        read = lru_cache(_HELD)(self._read)
        for index in order:
            own = [bucket for bucket in buckets[_KEYS * index : _KEYS * (index + 1)] if bucket != _NOBODY]
            if not own:
                continue
            met = Counter(chain.from_iterable(map(near.members, own)))
            whole = buckets[_KEYS * (index + 1) - 1]
            if whole != _NOBODY:
                met.update(dict.fromkeys(near.members(whole), _KEYS))  # before all others
            has_joined = self._join(index, met, read)
            for bucket in own:
                if not has_joined or self._is_new_among(index, near.members(bucket)):
                    near.add(bucket, index)

    def members(self) -> Iterator[tuple[int, int]]:
        """The texts of the groups of two and more that `find` found, each with the number that stands for its group, in the
        order of numbers; the first of a group comes before each of the others."""
        for number in range(len(self)):
            first = self.first_of(number)
            if first != number:
                yield first, first
                yield number, first

    def _join(self, index: int, met: Counter[int], read: Callable[[int], Fingerprint]) -> bool:
        """Join a text with the groups that it is the same story as; whether there was one."""
        has_joined = False
        often = [other for other, times in met.most_common(MAX_NEAR) if times >= MEETINGS]
        for other in {self.first_of(other): other for other in often}.values():
            one, another = self.first_of(other), self.first_of(index)
            if one != another and is_same_story(read(index), read(other)):
                self._parent[max(one, another)] = min(one, another)
                has_joined = True
        return has_joined

    def _is_new_among(self, index: int, members: array[int]) -> bool:
        first = self.first_of(index)
        return all(self.first_of(other) != first for other in members)

    def _read(self, number: int) -> Fingerprint:
        start, end = self._ends[number], self._ends[number + 1]
        self._file.seek(start)
        return Fingerprint.from_bytes(self._file.read(end - start))

    def _by_sketch(self) -> list[int]:
        """All numbers in the order of the texts' keys."""

        def key(number: int) -> bytes:
            row = self._keys[_KEYS * number : _KEYS * (number + 1)]
            if sys.byteorder == "little":
                row.byteswap()
            return row.tobytes()

        return sorted(range(len(self)), key=key)

    def _shared_keys(self) -> tuple[array[int], array[int]]:
        """For each key of each text the number of its bucket, `_NOBODY` where no other text has it, and the buckets' sizes."""
        parts = [array("I") for _ in range(_PARTS)]
        for place, key in enumerate(self._keys):
            if key:
                parts[key % _PARTS].append(place)
        buckets = array("I", [_NOBODY]) * len(self._keys)
        sizes = array("I")
        for part in parts:
            self._number_shared(part, buckets, sizes)
            del part[:]
        return buckets, sizes

    def _number_shared(self, places: array[int], buckets: array[int], sizes: array[int]) -> None:
        first: dict[int, int] = {}
        for place in places:
            before = first.setdefault(self._keys[place], place)
            if before == place:
                continue
            if buckets[before] == _NOBODY:
                buckets[before] = len(sizes)
                sizes.append(1)
            buckets[place] = buckets[before]
            sizes[buckets[before]] += 1


class _Near:
    """The texts that are remembered for each bucket, at most `MAX_NEAR`, one of every group."""

    def __init__(self, sizes: array[int]) -> None:
        self._starts = array("Q", [0])
        for size in sizes:
            self._starts.append(self._starts[-1] + min(size, MAX_NEAR))
        self._filled = array("H", bytes(2 * len(sizes)))
        self._members = array("I", bytes(4 * self._starts[-1]))

    def members(self, bucket: int) -> array[int]:
        start = self._starts[bucket]
        return self._members[start : start + self._filled[bucket]]

    def add(self, bucket: int, number: int) -> None:
        place = self._starts[bucket] + self._filled[bucket]
        if place < self._starts[bucket + 1]:
            self._members[place] = number
            self._filled[bucket] += 1


def cluster(prints: Iterable[tuple[Key, Fingerprint]]) -> list[list[Key]]:
    """Groups of two or more texts that are the same story, each in the order given, the groups too. Which texts go together
    does not depend on that order. Raises OSError where there is no room for a temporary file."""
    keys: list[Key] = []
    with Copies() as copies:
        for key, own in prints:
            keys.append(key)
            copies.add(own)
        copies.find()
        groups: dict[int, list[Key]] = {}
        for number, first in dict(copies.members()).items():
            groups.setdefault(first, []).append(keys[number])
        return [groups[first] for first in sorted(groups)]
