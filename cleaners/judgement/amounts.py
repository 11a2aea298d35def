"""What a page shows, in characters and lines: the numbers from which its verdict follows."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from cleaners.evidence.dates import read_date
from cleaners.evidence.metadata import Metadata
from cleaners.evidence.prose import prose_of
from cleaners.judgement.labels import Labelled
from cleaners.judgement.measures import MIN_HEADLINE, NEAR
from cleaners.judgement.once import once
from cleaners.reading.outline import Outline
from cleaners.values import Block, Label

#: Maximum number of lines of a page that are examined for its purpose, several times those of the longest recorded page. More
#: lines cost time and tell nothing new.
MOST_LINES = 5_000

#: Lines at the top of a page among which it says what it is.
_FEW_ABOVE = 40

#: Maximum distance of a fact about the article above its headline, in blocks.
_BESIDE = 2

#: Labels of what may stand between a text and its credit line.
_AMID = frozenset({Label.IMAGE, Label.CAPTION, Label.VIDEO, Label.PROMO})


class Amounts:
    """What a page shows. Each number is counted at first use; for most articles, those of the body are enough. ``linked``
    counts lines that are mostly link, ``titled`` those of them that are headings; the first of each pair is for the whole page,
    the second for the located body. ``entries`` counts the body's lines that are a linked title, ``dated`` its short lines with
    a date: each search result has one of both."""

    def __init__(self, outline: Outline, labelled: Labelled, text: str, metadata: Metadata) -> None:
        blocks, zones = outline.blocks, labelled.zones
        self.text = len(text)
        self.outline, self.labelled, self.metadata = outline, labelled, metadata
        self._blocks = blocks
        self._in_body = blocks[zones.body : zones.tail]
        self._body_links = [
            block
            for block in self._in_body
            if (links := block.link_chars) and links * 2 > len(block.text) and block.text and not block.hidden
        ]
        self.kept = [blocks[i] for i in prose_of(blocks, labelled.text)]
        self.paragraphs = len(self.kept)
        self.prose = sum([len(block.text) - block.link_chars for block in self.kept])
        self.body_linked = len(self._body_links)

    @once
    def visible(self) -> list[Block]:
        """The lines of the page that are shown."""
        return [block for block in self._blocks if block.text and not block.hidden]

    @once
    def above(self) -> list[str]:
        """The first lines of the page that is shown, down to the first one of the text."""
        end = self.labelled.text[0] if self.labelled.text else 0
        shown = (block.text for block in self._blocks[: end + 1] if block.text and not block.hidden)
        return list(islice(shown, _FEW_ABOVE))

    @once
    def shown(self) -> int:
        return sum([len(block.text) for block in self.visible])

    @once
    def links(self) -> int:
        return sum([block.link_chars for block in self.visible])

    @once
    def linked(self) -> int:
        return sum([block.link_chars * 2 > len(block.text) for block in self.visible])

    @property
    def body_titled(self) -> int:
        return sum([block.kind == "heading" for block in self._body_links])

    @property
    def first_link(self) -> int:
        """The number of the body's first line that is mostly link; without one, a number after all lines."""
        return self._body_links[0].number if self._body_links else len(self._blocks)

    @property
    def entries(self) -> int:
        return sum([len(block.text) >= MIN_HEADLINE for block in self._body_links])

    @property
    def dated(self) -> int:
        lines = [block.text for block in self._in_body if block.text and not block.hidden]
        return sum([len(line) <= 40 and read_date(line) is not None for line in lines])

    @once
    def headline(self) -> str:
        """The headline as shown; an empty string without one."""
        number = self.labelled.headline
        return self._blocks[number].text if number is not None else ""

    @once
    def has_head(self) -> bool:
        """Whether a headline was found, and a fact about the article above its body, or right above the headline."""
        zones, places_of, headline = self.labelled.zones, self.labelled.places_of, self.labelled.headline
        if headline is None:
            return False
        facts = places_of(Label.DATE, Label.SOURCE, Label.BYLINE)
        first = bisect_left(facts, min(zones.head, max(0, headline - _BESIDE)))
        return first < len(facts) and facts[first] < zones.body

    @once
    def is_signed(self) -> bool:
        """Whether a credit line ends the article, below pictures and calls or not, or stands right below its text."""
        verdicts, tail, text = self.labelled.verdicts, self.labelled.zones.tail, self.labelled.text
        below = range(text[-1] + 1, min(text[-1] + 1 + NEAR, tail)) if text else range(0)
        last = next((index for index in range(tail, len(verdicts)) if verdicts[index].label not in _AMID), tail)
        return any(verdicts[index].label is Label.CREDIT for index in (*below, last) if index < len(verdicts))

    @once
    def is_titled(self) -> bool:
        """Whether the page's own title names the headline, or the headline opens with the title."""
        headline = self.headline
        return bool(headline) and any(
            headline in title or (len(title) >= MIN_HEADLINE and headline.startswith(title))
            for title in self.metadata.titles
        )

    @property
    def has_full_head(self) -> bool:
        """Whether the page's title names a headline of a story's length, and a fact about the article stands with it."""
        return self.is_titled and self.has_head and headline_size(self.headline) >= MIN_HEADLINE

    @once
    def tells(self) -> bool:
        """Whether there is a sentence under a headline that the page's title names, or facts and 60 characters of text under
        any headline. Such a page is refused only for its content, never for the number of links or fields around it. A short
        name in the title may be a channel's."""
        if not self.kept:  # kept lines of running text are sentences
            return False
        if self.is_titled and headline_size(self.headline) >= MIN_HEADLINE:
            return True
        return (self.has_head or (self.is_signed and bool(self.headline))) and (
            self.is_titled or self.prose >= 60 or not self.metadata.titles
        )


def headline_size(headline: str) -> int:
    """The length of a headline in Chinese characters. A word in another script counts as two, since it says as much."""
    ideographs = sum(map("\u2e80".__le__, headline))
    return ideographs + 2 * sum([word.isascii() or word[0] < "\u2e80" for word in headline.split()])
