"""Addresses in the store by identity: find the known ones, and add rows for the others.

The addresses of a page are filled into one of a few fixed statements. A statement for any number of addresses would be built
anew for every page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, bindparam, select

from crawler.store.dialects import insert_in
from crawler.store.schema import urls
from crawler.store.statements import Statement

T = TypeVar("T")

#: SQLite allows 32,766 values per statement, older versions 999.
_CHUNK = 500

_PLACES = [tuple(f"identity_{place}" for place in range(number)) for number in (4, 16, 64, _CHUNK)]


class Known(NamedTuple):
    """The stored columns of an address that was found again."""

    id: int
    identity: str
    state: str
    depth: int
    run_id: int | None
    outcome: str | None
    due_at: str | None
    hops: int


_NEW = Statement(
    lambda dialect: insert_in(dialect, urls).on_conflict_do_nothing(),
    (
        *("site", "identity", "url", "kind", "depth", "state", "found_at", "found_on", "found_run", "run_id"),
        *("outcome", "reason", "hops", "tries", "barren"),
    ),
)


def read_known(connection: Connection, site: str, identities: Sequence[str]) -> dict[str, Known]:
    """The stored addresses among one of the `chunks`, by identity."""
    places = next(places for places in _PLACES if len(places) >= len(identities))
    padded = [*identities, *[identities[-1]] * (len(places) - len(identities))]
    rows = _knowing(places).rows(connection, {"of_site": site, **dict(zip(places, padded, strict=True))})
    return {known.identity: known for known in map(Known._make, rows)}


def add_rows(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Store new addresses. Another crawl on the store may have found the same ones concurrently."""
    _NEW.run_many(connection, rows)


def chunks(identities: Sequence[T]) -> Iterable[Sequence[T]]:
    """Addresses, or rows, in chunks that fit into a statement."""
    return (identities[begin : begin + _CHUNK] for begin in range(0, len(identities), _CHUNK))


@cache
def _knowing(places: tuple[str, ...]) -> Statement:
    own = urls.c.identity.in_([bindparam(place) for place in places])
    return Statement(select(*(urls.c[name] for name in Known._fields)).where(urls.c.site == bindparam("of_site"), own))
