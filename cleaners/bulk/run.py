"""Inputs → shards: workers read parts of the inputs and clean the pages; this process writes the rows to shards, in order."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any

from cleaners.bulk.arrow import pyarrow
from cleaners.bulk.pages import Position, SourcePage, Span
from cleaners.bulk.pieces import Note, Outcome, Piece, Rows, clean_piece, unpack
from cleaners.bulk.places import fault_of, is_shared
from cleaners.bulk.readers import FOLDER, Kind, ReadError, kind_of, size_of
from cleaners.bulk.relay import Ended, Relay
from cleaners.bulk.shards import (
    MAX_NAMED,
    InputState,
    Manifest,
    OutputError,
    open_manifest,
    shard_name,
    write_chunks,
    write_manifest,
)
from cleaners.bulk.store import Store, store_at, write_text
from cleaners.bulk.workers import PAGE_SECONDS, Lost
from cleaners.reading.limits import PAGE_SUFFIXES
from cleaners.template.layout import Template

#: Rows per shard. At about 4 KB per row, a shard is a few megabytes, and a kill costs less than a minute of work.
SHARD_ROWS = 2_000

#: Pages, and their bytes, that this process sends to a worker at a time, if only it can read the input.
_GIVEN, _GIVEN_BYTES = 64, 8 << 20

#: Called with the progress of a run: pages done, articles among them, and bytes read of all inputs.
Progress = Callable[[int, int, int], None]


def run_batch(
    paths: Sequence[str],
    folder: str | os.PathLike[str],
    *,
    jobs: int = 1,
    form: str = "parquet",
    shard_rows: int = SHARD_ROWS,
    seconds: float = PAGE_SECONDS,
    template: Template | None = None,
    follow_links: bool = False,
    progress: Progress = lambda pages, articles, read: None,
) -> Manifest:
    """Clean every page of some inputs into a folder of shards, or resume the run that was started there. Inputs and folder are
    paths, or addresses that fsspec can open. Inputs that cannot be read are named in the manifest; the others are processed.
    Memory holds the rows of one shard and a few pages.

    ``shard_rows`` is the number of rows per shard, ``seconds`` the wall time per page. Raises ReadError if an input is missing
    or of an unknown kind, OutputError if the folder contains something else, OSError if it cannot be written, and
    MissingExtraError.
    """
    inputs = [(path, size_of(path, follow_links)) for path in paths]
    kinds = [kind_of(path, follow_links) for path in paths]
    for path, kind in zip(paths, kinds, strict=True):
        kind.need_extras(path)
    if len(set(paths)) != len(paths):
        raise ReadError("an input is given twice")
    store = _store_at(folder)
    manifest = open_manifest(store, inputs, form, shard_rows)
    if form == "parquet":
        pyarrow()  # imported once, before the workers are forked
    work = partial(clean_piece, form=form, template=template)
    with Relay(work, jobs=jobs, seconds=seconds) as relay:
        _Run(manifest, store, relay, kinds, progress).go()
    write_summary(store, manifest)
    return manifest


def _store_at(folder: str | os.PathLike[str]) -> Store:
    try:
        return store_at(folder)
    except OSError as error:
        raise OutputError(fault_of(os.fspath(folder), error)) from error


class _Run:
    """One run: sends the pieces of all inputs to the workers, and writes the rows that return."""

    def __init__(
        self, manifest: Manifest, store: Store, relay: Relay[Piece], kinds: Sequence[Kind], progress: Progress
    ) -> None:
        self._manifest, self._store, self._relay = manifest, store, relay
        self._kinds, self._progress = kinds, progress
        self._shard = _Shard()
        self._started = time.monotonic()
        self._before = sum(state.size for state in manifest.inputs if state.is_done)
        self._position = Position()  # in the current input
        #: Position of the first record of the next piece of the current input; None if unknown.
        self._expected: int | None = None

    def go(self) -> None:
        """Do the whole run. Raises OSError if the shards cannot be written."""
        for piece, answer in self._relay.run(self._pieces()):
            state = self._manifest.inputs[piece.number]
            if isinstance(answer, Rows):
                if self._is_cut_rightly(piece, answer.first):
                    self._take(piece, state, answer)
            elif isinstance(answer, Ended):
                self._end(piece, state, answer.value)
            elif isinstance(answer, Lost):
                self._say(state, f"{state.path}: could not be read completely: {answer.reason}")
                self._expected = None

    # --- pieces to the workers

    def _pieces(self) -> Iterator[Piece]:
        for number, (state, kind) in enumerate(zip(self._manifest.inputs, self._kinds, strict=True)):
            if state.is_done:
                continue
            yield from self._pieces_of(number, state, kind)
            yield Piece(number, state.path, "", Span(), given=())  # end of the input: write the last shard

    def _pieces_of(self, number: int, state: InputState, kind: Kind) -> Iterator[Piece]:
        unit, skipped = state.at
        try:
            spans = kind.cut(state.path, state.size, unit) if is_shared(state.path) else None
            if spans is None:
                yield from self._given(number, state, kind)
                return
            for span in spans:
                yield Piece(number, state.path, kind.name, span, skipped)
                skipped = 0
        except (ReadError, OSError) as error:
            self._say(state, str(error))

    def _given(self, number: int, state: InputState, kind: Kind) -> Iterator[Piece]:
        """The pages of an input that only this process can read, from its beginning."""
        pages = islice(self._readable(state, kind), state.rows, None)
        while chunk := _next_pages(pages):
            yield Piece(number, state.path, kind.name, Span(), given=chunk)

    def _readable(self, state: InputState, kind: Kind) -> Iterator[SourcePage]:
        """The pages of an input as far as it can be read; the reason for an early end goes into the manifest."""
        try:
            yield from kind.read(state.path, self._position)
        except (ReadError, OSError) as error:
            self._say(state, str(error))

    # --- rows from the workers

    def _is_cut_rightly(self, piece: Piece, first: int | None) -> bool:
        """Whether a piece begins at the end of the previous one. If it mistook bytes inside a record for the start of a record,
        it is read again from the right position, or left out if no record begins in it."""
        if piece.given is not None or piece.span.is_exact or self._expected in (None, first):
            return True
        expected, end = self._expected, piece.span.end
        if expected is not None and (end is None or expected < end):
            self._relay.redo(piece._replace(span=Span(expected, end)))
        return False

    def _take(self, piece: Piece, state: InputState, rows: Rows) -> None:
        chunk, done = unpack(self._manifest.form, rows.packed), 0
        while done < rows.steps:
            count = min(self._manifest.shard_rows - self._shard.count, rows.steps - done)
            self._shard.add(chunk[done : done + count], rows.notes[done : done + count])
            done += count
            if piece.given is None:
                self._shard.at = (rows.first or 0, rows.before + done)
            else:
                self._shard.at = (0, state.rows + self._shard.count)
            if self._shard.count == self._manifest.shard_rows:
                self._write(piece.number, state)

    def _end(self, piece: Piece, state: InputState, outcome: Outcome) -> None:
        if not piece.kind:
            self._finish(piece.number, state)
            return
        if outcome.error:
            self._say(state, outcome.error)
        if piece.given is not None:
            return
        read = self._position.bytes
        self._position.bytes = read + outcome.bytes if piece.span.names else max(read, outcome.bytes)
        if outcome.first is None and not piece.span.is_exact and self._expected == state.size:
            return  # the last record extends to the end of the file
        if self._is_cut_rightly(piece, outcome.first) and (outcome.first is not None or piece.span.is_exact):
            self._expected = outcome.next

    def _finish(self, number: int, state: InputState) -> None:
        if self._shard.count:
            self._write(number, state)
        if not state.rows and self._kinds[number].name.startswith(FOLDER):
            self._say(state, f"{state.path}: contains no pages (files ending in {' '.join(sorted(PAGE_SUFFIXES))})")
        state.is_done = True
        self._before += state.size
        self._position = Position()
        self._expected = None
        write_manifest(self._store, self._manifest)

    def _write(self, number: int, state: InputState) -> None:
        manifest, shard = self._manifest, self._shard
        write_chunks(self._store, shard_name(number, len(state.shards), manifest.form), shard.chunks)
        _count(manifest, state, shard.notes)
        state.shards.append(shard.count)
        state.at = shard.at
        now = time.monotonic()
        manifest.seconds += now - self._started
        self._started = now
        self._shard = _Shard()
        write_manifest(self._store, manifest)
        read = self._before + self._position.bytes
        self._progress(manifest.counts["pages"], manifest.counts.get("articles", 0), read)

    @staticmethod
    def _say(state: InputState, reason: str) -> None:
        """Note in the manifest why an input cannot be read, or not completely. Only the first reason is kept."""
        state.error = state.error or reason


class _Shard:
    """The rows of the current shard, and the position of the page after them."""

    def __init__(self) -> None:
        self.chunks: list[Any] = []
        self.notes: list[Note] = []
        self.at = (0, 0)

    @property
    def count(self) -> int:
        return len(self.notes)

    def add(self, chunk: Any, notes: Sequence[Note]) -> None:
        self.chunks.append(chunk)
        self.notes += notes


def _next_pages(pages: Iterator[SourcePage]) -> tuple[SourcePage, ...]:
    """The next pages, as many as are sent to a worker at once."""
    found: list[SourcePage] = []
    size = 0
    for page in pages:
        found.append(page)
        size += len(page.content or b"")
        if len(found) >= _GIVEN or size >= _GIVEN_BYTES:
            break
    return tuple(found)


def _count(manifest: Manifest, state: InputState, notes: Sequence[Note]) -> None:
    manifest.count("pages", len(notes))
    for number, note in enumerate(notes, state.rows):
        if note.is_article:
            manifest.count("articles")
        for flag in note.flags:
            manifest.count(f"flag {flag.partition(':')[0]}")
        if not note.is_wrong:
            continue
        manifest.count("wrong")
        if len(manifest.wrong) < MAX_NAMED:
            row = {"input": state.path, "row": number, "url": note.url, "flags": list(note.flags)}
            manifest.wrong.append(row)


def write_summary(store: Store, manifest: Manifest) -> None:
    """Write the summary of a run beside the shards: counts by reason, rates, inputs, versions. Raises OSError."""
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
        "wrong": manifest.wrong,
        "shards": sum(len(state.shards) for state in manifest.inputs),
        "cleaner_version": manifest.cleaner_version,
        "rules_hash": manifest.rules_hash,
        "record_version": manifest.record_version,
    }
    write_text(store, "_summary.json", json.dumps(summary, ensure_ascii=False, indent=1) + "\n")


__all__ = ["SHARD_ROWS", "Manifest", "OutputError", "ReadError", "run_batch"]
