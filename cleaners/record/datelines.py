"""The signatures in a text itself: the reporters in its opening dateline, and the names in the bracket at its end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from cleaners.evidence import dates
from cleaners.evidence.outlets import OUTLET
from cleaners.evidence.people.bylines import read_byline, read_signature, says_work
from cleaners.evidence.people.listed import are_names, split_names
from cleaners.evidence.people.names import is_word, looks_like_name, set_apart
from cleaners.evidence.places import is_place
from cleaners.judgement.caption_lines import is_wired
from cleaners.judgement.labels import Labelled
from cleaners.judgement.sentences import ends_sentence
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules import stamps
from cleaners.rules.roles import FAMILY, REPORTERS
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
#: A dateline with an unclosed or unopened bracket: only names directly after the role are certain.
_UNBALANCED = lazy(
    rf"^\s*[^。！？，,]{{0,24}}(?:[{_OPENS}]|[讯訊电電息])\s*(?P<who>[{HAN}A-Za-z·]{{0,12}}?{_REPORTER}\s*[:：]?\s*"
    rf"(?:[{HAN}·]{{2,6}}(?:[、\s]\s*(?={_REPORTER}|[{HAN}·]{{2,4}}[、\s）)，,])|(?=[）)，,])|$)){{1,8}})"
)
#: One without brackets that names the day of the report: `某方网记者甲1月17日报道：`.
_REPORTED = lazy(
    rf"^\s*(?P<who>[{HAN}]{{1,8}}(?:网|報|报|社|台)(?:记者|記者)\s?[{HAN}·]{{2,4}}(?:、[{HAN}·]{{2,4}}){{0,3}}?)\s?\d{{1,2}}月\d{{1,2}}日\s?(?:报道|報道|报导|報導|电|讯)"
)
#: One that is a clause of its own behind the outlet, in brackets or with a day: `【某報訊】記者甲、乙報道：`,
#: `某报某地6月12日电 记者甲报道：`.
_CLAUSE = lazy(
    rf"^\s*(?:[{_OPENS}][^{_OPENS}{_CLOSES}。]{{2,16}}[{_CLOSES}]|[{HAN}A-Za-z]{{2,12}}(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?[讯訊电電])\s*(?P<who>[{HAN}A-Za-z]{{0,12}}?{_REPORTER}\s?[{HAN}·、\s]{{2,30}}?)[報报][道导導][:：]"
)
#: One that only spaces part from the text: `◎本报记者 甲 通讯员 乙 昨日……`.
_NAMES = rf"{FAMILY}[{HAN}]{{1,2}}(?:[、\s]+{FAMILY}[{HAN}]{{1,2}}(?!\w)){{0,3}}"
_SPACED = lazy(
    rf"^\s*(?:[■□◆◇●○◎]\s*)?(?:[{HAN}]{{2,8}}[讯訊电電]\s+)?"
    rf"(?P<who>[{HAN}A-Za-z]{{0,10}}?{_REPORTER}\s*{_NAMES}(?:[、\s]+[{HAN}]{{0,4}}{_REPORTER}\s*{_NAMES}){{0,2}})\s"
)
#: Names before the first role in a dateline's bracket: those of correspondents, `本报讯（甲 记者乙）`.
_NAMED_BEFORE = lazy(rf"(?P<names>[^{_OPENS}{_CLOSES}：:]{{2,12}}?)[、\s]+(?={_REPORTER})")
#: One whose role is the writer's share in the text, with a stroke behind it: `【文/某某网 甲】`.
_SHARED = lazy(
    rf"^\s*[{_OPENS}]\s*(?P<role>文|图文|采访|采写|编译|翻译|整理|撰文)\s?[/／╱|｜]\s?(?P<who>[^{_OPENS}{_CLOSES}。！？]{{2,40}})[{_CLOSES}]"
)
#: An agency's dateline with names but without a role: `某社某地6月12日电 (甲 乙)`.
_WIRED = lazy(
    rf"^\s*[^。！？，,{_OPENS}{_CLOSES}]{{2,24}}\d{{1,2}}\s?日\s?[电電]\s*[{_OPENS}]\s*(?P<who>[{HAN}·]{{2,12}}(?:[\s、][{HAN}·]{{2,12}}){{0,4}})\s*[{_CLOSES}]"
)
#: The signature in brackets at the end of a paragraph: `……将于明年通车。（张三丰）`
_CLOSING = lazy(rf"[{_OPENS}]\s*(?:本报|文/)?\s?(?P<who>[^{_OPENS}{_CLOSES}]{{2,40}})[{_CLOSES}]?\s*$")
#: A signature without brackets, after a role and a slash. Nothing else has both at the end of a paragraph:
#: `……已可见一斑。 文/记者张三丰`.
_SIGNED = lazy(
    rf"(?:[。！？”…]\s*|\s)文\s?[/／╱]\s?(?:记者|記者|通讯员|通訊員)?\s?(?P<who>[{HAN}·]{{2,4}}(?:[、\s][{HAN}·]{{2,4}}){{0,2}})\s*$"
)
#: The same behind the last sentence, by a reporter or with the pictures' maker: `……通车。 本报记者 甲 文/图`.
_SIGNED_BEHIND = lazy(
    rf"[。！？”]\s*(?P<who>(?:[{HAN}]{{0,8}}{_REPORTER}\s?|文\s?[:：/／｜|丨]\s?)[{HAN}·]{{2,4}}[{HAN}·、\s:：/／｜|丨]{{0,24}})$"
)
#: How the credit of a picture ends, with the name of who took it in front.
_TOOK = (" 摄", "\u3000摄", " 攝", "\u3000攝")
#: The source in brackets behind the signature.
_SOURCE_LAST = lazy(
    rf"(?<=[{_CLOSES}])\s*[{_OPENS}](?:来源|來源|稿源)\s?[:：][^{_OPENS}{_CLOSES}]{{2,24}}[{_CLOSES}]\s*$"
)
_CLOSING_END = ("）", ")", "】", "]", "〕", "］")

#: The agency's desk before the names: `(某新财经 甲乙)`.
_DESK = lazy(rf"^[{HAN}]{{2}}(?:财经|经纬|体育|健康|文娱|社区|视频|国际)\s+")

#: Maximum distance of the day in an agency's dateline from the beginning of the text, in characters.
_WIRE = 30
#: Maximum distance of the stroke after the writer's share from the beginning of the text, in characters.
_SHARE = 8
#: Maximum length of a signature after a slash, in characters from the end.
_STROKE = 28

#: Number of first paragraphs that may contain a dateline, and of last paragraphs that may contain the signature.
_FIRST, _LAST = 3, 8


def read_signed_text(blocks: Sequence[Block], labelled: Labelled) -> list[Person]:
    """The people who sign the text of a page without a byline: first those in the dateline, then those in the last bracket."""
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
    """The person whose name is the whole last line of a text, below a complete sentence."""
    if len(lines) < 2 or not ends_sentence(lines[0].text) or not are_names(lines[1].text):
        return []
    names = split_names(lines[1].text)
    return [Person(names[0])] if len(names) == 1 else []


#: `【某纪元2024年5月20日讯】`: outlet and date at the beginning of a report, with or without brackets.
_DATED = lazy(
    rf"\s*[{_OPENS}]?\s*[{HAN}A-Za-z·]{{2,12}}\s?(?P<day>20\d\d年\d{{1,2}}月\d{{1,2}}日)\s?(?:[讯訊电電](?:[{_CLOSES}]|\s|[{_OPENS}]|$)|[{_CLOSES}])"
)


def read_dated_opening(blocks: Sequence[Block], labelled: Labelled) -> dates.Stamp | None:
    """The full date in the dateline that opens a text. If the text is a single paragraph under a picture, the date on which the
    picture was transmitted; in longer texts, pictures may be older than the text."""
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
    match = DATELINE.match(text) or _CLAUSE.match(text) or _REPORTED.match(text)
    if match:
        return [*_before_role(match["who"]), *read_byline(set_apart(match["who"]))]
    match = _UNBALANCED.match(text) or _SPACED.match(text)
    found = read_byline(set_apart(match["who"])) if match else []
    names = [person for person in found if looks_like_name(person.name)]
    return _of_wire(text) if all(is_word(person.name) for person in names) else names


def _before_role(who: str) -> list[Person]:
    """The people in a dateline's bracket whose names stand before the first role, with none of their own."""
    match = _NAMED_BEFORE.match(who)
    names = split_names(match["names"]) if match and are_names(match["names"]) else []
    return [Person(name) for name in names if not is_place(name)]


def _of_share(text: str) -> list[Person]:
    """The people behind the writer's share in a bracket that opens a text, where only names and outlets stand with them."""
    match = _SHARED.match(text) if any(map(text[:_SHARE].count, "/／╱|｜")) else None
    words = split_names(match["who"]) if match else []
    names = [word for word in words if looks_like_name(word)]
    if match is None or not all(word in names or OUTLET.search(word) for word in words):
        return []
    return [Person(name, match["role"]) for name in names]


def _of_wire(text: str) -> list[Person]:
    """The names after an agency's dateline, if nothing else is in the bracket."""
    wired = _WIRED.match(text) if "日" in text[:_WIRE] else None
    who = _DESK.sub("", wired["who"]) if wired else ""
    return [Person(name) for name in split_names(who)] if who and are_names(who) else []


def _of_closing(text: str, *, is_last: bool) -> list[Person]:
    """The people in the bracket at the end of a paragraph. Before the last paragraph, the bracket must state their work."""
    if is_last and "源" in text[-_STROKE:]:
        text = _SOURCE_LAST.sub("", text)
    if not text.rstrip().endswith(_CLOSING_END):
        return _behind_stroke(text[-_STROKE:], is_last=is_last)
    match = _CLOSING.search(text)
    if match is None or not (is_last or says_work(match["who"])):
        return []
    return read_signature(set_apart(match["who"]))


def _behind_stroke(end: str, *, is_last: bool) -> list[Person]:
    match = _SIGNED.search(end) if "文" in end and any(map(end.count, "/／╱")) else None
    if match is not None and (is_last or names_reporter(end)):
        return read_signature(f"文/{match['who']}")
    behind = _SIGNED_BEHIND.search(end) if is_last and not end.endswith(_TOOK) else None
    found = read_signature(set_apart(behind["who"])) if behind else []
    return found if all(looks_like_name(person.name) for person in found) else []


def names_reporter(text: str) -> bool:
    """A cheap test before the expressions: False if a line lacks a word that every dateline contains."""
    # Searching for one rare character takes less than half as long as for two common ones.
    return "员" in text or "員" in text or ("者" in text and ("记者" in text or "記者" in text))
