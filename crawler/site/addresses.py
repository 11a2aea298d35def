"""How a seed interprets an address: its normalised form, its host, the number of the article, and the key of the page."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from w3lib.url import safe_url_string

from crawler.site.plain import read_plain

#: Query parameters that record how a reader reached a page, not which page it is.
TRACKING = frozenset(
    "from spm timestamp isappinstalled nsukey scene clicktime enterid wxshare_count share_token sharefrom share_from "
    "share_source tdsourcetag fbclid gclid msclkid yclid bd_vid".split()
)
TRACKING_PREFIXES = ("utm_", "hmsr_", "hm_")

#: Parameters that name a visitor's session: they give every visit other addresses for the same pages.
SESSIONS = frozenset({"phpsessid", "jsessionid"})
SESSION_PREFIX = "aspsessionid"

#: Names that mean a session or a thing of the site (a session of a parliament, a section, a story): those of a query and of a
#: path, and those that only in a path are rarely anything else. A session it is if the value is a token.
SESSIONS_OR_CONTENT = frozenset({"session", "session_id", "sessionid", "sessid"})
SESSIONS_IN_PATH = frozenset({"s", "sid"})

#: A value that no site gives to a story or a section: PHP's sessions have 26 characters or more, Java's 32. The identifiers of
#: documents in some stores have 24.
_TOKEN = re.compile(r"(?=[a-z]*\d)(?=\d*[a-z])[a-z\d]{26,}", re.I)

#: What servers put into a path: parameters behind a segment, and the segment by which ASP.NET does without cookies.
_PARAMETER = re.compile(r";([^/;=]*)=([^/;]*)")
_COOKIELESS = re.compile(r"/\((?:[A-Z]\([^()/]*\))+\)(?=/)")

_DEFAULT_PORTS = {"http": 80, "https": 443}
_DEFAULT_ENDINGS = tuple(f":{port}" for port in _DEFAULT_PORTS.values())


class Address(NamedTuple):
    """The interpretation of an address by a seed."""

    tidied: str
    host: str | None
    article_id: str | None
    identity: str


def read_address(hosts: tuple[str, ...], article: re.Pattern[str], url: str) -> Address:
    """Interpret any string as an address of a site with these hosts. ``article`` matches the addresses of its articles."""
    plain = read_plain(url)
    if plain is not None and not plain.host.endswith(_DEFAULT_ENDINGS):
        tidied = f"{plain.scheme}://{plain.host}{plain.path or '/'}{_kept(plain.query, '?')}"
        number = _match_article(article, tidied) if plain.host in hosts else None
        return Address(tidied, plain.host, number, _identity(tidied, number))
    return _read_any(hosts, article, url)


def _read_any(hosts: tuple[str, ...], article: re.Pattern[str], url: str) -> Address:
    parts = split_address(url)
    tidied = _tidy(url)
    number = _article_id(hosts, article, tidied)
    return Address(tidied, None if parts is None else host_of(parts), number, _identity(tidied, number))


def _article_id(hosts: tuple[str, ...], article: re.Pattern[str], tidied: str) -> str | None:
    parts = split_address(tidied)
    return None if parts is None or host_of(parts) not in hosts else _match_article(article, tidied)


def _match_article(article: re.Pattern[str], tidied: str) -> str | None:
    found = article.match(tidied)
    # Only a query may follow the match: /n/article/7/comments is another page.
    if found is None or not re.fullmatch(r"/?(?:[?&].*)?", tidied[found.end() :]):
        return None
    return found["id"]


def _identity(tidied: str, number: str | None) -> str:
    if number is not None:
        return f"article {number}"
    path, mark, query = tidied.split("://", 1)[-1].partition("?")
    return f"{path}{mark}{sort_query(query)}" if query else f"{path}{mark}"


def split_address(url: str) -> SplitResult | None:
    """The parts of an http or https address; None for anything else."""
    try:
        parts = urlsplit(url.strip())
        if parts.scheme not in _DEFAULT_PORTS or not parts.hostname or "@" in parts.netloc or "\\" in parts.netloc:
            return None
        _ = parts.port  # raises ValueError for an invalid port
    except ValueError:
        return None
    return parts


def host_of(parts: SplitResult, *, keep_port: bool = False) -> str:
    """The host as in seeds: lower case, IPv6 in brackets, non-ASCII letters in ASCII form (Punycode), without the scheme's
    default port."""
    host = parts.hostname or ""
    if not host.isascii():
        with suppress(UnicodeError):  # not a valid host name
            host = host.encode("idna").decode()
    if ":" in host:
        host = f"[{host}]"
    port = parts.port
    if port is None or (port == _DEFAULT_PORTS[parts.scheme] and not keep_port):
        return host
    return f"{host}:{port}"


def _tidy(url: str) -> str:
    """The address without tracking parameters, session and fragment, with the host in lower case, and path and query
    percent-encoded."""
    try:
        parts = split_address(safe_url_string(url.strip()))
    except ValueError:
        return url
    if parts is None:
        return url
    path = _without_session(parts.path) if ";" in parts.path or "(" in parts.path else parts.path
    return SplitResult(parts.scheme, host_of(parts), path or "/", _kept(parts.query), "").geturl()


def _kept(query: str, mark: str = "") -> str:
    """A query without tracking parameters, session and empty items; ``mark`` is put before it unless it is empty."""
    if not query:
        return ""
    kept = "&".join(item for item in query.split("&") if item and not _is_tracking(item))
    return f"{mark}{kept}" if kept else ""


def _is_tracking(item: str) -> bool:
    name, _, value = item.partition("=")
    lowered = name.lower()
    return lowered in TRACKING or lowered.startswith(TRACKING_PREFIXES) or _is_session(lowered, value)


def _is_session(name: str, value: str) -> bool:
    """Whether a parameter, its name in lower case, names a visitor's session."""
    if name in SESSIONS or name.startswith(SESSION_PREFIX):
        return True
    return name in SESSIONS_OR_CONTENT and _TOKEN.fullmatch(value) is not None


def _without_session(path: str) -> str:
    """A path without the session that a server wrote into it; other parameters name content and stay."""
    return _PARAMETER.sub(
        lambda found: "" if _is_session_in_path(found[1].lower(), found[2]) else found[0], _COOKIELESS.sub("", path)
    )


def _is_session_in_path(name: str, value: str) -> bool:
    return _is_session(name, value) or (name in SESSIONS_IN_PATH and _TOKEN.fullmatch(value) is not None)


def sort_query(query: str) -> str:
    """The address with its parameters sorted: ``b=2&a=1`` and ``a=1&b=2`` are one page. Parameters with equal names keep their
    order."""
    return "&".join(sorted(query.split("&"), key=lambda item: item.partition("=")[0]))


def host_name(host: str) -> str:
    """The name of a host as in seeds, without its port: a delay applies to all ports."""
    return (urlsplit(f"//{host}").hostname or host).lower()
