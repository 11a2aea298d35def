"""What the comments of Founder's publishing system say of an article: many Chinese papers are made with it.

``<!--enpproperty <date>…</date><title>…</title><subtitle>…</subtitle><introtitle>…</introtitle><nodename>…</nodename>
<sourcename>…</sourcename>/enpproperty-->`` stands before the text. Its author is whoever entered the article, and is not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cleaners.evidence.metadata import Metadata
from cleaners.evidence.titles import key
from cleaners.reading.characters import sanitize
from cleaners.reading.decode import Decoded
from cleaners.reading.patterns import lazy
from cleaners.rules import Rule
from cleaners.values import Block, Label

try:
    from cleaners.reading._bytes import holds
except ImportError:  # not compiled

    def holds(data: bytes, part: bytes) -> bool:
        return part in data


_OPENS, _CLOSES = "<!--enpproperty", "-->"
_OPENS_IN_BYTES = _OPENS.encode()
#: Maximum length of the comment, and of a line of the head in it, in characters.
_LONGEST, _LINE = 20_000, 90
_ENTRY = lazy(r"<(?P<name>[a-z]{3,20})>(?P<value>[^<]*(?:<(?!/)[^<]*)*)</(?P=name)>", re.I)
_TAG = lazy(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class StatedRule(Rule):
    """A line that the page itself says to be kicker or deck. Its proof is that comment."""

    def _admit(self) -> None:
        """Nothing to prove."""


_KICKER = StatedRule("founder.kicker", Label.KICKER, "", drops=("introtitle",), keeps=())
_DECK = StatedRule("founder.deck", Label.DECK, "", drops=("subtitle",), keeps=())


def add_founder(metadata: Metadata, page: Decoded) -> Metadata:
    """The metadata with what the comment says, behind what the head says. Unchanged for a page without one."""
    if not _has_comment(page):
        return metadata
    found = _read_entries(page.text)
    title = found.get("title", "")
    kicker, deck = (_line_of_head(found.get(name, ""), title) for name in ("introtitle", "subtitle"))
    return metadata._replace(
        titles=_with(metadata.titles, title),
        kicker=kicker,
        deck=None if deck == kicker else deck,
        source=metadata.source or found.get("sourcename") or None,
        section=metadata.section or found.get("nodename") or None,
        published=_with(metadata.published, found.get("date", "")),
    )


def _has_comment(page: Decoded) -> bool:
    """Whether a page has the comment: most bytes are searched as they came."""
    return holds(page.utf8, _OPENS_IN_BYTES) if page.utf8 is not None else _OPENS in page.text


def _read_entries(text: str) -> dict[str, str]:
    start = text.find(_OPENS)
    end = text.find(_CLOSES, start, start + _LONGEST)
    entries = _ENTRY.finditer(text, start, end) if start >= 0 and end >= 0 else ()
    found: dict[str, str] = {}
    for entry in entries:
        value = _plain(entry["value"])
        if value and value.lower() != "null":
            found.setdefault(entry["name"].lower(), value)
    return found


def _plain(value: str) -> str:
    """A value without tags, entities and white space around it."""
    if "&" in value:
        import html  # a table of 2,000 names: few pages need it

        value = html.unescape(value)
    return " ".join(sanitize(_TAG.sub(" ", value)).split())


def _line_of_head(value: str, title: str) -> str | None:
    """A kicker or deck; None for one that only repeats the title, as templates fill it in."""
    return value if 2 <= len(value) <= _LINE and key(value) != key(title) else None


def _with(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return (*values, value) if value and value not in values else values


def add_stated_lines(hits: list[Rule | None], blocks: Sequence[Block], metadata: Metadata) -> list[Rule | None]:
    """The rules that match each line, with those lines that the comment says to be kicker or deck."""
    stated = {key(text): rule for text, rule in ((metadata.kicker, _KICKER), (metadata.deck, _DECK)) if text}
    if not stated:
        return hits
    return [
        hit if hit is not None or len(block.text) > _LINE else stated.get(key(block.text))
        for hit, block in zip(hits, blocks, strict=True)
    ]
