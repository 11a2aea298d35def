"""Which numbers nobody would miss: ``python -m tests.mutations [FOLDER|MODULE …]`` changes each number that decides, one at a time,
a step up and a step down, and lists the changes that no test notices.

The numbers are those of the module-level constants and rules of `cleaners.judgement`, `cleaners.evidence` and `cleaners.rules`. A
change is held against every fixture, against the shared cases where they are beside the checkout, and against the quick tests
that name the module, in a process that loads the module from its changed source; the files stay as they are. To be done in a
quarter of an hour and not in four, all numbers are watched once over all pages and tests (`tests.probes`): a change is tried where
it would decide otherwise, and those that nothing notices there are tried together on everything.

A number that is listed needs the nearest page on either side as a fixture, or it decides nothing and can go.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pickle
import re
import resource
import sys
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import Any

from tests.both_forms import ONE_SOURCE, AsSource
from tests.deciding_numbers import ROOT, Change, Number, Rewritten, changes_of, modules, numbers_of

CASES = ROOT.parent / "shared" / "cases"

#: Folders of quick tests that may notice a change, besides those at the top that name the module.
SUITES = ("judgement", "evidence", "rules", "record")

#: Seconds of CPU time after which a change that makes a loop endless counts as noticed.
LIMIT = 120

#: Changes that are tried together at most.
TOGETHER = 24

#: Pages and tests that are asked first about a change, of those on which it would decide otherwise.
MOST_ASKED = 200


def _load_rewritten(instead: Mapping[Number, str], *, in_python: bool) -> None:
    """From now on this process imports the changed modules; with ``in_python`` all that have one source in Python."""
    finders: list[MetaPathFinder] = [Rewritten(instead)] if instead else []
    if in_python:
        from tests import both_forms

        finders.append(AsSource())
        both_forms.in_python = importlib.import_module  # type: ignore[assignment]  # not the unchanged source beside it
    sys.meta_path[:0] = finders


def _load_watched(changes: Sequence[Change]) -> None:
    """From now on this process imports modules whose numbers are watched, and can be exchanged (`tests.probes`)."""
    instead: dict[Number, dict[str, float]] = {}
    for change in changes:
        instead.setdefault(change.number, {})[str(change)] = change.new
    call = '__import__("tests.probes", fromlist=["watch"]).watch'
    _load_rewritten(
        {number: f"{call}({number.value!r}, {others!r})" for number, others in instead.items()}, in_python=True
    )


def watch_everything(changes: Sequence[Change], tests: Sequence[str]) -> tuple[dict[str, list[str]], set[str]]:
    """For every change the first pages and tests on which it would decide otherwise, and the changes of numbers that cannot be
    exchanged. For a process of its own."""
    from tests import probes

    _load_watched(changes)
    for page in read_pages():
        probes.current = page.name
        page.clean()
    if tests:
        _run_tests(tests, lambda name: setattr(probes, "current", name), stop=False)
    return {change: sorted(names, key=_is_test)[:MOST_ASKED] for change, names in probes.flips.items()}, probes.unseen


def _is_test(name: str) -> tuple[bool, bool, str]:
    """By which names are sorted: the pages that were drawn for a number first, then other pages, then tests."""
    return ".py" in name, not name.startswith("nearest/"), name


def notice(changes: Sequence[Change], pages: Sequence[str] | None, tests: Sequence[str]) -> str:
    """What notices these changes: the name of a page or a test, or an error; "" if nothing does. Without a change, what is wrong
    anyway. Only the pages of these names are read, if names are given. For a process of its own."""
    in_python = any(change.number.module in ONE_SOURCE for change in changes)
    _load_rewritten({change.number: repr(change.new) for change in changes}, in_python=in_python)
    return _what_is_wrong(read_pages, pages, tests)


def notice_exchanged(
    changes: Sequence[Change], read: Callable[[], list[Any]], pages: Sequence[str] | None, tests: Sequence[str]
) -> str:
    """What notices these changes of watched numbers. For a process of its own, in which they are loaded."""
    from tests import probes

    probes.active = frozenset(map(str, changes))
    return _what_is_wrong(read, pages, tests)


def _what_is_wrong(read: Callable[[], list[Any]], pages: Sequence[str] | None, tests: Sequence[str]) -> str:
    try:
        from tests.fixture_pages import failures

        asked = (page for page in read() if pages is None or page.name in pages)
        wrong = next((page.name for page in asked if failures(page, page.clean())), None)
    except Exception as error:  # a rule whose proof fails is refused when it is imported
        return f"{type(error).__name__}: {' '.join(str(error).split())[:80]}"
    if wrong is not None:
        return str(wrong)
    failed = _run_tests(tests, lambda _: None, stop=True) if tests else []
    return failed[0] if failed else ""


def read_pages() -> list[Any]:
    """The fixtures, and the shared cases that are read as they should be."""
    from tests.fixture_pages import Page, all_pages, all_texts, nearest_pages

    shared = []
    for checks in sorted(CASES.glob("*/*/checks.toml")):
        for page in sorted(checks.parent.glob("page.*")):
            about = (
                tomllib.loads((checks.with_name(name)).read_text("utf-8")) for name in ("meta.toml", "checks.toml")
            )
            shared.append(Page(f"cases/{checks.parent.name}", page.read_bytes(), *about))
    return [*all_pages(), *all_texts(), *nearest_pages(), *shared]


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


def _run_tests(tests: Sequence[str], begins: Callable[[str], None], *, stop: bool) -> list[str]:
    """Run tests in this process; those that fail, at most the first with ``stop``. ``begins`` is told each before it runs."""
    import pytest

    failed: list[str] = []

    class Listener:
        def pytest_collectstart(self, collector: Any) -> None:
            begins(collector.nodeid)

        def pytest_runtest_setup(self, item: Any) -> None:
            begins(item.nodeid)

        def pytest_runtest_logreport(self, report: Any) -> None:
            if report.failed:
                failed.append(report.nodeid)

        def pytest_collectreport(self, report: Any) -> None:
            if report.failed:
                failed.append(report.nodeid)

    options = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--rootdir", str(ROOT), *(["-x"] if stop else [])]
    pytest.main([*options, *tests], plugins=[Listener()])
    return failed


def apart(ask: Callable[[], Any], limit: int) -> Any:
    """What a function gives in a process of its own; None if that does not end well, or in time. What is heavy and none of ours is
    loaded once, here."""
    for name in ("pytest", "hypothesis", "lxml.etree", "difflib"):
        importlib.import_module(name)
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        with suppress(BaseException), open(writing, "wb") as pipe:
            pickle.dump(ask(), pipe)
        os._exit(0)
    os.close(writing)
    with open(reading, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(answer) if answer else None  # noqa: S301  our own child


def ask(changes: Sequence[Change], pages: Sequence[str] | None = None, tests: Sequence[str] | None = None) -> str:
    """`notice` in a process of its own, by default of all pages and of the tests that name the modules."""
    if tests is None:
        tests = sorted({test for change in changes for test in tests_of(change.number.module)})
    found = apart(lambda: notice(changes, pages, tests), LIMIT * (1 if len(changes) < 2 else 10))
    return "the process ended" if found is None else str(found)


class Report:
    """Prints what becomes of changes, and counts."""

    def __init__(self, *, show_all: bool) -> None:
        self.show_all, self.unnoticed = show_all, 0

    def add(self, change: Change, found: str) -> None:
        """Print a change that nothing notices; one that something does only if all are wanted."""
        if not found:
            self.unnoticed += 1
            print(change, flush=True)
        elif self.show_all:
            print(f"    {change}  [{found}]", flush=True)


def try_out(changes: Sequence[Change], report: Report, *, quick: bool) -> None:
    """What becomes of every change: those of numbers that cannot be exchanged each in a process that loads the changed source, the
    others each where they would decide otherwise."""
    suites = [] if quick else [str(ROOT / "tests" / suite) for suite in SUITES]
    named = {test for change in changes for test in tests_of(change.number.module) if not quick}
    top = sorted(test for test in named if Path(test).parent.name == "tests")
    watched = [change for change in changes if ".rules." not in change.number.module]  # rules are kept by their numbers
    seen = apart(lambda: watch_everything(watched, [*suites, *top]), 15 * LIMIT) if watched else ({}, set())
    if seen is None:
        raise SystemExit("the numbers could not be watched")
    flips, unseen = seen
    exchanged = [change for change in watched if str(change) not in unseen]
    for change in changes:
        if change not in exchanged:
            report.add(change, ask([change], tests=[] if quick else None))
    if exchanged:
        _exchange(exchanged, flips, report, quick=quick)


def _exchange(changes: Sequence[Change], flips: Mapping[str, Sequence[str]], report: Report, *, quick: bool) -> None:
    """Try changes in forks of this process, which loads all modules once."""
    _load_watched(changes)
    pages = read_pages()

    def tried(several: Sequence[Change], names: Sequence[str] | None, tests: Sequence[str]) -> str:
        limit = LIMIT * (1 if len(several) < 2 else 10)
        found = apart(lambda: notice_exchanged(several, lambda: pages, names, tests), limit)
        return "the process ended" if found is None else str(found)

    left = []
    for change in changes:
        names = flips.get(str(change), [])
        if names and (found := tried([change], names, [name for name in names if ".py" in name])):
            report.add(change, found)
        else:
            left.append(change)
    if quick:
        for change in left:
            report.add(change, "")
        return
    for direction in (True, False):  # a number moves one way at a time
        going = [change for change in left if (change.new > change.number.value) is direction]
        for first in range(0, len(going), TOGETHER):
            sift(going[first : first + TOGETHER], report, tried)


def sift(changes: Sequence[Change], report: Report, tried: Callable[..., str]) -> None:
    """Changes that nothing should notice, together; if something does, each half by itself."""
    tests = sorted({test for change in changes for test in tests_of(change.number.module)})
    found = tried(changes, None, tests) if changes else ""
    if not found or len(changes) == 1:
        for change in changes:
            report.add(change, found)
        return
    middle = len(changes) // 2
    sift(changes[:middle], report, tried)
    sift(changes[middle:], report, tried)


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
    parser.add_argument("--quick", action="store_true", help="ask the pages alone, and believe what watching them says")
    parser.add_argument("--again", metavar="FILE", help="only the changes that the output of an earlier run lists")
    args = parser.parse_args()
    listed = None if args.again is None else read_listed(Path(args.again).read_text("utf-8"))
    if wrong := ask([]):
        print(f"nothing can be said: {wrong} is wrong without any change")
        return 1
    changes = [change for path in modules(args.chosen) for number in numbers_of(path) for change in changes_of(number)]
    if listed is not None:
        changes = [change for change in changes if name_of(change) in listed]
    started, report = time.monotonic(), Report(show_all=args.all)
    try_out(changes, report, quick=args.quick)
    limits = sum(1 for path in modules(args.chosen) for _ in numbers_of(path, limits=True))
    print(f"{report.unnoticed} of {len(changes)} changes noticed by no test, {time.monotonic() - started:.0f} s")
    print(f"{limits} limits of work beside them (LIMITS in tests/deciding_numbers.py)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
