"""Facts whose key stands behind the value, and lines to part: a title and the way through the site in front of it or the day
behind it, the facts behind a picture viewer's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules import stamps
from cleaners.rules.stamps import plain

#: `某某观察 | 来源`: the value, the key; first characters of a line with one, and lines among which they stand.
_REVERSED = lazy(r"(?P<value>[^\s|｜。，：:]{2,16})\s?[|｜]\s?(?P<key>来源|來源|作者|撰文|文)")
_BARS, _TOP = ("|", "｜"), 8

#: `首頁 評論 标题`: the front page, the section, and a title.
_CRUMB = lazy(rf"((?:首[页頁]|主[页頁])(?:\s+[{HAN}]{{2,4}}){{1,2}})\s+([^\s].{{11,80}})")
_HOME = ("首", "主")

#: `【支持键盘翻页】来源：某网`, and `标题 1,024 2024年01月17日`, as the readers of e-papers number their texts.
_VIEWER = lazy(r"([【\[][^】\]]{2,24}[】\]])\s*((?:来源|來源|作者|摄影|日期|时间)\s?[:：].{4,80})")
_DATED = lazy(rf"([^\s].{{3,40}}?)\s+\d{{1,3}}(?:,\d{{3}}){{1,2}}\s+({plain(stamps.DAY)})")
_DAYS = frozenset("0123456789日号")


class Reversed(NamedTuple):
    """The lines without such facts, those lines, the source, and the authors."""

    lines: list[str]
    facts: list[str]
    source: str | None
    authors: tuple[str, ...]


def read_reversed(lines: Sequence[str]) -> Reversed:
    """Facts with the key behind the value in the first lines; two of them, since one may be a title with its section."""
    top = [number for number, line in enumerate(lines[: 4 * _TOP]) if line.strip()][:_TOP]
    barred = (number for number in top if len(lines[number]) < 32 and any(bar in lines[number] for bar in _BARS))
    found = {number: match for number in barred if (match := _REVERSED.fullmatch(lines[number].strip())) is not None}
    if len(found) < 2:
        return Reversed(list(lines), [], None, ())
    values = [(match["key"], match["value"]) for match in found.values()]
    source = next((value for key, value in values if key in ("来源", "來源")), None)
    authors = tuple(value for key, value in values if key not in ("来源", "來源"))
    kept = [line for number, line in enumerate(lines) if number not in found]
    return Reversed(kept, [lines[number] for number in found], source, authors)


def part_first(lines: Sequence[str]) -> list[str]:
    """The lines, with such ones among the first in two."""
    found: list[str] = []
    for line in lines[:_TOP]:
        bare = line.strip()
        match = None
        if "。" not in bare:
            crumb = _CRUMB.fullmatch(bare) if bare[:1] in _HOME else None
            viewer = _VIEWER.fullmatch(bare) if bare[:1] in ("【", "[") else None
            match = crumb or viewer or (_DATED.fullmatch(bare) if bare[-1:] in _DAYS else None)
        found += [line] if match is None else list(match.groups())
    return [*found, *lines[_TOP:]]
