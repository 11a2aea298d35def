"""Shards of articles → a corpus without duplicates and low-quality texts, and a card that describes it.

The first pass reads every row and records its fingerprint; then duplicates are grouped; the last pass writes the rows that are
kept, or all rows with marks. Memory holds the fingerprint index (about 1 KB per row), never the texts.
"""

from __future__ import annotations

import os
import re
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain, islice
from typing import Any, NamedTuple

from cleaners.bulk.corpora.card import Card, card_values, render_card
from cleaners.bulk.corpora.parts import ColumnsError, schema_of, write_part
from cleaners.bulk.corpora.personal import count as count_personal
from cleaners.bulk.corpora.personal import mask_row
from cleaners.bulk.corpora.provenance import Origin, Origins
from cleaners.bulk.corpora.quality import measures_of
from cleaners.bulk.corpora.sources import list_shards, rows_of
from cleaners.bulk.pages import ReadError
from cleaners.bulk.shards import shard_name, write_card
from cleaners.bulk.store import store_at
from cleaners.evidence.copies import Copies
from cleaners.evidence.fingerprint import Fingerprint, fingerprint
from cleaners.reading.han import HAN

#: Maximum number of rows per file.
SHARD_LINES = 20_000

#: Number of rows from which the types of columns are inferred.
OPENING = 256

LAYOUTS = ("record", "dolma", "datatrove")

_HAN = re.compile(rf"[{HAN}]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Wishes:
    """The conditions for keeping a row: at least ``min_chars`` characters of text, at least a share ``min_han`` of Han
    characters among its letters, at most a share ``max_repeated`` of repeated lines, at least the cleaner's confidence
    ``min_confidence``, and one of ``languages`` (empty: any). The row must also be an article, and no copy of an earlier one.
    The default confidence is 0.5, above which a text is more likely right than wrong."""

    min_chars: int = 100
    min_han: float = 0.0
    max_repeated: float = 0.3
    min_confidence: float = 0.5
    languages: tuple[str, ...] = ()


class Reasons:
    """The reasons against each row; equal reasons share one object to save memory."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, ...]] = []
        self._same: dict[tuple[str, ...], tuple[str, ...]] = {}

    def add(self, reasons: tuple[str, ...]) -> None:
        self._rows.append(self._same.setdefault(reasons, reasons))

    def __getitem__(self, number: int) -> tuple[str, ...]:
        return self._rows[number]


class Found(NamedTuple):
    """The result of the first pass: the reasons against each row, and for copies the address of the earliest copy."""

    reasons: Reasons
    copies: dict[int, str]


def make_corpus(
    sources: Sequence[str],
    out: str | os.PathLike[str],
    wishes: Wishes,
    *,
    drop: bool = True,
    layout: str = "record",
    form: str = "jsonl",
    mask: bool = False,
    progress: Callable[[int], None] = lambda rows: None,
) -> Card:
    """Write the corpus of shards (files or folders from ``dute batch``, Parquet or JSON lines) to a folder, as JSON lines or
    Parquet (``form``), with README.md and card.json. Sources and folder are paths, or addresses that fsspec can open. With
    ``drop``, only the kept rows are written, otherwise every row with the columns ``reasons`` and ``copy_of``. With ``mask``,
    personal data is masked in every field (`cleaners.bulk.corpora.personal`).

    Every row gets further columns: its provenance (`corpora.provenance`), ``quality`` (`corpora.quality`) and
    ``personal_data``, the number of matches per kind in its text. Returns the card. Raises ReadError for shards that cannot be
    read, OSError if the folder, or a temporary file with the fingerprints, cannot be written, and MissingExtraError.
    """
    store = store_at(out)
    files = list_shards(sources)
    found = _first_pass(files, wishes, progress)
    card = Card(files, asdict(wishes) | {"languages": list(wishes.languages)}, mask, form)
    store.make()
    if any(name.startswith("part-") for name in store.names()):
        raise ReadError(f"{out}: already contains a corpus; choose a new folder")
    rows = _second_pass(files, found, card, drop=drop, layout=layout, mask=mask)
    opening = list(islice(rows, OPENING))
    schema = schema_of(opening) if form == "parquet" else None
    rows = chain(opening, rows)
    try:
        for part, first in enumerate(rows):
            name = shard_name(0, part, form)
            card.bytes += write_part(out, name, chain([first], islice(rows, SHARD_LINES - 1)), schema)
    except ColumnsError as error:
        raise ReadError(f"{out}: {error}") from error
    write_card(out, card_values(card), render_card(card))
    return card


def _all_rows(files: Sequence[str]) -> Iterator[dict[str, Any]]:
    return (row for file in files for row in rows_of(file))


def _first_pass(files: Sequence[str], wishes: Wishes, progress: Callable[[int], None]) -> Found:
    """Read every row, and group copies."""
    reasons = Reasons()
    rows_of_texts = array("Q")
    with Copies() as copies:
        for number, row in enumerate(_all_rows(files)):
            why = poor_reasons(row, wishes)
            reasons.add(why)
            if not why:
                copies.add(_fingerprint_of(row))
                rows_of_texts.append(number)
            if number % 1000 == 0:
                progress(number)
        copies.find()
        groups = {rows_of_texts[text]: rows_of_texts[first] for text, first in copies.members()}
    return Found(reasons, _earliest(files, groups))


def _earliest(files: Sequence[str], groups: dict[int, int]) -> dict[int, str]:
    """For each row of a group except the earliest, the address of the earliest (by publication date, then by time of fetch).
    ``groups`` maps each row to the row that represents its group."""
    if not groups:
        return {}
    first: dict[int, tuple[str, str, int, str]] = {}
    for number, row in enumerate(_all_rows(files)):
        if number not in groups:
            continue
        published, fetched = row.get("date_published") or "9999", row.get("fetched_at") or "9999"
        own = (published, fetched, number, row.get("url") or f"row {number}")
        first[groups[number]] = min(first.get(groups[number], own), own)
    return {number: first[group][3] for number, group in groups.items() if first[group][2] != number}


def _fingerprint_of(row: dict[str, Any]) -> Fingerprint:
    """The fingerprint that ``dute batch`` stored in the row, otherwise a new one of its text."""
    try:
        return Fingerprint.from_text(row.get("fingerprint") or "")
    except (TypeError, ValueError):
        return fingerprint(row["text"])


def poor_reasons(row: dict[str, Any], wishes: Wishes) -> tuple[str, ...]:
    """The conditions of ``wishes`` that a row fails, by name; empty if it meets all of them."""
    text = row["text"]
    if not row["is_article"]:
        return tuple(row.get("flags") or ("no_article",))
    letters = len(_LETTER.findall(text))
    lines = [line for line in text.split("\n") if line]
    repeated = 1 - len(set(lines)) / len(lines) if lines else 0.0
    checks = {
        "short": len(text) < wishes.min_chars,
        "few_han": letters > 0 and len(_HAN.findall(text)) < wishes.min_han * letters,
        "repeated_lines": repeated > wishes.max_repeated,
        "unsure": (row.get("confidence") or 0.0) < wishes.min_confidence,
        "language": bool(wishes.languages) and row.get("language") not in wishes.languages,
    }
    return tuple(name for name, fails in checks.items() if fails)


def _second_pass(
    files: Sequence[str], found: Found, card: Card, *, drop: bool, layout: str, mask: bool
) -> Iterator[dict[str, Any]]:
    number = -1
    origins = Origins()
    for file in files:
        origin = origins.of(file)
        for place, row in enumerate(rows_of(file)):
            number += 1
            why = (*found.reasons[number], *(["copy"] if number in found.copies else []))
            card.rows += 1
            card.reasons.update(why)
            if why and drop:
                continue
            made = _with_columns(row, origin, place, mask=mask)
            if not why:
                card.count(made)
            if not drop:
                made |= {"reasons": list(why), "copy_of": found.copies.get(number)}
            card.written += 1
            line = laid_out(made, layout)
            card.columns.see(line)
            yield line


def _with_columns(row: dict[str, Any], origin: Origin, place: int, *, mask: bool) -> dict[str, Any]:
    """A row with the columns that a corpus adds: its provenance, its measures, and the personal data found in its text."""
    personal = count_personal(row["text"])
    if mask:
        masked = mask_row(row)
        if masked["text"] != row["text"] and row.get("fingerprint"):  # the old one would reveal the numbers
            masked["fingerprint"] = fingerprint(masked["text"]).to_text()
        row = masked
    added = origin.of_row(place, row["text"]) | {"quality": measures_of(row["text"]), "personal_data": personal}
    return row | added


def laid_out(row: dict[str, Any], layout: str) -> dict[str, Any]:
    """A row in the layout that its users need: ``record`` is the row unchanged; ``dolma`` (id, text, source, added, created,
    metadata) is a document of the Dolma toolkit; ``datatrove`` (id, text, metadata) is a line of datatrove's JSON lines."""
    if layout == "record":
        return row
    rest = {name: value for name, value in row.items() if name not in ("text", "removals", "fingerprint")}
    if layout == "datatrove":
        return {"id": row.get("url"), "text": row["text"], "metadata": rest}
    return {
        "id": row.get("url"),
        "text": row["text"],
        "source": row.get("site") or row.get("source") or "web",
        "added": row.get("fetched_at"),
        "created": row.get("date_published"),
        "metadata": rest,
    }
