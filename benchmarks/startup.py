"""How long ``dute clean FILE`` takes from the shell, beside ``import lxml.html``: ``python -m benchmarks.startup [FILE ...]``.

The command, the library's import, the import of lxml.html and the bare interpreter are run in turn, many times, each as a
process of its own, and the best and the median wall time of each are printed; with ``--imports`` also what the import of the
library loads. It is the installed package that starts so fast, with its byte code and its kept patterns: see hatch_build.py.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.tables import markdown_table

DEMO = Path(__file__).resolve().parents[1] / "fixtures" / "demo"

#: Its import: the package by itself loads nothing.
LIBRARY = "from cleaners import clean"

#: Modules of the import table: those that take longest by themselves.
SHOWN = 15


def seconds(command: Sequence[str], folder: str) -> float:
    """The wall time of one run. Raises CalledProcessError where it fails."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, cwd=folder, check=True)  # noqa: S603  the commands below
    return time.perf_counter() - start


def measure(commands: dict[str, Sequence[str]], rounds: int) -> dict[str, list[float]]:
    """The times of every command, run in turn; in a folder of their own, so that the installed package is measured."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds):
            for name, command in commands.items():
                times[name].append(seconds(command, folder))
    return times


def import_table() -> str:
    """What the import of the library loads, by ``-X importtime``: milliseconds of the slowest modules, and those of all."""
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(  # noqa: S603  what stands above
            [sys.executable, "-X", "importtime", "-c", LIBRARY],
            capture_output=True,
            text=True,
            cwd=folder,
            check=True,
        )
    rows = [line.removeprefix("import time:").split("|") for line in run.stderr.splitlines() if "[us]" not in line]
    slowest = sorted(rows, key=lambda row: -int(row[0]))[:SHOWN]
    shown = [[row[2].strip(), f"{int(row[0]) / 1000:.1f}", f"{int(row[1]) / 1000:.1f}"] for row in slowest]
    return markdown_table([f"of {len(rows)} modules", "ms itself", "ms with what it loads"], shown)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table. Exit status 1 where the package is not installed beside this interpreter."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.startup", description=__doc__)
    default = [DEMO / "2018-9100012-bare-div" / "page.html"]
    parser.add_argument("files", nargs="*", type=Path, default=default, help="pages (default: one of the demo)")
    parser.add_argument("--rounds", type=int, default=20, help="runs of each, in turn (default: 20)")
    parser.add_argument("--imports", action="store_true", help="also print what the library loads")
    args = parser.parse_args(argv)
    dute = Path(sys.executable).with_name("dute.exe" if os.name == "nt" else "dute")
    if not dute.exists():
        print(f"benchmarks.startup: {dute} is not there: pip install . first", file=sys.stderr)
        return 1
    base = [sys.executable, "-c", "import lxml.html"]
    commands: dict[str, Sequence[str]] = {
        "python": [sys.executable, "-c", "pass"],
        "import lxml.html": base,
        LIBRARY: [sys.executable, "-c", LIBRARY],
        **{f"dute clean {path.parent.name}": [str(dute), "clean", str(path.resolve())] for path in args.files},
    }
    times = measure(commands, args.rounds)
    best, usual = min(times["import lxml.html"]), statistics.median(times["import lxml.html"])
    rows = []
    for name, taken in times.items():
        least, middle = min(taken), statistics.median(taken)
        in_ms = [f"{one * 1000:.0f}" for one in (least, middle)]
        rows.append([name, *in_ms, f"{least / best:.2f}", f"{middle / usual:.2f}"])
    print(markdown_table(["", "best ms", "median ms", "best, lxml.html = 1", "median, lxml.html = 1"], rows))
    if args.imports:
        print()
        print(import_table())
    return 0


if __name__ == "__main__":
    sys.exit(main())
