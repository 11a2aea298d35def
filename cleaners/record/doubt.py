"""Whether another extractor is asked for a page. Few are: what it is asked with (`cleaners.record.opinion`) is loaded then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cleaners.evidence.prose import is_sentence

if TYPE_CHECKING:
    from cleaners.article import Article

#: Most blocks of a page that is given to the other extractor, whose time grows with their square: half a second for 1,000
#: of the worst known shape, 11 s for 11,000. Of 179 real pages five have more.
MAX_ASKED = 1_000

#: The flags of a page that shows what others wrote, and not its own text.
_OF_OTHERS = frozenset(("second_ended", "second_story", "comments_only", "off_headline"))

#: Characters of running text from which another extractor's reading makes an article of a page that we found empty.
MIN_OPINION = 120


def needs_second_opinion(article: Article, blocks: int, written: Callable[[], str]) -> bool:
    """Whether the page is not Chinese, for which the measures of prose are made, or seems empty and may not be.

    ``blocks`` is the number of the page's blocks. ``written`` gives the text of its markup, visible or not: with too little
    prose in it no opinion would count.
    """
    if blocks > MAX_ASKED:
        return False
    if article.is_article:
        return article.language not in ("zh", None)
    if not _OF_OTHERS.isdisjoint(article.flags):
        return False  # what is shown are readers' posts or another story, which the other extractor would take
    is_doubtful = article.flags[-1:] == ("empty_page",) and len(article.removals) >= 3
    return is_doubtful and prose_in(written()) >= MIN_OPINION


def prose_in(text: str) -> int:
    """Characters in lines that are sentences: a list of headlines has none."""
    return sum(len(line) for line in text.split("\n") if is_sentence(line))
