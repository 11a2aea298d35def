"""A choice among the stored articles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, func

from crawler.store.schema import articles


@dataclass(frozen=True, slots=True)
class Choice:
    """Articles of a ``site``, published from ``since`` to ``until`` (days or months in ISO form, both inclusive), first
    published by ``source``, by an author named ``author``, in a ``section``. None means any."""

    site: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None
    author: str | None = None
    section: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """The part of the choice that the database evaluates, as conditions on `articles`."""
        date = articles.c.date_published
        found = [] if self.site is None else [articles.c.site == self.site]
        if self.since is not None:
            found.append(date >= self.since)
        if self.until is not None:
            found.append(func.substr(date, 1, len(self.until)) <= self.until)
        if self.source is not None:
            found.append(articles.c.source == self.source)
        return found

    @property
    def asks_the_record(self) -> bool:
        """Whether a part of the choice can only be evaluated on the record."""
        return self.author is not None or self.section is not None

    def accepts(self, record: Mapping[str, Any]) -> bool:
        """Whether a record meets the part of the choice that is evaluated on records."""
        if self.section is not None and record["section"] != self.section:
            return False
        return self.author is None or any(person["name"] == self.author for person in record["authors"])

    def to_json(self) -> str:
        """The choice as JSON; equal choices give equal texts."""
        return json.dumps(
            {name: value for name, value in asdict(self).items() if value is not None}, ensure_ascii=False
        )
