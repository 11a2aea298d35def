"""Lines that a tool cut where an inline element begins or ends: a key stands above its value, a comma opens a line.

Only what is sure is put together again: no line begins with a mark that closes or pauses, a key with a colon and nothing behind
it has its value below, and so has a role that ends a line of facts its name. Whether a link in a sentence was a line of its own
cannot be told from words.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.fact_lines import KEY
from cleaners.evidence.names import looks_like_name
from cleaners.evidence.prose import is_sentence
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules import stamps
from cleaners.rules.roles import REPORTERS

#: What no line begins with; a stroke and a bracket that closes too.
_JOINS = frozenset("，。、；：！？）》”’」』】,;!?)／")
_ENDS = frozenset("。！？")
#: The value below a key, in characters, and the line above a role's name.
MAX_VALUE, MAX_ABOVE = 24, 24

_IS_KEY = lazy(rf"(?:{KEY})\s*[:：]")
_IS_DATE_KEY = lazy(rf"(?:{stamps.LABEL})\s*[:：]")
# A role that is a line of its own is left to `cleaners.evidence.split_pairs`.
_ENDS_IN_ROLE = lazy(rf"(?<=.)(?:{'|'.join(REPORTERS)}|作者|编辑|編輯|撰文)$")
_OPENS_WITH_NAME = lazy(rf"([{HAN}]{{2,4}})(?![{HAN}])")
_KEYED = lazy(r"[^\s:：]{1,8}[:：]")


def join_cut(lines: Sequence[str]) -> list[str]:
    """The lines with those put together that one inline element parted. Blank lines part paragraphs."""
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
