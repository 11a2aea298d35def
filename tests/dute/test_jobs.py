"""``--jobs`` and ``--page-seconds`` of ``dute clean``; Ctrl-C. The sentences are invented."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from cleaners.bulk.workers import PAGE_SECONDS
from dute import cli
from dute.commands import clean as command
from dute.commands.clean import clean_source
from dute.commands.sources import Page, Unreadable

ROOT = Path(__file__).parents[2]


SENTENCE = "河湾大桥昨日上午正式通车，两岸居民往来的时间从一小时缩短到十分钟，第{}位走上桥的是住在东岸的周阿姨。"


pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="workers need os.fork")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(60):
        lines = "".join(f"<p>{SENTENCE.format(number * 10 + line)}</p>" for line in range(6))
        (folder / f"{number:03}.html").write_text(f"<html><h1>大桥通车第{number}天</h1>{lines}</html>", "utf-8")
    return folder


def hangs_on(found: str | Page | Unreadable, *, stuck: str, **how: Any) -> command.Cleaned:
    while isinstance(found, str) and found.endswith(stuck):
        pass
    return clean_source(found, **how)


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = cli.main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


@pytest.mark.parametrize("form", ["text", "json", "html", "blocks"])
def test_many_jobs_write_what_one_writes(form: str, pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pages / "030.html").write_bytes(b"%PDF-1.7 " + bytes(range(256)))
    alone = run(capsys, "clean", pages, "--format", form)
    assert alone[0] == 1
    assert alone[1].count("大桥通车第") >= (59 if form != "text" else 0)
    assert run(capsys, "clean", pages, "--format", form, "--jobs", 3) == alone
    assert run(capsys, "clean", pages, "--format", form, "--jobs", 0) == alone


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.slow
def test_a_page_that_hangs_is_given_up_and_says_so(
    count: int, pages: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "clean_source", partial(hangs_on, stuck="017.html"))
    status, out, err = run(capsys, "clean", pages, "--format", "json", "--jobs", count, "--page-seconds", "4")
    records = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert err == f"dute: {pages / '017.html'}: abandoned after 4 s\n"
    assert [record["is_article"] for record in records] == [number != 17 for number in range(60)]
    assert records[17]["flags"] == ["timeout"]
    assert all(record["headline"] == f"大桥通车第{n}天" for n, record in enumerate(records) if n != 17)


def test_ctrl_c_leaves_whole_lines(pages: Path, tmp_path: Path) -> None:
    for number in range(60, 6_000):
        os.link(pages / "000.html", pages / f"{number:03}.html")
    target = tmp_path / "out.jsonl"
    with target.open("wb") as out:
        running = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "dute", "clean", str(pages), "--format", "json", "--jobs", "2"],
            stdout=out,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            start_new_session=True,
            # A shell starts what it runs in the background with Ctrl-C ignored, and children inherit that.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        deadline = time.monotonic() + 60
        while target.read_bytes().count(b"\n") < 20 and time.monotonic() < deadline:
            time.sleep(0.01)
        os.killpg(running.pid, signal.SIGINT)  # as the terminal does: the workers too
        _, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (130, b"dute: interrupted\n")
    written = target.read_bytes()
    assert written.endswith(b"\n")
    records = [json.loads(line) for line in written.splitlines()]
    assert 20 <= len(records) < 6_000
    assert [record["headline"] for record in records[:60]] == [f"大桥通车第{n}天" for n in range(len(records[:60]))]
    with pytest.raises(ProcessLookupError):  # nobody of the group is left
        os.killpg(running.pid, 0)


@pytest.mark.parametrize(
    "wrong", [["--jobs", "-1"], ["--jobs", "many"], ["--page-seconds", "0"], ["--page-seconds", "x"]]
)
def test_wrong_numbers_are_usage_errors(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["clean", "page.html", *wrong])
    assert ended.value.code == 2
    assert wrong[0] in capsys.readouterr().err


def test_the_default_is_five_seconds() -> None:
    args = cli.build_parser("clean").parse_args(["clean", "page.html"])
    assert (args.jobs, args.page_seconds, PAGE_SECONDS) == (1, 5.0, 5.0)
