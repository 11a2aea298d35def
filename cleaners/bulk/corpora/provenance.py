"""Where a row of a corpus comes from: the archive, the number of its page in it, and a digest of its text."""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

_SHARD = re.compile(r"part-(\d+)-(\d+)\.\w+")

#: The columns that a corpus adds for it.
COLUMNS = ("archive", "archive_page", "text_sha256")


class Origin:
    """What the rows of one shard were made of, by the manifest beside it; without one it is the shard itself."""

    def __init__(self, shard: Path) -> None:
        self.archive, self.first = _origin_of(shard)

    def of_row(self, number: int, text: str) -> dict[str, Any]:
        """The columns of the shard's row ``number``, from 0: the archive's file name, the number of the row's page among those
        that were read of it, from 0, and the SHA-256 of the text."""
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return dict(zip(COLUMNS, (self.archive, self.first + number, digest), strict=True))


def _origin_of(shard: Path) -> tuple[str, int]:
    """The name of the input that a shard was made of, and the number of the shard's first page in it."""
    itself = (shard.name, 0)
    named = _SHARD.fullmatch(shard.name)
    if named is None:
        return itself
    from cleaners.bulk.shards import MANIFEST

    try:
        state = json.loads((shard.parent / MANIFEST).read_text("utf-8"))["inputs"][int(named[1])]
        before = state["shards"][: int(named[2])]
        return os.path.basename(str(state["path"]).rstrip("/")), sum(map(int, before))
    except (OSError, ValueError, LookupError, TypeError):
        return itself
