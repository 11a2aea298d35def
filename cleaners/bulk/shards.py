"""Shards of the output, and the manifest of finished ones, from which a killed run resumes.

A shard contains consecutive pages of one input. It is written completely before it gets its name; then the manifest is
replaced. If the run is killed between the two, the shard is written again and replaces itself.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import IO, Any

from cleaners.bulk.arrow import output_schema, pyarrow
from cleaners.bulk.places import fault_of
from cleaners.bulk.store import Store, read_text, store_at, write_text
from cleaners.rules.versions import RECORD_VERSION, cleaner_version, rules_hash

MANIFEST = "_manifest.json"
FORMATS = ("parquet", "jsonl")

#: A copy of the manifest that is written first, for stores in which a killed writer leaves a truncated file.
_NEXT = "_manifest.next.json"

#: Maximum number of failed pages named in the manifest; all of them are counted.
MAX_NAMED = 100


class OutputError(Exception):
    """An output folder that cannot be used or written; the message says what to do."""


@dataclass
class InputState:
    """One input: the rows of each finished shard, the start of the next shard (the first record of a span, and the pages after
    it), whether the whole input was read, and if not, why."""

    path: str
    size: int
    shards: list[int] = field(default_factory=list)
    at: tuple[int, int] = (0, 0)
    is_done: bool = False
    error: str | None = None

    @property
    def rows(self) -> int:
        """The number of finished pages."""
        return sum(self.shards)


@dataclass
class Manifest:
    """The contents of an output folder: its inputs, and the version that made it."""

    inputs: list[InputState]
    form: str
    shard_rows: int
    cleaner_version: str = field(default_factory=cleaner_version)
    rules_hash: str = field(default_factory=rules_hash)
    record_version: int = RECORD_VERSION
    counts: dict[str, int] = field(default_factory=dict)
    wrong: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def made_by(self) -> tuple[str, str, int]:
        """The versions of cleaner, rules and record that made the rows: only the same versions may resume the run."""
        return self.cleaner_version, self.rules_hash, self.record_version

    def count(self, name: str, number: int = 1) -> None:
        """Add ``number`` to a count of the summary."""
        self.counts[name] = self.counts.get(name, 0) + number


def open_manifest(store: Store, inputs: Sequence[tuple[str, int]], form: str, shard_rows: int) -> Manifest:
    """The manifest of a run: a new one for an empty folder, otherwise the existing one, if it has the same inputs, format and
    version. Raises OutputError if the folder contains something else."""
    fresh = Manifest([InputState(path, size) for path, size in inputs], form, shard_rows)
    try:
        store.make()
        names = store.names()
        if not {MANIFEST, _NEXT} & set(names):
            if names:
                raise OutputError(
                    f"{store.place}: not empty ({names[0]} …), but without {MANIFEST}; choose a new folder"
                )
            write_manifest(store, fresh)
            return fresh
        known = _read_manifest(store, names)
    except FileExistsError as error:
        raise OutputError(f"{store.place}: this is a file; give a folder for the shards") from error
    except OSError as error:
        raise OutputError(f"{fault_of(store.place, error)} (the folder for the shards)") from error
    for what, was, now in (
        ("inputs", [(state.path, state.size) for state in known.inputs], list(inputs)),
        ("format", known.form, form),
        ("rows a shard", known.shard_rows, shard_rows),
        ("version", known.made_by, fresh.made_by),
    ):
        if was != now:
            raise OutputError(f"{store.place}: started with different {what} ({was}, not {now}); choose a new folder")
    return known


def _read_manifest(store: Store, names: Sequence[str]) -> Manifest:
    """The newer of the two copies that is complete. Raises OSError, OutputError."""
    wrong: Exception | None = None
    for name in (MANIFEST, _NEXT):
        try:
            if name in names:
                content = json.loads(read_text(store, name))
                states = [InputState(**state | {"at": tuple(state["at"])}) for state in content["inputs"]]
                return Manifest(**content | {"inputs": states})
        except (ValueError, TypeError, KeyError) as error:
            wrong = error
    raise OutputError(f"{store.place}: {MANIFEST} is from another version; choose a new folder") from wrong


def write_manifest(store: Store, manifest: Manifest) -> None:
    """Replace the manifest. Raises OSError."""
    content = json.dumps(asdict(manifest), ensure_ascii=False, indent=1)
    if not store.replaces_whole:
        write_text(store, _NEXT, content)
    write_text(store, MANIFEST, content)


def shard_name(number: int, part: int, form: str) -> str:
    """The file name of a shard; input and part are numbered from 0."""
    return f"part-{number:05}-{part:05}.{form}"


def write_chunks(store: Store, name: str, chunks: Sequence[Any]) -> None:
    """Write packed rows (record batches, or lists of lines) as Parquet (zstd) or JSON lines, by the suffix of the name. Raises
    OSError, MissingArrowError."""

    def write(file: IO[bytes]) -> None:
        if not name.endswith(".parquet"):
            for lines in chunks:
                file.writelines(lines)
            return
        from pyarrow import parquet  # type: ignore[import-untyped]

        table = pyarrow().Table.from_batches(chunks, schema=output_schema())
        parquet.write_table(table, file, compression="zstd")

    store.write(name, write)


def write_shard(folder: str | os.PathLike[str], name: str, rows: Sequence[dict[str, Any]]) -> None:
    """`write_chunks` for rows that are dicts. Raises OSError, MissingArrowError."""
    if name.endswith(".parquet"):
        batch = pyarrow().RecordBatch.from_pylist(list(rows), schema=output_schema())
        write_chunks(store_at(folder), name, [batch])
    else:
        write_lines(folder, name, rows)


def write_lines(folder: str | os.PathLike[str], name: str, rows: Iterable[dict[str, Any]]) -> int:
    """Write rows of any shape as JSON lines. Returns the size of the file in bytes. Raises OSError."""
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return store_at(folder).write(
        name, lambda file: file.writelines(line.encode("utf-8", "backslashreplace") for line in lines)
    )


def write_card(folder: str | os.PathLike[str], values: dict[str, Any], text: str) -> None:
    """Write a data card beside the shards: card.json, and README.md for people. Raises OSError."""
    for name, content in (("card.json", json.dumps(values, ensure_ascii=False, indent=1) + "\n"), ("README.md", text)):
        write_text(store_at(folder), name, content)


def read_shards(folder: str | os.PathLike[str]) -> Iterator[dict[str, Any]]:
    """Every row of a finished output folder, in order. Raises OSError."""
    store = store_at(folder)
    for name in store.names():
        if not name.startswith("part-"):
            continue
        if name.endswith(".parquet"):
            from pyarrow import parquet

            with store.open(name) as file:
                for batch in parquet.ParquetFile(file).iter_batches():
                    yield from batch.to_pylist()
        elif name.endswith(".jsonl"):
            with store.open(name) as file:
                yield from map(json.loads, file)
