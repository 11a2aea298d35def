"""The blocks of a page as a list for people: the fate of each, its label, its rule."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from cleaners.render.arrange import plain_blocks, shown_blocks
from cleaners.values import KEPT_LABELS, Block, Label

if TYPE_CHECKING:
    from cleaners.article import Article


def render_blocks(article: Article, width: int = 120) -> str:
    """Every block of the page, one per line, cut to ``width`` terminal columns (a Chinese character takes 2).

    The first character is ``+`` for the body and its pictures, ``=`` for blocks kept as a field, ``-`` for removals. Number,
    label, rule and the block's text or address follow.
    """
    blocks = article.blocks or plain_blocks(article)
    if not blocks:
        return ""
    shown = {block.number for block in shown_blocks(article)}
    number = len(str(blocks[-1].number))
    label = max(len(block.label) for block in blocks)
    rule = max(len(block.rule) for block in blocks)
    room = max(20, width - number - label - rule - 5)
    lines = []
    for block in blocks:
        cells = (_fate(block, shown), f"{block.number:>{number}}", f"{block.label:<{label}}", f"{block.rule:<{rule}}")
        lines.append(" ".join((*cells, shorten(_shown_text(block), room))).rstrip())
    return "\n".join(lines)


def shorten(text: str, columns: int) -> str:
    """The text on one line, cut with ``…`` if it needs more terminal columns (wide characters take two)."""
    line = " ".join(text.split())
    used = 0
    cut = 0
    for position, character in enumerate(line):
        used += _columns(character)
        if used < columns:
            cut = position + 1
        elif used > columns:
            return line[:cut] + "…"
    return line


def _columns(character: str) -> int:
    if character < "\u0300":
        return 1
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _fate(block: Block, shown: set[int]) -> str:
    if block.number in shown:
        return "+"
    return "=" if block.text and block.label in KEPT_LABELS - {Label.IMAGE, Label.VIDEO} else "-"


def _shown_text(block: Block) -> str:
    if block.image is not None:
        return " ".join(filter(None, (f"[{block.image.url}]", block.image.caption, block.image.credit)))
    if block.video is not None:
        return " ".join(filter(None, (f"[{block.video.url or ''}]", block.video.caption)))
    return block.text
