"""Today's cleaner over yesterday's captures: what an archive would look like, and then what it does look like."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from typing import Any, NamedTuple

from cleaners import Article, Template, clean
from cleaners.join import join_parts
from crawler.changes import changed_fields
from crawler.store import Store, templates
from crawler.store.frontier import Outcome
from crawler.store.records import Capture, Recleanable, list_recleanable, read_captures, refresh_article

#: Stories that are read from the store at a time, so that memory stays bounded whatever its size.
_BATCH = 64


class Recleaned(NamedTuple):
    """One story as the store has it and as it is read today. ``before`` is None where it was no article, ``after`` where
    it is none any more; ``changed`` names the content fields that differ."""

    source: Recleanable
    before: dict[str, Any] | None
    after: Article | None
    reason: str
    changed: tuple[str, ...]

    @property
    def verdict(self) -> str:
        """``same``, ``ledger`` (only what was taken out differs), ``changed``, ``found``, ``lost`` or ``none``."""
        if self.after is None:
            return "none" if self.before is None else "lost"
        if self.before is None:
            return "found"
        if self.changed:
            return "changed"
        return "same" if self.before == self.after.to_dict() else "ledger"


class _Task(NamedTuple):
    """One story to clean, with the template of its site and time."""

    pages: list[Capture]
    template: Template | None


def reclean(store: Store, *, site: str | None = None, jobs: int = 1) -> Iterator[Recleaned]:
    """Every stored story cleaned again, in the order of the store, with the template that was true when it was fetched.
    Nothing is written. Raises StoreError."""
    with store.read() as connection:
        sources = list(list_recleanable(connection, site))
        known = {name: templates.true_templates(connection, name) for name in {source.site for source in sources}}
    with ProcessPoolExecutor(max_workers=jobs) if jobs > 1 else _Here() as pool:
        for batch in _batches(sources):
            with store.read() as connection:
                tasks = [
                    _Task(
                        read_captures(connection, source.capture_id),
                        templates.template_of(known[source.site], source.fetched_at),
                    )
                    for source in batch
                ]
            for source, article in zip(batch, pool.map(_read, tasks, chunksize=4), strict=True):
                yield _compare(source, article)


def apply(store: Store, run_id: int, item: Recleaned) -> Outcome | None:
    """Write what differs: a new revision, a refreshed ledger, or an article that was none. An article that today's cleaner
    would not take stays as it is. Raises StoreError."""
    if item.after is None or item.verdict == "same":
        return None
    with store.write() as connection:
        return refresh_article(connection, run_id, item.source, item.after)


class _Here:
    """One process, with the pool's two words."""

    def __enter__(self) -> _Here:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""

    def map(self, function: Any, items: Iterable[Any], chunksize: int = 1) -> Iterator[Any]:
        return map(function, items)


def _batches(sources: list[Recleanable]) -> Iterator[list[Recleanable]]:
    return (sources[begin : begin + _BATCH] for begin in range(0, len(sources), _BATCH))


def _read(task: _Task) -> Article:
    """One story, in whatever process. An article that is none says why in its flags."""
    parts = [clean(page.body, page.url, headers=page.headers, template=task.template) for page in task.pages]
    wall = next((part for part in parts if not part.is_article), None)
    # Blocks are many, and nothing but Markdown needs them on the other side.
    return wall or join_parts(parts)


def _compare(source: Recleanable, article: Article) -> Recleaned:
    before = json.loads(source.record) if source.record is not None else None
    if not article.is_article:
        return Recleaned(source, before, None, ", ".join(article.flags), ())
    # What only the seed knows stays as the crawl wrote it.
    kept = before or {"site": source.site, "article_id": source.article_id, "canonical_url": article.canonical_url}
    article = replace(
        article,
        site=article.site or kept["site"],
        article_id=kept["article_id"],
        canonical_url=kept["canonical_url"],
    )
    return Recleaned(source, before, article, "", tuple(changed_fields(before, article.to_dict())) if before else ())
