"""``dute clean --format xlsx``: a row a source, read back by openpyxl."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

import pytest

from dute import cli
from tests.dute.test_clean_command import BODY, HEADLINE, HTML, run

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.html").write_text(HTML, "utf-8")
    (tmp_path / "pages" / "b.html").write_text("<title>404</title><p>您访问的页面不存在</p>", "utf-8")
    return tmp_path


def test_a_folder_becomes_a_workbook(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "clean", "pages", "nowhere.html", "--format", "xlsx", "-o", "out.xlsx") == (
        1,
        "",
        "dute: nowhere.html: no such file or directory\n",
    )
    heading, *found = openpyxl.load_workbook("out.xlsx").active.iter_rows(values_only=True)
    assert heading[:6] == ("read_from", "is_article", "date_published", "headline", "source", "authors")
    assert heading[-2:] == ("flags", "note")
    rows = [dict(zip(heading, row, strict=True)) for row in found]
    assert [row["read_from"] for row in rows] == ["pages/a.html", "pages/b.html"]
    assert (rows[0]["headline"], rows[0]["text"]) == (HEADLINE, BODY)
    assert isinstance(rows[0]["date_published"], datetime)
    assert "soft_404" in rows[1]["flags"]
    assert sorted(path.name for path in pages.iterdir()) == ["out.xlsx", "pages"]


@pytest.mark.parametrize("place", [[], ["-o", "-"], ["-o", "pipe"], ["-o", "pages"]])
def test_a_workbook_needs_a_file(place: list[str], pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(pages / "pipe")
    status, out, err = run(capsys, "clean", "pages", "--format", "xlsx", *place)
    assert (status, out, err) == (2, "", "dute: an Excel workbook needs a file: --output FILE\n")
    assert (pages / "pipe").is_fifo()


@pytest.mark.usefixtures("pages")
def test_without_the_extra_one_line_names_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert cli.main(["clean", "pages", "--format", "xlsx", "-o", "out.xlsx"]) == 2
    assert "pip install 'dute[xlsx]'" in capsys.readouterr().err
