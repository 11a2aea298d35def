"""What is cut without a reason and related to the text: between headline and text, in the text's own column, in its captions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaners.evidence.measures import is_prose, key
from cleaners.judgement.entries import entries_among, is_title
from cleaners.judgement.head_lines import FULL_STOP
from cleaners.judgement.intruders import has_ended, speak_of_site
from cleaners.judgement.seen import Seen, between, has_between, last_before
from cleaners.judgement.verdicts import (
    CAPTION_AFTER_PICTURE,
    CAPTION_CREDITED,
    CAPTION_ELEMENT,
    CAPTION_MARKED,
    CAPTION_SENTENCE,
)
from cleaners.reading.patterns import lazy
from cleaners.values import Block, Label

#: What stands between headline and text is text from so many characters on; two sentences of them from so many on; what is
#: all that is left of a page, from so many on.
ENOUGH, TWO_SENTENCES, ALL_THERE_IS = 60, 45, 24

#: A paragraph that has this share of its 4-grams in the text is a summary of it.
SUMMARY_SHARE = 0.3
#: A first paragraph in the text's own column repeats less of it than this.
OWN_SHARE = 0.6

#: What stands behind an end in the article's own column is text from so many characters on.
MIN_BEHIND = 100
#: The next section of a text begins at most so many blocks behind it: pictures may stand between.
NEAR = 6
#: A column with more headings of widgets is the page's.
MAX_WIDGETS = 2

#: So many short lines that end in a mark are verse or a dialogue.
MIN_VERSE = 3

#: What the body's captions are called: a photo credit on a line of its own is none of them.
_CAPTIONS = frozenset({CAPTION_ELEMENT, CAPTION_MARKED, CAPTION_CREDITED, CAPTION_SENTENCE, CAPTION_AFTER_PICTURE})

_PAUSE = lazy(r"[，。！？；：、…—,!?;:][”」』）)]?\s*$")
_SUMMARY_NAMES = frozenset("abstract summary desc description digest zhaiyao daodu".split())
_NAME = lazy(r"[a-z]+")


class Run(NamedTuple):
    """Blocks that become text: from ``first`` to ``end`` (excluded), without those that a reason explains."""

    first: int
    end: int
    besides: frozenset[int] = frozenset()


def find_head(seen: Seen) -> Run | None:
    """Running text between the headline and the text, no widget's heading above it."""
    headline, text = seen.labelled.headline, seen.kept or seen.text
    if not text:
        return _find_rest(seen)
    if headline is None and not seen.kept:
        return None
    limit = text[0]
    widget = next(iter(between(seen.widgets, seen.top, limit)), limit) if limit > seen.top else seen.top
    found = between(seen.loose, seen.top, widget)
    besides = explained(seen, found) if found else set()
    prose = [index for index in found if index not in besides]
    if not prose:
        return _find_verse(seen, limit) if limit <= widget else None
    first = prose[0]
    while first - 1 > seen.top and _is_sentence(seen, first - 1):
        first -= 1
    end = limit if text and limit <= widget else _end_of(seen, prose[-1], widget)
    lines = [index for index in range(first, end) if index not in besides and _is_sentence(seen, index)]
    return Run(first, end, frozenset(besides)) if _is_head(seen, prose, lines, headline is not None) else None


def _find_rest(seen: Seen) -> Run | None:
    """The first running text of a page whose text is gone: it ends where an article does that had begun, and is none behind a
    credit line and a widget's heading."""
    lines = between(seen.loose, seen.top, len(seen.blocks))
    besides = explained(seen, lines) if lines else set()
    lines = [index for index in lines if index not in besides]
    if not lines:
        return None
    first, column = lines[0], seen.columns.of(lines[0])
    if has_ended(seen, first):
        return None
    ends = between(seen.ends, seen.top, first)
    limit = next(iter(between(seen.ends, first, len(seen.blocks))), len(seen.blocks))
    run = [index for index in lines if index < limit and seen.columns.of(index) == column]
    if seen.size(run) < (ALL_THERE_IS if seen.labelled.headline is not None and not ends else ENOUGH):
        return None
    while first - 1 > seen.top and _is_sentence(seen, first - 1):
        first -= 1
    return Run(first, _end_of(seen, run[-1], limit), frozenset(besides))


def _is_head(seen: Seen, prose: Sequence[int], lines: Sequence[int], has_headline: bool) -> bool:
    if any(_is_in_texts_column(seen, index) for index in prose):
        return True
    if not has_headline:
        return False
    size = max(seen.size(prose), seen.size(lines))
    return size >= ENOUGH or (len(lines) >= 2 and size >= TWO_SENTENCES)


def _is_in_texts_column(seen: Seen, index: int) -> bool:
    """Whether a line above the text stands in a column of it, or in one that holds it and not the headline: an element that
    nobody closed."""
    if not seen.kept:
        return False
    column, first = seen.columns.of(index), seen.kept[0]
    if column == seen.columns.of(first) or stands_beside(seen, index, first):
        return True
    headline = seen.labelled.headline
    return headline is not None and seen.columns.holds(column, first) and not seen.columns.holds(column, headline)


def _find_verse(seen: Seen, limit: int) -> Run | None:
    """Short lines of one column between the facts and the text, most of which end as a part of a sentence does: verse, or a
    dialogue."""
    start = last_before([index for index in range(seen.top, limit) if seen.hits[index] is not None], limit) + 1
    lines = [index for index in range(max(start, seen.top), limit) if seen.blocks[index].text]
    told = [index for index in lines if seen.is_placed(index) and _PAUSE.search(seen.blocks[index].text)]
    if len(told) < MIN_VERSE or len(told) * 4 < len(lines) * 3:
        return None
    column = seen.columns.of(told[0])
    if any(seen.columns.of(index) != column or seen.blocks[index].link_chars for index in told):
        return None
    return Run(told[0], limit)


def _is_sentence(seen: Seen, index: int) -> bool:
    """Whether a line is a short sentence that nothing but its place has cut."""
    block = seen.blocks[index]
    return (
        seen.hits[index] is None and not block.hidden and bool(block.text) and FULL_STOP.search(block.text) is not None
    )


def _end_of(seen: Seen, last: int, limit: int) -> int:
    """Where a run ends whose last line of running text this is: short sentences after it in the same column belong to it."""
    end = last + 1
    while end < limit and _is_sentence(seen, end) and seen.columns.of(end) == seen.columns.of(last):
        end += 1
    return end


def explained(seen: Seen, lines: Sequence[int]) -> set[int]:
    """Those of some lines outside the text that are not the article's: entries, summaries, what comes again, the site's own
    words."""
    entries = [entry for row in entries_among(seen, lines) for entry in row]
    # The date under the headline is the article's own, and makes no entry of its first line.
    entries = [entry for entry in entries if entry.lines[0] != lines[0] or is_title(seen, entry.opener)]
    found = {index for entry in entries for index in entry.lines}
    keys = {key(seen.blocks[index].text) for index in seen.kept}
    grams: set[str] | None = None
    for index in lines:
        text = seen.blocks[index].text
        if key(text) in keys:
            found.add(index)
        elif seen.kept and index < seen.kept[0]:
            if grams is None:
                grams = _grams("\n".join([seen.blocks[kept].text for kept in seen.kept]))
            least = OWN_SHARE if _is_in_texts_column(seen, index) else SUMMARY_SHARE
            if len(lines) == 1 and (_is_in_summary_box(seen, index) or _share(text, grams) >= least):
                found.add(index)
    boxes: dict[int, list[int]] = {}
    for index in lines:
        if index not in found:
            boxes.setdefault(seen.columns.of(index), []).append(index)
    for box in boxes.values():
        if speak_of_site(seen, box):
            found.update(box)
    return found


def _is_in_summary_box(seen: Seen, index: int) -> bool:
    containers = seen.outline.containers
    container = seen.blocks[index].container
    for _ in range(2):
        if not _SUMMARY_NAMES.isdisjoint(_NAME.findall(containers.names[container].lower())):
            return True
        container = max(containers.parent[container], 0)
    return False


def _grams(text: str) -> set[str]:
    return {text[start : start + 4] for start in range(len(text) - 3)}


def _share(text: str, grams: set[str]) -> float:
    own = _grams(text)
    return len(own & grams) / len(own) if own else 0.0


def find_columns(seen: Seen) -> list[Run]:
    """Runs of running text behind the text and in its own column."""
    if not seen.kept or seen.text[-1] + 1 >= len(seen.blocks):
        return []
    section = _find_sections(seen)
    found = [] if section is None else [section]
    if seen.loose[-1:] <= seen.kept[:1]:
        return found
    own = {seen.columns.of(index) for index in seen.kept}
    for run in _runs(seen, own):
        besides = explained(seen, run)
        lines = [index for index in run if index not in besides]
        if len(lines) * 2 > len(run) and _belongs(seen, lines, found):
            first, end = _start_of(seen, lines[0]), _end_of(seen, run[-1], len(seen.blocks))
            besides.update(index for index in range(first, end) if seen.columns.of(index) not in own)
            found.append(Run(first, end, frozenset(besides)))
    return found


def _find_sections(seen: Seen) -> Run | None:
    """The sections of an article right behind its text: sentences in columns beside the last one's, and pictures."""
    last = seen.text[-1]
    end = last + 1
    said: list[int] = []
    for index in range(last + 1, len(seen.blocks)):
        block = seen.blocks[index]
        if not block.text:
            continue
        if not _is_sentence(seen, index) or not _continues(seen, end - 1, index):
            break
        end = index + 1
        said.append(index)
    besides = explained(seen, between(seen.loose, last + 1, end))
    return Run(last + 1, end, frozenset(besides)) if not besides.issuperset(said) else None


def _continues(seen: Seen, above: int, below: int) -> bool:
    return seen.columns.of(above) == seen.columns.of(below) or stands_beside(seen, above, below)


def stands_beside(seen: Seen, above: int, below: int) -> bool:
    """Whether the columns of two lines are sections of one article: what holds both is the article's own, or they look the
    same in what holds both."""
    columns, containers = seen.columns, seen.outline.containers
    shared = columns.around(above, below)
    if shared == 0 or containers.tag[shared] in ("body", "html"):
        return False
    one, other = (_branch(seen, index, shared) for index in (above, below))
    if containers.names[one] and one != shared != other and containers.look(one) == containers.look(other):
        return True
    return _is_articles_own(seen, shared) and not has_between(
        seen.ends, containers.first[shared], containers.end[shared]
    )


def _branch(seen: Seen, index: int, shared: int) -> int:
    """The child of an element that a block stands in; the element itself for a block of its own."""
    parents = seen.outline.containers.parent
    container = seen.blocks[index].container
    while container != shared and parents[container] != shared:
        container = parents[container]
    return container


def _start_of(seen: Seen, first: int) -> int:
    """Where a run begins whose first line of running text this is: right behind the text, or behind the last end before it,
    with the short sentences and headings above it."""
    end = last_before(seen.ends, first)
    text = last_before(seen.text, first)
    if text > end:
        return text + 1
    while first - 1 > end and _heads(seen, first - 1):
        first -= 1
    is_heading = seen.is_widget(end) if end >= 0 else False
    return end if is_heading and end == first - 1 and seen.columns.of(end) == seen.columns.of(first) else first


def _heads(seen: Seen, index: int) -> bool:
    return _is_sentence(seen, index) or (seen.blocks[index].kind == "heading" and seen.hits[index] is None)


def _runs(seen: Seen, own: set[int]) -> list[list[int]]:
    """Loose lines after the first kept one, of one of these columns, with no end between them."""
    runs: list[list[int]] = []
    for index in between(seen.loose, seen.kept[0], len(seen.blocks)):
        if seen.columns.of(index) not in own:
            continue
        if runs and last_before(seen.ends, index) < runs[-1][-1] and not between(seen.kept, runs[-1][-1], index):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _belongs(seen: Seen, lines: Sequence[int], found: Sequence[Run]) -> bool:
    """Whether a run in the text's own column is text: always where nothing stands between; behind an end where it is long
    enough and the column is the article's own."""
    start = lines[0]
    before = last_before(seen.kept, start)
    ends = between(seen.ends, before, start)
    if found and ends and found[-1].first > before:
        ends = between(seen.ends, found[-1].end, start)
    if not ends:
        return True
    if len(lines) < 2:
        return False
    size, kept = seen.size(lines), seen.size(between(seen.kept, 0, start))
    is_widget = all(map(seen.is_widget, ends))
    if size < (max(MIN_BEHIND, kept / 2) if is_widget else max(MIN_BEHIND, kept)):
        return False
    credit = next((index for index in ends if seen.is_credit(index)), None)
    if credit is not None and any(index > credit and seen.is_widget(index) for index in ends):
        return False
    return _is_articles_own(seen, seen.columns.of(start))


def _is_articles_own(seen: Seen, column: int) -> bool:
    """Whether a column is the article's and not the page's: it holds no headline, no legal lines, few headings of widgets."""
    containers = seen.outline.containers
    first, end = containers.first[column], containers.end[column]
    headline = seen.labelled.headline
    if headline is not None and first <= headline < end:
        return False
    inside = between(seen.ends, first, end)
    if any((hit := seen.hits[index]) is not None and hit.label in (Label.LEGAL, Label.FOOTER) for index in inside):
        return False
    return len(between(seen.widgets, first, end)) <= MAX_WIDGETS


def find_captions(seen: Seen) -> list[int]:
    """The captions of a page that hold most of its sentences: they are its text."""
    captions = [index for index in seen.labelled.places_of(Label.CAPTION) if _is_told(seen, index)]
    others = [index for index in seen.kept if seen.blocks[index - 1].image is None]
    if len(captions) < 2 or seen.size(captions) <= 1.5 * seen.size(others):
        return []
    return captions


def _is_told(seen: Seen, index: int) -> bool:
    block = seen.blocks[index]
    return seen.verdicts[index] in _CAPTIONS and ("。" in block.text or is_prose(block))


#: Words of a control that opens the rest of a text, and how long such a control is at most.
_OPENS = ("展开", "展開", "全文", "剩余", "剩餘", "余下", "显示全部", "继续阅读", "繼續閱讀", "阅读更多", "閱讀更多")
MAX_CONTROL = 20


class Fold(NamedTuple):
    """The hidden rest of a text, and the controls that open it."""

    lines: list[int]
    controls: list[int]


def find_fold(seen: Seen) -> Fold | None:
    """The rest of a text that is hidden right behind it, beside a control that opens it."""
    if not seen.kept:
        return None
    index = 1 + next((i for i in reversed(seen.text) if not _opens_rest(seen.blocks[i])), seen.kept[-1])
    found = Fold([], [])
    column = -1
    while index < len(seen.blocks):
        block = seen.blocks[index]
        if block.hidden and block.text and column in (-1, seen.columns.of(index)) and seen.hits[index] is None:
            column = seen.columns.of(index)
            found.lines.append(index)
        elif _opens_rest(block):
            found.controls.append(index)
        elif not block.hidden and block.text:
            break
        index += 1
    return found if found.controls and any(is_prose(seen.blocks[line]) for line in found.lines) else None


def _opens_rest(block: Block) -> bool:
    return not block.hidden and len(block.text) <= MAX_CONTROL and any(word in block.text for word in _OPENS)
