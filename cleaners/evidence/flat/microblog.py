"""A post copied from a microblog: account, moment and app above the text, counters below it, then readers' comments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaners.evidence.prose import is_sentence
from cleaners.reading.patterns import lazy
from cleaners.rules import stamps

_APP = r"(?:来自|來自|发布于|發布於|编辑于)\s?\S[^。，]{0,20}"
#: The moment of a post, with a year of two or four digits; the app with which it was written may follow.
_MOMENT = lazy(rf"\s*((?:20)?\d{{2}}-\d{{1,2}}-\d{{1,2}} {stamps.DIAL})(?:\s+{_APP})?\s*")
_FROM = lazy(rf"\s*(?:(?:已编辑|已編輯|公开|公開|{_APP})(?:\s+|$)){{1,3}}\s*")
#: Lines directly below a post; the letters were glyphs of its buttons.
_COUNTERS = lazy(
    r"\s*(?:(?:收起(?:全文)?|展开(?:全文)?)\s?[dc]?|û?\s?收藏|[ûñ]\s?\d*|\d{1,9}(?:万|亿)?\s?(?:条)?(?:转发|评论|赞|收藏|点赞)"
    r"|(?:转发|评论|赞|点赞|分享)\s?\d{0,9}万?|阅读\s?[\d.万+]{1,9})\s*"
)
#: Maximum number of lines of a post's head, and of those above its moment; maximum length of the account's name in characters.
_HEAD, _ABOVE, _MAX_NAME = 5, 1, 24

#: Minimum number of counters, the first of which ends the post: a single one may be a word of the text.
_FEWEST_COUNTERS = 2


class Microblog(NamedTuple):
    """The lines of a post, the lines of the page around it, and the moment with a full year (None if the text is no post)."""

    lines: list[str]
    own: list[str]
    published: str | None = None


def read_microblog(lines: Sequence[str]) -> Microblog:
    """A post without its head, its counters and the comments below them; for any other text, all lines."""
    shown = [number for number, line in enumerate(lines) if line.strip()]
    moments = (_MOMENT.fullmatch(lines[number]) for number in shown[: _ABOVE + 1])
    place, moment = next(((place, match) for place, match in enumerate(moments) if match is not None), (0, None))
    if moment is None or any(len(lines[number].strip()) > _MAX_NAME for number in shown[:place]):
        return Microblog(list(lines), [])
    start = place + 1
    while start < min(len(shown), _HEAD) and _FROM.fullmatch(lines[shown[start]]):
        start += 1
    if start >= len(shown) or not (start > place + 1 or _FROM.search(moment.group()[moment.end(1) :])):
        return Microblog(list(lines), [])
    told = next((number for number in shown[start:] if is_sentence(lines[number].strip())), len(lines))
    counters = [number for number in shown[start:] if number > told and _COUNTERS.fullmatch(lines[number])]
    first, end = shown[start], counters[0] if len(counters) >= _FEWEST_COUNTERS else len(lines)
    year = moment[1] if moment[1].startswith("20") and moment[1][4:5] == "-" else f"20{moment[1]}"
    return Microblog(list(lines[first:end]), [*lines[:first], *lines[end:]], year)
