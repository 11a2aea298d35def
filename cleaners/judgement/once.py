"""Attributes that are computed when they are first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")


class once(Generic[_T]):  # noqa: N801  a decorator, as `functools.cached_property` is
    """`functools.cached_property` without its lock: up to Python 3.11 that takes five times as long as the look at a small page
    which it stands before."""

    __slots__ = ("_compute", "_name")

    def __init__(self, compute: Callable[[Any], _T]) -> None:
        self._compute = compute
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, of: Any, owner: type | None = None) -> _T:
        value: _T = self._compute(of)
        of.__dict__[self._name] = value  # found before this is asked again
        return value
