"""Bodies that came whole are told from cut ones; how much of a robots.txt is read; faults of TLS in words."""

from __future__ import annotations

import asyncio
import gzip
import zlib

import pytest
from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.net.bodies import is_whole_stream
from crawler.net.middlewares import ROBOTS_MAX_BYTES, OutOfScope, StrictRobotsTxtMiddleware, describe


def test_whole_streams_are_told_from_cut_ones() -> None:
    body = b"abc" * 100_000
    limit = 1 << 20
    raw = zlib.compressobj(wbits=-15)
    deflated = raw.compress(body) + raw.flush()
    for whole in (
        gzip.compress(body),
        zlib.compress(body),
        deflated,
        gzip.compress(body) * 2,
        gzip.compress(body) + bytes(7),
    ):
        assert is_whole_stream(whole, limit)
    for cut in (
        gzip.compress(body)[:-1],
        zlib.compress(body)[:-1],
        deflated[:-3],
        b"\x1f\x8b",
        b"<html>",
        gzip.compress(body)[:-6] + b"xxxxxx",
    ):
        assert not is_whole_stream(cut, limit)
    assert is_whole_stream(gzip.compress(bytes(50_000_000)), limit)  # its size is refused elsewhere


def robots_read(monkeypatch: pytest.MonkeyPatch, answer: Response) -> bytes:
    """What Scrapy's own middleware is given of the answer for a robots.txt."""
    given: list[bytes] = []

    async def noted(self: RobotsTxtMiddleware, response: Response, netloc: str, request: Request) -> None:
        given.append(response.body)

    monkeypatch.setattr(RobotsTxtMiddleware, "_parse_robots", noted)
    middleware = object.__new__(StrictRobotsTxtMiddleware)
    middleware._closed = {}
    asyncio.run(middleware._parse_robots(answer, "a.example", Request(answer.url)))
    return given[0]


def test_half_a_megabyte_of_a_robots_txt_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    url, late = "https://a.example/robots.txt", b"Disallow: /admin/\n"
    text = b"User-agent: *\n" + b"# padding\n" * 45_000 + late
    assert robots_read(monkeypatch, Response(url, body=text + b"#" * 600_000)) == text + b"#" * (512_000 - len(text))
    assert ROBOTS_MAX_BYTES == 512_000
    assert robots_read(monkeypatch, Response(url, body=text)) == text
    assert robots_read(monkeypatch, Response(url, status=404, body=text)) == b""


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ("[('SSL routines', '', 'certificate verify failed')]", "the TLS certificate cannot be trusted"),
        ("certificate verify failed: self-signed certificate (SSL)", "the TLS certificate is not signed by a trusted authority"),
        ("[('SSL routines', '', 'certificate has expired')]", "the TLS certificate has expired"),
        ("[('SSL routines', '', 'wrong version number')]", "the server does not speak TLS on this port"),
        ("[('SSL routines', '', 'packet length too long')]", "the server does not speak TLS on this port"),
        ("[('SSL routines', '', 'tlsv1 alert internal error')]", "the server refused the TLS handshake"),
        ("[('SSL routines', '', 'something new')]", "the TLS connection failed"),
        ("another fault", "OSError: another fault"),
    ],
)  # fmt: skip
def test_faults_of_tls_are_said_in_words(detail: str, words: str) -> None:
    assert describe(OSError(detail)) == words


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OutOfScope("another host: http://b.example/"), "another host: http://b.example/"),
        (IgnoreRequest("max redirections reached"), "redirects too often"),
        (
            IgnoreRequest("its body (1 B compressed, 17 B decompressed so far) exceeded DOWNLOAD_MAXSIZE"),
            "the body is too large",
        ),
        (IgnoreRequest(), "IgnoreRequest"),
    ],
)
def test_a_request_that_was_given_up_is_described_without_the_names_of_classes(
    error: IgnoreRequest, words: str
) -> None:
    assert describe(error) == words
