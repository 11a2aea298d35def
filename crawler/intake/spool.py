"""Pages that wait for others: later pages of a story, and stories whose later pages have not come yet. They are kept on disk,
since an archive may contain any number of them."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from typing import NamedTuple

from crawler.intake.pages import Incoming


class Held(NamedTuple):
    """The position of a page in the spool, and its time."""

    at: str
    offset: int


class Spool:
    """Pages by key, possibly several per key, in an anonymous file that disappears with the process."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed by `close`
        self._places: dict[str, list[Held]] = {}
        self._used: set[int] = set()

    def put(self, key: str, page: Incoming) -> None:
        """Add a page."""
        offset = self._file.seek(0, 2)
        pickle.dump(page, self._file, pickle.HIGHEST_PROTOCOL)
        self._places.setdefault(key, []).append(Held(page.at, offset))

    def find(self, key: str, at: str) -> Incoming | None:
        """The first page of a key that was fetched at or after a time, otherwise the last one before it; None if there is none.
        The page counts as used."""
        places = sorted(self._places.get(key, ()))
        if not places:
            return None
        held = next((held for held in places if held.at >= at), places[-1])
        self._used.add(held.offset)
        return self._read(held)

    def unused(self) -> Iterator[Incoming]:
        """The pages that `find` never returned, in the order of their arrival."""
        places = sorted(held.offset for under in self._places.values() for held in under)
        for offset in places:
            if offset not in self._used:
                yield self._read(Held("", offset))

    def close(self) -> None:
        """Free the disk space."""
        self._file.close()

    def _read(self, held: Held) -> Incoming:
        self._file.seek(held.offset)
        page: Incoming = pickle.load(self._file)  # noqa: S301  written here
        return page
