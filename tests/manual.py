"""The pages of the manual as pieces that can be run: what stands in their code blocks, in order.

A comment right before a block says what is special about it: ``<!-- file:NAME -->`` is a file of that name, ``<!-- not run:
REASON -->`` cannot be run here. ``<!-- slow: REASON -->`` in the first lines of a page puts all of it among the slow tests.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"

#: Where the manual's readers start a server for the files of the examples.
SERVER = "http://127.0.0.1:8000/"

_BLOCK = re.compile(r"^(?:<!-- (?P<mark>[^\n]*?) -->\n)?```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.S | re.M)
_SLOW = re.compile(r"^<!-- slow: \S.* -->$", re.M)
_COMMAND = re.compile(r"^\$ (.*)$", re.M)


class Piece(NamedTuple):
    """One code block: its language, what the comment before it says, its text, its line in the page."""

    kind: str
    mark: str
    text: str
    line: int


class Command(NamedTuple):
    """One command of a console block, and what it prints."""

    command: str
    shown: str


def manual_pages() -> list[Path]:
    """README and every page of the manual."""
    built = DOCS / "_build"
    return [ROOT / "README.md", *sorted(path for path in DOCS.rglob("*.md") if built not in path.parents)]


def name_of(page: Path) -> str:
    """A page's path inside the checkout."""
    return page.relative_to(ROOT).as_posix()


def is_slow(page: Path) -> bool:
    """Whether a page takes long."""
    return _SLOW.search("\n".join(page.read_text("utf-8").splitlines()[:4])) is not None


def pieces_of(page: Path) -> list[Piece]:
    """The code blocks of a page, in order; blocks of MyST's directives are none."""
    text = page.read_text("utf-8")
    return [
        Piece(found["kind"], found["mark"] or "", found["text"], text.count("\n", 0, found.start("text")))
        for found in _BLOCK.finditer(text)
    ]


def commands_of(text: str) -> list[Command]:
    """The commands of a console block."""
    parts = _COMMAND.split(text)
    return [Command(parts[index], parts[index + 1].removeprefix("\n")) for index in range(1, len(parts), 2)]


def shell_commands(text: str) -> list[str]:
    """The lines of a shell block, without comments; a line that ends in a backslash goes on."""
    joined = text.replace("\\\n", " ")
    return [line for line in (re.sub(r"(?:^|\s+)#.*", "", raw).strip() for raw in joined.splitlines()) if line]


def as_shown(shown: str) -> re.Pattern[str]:
    """The outputs that a page shows: a line of one … stands for any lines, […] for what a line has of its own each time."""
    lines = [r"(?:.*\n)*" if line == "…\n" else re.escape(line) for line in shown.splitlines(keepends=True)]
    return re.compile("".join(lines).replace(re.escape("[…]"), ".*"))
