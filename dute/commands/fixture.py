"""``dute fixture add``: turn a page that is read wrongly into a fixture that fails until the cleaner is mended."""

from __future__ import annotations

import argparse
import os
import re
import shutil
from pathlib import Path
from typing import Any

from cleaners.article import Article
from cleaners.reading.characters import sanitize
from cleaners.reading.coding.decode import decode
from cleaners.reading.kinds import is_html
from cleaners.values import Label
from dute.commands.output import say, shown_name, tell
from dute.commands.sources import Page, Unreadable, clean_page, find_pages, is_address, read_page
from dute.skeletons import (
    SkeletonError,
    choose_page,
    list_blocks,
    names_skeletons,
    read_wanted,
    refuse_other_fault,
    refuse_twins,
    right_text,
    without_changed,
)

EPILOG = """\
examples:
  dute fixture add page.html --site news --case promo-in-body --gone '扫码关注我们' --label promo
  dute fixture add page.html --site news --case short-lead --kept '他没有回答。'
  dute fixture add skeleton.json --site masked --case lead-cut       list the blocks of a skeleton, with numbers
  dute fixture add skeleton.json --site masked --case lead-cut --kept '#12'

This writes fixtures/SITE/CASE/ with page.html (the original bytes), meta.toml, and checks.toml with your expectation. If the
cleaner already meets the expectation, nothing is written. An existing folder is never changed.

PAGE may be a file from dute probe --share. In this case --page selects one of its pages, --kept and --gone take the number of a
block, and the fixture is written only if the skeleton is read as wrongly as the real page was.

The page belongs to its publisher. Before you commit it, rewrite every sentence, name and number in the same markup; a test
rejects the fixture until meta.toml says rewritten = true.

exit status: 0 written; 1 the page cannot be read, or the expectation is already met; 2 wrong usage
"""

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")

_TO_DO = """\
Now, in {folder}:
  1. page.html: the page belongs to its publisher. Rewrite every sentence, name, number and address, and leave out what the
     case does not need. Keep the markup, which is what the case is about.
  2. checks.toml: replace the original words with the rewritten ones, and add by hand what else must be true.
  3. meta.toml: say what the page is about and which trap it sets; then set rewritten = true.
  4. pytest tests/test_pages.py -k {case}    fails now, and passes once the cleaner is right."""


_TO_DO_MASKED = """\
Now, in {folder}:
  1. meta.toml: say what the page is about and which trap it sets. The page contains none of its publisher's text.
  2. checks.toml: add by hand what else must be true.
  3. pytest tests/test_pages.py -k {case}    fails now, and passes once the cleaner is right."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute fixture``."""
    parser.add_argument("action", choices=("add",), help="add: make a fixture of a page")
    parser.add_argument("page", metavar="PAGE", help="URL, file or -")
    parser.add_argument("--site", required=True, type=_name, metavar="S", help="folder of the site in fixtures/")
    parser.add_argument(
        "--case", required=True, type=_name, metavar="NAME", help="folder of the case, named after what is wrong"
    )
    parser.add_argument(
        "--kept", action="append", default=[], metavar="TEXT", help="words that must be in the text (repeatable)"
    )
    parser.add_argument(
        "--gone", action="append", default=[], metavar="TEXT", help="words that must be removed (repeatable)"
    )
    parser.add_argument("--label", choices=[str(label) for label in Label], help="the label that --gone must get")
    parser.add_argument(
        "--page", dest="name", metavar="NAME", help="for a skeleton: which page (default: the first article)"
    )
    parser.add_argument("--url", metavar="ADDRESS", help="URL of the page")
    parser.add_argument(
        "--fixtures", default="fixtures", metavar="FOLDER", help="folder of the fixtures (default: fixtures)"
    )
    parser.add_argument("--allow-private", action="store_true", help="allow fetching from private networks")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Add the fixture. Returns the exit status."""
    folder = Path(args.fixtures, args.site, args.case)
    if names_skeletons(args.page):
        return _add_skeleton(args, folder)
    if refusal := _refuse(args, folder):
        say(refusal)
        return 2
    (page,) = map(read_page, find_pages([args.page], allow_private=args.allow_private))
    if isinstance(page, Unreadable):
        say(f"{page.name}: {page.reason}")
        return 1
    decoded = decode(page.data, page.headers)
    if not is_html(decoded.text):
        say(f"{page.name}: this is plain text; a fixture needs an HTML page")
        return 1
    article = clean_page(page, url=args.url)
    if met := [words for words in (*args.kept, *args.gone) if _is_met(words, args, article)]:
        say(f"{page.name}: already as expected, nothing to add: {'; '.join(met)}")
        return 1
    try:
        _write(folder, page, _meta(page, args, decoded.encoding), _checks(args, article))
    except OSError as error:
        say(f"{folder}: cannot write: {error.strerror or error}")
        return 1
    tell(_TO_DO.format(folder=shown_name(str(folder)), case=args.case))
    return 0


def _add_skeleton(args: argparse.Namespace, folder: Path) -> int:
    """Add a fixture of a masked page. Returns the exit status."""
    try:
        shared = choose_page(Path(args.page).read_bytes(), args.name)
        if not (args.kept or args.gone):
            print("\n".join(map(sanitize, list_blocks(shared))))
            say(f"give the block of {shared.name} that is read wrongly: --kept '#NUMBER' or --gone '#NUMBER'")
            return 2
        if refusal := _refuse(args, folder):
            say(refusal)
            return 2
        wanted = read_wanted(shared, args.kept, args.gone)
        shared, wanted, left_out = without_changed(shared, wanted)
    except (SkeletonError, OSError) as error:
        say(f"{args.page}: {error}")
        return 1
    page = Page(args.page, shared.html.encode(), shared.url)
    args.kept = [one.block.text for one in wanted if one.kept]
    args.gone = [one.block.text for one in wanted if not one.kept]
    article = clean_page(page)
    text = right_text(shared, wanted, article)
    other = refuse_other_fault(shared, wanted, article) or (refuse_twins(shared, wanted) if text is None else None)
    if other is not None:
        say(f"{args.page}: {other}")
        return 1
    checks = _checks(args, article) if text is None else {"is_article": True, "text": text}
    meta = _meta(page, args, "utf-8") | {"rewritten": True, "skeleton": True, "read_with": shared.encoding}
    try:
        _write(folder, page, meta, checks)
    except OSError as error:
        say(f"{folder}: cannot write: {error.strerror or error}")
        return 1
    for block in left_out:
        print(f"left out, because only the masking changes how it is read ({block.rule}): {sanitize(block.text)}")
    print(_TO_DO_MASKED.format(folder=folder, case=args.case))
    return 0


def _refuse(args: argparse.Namespace, folder: Path) -> str | None:
    if not (args.kept or args.gone):
        return "give an expectation: --kept with words of the article, or --gone with words that are not part of it"
    if not all(words.strip() for words in (*args.kept, *args.gone)):
        return "--kept and --gone must not be empty"
    if args.label and not args.gone:
        return "--label needs --gone: it is the label under which the words must be removed"
    if args.url is not None and not is_address(args.url):
        return "--url must be an http or https URL"
    if not Path(args.fixtures).is_dir():
        return f"no folder {args.fixtures}: run this in the top folder of the repository, or give --fixtures"
    if folder.exists():
        return f"{folder} already exists; choose another --case"
    return None


def _is_met(words: str, args: argparse.Namespace, article: Article) -> bool:
    """Whether the cleaner already meets the expectation."""
    if words in args.kept:
        return words in article.text
    labels = [removal.label for removal in article.removals if words in removal.text]
    return words not in article.text and bool(labels) and (args.label is None or args.label in labels)


def _meta(page: Page, args: argparse.Namespace, encoding: str) -> dict[str, Any]:
    address = page.url or args.url
    return {
        "about": "to be written: what the page is and what is read wrongly",
        **({"url": address} if address else {}),
        "traps": [args.case],
        "charset": encoding,
        "rewritten": False,
    }


def _checks(args: argparse.Namespace, article: Article) -> dict[str, Any]:
    checks: dict[str, Any] = {"is_article": True if args.kept else article.is_article}
    if args.kept:
        checks["kept"] = args.kept
    if args.gone:
        checks["gone"] = args.gone
    if args.label:
        checks["removed"] = [{"label": args.label, "text": words} for words in args.gone]
    return checks


def _write(folder: Path, page: Page, meta: dict[str, Any], checks: dict[str, Any]) -> None:
    """Write the whole folder or nothing: it is created under a temporary name beside its place, then renamed. Raises
    OSError."""
    import tomli_w

    made = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    made.mkdir(parents=True)
    try:
        (made / "page.html").write_bytes(page.data)
        (made / "meta.toml").write_text(tomli_w.dumps(meta), "utf-8")
        (made / "checks.toml").write_text(tomli_w.dumps(checks), "utf-8")
        os.rename(made, folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _name(value: str) -> str:
    if not _NAME.fullmatch(value):
        raise argparse.ArgumentTypeError(f"{value!r} is not a valid folder name: use lower-case letters, digits and -")
    return value
