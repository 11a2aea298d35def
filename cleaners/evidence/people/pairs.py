"""Roles and names out of lines that pair them: `编辑 甲 审读 乙`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaners.evidence.outlets import OUTLET
from cleaners.evidence.people.listed import NOTE, are_names, split_names
from cleaners.evidence.people.names import ends_name, follows_name, is_organisation, looks_like_name
from cleaners.evidence.people.roles import ROLE, may_have_role
from cleaners.evidence.places import is_place
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules.roles import CREDIT_ROLE, KEYED_NAMES, KEYED_ROLE, RUN, SIDE_ROLE
from cleaners.rules.surnames import SURNAMES
from cleaners.values import Person

_HAN = f"[{HAN}]"
_SIDE_ROLE = lazy(rf"(?<!\w)({SIDE_ROLE})(?=\s*[:：/／|｜丨︱│]\s*{_HAN}|\s+{_HAN}{{2}})")
# `作者：《某刊》记者 甲`: a paper or a work, and no person.
TITLE = lazy(r"《[^《》]*》")
_MARK_OR_SPACE = lazy(r"\s*[:：/／|｜丨︱│]|\s+\S")
_NO_PERSON = lazy(rf"(?![{''.join(sorted(SURNAMES))}]{_HAN}{{3}}$){_HAN}{{4,}}|{_HAN}{{1,3}}[科室处處部办辦所站]")
_WORD_BEFORE, _DIGIT = lazy(rf"{_HAN}+$"), lazy(r"\d")
_RUN, _MAX_RUN = lazy(rf"^[\[【（(]?{RUN}[\]】）)]?$"), 100
_ONE = lazy(rf"^[\[【（(]?(?:责任编辑|责编){_HAN}{{2,4}}[\]】）)]?$")
_TIGHT = lazy(rf"({CREDIT_ROLE})[:：]?({_HAN}{{2,4}}?)(?={CREDIT_ROLE}[:：]?{_HAN}|\W|$)")
_KEYED = lazy(rf"({KEYED_ROLE})({KEYED_NAMES})")
# The next fact in the same line: `编辑：甲 人气：5380`; or a portal's link back, after a name.
_NEXT_KEY = lazy(rf"(?<=\S)\s*[{HAN}]{{2,6}}\s?[:：]|返回\S+[，,]")
#: The day on which an agency filed its text, in years of the Republic, after the bracket with its editors.
_FILED = lazy(r"[）)]\s?\d{7,8}$")
#: Names, a stroke, and their role: `甲乙／核稿編輯`.
_NAMED_BEFORE = lazy(rf"(?P<names>{_HAN}{{2,4}}(?:、{_HAN}{{2,4}}){{0,3}})\s?[/／╱]\s?(?P<role>{CREDIT_ROLE})")
_OPENERS, _ENDERS = "（(", "）)"
_SIDE_PAIR, _MAX_PAIR = lazy(rf"\s*(?P<role>{SIDE_ROLE})\s*(?:[:：/／|｜丨︱│]|\s)\s*(?=\S)"), 40
_HAN_END, _EMPTY = lazy(_HAN), lazy(r"\s*[:：]\s*[|｜丨│]")


def with_spaces(line: str) -> str:
    """A credit line whose spaces were lost, or stand in a style sheet, with a space around each role; any other line
    unchanged."""
    run = line.replace("\n", "")
    if len(run) > _MAX_RUN or not (_RUN.search(run) or _ONE.search(run)):
        return line
    return _KEYED.sub(r" \1\2", run) if run.count(":") + run.count("：") > 1 else _TIGHT.sub(r" \1 \2", run)


def with_colon(line: str) -> str:
    """The author in the card above a text that an account took over from another, as a pair: `以下文章来源于某某刊 ，作者甲`; any
    other line unchanged."""
    card = _REPOSTED.match(line) if line.startswith("以下文章") else None
    return f"作者：{card['name']}" if card is not None else line


_REPOSTED = lazy(r"以下文章[来來]源[于於]\s*[:：]?.{2,30}?[,，]\s?作者\s*[:：]?\s*(?P<name>\S{2,20})\s*$")


def read_pairs(line: str) -> list[Person]:
    """Roles and names of a line that pairs them: `编辑 甲 审读 乙`, `(责编:甲、乙)`. Empty for a line without a role."""
    if not may_have_role(line):
        return []
    if line[-1].isdigit():
        line = _FILED.sub("）", line)
    if (signed := _NAMED_BEFORE.fullmatch(line)) is not None and are_names(signed["names"]):
        return [Person(name, signed["role"]) for name in split_names(signed["names"])]
    if ("习" in line or "習" in line) and ("（" in line or "(" in line):
        line = NOTE.sub(" ", line)  # `甲(实习生)、乙`: no role of whoever comes next
    found = [match for match in ROLE.finditer(line) if not _inside_name(line, match) and not _ends_outlet(line, match)]
    if found:
        found = sorted((*found, *_beside(line, found)), key=re.Match.start)
    people: list[Person] = []
    for number, match in enumerate(found):
        stop = found[number + 1].start() if number + 1 < len(found) else len(line)
        role = _own_role("".join(match.group(1).split()), line[: match.start()])
        rest = TITLE.sub(" ", before_next_key(_in_bracket(line, match.end(), stop)))
        names = [name for name in split_names(rest) if not name.startswith(NEXT_FACTS)]
        is_tight = stop < len(line) and not line[stop - 1].isspace()
        if names and is_tight and is_outlet_of_role(names, line[: match.start()]):
            names.pop()
        people.extend(Person(name, role) for name in persons_first(names, rest))
    return people


def _own_role(role: str, before: str) -> str:
    """A role without the end of the outlet's name that it touches: `某城新闻客户端责编`, `某城融媒编辑`. Behind a name that ends
    as an outlet's, that word is the desk: `某城日报融媒编辑`."""
    end = next((end for end in _OUTLET_ENDS if role.startswith(end) and len(role) > len(end)), "")
    name = _WORD_BEFORE.search(before) if end else None
    if name is None or (end != _CLIENT and OUTLET.search(name.group()) is not None):
        return role
    return role[len(end) :]


_CLIENT = "客户端"
_OUTLET_ENDS = (_CLIENT, "融媒体", "融媒")


#: What opens the next fact behind a role.
NEXT_FACTS = ("来源", "來源", "稿源")


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


def persons_first(names: list[str], rest: str) -> list[str]:
    """The names in the text ``rest`` behind a role. Beside a person's name, a longer word without a surname is an account or an
    outlet, unless 、 joins it to the name; a word with the ending of an office is one, and a word with a digit is a counter."""
    persons = {name for name in names if looks_like_name(name)}
    if not persons:  # a body beside somebody with a rare surname
        return [name for name in names if not is_organisation(name)] or names
    return [
        name
        for name in names
        if name in persons or _is_joined(name, rest) or not (_NO_PERSON.fullmatch(name) or _DIGIT.search(name))
    ]


def _is_joined(name: str, rest: str) -> bool:
    """Whether 、 joins to others a word as long as Tibetan and Uyghur names are."""
    if len(name) != _LONG or not (f"{name}、" in rest or f"、{name}" in rest):
        return False
    return name.isalpha() and not (name.isascii() or is_organisation(name) or OUTLET.search(name) or is_place(name))


_LONG = 4


def is_outlet_of_role(names: Sequence[str], before: str) -> bool:
    """Whether the last word, right before a role, is the outlet of that role (某经编辑), as it was ``before`` the one above."""
    last = names[-1]
    return OUTLET.search(last) is not None or (len(names) > 1 and (not looks_like_name(last) or before.endswith(last)))


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


def before_next_key(rest: str) -> str:
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


def _inside_name(line: str, match: re.Match[str]) -> bool:
    """Whether a role ends a reporter's name (`图` in `/图`) or is part of one (`文` in `喻文`), and so opens no pair."""
    if match.group(1) not in ("图", "文", "摄", "圖", "攝"):
        return False
    word = _WORD_BEFORE.search(line, 0, match.start())
    if word is not None and (len(word.group()) < 3 or ends_name(word.group(), match.group(1))):
        return True
    return follows_name(line, match.start()) or not _MARK_OR_SPACE.match(line, match.end())
