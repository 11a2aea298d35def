"""README: one page, whose commands are marked for ``.ci/run`` and whose figures are the manual's. Its examples run with those of the
manual (``test_manual.py``)."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.manual import DOCS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")

#: A page for one audience at a time; what is longer belongs into the manual.
MAX_LINES = 150


def test_readme_is_one_page() -> None:
    assert len(README.splitlines()) <= MAX_LINES


def test_the_figures_are_those_of_the_manual() -> None:
    told = "\n".join((DOCS / "explanation" / f"{name}.md").read_text("utf-8") for name in ("quality", "scale"))
    rows = [line.split("|")[1:-1] for line in README.split("## Figures")[1].split("\n\n")[1].splitlines()[2:]]
    assert rows
    for what, *cells, _ in rows:
        for figure in re.findall(r"\d[\d./]*(?: %)?", " ".join(cells)):
            assert re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d.])", told), f"{what.strip()}: {figure}"


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
