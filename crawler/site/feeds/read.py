"""Read the body of a response as a feed or sitemap. The bytes decide, not the address or the declared type."""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from cleaners.reading.coding.decode import decode
from crawler.site.feeds.values import Entry, Feed, Kind, NoFeed, read_moment, tidy_title
from crawler.site.feeds.xml import MAX_READ, read_xml

#: Maximum size of a document after decompression, in bytes: the limit for sitemaps (sitemaps.org).
MAX_BYTES = 50 * 1024 * 1024

#: Number of first bytes in which the root element of an XML document, or an HTML page, is recognised.
_OPENING = 1 << 16

_ROOT = re.compile(rb"<(?:[\w-]{1,30}:)?(?:rss|RDF|feed|urlset|sitemapindex)[\s>]")
_HTML = re.compile(rb"<(?:html|head|body|!doctype\s+html)[\s>]", re.I)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})""")
_GZIP = b"\x1f\x8b"
_JSON_FEED = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/")
_SPACE_AND_MARK = b" \t\r\n\xef\xbb\xbf"


def read_feed(body: bytes, address: str, headers: Mapping[str, str], *, is_expected: bool = False) -> Feed | NoFeed:
    """The feed in a body; ``headers`` are those of the response, with names in lower case. ``is_expected`` says that the
    address was named as a feed, so that a plain list of addresses counts, too."""
    if body[:2] == _GZIP:
        opened = _gunzip(body)
        if isinstance(opened, NoFeed):
            return opened
        body = opened
    opening = body[:_OPENING]
    if opening.lstrip(_SPACE_AND_MARK)[:1] == b"{":
        return _read_json(body, address)
    if b"\0" in opening[:64]:  # UTF-16
        body = decode(body, headers).text.encode()
        opening = body[:_OPENING]
    root, page = _ROOT.search(opening), _HTML.search(opening)
    if root is not None and (page is None or root.start() < page.start()):
        return read_xml(_in_utf8(body, headers).lstrip(_SPACE_AND_MARK), address)
    if is_expected and page is None and (feed := _read_addresses(body)) is not None:
        return feed
    return NoFeed("not a feed: an HTML page" if page is not None else "not a feed" if body.strip() else "an empty body")


def _gunzip(body: bytes) -> bytes | NoFeed:
    try:
        opened = gzip.GzipFile(fileobj=BytesIO(body)).read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        return NoFeed(f"broken gzip: {error}", is_broken=True)
    if len(opened) > MAX_BYTES:
        return NoFeed(f"it decompresses to more than {MAX_BYTES >> 20} MB", is_broken=True)
    return opened


def _in_utf8(body: bytes, headers: Mapping[str, str]) -> bytes:
    """The document in UTF-8, unchanged if it already is: many documents that declare another encoding are UTF-8."""
    declared = _DECLARED.search(body[:400])
    if declared is None or declared[1].lower().replace(b"-", b"") in (b"utf8", b"usascii"):
        try:
            body.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return body
    return decode(body, headers).text.encode("utf-8", "replace")


def _read_json(body: bytes, address: str) -> Feed | NoFeed:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError) as error:
        return NoFeed(f"broken JSON: {str(error)[:120]}")
    if not isinstance(content, dict) or not _JSON_FEED.match(str(content.get("version"))):
        return NoFeed("not a feed: JSON of another kind")
    items = content.get("items")
    found = _json_entries(items if isinstance(items, list) else [], address)
    return Feed(Kind.JSON_FEED, tuple(entry for entry, _ in zip(found, range(MAX_READ), strict=False)))


def _json_entries(items: list[Any], address: str) -> Iterator[Entry]:
    for item in items:
        if not isinstance(item, dict):
            continue
        place = next((item[key] for key in ("url", "id") if isinstance(item.get(key), str) and item[key]), "")
        try:
            url = urljoin(address, place.strip())
        except ValueError:
            continue
        if place and url.startswith(("http://", "https://")):
            title, published, modified = (_text(item.get(key)) for key in ("title", "date_published", "date_modified"))
            yield Entry(url, tidy_title(title), read_moment(published), read_moment(modified))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _read_addresses(body: bytes) -> Feed | None:
    """A sitemap in plain text, with one address per line. None if any line is not an address."""
    lines = [line.strip() for line in body.decode("utf-8", "replace").lstrip("\ufeff").splitlines()]
    lines = [line for line in lines if line]
    if not lines or not all(line.startswith(("http://", "https://")) and " " not in line for line in lines):
        return None
    return Feed(Kind.ADDRESSES, tuple(map(Entry, lines[:MAX_READ])))
