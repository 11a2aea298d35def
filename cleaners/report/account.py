"""Total accounting: every character of a page's text, once, under the label and the rule that decided about it.

What the blocks of a page hold is what was kept as text, what was kept as a field, and what is in the ledger of removals:
nothing else. The account pairs the two lists that the cleaner gives, the page's blocks and the ledger, and says where they do
not fit (`Account.strays`), so that a character that vanished without a name can be found.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from cleaners.article import Article
from cleaners.steps import Read
from cleaners.values import TEXT_LABELS, Block, Label, Removal


class Fate(StrEnum):
    """What became of a block: it is in the text, it is in a field, or it is in the ledger; pictures and videos have no
    characters, and are ``media``."""

    TEXT = "text"
    FIELD = "field"
    REMOVED = "removed"
    MEDIA = "media"


class Entry(NamedTuple):
    """One block of the page, with its label and rule, and what became of it."""

    block: Block
    fate: Fate


class Total(NamedTuple):
    """What one rule did under one label: so many blocks, so many characters."""

    label: Label
    rule: str
    fate: Fate
    pieces: int
    characters: int


@dataclass(frozen=True, slots=True)
class Account:
    """The page's blocks in reading order and their fates.

    ``strays`` are removals that belong to no block of the page: there are none unless something is wrong. ``elsewhere`` is
    the characters of the text that the page does not show: they come from the state that it brings for its scripts.
    """

    entries: tuple[Entry, ...]
    strays: tuple[Removal, ...] = ()
    elsewhere: int = 0

    @property
    def visible(self) -> int:
        """Characters of the page's text: those of all its blocks."""
        return sum(len(entry.block.text) for entry in self.entries)

    def characters(self, *fates: Fate) -> int:
        """Characters of the blocks with one of these fates."""
        return sum(len(entry.block.text) for entry in self.entries if entry.fate in fates)

    @property
    def kept(self) -> int:
        """Characters that are in the text or in a field."""
        return self.characters(Fate.TEXT, Fate.FIELD)

    @property
    def removed(self) -> int:
        """Characters that are in the ledger."""
        return self.characters(Fate.REMOVED)

    def totals(self) -> list[Total]:
        """Sums by label, rule and fate: labels in their own order, under each the rule with the most characters first."""
        sums: dict[tuple[Label, str, Fate], list[int]] = {}
        for block, fate in self.entries:
            counted = sums.setdefault((block.label, block.rule, fate), [0, 0])
            counted[0] += 1
            counted[1] += len(block.text)
        order = {label: number for number, label in enumerate(Label)}
        totals = [Total(*key, *counted) for key, counted in sums.items()]
        return sorted(totals, key=lambda total: (order[total.label], -total.characters, total.rule, total.fate))


#: The rule of what another extractor decided, which names no reasons.
OPINION = "opinion"


def read_account(found: Read) -> Account:
    """The account of a page as `cleaners.pipeline.read` gives it. Linear in the page but for a text that another extractor
    chose, which is searched for every block."""
    article = found.article
    is_shell = (
        "embedded_state" in article.flags
    )  # the text is not on the page; the ledger names the shell's lines first
    page = found.outline.blocks if found.outline is not None else article.blocks
    own = () if is_shell else article.blocks
    entries, strays = _pair(page, own, article)
    if is_shell:
        strays = _without_blocks(strays, article.blocks)
    return Account(entries, strays, len(article.text) - article.text.count("\n") if is_shell else 0)


def _pair(
    page: Sequence[Block], own: Sequence[Block], article: Article
) -> tuple[tuple[Entry, ...], tuple[Removal, ...]]:
    """Each block with its fate: the ledger has the removed ones in the page's order."""
    ledger = list(article.removals)
    entries, at = [], 0
    labelled = own if len(own) == len(page) else ()
    for index, block in enumerate(page):
        known = labelled[index] if labelled else None
        if not block.text:
            entries.append(Entry(known or block, Fate.MEDIA))
        elif known is not None and known.label in TEXT_LABELS:
            entries.append(Entry(known, Fate.TEXT))
        elif at < len(ledger) and ledger[at].text == block.text and (known is None or ledger[at].rule == known.rule):
            entries.append(Entry(_named(block, known, ledger[at]), Fate.REMOVED))
            at += 1
        else:
            entries.append(_kept(block, known, article))
    return tuple(entries), tuple(ledger[at:])


def _named(block: Block, known: Block | None, removal: Removal) -> Block:
    return known or block._replace(label=Label(removal.label), rule=removal.rule)


def _kept(block: Block, known: Block | None, article: Article) -> Entry:
    """A block that the ledger does not have: a field where we labelled it or it reads like one, else the text that another
    extractor chose."""
    if known is not None:
        return Entry(known, Fate.FIELD)
    for label in (Label.HEADLINE, Label.KICKER, Label.DECK, Label.ABSTRACT):
        if block.text == getattr(article, label.value):
            return Entry(block._replace(label=label, rule=OPINION), Fate.FIELD)
    return Entry(block._replace(label=Label.BODY, rule=OPINION), Fate.TEXT)


def _without_blocks(strays: tuple[Removal, ...], blocks: Sequence[Block]) -> tuple[Removal, ...]:
    """The removals that are no line of the embedded state either."""
    lines = {(block.rule, block.text) for block in blocks}
    return tuple(removal for removal in strays if (removal.rule, removal.text) not in lines)
