"""Whose text a page shows: that of its headline, or that of another line above it.

A text says again what its headline says: of 185 real articles (zh-gold, zh-modern, zh-pages, zh-one-template) two share no two
characters in a row with it, and those have headlines of a word. What stands in the place of a text that is not there (the next
story, a reader's post, a word about the site) shares nothing with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.dates import read_date
from cleaners.evidence.metadata import title_parts
from cleaners.judgement.amounts import Amounts, headline_size
from cleaners.judgement.entries import titled_entries
from cleaners.judgement.measures import FAR, MAX_FACT, MAX_HEADLINE, MIN_HEADLINE
from cleaners.judgement.sentences import ends_sentence, shares_words
from cleaners.judgement.top.decks import closes_headline_box
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules import Effect, rule_named
from cleaners.values import FACTS, Block

#: So many pairs of characters at least say what a text is about: a shorter headline is a name.
_FEWEST = 6

#: Share of a headline's characters that a text on the same matter has, and those that every text has. Of 20,000 pairs of a
#: headline and the text of another page 89 % share nothing where that has up to 200 characters, and 52 % where it has 1,500
#: or more; with this share 88 and 42 %.
_MOST = 0.6
_PARTICLES = frozenset("的了是在和与也又都就着过把被让从到有不这那一个上下为人")

#: Lines under linked titles from which a text may be a digest, whose headline need not name what it holds.
_FEWEST_ITEMS = 2

_HAN_RUN = lazy(rf"[{HAN}]{{2,}}")


def is_off_headline(amounts: Amounts, text: str) -> bool:
    """Whether a text shares no word with its headline, and none with the page's titles where these do not name the headline. A
    page without a headline, or under a name that its title does not have, is called what the title says. A headline of few
    characters is a name, which says nothing of a text."""
    headline = amounts.headline
    if not amounts.is_titled and headline_size(headline) < MIN_HEADLINE:
        headline = _named_by(amounts.metadata.titles)
    if shares_words(headline, text) or headline_size(headline) < MIN_HEADLINE:
        return False
    if sum(len(run) - 1 for run in _HAN_RUN.findall(headline)) < _FEWEST or _has_most(text, headline):
        return False
    return amounts.is_titled or not any(shares_words(title, text) for title in amounts.metadata.titles)


def _has_most(text: str, headline: str) -> bool:
    """Whether a text has most of the characters of its headline, apart from each other: it says the same in other words."""
    characters = set("".join(_HAN_RUN.findall(headline))) - _PARTICLES
    return sum(character in text for character in characters) >= _MOST * len(characters)


def _named_by(titles: Sequence[str]) -> str:
    """The longest part of a page's title: the others name the site and the section."""
    return max(title_parts(titles[:1]), key=len, default="")


def is_of_another(amounts: Amounts, text: str) -> bool:
    """Whether a text that is off the headline which the page's title names stands under another title that it does share words
    with: one that is a link, as no other title in the text is, has a moment of its own below it, or stands behind the heading of
    a widget."""
    first, headline = amounts.kept[0].number, amounts.labelled.headline
    if headline is None or not amounts.is_titled:
        return False
    above = [block for block in amounts.outline.blocks[max(headline + 1, first - FAR) : first] if block.text]
    titles = (at for at, block in enumerate(above) if _is_title(amounts, block) and shares_words(block.text, text))
    titles = (at for at in titles if not closes_headline_box(amounts.outline, above[at].number, headline))
    return any(_is_anothers(amounts, above, at) for at in titles)


def _is_title(amounts: Amounts, block: Block) -> bool:
    if block.hidden or amounts.labelled.verdicts[block.number].label in FACTS:
        return False
    return MIN_HEADLINE <= len(block.text) <= MAX_HEADLINE and not ends_sentence(block.text)


def _is_anothers(amounts: Amounts, above: list[Block], at: int) -> bool:
    block = above[at]
    if block.link_chars * 2 > len(block.text):
        return len(titled_entries(amounts.outline, amounts.kept)) < _FEWEST_ITEMS
    if any(len(fact.text) <= MAX_FACT and read_date(fact.text) is not None for fact in above[at + 1 :]):
        return True
    verdicts = amounts.labelled.verdicts
    rules = (rule_named(verdicts[line.number].rule) for line in above[:at])
    return any(rule is not None and rule.effect is Effect.WIDGET for rule in rules)
