"""How many facts of real pages are right, missing and false: ``python -m benchmarks.fields [--only NAME] [--wrong]``.

The facts were read by eye (``facts.toml`` beside this file, and the ``meta.json`` of zh-modern, where the file does not say
otherwise). A fact is right if it is one
of those that the page states, by its word characters; a date to its day; authors if they are all of them and nobody else.
A false one is counted among all pages, also where the page states none: a wrong fact is worse than none.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import score
from benchmarks.corpus import Case, CorpusError, read_corpus
from benchmarks.extractors import EXTRACTORS, Result
from benchmarks.quality import run_page
from benchmarks.tables import markdown_table

FACTS = Path(__file__).with_name("facts.toml")
CORPORA = Path(__file__).resolve().parents[2] / "shared" / "corpora"
FIELDS = ("headline", "kicker", "deck", "date", "authors", "source", "site")

#: Folders whose facts stand in ``facts.toml``.
READ_BY_EYE = ("zh-pages", "zh-gold")


class Page(NamedTuple):
    """One page and, by field, what is right for it: any one of the values, but of ``authors`` all, unless ``some_authors``. An
    empty tuple: the page states none. Fields that are not scored are left out."""

    case: Case
    facts: Mapping[str, tuple[str, ...]]
    some_authors: bool = False
    may_say: Mapping[str, tuple[str, ...]] = {}


class Count(NamedTuple):
    """What became of one field: how many pages state it, are right, have none, and how many pages of all have a false one."""

    stated: int
    right: int
    missing: int
    false: int
    pages: int


def read_pages(corpora: Path = CORPORA) -> list[Page]:
    """Every page with facts. Raises CorpusError where the corpora are not all there."""
    facts = tomllib.loads(FACTS.read_text("utf-8"))
    found = []
    for folder in READ_BY_EYE:
        cases = {case.name: case for case in read_corpus(corpora / folder)}
        for name in (name for name in facts if name.startswith(folder + "/")):
            if name.removeprefix(folder + "/") not in cases:
                raise CorpusError(f"no page {name}")
            found.append(_by_eye(cases[name.removeprefix(folder + "/")], facts[name]))
    modern = [case for case in read_corpus(corpora / "zh-modern") if case.meta["is_article"]]
    return found + [_modern(case, facts.get(f"zh-modern/{case.name}", {})) for case in modern]


def _by_eye(case: Case, facts: Mapping[str, Any]) -> Page:
    scored = {field: _values(facts.get(field)) for field in FIELDS if field not in facts.get("open", ())}
    return Page(case, scored, facts.get("some_authors", False))


def _modern(case: Case, others: Mapping[str, Any]) -> Page:
    """The facts of a page of zh-modern. A page without a source may name its publisher as one; what only readers of the page's
    picture can tell (kicker and deck) is not noted there."""
    meta = case.meta
    facts = {
        "headline": _values(meta["headline"]),
        "date": _values(meta["date_published"]),
        "source": _values(meta["source"]),
        "authors": _values(meta["authors"]),
        "site": _values(meta["publisher"]),
    }
    facts |= {field: _values(fact) for field, fact in others.items() if field in FIELDS}
    left_out = {*others.get("open", ()), *(["authors"] if meta["authors"] is None else ())}
    left_out |= set() if meta["publisher"] else {"site"}
    facts = {field: values for field, values in facts.items() if field not in left_out}
    return Page(case, facts, meta["authors_any"], {"source": _values(meta["publisher"])})


def _values(fact: object) -> tuple[str, ...]:
    if fact is None:
        return ()
    return tuple(map(str, fact)) if isinstance(fact, list) else (str(fact),)


def verdict(page: Page, field: str, result: Result) -> str:
    """``right``, ``missing`` or ``false``; ``right`` too for a fact that neither page nor result states."""
    facts = page.facts[field]
    said = _said(field, result)
    if not any(said):
        return "missing" if facts else "right"
    if field == "authors":
        return "right" if _are_authors(said, facts, page.some_authors) else "false"
    if field == "date":
        return "right" if score.day(said[0]) in map(score.day, facts) else "false"
    keys = set(map(score.word_key, (*facts, *page.may_say.get(field, ()))))
    return "right" if keys.intersection(map(score.word_key, said)) else "false"


def _said(field: str, result: Result) -> tuple[str, ...]:
    """What an extractor says: every form of it that may be right."""
    if field == "authors":
        return tuple(result.signers)
    value = getattr(result, field) or ""
    # Whether what stands before a headline's bar belongs to it, readers differ.
    return (value, (result.kicker or "") + value) if field == "headline" and value else (value,)


def _are_authors(said: Sequence[str], facts: Sequence[str], some: bool) -> bool:
    ours, theirs = set(map(score.word_key, said)), set(map(score.word_key, facts))
    return ours <= theirs if some else ours == theirs


def counts(pages: Sequence[Page], results: Sequence[Result]) -> Iterator[tuple[str, Count]]:
    """What became of each field."""
    for field in FIELDS:
        scored = [(page, result) for page, result in zip(pages, results, strict=True) if field in page.facts]
        verdicts = [(bool(page.facts[field]), verdict(page, field, result)) for page, result in scored]
        yield (
            field,
            Count(
                sum(stated for stated, _ in verdicts),
                sum(stated and said == "right" for stated, said in verdicts),
                sum(said == "missing" for _, said in verdicts),
                sum(said == "false" for _, said in verdicts),
                len(verdicts),
            ),
        )


def scores(corpora: Path = CORPORA) -> Iterator[tuple[str, float]]:
    """The gate's scores: for each field the share that is right, and the share of pages without a false one."""
    pages = read_pages(corpora)
    for field, count in counts(pages, _results("dute", pages)):
        yield f"{field} right", count.right / count.stated
        yield f"{field} not false", 1 - count.false / count.pages


def _results(name: str, pages: Sequence[Page]) -> list[Result]:
    extract = next(extractor for extractor in EXTRACTORS if extractor.name == name).make()
    return [run_page(extract, page.case).result for page in pages]


def _table(pages: Sequence[Page], results: Sequence[Result]) -> str:
    rows = [
        [
            field,
            f"{count.right}/{count.stated}",
            f"{count.right / count.stated:.0%}",
            str(count.missing),
            f"{count.false}/{count.pages}",
            f"{count.false / count.pages:.0%}",
        ]
        for field, count in counts(pages, results)
    ]
    return markdown_table(["field", "right", "share", "missing", "false", "share of pages"], rows)


def _wrong(pages: Sequence[Page], results: Sequence[Result]) -> Iterator[str]:
    for page, result in zip(pages, results, strict=True):
        for field in page.facts:
            said = verdict(page, field, result)
            if said != "right":
                yield f"{said:8} {field:9} {page.case.name}: {_said(field, result)} for {page.facts[field]}"


def main(argv: Sequence[str] | None = None) -> int:
    """Print one table an extractor. Exit status 2 where the corpora are missing or an extractor's name is unknown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fields", description=__doc__)
    parser.add_argument("--corpora", type=Path, default=CORPORA, metavar="FOLDER", help="where the pages are")
    parser.add_argument("--only", action="append", metavar="NAME", help="only this extractor; may be repeated")
    parser.add_argument("--wrong", action="store_true", help="also a line for every fact that is missing or false")
    args = parser.parse_args(argv)
    chosen = [one for one in EXTRACTORS if one.name in (args.only or ("dute", "trafilatura", "newspaper4k"))]
    try:
        pages = read_pages(args.corpora)
    except CorpusError as error:
        print(f"benchmarks.fields: {error}", file=sys.stderr)
        return 2
    if not chosen:
        print(f"benchmarks.fields: no such extractor; known: {', '.join(e.name for e in EXTRACTORS)}", file=sys.stderr)
        return 2
    for extractor in chosen:
        if not extractor.is_installed():
            print(f"\n{extractor.name}: not installed (pip install '.[bench]')")
            continue
        results = _results(extractor.name, pages)
        print(f"\n{extractor.name}: {len(pages)} pages\n\n{_table(pages, results)}")
        print(*(_wrong(pages, results) if args.wrong else ()), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
