"""``dute history``: what changed in a stored article, and when."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from typing import Any

from cleaners.reading.characters import sanitize
from crawler.store import StoreError, open_store
from crawler.store.changes import changed_fields, changed_lines
from crawler.store.records import find_articles, list_revisions
from crawler.store.takedowns import list_withdrawals
from dute.commands.arguments import add_store_argument, as_text
from dute.commands.output import say

EPILOG = """\
examples:
  dute history 8760397                 every revision: when, which fields, which paragraphs (- before, + after)
  dute history 8760397 --format json   the revisions with their complete records, and withdrawals
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute history``."""
    parser.add_argument("article", type=as_text, metavar="ID", help="ID or URL of the article")
    add_store_argument(parser)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="json: one revision per line")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Print the revisions. Returns the exit status."""
    try:
        with open_store(args.store, must_exist=True).read() as connection:
            found = find_articles(connection, args.article)
            if not found:
                say(f"no article {args.article} is stored (dute list shows them)")
                return 1
            for article in found:
                absences = list_withdrawals(connection, article.id)
                _print_history(article, list_revisions(connection, article.id), absences, args.format)
    except StoreError as error:
        say(str(error))
        return 1
    return 0


def _print_history(article: Any, revisions: Iterator[Any], absences: list[Any], form: str) -> None:
    """Print the revisions, and the times when the article was withdrawn from its site, in chronological order."""
    before: dict[str, Any] | None = None
    moments = [(row.at, f"withdrawn by its site ({row.reason})") for row in absences]
    moments += [(row.until, "restored") for row in absences if row.until is not None]
    moments.sort(reverse=True)
    for row in revisions:
        while moments and moments[-1][0] < row.at:
            _print_moment(article, *moments.pop(), form)
        record = json.loads(row.record)
        if form == "json":
            print(json.dumps({"revision": row.revision, "at": row.at, "record": record}, ensure_ascii=False))
        else:
            print(f"{article.article_id} revision {row.revision}, {row.at}")
            for line in _first_lines(record) if before is None else _differences(before, record):
                print(f"  {sanitize(line)}")
        before = record
    for moment, words in reversed(moments):
        _print_moment(article, moment, words, form)


def _print_moment(article: Any, moment: str, words: str, form: str) -> None:
    if form == "json":
        print(json.dumps({"at": moment, "event": words}, ensure_ascii=False))
    else:
        print(f"{article.article_id} {sanitize(words)}, {moment}")


def _first_lines(record: Mapping[str, Any]) -> list[str]:
    lines = record["text"].count("\n") + 1
    return [f"first seen: {record['headline'] or record['url']} ({lines} paragraph{'s' if lines != 1 else ''})"]


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for name in changed_fields(before, after):
        if name == "text":
            yield from changed_lines(before["text"], after["text"])
        else:
            yield f"{name}: {json.dumps(before.get(name), ensure_ascii=False)}"
            yield f"{' ' * len(name)}→ {json.dumps(after[name], ensure_ascii=False)}"
