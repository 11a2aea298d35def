"""Several facts in one line of a page's head, parted where the next one begins.

A page may set each fact in an element of its own and leave the gap between them to its style sheet, and a flattening tool may
lose the gap: `来源：某某日报作者：甲乙编辑：丙丁`. Read as it stands, the name of one fact takes in the key of the next. Counts
and controls that stand among the facts are no part of any.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from cleaners.evidence.dates import without_dates
from cleaners.evidence.people.names import ends_name
from cleaners.reading.han import HAN
from cleaners.reading.lines import fold_space
from cleaners.reading.patterns import lazy
from cleaners.rules import RULES, Effect, Fact, Rule, first_rule, match_form, stamps
from cleaners.rules.controls import AMONG_FACTS, COUNTED_AMONG
from cleaners.rules.head import ITEMS, SOURCE_KEY
from cleaners.rules.roles import ANY_ROLE
from cleaners.rules.rule import LONG
from cleaners.values import Block, Label

#: Counts and tools, which stand for the end of a fact.
_TOLD_NOTHING = lazy(AMONG_FACTS)
#: Words that are keys where a colon stands behind them; few are before a stroke or a bar.
KEY = (
    rf"(?:{stamps.LABEL}|{SOURCE_KEY}|(?:(?:文章|原文|新闻|稿件|信息)(?=作者))?{ANY_ROLE}"
    r"|(?:发布|供稿|作者|编辑|审核)(?:者|单位|机构|部门|人)|信息员|投稿|(?:所属)?栏目|分类|频道|类别|字数|编号|索引号|文号|关键[词字]|标签|原标题)"
)
_SEAM = lazy(
    # The outlet of a role belongs to it: 某经编辑｜甲.
    rf"(?<=\s)(?<![:：]\s)[{HAN}]{{2,6}}?(?:编辑|記者|记者)(?=\s?[:：/／|｜丨︱]\s?[{HAN}]{{2}})"
    rf"|(?:{KEY}|{COUNTED_AMONG}|次数)(?=\s*[:：])|(?<=\s)(?:来源|來源|稿源)(?=\s+[{HAN}“「])|(?:本文)?(?:来源|來源|稿源|作者|记者|编辑|[文图摄](?:[、&+][文图摄])?)(?=\s?[/／|｜丨︱]\s?[{HAN}]{{2}})|(?<=[{HAN}])《[^《》]{{2,12}}》(?=\s?[（(])"
)
_MARKS = frozenset(":：/／|｜丨︱《")


@lru_cache(maxsize=256)
def parted(line: str) -> str:
    """The line with a line feed before each fact that has a key, and in the place of dates, counts and tools. Remembered, as
    the readers of sources and of people ask for the same lines."""
    line = without_dates(line)
    if not _MARKS.isdisjoint(line):
        line = _SEAM.sub(_on_a_line, line)
    return _TOLD_NOTHING.sub("\n", line)


def _on_a_line(key: re.Match[str]) -> str:
    if len(key.group()) == 1:
        before = key.string[max(0, key.start() - _ROLE_AND_NAME - 1) : key.start()]  # a link may hold the name alone
        if ends_name(before.replace("\n", "")[-_ROLE_AND_NAME:], key.group()) or _LONGER.search(before + key.group()):
            return key.group()
    return "\n" + key.group()


#: A longer role that ends like one of a single character: 撰文, 图文.
_LONGER = lazy(rf"(?<![{HAN}]){ANY_ROLE}(?<=[{HAN}]{{2}})$")
#: Characters before the last one of a reporter's name: those of the name, and the end of the role's word.
_ROLE_AND_NAME = 4


def with_seams(blocks: Sequence[Block], lines: Sequence[int], pieces: Mapping[int, tuple[str, ...]]) -> Sequence[Block]:
    """The blocks, with a line feed in those of these numbers where one inline element ends and the next begins without a gap."""
    found = {index: seamed for index in lines if (seamed := _seamed(pieces.get(index, ()))) is not None}
    if not found:
        return blocks
    changed = list(blocks)
    for index, text in found.items():
        changed[index] = blocks[index]._replace(text=text)
    return changed


def match_pieces(hits: Sequence[Rule | None], pieces: Mapping[int, tuple[str, ...]]) -> list[Rule | None]:
    """The rules that take each line, those among them that take one only with the gaps between its elements."""
    found = list(hits)
    for number, texts in pieces.items():
        rule = found[number]
        if rule is not None and (rule is not _SEVERAL or _DIGIT.search("".join(texts)) is not None):
            continue  # without a number it may be a row of credits
        if (text := _seamed(texts)) is not None:
            found[number] = first_rule(text.replace("\n", " ")) or found[number]
    return found


def add_fact_lines(
    hits: list[Rule | None], blocks: Sequence[Block], lines: range, pieces: Mapping[int, tuple[str, ...]]
) -> list[Rule | None]:
    """The rules that take each line, with that of several facts for those among some lines that list facts and other words, and
    for those right below a line of facts that go on with people, counts and controls."""
    found, sentences = hits, 0
    for number in lines:
        rule, text = hits[number], blocks[number].text
        if rule is None and "。" in text:
            sentences += 1
            if sentences == _BEGUN:
                break
            continue
        if not text or len(text) > LONG or (rule is not None and rule.effect is not _WIDGET):
            continue
        above = found[number - 1] if number else None
        goes_on = above is not None and above.label in _FACT_LABELS
        if goes_on:
            is_cued = _heads_no_link(blocks, number) if rule is not None else _CUE.search(text) is not None
        else:
            is_cued = rule is None and _has_mark(text) and _KEYED.search(text) is not None
        if is_cued:
            kinds = read_kinds(_seamed(pieces.get(number, ())) or text)
            if _are_enough(kinds) or (goes_on and not kinds.isdisjoint(_GOES_ON)):
                found = list(hits) if found is hits else found
                found[number] = _SEVERAL
    return found


def _heads_no_link(blocks: Sequence[Block], number: int) -> bool:
    """Whether no link stands below a line that a rule takes for the heading of a widget: 推荐 is a control too."""
    return bool(blocks[number].in_element) and number + 1 < len(blocks) and not blocks[number + 1].link_chars


def _has_mark(text: str) -> bool:
    """Whether a line may hold a key or a moment: a cheap look before the expression."""
    return "：" in text or ":" in text or "源" in text or "20" in text or "/" in text or "|" in text or "｜" in text


#: With so many lines that hold sentences, the text below a headline has begun.
_BEGUN = 2
# To ask for a member of an enumeration takes longer than all else that is asked of a line.
_WIDGET = Effect.WIDGET
_DIGIT = lazy(r"\d")
_SEVERAL = next(rule for rule in RULES if rule.states is Fact.SEVERAL)
#: What such lines have: a key, or a moment; those right below another one at least a sign behind a word, or a count.
_KEYED = lazy(r"[源间間期者辑輯布于於员員]\s?[:：/｜|]|(?:19|20)\d\d\s?[-/.年]\s?\d\d?\s?[-/.月]|[来來]源")
_CUE = lazy(r"[:：]|[读量数]\s?\d|记者|通讯员|[(（]\d|[\[【]")


def read_kinds(line: str) -> set[str | None]:
    """The kinds of facts, counts and controls that a line consists of; none for a line that says more. A few other words may
    stand behind a moment or a source and a second fact, as controls have many names. A key that is none of an article's facts
    (地点：) speaks against the line unless three kinds stand before it, as a sentence does, and a question: 记者：…… opens an
    interview too."""
    form = match_form(line)
    kinds = set[str | None]()
    if len(form) > LONG or "。" in form or form.endswith(("?", "!")):
        return kinds
    place, others = _gap(form, 0), 0
    while place < len(form):
        item = _ITEMS.match(form, place)
        if item is None:
            item = _OTHER.match(form, place) or (_OTHER_KEY.match(form, place) if _is_long_list(kinds) else None)
            others += 1
            if item is None or others > _MOST_OTHERS or not _are_enough(kinds):
                return set()
        else:
            kinds.add(item.lastgroup)
        place = _gap(form, item.end())
    return kinds


def _are_enough(kinds: set[str | None]) -> bool:
    return len(kinds & _FACTS) >= _ENOUGH and not kinds.isdisjoint(_SURE)


def _is_long_list(kinds: set[str | None]) -> bool:
    return len(kinds) > _ENOUGH and not kinds.isdisjoint(_SURE)


def _gap(form: str, place: int) -> int:
    gap = _GAP.match(form, place)
    return gap.end() if gap is not None else place


#: Fewest kinds of facts in such a line, and the most other words.
_ENOUGH, _MOST_OTHERS = 2, 3
_FACTS, _SURE = frozenset(("moment", "source", "people", "value")), frozenset(("moment", "source"))
_GOES_ON = frozenset(("people", "value", "count", "tool"))
_FACT_LABELS = frozenset((Label.DATE, Label.SOURCE, Label.BYLINE, Label.CREDIT, Label.SHARE))
_ITEMS, _GAP = lazy(ITEMS), lazy(r"[\s|,·/;—\-_>:()\[\]、]*")
_OTHER = lazy(rf"[{HAN}a-z+-]{{1,8}}(?![\w:])")
#: A key of another fact with its value: offices have many.
_OTHER_KEY = lazy(rf"[{HAN}]{{2,6}}\s?:\s?[^\s|,。;:]{{1,20}}")


def without_seams(text: str) -> str:
    """A line as it stood before `with_seams`, to which the places of its marks belong."""
    return text.replace("\n", "")


@lru_cache(maxsize=4096)
def _seamed(pieces: tuple[str, ...]) -> str | None:
    """A line's pieces with a line feed where two facts meet; None where there is no such place. Remembered, as the pages of a
    site share most of their short lines."""
    seams = [number for number, (before, piece) in enumerate(pairwise(pieces), 1) if _is_seam(before, piece)]
    if not seams:
        parts = "\n".join(pieces) if len(pieces) >= _PARTS_OF_DATE else ""
        return parts if _DATE_IN_PARTS.fullmatch(parts) is not None else None
    facts = ["".join(pieces[first:end]) for first, end in pairwise((0, *seams, len(pieces)))]
    return "\n".join(map(fold_space, facts))


#: A line that is a moment and nothing else, with an element for each number: `2023`, `10`, `/`, `09`, `08:00`.
_PARTS_OF_DATE, _DATE_IN_PARTS = 4, lazy(r"(?:19|20)\d\d\n\d\d\n?[-/.]\n?\d\d(?:\n\d\d:\d\d(?::\d\d)?)?")


def _is_seam(before: str, piece: str) -> bool:
    """Whether two inline elements are two facts: words on either side, with neither a gap nor a mark that joins them."""
    if len(before) < 2 or len(piece) < 2:
        return False
    last, first = before[-1], piece[0]
    if last.isdigit() and first.isdigit() and _is_part_of_date(before, piece):
        return True
    if (
        last.isspace()
        or first.isspace()
        or (last in _JOINS and last not in _CLOSED)
        or (first in _JOINS and first != "#")
    ):
        return False  # a tag begins with its sign
    if last.isdigit():
        return first not in _DATE_PARTS and not (first.isdigit() and (before.isdigit() or piece.isdigit()))
    return True


def _is_part_of_date(before: str, piece: str) -> bool:
    """Whether two elements of numbers are parts of one moment, each in its own size: `2023`, `10/09`, `08:00`."""
    if _MONTH_AND_DAY.fullmatch(piece) is not None:
        return _YEAR.fullmatch(before) is not None
    return _CLOCK.fullmatch(piece) is not None and _MONTH_AND_DAY.fullmatch(before) is not None


_YEAR, _MONTH_AND_DAY, _CLOCK = lazy(r"(?:19|20)\d\d"), lazy(r"\d\d[-/.]\d\d"), lazy(r"\d\d:\d\d(?::\d\d)?")
#: What closes a note on a name: the next fact stands right behind it.
_CLOSED = frozenset("）)")
#: Marks that hold what stands on both sides of them together; what stands behind a number of a date.
_JOINS, _DATE_PARTS = frozenset(":：/／|｜丨︱（）()【】[]《》“”、，。,.-—·•+&@#"), frozenset("年月日时分")
