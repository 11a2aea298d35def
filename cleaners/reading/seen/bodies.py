"""Where the body of a page begins that does not say so: HTML5 lets its tags be left out, and minifiers do."""

from __future__ import annotations

import re

from cleaners.reading.patterns import lazy

_ATTRIBUTES = rb"""(?>(?:[^>"']|"[^"]*"|'[^']*')*)>"""

#: What a head is made of, from the start of the page.
_HEAD = lazy(
    rb"(?:\xef\xbb\xbf)?(?>(?:\s|<!--.*?-->|<![^>]*>|<\?[^>]*>|<(?:html|head|meta|link|base)\b"
    + _ATTRIBUTES
    + rb"|<(title|script|style|noscript|template)\b"
    + _ATTRIBUTES
    + rb".*?</\1\s*>)*)",
    re.I | re.S,
)

#: Elements that lxml does not know for those of a body, and leaves in the head: HTML5's, and those that sites name themselves.
_UNKNOWN = lazy(
    rb"<(?:article|aside|dialog|figure|footer|header|hgroup|main|nav|search|section|[a-z][a-z0-9]*-[\w-]*)[\s/>]", re.I
)


def with_body(data: bytes) -> bytes:
    """A page in UTF-8, which has no tag that opens its body, with one where an element follows its head that would be read as a
    part of that."""
    if b"</head>" in data or b"</HEAD>" in data:
        return data
    head = _HEAD.match(data)
    if head is None or _UNKNOWN.match(data, head.end()) is None:
        return data
    return data[: head.end()] + b"<body>" + data[head.end() :]
