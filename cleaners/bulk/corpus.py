"""Hygiene on the way out: shards of articles → a corpus without copies and without what is too poor, and a card that says so.

The first pass looks at every row and takes up its fingerprint, then the copies are grouped, and the last pass writes the rows
that stay, or all of them with marks. Memory holds what texts are looked up by (about 1 KB a row), never the texts.
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

#: Rows of one file.
SHARD_LINES = 20_000

#: Rows by which the types of columns are told.
OPENING = 256

LAYOUTS = ("record", "dolma", "datatrove")

_HAN = re.compile(rf"[{HAN}]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a row must be to stay: ``min_chars`` of text, ``min_han`` share of Han characters among its letters,
    ``max_repeated`` share of its lines that stand in it twice, ``min_confidence`` of the cleaner, one of ``languages``
    (empty: any), an article, and no copy of an earlier one. From a confidence of a half on, a text is more likely right
    than wrong."""

    min_chars: int = 100
    min_han: float = 0.0
    max_repeated: float = 0.3
    min_confidence: float = 0.5
    languages: tuple[str, ...] = ()


class Reasons:
    """For every row why it is too poor; equal reasons are one object."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, ...]] = []
        self._same: dict[tuple[str, ...], tuple[str, ...]] = {}

    def add(self, reasons: tuple[str, ...]) -> None:
        self._rows.append(self._same.setdefault(reasons, reasons))

    def __getitem__(self, number: int) -> tuple[str, ...]:
        return self._rows[number]


class Found(NamedTuple):
    """What the first pass found: the reasons of every row, and for copies the address of the earliest one."""

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
    """Write the corpus of some shards (files or folders of ``dute batch``, Parquet or JSON lines) into a folder, as JSON lines
    or Parquet (``form``), with README.md and card.json. Both are paths, or addresses of any place that fsspec reaches. With
    ``drop`` only what stays, else every row with ``reasons`` and ``copy_of``. With ``mask`` personal data is masked in every
    field (`cleaners.bulk.corpora.personal`).

    Every row gets columns: its provenance (`corpora.provenance`), ``quality`` (`corpora.quality`) and ``personal_data``, how
    many of each kind its text held. Raises ReadError for shards that cannot be read, OSError where the folder, or a temporary
    file with the fingerprints, cannot be written, MissingExtraError.
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
    """Look at every row, and group those that are copies."""
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
    """For every row of a group but the earliest that one's address, given the row that stands for each one's group."""
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
    """The one that ``dute batch`` put into the row, else made here."""
    try:
        return Fingerprint.from_text(row.get("fingerprint") or "")
    except (TypeError, ValueError):
        return fingerprint(row["text"])


def poor_reasons(row: dict[str, Any], wishes: Wishes) -> tuple[str, ...]:
    """Why a row is too poor for a corpus; empty where it is not."""
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
    """A row with what a corpus adds to it: where it comes from, its measures, and the personal data that its text held."""
    personal = count_personal(row["text"])
    if mask:
        masked = mask_row(row)
        if masked["text"] != row["text"] and row.get("fingerprint"):  # its hashes would tell the numbers
            masked["fingerprint"] = fingerprint(masked["text"]).to_text()
        row = masked
    added = origin.of_row(place, row["text"]) | {"quality": measures_of(row["text"]), "personal_data": personal}
    return row | added


def laid_out(row: dict[str, Any], layout: str) -> dict[str, Any]:
    """A row as its users have it: ``record`` as it is; ``dolma`` (id, text, source, added, created, metadata) as the Dolma
    toolkit's documents; ``datatrove`` (id, text, metadata) as its JSON lines."""
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
