"""Lines that a tool cut where an inline element begins or ends: a key stands above its value, a comma opens a line.

Lines are joined only in certain cases: no line begins with a closing mark or a pause, a key with a colon and nothing after it has
its value on the next line, and a role at the end of a line of facts has its name there. Words alone do not show whether a link in
a sentence was a separate line.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.fact_lines import KEY
from cleaners.evidence.people.names import looks_like_name
from cleaners.evidence.prose import is_sentence
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules import stamps
from cleaners.rules.roles import REPORTERS

#: Characters with which no line begins, closing brackets and a stroke among them.
_JOINS = frozenset("，。、；：！？）》”’」』】,;!?)／")
_ENDS = frozenset("。！？")
#: Maximum length of the value below a key, and of the line above a role's name, in characters.
MAX_VALUE, MAX_ABOVE = 24, 24

_IS_KEY = lazy(rf"(?:{KEY})\s*[:：]")
_IS_DATE_KEY = lazy(rf"(?:{stamps.LABEL})\s*[:：]")
# A role that is a whole line is left to `cleaners.evidence.people.split_pairs`.
_ENDS_IN_ROLE = lazy(rf"(?<=.)(?:{'|'.join(REPORTERS)}|作者|编辑|編輯|撰文)$")
_OPENS_WITH_NAME = lazy(rf"([{HAN}]{{2,4}})(?![{HAN}])")
_KEYED = lazy(r"[^\s:：]{1,8}[:：]")


def join_cut(lines: Sequence[str]) -> list[str]:
    """The lines, with those joined that an inline element separated. Blank lines separate paragraphs."""
    found: list[str] = []
    is_parted = True
    for line in lines:
        text = line.strip()
        if not text:
            is_parted = True
            found.append(line)
        elif not is_parted and found and _goes_on(found[-1].strip(), text):
            found[-1] = f"{found[-1].rstrip()}{_gap(found[-1], text)}{text}"
        else:
            found.append(line)
            is_parted = False
    return found


def _goes_on(above: str, text: str) -> bool:
    if text[0] in _JOINS:
        return (len(text) > 1 or text in _ENDS) and above[-1] not in _ENDS
    if len(text) > MAX_VALUE or is_sentence(text) or _KEYED.match(text) is not None:
        return False
    if _IS_KEY.fullmatch(above):
        return text[0].isdigit() if _IS_DATE_KEY.fullmatch(above) else not text[0].isdigit()
    return (
        len(above) <= MAX_ABOVE
        and _ENDS_IN_ROLE.search(above) is not None
        and (name := _OPENS_WITH_NAME.match(text)) is not None
        and looks_like_name(name.group(1))
    )


def _gap(above: str, text: str) -> str:
    return " " if _ENDS_IN_ROLE.search(above.strip()) and text[0] not in _JOINS else ""
