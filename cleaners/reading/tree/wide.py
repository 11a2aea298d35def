"""Tags with more attributes than the parser can take: a page that has one is not parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaners.reading.elements import MAX_ATTRIBUTES
from cleaners.reading.patterns import lazy

#: Minimum length of a tag with too many attributes, in characters: a page with a ``>`` in every stretch of this length has none.
_LONG_TAG = 16_000

#: Maximum length of a page that is examined only in its stretches without a ``>``, in characters: quoted values can contain one.
_SHORT_PAGE = 300_000

_OPENING_TAG = lazy(r"""<([a-zA-Z][\w:-]*+)((?>(?:[^>=]++|=\s*+(?>(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?))*))""")
_VALUE = lazy(r"""=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>"']*+)""")
_ATTRIBUTE = lazy(r"""[\s/"']([^\s/"'=>]++)""")
_RAW_END = {name: lazy(f"</{name}", re.I) for name in ("script", "style", "textarea", "title", "xmp", "iframe")}


def has_wide_tag(text: str) -> bool:
    """Whether a page has a tag with more attributes than the parser can handle. Linear, and nearly free for most pages."""
    if len(text) <= _SHORT_PAGE and not any(_is_wide(_OPENING_TAG.search(*stretch)) for stretch in _stretches(text)):
        return False
    place = 0
    while (tag := _OPENING_TAG.search(text, place)) is not None:
        if _is_wide(tag):
            return True
        raw_end = _RAW_END.get(tag[1].lower())
        end = raw_end.search(text, tag.end()) if raw_end is not None else tag
        if end is None:
            return False
        place = end.end()
    return False


def _is_wide(tag: re.Match[str] | None) -> bool:
    if tag is None or len(tag[2]) <= 2 * MAX_ATTRIBUTES or tag.end() == len(tag.string):
        return False  # few attributes, or a tag cut by the page's end, which is no element
    return len({name.lower() for name in _ATTRIBUTE.findall(_VALUE.sub("''", tag[2]))}) > MAX_ATTRIBUTES


def _stretches(text: str) -> Iterator[tuple[str, int, int]]:
    """The long stretches of a page without a ``>``, each with its start and end."""
    place = 0
    while place + _LONG_TAG < len(text):
        last = text.rfind(">", place, place + _LONG_TAG)
        if last < 0:
            last = text.find(">", place + _LONG_TAG)
            last = len(text) if last < 0 else last
            yield text, place, last
        place = last + 1
