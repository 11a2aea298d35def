"""Addresses that are spelled as they are requested: nothing in them has to be encoded, folded or resolved.

Most addresses on a news site are. A pattern tells them in a fiftieth of the time that the general way through `urllib` and
`w3lib` takes, which a page with a hundred links pays a hundred times. Whatever the pattern does not match goes that way.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# No upper case, no user name, no unusual port in the host; no empty or dotted segments in the path; no character that any of the
# standards for addresses has encoded, and escapes as they are; neither a query nor a fragment without a character.
_PLAIN = re.compile(
    r"(https?)://([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::(?:[1-9][0-9]{1,3}|[1-5][0-9]{4}))?)"
    r"(?:((?:/(?![/.])(?:[A-Za-z0-9_.~-]|%[0-9A-Fa-f]{2})*)+)(?:\?((?:[A-Za-z0-9_.~=&-]|%[0-9A-Fa-f]{2})+))?)?"
    r"(?:#[A-Za-z0-9_.~=&/-]+)?"
)


class Plain(NamedTuple):
    """The parts of a plain address without its fragment. ``host`` has the port if the address names one; ``path`` and ``query``
    are empty if there is none."""

    scheme: str
    host: str
    path: str
    query: str


def read_plain(url: str) -> Plain | None:
    """The parts of a plain address; None for any other one."""
    found = _PLAIN.fullmatch(url)
    return None if found is None else Plain(found[1], found[2], found[3] or "", found[4] or "")


def join_plain(base: str, reference: str) -> str | None:
    """The plain address that a reference on a page means; None if it is no plain one, and `urllib` has to say. ``base`` is the
    address of the page, or as much of it as the reference needs."""
    if reference[:7] == "http://" or reference[:8] == "https://":
        url = reference
    elif reference[:2] == "//":
        url = base[: base.find(":") + 1] + reference
    else:
        page = base.partition("#")[0].partition("?")[0]
        root = page.find("/", page.find("://") + 3)  # that of its path
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
