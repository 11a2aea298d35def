"""A text that is all inside one link, so that it looks like a list."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.judgement.sentences import ends_sentence
from cleaners.reading.outline import Outline
from cleaners.values import Block

#: Minimum number of consecutive paragraphs with one address that are a text inside a link, and not excerpts, which have titles
#: or moments in between.
MIN_IN_LINK = 3

#: Minimum length of the headline above them, in characters.
MIN_ABOVE_LINK = 6


def out_of_its_link(outline: Outline) -> Outline | None:
    """The page without the link around its whole text; None if there is none. An app's shared page links every line to the app,
    and a link that is never closed continues to the next one."""
    href = _link_of_text(outline.blocks)
    if href is None:
        return None
    blocks = [_unlinked(block) if _whole_link(block) == href else block for block in outline.blocks]
    return outline._replace(blocks=tuple(blocks))


def _link_of_text(blocks: Sequence[Block]) -> str | None:
    """The address to which `MIN_IN_LINK` paragraphs one below the other lead."""
    last, count = None, 0
    for block in blocks:
        if not block.text:
            continue
        href = _whole_link(block) if ends_sentence(block.text) else None
        count = count + 1 if href is not None and href == last else 1
        if count == MIN_IN_LINK:
            return href
        last = href
    return None


def _whole_link(block: Block) -> str | None:
    """The address of the link that a line is, all of it; empty where the link holds more lines than this one."""
    if not block.text or block.link_chars < len(block.text):
        return None
    links = [mark.href or "" for mark in block.marks if mark.kind == "link"]
    return links[0] if len(links) == 1 else None if links else ""


def _unlinked(block: Block) -> Block:
    return block._replace(link_chars=0, marks=tuple([mark for mark in block.marks if mark.kind != "link"]))
