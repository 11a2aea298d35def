"""Markup where a text was expected: a piece of a page's source, tags in place of breaks, and either with its brackets escaped.

A whole document is a text here, as whoever calls it one wants to see its source.
"""

from __future__ import annotations

import html
import re

from cleaners.reading.kinds import opens_html
from cleaners.reading.patterns import lazy

#: Sentences that a tag of a break or of a paragraph ends, from which tags are no words of the text: one about markup shows some
#: inside its sentences.
MIN_ENDS = 2

_ENDS = lazy(r"[。！？…”’」』）)]\s*<(?:br\s*/?|/p|/div)\s*>", re.I)
_DOCUMENT = lazy(r"\s*<(?:!doctype|html|head|body|meta|title)\b", re.I)
_ESCAPED = lazy(r"\s*(?:&lt;|&#60;|&#x3c;)(?:!doctype|html|body|div|p|br|span|article|section|h[1-6])\b", re.I)
_ESCAPED_TAG = ("&lt;", "&#60;", "&#x3c;", "&#x3C;")
#: Characters of a text in which it opens.
_OPENING = 4_096


def markup_in(text: str) -> str | None:
    """The markup that a text is; None for one in plain words."""
    if "<" in text and _DOCUMENT.match(text) is None and (opens_html(text[:_OPENING]) or _has_ends(text)):
        return text
    if any(sign in text for sign in _ESCAPED_TAG) and (_ESCAPED.match(text) or _has_ends(html.unescape(text))):
        return html.unescape(text)
    return None


def _has_ends(text: str) -> bool:
    found = _ENDS.finditer(text)
    return all(next(found, None) is not None for _ in range(MIN_ENDS))
