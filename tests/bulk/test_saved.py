"""Files that hold one saved page: what they say of its address and time."""

from __future__ import annotations

import base64
import os
import quopri
import random
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from cleaners.bulk.mhtml import ArchiveError, read_archive, read_archive_pictures
from cleaners.bulk.saved import Witness, read_saved, read_witness
from tests.pace import assert_within

PAGE = "<!DOCTYPE html><html><head><title>渡口</title></head><body><p>一=二，渡口重新开航。</p></body></html>"
URL = "https://news.example.com/n/1.html"


def archive(
    body: bytes,
    *,
    encoding: str = "quoted-printable",
    kind: str = "text/html",
    head: str = f"Snapshot-Content-Location: {URL}\r\n",
    location: str = URL,
    end: str = "\r\n--=_b--\r\n",
) -> bytes:
    """An archive as Chromium writes it, with a picture in front of the page."""
    coded = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(encoding, bytes)(body)
    picture = (
        "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://x/a.png\r\n\r\nAAAA"
    )
    return (
        f"From: <Saved by Blink>\r\n{head}Subject: =?utf-8?Q?=E6=B8=A1?=\r\nDate: Tue, 25 Mar 2025 10:20:00 +0800\r\n"
        f'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="=_b"\r\n\r\n\r\n'
        f"--=_b\r\n{picture}\r\n--=_b\r\nContent-Type: {kind}\r\nContent-ID: <frame-1@mhtml.blink>\r\n"
        f"Content-Transfer-Encoding: {encoding}\r\nContent-Location: {location}\r\n\r\n"
    ).encode() + coded + end.encode()  # fmt: skip


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "binary", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_the_page_of_an_archive_comes_out_byte_for_byte(encoding: str, charset: str) -> None:
    page = read_archive(archive(PAGE.encode(charset), encoding=encoding, kind=f'text/html; charset="{charset}"'))
    assert page.body.strip() == PAGE.encode(charset)
    assert page.content_type == f"text/html; charset={charset}"
    assert (page.url, page.date, page.is_whole) == (URL, "Tue, 25 Mar 2025 10:20:00 +0800", True)


def test_the_part_at_the_address_of_the_snapshot_is_the_page() -> None:
    frame = "--=_b\r\nContent-Type: text/html\r\nContent-Location: https://ads.example/\r\n\r\n<p>广告</p>\r\n"
    whole = archive(PAGE.encode()).replace(
        b"--=_b\r\nContent-Type: text", frame.encode() + b"--=_b\r\nContent-Type: text", 1
    )
    assert whole.count(b"text/html") == 3
    assert "渡口" in read_archive(whole).body.decode()
    # Without a snapshot's address the part that start names, else the first.
    other = whole.replace(b"Snapshot-Content-Location: " + URL.encode() + b"\r\n", b"")
    assert read_archive(other).body.decode() == "<p>广告</p>"
    named = other.replace(b'boundary="=_b"', b'boundary="=_b"; start="<frame-1@mhtml.blink>"')
    assert read_archive(named).url == URL


def test_a_page_two_levels_down_is_found() -> None:
    inner = f"--in\r\nContent-Type: text/plain\r\n\r\nx\r\n--in\r\nContent-Type: text/html\r\nContent-Location: {URL}\r\n\r\n{PAGE}\r\n--in--\r\n"
    data = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=out\n\n--out\n"
        f"Content-Type: multipart/alternative; boundary=in\n\n{inner}--out--\n"
    )
    page = read_archive(data.encode())
    assert (page.body.decode(), page.url) == (PAGE, URL)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"<html><p>no archive</p></html>", b"\x89PNG\r\n\x1a\n\r\n\r\n", b"Content-Type: multipart/related\r\n\r\n--x\r\n",
        b'Content-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: image/png\r\n\r\nAAAA\r\n--b--',
        b"Content-Type: multipart/related; boundary=b\r\n\r\n" + b"--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" * 50,
    ],
)  # fmt: skip
def test_what_is_no_archive_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(ArchiveError):
        read_archive(data)


def test_an_archive_that_was_cut_off_says_so(tmp_path: Path) -> None:
    path = tmp_path / "p.mhtml"
    path.write_bytes(archive(PAGE.encode(), end="\r\n"))
    page = read_saved(str(path))
    assert page.flags == ("truncated",)
    # A cut in the headers of the page leaves none.
    path.write_bytes(archive(PAGE.encode())[:300])
    assert read_saved(str(path)).content is None


def test_a_saved_archive_has_address_time_and_charset(tmp_path: Path) -> None:
    path = tmp_path / "p.mht"
    path.write_bytes(archive(PAGE.encode("gb18030"), kind="text/html; charset=gb2312"))
    page = read_saved(str(path))
    assert (page.url, page.fetched_at, page.status) == (URL, "2025-03-25T10:20:00+08:00", None)
    assert page.headers == {"content-type": "text/html; charset=gb2312"}


SINGLE_FILE = """<!DOCTYPE html> <html lang=zh><!--
 Page saved with SingleFile{z}
 url: https://news.example.com/n/1.html?a=b
 saved date: Tue Mar 25 2025 10:20:30 GMT+0800 (中国标准时间)
--><meta charset=utf-8><title>渡口</title>"""


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        (SINGLE_FILE.format(z=" "), Witness(f"{URL}?a=b", "2025-03-25T10:20:30+08:00")),
        (SINGLE_FILE.format(z=" ").replace("GMT+0800", "GMT-0330"), Witness(f"{URL}?a=b", "2025-03-25T10:20:30-03:30")),
        (SINGLE_FILE.format(z=" ").replace("Mar 25", "Mar 35"), Witness(f"{URL}?a=b", None)),
        (f"<!DOCTYPE html>\n<!-- saved from url=(0033){URL} -->\n<html>", Witness(URL)),
        ("<!-- saved from url=(0014)about:internet -->", Witness()),
        (
            "<html>\n<!-- Mirrored from news.example.com/n/1.html by HTTrack Website Copier/3.x [XR&CO'2014], "
            "Tue, 25 Mar 2025 02:20:00 GMT -->",
            Witness("http://news.example.com/n/1.html", "2025-03-25T02:20:00+00:00"),
        ),
        ("<!-- Page saved with SingleFile \n url: file:///home/x.html \n-->", Witness()),
        ("<html><p>Page saved with SingleFile url: https://a.example/ </p>", Witness()),
    ],
)
def test_the_comment_of_the_tool_that_saved_a_page(opening: str, expected: Witness) -> None:
    assert read_witness(opening.encode()) == expected


def test_a_page_without_a_comment_has_the_time_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "p.html"
    path.write_text(PAGE, "utf-8")
    os.utime(path, (1742869200, 1742869200))
    page = read_saved(str(path))
    assert (page.url, page.fetched_at, page.content) == (None, "2025-03-25T02:20:00+00:00", PAGE.encode())


def test_what_cannot_be_read_has_its_reason(tmp_path: Path) -> None:
    page = read_saved(str(tmp_path / "none.html"))
    assert page.content is None
    assert page.flags == ("unreadable: No such file or directory",)


def test_damaged_archives_and_openings_are_read_or_refused() -> None:
    chance = random.Random(5)  # noqa: S311
    whole = [archive(PAGE.encode(), encoding=encoding) for encoding in ("quoted-printable", "base64", "8bit")]
    outcomes = Counter[str]()
    for number in range(600):
        data = bytearray(whole[number % 3])
        for _ in range(chance.randint(1, 10)):
            place = chance.randrange(len(data))
            data[place : place + chance.randint(0, 30)] = bytes(
                chance.randrange(256) for _ in range(chance.randint(0, 9))
            )
        try:
            outcomes[type(read_archive(bytes(data))).__name__] += 1
        except ArchiveError:
            outcomes["refused"] += 1
        list(read_archive_pictures(bytes(data)))
        read_witness(bytes(data))
    assert min(outcomes.values()) > 20
    assert set(outcomes) == {"ArchivedPage", "refused"}


@pytest.mark.parametrize(
    "piece", ["<!-- Page saved with SingleFile url: ", "<!-- Mirrored from x by HTTrack ", "<!-- saved from url=(1)"]
)
def test_an_opening_without_an_end_of_its_comments_takes_no_time(piece: str) -> None:
    opening = piece.encode() * 400
    assert read_witness(opening) == Witness()
    assert read_witness(opening + b"-->") != Witness("x")
    assert_within(1, lambda: (read_witness(opening), read_witness(opening + b"-->")))


@pytest.mark.parametrize(
    "header",
    [
        b'Content-Type: multipart/related; boundary="=_b"; x="' + b";" * 1_000_000 + b'"',
        b'Content-Type: multipart/related; boundary="=_b"' + b"; a=b" * 200_000,
        b"Snapshot-Content-Location: " + b"=?" * 500_000,
        b"X: y\n" * 200_000,
    ],
    ids=["quoted", "parameters", "encoded words", "many"],
)
def test_long_headers_take_no_time(header: bytes) -> None:
    data = header + b"\nMIME-Version: 1.0\n\n--=_b\nContent-Type: text/html\n\n<p>x\n--=_b--"

    def read() -> None:
        with suppress(ArchiveError):
            assert read_archive(data).body == b"<p>x"

    assert_within(6, read)


def test_base64_that_was_damaged_gives_what_came_before() -> None:
    broken = archive(PAGE.encode(), encoding="base64").replace(b"PCFET0", b"PCFET0=\xff", 1)
    assert read_archive(broken).body == b"<!DO"
