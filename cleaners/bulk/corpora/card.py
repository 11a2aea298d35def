"""The data card of a corpus: what it contains and what was left out, for programs, people and dataset hubs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cleaners.bulk.corpora.features import Columns
from cleaners.bulk.corpora.personal import KINDS
from cleaners.bulk.corpora.quality import MEASURES

#: The size categories of dataset hubs, each with its minimum number of rows.
_SIZES = (
    *((0, "n<1K"), (10**3, "1K<n<10K"), (10**4, "10K<n<100K"), (10**5, "100K<n<1M"), (10**6, "1M<n<10M")),
    *((10**7, "10M<n<100M"), (10**8, "100M<n<1B"), (10**9, "n>1B")),
)

#: Maximum number of rows of a table in the card.
_LISTED = 30

_LICENCE = (
    "The texts belong to their publishers, and this corpus, which was made by a program, grants no rights to them. Check "
    "what your local law and each site's terms allow (in the EU: Directive 2019/790, articles 3 and 4) before you copy, "
    "train on or publish them."
)


@dataclass
class Card:
    """The contents of a corpus, for its data card. ``wishes`` are the conditions that a row had to meet, as data; ``bytes`` is
    the size of the files."""

    sources: list[str]
    wishes: dict[str, Any]
    is_masked: bool = False
    form: str = "jsonl"
    rows: int = 0
    kept: int = 0
    written: int = 0
    bytes: int = 0
    characters: int = 0
    first: str | None = None
    last: str | None = None
    reasons: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    sites: Counter[str] = field(default_factory=Counter)
    versions: Counter[str] = field(default_factory=Counter)
    personal: Counter[str] = field(default_factory=Counter)
    rows_with_personal: int = 0
    sums: Counter[str] = field(default_factory=Counter)
    columns: Columns = field(default_factory=Columns)

    def count(self, row: dict[str, Any]) -> None:
        """Count a row that is kept, with the columns that the corpus adds."""
        self.kept += 1
        self.characters += len(row["text"])
        if date := row.get("date_published"):
            self.first, self.last = min(self.first or date, date), max(self.last or date, date)
        self.rules.update(removal["rule"] for removal in row.get("removals") or ())
        self.languages[row.get("language") or "unknown"] += 1
        self.sites[row.get("site") or "unknown"] += 1
        self.versions[f"{row.get('cleaner_version') or '?'} rules {row.get('rules_hash') or '?'}"] += 1
        self.personal.update(row["personal_data"])
        self.rows_with_personal += any(row["personal_data"].values())
        self.sums.update(row["quality"])

    def means(self) -> dict[str, float]:
        """The mean of each measure over the kept rows."""
        return {measure.name: round(self.sums[measure.name] / max(1, self.kept), 4) for measure in MEASURES}


def card_values(card: Card) -> dict[str, Any]:
    """The card as data."""
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
        "personal_data": {
            "masked": card.is_masked,
            "rows": card.rows_with_personal,
            "found": {kind.name: card.personal[kind.name] for kind in KINDS},
        },
        "quality_means": card.means(),
        "wishes": card.wishes,
        "sources": card.sources,
        "licence": _LICENCE,
    }


def head_values(card: Card) -> dict[str, Any]:
    """The front matter of the card, with the keys and values of dataset hubs (huggingface/hub-docs, datasetcard.md)."""
    codes = {language.partition("-")[0] for language in card.languages if language != "unknown"}
    head: dict[str, Any] = {
        "language": sorted(codes) or ["und"],
        "license": "unknown",  # the publishers hold the rights: nothing is granted here
        "pretty_name": "News articles",
        "size_categories": [[name for rows, name in _SIZES if card.written >= rows][-1]],
        "task_categories": ["text-generation", "fill-mask"],
        "task_ids": ["language-modeling", "masked-language-modeling"],
        "annotations_creators": ["no-annotation"],
        "language_creators": ["found"],
        "multilinguality": ["monolingual" if len(codes) < 2 else "multilingual"],
        "source_datasets": ["original"],
        "tags": ["news", "web"],
        "configs": [{"config_name": "default", "data_files": [{"split": "train", "path": f"part-*.{card.form}"}]}],
    }
    if features := card.columns.features():
        size = {"num_bytes": card.bytes, "num_examples": card.written}
        head["dataset_info"] = {
            "config_name": "default",
            "features": features,
            "splits": [{"name": "train", **size}],
            "download_size": card.bytes,
            "dataset_size": card.bytes,
        }
    return head


def render_card(card: Card) -> str:
    """The card for people, in Markdown, with YAML front matter for dataset hubs."""
    parts = [*_head(card), *_opening(card), *_columns(card), *_personal(card), *_quality(card), *_tables(card)]
    return "\n".join([*parts, "## Licence", "", f"Unknown: the publishers'. {_LICENCE}", ""])


def _head(card: Card) -> Iterator[str]:
    """The front matter: keys in block style, values in YAML's flow style, which is JSON."""
    yield "---"
    for name, value in head_values(card).items():
        yield from _block(name, value, "")
    yield from ("---", "")


def _block(name: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield f"{indent}{name}:"
        for inner, one in value.items():
            yield from _block(inner, one, indent + "  ")
    elif isinstance(value, list):
        yield f"{indent}{name}:"
        yield from (f"{indent}- {json.dumps(one, ensure_ascii=False)}" for one in value)
    else:
        yield f"{indent}{name}: {json.dumps(value, ensure_ascii=False)}"


def _opening(card: Card) -> Iterator[str]:
    yield from ("# Data card", "")
    dates = f"{card.first or '?'} to {card.last or '?'}"
    wishes = ", ".join(f"{name} {value}" for name, value in card.wishes.items())
    yield f"{card.kept} articles of {card.rows} pages, {card.characters} characters; published {dates}."
    yield from ("", "## How it was made", "")
    yield (
        f"Rows had to be: {wishes}. Copies of an earlier article, including edited or shortened ones, were found by "
        "fingerprints of the texts."
    )
    yield ""


def _columns(card: Card) -> Iterator[str]:
    if card.form == "jsonl":
        yield "JSON readers that guess types, such as that of the library datasets, convert date strings to UTC times; Parquet"
        yield from ("(`dute corpus --format parquet`) preserves them.", "")
    yield from ("## Provenance of a row", "")
    yield "| column | what |"
    yield "|---|---|"
    yield "| url, fetched_at | the page's address, and when it was fetched |"
    yield "| archive, archive_page | the file that the page was read from, and the page's number in that file, counted from 0 |"
    yield "| text_sha256 | SHA-256 of the text as published here |"
    yield "| cleaner_version, rules_hash, record_version | the version of the cleaner that made the row |"
    yield ""


def _personal(card: Card) -> Iterator[str]:
    state = "masked in every field" if card.is_masked else "left as they are (--mask-personal-data masks them)"
    yield from ("## Personal data", "")
    yield f"Detected by form only, in {card.rows_with_personal} texts, and {state}. Names are not detected."
    yield from ("", "| kind | found | mask |", "|---|---|---|")
    yield from (f"| {kind.name} | {card.personal[kind.name]} | {kind.mask.replace('|', '&#124;')} |" for kind in KINDS)
    yield ""


def _quality(card: Card) -> Iterator[str]:
    yield from (
        "## Quality",
        "",
        "The measures are in the column `quality` of every row; no row was filtered by them.",
        "",
    )
    yield from ("| measure | definition | mean | threshold in the source |", "|---|---|---|---|")
    means = card.means()
    yield from (f"| {one.name} | {one.says} | {means[one.name]} | {one.source} |" for one in MEASURES)
    yield ""


def _tables(card: Card) -> Iterator[str]:
    for title, counts, unit in (
        ("Left out, by reason", card.reasons, "pages"),
        ("Removed from the pages that were kept, by rule", card.rules, "pieces"),
        ("Languages", card.languages, "articles"),
        ("Sites", card.sites, "articles"),
        ("Cleaned by", card.versions, "articles"),
    ):
        rows = [f"| {_cell(name)} | {number} |" for name, number in counts.most_common(_LISTED)]
        yield from (f"## {title}", "", f"| | {unit} |", "|---|---|", *(rows or ["| none | 0 |"]), "")


def _cell(name: str) -> str:
    return " ".join(name.replace("|", "/").split())
