"""``dute clean``: pages and flattened texts in, articles out."""

from __future__ import annotations

import argparse
import atexit
import gc
import os
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TextIO

from cleaners.bulk.workers import PAGE_SECONDS, Crew, Lost
from cleaners.files import open_output
from dute.commands.arguments import format_name, output_place, processors, read_jobs, read_seconds
from dute.commands.output import say, shown_name, status_of, uninterrupted
from dute.commands.sources import Page, Unreadable, clean_page, expand, find_pages, is_address, read_list, read_page
from dute.progress import Line, progress_line, time_left

if TYPE_CHECKING:
    from cleaners.article import Article
    from cleaners.template.layout import Template

#: The text format with headline and facts above the body.
_WITH_HEADLINE = "text with headline"

EPILOG = """\
examples:
  dute clean page.html                            the article as text
  dute clean page.html --with-headline            the same, below headline, byline, date and source
  dute clean https://www.dutenews.com/p/1.html    fetch the page, then clean it
  dute clean pages/ --format json -o out.jsonl    every page in a folder, one record per line
  dute clean pages/ --format json --jobs 4        the same with four processes, in the same order
  dute clean pages/ --format xlsx -o pages.xlsx   the same as an Excel workbook, one row per page
  dute clean -i list.txt --format json            every source in a list: URLs, files, folders, one per line
  curl -s ADDRESS | dute clean - --url ADDRESS --format markdown
  dute clean copied.txt --format blocks           every line with its label and the rule that assigned it

sources:
  A source is a URL (http, https), a file, a folder (every .html .htm .xhtml .shtml .txt below it, sorted), or - for
  standard input. HTML and plain text are told apart automatically; --input overrides this.
  URLs are fetched politely: robots.txt is obeyed, and each host gets one request at a time, different hosts in
  parallel. Private networks need --allow-private. With --format json, each record names its source in read_from.

Each page is cleaned in a worker process. If a page takes longer than --page-seconds, it is abandoned, and its record has
is_article false and the flag timeout. The flag is crashed if its process died twice, and failed if the cleaner itself
failed (please report such a page). Other pages are not affected. Ctrl-C leaves only complete lines in the output.

exit status:
  0  every source was read and cleaned. This includes pages that are not articles: their records have is_article false
     and a reason; the other formats report them on standard error
  1  at least one source could not be read, was not a page (a PDF, a picture), or was abandoned; the others were cleaned
  2  wrong usage
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute clean``."""
    add_source_arguments(parser, many=True)
    parser.add_argument(
        "--format",
        type=format_name,
        choices=("text", "markdown", "html", "json", "blocks", "xlsx"),
        default="text",
        help="text: only the body (default); markdown (or md), html: headline, byline and structured body; "
        "json: one record per line; blocks: every block with its label and rule, for people to read; xlsx: an Excel workbook, "
        "one row per source (needs -o)",
    )
    parser.add_argument(
        "--with-headline", action="store_true", help="with text: put headline, byline, date and source above the body"
    )
    parser.add_argument(
        "-i",
        "--input-file",
        metavar="FILE",
        help="also read sources from FILE, one URL, file or folder per line (- for standard input)",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=output_place,
        help="write to FILE, which appears only once it is complete; - for standard output",
    )
    parser.add_argument(
        "--jobs",
        type=read_jobs,
        default=1,
        metavar="N",
        help="number of cleaning processes (default: 1; 0: one per core)",
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def add_source_arguments(parser: argparse.ArgumentParser, *, many: bool) -> None:
    """Add the arguments of every command that reads pages: the source or sources, and how to read them."""
    if many:
        parser.add_argument("sources", nargs="*", metavar="SOURCE", help="URL, file, folder or -")
    else:
        parser.add_argument("sources", nargs=1, metavar="SOURCE", help="URL, file or -")
    parser.add_argument("--url", metavar="ADDRESS", help="URL of the page, for a single file or standard input")
    parser.add_argument("--input", choices=("auto", "html", "text"), default="auto", help="format of the sources")
    parser.add_argument("--allow-private", action="store_true", help="allow fetching from private networks")
    parser.add_argument("--template", metavar="FILE", help="template of the site, from dute learn")
    parser.add_argument(
        "--page-seconds",
        type=read_seconds,
        default=PAGE_SECONDS,
        metavar="S",
        help="abandon a page after S seconds of wall time (default: %(default)g)",
    )


def run(args: argparse.Namespace) -> int:
    """Clean every source. Returns the exit status."""
    _end_quickly()
    listed = [] if args.input_file is None else read_list(args.input_file)
    places = expand([*args.sources, *listed])
    template = None
    refusal = _misuse(args) or refuse_sources(args, places)
    if refusal is None and args.template:
        template, refusal = read_template_file(args.template)
    if refusal is not None:
        say(refusal)
        return 2
    return status_of(partial(_write, args, places, template), args.output)


def _write(args: argparse.Namespace, places: Sequence[str | Unreadable], template: Template | None) -> int:
    wanted = _is_progress_wanted(len(places), to_file=args.output is not None)
    with progress_line(wanted) as line:
        if args.format == "xlsx":
            return _to_workbook(args, places, line, template)
        with open_output(args.output) as out:
            return _clean_all(args, places, out, line, template)


def _misuse(args: argparse.Namespace) -> str | None:
    if not args.sources and args.input_file is None:
        return "nothing to clean: give a URL, file, folder or -, or a list of them with -i FILE"
    if args.with_headline and args.format != "text":
        return "--with-headline needs --format text: the other formats include the headline"
    if args.format == "xlsx" and (
        args.output is None or (os.path.exists(args.output) and not os.path.isfile(args.output))
    ):
        return "an Excel workbook needs a file: --output FILE"
    return None


def _end_quickly() -> None:
    """Skip the last garbage collection, which takes a twelfth of the time of one page: no finalizer in this process writes or
    closes anything."""
    atexit.unregister(gc.freeze)  # registered once, however often a process runs the command
    atexit.register(gc.freeze)


def read_template_file(path: str) -> tuple[Template | None, str | None]:
    """The template in a file, or the reason why it cannot be read."""
    from cleaners.template.file import load_template
    from cleaners.template.layout import TemplateError

    try:
        return load_template(path), None
    except TemplateError as error:
        return None, str(error)


def refuse_sources(args: argparse.Namespace, places: Sequence[str | Unreadable]) -> str | None:
    """The reason why the sources and ``--url`` cannot be combined; None if they can."""
    if places.count("-") + (getattr(args, "input_file", None) == "-") > 1:
        return "standard input (-) can be used only once"
    if args.url is None:
        return None
    if not is_address(args.url):
        return "--url must be an http or https URL"
    if len(places) != 1 or (isinstance(places[0], str) and is_address(places[0])):
        return "--url works only with a single file or standard input"
    return None


def _to_workbook(
    args: argparse.Namespace, places: Sequence[str | Unreadable], line: Line, template: Template | None
) -> int:
    """Write a workbook with one row per source. Records are collected in a temporary file, since a workbook is written as a
    whole. Raises OSError."""
    import json
    from tempfile import TemporaryFile

    from cleaners.extras import require
    from dute import project

    require("--format xlsx", "xlsx")
    project.put_on_path()
    from cleaners.article import Article
    from crawler.archive.workbook import CELL_UNITS, COLUMNS, NOTE, TooManyRowsError, write_workbook

    with TemporaryFile("w+", encoding="utf-8", errors="surrogatepass", newline="\n") as lines:
        status = _clean_all(argparse.Namespace(**{**vars(args), "format": "json"}), places, lines, line, template)
        lines.seek(0)
        own = {"read_from", "is_article", *Article().to_dict()}
        columns = ["read_from", "is_article", *(name for name in COLUMNS if name in own), NOTE]
        try:
            cut = write_workbook(map(json.loads, lines), args.output, columns)
        except TooManyRowsError:
            say(f"{args.output}: more sources than an Excel sheet has rows; use --format json")
            return 1
    if cut:
        say(f"{cut} cell{'s' if cut != 1 else ''} cut to {CELL_UNITS:,} characters")
    return status


class Cleaned(NamedTuple):
    """A worker's result for one source: its article in the output format, or the reason why there is none."""

    name: str
    written: str = ""
    title: str = ""
    refused: str = ""
    not_an_article: str = ""


def clean_source(
    found: str | Page | Unreadable, *, form: str, source: str, url: str | None, template: Template | None = None
) -> Cleaned:
    """Read and clean one source and render it as ``form``, in a worker or in this process. ``source`` is the value of
    ``--input``."""
    page = read_page(found)
    if isinstance(page, Unreadable):
        return Cleaned(page.name, refused=page.reason)
    return _rendered(page.name, clean_page(page, source, url=url, template=template), form)


def load_cleaner() -> None:
    """Import the cleaner in the worker only: in this process, it would slow down every fork and the exit."""
    import cleaners.pipeline  # noqa: F401


def _clean_all(
    args: argparse.Namespace,
    places: Sequence[str | Unreadable],
    out: TextIO,
    line: Line,
    template: Template | None,
) -> int:
    status = 0
    write = _writer(args.format, out, several=len(places) > 1)
    form = _WITH_HEADLINE if args.with_headline else args.format
    work = partial(clean_source, form=form, source=args.input, url=args.url, template=template)
    jobs = min(args.jobs or processors(), len(places))
    started = time.monotonic()
    with Crew(work, jobs=jobs, seconds=args.page_seconds, prepare=load_cleaner) as crew:
        found_pages = find_pages(places, allow_private=args.allow_private)
        for number, (found, cleaned) in enumerate(crew.run(found_pages), 1):
            if isinstance(cleaned, Lost):
                cleaned = _given_up(found, cleaned, args)
            with uninterrupted():
                if cleaned.refused or cleaned.not_an_article:
                    line.hide()
                if cleaned.refused:
                    say(f"{cleaned.name}: {cleaned.refused}")
                    status = 1
                if cleaned.written:
                    write(cleaned)
                if cleaned.not_an_article and args.format != "json":
                    say(f"{cleaned.name}: not an article ({cleaned.not_an_article})")
            left = time_left(time.monotonic() - started, number / len(places))
            line.draw(f"{number} of {len(places)} pages, {left} left")
    return status


def _rendered(name: str, article: Article, form: str) -> Cleaned:
    reason = "" if article.is_article else ", ".join(article.flags) or "no reason given"
    return Cleaned(name, _render(article, form, name) + "\n", article.headline or name, not_an_article=reason)


def _render(article: Article, form: str, name: str) -> str:
    if form == "text":
        return article.text
    if form == "json":
        import json  # imported late, for a faster start

        return f'{article.to_json()[:-1]}, "read_from": {json.dumps(name, ensure_ascii=False)}}}'
    from cleaners.render.blocks import render_blocks
    from cleaners.render.html import render_html
    from cleaners.render.markdown import render_markdown
    from cleaners.render.text import render_text

    renderers = {"markdown": render_markdown, "html": render_html, "blocks": render_blocks, _WITH_HEADLINE: render_text}
    return renderers[form](article)


def _given_up(found: str | Page | Unreadable, lost: Lost, args: argparse.Namespace) -> Cleaned:
    """The record for a page that its worker did not finish."""
    from cleaners.article import Article

    name = found if isinstance(found, str) else found.name
    address = found.url if isinstance(found, Page) and found.url else args.url
    cleaned = _rendered(name, Article(url=address, flags=(lost.flag,)), args.format)
    return cleaned._replace(refused=lost.reason, not_an_article="")


def _writer(form: str, out: TextIO, *, several: bool) -> Callable[[Cleaned], None]:
    """A function that writes one article in a format; with several sources, a header line precedes each."""
    written = 0

    def write(cleaned: Cleaned) -> None:
        nonlocal written
        lines = [""] if written and several and form != "json" else []
        if form == "html" and not written:
            import html

            lines += ["<!doctype html>", '<meta charset="utf-8">', f"<title>{html.escape(cleaned.title)}</title>"]
        if several and form != "json":
            lines.append(_header(cleaned.name, form))
        out.write("\n".join([*lines, cleaned.written]))
        out.flush()
        written += 1

    return write


def _header(name: str, form: str) -> str:
    shown = " ".join(shown_name(name).split())
    if form in ("markdown", "html"):
        return f"<!-- {shown.replace('--', '- -').replace('>', '&gt;')} -->"
    return f"==> {shown} <=="


def _is_progress_wanted(total: int, *, to_file: bool) -> bool:
    """Whether to show progress: there are several sources, and the articles are not printed to the same terminal."""
    return total > 1 and (to_file or not sys.stdout.isatty())
