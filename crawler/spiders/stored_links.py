"""The links that a run has stored, so that it does not store them again with every page."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.site.seed import Seed

#: Maximum number of stored links that a run remembers.
MAX_REMEMBERED = 500_000


class StoredLinks:
    """Depth by identity: most links of a page are also on the previous page. Those of an open transaction count only once it
    is committed."""

    def __init__(self, seed: Seed) -> None:
        self._seed = seed
        self._stored: dict[str, int] = {}
        self._new: dict[str, int] = {}

    def fresh(self, links: Iterable[str], depth: int) -> list[str]:
        """Those addresses that were not stored at this depth or a lower one; they are about to be."""
        found: dict[str, str] = {}
        for url in links:
            identity = self._seed.identity(url)
            if self._stored.get(identity, depth + 1) > depth:
                found.setdefault(identity, url)
        self._new.update(dict.fromkeys(found, depth))
        return list(found.values())

    def begin(self) -> None:
        """Begin a transaction: what the last one did not commit is forgotten."""
        self._new.clear()

    def commit(self) -> None:
        """Remember the addresses that the transaction stored."""
        if self._new:
            if len(self._stored) > MAX_REMEMBERED:
                self._stored.clear()
            self._stored |= self._new
            self._new.clear()
