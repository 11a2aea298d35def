"""Other stories below the text of a page that was copied, and the caption above it.

A dateline opens one story: where the text has one, a second one below a title opens another. The cards of other pages say
their titles twice, once for the picture. A sentence above the dateline is no part of the story that it opens.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cleaners.evidence.flat.row import Row
from cleaners.evidence.prose import is_sentence
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules import first_rule
from cleaners.rules.stamps import PLACED
from cleaners.values import Label

#: How a story opens outside the mainland; the first characters of such a row.
_DATELINE = lazy(PLACED)
_OPENS = ("(", "（")
#: How it opens in the papers of the mainland, and the row of somebody who took a picture.
_WIRE = lazy(
    rf"(?:本[报報]|新华社|中新社|[{HAN}]{{2,6}}[网报社])[{HAN}]{{0,8}}(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?[电讯訊電]"
)
_SHOT = lazy(rf"(?:本[报報网]|新华社|中新社|[{HAN}]{{2,6}}[网报社])?\s?[记記]者\s?[{HAN}]\s?[{HAN}]{{1,3}}\s?[摄攝]")

#: Length of a title, in characters; rows of running text above another story; cards, and those of a digest of stories.
_TITLE, MIN_TOLD, MIN_CARDS, MANY = range(6, 61), 2, 2, 3

#: Most characters of a caption, and how it ends.
_CAPTION = 60
_CAPTION_ENDS = lazy(r"。(?:[（(][^（）()]{2,16}[）)])?$")


def part_stories(rows: Sequence[Row]) -> list[Row]:
    """The rows, with other stories below the text hidden, and the caption above its dateline."""
    if not _may_have_stories(rows):
        return list(rows)
    told = [number for number, row in enumerate(rows) if is_sentence(row.text) and not row.hidden]
    openings = [number for number in told if rows[number].text[0] in _OPENS and _DATELINE.match(rows[number].text)]
    border = _border_of(rows, told, openings)
    found = [
        row if number < border or _is_signed(row) else row._replace(hidden=True) for number, row in enumerate(rows)
    ]
    for number in _placed_people(rows, told):
        found[number] = found[number]._replace(hidden=True)
    caption = _caption_above(rows, openings[0]) if openings else None
    for number in _signed_pictures(rows, told) if caption is None else (caption,):
        found[number] = found[number]._replace(hidden=True)
    return found


def _placed_people(rows: Sequence[Row], told: Sequence[int]) -> list[int]:
    """The captions that open with the word for a picture, or say where in it somebody stands, beside a text without such.
    Below the place of a picture they are found anyway."""
    found = [
        number
        for number, row in enumerate(rows)
        if not row.hidden
        and not row.marks
        and not (number and rows[number - 1].image is not None)
        and (_PICTURE.match(row.text) or _PLACE.search(row.text))
        and (len(row.text) <= _PLACED or len(_PLACE.findall(row.text)) >= MANY)
    ]
    return found if sum(number not in found for number in told) >= MIN_TOLD else []


#: Characters of a caption that says where somebody stands, the word that opens a caption, and such a place.
_PLACED, _PICTURE = 100, lazy(r"[左右上下]?[图圖]\s?[:：].{8,}")
_PLACE = lazy(r"[（(](?:前排|后排|後排)?[左右中][一二三四五六七八九十\d]{0,2}(?:起|者)?[）)]")


def _signed_pictures(rows: Sequence[Row], told: Sequence[int]) -> list[int]:
    """The captions right above a dateline and, below each, the row with nothing but who took the picture."""
    found: list[int] = []
    place = next((number for number in told if _WIRE.match(rows[number].text)), 0) - 1
    while place > 0 and _SHOT.fullmatch(rows[place].text) and _CAPTION_ENDS.search(rows[place - 1].text):
        found += [place - 1, place]
        place -= 2
    return found


def _may_have_stories(rows: Sequence[Row]) -> bool:
    """A cheap test: whether a row may open with a dateline in brackets, say who took a picture or who stands where in it, or
    repeats the one above it."""
    above = ""
    for row in rows:
        text = row.text
        if text[:1] in _OPENS or text == above != "" or (len(text) < _SHORTEST and text[-1:] in _TOOK):
            return True
        if text[:3].strip("左右上下")[:1] in _PICTURES or (
            ("左" in text or "右" in text or "中" in text) and _PLACE.search(text)
        ):
            return True
        above = text
    return False


#: Characters of a row with nothing but who took a picture at most, its last character, and the first of a caption.
_SHORTEST, _TOOK, _PICTURES = 24, ("摄", "攝"), ("图", "圖")


def _border_of(rows: Sequence[Row], told: Sequence[int], openings: Sequence[int]) -> int:
    """The first row below the text; behind all rows if none is another story's."""
    borders = [_above_of(told, number) for number in (_next_story(rows, told, openings), _cards(rows, told)) if number]
    return min(borders, default=len(rows))


def _above_of(told: Sequence[int], number: int) -> int:
    """The row below the last running text above a row."""
    return max(above for above in told if above < number) + 1


def _next_story(rows: Sequence[Row], told: Sequence[int], openings: Sequence[int]) -> int | None:
    """The title of the second story; None without one, and in a digest, whose first story is no longer than the others."""
    if not 1 < len(openings) < MANY or sum(number < openings[1] for number in told) <= MIN_TOLD:
        return None
    title = openings[1] - 1
    return title if _is_title(rows[title]) and title > openings[0] + 1 else None


def _cards(rows: Sequence[Row], told: Sequence[int]) -> int | None:
    """The first row of several that stand twice right below each other, if hardly any text follows the last."""
    pairs = [
        number
        for number, (one, other) in enumerate(pairwise(rows))
        if one.text == other.text and _is_title(one) and not one.text.endswith((")", "）"))
    ]
    above = sum(number < pairs[0] for number in told) if pairs else 0
    if len(pairs) < MIN_CARDS or above < MIN_TOLD or any(number > pairs[-1] + 2 for number in told):
        return None
    return pairs[0]


def _is_title(row: Row) -> bool:
    text = row.text
    return len(text) in _TITLE and not row.hidden and text[-1] not in "。：:，；" and first_rule(text) is None


def _is_signed(row: Row) -> bool:
    """Whether a row says who wrote or edited a text."""
    rule = first_rule(row.text) if row.text else None
    return rule is not None and rule.label in (Label.CREDIT, Label.BYLINE, Label.SOURCE)


def _caption_above(rows: Sequence[Row], opening: int) -> int | None:
    """The sentence right above the dateline, which no other running text stands above."""
    above = opening - 1
    if above < 0 or rows[above].hidden or rows[above].marks or len(rows[above].text) > _CAPTION:
        return None
    if any(is_sentence(row.text) and not row.hidden for row in rows[:above]):
        return None
    return above if _CAPTION_ENDS.search(rows[above].text) and first_rule(rows[above].text) is None else None
