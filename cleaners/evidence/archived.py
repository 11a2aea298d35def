"""The banner that an archive or a search engine's cache puts into a page that it keeps.

An archive replays a page below a toolbar of its own, a cache says above it when it was stored and for which query. Neither is the
page's, and the dates in it are those of the capture. Such a banner is found by its place and not by its words: before the page's
own first tag, or between the comments that the archive writes around it.
"""

from __future__ import annotations

import re

from cleaners.reading.coding.decoded import Decoded
from cleaners.reading.kinds import TOOLBAR
from cleaners.reading.patterns import lazy
from cleaners.reading.tree.strip import strip_tags

#: The flag of a page that has a banner.
ARCHIVED = "archived_copy"

#: Maximum length of a banner before the first tag, in characters. Those of the caches have 150 to 300, with the search terms;
#: what is longer may be an article whose page is put together in a wrong order.
MAX_BANNER = 1_000

#: The toolbar of the Wayback Machine, with the comments around it. A page that a browser saved from there has them too.
_TOOLBAR = lazy(rf"<!--\s*BEGIN {TOOLBAR}\s*-->(.{{1,60000}}?)<!--\s*END {TOOLBAR}\s*-->", re.S)
#: What a page begins with by itself, and where its text begins.
_FIRST_TAG, _BODY = lazy(r"<(?:!doctype|html)[\s>]", re.I), lazy(r"<body(?:\s[^<>]*)?>", re.I)
#: Hidden in three ways: for a page that a script shows, where what is named so stays hidden, and for trafilatura, which looks at
#: the style alone.
_HIDDEN = '<div hidden class="popup" style="display:none">{}</div>'
_WORD = lazy(r"\w")
#: What shows that the text before the first tag is the page's own.
_OWN = lazy(r"<(?:title|h1|body)[\s>]", re.I)


def hide_banner(page: Decoded) -> Decoded:
    """The page with the text of its banner in a hidden element, where the ledger has it, and flagged; the same page if it has
    none. The banner's own tags are dropped: a parser takes the page's `<html>`, head and `<body>` for the banner's otherwise."""
    text = page.text
    toolbar = _TOOLBAR.search(text)
    if toolbar is not None:
        return _flagged(page, text[: toolbar.start()] + _hidden(toolbar[1]) + text[toolbar.end() :])
    first = _FIRST_TAG.search(text)
    if first is None or _OWN.search(text, 0, first.start()) is not None:
        return page
    before, own = text[: first.start()], text[first.start() :]
    shown = strip_tags(before).strip()
    if len(shown) > MAX_BANNER or _WORD.search(shown) is None:
        return page
    body = _BODY.search(own)
    place = len(own) if body is None else body.end()
    return _flagged(page, own[:place] + _hidden(before) + own[place:])


def _hidden(markup: str) -> str:
    lines = "".join(f"<p>{line}</p>" for line in map(str.strip, strip_tags(markup).split("\n")) if line)
    return _HIDDEN.format(lines)


def _flagged(page: Decoded, text: str) -> Decoded:
    return Decoded(text, page.encoding, flags=(*page.flags, ARCHIVED))
