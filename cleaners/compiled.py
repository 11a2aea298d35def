"""Which parts of the library are compiled here, and why the others are not.

The same page gives the same outcome either way, several times slower in pure Python. So nobody would notice that a compiled
package has fallen back, for instance beside another lxml: it says so once, and ``dute --version`` says why.
"""

from __future__ import annotations

import importlib
import warnings
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

_PACKAGE = Path(__file__).parent


def parts() -> dict[str, str | None]:
    """Every part that can be compiled, by the name of its module: None if it is, else why it is not."""
    return {name: _problem(name) for name in sorted(_names())}


def warn_if_fallen_back() -> None:
    """One RuntimeWarning if binaries of this package were built and do not load here."""
    problems = {name: problem for name, problem in parts().items() if problem and _binaries(name)}
    if problems:
        reasons = "; ".join(f"{name}: {problem}" for name, problem in problems.items())
        warnings.warn(
            f"dute is compiled, but is running in pure Python here, several times slower ({reasons})",
            RuntimeWarning,
            stacklevel=2,
        )


def _names() -> set[str]:
    files = (
        *_PACKAGE.rglob("_*.pyx"),
        *filter(_speaks_to_cython, _PACKAGE.rglob("*.py")),
        *(file for suffix in EXTENSION_SUFFIXES for file in _PACKAGE.rglob(f"*{suffix}")),
    )
    return {
        ".".join((_PACKAGE.name, *file.relative_to(_PACKAGE).parts[:-1], file.name.split(".")[0])) for file in files
    }


def _speaks_to_cython(source: Path) -> bool:
    """Whether a module in Python is compiled where there is a compiler: its first line then says how."""
    with source.open("rb") as lines:
        return lines.readline().startswith(b"# cython:")


def _binaries(name: str) -> list[str]:
    """The names of the files that a part was compiled to, for any interpreter."""
    *folders, stem = name.split(".")[1:]
    beside = _PACKAGE.joinpath(*folders)
    return sorted(file.name for suffix in ("so", "pyd") for file in beside.glob(f"{stem}.*{suffix}"))


def _problem(name: str) -> str | None:
    binaries = _binaries(name)
    if not binaries:
        return "it was not compiled"
    if not {f"{name.rpartition('.')[2]}{suffix}" for suffix in EXTENSION_SUFFIXES} & {*binaries}:
        return f"it was compiled for another Python: {', '.join(binaries)}"
    try:
        importlib.import_module(name)
    except Exception as error:  # whatever stops it, the form in Python is taken
        return str(error) or type(error).__name__
    return None
