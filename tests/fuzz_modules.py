"""Coverage-guided fuzzing of the compiled modules with Atheris and libFuzzer, under AddressSanitizer.

    python -m tests.fuzz_modules --build DIR --state DIR [--seconds N] [TARGET …]
    python -m tests.fuzz_modules --build DIR --target TARGET FILE        one input again

Every target is in `tests.fuzz_targets`. Its inputs begin with a small corpus made from the fixtures, and what libFuzzer adds
stays in the state's folder for the next run. An input that ends the process is kept there as ``crash-…``; the exit status is
then 1. It needs clang with its headers of compiler-rt and ``pip install atheris``.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.fuzz import TAGS, TOKENS
from tests.fuzz_targets import TARGETS, seeds_of
from tests.sanitizers import BuildError, Toolchain, build, clang, run_inside

#: An input is no longer than this, in bytes.
MOST_BYTES = 4_096

#: Seconds of wall time that one input may take under the sanitizer, where others may be at work, and megabytes of a process.
SECONDS_OF_INPUT, MEGABYTES = 120, 2_500

_UNITS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_COVERAGE = re.compile(r"\bcov: (\d+) ft: (\d+) corp: (\d+)")


@dataclass(frozen=True)
class Figures:
    """What came of a target: inputs tried, edges of compiled code that they reached, its features, inputs kept, and faults."""

    target: str
    inputs: int
    edges: int
    features: int
    kept: int
    faults: tuple[str, ...]
    report: str = ""

    def __str__(self) -> str:
        row = f"{self.target:10} {self.inputs:12,} {self.edges:8,} {self.features:10,} {self.kept:8,}"
        return f"{row}  {', '.join(self.faults)}".rstrip()


def write_seeds(target: str, folder: Path) -> None:
    """Write the first inputs of a target, where there are none."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(seeds_of(target)):
        path = folder / f"seed-{number:04}"
        if not path.exists():
            path.write_bytes(data[:MOST_BYTES])


def write_words(path: Path) -> None:
    """Write the words that libFuzzer puts into inputs: tokens of pages and tags, in its own form."""
    words = {*TOKENS, *(f"<{tag}>" for tag in TAGS), *(f"</{tag}>" for tag in TAGS)}
    quoted = ("".join(f"\\x{byte:02x}" for byte in word.encode("utf-8", "surrogatepass")) for word in sorted(words))
    path.write_text("".join(f'"{word}"\n' for word in quoted if len(word) < 400), "utf-8")


def run_target(target: str, folder: Path, toolchain: Toolchain, state: Path, seconds: int) -> Figures:
    """Fuzz one target for so many seconds in a process of its own."""
    corpus, crashes = state / target, state / f"faults-{target}"
    write_seeds(target, corpus)
    crashes.mkdir(exist_ok=True)
    write_words(state / "words")
    options = [f"-max_total_time={seconds}", f"-max_len={MOST_BYTES}", f"-timeout={SECONDS_OF_INPUT}"]
    options += [
        f"-report_slow_units={SECONDS_OF_INPUT}",
        f"-rss_limit_mb={MEGABYTES}",
        "-print_final_stats=1",
        f"-artifact_prefix={crashes.resolve()}/",
    ]
    options += [f"-dict={(state / 'words').resolve()}", str(corpus.resolve())]
    ended = run_inside(folder, toolchain, "tests.fuzz_modules", ["--target", target, *options])
    units, coverage = _UNITS.findall(ended.stderr), _COVERAGE.findall(ended.stderr)
    edges, features, kept = map(int, coverage[-1]) if coverage else (0, 0, 0)
    faults = tuple(sorted(path.name for path in crashes.iterdir()))
    if ended.returncode and not faults:
        faults = (f"exit status {ended.returncode}",)
    return Figures(
        target, int(units[-1]) if units else 0, edges, features, kept, faults, ended.stderr if faults else ""
    )


def fuzz_here(target: str, options: Sequence[str]) -> None:
    """Hand a target to libFuzzer, in the process that has it; does not come back."""
    import atheris

    atheris.Setup([sys.argv[0], *options], TARGETS[target], enable_python_coverage=False)
    atheris.Fuzz()


def main() -> int:
    """Build, run the targets one after the other, and print what came of each."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz_modules", description="Fuzz the compiled modules.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {' '.join(TARGETS)} (default: all)")
    parser.add_argument("--build", type=Path, required=True, metavar="DIR", help="where the modules are built")
    parser.add_argument("--state", type=Path, metavar="DIR", help="folders of inputs, one a target")
    parser.add_argument("--seconds", type=int, default=600, help="for each target (%(default)s)")
    parser.add_argument("--target", choices=TARGETS, help="run this one here, with options or files of libFuzzer")
    arguments, options = parser.parse_known_args()
    if arguments.target:
        if "LD_PRELOAD" in os.environ:
            fuzz_here(arguments.target, [*options, *arguments.targets])
        files = [str(Path(name).resolve()) for name in arguments.targets]
        ended = run_inside(
            build(arguments.build.resolve(), clang()),
            clang(),
            "tests.fuzz_modules",
            ["--target", arguments.target, *options, *files],
        )
        sys.stderr.write(ended.stderr)
        return ended.returncode
    if arguments.state is None or options or set(arguments.targets) - set(TARGETS):
        parser.error(f"--state DIR is needed, and targets of {' '.join(TARGETS)}")
    toolchain = clang()
    if toolchain.problem is not None:
        parser.error(toolchain.problem)
    arguments.state.mkdir(parents=True, exist_ok=True)
    try:
        folder = build(arguments.build.resolve(), toolchain)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{'target':10} {'inputs':>12} {'edges':>8} {'features':>10} {'kept':>8}  faults")
    found = []
    for target in arguments.targets or TARGETS:
        found.append(run_target(target, folder, toolchain, arguments.state, arguments.seconds))
        print(found[-1], flush=True)
        if found[-1].faults:
            (arguments.state / f"{target}.log").write_text(found[-1].report, "utf-8")
    return 1 if any(figures.faults for figures in found) else 0


if __name__ == "__main__":
    sys.exit(main())
