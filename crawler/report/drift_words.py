"""A drift in words: what a site's pages do since a day, and where the thing stood before and stands now."""

from __future__ import annotations

from typing import Final, NamedTuple

from crawler.report.survey import DriftMark


class DriftWords(NamedTuple):
    """A drift for people. ``happened`` goes on after "since 2025-11-11"; ``before`` and ``now`` are paths of elements or figures,
    "" if there is nothing to say."""

    happened: str
    before: str
    now: str


#: What newsrooms call the fields that are watched (`cleaners.learning.drift`).
_NAMES: Final = {
    "headline": "headline", "date": "date", "credits": "credits", "source": "source", "authors": "author", "body": "text",
}  # fmt: skip

#: Where a thing stands that is not found.
_NOWHERE: Final = "nowhere"


def drift_words(mark: DriftMark) -> DriftWords:
    """The words for a drift; of a field that later versions watch, its name."""
    before, now = mark.old, "" if mark.new == _NOWHERE else mark.new
    if mark.field == "layout":
        return DriftWords("the pages match no known layout", before, now)
    if mark.field == "body_length":
        return DriftWords("the texts are far shorter or longer than before", before, now)
    name = _NAMES.get(mark.field.removesuffix("_place"))
    if name is None:
        return DriftWords(f"{mark.field} has changed", before, now)
    verb = "are" if name == "credits" else "is"
    if not mark.field.endswith("_place"):
        return DriftWords(f"the {name} {verb} missing", before, now)
    if not now:
        return DriftWords(f"the {name} {verb} no longer found", before, "")
    return DriftWords(f"the {name} {verb} in another element", before, now)
