"""What is compiled here, and the warning of a compiled package that has fallen back to Python."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

from cleaners import compiled
from tests.conftest import ROOT

_CLEAN = (
    "from cleaners import clean, compiled; clean('<p>第一段。</p>'); import json; print(json.dumps(compiled.parts()))"
)

NAMES = [
    "cleaners.evidence.masses",
    "cleaners.evidence.moments",
    "cleaners.evidence.prose",
    "cleaners.evidence.sketch",
    "cleaners.evidence.titles",
    "cleaners.judgement.runs",
    "cleaners.judgement.second.cards",
    "cleaners.judgement.second.columns",
    "cleaners.judgement.second.edges",
    "cleaners.judgement.second.explained",
    "cleaners.judgement.second.intruders",
    "cleaners.judgement.second.look",
    "cleaners.judgement.second.seen",
    "cleaners.judgement.signs",
    "cleaners.reading._bytes",
    "cleaners.reading._sheets",
    "cleaners.reading.page._blocks",
    "cleaners.reading.page._collect",
    "cleaners.reading.page._events",
    "cleaners.reading.page._head",
    "cleaners.reading.page._hiding",
    "cleaners.reading.page._line",
    "cleaners.reading.page._nesting",
    "cleaners.reading.page._parser",
    "cleaners.reading.page._pictures",
    "cleaners.reading.page._tags",
    "cleaners.reading.page._tape",
    "cleaners.reading.page._walk",
    "cleaners.record.ledger",
    "cleaners.rules.index",
]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The library without its binaries."""
    shutil.copytree(
        ROOT / "cleaners", tmp_path / "cleaners", ignore=shutil.ignore_patterns("*.so", "*.pyd", "__pycache__")
    )
    return tmp_path


def cleaning(copy: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", _CLEAN], cwd=copy, env=environment, capture_output=True, text=True, check=True
    )


def test_every_part_is_named() -> None:
    assert list(compiled.parts()) == NAMES


def test_no_binary_is_older_than_its_source() -> None:
    stale = [
        str(binary.relative_to(ROOT))
        for suffix in EXTENSION_SUFFIXES
        for binary in (ROOT / "cleaners").rglob(f"*{suffix}")
        if binary.stat().st_mtime < _source_of(binary).stat().st_mtime
    ]
    assert stale == [], "run `python hatch_build.py`: Python takes the binary, not the source beside it"


def _source_of(binary: Path) -> Path:
    stem = binary.name.split(".")[0]
    sources = [binary.with_name(f"{stem}{ending}") for ending in (".pyx", ".py")]
    found = [source for source in sources if source.exists()]
    assert found, f"{binary} has no source: delete it"
    return found[0]


def test_a_package_that_was_never_compiled_says_nothing(copy: Path) -> None:
    done = cleaning(copy)
    assert done.stderr == ""
    assert done.stdout.count("it was not compiled") == len(NAMES)


def test_a_compiled_package_that_has_fallen_back_warns_once(copy: Path) -> None:
    for name in ("_tape", "_walk"):
        (copy / "cleaners" / "reading" / "page" / f"{name}{EXTENSION_SUFFIXES[0]}").write_bytes(b"no library")
    done = cleaning(copy)
    assert done.stderr.count("RuntimeWarning") == 1
    assert "cleaners.reading.page._tape: " in done.stderr
    assert "cleaners.reading.page._walk: " in done.stderr
    assert "_line" not in done.stderr


def test_a_package_that_was_compiled_for_another_python_says_so(copy: Path) -> None:
    (copy / "cleaners" / "reading" / "page" / "_walk.cpython-310-x86_64-linux-gnu.so").write_bytes(b"")
    done = cleaning(copy)
    assert done.stderr.count("RuntimeWarning") == 1
    assert "compiled for another Python: _walk.cpython-310-x86_64-linux-gnu.so" in done.stderr


def test_beside_another_lxml_the_reason_is_given(tmp_path: Path) -> None:
    if not (
        compiled._binaries("cleaners.reading.page._parser")
        and compiled.parts()["cleaners.reading.page._parser"] is None
    ):
        pytest.skip("nothing is compiled here")
    program = f"import lxml.etree; lxml.etree.__version__ = '5.9.0'; {_CLEAN}"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr.count("RuntimeWarning") == 1
    assert "cleaners.reading.page._parser: compiled for another lxml" in done.stderr
    assert '"cleaners.reading.page._line": null' in done.stdout
