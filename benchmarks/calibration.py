"""What a confidence is worth, and the weights that it is computed with: ``python -m benchmarks.calibration [--fit]``.

Every page whose text is known is cleaned: zh-gold, zh-modern, list-pages, the fixtures, spliced pages, drawn pages that are no
article. A text is right with f1n of .9 and more; a refusal, if the page is no article. The table tells the pages by tenths of
confidence, each page judged by weights that were fitted without its site, or without its splice. ``--fit`` prints
the weights of all pages, for `cleaners.judgement.confidence`.

What the second look does was made with the splices in view, so that a page which it mends says nothing of traps that nobody
has drawn. These are what each of its acts is: pages on which one acts are cleaned once more without that act. They count for
little, and not at all for what an act says of a text.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlsplit

from benchmarks import logistic, no_articles, score, spliced
from benchmarks.corpus import Case, CorpusError, read_corpus
from benchmarks.splices import Spliced, every_page
from benchmarks.tables import markdown_table
from cleaners import Article
from cleaners.judgement.confidence import RefusalSigns, Signs, TextSigns
from cleaners.judgement.second.look import ACTS
from cleaners.pipeline import read
from cleaners.record.opinion import STANDS_IN
from tests.fixture_pages import Page, all_pages, failures

CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"

#: A text with this f1n is right; a confidence of this and more is held to `HELD`.
RIGHT, SURE, HELD = 0.9, 0.9, 0.96

#: What pages are drawn from.
SEEDS = (1, 2)

#: Real pages that all drawn ones count for: the spliced, those with an act left out, those that are no article.
SPLICED, LEFT_OUT, DRAWN = 400.0, 25.0, 30.0

#: On which side of zero the weight of a sign may be: what speaks for a verdict never speaks against it.
SIDES: Mapping[type[Signs], Signs] = {
    TextSigns: TextSigns(1, 1, 1, 1, -1, -1, -1, -1),
    RefusalSigns: RefusalSigns(1, -1, -1, -1),
}

#: Signs that say nothing on a page with an act left out.
_OF_ACTS = frozenset(("acted",))

#: Names of the sets.
OUT = "act left out"
SETS = ("zh-gold", "zh-modern", "list-pages", "fixtures", "spliced", "no_articles", OUT)


@dataclass(frozen=True)
class Known:
    """A page whose text is known: its set, what it is left out with, and how its article is judged."""

    set: str
    group: str
    source: bytes
    is_right: Callable[[Article], bool]
    url: str | None = None


@dataclass(frozen=True)
class Judged:
    """A cleaned page: its signs (None where another extractor gave the text), its confidence, whether its verdict is right, and
    the act that was left out."""

    set: str
    group: str
    signs: Signs | None
    confidence: float
    is_right: bool
    is_article: bool
    without: str = ""


def f1n(article: Article, gold: str, titles: Iterable[str | None] = ()) -> float:
    """How near an article's text is to the gold text, both without boilerplate-like lines; 0 for a refused page."""
    if not article.is_article:
        return 0.0
    titles = (article.headline, *titles)
    ours, theirs = (score.tokens(score.neutral(text, titles)) for text in (article.text, gold))
    return score.shingle_score(ours, theirs).f1


def is_refused(article: Article) -> bool:
    """Whether a page that is no article was refused."""
    return not article.is_article


def corpus_pages(corpora: Path) -> Iterator[Known]:
    """The real pages with sound gold, and those that are no article. Raises CorpusError for a folder without pages."""
    for name in ("zh-gold", "zh-modern", "list-pages"):
        for case in read_corpus(corpora / name):
            if not case.is_gold_bad:
                yield Known(name, _site(case), case.data, _judge_of(case))


def _site(case: Case) -> str:
    return urlsplit(str(case.meta.get("url") or "")).hostname or case.name.split("-")[0]


def _judge_of(case: Case) -> Callable[[Article], bool]:
    gold, titles = case.gold, (case.meta.get("title"), case.meta.get("headline"))
    if gold is None or case.name.startswith("na-"):
        return is_refused
    return lambda article: f1n(article, gold, titles) >= RIGHT


def fixture_pages() -> Iterator[Known]:
    """The fixtures; the site of an invented page is its folder."""
    for page in all_pages():
        yield Known("fixtures", page.name.split("/")[0], page.data, _fixture_judge(page), page.meta.get("url"))


def _fixture_judge(page: Page) -> Callable[[Article], bool]:
    if not page.checks.get("is_article"):
        return is_refused
    if "text" in page.checks:
        return lambda article: f1n(article, page.checks["text"], (page.checks.get("headline"),)) >= RIGHT
    return lambda article: article.is_article and not any("in the text" in line for line in failures(page, article))


def spliced_pages(pages: Iterable[Spliced]) -> Iterator[Known]:
    """Articles with something beside them; the group is the splice."""
    for page in pages:
        yield Known("spliced", page.shape, page.source.encode(), _spliced_judge(page))


def _spliced_judge(page: Spliced) -> Callable[[Article], bool]:
    gold = "\n".join(page.lines)
    return lambda article: f1n(article, gold) >= RIGHT


def drawn_pages(seed: int) -> Iterator[Known]:
    """Pages that are no article; the group is their kind."""
    for page in no_articles.pages(seed):
        yield Known("no_articles", page.kind, page.source.encode(), is_refused)


def hold(page: Known) -> Judged:
    """Clean a page and judge it."""
    found = read(page.source, page.url)
    article = found.article
    signs = found.signs if article.extractor == "dute" else None
    return Judged(page.set, page.group, signs, article.confidence, page.is_right(article), article.is_article)


def hold_without_acts(page: Known) -> Iterator[Judged]:
    """Clean a page once more for each act of the second look on it, without that act."""
    flags = read(page.source, page.url).article.flags
    for rule in ACTS:
        if rule.replace(".", "_") in flags:
            with patch.dict(ACTS, {rule: lambda seen, rule: None}):
                held = hold(page)
            yield replace(held, set=OUT, without=rule)


def every_judged(corpora: Path, seeds: Sequence[int]) -> list[Judged]:
    """All pages, cleaned. Raises CorpusError for a folder without pages."""
    found = [hold(page) for page in (*corpus_pages(corpora), *fixture_pages())]
    stories = spliced.fixture_stories() + spliced.gold_stories(corpora / "zh-gold")
    for seed in seeds:
        drawn = list(spliced_pages(every_page(stories, seed)))
        found += [hold(page) for page in (*drawn, *drawn_pages(seed))]
        found += [held for page in drawn for held in hold_without_acts(page)]
    return found


# --- the weights -----------------------------------------------------------------------------------------------------


def rows_of(kind: type[Signs], judged: Sequence[Judged]) -> list[tuple[Judged, logistic.Row]]:
    """The pages with signs of one kind as rows: drawn pages of a set count together for what the set counts for, those without
    one act as much as those without another; signs that say nothing have their mean."""
    pages = Counter((page.set, page.without) for page in judged)
    acts = sum(name == OUT for name, _ in pages)
    counts = {"spliced": SPLICED, OUT: LEFT_OUT / max(1, acts), "no_articles": DRAWN}
    rows = [
        (page, logistic.Row(page.signs, page.is_right, _weight(page, counts, pages)))
        for page in judged
        if isinstance(page.signs, kind)
    ]
    means = _means([row for page, row in rows if page.set != OUT])
    silent = {number: mean for number, mean in enumerate(means) if kind._fields[number] in _OF_ACTS}
    return [(page, _with(row, silent) if page.set == OUT else row) for page, row in rows]


def _weight(page: Judged, counts: Mapping[str, float], pages: Mapping[tuple[str, str], int]) -> float:
    return counts[page.set] / pages[page.set, page.without] if page.set in counts else 1.0


def _means(rows: Sequence[logistic.Row]) -> list[float]:
    total = sum(row.weight for row in rows)
    columns = zip(*([row.weight * number for number in row.numbers] for row in rows), strict=True)
    return [sum(column) / total for column in columns]


def _with(row: logistic.Row, values: Mapping[int, float]) -> logistic.Row:
    return row._replace(numbers=[values.get(number, value) for number, value in enumerate(row.numbers)])


def fitted(kind: type[Signs], judged: Sequence[Judged]) -> logistic.Model:
    """The weights of all pages."""
    return logistic.fit([row for _, row in rows_of(kind, judged)], SIDES[kind])


def left_out(kind: type[Signs], judged: Sequence[Judged]) -> list[tuple[Judged, float]]:
    """Every page with the confidence that it has by weights fitted without its group."""
    rows = rows_of(kind, judged)
    whole = logistic.fit([row for _, row in rows], SIDES[kind])
    models = {
        group: logistic.fit([row for page, row in rows if page.group != group], SIDES[kind], whole)
        for group in sorted({page.group for page, _ in rows})
    }
    return [(page, models[page.group].probability(page.signs)) for page, _ in rows if page.signs is not None]


def stand_ins(judged: Sequence[Judged]) -> tuple[int, int]:
    """How many refused pages have another extractor's text, and how many of these are right."""
    found = [page for page in judged if page.signs is None and page.is_article and page.confidence == STANDS_IN]
    return len(found), sum(page.is_right for page in found)


# --- what is printed -------------------------------------------------------------------------------------------------


def table(found: Sequence[tuple[Judged, float]]) -> str:
    """Pages and the share of them that are right, by tenths of confidence and by set."""
    sets = [name for name in SETS if any(page.set == name for page, _ in found)]
    lines = []
    for tenth in range(9, -1, -1):
        of_tenth = [page for page, confidence in found if min(9, int(confidence * 10 + 1e-9)) == tenth]
        cells = [[page for page in of_tenth if page.set == name] for name in sets]
        plain = [page for page in of_tenth if page.set != OUT]
        lines.append([f"{tenth / 10:.1f}", *(_cell(pages) for pages in cells), _cell(plain)])
    return markdown_table(["confidence from", *sets, f"all but “{OUT}”"], lines)


def _cell(pages: Sequence[Judged]) -> str:
    return f"{len(pages)}: {sum(page.is_right for page in pages) / len(pages):.1%}" if pages else "–"


def share_right(found: Iterable[tuple[Judged, float]]) -> tuple[float, float]:
    """Of the pages that are surely right by their confidence, the share that is; of those that are right, the share that is
    sure."""
    pages = list(found)
    sure = [page for page, confidence in pages if confidence >= SURE]
    right = sum(page.is_right for page, _ in pages)
    hits = sum(page.is_right for page in sure)
    return hits / max(1, len(sure)), hits / max(1, right)


def scores(pages: Iterable[Known]) -> dict[str, float]:
    """What the gate holds of some pages, by what is measured: with the weights as they stand."""
    held = [hold(page) for page in pages]
    right, sure = share_right((page, page.confidence) for page in held)
    return {f"right where confidence ≥ {SURE}": right, f"confidence ≥ {SURE} where right": sure}


def constant(kind: type[Signs], model: logistic.Model) -> str:
    """Weights as they stand in `cleaners.judgement.confidence`."""
    name = "OF_TEXT" if kind is TextSigns else "OF_REFUSAL"
    values = "".join(
        f"        {field}={round(value, 2) + 0.0},\n" for field, value in zip(kind._fields, model.weights, strict=True)
    )
    return f"{name} = (\n    {kind.__name__}(\n{values}    ),\n    {round(model.bias, 2)},\n)"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables, or the weights. Exit status 2 for a folder without pages."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.calibration", description=__doc__)
    parser.add_argument("--fit", action="store_true", help="print the weights of all pages")
    parser.add_argument("--seed", type=int, action="append", help=f"what pages are drawn from {SEEDS}")
    parser.add_argument("--corpora", type=Path, default=CORPORA, help="folder of the corpora (%(default)s)")
    args = parser.parse_args(argv)
    try:
        judged = every_judged(args.corpora, args.seed or SEEDS)
    except CorpusError as error:
        print(f"benchmarks.calibration: {error}", file=sys.stderr)
        return 2
    for kind, title in ((TextSigns, "texts"), (RefusalSigns, "refusals")):
        if args.fit:
            print(constant(kind, fitted(kind, judged)), end="\n\n")
            continue
        found = left_out(kind, judged)
        right, sure = share_right(item for item in found if item[0].set != OUT)
        print(
            f"{title}\n\n{table(found)}\n\nright where {SURE} and more: {right:.1%}; {SURE} and more where right: {sure:.1%}\n"
        )
    if args.fit:
        return 0
    number, right_ones = stand_ins(judged)
    print(f"trafilatura's text in place of a refusal: {number} pages, {right_ones} right")
    return 0


if __name__ == "__main__":
    sys.exit(main())
