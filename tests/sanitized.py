"""The compiled modules under AddressSanitizer and UndefinedBehaviorSanitizer: fixtures, corpora and mutated pages.

    python -m tests.sanitized --build DIR [--inputs N] [--first SEED] [--corpora FOLDER] [--keep FOLDER]

The modules are built in DIR (once; a change of a source builds them anew) and run in a process of their own, which notes what
it is about to clean. A fault ends that process; the input and the report are kept, and another process goes on behind it. The
exit status is 1 if there was a fault.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import itertools
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.sanitizers import BuildError, Toolchain, build, gcc, run_inside

#: Faults after which a run is given up.
MOST_FAULTS = 20

#: An input: its name, its bytes, and the response's headers.
Given = tuple[str, bytes, dict[str, str]]


# --- in the process with the sanitizers --------------------------------------------------------------------------------


def inputs_of(corpora: Sequence[Path], first: int, count: int) -> Iterator[Given]:
    """The fixtures' pages, those of the corpora, and so many mutated ones from a seed on, always in the same order."""
    from tests.fixture_pages import FIXTURES
    from tests.fuzz import make

    for folder in (FIXTURES, *corpora):
        for path in sorted(folder.rglob("page.html")):
            if "sealed" not in path.parts:
                yield str(path), path.read_bytes(), {}
    for made in map(make, range(first, first + count)):
        yield f"seed {made.seed}", made.data, made.headers


def try_all(data: bytes, headers: dict[str, str]) -> None:
    """Put bytes through all that is compiled: as a page, as text, as another page's title and as a story."""
    from cleaners import clean, clean_text
    from cleaners.evidence.fingerprint import fingerprint

    article = clean(data, "https://www.example.com/news/1.html", headers=headers)
    fingerprint(article.text)
    clean_text(data.decode("utf-8", "surrogateescape"))
    if len(data) % 4 == 0:
        clean(data.decode("gb18030", "replace"))


def run_here(note: Path, skipped: int, inputs: Iterator[Given]) -> int:
    """Try the inputs behind the first ``skipped``, the number of each written down before it is tried; how many there were."""
    number = skipped
    with note.open("wb", buffering=0) as file:
        for number, (_, data, headers) in enumerate(itertools.islice(inputs, skipped, None), skipped + 1):
            os.pwrite(file.fileno(), b"%20d" % number, 0)
            try_all(data, headers)
        os.pwrite(file.fileno(), b"done %15d" % number, 0)
    return number


def step_over_the_end() -> None:
    """What a sanitizer must report: a row of Python's allocator, and one byte more than it has."""
    ctypes.pythonapi.PyMem_Malloc.restype = ctypes.c_void_p
    row = ctypes.pythonapi.PyMem_Malloc(ctypes.c_size_t(24))
    ctypes.memset(row, 0, 25)


# --- in the process that watches ----------------------------------------------------------------------------------------


@dataclass
class Outcome:
    """What a run came to: inputs, seconds, and the report of each input that had a fault."""

    inputs: int = 0
    seconds: float = 0.0
    faults: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        lines = [f"{self.inputs:,} inputs in {self.seconds:,.0f} s under the sanitizers, {len(self.faults)} faults"]
        return "\n".join([*lines, *(f"  {name}: {_headline_of(report)}" for name, report in self.faults.items())])


def proves_itself(folder: Path, toolchain: Toolchain) -> bool:
    """Whether a step over the end of a row is reported here at all."""
    done = run_inside(folder, toolchain, "tests.sanitized", ["--overrun"])
    return done.returncode != 0 and "heap-buffer-overflow" in done.stderr


def run_watched(
    folder: Path,
    toolchain: Toolchain,
    corpora: Sequence[Path],
    first: int,
    count: int,
    keep: Path | None,
    most: int = MOST_FAULTS,
) -> Outcome:
    """Try all inputs with the build in a folder, a new process behind every fault, until ``most`` are found."""
    outcome = Outcome()
    note = folder / f"at-{os.getpid()}"
    started, done = time.monotonic(), 0
    named = ["--first", str(first), "--inputs", str(count), *itertools.chain(*(("--corpora", str(c)) for c in corpora))]
    while len(outcome.faults) < most:
        ended = run_inside(folder, toolchain, "tests.sanitized", ["--note", str(note), "--skip", str(done), *named])
        said = note.read_bytes().split()
        note.unlink()
        if said[0] == b"done" and not ended.returncode:
            outcome.inputs = int(said[1])
            break
        outcome.inputs = done = int(said[0])
        name, data, _ = next(itertools.islice(inputs_of(corpora, first, count), done - 1, None))
        outcome.faults[name] = ended.stderr
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{done}.bin").write_bytes(data)
            (keep / f"{done}.txt").write_text(f"{name}\n{ended.stderr}", "utf-8")
    outcome.seconds = time.monotonic() - started
    return outcome


def _headline_of(report: str) -> str:
    lines = [line for line in report.splitlines() if "ERROR" in line or "runtime error" in line] or report.splitlines()[
        -1:
    ]
    return lines[0][:200] if lines else "the process died without a word"


def main() -> int:
    """Build and run; or, in the process with the sanitizers, run the inputs."""
    parser = argparse.ArgumentParser(prog="python -m tests.sanitized", description="Clean pages under the sanitizers.")
    parser.add_argument("--build", type=Path, required=True, metavar="DIR", help="where the modules are built")
    parser.add_argument("--inputs", type=int, default=20_000, help="mutated pages (%(default)s)")
    parser.add_argument("--first", type=int, default=0, help="the seed of the first")
    parser.add_argument("--corpora", type=Path, action="append", default=[], metavar="FOLDER", help="folders of pages")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where inputs with a fault are kept")
    parser.add_argument("--overrun", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--note", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--skip", type=int, default=0, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    corpora = [folder.resolve() for folder in arguments.corpora]
    if arguments.overrun:
        step_over_the_end()
        return 0
    if arguments.note is not None:
        run_here(arguments.note, arguments.skip, inputs_of(corpora, arguments.first, arguments.inputs))
        return 0
    toolchain = gcc()
    if toolchain.problem is not None:
        parser.error(toolchain.problem)
    with contextlib.suppress(KeyboardInterrupt):
        try:
            folder = build(arguments.build.resolve(), toolchain)
        except BuildError as error:
            print(error, file=sys.stderr)
            return 1
        if not proves_itself(folder, toolchain):
            print("a step over the end of a row is not reported here: nothing would be found", file=sys.stderr)
            return 1
        outcome = run_watched(folder, toolchain, corpora, arguments.first, arguments.inputs, arguments.keep)
        print(outcome)
        return 1 if outcome.faults else 0
    return 130


if __name__ == "__main__":
    sys.exit(main())
