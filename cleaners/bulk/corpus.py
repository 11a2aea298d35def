"""Hygiene on the way out: shards of articles → a corpus without copies and without what is too poor, and a card that says so.

Two passes: the first makes a fingerprint of every row and groups the copies; the second writes the rows that stay, or all of
them with marks. Memory holds the fingerprints (about 9 KB a row), never the texts.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cleaners.bulk.readers import ReadError
from cleaners.bulk.shards import shard_name, write_card, write_lines
from cleaners.evidence.fingerprint import Fingerprint, cluster, fingerprint
from cleaners.extras import require
from cleaners.reading.han import HAN

#: Rows that are read, and lines that are written to one file, at a time.
_ROWS, SHARD_LINES = 256, 20_000

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


@dataclass
class Card:
    """What a corpus is made of, for its data card."""

    sources: list[str]
    wishes: Wishes
    rows: int = 0
    kept: int = 0
    characters: int = 0
    first: str | None = None
    last: str | None = None
    reasons: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    sites: Counter[str] = field(default_factory=Counter)
    versions: Counter[str] = field(default_factory=Counter)


def make_corpus(
    sources: Sequence[str],
    out: Path,
    wishes: Wishes,
    *,
    drop: bool = True,
    layout: str = "record",
    progress: Callable[[int], None] = lambda rows: None,
) -> Card:
    """Write the corpus of some shards (files or folders of ``dute batch``, Parquet or JSON lines) as JSON lines into a folder,
    with README.md and card.json. With ``drop`` only what stays, else every row with ``reasons`` and ``copy_of``.

    Raises ReadError for shards that cannot be read, OSError where the folder cannot be written.
    """
    files = list_shards(sources)
    reasons, copies = _first_pass(files, wishes, progress)
    card = Card([str(file) for file in files], wishes)
    lines = _second_pass(files, reasons, copies, card, drop=drop, layout=layout)
    out.mkdir(parents=True, exist_ok=True)
    if any(out.glob("part-*")):
        raise ReadError(f"{out}: holds a corpus already: name a new folder")
    part = 0
    while chunk := _next(lines, SHARD_LINES):
        write_lines(out, shard_name(0, part, "jsonl"), chunk)
        part += 1
    write_card(out, card_values(card), render_card(card))
    return card


def list_shards(sources: Sequence[str]) -> list[Path]:
    """The files of shards that were named, folders replaced by theirs. Raises ReadError where there is none."""
    files: list[Path] = []
    for source in map(Path, sources):
        found = sorted([*source.glob("part-*.parquet"), *source.glob("part-*.jsonl")]) if source.is_dir() else [source]
        if not found or not found[0].is_file():
            raise ReadError(f"{source}: no shards there (part-*.parquet or part-*.jsonl, as dute batch writes them)")
        files += found
    return files


def read_shard(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of one shard, a few at a time. Raises ReadError, MissingExtraError."""
    try:
        if path.suffix == ".parquet":
            require(f"{path}: Parquet", "parquet")
            from pyarrow import ArrowException, parquet  # type: ignore[import-untyped]

            try:
                for batch in parquet.ParquetFile(path).iter_batches(batch_size=_ROWS):
                    yield from batch.to_pylist()
            except ArrowException as error:
                raise ReadError(f"{path}: {error}") from error
            return
        with path.open(encoding="utf-8") as file:
            yield from map(json.loads, file)
    except (OSError, ValueError) as error:
        raise ReadError(f"{path}: {error}") from error


def _all_rows(files: Sequence[Path]) -> Iterator[dict[str, Any]]:
    for file in files:
        for row in read_shard(file):
            if not isinstance(row, dict) or not isinstance(row.get("text"), str) or "is_article" not in row:
                raise ReadError(f"{file}: not rows of articles (text and is_article are needed)")
            yield row


def _first_pass(
    files: Sequence[Path], wishes: Wishes, progress: Callable[[int], None]
) -> tuple[list[tuple[str, ...]], dict[int, str]]:
    """For every row why it is too poor (empty where it is not), and for copies the address of the earliest one."""
    reasons: list[tuple[str, ...]] = []
    prints: list[tuple[int, Fingerprint]] = []
    order: dict[int, tuple[str, str, int]] = {}
    for number, row in enumerate(_all_rows(files)):
        reasons.append(poor_reasons(row, wishes))
        if not reasons[-1]:
            prints.append((number, _fingerprint_of(row)))
            order[number] = (row.get("date_published") or "9999", row.get("fetched_at") or "9999", number)
        if number % 1000 == 0:
            progress(number)
    addresses: dict[int, int] = {}
    for group in cluster(prints):
        first, *others = sorted(group, key=order.__getitem__)
        addresses |= dict.fromkeys(others, first)
    urls = _urls_of(files, set(addresses.values()))
    return reasons, {number: urls[first] for number, first in addresses.items()}


def _fingerprint_of(row: dict[str, Any]) -> Fingerprint:
    """The one that ``dute batch`` put into the row, else made here."""
    try:
        return Fingerprint.from_text(row.get("fingerprint") or "")
    except (TypeError, ValueError):
        return fingerprint(row["text"])


def _urls_of(files: Sequence[Path], wanted: set[int]) -> dict[int, str]:
    if not wanted:
        return {}
    return {
        number: row.get("url") or f"row {number}" for number, row in enumerate(_all_rows(files)) if number in wanted
    }


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
    files: Sequence[Path],
    reasons: Sequence[tuple[str, ...]],
    copies: dict[int, str],
    card: Card,
    *,
    drop: bool,
    layout: str,
) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(_all_rows(files)):
        why = (*reasons[number], *(["copy"] if number in copies else []))
        card.rows += 1
        card.reasons.update(why)
        if not why:
            _count(card, row)
        if why and drop:
            continue
        marked = row if drop else {**row, "reasons": list(why), "copy_of": copies.get(number)}
        yield laid_out(marked, layout)


def _count(card: Card, row: dict[str, Any]) -> None:
    card.kept += 1
    card.characters += len(row["text"])
    date = row.get("date_published")
    if date:
        card.first, card.last = min(card.first or date, date), max(card.last or date, date)
    card.rules.update(removal["rule"] for removal in row.get("removals") or ())
    card.languages[row.get("language") or "unknown"] += 1
    card.sites[row.get("site") or "unknown"] += 1
    card.versions[f"{row.get('cleaner_version') or '?'} rules {row.get('rules_hash') or '?'}"] += 1


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


def _next(lines: Iterator[dict[str, Any]], count: int) -> list[dict[str, Any]]:
    from itertools import islice

    return list(islice(lines, count))


# --- the card --------------------------------------------------------------------------------------------------------

_LICENCE = (
    "The texts belong to their publishers. This corpus was made by a program and gives nobody a right to them; look up "
    "what the law where you are and each site's terms allow (in the EU: Directive 2019/790, articles 3 and 4) before you "
    "copy, train on or publish them."
)


def card_values(card: Card) -> dict[str, Any]:
    """The card as data."""
    wishes = {name: getattr(card.wishes, name) for name in Wishes.__slots__}
    return {
        "rows_read": card.rows,
        "rows_kept": card.kept,
        "characters": card.characters,
        "first_date": card.first,
        "last_date": card.last,
        "left_out": dict(card.reasons.most_common()),
        "removals_by_rule": dict(card.rules.most_common()),
        "languages": dict(card.languages.most_common()),
        "sites": dict(card.sites.most_common()),
        "made_by": dict(card.versions.most_common()),
        "wishes": wishes | {"languages": list(card.wishes.languages)},
        "sources": card.sources,
        "licence": _LICENCE,
    }


def render_card(card: Card) -> str:
    """The card for people, in Markdown."""

    def table(title: str, counts: Counter[str], unit: str) -> list[str]:
        rows = [f"| {name.replace('|', '/')} | {number} |" for name, number in counts.most_common(30)]
        return [f"## {title}", "", f"| | {unit} |", "|---|---|", *(rows or ["| none | 0 |"]), ""]

    dates = f"{card.first or '?'} to {card.last or '?'}"
    wishes = ", ".join(f"{name} {value}" for name, value in card_values(card)["wishes"].items())
    lines = [
        "# Data card",
        "",
        f"{card.kept} articles of {card.rows} pages, {card.characters} characters; published {dates}.",
        "",
        *table("Left out, by reason", card.reasons, "pages"),
        *table("Taken out of the texts that stayed, by rule", card.rules, "pieces"),
        *table("Languages", card.languages, "articles"),
        *table("Sites", card.sites, "articles"),
        *table("Cleaned by", card.versions, "articles"),
        "## How it was made",
        "",
        f"Rows had to be: {wishes}. Copies of an earlier article, also edited or cut, were found by fingerprints of the texts.",
        "",
        "## Licence",
        "",
        _LICENCE,
        "",
    ]
    return "\n".join(lines)
