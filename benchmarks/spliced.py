"""Whether what stands around an article changes its text: ``python -m benchmarks.spliced [--seed N] [--worst N]``.

The text of every fixture and of every article of zh-gold is put into three DOMs with a feed, a second story, readers' posts
and other neighbours beside it. The text that comes out must be the text that went in. Pages are drawn from the seed alone.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import score
from benchmarks.corpus import Case, CorpusError, read_corpus
from benchmarks.splices import Spliced, Story, every_page, sample
from benchmarks.tables import markdown_table
from cleaners import clean
from cleaners.reading.coding.decode import decode
from tests.fixture_pages import all_pages

GOLD = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "zh-gold"

#: Lines of an article that are put into a page: news has fewer, and the time grows with them.
MAX_LINES = 24

_SENTENCE_END = re.compile(r"[。！？!?；…”’」』][）)」』”’]?$")
_TITLE = re.compile(r"<title[^>]*>\s*([^<]*?)\s*</title", re.I)
_SITE = re.compile(r"\s*[_|｜\-—–].*$", re.S)
_CREDIT = re.compile(
    r"^\s*[（(【\[]?(?:责任编辑|责编|编辑|记者|来源|作者|图文|文字?|摄影|初审|复审|终审|校对|图|供图)\s*[:：/]?\s*\S{0,12}"
)
_SENTENCE = re.compile(r"[^。！？!?]+")

#: Word characters of the shortest sentence that is looked for.
MIN_SENTENCE = 8


class Outcome(NamedTuple):
    """One page: how near its text is to the article's, whether it is the same line by line, how many sentences are gone."""

    page: Spliced
    f1: float
    is_exact: bool
    lost: int
    extra: int

    @property
    def is_whole(self) -> bool:
        return self.lost == 0


def fixture_stories() -> list[Story]:
    """The articles of the fixtures whose whole text a person wrote down."""
    stories = []
    for page in all_pages():
        lines = _lines(page.checks.get("text", ""))
        if page.checks.get("is_article") and lines and page.checks.get("language", "zh") == "zh":
            stories.append(Story(page.name, page.checks.get("headline") or "某某新闻", lines))
    return stories


def gold_stories(folder: Path) -> list[Story]:
    """The hand-copied articles whose lines are paragraphs of prose. Raises CorpusError for a folder without pages."""
    stories = []
    for case in read_corpus(folder):
        if case.is_gold_bad or not case.name.startswith("cwced-"):
            continue
        headline = _headline(case)
        lines = _lines(score.neutral(case.gold or "", [headline]))
        whole = sum(bool(_SENTENCE_END.search(line)) for line in lines)
        if lines and whole * 4 >= len(lines) * 3:
            stories.append(Story(case.name, headline, lines))
    return stories


def _headline(case: Case) -> str:
    found = _TITLE.search(decode(case.data).text)
    return str(case.meta.get("title") or (_SITE.sub("", found.group(1)) if found else "") or "本报今日要闻")


def _lines(text: str) -> tuple[str, ...]:
    """The lines of a text without those that credit somebody: where those stand is no matter of this benchmark."""
    bare = (line.strip("\u3000\xa0\t \ue004") for line in text.splitlines())
    lines = [line for line in bare if line]
    while lines and len(lines[-1]) <= score.NEUTRAL_LINE and not _SENTENCE_END.search(lines[-1]):
        lines.pop()
    return tuple(line for line in lines[:MAX_LINES] if not (len(line) <= score.NEUTRAL_LINE and _CREDIT.match(line)))


def hold(page: Spliced) -> Outcome:
    """Clean a page and compare. A page that is refused has no text."""
    article = clean(page.source.encode())
    text = article.text if article.is_article else ""
    gold = "\n".join(page.lines)
    ours, theirs = score.word_key(text), score.word_key(gold)
    return Outcome(
        page,
        score.shingle_score(score.tokens(text), score.tokens(gold)).f1,
        [score.word_key(line) for line in text.splitlines()] == [score.word_key(line) for line in page.lines],
        sum(key not in ours for key in _sentences(gold)),
        sum(key not in theirs for key in _sentences(text)),
    )


def _sentences(text: str) -> list[str]:
    keys = (score.word_key(part) for line in text.splitlines() for part in _SENTENCE.findall(line))
    return [key for key in keys if len(key) >= MIN_SENTENCE]


def scores(stories: Sequence[Story], seed: int) -> dict[str, float]:
    """What the gate holds: a bounded sample of pages, by what is measured."""
    found = [hold(page) for page in sample(stories, seed)]
    return {
        "mean F1": statistics.mean(outcome.f1 for outcome in found),
        "share that lose no sentence": sum(outcome.is_whole for outcome in found) / len(found),
    }


HEADER = ("pages of", "pages", "mean F1", "exact", "lose no sentence", "take no other sentence")


def _row(name: str, found: Sequence[Outcome]) -> list[str]:
    return [
        name,
        str(len(found)),
        f"{statistics.mean(outcome.f1 for outcome in found):.4f}",
        f"{sum(outcome.is_exact for outcome in found) / len(found):.1%}",
        f"{sum(outcome.is_whole for outcome in found) / len(found):.1%}",
        f"{sum(not outcome.extra for outcome in found) / len(found):.1%}",
    ]


def _grouped(found: Iterable[Outcome], key: Callable[[Outcome], str]) -> list[list[str]]:
    groups: dict[str, list[Outcome]] = {}
    for outcome in found:
        groups.setdefault(key(outcome), []).append(outcome)
    return [_row(name, outcomes) for name, outcomes in groups.items()]


def _report(found: Sequence[Outcome]) -> str:
    spliced = [outcome for outcome in found if outcome.page.shape != "plain"]
    return markdown_table(
        HEADER,
        [
            _row("all splices", spliced),
            *_grouped(found, lambda outcome: outcome.page.shape),
            *_grouped(spliced, lambda outcome: outcome.page.dom),
            *_grouped(spliced, lambda outcome: outcome.page.story.name.split("/")[0].split("-")[0]),
        ],
    )


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.spliced", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="what the pages are drawn from (1)")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="also the N worst pages")
    parser.add_argument("--shape", action="append", metavar="NAME", help="only this splice; may be repeated")
    parser.add_argument("--write", type=Path, metavar="FOLDER", help="write the worst pages to a folder")
    parser.add_argument("--corpus", type=Path, default=GOLD, help="folder of articles with gold beside the fixtures")
    return parser.parse_args(argv)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the tables. Exit status 2 for a folder without pages."""
    args = _arguments(argv)
    try:
        stories = fixture_stories() + (gold_stories(args.corpus) if args.corpus.is_dir() else [])
    except CorpusError as error:
        print(f"benchmarks.spliced: {error}", file=sys.stderr)
        return 2
    pages = every_page(stories, args.seed)
    found = [hold(page) for page in pages if not args.shape or page.shape in (*args.shape, "plain")]
    print(f"{len(stories)} articles, seed {args.seed}\n\n{_report(found)}")
    worst = sorted((o for o in found if o.page.shape != "plain"), key=lambda o: (o.f1, o.page.name))[: args.worst]
    for outcome in worst:
        print(f"{outcome.f1:.3f} lost {outcome.lost} extra {outcome.extra} {outcome.page.name}")
    if args.write:
        _write(args.write, worst)
    return 0


def _write(folder: Path, found: Sequence[Outcome]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for outcome in found:
        name = re.sub(r"[^\w-]+", "_", outcome.page.name)
        (folder / f"{name}.html").write_text(outcome.page.source, "utf-8")
        (folder / f"{name}.txt").write_text("\n".join(outcome.page.lines) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
