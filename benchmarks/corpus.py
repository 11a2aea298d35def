"""Folders of real pages: ``page.html``, ``meta.json`` and, where a person made one, ``gold.txt``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class CorpusError(Exception):
    """A folder that holds no pages."""


@dataclass(frozen=True)
class Case:
    """One page: its name, bytes, gold text (None without one) and what is known of it."""

    name: str
    data: bytes
    gold: str | None
    meta: dict[str, Any]

    @property
    def is_news(self) -> bool:
        return self.meta.get("kind") == "news"

    @property
    def is_gold_bad(self) -> bool:
        return bool(self.meta.get("known_bad_gold"))

    @property
    def author(self) -> str:
        """The author or authors that a person noted, joined by semicolons; empty where there are none."""
        author = self.meta.get("author") or ""
        return ";".join(map(str, author)) if isinstance(author, list) else str(author)

    @property
    def text(self) -> str:
        """The page decoded by what its bytes are known to be, for extractors that take no bytes."""
        return self.data.decode(self.meta.get("charset") or "utf-8", "replace")


def read_corpus(folder: Path) -> list[Case]:
    """Every page below a folder, in order of name. Raises CorpusError where there is none."""
    cases = []
    for path in sorted(folder.glob("**/page.html")):
        gold, meta = path.with_name("gold.txt"), path.with_name("meta.json")
        cases.append(
            Case(
                path.parent.name,
                path.read_bytes(),
                gold.read_text("utf-8") if gold.exists() else None,
                json.loads(meta.read_text("utf-8")) if meta.exists() else {},
            )
        )
    if not cases:
        raise CorpusError(f"no page.html below {folder}")
    return cases
