"""A drift in words: what a site's pages have done since a day, and the former and the present place of the field."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from crawler.report.survey import DriftMark


class DriftWords(NamedTuple):
    """A drift for people. ``happened`` is a key of the report's words, which may have a placeholder ``name`` for the key of a
    field or the field itself; ``before`` and ``now`` are paths of elements or figures, "" if there is nothing to say."""

    happened: str
    name: str
    before: str
    now: str


#: The fields that are watched (`cleaners.learning.drift`), as the record names them.
_FIELDS: Final = {
    "headline": "headline", "date": "date_published", "credits": "credits", "source": "source", "authors": "authors",
    "body": "text",
}  # fmt: skip

#: The place of a field that is not found.
_NOWHERE: Final = "nowhere"

#: The figures of `cleaners.learning.drift`, which a store contains in English.
_FIGURES: Final = (
    (re.compile(r"(\d+) known layouts"), r"\1 种已知版式"),
    (re.compile(r"(\d+) to (\d+) characters"), r"\1 至 \2 字"),
    (re.compile(r"(\d+) characters"), r"\1 字"),
    (re.compile(r"(\d+%) of the pages"), r"\1 的页面有"),
)


def drift_words(mark: DriftMark) -> DriftWords:
    """The words for a drift; for a field that only later versions watch, its name."""
    before, now = mark.old, "" if mark.new == _NOWHERE else mark.new
    if mark.field == "layout":
        return DriftWords("drift_layout", "", before, now)
    if mark.field == "body_length":
        return DriftWords("drift_length", "", before, now)
    field = _FIELDS.get(mark.field.removesuffix("_place"))
    if field is None:
        return DriftWords("drift_changed", mark.field, before, now)
    if not mark.field.endswith("_place"):
        return DriftWords("drift_missing", f"field_{field}", before, now)
    if not now:
        return DriftWords("drift_not_found", f"field_{field}", before, "")
    return DriftWords("drift_moved", f"field_{field}", before, now)


def chinese_figure(text: str) -> str | None:
    """A figure in Chinese; None if the text is something else, such as a path."""
    parts = text.removeprefix("on ").split(" or ")
    known = [form.sub(chinese, part) for part in parts for form, chinese in _FIGURES if form.fullmatch(part)]
    return "或".join(known) if len(known) == len(parts) else None
