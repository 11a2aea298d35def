"""``dute learn``: learn what the pages of a site have in common, as a template that people can read."""

from __future__ import annotations

import argparse
import sys
from types import ModuleType

from cleaners.extras import require
from cleaners.learning.learning import learn_layouts
from cleaners.reading.characters import sanitize
from cleaners.template.layout import Template, TemplateError
from dute import project
from dute.commands.arguments import add_store_argument, at_least_1, output_place
from dute.commands.output import say, write_text
from dute.commands.sources import Unreadable, expand, find_pages, read_page

EPILOG = """\
examples:
  dute learn pages/ -o template.toml             from saved pages of one site; 5 pages help, 50 make it reliable
  dute clean page.html --template template.toml  use the template
  dute learn --site 读特 -o template.toml         from the newest articles in a store
  dute learn --site 读特 --since 2026-11-20       only from pages fetched since then (also takes the address of a page)
  dute learn --site 读特 --list                   the site's templates in the store, and the alarms
  dute learn --adopt 7                           use the proposed template 7, from the date of its pages on

A crawl learns automatically once it has 20 articles, and cleans later pages with the template; dute reclean applies it to earlier
ones. A third of the pages is held out for validation: a crawl uses a template only if it helps and none of them loses a sentence.
Review the file: every entry says what repeats, on how many pages, why it counts as boilerplate, and gives an example. Delete
entries that are wrong.

exit status: 0 done; 1 there is nothing to learn from, or a page or the store could not be read; 2 wrong usage
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute learn``."""
    parser.add_argument("sources", nargs="*", metavar="PAGES", help="files and folders of pages of one site")
    parser.add_argument("--site", metavar="NAME", help="learn from this site's articles in the store")
    add_store_argument(parser)
    parser.add_argument(
        "--pages", type=at_least_1, default=50, metavar="N", help="with --site: use the newest N articles (default: 50)"
    )
    parser.add_argument(
        "--since", metavar="WHEN", help="with --site: only pages fetched since this ISO date, or since this page"
    )
    parser.add_argument("--list", action="store_true", help="with --site: show the stored templates and alarms")
    parser.add_argument("--adopt", type=at_least_1, metavar="ID", help="make a proposed template the site's own")
    parser.add_argument(
        "-o",
        "--output",
        type=output_place,
        metavar="FILE",
        help="write the template to FILE instead of standard output",
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Learn, list or adopt. Returns the exit status."""
    if refusal := _refuse(args):
        say(refusal)
        return 2
    try:
        if args.sources:
            template, failed = _from_files(args.sources)
        else:
            found, failed = _stored().run(args), False
            if isinstance(found, int):
                return found
            template = found
    except TemplateError as error:
        say(str(error))
        return 1
    status = write_text(args.output or "-", sanitize(template.to_toml()))
    if not status and args.output is not None:
        print(summary(template), file=sys.stderr)
    return 1 if failed else status


def summary(template: Template) -> str:
    """The learned template in a few lines."""
    lines = [f"{template.pages} articles, {template.first or '?'} to {template.last or '?'}"]
    for layout in template.layouts:
        parts = f"{len(layout.elements)} elements, {len(layout.sections)} sections, {len(layout.texts)} lines"
        lines.append(f"  layout {layout.name}: {layout.pages} pages, {parts}")
    if template.proof is not None:
        use = "a crawl would use it" if template.proof.is_good else "a crawl would not use it"
        lines.append(f"  {template.proof}; {use}")
    else:
        lines.append("  proof: too few pages to hold some out; a crawl would not use it")
    return "\n".join(lines)


def _refuse(args: argparse.Namespace) -> str | None:
    if args.adopt is not None:
        return (
            "--adopt cannot be combined with pages or --site: the template knows its site"
            if args.sources or args.site
            else None
        )
    if args.sources and args.site:
        return "name either files and folders, or --site NAME for the pages of a crawl"
    if not args.site and (args.list or args.since):
        return "--list and --since need --site NAME"
    if not args.sources and not args.site:
        return "no pages given: name files or folders, or use --site NAME for the pages of a crawl"
    return "--pages must be at least 4" if args.pages < 4 else None


def _stored() -> ModuleType:
    """The module for templates in a store, which needs the extra for the crawl. Raises MissingExtraError."""
    require("dute learn --site", "crawl")
    project.put_on_path()
    from dute.commands import stored_templates

    return stored_templates


def _from_files(sources: list[str]) -> tuple[Template, bool]:
    pages = []
    failed = False
    for page in map(read_page, find_pages(expand(sources))):
        if isinstance(page, Unreadable):
            say(f"{page.name}: {page.reason}")
            failed = True
        else:
            pages.append((page.data, page.url))
    return learn_layouts(pages, None), failed
