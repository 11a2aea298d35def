"""Stands for Cython's names where Cython is not installed, as it is where nothing was compiled, and types them for mypy.

Modules in Cython's pure-Python mode are Python: compiled, they become the extension modules beside them, and where there is
none Python reads them as they are. The names below say something to the compiler only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

_T = TypeVar("_T")

compiled = False
NULL = None

bint: TypeAlias = bool
double: TypeAlias = float
uint: TypeAlias = int
ushort: TypeAlias = int
size_t: TypeAlias = int
Py_ssize_t: TypeAlias = int
Py_UCS4: TypeAlias = str
pointer: TypeAlias = list


def cfunc(function: _T) -> _T:
    """In C only: Python code elsewhere cannot call it."""
    return function


ccall = cclass = inline = cfunc


def exceptval(value: Any = None, *, check: bool = True) -> Callable[[_T], _T]:
    """What a function in C gives where it raises."""
    return cfunc


def declare(kind: Any, value: Any = None) -> Any:
    """A name of this type in C."""
    return value


def cast(kind: Any, value: Any) -> Any:
    """The same value as this type."""
    return value


def sizeof(kind: Any) -> Any:
    """Of compiled code only."""
    raise NotImplementedError
