"""How fast cleaning is, as a ratio to a bare lxml parse of the same bytes: ``python -m benchmarks.speed [CORPUS]``.

Every page is timed in turn with the bare parse and with every extractor, a few rounds, of which the best of each counts
(one warm process), so that the drift of a shared machine touches all alike. Each has five runs in a row, since the first ones
find the processor's caches full of the one before: the bare parse, whose code most extractors run too, would gain by that.
Where the bare parse believes a declared encoding that the bytes refute, and gives the page up, it is told the true one. Seconds
are those of the processor, so that other work on the machine is not counted. Growth is the slope of time over size in a
log-log plot of synthetic pages of several shapes: 1 is linear. Peak memory is that of a fresh process that cleans the corpus
once, or one page of 5 MB.
"""

from __future__ import annotations

import argparse
import datetime
import json
import math
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from lxml import html

from benchmarks.corpus import Case, CorpusError, read_corpus
from benchmarks.extractors import EXTRACTORS
from benchmarks.tables import markdown_table
from cleaners import clean
from cleaners.reading.coding.decode import decode

COMPARED = ("dute", "trafilatura", "resiliparse", "jusText", "readability-lxml", "turbohtml")
_PARSE = "bare parse"
IN_A_ROW = 5
SIZES = (10_000, 100_000, 1_000_000, 5_000_000)


def best_times(works: Mapping[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    """Processor seconds of the quickest run of each piece of work: in each round all of them in turn, each `IN_A_ROW` times.
    What raises is left out."""
    best = dict.fromkeys(works, math.inf)
    for _ in range(rounds):
        for name, work in ((name, work) for name, work in works.items() for _ in range(IN_A_ROW)):
            start = time.process_time()
            try:
                work()
            except Exception:  # a peer that fails on a page has no time for it
                best.pop(name, None)
                continue
            if name in best:
                best[name] = min(best[name], time.process_time() - start)
    return best


def bare_parse(case: Case) -> Callable[[], Any]:
    """What every extractor is compared with: lxml's parse of the bytes, by its own look at their encoding; of a page that it
    gives up for that, with the encoding that the page has."""
    parser = html.HTMLParser()
    html.document_fromstring(case.data, parser=parser)
    if any(entry.level_name == "FATAL" for entry in parser.error_log):
        with suppress(LookupError):  # one that lxml does not know
            told = html.HTMLParser(encoding=decode(case.data).encoding)
            return partial(html.document_fromstring, case.data, parser=told)
    return partial(html.document_fromstring, case.data)


def page_ratios(cases: Sequence[Case], names: Sequence[str], rounds: int) -> dict[str, list[tuple[float, float]]]:
    """For each extractor its seconds and its ratio to the bare parse, page by page. A page that fails is left out."""
    chosen = {e.name: e.make() for e in EXTRACTORS if e.name in names and e.is_installed()}
    measured: dict[str, list[tuple[float, float]]] = {name: [] for name in chosen}
    for case in cases:
        works: dict[str, Callable[[], Any]] = {_PARSE: bare_parse(case)}
        works |= {name: partial(extract, case) for name, extract in chosen.items()}
        best = best_times(works, rounds)
        parse = best.pop(_PARSE)
        for name, seconds in best.items():
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


_SENTENCE = "这一年，老桥边的茶馆又坐满了人，街坊们说起往事，一聊就是半天。"

#: Pages of one kind: what is repeated, with a number in it.
SHAPES = {
    "paragraphs": f"<p>第{{}}段：{_SENTENCE * 3}</p>",
    "links": "<li><a href='/p/{0}.html'>老桥边的茶馆里的第{0}张桌子</a></li>",
    "table": f"<tr><td>{{}}</td><td>茶馆</td><td>{_SENTENCE}</td></tr>",
    "bare lines": f"{{}}{_SENTENCE}<br>",
    "nested": "<div class='a{}'><span>茶馆</span>",
}


def synthetic_page(size: int, shape: str = "paragraphs") -> bytes:
    """A page of about ``size`` bytes: a headline and one of `SHAPES` over and over. Nesting is cut at 200 levels."""
    unit = SHAPES[shape]
    close = "</div>" * 200 if shape == "nested" else ""
    pieces, left, number = [], size, 0
    while left > 0:
        number += 1
        piece = unit.format(number) + (close if close and number % 200 == 0 else "")
        pieces.append(piece)
        left -= len(piece.encode())
    wrapped = f"<table>{''.join(pieces)}</table>" if shape == "table" else "".join(pieces)
    page = f"<html><head><title>茶馆</title></head><body><h1>茶馆</h1>{wrapped}</body></html>"
    return page.encode()[:size]


def growth(sizes: Sequence[int] = SIZES, shapes: Sequence[str] = tuple(SHAPES)) -> dict[str, list[tuple[int, float]]]:
    """Seconds by size, for each shape."""
    return {
        shape: [
            (
                size,
                best_times({shape: partial(clean, synthetic_page(size, shape))}, 2 if size > 1_000_000 else 4)[shape],
            )
            for size in sizes
        ]
        for shape in shapes
    }


def exponent(times: Sequence[tuple[int, float]]) -> float:
    """The slope of a least-squares line through the logarithms of size and seconds."""
    xs, ys = [math.log(size) for size, _ in times], [math.log(seconds) for _, seconds in times]
    return statistics.linear_regression(xs, ys).slope


def growth_rows(grown: Mapping[str, Sequence[tuple[int, float]]]) -> list[list[str]]:
    """Table lines: milliseconds by size, and the exponent."""
    return [
        [shape, *(f"{1000 * seconds:.0f}" for _, seconds in times), f"{exponent(times):.2f}"]
        for shape, times in grown.items()
    ]


def peak_memory(argument: str) -> int:
    """Bytes that a fresh process needs at most: for every page of a corpus, or one page of so many bytes and a shape
    (``5000000:table``)."""
    script = "import sys\nfrom benchmarks.speed import _clean_all\n_clean_all(sys.argv[1])"
    root = Path(__file__).resolve().parents[1]
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script, argument], capture_output=True, text=True, check=True, cwd=root
    )
    return int(done.stdout)


def _clean_all(argument: str) -> None:
    size, _, shape = argument.partition(":")
    if shape in SHAPES:
        clean(synthetic_page(int(size), shape))
    else:
        for case in read_corpus(Path(argument)):
            clean(case.data)
    print(_peak())


def _peak() -> int:
    """Bytes of this process at its largest. Linux's own figure first: the other one counts what the parent had too."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def plot(measured: dict[str, list[tuple[float, float]]], path: Path) -> None:
    """Median ratios as bars on a logarithmic axis, as SVG, PNG or PDF by the file's ending. Raises ImportError without
    matplotlib, ValueError for another ending, OSError where it cannot be written."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    names = sorted(measured, key=lambda name: statistics.median(ratio for _, ratio in measured[name]))
    medians = [statistics.median(ratio for _, ratio in measured[name]) for name in names]
    figure, axes = pyplot.subplots(figsize=(7, 0.5 * len(names) + 1))
    bars = axes.barh(names, medians)
    axes.bar_label(bars, fmt="%.1f", padding=3)
    axes.set_xscale("log")
    axes.set_xlim(min(0.5, *medians), max(medians) * 1.6)
    axes.axvline(1, linestyle=":")
    axes.set_xlabel("time, bare lxml parse of the same bytes = 1 (median over pages)")
    figure.tight_layout()
    figure.savefig(path)
    pyplot.close(figure)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    default = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "zh-pages"
    parser.add_argument("corpus", nargs="?", type=Path, default=default, help="folder of pages (default: %(default)s)")
    parser.add_argument("--only", action="append", metavar="NAME", help="only this extractor; may be repeated")
    parser.add_argument("--rounds", type=int, default=10, help="rounds a page, of which the best counts (default: 10)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers to a file")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw the medians: .svg, .png or .pdf")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables. Exit status 2 for a folder without pages, 1 where a plot was asked for and cannot be drawn."""
    args = _arguments(argv)
    try:
        cases = read_corpus(args.corpus)
    except CorpusError as error:
        print(f"benchmarks.speed: {error}", file=sys.stderr)
        return 2
    print(_when(), end="\n\n")
    measured = page_ratios(cases, args.only or COMPARED, args.rounds)
    header = ["extractor", "pages a second", "ms a page (median)", "bare parse = 1 (median)", "p95", "pages"]
    print(markdown_table(header, speed_rows(measured)), end="\n\n")
    grown = growth()
    print(markdown_table(["clean(), ms", *map(_size, SIZES), "exponent"], growth_rows(grown)), end="\n\n")
    memory = {"the corpus": peak_memory(str(args.corpus.resolve()))}
    memory |= {f"{_size(SIZES[-1])} of {shape}": peak_memory(f"{SIZES[-1]}:{shape}") for shape in SHAPES}
    rows = [[name, f"{size / 2**20:.0f}"] for name, size in memory.items()]
    print(markdown_table(["peak memory", "MiB"], rows))
    if args.json:
        numbers = {"pages": measured, "growth": grown, "peak_bytes": memory}
        args.json.write_text(json.dumps(numbers, indent=1) + "\n", "utf-8")
    if args.plot:
        try:
            plot(measured, args.plot)
        except ImportError:
            print("benchmarks.speed: --plot needs matplotlib (pip install '.[bench]')", file=sys.stderr)
            return 1
        except (ValueError, OSError) as error:
            print(f"benchmarks.speed: {args.plot}: {error}", file=sys.stderr)
            return 1
    return 0


def _size(size: int) -> str:
    return f"{size // 1_000_000} MB" if size >= 1_000_000 else f"{size // 1000} KB"


def _when() -> str:
    """Date, machine and load, which belong to every figure."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    today = datetime.datetime.now(datetime.UTC).date()
    return f"{today}, Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores{load}"


if __name__ == "__main__":
    sys.exit(main())
