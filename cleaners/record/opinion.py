"""A second opinion: trafilatura's reading of a page that is not Chinese, or that seems empty although its markup contains
prose.

`cleaners.record.doubt` selects these pages. A low confidence is no reason: on Chinese pages with low confidence, trafilatura
breaks more texts than it repairs (see `benchmarks.calibration`). trafilatura is imported at first use.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from cleaners.evidence.prose import is_sentence
from cleaners.evidence.titles import key
from cleaners.reading.characters import sanitize
from cleaners.reading.patterns import lazy
from cleaners.record.doubt import MIN_OPINION, prose_in
from cleaners.values import KEPT_LABELS, Block, Label, Person, Removal

if TYPE_CHECKING:
    from cleaners.article import Article

#: The flag of a page that needed a second opinion while trafilatura is not installed.
NO_SECOND_OPINION = "no_second_opinion"

#: Maximum length of a page for trafilatura, in characters: some structures take it minutes per megabyte.
MAX_CHARS = 1_000_000

#: Confidence in another extractor's text on a page where we found none: it is rarely right there (`benchmarks.calibration`).
STANDS_IN = 0.1

#: Minimum share of our running text in another reading, for the two to be the same article; and minimum length of the menu in
#: it, in word characters: a single channel's name may occur in a text.
AGREED, MIN_MENU = 0.9, 8

#: The rule of a block that we would have kept, but the other extractor left out.
LEFT_OUT = "opinion.left_out"

_SCRIPT, _SCRIPT_END = lazy(r"<script(?=[\s/>])", re.I), lazy(r"</script(?=[\s/>])[^>]*>", re.I)


class Opinion(NamedTuple):
    """trafilatura's reading of a page, without a date: trafilatura takes dates from anywhere on the page."""

    text: str
    headline: str | None
    authors: tuple[str, ...]


def second_opinion(article: "Article", opinion: Opinion | None) -> "Article":
    """The article with the other extractor's text, if it found any. Fields that only our reading has are kept, and so is the
    confidence derived from the page's structure.

    The text is not a selection of our blocks, so the article has no blocks. The ledger lists the blocks whose words are not in
    the text, under the labels that we gave them.
    """
    if opinion is None or (not article.is_article and prose_in(opinion.text) < MIN_OPINION):
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
    """A text without its first line if that is the headline, which is a field."""
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if headline and rest and key(first) == key(headline) else text


def _holds_menu(article: "Article", theirs: str) -> bool:
    """Whether the other reading consists of our running text plus the site's menu, as for pages with table layouts or short
    texts. Then ours is the same text without the menu."""
    within = key(theirs)
    menu = (key(block.text) for block in article.blocks if block.label is Label.NAVIGATION)
    if sum(len(words) for words in menu if words and words in within) < MIN_MENU:
        return False
    lines = [key(line) for line in article.text.split("\n") if is_sentence(line)]
    return sum(len(line) for line in lines if line in within) >= AGREED * sum(map(len, lines)) > 0


def _left_out(text: str, blocks: Sequence[Block], fields: Sequence[str | None]) -> tuple[Removal, ...]:
    """The blocks that another extractor left out: those that are no field and (ignoring white space) not in its text."""
    words = "".join(text.split())
    return tuple(
        Removal(LEFT_OUT if block.label in KEPT_LABELS else block.rule, str(block.label), block.text)
        for block in blocks
        if block.text and block.text not in fields and "".join(block.text.split()) not in words
    )


def ask_trafilatura(markup: str) -> Opinion | None:
    """trafilatura's reading of a page; None if it finds no text, fails, or if the page without its scripts is too long.

    Raises ImportError if trafilatura cannot be imported: it is installed by the extra ``fallback``.
    """
    if len(markup) > MAX_CHARS:
        markup = without_scripts(markup)
    if len(markup) > MAX_CHARS:
        return None
    try:
        import trafilatura
    except Exception as error:  # it or a dependency is missing, or incompatible with this Python
        raise ImportError(f"trafilatura cannot be asked: {error}") from error
    import logging  # imported late: it is a sixth of what the library loads

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(markup, include_comments=False, with_metadata=True)
    except Exception:  # no failure of another library may stop this one
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
    """A page's markup without its scripts; an unclosed script extends to the end. Linear in the markup's length."""
    parts, start = [], 0
    for opening in _SCRIPT.finditer(markup):
        if opening.start() < start:
            continue  # inside the previous script
        parts.append(markup[start : opening.start()])
        closing = _SCRIPT_END.search(markup, opening.end())
        if closing is None:
            return "".join(parts)
        start = closing.end()
    return "".join((*parts, markup[start:]))


def _line(text: str) -> str:
    return " ".join(sanitize(text).split())
