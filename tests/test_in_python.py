"""Without compiled modules everything is the same, only slower."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cleaners.reading import segment
from tests.both_forms import ONE_SOURCE
from tests.in_python import COMPILED, outcomes
from tests.test_build import load_hook

ROOT = Path(__file__).resolve().parent.parent

needs_compiled = pytest.mark.skipif(not segment.IS_COMPILED, reason="there are no compiled modules here")


def assert_same(first: int, count: int) -> None:
    program = [sys.executable, "-m", "tests.in_python", str(first), str(count)]
    done = subprocess.run(program, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603
    in_python, compiled = json.loads(done.stdout), outcomes(first, count)
    assert [name for name in compiled if compiled[name] != in_python[name]] == []
    assert len(in_python) == len(compiled) > 2 * count + 50


@needs_compiled
def test_the_compiled_modules_clean_as_those_in_python() -> None:
    assert_same(0, 500)


@needs_compiled
@pytest.mark.fuzz
@pytest.mark.timeout(900)
def test_the_compiled_modules_clean_broken_pages_as_those_in_python() -> None:
    assert_same(1_000_000, 20_000)


def test_every_compiled_module_is_kept_out() -> None:
    assert {path.stem for path in (ROOT / "cleaners").rglob("*.pyx")} == set(COMPILED)
    assert {".".join(path.with_suffix("").parts) for path in load_hook().SOURCES if path.suffix == ".py"} == set(
        ONE_SOURCE
    )
