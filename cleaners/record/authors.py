"""Who wrote the article and who produced it: bylines, credit lines, datelines, names beside the date."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from cleaners.evidence import dates, people
from cleaners.evidence.metadata import Metadata
from cleaners.judgement.labels import Labelled
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.record.lines import BELOW
from cleaners.record.source import OUTLET, SOURCE, may_name_source
from cleaners.values import Block, Label, Person

_DATELINE = lazy(
    rf"^\s*(?:[（(【\[]?[{HAN}A-Za-z0-9·・\s—\-]{{2,40}}?(?:讯|电|日电|消息|报道|专电|综合消息)[】\])）]?\s*[，,]?\s*)?"
    r"[（(](?P<who>[^（）()]{0,20}?(?:记者|通讯员|特约记者|評論員|评论员)[^（）()]{1,60})[）)]"
)
# `〔記者某某／某地報導〕` opens the lead in Taiwan, `【记者某某】` elsewhere.
_BRACKETED = lazy(
    r"^\s*[〔［\[【（(]\s*(?P<who>[^〔〕\[\]【】（）()/／]{0,12}(?:记者|記者)[^〔〕\[\]【】（）()/／]{2,20})"
    r"(?:[/／][^〔〕\[\]【】（）()]{0,12})?[〕］\]】）)]"
)
# The reporter in brackets at the very end of the text: `……将于明年通车。（张三丰）`
_CLOSING = lazy(r"[（(【](?:本报|文/)?\s?(?P<who>[^（）()【】]{2,40})[）)】]\s*$")


def read_people(
    blocks: Sequence[Block], labelled: Labelled, head_lines: Sequence[int], signed: Sequence[int], metadata: Metadata
) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Authors and production credits. Without a byline the dateline names the authors, then the line of the date, then the
    head of the page."""
    authors: list[Person] = []
    credits: list[Person] = []
    verdicts, (_, body, tail, end) = labelled.verdicts, labelled.zones
    for index in signed:
        if index >= end + BELOW:
            break
        line, label = blocks[index].text, verdicts[index].label
        if label is Label.CREDIT:
            line = people.with_spaces(line)
        is_byline = label is Label.BYLINE
        if not is_byline and not people.may_have_role(line):
            continue
        line = dates.without_dates(line)
        found = people.read_byline(line) if is_byline else people.read_pairs(line)
        if label is Label.CREDIT and index >= body:
            credits.extend(found)
            continue
        in_staff = is_byline and index >= tail and _stands_among_credits(labelled, index)
        for person in found:
            if (not is_byline and people.is_credit_role(person.role)) or (in_staff and person.role in _STAFF):
                credits.append(person)
            elif person.role not in ("来源", "來源", "稿源") and (index < tail or not authors):
                authors.append(person)
    authors = authors or _dateline_authors(blocks, labelled) or _authors_beside_date(blocks, head_lines)
    if not authors:
        authors = [
            Person(name)
            for value in metadata.authors
            for name in people.split_names(value)
            if people.could_be_name(name) and name != metadata.site
        ]
    return people.unique_names(authors), people.unique(credits)


#: Roles of a byline that are production where they stand among credit lines.
_STAFF = frozenset("摄影 摄像 图片 视频 撰文 文字 摄 图 文".split())


def _stands_among_credits(labelled: Labelled, index: int) -> bool:
    """Whether a line of a photographer or a writer is one of a staff block of one role a line."""
    around = (labelled.verdicts[place] for place in (index - 1, index + 1) if 0 <= place < len(labelled.verdicts))
    return any(verdict.label is Label.CREDIT for verdict in around)


def _dateline_authors(blocks: Sequence[Block], labelled: Labelled) -> list[Person]:
    """`深圳特区报讯（记者 甲 通讯员 乙）` opens the lead: the reporters of a page without a byline."""
    places = labelled.places_of(Label.BODY)
    first, end = bisect_left(places, labelled.zones.body), bisect_left(places, labelled.zones.tail)
    body = places[first:end]
    for index in [*body[:3], *body[3:][-1:]]:
        text = blocks[index].text
        match = (_DATELINE.match(text) or _BRACKETED.match(text)) if _names_reporter(text) else None
        if match:
            return people.read_byline(match.group("who"))
        closing = _CLOSING.search(text) if index == body[-1] and text.rstrip().endswith(_CLOSING_BRACKETS) else None
        if closing:
            who = closing.group("who")
            if people.are_names(who) or "记者" in who or "通讯员" in who:
                return people.read_byline(who)
    return []


#: What every closing line of `_CLOSING` ends with.
_CLOSING_BRACKETS = ("）", ")", "】")


def _names_reporter(text: str) -> bool:
    """Early exit before the expressions: False for a line without a word that every dateline has."""
    # One rare character is found in less than half the time that two take.
    return "员" in text or "員" in text or ("者" in text and ("记者" in text or "記者" in text))


_BESIDE = lazy(r"https?://\S+|[A-Z][A-Z.]+\.COM|[\[\]【】|｜]|\d{1,2}\s?[:：]\s?\d{2}(?::\d{2})?")


def _authors_beside_date(blocks: Sequence[Block], head_lines: Sequence[int]) -> list[Person]:
    """Names that share a line of the head with the date: `2004年7月16日08:19 [ 某某 ] 来源：[ 某报 ]`."""
    for index in head_lines:
        text = blocks[index].text
        if dates.read_date(text) is None:
            continue
        rest = _BESIDE.sub(" ", SOURCE.sub(" ", text) if may_name_source(text) else text)
        words = dates.without_dates(rest).split()
        names = [word for word in words if people.looks_like_name(word)]
        names = names or [word for word in words if people.is_organisation(word) and not OUTLET.search(word)]
        if names:
            return [Person(name) for name in names[:3]]
    return []
