"""Files of the output: whole or not there, whatever happens while they are written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cleaners.files import open_output, replacing


def test_a_file_is_replaced_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "articles.jsonl"
    target.write_text("旧", "utf-8")
    with open_output(str(target)) as out:
        out.write("新")
        assert target.read_text("utf-8") == "旧"
    assert target.read_text("utf-8") == "新"
    assert [path.name for path in tmp_path.iterdir()] == ["articles.jsonl"]


def write_and_fail(target: Path, error: type[BaseException]) -> None:
    with open_output(str(target)) as out:
        out.write("新")
        raise error


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_what_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path, error: type[BaseException]) -> None:
    target = tmp_path / "articles.jsonl"
    target.write_text("旧", "utf-8")
    with pytest.raises(error):
        write_and_fail(target, error)
    assert target.read_text("utf-8") == "旧"
    assert [path.name for path in tmp_path.iterdir()] == ["articles.jsonl"]


def test_nothing_takes_the_place_of_a_pipe_or_a_folder(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "."):
        with pytest.raises(OSError, match="not a regular file"), replacing(str(tmp_path / name)) as temporary:
            Path(temporary).write_text("{}", "utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]
    assert (tmp_path / "pipe").is_fifo()


def test_a_temporary_file_carries_its_mark(tmp_path: Path) -> None:
    with replacing(str(tmp_path / "card.json"), mark=".17") as temporary:
        Path(temporary).write_text("{}", "utf-8")
        assert temporary == str(tmp_path / ".card.json.17.part")
    assert (tmp_path / "card.json").read_text("utf-8") == "{}"


def test_a_file_that_nobody_wrote_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), replacing(str(tmp_path / "card.json")):
        pass
    assert list(tmp_path.iterdir()) == []
