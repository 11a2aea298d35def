"""The build with sanitizers finds what it is there for, and nothing in the modules as they are."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from cleaners.reading import segment
from tests import sanitizers
from tests.fuzz_targets import MOST_SEEDS, TARGETS, seeds_of
from tests.sanitized import inputs_of, proves_itself, run_watched
from tests.sanitizers import build, gcc

#: A row of a page that is written behind its end, as a slip in `Tape.add` would do it.
PLANTED = ("return &self.entries[self.count - 1]", "return &self.entries[self.count]")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("Cython")
    toolchain = gcc()
    if toolchain.problem is not None or sys.platform != "linux":
        pytest.skip(f"no sanitizers here: {toolchain.problem or sys.platform}")
    return build(tmp_path_factory.mktemp("sanitized"), toolchain)


@pytest.mark.slow
@pytest.mark.timeout(3_600)  # two dozen modules are compiled, on a machine that does other things too
def test_the_fixtures_and_mutated_pages_have_no_fault(built: Path, tmp_path: Path) -> None:
    assert proves_itself(built, gcc())
    outcome = run_watched(built, gcc(), [], 0, 200, tmp_path / "kept")
    assert outcome.faults == {}
    assert outcome.inputs == sum(1 for _ in inputs_of([], 0, 200))
    assert not (tmp_path / "kept").exists()


@pytest.mark.slow
@pytest.mark.timeout(3_600)
def test_a_planted_step_over_the_end_of_a_row_is_found(built: Path, tmp_path: Path) -> None:
    planted = tmp_path / "planted"
    shutil.copytree(built, planted, symlinks=True)
    tape = planted / "cleaners" / "reading" / "page" / "_tape.pyx"
    source = tape.read_text("utf-8")
    assert PLANTED[0] in source
    tape.write_text(source.replace(*PLANTED), "utf-8")
    sanitizers.compile_in(planted, gcc(), ["cleaners/reading/page/_tape.pyx"])
    outcome = run_watched(planted, gcc(), [], 0, 1, tmp_path / "kept", most=1)
    assert len(outcome.faults) == 1
    assert "heap-buffer-overflow" in next(iter(outcome.faults.values()))
    assert len(list((tmp_path / "kept").glob("*.bin"))) == 1


@pytest.mark.skipif(not segment.IS_COMPILED, reason="the modules that the targets call are not compiled here")
@pytest.mark.parametrize("target", TARGETS)
def test_the_first_inputs_of_every_fuzz_target_have_no_fault(target: str) -> None:
    seeds = seeds_of(target)
    assert 5 <= len(seeds) <= MOST_SEEDS
    for data in seeds[:: max(1, len(seeds) // 25)]:
        TARGETS[target](data)
