"""Which blocks are the main content: found from the blocks themselves, without class names.

Each block has a *mass* (see `cleaners.evidence.prose`). Masses after the headline count in full, those
before it and those after a heading of recommendations little. From the page downwards the search follows the child that
holds most of the mass, and stops where no child does: that element is the main content. This differs from scoring every
element (Readability) in that it needs no constants for depth, and it stops at ``<body>`` for pages whose
paragraphs are the body's direct children.

Names of elements are only a mild prior (see `cleaners.evidence.element_names`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from cleaners.evidence.element_names import MAX_PRIOR, REMEMBERED, TAG_PRIORS, prior_of
from cleaners.evidence.masses import Priors, descend, sum_weighted
from cleaners.evidence.metadata import Metadata
from cleaners.evidence.moments import stamped_lines
from cleaners.evidence.posts import is_report, is_transcript, name_beside
from cleaners.evidence.prose import MIN_PROSE, is_prose, measure_blocks
from cleaners.evidence.tables import cells_of, is_data
from cleaners.judgement.measures import FAR, MANY, MAX_HEADLINE
from cleaners.judgement.sentences import ends_sentence
from cleaners.judgement.top.headline import locate_headline, unshown_title
from cleaners.reading.outline import Containers, Outline
from cleaners.rules import Effect, Rule, Where
from cleaners.values import Block, Label

#: Minimum share of a container's mass in one child for the search to descend into that child.
DOMINANCE = 0.72

#: Minimum share of the located text in the element that a template names.
MIN_SHARE = 0.5

#: Parts of a table.
_PARTS = frozenset(("td", "th", "tr", "tbody", "thead"))


class Place(NamedTuple):
    """Where the article is: the container, its blocks ``first``..``end`` (excluded), the headline's block or None,
    every block's mass, the container's share of it, the short lines that carry a time of day, whether the page and its
    site's template say different things, and where no line shows what the page's title says, that title."""

    container: int
    first: int
    end: int
    headline: int | None
    masses: list[float]
    share: float
    stamps: list[int]
    disagrees: bool = False
    title: str = ""

    def below_headline(self, blocks: int) -> range:
        """The numbers of the blocks that may contain the article's facts, on a page of ``blocks`` blocks: below the headline,
        or around the beginning of the article."""
        if self.headline is None:
            return range(max(0, self.first - FAR), min(blocks, self.first + 3 * FAR))
        return range(self.headline + 1, min(blocks, self.headline + 2 * FAR))


def locate(
    outline: Outline,
    hits: list[Rule | None],
    metadata: Metadata,
    *,
    body: int | None = None,
    headline: int | None = None,
) -> Place:
    """The main content of a page. ``body`` and ``headline`` are the element and the block that the site's template names; they
    are used unless the page contradicts them. Linear in the number of blocks and elements."""
    blocks, containers = outline.blocks, outline.containers
    measured = measure_blocks(blocks, hits)
    masses = measured.masses
    next_story: int | None = None
    if headline is None or not _may_be_headline(blocks[headline]):
        headline, next_story = locate_headline(outline, hits, measured, metadata)
    stamps = stamped_lines(blocks, MANY)
    if len(stamps) >= MANY and (
        is_transcript(blocks[number].text for number in stamps) or _is_report(blocks, stamps, headline, metadata)
    ):
        stamps = []
    told, title = masses, ""
    if headline is None:
        from cleaners.judgement.top.own_head import without_cards  # nearly all pages show a headline

        told, title = without_cards(blocks, hits, masses), unshown_title(metadata, blocks, hits)
    sums = _weighted_sums(hits, told, headline, stamps, next_story)
    container = _out_of_data(outline, _out_of_paragraphs(containers, descend(containers, sums, _priors(), DOMINANCE)))
    disagrees = False
    if body is not None and body != container:
        disagrees = _mass_in(containers, sums, body) < MIN_SHARE * _mass_in(containers, sums, container)
        container = container if disagrees else body
    first, end = containers.first[container], containers.end[container]
    if next_story is not None and next_story > first:
        end = min(end, next_story)
    total = sum(masses)
    share = sum(masses[first:end]) / total if total else 0.0
    return Place(container, first, end, headline, masses, share, stamps, disagrees, title)


def _is_report(blocks: Sequence[Block], stamps: Sequence[int], headline: int | None, metadata: Metadata) -> bool:
    """Whether the moments below a headline that the page's title names belong to one outlet's live report, with the article's
    own moment first. The outlet may stand on the line above a bare moment."""
    if headline is None or stamps[0] < headline or not any(blocks[headline].text in title for title in metadata.titles):
        return False
    lines = [(blocks[number].text, blocks[number - 1].text) for number in stamps]
    return is_report(line if name_beside(line) else above for line, above in lines)


def _out_of_paragraphs(containers: Containers, container: int) -> int:
    """The first of nested paragraphs, if the search ended in one: unclosed paragraphs each contain the following ones."""
    while containers.tag[container] == "p" and containers.tag[containers.parent[container]] == "p":
        container = containers.parent[container]
    return container


def _out_of_data(outline: Outline, container: int) -> int:
    """The element around a table of data, if the search ended in a part of it: a wide cell of sentences above rows of names and
    numbers, or the rows themselves."""
    containers, blocks = outline.containers, outline.blocks
    if containers.tag[container] not in _PARTS:
        return container
    table = container
    while table > 0 and containers.tag[table] != "table":
        table = containers.parent[table]
    first, end = containers.first[table], containers.end[table]
    outside = [*blocks[first : containers.first[container]], *blocks[containers.end[container] : end]]
    numbers = {block.cell[0] for block in blocks[first:end] if block.cell is not None and block.container > table}
    if table <= 0 or not numbers:
        return container
    cells = cells_of(outside).get(min(numbers))
    return table if cells is not None and is_data(cells, blocks) else container


def _may_be_headline(block: Block) -> bool:
    """Whether the block that a template names for the headline shows one."""
    return 0 < len(block.text) <= MAX_HEADLINE and not block.hidden


def _mass_in(containers: Containers, sums: Sequence[float], index: int) -> float:
    return sums[containers.end[index]] - sums[containers.first[index]]


def _weighted_sums(
    hits: list[Rule | None],
    masses: list[float],
    headline: int | None,
    stamps: Sequence[int],
    next_story: int | None,
) -> list[float]:
    """The masses before each block and all, by position: in full after the headline, little before it, after the first tail
    heading, in a thread of posts and in the next story."""
    start = headline if headline is not None and sum(masses[headline:]) >= 0.15 * sum(masses) else 0
    thread = thread_start(hits, masses, start, stamps)
    if next_story is not None:
        thread = next_story if thread is None else min(thread, next_story)
    return sum_weighted(hits, masses, start, -1 if thread is None else thread)


def thread_start(hits: Sequence[Rule | None], masses: Sequence[float], start: int, stamps: Sequence[int]) -> int | None:
    """Where a thread of dated posts begins: the first of at least three of the ``stamps`` after some running text. The
    page's own date line stands before that text; every stamp after the first post is another one."""
    stamps = stamps[bisect_left(stamps, start) :]
    seen = 0.0
    for index in stamps[: max(0, len(stamps) - MANY + 1)]:
        for mass in masses[start:index]:
            seen += mass
        start = index + 1
        hit = hits[index]
        opens = seen < 4 * MIN_PROSE and hit is not None and hit.where is Where.HEAD
        if seen >= MIN_PROSE and not opens:
            return index
    return None


def first_of_post(outline: Outline, stamp: int, stamps: Sequence[int], opening: int) -> int:
    """The beginning of the first post of a thread. Its text may stand above its moment, in an element without another post's
    moment."""
    following = stamps[bisect_right(stamps, stamp)] if stamps[-1] > stamp else stamp + 1
    containers, current = outline.containers, outline.blocks[stamp].container
    first = stamp
    while current > 0 and containers.end[current] <= following:
        first, current = min(first, containers.first[current]), containers.parent[current]
    return first if first > opening or _is_told_above(outline, first, opening) else stamp


def _is_told_above(outline: Outline, first: int, opening: int) -> bool:
    """Whether the text that opens inside a post has sentences right above that: a brief in short ones."""
    blocks = outline.blocks
    above = [block for block in blocks[max(0, first - _FEWEST_TOLD) : first] if not block.hidden]
    told = [block for block in above if ends_sentence(block.text) and not block.link_chars]
    return first <= opening and len(told) == _FEWEST_TOLD


#: So many sentences right above a post are a text.
_FEWEST_TOLD = 2


def stands_amid(blocks: Sequence[Block], hits: Sequence[Rule | None], index: int, end: int) -> bool:
    """Whether a widget's heading in the text's column, with one or a few titles below it, stands inside the text: consecutive
    sentences follow, down to the credit line that closes the text."""
    titles = told = 0
    has_ended = False
    for number in range(index + 1, end):
        hit, block = hits[number], blocks[number]
        if hit is not None:
            if hit.label is Label.CREDIT or hit.effect is Effect.WIDGET or not told:
                return told > 0 and hit.label is Label.CREDIT
            has_ended = has_ended or hit.effect is not Effect.LINE
        elif block.text and not block.hidden:
            if has_ended:
                return False
            is_title = not told and titles < MANY and not ends_sentence(block.text)
            if not (is_title or (titles and ends_sentence(block.text))):
                return False
            titles += is_title
            told += not is_title and is_prose(block)
    return False


@cache
def _priors() -> Priors:
    return Priors(TAG_PRIORS, prior_of, MAX_PRIOR, REMEMBERED)
