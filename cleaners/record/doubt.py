"""Decide whether a page needs a second opinion. Few do, and only then `cleaners.record.opinion` is imported."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cleaners.evidence.prose import is_sentence

if TYPE_CHECKING:
    from cleaners.article import Article

#: Maximum number of blocks of a page for the other extractor, whose time grows with their square: half a second for 1,000
#: blocks of the worst known structure, 11 s for 11,000. Of 179 real pages, five have more.
MAX_ASKED = 1_000

#: Flags of pages that show text by others instead of their own.
_OF_OTHERS = frozenset(("second_ended", "second_story", "comments_only", "off_headline"))

#: Minimum length of another extractor's running text, in characters, for a page that we found empty to become an article.
MIN_OPINION = 120


def needs_second_opinion(article: Article, blocks: int, written: Callable[[], str]) -> bool:
    """Whether to ask the other extractor: the page is not Chinese, so that our measures of prose do not apply, or it seems
    empty although its markup contains prose.

    ``blocks`` is the number of the page's blocks. ``written`` returns the text of the markup, visible or not; without enough
    prose in it, the other extractor is not asked.
    """
    if blocks > MAX_ASKED:
        return False
    if article.is_article:
        return article.language not in ("zh", None)
    if not _OF_OTHERS.isdisjoint(article.flags):
        return False  # the visible text is readers' posts or another story, and the other extractor would take it
    is_doubtful = article.flags[-1:] == ("empty_page",) and len(article.removals) >= 3
    return is_doubtful and prose_in(written()) >= MIN_OPINION


def prose_in(text: str) -> int:
    """Number of characters in lines that are sentences; a list of headlines has none."""
    return sum(len(line) for line in text.split("\n") if is_sentence(line))
