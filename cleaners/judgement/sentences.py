"""How a line begins and ends: as a text, as a sentence, as a part of one."""

from __future__ import annotations

from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy

#: How a sentence ends.
_FULL_STOP = lazy(rf"[。！？；…][”」』）)]?\s*$|[{HAN}\d\"”)][.!?][\"”]?\s*$")

#: The last characters of a match of `_FULL_STOP`, which has at most three characters.
_LAST = frozenset('。！？；…”」』）).!?"')

#: How a part of a sentence ends, as a line of verse does.
_PAUSE = lazy(r"[，。！？；：、…—,!?;:][”」』）)]?\s*$")

#: How a kicker ends, and a salutation.
KICKER_END = lazy(r"[:：]\s*$")

#: The opening of a text: a dateline's outlet in brackets, or an editor's note.
_TEXT_OPENING = lazy(
    rf"[【（(〔\[][{HAN}]{{2,10}}[訊讯][】）)〕\]]\s?\S|[【（(〔\[]?\s?(?:[编編][者輯辑]?按|[编編]者的[话話]|[开開][栏欄]的[话話])\s?[】）)〕\]]?\s?[:：]?\s?\S"
)

#: The first characters of the matches of `_TEXT_OPENING`.
OPENERS = frozenset("【（(〔[编編开開")


def opens_text(text: str) -> bool:
    """Whether a line opens as a text does: `【某报讯】`, `编者按：`."""
    return _TEXT_OPENING.match(text) is not None


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does. Only its end is searched."""
    bare = text.rstrip()
    return bare[-1:] in _LAST and _FULL_STOP.search(bare, max(0, len(bare) - 3)) is not None


def ends_within(text: str) -> bool:
    """Whether a sentence ends at a line's end or, by a full stop, inside it."""
    return ends_sentence(text) or "。" in text


def pauses(text: str) -> bool:
    """Whether a line ends as a part of a sentence does."""
    bare = text.rstrip()
    return _PAUSE.search(bare, max(0, len(bare) - 2)) is not None


def pauses_within(text: str) -> bool:
    """Whether a line is made of parts of sentences, as running text is where it is cut into lines."""
    return "，" in text or "。" in text


_HAN_RUN = lazy(rf"[{HAN}]{{2,}}")
_WORD = lazy(r"[A-Za-z]{3,}|\d{2,}")


def shares_words(line: str, text: str) -> bool:
    """Whether two characters in a row, or a word or number, of a line stand in a text."""
    for run in _HAN_RUN.findall(line):
        if any(run[at : at + 2] in text for at in range(len(run) - 1)):
            return True
    return any(word in text for word in _WORD.findall(line))
