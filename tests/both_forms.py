"""Modules that stand once in Python and are compiled where there is a compiler: each of their two forms, for suites that run with both."""

from __future__ import annotations

import importlib
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent

#: The modules in Cython's pure-Python mode.
ONE_SOURCE = (
    *(f"cleaners.evidence.{name}" for name in ("masses", "moments", "prose", "sketch", "titles")),
    *(
        f"cleaners.judgement.second.{name}"
        for name in ("cards", "columns", "edges", "explained", "intruders", "look", "seen")
    ),
    *("cleaners.judgement.runs", "cleaners.judgement.signs", "cleaners.record.ledger", "cleaners.rules.index"),
)

NOT_COMPILED = "this module is not compiled here"


class AsSource(MetaPathFinder):
    """Loads the modules of one source as Python, whatever is compiled, and without Cython, as where neither is installed."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name == "cython":
            raise ImportError(name)
        return spec_from_file_location(name, source_of(name)) if name in ONE_SOURCE else None


def source_of(name: str) -> Path:
    return ROOT.joinpath(*name.split(".")).with_suffix(".py")


def is_compiled(module: ModuleType) -> bool:
    return not str(module.__file__).endswith(".py")


def in_python(name: str) -> ModuleType:
    """A module's form in Python, beside the one that is installed."""
    spec = spec_from_file_location(f"{name}_in_python", source_of(name))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    finder = AsSource()
    hidden = sys.modules.pop("cython", None)
    sys.meta_path.insert(0, finder)
    try:
        spec.loader.exec_module(module)
    finally:
        sys.meta_path.remove(finder)
        if hidden is not None:
            sys.modules["cython"] = hidden
    return module


def forms_of(name: str) -> list[Any]:
    """The parameters of a suite that runs with both forms; the compiled one is skipped where it is not here."""
    installed = importlib.import_module(name)
    skip = pytest.mark.skipif(not is_compiled(installed), reason=NOT_COMPILED)
    return [pytest.param(installed, id="compiled", marks=skip), pytest.param(in_python(name), id="in Python")]
