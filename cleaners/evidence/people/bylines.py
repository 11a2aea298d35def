"""Authors out of bylines and signatures."""

from __future__ import annotations

from cleaners.evidence.outlets import is_outlet
from cleaners.evidence.people.listed import EDGES, MOST_NAMES, are_listed, are_names, split_names
from cleaners.evidence.people.names import is_organisation, is_word, looks_like_name
from cleaners.evidence.people.pairs import (
    NEXT_FACTS,
    TITLE,
    before_next_key,
    is_outlet_of_role,
    persons_first,
    read_pairs,
)
from cleaners.evidence.people.roles import ROLE, is_staff
from cleaners.evidence.places import without_dateline, without_report_place
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules.form import in_both_scripts
from cleaners.rules.roles import BYLINE_ROLE, DESK, HANDS, RANK, REPORTERS, TOLD_BY
from cleaners.values import Person

_HAN = f"[{HAN}]"
_REPORTER = lazy(
    rf"((?:[{HAN}A-Za-z0-9+·&＆]|(?<=[报報网網社台刊端体體闻聞])(?:\s?[/／╱]\s?|\s[&＆]\s)(?={_HAN})){{0,16}}?(?:{RANK}|[摄攝]影|文字|[视視][频頻]|本[报報])*"
    rf"(?:[记記]者|通[讯訊][员員]|[评評][论論][员員]|特派[员員]|[实實][习習]生|撰稿人|[观觀]察[员員]|主[笔筆]))(?![会會站节節证證团團协協注招们們])(?=\s|[:：/／]|[{HAN}]|$)"
)
_BYLINE, _DESK, _TOLD_BY, _SPACE = lazy(BYLINE_ROLE), lazy(DESK), lazy(TOLD_BY), lazy(r"\s")
_AUTHOR_OF = lazy(r"^(?:本文)?作者\s*[:：]\s*(?=\S*(?:记者|通讯员|评论员))")
#: `作者：甲乙，媒体人，现居某市。`: the words after the name describe that person.
_ABOUT = lazy(
    rf"^((?:本文)?作者\s*[:：]?\s*{_HAN}{{2,4}})(?:\s*[,，](?=系|为|现任|现居|[^,，、]{{0,12}}[家者人师授员长])|\s+(?=[系为])).*$"
)
# `文/某某网专栏作者 某某`
_OUTLET_AUTHOR = lazy(rf"^文\s?[/／|｜丨︱]\s?{_HAN}{{0,12}}?(作者|作家|撰稿人)\s+(?={_HAN})")
_HAND = lazy(
    r"(?:文\s?[/／、&+]\s?[图圖摄攝]|[图圖]\s?[/／、&+]\s?[文摄攝]|[摄攝]\s?[/／、&+]\s?[文图圖])"
    rf"|(?:^|(?<=[\s/／|｜、()（）]))(?:{'|'.join(in_both_scripts(HANDS))})(?=$|[\s/／|｜、()（）:：])"
)
#: A name with its own contribution behind a stroke, in a line with several: `甲乙/文 丙丁/摄`.
_OWN_HAND = lazy(rf"(?P<name>{_HAN}{{2,4}})\s?[/／╱]\s?(?P<hand>{'|'.join(in_both_scripts(HANDS))})(?=$|[\s、()（）])")
_MARKS = "■□◆◇●○▲▍★☆"
#: The same before a stroke, or before who took a picture: `张 三/文`, `记者 张 三摄`.
_PAIR_BEFORE_STROKE = lazy(rf"(?<![^\s:：、，,])({_HAN})[ \u00a0\u3000]+({_HAN})(?=[/／╱]|\s?[摄攝]$)")
#: `摄影：某报记者 甲乙`: the reporter's contribution.
_SHOT = lazy(r"^(摄影|攝影|摄像|攝像|视频|視頻|图片|圖片)\s*[:：]")
_CLOSERS = " \u3000)）】］]〕"
#: `文 受访者供图`: the reporter wrote the text, and somebody else provided the pictures.
_GIVEN = lazy(
    rf"[/／╱\s、]?文?[/／\s]?(?:受[访訪]|[采採][访訪]|[单單]位|[资資]料|本[报報]|[网網][络絡路]|[视視][频頻]|警方|企[业業]|[读讀]者|[网網]友|官方){_HAN}{{0,6}}(?:供[图圖]|提供|截[图圖])"
)
_SIGNER = r"(?:编译|編譯|翻译|作者|撰文|撰稿|采写|文|整理|執筆|执笔)"
_WORK = lazy(rf"{'|'.join(REPORTERS)}|[报報][道导導]|^\s*{_SIGNER}\s*[/／╱:：]")
_SIGNED_ROLE = lazy(rf"\s*(?P<role>{_SIGNER})\s*[/／╱:：|｜\s]\s*")
_OUTLET_BEFORE = lazy(rf"{_HAN}{{1,6}}?(?:新闻|新聞|[报報社網网台]|日報|晚報)(?={_HAN}{{2,4}}$)")


def read_byline(line: str) -> list[Person]:
    """Authors of a byline, each with the role printed before the name: `读特记者 甲 通讯员 乙/文 丙/图`."""
    people: list[Person]
    if 1 in map(len, line.split()):
        line = _PAIR_BEFORE_STROKE.sub(r"\1\2", line)
    given = line
    line = line.strip(EDGES.replace("/", ""))
    if line.startswith(("本文", "作者")):
        line = _ABOUT.sub(r"\1", _AUTHOR_OF.sub("", line))
    if line.startswith("文"):
        line = _OUTLET_AUTHOR.sub(r"\1 ", line)
    report = _DESK.fullmatch(line) or _TOLD_BY.match(line)
    if report is not None:
        names = [name for name in split_names(report["names"]) if looks_like_name(name)]
        people = [Person(name, report.groupdict().get("role")) for name in names]
        return [*people, *read_pairs(line[report.end() :])]
    reporters = list(_REPORTER.finditer(line))
    if not reporters:
        return read_pairs(line) or _read_bare_names(given)
    shot = _SHOT.match(line) if len(reporters) == 1 else None
    above = line[: reporters[0].start()]
    people = read_pairs(above) or (_read_bare_names(above) if given[:1] in _MARKS and are_names(above) else [])
    for number, match in enumerate(reporters):
        stop = reporters[number + 1].start() if number + 1 < len(reporters) else len(line)
        rest = line[match.end() : stop]
        staff = next((pair for pair in ROLE.finditer(rest) if is_staff(pair.group(1))), None)
        if staff is not None:
            rest, tail = rest[: staff.start()], rest[staff.start() :]
        else:
            rest, tail = before_next_key(rest), ""
        role = match.group(1).strip(EDGES)
        names = split_names(_HAND.sub(" ", _own_names(TITLE.sub(" ", rest))))
        if len(names) > 1 and tail and not rest[-1:].isspace() and is_outlet_of_role(names, role[:-2]):
            names.pop()  # 某经记者 甲　某经编辑 乙
        people.extend(Person(name, role if shot is None else shot[1]) for name in persons_first(names, rest))
        people.extend(person for person in read_pairs(tail) if _BYLINE.fullmatch(person.role or ""))
    return people


def _own_names(rest: str) -> str:
    """The text after a reporter's role, without place, day and the provider of the pictures."""
    if rest.rstrip(_CLOSERS).endswith(("图", "圖", "供")):
        rest = _GIVEN.sub(" ", rest)
    return without_dateline(without_report_place(rest))


def read_signature(text: str) -> list[Person]:
    """The people in a bracket that signs a text, if it contains nothing else: `甲 乙`, `某社甲、乙綜合報導`, `编译/甲`."""
    if "作者" in text:
        text = _ABOUT.sub(r"\1", text)
    if any(role in text for role in _SIGNERS):
        return read_byline(text)
    pairs = read_pairs(text)
    if len({person.role for person in pairs}) > 1 and all(looks_like_name(person.name) for person in pairs):
        return pairs
    pair = _SIGNED_ROLE.match(text)
    names = split_names(_HAND.sub(" ", _GIVEN.sub(" ", without_dateline(text[pair.end() :] if pair else text))))
    while len(names) > 1 and (is_outlet(names[0]) or is_organisation(names[0])):
        del names[0]  # `某报 甲`: whom they wrote it for
    if names and not looks_like_name(names[0]) and (outlet := _OUTLET_BEFORE.match(names[0])):
        names[0] = names[0][outlet.end() :]
    if not 0 < len(names) <= MOST_NAMES or not all(map(looks_like_name, names)):
        return []
    if pair is None and all(map(is_word, names)):
        return []
    return [Person(name, pair["role"] if pair else None) for name in names]


#: The roles of those who sign for an outlet.
_SIGNERS = (*REPORTERS, "评论员", "評論員")


def says_work(text: str) -> bool:
    """Whether a signature states a role or a contribution: 记者, 编译/, 台北報導."""
    return _WORK.search(text) is not None


def _read_bare_names(line: str) -> list[Person]:
    """Names without a role before them; a contribution after them (`文/图`) is their role."""
    words = [word for word in split_names(_HAND.sub(" ", without_dateline(line))) if not word.startswith(NEXT_FACTS)]
    names = words if are_listed(line, words) else list(filter(looks_like_name, words))
    hands = {match.group() for match in _HAND.finditer(line)}
    role = _SPACE.sub("", hands.pop()) if len(hands) == 1 else None
    own = {match["name"]: match["hand"] for match in _OWN_HAND.finditer(line)} if hands else {}
    return [Person(name, own.get(name, role)) for name in names]
