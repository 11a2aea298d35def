"""The command ``dute``: one table of commands; only the chosen one's module is imported, so that start-up stays short.

A command module has ``add_arguments(parser)`` and ``run(args) -> int`` (the exit status: 0 well, 1 something failed,
2 usage).
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

#: name -> (module, one line for --help)
COMMANDS: dict[str, tuple[str, str]] = {
    "clean": ("cleaners.commands.clean", "clean pages or flattened texts: URLs, files, folders or standard input"),
    "explain": ("cleaners.commands.explain", "show what was removed from one page, and by which rule"),
    "rules": ("cleaners.commands.rules", "list the rules with their examples"),
    "crawl": ("crawler.commands.crawl", "crawl a site into the store"),
    "export": ("crawler.commands.export", "write the store out as JSONL, CSV, Parquet or Markdown"),
    "list": ("crawler.commands.list", "list the stored articles"),
    "show": ("crawler.commands.show", "show one stored article"),
    "demo": ("crawler.commands.demo", "serve a small site on loopback, crawl it, and show the result"),
}


def build_parser(chosen: str | None) -> argparse.ArgumentParser:
    """The argument parser; only the chosen command's arguments are filled in."""
    parser = argparse.ArgumentParser(prog="dute", description="Scrape and clean Chinese news pages, 读特 first.")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (module, summary) in COMMANDS.items():
        sub = subparsers.add_parser(name, help=summary, description=summary)
        if name == chosen:
            importlib.import_module(module).add_arguments(sub)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command. Returns the exit status; usage errors leave through argparse with status 2."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    chosen = next((a for a in arguments if not a.startswith("-")), None)
    args = build_parser(chosen).parse_args(arguments)
    run = importlib.import_module(COMMANDS[args.command][0]).run
    status: int = run(args)
    return status


if __name__ == "__main__":
    sys.exit(main())
