"""The values of a script's literals, and the effect of members, prefix operators and assignments on them.

`cleaners.reading.scripts.literals` reads the literals.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from cleaners.reading.patterns import lazy

_ESCAPE = lazy(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.S)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "", "\n": "", "\r\n": ""}
_INSERTED = lazy(r"\$\{[^{}]*+\}")
_STEP = lazy(r"\.\s*+([\w$]++)|\[\s*+(?:(\d++)|[\"']([^\"']*+)[\"'])")


#: Methods of a string that return a part of it.
_PARTS = frozenset(("slice", "substring", "substr"))


class Unknown(str):
    """A name without a known value, or the name of a call."""


class Method(NamedTuple):
    """A method of a value. A call of it gives the value itself, or a part of a string."""

    receiver: Any
    name: str = ""

    def called(self, arguments: list[Any]) -> Any:
        """The result of a call of it."""
        bounds = [plain(argument) for argument in arguments[:2]]
        if self.name in _PARTS and isinstance(self.receiver, str) and all(type(bound) is int for bound in bounds):
            return self.receiver[slice(*bounds)] if len(bounds) > 1 else self.receiver[bounds[0] if bounds else 0 :]
        return self.receiver


class Function(NamedTuple):
    """A function that may be called: its parameters, the position of its body, whether that is a single expression, and the
    variables that it can access."""

    parameters: tuple[str, ...]
    start: int
    end: int
    is_expression: bool
    seen: dict[str, Any]


def read_string(written: str) -> str:
    """The value of a quoted JavaScript string; surrogate pairs become one character. Expressions inserted into a template are
    left out."""
    inner = written[1:-1]
    if written[0] == "`" and "${" in inner:
        inner = _INSERTED.sub("", inner)
    if "\\" not in inner:
        return inner
    text = _ESCAPE.sub(_unescaped, inner)
    if any("\ud800" <= character <= "\udfff" for character in text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _unescaped(match: re.Match[str]) -> str:
    for group in (1, 2, 3):
        if match[group] is not None:
            number = int(match[group], 16)
            return chr(number) if number <= 0x10FFFF else "\ufffd"
    return _ESCAPED.get(match[4], match[4])


def plain(value: Any) -> Any:
    """A value, or None for a stand-in such as `Unknown`."""
    return None if isinstance(value, (Unknown, Method, Function)) else value


def prefixed(prefix: str, value: Any) -> Any:
    """The result of a prefix operator for a value."""
    value = plain(value)
    if prefix in ("void", "typeof", "delete"):
        return None
    if prefix.startswith("!"):
        return bool(value) is (len(prefix) % 2 == 0)
    if prefix == "-" and isinstance(value, (int, float)):
        return -value
    return value


def names_of(written: str) -> tuple[str, ...]:
    """The parameters in a function's source."""
    return tuple(name for part in written.split(",") if (name := part.strip()))


def member_of(value: Any, name: str) -> Any:
    """The member of a value that the name after a dot refers to."""
    if isinstance(value, Unknown):
        return Unknown(f"{value[-80:]}.{name}")
    if isinstance(value, dict) and name in value:
        return value[name]
    return Method(value.receiver if isinstance(value, Method) else value, name)


def item_of(value: Any, index: Any) -> Any:
    """The item of an object or list at an index; None if there is none."""
    if isinstance(value, dict):
        return value.get(index) if isinstance(index, (str, int)) else None
    if isinstance(value, list) and isinstance(index, int):
        return value[index] if 0 <= index < len(value) else None
    return None


def assign(seen: dict[str, Any], name: str, path: str, value: Any) -> None:
    """Assign a value to a name, or to a member of its value. A value that is no object or list has no members."""
    steps = [match[1] or match[3] or int(match[2] or 0) for match in _STEP.finditer(path)]
    if not steps:
        seen[name] = value
        return
    target = seen.get(name)
    for step in steps[:-1]:
        target = item_of(target, step)
    if isinstance(target, dict):
        target[steps[-1]] = value
    elif isinstance(target, list) and isinstance(steps[-1], int) and steps[-1] <= len(target):
        target[steps[-1] : steps[-1] + 1] = [value]
