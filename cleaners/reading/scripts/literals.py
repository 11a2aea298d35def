"""Read JavaScript literals as values: objects, lists and strings as scripts write them, with the calls that wrap data.

Nothing is executed. The subset is what pages use for their data: bare keys, single quotes and templates, comments, trailing
commas, ``void 0`` and ``!0``, strings joined with ``+``, ``JSON.parse``, ``decodeURIComponent`` and ``atob`` of a string, a
function that is called immediately with the values of its parameters (Nuxt), and the ``data`` method of a component (Vue). Any
other name, call or operator has no value, or that of its first operand. The number of steps and the depth are limited, so that
the time for a script is proportional to its length, whatever it contains.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from cleaners.reading.patterns import lazy
from cleaners.reading.scripts.encoded import called
from cleaners.reading.scripts.values import (
    Function,
    Method,
    Unknown,
    assign,
    item_of,
    member_of,
    names_of,
    plain,
    prefixed,
    read_string,
)

#: Maximum nesting of values, and maximum number of steps (about one per token) of one reader: the largest measured state had
#: 41,000 values.
MAX_DEPTH, MAX_STEPS = 80, 250_000

#: Number of characters that count as one step when text is copied or split.
CHARS_A_STEP = 64

_SPACE = lazy(r"(?>(?:\s++|//[^\n]*+|/\*(?>(?:[^*]++|\*(?!/))*)(?:\*/|\Z)|<!--[^\n]*+|-->[^\n]*+)*)")
_STRING = lazy(r""""(?>(?:[^"\\]++|\\.)*)"|'(?>(?:[^'\\]++|\\.)*)'|`(?>(?:[^`\\]++|\\.)*)`""", re.S)
_NUMBER = lazy(r"0[xX][0-9a-fA-F]++|(?:\d++(?:\.\d*+)?|\.\d++)(?>(?:[eE][+-]?\d++)?)n?")
_NAME = lazy(r"[^\W\d][\w$]*+|\$[\w$]*+")
_FUNCTION = lazy(r"(?>(?:async\s++)?)function\b\s*+\*?+\s*+[\w$]*+\s*+\(([\w$\s,]*+)\)\s*+\{")
_ARROW = lazy(r"(?>(?:async\s++)?)(?:\(([\w$\s,]*+)\)|([A-Za-z_$][\w$]*+))\s*+=>\s*+(?>(\{)?)")
_OPERATOR = lazy(r"\|\||&&|\?\?|\?(?!\.)|===?|!==?|>>>?|<<|[<>]=?|\*\*?|[-+%&|^/]|(?:in|instanceof)\b")
_PREFIX = lazy(r"\.\.\.|[!~+-]+|(?:void|typeof|await|delete|yield)\b")
_MEMBER = lazy(r"\??\.\s*+([^\W\d][\w$]*+|\$[\w$]*+)|(?:\?\.)?\[")
_TARGET = lazy(
    r"((?:[^\W\d]|\$)[\w$]*+)((?>(?:\s*+\.\s*+[\w$]++|\[\s*+(?:\d++|\"[^\"\\]*+\"|'[^'\\]*+')\s*+\])*))\s*+=(?![=>])"
)
_DECLARED = lazy(r"(?:var|let|const)\b")
_PLAIN = lazy(r"[^\"'`/{}()\[\];]++")
_REGULAR = lazy(r"/(?>(?:[^/\\\[\n]++|\\.|\[(?>(?:[^\]\\\n]++|\\.)*)\])+)/")
#: The method of a component that returns its data.
_DATA = "data"
_BEFORE_REGULAR = frozenset("(,=:[!&|?{};\n")
_CONSTANTS: Mapping[str, Any] = {
    "true": True,
    "false": False,
    "null": None,
    "undefined": None,
    "NaN": None,
    "Infinity": None,
}


class UnreadableError(ValueError):
    """No literal at this position, or one beyond the limits."""


class Reader:
    """A reader for the literals of one script, with one limit on the steps of all of them."""

    def __init__(self, text: str, steps: int = MAX_STEPS) -> None:
        self._text = text
        self.steps = steps

    def read(self, place: int, names: Mapping[str, Any] | None = None) -> tuple[Any, int]:
        """The value at a position, and its end; ``names`` are the variables that have a value there. Raises UnreadableError."""
        try:
            value, end = self._expression(place, dict(names or {}), 0)
        except (RecursionError, IndexError, OverflowError, TypeError) as error:
            raise UnreadableError(str(error)) from None
        return plain(value), end

    # --- places ---

    def _count(self, steps: int = 1) -> None:
        self.steps -= steps
        if self.steps < 0:
            raise UnreadableError("more than is read")

    def _skip(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match is not None else at

    def _expect(self, character: str, at: int) -> int:
        at = self._skip(at)
        if not self._text.startswith(character, at):
            raise UnreadableError(f"no {character} at {at}")
        return at + 1

    # --- expressions ---

    def _expression(self, at: int, seen: dict[str, Any], depth: int) -> tuple[Any, int]:
        value, at = self._operand(at, seen, depth)
        while True:
            at = self._skip(at)
            operator = _OPERATOR.match(self._text, at)
            if operator is None or self._text.startswith("=>", at):
                return value, at
            self._count()
            other, at = (
                self._operand(operator.end(), seen, depth + 1)
                if operator[0] != "?"
                else self._choice(value, operator.end(), seen, depth)
            )
            value = self._combined(operator[0], value, other)

    def _choice(self, condition: Any, at: int, seen: dict[str, Any], depth: int) -> tuple[Any, int]:
        first, at = self._expression(at, seen, depth + 1)
        second, at = self._expression(self._expect(":", at), seen, depth + 1)
        return (first if plain(condition) else second), at

    def _combined(self, operator: str, value: Any, other: Any) -> Any:
        if operator == "?":
            return other
        if operator in ("||", "??"):
            return value if plain(value) else other
        if operator == "&&":
            return other
        if operator == "+" and isinstance(plain(value), str) and isinstance(plain(other), str):
            self._count((len(value) + len(other)) // CHARS_A_STEP)
            return value + other
        return value

    def _operand(self, at: int, seen: dict[str, Any], depth: int) -> tuple[Any, int]:
        self._count()
        if depth > MAX_DEPTH:
            raise UnreadableError("too deep")
        at = self._skip(at)
        prefix = _PREFIX.match(self._text, at)
        if prefix is not None:
            value, end = self._operand(prefix.end(), seen, depth + 1)
            return prefixed(prefix[0], value), end
        value, at = self._primary(at, seen, depth)
        return self._postfixed(value, at, seen, depth)

    def _primary(self, at: int, seen: dict[str, Any], depth: int) -> tuple[Any, int]:
        text = self._text
        character = text[at : at + 1]
        if character == "{":
            return self._object(at + 1, seen, depth)
        if character == "[":
            return self._list(at + 1, "]", seen, depth)
        if character and character in "\"'`":
            return self._string(at)
        if character.isdecimal() or character == ".":
            return self._number(at)
        if character == "/" and (regular := _REGULAR.match(text, at)) is not None:
            flags = _NAME.match(text, regular.end())
            return None, regular.end() if flags is None else flags.end()
        function = _FUNCTION.match(text, at)
        if function is not None:
            end = self._closing(function.end())
            return Function(names_of(function[1]), function.end(), end, False, seen), end + 1
        arrow = _ARROW.match(text, at)
        if arrow is not None:
            return self._arrow(arrow, seen, depth)
        if character == "(":
            values, end = self._list(at + 1, ")", seen, depth)
            return (values[-1] if values else None), end
        name = _NAME.match(text, at)
        if name is None:
            raise UnreadableError(f"no value at {at}")
        if name[0] == "new":
            value, end = self._operand(name.end(), seen, depth + 1)
            return value, end
        if name[0] in _CONSTANTS:
            return _CONSTANTS[name[0]], name.end()
        return seen.get(name[0], Unknown(name[0])), name.end()

    def _arrow(self, arrow: re.Match[str], seen: dict[str, Any], depth: int) -> tuple[Any, int]:
        parameters = names_of(arrow[1] if arrow[2] is None else arrow[2])
        if arrow[3] is not None:
            end = self._closing(arrow.end())
            return Function(parameters, arrow.end(), end, False, seen), end + 1
        _, end = self._expression(arrow.end(), seen, depth + 1)
        return Function(parameters, arrow.end(), end, True, seen), end

    def _postfixed(self, value: Any, at: int, seen: dict[str, Any], depth: int) -> tuple[Any, int]:
        text = self._text
        while True:
            end = self._skip(at)
            member = _MEMBER.match(text, end)
            if text.startswith("(", end):
                self._count()
                arguments, at = self._list(end + 1, ")", seen, depth)
                value = self._called(value, arguments, depth)
            elif member is not None and member[1] is not None:
                self._count()
                value, at = member_of(value, member[1]), member.end()
            elif member is not None:
                index, at = self._expression(member.end(), seen, depth + 1)
                value, at = item_of(value, plain(index)), self._expect("]", at)
            elif text.startswith(("++", "--"), end):
                at = end + 2
            else:
                return value, end

    # --- literals ---

    def _string(self, at: int) -> tuple[str, int]:
        match = _STRING.match(self._text, at)
        if match is None:
            raise UnreadableError("a string without an end")
        self._count((match.end() - at) // CHARS_A_STEP)
        return read_string(match[0]), match.end()

    def _number(self, at: int) -> tuple[Any, int]:
        match = _NUMBER.match(self._text, at)
        if match is None:
            raise UnreadableError(f"no number at {at}")
        written = match[0].rstrip("n")
        try:
            return (
                int(written, 0) if not set(".eE") & set(written) or written[:2] in ("0x", "0X") else float(written)
            ), match.end()
        except ValueError:
            return None, match.end()

    def _object(self, at: int, seen: dict[str, Any], depth: int) -> tuple[dict[str, Any], int]:
        found: dict[str, Any] = {}
        while True:
            at = self._skip(at)
            if self._text.startswith("}", at):
                return found, at + 1
            self._count()
            if self._text.startswith("...", at):
                value, at = self._expression(at + 3, seen, depth + 1)
                if isinstance(value, dict):
                    self._count(len(value))
                    found.update(value)
            else:
                key, at = self._key(at, seen, depth)
                value, at = self._member_value(key, at, seen, depth)
                if key == _DATA and isinstance(value, Function):
                    value = self._returned(value, [], depth + 1)
                found[key] = plain(value)
            at = self._skip(at)
            if self._text.startswith(",", at):
                at += 1
            elif not self._text.startswith("}", at):
                raise UnreadableError(f"no end of an object at {at}")

    def _key(self, at: int, seen: dict[str, Any], depth: int) -> tuple[str, int]:
        character = self._text[at : at + 1]
        if character and character in "\"'`":
            return self._string(at)
        if character == "[":
            value, at = self._expression(at + 1, seen, depth + 1)
            return str(plain(value)), self._expect("]", at)
        match = _NAME.match(self._text, at) or _NUMBER.match(self._text, at)
        if match is None:
            raise UnreadableError(f"no key at {at}")
        following = _NAME.match(self._text, self._skip(match.end()))
        if match[0] in ("get", "set", "async", "static") and following is not None:
            return following[0], following.end()
        return match[0], match.end()

    def _member_value(self, key: str, at: int, seen: dict[str, Any], depth: int) -> tuple[Any, int]:
        at = self._skip(at)
        if self._text.startswith(":", at):
            return self._expression(at + 1, seen, depth + 1)
        if self._text.startswith("(", at):  # a method
            start = self._expect("{", self._closing(at + 1) + 1)
            end = self._closing(start)
            return Function((), start, end, False, seen), end + 1
        return seen.get(key), at

    def _list(self, at: int, closing: str, seen: dict[str, Any], depth: int) -> tuple[list[Any], int]:
        found: list[Any] = []
        while True:
            at = self._skip(at)
            if self._text.startswith(closing, at):
                return found, at + 1
            self._count()
            if self._text.startswith(",", at):
                found.append(None)
                at += 1
                continue
            value, at = self._expression(at, seen, depth + 1)
            found.append(value if closing == ")" else plain(value))
            at = self._skip(at)
            if self._text.startswith(",", at):
                at += 1
            elif not self._text.startswith(closing, at):
                raise UnreadableError(f"no {closing} at {at}")

    # --- calls ---

    def _called(self, value: Any, arguments: list[Any], depth: int) -> Any:
        if isinstance(value, Function):
            return self._returned(value, arguments, depth + 1)
        if isinstance(value, Method):
            return value.called(arguments)
        first = next((found for argument in arguments if (found := plain(argument)) is not None), None)
        name = value.rsplit(".", 1)[-1] if isinstance(value, Unknown) else ""
        if isinstance(first, str):
            self._count(len(first) // CHARS_A_STEP)
            return self._parsed(first) if name in ("parse", "parseJSON") else called(name, first)
        return first

    def _parsed(self, text: str) -> Any:
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            inner = Reader(text, self.steps)
            try:
                return inner.read(0)[0]
            except UnreadableError:
                return None
            finally:
                self.steps = inner.steps

    def _returned(self, function: Function, arguments: list[Any], depth: int) -> Any:
        """The value returned by a function whose statements only assign values to names and members."""
        self._count(len(function.seen) + len(function.parameters))
        if depth > MAX_DEPTH:
            raise UnreadableError("too deep")
        missing = len(function.parameters) - len(arguments)
        values = [*map(plain, arguments), *([None] * max(0, missing))]
        seen = {**function.seen, **dict(zip(function.parameters, values, strict=False))}
        if function.is_expression:
            return self._expression(function.start, seen, depth)[0]
        at = function.start
        while (at := self._skip(at)) < function.end:
            self._count()
            if self._text.startswith("return", at):
                return self._expression(at + len("return"), seen, depth)[0]
            declared = _DECLARED.match(self._text, at)
            at = self._skip(declared.end()) if declared is not None else at
            target = _TARGET.match(self._text, at)
            if target is None:
                at = self._closing(at, ";") + 1
                continue
            value, at = self._expression(target.end(), seen, depth)
            assign(seen, target[1], target[2], plain(value))
            at = self._skip(at)
            at += self._text.startswith((";", ","), at)
        return None

    def _closing(self, at: int, also: str = "") -> int:
        """The position where the open bracket closes, or where the statement ends (at ``also``, or with its own block). Strings
        and comments are skipped."""
        text, depth = self._text, 0
        while at < len(text):
            self._count()
            character = text[at]
            if character in "{([":
                depth += 1
            elif character in "})]":
                depth -= 1
                if depth < 0 or (also and not depth and character == "}"):
                    return at
            elif character in "\"'`":
                string = _STRING.match(text, at)
                if string is None:
                    raise UnreadableError("a string without an end")
                at = string.end()
                continue
            elif character == "/":
                at = self._past_slash(at)
                continue
            elif character == also and not depth:
                return at
            else:
                plain = _PLAIN.match(text, at)
                at = plain.end() if plain is not None else at + 1
                continue
            at += 1
        raise UnreadableError("a bracket without an end")

    def _past_slash(self, at: int) -> int:
        end = self._skip(at)
        if end > at:
            return end
        before = self._text[max(0, at - 16) : at].rstrip(" \t")
        begins = not before or before[-1] in _BEFORE_REGULAR or before.endswith(("return", "typeof", "case"))
        regular = _REGULAR.match(self._text, at) if begins else None
        return regular.end() if regular is not None else at + 1
