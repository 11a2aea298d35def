"""Headline and kicker without the names of site and channel, and the original headline of a reprint."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.metadata import Metadata
from cleaners.evidence.titles import key
from cleaners.judgement.labels import Labelled
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.values import Block, Label

_BAR = lazy(r"\s*[|｜丨︱│]\s*")
_SITE_SEPARATOR = lazy(rf"\s*[_|｜丨]+\s*|\s+[-–—]+\s+|(?<=[{HAN}])-+(?=[{HAN}])|\s*[-–—]{{2,}}\s*|\s+::\s+|\s*@\s*")
_SEPARATING = lazy(r"[_|｜丨@–—:-]")  # what every form of a separator has one of
_KICKER_MAX = 20
ORIGINAL = lazy(r"(?:原标题|原標題|原题|原文标题)\s*[:：为]?\s*(?:《(?P<quoted>.+)》|(?P<plain>[^)）]{2,120}))")


def read_headline(blocks: Sequence[Block], labelled: Labelled, metadata: Metadata) -> tuple[str | None, str | None]:
    """Headline and kicker: one line, or two joined by a bar."""
    if labelled.headline is not None:
        shown = blocks[labelled.headline].text
        text = shown if _has_kicker(_around_bar(shown)) else _without_site(shown, metadata, blocks)
    elif metadata.titles:
        text = _without_site(metadata.titles[0], metadata, blocks)
    else:
        return None, None
    parts = _around_bar(text)
    if _has_kicker(parts):
        return parts[1], parts[0]
    return text or None, None


def _around_bar(text: str) -> list[str]:
    """The parts of a line before and behind its first bar; one part without a bar."""
    if "|" in text or "｜" in text or "丨" in text or "︱" in text or "│" in text:
        return _BAR.split(text, maxsplit=1)
    return [text]


def _has_kicker(parts: Sequence[str]) -> bool:
    """Whether the parts of a line around its bar are a kicker and a longer headline."""
    return len(parts) == 2 and 2 <= len(parts[0]) <= _KICKER_MAX and len(parts[1]) >= max(4, len(parts[0]))


def _without_site(title: str, metadata: Metadata, blocks: Sequence[Block]) -> str:
    """A title without the names of site and channel behind it: parts that the page shows elsewhere as its own."""
    parts = _SITE_SEPARATOR.split(title) if _SEPARATING.search(title) else ()
    if len(parts) < 2 or any(block.text == title for block in blocks if block.kind == "heading" and block.level == 1):
        return title.strip()
    others = {key(other) for other in metadata.titles if other != title}
    if key(parts[0]) in others or len(parts[0]) * 2 >= len(title) or len(parts[0]) >= 10:
        return parts[0].strip()
    return max(parts, key=len).strip()


def read_original_headline(blocks: Sequence[Block], labelled: Labelled, signed: Sequence[int]) -> str | None:
    """The headline that the first publisher gave, where a line says so (原标题)."""
    for index in signed:
        if labelled.verdicts[index].label is not Label.SOURCE:
            continue
        match = ORIGINAL.search(blocks[index].text)
        if match:
            return (match.group("quoted") or match.group("plain") or "").strip() or None
    return None
