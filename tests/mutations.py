"""Which numbers nobody would miss: ``python -m tests.mutations [FOLDER|MODULE …]`` changes each number that decides, one at a time,
a step up and a step down, and lists the changes that no test notices.

The numbers are those of the module-level constants and rules of `cleaners.judgement`, `cleaners.evidence` and `cleaners.rules`. A
change is held against every fixture, against the shared cases where they are beside the checkout, and against the quick tests
that name the module. Each has a process of its own, which loads the module from its changed source; the files stay as they are.

A number that is listed needs the nearest page on either side as a fixture, or it decides nothing and can go.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import os
import pickle
import re
import signal
import sys
import time
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.both_forms import ONE_SOURCE, AsSource

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = ROOT / "cleaners"
CASES = ROOT.parent / "shared" / "cases"
FOLDERS = ("judgement", "evidence", "rules")

#: Folders of quick tests that may notice a change, besides those at the top that name the module.
SUITES = ("judgement", "evidence", "rules", "record")

#: Seconds after which a change that makes a loop endless counts as noticed.
LIMIT = 120

#: Whole numbers up to this are counts, and move by one, as years do; larger ones are lengths, and move by a fifth, as shares and
#: weights do.
MAX_COUNT = 12
YEARS = range(1900, 2200)
STEP = 0.2

#: Names that decide nothing about a page: sizes of caches and of machine words, keys of hashes, versions, limits against hostile
#: input, which tests of their own hold.
NOT_DECIDING = frozenset(
    "REMEMBERED REMEMBERED_CHARS REMEMBERED_LINES _IN_MEMORY _HELD _PARTS _NOBODY _KEYS VERSION RECORD_VERSION SKETCH GRAM _RUN_BITS "
    "_WORD _FIRST _SECOND _FOLD _PIECE _HAN_BYTES _WAYS MAX_RULES MAX_JSON MAX_LOOSE CHINA ROLE_AHEAD ROLE_END _HALVES".split()
)


@dataclass(frozen=True)
class Number:
    """One number in the source: its module, the constant that it stands in (for a rule its name), and its place."""

    module: str
    name: str
    value: float
    line: int
    column: int
    end: int

    @property
    def path(self) -> Path:
        return ROOT.joinpath(*self.module.split(".")).with_suffix(".py")


@dataclass(frozen=True)
class Change:
    """A number and what stands in its place."""

    number: Number
    new: float

    def __str__(self) -> str:
        of = self.number
        return f"{of.path.relative_to(ROOT)}:{of.line} {of.name}: {of.value:g} → {self.new:g}"


def numbers_of(path: Path) -> Iterator[Number]:
    """The numbers that decide in a module."""
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from _numbers_in(module, _names_of(targets), node.value)


def _names_of(targets: Sequence[ast.expr]) -> list[str]:
    return [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]


def _numbers_in(module: str, names: list[str], value: ast.expr) -> Iterator[Number]:
    """The numbers of an assignment: of a tuple to several names each its own, of rules under the rules' names."""
    if isinstance(value, ast.Tuple) and len(names) == len(value.elts) > 1:
        for name, part in zip(names, value.elts, strict=True):
            yield from _numbers_in(module, [name], part)
        return
    if NOT_DECIDING.intersection(names):
        return
    for inner, name in _named_parts(value, ", ".join(names)):
        sign = -1 if isinstance(inner, ast.UnaryOp) else 1
        constant = inner.operand if isinstance(inner, ast.UnaryOp) else inner
        assert isinstance(constant, ast.Constant)
        assert isinstance(constant.value, int | float)
        assert inner.end_col_offset is not None
        yield Number(module, name, sign * constant.value, inner.lineno, inner.col_offset, inner.end_col_offset)


def _named_parts(node: ast.AST, name: str) -> Iterator[tuple[ast.expr, str]]:
    """The numbers below a node, each with the name of its rule, key or constant."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and _is_number(node.operand):
        yield node, name
    elif isinstance(node, ast.Constant):
        if _is_number(node):
            yield node, name
    elif isinstance(node, ast.Call) and ast.unparse(node.func) == "Rule" and isinstance(node.args[0], ast.Constant):
        for part in ast.iter_child_nodes(node):
            yield from _named_parts(part, str(node.args[0].value))
    elif isinstance(node, ast.Dict):
        for key, part in zip(node.keys, node.values, strict=True):
            yield from _named_parts(part, f"{name}[{ast.unparse(key) if key is not None else ''}]"[:60])
    else:
        for part in ast.iter_child_nodes(node):
            yield from _named_parts(part, name)


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float) and abs(node.value) > 1e-3


def changes_of(number: Number) -> list[Change]:
    """A step up and a step down; a share stays at most 1."""
    value = number.value
    if isinstance(value, int):
        step = 1 if abs(value) <= MAX_COUNT or value in YEARS else round(abs(value) * STEP)
        return [Change(number, value + step), Change(number, value - step)]
    up = round(value * (1 + STEP), 4)
    return [Change(number, min(up, 1.0) if value < 1 else up), Change(number, round(value * (1 - STEP), 4))]


def changed_source(change: Change) -> str:
    """The source of the module with the change in it."""
    number = change.number
    lines = number.path.read_text("utf-8").splitlines(keepends=True)
    line = lines[number.line - 1].encode()
    lines[number.line - 1] = (line[: number.column] + repr(change.new).encode() + line[number.end :]).decode()
    return "".join(lines)


class Mutant(MetaPathFinder, Loader):
    """Loads one module from a changed source, in Python, whatever is compiled."""

    def __init__(self, change: Change) -> None:
        self.name, self.path = change.number.module, str(change.number.path)
        self.source = changed_source(change)

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name not in (self.name, self.name.removesuffix(".__init__")):
            return None
        is_package = self.name.endswith(".__init__")
        spec = spec_from_loader(name, self, origin=self.path, is_package=is_package)
        assert spec is not None
        if is_package:
            spec.submodule_search_locations = [str(Path(self.path).parent)]
        return spec

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = self.path
        exec(compile(self.source, self.path, "exec"), module.__dict__)  # noqa: S102


def notice(change: Change | None, first: Sequence[str], tests: Sequence[str]) -> str:
    """What notices a change: the name of a page or a test, or an error; "" if nothing does. Without a change, what is wrong anyway.
    Pages called ``first`` are asked before the others. For a process of its own."""
    if change is not None:
        finders: list[MetaPathFinder] = [Mutant(change)]
        if change.number.module in ONE_SOURCE:
            finders.append(AsSource())
        sys.meta_path[:0] = finders
    try:
        from tests.fixture_pages import failures

        pages = sorted(read_pages(), key=lambda page: first.index(page.name) if page.name in first else len(first))
        wrong = next((page.name for page in pages if failures(page, page.clean())), None)
    except Exception as error:  # a rule whose proof fails is refused when it is imported
        return f"{type(error).__name__}: {' '.join(str(error).split())[:80]}"
    return wrong if wrong is not None else _failing_test(change, tests)


def read_pages() -> list[Any]:
    """The fixtures, and the shared cases that are read as they should be."""
    from tests.fixture_pages import Page, all_pages, all_texts

    shared = []
    for checks in sorted(CASES.glob("*/*/checks.toml")):
        for page in sorted(checks.parent.glob("page.*")):
            about = (
                tomllib.loads((checks.with_name(name)).read_text("utf-8")) for name in ("meta.toml", "checks.toml")
            )
            shared.append(Page(f"cases/{checks.parent.name}", page.read_bytes(), *about))
    return [*all_pages(), *all_texts(), *shared]


def tests_of(module: str) -> list[str]:
    """The files of quick tests that name a module."""
    stem = module.rpartition(".")[2]
    top = [
        path
        for path in (ROOT / "tests").glob("test_*.py")
        if path.stem not in ("test_architecture", "test_contributing")
    ]
    below = [path for suite in SUITES for path in (ROOT / "tests" / suite).rglob("test_*.py")]
    return [
        str(path)
        for path in sorted(below + top)
        if path.stem == f"test_{stem}" or (path in below and module in path.read_text("utf-8"))
    ]


def _failing_test(change: Change | None, tests: Sequence[str]) -> str:
    """The first test that fails; "" if none does."""
    import pytest

    from tests import both_forms

    if change is not None and change.number.module in ONE_SOURCE:
        both_forms.in_python = importlib.import_module  # type: ignore[assignment]  # not the unchanged source beside it
    failed: list[str] = []

    class Listener:
        def pytest_runtest_logreport(self, report: Any) -> None:
            if report.failed:
                failed.append(report.nodeid)

        def pytest_collectreport(self, report: Any) -> None:
            if report.failed:
                failed.append(report.nodeid)

    if tests:
        pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *tests], plugins=[Listener()])
    return failed[0] if failed else ""


def ask(change: Change | None, first: Sequence[str], tests: Sequence[str]) -> str:
    """`notice` in a process of its own. What is heavy and none of ours is loaded once, here."""
    for name in ("pytest", "hypothesis", "lxml.etree", "difflib"):
        importlib.import_module(name)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        with suppress(BaseException):
            found = notice(change, first, tests)
            os.write(writing, pickle.dumps(found))
        os._exit(0)
    os.close(writing)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(LIMIT)
    with open(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    signal.alarm(0)
    return pickle.loads(answer) if answer else "the process ended"  # noqa: S301  our own child


def modules(chosen: Sequence[str]) -> list[Path]:
    """The modules of the folders, or those that are named, as ``judgement/walls``."""
    paths = [path for folder in FOLDERS for path in sorted((LIBRARY / folder).rglob("*.py"))]
    if not chosen:
        return paths
    names = [path.relative_to(LIBRARY).with_suffix("").as_posix() for path in paths]
    return [
        path
        for path, name in zip(paths, names, strict=True)
        if any(f"{name}/".startswith(f"{one.rstrip('/')}/") for one in chosen)
    ]


_LISTED = re.compile(r"^(\S+):\d+ (.*)$")


def name_of(change: Change) -> tuple[str, str]:
    """A change by its file and its words, without the line, which moves."""
    found = _LISTED.match(str(change))
    assert found is not None
    return found[1], found[2]


def read_listed(text: str) -> set[tuple[str, str]]:
    """The changes that a run printed as noticed by no test."""
    return {(found[1], found[2]) for found in map(_LISTED.match, text.splitlines()) if found is not None}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("chosen", nargs="*", metavar="FOLDER|MODULE", help="as judgement or evidence/dates (all)")
    parser.add_argument("--all", action="store_true", help="also print what noticed the others")
    parser.add_argument("--again", metavar="FILE", help="only the changes that the output of an earlier run lists")
    args = parser.parse_args()
    listed = None if args.again is None else read_listed(Path(args.again).read_text("utf-8"))
    if wrong := ask(None, (), ()):
        print(f"nothing can be said: {wrong} is wrong without any change")
        return 1
    numbers = [number for path in modules(args.chosen) for number in numbers_of(path)]
    changes = [change for number in numbers for change in changes_of(number)]
    if listed is not None:
        changes = [change for change in changes if name_of(change) in listed]
    first: list[str] = []
    unnoticed, started = 0, time.monotonic()
    for change in changes:
        found = ask(change, first, tests_of(change.number.module))
        if found:
            first = [found, *(name for name in first if name != found)][:50]
            if args.all:
                print(f"    {change}  [{found}]", flush=True)
        else:
            unnoticed += 1
            print(change, flush=True)
    print(f"{unnoticed} of {len(changes)} changes noticed by no test, {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
