"""Skeletons from ``dute probe --share`` as fixtures: choose the page and the blocks, and check that the skeleton has the same
fault as the real page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from cleaners.article import Article
from cleaners.pipeline import clean
from cleaners.report.share import SharedBlock, SharedPage, ShareError, is_share, read_share
from cleaners.values import TEXT_LABELS

#: Number of bytes by which a file of skeletons is recognised.
OPENING = 200

_NUMBER = re.compile(r"#(\d{1,6})", re.ASCII)
_WIDTH = 90

#: Maximum number of passes over a skeleton: when a line is left out, another one may be read differently.
MOST_PASSES = 4


class SkeletonError(ValueError):
    """A skeleton that cannot become a fixture; the message says why, and what to do."""


class Wanted(NamedTuple):
    """One expectation: a block of the real page, and whether it must be in the text."""

    number: int
    block: SharedBlock
    kept: bool


def names_skeletons(path: str) -> bool:
    """Whether a file is a file of skeletons, by its first bytes."""
    try:
        with open(path, "rb") as file:
            return is_share(file.read(OPENING))
    except (OSError, ValueError):
        return False


def choose_page(data: bytes, name: str | None) -> SharedPage:
    """The page with this name, otherwise the first article. Raises SkeletonError if there is none."""
    try:
        pages = read_share(data)
    except ShareError as error:
        raise SkeletonError(str(error)) from error
    names = ", ".join(page.name for page in pages)
    wanted = [page for page in pages if page.name == name or (name is None and page.name.startswith("article"))]
    if not wanted:
        raise SkeletonError(f"no page {name or 'of an article'} in this file; --page takes one of: {names or 'none'}")
    if not wanted[0].html:
        raise SkeletonError(f"{wanted[0].name} has no markup: the parser had to cut the real page")
    return wanted[0]


def list_blocks(page: SharedPage) -> Iterator[str]:
    """The blocks of a page with their numbers and the labels that they have on the real page."""
    for number, block in enumerate(page.blocks):
        shown = block.text if len(block.text) <= _WIDTH else f"{block.text[:_WIDTH]}…"
        yield f"#{number:<4} {'+' if block.is_text else '-'} {block.label:<14} {block.rule:<28} {shown}"


def read_wanted(page: SharedPage, kept: Sequence[str], gone: Sequence[str]) -> list[Wanted]:
    """The blocks for arguments such as ``#12``. Raises SkeletonError for an argument of another form, and for a block that was
    read as expected on the real page."""
    return [
        *(_wanted(page, name, kept=True) for name in kept),
        *(_wanted(page, name, kept=False) for name in gone),
    ]


def _wanted(page: SharedPage, name: str, *, kept: bool) -> Wanted:
    found = _NUMBER.fullmatch(name)
    if found is None or int(found[1]) >= len(page.blocks):
        last = len(page.blocks) - 1
        raise SkeletonError(
            f"{name}: for a skeleton, --kept and --gone take the number of a block, from '#0' to '#{last}'"
        )
    number = int(found[1])
    block = page.blocks[number]
    if (page.is_article and block.is_text) is kept:
        where = "in the text" if kept else f"left out ({block.rule})"
        raise SkeletonError(f"{name}: on the real page it is {where}, as it should be")
    return Wanted(number, block, kept)


def without_changed(page: SharedPage, wanted: Sequence[Wanted]) -> tuple[SharedPage, list[Wanted], list[SharedBlock]]:
    """The page without the blocks that are read differently only because of the masking, such as a credit line whose role words
    are masked: the case does not need them. Also returns the wanted blocks with their new numbers, and the blocks left out."""
    left_out: list[SharedBlock] = []
    for _ in range(MOST_PASSES):
        article = clean(page.html)
        shown = [block for block in article.blocks if block.text]
        if len(shown) != len(page.blocks) or not (page.is_article and article.is_article):
            break
        kept = {one.block.text for one in wanted}
        changed = {
            block.text
            for block, now in zip(page.blocks, shown, strict=True)
            if block.is_text is not (now.label in TEXT_LABELS) and block.text not in kept
        }
        html = page.html
        for text in changed:
            html = html.replace(f">{escape(text, quote=False)}<", "><")
        if html == page.html:
            break
        stays = [number for number, block in enumerate(page.blocks) if block.text not in changed]
        left_out += [block for block in page.blocks if block.text in changed]
        wanted = [one._replace(number=stays.index(one.number)) for one in wanted]
        blocks = tuple(page.blocks[number] for number in stays)
        page = page._replace(html=html, blocks=blocks, text="\n".join(block.text for block in blocks if block.is_text))
    return page, list(wanted), left_out


def refuse_other_fault(page: SharedPage, wanted: Sequence[Wanted], article: Article) -> str | None:
    """The reason why the skeleton does not show the fault of the real page; None if it does: both are articles or neither is,
    and each wanted block has the same wrong fate by the same rule."""
    if article.is_article is not page.is_article:
        real, masked = ("an article" if one else "no article" for one in (page.is_article, article.is_article))
        return f"the mask changed the page: the real one was read as {real}, the skeleton is {masked}"
    blocks = dict(enumerate(block for block in article.blocks if block.text))
    for number, block, kept in wanted:
        there = blocks.get(number)
        if there is None or there.text != block.text:
            return f"#{number}: the mask changed the page: the block is not on the skeleton as it was on the real page"
        if article.is_article and (there.label in TEXT_LABELS) is kept:
            return f"#{number}: the mask hides the fault: without its words the block is read as it should be"
        if there.rule != block.rule:
            return f"#{number}: the skeleton is read by another rule ({there.rule}) than the real page ({block.rule})"
    return None


def right_text(page: SharedPage, wanted: Sequence[Wanted], article: Article) -> str | None:
    """The text that the skeleton should have: that of the real page, corrected for the wanted blocks. None if the skeleton's
    text also differs for other reasons."""
    numbers = {one.number for one in wanted}
    now = [block.text for block in page.blocks if block.is_text]
    if article.text != page.text or not page.is_article or now != page.text.split("\n"):
        return None
    return "\n".join(block.text for number, block in enumerate(page.blocks) if block.is_text is not (number in numbers))


def refuse_twins(page: SharedPage, wanted: Sequence[Wanted]) -> str | None:
    """The reason why a check of words could not distinguish a wanted block from another: its masked text is a part of the
    other's. None if it could."""
    for number, block, _ in wanted:
        twins = [at for at, other in enumerate(page.blocks) if at != number and block.text in other.text]
        if twins:
            return (
                f"#{number}: its shape is found in #{twins[0]} too, and the skeleton's text differs from the real one's "
                "elsewhere, so that no check could tell the two apart; take a longer block near it"
            )
    return None
