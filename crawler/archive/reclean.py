"""Clean the stored responses again with the current cleaner: first compare, then write."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from cleaners import Article
from crawler.archive.cleaning import StoredStory, clean_stories
from crawler.site.feeds.witness import DATE_DIFFERS
from crawler.store import Store, templates
from crawler.store.changes import changed_fields
from crawler.store.frontier import Outcome
from crawler.store.records import Recleanable, list_recleanable, read_captures, refresh_article

#: Stories read from the store at a time, which bounds the memory for a store of any size.
_BATCH = 64


class Recleaned(NamedTuple):
    """One story as stored and as cleaned now. ``before`` is None if it was not an article, ``after`` if it no longer is one;
    ``changed`` names the content fields that differ."""

    source: Recleanable
    before: dict[str, Any] | None
    after: Article | None
    reason: str
    changed: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """``same``, ``ledger`` (only the removals differ), ``changed``, ``found``, ``lost`` or ``none``."""
        if self.after is None:
            return "none" if self.before is None else "lost"
        if self.before is None:
            return "found"
        if self.changed:
            return "changed"
        return "same" if self.before == self.after.to_dict() else "ledger"


def reclean(store: Store, *, site: str | None = None, jobs: int = 1) -> Iterator[Recleaned]:
    """Clean every stored story again, in the order of the store, with the template valid when it was fetched. Writes
    nothing. Raises StoreError."""
    with store.read() as connection:
        sources = list(list_recleanable(connection, site))
        known = {name: templates.valid_templates(connection, name) for name in {source.site for source in sources}}
    stories = (story for batch in _batches(sources) for story in _read(store, batch))
    for source, article in zip(sources, clean_stories(stories, jobs, known), strict=True):
        yield _compare(source, article)


def apply(store: Store, run_id: int, item: Recleaned) -> Outcome | None:
    """Write the differences: new revisions, changed ledgers, new articles. An article that the current cleaner rejects stays
    as stored. Raises StoreError."""
    if item.after is None or item.verdict == "same":
        return None
    with store.write() as connection:
        return refresh_article(connection, run_id, item.source, item.after)


def _batches(sources: list[Recleanable]) -> Iterator[list[Recleanable]]:
    return (sources[begin : begin + _BATCH] for begin in range(0, len(sources), _BATCH))


def _read(store: Store, batch: list[Recleanable]) -> list[StoredStory]:
    with store.read() as connection:
        return [
            StoredStory(source.site, source.fetched_at, read_captures(connection, source.capture_id))
            for source in batch
        ]


def _compare(source: Recleanable, article: Article) -> Recleaned:
    before = json.loads(source.record) if source.record is not None else None
    if not article.is_article:
        return Recleaned(source, before, None, ", ".join(article.flags), ())
    # Facts that only the seed supplies are kept as stored.
    kept = before or {"article_id": source.article_id, "canonical_url": article.canonical_url}
    article = replace(
        article,
        site=source.site,
        article_id=kept["article_id"],
        canonical_url=kept["canonical_url"],
    )
    if before is not None and before["date_published"] == article.date_published:
        article = replace(article, flags=(*article.flags, *(flag for flag in before["flags"] if flag == DATE_DIFFERS)))
    return Recleaned(source, before, article, "", tuple(changed_fields(before, article.to_dict())) if before else ())
