"""Stands for Cython's names where Cython is not installed, as it is where nothing was compiled, and types them for mypy.

Modules in Cython's pure-Python mode are Python: compiled, they become the extension modules beside them, and where there is
none Python reads them as they are. The names below say something to the compiler only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

if TYPE_CHECKING:
    from typing import Self

_T = TypeVar("_T")

compiled = False
NULL = None

bint: TypeAlias = bool
double: TypeAlias = float
char: TypeAlias = int
uint: TypeAlias = int
ushort: TypeAlias = int
ulonglong: TypeAlias = int
size_t: TypeAlias = int
Py_ssize_t: TypeAlias = int
Py_UCS4: TypeAlias = str

if TYPE_CHECKING:

    class pointer(Generic[_T]):  # noqa: N801  of compiled code only, as are all that follow from it
        def __getitem__(self, place: int) -> _T: ...
        def __setitem__(self, place: int, value: Any) -> None: ...
        def __add__(self, places: int) -> Self: ...


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
