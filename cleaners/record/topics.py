"""The topics of an article: its section, which is the last step of the breadcrumb above it, and the tags below it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from cleaners.evidence.element_names import words_of
from cleaners.evidence.outlets import is_outlet
from cleaners.evidence.titles import key
from cleaners.judgement.labels import Labelled
from cleaners.reading.han import HAN
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.record.lines import CRUMB_LABEL, rules_stating
from cleaners.rules import Fact
from cleaners.rules.form import either_script
from cleaners.rules.navigation import HOME, NO_SECTIONS, WAYS_HOME
from cleaners.values import Block, Label

#: Separators of a breadcrumb's steps. Bars and dashes count only after words such as 当前位置, or before 正文, since menus have
#: them, too.
_ARROWS = r"-*>+|»|›|→|＞|❯"
_STEPS = lazy(rf"\s*(?:{_ARROWS}|/|\\|--+|\|)\s*")
_LABELLED_STEPS = lazy(rf"\s*(?:{_ARROWS}|/|\\|[|｜丨·]|[-–—]+)\s*|[\u00a0\u3000\s]{{2,}}+")
_LEADS = lazy(rf"{_ARROWS}|/|\\|--")
# One arrow at a time, so that a run of arrows can be divided in one way only.
_MARK = lazy(r"(?:-*[>»›→＞❯]|[/\\:])+")
_MARKED = lazy(rf"(?:{_ARROWS})\s*\S|\S+\s*(?:{_ARROWS})$")
_EDGES = " \t\u00a0\u3000-–—_>:：»›"
#: Maximum length of a section's name, in characters; for a breadcrumb whose steps are separate lines, the maximum number of
#: steps, and the maximum distance of its beginning above the headline, in blocks.
_LONGEST, _MOST_STEPS, _ABOVE = 16, 12, 20
#: Last characters of the names of a first page, and maximum length of its line, with words such as 您现在的位置 before it.
_HOME_ENDS, _MOST_HOME = frozenset(word[-1] for word in WAYS_HOME), 24
#: The label of an article's tags, and the separators between them.
_TAGS = lazy(
    rf"^\W*(?:本文|文章|{either_script('新闻')}|{either_script('相关')})?(?:{either_script('标签')}|{either_script('关键')}[词詞字]|{either_script('相关')}字[词詞]|tags?|{either_script('话题')})"
    rf"(?:{either_script('阅读')})?\s*[:：﹕]\s*",
    re.I,
)
_BETWEEN_TAGS = lazy(r"[,，;；、|｜/\s#]+")
#: Words in class and id of a breadcrumb's element.
_CRUMBS = frozenset("breadcrumb breadcrumbs crumb crumbs".split())


def read_section(outline: Outline, labelled: Labelled, headline: str | None, head_lines: Sequence[int]) -> str | None:
    """The last step of the breadcrumb that is no word for the article, not its headline and not the site. Without one, the name
    after 栏目 in one of ``head_lines``, or the name of a printed paper's page. None without any."""
    blocks, verdicts, places = outline.blocks, labelled.verdicts, labelled.places_of(Label.NAVIGATION)
    crumbs = rules_stating(Fact.SECTION)
    title = key(headline) if headline else ""
    for index in reversed(places[: bisect_left(places, labelled.zones.body)]):
        if verdicts[index].rule in crumbs and not blocks[index].hidden:
            section = _last_of(_steps_of(blocks[index].text), title)
            if section:
                return section
    found = None
    if labelled.headline is not None:
        found = _of_lines(outline, labelled, title) or _of_links(outline, labelled.headline, title)
    return found or _named(blocks, labelled, head_lines)


#: A section after its label, and the name of a printed paper's page.
_COLUMN = lazy(
    r"(?<!\w)(?:所[属屬])?(?:[栏欄]目|[频頻]道|[类類][别別]|分[类類])\s*[:：]\s*(?P<name>[^\s:：|｜,，。;；/]{2,12})(?=$|[\s|｜,，;；/])"
)
_PAPER_PAGE = lazy(
    rf"第?\s?[A-Za-z]?\d{{1,3}}\s?版\s*[:：]\s*(?P<name>[{HAN}·/]{{2,12}}?)\s*(?:[上下][一1]版|版面){{0,4}}\s*$"
)


def _named(blocks: Sequence[Block], labelled: Labelled, head_lines: Sequence[int]) -> str | None:
    """The section named by a line of the head."""
    for index in head_lines:
        text = blocks[index].text
        found = None if index == labelled.headline else _COLUMN.search(text) if _may_name(text) else None
        if found is not None and found["name"] not in NO_SECTIONS:
            return found["name"]
    papers = rules_stating(Fact.ISSUE)
    for index in labelled.places_of(Label.NAVIGATION):
        if index >= labelled.zones.body:
            break
        if labelled.verdicts[index].rule in papers and (page := _PAPER_PAGE.match(blocks[index].text)):
            return page["name"]
    return None


def _may_name(text: str) -> bool:
    return "目" in text or "类" in text or "频道" in text or "頻道" in text or "類" in text


def _steps_of(line: str) -> list[str]:
    """The steps of a breadcrumb in one line; none if the line may also be a menu."""
    text = CRUMB_LABEL.sub("", line)
    is_labelled = text != line
    steps = [step.strip(_EDGES) for step in (_LABELLED_STEPS if is_labelled else _STEPS).split(text)]
    leads = is_labelled or _LEADS.search(text) is not None or steps[-1] in NO_SECTIONS
    return steps if leads else []


def _last_of(steps: Sequence[str], title: str) -> str | None:
    """The last step that names a section. The first step does not if it is the first page or the site."""
    for number in range(len(steps) - 1, -1, -1):
        step = steps[number]
        if not 0 < len(step) <= _LONGEST or step in NO_SECTIONS or _is_title(step, title):
            continue
        return None if number == 0 and (step.endswith(HOME) or (len(steps) > 1 and is_outlet(step))) else step
    return None


def _is_title(step: str, title: str) -> bool:
    """Whether a step is the headline, or a shortened form of it."""
    bare = key(step)
    return bool(bare) and (bare == title or (len(bare) >= 8 and title.startswith(bare)))


def _of_lines(outline: Outline, labelled: Labelled, title: str) -> str | None:
    """The section of a breadcrumb above the headline whose steps are separate lines: they lead from the first page to the
    article, have separators, or stand in an element with such a class. Menus have none of these."""
    blocks, headline = outline.blocks, labelled.headline or 0
    for start in range(headline - 1, max(0, headline - _ABOVE) - 1, -1):
        if not _is_home(blocks[start]):
            continue
        lines = list(_lines_from(blocks, start, headline, title))
        steps = [block.text.strip(_EDGES) for block in lines if not _MARK.fullmatch(block.text)]
        last = steps[-1] if steps else ""
        has_marks = len(steps) < len(lines) or any(_MARKED.match(block.text) for block in lines)
        leads = has_marks or last in NO_SECTIONS.difference(WAYS_HOME) or _is_title(last, title)
        if len(steps) > 1 and (leads or _is_called_crumbs(outline, blocks[start])):
            return _last_of(steps, title)
        return None
    return None


def _of_links(outline: Outline, headline: int, title: str) -> str | None:
    """The section of a breadcrumb above the headline whose steps are links in one line without separators, in an element with
    such a class: `首页生活`."""
    for block in outline.blocks[max(0, headline - _ABOVE) : headline]:
        links = [mark for mark in block.marks if mark.kind == "link"] if block.link_chars and not block.hidden else []
        if len(links) < _FEWEST_LINKS or block.text[links[0].start : links[0].end] not in WAYS_HOME:
            continue
        if _is_called_crumbs(outline, block):
            return _last_of([block.text[mark.start : mark.end].strip() for mark in links], title)
    return None


#: Minimum number of links: the first page and a section.
_FEWEST_LINKS = 2


def _is_home(block: Block) -> bool:
    if not 0 < len(block.text) <= _MOST_HOME or block.text.rstrip(_EDGES)[-1:] not in _HOME_ENDS:
        return False
    text = block.text.strip(_EDGES)
    return (
        0 < len(text) <= _LONGEST and not block.hidden and (text in WAYS_HOME or CRUMB_LABEL.sub("", text) in WAYS_HOME)
    )


def _lines_from(blocks: Sequence[Block], start: int, headline: int, title: str) -> Iterator[Block]:
    """The short lines from the way home on, up to the headline or to a line that is neither a step nor a mark."""
    for block in blocks[start : min(headline, start + _MOST_STEPS)]:
        text = block.text.strip()
        if block.hidden or not (
            _is_step(text, is_link=block.link_chars > 0) or _MARK.fullmatch(text) or _is_title(text, title)
        ):
            return
        yield block


def _is_step(text: str, *, is_link: bool) -> bool:
    if not 0 < len(text) <= _LONGEST:
        return False
    return is_link or text.strip(_EDGES) in NO_SECTIONS or _MARKED.match(text) is not None


def _is_called_crumbs(outline: Outline, block: Block) -> bool:
    """Whether an element around a line is named as one for a breadcrumb, or is a numbered list: menus are plain ones."""
    containers, place = outline.containers, block.container
    for _ in range(3):
        if place <= 0:
            return False
        if containers.tag[place] == "ol" or not _CRUMBS.isdisjoint(words_of(containers.names[place])):
            return True
        place = containers.parent[place]
    return False


def read_tags(blocks: Sequence[Block], labelled: Labelled) -> tuple[str, ...]:
    """The tags in a line below the headline, after a word for tags or each after a #: its links, or at least two words if it is
    the only such line. Several lines, each with such a word, are subheads of a text."""
    rules, first = rules_stating(Fact.TAGS), labelled.headline or 0
    lists = [
        words
        for index in labelled.places_of(Label.NAVIGATION)
        if index >= first and labelled.verdicts[index].rule in rules and (words := _tags_at(blocks, index))
    ]
    return lists[0] if len(lists) == 1 else ()


#: Maximum length of a tag that is a separate line, in characters, and maximum number of such tags.
_TAG, _MOST_TAGS = 12, 12


def _tags_at(blocks: Sequence[Block], index: int) -> tuple[str, ...]:
    """The tags in a line, or in the linked lines below a line that is only the word for tags."""
    key_word = _TAGS.match(blocks[index].text)
    if key_word is None or key_word.end() < len(blocks[index].text):
        return _tags_of(blocks[index])
    found: list[str] = []
    for block in blocks[index + 1 : index + 1 + _MOST_TAGS]:
        if not 0 < len(block.text) <= _TAG or block.link_chars < len(block.text) or block.hidden:
            break
        found.append(block.text.strip("# "))
    return tuple(dict.fromkeys(found))


def _tags_of(block: Block) -> tuple[str, ...]:
    """The tags in a line; none if it names a single thing without a link."""
    key_word = _TAGS.match(block.text)
    if block.hidden:
        return ()
    if key_word is None and not block.text.startswith("#"):
        # The word may be in an element of its own, directly before the links.
        first = next((mark.start for mark in block.marks if mark.kind == "link"), 0)
        if not _TAGS.fullmatch(block.text[:first].strip() + ":"):
            return ()
    links = [block.text[mark.start : mark.end].strip(" #") for mark in block.marks if mark.kind == "link"]
    words = links or _BETWEEN_TAGS.split(block.text[key_word.end() if key_word else 0 :])
    found = tuple(dict.fromkeys(word for word in words if word and ":" not in word and "：" not in word))
    return found if links or len(found) > 1 else ()
