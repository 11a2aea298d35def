"""Learn sections: repeated headings above lists that do not belong to the article, or above posts.

A heading alone is no evidence, since reports have standing subheads, too. A list is learned if its lines are links, lines that
other pages have, or headlines, or if they stand in a separate element or after the text on every page. Posts are running text
that only one page has. They are learned if they stand in an element separate from the story and after it, or in a form that no
section of an article has: after a list, under names and times, or after names and colons.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from statistics import mean
from typing import NamedTuple

from cleaners.evidence.dates import read_date
from cleaners.learning.sample import FACTS
from cleaners.learning.shared import MIN_CONFIDENCE, MIN_PAGES, Shared, named_label
from cleaners.template.layout import Entry, Reason, Shape, Where
from cleaners.template.sections import Run, is_apart, is_last, opener_of, run_under, statements
from cleaners.template.view import MAX_TITLE, View, is_statement, is_worded
from cleaners.values import Label

#: Minimum share of a section's characters in links, or in lines that other pages have, for a list that does not belong to the
#: article.
MIN_LINKS = 0.6
MIN_SHARED = 0.25

#: Minimum share of a section's runs with a sign of a list, and minimum share of runs without a statement.
MOST = 0.9

#: Minimum share of runs that follow a list, for a heading to be after the article's end on every page.
SOME = 0.2

#: Maximum length of a line that stands on only some pages and heads a list, in characters; minimum share of pages that
#: have it, if the lines below are not known from other pages; and the minimum mean number of these lines in that case.
MAX_HEADING = 20
MANY = 0.4
MIN_LIST = 2

#: Minimum length of another story's headline, in characters.
MIN_TITLE = 8

#: Minimum mean number of statements per run for posts in a separate element; fewer may be an editor's note.
MIN_POSTS = 1.5

#: Minimum share of different names before posts: two speakers who alternate are an interview.
MIN_NAMES = 0.6


class Found(NamedTuple):
    """One section on one page: the run under its heading, whether its element is separate from the story, whether the story
    precedes it, and whether the story continues after it."""

    page: int
    run: Run
    apart: bool
    behind: bool
    last: bool


class Pages(NamedTuple):
    """The pages from which sections are learned: for each, the body's element and the page's own running text."""

    shared: Shared
    bodies: Sequence[int]
    stories: Sequence[Sequence[int]]


def learn_sections(shared: Shared, bodies: Sequence[int]) -> tuple[Entry, ...]:
    """The sections of a layout's pages. ``bodies`` are the elements of their articles' bodies, 0 where unknown."""
    stories = [sample.view.story(body, shared.repeated) for sample, body in zip(shared.samples, bodies, strict=True)]
    pages = Pages(shared, bodies, stories)
    runs = _find_runs(pages)
    entries: dict[str, Entry] = {}
    for learn in (_learn_list, _learn_posts):
        ended = _first_heads(runs, entries)
        for line, found in sorted(runs.items()):
            if line not in entries and (entry := learn(pages, line, found, ended)) is not None:
                entries[line] = entry
    return tuple(entries[line] for line in sorted(entries))


def _find_runs(pages: Pages) -> dict[str, list[Found]]:
    """The runs under every line that may head a section: repeated lines, and lines on fewer pages that head lists."""
    shared = pages.shared
    first = _runs_under(pages, shared.repeated)
    seldom = {line for line in shared.recurring if len(line) <= MAX_HEADING}
    some = {
        line
        for line, found in _runs_under(pages, seldom, shared.repeated | seldom).items()
        if _heads(pages, line, found)
    }
    return _runs_under(pages, shared.repeated | some) if some else first


def _runs_under(pages: Pages, lines: Collection[str], ends: Collection[str] = ()) -> dict[str, list[Found]]:
    """The runs under these lines; each ends at the next of them or at a line of ``ends``."""
    runs: dict[str, list[Found]] = defaultdict(list)
    for number, sample in enumerate(pages.shared.samples):
        view, story, body = sample.view, pages.stories[number], pages.bodies[number]
        limits = [index for index in view.texts if sample.lines[index] in (ends or lines)]
        heads = [index for index in view.texts if sample.lines[index] in lines and index != view.headline]
        under = [run_under(view, head, limits) for head in heads]
        for run in under:
            if run.lines:
                behind = any(index < run.head for index in story)
                found = Found(number, run, is_apart(view, run, story, body), behind, is_last(view, run, story, under))
                runs[sample.lines[run.head]].append(found)
    return runs


def _heads(pages: Pages, line: str, found: Sequence[Found]) -> bool:
    """Whether a line that stands on only some pages heads a section after the story: the lines under it occur on other pages,
    but on fewer than it does, or are always the same; or they stand in a separate element; or they look like headlines."""
    shared = pages.shared
    under = [(shared.samples[one.page], index) for one in found for index in one.run.lines]
    if _share(found, "behind") < MOST:
        return False
    counts = [shared.pages[sample.lines[index]] for sample, index in under]
    if min(counts) >= MOST * shared.pages[line]:
        return True
    if mean(counts) * 2 > shared.pages[line]:
        return False
    if _shares(pages, found)[0] >= MIN_SHARED:
        return True
    if any(statements(_view(pages, one), one.run) for one in found):
        return False
    if _share(found, "apart") >= MOST:
        return True
    often = shared.pages[line] >= MANY * len(shared.samples)
    titles = mean(is_title(sample.outline.blocks[index].text) for sample, index in under)
    return often and titles >= MOST and mean(len(one.run.lines) for one in found) >= MIN_LIST


def is_title(text: str) -> bool:
    """Whether a line looks like a headline: it is longer than a word, and not a key with its value."""
    return MIN_TITLE <= len(text) <= MAX_TITLE and opener_of(text) is None


def _first_heads(runs: Mapping[str, Sequence[Found]], entries: Mapping[str, Entry]) -> dict[int, int]:
    """For each page, the block of the first heading of a known section after the story."""
    first: dict[int, int] = {}
    for line in entries:
        for found in runs[line]:
            if found.behind:
                first[found.page] = min(first.get(found.page, found.run.head), found.run.head)
    return first


def _share(found: Sequence[Found], sign: str) -> float:
    return sum(bool(getattr(one, sign)) for one in found) / len(found)


def _learn_list(pages: Pages, line: str, found: Sequence[Found], ended: Mapping[int, int]) -> Entry | None:
    if len({one.page for one in found}) < MIN_PAGES or _holds_facts(pages, found):
        return None
    said = [one for one in found if statements(_view(pages, one), one.run)]
    shared_share, link_share, title_share = _shares(pages, found)
    if shared_share >= MIN_SHARED:
        return _entry(pages, line, found, Reason.OTHERS, Shape.LIST if not said else Shape.POSTS)
    if len(said) > (1 - MOST) * len(found):
        return None
    if link_share >= MIN_LINKS:
        return _entry(pages, line, found, Reason.LINKS, Shape.LIST)
    if title_share >= MIN_SHARED:
        return _entry(pages, line, found, Reason.TITLES, Shape.LIST)
    if _share(found, "apart") >= MOST:
        return _entry(pages, line, found, Reason.APART, Shape.LIST)
    if _share(found, "behind") >= MOST and _share(found, "last") >= MOST:
        return _entry(pages, line, found, Reason.TAIL, Shape.LIST)
    return None


def _learn_posts(pages: Pages, line: str, found: Sequence[Found], ended: Mapping[int, int]) -> Entry | None:
    if len({one.page for one in found}) < MIN_PAGES or _share(found, "behind") < MOST:
        return None
    posts = [one for one in found if statements(_view(pages, one), one.run)]
    if len(posts) < MIN_PAGES or len(posts) * 2 < len(found):
        return None
    if _share(found, "last") >= MOST and (reason := _posts_reason(pages, posts, ended)) is not None:
        return _entry(pages, line, found, reason, Shape.POSTS)
    many = mean(len(statements(_view(pages, one), one.run)) for one in posts) >= MIN_POSTS
    if many and _share(found, "apart") >= MOST:
        return _entry(pages, line, found, Reason.APART, Shape.POSTS)
    return None


def _posts_reason(pages: Pages, posts: Sequence[Found], ended: Mapping[int, int]) -> Reason | None:
    """The reason why running text under a heading is not part of the article, in any place; None if it may be."""
    if sum(ended.get(one.page, one.run.head) < one.run.head for one in posts) >= max(2, SOME * len(posts)):
        return Reason.ENDED
    if all(_are_dated(pages, one) for one in posts):
        return Reason.MOMENTS
    if _are_named(pages, posts):
        return Reason.NAMES
    return None


def _are_dated(pages: Pages, one: Found) -> bool:
    """Whether each statement stands under a name and a time: a short line that is no date is the name."""
    view = _view(pages, one)
    texts = [view.blocks[index].text for index in one.run.lines]
    said = len(statements(view, one.run))
    moments = sum(read_date(text) is not None for text in texts if len(text) <= MAX_TITLE)
    first = view.blocks[one.run.lines[0]]
    return moments >= said > 0 and not is_statement(first) and is_worded(f"{view.lines[one.run.lines[0]]}#")


def _are_named(pages: Pages, posts: Sequence[Found]) -> bool:
    said = [(_view(pages, one), index) for one in posts for index in statements(_view(pages, one), one.run)]
    names = [opener_of(view.blocks[index].text) for view, index in said]
    return None not in names and len(set(names)) >= MIN_NAMES * len(names) and len(said) >= MIN_POSTS * len(posts)


def _view(pages: Pages, one: Found) -> View:
    return pages.shared.samples[one.page].view


def _holds_facts(pages: Pages, found: Sequence[Found]) -> bool:
    """Whether the lines under a heading state facts about the article."""
    labels = (pages.shared.samples[one.page].labels[index] for one in found for index in one.run.lines)
    facts = Label.CREDIT, Label.BYLINE, Label.SOURCE
    return sum(label in facts for label in labels) * 4 > len(found)


def _shares(pages: Pages, found: Sequence[Found]) -> tuple[float, float, float]:
    """The shares of a section's characters in lines that other pages have, in links, and in other pages' headlines."""
    chars = other = linked = titles = 0
    for one in found:
        sample = pages.shared.samples[one.page]
        for index in one.run.lines:
            block = sample.outline.blocks[index]
            chars += len(block.text)
            linked += block.link_chars
            other += len(block.text) * (is_worded(sample.lines[index]) and pages.shared.is_others(sample, index))
            titles += len(block.text) * (sample.lines[index] in pages.shared.headlines)
    return (other / chars, linked / chars, titles / chars) if chars else (0.0, 0.0, 0.0)


def _entry(pages: Pages, line: str, found: Sequence[Found], reason: Reason, shape: Shape) -> Entry | None:
    shared = pages.shared
    apart = _share(found, "apart") >= MOST
    confidence = shared.confidence(line)
    if shape is Shape.POSTS and confidence < MIN_CONFIDENCE and not apart and reason is not Reason.OTHERS:
        return None
    if shape is Shape.POSTS and not apart and _share(found, "last") < MOST:
        return None
    samples = shared.samples
    labels = Counter(samples[one.page].labels[index] for one in found for index in one.run.lines)
    usual = Label.COMMENT if shape is Shape.POSTS else Label.RECOMMENDATION
    label = named_label(labels, usual)
    return Entry(
        line,
        label if label not in FACTS else usual,
        shared.pages[line],
        len(samples),
        confidence,
        min(samples[one.page].outline.blocks[one.run.head].text for one in found),
        reason,
        max(len(one.run.lines) for one in found),
        shape,
        Where.APART if reason is Reason.APART else Where.ANYWHERE,
    )
