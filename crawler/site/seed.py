"""A site as data: one TOML file names its hosts, its start pages and the form of its articles' addresses.

No site has code of its own. The methods of a seed accept any string as an address.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from cleaners.files import read_text
from cleaners.template.layout import Layout, TemplateError
from crawler.site.addresses import Address, host_of, read_address, split_address
from crawler.site.pictures import Pictures, read_pictures
from crawler.site.recrawl import DEFAULT_RECRAWL, Recrawl, read_duration, read_recrawl

#: Folders in which seeds are found by name: inside this package in an installed wheel, beside it in a checkout.
SEED_FOLDERS = (Path(__file__).parents[1] / "seeds", Path(__file__).parents[2] / "seeds")

#: Default maximum age of a sitemap's entries: the age from which the default `Recrawl` uses its longest interval.
DEFAULT_HORIZON = timedelta(days=90)

#: Maximum number of addresses whose interpretation is cached.
_REMEMBERED = 1 << 16

_NAME = re.compile(r"[\w-]+")


class SeedError(ValueError):
    """A seed file that is missing, unreadable or wrong. The message names the file and the fault."""


@dataclass(frozen=True, slots=True)
class Seed:
    """One site. ``hosts`` are host names, with ``:port`` unless it is the default of the scheme; ``article`` matches the
    address of an article and has a group ``id``; ``depth`` is the maximum number of links from ``start`` to a list page;
    ``canonical`` is the address of an article with ``{id}`` for its number.

    ``delay`` is the mean pause between two requests in seconds (None: from the settings), ``limit`` the maximum number of
    articles and ``pages`` the maximum number of list pages per run (None: no limit), ``time`` the time limit of a run (None: no
    limit); ``recrawl`` is the interval until an article is requested again. ``page`` contains hints about the site's pages (see
    `cleaners.template.layout`), ``learn`` says whether a template is learned from them; ``pictures`` are the settings for
    storing the articles' own pictures (None: they are not stored). ``feeds`` are the feeds and sitemaps to request; None means
    those named by robots.txt and the site's lists. ``horizon`` is the maximum age of entries taken from a sitemap, by the time
    stated there (None: no limit). ``elsewhere``, which no file sets, are hosts of the site that another machine crawls.
    """

    name: str
    hosts: tuple[str, ...]
    start: tuple[str, ...]
    article: re.Pattern[str]
    depth: int
    canonical: str | None = None
    delay: float | None = None
    limit: int | None = None
    pages: int | None = 2_000
    time: timedelta | None = None
    recrawl: Recrawl = DEFAULT_RECRAWL
    page: Layout | None = None
    learn: bool = True
    feeds: tuple[str, ...] | None = None
    horizon: timedelta | None = DEFAULT_HORIZON
    pictures: Pictures | None = None
    elsewhere: tuple[str, ...] = ()
    _known: dict[str, Address] = field(default_factory=dict, init=False, repr=False, compare=False)

    def in_scope(self, url: str) -> bool:
        """Whether an address may be requested: http or https, on a host of the seed, without a user name."""
        return self._read(url).host in self.hosts

    def may_request(self, url: str) -> bool:
        """Whether an address is in scope, or on a host that the seed names only for pictures."""
        host = self._read(url).host
        return host in self.hosts or (self.pictures is not None and host in self.pictures.hosts)

    def is_elsewhere(self, url: str) -> bool:
        """Whether an address is on a host of this site that another machine crawls."""
        return self._read(url).host in self.elsewhere

    def article_id(self, url: str) -> str | None:
        """The site's number of the article at an address; None for any other address."""
        return self._read(url).article_id

    def is_article(self, url: str) -> bool:
        """Whether an address is an article's of this site."""
        return self.article_id(url) is not None

    def canonical_url(self, url: str) -> str:
        """The canonical address of a page: for an article in the form that the seed defines, otherwise without tracking
        parameters and fragment.

        A malformed address is returned unchanged.
        """
        address = self._read(url)
        if address.article_id is not None and self.canonical is not None:
            return self.canonical.replace("{id}", address.article_id)
        return address.tidied

    def clean_url(self, url: str) -> str:
        """The address to request: as found, without tracking parameters and fragment."""
        return self._read(url).tidied

    def identity(self, url: str) -> str:
        """The key shared by all addresses of a page: the number of an article, otherwise the address without its scheme and
        with sorted parameters."""
        return self._read(url).identity

    def _read(self, url: str) -> Address:
        """The interpretation of an address, cached: nearly every link of a page is also on the previous page."""
        address = self._known.get(url)
        if address is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            address = self._known[url] = read_address(self.hosts, self.article, url)
        return address

    def digest(self) -> str:
        """SHA-256 of everything that decides which addresses are followed. If it changes, lists have to be read again."""
        rules: tuple[object, ...] = (self.hosts, self.elsewhere, self.start, self.article.pattern, self.depth)
        if self.feeds is not None or self.horizon != DEFAULT_HORIZON:  # keeps older digests valid
            rules += (self.feeds, self.horizon)
        return hashlib.sha256(repr(rules).encode()).hexdigest()


def load_seed(name_or_path: str) -> Seed:
    """The seed with this ``name`` in its file, or the seed in the file at this path.

    Raises SeedError, with a message for people, if there is none or it is wrong.
    """
    path = _locate_seed(name_or_path)
    try:
        content = tomllib.loads(read_text(path))
    except OSError as error:
        raise SeedError(f"seed {path}: {(error.strerror or str(error)).lower()}") from error
    except tomllib.TOMLDecodeError as error:
        raise SeedError(f"seed {path}: not TOML: {error}") from error
    except ValueError as error:
        raise SeedError(f"seed {path}: {error}") from error
    return read_seed(content, str(path))


def seed_names() -> list[str]:
    """The names that `load_seed` knows, sorted."""
    return sorted({path.stem for folder in SEED_FOLDERS for path in folder.glob("*.toml")})


def read_seed(content: Mapping[str, Any], origin: str) -> Seed:
    """A seed from the content of its file; ``origin`` names the file in messages. Raises SeedError."""
    unknown = sorted(set(content) - set(_READERS))
    missing = [key for key in _REQUIRED if key not in content]
    if unknown or missing:
        wrong = [f"unknown {', '.join(unknown)}"] if unknown else []
        wrong += [f"missing {', '.join(missing)}"] if missing else []
        raise SeedError(f"seed {origin}: {'; '.join(wrong)} (keys: {', '.join(_READERS)})")
    values: dict[str, Any] = {}
    for key, value in content.items():
        try:
            values[key] = _READERS[key](value)
        except ValueError as error:
            raise SeedError(f"seed {origin}: {key}: {error}") from error
    seed = Seed(**values)
    for key, addresses in (("start", seed.start), ("feeds", seed.feeds or ())):
        outside = [url for url in addresses if not seed.in_scope(url)]
        if outside:
            raise SeedError(f"seed {origin}: {key}: {outside[0]} is not on the hosts {', '.join(seed.hosts)}")
    articles = [url for url in seed.feeds or () if seed.is_article(url)]
    if articles:
        raise SeedError(f"seed {origin}: feeds: {articles[0]} matches the seed's expression for articles")
    if seed.canonical is not None and not seed.in_scope(seed.canonical):
        raise SeedError(f"seed {origin}: canonical: {seed.canonical} is not on the hosts {', '.join(seed.hosts)}")
    return seed


def _locate_seed(name_or_path: str) -> Path:
    is_name = _NAME.fullmatch(name_or_path) is not None
    if is_name:
        for folder in SEED_FOLDERS:
            path = folder / f"{name_or_path}.toml"
            if path.is_file():
                return path
    if not name_or_path.endswith(".toml") and (named := _find_by_name(name_or_path)) is not None:
        return named
    if is_name:
        known = ", ".join(seed_names()) or "none"
        raise SeedError(f"no seed is named {name_or_path} (known: {known}); a path of a seed file must end in .toml")
    if "\0" in name_or_path or not name_or_path.endswith(".toml"):
        raise SeedError(f"not a seed: {name_or_path!r} is neither a name nor the path of a .toml file")
    return Path(name_or_path)


def _find_by_name(name: str) -> Path | None:
    """The seed file whose ``name`` is this. Raises SeedError if there are several."""
    for folder in SEED_FOLDERS:
        found = [path for path in sorted(folder.glob("*.toml")) if _name_in(path) == name]
        if len(found) > 1:
            stems = ", ".join(path.stem for path in found)
            raise SeedError(f"several seeds are named {name}; use one of these file names: {stems}")
        if found:
            return found[0]
    return None


def _name_in(path: Path) -> object:
    """The ``name`` in a seed file; None if the file cannot be read, which is reported only if it is requested."""
    try:
        return tomllib.loads(read_text(path)).get("name")
    except (OSError, ValueError):
        return None


def _read_text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"expected a non-empty string, not {value!r}")
    return value


def _read_texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise ValueError(f"expected a list of strings, not {value!r}")
    return tuple(_read_text(item) for item in value)


def _read_hosts(value: object) -> tuple[str, ...]:
    return tuple(map(_read_host, _read_texts(value)))


def _read_host(text: str) -> str:
    """A host in the form in which it is requested and compared."""
    parts = split_address(f"http://{text}/")
    host = "" if parts is None else host_of(parts, keep_port=True)
    if not host or (text.isascii() and host != text.lower()) or (parts is not None and parts.path != "/"):
        raise ValueError(f"{text!r} is not a host name, optionally with :port")
    return host


def _read_article(value: object) -> re.Pattern[str]:
    try:
        pattern = re.compile(_read_text(value), re.ASCII)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from error
    if "id" not in pattern.groupindex:
        raise ValueError("the expression needs a group (?P<id>…) around the ID of the article")
    return pattern


def _read_canonical(value: object) -> str:
    template = _read_text(value)
    if template.count("{id}") != 1:
        raise ValueError("the address must contain {id} exactly once, in place of the ID of the article")
    if strange := re.sub(r"[^{}]", "", template.replace("{id}", "")):
        raise ValueError(f"only {{id}} is filled in; write other {strange[0]} in an address as {quote(strange[0])}")
    return template


def _read_count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"expected an integer of 0 or more, not {value!r}")
    return value


def _read_pictures(value: object) -> Pictures | None:
    return read_pictures(value, _read_hosts)


def _read_page(value: object) -> Layout:
    from cleaners.template.file import read_hints  # imported late: few seeds have hints, and it loads the rules

    try:
        return read_hints(value, "[page]")
    except TemplateError as error:
        raise ValueError(str(error)) from error


def _read_yes(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"expected true or false, not {value!r}")
    return value


def _read_feeds(value: object) -> tuple[str, ...] | None:
    if isinstance(value, bool):
        return None if value else ()
    if not isinstance(value, list):
        raise ValueError(f"expected true, false or a list of addresses, not {value!r}")
    return tuple(_read_text(item) for item in value)


def _read_horizon(value: object) -> timedelta | None:
    return None if value is False else read_duration(value)


def _read_seconds(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 3600:
        raise ValueError(f"expected seconds from 0 to 3600, not {value!r}")
    return float(value)


#: The reader of every key of a seed file. It raises ValueError with the fault.
_READERS: dict[str, Callable[[object], Any]] = {
    "name": _read_text,
    "hosts": _read_hosts,
    "start": _read_texts,
    "article": _read_article,
    "depth": _read_count,
    "canonical": _read_canonical,
    "delay": _read_seconds,
    "limit": _read_count,
    "pages": _read_count,
    "time": read_duration,
    "recrawl": read_recrawl,
    "page": _read_page,
    "learn": _read_yes,
    "feeds": _read_feeds,
    "horizon": _read_horizon,
    "pictures": _read_pictures,
}
_REQUIRED = ("name", "hosts", "start", "article", "depth")
