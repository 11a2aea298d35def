"""Scores that must not fall: ``python -m benchmarks.gate [--raise]``.

The floors stand in ``floors.toml`` beside this file. ``--raise`` lifts every floor to what is measured now; it never
lowers one. Lowering is done by hand: ``floor`` under ``best``, with a ``reason``, else the gate fails.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import calibration, fields, no_articles, score, spliced
from benchmarks.corpus import CorpusError, read_corpus
from benchmarks.extractors import EXTRACTORS
from benchmarks.flattened import agreements
from benchmarks.quality import GROUPS, Row, run_page
from benchmarks.splices import Story, sample
from benchmarks.tables import markdown_table
from tests.fixture_pages import all_pages, failures

FLOORS = Path(__file__).with_name("floors.toml")
CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"

#: What the spliced pages and those that are no article are drawn from; their commands take other seeds.
DRAWN_SEED = 1

#: Measured again, a score may differ in what the floors do not show.
_ROUND = 4


class Floor(NamedTuple):
    """What a score must reach, the best it ever did, and why the floor is lower where it is."""

    floor: float
    best: float
    reason: str = ""


def measure(corpora: Path | None = CORPORA) -> dict[str, float]:
    """Every score by name, higher is better. Without the corpora's folder only those of the fixtures."""
    scores = dict(_fixtures()) | dict(_spliced("fixtures", spliced.fixture_stories()))
    scores["drawn pages judged no article"] = no_articles.share_refused(DRAWN_SEED)
    scores |= dict(_confidence("fixtures", [*calibration.fixture_pages(), *_drawn(spliced.fixture_stories())]))
    if corpora is not None and corpora.is_dir():
        real = calibration.corpus_pages(corpora)
        scores |= dict(_confidence("corpora", [*real, *_drawn(spliced.gold_stories(corpora / "zh-gold"))]))
        scores |= dict(_gold(corpora / "zh-gold"))
        scores |= dict(_others(corpora))
        scores |= {f"facts: {name}": value for name, value in fields.scores(corpora)}
        scores |= dict(_spliced("zh-gold", spliced.gold_stories(corpora / "zh-gold")))
    return {name: round(value, _ROUND) for name, value in scores.items()}


def read_floors() -> dict[str, Floor]:
    """The floors by name of score."""
    content = tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    return {name: Floor(**values) for name, values in content.items()}


def broken(scores: dict[str, float], floors: dict[str, Floor]) -> list[str]:
    """Every score below its floor, floor lowered without a reason, and score without a floor, each as a sentence."""
    found = [
        f"{name}: {scores[name]} is below its floor {floor.floor}"
        for name, floor in floors.items()
        if name in scores and scores[name] < floor.floor
    ]
    found += [
        f"{name}: the floor {floor.floor} is below the best {floor.best} and gives no reason"
        for name, floor in floors.items()
        if floor.floor < floor.best and not floor.reason
    ]
    return found + [
        f"{name}: has no floor (python -m benchmarks.gate --raise)" for name in scores if name not in floors
    ]


def raised(scores: dict[str, float], floors: dict[str, Floor]) -> dict[str, Floor]:
    """The floors, each lifted to its score where that is higher."""
    lifted = dict(floors)
    for name, value in scores.items():
        old = floors.get(name)
        if old is None or value > old.best:
            lifted[name] = Floor(value, value)
        elif value > old.floor:
            lifted[name] = Floor(value, old.best, "" if value >= old.best else old.reason)
    return lifted


def write_floors(floors: dict[str, Floor]) -> None:
    """Write the file anew."""
    lines = ["# Written by `python -m benchmarks.gate --raise`. To lower a floor: edit it, and say why in reason.\n"]
    for name, floor in sorted(floors.items()):
        lines.append(f'\n["{name}"]\nfloor = {floor.floor}\nbest = {floor.best}\n')
        lines += [f'reason = "{floor.reason}"\n'] if floor.reason else []
    FLOORS.write_text("".join(lines), "utf-8")


def _fixtures() -> Iterator[tuple[str, float]]:
    pages = all_pages()
    yield "fixtures: pages", float(len(pages))
    yield "fixtures: share exact", sum(not failures(page, page.clean()) for page in pages) / len(pages)
    fields = [item.same for item in agreements(pages)]
    yield "fixtures: fields that HTML and text agree on", sum(fields) / len(fields)


def _spliced(name: str, stories: Sequence[Story]) -> Iterator[tuple[str, float]]:
    for measured, value in spliced.scores(stories, DRAWN_SEED).items():
        yield f"spliced {name}: {measured}", value


def _drawn(stories: Sequence[Story]) -> Iterator[calibration.Known]:
    return calibration.spliced_pages(sample(stories, DRAWN_SEED))


def _confidence(name: str, pages: Sequence[calibration.Known]) -> Iterator[tuple[str, float]]:
    for measured, value in calibration.scores(pages).items():
        yield f"confidence {name}: {measured}", value


def _gold(folder: Path) -> Iterator[tuple[str, float]]:
    extract = next(extractor for extractor in EXTRACTORS if extractor.name == "dute").make()
    rows = [run_page(extract, case) for case in read_corpus(folder)]
    for group in ("cwced", "cwced news"):
        of_group = [row for row in rows if GROUPS[group](row.case)]
        sound = [row.f1n or 0.0 for row in of_group if not row.case.is_gold_bad]
        yield f"{group}: mean f1n", statistics.mean(row.f1n or 0.0 for row in of_group)
        yield f"{group}: lowest f1n with sound gold", min(sound)
        yield f"{group}: share without leftovers", sum(not row.leftovers for row in of_group) / len(of_group)
        yield f"{group}: share of the text kept", 1 - _lost(of_group)
        yield f"{group}: dates", _right_dates(of_group)
        yield f"{group}: authors", _right_authors(of_group)


def _others(corpora: Path) -> Iterator[tuple[str, float]]:
    extract = next(extractor for extractor in EXTRACTORS if extractor.name == "dute").make()
    pages = [run_page(extract, case) for case in read_corpus(corpora / "zh-pages")]
    yield "zh-pages: share without leftovers", sum(not row.leftovers for row in pages) / len(pages)
    from cleaners import clean

    lists = read_corpus(corpora / "list-pages")
    yield "list-pages: share judged no article", sum(not clean(case.data).is_article for case in lists) / len(lists)


def _lost(rows: Sequence[Row]) -> float:
    return sum(row.lost for row in rows) / sum(len(score.tokens(row.case.gold or "")) for row in rows)


def _right_dates(rows: Sequence[Row]) -> float:
    dated = [row for row in rows if score.day(row.case.meta.get("date"))]
    return sum(score.day(row.result.date) == score.day(row.case.meta["date"]) for row in dated) / len(dated)


def _right_authors(rows: Sequence[Row]) -> float:
    signed = [row for row in rows if score.word_key(row.case.author)]
    return sum(score.is_author_right(row.result.authors, row.case.author) for row in signed) / len(signed)


def main(argv: Sequence[str] | None = None) -> int:
    """Print every score beside its floor. Exit status 1 where one is broken."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gate", description=__doc__)
    parser.add_argument("--raise", action="store_true", dest="lift", help="lift the floors to what is measured now")
    args = parser.parse_args(argv)
    try:
        scores = measure()
    except CorpusError as error:
        print(f"benchmarks.gate: {error}", file=sys.stderr)
        return 2
    floors = read_floors()
    if args.lift:
        floors = raised(scores, floors)
        write_floors(floors)
    table = [
        [name, f"{value:g}", f"{floors[name].floor:g}" if name in floors else "–"] for name, value in scores.items()
    ]
    print(markdown_table(["score", "now", "floor"], table))
    found = broken(scores, floors)
    print("\n".join(found), file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
