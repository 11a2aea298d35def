"""``dute reclean`` and ``dute history``: an archive brought up to today's rules, and its past shown."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from crawler.net.serve import ServedPage, serve
from crawler.store.packing import pack, unpack
from tests.sites import PARAGRAPHS, ROBOTS, article, dute, listing, write_seed

JUNK = "扫码关注渡口公众号，下载客户端看更多。"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store as an older cleaner would have left it: article 1 with a line too much, article 2 not recognised."""
    pages = {"/robots.txt": ROBOTS, "/": listing("/p/1.html", "/p/2.html", "/p/3.html"), "/p/3.html": article(3)}
    pages |= {"/p/1.html": article(1), "/p/2.html": ServedPage("<p>页面不存在</p>".encode())}
    path = tmp_path / "s.db"
    with serve(pages) as site:
        assert dute("crawl", write_seed(tmp_path, site), "--store", path).returncode == 0
    import zlib

    with sqlite3.connect(path) as connection:
        query = "select a.id, content from articles a join revisions r on r.article_id = a.id where a.article_id = '1'"
        row, content = connection.execute(query).fetchone()
        record, markdown = unpack(content)
        old = json.loads(record)
        old["text"] += "\n" + JUNK
        changed = (pack(json.dumps(old, ensure_ascii=False), markdown), "of an older cleaner", row)
        connection.execute("update articles set content_hash = ? where id = ?", changed[1:])
        connection.execute("update revisions set content = ?, content_hash = ? where article_id = ?", changed)
        body = (zlib.compress(article(2).body), "%/p/2.html")
        connection.execute("update captures set body = ? where url_id = (select id from urls where url like ?)", body)
    return path


def records(store: Path) -> dict[str, str]:
    with sqlite3.connect(store) as connection:
        query = "select a.article_id, content from articles a join revisions r on r.article_id = a.id and r.revision = a.revision"
        found = connection.execute(query).fetchall()
    return {number: json.loads(unpack(content)[0])["text"] for number, content in found}


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_differs_is_said_before_anything_is_written(store: Path, jobs: int) -> None:
    before = records(store)
    done = dute("reclean", "--store", store, "--jobs", jobs)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[:3] == ["1 changed: text", f"  - {JUNK}", "2 found: now an article"]
    assert "nothing was written" in lines[3]
    assert lines[4:] == ["       1  unchanged", "       1  changed", "       1  were not articles before, are now", "fields: text 1"]  # fmt: skip
    assert records(store) == before


def test_applied_it_is_a_revision_and_a_second_time_nothing(store: Path) -> None:
    assert dute("reclean", "--store", store, "--apply", "--brief").returncode == 0
    expected = "\n".join(PARAGRAPHS)
    assert records(store) == {number: expected.format(n=number) for number in "123"}
    history = dute("history", 1, "--store", store).stdout.splitlines()
    assert history[0].startswith("1 revision 1, 20")
    assert history[1] == "  first seen: 第1号渡口重新开航 (5 paragraphs)"
    assert history[2].startswith("1 revision 2, 20")
    assert history[3:] == [f"  - {JUNK}"]
    again = dute("reclean", "--store", store, "--apply")
    assert "       3  unchanged" in again.stdout
    with sqlite3.connect(store) as connection:
        assert connection.execute("select count(*) from revisions").fetchone() == (4,)


def test_an_unknown_article_has_no_history(store: Path) -> None:
    done = dute("history", 77, "--store", store)
    assert (done.returncode, done.stdout) == (1, "")
    assert "no article 77 is stored" in done.stderr
