"""The table of changes in CONTRIBUTING names files and names that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

#: The changes that the table must have at least, by a word of their row.
CHANGES = (
    *(
        "credit role",
        "date form",
        "output format",
        "input kind that is refused",
        "input kind that is read",
        "DOM quirk",
    ),
    *("report of a site", "weight", "engine", "field of the record", "threshold"),
)


def rows() -> list[tuple[str, str, str]]:
    """The rows of the table: the change, its files, what to edit in them."""
    section = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## Common changes")[1].split("\n## ")[0]
    cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in section.splitlines() if line.startswith("| ")]
    return [(change.strip(), files.strip(), edit.strip()) for change, files, edit in cells[1:]]


def quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_the_table_has_every_change() -> None:
    assert [word for word in CHANGES if not any(word in change for change, _, _ in rows())] == []


@pytest.mark.parametrize(("change", "files", "edit"), rows(), ids=[row[0][:40] for row in rows()])
def test_its_files_hold_the_names_to_edit(change: str, files: str, edit: str) -> None:
    paths = [name for name in quoted(f"{files} {edit}") if "/" in name or name.endswith((".md", ".toml"))]
    assert [path for path in paths if not (ROOT / path).exists()] == []
    sources = "\n".join((ROOT / path).read_text("utf-8") for path in paths if (ROOT / path).is_file())
    names = [name for name in quoted(edit) if name not in paths and not name.startswith("python ")]
    assert names or "engine" in change
    # As a whole word: what the file defines, and not a part of another name.
    assert [name for name in names if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sources)] == []
