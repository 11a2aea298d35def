"""When an article was published and changed: the dates in the page's lines, confirmed by the page's head and address."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaners.evidence import dates
from cleaners.evidence.metadata import Metadata
from cleaners.evidence.outlets import is_outlet, words_beside_date
from cleaners.judgement.labels import Labelled
from cleaners.judgement.measures import NEAR
from cleaners.reading.patterns import lazy
from cleaners.record.datelines import read_dated_opening
from cleaners.record.lines import ANOTHERS, states
from cleaners.record.posted import read_posted
from cleaners.rules import Fact
from cleaners.values import TEXT_LABELS, Block, Label

_RELEASED = "(?:[发發][布佈]|[发發]表|刊[发發])"
_PUBLISHED = lazy(
    rf"(?:{_RELEASED}|刊登)(?:日期|[时時][间間])\s*[:：]|^日期(?=[\s:：])|^\W*{_RELEASED}[于於](?=\s*[:：]?\s*\d)"
)
_FIRST = lazy(rf"(?:(?:首次)?(?:{_RELEASED}|刊登|[发發]稿)(?:日期|[时時][间間]|[于於])?|首[发發])\s*[:：]")
_MODIFIED = lazy(
    r"(?:(?:更新|修改|updated|modified)(?:[时時][间間]|日期|[于於])?|[编編][辑輯][于於])\s*[:：]?\s*", re.I
)


def read_published(
    blocks: Sequence[Block], labelled: Labelled, head_lines: Sequence[int], metadata: Metadata, url: str | None
) -> tuple[str | None, str | None, tuple[str, ...]]:
    """The times of publication and of the last change as ISO 8601 (None if unknown), and flags about them. ``head_lines`` are
    the numbers of the lines that may contain the article's facts, ``url`` is its address."""
    published: dates.Stamp | None = None
    modified: dates.Stamp | None = None
    short: re.Match[str] | None = None
    noted = ""  # the first line that mentions a change
    witnesses = [stamp for text in metadata.published if (stamp := dates.read_head_date(text))]
    addressed = [dates.read_path_date(address) for address in (url, metadata.canonical) if address]
    days = {stamp.day for stamp in (*witnesses, *addressed) if stamp is not None}
    for index in _in_order(head_lines, labelled.headline):
        line = rest = blocks[index].text
        if not _may_be_moment(line) or not _can_date(labelled, index) or _NOT_THE_ARTICLES.search(line):
            continue
        update = _MODIFIED.search(line) if _may_be_update(line) else None
        if update:
            first = _FIRST.search(line, update.end())
            end = first.start() if first else len(line)
            modified = modified or _after(line[update.end() : end])
            noted = noted or line
            rest = line[: update.start()] + line[end:]
        if published is None:  # once there is a complete date, others and those without a year do not matter
            rest = _stating_own(rest)
            published = dates.read_date(rest) or dates.read_labelled_date(rest)
            if published is not None and published.day not in days and _is_of_the_visit(blocks, labelled, index):
                published = None
            elif published is None and short is None:
                short = dates.read_short_date(rest)
    published = published or _split_date(blocks, labelled, head_lines)
    published = _with_clock(published, blocks, labelled, head_lines)
    if published is None and short is not None:
        changes = [stamp for text in metadata.modified if (stamp := dates.read_head_date(text))]
        return _short_date(short, blocks, labelled, witnesses, changes, url)
    visible = published
    if published is None:
        published = witnesses[0] if witnesses else None
    elif published.precision == "day":
        published = _moment_of(published, witnesses)
    if published is None and (posted := read_posted(blocks, labelled)) is not None:
        published = posted.moment
    if published is None:
        published = read_dated_opening(blocks, labelled) or _date_in_tail(blocks, labelled)
    if published is None:
        published = next(filter(None, addressed), None)
    if published is None:
        published = _day_of_issue(blocks, labelled)
    if published is None and modified is not None:
        published, modified = modified, None
    if modified is None:
        modified = _update_below(blocks, labelled, published)
    if modified is None and published is not None and noted:
        modified = dates.read_change(noted, published)
    if modified is None and _is_believed(witnesses, visible):
        modified = next((stamp for text in metadata.modified if (stamp := dates.read_head_date(text))), None)
    return published.iso() if published else None, modified.iso() if modified else None, ()


def _moment_of(shown: dates.Stamp, witnesses: Sequence[dates.Stamp]) -> dates.Stamp:
    """The moment in the head on the day that the page shows: in the head's own zone or, if that is of no zone of readers, in
    China's."""
    exact = [one for one in witnesses if one.precision != "day"]
    found = next((one for one in exact if one.day == shown.day), None)
    here = (
        dates.Stamp(one.moment.astimezone(dates.CHINA), one.precision) for one in exact if not one.moment.utcoffset()
    )
    return found or next((one for one in here if one.day == shown.day), shown)


def _in_order(head_lines: Sequence[int], headline: int | None) -> Iterator[int]:
    """The lines of the head in the order in which they are believed: those below the headline, then those above it, the nearest
    first, and last the headline itself, which may name the day of what it tells."""
    above = bisect_left(head_lines, headline or 0)
    yield from (index for index in head_lines[above:] if index != headline)
    yield from reversed(head_lines[:above])
    if headline is not None and headline in head_lines:
        yield headline


def _stating_own(line: str) -> str:
    """A line of several days from the one of publication on, if a label says so: a journal prints before it when a text was
    received and accepted, an office when it was written."""
    label = _PUBLISHED.search(line) if "日期" in line or "时间" in line or "時間" in line else None
    if label is None or not label.start() or dates.read_date(line[: label.start()]) is None:
        return line
    return line[label.start() :] if dates.read_date(line[label.end() :]) is not None else line


def _after(words: str) -> dates.Stamp | None:
    """The moment after the word for a change."""
    return dates.read_date(words) or dates.read_labelled_date(words.strip())


def _is_believed(witnesses: Sequence[dates.Stamp], visible: dates.Stamp | None) -> bool:
    """Whether the head's time of change is credible: not if its day of publication differs from the visible one, since some
    templates stamp every page with the day of the visit."""
    return visible is None or not witnesses or any(abs((one.day - visible.day).days) <= 1 for one in witnesses)


#: Labels of lines of the head without a moment of the article: its text, and links to other pages.
_TELLS = frozenset({Label.BODY, Label.SUBHEAD, Label.ABSTRACT, Label.CAPTION, Label.RECOMMENDATION, Label.COMMENT})
_ABOVE = frozenset({Label.DATE, Label.SOURCE, Label.BYLINE})
#: Lines whose day is that of the visit, of an event, or of the site.
_NOT_THE_ARTICLES = lazy(
    r"今天是|[现現]在是|今日[:：]|[当當]前[时時][间間]|[现現]在[时時][间間]|天[气氣]|多[云雲]|℃|晴[转轉]|[转轉]晴|[农農][历曆]|[阴陰][历曆]|建立[于於]|[创創]立[于於]|[创創]建[于於]|(?:[注註][册冊]|加入)(?:[于於]|[时時][间間]|日期|\s?[:：])"
    r"|(?:最[后後]|上次)(?:登[录錄入]|登[陆陸]|[访訪][问問])|入[驻駐]|成立[于於]|[创創]刊|有效期|截止|[报報]名|[开開]庭|"
    r"\d日\s?(?:[至到]|[—–~～-]{1,2})\s?(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日|"
    r"[会會][议議]通[过過]|通[过過]\s*[)）]|自\S{1,12}起施行|修[订訂]\s*[)）]|修正\s*[)）]"
)


def _may_be_moment(text: str) -> bool:
    """A cheap test before the expressions: whether a line contains two adjacent digits, as every moment does."""
    return _DIGITS.search(text) is not None


_DIGITS = lazy(r"\d\d|\d[-/.月]\d|[〇零○一二三四五六七八九]{4}\s?年")


def _can_date(labelled: Labelled, index: int) -> bool:
    """Whether a line of the head may contain the article's moment: above the headline, only a line that a rule takes for
    one."""
    label = labelled.verdicts[index].label
    if labelled.headline is not None and index < labelled.headline:
        return label in _ABOVE or states(labelled.verdicts[index], Fact.ISSUE)  # the day of a paper's issue
    return label not in _TELLS


def _is_of_the_visit(blocks: Sequence[Block], labelled: Labelled, index: int) -> bool:
    """Whether a bare moment is that of the visit, in the site's header: linked lines of its menu stand between it and the
    headline. The day in the header of a printed paper's page is that of the issue."""
    headline = labelled.headline
    if headline is None or index > headline or labelled.verdicts[index].label is not Label.DATE:
        return False
    menu = [
        number
        for number in range(index + 1, headline)
        if labelled.verdicts[number].label is Label.NAVIGATION and blocks[number].link_chars
    ]
    return bool(menu) and not any(states(verdict, Fact.ISSUE) for verdict in labelled.verdicts[:headline])


def _day_of_issue(blocks: Sequence[Block], labelled: Labelled) -> dates.Stamp | None:
    """The date with its day of the week anywhere above the headline, on a page that names the pages of a printed paper: a panel
    with the headlines of the printed page may stand in between."""
    above = range(labelled.headline or 0)
    if not any(states(labelled.verdicts[index], Fact.ISSUE) and "版" in blocks[index].text for index in above):
        return None
    lines = (
        blocks[index].text for index in above if len(blocks[index].text) <= _ISSUED and not blocks[index].link_chars
    )
    days = [line for line in lines if "星期" in line and not _NOT_THE_ARTICLES.search(line)]
    return next(filter(None, map(dates.read_date, days)), None)


#: Maximum length of the line with an issue's day, in characters: the paper's name and number may stand on it, too.
_ISSUED = 40

#: Maximum length of lines that each contain a part of a date, in characters, and their maximum number.
_PART, _PARTS = 16, 3


def _split_date(blocks: Sequence[Block], labelled: Labelled, head_lines: Sequence[int]) -> dates.Stamp | None:
    """The date that stands in two or three short lines, one below the other."""
    parts = [
        index
        for index in head_lines
        if len(blocks[index].text) <= _PART and blocks[index].text[:1].isdigit() and index != labelled.headline
    ]
    for place in range(len(parts)):
        run = [index for index in parts[place : place + _PARTS] if index - parts[place] < _PARTS]
        for size in range(len(run), 0, -1):
            stamp = dates.read_split_date([blocks[index].text for index in run[:size]])
            if stamp is not None:
                return stamp
    return None


def _with_clock(
    stamp: dates.Stamp | None, blocks: Sequence[Block], labelled: Labelled, head_lines: Sequence[int]
) -> dates.Stamp | None:
    """A day with the time of day that is the whole next line."""
    if stamp is None or stamp.precision != "day":
        return stamp
    for index, following in pairwise(head_lines):
        if dates.is_clock(blocks[following].text) and dates.read_date(blocks[index].text) == stamp:
            return _joined(stamp, blocks[index].text, blocks[following].text)
    return stamp


def _joined(stamp: dates.Stamp, line: str, below: str) -> dates.Stamp:
    """A day with the time of day that is the next line, if it is one."""
    joined = dates.read_date(f"{line} {below}") if stamp.precision == "day" and dates.is_clock(below) else None
    return joined if joined is not None and joined.day == stamp.day else stamp


def _may_be_update(line: str) -> bool:
    """A cheap test before `_MODIFIED`: whether a line contains what each of its forms contains."""
    if "更新" in line or "修改" in line or "编辑于" in line or "編輯於" in line:
        return True
    if "d" not in line and "D" not in line:
        return False
    lower = line.lower()
    return "updated" in lower or "mod" in lower


#: Maximum number of days between publication and a change that gives the year.
_CHANGED = 30


def _short_date(
    short: re.Match[str],
    blocks: Sequence[Block],
    labelled: Labelled,
    witnesses: Sequence[dates.Stamp],
    changes: Sequence[dates.Stamp],
    url: str | None,
) -> tuple[str | None, str | None, tuple[str, ...]]:
    """A date without a year, with the year from another part of the page that agrees in month and day, or in the month, or that
    states a change in the weeks after. None without such a year."""
    for stamp in (*witnesses, *changes):
        found = dates.with_year(short, stamp.moment.year)
        days = (stamp.day - found.day).days if found is not None else -1
        if found is not None and (days == 0 or (stamp in changes and 0 < days <= _CHANGED)):
            return found.iso(), None, ()
    addresses = [url or ""]
    addresses += [
        block.image.url for block in blocks[labelled.zones.head : labelled.zones.tail] if block.image is not None
    ]
    for address in addresses:
        year_month = dates.read_path_month(address) or _month_of(dates.read_path_date(address))
        if year_month and year_month[1] == int(short.group("m")):
            found = dates.with_year(short, year_month[0])
            return (found.iso() if found else None), None, ()
    return None, None, ("date_without_year",)


def _month_of(stamp: dates.Stamp | None) -> tuple[int, int] | None:
    return (stamp.moment.year, stamp.moment.month) if stamp else None


#: Maximum length of a date line below the text, and of its words beside the date, in characters.
_LONGEST, _BESIDE = 60, 30
#: Maximum distance below the text of a line with several facts, in blocks: copyright notes and tags stand in between.
_FAR = 6
#: Maximum distance below the text of a line with its date, in blocks.
_IN_TAIL = 12
_OTHERS = frozenset({Label.COMMENT, Label.RECOMMENDATION})
_NO_WITNESS = frozenset({Label.LEGAL, Label.FOOTER, Label.COMMENT, Label.RECOMMENDATION, Label.PROMO})


def _update_below(blocks: Sequence[Block], labelled: Labelled, published: dates.Stamp | None) -> dates.Stamp | None:
    """The moment of the last change, from a line right below the text that states one, on the day of publication or later."""
    zones = labelled.zones
    for index in labelled.places_of(Label.DATE, Label.SOURCE):
        if not max(zones.body, zones.tail - 2) <= index < zones.tail + 8 or len(blocks[index].text) > _LONGEST:
            continue
        line = blocks[index].text
        update = _MODIFIED.search(line) if _may_be_update(line) and not blocks[index].hidden else None
        stamp = _after(line[update.end() :]) if update else None
        if stamp is not None and (published is None or stamp.day >= published.day):
            return stamp
    return None


def _date_in_tail(blocks: Sequence[Block], labelled: Labelled) -> dates.Stamp | None:
    """The date in a date line right after the text, or a little farther down if the line has a label. Copyright lines,
    sentences and links do not count, nor do lines under a heading of comments or recommendations, unless they say 发布时间."""
    zones = labelled.zones
    is_others = False
    signed: dates.Stamp | None = None  # the day under a notice, if there is no other
    # The tail begins late where links follow the text without a border.
    below = labelled.text[-1] + 1 if labelled.text else zones.tail
    for index in range(max(zones.body, min(below, zones.tail - NEAR)), min(len(blocks), zones.tail + _IN_TAIL)):
        block, label = blocks[index], labelled.verdicts[index].label
        is_others = is_others or (index >= zones.tail and label in _OTHERS)
        if not block.text or len(block.text) > _LONGEST or block.hidden or labelled.verdicts[index] == ANOTHERS:
            continue
        near = (
            not is_others
            and index < zones.tail + (_FAR if states(labelled.verdicts[index], Fact.SEVERAL) else 3)
            and label not in _NO_WITNESS
            and block.link_chars * 2 < len(block.text)
        )
        is_said = _PUBLISHED.search(block.text) is not None
        if not (near or is_said) or _NOT_THE_ARTICLES.search(block.text):
            continue
        if not is_said and _is_listed(blocks, index, zones.tail, zones.tail + _IN_TAIL):
            continue
        stamp = dates.read_date(block.text)
        if stamp and len(dates.without_dates(block.text).strip()) <= (0 if label in TEXT_LABELS else _BESIDE):
            if label not in TEXT_LABELS or is_said:
                return _joined(stamp, block.text, blocks[index + 1].text) if index + 1 < len(blocks) else stamp
            signed = signed or stamp
    return signed


def _is_listed(blocks: Sequence[Block], index: int, first: int, end: int) -> bool:
    """Whether a line below the text is a row of a list: beside its date stand words that name no outlet, and another line from
    ``first`` to ``end``, in an element of the same tag, has other words and another date. So stand other articles' titles, and
    readers' names."""
    words = words_beside_date(blocks[index].text)
    if not words or any(map(is_outlet, words)):
        return False
    stamp, tag = dates.read_date(blocks[index].text), blocks[index].in_element
    for block in blocks[first:end]:
        if block.in_element == tag and len(block.text) <= _LONGEST and words_beside_date(block.text):
            other = dates.read_date(block.text)
            if other is not None and other != stamp:
                return True
    return False
