"""List what a run would request, without requesting it: the run is begun in the store, read, and rolled back."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.site.seed import Seed
from crawler.spiders.run_values import Wishes
from crawler.store import Store, census, feeds, frontier, runs

#: Maximum number of addresses shown; the others are only counted.
MAX_SHOWN = 1000


class _RolledBackError(Exception):
    """Raised to roll the transaction back."""


def plan(store: Store, seed: Seed, *, limit: int | None = None, recheck: bool = False) -> Iterator[str]:
    """Lines with the addresses that a run would request first, in order, and their number. Addresses that lists name would be
    added. The store is not changed. Raises StoreError."""
    wishes = Wishes(limit=seed.limit if limit is None else limit, recheck=recheck)
    lines: list[str] = []
    try:
        with store.write() as connection:
            run_id, resumed = runs.open_run(connection, seed.name, "plan")
            frontier.begin(connection, seed, run_id, alone=True, resumed=resumed)
            feeds.begin(connection, seed, run_id, recheck=recheck)
            count = census.count_pending(connection, seed.name) + census.count_due(connection, seed, run_id)
            rest = census.count_not_due(connection, seed, run_id)
            most = MAX_SHOWN if wishes.limit is None else min(wishes.limit, MAX_SHOWN)
            targets: list[frontier.Target] = []
            for _ in range(2):  # first pending addresses, then due ones
                room = MAX_SHOWN - len(targets)
                kinds = ("list", "article")
                targets += frontier.take(connection, seed, run_id, room, owner="plan", kinds=kinds, recheck=recheck)
            articles = [target for target in targets if target.kind == "article"][:most]
            shown = [target for target in targets if target.kind == "list"] + articles
            lines.append(
                f"{seed.name}: {count} to fetch, {rest} not due yet" + (", earlier run resumed" if resumed else "")
            )
            lines += [
                f"  {'feed' if target.origin else target.kind:<8} {_how(target)} {target.url}" for target in shown
            ]
            raise _RolledBackError
    except _RolledBackError:
        pass
    yield from lines


def _how(target: frontier.Target) -> str:
    """``new``, ``again``, or ``if changed`` for a conditional request."""
    if target.etag or target.last_modified:
        return "if changed"
    return "again     " if target.stored or target.tries or target.digest else "new       "
