"""The place of a block on its page: the path of block-level elements down to it, as text that people can read and write.

An example is ``body > div.main > div.text``. A step is a tag with its class tokens and id (``.`` before classes, digits as
``0``). A suffix ``[2]`` counts the siblings that look the same, ``[-1]`` counts from the end. Paths read from a page are
complete; a hint may name only the last steps (``div.text``, ``#con_arc_content``), with any subset of their tokens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from cleaners.reading.outline import Containers
from cleaners.reading.patterns import lazy

_DIGITS = lazy(r"\d+")
_COUNT = lazy(r"\[(-?\d+)\]$")
_COUNTS = lazy(r"\[-?\d+\](?= >|$)")
_JOINT = " > "
_ROOTS = frozenset({"", "html"})


class PlaceError(ValueError):
    """A path that cannot be parsed; the message says what is wrong."""


class Places(NamedTuple):
    """The paths of a page's elements: ``paths[c]`` counts the last step from the front, ``from_end[c]`` from the end;
    ``steps[c]`` is the last step without its count, and ``bare[c]`` the path without any counts."""

    paths: list[str]
    from_end: list[str]
    steps: list[str]
    bare: list[str]

    def both(self, container: int) -> tuple[str, ...]:
        """The two paths of one element: counted from the front, and from the end."""
        one, other = self.paths[container], self.from_end[container]
        return (one,) if one == other else (one, other)


def read_places(containers: Containers) -> Places:
    """The paths of a page's elements, in one pass. Linear in their number, apart from the length of the paths."""
    steps = [_step(tag, names) for tag, names in zip(containers.tag, containers.names, strict=True)]
    totals: dict[tuple[int, str], int] = {}
    counts = []
    for parent, step in zip(containers.parent, steps, strict=True):
        totals[parent, step] = number = totals.get((parent, step), 0) + 1
        counts.append(number)
    paths: list[str] = []
    from_end: list[str] = []
    bare: list[str] = []
    for index, (parent, step) in enumerate(zip(containers.parent, steps, strict=True)):
        above, bare_above = (paths[parent], bare[parent]) if parent >= 0 else ("", "")
        named = f"{above}{_JOINT}{step}" if step and above else above + step
        count, total = counts[index], totals[parent, step]
        is_numbered = bool(step) and total > 1
        paths.append(f"{named}[{count}]" if is_numbered and count > 1 else named)
        from_end.append(f"{named}[{count - total - 1}]" if is_numbered else named)
        bare.append(f"{bare_above}{_JOINT}{step}" if step and bare_above else bare_above + step)
    return Places(paths, from_end, steps, bare)


def without_counts(path: str) -> str:
    """A path without the counts of its steps."""
    return _COUNTS.sub("", path)


@lru_cache(maxsize=4096)  # pages of a site have the same elements
def _step(tag: str, names: str) -> str:
    if tag in _ROOTS:
        return ""
    tokens = sorted({_DIGITS.sub("0", token) for token in names.split()})
    return tag + "".join(f".{token}" for token in tokens if _is_plain(token))


def _is_plain(token: str) -> bool:
    return bool(token) and not any(character in ".>[]# " for character in token)


class Step(NamedTuple):
    """One step of a written path: an optional tag, required tokens, and an optional count."""

    tag: str
    tokens: frozenset[str]
    nth: int


def read_path(path: str) -> tuple[Step, ...]:
    """The steps of a written path. Raises PlaceError if it cannot be parsed."""
    steps = []
    for part in path.split(">"):
        part = part.strip()
        count = _COUNT.search(part)
        named = part[: count.start()] if count else part
        tag, *tokens = re.split(r"[.#]", named)
        if not named or not re.fullmatch(r"[a-z][\w:-]*|", tag) or not all(map(_is_plain, tokens)):
            raise PlaceError(f"{path!r} is not a path: expected steps such as div.text[2], joined by >")
        steps.append(Step(tag, frozenset(_DIGITS.sub("0", token) for token in tokens), int(count[1]) if count else 0))
    return tuple(steps)


def find_places(path: str, places: Places, containers: Containers) -> list[int]:
    """The elements that a written path names, in document order: the one with exactly this path, otherwise every element whose
    last steps match it. Raises PlaceError."""
    for named in (places.paths, places.from_end):
        if path in named:
            return [named.index(path)]
    steps = read_path(path)
    return [index for index in range(1, len(places.steps)) if _ends_with(steps, index, places, containers)]


def _ends_with(steps: Sequence[Step], index: int, places: Places, containers: Containers) -> bool:
    for step in reversed(steps):
        if index <= 0 or not _is_step(step, places.steps[index], _count_of(step, index, places)):
            return False
        index = containers.parent[index]
    return True


def _count_of(step: Step, index: int, places: Places) -> int:
    found = _COUNT.search((places.from_end if step.nth < 0 else places.paths)[index])
    return int(found[1]) if found else (-1 if step.nth < 0 else 1)


def _is_step(step: Step, own: str, count: int) -> bool:
    tag, *tokens = own.split(".")
    return step.tag in ("", tag) and step.tokens <= set(tokens) and (not step.nth or step.nth == count)
