# ruff: noqa: N999  import is a keyword of Python, but also the command's name
"""``dute import``: pages that people saved, and archives of other crawls, into the store."""

from __future__ import annotations

import argparse
import time
from contextlib import closing, suppress

from cleaners.bulk.readers import Position, ReadError, size_of
from cleaners.reading.characters import sanitize
from crawler.intake.pages import Input, locate_inputs, read_input
from crawler.intake.pictures import read_pictures
from crawler.intake.run import MAX_NAMED, TAKEN, WANTING, Intake, Result
from crawler.settings import USER_AGENT
from crawler.site.seed import Seed, SeedError, load_seed
from crawler.store import StoreError, open_store
from crawler.store.database import locked
from dute.commands.arguments import add_store_argument
from dute.commands.output import say
from dute.commands.seeds import locate_seeds
from dute.commands.sources import is_address
from dute.progress import Line, progress_line, time_left

EPILOG = """\
examples:
  dute import saved/ --site dutenews                 every page in a folder: .html, .mhtml, and archives
  dute import page.mhtml crawl.warc.gz pages.parquet --store news.db
  dute import page.html --url https://www.dutenews.com/n/article/8760397

inputs:
  .mhtml .mht          a whole page saved by a browser; its headers give the address and the date
  .html .htm .txt …    the address is taken from SingleFile's comment, "saved from url", HTTrack's comment, or else the page's
                       canonical link or og:url; the time from the comment, or else from the file
  .warc .warc.gz .warc.zst
                       HTML responses with status 200, and HTML resources; the time is WARC-Date
  .parquet .jsonl …    columns url, content (or html, body) and, if present, headers, fetched_at (or time)

An import makes no request. A page goes to the seed that has its host, and is one article under all its addresses, as in a
crawl; what the store already has is not stored again. A page older than the stored one takes its place in the history (see
dute history ID), and never replaces a newer one. Give all pages of a multi-page story in one command. With pictures = true in
the seed, pictures from WARC and MHTML files are kept for the articles that show them. A crawl revisits an imported address
only if a list page names it. Templates in the store are used. If an import is killed, run it again to resume: every page is
one transaction, and what is already in the store is kept.

exit status:
  0    every page was read, and at least one was an article of the site
  1    a page could not be read, has no address, or lacks another page of its story; or no page was an article; or the
       store could not be written
  2    wrong usage: no such file, seed or store
  130  interrupted; the same command resumes
"""

_WORDS = {
    Result.NEW: "new",
    Result.UPDATED: "changed",
    Result.EARLIER: "earlier versions of what is stored",
    Result.UNCHANGED: "unchanged",
    Result.PART: "later pages of stories",
    Result.NOT_ARTICLE: "not an article",
    Result.LIST_PAGE: "no article's address",
    Result.OUT_OF_SCOPE: "out of scope",
    Result.INCOMPLETE: "of a story that is not whole",
    Result.NO_ADDRESS: "no address",
    Result.UNREADABLE: "unreadable",
}

#: Results whose pages are named, each with its reason. Archives contain many lists and pages of other sites, which are only
#: counted.
_NAMED = (*WANTING, Result.NOT_ARTICLE)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute import``."""
    parser.add_argument("inputs", nargs="+", metavar="FILE|FOLDER", help="saved pages, archives, or folders of them")
    parser.add_argument(
        "--site",
        action="append",
        default=[],
        metavar="SEED",
        help="a name in seeds/, a seed file or a folder of seeds; may be repeated (default: all of seeds/)",
    )
    add_store_argument(parser)
    parser.add_argument("--url", metavar="ADDRESS", help="URL of a single saved page that does not state its own")
    parser.add_argument(
        "--learn",
        action="store_true",
        help="after the import, learn a template for a site that has none (dute reclean --apply uses it)",
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Import the pages. Returns the exit status."""
    try:
        seeds = [load_seed(name) for name in locate_seeds(args.site)]
        inputs = locate_inputs(args.inputs)
        if args.url is not None and not (len(inputs) == 1 and inputs[0].is_saved):
            say("--url works only with a single saved page")
            return 2
        if args.url is not None and not is_address(args.url):
            say("--url must be an http or https URL")
            return 2
        store = open_store(args.store)
    except (SeedError, ReadError, StoreError) as error:
        say(str(error))
        return 2
    try:
        with closing(store), locked(store):
            with closing(Intake(store, seeds, USER_AGENT.split(" ", 1)[0], args.url)) as intake:
                passed_over, problems = _take_all(intake, inputs)
                intake.take_waiting()
                _take_pictures(intake, inputs)
                taught = intake.learn() if args.learn else []
                intake.finish()
            status = _report(intake, seeds, passed_over, problems)
            for name in taught:
                print(f"a template was learned from the pages of {name}: dute reclean --apply uses it for them")
            return status
    except StoreError as error:
        say(str(error))
        return 1


def _take_all(intake: Intake, inputs: list[Input]) -> tuple[int, int]:
    """Import the pages in the inputs. Returns the number of records without a page, and the number of inputs that could not be
    read completely."""
    total, before = sum(_size(source) for source in inputs), 0
    passed_over = problems = number = 0
    started = time.monotonic()
    with progress_line() as line:
        for source in inputs:
            position = Position()
            try:
                for page in read_input(source, position):
                    intake.take(page)
                    number += 1
                    _draw(line, number, started, (before + position.bytes) / max(1, total))
            except ReadError as error:
                line.hide()
                say(str(error))
                problems += 1
            before += _size(source)
            passed_over += position.passed_over
    return passed_over, problems


def _take_pictures(intake: Intake, inputs: list[Input]) -> None:
    """Store the pictures in the inputs, if a seed asks for pictures. Unreadable inputs were already reported."""
    largest = intake.largest_picture
    for source in inputs if largest is not None else ():
        with suppress(ReadError):
            for picture in read_pictures(source, largest or 0):
                intake.take_picture(picture)


def _draw(line: Line, number: int, started: float, share: float) -> None:
    elapsed = max(time.monotonic() - started, 0.001)
    line.draw(f"{share:.0%}, {number} pages, {number / elapsed:.0f} per second, {time_left(elapsed, share)} left")


def _report(intake: Intake, seeds: list[Seed], passed_over: int, problems: int) -> int:
    counts = intake.counts
    for said in intake.said:
        if said.result in _NAMED:
            say(f"{said.origin}: {_WORDS[said.result]}: {said.reason}")
    for result in _NAMED:
        if counts[result] > MAX_NAMED:
            say(f"and {counts[result] - MAX_NAMED} more: {_WORDS[result]}")
    print(f"{counts.total()} pages" + (" (earlier import resumed)" if intake.resumed else ""))
    for result in Result:
        if counts[result] or result in (Result.NEW, Result.UPDATED, Result.UNCHANGED):
            print(f"  {counts[result]:>6}  {_WORDS[result]}")
    if intake.largest_picture is not None:
        print(f"  {intake.kept_pictures:>6}  pictures kept")
    if passed_over:
        print(f"  {passed_over:>6}  records of archives that are not pages")
    taken = sum(counts[result] for result in TAKEN)
    if not taken and (strange := [said for said in intake.said if said.result is Result.OUT_OF_SCOPE]):
        hosts = ", ".join(dict.fromkeys(host for seed in seeds for host in seed.hosts))
        say(f"{sanitize(strange[0].reason or '')} is on no host of the seeds ({hosts})")
    is_wanting = any(counts[result] for result in WANTING)
    return 1 if problems or is_wanting or not taken else 0


def _size(source: Input) -> int:
    try:
        return size_of(source.path)
    except ReadError:
        return 0
