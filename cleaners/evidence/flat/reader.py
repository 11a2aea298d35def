"""What a page-to-text service writes above its text: title, address and time of the page, each behind a key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cleaners.reading.patterns import lazy

_KEYS = {
    "title": "title",
    "标题": "title",
    "url source": "url",
    "source url": "url",
    "url": "url",
    "link": "url",
    "链接": "url",
    "网址": "url",
    "原文链接": "url",
    "published time": "published",
    "published": "published",
    "date": "published",
    "description": "",
    "site": "",
    "sitename": "",
    "hostname": "",
    "author": "",
    "categories": "",
    "tags": "",
    "license": "",
    "image": "",
    "lang": "",
    "language": "",
    "warning": "",
    "number of pages": "",
    "markdown content": "body",
    "text content": "body",
    "content": "body",
    "text": "body",
    "正文": "body",
    "内容": "body",
}
_KEY = lazy(r"([A-Za-z][A-Za-z ]{1,18}|标题|链接|网址|原文链接|正文|内容)\s*[:：]\s*(.*)")
#: What stands above and below the head of a note: around YAML, and around TOML.
_FENCES = ("---", "+++")

#: A key between fences, where a note has its own too, and an item of the list below one, or a bracket of TOML.
_NOTE_KEY = lazy(r"([A-Za-z][\w -]{0,23}|[^\W\d_]{2,6})\s*(?:[:：](?:\s+(.*)|\s*)|=\s*(.*))")
_ITEM = lazy(r"\s*-\s+\S.*|\s+\S.*|\[[\w.]+\]|[\]}],?")

#: Fewest keys of a note's head without a title.
_FEWEST_KEYS = 2

#: The head has at most so many lines, blank ones aside, and one between fences.
_MAX_LINES, _MAX_NOTE = 14, 60


class Head(NamedTuple):
    """What the head says; ``lines`` are its own, in order, and ``rest`` is where the text begins, in lines."""

    title: str | None
    url: str | None
    published: str | None
    lines: tuple[str, ...]
    rest: int


def read_head(lines: Sequence[str]) -> Head | None:
    """The head of a service above a text; None where the text has none. It begins with a title and gives the page's address or
    says where the text begins, or it stands between two fences, where a note has lists too."""
    said: dict[str, str] = {}
    own: list[str] = []
    fence, rest = "", 0
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        if text in _FENCES and not own:
            fence = text
            own.append(text)
            continue
        if text == fence:
            own.append(text)
            rest = number + 1
            break
        if fence and own[1:] and _ITEM.fullmatch(line):
            own.append(text)
            continue
        match = _NOTE_KEY.fullmatch(text) if fence else _KEY.match(text)
        value = _value_of(match)
        name = _name_of(match[1], value, bool(fence)) if match is not None else None
        if match is None or name is None or len(own) >= (_MAX_NOTE if fence else _MAX_LINES):
            break
        if not own and name != "title":
            break
        if name:
            said.setdefault(name, value.strip("\"'"))
        if name == "body" and value:
            break  # the text begins in this line: a key of a list
        own.append(text)
        rest = number + 1
        if name == "body":
            break
    is_note = bool(fence) and own.count(fence) > 1
    is_whole = is_note or "body" in said or said.get("url", "").startswith("http")
    if not is_whole or not ("title" in said or (is_note and _says_enough(own))):
        return None
    return Head(said.get("title") or None, said.get("url") or None, said.get("published") or None, tuple(own), rest)


def _value_of(match: re.Match[str] | None) -> str:
    """What stands behind a key."""
    return next((value.strip() for value in match.groups()[1:] if value), "") if match is not None else ""


def _name_of(key: str, value: str, fenced: bool) -> str | None:
    """What a key says; None where it is none of such a head. Between fences a note has keys of its own, and `source` may be an
    address."""
    name = _KEYS.get(key.strip().lower())
    if not fenced or name is not None:
        return name
    return "url" if key.lower() == "source" and value.strip("\"' ").startswith("http") else ""


def _says_enough(own: Sequence[str]) -> bool:
    """Whether a head without a title has two keys that only programs write."""
    return sum(line[:1].isascii() and line[:1].isalpha() for line in own) >= _FEWEST_KEYS
