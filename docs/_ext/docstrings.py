"""Docstrings that list fields or parameters as ``name, name: what they hold`` become field lists on the page; ``help()`` shows
them as they are."""

from __future__ import annotations

import re
from typing import Any

#: The beginning of a field's line, and fields of one word that follow on it: "section: the last step. keywords: …".
_FIELDS = re.compile(r"^([a-z_]+(?:, [a-z_]+)*): (?=\S)")
_NEXT = re.compile(r"(?<=\.) (?=[a-z_]+: )")


def split_fields(lines: list[str]) -> list[str]:
    """The lines of a docstring with each field as an entry of a reStructuredText field list."""
    split: list[str] = []
    is_open = False
    for line in lines:
        for part in _NEXT.split(line) if _FIELDS.match(line) or is_open else [line]:
            found = _FIELDS.match(part)
            if found is None:
                is_open = is_open and bool(part.strip())
                split.append(f"    {part.strip()}" if is_open else part)
                continue
            if not is_open and split and split[-1].strip():
                split.append("")
            is_open = True
            split.append(f":{found[1]}: {part[found.end() :]}")
    return split


def _read_docstring(app: Any, what: str, name: str, obj: Any, options: Any, lines: list[str]) -> None:
    if what in ("class", "function"):
        lines[:] = split_fields(lines)


def setup(app: Any) -> dict[str, bool]:
    """Called by Sphinx."""
    app.connect("autodoc-process-docstring", _read_docstring)
    return {"parallel_read_safe": True}
