"""The demo ends with commands to try; each of them works."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from dute.cli import main


@pytest.mark.slow  # it crawls its site twice, in real time
def test_what_the_demo_suggests_can_be_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    command = [sys.executable, "-m", "dute", "demo", "--store", "我的 库.db"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout  # noqa: S603
    steps = shown.split("To look around in it:\n")[1].splitlines()
    assert [step.split("dute ")[1].split()[0] for step in steps] == ["find", "desk", "report", "export"]
    for step in steps:
        assert main(shlex.split("dute " + step.split("dute ")[1])[1:]) == 0, step
    made = {path.name for path in tmp_path.iterdir()}
    assert made == {"我的 库.db", "我的 库.db.lock", "desk.html", "report", "demo.xlsx"}
