"""The names of a list, as they stand after a role or alone in a line."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.outlets import is_outlet
from cleaners.evidence.people.names import (
    is_count,
    is_organisation,
    is_word,
    looks_like_name,
    may_be_rare_name,
)
from cleaners.evidence.places import is_place
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules.form import simplified
from cleaners.rules.roles import NO_NAMES

_HAN = f"[{HAN}]"
#: Marks that stand around a name, or between a role and its names, and belong to neither.
EDGES = " \t\u00a0\u3000()（）[]【】<>《》■□◆◇●○◎▲▍▌▎┃▶►★☆※•*#-—|｜丨︱│,，;；:：/／╱、。.“”\"'"
#: The most names of a list, in a line or a bracket, that is nothing but names.
MOST_NAMES = 6
#: A remark in brackets behind a name, which is no name: `（实习生）`, `(编辑)`, `(Li Lei)`.
NOTE = lazy(
    rf"[（(](?:(?:[见見][习習]|[实實][习習]生?|特[约約]|兼|[{HAN}]{{2,12}}[人者家师员授士长]|[A-Za-z]{{1,3}}\d{{2,8}})[)）]"
    r"|[A-Za-z][A-Za-z .'-]{2,40}(?:[)）]|$))"
)
#: The number of an editor at the portal, behind the name: `甲乙_NE0011`, `甲乙PT011`.
_CODE = lazy(rf"(?<=[{HAN}])(?:_[A-Za-z]{{1,3}}|[A-Z]{{1,3}})\d{{2,8}}$")
_IS_CODE = lazy(r"[A-Za-z]{1,3}\d{2,8}")
_NAME_TAIL = lazy(rf"(?<=[{HAN}]{{2}})(?:摄影报道|摄影|报道|供图|摄|攝影報[道導]|攝影|供圖|攝|大中小|小中大)$")
#: The end of a place that stands where a name may: `记者甲／某地報導`.
_REPORTS = ("報導", "报导", "報道", "报道")
_TAIL_ENDS = ("道", "影", "摄", "图", "導", "攝", "圖", "大", "小")
_SPLIT = lazy(r"[、,，/／╱;；|｜丨︱│&＆\s\u00a0\u3000]+")
_SINGLE_PAIR = lazy(rf"(?<![^\s:：、，,])({_HAN})[ \u00a0\u3000]+({_HAN})(?!\S)")
_NAME = lazy(
    rf"{_HAN}{{2,4}}|{_HAN}{{1,8}}(?:[·•・]{_HAN}{{1,8}}){{1,3}}|[A-Za-z][\w.·-]*(?: [A-Z][\w.·-]*){{0,3}}|[\w·•]{{2,16}}"
)
_REPORTERS = ("记者", "記者")
#: `某某网经授权发布`: on whose permission a text was published, which is no name.
_LEAVE = "授权"
#: What papers print before an author's name.
_BULLETS = frozenset("□■◎◆●")


def split_names(text: str) -> list[str]:
    """The names in `甲乙、丙丁`, `甲乙 丙丁`, `张 三`; notes such as （见习） and empty parts are dropped."""
    if "（" in text or "(" in text:
        text = NOTE.sub(" ", text)
    if 1 in map(len, text.split()):  # a pair is of words of one character
        text = _SINGLE_PAIR.sub(r"\1\2", text)
    names = []
    for part in _SPLIT.split(text):
        name = _CODE.sub("", part.strip(EDGES)) if part[-1:].isdigit() else part.strip(EDGES)
        if name.endswith(_TAIL_ENDS):
            name = _NAME_TAIL.sub("", name)
        if name.startswith(_REPORTERS) and looks_like_name(name[2:]):
            name = name[2:]  # 文／记者甲乙
        if _may_name(name):
            names.append(name)
    return names


def _may_name(word: str) -> bool:
    """Whether a word after a role may be a name: in any script, and no control, placeholder or number."""
    return (
        _NAME.fullmatch(word) is not None
        and simplified(word.lower()) not in NO_NAMES
        and not word.endswith(_REPORTS)
        and not word.isdecimal()
        and not (word[0] == "第" and word[-1] == "版")
        and not is_count(word)
        and not (word[-1] in "台站" and is_place(word[:-1]))  # who signs beside a reporter: 杭州台
        and _LEAVE not in word
        and not (word.isascii() and ("admin" in word.lower() or _IS_CODE.fullmatch(word)))  # the login of a desk
    )


def are_names(text: str) -> bool:
    """Whether a whole line consists of personal names, at least one of which is no common word."""
    names = [] if "。" in text or text.endswith(("：", ":")) else split_names(text)  # a key without its value
    is_list = 0 < len(names) <= MOST_NAMES and (all(map(looks_like_name, names)) or are_listed(text, names))
    return is_list and not all(map(is_word, names))


def are_of_office(text: str) -> bool:
    """Whether a whole line is an office or an outlet and the names of its people, as a paper's correspondents sign."""
    words = text.split(maxsplit=1)
    return len(words) > 1 and (is_organisation(words[0]) or is_outlet(words[0])) and are_names(words[1])


def are_listed(text: str, names: Sequence[str]) -> bool:
    """Whether a line lists names, at least half of which look like names, while the rest may be rare ones."""
    known = sum(map(looks_like_name, names))
    return (
        1 < len(names) <= 2 * known
        and ("、" in text or text[0] in _BULLETS)
        and all(looks_like_name(name) or (may_be_rare_name(name) and not is_place(name)) for name in names)
    )
