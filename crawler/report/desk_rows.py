"""The rows of a desk as JSON inside the page: short names for what repeats, and texts cut until all rows fit.

What does not fit is cut in this order: beginnings of texts, headlines, and only then rows, the oldest first. The page says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from crawler.report.published import BEGINNING, MAX_HEADLINE, Published, shorten

#: Characters of a beginning and of a headline, from the whole ones to the shortest that can still be told apart.
LEVELS = ((BEGINNING, MAX_HEADLINE), (24, MAX_HEADLINE), (0, MAX_HEADLINE), (0, 40), (0, 20))

#: The names whose values repeat: each row has their number in a table.
REPEATED = ("source", "section", "authors", "site", "place")

#: Marks of a row, summed.
WITHDRAWN, UNDATED, CHANGED = 1, 2, 4

#: Characters that could end the element, or that JavaScript once took for the end of a line.
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
_LONE = re.compile("[\ud800-\udfff]")


class Packed(NamedTuple):
    """Rows as JSON that may stand in a ``<script type="application/json">``. ``beginning`` and ``headline`` are the characters
    that each may have, ``left_out`` the number of rows that are not there."""

    text: str
    beginning: int
    headline: int
    left_out: int


def pack_rows(found: Sequence[Published], changed: frozenset[int], budget: int) -> Packed:
    """The rows in at most ``budget`` bytes of UTF-8. ``changed`` are the rows of articles that were changed."""
    copies = _groups(found)
    texts: list[str] = []
    for beginning, headline in LEVELS:
        tables = _Tables()
        texts = [_dump(_row(one, tables, copies, changed, beginning, headline)) for one in found]
        packed = _join(tables, texts)
        if len(packed.encode()) <= budget:
            return Packed(packed, beginning, headline, 0)
    beginning, headline = LEVELS[-1]
    room = max(0, budget - len(_join(tables, []).encode()))
    kept = 0
    for text in texts:
        room -= len(text.encode()) + 1
        if room < 0:
            break
        kept += 1
    packed = _join(tables if kept else _Tables(), texts[:kept])
    return Packed(packed, beginning, headline, len(found) - kept)


class _Tables:
    """Values that repeat, by their name; the first of each is the empty one."""

    def __init__(self) -> None:
        self.places: dict[str, dict[str, int]] = {name: {"": 0} for name in REPEATED}

    def number(self, name: str, value: str) -> int:
        known = self.places[name]
        return known.setdefault(value, len(known))


def _row(
    one: Published, tables: _Tables, copies: dict[int, int], changed: frozenset[int], beginning: int, headline: int
) -> list[Any]:
    place, _, end = (one.address or "").rpartition("/")
    return [
        shorten(one.headline, headline),
        shorten(one.beginning, beginning) if beginning else "",
        one.moment,
        one.characters,
        tables.number("source", one.source),
        tables.number("section", one.section),
        tables.number("authors", one.authors),
        tables.number("site", one.site),
        tables.number("place", f"{place}/" if place else ""),
        end,
        copies.get(one.story or 0, 0),
        WITHDRAWN * one.is_withdrawn + UNDATED * (not one.is_dated) + CHANGED * (one.row in changed),
    ]


def _groups(found: Sequence[Published]) -> dict[int, int]:
    """Number of copies by story, of those that have several."""
    numbers: dict[int, int] = {}
    for one in found:
        if one.story is not None:
            numbers[one.story] = numbers.get(one.story, 0) + 1
    return {story: number for story, number in numbers.items() if number > 1}


def _join(tables: _Tables, texts: Sequence[str]) -> str:
    lists = {name: list(values) for name, values in tables.places.items()}
    return f'{{"tables":{_dump(lists)},"rows":[{",".join(texts)}]}}'


def _dump(value: Any) -> str:
    """JSON without a character that HTML could mistake; a lone surrogate is written as its escape, which UTF-8 can hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    return _LONE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
