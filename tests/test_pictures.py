"""The pictures of articles: kept once by content, bounded, politely, resumably, and in what is written out of the store."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from crawler.net.serve import ServedPage, Site, serve
from crawler.site.pictures import Pictures, read_pictures
from tests.sites import ROBOTS, article, counts, dute, listing, requested, write_seed

JPEG = b"\xff\xd8\xff\xe0" + b"a photograph" * 50
PNG = b"\x89PNG\r\n\x1a\n" + b"a drawing" * 50
GIF = b"GIF89a" + b"a map" * 50
SVG = b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


class Served(NamedTuple):
    """The site, and a host that serves pictures alone."""

    site: Site
    images: Site


def picture(body: bytes, kind: str = "image/jpeg", **more: Any) -> ServedPage:
    return ServedPage(body, content_type=kind, **more)


def shows(*addresses: str) -> str:
    return "".join(f'<p><img src="{address}" width="640" height="480"></p>' for address in addresses)


@pytest.fixture
def served() -> Iterator[Served]:
    with serve(
        {"/robots.txt": ROBOTS, "/x.gif": picture(GIF, "image/gif"), "/y.gif": picture(GIF, "image/gif")}
    ) as images:
        other = f"http://{images.host}"
        first = shows(
            "/i/a.jpg", "/i/copy.jpg", "/i/fake.jpg", "/i/big.jpg", "/i/gone.jpg", "/i/moved.png", "/i/a.jpg#x"
        )
        pages = {
            "/robots.txt": ROBOTS,
            "/": listing("/p/1.html", "/p/2.html", "/p/3.html"),
            "/p/1.html": article(1, extra=first),
            "/p/2.html": article(2, extra=shows("/i/a.jpg", "/admin/b.png", "/i/late.png", f"{other}/x.gif")),
            "/p/3.html": article(3, extra=shows("/i/drawn.png", f"{other}/y.gif", "/i/out.png", "data:image/png;base64,AAAA")),
            "/i/a.jpg": picture(JPEG),
            "/i/copy.jpg": picture(JPEG, "application/octet-stream"),
            "/i/fake.jpg": ServedPage(b"<html><p>404</p></html>"),
            "/i/big.jpg": picture(JPEG + bytes(30_000)),
            "/i/moved.png": ServedPage(b"", 302, location="/i/b.png"),
            "/i/b.png": picture(PNG, "image/png"),
            "/admin/b.png": picture(PNG, "image/png"),
            "/i/late.png": ServedPage(b"", 500),
            "/i/drawn.png": picture(SVG, "image/svg+xml"),
            "/i/out.png": ServedPage(b"", 302, location="http://127.0.0.2:9/secret.png"),
        }  # fmt: skip
        with serve(pages) as site:
            yield Served(site, images)


def rows(store: Path, query: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(store) as connection:
        return connection.execute(query).fetchall()


WANTED = '{each = "20kB", run = "1MB"}'
BY_PATH = "select substr(url, instr(substr(url, 9), '/') + 8), outcome, reason, state, tries from pictures order by id"


@pytest.mark.slow
def test_pictures_are_kept_once_by_content_and_what_was_lost_is_named(served: Served, tmp_path: Path) -> None:
    site, images = served
    seed, store = write_seed(tmp_path, site, pictures=WANTED), tmp_path / "s.db"
    first = dute("crawl", seed, "--store", store)
    assert (first.returncode, first.stderr) == (0, "")
    told = first.stdout.partition("pictures:\n")[2]
    assert counts(told) == {
        "kept": 4, "not a picture": 1, "too large": 1, "refused": 1, "gone": 1, "failed": 1,
        "on hosts that are not in the seed": 3, "left for the next run": 2,
    }  # fmt: skip
    assert "/i/fake.jpg: not a picture according to its first bytes (text/html, 23 bytes)\n" in told
    assert "/i/big.jpg: the body is too large\n" in told
    assert "/admin/b.png: robots.txt forbids it\n" in told
    assert f'  {images.host}: 2; to fetch them, add pictures = {{hosts = ["{images.host}"]}} to the seed\n' in told
    outcomes = {line[0]: line[1:] for line in rows(store, BY_PATH)}
    assert outcomes["/i/late.png"] == ("failed", "the server answered 500", "pending", 1)
    assert outcomes["/admin/b.png"] == ("refused", "robots.txt forbids it", "pending", 1)
    assert outcomes["/i/out.png"] == ("out_of_scope", "127.0.0.2:9", "done", 1)
    assert images.requests == []
    digest = hashlib.sha256(JPEG).hexdigest()
    assert rows(store, "select count(*), count(distinct sha256) from pictures where outcome = 'kept'") == [(4, 3)]
    assert rows(store, f"select kind, size, body from picture_bodies where sha256 = '{digest}'") == [  # noqa: S608
        ("image/jpeg", len(JPEG), JPEG)
    ]
    assert rows(store, "select kind from picture_bodies order by kind") == [
        ("image/jpeg",), ("image/png",), ("image/svg+xml",),
    ]  # fmt: skip
    # Each address once, a server's fault three times; nothing that robots.txt forbids.
    paths = ["/i/a.jpg", "/i/copy.jpg", "/i/b.png", "/admin/b.png", "/i/late.png", "/i/big.jpg", "/i/out.png"]
    assert list(requested(site, paths).values()) == [1, 1, 1, 0, 3, 1, 1]

    # The next run asks for what may come now, and for hosts that the seed names since.
    site.pages["/i/late.png"] = picture(PNG + b"!", "image/png")
    write_seed(tmp_path, site, pictures=f'{{each = "20kB", run = "1MB", hosts = ["{images.host}"]}}')
    summary = tmp_path / "run.json"
    second = dute("crawl", seed, "--store", store, "--summary", summary)
    told = second.stdout.partition("pictures:\n")[2]
    assert counts(told) == {
        "kept": 3, "refused": 1, "on hosts that are not in the seed": 1, "left for the next run": 1,
    }  # fmt: skip
    assert [path for path, _ in images.requests] == ["/robots.txt", "/x.gif", "/y.gif"]
    assert list(requested(site, paths).values()) == [1, 1, 1, 0, 4, 1, 1]
    assert rows(store, "select count(*), count(distinct sha256) from pictures where outcome = 'kept'") == [(7, 5)]
    figures = json.loads(summary.read_text("utf-8"))["pictures"]
    assert figures["counts"] == {"kept": 3, "out_of_scope": 1, "refused": 1}
    assert figures["waiting"] == 1
    _check_exports(store, tmp_path, site, images)


def _check_exports(store: Path, folder: Path, site: Site, images: Site) -> None:
    out = dute("export", "--store", store, "--pictures", folder / "pictures")
    assert (out.returncode, out.stderr) == (0, "")
    records = {record["article_id"]: record for record in map(json.loads, out.stdout.splitlines())}
    digest = hashlib.sha256(JPEG).hexdigest()
    named = {image["url"].rpartition("/")[2]: image["file"] for image in records["1"]["images"]}
    assert named["a.jpg"] == named["copy.jpg"] == f"{digest[:2]}/{digest}.jpg"
    assert (named["fake.jpg"], named["big.jpg"], named["gone.jpg"]) == (None, None, None)
    written = sorted(file for file in (folder / "pictures").rglob("*") if file.is_file())
    assert sorted(file.read_bytes() for file in written) == sorted([JPEG, PNG, GIF, SVG, PNG + b"!"])
    assert (folder / "pictures" / named["a.jpg"]).read_bytes() == JPEG

    warcio = pytest.importorskip("warcio.archiveiterator", reason="pip install warcio")
    path = folder / "all.warc.gz"
    assert dute("export", "--store", store, "--format", "warc", "-o", path).returncode == 0
    found = []
    with path.open("rb") as file:
        for record in warcio.ArchiveIterator(file, check_digests="raise"):
            url = (
                (record.rec_headers["WARC-Target-URI"] or "").replace(images.host, "images").replace(site.host, "site")
            )
            body = record.content_stream().read()
            if "/p/" not in url and record.rec_type != "warcinfo":
                found.append((record.rec_type, url, body, record.http_headers.get_header("Content-Type")))
    assert found == [
        ("response", "http://site/i/a.jpg", JPEG, "image/jpeg"),
        ("revisit", "http://site/i/copy.jpg", b"", "application/octet-stream"),
        ("response", "http://site/i/moved.png", PNG, "image/png"),
        ("response", "http://site/i/late.png", PNG + b"!", "image/png"),
        ("response", "http://images/x.gif", GIF, "image/gif"),
        ("response", "http://site/i/drawn.png", SVG, "image/svg+xml"),
        ("revisit", "http://images/y.gif", b"", "image/gif"),
    ]
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs the extra parquet")
    table = folder / "articles.parquet"
    assert dute("export", "--store", store, "--format", "parquet", "-o", table).returncode == 0
    files = {row["article_id"]: row["images"][0]["file"] for row in parquet.read_table(table).to_pylist()}
    assert files["1"] == named["a.jpg"]


@pytest.mark.slow
def test_a_run_holds_so_many_bytes_and_the_next_one_goes_on(served: Served, tmp_path: Path) -> None:
    site = served.site
    many = [f"/i/{number}.png" for number in range(10)]
    site.pages |= {path: picture(PNG + path.encode() + bytes(9_000), "image/png") for path in many}
    site.pages |= {"/": listing("/p/4.html"), "/p/1.html": article(1)}
    site.pages["/p/4.html"] = article(4, extra=shows(*many))
    store = tmp_path / "s.db"
    # First a run without pictures: those of its articles are noted by the first one that keeps them.
    assert dute("crawl", write_seed(tmp_path, site), "--store", store).returncode == 0
    seed = write_seed(tmp_path, site, pictures='{each = "10kB", run = "40kB"}', recrawl='{older = "30d"}')
    kept = []
    for _ in range(4):
        told = dute("crawl", seed, "--store", store).stdout.partition("pictures:\n")[2]
        kept.append(counts(told)["kept"])
        size = rows(store, "select sum(size) from picture_bodies")[0][0]
        assert size <= len(kept) * 40 * 1024
        assert ("the size limit of this run is reached" in told) == (kept[-1] > 0 and sum(kept) < 10)
    assert kept == [4, 4, 2, 0]
    assert all(number == 1 for number in requested(site, many).values())
    assert [path for path, _ in served.images.requests] == []


def test_what_a_seed_says_of_pictures() -> None:
    def hosts(value: object) -> tuple[str, ...]:
        return tuple(str(value).split())

    assert read_pictures(True, hosts) == Pictures((), 8 << 20, 512 << 20)
    assert read_pictures(False, hosts) is None
    wanted = {"hosts": "a.example b.example", "each": "300kB", "run": "2 GiB"}
    assert read_pictures(wanted, hosts) == Pictures(("a.example", "b.example"), 300 << 10, 2 << 30)
    for wrong, said in (
        ("yes", "true, false or a table"),
        ({"most": 3}, "unknown most"),
        ({"each": "0MB"}, "expected a size"),
        ({"each": "1.5MB"}, "expected a size"),
        ({"each": 5}, "expected a size"),
        ({"run": "1MB"}, "no picture could be fetched"),
    ):
        with pytest.raises(ValueError, match=said):
            read_pictures(wrong, hosts)
