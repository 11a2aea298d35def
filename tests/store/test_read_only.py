"""A store that this process may only read: another user's, or an archive on a read-only medium."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crawler.store import StoreError, open_store
from crawler.store.database import locked
from dute.cli import main
from tests.stored_articles import keep_article


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with one article. The tests may run as root, whom no mode bit stops, so the answer of the system is made up."""
    place = tmp_path / "只 读" / "s?#%41.db"
    place.parent.mkdir()
    store = open_store(str(place))
    keep_article(store, 1, "渡口昨天开航。", "渡口开航")
    store.close()
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and may(path, mode))
    monkeypatch.setenv("DUTE_STORE", str(place))
    return place


@pytest.mark.parametrize(
    "command",
    ["list", "list --clusters", "runs", "failures", "check", "show 1", "history 1", "find 开航", "export", "feed"],
)
def test_what_only_reads_works(place: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    before = place.read_bytes()
    main(command.split())
    assert "dute: store" not in capsys.readouterr().err
    assert (place.read_bytes(), os.listdir(place.parent)) == (before, [place.name])


def test_a_search_without_an_index_reads_the_texts(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "昨天"]) == 0
    assert "渡口**昨天**开航。" in capsys.readouterr().out
    assert main(["find", "明天"]) == 1


@pytest.mark.parametrize("command", ["export --new", "reclean --apply", "reconcile"])
def test_what_writes_says_why_it_cannot(place: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert main(command.split()) != 0
    assert "cannot be changed, for lack of write access" in capsys.readouterr().err


def test_what_another_process_is_writing_is_read_too(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as can_write:
        can_write.setattr(os, "access", lambda path, mode: True)
        writer = open_store()
        keep_article(writer, 2, "渡口今天停航。", "渡口停航")
    with open_store(must_exist=True).read() as connection:
        assert connection.exec_driver_sql("select count(*) from articles").scalar() == 2
    writer.close()


def test_an_older_store_is_not_upgraded(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as can_write:
        can_write.setattr(os, "access", lambda path, mode: True)
        writer = open_store()
        with writer.write() as connection:
            connection.exec_driver_sql("update schema_version set version = version - 1")
        writer.close()
    with pytest.raises(StoreError, match="made by another version, and cannot be upgraded without write access"):
        open_store(must_exist=True)


def test_no_lock_is_taken(place: Path) -> None:
    with pytest.raises(StoreError, match="cannot be changed"), locked(open_store(must_exist=True)):
        pass
