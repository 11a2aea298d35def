"""The newest articles as an Atom feed (RFC 4287)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from html import escape
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from lxml import etree

from crawler.store.choice import Choice

#: Default number of articles in a feed.
ENTRIES = 50

_ATOM = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

#: Length of a summary taken from the beginning of the text, in characters.
_SUMMARY = 200

#: Characters that XML 1.0 does not allow, escaped or not.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

#: The time zone of dates without a time: the record's dates are in China's.
_CHINA = timezone(timedelta(hours=8))

_NEVER = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Feed:
    """The metadata of a feed: its title, the address at which it is published (None if unknown), and its choice of articles,
    which identifies a feed without an address. ``is_full`` includes whole texts."""

    title: str
    choice: Choice
    address: str | None = None
    is_full: bool = False

    @property
    def identity(self) -> str:
        """An IRI that is the same for the same choice."""
        return self.address or uuid5(NAMESPACE_OID, f"dute feed {self.choice.to_json()}").urn


def render_feed(feed: Feed, rows: Iterable[Any]) -> bytes:
    """The feed of rows of `choose_articles`, as XML. The id of an entry is the address of its article; ``updated`` is the time
    of the last revision."""
    root = etree.Element(f"{{{_ATOM}}}feed", {_LANGUAGE: "zh"}, nsmap={None: _ATOM})  # type: ignore[dict-item]
    entries = [_entry(feed, row, json.loads(row.record)) for row in rows]
    _add(root, "id", feed.identity)
    _add(root, "title", feed.title)
    _add(root, "updated", max((str(entry.findtext(f"{{{_ATOM}}}updated")) for entry in entries), default=_NEVER))
    _add(_add(root, "author"), "name", feed.choice.source or feed.choice.site or feed.title)
    _add(root, "generator", "dute")
    if feed.address is not None:
        _add(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    root.extend(entries)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _entry(feed: Feed, row: Any, record: Mapping[str, Any]) -> etree._Element:
    entry = etree.Element(f"{{{_ATOM}}}entry")
    _add(entry, "id", row.url)
    _add(entry, "title", record["headline"] or _beginning(record["text"], 60) or row.url)
    _add(entry, "updated", row.changed_at)
    if (published := _moment(record["date_published"])) is not None:
        _add(entry, "published", published)
    _add(entry, "link", rel="alternate", type="text/html", href=row.url)
    for name in [person["name"] for person in record["authors"]] or [record["source"]]:
        if name:
            _add(_add(entry, "author"), "name", name)
    for term in dict.fromkeys(filter(None, [record["section"], *record["keywords"]])):
        _add(entry, "category", term=term)
    _add(entry, "summary", record["abstract"] or record["deck"] or _beginning(record["text"], _SUMMARY))
    if feed.is_full:
        paragraphs = "".join(f"<p>{escape(line, quote=False)}</p>" for line in record["text"].split("\n"))
        _add(entry, "content", paragraphs, type="html")
    return entry


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{_ATOM}}}{name}")
    for key, value in attributes.items():
        child.set(key, _NO_XML.sub("", value))
    child.text = None if text is None else _NO_XML.sub("", text)
    return child


def _beginning(text: str, size: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= size else line[:size] + "…"


def _moment(date: str | None) -> str | None:
    """A date of a record in the form of RFC 3339; None without one."""
    try:
        moment = datetime.fromisoformat(date or "")
    except ValueError:
        return None
    return (moment if moment.tzinfo is not None else moment.replace(tzinfo=_CHINA)).isoformat(timespec="seconds")
