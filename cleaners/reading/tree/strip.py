"""A page's visible text without parsing it."""

from __future__ import annotations

import re

from cleaners.reading.patterns import lazy

#: Elements whose text is invisible.
_INVISIBLE = lazy(r"<(script|style|noscript|template|head|iframe|svg)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
_COMMENT = lazy(r"<!--.*?(?:-->|\Z)", re.S)
_TAG = lazy(r"<[/!?a-zA-Z][^<>]*>")


def strip_tags(text: str) -> str:
    """A page's visible text by plain scanning, with a line break for each tag: for pages that the parser cut."""
    text = _INVISIBLE.sub("\n", _COMMENT.sub("", text))
    return _TAG.sub("\n", text)
