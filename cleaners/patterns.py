"""Regular expressions that are compiled when they are first used, and Chinese ones in a tenth of the time.

`re` spends two milliseconds on each ``[\\u4e00-\\u9fff]``: it sets up a map of the plane character by character, and throws it
away. The patterns of this package hold hundreds of such ranges, so that the first page took half a second. A range that is
marked to ignore case is passed by in that step and means the same, since no Han character has a case.
"""

from __future__ import annotations

import re
import re._compiler as regex_compiler  # type: ignore[import-not-found]
import re._constants as ops  # type: ignore[import-not-found]
import re._parser as regex_parser  # type: ignore[import-not-found]
from typing import Any, AnyStr, cast

#: Where no character has a case: from the radicals to the syllables of Yi, Hangul, and the compatibility ideographs.
_CASELESS = ((0x2E80, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF))
_LARGE = 256  # characters: smaller ranges cost nothing


def lazy(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """`re.compile`, put off until the first use: a mistake in the pattern shows only then (re.error)."""
    return cast("re.Pattern[AnyStr]", _Lazy(pattern, flags))


def compile_parsed(tree: Any) -> re.Pattern[str]:
    """The compiled form of a pattern that ``re._parser`` has parsed; the tree is changed on the way."""
    _pass_by(tree)
    return cast("re.Pattern[str]", regex_compiler.compile(tree))


class _Lazy:
    """Stands for a pattern; its methods become attributes as they are asked for, so that each is looked up once."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self._source = (pattern, flags)
        self._compiled: re.Pattern[Any] | None = None

    def __getattr__(self, name: str) -> Any:
        if self._compiled is None:
            pattern, flags = self._source
            self._compiled = compile_parsed(regex_parser.parse(pattern, flags))
        value = self._source[0] if name == "pattern" else getattr(self._compiled, name)
        self.__dict__[name] = value
        return value


def _pass_by(part: Any) -> None:
    """Mark the large ranges of caseless characters in a parsed pattern."""
    if isinstance(part, regex_parser.SubPattern):
        part = part.data
    for item in part:
        if isinstance(item, tuple) and item and item[0] is ops.IN:
            item[1][:] = [_marked(op, value) for op, value in item[1]]
        elif isinstance(item, (tuple, list, regex_parser.SubPattern)):
            _pass_by(item)


def _marked(op: Any, value: Any) -> tuple[Any, Any]:
    if op is ops.RANGE and value[1] - value[0] > _LARGE:
        for low, high in _CASELESS:
            if low <= value[0] and value[1] <= high:
                return ops.RANGE_UNI_IGNORE, value
    return op, value
