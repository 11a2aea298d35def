"""What the comments of Founder's publishing system say of an article: many Chinese papers are made with it.

``<!--enpproperty <date>…</date><title>…</title><subtitle>…</subtitle><introtitle>…</introtitle><nodename>…</nodename>
<sourcename>…</sourcename>/enpproperty-->`` stands before the text. Its author is whoever entered the article, and is not read.
"""

from __future__ import annotations

import re
from typing import Any

from cleaners.evidence.metadata import Metadata
from cleaners.evidence.prose import is_prose
from cleaners.evidence.titles import key
from cleaners.reading.characters import sanitize
from cleaners.reading.coding.decoded import Decoded
from cleaners.reading.kinds import FOUNDERS_COMMENT
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.rules import Effect, Rule, StatedRule, Strength
from cleaners.values import Label

_CLOSES = "-->"
#: Maximum length of the comment, and of a line of the head in it, in characters.
_LONGEST, _LINE = 20_000, 90
_ENTRY = lazy(r"<(?P<name>[a-z]{3,20})>(?P<value>[^<]*(?:<(?!/)[^<]*)*)</(?P=name)>", re.I)
_BORDERS = lazy(r"<!--enpcontent-->(.*?)<!--/enpcontent-->", re.S)
_BYTE_BORDERS = lazy(rb"<!--enpcontent-->(.*?)<!--/enpcontent-->", re.S)
#: The element that stands for the borders; `cleaners.evidence.element_names` knows its class.
_CLASS = "enpcontent"
_ELEMENT = ("<div", "</div", f'<div class="{_CLASS}">', "</div>")
_BYTE_ELEMENT = (b"<div", b"</div", b'<div class="enpcontent">', b"</div>")
_TAG = lazy(r"<[^<>]*>")


# Lines that the comment says to be kicker or deck, and the end of what its borders hold.
_KICKER = StatedRule("founder.kicker", Label.KICKER, "", drops=("introtitle",), keeps=())
_DECK = StatedRule("founder.deck", Label.DECK, "", drops=("subtitle",), keeps=())
_BEHIND = StatedRule(
    "founder.behind", Label.OTHER, "", drops=("/enpcontent",), keeps=(), effect=Effect.END, strength=Strength.STRONG
)


def add_founder(metadata: Metadata, page: Decoded) -> Metadata:
    """The metadata of a page with the comment, with what that says behind what the head says."""
    found = _read_entries(page.text)
    title = found.get("title", "")
    kicker, deck = (_line_of_head(found.get(name, ""), title) for name in ("introtitle", "subtitle"))
    return metadata._replace(
        is_founders=True,
        titles=_with(metadata.titles, title),
        kicker=kicker,
        deck=None if deck == kicker else deck,
        source=metadata.source or found.get("sourcename") or None,
        section=metadata.section or found.get("nodename") or None,
        published=_with(metadata.published, found.get("date", "")),
    )


def with_borders(markup: str | bytes) -> str | bytes:
    """The markup with an element in the place of the comments that stand around the text. Unchanged where there is not one
    pair of them, or where what stands between them does not end what it begins."""
    if isinstance(markup, str):
        return _BORDERS.sub(_bordered, markup, count=1) if markup.count("<!--enpcontent-->") == 1 else markup
    return _BYTE_BORDERS.sub(_bordered, markup, count=1) if markup.count(b"<!--enpcontent-->") == 1 else markup


def _bordered(match: re.Match[Any]) -> Any:
    inside = match[1]
    div, end, opens, closes = _ELEMENT if isinstance(inside, str) else _BYTE_ELEMENT
    if inside.count(div) != inside.count(end):
        return match[0]
    return opens + inside + closes


def _read_entries(text: str) -> dict[str, str]:
    start = text.find(FOUNDERS_COMMENT)
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


def add_stated_lines(hits: list[Rule | None], outline: Outline, metadata: Metadata) -> list[Rule | None]:
    """The rules that match each line, with those lines that the comments say to be kicker or deck, or behind the text."""
    blocks = outline.blocks
    if metadata.is_founders and (behind := _behind_text(outline)) is not None and hits[behind] is None:
        hits = [*hits[:behind], _BEHIND, *hits[behind + 1 :]]
    stated = {key(text): rule for text, rule in ((metadata.kicker, _KICKER), (metadata.deck, _DECK)) if text}
    if not stated:
        return hits
    return [
        hit if hit is not None or len(block.text) > _LINE else stated.get(key(block.text))
        for hit, block in zip(hits, blocks, strict=True)
    ]


def _behind_text(outline: Outline) -> int | None:
    """The first block behind the element that stands for the text's borders, where that holds running text."""
    containers = outline.containers
    border = next((n for n, name in enumerate(containers.classes) if name == _CLASS), None)
    if border is None:
        return None
    end = containers.end[border]
    has_text = any(is_prose(block) for block in outline.blocks[containers.first[border] : end])
    return end if has_text and end < len(outline.blocks) else None
