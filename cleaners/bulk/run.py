"""Inputs → shards: pages are read here, cleaned in worker processes, and written in their order, a shard at a time."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from cleaners.article import Article
from cleaners.bulk.batch import SourcePage, clean_source_page, row_of
from cleaners.bulk.readers import Position, ReadError, reader_of, size_of
from cleaners.bulk.shards import Manifest, OutputError, open_manifest, shard_name, write_manifest, write_shard
from cleaners.bulk.workers import PAGE_SECONDS, Crew, Lost
from cleaners.template.layout import Template

#: Rows of a shard. At about 4 KB a row a shard is a few megabytes, and a kill costs less than a minute's work.
SHARD_ROWS = 2_000

#: Tells how far a run is: pages done, articles among them, and bytes of all inputs that were read.
Progress = Callable[[int, int, int], None]


def run_batch(
    paths: Sequence[str],
    folder: Path,
    *,
    jobs: int = 1,
    form: str = "parquet",
    shard_rows: int = SHARD_ROWS,
    seconds: float = PAGE_SECONDS,
    template: Template | None = None,
    progress: Progress = lambda pages, articles, read: None,
) -> Manifest:
    """Clean every page of some inputs into a folder of shards, or go on with the run that was begun there. Inputs that cannot
    be read are named in the manifest; the others are done. Memory holds one shard's rows and a few pages.

    Raises ReadError where an input is missing or of no known kind, OutputError where the folder holds something else,
    OSError where it cannot be written, MissingExtraError.
    """
    inputs = [(path, size_of(path)) for path in paths]
    readers = [reader_of(path) for path in paths]
    if len(set(paths)) != len(paths):
        raise ReadError("an input is named twice")
    manifest = open_manifest(folder, inputs, form, shard_rows)
    with Crew(partial(clean_row, template=template), jobs=jobs, seconds=seconds) as crew:
        before = sum(state.size for state in manifest.inputs if state.is_done)
        for number, (state, reader) in enumerate(zip(manifest.inputs, readers, strict=True)):
            if state.is_done:
                continue
            position = Position()
            pages = islice(reader(state.path, position), state.rows, None)
            rows = _rows(crew, _held(pages, state))
            while _write_next_shard(manifest, folder, number, rows):
                progress(manifest.counts["pages"], manifest.counts.get("articles", 0), before + position.bytes)
            state.is_done = True
            before += state.size
            write_manifest(folder, manifest)
    write_summary(folder, manifest)
    return manifest


def clean_row(page: SourcePage, template: Template | None = None) -> dict[str, Any]:
    """The row of one page, in whatever process."""
    return row_of(page, clean_source_page(page, template))


def _rows(crew: Crew[SourcePage, dict[str, Any]], pages: Iterator[SourcePage]) -> Iterator[dict[str, Any]]:
    for page, answer in crew.run(pages):
        yield (
            row_of(page, Article(url=page.url, flags=(*page.flags, answer.flag)))
            if isinstance(answer, Lost)
            else answer
        )


def _held(pages: Iterator[SourcePage], state: Any) -> Iterator[SourcePage]:
    """The pages of an input as far as it can be read; why it cannot be read further is written down."""
    try:
        yield from pages
    except ReadError as error:
        state.error = str(error)


def _write_next_shard(manifest: Manifest, folder: Path, number: int, rows: Iterator[dict[str, Any]]) -> bool:
    """Clean and write one shard of an input; False at its end. A function of its own, so that no two shards are in memory."""
    started = time.monotonic()
    chunk = list(islice(rows, manifest.shard_rows))
    manifest.seconds += time.monotonic() - started
    if not chunk:
        return False
    state = manifest.inputs[number]
    write_shard(folder, shard_name(number, len(state.shards), manifest.form), chunk)
    state.shards.append(len(chunk))
    _count(manifest, chunk)
    write_manifest(folder, manifest)
    return True


def _count(manifest: Manifest, rows: Sequence[dict[str, Any]]) -> None:
    manifest.count("pages", len(rows))
    for row in rows:
        if row["is_article"]:
            manifest.count("articles")
        for flag in row["flags"]:
            manifest.count(f"flag {flag.partition(':')[0]}")


def write_summary(folder: Path, manifest: Manifest) -> None:
    """Write beside the shards what came of a run: counts by reason, rates, inputs, versions. Raises OSError."""
    pages = manifest.counts.get("pages", 0)
    summary = {
        "pages": pages,
        "articles": manifest.counts.get("articles", 0),
        "flags": {
            name.removeprefix("flag "): number
            for name, number in sorted(manifest.counts.items())
            if name.startswith("flag ")
        },
        "seconds": round(manifest.seconds, 1),
        "pages_per_second": round(pages / manifest.seconds, 1) if manifest.seconds else None,
        "unreadable": {state.path: state.error for state in manifest.inputs if state.error},
        "shards": sum(len(state.shards) for state in manifest.inputs),
        "cleaner_version": manifest.cleaner_version,
        "rules_hash": manifest.rules_hash,
        "record_version": manifest.record_version,
    }
    (folder / "_summary.json").write_text(json.dumps(summary, ensure_ascii=False, indent=1) + "\n", "utf-8")


__all__ = ["SHARD_ROWS", "Manifest", "OutputError", "ReadError", "clean_row", "run_batch"]
