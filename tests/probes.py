"""Numbers that notice where another in their place would have decided otherwise: for `tests.mutations`, which then asks only those
pages and tests on which a change can matter.

A watched number is equal to the plain one in every way. What is reckoned with it is watched too, so that a comparison of twice the
number is seen. What is written into a pattern or turned into another kind of number is noted as used in a way that is not seen;
what indexes a sequence is not even noted, which is why `tests.mutations` proves what it concludes from silence.
"""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

#: What is being read now: the name of a page, of a test, or of a file of tests while it is collected.
current = ""

#: change -> what was being read when it would have decided otherwise.
flips: defaultdict[str, set[str]] = defaultdict(set)

#: Changes of numbers that were used in a way that cannot be watched.
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
    made = kind(plain)
    made.plain, made.instead = plain, instead
    return made


def _plain(value: Any) -> Any:
    return value.plain if isinstance(value, Watched) else value


def _outcomes(first: Any, second: Any, act: Callable[[Any, Any], Any]) -> dict[str, Any]:
    """What comes out under each change of either."""
    changes: dict[str, None] = {}
    for value in (first, second):
        if isinstance(value, Watched):
            changes |= dict.fromkeys(value.instead)

    def under(value: Any, change: str) -> Any:
        return value.instead.get(change, value.plain) if isinstance(value, Watched) else value

    return {change: act(under(first, change), under(second, change)) for change in changes}


def _comparing(act: Callable[[Any, Any], Any]) -> Any:
    def method(self: Any, other: Any) -> Any:
        if not isinstance(other, int | float):
            return NotImplemented
        found = act(self.plain, _plain(other))
        for change, outcome in _outcomes(self, other, act).items():
            if outcome != found:
                flips[change].add(current)
        return found

    return method


def _reckoning(act: Callable[[Any, Any], Any], *, reflected: bool) -> Any:
    def method(self: Any, other: Any) -> Any:
        if not isinstance(other, int | float):
            unseen.update(self.instead)  # a text or a list so many times
            return act(other, self.plain) if reflected else act(self.plain, other)
        first, second = (other, self) if reflected else (self, other)
        return watch(act(_plain(first), _plain(second)), _outcomes(first, second, act))

    return method


def _revealing(name: str, kind: type) -> Any:
    def method(self: Any, *arguments: Any) -> Any:
        unseen.update(self.instead)
        return getattr(kind, name)(self.plain, *arguments)

    return method


def _methods(kind: type) -> dict[str, Any]:
    made = {f"__{name}__": _comparing(getattr(operator, name)) for name in ("lt", "le", "gt", "ge", "eq", "ne")}
    for name in ("add", "sub", "mul", "truediv", "floordiv", "mod"):
        act = getattr(operator, name)
        made |= {f"__{name}__": _reckoning(act, reflected=False), f"__r{name}__": _reckoning(act, reflected=True)}
    revealing = (
        "__str__",
        "__repr__",
        "__format__",
        "__int__",
        "__float__",
        "__round__",
        "__pow__",
        "__rpow__",
        "__neg__",
    )
    return {
        **made,
        **{name: _revealing(name, kind) for name in revealing},
        "__hash__": kind.__hash__,
        "__reduce__": lambda self: (kind, (self.plain,)),
    }


WatchedInt: Any = type("WatchedInt", (Watched, int), _methods(int))
WatchedFloat: Any = type("WatchedFloat", (Watched, float), _methods(float))
