"""``dute find``: what it prints for people and for machines, what it says when there is nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaners import Person
from crawler.net.serve import serve
from crawler.search.index import bring_up
from crawler.store import Store, open_store
from crawler.store.events import number_batch
from crawler.store.search_schema import search_state
from dute.cli import main
from tests.sites import ROBOTS, article, dute, listing, write_seed
from tests.stored_articles import keep_article, url_of


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("DUTE_STORE", str(tmp_path / "s.db"))
    return open_store(str(tmp_path / "s.db"))


def test_hits_for_people(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    keep_article(
        store, 1, "强台风“白鹭”\x1b[31m今晨登陆。", "台风\u202e登陆", date_published="2025-03-25T10:20:00+08:00"
    )
    keep_article(store, 2, "渡口开航。", None)
    assert main(["find", "台风", "登陆"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "         1  2025-03-25 10:20  台风登陆",
        "            强**台风**“白鹭”[31m今晨**登陆**。",
        f"            {url_of(1)}",
    ]
    assert err == "1 article, newest first\n"
    assert main(["find", "渡口"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "         2                    -"


def test_hits_for_machines(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    keep_article(store, 1, "强台风“白鹭”。", authors=(Person("林一帆"),), source="本报")
    assert main(["find", "台风", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == {
        "url": url_of(1), "site": "渡口", "article_id": "1", "headline": "题", "date_published": None, "source": "本报",
        "authors": ["林一帆"], "withdrawn_at": None, "snippet": "强台风“白鹭”。", "marks": [[1, 3]],
    }  # fmt: skip
    assert err == ""


def test_more_than_the_limit_is_said(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(1, 4):
        keep_article(store, number, "台风。", date_published=f"2025-03-0{number}")
    assert main(["find", "台风", "--limit", "2"]) == 0
    out, err = capsys.readouterr()
    assert [line.split()[0] for line in out.splitlines()[::3]] == ["3", "2"]
    assert err == "the first 2, newest first; --limit shows more\n"
    assert main(["find", "台风", "--limit", "0", "--order", "best"]) == 0
    assert capsys.readouterr().err == "3 articles, best first\n"


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["地震"], 1, "nothing found for 地震"),
        (["'; drop table articles; --"], 1, "nothing found for '; drop table articles; --"),
        (["台风 AND ("], 1, "nothing found"),
        (["台风", "--author", "谁"], 1, "nothing found for 台风"),
        ([" ", "\u3000"], 2, "nothing to find"),
        (["台风", "--since", "gestern"], 2, "expected a day"),
        (["台风", "--limit", "-1"], 2, "expected a number of at least 0"),
        (["台风", "--store", "no.db"], 1, "no such file"),
    ],
)
def test_nothing_and_misuse_are_said(
    store: Store, arguments: list[str], status: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_article(store, 1, "强台风“白鹭”。")
    try:
        ended = main(["find", *arguments])
    except SystemExit as end:
        ended = int(end.code or 0)
    out, err = capsys.readouterr()
    assert (ended, out, message in err) == (status, "", True)


def test_a_large_index_is_announced_once(
    store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from dute.commands import find

    monkeypatch.setattr(find, "SEGMENT", 1)
    keep_article(store, 1, "台风。")
    keep_article(store, 2, "台风。")
    assert main(["find", "台风"]) == 0
    assert "building the index of 2 articles; this happens only once" in capsys.readouterr().err
    assert main(["find", "台风"]) == 0
    assert "index" not in capsys.readouterr().err


def test_a_crawl_keeps_the_index_of_a_store_that_is_searched(tmp_path: Path) -> None:
    pages = {"/robots.txt": ROBOTS, "/": listing("/p/1.html", "/p/2.html")}
    pages |= {f"/p/{number}.html": article(number) for number in (1, 2)}
    place = str(tmp_path / "s.db")
    with serve(pages) as site:
        seed = write_seed(tmp_path, site)
        assert dute("crawl", seed, "--store", place).returncode == 0
        store = open_store(place)
        with store.read() as connection:
            assert connection.execute(search_state.select()).first() is None  # nobody searches it
        assert bring_up(store) == 2
        pages["/"] = listing("/p/1.html", "/p/2.html", "/p/3.html")
        pages["/p/3.html"] = article(3)
        assert dute("crawl", seed, "--store", place).returncode == 0
    with store.write() as connection:
        batch = number_batch(connection)
    with store.read() as connection:
        assert connection.execute(search_state.select()).one().batch == batch
    assert bring_up(store) == 0
    found = dute("find", "第3号渡口", "--store", place)
    assert (found.returncode, "**第3号渡口**" in found.stdout) == (0, True)
