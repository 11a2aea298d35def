"""The recipes for schedulers: units that systemd accepts, and commands that exist."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dute.cli import COMMANDS

ROOT = Path(__file__).parents[1]
UNITS = sorted((ROOT / "deploy" / "systemd").glob("*@.*"))


def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    assert len(UNITS) == 2
    for unit in UNITS:  # as instances, since it reads templates only in use
        shutil.copy(unit, tmp_path / unit.name.replace("@", "@dutenews"))
    files = [str(path) for path in tmp_path.iterdir()]
    done = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, encoding="utf-8", check=False)  # noqa: S603, S607
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_the_commands_that_are_named_exist(path: Path) -> None:
    named = set(re.findall(r"\bdute ([a-z]+)", path.read_text("utf-8")))
    assert named <= set(COMMANDS)
    assert bool(named) == (path.suffix == ".service")


def test_the_egg_names_the_settings() -> None:
    assert "settings = dute.settings" in (ROOT / "deploy" / "scrapyd" / "setup.py").read_text("utf-8")
