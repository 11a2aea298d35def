"""The storage formats of bodies and records: a record once, compressed together with its Markdown; and a glance of it, for
lists and surveys of many articles.

A record and its Markdown contain the same text, so that the second takes next to no space when both are compressed together.
Data that stores before version 9 compressed with zlib stays as it is.
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
    from backports import zstd  # installed by Scrapy

#: zstd's level: the lowest at which real pages take no more space than at zlib's level 6, in half the time.
_LEVEL = 5

#: The first bytes of a frame of zstd (RFC 8878, section 3.1.1). A zlib stream begins with 0x78.
_ZSTD = b"\x28\xb5\x2f\xfd"

#: Number of authors' names, and of characters of a text without a headline, in a glance.
_AUTHORS, _BEGINNING = 3, 60

#: Fields whose presence a survey counts: those that a newsroom expects.
FIELDS = (
    "headline", "kicker", "deck", "abstract", "authors", "credits", "source", "section", "date_published", "images",
)  # fmt: skip


def shrink(data: bytes) -> bytes:
    """Compress data."""
    return _compressor().compress(data, zstd.ZstdCompressor.FLUSH_FRAME)


@cache
def _compressor() -> zstd.ZstdCompressor:
    """A shared compressor, for one thread at a time: creating its tables takes as long as compressing a page."""
    return zstd.ZstdCompressor(_LEVEL)


def expand(content: bytes) -> bytes:
    """Decompress data of this or an earlier version."""
    return zstd.decompress(content) if content[:4] == _ZSTD else zlib.decompress(content)


def pack(record: str, markdown: str) -> bytes:
    """A record as one line of JSON, and its Markdown, compressed together."""
    return shrink(f"{record}\n{markdown}".encode("utf-8", "surrogatepass"))


def unpack(content: bytes) -> tuple[str, str]:
    """The record as JSON, and its Markdown (empty if none was stored)."""
    record, _, markdown = expand(content).decode("utf-8", "surrogatepass").partition("\n")
    return record, markdown


class Stored:
    """A row with a packed record: its columns, and ``record`` (JSON) and ``markdown``, unpacked at first use."""

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
    """The facts about an article that lists and surveys show: ``characters`` of its text with, and ``printed`` without line
    breaks, the number of ``removed`` characters, names of its first ``authors``, the ``beginning`` of a text without a
    headline, its non-empty fields, and for each (rule, label) the numbers of characters and pieces removed."""

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
    """Glances from JSON: one call of the parser for all of them is faster."""
    return [Glance(*values) for values in json.loads(f"[{','.join(texts)}]")]


def read_glance(text: str) -> Glance:
    """The inverse of `glance_at`."""
    return Glance(*json.loads(text))
