"""The provenance of a corpus row: the archive, the number of the page in it, and a digest of the text."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from typing import Any, NamedTuple

from cleaners.bulk.shards import MANIFEST
from cleaners.bulk.store import read_text, store_at

_SHARD = re.compile(r"part-(\d+)-(\d+)\.\w+")

#: The columns for the provenance of a row.
COLUMNS = ("archive", "archive_page", "text_sha256")


class Origins:
    """The inputs that shards were made from, by the manifest next to each shard, which is read once. Without a manifest, the
    shard counts as its own input."""

    def __init__(self) -> None:
        self._manifests: dict[str, Any] = {}

    def of(self, shard: str) -> Origin:
        """The origin of a shard's rows."""
        folder, _, name = shard.rpartition("/")
        if folder not in self._manifests:
            self._manifests[folder] = _manifest_in(folder if "/" in shard else ".")
        return Origin(*_origin_of(name, self._manifests[folder]))


class Origin(NamedTuple):
    """The input that a shard was made from, and the number of the shard's first page in that input."""

    archive: str
    first: int = 0

    def of_row(self, number: int, text: str) -> dict[str, Any]:
        """The provenance columns of the shard's row ``number`` (from 0): the archive's file name, the number of the row's page
        among the pages read from the archive (from 0), and the SHA-256 of the text."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return dict(zip(COLUMNS, (self.archive, self.first + number, digest), strict=True))


def _manifest_in(folder: str) -> Any:
    """The contents of a folder's manifest; None if there is no readable one."""
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
