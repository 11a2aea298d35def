"""Find the beginning of the body on a page without a body tag: HTML5 makes the tag optional, and minifiers omit it."""

from __future__ import annotations

import re

from cleaners.reading.patterns import lazy

_ATTRIBUTES = rb"""(?>(?:[^>"']|"[^"]*"|'[^']*')*)>"""

#: The elements of a head, from the start of the page.
_HEAD = lazy(
    rb"(?:\xef\xbb\xbf)?(?>(?:\s++|<!--.*?-->|<![^>]*>|<\?[^>]*>|<(?:html|head|meta|link|base)\b"
    + _ATTRIBUTES
    + rb"|<(title|script|style|noscript|template)\b"
    + _ATTRIBUTES
    + rb".*?</\1\s*>)*)",
    re.I | re.S,
)

#: Body elements that lxml does not recognise and leaves in the head: those of HTML5, and custom ones.
_UNKNOWN = lazy(
    rb"<(?:article|aside|dialog|figure|footer|header|hgroup|main|nav|search|section|[a-z][a-z0-9]*-[\w-]*)[\s/>]", re.I
)


def with_body(data: bytes) -> bytes:
    """A page in UTF-8 without a body tag, with one inserted if the element after its head would otherwise be read as a part of
    the head."""
    if b"</head>" in data or b"</HEAD>" in data:
        return data
    head = _HEAD.match(data)
    if head is None or _UNKNOWN.match(data, head.end()) is None:
        return data
    return data[: head.end()] + b"<body>" + data[head.end() :]
