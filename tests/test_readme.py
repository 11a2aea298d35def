"""README: its examples give what it says, and its commands are marked for ``.ci/run``.

``python -m tests.test_readme`` writes what the commands print today into README; read the difference before you commit it.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from cleaners.article import Article, record
from cleaners.values import Label
from dute import cli

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")

_FILE = re.compile(r"<!-- file:(\S+) -->\n```\w+\n(.*?)```\n", re.S)
_CONSOLE = re.compile(r"```console\n\$ (.*?)\n(.*?)```\n", re.S)


@pytest.fixture
def example_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with the files that README shows."""
    files = _FILE.findall(README)
    assert files
    for name, content in files:
        (tmp_path / name).write_text(content, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("command", "shown"), [c for c in _CONSOLE.findall(README) if c[0] != "dute demo"])
def test_the_command_prints_what_readme_shows(
    command: str, shown: str, example_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, *arguments = shlex.split(command)
    assert name == "dute"
    assert cli.main(arguments) == 0
    assert capsys.readouterr().out == shown


def test_the_python_example_gives_what_readme_shows(example_folder: Path) -> None:
    example = doctest.DocTestParser().get_doctest(README.replace("```", "\n"), {}, "README.md", "README.md", 0)
    assert example.examples
    assert doctest.DocTestRunner(verbose=False).run(example).failed == 0


def test_readme_names_every_field_and_label() -> None:
    fields = README.split("## The record")[1].split("\n## ")[0]
    assert [key for key in record(Article()) if f"`{key}`" not in fields] == []
    labels = README.split("## Labels")[1].split("\n## ")[0]
    assert [label for label in Label if f"`{label}`" not in labels] == []
    assert [name for name in cli.COMMANDS if f"`dute {name}" not in README] == []


@pytest.mark.parametrize("mark", ["demo", "tests"])
def test_ci_runs_what_readme_marks(mark: str) -> None:
    found = re.findall(rf"<!-- ci:{mark} -->\n```sh\n(.*?)\n```", README, re.S)
    assert len(found) == 1
    assert "\n" not in found[0]  # one line: && in an earlier line would hide a failure from `bash -e`
    assert found[0].startswith("pip install ")
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    assert f"readme_command {mark}" in script
    function = script[script.index("readme_command() {") : script.index("\nrun() {")]
    read = subprocess.run(  # noqa: S603
        ["/bin/bash", "-euc", f'root=$1\n{function}\nreadme_command "$2"', "bash", str(ROOT), mark],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert read.stdout == found[0] + "\n"


def _rewrite(found: re.Match[str]) -> str:
    if found[1] == "dute demo":
        return found[0]
    arguments = shlex.split(found[1])[1:]
    shown = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "dute", *arguments],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        encoding="utf-8",
        check=True,
    )
    return f"```console\n$ {found[1]}\n{shown.stdout}```\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for file_name, content in _FILE.findall(README):
            Path(file_name).write_text(content, "utf-8")
        (ROOT / "README.md").write_text(_CONSOLE.sub(_rewrite, README), "utf-8")
