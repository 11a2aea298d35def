"""No expression of the library tries ways that multiply with the length of a line: each against runs of its own characters."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

import cleaners
from cleaners.reading.patterns import patterns_of_modules, written
from cleaners.rules import RULES

#: So many of one character: an expression that can part them in ways which double with each would not end, and one with six
#: runs beside each other that may share them would take minutes.
RUN = 40

#: Seconds of processor time after which an expression is given up; the slowest takes a thousandth.
LIMIT = 2.0

#: What runs in lines, beside the characters that an expression names.
USUAL = set(" 0a中.-:：/>，\u3000")


def expressions() -> list[tuple[str, int]]:
    for module in pkgutil.walk_packages(cleaners.__path__, "cleaners."):
        with suppress(ImportError):  # of an extra that is not installed
            importlib.import_module(module.name)
    found = {(pattern, flags) for pattern, flags in patterns_of_modules() if isinstance(pattern, str)}
    return sorted(found | {(rule.pattern, 0) for rule in RULES})


def characters_of(source: str) -> list[str]:
    """The signs that an expression names, and what runs in lines."""
    return sorted(USUAL | {sign for sign in source if not sign.isalnum() and sign not in "\\()[]{}?*+^$|"})


@contextmanager
def given_up_after(seconds: float) -> Iterator[None]:
    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def slow_run(source: str, flags: int) -> str | None:
    """A run of one character that an expression does not get through."""
    expression = re.compile(source, flags)
    for sign in characters_of(source):
        for line in (sign * RUN, sign * RUN + "!", sign * RUN + "中"):
            try:
                with given_up_after(LIMIT):
                    expression.search(line)
                    expression.fullmatch(line)
            except TimeoutError:
                return line
    return None


def test_no_expression_multiplies_its_ways() -> None:
    found = expressions()
    assert len(found) > 500
    assert {source: line for source, flags in found if (line := slow_run(written(source), flags)) is not None} == {}


@pytest.mark.parametrize("source", [r"(?:(?:-*>+|»)|/)+", r"\W*(?:[\d:.]+\W+){0,3}(?:[\d:.]+\W+){0,3}人"])
def test_one_that_does_is_found(source: str) -> None:
    assert slow_run(source, 0) is not None
