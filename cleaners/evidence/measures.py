# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What is measured of every block of a page: its mass, whether it is prose, what it is compared by.

A block's *mass* is how much running Chinese text outside links it holds, with sentence punctuation as the sign of prose: the
measure behind Readability's comma score, applied to blocks. Compiled where there is a compiler (see CONTRIBUTING): the loops
stand once; only what looks at every character of a line has a form for each, since expressions are quicker in Python and
slower than a loop when compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaners.reading.lines import MIN_PROSE
from cleaners.reading.outline import Containers
from cleaners.reading.patterns import lazy
from cleaners.rules.rule import Effect, Rule
from cleaners.values import Block

if TYPE_CHECKING:
    from cleaners import _cython as cython
else:
    try:
        import cython
    except ImportError:
        from cleaners import _cython as cython

if cython.compiled:
    from cython.cimports.cleaners._python import (
        PyUnicode_2BYTE_KIND,
        PyUnicode_4BYTE_KIND,
        PyUnicode_DATA,
        PyUnicode_FromKindAndData,
        PyUnicode_KIND,
        has_case,
        untrack,
    )
    from cython.cimports.cpython.mem import PyMem_Free, PyMem_Malloc

_PUNCTUATION = lazy(r"[，。！？；：、,.!?;…”“]")
_SENTENCE = lazy(r"[。！？；…!?;]|[，,].*[，,]|\.\s|\.$")
_KEY = lazy(r"[\W_]+")
_MOMENT = lazy(r"\d[:：]\d\d|[钟时天]前")

#: A line that carries a time of day, as posts do, has at most so many characters.
MAX_MOMENT = 160

# Fields of a block by their places: to ask for one by its name takes ten times as long when compiled.
_TEXT = cython.declare(cython.Py_ssize_t, Block._fields.index("text"))
_KIND = cython.declare(cython.Py_ssize_t, Block._fields.index("kind"))
_LEVEL = cython.declare(cython.Py_ssize_t, Block._fields.index("level"))
_LINK_CHARS = cython.declare(cython.Py_ssize_t, Block._fields.index("link_chars"))
_HIDDEN = cython.declare(cython.Py_ssize_t, Block._fields.index("hidden"))
_MIN_PROSE = cython.declare(cython.Py_ssize_t, MIN_PROSE)
_LINE = cython.declare(object, Effect.LINE)
_MAX_MOMENT = cython.declare(cython.Py_ssize_t, MAX_MOMENT)


class Measured(NamedTuple):
    """Every block's mass, and the numbers of the running text, of the headings, and of the short lines that may carry a time
    of day."""

    masses: list[float]
    prose: list[int]
    headings: list[int]
    moments: list[int]


# --- what looks at every character of a line ---------------------------------------------------------------------------


def key(text: str) -> str:
    """A text for comparing headlines: word characters only, lower case."""
    if not cython.compiled:
        return _KEY.sub("", text).lower()
    size: cython.size_t = len(text)
    length: cython.Py_ssize_t = 0
    form: cython.pointer[cython.Py_UCS4]
    is_cased: cython.bint = False
    character: cython.Py_UCS4
    form = cython.cast(cython.pointer[cython.Py_UCS4], PyMem_Malloc((size + 1) * cython.sizeof(cython.Py_UCS4)))
    if form is cython.NULL:
        raise MemoryError
    try:
        for character in text:
            if "\u4e00" <= character <= "\u9fff" or character.isalnum():
                if "A" <= character <= "Z":
                    character = cython.cast(cython.Py_UCS4, cython.cast(cython.uint, character) + 0x20)
                elif character >= "\x80" and has_case(character):
                    is_cased = True
                form[length] = character
                length += 1
        found: str = PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, form, length)
        return found.lower() if is_cased else found
    finally:
        PyMem_Free(form)


@cython.ccall
@cython.exceptval(check=False)
def is_sentence(line: str) -> cython.bint:
    """Whether a line is long enough for running text and punctuated like sentences."""
    if len(line) < _MIN_PROSE:
        return False
    if not cython.compiled:
        return "。" in line or _SENTENCE.search(line) is not None
    has_comma: cython.bint = False
    is_behind_dot: cython.bint = False
    character: cython.Py_UCS4
    for character in line:
        if "\u4e00" <= character <= "\u9fff":
            is_behind_dot = False
        elif character in "。！？；…!?;" or (is_behind_dot and character.isspace()):
            return True
        else:
            if character in "，,":
                if has_comma:
                    return True
                has_comma = True
            elif character == "\n":
                has_comma = False
            is_behind_dot = character == "."
    return is_behind_dot


@cython.cfunc
@cython.exceptval(check=False)
def _count_marks(text: str) -> cython.Py_ssize_t:
    """Punctuation marks of the beginning of a line, counted to three: more make no difference."""
    marks: cython.Py_ssize_t = 0
    if not cython.compiled:
        text = text[:400]
        marks = text.count("，") + text.count("。")
        return 3 if marks >= 3 else min(3, len(_PUNCTUATION.findall(text)))
    size: cython.Py_ssize_t = 0
    character: cython.Py_UCS4
    for character in text:
        if character in "，。！？；：、,.!?;…”“":
            marks += 1
            if marks == 3:
                break
        size += 1  # noqa: SIM113
        if size == 400:
            break
    return marks


@cython.cfunc
@cython.exceptval(check=False)
def _may_have_moment(text: str, size: cython.Py_ssize_t) -> cython.bint:
    """Whether a line holds a colon or 前, as every moment does."""
    if not cython.compiled:
        return ":" in text or "：" in text or "前" in text
    if PyUnicode_KIND(text) != PyUnicode_2BYTE_KIND:
        return True
    # Without a way out of the loop, so that the compiler looks at eight characters at once.
    characters: cython.pointer[cython.ushort] = cython.cast(cython.pointer[cython.ushort], PyUnicode_DATA(text))
    found: cython.ushort = 0
    place: cython.Py_ssize_t
    for place in range(size):
        found |= (characters[place] == 0x3A) | (characters[place] == 0xFF1A) | (characters[place] == 0x524D)
    return found != 0


@cython.cfunc
@cython.exceptval(check=False)
def _has_moment(text: str) -> cython.bint:
    """Whether a short line may carry a time of day."""
    size: cython.Py_ssize_t = len(text)
    if size > _MAX_MOMENT or not _may_have_moment(text, size):
        return False
    if not cython.compiled:
        return _MOMENT.search(text) is not None
    place: cython.Py_ssize_t
    character: cython.Py_UCS4
    for place in range(1, size):
        character = text[place]
        if character in ":：":
            if (
                place + 2 < size
                and text[place - 1].isdecimal()
                and text[place + 1].isdecimal()
                and text[place + 2].isdecimal()
            ):
                return True
        elif character == "前" and text[place - 1] in "钟时天":
            return True
    return False


def is_mostly_han(text: str) -> bool:
    """Whether a text is Chinese beyond doubt.

    Han characters are a part of the letters, so that these are enough where they are enough of all; those of U+5000 to U+9FFF
    are nearly all. In Python they are counted by the bytes of UTF-8, a tenth of the time of an expression: they are those that
    begin with E5 to E9; kana begin with E3 and 81 to 83.
    """
    if not cython.compiled:
        encoded = text.encode("utf-8", "replace")
        han_bytes = len(encoded) - len(encoded.translate(None, _HAN_BYTES))
        kana_bytes = encoded.count(b"\xe3\x81") + encoded.count(b"\xe3\x82") + encoded.count(b"\xe3\x83")
        return han_bytes * 4 >= len(text) and kana_bytes * 10 < han_bytes
    han: cython.Py_ssize_t = 0
    kana: cython.Py_ssize_t = 0
    character: cython.Py_UCS4
    for character in text:
        han += "\u5000" <= character <= "\u9fff"
        kana += "\u3040" <= character <= "\u30ff"
    return han * 4 >= len(text) and kana * 10 < han


_HAN_BYTES = bytes(range(0xE5, 0xEA))


# --- what goes over the blocks ---------------------------------------------------------------------------------------


def is_prose(block: Block) -> bool:
    """Whether a block is running text: long enough, punctuated like sentences, and not made of links."""
    row: tuple[Any, ...] = cython.cast(tuple, block)
    text: str = row[_TEXT]
    link_chars: cython.Py_ssize_t = row[_LINK_CHARS]
    return link_chars * 2 <= len(text) and is_sentence(text)


@cython.cfunc
@cython.exceptval(check=False)
def _mass(text: str, link_chars: cython.Py_ssize_t) -> cython.double:
    """Running text of one visible line that is not made of links, in characters."""
    plain: cython.Py_ssize_t = len(text) - link_chars
    marks: cython.Py_ssize_t = _count_marks(text)
    if not marks:
        return plain * (0.3 if plain >= 12 else 0.1)
    return min(plain, 800) * min(1.0, 0.4 + 0.2 * marks)


def measure_blocks(blocks: tuple[Block, ...], hits: list[Rule | None]) -> Measured:
    """Measure a page. ``hits`` are the rules that take its lines: those have no mass. Raises ValueError for another number of
    hits than of blocks."""
    number: cython.Py_ssize_t
    count: cython.Py_ssize_t = len(blocks)
    link_chars: cython.Py_ssize_t
    mass: cython.double
    is_heading: cython.bint
    row: tuple[Any, ...]
    text: str
    if len(hits) != count:
        raise ValueError("as many hits as blocks are needed")
    found = Measured([0.0] * count, [], [], [])
    masses: list[float] = found.masses
    prose: list[int] = found.prose
    headings: list[int] = found.headings
    moments: list[int] = found.moments
    if cython.compiled:
        untrack(masses)
    for number in range(count):
        row = cython.cast(tuple, blocks[number])
        text = row[_TEXT]
        is_heading = row[_KIND] == "heading"
        if is_heading:
            headings.append(number)
        if _has_moment(text):
            moments.append(number)
        if hits[number] is None and not is_heading and row[_HIDDEN] is not True:
            link_chars = row[_LINK_CHARS]
            if link_chars * 2 <= len(text):
                mass = _mass(text, link_chars)
                masses[number] = mass
                if mass >= _MIN_PROSE:
                    prose.append(number)
    return found


def sum_weighted(
    hits: list[Rule | None], masses: list[float], start: cython.Py_ssize_t, thread: cython.Py_ssize_t
) -> list[float]:
    """The masses before each block and all, summed up by position: in full from ``start`` on, little before it, after the first
    tail heading, and from the block ``thread`` on, -1 where there is none."""
    number: cython.Py_ssize_t
    count: cython.Py_ssize_t = len(masses)
    sums: list[float] = [0.0] * (count + 1)
    total: cython.double = 0.0
    seen: cython.double = 0.0
    weight: cython.double = 1.0
    mass: cython.double
    if cython.compiled:
        untrack(sums)
    for number in range(count):
        mass = masses[number]
        if number < start:
            total += mass * 0.3
        else:
            hit = hits[number]
            if hit is not None and seen >= _MIN_PROSE and hit.effect is not _LINE:
                weight = min(weight, hit.weight_after)
            if number == thread:
                weight = 0.1
            seen += mass
            total += mass * weight
        sums[number + 1] = total
    return sums


@cython.cfunc
@cython.exceptval(-1)
def _opens_title(start: str, titles: list[str]) -> cython.bint:
    """Whether two characters, in lower case, stand in a title. Which small letter a `Σ` becomes depends on what follows: one
    that ends a word may stand inside another."""
    title: str
    for title in titles:
        if start in title:
            return True
        if start[1:] == "ς" and start[0] + "σ" in title:
            return True
    return False


@cython.cfunc
@cython.exceptval(check=False)
def _is_han(character: cython.Py_UCS4) -> cython.bint:
    return "\u4e00" <= character <= "\u9fff"


@cython.cfunc
@cython.exceptval(check=False)
def _place_of(first: cython.Py_UCS4, second: cython.Py_UCS4) -> cython.Py_ssize_t:
    """Where two characters are noted in a row of 4,096, roughly: others are noted there too."""
    return (ord(first) & 63) << 6 | (ord(second) & 63)


def like_titles(
    blocks: tuple[Block, ...],
    titles: list[str],
    signs: list[tuple[str, str, str]],
    least: float,
    shortest: cython.Py_ssize_t,
    longest: cython.Py_ssize_t,
) -> list[int]:
    """The numbers of the lines of ``least`` to ``longest`` characters that open with two characters of a title, or with what is
    no word, or that hold three signs and are as long as the shortest title."""
    number: cython.Py_ssize_t
    size: cython.Py_ssize_t
    row: tuple[Any, ...]
    text: str
    start: str
    title: str
    first: cython.Py_UCS4 = "\0"
    second: cython.Py_UCS4 = "\0"
    found: list[int] = []
    pairs: bytearray = bytearray(4096)
    for title in titles:
        for number in range(len(title) - 1):
            pairs[_place_of(title[number], title[number + 1])] = 1
    for number in range(len(blocks)):
        row = cython.cast(tuple, blocks[number])
        text = row[_TEXT]
        size = len(text)
        if not least <= size <= longest:
            continue
        if size > 1:
            first = text[0]
            second = text[1]
        if size > 1 and _is_han(first) and _is_han(second):
            if pairs[_place_of(first, second)] and _opens_title(text[:2], titles):
                found.append(number)
                continue
        else:
            start = text[:2].lower()[:2]
            if not start.isalnum() or _opens_title(start, titles):
                found.append(number)
                continue
        if size >= shortest and _has_signs(text, signs):
            found.append(number)
    return found


@cython.cfunc
@cython.exceptval(-1)
def _has_signs(text: str, signs: list[tuple[str, str, str]]) -> cython.bint:
    """Whether a line holds the three characters of a title; an empty one stands in every line."""
    one: str
    two: str
    three: str
    for one, two, three in signs:  # noqa: SIM110  a generator costs more than the look
        if one in text and two in text and three in text:
            return True
    return False


@cython.ccall
@cython.exceptval(-1)
def overlap(text: str, title: str, longer: cython.Py_ssize_t) -> cython.double:
    """How much of a title a line is, both as keys: 1 for the same text, more than half for a part of a title that is at most
    so many times longer, less for a line that holds it, 0 otherwise."""
    size: cython.Py_ssize_t = len(text)
    whole: cython.Py_ssize_t = len(title)
    if text == title:
        return 1.0
    if size <= whole:
        return 0.55 + 0.4 * size / whole if size * longer >= whole and text in title else 0.0
    return 0.2 + 0.5 * whole / size if whole * 2 >= size and title in text else 0.0


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


def score_lines(blocks: tuple[Block, ...], numbers: Sequence[int], titles: list[str], weights: Weights) -> list[float]:
    """How much the blocks of these numbers look like the headline by their element and their words alone, 0 for what cannot
    be one."""
    levels: dict[int, float] = weights.levels
    heading: cython.double = weights.heading
    weight: cython.double = weights.weight
    longest: cython.Py_ssize_t = weights.longest
    least: cython.Py_ssize_t = weights.least
    longer: cython.Py_ssize_t = weights.longer
    score: cython.double
    best: cython.double
    number: cython.Py_ssize_t
    row: tuple[Any, ...]
    text: str
    title: str
    found: list[float] = []
    for number in numbers:
        row = cython.cast(tuple, blocks[number])
        text = row[_TEXT]
        if row[_HIDDEN] is True or not 2 <= len(text) <= longest:
            found.append(0.0)
            continue
        score = levels.get(row[_LEVEL], heading) if row[_KIND] == "heading" else 0.0
        text = key(text)
        if len(text) >= least and titles:
            best = 0.0
            for title in titles:
                best = max(best, overlap(text, title, longer))
            score += best * weight
        found.append(score)
    return found


@cython.cclass
class Priors:
    """What the names of elements speak for, each class and id asked for once: ``tags`` by the tag, ``prior_of`` by class and
    id, the two multiplied and held between ``least`` and ``most``."""

    _tags: dict[str, float]
    _known: dict[str, float]
    _prior_of: Callable[[str], float]
    _least: cython.double
    _most: cython.double
    _remembered: cython.Py_ssize_t

    def __init__(
        self,
        tags: dict[str, float],
        prior_of: Callable[[str], float],
        least: float,
        most: float,
        remembered: cython.Py_ssize_t,
    ) -> None:
        """At most so many names are ``remembered``."""
        self._tags = tags
        self._prior_of = prior_of
        self._known = {}
        self._least = least
        self._most = most
        self._remembered = remembered

    @cython.ccall
    @cython.exceptval(-1)
    def prior(self, tag: str, names: str) -> cython.double:
        """What an element's tag, class and id speak for."""
        prior: cython.double = self._tags.get(tag, 1.0)
        if names:
            if names not in self._known:
                if len(self._known) >= self._remembered:
                    self._known.clear()
                self._known[names] = float(self._prior_of(names))
            prior *= self._known[names]
        return min(self._most, max(self._least, prior))


def descend(containers: Containers, sums: list[float], priors: Priors, dominance: float) -> int:
    """From the page down to the element that no child of dominates, by the sums of the masses before each block and all.

    Elements stand in document order, so that one pass meets the children of each. No two children dominate: one would hold
    more than half of the mass even with the best name.
    """
    parent: list[int] = containers.parent
    first: list[int] = containers.first
    end: list[int] = containers.end
    tag: list[str] = containers.tag
    names: list[str] = containers.names
    child: cython.Py_ssize_t
    current: cython.Py_ssize_t = 0
    above: cython.Py_ssize_t
    at: cython.Py_ssize_t = first[0]
    behind: cython.Py_ssize_t = end[0]
    own: cython.double
    size: cython.double
    mass: cython.double = sums[behind] - sums[at]
    for child in range(len(parent)):
        above = parent[child]
        if above != current:
            continue
        at = first[child]
        behind = end[child]
        own = sums[behind] - sums[at]
        size = own * priors.prior(tag[child], names[child]) if own * priors._most >= dominance * mass else 0.0
        if size > 0.0 and size >= dominance * mass:
            if behind - at <= 1:
                return current  # a single paragraph: its parent is the article
            current = child
            mass = own
    return current
