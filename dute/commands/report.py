"""``dute report``: an index of a site's stored articles for a browser, with a report for each of the most doubtful pages."""

from __future__ import annotations

import argparse
import gc
import re
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from hashlib import sha256
from pathlib import Path
from shlex import quote

from sqlalchemy import Connection

from cleaners.files import open_output
from cleaners.pipeline import read
from cleaners.report.explain import render_report
from crawler.report.index import render_index
from crawler.report.survey import DriftMark, Story, Survey, read_survey
from crawler.store import StoreError, open_store
from crawler.store.census import outcome_reasons
from crawler.store.records import article_sites, list_glances, read_captures, read_fetch_time
from crawler.store.templates import StoredTemplate, list_drifts, template_of, valid_templates
from dute.commands.arguments import add_store_argument, at_least_0
from dute.commands.output import say, shown_name, status_of, tell
from dute.commands.sites import add_site_argument, site_of
from dute.progress import progress_line

EPILOG = """\
examples:
  dute report --site 读特                     report/index.html, and a page for each of the 20 most doubtful articles
  dute report --site 读特 -o out --pages 200  more of them
  dute report --store news.db -o - > index.html    only the index

The index shows articles over time, field coverage, what each rule removed, when the layout of the site changed, and the articles,
most doubtful first (low confidence, flags, missing fields, unusually short). The pages speak English and Chinese. Every file
loads nothing from the network, and runs no script but its own.

exit status: 0 written; 1 the store could not be read, or the folder not written; 2 wrong usage
"""

#: Identifies an index written by this command, so that no other folder is overwritten.
_MARK = '<meta name="generator" content="dute report">'


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute report``."""
    add_store_argument(parser)
    add_site_argument(parser, "the site; required if the store has several")
    parser.add_argument(
        "-o",
        "--output",
        default="report",
        metavar="FOLDER",
        help="output folder (default: report); - writes only the index, to standard output",
    )
    parser.add_argument(
        "--pages",
        type=at_least_0,
        default=20,
        metavar="N",
        help="number of articles with a report of their own (default: 20)",
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Write the report. Returns the exit status."""
    folder = None if args.output == "-" else Path(args.output)
    if folder is not None and (refusal := _refuse(folder)):
        say(refusal)
        return 2
    return status_of(partial(_report, args, folder), folder, StoreError)


def _report(args: argparse.Namespace, folder: Path | None) -> int:
    with closing(open_store(args.store, must_exist=True)) as store, store.read() as connection:
        site = site_of(connection, args.site) or _only_site(connection)
        gc.freeze()  # hundreds of thousands of small objects follow, all of which live until the end
        gc.disable()
        survey = read_survey(site, list_glances(connection, site=site))
        if not survey.stories:
            say(f"no article of {site} is stored in {store.name} (dute list shows the stored ones)")
            return 1
        _write(connection, survey, folder, args.pages)
    if folder is not None:
        tell(shown_name(str(folder / "index.html")))
    return 0


def read_marks(connection: Connection, survey: Survey) -> list[DriftMark]:
    """The alarms for a site's pages, oldest first. The plots are by date of publication, so the date of an alarm is that of its
    first page if known, otherwise the date of that page's fetch."""
    published = {story.url: story.day for story in survey.stories}
    return [
        DriftMark(published.get(row.first_url) or row.since_at or row.at, row.field, row.old, row.new, row.first_url)
        for row in list_drifts(connection, survey.site)
    ]


def _write(connection: Connection, survey: Survey, folder: Path | None, count: int) -> None:
    """Write the pages first and the index last, so that it never links to a missing page; without a folder, write only the
    index to standard output. Raises OSError, StoreError."""
    templates = valid_templates(connection, survey.site)
    reports = {} if folder is None else _write_pages(connection, survey.doubtful(count), templates, folder)
    index = render_index(
        survey,
        outcomes=outcome_reasons(connection, survey.site),
        marks=read_marks(connection, survey),
        reports=reports,
        template=next((stored.template for stored in templates if stored.valid_until is None), None),
    )
    with open_output(None if folder is None else str(folder / "index.html")) as out:
        out.write(index)


def _write_pages(
    connection: Connection,
    chosen: Sequence[tuple[Story, float, Sequence[object]]],
    templates: list[StoredTemplate],
    folder: Path,
) -> dict[int, str]:
    """Write a report for each page. Returns the file names by row number of the article. Raises OSError, StoreError."""
    (folder / "pages").mkdir(parents=True, exist_ok=True)
    reports = {}
    with progress_line() as line:
        for number, (story, _, _) in enumerate(chosen, 1):
            name = f"pages/{_file_name(story)}.html"
            with open_output(str(folder / name)) as out:
                out.write(_page(connection, story, templates))
            reports[story.row] = name
            line.draw(f"{number} of {len(chosen)} pages")
    return reports


def _page(connection: Connection, story: Story, templates: list[StoredTemplate]) -> str:
    """The report of a stored article, for the first page of its story, cleaned with the current rules."""
    fetched_at, capture_id = read_fetch_time(connection, story.row)
    capture = read_captures(connection, capture_id)[0]
    found = read(capture.body, capture.url, headers=capture.headers, template=template_of(templates, fetched_at))
    file = f"{_file_name(story)}.html"
    origin = f"dute show {quote(story.article_id)} --format raw > {file}"
    return render_report(file, found, origin=origin, home="../index.html")


def _file_name(story: Story) -> str:
    """A safe file name, from the site's number of the article, which may contain any text."""
    if re.fullmatch(r"[A-Za-z0-9][\w-]{0,60}", story.article_id, re.ASCII):
        return story.article_id
    return sha256(story.article_id.encode()).hexdigest()[:16]


def _only_site(connection: Connection) -> str:
    sites = article_sites(connection)
    if len(sites) != 1:
        raise StoreError(f"--site is needed: the store has {', '.join(sites) or 'no article'}")
    return sites[0]


def _refuse(folder: Path) -> str | None:
    if folder.exists() and not folder.is_dir():
        return f"{folder} is a file; -o needs a folder"
    if folder.is_dir() and any(folder.iterdir()):
        try:
            is_ours = _MARK in (folder / "index.html").read_text("utf-8")[:4000]
        except (OSError, UnicodeDecodeError):
            is_ours = False
        if not is_ours:
            return f"{folder} contains files that are not from dute report; choose another folder with -o"
    return None
