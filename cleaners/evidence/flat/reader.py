"""What a page-to-text service writes above its text: title, address and time of the page, each behind a key."""

from __future__ import annotations

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
_FENCE = "---"

#: The head has at most so many lines, blank ones aside.
_MAX_LINES = 14


class Head(NamedTuple):
    """What the head says; ``lines`` are its own, in order, and ``rest`` is where the text begins, in lines."""

    title: str | None
    url: str | None
    published: str | None
    lines: tuple[str, ...]
    rest: int


def read_head(lines: Sequence[str]) -> Head | None:
    """The head of a service above a text; None where the text has none. It begins with a title and gives the page's address or
    says where the text begins, or it stands between two fences."""
    said: dict[str, str] = {}
    own: list[str] = []
    fenced, rest = False, 0
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        if text == _FENCE and (fenced or not own):
            fenced = not fenced
            own.append(text)
            if fenced:
                continue
            rest = number + 1
            break
        match = _KEY.match(text)
        name = _KEYS.get(match.group(1).strip().lower()) if match is not None else None
        if match is not None and name is None and fenced:
            name = ""  # a tool's own key
        if match is None or name is None or len(own) >= _MAX_LINES or (not own and name != "title"):
            break
        if name:
            said.setdefault(name, match.group(2).strip().strip('"'))
        if name == "body" and match.group(2).strip():
            break  # the text begins in this line: a key of a list
        own.append(text)
        rest = number + 1
        if name == "body":
            break
    is_whole = own.count(_FENCE) > 1 or "body" in said or said.get("url", "").startswith("http")
    if "title" not in said or not is_whole:
        return None
    return Head(said["title"] or None, said.get("url") or None, said.get("published") or None, tuple(own), rest)
