"""``dute clean``: pages and flattened texts in, articles out."""

from __future__ import annotations

import argparse
import html
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from cleaners.article import Article
from cleaners.commands.output import open_output, say
from cleaners.commands.sources import Unreadable, clean_page, expand, is_address, read_pages
from cleaners.render import render_blocks, render_html, render_markdown

if TYPE_CHECKING:
    from cleaners.template import Template

EPILOG = """\
examples:
  dute clean page.html                            the article as text
  dute clean https://www.dutenews.com/p/1.html    fetch the page, then clean it
  dute clean pages/ --format json -o out.jsonl    every page below a folder, one record a line
  curl -s ADDRESS | dute clean - --url ADDRESS --format markdown
  dute clean copied.txt --format blocks           every line with its label and the rule that gave it

sources:
  an address (http, https), a file, a folder (every .html .htm .xhtml .shtml .txt below it, sorted), or - for
  standard input. HTML and flattened text are told apart by themselves; --input overrides that.
  Addresses are fetched politely: robots.txt is obeyed, and private networks only with --allow-private.

exit status:
  0  every source was read and cleaned; a page that is no article counts as cleaned: its record says is_article false
     and why, and the other formats say so on standard error
  1  at least one source could not be read, or is no page (a PDF, a picture); the others were cleaned
  2  usage
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute clean``."""
    add_source_arguments(parser, many=True)
    parser.add_argument(
        "--format",
        choices=("text", "markdown", "html", "json", "blocks"),
        default="text",
        help="text: the body alone (default); markdown, html: headline, byline, body with its structure; "
        "json: one record a line; blocks: every block of the page with its label and rule, for people",
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write to FILE, which appears only when it is whole")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def add_source_arguments(parser: argparse.ArgumentParser, *, many: bool) -> None:
    """What every command that reads pages takes: the source or sources, and how to read them."""
    if many:
        parser.add_argument("sources", nargs="+", metavar="SOURCE", help="address, file, folder or -")
    else:
        parser.add_argument("sources", nargs=1, metavar="SOURCE", help="address, file or -")
    parser.add_argument("--url", metavar="ADDRESS", help="address that the one file or standard input came from")
    parser.add_argument("--input", choices=("auto", "html", "text"), default="auto", help="what the sources hold")
    parser.add_argument("--allow-private", action="store_true", help="let addresses of private networks be fetched")
    parser.add_argument("--template", metavar="FILE", help="what the site's pages have in common (dute learn makes it)")


def run(args: argparse.Namespace) -> int:
    """Clean every source. Returns the exit status."""
    places = expand(args.sources)
    template = None
    refusal = refuse_sources(args, places)
    if refusal is None and args.template:
        template, refusal = read_template_file(args.template)
    if refusal is not None:
        say(refusal)
        return 2
    try:
        # The bar first: where it stands on the same terminal, it takes over sys.stdout so that lines appear above it.
        with _progress(len(places), to_file=args.output is not None) as advance, open_output(args.output) as out:
            return _clean_all(args, places, out, advance, template)
    except BrokenPipeError:
        raise
    except OSError as error:
        say(f"{args.output or 'standard output'}: cannot write: {error.strerror or error}")
        return 1


def read_template_file(path: str) -> tuple[Template | None, str | None]:
    """The template in a file, or why there is none."""
    from cleaners.template import TemplateError, load_template

    try:
        return load_template(path), None
    except TemplateError as error:
        return None, str(error)


def refuse_sources(args: argparse.Namespace, places: Sequence[str | Unreadable]) -> str | None:
    """Why the sources and ``--url`` do not fit together; None where they do."""
    if places.count("-") > 1:
        return "standard input can be given once"
    if args.url is None:
        return None
    if not is_address(args.url):
        return "--url takes an http or https address"
    if len(places) != 1 or (isinstance(places[0], str) and is_address(places[0])):
        return "--url says where one file or standard input came from; it cannot be used with other sources"
    return None


def _clean_all(
    args: argparse.Namespace,
    places: Sequence[str | Unreadable],
    out: TextIO,
    advance: Callable[[], None],
    template: Template | None,
) -> int:
    status = 0
    write = _writer(args.format, out, several=len(places) > 1)
    for page in read_pages(places, allow_private=args.allow_private):
        if isinstance(page, Unreadable):
            say(f"{page.name}: {page.reason}")
            status = 1
        else:
            article = clean_page(page, args.input, url=args.url, template=template)
            write(page.name, article)
            if not article.is_article and args.format != "json":
                say(f"{page.name}: not an article ({', '.join(article.flags) or 'no reason given'})")
        advance()
    return status


def _writer(form: str, out: TextIO, *, several: bool) -> Callable[[str, Article], None]:
    """How one article is written in a format; with several sources a header line says where each begins."""
    render: dict[str, Callable[[Article], str]] = {
        "text": lambda article: article.text,
        "markdown": render_markdown,
        "html": render_html,
        "json": Article.to_json,
        "blocks": render_blocks,
    }
    written = 0

    def write(name: str, article: Article) -> None:
        nonlocal written
        lines = [""] if written and several and form != "json" else []
        if form == "html" and not written:
            title = html.escape(article.headline or name)
            lines += ["<!doctype html>", '<meta charset="utf-8">', f"<title>{title}</title>"]
        if several and form != "json":
            lines.append(_header(name, form))
        lines.append(render[form](article))
        out.write("\n".join(lines) + "\n")
        written += 1

    return write


def _header(name: str, form: str) -> str:
    shown = " ".join(name.split())
    if form in ("markdown", "html"):
        return f"<!-- {shown.replace('--', '- -').replace('>', '&gt;')} -->"
    return f"==> {shown} <=="


@contextmanager
def _progress(total: int, *, to_file: bool) -> Iterator[Callable[[], None]]:
    """A bar on standard error where that is a terminal and there is more than one source; gives the step forward."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("cleaning"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    on_terminal_too = not to_file and sys.stdout.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=on_terminal_too) as progress:
        task = progress.add_task("cleaning", total=total)
        yield lambda: progress.advance(task)
