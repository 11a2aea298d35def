"""Network addresses that a single fetch must not contact, in any spelling.

`ipaddress` alone is not enough: it calls NAT64, 6to4 and multicast "global", and a host may be spelled in decimal, octal or
hexadecimal, with full-width digits, or as an IPv6 address that embeds an IPv4 one.
"""

from __future__ import annotations

import ipaddress
import socket
import unicodedata
from urllib.parse import unquote, urlsplit

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

#: The only IPv6 range with public hosts; loopback, link-local, NAT64, mapped and unique-local addresses are outside it.
_PUBLIC_V6 = ipaddress.IPv6Network("2000::/3")

#: Ranges inside the public ones that are routed elsewhere: 6to4 and its relays, Teredo, documentation, 6bone.
_TUNNELS = tuple(
    ipaddress.ip_network(network)
    for network in ("2002::/16", "2001::/23", "2001:db8::/32", "3ffe::/16", "3fff::/20", "192.88.99.0/24")
)


def is_public(address: Address) -> bool:
    """Whether an address is a single host on the public internet, and not a tunnel to another network."""
    if isinstance(address, ipaddress.IPv6Address) and address not in _PUBLIC_V6:
        return False
    tunnelled = any(address.version == network.version and address in network for network in _TUNNELS)
    return address.is_global and not address.is_multicast and not tunnelled


def literal_address(host: str) -> Address | None:
    """The address that a host spells numerically, as the system's resolver interprets it; None for a name."""
    plain = unicodedata.normalize("NFKC", unquote(host)).replace("。", ".").strip("[]").rstrip(".")
    try:
        return ipaddress.ip_address(plain.partition("%")[0])
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(plain))  # 2130706433, 0x7f.1, 0177.0.0.1
    except (OSError, UnicodeError, ValueError):
        return None


def why_not(url: str) -> str | None:
    """The reason why an address must not be fetched, as far as this is known without DNS; None if it may be fetched."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return "not a valid web address"
    if parts.scheme not in ("http", "https"):
        return f"only http and https addresses can be fetched, not {parts.scheme or 'this'}"
    if not host:
        return "not a valid web address: it has no host"
    address = literal_address(host)
    if address is not None and not is_public(address):
        return f"{address} is not an address of the public internet (--allow-private allows it)"
    return None


class PublicResolver(CachingThreadedResolver):
    """Scrapy's resolver, restricted to public addresses. The connection uses its result, so that a name cannot resolve to
    another address between the check and the connection."""

    #: Refused names, for the message: Twisted does not pass the error itself on.
    refused: frozenset[str] = frozenset()

    def getHostByName(self, name: str, timeout: object = ()) -> Deferred[str]:  # noqa: N802
        """The public IPv4 address of a name; fails with DNSLookupError for any other."""
        found: Deferred[str] = super().getHostByName(name, ())
        return found.addCallback(self._only_public, name)

    @classmethod
    def _only_public(cls, answer: str, name: str) -> str:
        address = literal_address(answer)
        if address is None or not is_public(address):
            PublicResolver.refused |= {name}
            raise DNSLookupError(f"{name} resolves to {answer}, which is not an address of the public internet")
        return answer
