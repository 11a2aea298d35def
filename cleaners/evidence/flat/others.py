"""Another article in a copied text: below a link to the next one, or under its own headline and moment.

On a page, its column shows this. Here, the words decide whether the text below is about the title above it, or about the page's
headline. In the same way, they show that a text continues below titles of recommendations in its middle.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import pairwise, takewhile

from cleaners.evidence.dates import read_date
from cleaners.evidence.flat.marks import heads_widget
from cleaners.evidence.flat.row import Row
from cleaners.evidence.outlets import is_outlet
from cleaners.evidence.posts import says_floor_or_age
from cleaners.evidence.prose import is_sentence
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules import Effect, Rule, Where, first_rule
from cleaners.rules.voices import FIRST_PERSON
from cleaners.values import Label, Mark

#: Minimum number of sentences of a separate text, and of their characters.
MIN_TOLD, MIN_CHARS = 2, 60

#: Length of a headline, in characters, and maximum number of lines from it to its moment.
_LENGTHS, _REACH = range(6, 61), 2

#: Rows of a feed's entry, minimum number of entries, maximum length of an entry's outlet or moment in characters, and what a
#: moment contains.
_GROUP, MIN_GROUPS, _MAX_MARK, _SIGN_OF_TIME = 3, 3, 24, lazy(r"\d")

#: Maximum number of titles of a recommendation inside a text, and minimum number of words that the lines above and below share.
MAX_TITLES, MIN_SHARED = 4, 2

#: A link to the next article: with its title, or above it.
_NEXT = lazy(
    r"\W*(?:点击|继续)?(?:阅读|查看|浏览)?下一[篇条则個](?:文章|新闻|稿件|报道)?(?:\s*[:：>»]+\s*(?P<title>\S.{5,60})|[\s>»]*)"
)
_MAX_NEXT = 80
#: A quotation. One that continues on the next line has no closing mark, which `voices.QUOTED` requires.
_QUOTED = lazy(r"[“「『\"][^”」』\"]{0,400}[”」』\"]?")
#: Characters that occur in texts on every subject.
_PLAIN = frozenset("的了是在一不有我这那就也和到人们上下中来去说要会可以个年月日时地得着过都与及对为从这這個們時說來")
_RUN = lazy(rf"[{HAN}]{{3,}}")


def part_others(rows: Sequence[Row]) -> list[Row]:
    """The rows, with another article below the first one hidden, and with titles inside a text marked as links."""
    told = [number for number, row in enumerate(rows) if _is_told(row)]
    if len(told) < 2 * MIN_TOLD:
        return list(rows)
    border = _border_of(rows, told)
    feed = _feed_below(rows, told)
    border = feed if border is None or (feed is not None and feed < border) else border
    if border is not None:
        rows = [row if number < border else row._replace(hidden=True) for number, row in enumerate(rows)]
        told = [number for number in told if number < border]
    titles = _titles_amid(rows, told)
    return [
        row._replace(marks=(Mark(0, len(row.text), "link", ""),)) if number in titles else row
        for number, row in enumerate(rows)
    ]


def _is_told(row: Row) -> bool:
    return not row.hidden and row.kind in ("paragraph", "quote") and is_sentence(row.text)


def _border_of(rows: Sequence[Row], told: Sequence[int]) -> int | None:
    """The row where another article begins below a complete text; None without one."""
    heads = _dated_heads(rows, told[0])
    above = _end_of_text(rows, told)
    if above is None or any(told[0] < number < above for number in heads):
        return None  # titles with summaries
    headline = _headline_of(rows, told)
    for number, title, below in _heads(rows, heads, above):
        text = [row.text for row in rows[below:] if _is_told(row)]
        if len(text) < MIN_TOLD or sum(map(len, text)) < MIN_CHARS:
            continue
        said = "".join(text)
        if _shared(title, said, headline) >= _shared(headline, said, title):
            return number
    return None


def _headline_of(rows: Sequence[Row], told: Sequence[int]) -> str:
    """The last line above the text that may be its headline; empty without one."""
    return next((row.text for row in reversed(rows[: told[0]]) if _is_title(row)), "")


def _feed_below(rows: Sequence[Row], told: Sequence[int]) -> int | None:
    """The row where a feed begins below a text: groups of three rows (outlet or moment, title, summary), in this order or with
    the outlet or moment last. A list consists of such groups from its first row on."""
    if _is_entry(rows[max(0, told[0] - 2) : told[0] + 1], 0) or _is_entry(rows[told[0] - 1 : told[0] + 2], _GROUP - 1):
        return None  # nothing stands above it: a list
    marks = [
        number for number in range(told[0] + 1, len(rows)) if _may_be_mark(rows, number) and _is_mark(rows[number])
    ]
    for mark in marks if len(marks) > 1 else ():
        for place in (0, _GROUP - 1):
            first = mark - place
            if first <= told[0] or not _is_entry(rows[first : first + _GROUP], place):
                continue
            groups = (rows[start : start + _GROUP] for start in range(first, len(rows), _GROUP))
            entries = list(takewhile(partial(_has_entry_s_form, place=place), groups))
            if len(entries) >= MIN_GROUPS and sum(_is_entry(group, place) for group in entries) > 1:
                return first
    return None


def _may_be_mark(rows: Sequence[Row], number: int) -> bool:
    """A cheap test: a short row near a longer one, as an entry's summary is."""
    near = (*rows[number - 1 : number], *rows[number + 2 : number + 3])
    return len(rows[number].text) <= _MAX_MARK and any(len(row.text) > _MAX_MARK for row in near)


def _is_mark(row: Row) -> bool:
    text = row.text
    return 0 < len(text) <= _MAX_MARK and not row.hidden and (is_outlet(text) or _states_time(text))


def _is_entry(group: Sequence[Row], place: int) -> bool:
    """Whether three rows are an entry of a feed, with its outlet or moment first or last."""
    return _has_entry_s_form(group, place) and _is_mark(group[place])


def _has_entry_s_form(group: Sequence[Row], place: int) -> bool:
    """Whether three rows are a short one, first or last, a title and a sentence."""
    if len(group) < _GROUP:
        return False
    title, teaser = group[1:] if place == 0 else group[:2]
    is_marked = 0 < len(group[place].text) <= _MAX_MARK and not _is_told(group[place])
    return is_marked and _is_title(title) and _is_told(teaser)


def _states_time(text: str) -> bool:
    return _SIGN_OF_TIME.search(text) is not None and (read_date(text) is not None or says_floor_or_age(text))


def _end_of_text(rows: Sequence[Row], told: Sequence[int]) -> int | None:
    """The row with which the text is long enough for a separate one; None if it never is."""
    chars = 0
    for count, number in enumerate(told, 1):
        chars += len(rows[number].text)
        if count >= MIN_TOLD and chars >= MIN_CHARS:
            return number
    return None


def _heads(rows: Sequence[Row], heads: Collection[int], above: int) -> Iterator[tuple[int, str, int]]:
    """Where another article may begin below a row: the row, the title, and the first row below the title."""
    for number in range(above + 1, len(rows)):
        text = rows[number].text
        match = _NEXT.fullmatch(text) if len(text) <= _MAX_NEXT and "下一" in text else None
        if match is not None and match["title"] is not None:
            yield number, match["title"], number + 1
        elif match is not None and number + 1 < len(rows) and _is_title(rows[number + 1]):
            yield number, rows[number + 1].text, number + 2
        elif number in heads:
            yield number, text, number + 1


def _dated_heads(rows: Sequence[Row], first: int) -> set[int]:
    """The headlines with their own moment below, if the text itself also has a moment above its first sentence. Without that,
    the words above the text may be the page's."""
    facts = [number for number, row in enumerate(rows) if _is_moment(row)]
    found = {
        number
        for fact in facts
        for number in range(max(0, fact - _REACH), fact)
        if _is_title(rows[number]) and all(_is_fact(rows[other].text) for other in range(number + 1, fact))
    }
    return found if facts and facts[0] < first else set()


def _is_moment(row: Row) -> bool:
    """Whether a line of an article's facts states a moment with an hour. A reader's post has no such line."""
    text = row.text
    if len(text) > _MAX_NEXT or not (":" in text or "：" in text) or row.hidden or not any(map(str.isdigit, text)):
        return False
    rule = first_rule(text)
    is_head = rule is not None and rule.where is Where.HEAD and rule.label in (Label.DATE, Label.SOURCE, Label.BYLINE)
    stamp = read_date(text) if is_head else None
    return stamp is not None and stamp.precision != "day"


def _is_fact(text: str) -> bool:
    rule = first_rule(text)
    return rule is not None and rule.where is Where.HEAD


def _is_title(row: Row) -> bool:
    text = row.text
    is_plain = not (row.hidden or row.marks) and len(text) in _LENGTHS and text[-1] not in "。：:，；…."
    return is_plain and first_rule(text) is None


def _titles_amid(rows: Sequence[Row], told: Sequence[int]) -> set[int]:
    """The titles below a heading of recommendations inside a text without a credit line: only sentences follow, on the same
    subject as those above, and not in the first person."""
    found: set[int] = set()
    for above, below in pairwise(told):
        titles, heading = range(above + 2, below), above + 1
        if not 0 < len(titles) <= MAX_TITLES or rows[heading].marks or not _heads_titles(rows[heading].text):
            continue
        if all(_is_title(rows[number]) for number in titles) and _goes_on(rows, told, heading, below):
            found.update(titles)
    return found


def _heads_titles(text: str) -> bool:
    rule = first_rule(text) if heads_widget(text) else None
    return rule is not None and rule.label is Label.RECOMMENDATION


def _goes_on(rows: Sequence[Row], told: Sequence[int], heading: int, below: int) -> bool:
    rest = [number for number in told if number >= below]
    above = sum(number < heading for number in told)
    if above < MIN_TOLD or len(rest) < MIN_TOLD or not _closes(rows, below, rest[-1]):
        return False
    lines = [rows[number].text for number in rest]
    if any(FIRST_PERSON.search(_QUOTED.sub("", line)) for line in lines):
        return False
    own, said = "\n".join(row.text for row in rows[:heading]), "\n".join(lines)
    titles = "".join(row.text for row in rows[heading + 1 : below])
    headline = _headline_of(rows, told)
    if _shared(titles, said, own) >= _shared(headline, said, titles):
        return False
    return len((_words(own) & _words(said)) - _words(titles)) >= MIN_SHARED


def _closes(rows: Sequence[Row], first: int, last: int) -> bool:
    """Whether all rows from one to another are sentences, and the row after them, if any, ends a text by its rule."""
    if any(not (_is_told(row) or row.text.endswith("。")) for row in rows[first : last + 1] if not row.hidden):
        return False
    rules = [first_rule(row.text) for row in rows[last + 1 :] if row.text and not row.hidden]
    return not rules or (rules[0] is not None and _ends(rules[0]))


def _ends(rule: Rule) -> bool:
    return rule.effect is not Effect.LINE or rule.label is not Label.DATE


def _words(text: str) -> set[str]:
    """The runs of three characters that may be parts of names."""
    found = (run[start : start + 3] for run in _RUN.findall(text) for start in range(len(run) - 2))
    return {word for word in found if _PLAIN.isdisjoint(word)}


def _shared(title: str, text: str, other: str) -> int:
    """The number of character pairs of a title that occur in a text but not in another title."""
    pairs = {title[start : start + 2] for start in range(len(title) - 1)}
    pairs -= {other[start : start + 2] for start in range(len(other) - 1)}
    return sum(pair in text for pair in pairs)
