"""``dute import``: what people saved and what other tools archived, and the store's own WARC back into a store."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest

from crawler.archive.export import KNOWN
from crawler.net.serve import ServedPage, Site, serve
from dute import cli
from tests.archives import ArchivePage, write_jsonl, write_parquet, write_warc
from tests.browser import chromium
from tests.bulk.test_saved import archive
from tests.invented_site import InventedSite
from tests.sites import ROBOTS, ROOT, article, counts, dute, listing, write_seed

SEED = """name = "渡口"
hosts = ["news.example.com"]
start = ["https://news.example.com/"]
article = '^https://news\\.example\\.com/n/(?P<id>\\d+)\\.html'
depth = 2
"""
HOME = "https://news.example.com"


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    path = tmp_path / "site.toml"
    path.write_text(SEED, "utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "s.db"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict[str, int], str]:
    """The status of a command, the figures it printed, and what it said."""
    status = cli.main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, counts(captured.out), captured.err


def rows(store: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(store) as connection:
        return connection.execute(query).fetchall()


NOTHING = {"new": 0, "changed": 0, "unchanged": 0}
SAVED = f"<!--\n Page saved with SingleFile \n url: {HOME}/n/1.html \n saved date: Tue Mar 25 2025 10:20:30 GMT+0800 (CST)\n-->"


def test_a_folder_of_saved_pages(seed: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "1.html").write_bytes(article(1).body.replace(b"<head>", SAVED.encode() + b"<head>"))
    (folder / "2.mhtml").write_bytes(
        archive(article(2).body, head=f"Snapshot-Content-Location: {HOME}/n/2.html\r\n", location=f"{HOME}/n/2.html")
    )
    (folder / "3.html").write_bytes(article(3).body)
    (folder / "4.mhtml").write_bytes(b"no archive")
    write_parquet(folder / "5.parquet", [ArchivePage(f"{HOME}/n/5.html", article(5).body)])
    status, figures, err = run(capsys, "import", folder, "--site", seed, "--store", store)
    assert (status, figures) == (1, NOTHING | {"new": 3, "no address": 1, "unreadable": 1})
    assert err.splitlines() == [
        f"dute: {folder}/3.html: no address: it does not state its address (for a single page, use --url)",
        f"dute: {folder}/4.mhtml: unreadable: not an MHTML archive: it does not begin with headers",
    ]
    assert rows(store, "select url, status, fetched_at from captures order by url") == [
        (f"{HOME}/n/1.html", 0, "2025-03-25T02:20:30Z"),
        (f"{HOME}/n/2.html", 0, "2025-03-25T02:20:00Z"),
        (f"{HOME}/n/5.html", 0, "2026-01-01T00:00:00Z"),
    ]
    status, figures, err = run(
        capsys, "import", folder / "3.html", "--url", f"{HOME}/n/3.html", "--site", seed, "--store", store
    )
    assert (status, figures, err) == (0, NOTHING | {"new": 1}, "")
    # What reads a crawled store reads this one.
    assert cli.main(["list", "--store", str(store), "--format", "json"]) == 0
    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(record["article_id"] for record in listed) == ["1", "2", "3", "5"]
    assert cli.main(["history", "2", "--store", str(store)]) == 0
    assert capsys.readouterr().out.startswith("2 revision 1, 2025-03-25T02:20:00Z\n  first seen: 第2号渡口重新开航")
    assert cli.main(["runs", "--store", str(store)]) == 0
    assert capsys.readouterr().out.count("渡口 (import), finished") == 2


def test_what_another_tool_wrote(seed: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("fastwarc", reason="needs the extra warc")
    pytest.importorskip("warcio", reason="pip install warcio")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path / "other.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)

        def add(kind: str, url: str, body: bytes, status: str = "200 OK", content_type: str = "text/html") -> None:
            head = [("Content-Type", content_type), ("Server", "nginx")] if kind == "response" else None
            http = StatusAndHeaders(status, head, protocol="HTTP/1.1") if head else None
            named = {"WARC-Date": "2025-03-25T02:20:00Z"}
            own = None if head else content_type
            record = writer.create_warc_record(
                url, kind, BytesIO(body), http_headers=http, warc_headers_dict=named, warc_content_type=own or ""
            )
            writer.write_record(record)

        writer.write_record(writer.create_warcinfo_record("other.warc.gz", {"software": "warcio"}))
        add("response", f"{HOME}/n/1.html", article(1).body)
        add("response", f"{HOME}/n/1.html?utm_source=x", article(1).body)
        add("response", f"{HOME}/n/2.html", b"gone", "404 Not Found")
        add("response", f"{HOME}/a.png", b"\x89PNG", content_type="image/png")
        add("resource", f"{HOME}/n/3.html", article(3).body)
        add("response", f"{HOME}/", listing("/n/1.html").body)
        add("response", "https://other.example/n/4.html", article(4).body)
    status, figures, err = run(capsys, "import", path, "--site", seed, "--store", store)
    assert (status, err) == (0, "")
    assert figures == NOTHING | {
        "new": 2, "unchanged": 1, "no article's address": 1, "out of scope": 1, "records of archives that are not pages": 2,
    }  # fmt: skip
    assert rows(store, "select status, headers from captures order by id") == [
        (200, '{"content-type": "text/html", "server": "nginx"}'),
        (0, '{"content-type": "text/html"}'),
    ]


CONTENT = """select u.identity, u.url, a.article_id, a.headline, a.revision, a.first_seen_at, a.changed_at, r.revision, r.at,
    r.changed, r.content, r.content_hash from articles a join urls u on u.id = a.url_id join revisions r on r.article_id = a.id
    order by u.identity, r.revision"""
CAPTURES = """select u.identity, c.part, c.url, c.status, c.headers, c.fetched_at, c.sha256 from captures c
    join urls u on u.id = c.url_id order by u.identity, c.fetched_at, c.part"""


@pytest.fixture
def crawled(tmp_path: Path) -> Iterator[tuple[Path, Path, Site]]:
    """A seed, a store that two runs of a crawl filled, and the site: a story of two pages, a wall, an article that changed."""
    pages = {"/robots.txt": ROBOTS, "/": listing(*(f"/p/{number}.html" for number in range(1, 6)))}
    pages |= {f"/p/{number}.html": article(number) for number in range(1, 5)}
    pages["/p/5.html"] = article(5, extra='<p><a href="/p/5_2.html">下一页</a></p>')
    pages["/p/5_2.html"] = article(55)
    wall = "<html><body><p>抱歉，您访问的页面不存在或已被删除</p><a href='/'>返回首页</a></body></html>".encode()
    pages["/p/4.html"] = ServedPage(wall)
    with serve(pages) as site:
        seed, store = write_seed(tmp_path, site), tmp_path / "crawled.db"
        assert dute("crawl", seed, "--store", store).returncode == 0
        time.sleep(1.1)  # the store's times are whole seconds
        site.pages["/p/1.html"] = article(1, date="2025-03-26 10:20")
        assert dute("crawl", seed, "--store", store).returncode == 0
        yield seed, store, site


def test_the_archive_of_a_store_is_that_store_again(
    crawled: tuple[Path, Path, Site], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("fastwarc", reason="needs the extra warc")
    seed, store, _ = crawled
    path, copy = tmp_path / "all.warc.gz", tmp_path / "copy.db"
    assert run(capsys, "export", "--format", "warc", "--all-pages", "--store", store, "-o", path)[0] == 0
    status, figures, err = run(capsys, "import", path, "--site", seed, "--store", copy)
    assert figures == NOTHING | {"new": 4, "changed": 1, "later pages of stories": 1, "not an article": 1}
    assert (status, err.count("\n")) == (0, 1)
    for query in (CONTENT, CAPTURES):
        assert rows(copy, query) == rows(store, query)
    assert rows(store, "select count(*) from revisions") == [(5,)]
    # Into the store it came from: nothing is doubled. And the copy gives the same archive.
    before = rows(store, CONTENT) + rows(store, CAPTURES)
    assert run(capsys, "import", path, "--site", seed, "--store", store)[1]["unchanged"] == 5
    assert rows(store, CONTENT) + rows(store, CAPTURES) == before
    again = tmp_path / "again.warc.gz"
    assert run(capsys, "export", "--format", "warc", "--all-pages", "--store", copy, "-o", again)[0] == 0
    assert _records(again) == _records(path)
    records = [cli.main(["export", "--store", str(place)]) or capsys.readouterr().out for place in (store, copy)]
    assert records[0] == records[1]
    assert records[0].count("\n") == 4


def _records(path: Path) -> list[bytes]:
    return gzip.decompress(path.read_bytes()).split(b"WARC/1.1\r\n")[2:]


def test_a_batch_reads_the_archive_to_the_same_records(
    crawled: tuple[Path, Path, Site], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("fastwarc", reason="needs the extra warc")
    _, store, _ = crawled
    path, out = tmp_path / "articles.warc", tmp_path / "out"
    assert run(capsys, "export", "--format", "warc", "--store", store, "-o", path)[0] == 0
    assert run(capsys, "batch", path, "-o", out, "--format", "jsonl")[0] == 0
    shards = [line for shard in sorted(out.rglob("*.jsonl*")) for line in _lines(shard)]
    assert len(shards) == 6
    newest = {record["url"]: record for record in map(json.loads, shards)}
    cli.main(["export", "--store", str(store)])
    for line in capsys.readouterr().out.splitlines():
        record = {name: value for name, value in json.loads(line).items() if name not in KNOWN}
        if record["article_id"] != "5":  # whose pages a batch does not join
            # What only a crawl knows apart.
            own = {"site": None, "article_id": None, "canonical_url": None}
            read = {name: newest[record["url"]][name] for name in record}
            assert read | own == record | own


def _lines(path: Path) -> list[str]:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode().splitlines()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.html"], "no such file or folder"),
        (["site.toml"], "expected a folder, or a file ending in one of .htm"),
        (["a.html", "b.html", "--url", f"{HOME}/n/1.html"], "--url works only with a single saved page"),
        (["a.html", "--site", "nothing"], "no seed is named nothing"),
    ],
)
def test_usage(
    arguments: list[str], said: str, seed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    for name in ("a.html", "b.html"):
        Path(name).write_bytes(article(1).body)
    given = arguments if "--site" in arguments else [*arguments, "--site", seed.name]
    status, figures, err = run(capsys, "import", *given, "--store", "s.db")
    assert (status, figures) == (2, {})
    assert said in err


def test_nothing_that_is_of_the_site(
    seed: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "p.html"
    path.write_bytes(article(1).body)
    status, figures, err = run(
        capsys, "import", path, "--url", "https://other.example/1", "--site", seed, "--store", store
    )
    assert (status, figures) == (1, NOTHING | {"out of scope": 1})
    assert err == "dute: https://other.example/1 is on no host of the seeds (news.example.com)\n"


def test_an_archive_that_ends_in_a_record_is_named_and_the_rest_is_taken(
    seed: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("fastwarc", reason="needs the extra warc")
    path = write_warc(tmp_path / "a.warc", [ArchivePage(f"{HOME}/n/{n}.html", article(n).body) for n in range(1, 4)])
    path.write_bytes(path.read_bytes()[:-200])
    status, figures, err = run(capsys, "import", path, "--site", seed, "--store", store)
    assert (status, figures) == (1, NOTHING | {"new": 2, "unreadable": 1})
    assert "ends in the middle of a record" in err


#: A picture of one dot, which a browser can draw.
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
JPEG = b"\xff\xd8\xff\xe0" + b"a photograph" * 50
SHOWN = "".join(f'<p><img src="{HOME}/i/{name}.jpg" width="640" height="480"></p>' for name in "abc")
PICTURES = "select replace(url, 'https://news.example.com', ''), outcome, status, fetched_at, sha256 from pictures order by url"


def test_the_pictures_of_an_archive_are_kept_for_the_articles_that_show_them(
    seed: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("fastwarc", reason="needs the extra warc")
    pages = [
        ArchivePage(f"{HOME}/i/a.jpg", JPEG, "image/jpeg"),  # before the page that shows it
        ArchivePage(f"{HOME}/n/1.html", article(1, extra=SHOWN).body),
        ArchivePage(f"{HOME}/i/b.jpg", gzip.compress(JPEG, mtime=0), "application/octet-stream", encoding="gzip"),
        ArchivePage(f"{HOME}/i/c.jpg", b"<p>404</p>", "image/jpeg"),
        ArchivePage(f"{HOME}/i/d.jpg", JPEG, "image/jpeg"),  # which no article shows
    ]
    path = write_warc(tmp_path / "a.warc.gz", pages)
    # Without pictures in the seed nothing is noted.
    figures = run(capsys, "import", path, "--site", seed, "--store", tmp_path / "none.db")[1]
    assert figures == NOTHING | {"new": 1, "records of archives that are not pages": 4}
    assert rows(tmp_path / "none.db", PICTURES) == []
    seed.write_text(SEED + "pictures = true\n", "utf-8")
    arguments = ("import", path, "--site", seed, "--store", store)
    figures = run(capsys, *arguments)[1]
    assert figures == NOTHING | {"new": 1, "pictures kept": 2, "records of archives that are not pages": 4}
    digest = hashlib.sha256(JPEG).hexdigest()
    kept = [
        ("/i/a.jpg", "kept", 200, "2026-01-01T00:00:00Z", digest),
        ("/i/b.jpg", "kept", 200, "2026-01-01T00:00:02Z", digest),
    ]
    assert rows(store, PICTURES) == [*kept, ("/i/c.jpg", None, None, None, None)]
    assert run(capsys, *arguments)[1]["pictures kept"] == 0
    # The store's own archive gives them to another store, the second by reference.
    copy, own = tmp_path / "copy.db", tmp_path / "own.warc.gz"
    assert run(capsys, "export", "--format", "warc", "--store", store, "-o", own)[0] == 0
    assert run(capsys, "import", own, "--site", seed, "--store", copy)[1]["pictures kept"] == 2
    assert rows(copy, PICTURES)[:2] == kept
    assert rows(copy, "select count(*), sum(size) from picture_bodies") == [(1, len(JPEG))]


def test_a_template_is_learned_from_what_was_imported_if_that_is_asked_for(
    seed: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = [ArchivePage(page.url, page.html.encode()) for page in InventedSite(5).pages(0, 25)]
    path = write_jsonl(tmp_path / "a.jsonl", pages)
    assert run(capsys, "import", path, "--site", seed, "--store", store)[1] == NOTHING | {"new": 25}
    assert rows(store, "select count(*) from templates") == [(0,)]
    assert cli.main(["import", str(path), "--site", str(seed), "--store", str(store), "--learn"]) == 0
    assert "a template was learned from the pages of 渡口: dute reclean --apply uses it" in capsys.readouterr().out
    assert rows(store, "select state, pages > 4 from templates") == [("active", 1)]
    assert cli.main(["import", str(path), "--site", str(seed), "--store", str(store), "--learn"]) == 0
    assert "template" not in capsys.readouterr().out
    assert cli.main(["reclean", "--store", str(store), "--brief"]) == 0
    assert counts(capsys.readouterr().out) == {"changed": 25}


def test_the_pictures_of_a_saved_page_come_with_it(
    seed: Path, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed.write_text(SEED + 'pictures = {each = "20kB"}\n', "utf-8")
    parts = "".join(
        f"--=_b\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\nContent-Location: {HOME}/i/{name}.jpg\r\n\r\n"
        f"{base64.encodebytes(body).decode()}\r\n"
        for name, body in (("a", JPEG), ("b", JPEG + bytes(40_000)))
    )
    saved = archive(article(1, extra=SHOWN).body, end=f"\r\n{parts}--=_b--\r\n")
    path = tmp_path / "1.mhtml"
    path.write_bytes(saved)
    status, figures, err = run(capsys, "import", path, "--site", seed, "--store", store)
    assert (status, figures, err) == (0, NOTHING | {"new": 1, "pictures kept": 1}, "")
    assert rows(store, PICTURES)[0] == ("/i/a.jpg", "kept", 0, "2025-03-25T02:20:00Z", hashlib.sha256(JPEG).hexdigest())
    own = tmp_path / "own.warc"
    for wrong in (
        ("--all-pages",),
        ("--format", "warc", "--all-pages", "--limit", 1),
        ("--format", "warc", "--pictures", "p"),
    ):
        assert run(capsys, "export", "--store", store, *wrong)[0] == 2
    assert run(capsys, "export", "--format", "warc", "--store", store, "-o", own)[0] == 0
    assert own.read_bytes().count(b"WARC-Type: resource") == 2


_IS_LOADED = "return document.readyState === 'complete' && [...document.images].every(image => image.naturalWidth > 0)"


@pytest.mark.slow
def test_pages_that_a_browser_saved_are_those_that_were_crawled(
    crawled: tuple[Path, Path, Site], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed, store, site = crawled
    folder = tmp_path / "saved"
    folder.mkdir()
    site.pages["/p/2.html"] = article(2, date="2025-03-27 10:20")
    site.pages["/p/6.html"] = ServedPage(
        article(6).body.decode().replace('charset="utf-8"', 'charset="gb2312"').encode("gb18030"),
        content_type="text/html",
    )
    site.pages["/i/harbour.png"] = ServedPage(DOT, content_type="image/png")
    site.pages["/p/6.html"] = ServedPage(
        site.pages["/p/6.html"].body.replace(
            b"<p>", b'<p><img src="/i/harbour.png" width="640" height="480"></p><p>', 1
        ),
        content_type="text/html",
    )
    write_seed(tmp_path, site, pictures="true")
    with chromium(tmp_path / "profile") as browser:
        for number in (1, 2, 3, 6):
            browser.get(f"http://{site.host}/p/{number}.html")
            until = time.monotonic() + 10
            while not browser.execute_script(_IS_LOADED) and time.monotonic() < until:
                time.sleep(0.05)
            assert browser.execute_script(_IS_LOADED)
            shot = browser.execute_cdp_cmd("Page.captureSnapshot", {"format": "mhtml"})["data"]
            (folder / f"{number}.mhtml").write_bytes(shot.encode())
    before = {row[:5] for row in rows(store, CONTENT)}
    status, figures, err = run(capsys, "import", folder, "--site", seed, "--store", store)
    assert (status, figures, err) == (0, {"new": 1, "changed": 1, "unchanged": 2, "pictures kept": 1}, "")
    assert rows(store, "select kind, body from picture_bodies") == [("image/png", DOT)]
    after = {row[:5] for row in rows(store, CONTENT)}
    assert {row[2:5] for row in after - before} == {("6", "第6号渡口重新开航", 1), ("2", "第2号渡口重新开航", 2)}
    assert rows(store, "select count(*) - count(distinct identity) from urls") == [(0,)]
    assert run(capsys, "import", folder, "--site", seed, "--store", store)[1] == NOTHING | {
        "unchanged": 4,
        "pictures kept": 0,
    }


@pytest.mark.slow
def test_the_command_line_of_chromium_saves_what_is_read(
    seed: Path, tmp_path: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page from a file has no address of the web: the operator gives one."""
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("no headless Chromium here: apt-get install chromium")
    page = tmp_path / "p.html"
    page.write_bytes(article(1).body)
    flags = "--headless --no-sandbox --disable-gpu --disable-background-networking --dump-dom".split()
    done = subprocess.run(  # noqa: S603
        [browser, *flags, f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()],
        capture_output=True, timeout=60, check=True,
    )  # fmt: skip
    dumped = tmp_path / "dumped.html"
    dumped.write_bytes(done.stdout)
    arguments = ("import", dumped, "--url", f"{HOME}/n/1.html", "--site", seed, "--store", store)
    assert run(capsys, *arguments)[:2] == (0, NOTHING | {"new": 1})


@pytest.mark.crash
@pytest.mark.timeout(900)
def test_an_import_that_is_killed_again_and_again_gives_the_rows_of_one_that_was_not(
    seed: Path, tmp_path: Path
) -> None:
    pytest.importorskip("fastwarc", reason="needs the extra warc")
    chance = random.Random(3)  # noqa: S311 - when to kill, nothing secret
    pages = [ArchivePage(f"{HOME}/n/{n % 700}.html", article(n % 700, date=f"2025-03-{1 + n // 700:02} 08:00").body)
             for n in range(1400)]  # fmt: skip
    path = write_warc(tmp_path / "a.warc.gz", pages)
    whole, broken = tmp_path / "whole.db", tmp_path / "broken.db"
    command = [sys.executable, "-m", "dute", "import", str(path), "--site", str(seed), "--store"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([*command, str(whole)], env=environment, check=True, capture_output=True)  # noqa: S603
    kills = 0
    for _ in range(8):
        enough = _stored(broken) + chance.randint(1, 150)
        running = subprocess.Popen([*command, str(broken)], env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
        while _stored(broken) < enough and running.poll() is None:
            time.sleep(0.02)
        kills += running.poll() is None
        running.send_signal(signal.SIGKILL)
        running.wait()
    done = subprocess.run([*command, str(broken)], env=environment, check=True, capture_output=True)  # noqa: S603
    print(f"\n{kills} kills; the last run: {done.stdout.decode()}")
    assert kills == 8
    for query in (CONTENT, CAPTURES, "select identity, state, outcome, fetched_at, run_id from urls order by id"):
        assert rows(broken, query) == rows(whole, query)
    assert rows(broken, "select count(*), sum(resumed) from runs") == [(1, kills)]
    assert rows(broken, "select count(*), sum(revision) from articles") == [(700, 1400)]


def _stored(store: Path) -> int:
    """How many pages a store holds so far."""
    with suppress(sqlite3.OperationalError):
        return int(str(rows(store, "select count(*) from captures")[0][0]))
    return 0
