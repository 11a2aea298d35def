"""Regular expressions that are compiled at first use, and in a tenth of the time if they contain Chinese ranges.

`re` spends two milliseconds on each ``[\\u4e00-\\u9fff]``: it builds a map of the plane character by character, and discards
it. The patterns of this package have hundreds of such ranges, which took half a second before the first page. Ranges of
characters without case are moved to a place where that step skips them; the engine compares their bounds instead.
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

#: Flags, code, number of groups, group numbers by name, and group names by number.
Parts: TypeAlias = tuple[int, list[int], int, dict[str, int], tuple[str | None, ...]]

#: Ranges of characters without case: from the radicals to the Yi syllables, Hangul, the compatibility ideographs, and the two
#: planes of ideographs.
_CASELESS = ((0x2E80, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0x2_0000, 0x3_FFFF))


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, deferred until first use: a mistake in the pattern is reported only then (re.error)."""
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, flags))


def compiled(pattern: AnyStr, flags: int = 0, tree: Any = None) -> re.Pattern[AnyStr]:
    """A compiled pattern, from the build-time cache if possible (see `cleaners.reading.kept`).

    ``tree`` is the result of ``re._parser`` for it, if the caller has it; it is modified. Raises re.error.
    """
    found = kept.get(key_of(pattern, flags))
    parts = parts_of(pattern, flags, tree) if found is None else unpacked(found)
    compiled_flags, code, groups, names, numbers = parts
    # The last step of re.compile; the engine validates the code.
    return cast("re.Pattern[AnyStr]", _sre.compile(pattern, compiled_flags, code, groups, names, numbers))


#: Patterns shared by many others, by the code point that stands for each in them, which no text contains; and the faster form
#: in which each is compiled, if there is one.
_VOCABULARIES: dict[int, str] = {}
_QUICK: dict[int, Callable[[], str]] = {}
_FIRST_NAME = 0xFDD0


def vocabulary(pattern: str, quick: Callable[[], str] | None = None) -> str:
    """A character that stands for a pattern inside other patterns, but not inside character sets. So a rule that uses a
    vocabulary in fifty places remains short, both when it is assembled at the start and as a key of the cache. ``quick``
    returns a faster form that matches the same alternatives in the same order; it is called when a pattern is compiled."""
    name = _FIRST_NAME + len(_VOCABULARIES)
    _VOCABULARIES[name] = pattern
    if quick is not None:
        _QUICK[name] = quick
    return chr(name)


def written(pattern: str) -> str:
    """A pattern with its vocabularies written out."""
    return pattern.translate(_VOCABULARIES)


def key_of(pattern: str | bytes, flags: int = 0) -> tuple[Any, ...]:
    """The cache key of a compiled pattern: everything that it depends on."""
    named = [_sign_of(name) for name in _VOCABULARIES if chr(name) in pattern] if isinstance(pattern, str) else ()
    return pattern, int(flags), *named


@cache
def _sign_of(name: int) -> bytes:
    """The hash of a vocabulary, for use in keys: otherwise fifty keys would each contain thousands of characters."""
    return kept.sign(_VOCABULARIES[name])


def _compiled_form(pattern: str) -> str:
    return written(pattern.translate({name: quick() for name, quick in _QUICK.items() if chr(name) in pattern}))


def parts_of(pattern: str | bytes, flags: int = 0, tree: Any = None) -> Parts:
    """The parts of a pattern after compilation. Raises re.error."""
    from cleaners.reading.signs import read_openings  # imported late: needed only to build the package

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


#: Minimum size of code that is stored in pieces, in words. Smaller code is stored as it is, and read in half the time.
_LARGE = 20_000
#: Average size of a piece of code, in words, and of a row of pieces, which also repeat. A piece ends at a word whose hash with
#: the previous word is divisible by its size (content-defined chunking), so that equal code is divided equally at any position.
_PIECE, _ROW = 64, 8


def packed(parts: Parts) -> tuple[Any, ...]:
    """Parts in the form in which they are cached, with the code as bytes. Large code is deduplicated: the distinct pieces, the
    distinct rows of pieces, and the order of the rows. A pattern with one vocabulary in ten places takes a tenth of the space,
    and its equal numbers are one object."""
    from array import array  # needed only to build the package

    flags, code, *rest = parts
    if len(code) < _LARGE:
        return flags, array("I", code).tobytes(), *rest
    pieces, order = _parted(_with_shared_numbers(code), _PIECE)
    return flags, (pieces, *_parted(order, _ROW)), *rest


def _parted(row: list[int], size: int) -> tuple[tuple[tuple[int, ...], ...], list[int]]:
    """The distinct pieces of a sequence of numbers, of this average size, and their order in the sequence."""
    ends = [n for n, (one, other) in enumerate(pairwise(row), 2) if _mixed(one, other) % size == 0]
    pieces: dict[tuple[int, ...], int] = {}
    order = [pieces.setdefault(tuple(row[start:end]), len(pieces)) for start, end in pairwise((0, *ends, len(row)))]
    return tuple(pieces), order


def _mixed(one: int, other: int) -> int:
    """A hash of two numbers that depends on every bit of them."""
    return (one * 0x9E37_79B1 + other * 0x9E38_9E38) >> 9


def unpacked(found: tuple[Any, ...]) -> Parts:
    """The inverse of `packed`."""
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


#: A pattern's code begins with hints for a search: `INFO`, the number of words up to the pattern itself, bits for the presence
#: of a prefix and of a set of first characters, and the minimum and maximum length of a match.
_INFO_WORDS, _HAS_CHARSET = 5, 4
#: Maximum number of first characters that are compared one by one; more need a map.
_FEW = 6
#: The last character of the plane covered by a map.
_PLANE = 0xFFFF


def _with_openings(code: list[int], openings: frozenset[str] | None) -> list[int]:
    """The code with the set of characters that can begin a match, if the compiler found none: it examines only the first item.
    A search then skips all other characters without trying the pattern."""
    if not openings or code[0] != ops.INFO or code[2] or not code[3]:
        return code
    charset = [*_set_of(openings), int(ops.FAILURE)]
    return [code[0], code[1] + len(charset), _HAS_CHARSET, *code[3:_INFO_WORDS], *charset, *code[_INFO_WORDS:]]


def _set_of(characters: frozenset[str]) -> list[int]:
    """The code of a character set: its characters, or a map of the basic plane in blocks of 256 bits, equal blocks stored once,
    and all characters of the other planes if the set contains any of them."""
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
    """The same numbers, with equal ones as one object: the cache then contains references to it, so that reading a vocabulary
    of fifty thousand numbers creates a few hundred of them, in two thirds of the time."""
    one: dict[int, int] = {}
    return [one.setdefault(number, int(number)) for number in code]


def patterns_of_modules() -> list[tuple[str | bytes, int]]:
    """Every pattern deferred by a module of this process, with its flags."""
    return [(pattern, int(flags)) for pattern, flags in (one._source for one in _Lazy.made)]


class _Lazy:
    """A stand-in for a pattern until its first use; then it becomes a `_Made`."""

    made: ClassVar[list[_Lazy]] = []

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.made.append(self)
        self._source: tuple[Any, int] = (pattern, flags)

    def __getattr__(self, name: str) -> Any:
        pattern, flags = self._source
        if name == "pattern":  # needs no compilation; modules use it to compose patterns
            return pattern
        made = compiled(pattern, flags)
        self.__dict__.update((one, getattr(made, one)) for one in _ATTRIBUTES)
        self.__class__ = _Made  # type: ignore[assignment]
        return getattr(self, name)


class _Made:
    """A stand-in for a compiled pattern, whose methods are its attributes. The class has no ``__getattr__``, which would be
    called for each attribute and take as long as many searches."""


_ATTRIBUTES = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))


def _pass_by(tree: Any) -> None:
    """Hide the ranges of caseless characters in a parsed pattern from the compiler."""
    for op, value in tree.data:
        if op is ops.IN:
            value[:] = _with_ranges_behind(value)
        elif op not in _PLAIN:
            _look_inside(value)


def _look_inside(value: Any) -> None:
    """Do the same for the patterns in an operator's argument, at any nesting."""
    if isinstance(value, regex_parser.SubPattern):
        _pass_by(value)
    elif isinstance(value, (tuple, list)):
        for part in value:
            _look_inside(part)


#: Operators without a pattern as argument: most of a vocabulary.
_PLAIN = frozenset({ops.LITERAL, ops.NOT_LITERAL, ops.ANY, ops.AT, ops.GROUPREF})


#: An empty set of the characters up to U+00FF, as the engine reads it.
_EMPTY = [0] * (256 // regex_compiler._CODEBITS)


def _with_ranges_behind(items: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """The items of a set, with its caseless ranges, and a few caseless characters, moved to the end as ready code after an
    empty set, which the compiler does not change."""
    few = sum(op is ops.LITERAL for op, _ in items) <= _FEW_LITERALS
    behind = [item for item in items if _is_caseless(*item) and (few or item[0] is ops.RANGE)]
    if not behind:
        return items
    code = [word for op, value in behind for word in (op, *(value if op is ops.RANGE else (value,)))]
    return [*(item for item in items if item not in behind), (ops.CHARSET, [*_EMPTY, *code])]


#: Maximum number of characters of a set that are compared one by one; the compiler's map of a plane for three of them has a
#: hundred words.
_FEW_LITERALS = 12


def _is_caseless(op: Any, value: Any) -> bool:
    if op not in (ops.RANGE, ops.LITERAL):
        return False
    first, last = value if op is ops.RANGE else (value, value)
    return any(low <= first and last <= high for low, high in _CASELESS)
