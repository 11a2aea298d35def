"""A sentence of the text that the page prints again in large type, in a box of its own between the paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.judgement.second.seen import Seen, between
from cleaners.reading.patterns import lazy

#: Minimum length of a repeated sentence, in characters: shorter ones are slogans, which a text says twice.
_SHORTEST = 10

#: A box of this name has nothing else; others must be asides: what a text quotes it may quote again.
_PULLED = lazy(r"pull-?_?quote", 2)

#: Elements one of which a page with such a box has.
_BOXES = frozenset(("aside", "blockquote"))

#: What a quotation has around it.
_QUOTES = ' \u3000“”"「」『』‘’—–'


def find_pulled(seen: Seen) -> list[int]:
    """The lines of boxes whose every line stands word for word in a longer paragraph outside the box."""
    containers = seen.outline.containers
    tags = containers.tag
    if len(seen.kept) < 2 or _BOXES.isdisjoint(tags):
        return []
    found: list[int] = []
    for box, tag in enumerate(tags):
        if tag == "aside" or (tag in ("blockquote", "figure") and _PULLED.search(containers.names[box])):
            lines = between(seen.text, containers.first[box], containers.end[box])
            if lines and lines[-1] not in found and all(_stands_elsewhere(seen, lines, index) for index in lines):
                found += lines
    return found


def _stands_elsewhere(seen: Seen, lines: Sequence[int], index: int) -> bool:
    """Whether the words of a line of a box are part of a paragraph that is not in the box."""
    words = seen.blocks[index].text.strip(_QUOTES)
    if len(words) < _SHORTEST:
        return False
    others = (seen.blocks[other].text for other in seen.kept if not lines[0] <= other <= lines[-1])
    return any(len(other) > len(words) and words in other for other in others)
