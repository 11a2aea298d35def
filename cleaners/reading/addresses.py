"""Addresses of a page: split, and resolved against another.

The common ones are read by one expression. urllib is imported for the others, since its import takes longer than all the
rest of this folder's small modules.
"""

from __future__ import annotations

from cleaners.reading.patterns import lazy

#: An address that `urlsplit` splits where this does, and that `urljoin` leaves as it is where there is a scheme: printable
#: ASCII, no fragment, no parameters, no empty query, and nothing that a scheme could be read out of.
_PLAIN_ADDRESS = lazy(
    r"(?:(?P<scheme>https?:)?//(?P<host>[A-Za-z0-9._:-]+)(?=/))?(?P<path>\.{0,2}/(?!/)[!-\"$-:<->@-~]*)(?:\?[!-\"$-~]+)?"
)

#: The path of a site's first page, as links write it: `/`, `./`, `/index.html`; for use in a pattern.
FIRST_PAGE = r"/?(?:\./|/)?(?:(?:index|default|main)\.[a-z]{2,5})?(?:\?[\w=&]*)?"


def split(url: str) -> tuple[str, str, bool]:
    """Host and path of an address, and whether it is one that no page's address changes; no host and the address itself where
    it cannot be split."""
    plain = _PLAIN_ADDRESS.fullmatch(url)
    if plain is not None:
        scheme, host, path = plain.groups("")
        return host, path, scheme != ""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
    except ValueError:
        return "", url, False
    return parts.netloc, parts.path, False


def resolve(url: str, base: str | None) -> str:
    """An absolute address where the page's is known; the address as written where it cannot be joined."""
    plain = _PLAIN_ADDRESS.fullmatch(url)
    return url if plain is not None and plain["scheme"] else join(url, base)


def join(url: str, base: str | None) -> str:
    """What `resolve` gives, by urllib alone."""
    if not base:
        return "https:" + url if url.startswith("//") else url
    from urllib.parse import urljoin

    try:
        return urljoin(base, url)
    except ValueError:
        return url
