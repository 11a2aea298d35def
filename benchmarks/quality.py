"""How well extractors do on pages with hand-made texts: ``python -m benchmarks.quality CORPUS [--pages] [--diff CASE]``.

Raw F1 compares the whole texts. Neutral F1 compares them without the headline, credit lines and short boilerplate, since the
hand-made texts do not agree on whether these belong to the text (`score.neutral`). Tables are sorted by mean neutral F1. Times
are processor time, so other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import json
import signal
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import score
from benchmarks.corpus import Case, CorpusError, read_corpus
from benchmarks.extractors import EXTRACTORS, Extractor, Result
from benchmarks.speed import bare_parse
from benchmarks.tables import markdown_table

#: Seconds after which an extractor's work on one page is stopped and counted as empty.
LIMIT = 20

#: Runs of each extractor and of the bare parse on a page, of which the quickest counts.
RUNS = 3


class Row(NamedTuple):
    """One extractor on one page. ``f1`` is raw, ``f1n`` neutral; scores are None for a page without gold. ``seconds`` is
    processor time, ``ratio`` that time divided by the time of a bare parse of the bytes."""

    case: Case
    result: Result
    f1: float | None
    f1n: float | None
    precision: float | None
    recall: float | None
    lost: int
    leftovers: dict[str, int]
    seconds: float
    ratio: float
    failed: bool


@contextmanager
def _limit(seconds: int) -> Iterator[None]:
    def stop(*_: Any) -> None:
        raise TimeoutError

    previous = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, previous)


def _seconds(work: Callable[[], Any], runs: int) -> float:
    """Processor seconds of the quickest run."""
    best = float("inf")
    for _ in range(runs):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


def run_page(extract: Callable[[Case], Result], case: Case, runs: int = 1) -> Row:
    """One page, timed beside a bare parse of the same bytes. A crash or a hang counts as an empty text."""
    result, failed = Result(""), False

    def work() -> None:
        nonlocal result
        with _limit(LIMIT):
            result = extract(case)

    start = time.process_time()
    try:
        seconds = _seconds(work, runs)
    except Exception:  # an extractor that fails on a page has lost it, and the comparison goes on
        result, failed, seconds = Result(""), True, time.process_time() - start
    return _row(case, result, seconds, _seconds(bare_parse(case), runs), failed)


def _row(case: Case, result: Result, seconds: float, parse: float, failed: bool) -> Row:
    if case.gold is None:
        return Row(
            case, result, None, None, None, None, 0, score.leftovers(result.text), seconds, seconds / parse, failed
        )
    raw = score.shingle_score(score.tokens(result.text), score.tokens(case.gold))
    titles = (result.headline, case.meta.get("title"))
    cut = [score.tokens(score.neutral(text, titles)) for text in (result.text, case.gold)]
    return Row(
        case,
        result,
        raw.f1,
        score.shingle_score(*cut).f1,
        raw.precision,
        raw.recall,
        score.lost_characters(result.text, case.gold),
        score.leftovers(result.text, case.gold),
        seconds,
        seconds / parse,
        failed,
    )


GROUPS: dict[str, Callable[[Case], bool]] = {
    "all": lambda case: True,
    "all, sound gold": lambda case: not case.is_gold_bad,
    "cwced": lambda case: case.name.startswith("cwced-"),
    "cwced news": lambda case: case.name.startswith("cwced-") and case.is_news,
}


def summary(name: str, rows: Sequence[Row]) -> list[str]:
    """One line of the table. Dates and authors are a dash for an extractor that gives none at all."""
    scored = [row for row in rows if row.f1n is not None]
    f1 = [row.f1 for row in scored if row.f1 is not None]
    f1n = [row.f1n for row in scored if row.f1n is not None]
    characters = sum(len(score.tokens(row.case.gold or "")) for row in scored)
    dated = [row for row in rows if score.day(row.case.meta.get("date"))]
    signed = [row for row in rows if score.word_key(row.case.author)]
    right_dates = sum(score.day(row.result.date) == score.day(row.case.meta["date"]) for row in dated)
    right_authors = sum(score.is_author_right(row.result.authors, row.case.author) for row in signed)
    return [
        name,
        f"{statistics.mean(f1n):.3f}" if f1n else "–",
        f"{statistics.median(f1n):.3f}" if f1n else "–",
        str(sum(value < 0.5 for value in f1n)),
        f"{statistics.mean(f1):.3f}" if f1 else "–",
        f"{sum(bool(row.leftovers) for row in rows) / len(rows):.0%}",
        f"{sum(row.lost for row in scored) / characters:.1%}" if characters else "–",
        f"{right_dates}/{len(dated)}" if any(row.result.date for row in rows) else "–",
        f"{right_authors}/{len(signed)}" if any(row.result.authors for row in rows) else "–",
        f"{statistics.median(row.seconds for row in rows) * 1000:.1f}",
        f"{statistics.median(row.ratio for row in rows):.1f}",
        str(sum(row.failed for row in rows)),
    ]


HEADER = (
    "extractor|neutral F1, mean|neutral F1, median|neutral F1 < 0.5|raw F1, mean|pages with leftovers|text lost|dates|authors"
    "|CPU ms, median|CPU, bare parse = 1, median|failed"
).split("|")


def by_neutral_f1(results: dict[str, list[Row]]) -> list[tuple[str, list[Row]]]:
    """The extractors with the best mean neutral F1 first; those without any score last, in the order given."""

    def mean(rows: Sequence[Row]) -> float:
        scores = [row.f1n for row in rows if row.f1n is not None]
        return statistics.mean(scores) if scores else -1.0

    return sorted(results.items(), key=lambda item: -mean(item[1]))


def _page_table(rows: Sequence[Row]) -> str:
    cells = [
        [
            row.case.name[:40],
            f"{row.f1n:.3f}" if row.f1n is not None else "–",
            f"{row.precision:.3f}" if row.precision is not None else "–",
            f"{row.recall:.3f}" if row.recall is not None else "–",
            str(row.lost),
            " ".join(f"{name}:{count}" for name, count in row.leftovers.items()),
        ]
        for row in sorted(rows, key=lambda row: row.f1n if row.f1n is not None else 1.0)
    ]
    return markdown_table(["page", "neutral F1", "precision", "recall", "lost", "leftovers"], cells)


def _diff(rows: Sequence[Row], wanted: str) -> str:
    lines: list[str] = []
    for row in rows:
        if wanted not in row.case.name:
            continue
        ours, gold = score.word_key(row.result.text), score.word_key(row.case.gold or "")
        lines.append(f"# {row.case.name}")
        lines += [
            f"- {line.strip()}"
            for line in (row.case.gold or "").splitlines()
            if (k := score.word_key(line)) and k not in ours
        ]
        lines += [
            f"+ {line.strip()}"
            for line in row.result.text.splitlines()
            if (k := score.word_key(line)) and k not in gold
        ]
    return "\n".join(lines)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.quality", description=__doc__)
    parser.add_argument(
        "corpus", nargs="+", type=Path, help="folder of pages (each with page.html, meta.json and gold.txt)"
    )
    parser.add_argument("--only", action="append", metavar="NAME", help="only this extractor; may be repeated")
    parser.add_argument("--pages", action="store_true", help="also print a line for every page, worst neutral F1 first")
    parser.add_argument(
        "--diff",
        metavar="CASE",
        help="print the lines that only the extracted text (+) or only the gold text (-) has, for pages whose name contains CASE",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the numbers of every page to FILE")
    return parser.parse_args(argv)


def _run(extractor: Extractor, cases: Sequence[Case]) -> list[Row]:
    extract = extractor.make()
    rows = []
    for number, case in enumerate(cases, 1):
        if sys.stderr.isatty():
            print(f"\r{extractor.name}: {number}/{len(cases)} ", end="", file=sys.stderr)
        rows.append(run_page(extract, case, RUNS))
    if sys.stderr.isatty():
        print("\r" + " " * 60 + "\r", end="", file=sys.stderr)
    return rows


def main(argv: Sequence[str] | None = None) -> int:
    """Print one table a group of pages. Exit status 2 for a folder without pages or an unknown extractor."""
    args = _arguments(argv)
    try:
        cases = [case for folder in args.corpus for case in read_corpus(folder)]
    except CorpusError as error:
        print(f"benchmarks.quality: {error}", file=sys.stderr)
        return 2
    chosen = [extractor for extractor in EXTRACTORS if not args.only or extractor.name in args.only]
    if not chosen:
        print(f"benchmarks.quality: no such extractor; known: {', '.join(e.name for e in EXTRACTORS)}", file=sys.stderr)
        return 2
    missing = [extractor.name for extractor in chosen if not extractor.is_installed()]
    results = {extractor.name: _run(extractor, cases) for extractor in chosen if extractor.is_installed()}
    if args.diff:
        print("\n\n".join(_diff(rows, args.diff) for rows in results.values()))
        return 0
    for group, belongs in GROUPS.items():
        grouped = {name: [row for row in rows if belongs(row.case)] for name, rows in results.items()}
        lines = [summary(name, rows) for name, rows in by_neutral_f1(grouped) if rows]
        size = sum(belongs(case) for case in cases)
        if lines and (group == "all" or size != len(cases)):
            print(f"\n{group}: {size} pages, sorted by mean neutral F1\n\n{markdown_table(HEADER, lines)}")
    if missing:
        print(f"\nnot installed: {', '.join(missing)} (pip install '.[bench]')")
    if args.pages:
        for name, rows in results.items():
            print(f"\n{name}\n\n{_page_table(rows)}")
    if args.json:
        args.json.write_text(json.dumps(_numbers(results), ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


def _numbers(results: dict[str, list[Row]]) -> dict[str, Any]:
    fields = ("f1", "f1n", "precision", "recall", "lost", "leftovers", "seconds", "ratio", "failed")
    return {
        name: {row.case.name: {field: getattr(row, field) for field in fields} for row in rows}
        for name, rows in results.items()
    }


if __name__ == "__main__":
    sys.exit(main())
