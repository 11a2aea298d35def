"""Which words of a line are roles, and what kind of role each is."""

from __future__ import annotations

from cleaners.evidence.prose import short_with_end
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules.head import SOURCE_KEY
from cleaners.rules.roles import ANY_ROLE, CREDIT_ROLE, ROLE_AHEAD, ROLE_END, ROLE_ENDS, SIDE_ROLE
from cleaners.values import Block

_HAN = f"[{HAN}]"
#: A role, or several joined by strokes, before a space, a colon or the end of the line.
ROLE = lazy(
    rf"{ROLE_AHEAD}(?:(?<={_HAN})|(?<![\w]))((?:本[报報网網台刊站社](?=[记記]者|评论员))?{ANY_ROLE}(?:\s?[/／、&]\s?(?:{ANY_ROLE}|{SIDE_ROLE}))*)(?=\s|[:：/／|｜丨︱│\u00a0]|$|[)）\]】])"
)
# The end of every match of `ROLE`. A digit may follow: it begins a date, which is replaced by a space before matching.
_ROLE_END = lazy(rf"{ROLE_END}(?=[\s\d:：/／|｜丨︱│)）\]】]|$)")
#: Roles in `CREDIT_ROLES` that are authorship all the same; roles that end the list of names after a reporter's role.
_AUTHORSHIP, _HANDS = frozenset(("整理", "原创")), frozenset(("摄影", "摄像", "攝影", "攝像"))
_CREDIT, _AND = lazy(CREDIT_ROLE), lazy(r"[/／、&]")
#: Maximum length of a role and its colon, in characters, and the last characters of such a line.
_MAX_ROLE, _ROLE_LAST = 10, ":：源处" + ROLE_ENDS
#: Some roles are also common headings, and do not count if they stand alone.
_ROLE_LINE = lazy(rf"(?!报道|图片|视频|文字|[文图摄实]){ANY_ROLE}\s*[:：]?|{SOURCE_KEY}\s*[:：]?")


def may_have_role(line: str) -> bool:
    """A cheap test before `read_pairs`: whether a line, with or without its dates, may contain a role."""
    return _ROLE_END.search(line) is not None


def roles_alone(blocks: tuple[Block, ...]) -> list[int]:
    """The numbers of the lines that consist of a role or the key of a source, with or without a colon. Few pages have any."""
    return [
        n for n in short_with_end(blocks, _MAX_ROLE, _ROLE_LAST) if _ROLE_LINE.fullmatch(blocks[n].text) is not None
    ]


def is_credit_role(role: str | None) -> bool:
    """Whether a role (or a compound of roles) is one of production, not of authorship."""
    return role is not None and any(
        part not in _AUTHORSHIP and _CREDIT.fullmatch(part) is not None for part in _AND.split(role)
    )


def opens_with_credit_role(text: str) -> bool:
    """Whether a line begins with a role of production."""
    return _CREDIT.match(text) is not None


def is_staff(role: str) -> bool:
    """Whether a role ends the list of names after a reporter's role."""
    return role in _HANDS or _CREDIT.fullmatch(role) is not None
