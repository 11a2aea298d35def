"""The source of an article: the outlet that published it first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaners.evidence import dates
from cleaners.evidence.fact_lines import without_seams
from cleaners.evidence.metadata import Metadata
from cleaners.evidence.outlets import (
    OF_ACCOUNT,
    has_clock,
    is_outlet,
    is_placeholder,
    may_name_source,
    read_account_row,
    read_agency,
    read_keyed_source,
    read_outlet_beside_date,
    read_outlet_line,
    without_account_end,
    words_beside_date,
)
from cleaners.evidence.people.names import is_word, looks_like_name
from cleaners.judgement.labels import Labelled
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.record.headline import ORIGINAL
from cleaners.record.lines import ANOTHERS, AUTHORS_PAGE, BELOW, lines_stating, near_moments, states
from cleaners.record.site import own_names
from cleaners.rules import Fact
from cleaners.values import Block, Label

#: Number of lines at the beginning of the text that may contain an agency's dateline.
_OPENING = 2


def read_source(
    blocks: Sequence[Block], labelled: Labelled, head_lines: Sequence[int], signed: Sequence[int], metadata: Metadata
) -> tuple[str | None, str | None]:
    """The first publisher, and the person who is named in its place (来源: 甲乙); each None if there is none. The publisher is
    the name after a word such as 来源, the outlet beside the date or on an adjacent line, the source in the head, or the agency
    in the dateline.

    ``head_lines`` are the numbers of the lines that may contain the article's facts, ``signed`` those of the lines that name
    people or a source (see `signed_lines`).
    """
    named: str | None = None
    for name in _keyed(blocks, labelled, signed):
        if not looks_like_name(name) or is_word(name):
            return name, named
        named = named or name
    found = _account(blocks, labelled, signed) or _beside_date(blocks, labelled, head_lines, signed, metadata)
    if found or named:
        return found or named, named if found else None  # what looks like a name may be a magazine's: 方圆
    return _stated(metadata) or _agency(blocks, labelled) or _placed(blocks, labelled), None


def _account(blocks: Sequence[Block], labelled: Labelled, signed: Sequence[int]) -> str | None:
    """The account in a platform's account row, which is the first publisher of texts marked 原创."""
    rows = lines_stating(Fact.ACCOUNT, signed, labelled)
    return next((account for index in rows if (account := read_account_row(blocks[index].text).account)), None)


def _keyed(blocks: Sequence[Block], labelled: Labelled, signed: Sequence[int]) -> Iterator[str]:
    """The names after the words for a source, in page order: in lines that rules take for facts, in lines of the head that no
    rule takes, and right below the text."""
    verdicts, zones = labelled.verdicts, labelled.zones
    first = signed[0] if signed else zones.head
    unnamed = labelled.places_of(Label.ACCOUNT, Label.DATE)
    head = unnamed[bisect_left(unnamed, min(first, zones.head)) : bisect_left(unnamed, zones.body)]
    tail = range(zones.tail, min(zones.end + BELOW, len(blocks)))
    for index in sorted({*head, *signed, *tail}):
        line, label = blocks[index].text, verdicts[index].label
        if index >= zones.end and index not in tail and not states(verdicts[index], Fact.SOURCE):
            return
        if not may_name_source(line) or len(line) > _LONGEST or blocks[index].hidden or index == labelled.headline:
            continue
        if verdicts[index] == ANOTHERS:
            continue
        is_marked = label is not Label.SOURCE
        if label is Label.LEGAL and (noted := _NOTED.match(line)) is not None and is_outlet(noted["name"]):
            yield noted["name"]
            continue
        name = None if ORIGINAL.search(line) else read_keyed_source(line, is_marked=is_marked)
        is_elsewhere = is_marked and (index >= zones.end or label is Label.LEGAL)  # 凡注明“来源：某网”的作品
        if name and (not is_elsewhere or line.strip(_OPENS).startswith(_KEYS)):
            yield name


#: Maximum length of a line with a source, in characters; the beginning of one below the text that no rule takes.
_LONGEST = 160
_OPENS, _KEYS = (
    "[【（( \u3000■◆●□*",
    ("来源", "來源", "稿源", "信息来源", "文章来源", "内容来源", "本文来源", "稿件来源"),
)


#: The statement of a text's source in a copyright notice: `注：本文转载自某某日报，目的在于……`.
_NOTED = lazy(
    r"[【（(]?(?:注|声明|说明|版权声明|免责声明)?\s*[:：】）)]?\s*(?:本文|此文|该文|文章)(?:转载自|转自|摘自|来源于|来源|来自)\s*[:：]?"
    r"\s*[“《「]?(?P<name>[^\s，。,;；:：“”《》「」]{2,20})[”》」]?[，。,;；]"
)


def _beside_date(
    blocks: Sequence[Block],
    labelled: Labelled,
    head_lines: Sequence[int],
    signed: Sequence[int],
    metadata: Metadata,
) -> str | None:
    """The outlet in the line of the moment, or else in a separate adjacent line."""
    zones, headline = labelled.zones, labelled.headline
    own = own_names(metadata)
    moments = [
        index for index in head_lines if (headline is None or index > headline) and _has_moment(blocks[index].text)
    ]
    stated = [index for index in lines_stating(Fact.OUTLET, signed, labelled) if index < zones.tail]
    for index in dict.fromkeys((*moments, *stated)):
        block = blocks[index]
        outlet = read_outlet_beside_date(block.text, own) or _linked(block)
        if outlet:
            return outlet
    lines = [blocks[near].text for near in near_moments(blocks, labelled, head_lines, moments[:1])]
    named = next(filter(None, map(read_outlet_line, lines)), None) or _certified(lines)
    return named or _account_around(blocks, labelled, head_lines) or _account_of_card(blocks, labelled, head_lines)


def _certified(lines: Sequence[str]) -> str | None:
    """The account in a line of its own, if another line has the same name before 官方账号; or the outlet that opens the line of
    an account's card."""
    named = next((name for line in lines if (name := without_account_end(line)) != line and name in lines), None)
    cards = (line.split("\n") for line in lines if "\n" in line and OF_ACCOUNT.search(line) is not None)
    return named or next((outlet for name, *_ in cards if (outlet := read_outlet_line(name)) is not None), None)


def _account_around(blocks: Sequence[Block], labelled: Labelled, head_lines: Sequence[int]) -> str | None:
    """The outlet whose account stands both above the headline and below it."""
    if labelled.headline is None:
        return None
    place = bisect_left(head_lines, labelled.headline)
    above = {blocks[index].text for index in head_lines[:place] if not blocks[index].link_chars}
    below = (blocks[index].text for index in head_lines[place:] if blocks[index].text in above)
    return next((text for text in below if read_outlet_line(text) == text), None)


def _account_of_card(blocks: Sequence[Block], labelled: Labelled, head_lines: Sequence[int]) -> str | None:
    """The outlet in the line above one with what a platform prints of an account, both below the headline."""
    for above, index in pairwise(head_lines):
        if labelled.headline is None or above <= labelled.headline or len(blocks[index].text) > _LONGEST_CARD:
            continue
        if OF_ACCOUNT.search(blocks[index].text) is not None and labelled.verdicts[above].label is Label.ACCOUNT:
            return read_outlet_line(blocks[above].text)
    return None


#: Maximum length of such a line, in characters.
_LONGEST_CARD = 40


def _has_moment(text: str) -> bool:
    return dates.read_date(text) is not None or has_clock(text) or _AGO.search(text) is not None


#: A moment relative to the visit.
_AGO = lazy(r"(?<![\w.])\d{1,2}\s?(?:分[钟鐘]|小[时時]|天)前|^(?:刚刚|剛剛|昨天|前天)$")


def _linked(block: Block) -> str | None:
    """The only link in the line of a moment, regardless of its ending, if the line otherwise contains only addresses and the
    page's controls."""
    text = without_seams(block.text)
    marks = [mark for mark in block.marks if mark.kind == "link"]
    links = [text[mark.start : mark.end].strip() for mark in marks]
    names = [name for name in links if _HAN.search(name) is not None and _NO_OUTLET.search(name) is None]
    if len(names) != 1 or any(AUTHORS_PAGE.search(mark.href or "") for mark in marks):
        return None
    name = names[0]
    others = [
        word
        for word in words_beside_date(block.text)
        if not (is_placeholder(word) or any(word in link for link in links))
    ]
    is_name = 3 <= len(name) <= 16 and not _DIGIT.search(name)
    is_person = all(map(looks_like_name, name.split()))
    return name if is_name and not others and not is_person else None


_HAN, _DIGIT = lazy(rf"[{HAN}]"), lazy(r"\d")
#: Links in the line of a moment that are the page's controls.
_NO_OUTLET = lazy(
    r"评论|評論|阅读|浏览|分享|打印|列印|收藏|关注|點擊|点击|登录|字号|纠错|举报|返回|更多|全文|"
    r"编辑|來源|来源|专题|频道|订阅|客户端下载|留言|跟帖|参与|说两句"
)


def _stated(metadata: Metadata) -> str | None:
    """The source that the head names, if it names one."""
    if not metadata.source:
        return None
    source = read_keyed_source(metadata.source) or metadata.source.strip()
    is_name = 2 <= len(source) <= 30 and not _MARKUP.search(source) and not is_placeholder(source)
    return source if is_name else None


_MARKUP = lazy(r"[\[\]<>={}\"。！？]")


def _placed(blocks: Sequence[Block], labelled: Labelled) -> str | None:
    """The outlet that opens a byline above the text, before the reporter or the place: `某社／某地22日專電`."""
    lines = (blocks[index].text for index in labelled.places_of(Label.BYLINE) if index < labelled.zones.body)
    named = (match["name"] for match in map(_OPENS_BYLINE.match, lines) if match is not None)
    return next(filter(is_outlet, named), None)


_OPENS_BYLINE = lazy(rf"[（(〔【]?\s?(?P<name>[{HAN}]{{2,8}})\s?[/／╱]")


def _agency(blocks: Sequence[Block], labelled: Labelled) -> str | None:
    """The agency in the dateline that opens the text."""
    places = labelled.places_of(Label.BODY)
    first = bisect_left(places, labelled.zones.body)
    for index in places[first : first + _OPENING]:
        agency = read_agency(blocks[index].text)
        if agency:
            return agency
    return None
