"""How a command that writes ends: its status, and the line that says what was wrong."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from dute.commands.output import status_of, write_text
from tests.conftest import ROOT


class StoreTroubleError(Exception):
    """A fault that a command knows."""


def raising(error: Exception) -> int:
    raise error


@pytest.mark.parametrize(
    ("error", "path", "said"),
    [
        (StoreTroubleError("news.db:\nno such file"), "out.html", "dute: news.db: no such file\n"),
        (OSError(28, "No space left on device"), "out.html", "dute: out.html: cannot write: No space left on device\n"),
        (OSError("odd"), None, "dute: standard output: cannot write: odd\n"),
        (FileExistsError(17, "File exists"), Path("folder"), "dute: folder: cannot write: File exists\n"),
    ],
)
def test_a_fault_is_one_line_and_status_1(
    error: Exception, path: str | Path | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status_of(lambda: raising(error), path, StoreTroubleError) == 1
    assert capsys.readouterr() == ("", said)


def test_the_status_of_what_went_well_is_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert [status_of(lambda status=status: status, None) for status in (0, 1, 3)] == [0, 1, 3]  # type: ignore[misc]
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "error", [BrokenPipeError(32, "Broken pipe"), StoreTroubleError("unforeseen"), ValueError("bug")]
)
def test_what_is_not_its_to_answer_goes_on(error: Exception) -> None:
    with pytest.raises(type(error)):
        status_of(lambda: raising(error), "out.html")


def test_a_text_is_written_whole_or_not_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert write_text(str(tmp_path / "a.txt"), "字\n") == 0
    assert (tmp_path / "a.txt").read_text("utf-8") == "字\n"
    assert write_text(str(tmp_path / "no" / "a.txt"), "字") == 1
    assert capsys.readouterr().err.endswith("no/a.txt: cannot write: No such file or directory\n")
    assert write_text("-", "字\n") == 0
    assert capsys.readouterr().out == "字\n"


def in_shell(command: str, where: str) -> subprocess.CompletedProcess[str]:
    """A command with its streams led elsewhere."""
    line = f"{shlex.quote(sys.executable)} -m dute {command} {where}"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(  # noqa: S602 - our own command
        line, shell=True, capture_output=True, encoding="utf-8", env=environment, check=False
    )


@pytest.mark.parametrize("command", ["rules", "--version", "explain docs/examples/page.html"])
@pytest.mark.parametrize(("where", "why"), [(">/dev/full", "No space left on device"), (">&-", "Bad file descriptor")])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_standard_output_that_takes_nothing(
    command: str, where: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    done = in_shell(command, where)
    assert (done.returncode, done.stderr) == (1, f"dute: standard output: cannot write: {why}\n")


def test_messages_for_a_closed_standard_error_are_no_output() -> None:
    done = in_shell("clean no-such-page.html", "2>&-")
    assert (done.returncode, done.stdout) == (1, "")
