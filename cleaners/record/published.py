"""When an article was published and changed: dates of the page's lines, with the head's and the address's as witnesses."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from cleaners.evidence import dates
from cleaners.evidence.metadata import Metadata
from cleaners.judgement.labels import Labelled
from cleaners.reading.patterns import lazy
from cleaners.record.posted import read_posted
from cleaners.values import Block, Label

_PUBLISHED = lazy(r"(?:发布|发表|刊发|刊登)(?:日期|时间)\s*[:：]")
_MODIFIED = lazy(r"(?:更新|修改|updated|modified)(?:时间|日期|于)?\s*[:：]?\s*", re.I)


def read_published(
    blocks: Sequence[Block], labelled: Labelled, head_lines: Sequence[int], metadata: Metadata, url: str | None
) -> tuple[str | None, str | None, tuple[str, ...]]:
    """When an article was published and when modified, as ISO 8601, and what there is to say of that as flags. ``head_lines``
    are the numbers of the lines in which its facts may stand, ``url`` is its address."""
    published: dates.Stamp | None = None
    modified: dates.Stamp | None = None
    short: re.Match[str] | None = None
    above = bisect_left(head_lines, labelled.headline or 0)
    for index in (*head_lines[above:], *head_lines[:above]):
        line = rest = blocks[index].text
        update = _MODIFIED.search(line) if _may_be_update(line) else None
        if update:
            modified = modified or dates.read_date(line[update.end() :])
            rest = line[: update.start()]
        if published is None:  # with a whole date nobody asks for another, or for one without a year
            published = dates.read_date(rest)
            if published is None and short is None:
                short = dates.read_short_date(rest)
    witnesses = [stamp for text in metadata.published if (stamp := dates.read_date(text))]
    if published is None and short is not None:
        return _short_date(short, blocks, labelled, witnesses, url)
    flags: tuple[str, ...] = ()
    if published is None:
        published = witnesses[0] if witnesses else None
    elif published.precision == "day":
        published = next((w for w in witnesses if w.day == published.day and w.precision != "day"), published)
    if published is None and (posted := read_posted(blocks, labelled)) is not None:
        published = posted.moment
    if published is None and url:
        published = dates.read_path_date(url)
    if published is None and modified is not None:
        published, modified = modified, None
    if published is None:
        published = _date_in_tail(blocks, labelled)
    if modified is None:
        modified = next((stamp for text in metadata.modified if (stamp := dates.read_date(text))), None)
    return published.iso() if published else None, modified.iso() if modified else None, flags


def _may_be_update(line: str) -> bool:
    """Whether a line holds a part of every form of `_MODIFIED`: a cheap look before the expression."""
    if "更新" in line or "修改" in line:
        return True
    if "d" not in line and "D" not in line:
        return False
    lower = line.lower()
    return "updated" in lower or "mod" in lower


def _short_date(
    short: re.Match[str],
    blocks: Sequence[Block],
    labelled: Labelled,
    witnesses: Sequence[dates.Stamp],
    url: str | None,
) -> tuple[str | None, str | None, tuple[str, ...]]:
    """A date without a year: the year must come from another witness that agrees with month and day, or month."""
    month, day = int(short.group("m")), int(short.group("d"))
    for stamp in witnesses:
        if (stamp.moment.month, stamp.moment.day) == (month, day):
            found = dates.with_year(short, stamp.moment.year)
            return (found.iso() if found else None), None, ()
    addresses = [url or ""]
    addresses += [
        block.image.url for block in blocks[labelled.zones.head : labelled.zones.tail] if block.image is not None
    ]
    for address in addresses:
        year_month = dates.read_path_month(address) or _month_of(dates.read_path_date(address))
        if year_month and year_month[1] == month:
            found = dates.with_year(short, year_month[0])
            return (found.iso() if found else None), None, ()
    return None, None, ("date_without_year",)


def _month_of(stamp: dates.Stamp | None) -> tuple[int, int] | None:
    return (stamp.moment.year, stamp.moment.month) if stamp else None


def _date_in_tail(blocks: Sequence[Block], labelled: Labelled) -> dates.Stamp | None:
    """A date line right after the text, or a little farther down where it says that it is one. Copyright lines are no
    witness."""
    zones = labelled.zones
    for index in range(max(zones.body, zones.tail - 2), min(len(blocks), zones.tail + 12)):
        text = blocks[index].text
        if len(text) > 60:
            continue
        near = index < zones.tail + 3 and labelled.verdicts[index].label not in (Label.LEGAL, Label.FOOTER)
        stamp = dates.read_date(text) if near or _PUBLISHED.search(text) else None
        if stamp:
            return stamp
    return None
