"""Numbers that notice where another in their place would have decided otherwise, and that can be exchanged for it while they are in
use: for `tests.mutations`, which asks only those pages and tests about a change on which it can matter.

A watched number compares, reckons and indexes as the plain one does. What is reckoned with it is watched too, so that a comparison of
twice the number is seen. What indexes a sequence or bounds a range is noted as if it decided otherwise each time. What is used while
a module is loaded, or written into a pattern, cannot be exchanged afterwards, and is noted as such.
"""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

#: What is being read now: the name of a page, of a test, or of a file of tests while it is collected; empty while modules are loaded.
current = ""

#: The changes that are in force; none while numbers are watched.
active: frozenset[str] = frozenset()

#: change -> what was being read when it would have decided otherwise.
flips: defaultdict[str, set[str]] = defaultdict(set)

#: Changes of numbers that were used in a way in which they cannot be exchanged.
unseen: set[str] = set()


class Watched:
    """What the two kinds of watched numbers share: the number, and by the name of a change what would stand in its place."""

    plain: Any
    instead: Mapping[str, Any]


def watch(plain: Any, instead: Mapping[str, Any]) -> Any:
    """A number that is watched; anything else as it is."""
    kind = {int: WatchedInt, float: WatchedFloat}.get(type(plain))
    if kind is None:
        return plain
    made = kind(plain) if kind is WatchedFloat else kind()
    made.plain, made.instead = plain, instead
    return made


def _under(value: Any, change: str) -> Any:
    """A number under a change."""
    return value.instead.get(change, value.plain) if isinstance(value, Watched) else value


def _now(value: Any) -> Any:
    """A number under the changes that are in force."""
    if not isinstance(value, Watched):
        return value
    return (
        next((value.instead[change] for change in value.instead if change in active), value.plain)
        if active
        else value.plain
    )


def _outcomes(first: Any, second: Any, act: Callable[[Any, Any], Any]) -> dict[str, Any]:
    """What comes out under each change of either."""
    changes: dict[str, None] = {}
    for value in (first, second):
        if isinstance(value, Watched):
            changes |= dict.fromkeys(value.instead)
    return {change: act(_under(first, change), _under(second, change)) for change in changes}


def _plain(value: Any) -> Any:
    return value.plain if isinstance(value, Watched) else value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Watched)


def _note(changes: Iterable[str]) -> None:
    """Under these changes what is being read may be decided otherwise."""
    if not current:
        unseen.update(changes)
    for change in changes:
        flips[change].add(current)


def _comparing(act: Callable[[Any, Any], Any]) -> Any:
    def method(self: Any, other: Any) -> Any:
        if not _is_number(other):
            return NotImplemented
        found = act(_now(self), _now(other))
        if not active:
            others = {change for change, outcome in _outcomes(self, other, act).items() if outcome != found}
            _note(others)
        return found

    return method


def _reckoning(act: Callable[[Any, Any], Any], *, reflected: bool) -> Any:
    def method(self: Any, other: Any) -> Any:
        if not _is_number(other):  # a text or a list so many times
            _note(self.instead)
            return act(other, _now(self)) if reflected else act(_now(self), other)
        first, second = (other, self) if reflected else (self, other)
        return watch(act(_plain(first), _plain(second)), _outcomes(first, second, act))

    return method


def _revealing(name: str) -> Any:
    def method(self: Any, *arguments: Any) -> Any:
        _note(self.instead)
        return getattr(_now(self), name)(*arguments)

    return method


def _methods(kind: type) -> dict[str, Any]:
    made = {f"__{name}__": _comparing(getattr(operator, name)) for name in ("lt", "le", "gt", "ge", "eq", "ne")}
    for name in ("add", "sub", "mul", "truediv", "floordiv", "mod"):
        act = getattr(operator, name)
        made |= {f"__{name}__": _reckoning(act, reflected=False), f"__r{name}__": _reckoning(act, reflected=True)}
    revealing = "str repr format int float round pow rpow neg bool".split() + (["index"] if kind is int else [])
    return {
        **made,
        **{f"__{name}__": _revealing(f"__{name}__") for name in revealing},
        "__hash__": lambda self: hash(self.plain),
        "__reduce__": lambda self: (type(self.plain), (self.plain,)),
    }


#: No `int`: of one, what indexes a sequence or bounds a range would be read past `__index__`.
WatchedInt: Any = type("WatchedInt", (Watched,), _methods(int))
WatchedFloat: Any = type("WatchedFloat", (Watched, float), _methods(float))
