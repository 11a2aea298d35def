"""A page from its name on: its lines, and those of them that are running text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from cleaners.evidence.prose import is_prose
from cleaners.judgement.amounts import MOST_LINES, Amounts, headline_size
from cleaners.judgement.measures import MIN_BRIEF, MIN_HEADLINE
from cleaners.judgement.once import once
from cleaners.judgement.sentences import ends_sentence
from cleaners.judgement.told import labels_in
from cleaners.reading.han import is_han
from cleaners.reading.patterns import lazy
from cleaners.rules.things.headlines import NOTICED
from cleaners.rules.things.lines import OF_PLACE, OF_VISIT
from cleaners.rules.voices import MOTTO, NARRATED, OCCURRED, TELLS
from cleaners.values import Block

#: Characters of running text up to which it introduces what stands below it.
FEW = 60

#: What stands between the words of a line.
BETWEEN = lazy(r"[\s|｜丨·•／/、，,；;：:（）()\[\]【】「」]+")

#: Characters of a text by which its language is known.
_OPENING = 60

#: A line without the numbers, marks and gaps of a row of particulars.
_HEADLINE = lazy(r"[^\s\d:：/|｜·•]{4,}(?:[\s：|｜][^\s\d:：/|｜·•]{4,})?")

#: A line that begins with a price; what a line has beside its words: numbers, and marks.
PRICE_LINE = lazy(r"^[ 　]*[¥￥]\s*\d", re.M)
_NUMBER = lazy(r"\d[\d.,]*[万亿wk+]*", re.I)
_MARKS = lazy(r"[\W_]+")

PAUSED = lazy(r"[，。、：:；;！!？?|｜丨—]")


class Name(NamedTuple):
    """What a page is named: the line's number, its text, whether the page's title names it, and whether a fact about an article
    stands between it and the text."""

    number: int
    text: str
    is_titled: bool
    is_published: bool

    @property
    def is_story(self) -> bool:
        """Whether it has the length of a story's headline, and something says that it is one."""
        return (self.is_titled or self.is_published) and headline_size(self.text) >= MIN_HEADLINE

    @property
    def is_short(self) -> bool:
        """Whether it is a name: too short for a story's headline, and no marks part a statement in it."""
        return self.is_titled and self.is_label

    @property
    def is_label(self) -> bool:
        """Whether it is too short for a story's headline, and no marks part a statement in it."""
        return headline_size(self.text) < MIN_HEADLINE and not PAUSED.search(self.text)


class Named:
    """A page under its name: the lines from the name to the end of the main content, and the running text among them. What the
    second look took for entries is among them too."""

    def __init__(self, amounts: Amounts, name: Name, lines: Sequence[Block]) -> None:
        self.amounts, self.name, self.lines = amounts, name, lines
        self.prose = [block for block in lines if is_prose(block)]

    @once
    def first(self) -> int:
        """The number of the first line that tells something; behind the last line without one."""
        return next((block.number for block in self.lines if _tells(block)), len(self.amounts.outline.blocks))

    @property
    def is_named(self) -> bool:
        """Whether the page's title names it; a name that no title has is believed of a page that narrates nothing, and is no
        notice."""
        return self.name.is_titled or not (self.narrates or NOTICED.search(self.name.text))

    @property
    def is_short(self) -> bool:
        """Whether its name is too short for a story's, and no headline stands below it: then it is the site's or a column's."""
        return self.name.is_label and self.is_named and not self._is_headed

    @once
    def _is_headed(self) -> bool:
        """Whether a heading stands right below the name, which is none, or a line as long as a headline there or above the first
        sentence."""
        above = [block for block in self.lines if block.number < self.first]
        if not above:
            return False
        name = self.amounts.outline.blocks[self.name.number]
        if above[0].kind == "heading" and name.kind != "heading":
            return True
        return any(_is_headline(block.text) for block in (above[0], above[-1]))

    @property
    def is_chinese(self) -> bool:
        """Whether its first running text is Chinese: in other languages the rules know fewer facts about an article."""
        text = self.prose[0].text[:_OPENING] if self.prose else self.name.text
        return 2 * sum(map(is_han, text)) >= len(text)

    @once
    def _told(self) -> list[str]:
        """The sentences, without names and mottoes in quotation marks."""
        return [MOTTO.sub("", block.text) for block in self.lines if is_prose(block) or ends_sentence(block.text)]

    @once
    def tells(self) -> bool:
        """Whether a sentence tells what others did or said, or at which moment something happened."""
        return any(TELLS.search(text) or OCCURRED.search(text) for text in self._told)

    @once
    def narrates(self) -> bool:
        """Whether a sentence tells of somebody, of the one who tells it too, or when something happened."""
        return self.tells or any(map(NARRATED.search, self._told))

    @once
    def last(self) -> int:
        """The number of the last sentence; behind all lines if there are few: what stands below a text may be anybody's form, and
        what stands below a word of introduction is the page's."""
        if self.chars <= FEW:
            return len(self.amounts.outline.blocks)
        return max(block.number for block in self.lines if is_prose(block) or ends_sentence(block.text))

    @once
    def chars(self) -> int:
        """Characters of running text."""
        return sum([len(block.text) for block in self.prose])


def _is_headline(line: str) -> bool:
    return headline_size(line) >= MIN_HEADLINE and _HEADLINE.fullmatch(line) is not None


def below(amounts: Amounts, name: Name, end: int) -> Named:
    """The page under a name, up to the block ``end`` and to a number of lines."""
    lines = (block for block in amounts.outline.blocks[name.number + 1 : end] if block.text and not block.hidden)
    return Named(amounts, name, list(islice(lines, MOST_LINES)))


def _tells(block: Block) -> bool:
    """Whether a line is running text, a short sentence, or a part of one that breaks off before a list."""
    text = block.text
    if block.link_chars * 2 > len(text):
        return False
    return is_prose(block) or text[-1] == "。" or (len(text) >= MIN_BRIEF and "，" in text)


def words_of(block: Block, pieces: Mapping[int, Sequence[str]]) -> list[str]:
    """The pieces of a line: its inline elements, or what marks and gaps part."""
    parts = pieces.get(block.number) or BETWEEN.split(block.text)
    return [part for part in parts if any(map(str.isalnum, part))]


def without_visits(page: Named, lines: Sequence[Block]) -> list[Block]:
    """Some lines without those by which an article ends: where and when its reader may go. The page of a place has them as its
    particulars."""
    if OF_PLACE.search(page.name.text):
        return list(lines)
    outline, last = page.amounts.outline, page.prose[-1].number if page.prose else 0
    return [
        block
        for block in lines
        if block.number < last or not any(OF_VISIT.fullmatch(bare(label)) for label in labels_in(outline, [block]))
    ]


def bare(piece: str) -> str:
    """A piece of a line without its numbers and marks."""
    return piece if piece.isalpha() else _MARKS.sub("", _NUMBER.sub("", piece))
