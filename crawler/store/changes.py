"""The differences between two records of one article."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

#: Fields whose change makes a new revision. A widget beside the article, the new address of a moved picture, or the cleaner's
#: confidence is no change of the content.
CONTENT_FIELDS = (
    "headline kicker deck abstract original_headline authors credits source date_published date_modified text".split()
)


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """The names of the content fields that differ."""
    return [name for name in CONTENT_FIELDS if before.get(name) != after[name]]


def changed_lines(before: str, after: str) -> Iterator[str]:
    """The removed (``- …``) and added (``+ …``) paragraphs, in order."""
    for line in difflib.ndiff(before.split("\n"), after.split("\n")):
        if line[:2] in ("- ", "+ "):
            yield line
