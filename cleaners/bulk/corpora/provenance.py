"""Where a row of a corpus comes from: the archive, the number of its page in it, and a digest of its text."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from typing import Any, NamedTuple

from cleaners.bulk.shards import MANIFEST
from cleaners.bulk.store import read_text, store_at

_SHARD = re.compile(r"part-(\d+)-(\d+)\.\w+")

#: The columns that a corpus adds for it.
COLUMNS = ("archive", "archive_page", "text_sha256")


class Origins:
    """What shards were made of, by the manifest beside each, which is read once; without one it is the shard itself."""

    def __init__(self) -> None:
        self._manifests: dict[str, Any] = {}

    def of(self, shard: str) -> Origin:
        """That of the rows of a shard."""
        folder, _, name = shard.rpartition("/")
        if folder not in self._manifests:
            self._manifests[folder] = _manifest_in(folder if "/" in shard else ".")
        return Origin(*_origin_of(name, self._manifests[folder]))


class Origin(NamedTuple):
    """The input that a shard was made of, and the number of the shard's first page in it."""

    archive: str
    first: int = 0

    def of_row(self, number: int, text: str) -> dict[str, Any]:
        """The columns of the shard's row ``number``, from 0: the archive's file name, the number of the row's page among those
        that were read of it, from 0, and the SHA-256 of the text."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return dict(zip(COLUMNS, (self.archive, self.first + number, digest), strict=True))


def _manifest_in(folder: str) -> Any:
    """What the manifest of a folder holds; None where there is none that can be read."""
    try:
        return json.loads(read_text(store_at(folder or "/"), MANIFEST))
    except (OSError, ValueError):
        return None


def _origin_of(shard: str, manifest: Any) -> tuple[str, int]:
    itself = (shard, 0)
    named = _SHARD.fullmatch(shard)
    if named is None:
        return itself
    try:
        state = manifest["inputs"][int(named[1])]
        before = state["shards"][: int(named[2])]
        return posixpath.basename(str(state["path"]).rstrip("/")), sum(map(int, before))
    except (ValueError, LookupError, TypeError):
        return itself
