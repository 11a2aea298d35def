"""Shards of the output, and the manifest that says which are done: what a killed run goes on from.

A shard holds consecutive pages of one input. It is written under a temporary name, synced and renamed; then the manifest is
replaced the same way. Killed between the two, the shard is made once more and replaces itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from cleaners.bulk.arrow import output_schema, pyarrow
from cleaners.files import replacing
from cleaners.rules.versions import RECORD_VERSION, cleaner_version, rules_hash

MANIFEST = "_manifest.json"
FORMATS = ("parquet", "jsonl")


class OutputError(Exception):
    """An output folder that cannot be used or written; the message says what to do."""


@dataclass
class InputState:
    """One input: rows of each finished shard, whether all of it was read, and why not."""

    path: str
    size: int
    shards: list[int] = field(default_factory=list)
    is_done: bool = False
    error: str | None = None

    @property
    def rows(self) -> int:
        """Pages that are done."""
        return sum(self.shards)


@dataclass
class Manifest:
    """What an output folder holds, of which inputs, made by which version."""

    inputs: list[InputState]
    form: str
    shard_rows: int
    cleaner_version: str = field(default_factory=cleaner_version)
    rules_hash: str = field(default_factory=rules_hash)
    record_version: int = RECORD_VERSION
    counts: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def made_by(self) -> tuple[str, str, int]:
        """What made the rows: a run goes on only with the same."""
        return self.cleaner_version, self.rules_hash, self.record_version

    def count(self, name: str, number: int = 1) -> None:
        """Add to a count of the summary."""
        self.counts[name] = self.counts.get(name, 0) + number


def open_manifest(folder: Path, inputs: Sequence[tuple[str, int]], form: str, shard_rows: int) -> Manifest:
    """The manifest of a run: a new one in an empty folder, else the one that is there if it is of the same inputs, format and
    version. Raises OutputError where the folder holds something else."""
    fresh = Manifest([InputState(path, size) for path, size in inputs], form, shard_rows)
    path = folder / MANIFEST
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            others = [entry.name for entry in folder.iterdir()]
            if others:
                raise OutputError(f"{folder}: not empty ({others[0]} …) and without {MANIFEST}: name a new folder")
            write_manifest(folder, fresh)
            return fresh
        content = json.loads(path.read_text("utf-8"))
        known = Manifest(**content | {"inputs": [InputState(**state) for state in content["inputs"]]})
    except OSError as error:
        raise OutputError(f"{folder}: {(error.strerror or str(error)).lower()}") from error
    except (ValueError, TypeError, KeyError) as error:
        raise OutputError(f"{path}: not a manifest of this version: name a new folder") from error
    for what, was, now in (
        ("inputs", [(state.path, state.size) for state in known.inputs], list(inputs)),
        ("format", known.form, form),
        ("rows a shard", known.shard_rows, shard_rows),
        ("version", known.made_by, fresh.made_by),
    ):
        if was != now:
            raise OutputError(f"{folder}: begun with other {what} ({was}, not {now}): name a new folder")
    _drop_leftovers(folder)
    return known


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest. Raises OSError."""
    _write_text(folder / MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))


def shard_name(number: int, part: int, form: str) -> str:
    """The file name of a shard: input and part count from 0."""
    return f"part-{number:05}-{part:05}.{form}"


def write_shard(folder: Path, name: str, rows: Sequence[dict[str, Any]]) -> None:
    """Write rows as Parquet (zstd) or JSON lines, by the ending of the name. Raises OSError, MissingArrowError."""
    if not name.endswith(".parquet"):
        write_lines(folder, name, rows)
        return
    with replacing(str(folder / name)) as temporary:
        from pyarrow import parquet  # type: ignore[import-untyped]

        table = pyarrow().Table.from_pylist(list(rows), schema=output_schema())
        parquet.write_table(table, temporary, compression="zstd")


def write_lines(folder: Path, name: str, rows: Iterable[dict[str, Any]]) -> None:
    """Write rows of any shape as JSON lines. Raises OSError."""
    with (
        replacing(str(folder / name)) as temporary,
        open(temporary, "w", encoding="utf-8", errors="backslashreplace") as file,
    ):
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def write_card(folder: Path, values: dict[str, Any], text: str) -> None:
    """Write a data card beside the shards: card.json, and README.md for people. Raises OSError."""
    for name, content in (("card.json", json.dumps(values, ensure_ascii=False, indent=1) + "\n"), ("README.md", text)):
        _write_text(folder / name, content)


def _write_text(path: Path, content: str) -> None:
    with replacing(str(path)) as temporary, open(temporary, "w", encoding="utf-8") as file:
        file.write(content)


def read_shards(folder: Path) -> Iterator[dict[str, Any]]:
    """Every row of a finished output, in order. Raises OSError."""
    for path in sorted(folder.glob("part-*")):
        if path.suffix == ".parquet":
            from pyarrow import parquet

            for batch in parquet.ParquetFile(path).iter_batches():
                yield from batch.to_pylist()
        elif path.suffix == ".jsonl":
            with path.open(encoding="utf-8") as file:
                yield from map(json.loads, file)


def _drop_leftovers(folder: Path) -> None:
    for path in folder.iterdir():
        if re.fullmatch(r"\.(?:part-\d+-\d+\.\w+|_\w+\.json)\.part", path.name):
            path.unlink()
