"""``dute find``: the stored articles with some words in their headline or text."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from cleaners.reading.characters import sanitize
from cleaners.render.blocks import shorten
from crawler.search.find import Hit, Order, Snippet, find
from crawler.search.index import SEGMENT, bring_up
from crawler.search.terms import Word
from crawler.store import Store, StoreError, open_store
from dute.commands.arguments import add_store_argument, as_text, at_least_0
from dute.commands.choices import add_choice_arguments, read_choice
from dute.commands.output import say
from dute.commands.sites import site_in
from dute.progress import progress_line

EPILOG = """\
examples:
  dute find 台风                             the newest 20 articles with this word in headline or text
  dute find 台风 深圳 --since 2025-03-01      with both words
  dute find "New York" --source 新华社        a quoted phrase with a space is one word
  dute find 台风 --order best --limit 5       articles with the word in the headline first
  dute find 台风 --author 林一帆 --json | jq .url

Words are found anywhere and match literally: simplified and traditional characters differ; quotes, * and - have no special
meaning. Case and full-width Latin letters make no difference. Latin words and numbers match whole: AI does not match "said",
and 12 does not match 2012. Put -- before a word that begins with -.

The index is built by the first search (about a minute for 200,000 articles) and has about a third of the size of the texts.
From then on each crawl updates it when it ends, and the next search adds what is missing. If building is interrupted, the next
search resumes it.

exit status: 0 found; 1 nothing found, or the store cannot be read; 2 wrong usage
"""

#: Marks around found words, in a terminal (bold) and elsewhere.
_BOLD, _PLAIN = ("\x1b[1m", "\x1b[0m"), ("**", "**")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute find``."""
    parser.add_argument(
        "words", nargs="+", type=as_text, metavar="WORD", help="words that must all occur in headline or text"
    )
    add_store_argument(parser)
    add_choice_arguments(parser)
    parser.add_argument(
        "--order",
        choices=[str(order) for order in Order],
        default=str(Order.NEWEST),
        help="newest: by publication date (default); best: most words in the headline first",
    )
    parser.add_argument(
        "--limit", type=at_least_0, default=20, metavar="N", help="at most N articles (default: 20; 0: all)"
    )
    parser.add_argument(
        "--json", action="store_true", help="print one object per line; marks has the positions of the words"
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Print the articles found. Returns the exit status."""
    words = [Word(typed) for typed in args.words if typed.strip()]
    if not words:
        say("nothing to find: the words are blank")
        return 2
    marks = _BOLD if sys.stdout.isatty() else _PLAIN
    number = 0
    try:
        with closing(open_store(args.store, must_exist=True)) as store:
            args.site = site_in(store, args.site)
            if not store.is_read_only:  # otherwise, all texts are read unless the index is complete
                with index_progress() as progress:
                    bring_up(store, progress)
            for hit in _hits(store, words, args):
                number += 1
                if number <= (args.limit or number):
                    print(render_json(hit) if args.json else "\n".join(render_hit(hit, marks)))
    except StoreError as error:
        say(str(error))
        return 1
    return _conclude(number, args)


def _hits(store: Store, words: list[Word], args: argparse.Namespace) -> Iterator[Hit]:
    """The hits, up to one more than the limit: the additional one shows that there are more."""
    limit = args.limit + 1 if args.limit else None
    with store.read() as connection:
        yield from find(connection, words, read_choice(args), order=Order(args.order), limit=limit)


def _conclude(number: int, args: argparse.Namespace) -> int:
    if not number:
        say(f"nothing found for {' '.join(args.words)}")
        return 1
    if args.json:
        return 0
    order = "newest first" if args.order == Order.NEWEST else "best first"
    if args.limit and number > args.limit:
        print(f"the first {args.limit}, {order}; --limit shows more", file=sys.stderr)
    else:
        print(f"{number} article{'s' if number != 1 else ''}, {order}", file=sys.stderr)
    return 0


@contextmanager
def index_progress() -> Iterator[Callable[[int, int], None]]:
    """Shows the progress of building the index: a line on a terminal; elsewhere a single message if it takes long."""
    with progress_line() as line:
        said = line.is_shown

        def show(done: int, total: int) -> None:
            nonlocal said
            if not said and total > SEGMENT:
                say(f"building the index of {total} articles; this happens only once")
                said = True
            line.draw(f"building the index: {done} of {total} articles")

        yield show


def render_hit(hit: Hit, marks: tuple[str, str]) -> Iterator[str]:
    """A hit as lines: number, date and headline; the snippet with the words between the marks; the address."""
    date = (hit.row.date_published or "")[:16].replace("T", " ")
    headline = shorten(sanitize(hit.record["headline"] or "-").replace("\n", " "), 56)
    withdrawn = " (withdrawn)" if hit.row.withdrawn_at else ""
    yield f"{hit.row.article_id or '-':>10}  {date:<16}  {headline}{withdrawn}"
    yield f"            {_marked(hit.snippet, marks)}"
    yield f"            {sanitize(hit.row.url)}"


def _marked(snippet: Snippet, marks: tuple[str, str]) -> str:
    pieces = []
    place = 0
    for begin, end in snippet.marks:
        pieces += [sanitize(snippet.text[place:begin]), marks[0], sanitize(snippet.text[begin:end]), marks[1]]
        place = end
    return "".join([*pieces, sanitize(snippet.text[place:])]).replace("\n", " ")


def render_json(hit: Hit) -> str:
    """A hit as JSON in one line."""
    shown = {
        "url": hit.row.url,
        "site": hit.row.site,
        "article_id": hit.row.article_id,
        "headline": hit.record["headline"],
        "date_published": hit.row.date_published,
        "source": hit.row.source,
        "authors": [person["name"] for person in hit.record["authors"]],
        "withdrawn_at": hit.row.withdrawn_at,
        "snippet": hit.snippet.text,
        "marks": hit.snippet.marks,
    }
    return json.dumps(shown, ensure_ascii=False)
