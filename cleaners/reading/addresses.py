"""Split the addresses on a page, and resolve them against a base address.

A regular expression covers the common forms. urllib is imported only for the others, since its import takes longer than all
other small modules of this folder together.
"""

from __future__ import annotations

from cleaners.reading.patterns import lazy

#: Addresses that this module splits exactly like `urlsplit`, and that `urljoin` leaves unchanged if they have a scheme:
#: printable ASCII, no fragment, no parameters, no empty query, and nothing that could be read as a scheme.
_PLAIN_ADDRESS = lazy(
    r"(?:(?P<scheme>https?:)?//(?P<host>[A-Za-z0-9._:-]+)(?=/))?(?P<path>\.{0,2}/(?!/)[!-\"$-:<->@-~]*)(?:\?[!-\"$-~]+)?"
)

#: The path of a site's first page in links: `/`, `./`, `/index.html`; for use in a pattern.
FIRST_PAGE = r"/?(?:\./|/)?(?:(?:index|default|main)\.[a-z]{2,5})?(?:\?[\w=&]*)?"


def split(url: str) -> tuple[str, str, bool]:
    """Host and path of an address, and whether it is a plain absolute one, which `resolve` returns unchanged. An address
    that cannot be split gives no host, and itself as the path."""
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
    """An absolute address if the base is known; the address as written if it cannot be joined."""
    plain = _PLAIN_ADDRESS.fullmatch(url)
    return url if plain is not None and plain["scheme"] else join(url, base)


def join(url: str, base: str | None) -> str:
    """`resolve` with urllib alone."""
    if not base:
        return "https:" + url if url.startswith("//") else url
    from urllib.parse import urljoin

    try:
        return urljoin(base, url)
    except ValueError:
        return url
