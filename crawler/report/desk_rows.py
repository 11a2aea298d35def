"""The rows of a desk as JSON inside the page: tables for repeated values, and texts shortened until all rows fit.

Content is shortened in this order: beginnings of texts, headlines, and finally whole rows, oldest first. The page says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from crawler.report.published import BEGINNING, MAX_HEADLINE, Published, shorten

#: Maximum lengths of a beginning and a headline in characters, from the full ones to the shortest that still distinguish
#: articles.
LEVELS = ((BEGINNING, MAX_HEADLINE), (24, MAX_HEADLINE), (0, MAX_HEADLINE), (0, 40), (0, 20))

#: The fields whose values repeat: each row has an index into a table.
REPEATED = ("source", "section", "authors", "site", "place")

#: Bit flags of a row.
WITHDRAWN, UNDATED, CHANGED = 1, 2, 4

#: Escapes for characters that could end the element, and for those that older JavaScript takes for line ends.
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
_LONE = re.compile("[\ud800-\udfff]")


class Packed(NamedTuple):
    """Rows as JSON for a ``<script type="application/json">``. ``beginning`` and ``headline`` are the maximum lengths that were
    used, in characters; ``left_out`` is the number of rows that did not fit."""

    text: str
    beginning: int
    headline: int
    left_out: int


def pack_rows(found: Sequence[Published], changed: frozenset[int], budget: int) -> Packed:
    """The rows in at most ``budget`` bytes of UTF-8. ``changed`` are the row numbers of articles that were changed."""
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
    """Tables of repeated values, by field; the first value of each is empty."""

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
    """For each story with several copies, their number."""
    numbers: dict[int, int] = {}
    for one in found:
        if one.story is not None:
            numbers[one.story] = numbers.get(one.story, 0) + 1
    return {story: number for story, number in numbers.items() if number > 1}


def _join(tables: _Tables, texts: Sequence[str]) -> str:
    lists = {name: list(values) for name, values in tables.places.items()}
    return f'{{"tables":{_dump(lists)},"rows":[{",".join(texts)}]}}'


def _dump(value: Any) -> str:
    """JSON without characters that are special in HTML; a lone surrogate, which UTF-8 cannot encode, stays an escape."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    return _LONE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
