"""Any part of a WARC by itself, and records that are broken."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from cleaners.bulk.pages import Position, ReadError, SourcePage, Span
from tests.archives import ArchivePage, write_warc

pytest.importorskip("fastwarc")

from cleaners.bulk.warc import read_warc

PAGES = [
    ArchivePage(f"https://news.example.com/{number}", f"<h1>河湾{number}</h1>".encode() * (50 + 9 * number))
    for number in range(30)
]
URLS = [page.url for page in PAGES]


def urls(pages: list[SourcePage]) -> list[str | None]:
    return [page.url for page in pages]


def offsets(path: Path) -> list[int]:
    """Where the records begin, as a reader of the whole file says."""
    found, at = [], 0
    while at is not None and at < path.stat().st_size:
        position = Position()
        list(read_warc(str(path), position, Span(at, at + 1)))
        assert position.first == at
        found.append(at)
        at = position.next
    return found


@pytest.fixture(params=["pages.warc.gz", "pages.warc"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return write_warc(tmp_path / request.param, PAGES)


@pytest.mark.parametrize("step", [37, 900, 4_000, 1 << 20])
def test_the_spans_of_a_file_have_every_page_once(step: int, archive: Path) -> None:
    found: list[SourcePage] = []
    expected: int | None = 0
    size = archive.stat().st_size
    for start in range(0, size, step) if step > 100 else range(0, min(size, 3_000), step):
        position = Position()
        span = Span(start, start + step, is_exact=start == 0)
        found += read_warc(str(archive), position, span)
        if position.first is not None:
            assert position.first == expected
            assert start <= position.first < start + step
            expected = position.next
    assert urls(found) == URLS[: len(found)]
    assert len(found) == 30 or step == 37


def test_a_file_that_is_packed_as_one_is_read_by_its_first_span(tmp_path: Path) -> None:
    plain = write_warc(tmp_path / "x.warc", PAGES)
    path = tmp_path / "x.warc.gz"
    path.write_bytes(gzip.compress(plain.read_bytes()))
    first, second = Position(), Position()
    assert urls(list(read_warc(str(path), first, Span(0, 100)))) == URLS
    assert list(read_warc(str(path), second, Span(100, None, is_exact=False))) == []
    assert (first.first, second.first) == (0, None)


def test_an_archive_inside_a_record_is_taken_for_records_and_the_span_before_it_tells(tmp_path: Path) -> None:
    inner = write_warc(tmp_path / "inner.warc", [ArchivePage("https://other.example.com/", b"<p>x</p>")]).read_bytes()
    pages = [PAGES[0], ArchivePage("https://news.example.com/holder", b"<pre>\r\n\r\n" + inner + b"</pre>"), PAGES[1]]
    path = write_warc(tmp_path / "x.warc", pages)
    inside = path.read_bytes().index(inner)
    before, after = Position(), Position()
    assert urls(list(read_warc(str(path), before, Span(0, inside - 5)))) == [page.url for page in pages[:2]]
    assert (
        urls(list(read_warc(str(path), after, Span(inside - 5, None, is_exact=False))))[0]
        == "https://other.example.com/"
    )
    assert after.first == inside
    assert before.next == offsets(path)[2]
    assert after.first != before.next


@pytest.mark.parametrize("harm", ["flipped", "zeros", "cut out", "put in", "header"])
def test_a_broken_record_costs_itself_and_is_named(harm: str, archive: Path) -> None:
    starts = offsets(archive)
    begin, end = starts[10], starts[11]
    data = bytearray(archive.read_bytes())
    middle = (begin + end) // 2
    if harm == "flipped":
        data[begin + 2] ^= 0xFF
        data[middle] ^= 0xFF
    elif harm == "zeros":
        data[begin:middle] = bytes(middle - begin)
    elif harm == "cut out":
        del data[middle : middle + 40]
    elif harm == "put in":
        data[begin:begin] = b"no record at all\r\n\r\n"
    else:
        data[begin : begin + 4] = b"\x1f\x8b\x08\xff"
    archive.write_bytes(data)
    found = list(read_warc(str(archive), Position()))
    whole = [page.url for page in found if page.content is not None]
    # A plain record that is shorter than it says takes the beginning of the next one with it.
    cut = harm == "cut out" and archive.suffix == ".warc"
    assert [url for url in URLS if url not in whole] == ([] if harm == "put in" else [URLS[11 if cut else 10]])
    assert whole == [url for url in URLS if url in whole]
    named = [page for page in found if any(flag.startswith("unreadable") for flag in page.flags)]
    assert len(named) == 1


def test_a_file_that_is_broken_to_its_end_says_where(tmp_path: Path) -> None:
    path = write_warc(tmp_path / "x.warc.gz", PAGES)
    start = offsets(path)[20]
    path.write_bytes(path.read_bytes()[:start] + b"\x00" * 5_000)
    found: list[SourcePage] = []
    pages = read_warc(str(path), Position())
    found += [next(pages) for _ in range(20)]
    with pytest.raises(ReadError, match="broken after"):
        next(pages)
    assert urls(found) == URLS[:20]


def test_two_broken_records_side_by_side(tmp_path: Path) -> None:
    path = write_warc(tmp_path / "x.warc.gz", PAGES)
    starts = offsets(path)
    data = bytearray(path.read_bytes())
    for number in (4, 5):
        middle = (starts[number] + starts[number + 1]) // 2
        data[middle : middle + 30] = bytes(30)
    path.write_bytes(data)
    found = list(read_warc(str(path), Position()))
    assert [page.url for page in found if page.content is not None] == [*URLS[:4], *URLS[6:]]
    assert len([page for page in found if page.content is None]) == 2


def test_a_page_that_was_kept_without_its_answer(tmp_path: Path) -> None:
    body = b"<h1>x</h1>"
    head = (
        "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://news.example.com/r\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\nContent-Length: {len(body)}\r\nContent-Type: "
    )
    path = tmp_path / "x.warc"
    path.write_bytes(
        b"".join(
            head.encode() + kind + b"\r\n\r\n" + body + b"\r\n\r\n"
            for kind in (b"image/png", b"text/html; charset=gbk")
        )
    )
    position = Position()
    (page,) = read_warc(str(path), position)
    assert (page.url, page.content, page.headers) == (
        "https://news.example.com/r",
        body,
        {"content-type": "text/html; charset=gbk"},
    )
    assert position.passed_over == 1


def answer(block: bytes, kind: str = "application/http; msgtype=response") -> bytes:
    """A record whose block is no answer as `write_warc` makes them."""
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example.com/odd\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\nContent-Length: {len(block)}\r\n"
        f"Content-Type: {kind}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


@pytest.mark.parametrize(
    "block",
    [
        b"",
        b"\r\n\r\n",
        b"<h1>x</h1>",
        b"Content-Type: text/html\r\n\r\n<h1>x</h1>",
        b"HTTP/1.1\r\n\r\n<h1>x</h1>",
        b"HTTP/1.1 OK\r\nContent-Type: text/html\r\n\r\n<h1>x</h1>",
    ],
)
def test_an_answer_without_a_status_is_named(block: bytes, archive: Path) -> None:
    odd = answer(block)
    archive.write_bytes((gzip.compress(odd) if archive.suffix == ".gz" else odd) + archive.read_bytes())
    first, *others = read_warc(str(archive), Position())
    assert (first.url, first.content) == ("https://news.example.com/odd", None)
    assert first.flags == ("unreadable: an answer without a status",)
    assert urls(others) == URLS


def test_an_answer_of_another_protocol_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(answer(b"20260101000000\nnews.example.com.\t60\tIN\tA\t192.0.2.1\n", "text/dns"))
    position = Position()
    assert list(read_warc(str(path), position)) == []
    assert position.passed_over == 1


CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "content", "flags"),
    [
        (b"4\r\n<h1>\r\n3;a=b\r\nabc\r\n0\r\n\r\n", b"<h1>abc", ()),
        (b"<h1>abc</h1>", b"<h1>abc</h1>", ()),  # the header outlived the chunks
        (b"4\r\n<h1>\r\nfff\r\nabc", b"<h1>abc", ("truncated",)),
        (b"4\r\n<h1>\r\nno chunk\r\n", b"<h1>", ("truncated",)),
        (b"FFFFFFFFFFFFFFF\r\n<h1>", b"<h1>", ("truncated",)),
    ],
)
def test_chunks_of_an_answer_are_put_together(
    body: bytes, content: bytes, flags: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "x.warc"
    path.write_bytes(answer(CHUNKED + body))
    (page,) = read_warc(str(path), Position())
    assert (page.content, page.flags) == (content, flags)


def test_chunks_of_packed_bytes(tmp_path: Path) -> None:
    packed = gzip.compress(b"<h1>abc</h1>")
    body = b"%x\r\n%b\r\n0\r\n\r\n" % (len(packed), packed)
    path = tmp_path / "x.warc"
    path.write_bytes(answer(CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n") + body))
    (page,) = read_warc(str(path), Position())
    assert (page.content, page.flags) == (b"<h1>abc</h1>", ())


@pytest.mark.parametrize("name", ["pages.warc", "pages.warc.gz"])
def test_a_file_that_ends_within_a_record_says_so_wherever_it_ends(name: str, tmp_path: Path) -> None:
    path = write_warc(tmp_path / name, PAGES[:2])
    whole, (_, second) = path.read_bytes(), offsets(path)
    end = len(whole) - (4 if path.suffix == ".warc" else 0)  # the empty lines behind the last record
    silent = []
    for size in range(second + 5, end, 1 if path.suffix == ".gz" else 7):
        path.write_bytes(whole[:size])
        pages = read_warc(str(path), Position())
        assert next(pages).url == URLS[0]
        try:
            list(pages)
        except ReadError:
            continue
        silent.append(size)
    assert silent == []


def test_empty_members_behind_the_last_record_are_no_record(tmp_path: Path) -> None:
    path = write_warc(tmp_path / "x.warc.gz", PAGES[:2])
    path.write_bytes(path.read_bytes() + gzip.compress(b"") * 3)
    assert urls(list(read_warc(str(path), Position()))) == URLS[:2]


@pytest.mark.parametrize("harm", [b"\0\xff" * 40_000, b"no line end before the next record"])
def test_the_record_behind_bytes_that_are_none_is_found(harm: bytes, tmp_path: Path) -> None:
    path = write_warc(tmp_path / "x.warc", PAGES)
    data, start = path.read_bytes(), offsets(path)[7]
    path.write_bytes(data[:start] + harm + data[start:])
    found = list(read_warc(str(path), Position()))
    assert [page.url for page in found if page.content is not None] == URLS
    assert [page.flags for page in found if page.content is None] == [(f"unreadable: broken record at byte {start}",)]
