"""What a page states of a thing anywhere on it, below its sentences too: headings of sections, labels with their values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from cleaners.judgement.measures import MAX_FACT
from cleaners.judgement.purpose.page import BETWEEN, PRICE_LINE, Named, bare, without_visits
from cleaners.judgement.sentences import ends_sentence
from cleaners.judgement.told import MAX_KEY, labels_in
from cleaners.rules.things.headlines import NOTICED
from cleaners.rules.things.kinds import KINDS, PRICED, SORTS, words

#: Headings of sections, sorts of words, or labels with their values from which a page is there for a thing; labels that do
#: without anything else.
_FEWEST, _MANY = 2, 3

#: Characters of running text at most.
_MAX_PROSE = 600

_KEYS, _PARTS = SORTS.index("keys"), SORTS.index("parts")


def is_sectioned(page: Named, stated: Mapping[int, Sequence[set[str]]]) -> bool:
    """Whether a page has the headings of two sections that pages of one thing have, some of them before their first sentence."""
    if any(len(sorts[_PARTS]) >= _FEWEST for sorts in stated.values()):
        return True
    heads = {block.text[: block.text.find("：")] for block in page.prose if 0 < block.text.find("：") <= MAX_KEY}
    known = words()
    found = Counter(number for head in heads for number, sort in known.get(head, ()) if sort == _PARTS)
    return any(count >= _FEWEST for count in found.values())


def is_labelled(page: Named, stated: Mapping[int, Sequence[set[str]]]) -> bool:
    """Whether labels with their values are those of one thing: two above the first sentence, or wherever they stand where
    something else speaks for it, and three under a headline like a story's."""
    if page.name.is_published or page.narrates or NOTICED.search(page.name.text):
        return False
    lines = [block for block in page.lines if len(block.text) <= MAX_FACT and not ends_sentence(block.text)]
    outline = page.amounts.outline
    labels = {bare(label) for label in labels_in(outline, without_visits(page, lines))}
    above = {bare(label) for label in labels_in(outline, [block for block in lines if block.number < page.first])}
    for number, sorts in stated.items():
        keys = len(labels & sorts[_KEYS])
        if KINDS[number].by_name:
            continue
        if keys >= (_FEWEST if page.is_short or any(sorts[1:]) else _MANY) or len(above & sorts[_KEYS]) >= _FEWEST:
            return True
    return False


def is_of_sections(page: Named, stated: Mapping[int, Sequence[set[str]]]) -> bool:
    """Whether a page under a short name says what such pages say, whatever thing it is there for: words of two sorts, or headings
    of two sections."""
    if not page.is_short or page.name.is_published or page.chars > _MAX_PROSE:
        return False
    said = [set[str]() for _ in SORTS]
    for number, sorts in stated.items():
        if not KINDS[number].by_name:
            for sort, own in enumerate(sorts):
                said[sort] |= own
    lines = [block.text for block in page.lines if block.number < page.last] if any(said) else []
    own = {word for line in lines for word in BETWEEN.split(line)}
    if any(map(PRICE_LINE.search, lines)):
        own.add(PRICED)
    keys, acts, parts, facts = (len(sort & own) for sort in said)
    return parts >= _FEWEST or (keys >= _MANY) + bool(acts) + bool(parts) + bool(facts) >= _FEWEST
