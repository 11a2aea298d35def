"""``dute demo``: a small site made for this project, served on loopback, crawled by the real spider, and shown as stored."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from shlex import quote
from typing import Any

from crawler.net.serve import PLACEHOLDER, read_pages, serve
from dute import project
from dute.commands.output import say, shown_name, tell

EPILOG = """\
No request leaves this machine. The pages were written for this project, modelled on 读特 pages of four eras: a home page,
channels, articles with widgets and footers, one that answers 405, one that is gone, and one that only says it is gone.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute demo``."""
    parser.add_argument("--store", metavar="FILE", help="keep the store in this SQLite file (default: delete it)")
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Serve the site, crawl it twice, show the result. Returns the exit status."""
    folder = Path(project.DEMO_SITE)
    if not (folder / "seed.toml").is_file():
        say(f"the demo site's pages are not installed (looked in {folder})")
        return 1
    with ExitStack() as stack:
        site = stack.enter_context(serve(read_pages(folder)))
        work = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="dute-demo-")))
        seed = work / "demo.toml"
        seed.write_text((folder / "seed.toml").read_text("utf-8").replace(PLACEHOLDER, site.host), "utf-8")
        store = args.store or str(work / "demo.db")
        print(f"A small site is now served on http://{site.host}/ until the demo ends.")
        crawl = ("crawl", str(seed), "--store", store)
        for title, arguments in (
            ("The first crawl", crawl),
            ("The second crawl of the same site", crawl),
            ("The stored articles", ("list", "--store", store)),
        ):
            if status := _show(title, arguments):
                return status
        records = [json.loads(line) for line in _output(("list", "--store", store, "--format", "json")).splitlines()]
        if not records:
            say("the crawl did not store any article")
            return 1
        number = _best_example(records)
        page = work / "page.html"
        page.write_bytes(_output(("show", number, "--store", store, "--format", "raw")))
        address = json.loads(_output(("show", number, "--store", store, "--format", "json")))["url"]
        _show("One article, cleaned", ("show", number, "--store", store))
        _show("What was removed from its page, and by which rule", ("explain", str(page), "--url", address))
        tell(_next_steps(args.store, max(record["date_published"] or "" for record in records)[:10]))
    return 0


def _next_steps(store: str | None, newest: str) -> str:
    """Suggestions for further commands; if the store was not kept, how to keep one. ``newest`` is the date of the newest
    article."""
    if store is None:
        return "\nTo keep the store and look around in it: dute demo --store demo.db"
    name = shown_name(quote(store))
    steps = (
        ("search the articles", f"dute find 桥 --store {name}"),
        ("what was published, as a page for the browser", f"dute desk --store {name} --until {newest}"),
        ("how well it was cleaned, as pages for the browser", f"dute report --store {name}"),
        ("a spreadsheet", f"dute export --store {name} --format xlsx -o demo.xlsx"),
    )
    width = max(len(purpose) for purpose, _ in steps)
    lines = (f"  {purpose:<{width}}  {command}" for purpose, command in steps)
    return "\n".join(("\nThe store was kept. To look around in it:", *lines))


def _show(title: str, arguments: tuple[str, ...]) -> int:
    tell(f"\n== {title}\n$ dute {' '.join(map(shown_name, arguments))}")
    sys.stdout.flush()
    return subprocess.run(project.command(*arguments), check=False).returncode  # noqa: S603 - our own command


def _output(arguments: tuple[str, ...]) -> bytes:
    return subprocess.run(project.command(*arguments), check=True, stdout=subprocess.PIPE).stdout  # noqa: S603


def _best_example(records: Sequence[dict[str, Any]]) -> str:
    """The number of the article whose removals have the most different labels, which is the best example."""
    richest = max(records, key=lambda record: len({removal["label"] for removal in record["removals"]}))
    return str(richest["article_id"])
