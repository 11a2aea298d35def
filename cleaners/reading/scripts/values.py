"""The values that a script's literals stand for, and what becomes of them under members, prefixes and assignments.

`cleaners.reading.scripts.literals` reads them.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from cleaners.reading.patterns import lazy

_ESCAPE = lazy(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|.))", re.S)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "", "\n": "", "\r\n": ""}
_INSERTED = lazy(r"\$\{[^{}]*+\}")
_STEP = lazy(r"\.\s*+([\w$]++)|\[\s*+(?:(\d++)|[\"']([^\"']*+)[\"'])")


#: Methods of a text that give a part of it.
_PARTS = frozenset(("slice", "substring", "substr"))


class Unknown(str):
    """A name that stands for nothing that is known, or a call's."""


class Method(NamedTuple):
    """A member of a value that is no data of it: a call of it is taken for the value, or the part of a text that it gives."""

    receiver: Any
    name: str = ""

    def called(self, arguments: list[Any]) -> Any:
        """What a call of it gives."""
        bounds = [plain(argument) for argument in arguments[:2]]
        if self.name in _PARTS and isinstance(self.receiver, str) and all(type(bound) is int for bound in bounds):
            return self.receiver[slice(*bounds)] if len(bounds) > 1 else self.receiver[bounds[0] if bounds else 0 :]
        return self.receiver


class Function(NamedTuple):
    """A function that may be called: its parameters, where its body stands, whether that is one expression, what it sees."""

    parameters: tuple[str, ...]
    start: int
    end: int
    is_expression: bool
    seen: dict[str, Any]


def read_string(written: str) -> str:
    """What a string of JavaScript holds, quotes and all; surrogates that make one character do so. What a template inserts
    is left out."""
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
    """A value without what only stands for one."""
    return None if isinstance(value, (Unknown, Method, Function)) else value


def prefixed(prefix: str, value: Any) -> Any:
    """A value behind an operator that stands before it."""
    value = plain(value)
    if prefix in ("void", "typeof", "delete"):
        return None
    if prefix.startswith("!"):
        return bool(value) is (len(prefix) % 2 == 0)
    if prefix == "-" and isinstance(value, (int, float)):
        return -value
    return value


def names_of(written: str) -> tuple[str, ...]:
    """The parameters of a function, as they are written."""
    return tuple(name for part in written.split(",") if (name := part.strip()))


def member_of(value: Any, name: str) -> Any:
    """What stands behind a dot."""
    if isinstance(value, Unknown):
        return Unknown(f"{value[-80:]}.{name}")
    if isinstance(value, dict) and name in value:
        return value[name]
    return Method(value.receiver if isinstance(value, Method) else value, name)


def item_of(value: Any, index: Any) -> Any:
    """What an object or a list has at an index; None without it."""
    if isinstance(value, dict):
        return value.get(index) if isinstance(index, (str, int)) else None
    if isinstance(value, list) and isinstance(index, int):
        return value[index] if 0 <= index < len(value) else None
    return None


def assign(seen: dict[str, Any], name: str, path: str, value: Any) -> None:
    """Give a name, or a member of what it stands for, its value; what is no object or list yet has no members."""
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
