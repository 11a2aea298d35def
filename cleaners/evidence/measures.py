"""What is measured of every block of a page: its mass, whether it is prose, what it is compared by.

A block's *mass* is how much running Chinese text outside links it holds, with sentence punctuation as the sign of prose: the
measure behind Readability's comma score, applied to blocks. `cleaners/evidence/_measures.pyx` does the same compiled.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from cleaners.reading.lines import MIN_PROSE
from cleaners.reading.patterns import lazy
from cleaners.rules.rule import Effect, Rule
from cleaners.values import Block

try:
    from cleaners.evidence import _measures as compiled
except ImportError:
    compiled = None  # type: ignore[assignment]

_PUNCTUATION = lazy(r"[，。！？；：、,.!?;…”“]")
_SENTENCE = lazy(r"[。！？；…!?;]|[，,].*[，,]|\.\s|\.$")
_KEY = lazy(r"[\W_]+")
_MOMENT = lazy(r"\d[:：]\d\d|[钟时天]前")

#: A line that carries a time of day, as posts do, has at most so many characters.
MAX_MOMENT = 160


class Measured(NamedTuple):
    """Every block's mass, and the numbers of the running text, of the headings, and of the short lines that may carry a time
    of day."""

    masses: list[float]
    prose: list[int]
    headings: list[int]
    moments: list[int]


def _key(text: str) -> str:
    """A text for comparing headlines: word characters only, lower case."""
    return _KEY.sub("", text).lower()


def _is_sentence(line: str) -> bool:
    """Whether a line is long enough for running text and punctuated like sentences."""
    return len(line) >= MIN_PROSE and ("。" in line or _SENTENCE.search(line) is not None)


def _is_prose(block: Block) -> bool:
    """Whether a block is running text: long enough, punctuated like sentences, and not made of links."""
    return block.link_chars * 2 <= len(block.text) and _is_sentence(block.text)


def _mass(text: str, link_chars: int) -> float:
    """Running text of one visible line that is not made of links, in characters."""
    plain = len(text) - link_chars
    marks = _count_marks(text[:400])
    if not marks:
        return plain * (0.3 if plain >= 12 else 0.1)
    return min(plain, 800) * min(1.0, 0.4 + 0.2 * marks)


def _count_marks(text: str) -> int:
    """Punctuation marks of a line, counted to three: more make no difference."""
    usual = text.count("，") + text.count("。")
    return usual if usual >= 3 else len(_PUNCTUATION.findall(text))


def _measure_blocks(
    blocks: Sequence[Block], hits: Sequence[Rule | None]
) -> tuple[list[float], list[int], list[int], list[int]]:
    masses = [
        _mass(block.text, block.link_chars)
        if hit is None and block.link_chars * 2 <= len(block.text) and block.kind != "heading" and not block.hidden
        else 0.0
        for block, hit in zip(blocks, hits, strict=True)
    ]
    return (
        masses,
        [index for index, mass in enumerate(masses) if mass >= MIN_PROSE],
        [index for index, block in enumerate(blocks) if block.kind == "heading"],
        # What every form of a moment holds: a cheap look before the expression.
        [
            index
            for index, block in enumerate(blocks)
            if (":" in (text := block.text) or "：" in text or "前" in text)
            and len(text) <= MAX_MOMENT
            and _MOMENT.search(text)
        ],
    )


def _sum_weighted(hits: Sequence[Rule | None], masses: Sequence[float], start: int, thread: int) -> list[float]:
    """The masses before each block and all, summed up by position: in full from ``start`` on, little before it, after the first
    tail heading, and from the block ``thread`` on."""
    weights = [mass * 0.3 for mass in masses[:start]]
    seen = 0.0
    weight = 1.0
    for index in range(start, len(masses)):
        hit = hits[index]
        if hit is not None and hit.effect is not Effect.LINE and seen >= MIN_PROSE:
            weight = min(weight, hit.weight_after)
        if index == thread:
            weight = 0.1
        mass = masses[index]
        seen += mass
        weights.append(mass * weight)
    return list(accumulate(weights, initial=0.0))


def opens_title(start: str, titles: Sequence[str]) -> bool:
    """Whether two characters, in lower case, stand in a title. Which small letter a `Σ` becomes depends on what follows: one
    that ends a word may stand inside another."""
    return any(start in title or (start[1:] == "ς" and start[0] + "σ" in title) for title in titles)


def _like_titles(
    blocks: Sequence[Block],
    titles: Sequence[str],
    signs: list[tuple[str, str, str]],
    least: float,
    shortest: int,
    longest: int,
) -> list[int]:
    """The numbers of the lines of ``least`` to ``longest`` characters that open with two characters of a title, or with what is
    no word, or that hold three signs and are as long as the shortest title."""
    return [
        index
        for index, block in enumerate(blocks)
        if least <= len(text := block.text) <= longest
        and (
            not (start := text[:2].lower()[:2]).isalnum()
            or opens_title(start, titles)
            or (len(text) >= shortest and any(a in text and b in text and c in text for a, b, c in signs))
        )
    ]


def overlap(text: str, title: str, longer: int) -> float:
    """How much of a title a line is, both as keys: 1 for the same text, more than half for a part of a title that is at most
    so many times longer, less for a line that holds it, 0 otherwise."""
    if text == title:
        return 1.0
    if text in title and len(text) * longer >= len(title):
        return 0.55 + 0.4 * len(text) / len(title)
    if title in text and len(title) * 2 >= len(text):
        return 0.2 + 0.5 * len(title) / len(text)
    return 0.0


class Weights(NamedTuple):
    """What counts for a headline: the scores of headings by their ``levels``, and ``heading`` for another level; the ``weight``
    of what a line has of a title, where it has ``least`` word characters. ``longest`` is how many characters a headline has at
    most, ``longer`` how many times longer than a line a title is at most."""

    levels: dict[int, float]
    heading: float
    weight: float
    longest: int
    least: int
    longer: int


def _score_lines(
    blocks: Sequence[Block], numbers: Sequence[int], titles: Sequence[str], weights: Weights
) -> list[float]:
    """How much the blocks of these numbers look like the headline by their element and their words alone, 0 for what cannot
    be one."""
    levels, heading, weight, longest, least, longer = weights
    found = []
    for number in numbers:
        block = blocks[number]
        if block.hidden or not 2 <= len(block.text) <= longest:
            found.append(0.0)
            continue
        score = levels.get(block.level, heading) if block.kind == "heading" else 0.0
        text = key(block.text)
        if titles and len(text) >= least:
            score += max([overlap(text, title, longer) for title in titles]) * weight
        found.append(score)
    return found


_HAN_BYTES = bytes(range(0xE5, 0xEA))


def _is_mostly_han(text: str) -> bool:
    """Whether a text is Chinese beyond doubt, by the bytes of its UTF-8: it takes a tenth of the time of counting letters.

    U+5000 to U+9FFF, nearly all Han characters, are those that begin with the bytes E5 to E9; kana are those that begin
    with E3 and 81 to 83. Han characters are a part of the letters, so that these are enough where they are enough of all.
    """
    encoded = text.encode("utf-8", "replace")
    han = len(encoded) - len(encoded.translate(None, _HAN_BYTES))
    if han * 4 < len(text):
        return False
    kana = encoded.count(b"\xe3\x81") + encoded.count(b"\xe3\x82") + encoded.count(b"\xe3\x83")
    return kana * 10 < han


#: What is compiled does the same.
key = _key if compiled is None else compiled.key
is_sentence = _is_sentence if compiled is None else compiled.is_sentence
is_prose = _is_prose if compiled is None else compiled.is_prose
sum_weighted = _sum_weighted if compiled is None else compiled.sum_weighted
is_mostly_han = _is_mostly_han if compiled is None else compiled.is_mostly_han
score_lines = _score_lines if compiled is None else compiled.score_lines
like_titles = _like_titles if compiled is None else compiled.like_titles


def measure_blocks(blocks: Sequence[Block], hits: Sequence[Rule | None]) -> Measured:
    """Measure a page. ``hits`` are the rules that take its lines: those have no mass. Raises ValueError for another number of
    hits than of blocks."""
    return Measured(*(_measure_blocks if compiled is None else compiled.measure_blocks)(blocks, hits))
