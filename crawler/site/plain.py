"""Addresses that are requested exactly as they are spelled: nothing in them has to be encoded, folded or resolved.

This holds for most addresses on a news site. A pattern recognises them in a fiftieth of the time of the general functions in
`urllib` and `w3lib`, a hundred times for a page with a hundred links. All other addresses are left to those functions.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# No upper case, user name or unusual port in the host; no empty or dotted segments in the path; no character that any standard
# for addresses requires to be encoded, existing escapes unchanged; no empty query or fragment.
_PLAIN = re.compile(
    r"(https?)://([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::(?:[1-9][0-9]{1,3}|[1-5][0-9]{4}))?)"
    r"(?:((?:/(?![/.])(?:[A-Za-z0-9_.~-]|%[0-9A-Fa-f]{2})*)+)(?:\?((?:[A-Za-z0-9_.~=&-]|%[0-9A-Fa-f]{2})+))?)?"
    r"(?:#[A-Za-z0-9_.~=&/-]+)?"
)


class Plain(NamedTuple):
    """The parts of a plain address without its fragment. ``host`` includes the port if there is one; ``path`` and ``query`` are
    empty if missing."""

    scheme: str
    host: str
    path: str
    query: str


def read_plain(url: str) -> Plain | None:
    """The parts of a plain address; None for any other one."""
    found = _PLAIN.fullmatch(url)
    return None if found is None else Plain(found[1], found[2], found[3] or "", found[4] or "")


def join_plain(base: str, reference: str) -> str | None:
    """The plain address to which a reference on a page resolves; None if it is not plain, so that `urllib` has to resolve it.
    ``base`` is the page's address, or the part of it that the reference needs."""
    if reference[:7] == "http://" or reference[:8] == "https://":
        url = reference
    elif reference[:2] == "//":
        url = base[: base.find(":") + 1] + reference
    else:
        page = base.partition("#")[0].partition("?")[0]
        root = page.find("/", page.find("://") + 3)  # the start of its path
        if root < 0:
            return None
        if reference[:1] == "/":
            url = page[:root] + reference
        elif reference[:1].isalnum() and ":" not in reference:
            url = page[: page.rfind("/") + 1] + reference
        elif reference[:1] == "?":
            url = page + reference
        elif reference[:1] == "#":
            url = base.partition("#")[0] + reference
        else:
            return None
    return url if _PLAIN.fullmatch(url) is not None else None
