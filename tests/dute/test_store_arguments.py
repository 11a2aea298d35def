"""What commands on a store are asked for: periods, limits and names that they refuse, and what a limit leaves out."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crawler.store import open_store
from dute.cli import main
from tests.sites import dute
from tests.stored_articles import keep_article


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUTE_STORE", str(tmp_path / "s.db"))
    store = open_store(str(tmp_path / "s.db"))
    for number in (1, 2, 3):
        keep_article(store, number, f"第{number}号渡口。", date_published=f"2025-03-0{number}")


@pytest.mark.parametrize("day", ["2025-13", "2025-02-30", "2025-3-1", "２０２５-03-01", "0000-01", "yesterday", ""])
@pytest.mark.parametrize("command", [["list"], ["export"], ["find", "渡口"], ["feed"], ["failures"]])
def test_a_day_that_no_calendar_has_is_refused(command: list[str], day: str) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command, "--since", day])
    assert left.value.code == 2


@pytest.mark.parametrize(
    "period",
    [
        "--since 2025-03-02 --until 2025-03-01",
        "--until 2025-02 --since 2025-03-01",
        "--since 2025-03 --until 2025-02-28",
    ],
)
def test_a_period_that_ends_before_it_begins_is_refused(period: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["export", *period.split()])
    assert left.value.code == 2
    assert "is before --since" in capsys.readouterr().err


@pytest.mark.parametrize("period", ["--since 2025-03 --until 2025-03-15", "--since 2025-03-15 --until 2025-03"])
def test_a_month_holds_its_days(period: str) -> None:
    assert main(["export", *period.split()]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "3 articles in "),
        (["--limit", "3"], "3 articles in "),
        (["--limit", "2"], "the newest 2 articles of "),
        (["--since", "2025-03-02", "--limit", "1"], "the newest 1 article of "),
    ],
)
def test_a_list_that_leaves_out_says_so(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", *arguments]) == 0
    assert capsys.readouterr().err.startswith(said)


@pytest.mark.parametrize("command", ["list", "export", "runs", "failures"])
def test_a_limit_below_0_is_refused(command: str) -> None:
    with pytest.raises(SystemExit):
        main([command, "--limit", "-1"])


@pytest.mark.parametrize(
    "command", [["find", "{}"], ["list", "--site", "{}"], ["export", "--source", "{}"], ["show", "{}"]]
)
def test_bytes_that_are_no_text_in_this_locale(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    given = os.fsdecode("渡口".encode("gbk"))
    with pytest.raises(SystemExit) as left:
        main([part.format(given) for part in command])
    assert left.value.code == 2
    assert "these bytes are not text in this locale" in capsys.readouterr().err


def test_words_reach_the_store_in_a_locale_without_chinese() -> None:
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = dute("find", "渡口", "--site", "渡口", **environment)
    assert (done.returncode, done.stderr) == (0, "3 articles, newest first\n")
