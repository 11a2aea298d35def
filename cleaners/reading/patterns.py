"""Regular expressions that are compiled when they are first used, and Chinese ones in a tenth of the time.

`re` spends two milliseconds on each ``[\\u4e00-\\u9fff]``: it sets up a map of the plane character by character, and throws it
away. The patterns of this package hold hundreds of such ranges, so that the first page took half a second. Ranges of characters
without a case are put where that step passes them by; the engine compares their bounds.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]
import re
import re._compiler as regex_compiler  # type: ignore[import-not-found]
import re._constants as ops  # type: ignore[import-not-found]
import re._parser as regex_parser  # type: ignore[import-not-found]
import sys
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, AnyStr, ClassVar, TypeAlias, cast

from cleaners.reading import kept

#: Flags, code, groups, the numbers of named groups, and the names of groups by number.
Parts: TypeAlias = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]

#: Where no character has a case: from the radicals to the syllables of Yi, Hangul, the compatibility ideographs, and the
#: two planes of ideographs.
_CASELESS = ((0x2E80, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0x2_0000, 0x3_FFFF))


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, put off until the first use: a mistake in the pattern shows only then (re.error)."""
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, flags))


def compiled(pattern: AnyStr, flags: int = 0, tree: Any = None) -> re.Pattern[AnyStr]:
    """A pattern, compiled, or as it was kept when the package was built (see `cleaners.reading.kept`).

    ``tree`` is what ``re._parser`` made of it, where the caller has it; it is changed on the way. Raises re.error.
    """
    found = kept.get(key_of(pattern, flags))
    parts = parts_of(pattern, flags, tree) if found is None else unpacked(found)
    compiled_flags, code, groups, names, numbers = parts
    # What re.compile does at its end; the engine checks the code before it takes it.
    return cast("re.Pattern[AnyStr]", _sre.compile(pattern, compiled_flags, code, groups, names, numbers))


#: What stands in many places of other patterns, by the number of the character that stands for it there, one of those that no
#: text holds; and how it is compiled, where that is another form.
_VOCABULARIES: dict[int, str] = {}
_QUICK: dict[int, Callable[[], str]] = {}
_FIRST_NAME = 0xFDD0


def vocabulary(pattern: str, quick: Callable[[], str] | None = None) -> str:
    """A character that stands for a pattern in others, but in no set: a rule that asks for a vocabulary in fifty places is then
    no longer than what it says, to be put together at the start and to be found among what was kept. ``quick`` gives a form
    for the engine that matches the same in the same order; it is asked for when a pattern is compiled."""
    name = _FIRST_NAME + len(_VOCABULARIES)
    _VOCABULARIES[name] = pattern
    if quick is not None:
        _QUICK[name] = quick
    return chr(name)


def written(pattern: str) -> str:
    """A pattern with its vocabularies where their names stand."""
    return pattern.translate(_VOCABULARIES)


def key_of(pattern: str | bytes, flags: int = 0) -> tuple[Any, ...]:
    """All that a compiled pattern follows from, by which it is kept."""
    named = [_sign_of(name) for name in _VOCABULARIES if chr(name) in pattern] if isinstance(pattern, str) else ()
    return pattern, int(flags), *named


@cache
def _sign_of(name: int) -> bytes:
    """What stands for a vocabulary in a key: fifty keys would each hold thousands of characters."""
    return kept.sign(_VOCABULARIES[name])


def _compiled_form(pattern: str) -> str:
    return written(pattern.translate({name: quick() for name, quick in _QUICK.items() if chr(name) in pattern}))


def parts_of(pattern: str | bytes, flags: int = 0, tree: Any = None) -> Parts:
    """What a pattern consists of when it is compiled. Raises re.error."""
    from cleaners.reading.signs import read_openings  # patterns are compiled when the package is built

    if tree is None:
        tree = regex_parser.parse(_compiled_form(pattern) if isinstance(pattern, str) else pattern, flags)
    openings = read_openings(tree)
    _pass_by(tree)
    state = tree.state
    numbers: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        numbers[number] = name
    code = _with_openings(regex_compiler._code(tree, 0), openings)
    return int(state.flags), code, state.groups - 1, state.groupdict, tuple(numbers)


#: Code of so many words is kept in pieces. Less of it is kept as it is, and read in half the time.
_LARGE = 20_000
#: Where a piece of code ends: at a word that makes, with the one before it, a number that this divides. A piece is then the same
#: wherever it stands, and has as many words on average. Pieces stand in rows that come again too, of a few of them.
_PIECE, _ROW = 64, 8


def packed(parts: Parts) -> tuple[Any, ...]:
    """Parts as they are kept: the code in bytes. Of a large one the different pieces, the different rows of them, and the order
    of the rows: a pattern with one vocabulary in ten places is a tenth as long, and its equal numbers are one object."""
    from array import array  # when the package is built

    flags, code, *rest = parts
    if len(code) < _LARGE:
        return flags, array("I", code).tobytes(), *rest
    pieces, order = _parted(_with_shared_numbers(code), _PIECE)
    return flags, (pieces, *_parted(order, _ROW)), *rest


def _parted(row: list[int], size: int) -> tuple[tuple[tuple[int, ...], ...], list[int]]:
    """The different pieces of a row of numbers, of about this size, and which of them follow each other in it."""
    ends = [n for n, (one, other) in enumerate(pairwise(row), 2) if _mixed(one, other) % size == 0]
    pieces: dict[tuple[int, ...], int] = {}
    order = [pieces.setdefault(tuple(row[start:end]), len(pieces)) for start, end in pairwise((0, *ends, len(row)))]
    return tuple(pieces), order


def _mixed(one: int, other: int) -> int:
    """A number that any bit of two others changes."""
    return (one * 0x9E37_79B1 + other * 0x9E38_9E38) >> 9


def unpacked(found: tuple[Any, ...]) -> Parts:
    """What `packed` was given."""
    flags, kept_code, groups, names, numbers = found
    if isinstance(kept_code, bytes):
        return flags, memoryview(kept_code).cast("I").tolist(), groups, names, numbers
    pieces, rows, order = kept_code
    return flags, _joined([_joined(pieces, row) for row in rows], order), groups, names, numbers


def _joined(pieces: Sequence[Sequence[int]], order: Sequence[int]) -> list[int]:
    code: list[int] = []
    for number in order:
        code += pieces[number]
    return code


#: A pattern's code begins with what a search may know of it: `INFO`, the words up to the pattern itself, bits that say which of
#: a prefix and a set of first characters follow, and the least and the most characters of a match.
_INFO_WORDS, _HAS_CHARSET = 5, 4
#: How many first characters are compared one by one, and how many need a map.
_FEW = 6
#: The last character of the plane that a map covers.
_PLANE = 0xFFFF


def _with_openings(code: list[int], openings: frozenset[str] | None) -> list[int]:
    """The code with the characters that a match can begin with, where the compiler found none: it looks no further than the
    first item. A search then runs over the others without trying the pattern."""
    if not openings or code[0] != ops.INFO or code[2] or not code[3]:
        return code
    charset = [*_set_of(openings), int(ops.FAILURE)]
    return [code[0], code[1] + len(charset), _HAS_CHARSET, *code[3:_INFO_WORDS], *charset, *code[_INFO_WORDS:]]


def _set_of(characters: frozenset[str]) -> list[int]:
    """The code of a set: its characters, or a map of the plane in blocks of 256 bits, equal ones once, and all of the other
    planes for any character there."""
    if len(characters) <= _FEW:
        return [word for character in sorted(characters) for word in (int(ops.LITERAL), ord(character))]
    blocks: dict[int, int] = {}
    for code in map(ord, characters):
        if code <= _PLANE:
            blocks[code >> 8] = blocks.get(code >> 8, 0) | 1 << (code & 0xFF)
    kinds = {bits: number for number, bits in enumerate(dict.fromkeys((0, *blocks.values())))}
    index = bytes(kinds[blocks.get(high, 0)] for high in range(256))
    return [
        int(ops.BIGCHARSET),
        len(kinds),
        *memoryview(index).cast("I"),
        *(bits >> place & 0xFFFF_FFFF for bits in kinds for place in range(0, 256, 32)),
        *((int(ops.RANGE), _PLANE + 1, sys.maxunicode) if max(characters) > chr(_PLANE) else ()),
    ]


def _with_shared_numbers(code: list[int]) -> list[int]:
    """The same numbers, equal ones as one object: what is kept then holds references to it, and a start that reads a
    vocabulary of fifty thousand numbers makes a few hundred of them, in two thirds of the time."""
    one: dict[int, int] = {}
    return [one.setdefault(number, int(number)) for number in code]


def patterns_of_modules() -> list[tuple[str | bytes, int]]:
    """Every pattern that a module of this process has put off, with its flags."""
    return [(pattern, int(flags)) for pattern, flags in (one._source for one in _Lazy.made)]


class _Lazy:
    """Stands for a pattern until it is asked for something; from then on a `_Made`."""

    made: ClassVar[list[_Lazy]] = []

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.made.append(self)
        self._source: tuple[Any, int] = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        pattern, flags = self._source
        if name == "pattern":  # which patterns are made of one another by
            return pattern
        made = compiled(pattern, flags)
        self.__dict__.update((one, getattr(made, one)) for one in _ATTRIBUTES)
        self.__class__ = _Made  # type: ignore[assignment]
        return getattr(self, name)


class _Made:
    """Stands for a compiled pattern, whose methods are its attributes. A class without ``__getattr__``: that one is asked first
    for each attribute, and takes as long as many a search."""


_ATTRIBUTES = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))


def _pass_by(tree: Any) -> None:
    """Put the ranges of caseless characters in a parsed pattern out of the compiler's sight."""
    for op, value in tree.data:
        if op is ops.IN:
            value[:] = _with_ranges_behind(value)
        elif op not in _PLAIN:
            _look_inside(value)


def _look_inside(value: Any) -> None:
    """The patterns in what stands beside an operator, however they are packed."""
    if isinstance(value, regex_parser.SubPattern):
        _pass_by(value)
    elif isinstance(value, (tuple, list)):
        for part in value:
            _look_inside(part)


#: Operators that hold no pattern: most of a vocabulary.
_PLAIN = frozenset({ops.LITERAL, ops.NOT_LITERAL, ops.ANY, ops.AT, ops.GROUPREF})


#: An empty set of the characters up to U+00FF, as the engine reads it.
_EMPTY = [0] * (256 // regex_compiler._CODEBITS)


def _with_ranges_behind(items: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """The items of a set, its caseless ranges, and a few caseless characters, last and in code of their own: behind an empty
    set, which the compiler takes as it is."""
    few = sum(op is ops.LITERAL for op, _ in items) <= _FEW_LITERALS
    behind = [item for item in items if _is_caseless(*item) and (few or item[0] is ops.RANGE)]
    if not behind:
        return items
    code = [word for op, value in behind for word in (op, *(value if op is ops.RANGE else (value,)))]
    return [*(item for item in items if item not in behind), (ops.CHARSET, [*_EMPTY, *code])]


#: So many characters of a set are compared one by one: the map of a plane that the compiler makes of three has a hundred words.
_FEW_LITERALS = 12


def _is_caseless(op: Any, value: Any) -> bool:
    if op not in (ops.RANGE, ops.LITERAL):
        return False
    first, last = value if op is ops.RANGE else (value, value)
    return any(low <= first and last <= high for low, high in _CASELESS)
