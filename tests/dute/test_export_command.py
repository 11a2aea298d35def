"""``dute export``: choices, fields, and ``--new`` for consumers that are killed in the middle."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import datetime
from pathlib import Path

import pytest

from cleaners import Person
from crawler.archive import workbook
from crawler.net.serve import ServedPage, serve
from crawler.store import Store, open_store
from crawler.store.takedowns import withdraw
from dute.cli import main
from tests.sites import ROBOTS, ROOT, article, dute, listing, write_seed
from tests.stored_articles import keep_article, row_of


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("DUTE_STORE", str(tmp_path / "s.db"))
    return open_store(str(tmp_path / "s.db"))


def exported(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[tuple[str, int]]:
    """The articles of an export by number and revision, in order."""
    assert main(["export", *arguments]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [(line["article_id"], line["revision"]) for line in lines]


def test_two_consumers_get_each_change_once(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    keep_article(store, 1, "一。")
    keep_article(store, 2, "一。")
    assert exported(capsys, "--new") == [("2", 1), ("1", 1)]
    assert exported(capsys, "--new") == []
    keep_article(store, 1, "二。")
    keep_article(store, 3, "一。")
    assert exported(capsys, "--new", "--mark", "search") == [("3", 1), ("2", 1), ("1", 2)]
    keep_article(store, 3, "二。")
    keep_article(store, 3, "三。")
    keep_article(store, 2, "一。")
    assert exported(capsys, "--new") == [("3", 3), ("1", 2)]
    assert exported(capsys, "--new", "--mark", "search") == [("3", 3)]
    with store.write() as connection:
        withdraw(connection, row_of(store, 2), 1, "2026-01-01T00:00:00Z", "gone")
    assert main(["export", "--new"]) == 0
    assert json.loads(capsys.readouterr().out)["withdrawn_at"] == "2026-01-01T00:00:00Z"
    assert main(["export", "--marks"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == ["default", "search"]
    assert main(["export", "--forget", "search"]) == 0
    assert exported(capsys, "--new", "--mark", "search") == [("3", 3), ("2", 1), ("1", 2)]


def test_the_mark_stays_where_nothing_was_written(
    store: Store, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    keep_article(store, 1, "一。")
    assert main(["export", "--new", "-o", str(tmp_path / "no" / "o.jsonl")]) == 1
    assert "cannot write" in capsys.readouterr().err
    assert exported(capsys, "--new") == [("1", 1)]


def test_a_consumer_that_is_killed_in_the_middle_gets_everything_again(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(80):
        keep_article(store, number, f"第{number}号渡口开航。" * 200)
    line = [sys.executable, "-m", "dute", "export", "--new"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}) as child:  # noqa: S603
        assert child.stdout is not None
        child.stdout.readline()  # the pipe is full: the rest waits for us
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert child.returncode == -signal.SIGKILL
    assert len(exported(capsys, "--new")) == 80
    assert exported(capsys, "--new") == []


def test_a_closed_pipe_moves_no_mark(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(80):
        keep_article(store, number, f"第{number}号渡口开航。" * 200)
    line = [sys.executable, "-m", "dute", "export", "--new"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}) as child:  # noqa: S603
        assert child.stdout is not None
        child.stdout.readline()
        child.stdout.close()
        assert child.wait() == 141
    assert len(exported(capsys, "--new")) == 80


def test_a_mark_belongs_to_one_choice(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    keep_article(store, 1, "一。", source="本报")
    keep_article(store, 2, "一。", source="新华社")
    assert exported(capsys, "--new", "--source", "本报") == [("1", 1)]
    assert main(["export", "--new"]) == 1
    assert '{"source": "本报"}, not for all articles' in capsys.readouterr().err
    assert exported(capsys, "--new", "--mark", "all") == [("2", 1), ("1", 1)]


def test_choices(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    people = (Person("林一帆", "记者"),)
    keep_article(store, 1, "一。", authors=people, section="天气", date_published="2025-03-31T23:59:00+08:00")
    keep_article(store, 2, "一。", authors=people, date_published="2025-04-01T00:00:00+08:00")
    keep_article(store, 3, "一。", source="本报")
    assert exported(capsys, "--author", "林一帆") == [("2", 1), ("1", 1)]
    assert exported(capsys, "--author", "林一帆", "--limit", "1") == [("2", 1)]
    assert exported(capsys, "--until", "2025-03") == exported(capsys, "--until", "2025-03-31") == [("1", 1)]
    assert exported(capsys, "--since", "2025-04-01") == [("2", 1)]
    assert exported(capsys, "--section", "天气") == [("1", 1)]
    assert exported(capsys, "--source", "本报") == [("3", 1)]
    assert main(["export", "--fields", "article_id,revision", "--source", "本报"]) == 0
    assert capsys.readouterr().out == '{"article_id": "3", "revision": 1}\n'


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--mark", "x"], "--mark needs --new"),
        (["--new", "--limit", "3"], "--new cannot be combined with --limit"),
        (["--fields", "url", "--format", "markdown"], "Markdown has no fields to select"),
        (["--no-bom"], "--no-bom needs --format csv"),
        (["--fields", "url,colour"], "no field 'colour'; known fields"),
        (["--fields", "url,headlines"], "fetched_at; did you mean 'headline'?"),
    ],
)
def test_misuse_is_said(store: Store, arguments: list[str], problem: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        status = main(["export", *arguments])
    except SystemExit as end:
        status = int(end.code or 0)
    assert (status, problem in capsys.readouterr().err) == (2, True)


def test_csv_in_a_file_begins_with_a_mark(
    store: Store, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_article(store, 1, "渡口开航。", headline="渡口")
    asked = ["export", "--format", "csv", "--fields", "headline,text"]
    lines = "headline,text\r\n渡口,渡口开航。\r\n".encode()
    monkeypatch.chdir(tmp_path)
    for _ in range(2):  # a new file, and one that is there
        assert main([*asked, "-o", "o.csv"]) == 0
        assert (tmp_path / "o.csv").read_bytes() == b"\xef\xbb\xbf" + lines
    assert main([*asked, "-o", "o.csv", "--no-bom"]) == 0
    assert (tmp_path / "o.csv").read_bytes() == lines
    capsys.readouterr()
    for arguments in ([], ["-o", "-"]):
        assert main([*asked, *arguments]) == 0
        assert tuple(capsys.readouterr()) == (lines.decode(), "")
    assert not (tmp_path / "-").exists()
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE, cwd=tmp_path) as reader:  # noqa: S607
        assert main([*asked, "-o", "pipe"]) == 0
        assert reader.stdout is not None
        assert reader.stdout.read() == lines


def test_a_workbook(store: Store, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    keep_article(store, 1, "字" * 40_000, date_published="2025-03-31T23:59:00+08:00")
    keep_article(store, 2, "=HYPERLINK(1)")
    output = tmp_path / "o.xlsx"
    assert main(["export", "--format", "xlsx", "-o", str(output), "--fields", "article_id,date_published,text"]) == 0
    assert capsys.readouterr().err == f"dute: 2 articles written to {output}; 1 cell cut to 32,767 characters\n"
    assert list(openpyxl.load_workbook(output).active.values) == [
        ("article_id", "date_published", "text"),
        ("1", datetime(2025, 3, 31, 23, 59), "字" * 32_767),
        ("2", None, "=HYPERLINK(1)"),
    ]
    assert main(["export", "--format", "xlsx", "--limit", "1", "--new"]) == 2
    assert main(["export", "--format", "xlsx"]) == 1
    assert "an Excel workbook needs a file" in capsys.readouterr().err


def test_more_articles_than_a_sheet_has_rows(
    store: Store, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "SHEET_ROWS", 2)
    keep_article(store, 1, "一。")
    keep_article(store, 2, "二。")
    assert main(["export", "--format", "xlsx", "-o", str(tmp_path / "o.xlsx"), "--new"]) == 1
    assert "more than 1,048,575 articles do not fit in an Excel sheet" in capsys.readouterr().err
    assert not (tmp_path / "o.xlsx").exists()
    assert exported(capsys, "--new") == [("2", 1), ("1", 1)]


@pytest.mark.slow
def test_two_consumers_over_five_crawls(tmp_path: Path) -> None:
    """Of a real site: each run brings some new articles and changes some. One consumer reads after every run, one after the
    second and the last."""
    numbers = range(1, 31)
    pages: dict[str, ServedPage] = {"/robots.txt": ROBOTS}
    got: dict[str, Counter[tuple[str, int]]] = {"often": Counter(), "rarely": Counter()}
    expected: Counter[tuple[str, int]] = Counter()
    revision = dict.fromkeys(numbers, 0)

    def read(consumer: str) -> None:
        done = dute("export", "--new", "--mark", consumer, "--store", tmp_path / "s.db")
        assert done.returncode == 0, done.stderr
        lines = [json.loads(line) for line in done.stdout.splitlines()]
        got[consumer].update((line["article_id"], line["revision"]) for line in lines)

    with serve(pages) as site:
        seed = write_seed(tmp_path, site)
        for run in range(5):
            known = numbers[: 6 * (run + 1)]
            pages["/"] = listing(*(f"/p/{number}.html" for number in known))
            for number in known:
                if not revision[number] or number % 5 == run:  # new, or changed
                    revision[number] += 1
                    expected[str(number), revision[number]] += 1
                pages[f"/p/{number}.html"] = article(
                    number, extra=f"<p>渡口第{revision[number]}次调整了开航的时间。</p>"
                )
            done = dute("crawl", seed, "--store", tmp_path / "s.db")
            assert done.returncode == 0, done.stderr
            read("often")
            if run == 1:
                read("rarely")
                early = Counter(got["rarely"])
        read("rarely")
    assert got["often"] == expected
    last = {str(number): revision[number] for number in numbers}
    assert Counter(dict.fromkeys(last.items(), 1)) - early == got["rarely"] - early
    assert max(got["rarely"].values()) == 1
