"""Join the pages of one story into one article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from cleaners.article import Article
from cleaners.record.authors import unique
from cleaners.values import Block, Label


def join_parts(parts: Sequence[Article]) -> Article:
    """The article made from the pages of one story, in order: fields of the first page; text, pictures and ledger of all.

    People named only on a later page are added, since the credit lines stand on the last one. Raises ValueError if there are no
    parts.
    """
    if not parts:
        raise ValueError("no part to join")
    first = parts[0]
    if len(parts) == 1:
        return first
    return replace(
        first,
        authors=unique(chain.from_iterable(part.authors for part in parts)),
        credits=unique(chain.from_iterable(part.credits for part in parts)),
        source=next((part.source for part in parts if part.source), None),
        images=tuple({image.url: image for part in parts for image in part.images}.values()),
        videos=tuple(dict.fromkeys(video for part in parts for video in part.videos)),
        text="\n".join(part.text for part in parts if part.text),
        confidence=min(part.confidence for part in parts),
        flags=tuple(dict.fromkeys(flag for part in parts for flag in part.flags)),
        removals=tuple(removal for part in parts for removal in part.removals),
        blocks=tuple(
            block._replace(number=number)
            for number, block in enumerate(chain.from_iterable(_shown(part, part is first) for part in parts))
        ),
    )


_HEAD = frozenset({Label.HEADLINE, Label.KICKER, Label.DECK, Label.ABSTRACT})


def _shown(part: Article, whole: bool) -> tuple[Block, ...]:
    """The blocks of a part. Parts after the first are without their heads, which repeat the first head."""
    return part.blocks if whole else tuple(block for block in part.blocks if block.label not in _HEAD)
