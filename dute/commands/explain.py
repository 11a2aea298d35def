"""``dute explain``: what was removed from one page, and by which rule: in the terminal, as JSON, or as an HTML report."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaners.article import Article
from cleaners.bulk.workers import Crew, Lost
from cleaners.extras import require
from cleaners.render.blocks import shorten
from cleaners.report.account import Account, Fate, read_account
from cleaners.values import TEXT_LABELS, Removal
from dute.commands.clean import add_source_arguments, read_template_file, refuse_sources
from dute.commands.output import say, shown_name, tell, write_text
from dute.commands.sources import Page, Unreadable, find_pages, read_article, read_page

if TYPE_CHECKING:
    from cleaners.template.layout import Template

EPILOG = """\
examples:
  dute explain page.html
  dute explain page.html --format json | jq '.labels[] | [.label, .characters]'
  dute explain page.html --html page-report.html    the page next to its article, for the browser, in one file

The HTML report shows every block in the colour of its label, with the name of its rule, in English or Chinese. It has filters
and a search; press ? for the keys. Click a block that is labelled wrongly to get a rule, a hint or a fixture to copy.
"""

#: Width of the output for people, in terminal columns.
WIDTH = 120


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute explain``."""
    add_source_arguments(parser, many=False)
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="for people (default), or one JSON object"
    )
    parser.add_argument("--html", metavar="FILE", help="write a browser report to FILE (- for standard output)")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Explain one page. Returns the exit status."""
    template = None
    refusal = refuse_sources(args, args.sources)
    if refusal is None and args.template:
        template, refusal = read_template_file(args.template)
    if refusal is not None:
        say(refusal)
        return 2
    if args.html is not None:
        require("dute explain --html", "report")
    work = partial(explain_source, source=args.input, url=args.url, template=template, report=args.html is not None)
    with Crew(work, seconds=args.page_seconds) as crew:
        ((_, found),) = crew.run(find_pages(args.sources, allow_private=args.allow_private))
    if isinstance(found, Lost | Unreadable):
        say(f"{args.sources[0]}: {found.reason}")
        return 1
    if args.html is not None:
        return _write_report(args.html, found.report)
    if args.format == "json":
        print(json.dumps(found.explanation, ensure_ascii=False))
    else:
        sys.stdout.write("\n".join(_report(found.explanation)) + "\n")
    return 0


def _write_report(path: str, report: str) -> int:
    status = write_text(path, report)
    if not status and path != "-":
        tell(shown_name(path))
    return status


class Explained(NamedTuple):
    """A worker's result for one page: its explanation, and the browser report if it was requested."""

    explanation: dict[str, Any]
    report: str = ""


def explain_source(
    found: str | Page | Unreadable, *, source: str, url: str | None, template: Template | None, report: bool
) -> Explained | Unreadable:
    """Read, clean and explain one source, in a worker or in this process. ``source`` is the value of ``--input``."""
    page = read_page(found)
    if isinstance(page, Unreadable):
        return page
    read = read_article(page, source, url=url, template=template)
    explanation = explain(shown_name(page.name), read.article) | {"account": _account(read_account(read))}
    if not report:
        return Explained(explanation)
    from cleaners.report.explain import render_report

    return Explained(explanation, render_report(shown_name(_shared_name(page.name)), read))


def _shared_name(name: str) -> str:
    """The name of a page in a report that may be passed on: its URL, or the file name without folders."""
    return name if "://" in name else Path(name).name or name


def explain(name: str, article: Article) -> dict[str, Any]:
    """The numbers of kept and removed characters of a page: by label, by rule, and in page order."""
    paragraphs = sum(block.label in TEXT_LABELS for block in article.blocks) or len(article.text.splitlines())
    return {
        "source": name,
        "url": article.url,
        "is_article": article.is_article,
        "headline": article.headline,
        "extractor": article.extractor,
        "flags": list(article.flags),
        "kept": {"pieces": paragraphs, "characters": sum(map(len, article.text.splitlines()))},
        "removed": _count(article.removals),
        "labels": [
            {"label": label}
            | _count(group)
            | {"rules": [{"rule": rule} | _count(of) for rule, of in _grouped(group, "rule")]}
            for label, group in _grouped(article.removals, "label")
        ],
        "removals": article.to_dict()["removals"],
    }


def _account(account: Account) -> dict[str, Any]:
    """All characters of the page, counted once: in the text, in fields, in the ledger; by label and rule."""
    return {
        "characters": account.visible,
        "text": account.characters(Fate.TEXT),
        "fields": account.characters(Fate.FIELD),
        "removed": account.removed,
        "by_rule": [total._asdict() for total in account.totals()],
    }


def _count(removals: Sequence[Removal]) -> dict[str, int]:
    return {"pieces": len(removals), "characters": sum(len(removal.text) for removal in removals)}


def _grouped(removals: Iterable[Removal], field: str) -> list[tuple[str, list[Removal]]]:
    """Removals grouped by label or rule; the group with the most characters first."""

    def key(removal: Removal) -> str:
        return str(getattr(removal, field))

    groups = [(name, list(group)) for name, group in groupby(sorted(removals, key=key), key)]
    return sorted(groups, key=lambda group: -_count(group[1])["characters"])


def _report(explanation: dict[str, Any]) -> Iterable[str]:
    flags = f" ({', '.join(explanation['flags'])})" if explanation["flags"] else ""
    yield f"{explanation['source']}: {'an article' if explanation['is_article'] else 'not an article'}{flags}"
    if explanation["headline"]:
        yield explanation["headline"]
    yield ""
    yield f"{'':16} pieces characters"
    for title in ("kept", "removed"):
        yield f"{title:<16} {explanation[title]['pieces']:>6} {explanation[title]['characters']:>10}"
    for label in explanation["labels"]:
        rules = ", ".join(f"{rule['rule']} {rule['pieces']}" for rule in label["rules"])
        yield f"  {label['label']:<14} {label['pieces']:>6} {label['characters']:>10}  {rules}"
    if not explanation["removals"]:
        return
    yield ""
    yield "in page order:"
    label_width = max(len(removal["label"]) for removal in explanation["removals"])
    rule_width = max(len(removal["rule"]) for removal in explanation["removals"])
    room = max(20, WIDTH - label_width - rule_width - 4)
    for removal in explanation["removals"]:
        text = shorten(removal["text"], room)
        yield f"  {removal['label']:<{label_width}} {removal['rule']:<{rule_width}} {text}".rstrip()
