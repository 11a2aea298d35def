"""What a page shows, in characters and lines: the numbers that its verdict follows from."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from cleaners.evidence.dates import read_date
from cleaners.evidence.measures import is_prose
from cleaners.judgement.labels import Labelled
from cleaners.reading.outline import Outline
from cleaners.values import Block, Label

_TITLE = 8  # characters of a link that can be a headline; names of users and channels are shorter


class Amounts:
    """What a page shows, in characters and lines, each number counted when it is asked for: of most articles those of the body
    are enough. ``linked`` counts lines that are mostly link, ``titled`` those of them that are headings; the
    first of each pair is of the whole page, the second of the located body. ``entries`` counts the body's lines that are a
    linked title, ``dated`` its short lines with a date: search results have one of each a piece."""

    def __init__(self, outline: Outline, labelled: Labelled, text: str) -> None:
        blocks, zones = outline.blocks, labelled.zones
        self.text = len(text)
        self._blocks, self._labelled = blocks, labelled
        self._in_body = blocks[zones.body : zones.tail]
        self._body_links = [
            block
            for block in self._in_body
            if (links := block.link_chars) and links * 2 > len(block.text) and block.text and not block.hidden
        ]
        prose = [block for i in labelled.places_of(Label.BODY, Label.SUBHEAD) if is_prose(block := blocks[i])]
        self.paragraphs = len(prose)
        self.prose = sum([len(block.text) - block.link_chars for block in prose])
        self.body_linked = len(self._body_links)

    @cached_property
    def visible(self) -> list[Block]:
        """The lines of the page that are shown."""
        return [block for block in self._blocks if block.text and not block.hidden]

    @cached_property
    def shown(self) -> int:
        return sum([len(block.text) for block in self.visible])

    @cached_property
    def links(self) -> int:
        return sum([block.link_chars for block in self.visible])

    @cached_property
    def linked(self) -> int:
        return sum([block.link_chars * 2 > len(block.text) for block in self.visible])

    @property
    def body_titled(self) -> int:
        return sum([block.kind == "heading" for block in self._body_links])

    @property
    def entries(self) -> int:
        return sum([len(block.text) >= _TITLE for block in self._body_links])

    @property
    def dated(self) -> int:
        lines = [block.text for block in self._in_body if block.text and not block.hidden]
        return sum([len(line) <= 40 and read_date(line) is not None for line in lines])

    @property
    def has_head(self) -> bool:
        """Whether a headline was found, and a fact about the article above its body."""
        zones, places_of = self._labelled.zones, self._labelled.places_of
        if self._labelled.headline is None:
            return False
        facts = places_of(Label.DATE, Label.SOURCE, Label.BYLINE)
        first = bisect_left(facts, zones.head)
        return first < len(facts) and facts[first] < zones.body
