"""What a page lets its reader do: goods are bought, a place is booked, a form is sent. A text is only read."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.judgement.measures import MAX_FACT
from cleaners.judgement.purpose.page import BETWEEN, Named, words_of
from cleaners.judgement.sentences import ends_sentence
from cleaners.judgement.told import MAX_KEY, particulars
from cleaners.rules.acts import ADVERTISED, OFFERED, SENT, SERVED
from cleaners.rules.notices import FIELD
from cleaners.rules.things.headlines import NOTICED
from cleaners.rules.things.lines import PRICE
from cleaners.values import Block

#: What speaks for an offer from which a page is one; under a moment or an outlet one more.
_FEWEST = 3

#: Labels with their values, and acts, from which they are a statement more.
_MANY = 2

#: Characters of running text at most.
_MAX_PROSE = 600


def offer_of(page: Named) -> str | None:
    """The reason why a page is there for what its reader can do on it: nothing is told of anybody, and buttons, prices,
    particulars or a short name say so."""
    if page.chars > _MAX_PROSE or not page.is_chinese:
        return None
    lines = [
        block
        for block in page.lines
        if len(block.text) <= MAX_FACT and not ends_sentence(block.text) and block.number < page.last
    ]
    pieces = page.amounts.outline.pieces
    words = {word for block in lines for word in words_of(block, pieces)}
    offered = {word for word in words if OFFERED.fullmatch(word)}
    served = {word for word in words if SERVED.fullmatch(word)}
    if not offered and not served:
        return None
    prices = any(PRICE.fullmatch(word) for word in words) or any(PRICE.fullmatch(block.text) for block in lines)
    pairs = particulars(page.amounts.outline, lines) >= _MANY
    ways = sum(
        (
            1,
            len(offered | served) >= _MANY,
            prices,
            pairs,
            page.is_short,
            _sections(page) >= _MANY,
            _fields(lines) >= _MANY,
        )
    )
    if ways < _FEWEST + page.name.is_published or page.narrates:
        return None
    return "offer_page" if offered else "service_page"


def _fields(lines: Sequence[Block]) -> int:
    """How many lines are labels of a form."""
    return sum(FIELD.fullmatch(block.text) is not None for block in lines)


def is_advertised(page: Named) -> bool:
    """Whether the price and whom to ask stand above the first sentence, and nothing is told: an advertisement, dated or not."""
    above = (block for block in page.lines if block.number < page.first and len(block.text) <= MAX_FACT)
    keys = {part for block in above for part in BETWEEN.split(block.text) if ADVERTISED.fullmatch(part)}
    return len(keys) >= _MANY and page.chars <= _MAX_PROSE and not page.tells and not NOTICED.search(page.name.text)


def _sections(page: Named) -> int:
    """How many lines are as short as a label, and stand right above running text."""
    prose = {block.number for block in page.prose}
    return sum(
        len(block.text) <= MAX_KEY and block.text.isalpha() and after.number in prose
        for block, after in zip(page.lines, page.lines[1:], strict=False)
    )


def thing_of(page: Named) -> str:
    """What a page that states a thing is there for: an offer, if it has a price or something is to be had; else the thing."""
    pieces = page.amounts.outline.pieces
    lines = [block for block in page.lines if len(block.text) <= MAX_FACT]
    words = {word for block in lines for word in (*words_of(block, pieces), block.text)}
    if any(PRICE.fullmatch(word) or OFFERED.fullmatch(word) for word in words):
        return "offer_page"
    return "service_page" if any(SENT.fullmatch(word) for word in words) else "profile_page"
