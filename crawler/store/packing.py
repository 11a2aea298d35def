"""How bodies and records are kept: a record once, compressed, with its Markdown; and at a glance, for lists and surveys of many
articles.

A record and its Markdown hold the same text, so that the second costs next to nothing in one compressed piece. What stores
before version 9 compressed with zlib stays so.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd  # Scrapy brings it

#: Level of zstd: the lowest at which real pages take no more bytes than under zlib's level 6, in half the time.
_LEVEL = 5

#: The first bytes of a frame of zstd (RFC 8878, section 3.1.1). A zlib stream begins with 0x78.
_ZSTD = b"\x28\xb5\x2f\xfd"

#: Names of authors, and characters of a text without a headline, that a list shows.
_AUTHORS, _BEGINNING = 3, 60

#: Fields whose presence a survey counts: those that a newsroom expects.
FIELDS = (
    "headline", "kicker", "deck", "abstract", "authors", "credits", "source", "section", "date_published", "images",
)  # fmt: skip


def shrink(data: bytes) -> bytes:
    """Data compressed."""
    return _compressor().compress(data, zstd.ZstdCompressor.FLUSH_FRAME)


@cache
def _compressor() -> zstd.ZstdCompressor:
    """One for all: to make its tables takes as long as to compress a page. It takes calls from one thread at a time."""
    return zstd.ZstdCompressor(_LEVEL)


def expand(content: bytes) -> bytes:
    """What was compressed, now or by an earlier version."""
    return zstd.decompress(content) if content[:4] == _ZSTD else zlib.decompress(content)


def pack(record: str, markdown: str) -> bytes:
    """A record as JSON in one line, and its Markdown, compressed."""
    return shrink(f"{record}\n{markdown}".encode("utf-8", "surrogatepass"))


def unpack(content: bytes) -> tuple[str, str]:
    """The record as JSON, and its Markdown (empty if none was kept)."""
    record, _, markdown = expand(content).decode("utf-8", "surrogatepass").partition("\n")
    return record, markdown


class Stored:
    """A row with a packed record: its columns, and ``record`` (JSON) and ``markdown``, unpacked when they are asked for."""

    __slots__ = ("_row", "_unpacked")

    def __init__(self, row: Any) -> None:
        self._row = row
        self._unpacked: tuple[str, str] | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._row, name)

    @property
    def record(self) -> str:
        """The record as JSON."""
        return self._both()[0]

    @property
    def markdown(self) -> str:
        """The article as Markdown."""
        return self._both()[1]

    def _both(self) -> tuple[str, str]:
        if self._unpacked is None:
            self._unpacked = unpack(self._row.content)
        return self._unpacked


class Glance(NamedTuple):
    """What lists and surveys show of an article: ``characters`` of its text with and ``printed`` without line breaks,
    ``removed`` characters, names of its first ``authors``, the ``beginning`` of a text without a headline, the fields that
    are there, and of each (rule, label) the characters and pieces it removed."""

    characters: int
    printed: int
    removed: int
    confidence: float
    authors: list[str]
    beginning: str
    flags: list[str]
    fields: list[str]
    rules: list[tuple[str, str, int, int]]


def glance_at(record: Mapping[str, Any]) -> str:
    """The `Glance` of a record as JSON."""
    characters: Counter[tuple[str, str]] = Counter()
    pieces: Counter[tuple[str, str]] = Counter()
    for removal in record["removals"]:
        key = (removal["rule"], removal["label"])
        characters[key] += len(removal["text"])
        pieces[key] += 1
    glance = Glance(
        len(record["text"]),
        sum(map(len, record["text"].splitlines())),
        sum(characters.values()),
        record["confidence"],
        [person["name"] for person in record["authors"][:_AUTHORS]],
        "" if record["headline"] else record["text"][:_BEGINNING],
        list(record["flags"]),
        [name for name in FIELDS if record[name]],
        [(*key, number, pieces[key]) for key, number in characters.items()],
    )
    return json.dumps(glance, ensure_ascii=False, separators=(",", ":"))


def read_glances(texts: Sequence[str]) -> list[Glance]:
    """Many of them: one call of the parser for all is quicker."""
    return [Glance(*values) for values in json.loads(f"[{','.join(texts)}]")]


def read_glance(text: str) -> Glance:
    """What `glance_at` made."""
    return Glance(*json.loads(text))
