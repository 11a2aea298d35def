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
    parts = kept.get((pattern, int(flags))) or parts_of(pattern, flags, tree)
    compiled_flags, code, groups, names, numbers = parts
    # What re.compile does at its end; the engine checks the code before it takes it.
    return cast("re.Pattern[AnyStr]", _sre.compile(pattern, compiled_flags, code, groups, names, numbers))


def parts_of(pattern: str | bytes, flags: int = 0, tree: Any = None) -> Parts:
    """What a pattern consists of when it is compiled. Raises re.error."""
    tree = regex_parser.parse(pattern, flags) if tree is None else tree
    _pass_by(tree)
    state = tree.state
    numbers: list[str | None] = [None] * state.groups
    for name, number in state.groupdict.items():
        numbers[number] = name
    code = _with_shared_numbers(regex_compiler._code(tree, 0))
    return int(state.flags), code, state.groups - 1, state.groupdict, tuple(numbers)


def _with_shared_numbers(code: list[int]) -> list[int]:
    """The same numbers, equal ones as one object: what is kept then holds references to it, and a start that reads a
    vocabulary of fifty thousand numbers makes a few hundred of them, in two thirds of the time."""
    one: dict[int, int] = {}
    return [one.setdefault(number, int(number)) for number in code]


def patterns_of_modules() -> list[tuple[str | bytes, int]]:
    """Every pattern that a module of this process has put off, with its flags."""
    return [(pattern, int(flags)) for pattern, flags in (one._source for one in _Lazy.made)]


class _Lazy:
    """Stands for a pattern; its methods become attributes as they are asked for, so that each is looked up once."""

    made: ClassVar[list[_Lazy]] = []

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.made.append(self)
        self._source = (pattern, flags)
        self._compiled: re.Pattern[Any] | None = None

    def __getattr__(self, name: str) -> Any:
        pattern, flags = self._source
        if name == "pattern":  # which patterns are made of one another by
            return pattern
        if self._compiled is None:
            self._compiled = compiled(pattern, flags)
        value = getattr(self._compiled, name)
        self.__dict__[name] = value
        return value


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
    """The items of a set, its caseless ranges last and in code of their own: behind an empty set, which the compiler takes as it
    is."""
    ranges = [value for op, value in items if _is_caseless(op, value)]
    if not ranges:
        return items
    code = [word for low, high in ranges for word in (ops.RANGE, low, high)]
    return [*(item for item in items if not _is_caseless(*item)), (ops.CHARSET, [*_EMPTY, *code])]


def _is_caseless(op: Any, value: Any) -> bool:
    return op is ops.RANGE and any(low <= value[0] and value[1] <= high for low, high in _CASELESS)
