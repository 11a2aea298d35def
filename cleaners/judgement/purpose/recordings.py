"""Pages that are there for a recording: what is said about it are its length, its chapters, who made it, where to hear it."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.judgement.measures import MANY, MAX_FACT
from cleaners.judgement.purpose.page import Named
from cleaners.judgement.sentences import ends_sentence
from cleaners.reading.patterns import lazy
from cleaners.rules.acts import HEARD, ISSUE, LASTS, MADE, SHOW

#: What speaks for a recording from which a page is there for it; chapters are two of them.
_FEWEST = 3

#: Characters of running text on such a page, if it lists no chapters and if it does.
_MAX_NOTES, _MAX_CHAPTERED = 400, 1_500

_CHAPTER = lazy(r"[(\[【（]?((?:\d{1,2}[:：])?\d{1,3}[:：]\d{2})[)\]】）]?\s*[-—–|｜]?\s*[^\s\d].{1,40}")


def may_be(headline: str, titles: Sequence[str]) -> bool:
    """Whether the headline counts issues, or the page's titles name a show beside it."""
    return ISSUE.search(headline) is not None or any(SHOW.search(title.replace(headline, "")) for title in titles)


def is_of_recording(page: Named) -> bool:
    """Whether enough on a page speaks for a recording."""
    if page.chars > _MAX_CHAPTERED:
        return False
    lines = [block.text for block in page.lines if len(block.text) <= MAX_FACT and not ends_sentence(block.text)]
    chapters = _are_chapters(lines)
    if page.chars > _MAX_NOTES and not chapters:
        return False
    titles = page.amounts.metadata.titles
    signs = (
        ISSUE.search(page.name.text) is not None,
        any(SHOW.search(title.replace(page.name.text, "")) for title in titles),
        any(LASTS.search(line) for line in lines),
        any(MADE.match(line) for line in lines),
        any(HEARD.search(block.text) for block in page.prose),
    )
    return 2 * chapters + sum(signs) >= _FEWEST


def _are_chapters(lines: list[str]) -> bool:
    """Whether places in a recording stand in their order, each before what is heard there."""
    places = [match[1] for line in lines if (match := _CHAPTER.fullmatch(line))]
    seconds = [_seconds(place) for place in places]
    return len(seconds) >= MANY and seconds == sorted(seconds)


def _seconds(place: str) -> int:
    total = 0
    for part in place.replace("：", ":").split(":"):
        total = 60 * total + int(part)
    return total
