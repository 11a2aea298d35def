"""What a page says twice of its text: the reader of an e-paper lists the titles of an issue's page above it, and repeats paper,
page, headline, number and day below it; who copies texts repeats title and address."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.flat.row import Row
from cleaners.evidence.prose import is_sentence
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules import stamps
from cleaners.rules.stamps import plain

_DAY = plain(stamps.DAY)
_BELOW = lazy(
    rf"[{HAN}]{{2,10}}报\s[^\s。！？]{{2,20}}\s\d{{4,5}}\s[^。]{{2,60}}\s(?:{_DAY}|\d)[^。]{{0,40}}\s(?P<day>{_DAY})\s星期[一二三四五六日天]\s*"
)
_SIGN, _LONGEST = "星期", 160


_TITLE, _ADDRESS = (
    lazy(r"(?:文章)?标题\s?[:：]\s?(?P<title>\S.{5,80})"),
    lazy(r"(?:文章|本文|网页|链接)?(?:地址|网址|链接)\s?[:：]\s?https?://\S{4,200}"),
)


def read_named(lines: Sequence[str]) -> tuple[list[str], list[str], str | None]:
    """The lines without title and address of the text as the last ones, those, and the title; None without them."""
    last = [number for number, line in enumerate(lines) if line.strip()][-2:]
    if len(last) < 2 or "http" not in lines[last[1]] or _ADDRESS.fullmatch(lines[last[1]].strip()) is None:
        return list(lines), [], None
    match = _TITLE.fullmatch(lines[last[0]].strip())
    if match is None:
        return list(lines), [], None
    return list(lines[: last[0]]), [lines[number] for number in last], match["title"]


def read_issue(lines: Sequence[str]) -> tuple[list[str], list[str], str | None]:
    """The lines without such a one as the last, that line, and its day; None without one."""
    last = next((number for number in range(len(lines) - 1, -1, -1) if lines[number].strip()), None)
    line = lines[last].strip() if last is not None else ""
    match = _BELOW.fullmatch(line) if _SIGN in line[-4:] and len(line) <= _LONGEST else None
    if match is None:
        return list(lines), [], None
    return list(lines[:last]), [line], match["day"]


#: Marks of items, the fewest that are a list, and rows between the headline and the text at most.
_BULLETS, MIN_ITEMS, NEAR = "·•● ", 3, 3


def head_listed(rows: Sequence[Row]) -> list[Row]:
    """The rows, with the one right above the text as its heading if a list above has it as an item, too."""
    if sum(row.text[:1] in _BULLETS and row.text != "" for row in rows) < MIN_ITEMS:
        return list(rows)
    first = next((number for number, row in enumerate(rows) if is_sentence(row.text) and not row.hidden), 0)
    items = {row.text.lstrip(_BULLETS) for row in rows[:first] if row.text[:1] in _BULLETS and row.text}
    if len(items) < MIN_ITEMS:
        return list(rows)
    listed = [number for number in range(max(0, first - NEAR), first) if rows[number].text in items]
    if len(listed) != 1 or rows[listed[0]].kind != "paragraph" or rows[listed[0]].hidden:
        return list(rows)
    heading = rows[listed[0]]._replace(kind="heading", level=1)
    return [*rows[: listed[0]], heading, *rows[listed[0] + 1 :]]
