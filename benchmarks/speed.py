"""How fast cleaning is, as a ratio to a bare lxml parse of the same bytes: ``python -m benchmarks.speed [CORPUS]``.

Every page is timed in turn with every extractor (interleaved, the best of a few runs each, one warm process), so that the
drift of a shared machine touches all alike. Growth is the slope of time over size in a log-log plot of synthetic pages: 1 is
linear. Peak memory is that of a child process that cleans the corpus once.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lxml import html

from benchmarks.corpus import Case, CorpusError, read_corpus
from benchmarks.extractors import EXTRACTORS
from benchmarks.tables import markdown_table
from cleaners import clean

COMPARED = ("dute", "trafilatura", "resiliparse", "jusText", "readability-lxml")
SIZES = (10_000, 100_000, 1_000_000, 5_000_000)


def best_time(work: Callable[[], Any], runs: int) -> float:
    """Seconds of the quickest of several runs."""
    best = math.inf
    for _ in range(runs):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def page_ratios(cases: Sequence[Case], names: Sequence[str], runs: int) -> dict[str, list[tuple[float, float]]]:
    """For each extractor its seconds and its ratio to the bare parse, page by page. A page that fails is left out."""
    chosen = {e.name: e.make() for e in EXTRACTORS if e.name in names and e.is_installed()}
    measured: dict[str, list[tuple[float, float]]] = {name: [] for name in chosen}
    for case in cases:
        parse = best_time(lambda case=case: html.document_fromstring(case.data), runs)  # type: ignore[misc]
        for name, extract in chosen.items():
            try:
                seconds = best_time(lambda case=case, extract=extract: extract(case), runs)  # type: ignore[misc]
            except Exception:  # noqa: S112  a peer that fails on a page has no time for it
                continue
            measured[name].append((seconds, seconds / parse))
    return measured


def speed_rows(measured: dict[str, list[tuple[float, float]]]) -> list[list[str]]:
    """Table lines: pages a second, median milliseconds, median and 95th percentile of the ratios, pages measured."""
    rows = []
    for name, values in measured.items():
        seconds = [value[0] for value in values]
        ratios = sorted(value[1] for value in values)
        rows.append(
            [
                name,
                f"{len(seconds) / sum(seconds):.0f}",
                f"{statistics.median(seconds) * 1000:.1f}",
                f"{statistics.median(ratios):.1f}",
                f"{ratios[min(len(ratios) - 1, math.ceil(len(ratios) * 0.95) - 1)]:.1f}",
                str(len(values)),
            ]
        )
    return rows


def synthetic_page(size: int) -> bytes:
    """A page of about ``size`` bytes: a headline and paragraphs of the same sentence, numbered."""
    sentence = "这一年，老桥边的茶馆又坐满了人，街坊们说起往事，一聊就是半天。"
    paragraphs = (f"<p>第{number}段：{sentence * 3}</p>" for number in range(1 + size // 300))
    return f"<html><head><title>茶馆</title></head><body><h1>茶馆</h1>{''.join(paragraphs)}</body></html>".encode()[
        :size
    ]


def growth(sizes: Sequence[int] = SIZES) -> tuple[list[tuple[int, float]], float]:
    """Seconds by size, and the slope of a least-squares line through their logarithms."""
    times = [(size, best_time(lambda size=size: clean(synthetic_page(size)), 2)) for size in sizes]  # type: ignore[misc]
    xs, ys = [math.log(size) for size, _ in times], [math.log(seconds) for _, seconds in times]
    return times, statistics.linear_regression(xs, ys).slope


def peak_memory(folder: Path) -> int:
    """Bytes that a fresh process needs at most while it cleans every page of a corpus."""
    script = "import sys\nfrom benchmarks.speed import _clean_all\n_clean_all(sys.argv[1])"
    done = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True)  # noqa: S603
    return int(done.stdout)


def _clean_all(folder: str) -> None:
    for case in read_corpus(Path(folder)):
        clean(case.data)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def plot(measured: dict[str, list[tuple[float, float]]], path: Path) -> None:
    """Median ratios as bars. Raises ImportError without matplotlib."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    names = sorted(measured, key=lambda name: statistics.median(ratio for _, ratio in measured[name]))
    medians = [statistics.median(ratio for _, ratio in measured[name]) for name in names]
    figure, axes = pyplot.subplots(figsize=(7, 0.5 * len(names) + 1))
    axes.barh(names, medians)
    axes.set_xlabel("time, bare lxml parse of the same bytes = 1 (median over pages)")
    figure.tight_layout()
    figure.savefig(path)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    default = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "zh-pages"
    parser.add_argument("corpus", nargs="?", type=Path, default=default, help="folder of pages (default: %(default)s)")
    parser.add_argument("--only", action="append", metavar="NAME", help="only this extractor; may be repeated")
    parser.add_argument("--runs", type=int, default=3, help="runs a page, of which the best counts (default: 3)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers to a file")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw the medians as SVG or PNG (needs matplotlib)")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables. Exit status 2 for a folder without pages, 1 where a plot was asked for and cannot be drawn."""
    args = _arguments(argv)
    try:
        cases = read_corpus(args.corpus)
    except CorpusError as error:
        print(f"benchmarks.speed: {error}", file=sys.stderr)
        return 2
    measured = page_ratios(cases, args.only or COMPARED, args.runs)
    header = ["extractor", "pages a second", "ms a page (median)", "bare parse = 1 (median)", "p95", "pages"]
    print(markdown_table(header, speed_rows(measured)))
    times, exponent = growth()
    print(
        f"\ngrowth exponent {exponent:.2f}: "
        + ", ".join(f"{size / 1000:.0f} KB {1000 * s:.0f} ms" for size, s in times)
    )
    memory = peak_memory(args.corpus)
    print(f"peak memory over the corpus: {memory / 2**20:.0f} MiB")
    if args.json:
        numbers = {"pages": measured, "growth": times, "exponent": exponent, "peak_bytes": memory}
        args.json.write_text(json.dumps(numbers, indent=1) + "\n", "utf-8")
    if args.plot:
        try:
            plot(measured, args.plot)
        except ImportError:
            print("benchmarks.speed: --plot needs matplotlib (pip install matplotlib)", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
