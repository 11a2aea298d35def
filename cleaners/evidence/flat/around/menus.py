"""Menus, lists of titles and tags in one row each, since the gaps between their elements were lost or are blanks and bars."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cleaners.evidence.dates import read_date
from cleaners.evidence.flat.row import Row
from cleaners.evidence.people.names import looks_like_name
from cleaners.evidence.prose import is_sentence
from cleaners.reading.han import is_han
from cleaners.reading.patterns import lazy
from cleaners.rules import first_rule

#: Characters of such a row at least, its pieces at least, and what parts them.
MIN_CHARS, MIN_PIECES, _BETWEEN = 60, 5, lazy(r"[\s|｜丨/·]+")

#: Fewest characters of a title: a shorter row above a menu is of it.
MIN_TITLE = 8

#: Characters of a line of old verse. What no row without a sentence has.
_VERSE, _TOLD = (5, 7), lazy(r"[，。；,;]")


def hide_glued(rows: Sequence[Row]) -> list[Row]:
    """The rows, with such ones above or below the text hidden. Amid it, and below words that announce them, they are verse or
    data."""
    if not any(map(_may_be_menu, rows)):
        return list(rows)
    plain = [number for number, row in enumerate(rows) if not (row.hidden or row.marks or row.cell is not None)]
    whole = {rows[number].text for number in plain}
    glued = [number for number in plain if _is_glued(rows[number].text) or _says_twice(rows[number].text, whole)]
    glued = [number for number in glued if not rows[number - 1 if number else 0].text.endswith((":", "："))]
    if not glued:
        return list(rows)
    told = [number for number, row in enumerate(rows) if number not in glued and is_sentence(row.text)]
    outside = {number for number in glued if told and not told[0] < number < told[-1]}
    above = max((number for number in outside if number < told[0]), default=0) if told else 0
    outside |= {number for number in plain if number < above and len(rows[number].text) < MIN_TITLE}
    return [row._replace(hidden=True) if number in outside else row for number, row in enumerate(rows)]


def _may_be_menu(row: Row) -> bool:
    """A cheap test: whether a row has a bar, or is long and has no mark of a sentence."""
    text = row.text
    return "|" in text or "｜" in text or (len(text) >= MIN_CHARS and "，" not in text and "。" not in text)


def _is_glued(text: str) -> bool:
    if len(text) < MIN_CHARS or _TOLD.search(text) is not None:
        return False
    pieces = [piece for piece in _BETWEEN.split(text) if piece]
    is_verse = len(set(map(len, pieces))) == 1 and len(pieces[0]) in _VERSE
    if len(pieces) < MIN_PIECES or is_verse or 2 * sum(map(looks_like_name, pieces)) >= len(pieces):
        return False
    return 2 * sum(map(is_han, text)) >= len(text) and read_date(text) is None and first_rule(text) is None


def _says_twice(text: str, rows: Collection[str]) -> bool:
    """Whether a short row repeats a piece behind a bar, and the site's name, which is a row of its own, stands with it: an
    entry of a menu, and the title of what it leads to."""
    if not any(bar in text for bar in "|｜") or len(text) >= MIN_CHARS or _TOLD.search(text) is not None:
        return False
    pieces = [piece for piece in _BETWEEN.split(text) if len(piece) > 1]
    return len(set(pieces)) < len(pieces) and any(piece in rows for piece in pieces)


#: Tags in a row, and the characters of one.
_TAGS, _TAG = range(2, 9), range(2, 9)


def hide_last(rows: Sequence[Row]) -> list[Row]:
    """The rows, with the last one hidden if it is nothing but marks, or tags: words of the text without a sentence."""
    last = next((number for number in range(len(rows) - 1, 0, -1) if rows[number].text and not rows[number].hidden), 0)
    row = rows[last] if last else Row()
    if not row.text or row.marks or row.cell is not None or len(row.text) >= MIN_CHARS:
        return list(rows)
    is_mark = not any(map(str.isalnum, row.text)) and len(row.text) <= 2 and row.text not in _WRITTEN
    if not is_mark and not _are_tags(row.text.split(), rows[:last]):
        return list(rows)
    return [*rows[:last], row._replace(hidden=True), *rows[last + 1 :]]


#: What a writer may set in a line of its own.
_WRITTEN = ("……", "——", "…", "完", "**", "*")


def _are_tags(words: Sequence[str], above: Sequence[Row]) -> bool:
    if len(words) not in _TAGS or any(len(word) not in _TAG or not all(map(is_han, word)) for word in words):
        return False
    told = "\n".join(row.text for row in above if is_sentence(row.text))
    return all(word in told for word in words) and not all(map(looks_like_name, words))
