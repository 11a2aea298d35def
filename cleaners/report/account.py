"""Total accounting: every character of a page's text, once, under the label and rule that decided about it.

The text in a page's blocks must equal the sum of the text kept, the fields kept, and the ledger of removals. The account
matches the cleaner's two lists, the page's blocks and the ledger, and reports where they differ (`Account.strays`), so that a
character removed without a ledger entry is found.
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
    """The destination of a block: the text, a field, or the ledger. Pictures and videos have no characters and are
    ``media``."""

    TEXT = "text"
    FIELD = "field"
    REMOVED = "removed"
    MEDIA = "media"


class Entry(NamedTuple):
    """One block of the page, with its label, rule and fate."""

    block: Block
    fate: Fate


class Total(NamedTuple):
    """The totals of one rule under one label: numbers of blocks and characters."""

    label: Label
    rule: str
    fate: Fate
    pieces: int
    characters: int


@dataclass(frozen=True, slots=True)
class Account:
    """The page's blocks in reading order and their fates.

    ``strays`` are removals without a block on the page: there are none unless the cleaner has a bug. ``elsewhere`` is the
    number of characters of the text that are not in the page's blocks, but in the embedded state for its scripts.
    """

    entries: tuple[Entry, ...]
    strays: tuple[Removal, ...] = ()
    elsewhere: int = 0

    @property
    def visible(self) -> int:
        """Number of characters in all blocks of the page."""
        return sum(len(entry.block.text) for entry in self.entries)

    def characters(self, *fates: Fate) -> int:
        """Number of characters in blocks with one of these fates."""
        return sum(len(entry.block.text) for entry in self.entries if entry.fate in fates)

    @property
    def kept(self) -> int:
        """Number of characters in the text or in a field."""
        return self.characters(Fate.TEXT, Fate.FIELD)

    @property
    def removed(self) -> int:
        """Number of characters in the ledger."""
        return self.characters(Fate.REMOVED)

    def totals(self) -> list[Total]:
        """Totals by label, rule and fate: labels in their defined order, the rules of each by descending number of
        characters."""
        sums: dict[tuple[Label, str, Fate], list[int]] = {}
        for block, fate in self.entries:
            counted = sums.setdefault((block.label, block.rule, fate), [0, 0])
            counted[0] += 1
            counted[1] += len(block.text)
        order = {label: number for number, label in enumerate(Label)}
        totals = [Total(*key, *counted) for key, counted in sums.items()]
        return sorted(totals, key=lambda total: (order[total.label], -total.characters, total.rule, total.fate))


#: The rule given for blocks about which another extractor decided, since it states no reasons.
OPINION = "opinion"


def read_account(found: Read) -> Account:
    """The account of a page read by `cleaners.pipeline.read`. Linear in the page, except for a text from another extractor,
    which is searched for every block."""
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
    """Each block with its fate, and the removals that match no block. The ledger lists removed blocks in the page's order."""
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
    """The entry of a block that is not in the ledger: a field if it is labelled or reads like one, otherwise part of the text
    that another extractor chose."""
    if known is not None:
        return Entry(known, Fate.FIELD)
    for label in (Label.HEADLINE, Label.KICKER, Label.DECK, Label.ABSTRACT):
        if block.text == getattr(article, label.value):
            return Entry(block._replace(label=label, rule=OPINION), Fate.FIELD)
    return Entry(block._replace(label=Label.BODY, rule=OPINION), Fate.TEXT)


def _without_blocks(strays: tuple[Removal, ...], blocks: Sequence[Block]) -> tuple[Removal, ...]:
    """The removals that are not lines of the embedded state either."""
    lines = {(block.rule, block.text) for block in blocks}
    return tuple(removal for removal in strays if (removal.rule, removal.text) not in lines)
