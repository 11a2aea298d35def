"""Whom a text speaks to: a page of service tells its reader what he does and what happens then; a story tells of others."""

from __future__ import annotations

from cleaners.evidence.dates import read_date
from cleaners.judgement.purpose.page import Named
from cleaners.reading.patterns import lazy
from cleaners.rules.voices import QUOTED, SPEAKS, SPEAKS_TOO, TELLS

#: Sentences of one voice from which a page has it, of all.
_SHARE, _SHARE_OF_STORY = 0.5, 0.66

#: One of so many sentences at the top speaks to the reader: a note below a story does too.
_FIRST = 2

#: Sentences that are read, and what they begin with that speak to a reader without his pronoun.
_READ, _OPENS = 16, "请点打登输我"

#: Characters of a line that is a day.
_MAX_DAY = 12


def speaks_to_its_reader(page: Named) -> bool:
    """Whether most of the running text speaks to the reader in the name of the site, and none of it tells what others said."""
    if page.name.is_published or not page.prose or not page.name.is_titled or _is_letter(page):
        return False
    texts = [block.text for block in page.prose[:_READ]]
    if not any("您" in text or "本" in text or "你" in text or text[0] in _OPENS for text in texts):
        return False
    texts = [QUOTED.sub("", text) for text in texts]
    speaks = sum(SPEAKS.search(text) is not None for text in texts)
    if not speaks or not any(map(is_spoken, texts[:_FIRST])) or any(map(TELLS.search, texts)):
        return False
    speaks += sum(SPEAKS.search(text) is None and SPEAKS_TOO.search(text) is not None for text in texts)
    return speaks >= len(texts) * (_SHARE_OF_STORY if page.name.is_story else _SHARE)


def _is_letter(page: Named) -> bool:
    """Whether a salutation stands above the first sentence, or a day below the last one: a letter, an appeal."""
    first, last = page.prose[0].number, page.prose[-1].number
    above = [block.text for block in page.lines if block.number < first]
    below = [block.text for block in page.lines if last < block.number]
    return (bool(above) and above[-1][-1] in "：:") or any(
        len(text) <= _MAX_DAY and read_date(text) is not None for text in below
    )


def is_spoken(text: str) -> bool:
    """Whether a line speaks to its reader, and tells nothing of others."""
    own = QUOTED.sub("", text)
    return TELLS.search(own) is None and (SPEAKS.search(own) or SPEAKS_TOO.search(own)) is not None


def asks_by_letters(page: Named) -> bool:
    """Whether a page puts questions with lettered answers to choose from, and hardly anything beside them."""
    if len(page.prose) > len(page.lines) // 2:
        return False
    answers = sum(_LETTERED.match(block.text) is not None for block in page.lines)
    return answers >= _MIN_ANSWERS and 2 * answers >= len(page.lines)


#: Answers to choose from, of three questions.
_MIN_ANSWERS = 6
_LETTERED = lazy(r"[A-Fa-fＡ-Ｆ①-⑥]\s?[.．、:：)）]")
