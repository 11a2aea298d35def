"""Who signs a text in its own lines: the reporters of the dateline that opens it, the names in the bracket that closes it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from cleaners.evidence import dates
from cleaners.evidence.outlets import OUTLET
from cleaners.evidence.people.bylines import read_byline, read_signature, says_work
from cleaners.evidence.people.listed import are_names, split_names
from cleaners.evidence.people.names import looks_like_name
from cleaners.judgement.caption_lines import is_wired
from cleaners.judgement.head_lines import ends_sentence
from cleaners.judgement.labels import Labelled
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules import stamps
from cleaners.rules.roles import REPORTERS
from cleaners.values import Block, Label, Person

_REPORTER = rf"(?:{'|'.join(REPORTERS)}|评论员|評論員)"
_OPENS, _CLOSES = "（(【\\[〔［", "）)】\\]〕］"
#: What follows the names where the dateline is a clause of its own: `【某報訊】記者甲報道：`.
_REPORTS = r"[报報][道导導]\s*[:：]"
#: `某报讯（记者 甲 通讯员 乙）`, `〔記者甲／某地報導〕`, `（某社記者甲某縣12日電）`.
DATELINE = lazy(
    rf"^\s*[^。！？{_OPENS}{_CLOSES}]{{0,40}}(?:[【\[][^】\]]{{2,16}}[】\]]\s*)?[{_OPENS}]\s*"
    rf"(?P<who>[^{_OPENS}{_CLOSES}。！？]{{0,24}}?{_REPORTER}[^{_OPENS}{_CLOSES}。！？]{{1,60}})[{_CLOSES}]"
)
#: One whose bracket is not closed, or not opened: names are sure only right behind the role.
_UNBALANCED = lazy(
    rf"^\s*[^。！？，,]{{0,24}}(?:[{_OPENS}]|[讯訊电電息])\s*(?P<who>[{HAN}A-Za-z·]{{0,12}}?{_REPORTER}\s*[:：]?\s*"
    rf"(?:[{HAN}·]{{2,6}}(?:[、\s]\s*(?={_REPORTER}|[{HAN}·]{{2,4}}[、\s）)，,])|(?=[）)，,])|$)){{1,8}})"
)
#: One that is a clause of its own behind the outlet in brackets: `【某報訊】記者甲、乙報道：`.
_CLAUSE = lazy(
    rf"^\s*[{_OPENS}][^{_OPENS}{_CLOSES}。]{{2,16}}[{_CLOSES}]\s*(?P<who>[{HAN}A-Za-z]{{0,12}}?{_REPORTER}\s?[{HAN}·、\s]{{2,30}}?)[報报][道导導][:：]"
)
#: One whose role is the writer's share in the text, with a stroke behind it: `【文/某某网 甲】`.
_SHARED = lazy(
    rf"^\s*[{_OPENS}]\s*(?P<role>文|图文|采访|采写|编译|翻译|整理|撰文)\s?[/／╱|｜]\s?(?P<who>[^{_OPENS}{_CLOSES}。！？]{{2,40}})[{_CLOSES}]"
)
#: An agency's, with the names alone: `某社某地6月12日电 (甲 乙)`.
_WIRED = lazy(
    rf"^\s*[^。！？，,{_OPENS}{_CLOSES}]{{2,24}}\d{{1,2}}\s?日\s?[电電]\s*[{_OPENS}]\s*(?P<who>[{HAN}·]{{2,12}}(?:[\s、][{HAN}·]{{2,12}}){{0,4}})\s*[{_CLOSES}]"
)
#: The signature in brackets at the very end of a paragraph: `……将于明年通车。（张三丰）`
_CLOSING = lazy(rf"[{_OPENS}]\s*(?:本报|文/)?\s?(?P<who>[^{_OPENS}{_CLOSES}]{{2,40}})[{_CLOSES}]?\s*$")
#: The same without brackets, behind a role and a stroke, which nothing else has there: `……已可见一斑。 文/记者张三丰`.
_SIGNED = lazy(
    rf"(?:[。！？”…]\s*|\s)文\s?[/／╱]\s?(?:记者|記者|通讯员|通訊員)?\s?(?P<who>[{HAN}·]{{2,4}}(?:[、\s][{HAN}·]{{2,4}}){{0,2}})\s*$"
)
_CLOSING_END = ("）", ")", "】", "]", "〕", "］")

#: The desk of an agency before the names: `(某新财经 甲乙)`.
_DESK = lazy(rf"^[{HAN}]{{2}}(?:财经|经纬|体育|健康|文娱|社区|视频|国际)\s+")

#: Characters in which the day of an agency's dateline stands.
_WIRE = 30
#: Characters in which the stroke behind the writer's share stands.
_SHARE = 8
#: Where such a role may stand from the end, in characters.
_STROKE = 28

#: Paragraphs at the beginning that may hold a dateline, and at the end that may hold the signature.
_FIRST, _LAST = 3, 8


def read_signed_text(blocks: Sequence[Block], labelled: Labelled) -> list[Person]:
    """The people who sign the text of a page without a byline, the dateline's before those of the last bracket."""
    places = labelled.places_of(Label.BODY)
    zones = labelled.zones
    body = places[bisect_left(places, zones.body) : bisect_left(places, zones.tail)]
    for index in body[:_FIRST]:
        found = _of_dateline(blocks[index].text)
        if found:
            return found
    for index in reversed(body[-_LAST:]):
        found = _of_closing(blocks[index].text, is_last=index == body[-1])
        if found:
            return found
    return _of_last_line([blocks[index] for index in labelled.text[-2:]])


def _of_last_line(lines: Sequence[Block]) -> list[Person]:
    """The person whose name alone is the last line of a text, below a whole sentence."""
    if len(lines) < 2 or not ends_sentence(lines[0].text) or not are_names(lines[1].text):
        return []
    names = split_names(lines[1].text)
    return [Person(names[0])] if len(names) == 1 else []


#: `【某纪元2024年5月20日讯】`: the outlet and the day that open a report, in brackets or not.
_DATED = lazy(
    rf"\s*[{_OPENS}]?\s*[{HAN}A-Za-z·]{{2,12}}\s?(?P<day>20\d\d年\d{{1,2}}月\d{{1,2}}日)\s?(?:[讯訊电電](?:[{_CLOSES}]|\s|[{_OPENS}]|$)|[{_CLOSES}])"
)


def read_dated_opening(blocks: Sequence[Block], labelled: Labelled) -> dates.Stamp | None:
    """The day, with its year, of the dateline that opens a text; or the one on which a picture was wired whose single sentence is
    all of it: pictures in a longer text may be older."""
    body = [blocks[index] for index in labelled.places_of(Label.BODY)]
    match = _DATED.match(body[0].text) if body else None
    if match is not None:
        return dates.read_date(match["day"])
    if len(body) != 1:
        return None
    zones = labelled.zones
    wired = (blocks[index].text for index in labelled.places_of(Label.CAPTION) if zones.body <= index < zones.tail)
    day = next((_DAY.search(text) for text in wired if is_wired(text)), None)
    return dates.read_date(day.group()) or dates.read_labelled_date(day.group()) if day is not None else None


_DAY = lazy(stamps.WRITTEN)


def _of_dateline(text: str) -> list[Person]:
    if found := _of_share(text):
        return found
    if not names_reporter(text):
        return _of_wire(text)
    match = DATELINE.match(text) or _CLAUSE.match(text)
    if match:
        return read_byline(match["who"])
    match = _UNBALANCED.match(text)
    found = read_byline(match["who"]) if match else []
    return [person for person in found if looks_like_name(person.name)] or _of_wire(text)


def _of_share(text: str) -> list[Person]:
    """The people behind the writer's share in a bracket that opens a text, where only names and outlets stand with them."""
    match = _SHARED.match(text) if any(map(text[:_SHARE].count, "/／╱|｜")) else None
    words = split_names(match["who"]) if match else []
    names = [word for word in words if looks_like_name(word)]
    if match is None or not all(word in names or OUTLET.search(word) for word in words):
        return []
    return [Person(name, match["role"]) for name in names]


def _of_wire(text: str) -> list[Person]:
    """The names behind an agency's dateline, where nothing but names stands there."""
    wired = _WIRED.match(text) if "日" in text[:_WIRE] else None
    who = _DESK.sub("", wired["who"]) if wired else ""
    return [Person(name) for name in split_names(who)] if who and are_names(who) else []


def _of_closing(text: str, *, is_last: bool) -> list[Person]:
    """The people of the bracket that ends a paragraph; above the last one it must say what they did."""
    if not text.rstrip().endswith(_CLOSING_END):
        return _behind_stroke(text[-_STROKE:], is_last=is_last)
    match = _CLOSING.search(text)
    if match is None or not (is_last or says_work(match["who"])):
        return []
    return read_signature(match["who"])


def _behind_stroke(end: str, *, is_last: bool) -> list[Person]:
    match = _SIGNED.search(end) if "文" in end and any(map(end.count, "/／╱")) else None
    if match is None or not (is_last or names_reporter(end)):
        return []
    return read_signature(f"文/{match['who']}")


def names_reporter(text: str) -> bool:
    """Early exit before the expressions: False for a line without a word that every dateline has."""
    # One rare character is found in less than half the time that two take.
    return "员" in text or "員" in text or ("者" in text and ("记者" in text or "記者" in text))
