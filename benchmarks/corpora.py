"""What ``dute corpus`` takes: memory and seconds a row, and the worst cases of looking for copies.

    python -m benchmarks.corpora [--rows 20000 100000]

The shards are made for it: a fifth of the rows are edited or cut reprints of others. The peak of the resident memory is that of
a process that makes the corpus, less that of one that makes the corpus of ten rows. The worst cases are texts that all meet one
another: equal, nearly equal, and of one daily form with other numbers, which are no copies.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cleaners.bulk.shards import write_lines
from cleaners.evidence.copies import Copies
from cleaners.evidence.fingerprint import fingerprint
from tests.reprints import cut, edited, story, weather

#: Runs the command and prints the peak of its resident memory, in KB, from the kernel, and its seconds of processor time.
_MEASURED = (
    "import re, sys, time; from dute.cli import main; status = main(sys.argv[1:]);"
    "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1], time.process_time(), file=sys.stderr);"
    "sys.exit(status)"
)

_SHARD = 2_000


def rows(count: int) -> Iterator[dict[str, Any]]:
    """Rows as ``dute batch`` writes them: of every five texts one is a reprint of an earlier one."""
    for number in range(count):
        text = story(number) if number % 5 else _reprint(number)
        yield {
            "url": f"https://news.example.com/n/{number}.html", "site": "渡口", "is_article": True, "headline": "河湾",
            "text": text, "language": "zh", "confidence": 0.9, "flags": [], "cleaner_version": "1", "rules_hash": "abc",
            "date_published": f"2025-03-{number % 28 + 1:02}T08:00:00+08:00", "record_version": 2,
            "authors": [{"name": "林晓棠", "role": "记者"}], "fetched_at": f"2026-01-01T00:00:{number % 60:02}Z",
            "removals": [{"rule": "legal.icp", "label": "legal", "text": "粤ICP备00000000号"}],
            "fingerprint": fingerprint(text).to_text(),
        }  # fmt: skip


def _reprint(number: int) -> str:
    original = story(max(1, number - 4))
    return cut(edited(original, number), 0.7) if number % 2 else edited(original, number)


def write_shards(folder: Path, count: int) -> None:
    """Write so many rows as shards of JSON lines."""
    folder.mkdir()
    made = list(range(0, count, _SHARD))
    source = rows(count)
    for part, first in enumerate(made):
        write_lines(folder, f"part-00000-{part:05}.jsonl", [next(source) for _ in range(min(_SHARD, count - first))])


def measure(folder: Path, count: int) -> tuple[int, float, int]:
    """KB of memory at the peak, seconds of processor time, and rows kept, of the corpus of so many rows."""
    shards, out = folder / f"shards-{count}", folder / f"corpus-{count}"
    write_shards(shards, count)
    command = [sys.executable, "-c", _MEASURED, "corpus", str(shards), "-o", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    peak, seconds = done.stderr.split()[-2:]
    return int(peak), float(seconds), json.loads((out / "card.json").read_text("utf-8"))["rows_kept"]


def near_equal(number: int) -> str:
    """One story, in which one sentence is of this text alone."""
    return f"{story(1)}\n这一份由第{random.Random(number).randrange(10**6)}号机器印出。"  # noqa: S311


WORST: dict[str, Callable[[int], str]] = {
    "equal": lambda number: story(1),
    "nearly equal": near_equal,
    "one daily form": weather,
    "edited of one": lambda number: edited(story(1), number),
}


def group(texts: Callable[[int], str], count: int) -> tuple[float, int]:
    """Seconds of processor time to find the copies among so many texts, and how many texts are in a group."""
    prints = [fingerprint(texts(number)) for number in range(count)]
    started = time.process_time()
    with Copies() as copies:
        for own in prints:
            copies.add(own)
        copies.find()
        members = len(dict(copies.members()))
    return time.process_time() - started, members


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description="Memory and time of making a corpus.")
    parser.add_argument("--rows", type=int, nargs="*", default=[20_000, 100_000], help="rows (default: 20000 100000)")
    parser.add_argument("--texts", type=int, nargs="*", default=[1_000, 4_000], help="texts of the worst cases")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base, _, _ = measure(Path(folder), 10)
        for count in arguments.rows:
            peak, seconds, kept = measure(Path(folder), count)
            print(
                f"{count:>8} rows, {kept} kept: {peak / 1024:.0f} MB at the peak, {(peak - base) * 1024 / count:.0f} bytes a row"
                f" above the {base / 1024:.0f} MB of 10 rows; {1000 * seconds / count:.2f} ms a row",
                flush=True,
            )
    for name, texts in WORST.items():
        for count in arguments.texts:
            seconds, members = group(texts, count)
            print(f"{name:>16}, {count} texts: {seconds:.2f} s, {members} of them in a group", flush=True)


if __name__ == "__main__":
    main()
