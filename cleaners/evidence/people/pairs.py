"""Names and roles out of bylines, credit lines and datelines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaners.evidence.outlets import OUTLET
from cleaners.evidence.people.names import (
    ends_name,
    follows_name,
    is_count,
    is_organisation,
    is_word,
    looks_like_name,
    may_be_rare_name,
)
from cleaners.evidence.places import is_place, without_dateline, without_report_place
from cleaners.evidence.prose import short_with_end
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules.form import simplified
from cleaners.rules.head import SOURCE_KEY
from cleaners.rules.roles import (
    ANY_ROLE,
    BYLINE_ROLE,
    CREDIT_ROLE,
    DESK,
    HANDS,
    NO_NAMES,
    RANK,
    REPORTERS,
    ROLE_AHEAD,
    ROLE_END,
    ROLE_ENDS,
    RUN,
    SIDE_ROLE,
    SURNAMES,
    TOLD_BY,
)
from cleaners.values import Block, Person

_HAN = f"[{HAN}]"
_ROLE = lazy(
    rf"{ROLE_AHEAD}(?:(?<={_HAN})|(?<![\w]))((?:本[报報网網台刊站社](?=[记記]者|评论员))?{ANY_ROLE}(?:\s?[/／、&]\s?(?:{ANY_ROLE}|{SIDE_ROLE}))*)(?=\s|[:：/／|｜丨︱│\u00a0]|$|[)）\]】])"
)
_SIDE_ROLE = lazy(rf"(?<!\w)({SIDE_ROLE})(?=\s*[:：/／|｜丨︱│]\s*{_HAN}|\s+{_HAN}{{2}})")
# The end of every match of `_ROLE`. A digit may follow: it begins a date, which is replaced by a space before matching.
_ROLE_END = lazy(rf"{ROLE_END}(?=[\s\d:：/／|｜丨︱│)）\]】]|$)")
_REPORTER = lazy(
    rf"([{HAN}A-Za-z0-9+·&＆]{{0,16}}?(?:{RANK}|[摄攝]影|文字|[视視][频頻]|本[报報])*"
    rf"(?:[记記]者|通[讯訊][员員]|[评評][论論][员員]|特派[员員]|[实實][习習]生|撰稿人|[观觀]察[员員]|主[笔筆]))(?![会會站节節证證团團协協注招们們])(?=\s|[:：/／]|[{HAN}]|$)"
)
_SPACE, _DIGIT, _AND, _WORD_BEFORE = lazy(r"\s"), lazy(r"\d"), lazy(r"[/／、&]"), lazy(rf"{_HAN}+$")
# `作者：《某刊》记者 甲`: a paper or a work, and no person.
_TITLE = lazy(r"《[^《》]*》")
_MARK_OR_SPACE = lazy(r"\s*[:：/／|｜丨︱│]|\s+\S")
_AUTHOR_OF = lazy(r"^(?:本文)?作者\s*[:：]\s*(?=\S*(?:记者|通讯员|评论员))")
#: `作者：甲乙，媒体人，现居某市。`: the words after the name describe that person.
_ABOUT = lazy(
    rf"^((?:本文)?作者\s*[:：]\s*{_HAN}{{2,4}})\s*[,，](?=系|为|现任|现居|[^,，、]{{0,12}}[家者人师授员长]).*$"
)
_NO_PERSON = lazy(rf"(?![{''.join(sorted(SURNAMES))}]{_HAN}{{3}}$){_HAN}{{4,}}|{_HAN}{{1,3}}[科室处處部办辦所站]")
# `文/某某网专栏作者 某某`
_OUTLET_AUTHOR = lazy(rf"^文\s?[/／|｜丨︱]\s?{_HAN}{{0,12}}?(作者|作家|撰稿人)\s+(?={_HAN})")
_HAND = lazy(
    r"(?:文\s?[/／、&+]\s?[图摄]|图\s?[/／、&+]\s?[文摄]|摄\s?[/／、&+]\s?[文图])"
    rf"|(?:^|(?<=[\s/／|｜、()（）]))(?:{'|'.join(HANDS)})(?=$|[\s/／|｜、()（）:：])"
)
#: Roles in `CREDIT_ROLES` that are authorship all the same; roles that end the list of names after a reporter's role.
_AUTHORSHIP, _HANDS = frozenset(("整理", "原创")), frozenset(("摄影", "摄像", "攝影", "攝像"))
_CREDIT, _BYLINE, _DESK, _TOLD_BY = lazy(CREDIT_ROLE), lazy(BYLINE_ROLE), lazy(DESK), lazy(TOLD_BY)
_MARKS = "■□◆◇●○▲▍★☆"
_EDGES = " \t\u00a0\u3000()（）[]【】<>《》■□◆◇●○◎▲▍▌▎┃▶►★☆※•*#-—|｜丨︱│,，;；:：/／╱、。.“”\"'"
_NOTE = lazy(
    rf"[（(](?:(?:[见見][习習]|[实實][习習]生?|特[约約]|兼|[{HAN}]{{2,12}}[人者家师员授士长]|[A-Za-z]{{1,3}}\d{{2,8}})[)）]"
    r"|[A-Za-z][A-Za-z .'-]{2,40}(?:[)）]|$))"
)
#: The number of an editor at the portal, behind the name: `甲乙_NE0011`, `甲乙PT011`.
_CODE = lazy(rf"(?<=[{HAN}])(?:_[A-Za-z]{{1,3}}|[A-Z]{{1,3}})\d{{2,8}}$")
_NAME_TAIL = lazy(rf"(?<=[{HAN}]{{2}})(?:摄影报道|摄影|报道|供图|摄|攝影報[道導]|攝影|供圖|攝|大中小|小中大)$")
#: `记者甲／某地報導`: the word after the stroke is a place, not a name.
_REPORTS = ("報導", "报导", "報道", "报道")
_TAIL_ENDS = ("道", "影", "摄", "图", "導", "攝", "圖", "大", "小")
_RUN, _MAX_RUN = lazy(rf"^[\[【（(]?{RUN}[\]】）)]?$"), 100
_ONE = lazy(rf"^[\[【（(]?(?:责任编辑|责编){_HAN}{{2,4}}[\]】）)]?$")
_TIGHT = lazy(rf"({CREDIT_ROLE})[:：]?({_HAN}{{2,4}}?)(?={CREDIT_ROLE}[:：]?{_HAN}|\W|$)")
_SPLIT = lazy(r"[、,，/／╱;；|｜丨︱│&＆\s\u00a0\u3000]+")
_SINGLE_PAIR = lazy(rf"(?<![^\s:：、，,])({_HAN})[ \u00a0\u3000]+({_HAN})(?!\S)")
#: The same before a stroke: `张 三/文`.
_PAIR_BEFORE_STROKE = lazy(rf"(?<![^\s:：、，,])({_HAN})[ \u00a0\u3000]+({_HAN})(?=[/／╱])")
# The next fact in the same line: `编辑：甲 人气：5380`; or a portal's link back, after a name.
_NEXT_KEY = lazy(rf"(?<=\S)\s*[{HAN}]{{2,6}}\s?[:：]|返回\S+[，,]")
_NAME = lazy(
    rf"{_HAN}{{2,4}}|{_HAN}{{1,8}}(?:[·•・]{_HAN}{{1,8}}){{1,3}}|[A-Za-z][\w.·-]*(?: [A-Z][\w.·-]*){{0,3}}|[\w·•]{{2,16}}"
)


def split_names(text: str) -> list[str]:
    """The names in `甲乙、丙丁`, `甲乙 丙丁`, `张 三`; notes such as （见习） and empty parts are dropped."""
    if "（" in text or "(" in text:
        text = _NOTE.sub(" ", text)
    if 1 in map(len, text.split()):  # a pair is of words of one character
        text = _SINGLE_PAIR.sub(r"\1\2", text)
    names = []
    for part in _SPLIT.split(text):
        name = _CODE.sub("", part.strip(_EDGES)) if part[-1:].isdigit() else part.strip(_EDGES)
        if name.endswith(_TAIL_ENDS):
            name = _NAME_TAIL.sub("", name)
        if name.startswith(_REPORTERS) and looks_like_name(name[2:]):
            name = name[2:]  # 文／记者甲乙
        if _may_name(name):
            names.append(name)
    return names


_REPORTERS = ("记者", "記者")


def _may_name(word: str) -> bool:
    """Whether a word after a role may be a name: in any script, and no control, placeholder or number."""
    return (
        _NAME.fullmatch(word) is not None
        and simplified(word.lower()) not in NO_NAMES
        and not word.endswith(_REPORTS)
        and not word.isdecimal()
        and not (word[0] == "第" and word[-1] == "版")
        and not is_count(word)
        and _LEAVE not in word
        and not (word.isascii() and "admin" in word.lower())  # the login of a desk
    )


def _is_outlet_of_role(names: Sequence[str], before: str) -> bool:
    """Whether the last word, right before a role, is the outlet of that role (某经编辑), as it was ``before`` the one above."""
    last = names[-1]
    return OUTLET.search(last) is not None or (len(names) > 1 and (not looks_like_name(last) or before.endswith(last)))


#: `某某网经授权发布`: on whose permission a text was published, which is no name.
_LEAVE = "授权"


def with_spaces(line: str) -> str:
    """A credit line whose spaces were lost, with a space around each role; any other line unchanged."""
    return _TIGHT.sub(r" \1 \2", line) if len(line) <= _MAX_RUN and (_RUN.search(line) or _ONE.search(line)) else line


def may_have_role(line: str) -> bool:
    """A cheap test before `read_pairs`: whether a line, with or without its dates, may contain a role."""
    return _ROLE_END.search(line) is not None


#: The day on which an agency filed its text, in years of the Republic, after the bracket with its editors.
_FILED = lazy(r"[）)]\s?\d{7,8}$")
#: Names, a stroke, and their role: `甲乙／核稿編輯`.
_NAMED_BEFORE = lazy(rf"(?P<names>{_HAN}{{2,4}}(?:、{_HAN}{{2,4}}){{0,3}})\s?[/／╱]\s?(?P<role>{CREDIT_ROLE})")


def read_pairs(line: str) -> list[Person]:
    """Roles and names of a line that pairs them: `编辑 甲 审读 乙`, `(责编:甲、乙)`. Empty for a line without a role."""
    if not may_have_role(line):
        return []
    if line[-1].isdigit():
        line = _FILED.sub("）", line)
    if (signed := _NAMED_BEFORE.fullmatch(line)) is not None and are_names(signed["names"]):
        return [Person(name, signed["role"]) for name in split_names(signed["names"])]
    if ("习" in line or "習" in line) and ("（" in line or "(" in line):
        line = _NOTE.sub(" ", line)  # `甲(实习生)、乙`: no role of whoever comes next
    found = [match for match in _ROLE.finditer(line) if not _inside_name(line, match) and not _ends_outlet(line, match)]
    if found:
        found = sorted((*found, *_beside(line, found)), key=re.Match.start)
    people: list[Person] = []
    for number, match in enumerate(found):
        stop = found[number + 1].start() if number + 1 < len(found) else len(line)
        role = "".join(match.group(1).split())
        names = split_names(_TITLE.sub(" ", _before_next_key(_in_bracket(line, match.end(), stop))))
        is_tight = stop < len(line) and not line[stop - 1].isspace()
        if names and is_tight and _is_outlet_of_role(names, line[: match.start()]):
            names.pop()
        people.extend(Person(name, role) for name in _persons_first(names))
    return people


def _in_bracket(line: str, first: int, stop: int) -> str:
    """The text after a role, up to the end of the bracket that contains the role."""
    if all(line.find(mark, 0, first) < 0 for mark in _OPENERS):
        return "" if _EMPTY.match(line, first) else line[first:stop]
    depth = 0
    for place in range(first, stop):
        depth += (line[place] in _OPENERS) - (line[place] in _ENDERS)
        if depth < 0:
            return line[first:place]
    return line[first:stop]


_OPENERS, _ENDERS = "（(", "）)"


def _persons_first(names: list[str]) -> list[str]:
    """The names after a role. Beside a person's name, a longer word without a surname is an account or an outlet, a word with
    the ending of an office is one, and a word with a digit is a counter."""
    persons = {name for name in names if looks_like_name(name)}
    if not persons:  # a body beside somebody with a rare surname
        return [name for name in names if not is_organisation(name)] or names
    return [name for name in names if name in persons or not (_NO_PERSON.fullmatch(name) or _DIGIT.search(name))]


def _beside(line: str, found: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The words of a line that are roles only beside the others found, outside of those."""
    return [
        match
        for match in _SIDE_ROLE.finditer(line)
        if not any(match.start() < other.end() and other.start() < match.end() for other in found)
    ]


def is_side_pair(line: str) -> bool:
    """Whether a whole line is names after a word that is a role only beside others: `航拍：甲乙`."""
    pair = _SIDE_PAIR.match(line) if len(line) <= _MAX_PAIR else None
    return pair is not None and are_names(line[pair.end() :])


def read_side_pair(line: str) -> list[Person]:
    """The people of such a line, with that role."""
    pair = _SIDE_PAIR.match(line)
    return [Person(name, pair["role"]) for name in split_names(line[pair.end() :])] if pair else []


_SIDE_PAIR, _MAX_PAIR = lazy(rf"\s*(?P<role>{SIDE_ROLE})\s*(?:[:：/／|｜丨︱│]|\s)\s*(?=\S)"), 40


def _before_next_key(rest: str) -> str:
    """The text after a role, up to the next fact. A fact's key has at least two characters before its colon."""
    if rest.find("：", 3) < 0 and rest.find(":", 3) < 0 and "返回" not in rest:
        return rest
    return _NEXT_KEY.split(rest, maxsplit=1)[0]


def _ends_outlet(line: str, match: re.Match[str]) -> bool:
    """Whether the role 发布 is the end of an outlet's name, with no colon after it: `文字：某城发布`."""
    if match.group(1) != "发布" or not match.start() or not _HAN_END.match(line[match.start() - 1]):
        return False
    behind = line[match.end() :].lstrip()
    return not behind or not behind.startswith((":", "："))


_HAN_END, _EMPTY = lazy(_HAN), lazy(r"\s*[:：]\s*[|｜丨│]")


def _inside_name(line: str, match: re.Match[str]) -> bool:
    """Whether a role ends a reporter's name (`图` in `/图`) or is part of one (`文` in `喻文`), and so opens no pair."""
    if match.group(1) not in ("图", "文", "摄", "圖", "攝"):
        return False
    word = _WORD_BEFORE.search(line, 0, match.start())
    if word is not None and (len(word.group()) < 3 or ends_name(word.group(), match.group(1))):
        return True
    return follows_name(line, match.start()) or not _MARK_OR_SPACE.match(line, match.end())


def read_byline(line: str) -> list[Person]:
    """Authors of a byline, each with the role printed before the name: `读特记者 甲 通讯员 乙/文 丙/图`."""
    people: list[Person]
    if 1 in map(len, line.split()):
        line = _PAIR_BEFORE_STROKE.sub(r"\1\2", line)
    given = line
    line = line.strip(_EDGES.replace("/", ""))
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
        staff = next((pair for pair in _ROLE.finditer(rest) if _is_staff(pair.group(1))), None)
        if staff is not None:
            rest, tail = rest[: staff.start()], rest[staff.start() :]
        else:
            rest, tail = _before_next_key(rest), ""
        role = match.group(1).strip(_EDGES)
        names = split_names(_HAND.sub(" ", _own_names(_TITLE.sub(" ", rest))))
        if len(names) > 1 and tail and not rest[-1:].isspace() and _is_outlet_of_role(names, role[:-2]):
            names.pop()  # 某经记者 甲　某经编辑 乙
        people.extend(Person(name, role if shot is None else shot[1]) for name in _persons_first(names))
        people.extend(person for person in read_pairs(tail) if _BYLINE.fullmatch(person.role or ""))
    return people


def _own_names(rest: str) -> str:
    """The text after a reporter's role, without place, day and the provider of the pictures."""
    if rest.rstrip(_CLOSERS).endswith(("图", "圖", "供")):
        rest = _GIVEN.sub(" ", rest)
    return without_dateline(without_report_place(rest))


#: `摄影：某报记者 甲乙`: the reporter's contribution.
_SHOT = lazy(r"^(摄影|攝影|摄像|攝像|视频|視頻|图片|圖片)\s*[:：]")
_CLOSERS = " \u3000)）】］]〕"
#: `文 受访者供图`: the reporter wrote the text, and somebody else provided the pictures.
_GIVEN = lazy(
    rf"[/／╱\s、]?文?[/／\s]?(?:受访|采访|单位|资料|本报|网络|视频|警方|企业|读者|网友|官方){_HAN}{{0,6}}(?:供图|供圖|提供|截图)"
)


def read_signature(text: str) -> list[Person]:
    """The people in a bracket that signs a text, if it contains nothing else: `甲 乙`, `某社甲、乙綜合報導`, `编译/甲`."""
    if any(role in text for role in REPORTERS):
        return read_byline(text)
    pair = _SIGNED_ROLE.match(text)
    names = split_names(without_dateline(text[pair.end() :] if pair else text))
    if names and not looks_like_name(names[0]) and (outlet := _OUTLET_BEFORE.match(names[0])):
        names[0] = names[0][outlet.end() :]
    if not 0 < len(names) <= _MOST_SIGNERS or not all(map(looks_like_name, names)):
        return []
    if pair is None and all(map(is_word, names)):
        return []
    return [Person(name, pair["role"] if pair else None) for name in names]


def says_work(text: str) -> bool:
    """Whether a signature states a role or a contribution: 记者, 编译/, 台北報導."""
    return _WORK.search(text) is not None


_SIGNER = r"(?:编译|編譯|翻译|作者|撰文|撰稿|采写|文|整理|執筆|执笔)"
_WORK = lazy(rf"{'|'.join(REPORTERS)}|[报報][道导導]|^\s*{_SIGNER}\s*[/／╱:：]")
_MOST_SIGNERS = 6
_SIGNED_ROLE = lazy(rf"\s*(?P<role>{_SIGNER})\s*[/／╱:：|｜\s]\s*")
_OUTLET_BEFORE = lazy(rf"{_HAN}{{1,6}}?(?:新闻|新聞|[报報社網网台]|日報|晚報)(?={_HAN}{{2,4}}$)")


def _read_bare_names(line: str) -> list[Person]:
    """Names without a role before them; a contribution after them (`文/图`) is their role."""
    words = split_names(_HAND.sub(" ", without_dateline(line)))
    names = words if _are_listed(line, words) else list(filter(looks_like_name, words))
    hands = {match.group() for match in _HAND.finditer(line)}
    role = _SPACE.sub("", hands.pop()) if len(hands) == 1 else None
    return [Person(name, role) for name in names]


def are_names(text: str) -> bool:
    """Whether a whole line consists of personal names, at least one of which is no common word."""
    names = [] if "。" in text else split_names(text)
    is_list = 0 < len(names) <= _MOST_SIGNERS and (all(map(looks_like_name, names)) or _are_listed(text, names))
    return is_list and not all(map(is_word, names))


def _are_listed(text: str, names: Sequence[str]) -> bool:
    """Whether a line lists names, at least half of which look like names, while the rest may be rare ones."""
    known = sum(map(looks_like_name, names))
    return (
        1 < len(names) <= 2 * known
        and ("、" in text or text[0] in _BULLETS)
        and all(looks_like_name(name) or (may_be_rare_name(name) and not is_place(name)) for name in names)
    )


#: What papers print before an author's name.
_BULLETS = frozenset("□■◎◆●")


def roles_alone(blocks: tuple[Block, ...]) -> list[int]:
    """The numbers of the lines that consist of a role or the key of a source, with or without a colon. Few pages have any."""
    return [
        n for n in short_with_end(blocks, _MAX_ROLE, _ROLE_LAST) if _ROLE_LINE.fullmatch(blocks[n].text) is not None
    ]


#: Maximum length of a role and its colon, in characters, and the last characters of such a line.
_MAX_ROLE, _ROLE_LAST = 10, ":：源处" + ROLE_ENDS
#: Some roles are also common headings, and do not count if they stand alone.
_ROLE_LINE = lazy(rf"(?!报道|图片|视频|文字|[文图摄实]){ANY_ROLE}\s*[:：]?|{SOURCE_KEY}\s*[:：]?")


def is_credit_role(role: str | None) -> bool:
    """Whether a role (or a compound of roles) is one of production, not of authorship."""
    return role is not None and any(
        part not in _AUTHORSHIP and _CREDIT.fullmatch(part) is not None for part in _AND.split(role)
    )


def opens_with_credit_role(text: str) -> bool:
    """Whether a line begins with a role of production."""
    return _CREDIT.match(text) is not None


def _is_staff(role: str) -> bool:
    """Whether a role ends the list of names after a reporter's role."""
    return role in _HANDS or _CREDIT.fullmatch(role) is not None
