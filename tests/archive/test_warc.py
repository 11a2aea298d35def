"""WARC out of the store: read by other tools, record by record."""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from typing import Any

import pytest

from crawler.archive import warc
from crawler.store import Store, open_store, past, records, runs
from crawler.store.records import Capture
from tests.sites import EXAMPLE

fastwarc = pytest.importorskip("fastwarc.warc", reason="needs the extra warc")

BODY = "<html><h1>渡口重新开航</h1></html>".encode()
SENT = {
    "content-type": "text/html; charset=utf-8",
    "content-length": "31",
    "content-encoding": "gzip",
    "x-note": "one\r\nInjected: two",
    "etag": '"渡"',
}


@pytest.fixture
def store() -> Store:
    """An address with two versions, the second on two pages, and one that somebody saved."""
    made = open_store("sqlite://")
    with made.write() as connection:
        run_id = runs.begin_run(connection, EXAMPLE.name, past.IMPORT, "test")
        for number in (1, 2):
            url = f"https://news.example.com/n/{number}.html"
            past.add_url(
                connection, EXAMPLE.name, f"article {number}", url, run_id, depth=1, fetched_at="2025-03-25T02:20:00Z"
            )
        first = Capture("https://news.example.com/n/1.html", 200, SENT, BODY)
        records.keep_capture(connection, 1, run_id, first, fetched_at="2025-03-25T02:20:00Z")
        again = Capture("https://news.example.com/n/1.html", 299, {}, BODY + b"!")
        two = records.keep_capture(connection, 1, run_id, again, fetched_at="2025-04-01T00:00:00Z")
        more = Capture("https://news.example.com/n/1_2.html", 200, {}, BODY + b"?")
        records.keep_capture(connection, 1, run_id, more, part=2, first_id=two, fetched_at="2025-04-01T00:00:01Z")
        saved = Capture("https://news.example.com/n/2.html", 0, {}, BODY)
        records.keep_capture(connection, 2, run_id, saved, fetched_at="2025-03-20T02:20:00Z")
    return made


def write(store: Store, path: Path) -> int:
    with store.read() as connection, warc.open_warc(str(path)) as writer:
        writer.write_info("dute/test", str(path))
        return warc.write_pages(connection, warc.list_url_ids(connection, EXAMPLE.name), writer)


@pytest.mark.parametrize("name", ["out.warc.gz", "out.warc"])
def test_fastwarc_reads_every_record_with_its_digests(name: str, store: Store, tmp_path: Path) -> None:
    path = tmp_path / name
    assert write(store, path) == 4
    found: list[tuple[Any, ...]] = []
    with path.open("rb") as file:
        for record in fastwarc.ArchiveIterator(file, parse_http=False):
            headers = dict(record.headers)
            record.freeze()
            assert record.verify_block_digest()
            if headers["WARC-Type"] == "response":
                record.parse_http()
                assert record.verify_payload_digest()
            found.append((headers["WARC-Type"], headers.get("WARC-Target-URI"), headers["WARC-Date"]))
            assert headers["WARC-Record-ID"].startswith("<urn:uuid:")
    assert [line[:2] for line in found] == [
        ("warcinfo", None),
        ("response", "https://news.example.com/n/1.html"),
        ("response", "https://news.example.com/n/1.html"),
        ("response", "https://news.example.com/n/1_2.html"),
        ("resource", "https://news.example.com/n/2.html"),
    ]
    assert [line[2] for line in found[1:]] == [
        "2025-03-25T02:20:00Z", "2025-04-01T00:00:00Z", "2025-04-01T00:00:01Z", "2025-03-20T02:20:00Z",
    ]  # fmt: skip


def test_warcio_reads_it_and_finds_nothing_wrong(store: Store, tmp_path: Path) -> None:
    pytest.importorskip("warcio", reason="pip install warcio")
    from warcio.archiveiterator import ArchiveIterator
    from warcio.checker import Checker

    path = tmp_path / "out.warc.gz"
    write(store, path)
    checker = Checker(type("Options", (), {"inputs": [str(path)], "verbose": False})())
    checker.process_all()
    assert checker.exit_value == 0
    with path.open("rb") as file:
        kinds, headers, bodies = [], [], []
        for record in ArchiveIterator(file, check_digests="raise"):
            kinds.append(record.rec_type)
            bodies.append(record.content_stream().read())
            headers.append(record.http_headers.headers if record.http_headers else None)
    assert kinds == ["warcinfo", "response", "response", "response", "resource"]
    assert bodies[1:] == [BODY, BODY + b"!", BODY + b"?", BODY]
    # What no longer holds has another name; a value is one line.
    assert headers[1] == [
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Length", str(len(BODY))),
        ("X-Crawler-Content-Length", "31"),
        ("X-Crawler-Content-Encoding", "gzip"),
        ("X-Note", "one Injected: two"),
        ("Etag", '"渡"'),
    ]
    assert headers[4] is None


def test_each_record_is_a_member_of_its_own_and_two_exports_are_the_same(store: Store, tmp_path: Path) -> None:
    one, two = tmp_path / "1.warc.gz", tmp_path / "2.warc.gz"
    write(store, one)
    write(store, two)
    data = one.read_bytes()
    assert data.count(b"\x1f\x8b\x08") == 5
    parts = [gzip.decompress(file.read_bytes()).split(b"WARC/1.1\r\n") for file in (one, two)]
    assert parts[0][2:] == parts[1][2:]
    assert gzip.decompress(data).startswith(b"WARC/1.1\r\nWARC-Type: warcinfo\r\n")
    assert b"WARC-Filename: 1.warc.gz\r\n" in parts[0][1]


def test_later_pages_name_the_record_of_their_first(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "out.warc"
    write(store, path)
    heads = [dict(record.headers) for record in fastwarc.ArchiveIterator(io.BytesIO(path.read_bytes()))]
    assert [head.get("WARC-Concurrent-To") for head in heads] == [None, None, None, heads[2]["WARC-Record-ID"], None]


def test_the_library_reads_the_pages_back(store: Store, tmp_path: Path) -> None:
    from cleaners.bulk.readers import Position, read_warc

    path = tmp_path / "out.warc.gz"
    write(store, path)
    position = Position()
    pages = list(read_warc(str(path), position))
    # 299 is no answer that a page comes with.
    assert [(page.url, page.status, page.fetched_at) for page in pages] == [
        ("https://news.example.com/n/1.html", 200, "2025-03-25T02:20:00Z"),
        ("https://news.example.com/n/1_2.html", 200, "2025-04-01T00:00:01Z"),
        ("https://news.example.com/n/2.html", None, "2025-03-20T02:20:00Z"),
    ]
    assert position.passed_over == 1
    assert pages[0].content == BODY
