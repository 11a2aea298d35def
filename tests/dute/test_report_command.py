"""``dute report``: the index, the pages it links to, and what cannot be reported."""

from __future__ import annotations

import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from crawler.net.serve import serve
from tests.sites import ROBOTS, article, dute, listing, write_seed


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with three articles, crawled once for the tests below."""
    folder = tmp_path_factory.mktemp("crawled")
    pages = {"/robots.txt": ROBOTS, "/": listing("/p/1.html", "/p/2.html", "/p/3.html")}
    pages |= {f"/p/{number}.html": article(number, date=f"2025-03-0{number} 08:00") for number in (1, 2, 3)}
    path = folder / "s.db"
    with serve(pages) as site:
        assert dute("crawl", write_seed(folder, site), "--store", path).returncode == 0
    return path


@pytest.fixture
def store(crawled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(crawled, tmp_path / "s.db"))


def test_the_command_writes_an_index_and_its_pages(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = dute("report", "--store", store, "-o", out, "--pages", 2)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{out / 'index.html'}\n", "")
    index = (out / "index.html").read_text("utf-8")
    linked = re.findall(r'href="(pages/[^"]+)"', index)
    assert len(linked) == 2
    for link in linked:
        page = (out / link).read_text("utf-8")
        assert 'href="../index.html"' in page
        assert f"dute show {Path(link).stem} --format raw" in page
    assert sorted(path.name for path in (out / "pages").iterdir()) == sorted(Path(link).name for link in linked)
    assert (
        dute("report", "--store", store, "-o", out, "--site", "渡口", "--pages", 0).returncode == 0
    )  # ours: written again
    assert "No page has a report of its own" in (out / "index.html").read_text("utf-8")


def test_drifts_of_the_store_are_marked(store: Path, tmp_path: Path) -> None:
    with sqlite3.connect(store) as connection:
        (url,) = connection.execute("select url from urls where identity = 'article 2'").fetchone()
        values = (
            "渡口",
            "2026-01-01T00:00:00Z",
            "date",
            url,
            "2026-01-01T00:00:00Z",
            "body > div",
            "body > time",
            8,
            10,
        )
        columns = "site, at, field, first_url, since_at, old, new, misses, pages"
        connection.execute(f"insert into drifts ({columns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)  # noqa: S608
    out = tmp_path / "out"
    assert dute("report", "--store", store, "-o", out).returncode == 0
    index = (out / "index.html").read_text("utf-8")
    said = re.sub(r"<[^>]*>", "", index)
    assert "Since 2025-03-02: date published missing" in said  # the day on which its first page was published
    assert '<line class="drift" x1="500.0"' in index


def test_what_cannot_be_reported_is_said(store: Path, tmp_path: Path) -> None:
    def said(*arguments: object) -> tuple[int, str]:
        done = dute("report", *arguments)
        return done.returncode, done.stderr

    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "index.html").write_text("<p>my own page</p>")
    assert said("--store", store, "-o", mine) == (
        2,
        f"dute: {mine} contains files that are not from dute report; choose another folder with -o\n",
    )
    assert (mine / "index.html").read_text() == "<p>my own page</p>"
    assert said("--store", store, "-o", store)[0] == 2
    assert said("--store", tmp_path / "none.db", "-o", tmp_path / "x")[0] == 1
    status, message = said("--store", store, "-o", tmp_path / "x", "--site", "别处")
    assert (status, "no site 别处 here (sites: 渡口)" in message) == (1, True)
    with sqlite3.connect(store) as connection:
        connection.execute("update articles set site = '别处' where article_id = '1'")
    status, message = said("--store", store, "-o", tmp_path / "x")
    assert (status, "--site is needed: the store has 别处, 渡口" in message) == (1, True)
    assert not (tmp_path / "x").exists()
