"""Pages of links, of teasers and of readers' posts."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from cleaners.evidence.dates import is_clock, read_date
from cleaners.evidence.metadata import title_parts
from cleaners.evidence.posts import name_beside, says_floor_or_age
from cleaners.evidence.prose import is_prose
from cleaners.judgement.amounts import Amounts, headline_size
from cleaners.judgement.entries import (
    DOTS,
    MAX_MOMENT,
    Entry,
    alike,
    chars_in,
    has_moment_beside,
    is_cut,
    is_marked,
    is_stamp,
    posts,
    titled_entries,
)
from cleaners.judgement.top.head_lines import FAR, MANY, MAX_FACT, MIN_HEADLINE, NEAR, ends_sentence, is_linked
from cleaners.reading.outline import Outline
from cleaners.rules import Effect, first_rule
from cleaners.rules.notices import AGO, COMMENTS_PAGE, EXCERPTED, MONTH_DAY, MORE, TAKING_PART, TOPIC
from cleaners.values import Block, Label

#: Share of the kept prose that entries must hold for a page to be made of them.
_MOST = 0.6

#: Minimum number of links, half of the page, that make a list if the page has fewer characters of prose than an article's lead.
MIN_LINKED, MIN_TOLD = 10, 60

#: Minimum number of links under a name that make a list, and of their characters as a multiple of the prose.
MIN_NAMED, _OF_NAMED = 6, 2

#: Minimum number of teasers among the linked titles of a front page (a single one may be a text above its own links), and
#: maximum of their characters; minimum number of headings above linked titles with which one teaser is enough: the introduction
#: of a special.
MIN_TEASERS, MAX_TEASERS, MIN_SECTIONS = 2, 200, 3

#: Minimum number of moments on a page whose title names comments.
_FEWEST_POSTS = 2

#: Maximum length of a line with a reader's name, the moment and controls, in characters.
_LONGEST_SAID = 60

#: Minimum length of a linked title with a day beside it, in characters.
MIN_TITLE = 6

#: How a teaser ends.
_BROKEN_OFF = (*DOTS, "]", "】")

#: Minimum number of consecutive paragraphs with one address that are a text inside a link, and not excerpts, which have titles
#: or moments in between; minimum length of the headline above them, in characters.
MIN_IN_LINK, MIN_ABOVE_LINK = 3, 6

#: Every match of `TAKING_PART` contains one of these characters.
_PART_SIGNS = frozenset("讨與与帖员题围关")


def is_list(amounts: Amounts) -> bool:
    """Whether a page is mostly links, without a text that would be an article. The thresholds separate the measured list pages
    from the measured articles, with a margin on both sides."""
    if (titled := amounts.body_titled) >= 8 and titled * 2 >= amounts.paragraphs:
        return True
    if amounts.body_linked >= 30 and amounts.body_linked >= 4 * amounts.paragraphs and amounts.paragraphs < 40:
        return not _opens_with_text(amounts)
    if is_of_teasers(amounts):
        return True
    if amounts.tells:
        return False
    from cleaners.judgement import told  # most pages have running text

    if told.is_set_in_lines(amounts) or told.is_told_in_sentences(amounts) or told.is_brief(amounts):
        return False
    if told.is_set_in_table(amounts) or told.is_introduced(amounts):
        return False
    if amounts.entries >= max(4, amounts.paragraphs) and amounts.prose < 2_000 and amounts.dated >= 4:
        return True
    if amounts.links > 8 * max(1, amounts.prose, amounts.text // 2) and amounts.linked >= 20:
        return True
    if amounts.prose < MIN_TOLD and amounts.linked >= MIN_LINKED and amounts.links * 2 > amounts.shown:
        return True
    if _is_named(amounts) and amounts.prose < MIN_TOLD and amounts.links > _OF_NAMED * amounts.prose:
        return True
    if amounts.prose < MIN_TOLD and _dated_titles(amounts) > MANY:
        return True
    if _is_front(amounts):
        return True
    return amounts.prose < 150 and amounts.linked >= 25 and amounts.links * 10 > amounts.shown * 4


def _opens_with_text(amounts: Amounts) -> bool:
    """Whether sentences stand under a full head with a headline of a story's length, and above all links below it, which are a
    feed."""
    if not amounts.has_full_head:
        return False
    from cleaners.judgement.told import is_brief  # few pages have so many links in their body

    return is_brief(amounts) and amounts.labelled.text[0] < amounts.first_link


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


def _dated_titles(amounts: Amounts) -> int:
    """How many linked titles have a day in their own line or the next one."""
    lines = [block for block in amounts.visible if len(block.text) <= MAX_FACT]
    return sum(
        block.link_chars >= MIN_TITLE
        and read_date(block.text if after.link_chars else block.text + "\n" + after.text) is not None
        for block, after in itertools.pairwise(lines)
    )


def _is_named(amounts: Amounts) -> bool:
    """Whether links stand under a name shorter than a headline, with no fact about an article."""
    name = headline_size(amounts.headline)
    return 0 < name < MIN_HEADLINE and amounts.linked >= MIN_NAMED and not amounts.has_head


def _is_front(amounts: Amounts) -> bool:
    """Whether a few teasers stand among many linked titles, without a headline, a fact about an article or a credit line that
    would make them one text."""
    if not amounts.paragraphs or amounts.prose >= MAX_TEASERS or headline_size(amounts.headline) >= MIN_HEADLINE:
        return False
    if amounts.has_head or amounts.is_signed or amounts.is_titled:
        return False
    titles = sum(map(_is_title, amounts.visible))
    if titles < max(MIN_LINKED, 4 * amounts.paragraphs):
        return False
    return amounts.paragraphs >= MIN_TEASERS or _sections(amounts) >= MIN_SECTIONS


def _is_title(block: Block) -> bool:
    return block.link_chars >= MIN_HEADLINE and block.link_chars * 2 > len(block.text)


def _sections(amounts: Amounts) -> int:
    """How many headings stand right above a linked title."""
    return sum(
        block.kind == "heading" and not block.link_chars and _is_title(below)
        for block, below in itertools.pairwise(amounts.visible)
    )


def is_channel(amounts: Amounts) -> bool:
    """Whether the kept lines are summaries or posts without links, and not a story."""
    if amounts.tells:
        return False
    if is_of_dated_twins(amounts) or is_one_of_dated_twins(amounts) or is_of_widget(amounts):
        return True
    return _lead_on(amounts)


def _lead_on(amounts: Amounts) -> bool:
    """Whether most lines of text have a link to the rest right below them."""
    blocks = amounts.outline.blocks
    below = (blocks[block.number + 1] for block in amounts.kept if block.number + 1 < len(blocks))
    found = sum(block.link_chars > 0 and MORE.fullmatch(block.text) is not None for block in below)
    return found >= MANY and found >= _MOST * amounts.paragraphs


def is_of_dated_twins(amounts: Amounts) -> bool:
    """Whether most lines of text stand alone in adjacent elements of the same look, each with a moment or an age."""
    if len(amounts.kept) <= MANY:
        return False
    twins = dated_twins(amounts.outline, amounts.kept)
    return twins > MANY and twins >= _MOST * amounts.paragraphs


def is_one_of_dated_twins(amounts: Amounts) -> bool:
    """Whether the few kept lines stand alone in an element that looks like others beside it, each with a moment or an age: then
    one card of a channel was taken for the article."""
    kept = {block.number for block in amounts.kept}
    if not 0 < len(kept) <= MANY:
        return False
    shown = [block for block in amounts.visible if is_prose(block)]
    if len(shown) - len(kept) < MANY:
        return False
    twins = dated_twins(amounts.outline, shown)
    others = [block for block in shown if block.number not in kept]
    return twins > MANY and dated_twins(amounts.outline, others) == twins - len(kept)


def dated_twins(outline: Outline, kept: Sequence[Block]) -> int:
    """How many of the kept lines of text stand each alone in one of several elements that look the same beside each other,
    with a short line there that is a moment or an age, or a link above a day and its excerpt: the most that one element holds."""
    return max(Counter(_find_twins(outline, kept, _is_dated).values()).values(), default=0)


def _find_twins(
    outline: Outline, lines: Sequence[Block], is_twin: Callable[[Block, list[Block]], bool]
) -> dict[int, object]:
    """The lines of text that stand each alone in an element and go with the short lines there, by their numbers: with the same
    value where those elements look the same beside each other."""
    parents, firsts, ends = outline.containers.parent, outline.containers.first, outline.containers.end
    numbers = [block.number for block in lines]
    found: dict[int, object] = {}
    for block in lines:
        element, parent = -1, block.container  # the largest around it that no other one stands in
        while parent > 0 and bisect_left(numbers, ends[parent]) - bisect_left(numbers, firsts[parent]) == 1:
            element, parent = parent, parents[parent]
        around = outline.blocks[firsts[element] : ends[element]] if element > 0 else ()
        if is_twin(block, [other for other in around if other is not block and 0 < len(other.text) <= MAX_MOMENT]):
            found[block.number] = parent, outline.containers.look(element)
    return found


def _is_dated(block: Block, short: list[Block]) -> bool:
    is_excerpt = EXCERPTED.match(block.text) is not None and any(map(is_linked, short))
    return is_excerpt or any(_says_when(other.text) for other in short)


def is_of_flashes(amounts: Amounts) -> bool:
    """Whether most lines of text each stand alone with a moment or a time of day and with controls, as news flashes do. An
    article has only one row of controls, with any headline."""
    controls = set(amounts.labelled.places_of(Label.SHARE))
    # A text's own facts above it, or readers' posts below.
    others = amounts.labelled.places_of(Label.SOURCE, Label.BYLINE, Label.COMMENT)
    if len(controls) <= MANY or others:
        return False

    def is_flash(_: Block, short: list[Block]) -> bool:
        is_timed = any(is_clock(other.text) or _says_when(other.text) for other in short)
        return is_timed and any(other.number in controls for other in short)

    found = _find_twins(amounts.outline, [block for block in amounts.visible if is_prose(block)], is_flash)
    counts = Counter(found.values())
    flashes = sum(block.number in found and counts[found[block.number]] > MANY for block in amounts.kept)
    return flashes > 0 and flashes >= _MOST * len(amounts.kept)


def _says_when(text: str) -> bool:
    return is_stamp(text) or AGO.fullmatch(text) is not None or MONTH_DAY.fullmatch(text) is not None


def is_of_widget(amounts: Amounts) -> bool:
    """Whether the page's title is the heading of a list above its text: a readers' forum, a hot list."""
    if amounts.paragraphs < MANY:
        return False
    names = set(title_parts(amounts.metadata.titles))
    above = (block.text for block in amounts.outline.blocks[: amounts.kept[0].number] if not block.link_chars)
    return any(line in names and _heads_widget(line) for line in above)


def _heads_widget(line: str) -> bool:
    rule = first_rule(line)
    return rule is not None and rule.effect is Effect.WIDGET


def is_of_teasers(amounts: Amounts) -> bool:
    """Whether the kept lines are summaries of other pages, each under its linked title: search results, a channel, the index of
    a blog. A digest is an article: its items stand in its own column, under a head and without moments."""
    cut = sum([_is_broken_off(block.text) for block in amounts.kept if block.text.endswith(_BROKEN_OFF)])
    if cut >= MANY and cut >= _MOST * amounts.paragraphs and not amounts.tells:
        return True
    found = _of_others(amounts, titled_entries(amounts.outline, amounts.kept))
    if not found or (amounts.tells and _stands_before(amounts, found[0])) or not _holds_most(amounts, found):
        return False
    marked = 2 * sum(is_marked(amounts.outline, entry) for entry in found) >= len(found)
    titles = {entry.title for entry in found}  # paragraphs below one link amid a text are no entries of their own
    if len(titles) < MANY:
        # Without moments, more of them must look the same, and nothing may show that the page is one text.
        fewest = MANY if marked else 2 * MANY
        return (marked or not amounts.tells) and any(
            entry.element is not None and alike(amounts.outline, entry.element) >= fewest for entry in found
        )
    apart = 2 * sum(entry.element is not None for entry in found) >= len(found)
    return marked or (not amounts.tells and (apart or not (amounts.is_titled or amounts.has_head)))


def _is_broken_off(text: str) -> bool:
    """Whether a text ends as a teaser does: cut off, or with a word in brackets that leads to the rest."""
    return is_cut(text) if text.endswith(DOTS) else MORE.fullmatch(text) is not None


def _of_others(amounts: Amounts, found: list[Entry]) -> list[Entry]:
    """The entries, without the one whose element contains the headline that the page's title names: that is the page's own
    text."""
    headline = amounts.labelled.headline
    if not found or headline is None or not amounts.is_titled:
        return found
    first, end = amounts.outline.containers.first, amounts.outline.containers.end
    return [
        entry
        if entry.element is None or not first[entry.element] <= headline < end[entry.element]
        else entry._replace(element=None)
        for entry in found
    ]


def _stands_before(amounts: Amounts, entry: Entry) -> bool:
    """Whether a separate text stands before the first entry, so that the entries are a feed below it."""
    return amounts.kept[0].number < entry.title


def is_topic(amounts: Amounts, stamps: Collection[int]) -> bool:
    """Whether the kept lines are readers' posts under the headline of a topic. The first post of a thread is an article; a
    topic has none."""
    if amounts.headline[:1] == amounts.headline[-1:] == "#" and _counts_taking_part(amounts):
        return True
    if len(stamps) < MANY or not _is_headed_as_topic(amounts):
        return False
    found = posts(amounts.outline, amounts.kept, set(stamps))
    return len(found) >= MANY and _holds_most(amounts, found)


def is_of_account(amounts: Amounts) -> bool:
    """Whether the page is an account's: the name in place of the headline also stands beside the first text's moment, as its
    author."""
    if not amounts.kept or not 0 < headline_size(amounts.headline) < MIN_HEADLINE:
        return False
    first = amounts.kept[0].number
    beside = (block.text for block in amounts.outline.blocks[max(0, first - NEAR) : first] if is_stamp(block.text))
    return any(name_beside(text) == amounts.headline for text in beside)


def is_of_posts(amounts: Amounts) -> bool:
    """Whether the kept lines are readers' posts: a heading of comments stands right above the first one, with no headline above
    it, and most have a moment or an age beside them. The first one may have been taken for a headline. If the page's title
    names comments, its lines with a moment are the posts."""
    if _is_titled_as_comments(amounts):
        moments = [block for block in amounts.visible if len(block.text) <= _LONGEST_SAID and _is_said_at(block.text)]
        return len(moments) >= max(_FEWEST_POSTS, amounts.paragraphs)
    if len(amounts.kept) < MANY:
        return False
    first, headline = amounts.kept[0].number, amounts.labelled.headline
    top = first if headline is None else min(first, headline)
    verdicts = amounts.labelled.verdicts
    if not any(verdicts[i].label is Label.COMMENT for i in range(max(0, top - FAR), top)):
        return False
    return _dated(amounts) >= _MOST * amounts.paragraphs


def _is_said_at(text: str) -> bool:
    return read_date(text) is not None or says_floor_or_age(text)


def _is_titled_as_comments(amounts: Amounts) -> bool:
    return any(map(COMMENTS_PAGE.fullmatch, title_parts(amounts.metadata.titles)))


def _dated(amounts: Amounts) -> int:
    return sum(has_moment_beside(amounts.outline.blocks, block.number) for block in amounts.kept)


def _holds_most(amounts: Amounts, found: Sequence[Entry]) -> bool:
    return chars_in(amounts.outline, found, amounts.kept) >= _MOST * sum(len(block.text) for block in amounts.kept)


def _is_headed_as_topic(amounts: Amounts) -> bool:
    return TOPIC.fullmatch(amounts.headline) is not None or _counts_taking_part(amounts)


def _counts_taking_part(amounts: Amounts) -> bool:
    number = amounts.labelled.headline
    first = number + 1 if number is not None else 0
    head = [block.text for block in amounts.outline.blocks[first : first + FAR] if len(block.text) <= MAX_FACT]
    return any(not _PART_SIGNS.isdisjoint(line) and TAKING_PART.search(line) for line in head)
