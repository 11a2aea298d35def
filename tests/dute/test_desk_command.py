"""``dute desk``: one file, and what cannot be shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.store import open_store
from dute import cli
from tests.stored_articles import keep_article


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "s.db"
    made = open_store(str(path))
    keep_article(made, 1, "古井又有水了。", "古井又有水", date_published="2025-03-10T08:30:00+08:00")
    made.close()
    return path


def test_the_command_writes_one_file(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "desk.html"
    assert cli.main(["desk", "--store", str(store), "--until", "2025-03-31", "-o", str(out)]) == 0
    assert capsys.readouterr() == (f"{out}\n", "")
    assert "古井又有水" in out.read_text("utf-8")
    assert cli.main(["desk", "--store", str(store), "--until", "2025-03-31", "-o", "-"]) == 0
    assert capsys.readouterr().out == out.read_text("utf-8")


def test_a_window_with_nothing_names_the_newest_day(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["desk", "--store", str(store), "-o", str(tmp_path / "desk.html"), "--days", "7"]
    assert cli.main([*line, "--until", "2025-03-31"]) == 1
    assert capsys.readouterr().err == (
        "dute: nothing was published from 2025-03-25 to 2025-03-31; the newest article is from 2025-03-10 (use --until 2025-03-10)\n"
    )
    assert cli.main([*line, "--site", "别处"]) == 1
    assert capsys.readouterr().err == "dute: no site 别处 here (sites: 渡口)\n"
    assert cli.main([*line, "--site", "dutenews"]) == 1
    assert capsys.readouterr().err.endswith("(dute list shows the stored articles)\n")
    assert not (tmp_path / "desk.html").exists()


def test_what_cannot_be_written_or_read_is_said(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["desk", "--store", str(tmp_path / "none.db")]) == 1
    line = ["desk", "--store", str(store), "--until", "2025-03-10", "-o", str(tmp_path / "no" / "desk.html")]
    assert cli.main(line) == 1
    assert "cannot write: No such file or directory" in capsys.readouterr().err


@pytest.mark.parametrize("option", [("--days", "0"), ("--days", "367"), ("--days", "x"), ("--until", "2025-13-01")])
def test_wrong_usage(store: Path, option: tuple[str, str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["desk", "--store", str(store), *option])
    assert stopped.value.code == 2
