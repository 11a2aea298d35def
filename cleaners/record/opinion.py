"""A second opinion: trafilatura's reading of a page, if the page is not Chinese, or seems empty although its markup has prose.

A low confidence asks for none: where a Chinese page has one, trafilatura breaks more texts than it repairs (see
`benchmarks.calibration`). trafilatura is imported when it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from cleaners.evidence.prose import is_sentence
from cleaners.evidence.titles import key
from cleaners.reading.characters import sanitize
from cleaners.reading.patterns import lazy
from cleaners.values import KEPT_LABELS, Block, Label, Person, Removal

if TYPE_CHECKING:
    from cleaners.article import Article

#: The flag of a page for which a second opinion was wanted and trafilatura is not installed.
NO_SECOND_OPINION = "no_second_opinion"

#: trafilatura takes minutes a megabyte on some shapes; a longer page is not given to it.
MAX_CHARS = 1_000_000

#: Confidence in another extractor's text where we found none: it is right on few of such pages (`benchmarks.calibration`).
STANDS_IN = 0.1

#: Most blocks of a page that is given to the other extractor, whose time grows with their square: half a second for 1,000
#: of the worst known shape, 11 s for 11,000. Of 179 real pages five have more.
MAX_ASKED = 1_000

#: Share of our running text that another reading must have to be the same, and word characters of a menu: one name of a
#: channel may stand in a text.
AGREED, MIN_MENU = 0.9, 8

#: The rule of a block that we would have kept and the other extractor did not.
LEFT_OUT = "opinion.left_out"

#: Characters of running text from which another extractor's reading makes an article of a page that we found empty.
MIN_OPINION = 120


_SCRIPT, _SCRIPT_END = lazy(r"<script(?=[\s/>])", re.I), lazy(r"</script(?=[\s/>])[^>]*>", re.I)


class Opinion(NamedTuple):
    """What trafilatura makes of a page. Its date is not asked for: it takes one from anywhere on the page."""

    text: str
    headline: str | None
    authors: tuple[str, ...]


def needs_second_opinion(article: Article, blocks: int, written: Callable[[], str]) -> bool:
    """Whether the page is not Chinese, for which the measures of prose are made, or seems empty and may not be.

    ``blocks`` is the number of the page's blocks. ``written`` gives the text of its markup, visible or not: with too little
    prose in it no opinion would count.
    """
    if blocks > MAX_ASKED:
        return False
    if article.is_article:
        return article.language not in ("zh", None)
    if "second_ended" in article.flags or "second_story" in article.flags:
        return False  # what is left are readers' posts or another story, which the other extractor would take
    is_doubtful = article.flags[-1:] == ("empty_page",) and len(article.removals) >= 3
    return is_doubtful and _prose_in(written()) >= MIN_OPINION


def second_opinion(article: Article, opinion: Opinion | None) -> Article:
    """The article with the text of the other extractor, if it found any; fields that only our reading has are kept, and the
    confidence that the page's shape gives.

    That text is no selection of our blocks, so the article has none. The ledger lists the blocks whose words are not in the
    text, under the labels that we gave them.
    """
    if opinion is None or (not article.is_article and _prose_in(opinion.text) < MIN_OPINION):
        return article
    if article.is_article and _holds_menu(article, opinion.text):
        return article
    return replace(
        article,
        is_article=True,
        headline=article.headline or opinion.headline,
        authors=article.authors or tuple(Person(name) for name in opinion.authors),
        text=_without_headline(opinion.text, article.headline or opinion.headline),
        extractor="trafilatura",
        confidence=article.confidence if article.is_article else STANDS_IN,
        flags=tuple(flag for flag in article.flags if flag != "empty_page"),
        removals=_left_out(
            opinion.text, article.blocks, (article.headline, article.kicker, article.deck, article.abstract)
        ),
        blocks=(),
    )


def _without_headline(text: str, headline: str | None) -> str:
    """A text without the headline as its first line: that is a field of its own."""
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if headline and rest and key(first) == key(headline) else text


def _holds_menu(article: Article, theirs: str) -> bool:
    """Whether the other reading has all our running text and the site's menu with it, as of a page laid out in tables and of
    short texts: then ours is the same without the menu."""
    within = key(theirs)
    menu = (key(block.text) for block in article.blocks if block.label is Label.NAVIGATION)
    if sum(len(words) for words in menu if words and words in within) < MIN_MENU:
        return False
    lines = [key(line) for line in article.text.split("\n") if is_sentence(line)]
    return sum(len(line) for line in lines if line in within) >= AGREED * sum(map(len, lines)) > 0


def _left_out(text: str, blocks: Sequence[Block], fields: Sequence[str | None]) -> tuple[Removal, ...]:
    """The blocks that another extractor left out: no field, and (white space aside) not in its text."""
    words = "".join(text.split())
    return tuple(
        Removal(LEFT_OUT if block.label in KEPT_LABELS else block.rule, str(block.label), block.text)
        for block in blocks
        if block.text and block.text not in fields and "".join(block.text.split()) not in words
    )


def _prose_in(text: str) -> int:
    """Characters in lines that are sentences: a list of headlines has none."""
    return sum(len(line) for line in text.split("\n") if is_sentence(line))


def ask_trafilatura(markup: str) -> Opinion | None:
    """trafilatura's reading of a page, or None where it finds no text, fails, or the page is too long for it without its scripts.

    Raises ImportError if it cannot be imported: it comes with the extra ``fallback``.
    """
    if len(markup) > MAX_CHARS:
        markup = without_scripts(markup)
    if len(markup) > MAX_CHARS:
        return None
    try:
        import trafilatura
    except Exception as error:  # it is missing, or something that it needs, or does not go with this Python
        raise ImportError(f"trafilatura cannot be asked: {error}") from error
    import logging  # with it comes a sixth of what the library loads

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(markup, include_comments=False, with_metadata=True)
    except Exception:  # whatever another library makes of a page, this one goes on
        return None
    if found is None:
        return None
    document = found if isinstance(found, dict) else found.as_dict()
    text = sanitize(str(document.get("text") or "")).replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        return None
    authors = tuple(filter(None, map(_line, str(document.get("author") or "").split(";"))))
    return Opinion(text, _line(str(document.get("title") or "")) or None, authors)


def without_scripts(markup: str) -> str:
    """A page's markup without its scripts; one that nobody closes goes to the page's end. Linear in its length."""
    parts, start = [], 0
    for opening in _SCRIPT.finditer(markup):
        if opening.start() < start:
            continue  # inside the script before it
        parts.append(markup[start : opening.start()])
        closing = _SCRIPT_END.search(markup, opening.end())
        if closing is None:
            return "".join(parts)
        start = closing.end()
    return "".join((*parts, markup[start:]))


def _line(text: str) -> str:
    return " ".join(sanitize(text).split())
