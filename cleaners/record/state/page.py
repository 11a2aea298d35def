"""Render a content of a page's state and its facts as a small page for the same pipeline."""

from __future__ import annotations

import html
import re
from datetime import datetime
from typing import Any

from cleaners.evidence import dates
from cleaners.evidence.metadata import Metadata
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.record.headline import headline_of_title
from cleaners.record.state import keys
from cleaners.record.state.content import Content

_HAN = lazy(rf"[{HAN}]")
_TAG = lazy(r"<[a-zA-Z/][^<>]*>")
_HEADING = lazy(r"<h1\b", re.I)
_ROLE = lazy(r"记者|通讯员|作者")
#: A date and time as social networks write it, in China's time zone: `Tue Aug 15 20:13:45 +0800 2023`.
_POSTED = lazy(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{2}:\d{2}:\d{2}) \+0800 (\d{4})")


def render_content(content: Content, metadata: Metadata) -> str:
    """One small page: the facts as visible lines, then the content."""
    facts = content.facts
    parts = ["<html><body><div>"]
    for pattern, form in ((keys.KICKER, "<p>{}</p>"), (keys.HEADLINE, "<h1>{}</h1>"), (keys.DECK, "<p>——{}</p>")):
        value = _headline(facts) if pattern is keys.HEADLINE else _fact(facts, pattern)
        if pattern is keys.KICKER and value and not value.endswith(("：", ":")):
            value += "："
        if value:
            parts.append(form.format(html.escape(value.lstrip("—"))))
        elif pattern is keys.HEADLINE and _HEADING.search(content.text) is None and (title := _plain_title(metadata)):
            parts.append(form.format(html.escape(title)))
    moment = _moment(facts)
    if moment:
        parts.append(f"<p>{moment}</p>")
    for pattern, label in ((keys.SOURCE, "来源：{}"), (keys.AUTHOR, "{}"), (keys.ABSTRACT, "摘要：{}")):
        value = _fact(facts, pattern)
        # A byline or summary that is also in the text would appear twice. The source is kept in any case, since the text may
        # mention the outlet.
        if value and (pattern is keys.SOURCE or value not in content.text):
            form = "作者：{}" if pattern is keys.AUTHOR and not _ROLE.search(value) else label
            parts.append(f"<p>{html.escape(form.format(value))}</p>")
    parts.append(_body(content.text))
    editor = _fact(facts, keys.EDITOR)
    if editor and editor not in content.text:
        parts.append(f"<p>编辑：{html.escape(editor)}</p>")
    parts.append("</div></body></html>")
    return "\n".join(parts)


def _headline(facts: dict[str, Any]) -> str | None:
    return _fact(facts, keys.TITLE, exclude=keys.DECK) or _fact(facts, keys.HEADLINE, exclude=keys.NICKNAME)


def _plain_title(metadata: Metadata) -> str:
    """The title without the site's name: the shortest title contained in the first one, otherwise the headline's part of the
    first one."""
    if not metadata.titles:
        return ""
    shortest = min((title for title in metadata.titles if title in metadata.titles[0]), key=len)
    return shortest if shortest != metadata.titles[0] else headline_of_title(metadata, ())


def _body(text: str) -> str:
    if _TAG.search(text):
        return text
    return "\n".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())


def _fact(facts: dict[str, Any], pattern: re.Pattern[str], exclude: re.Pattern[str] | None = None) -> str | None:
    """The last (innermost) short string whose key matches."""
    for key, value in reversed(facts.items()):
        if exclude is not None and exclude.search(key):
            continue
        if isinstance(value, list):
            value = " ".join(value)
        if isinstance(value, str) and pattern.search(key) and _HAN.search(value) and len(value) <= 300:
            return _TAG.sub("", value).strip() or None
    return None


def _moment(facts: dict[str, Any]) -> str | None:
    """The time of publication: the innermost valid time under the most certain kind of key."""
    for pattern in keys.PUBLISHED:
        for key, value in reversed(facts.items()):
            if pattern.search(key) and (moment := _read_moment(value)) is not None:
                return moment
    return None


def _read_moment(value: Any) -> str | None:
    if isinstance(value, str) and value.strip().isdecimal() and len(value.strip()) in (10, 13):
        value = int(value)
    if isinstance(value, str) and len(value) <= 40:
        stamp = dates.read_date(_as_date(value))
        if stamp:
            return stamp.moment.strftime("%Y-%m-%d %H:%M:%S") if stamp.precision != "day" else f"{stamp.day}"
    elif isinstance(value, (int, float)) and not isinstance(value, bool) and 8e8 < value < 4e12:
        seconds = value / 1000 if value > 4e10 else value
        return datetime.fromtimestamp(seconds, dates.CHINA).strftime("%Y-%m-%d %H:%M:%S")
    return None


def _as_date(value: str) -> str:
    """A social network's date and time in the usual order of its parts; any other string unchanged."""
    posted = _POSTED.fullmatch(value.strip())
    if posted is None:
        return value
    month, day, clock, year = posted.groups()
    return f"{month} {day}, {year} {clock}"
