"""What a status, an error and the headers of an answer mean."""

from __future__ import annotations

import pytest
from scrapy.http import Headers, HtmlResponse, Request, Response

from crawler.net.middlewares import IncompleteBody, OutOfScope, RobotsRefused, RobotsUnavailable
from crawler.spiders.answers import Result, read_capture, read_error, read_location, read_status, read_witnesses
from crawler.store.frontier import Outcome

URL = "https://news.example.com/n/7.html"


def answer(status: int, **headers: str) -> Response:
    request = Request(URL, headers={"If-None-Match": '"a1"'})
    named = Headers({k.replace("_", "-"): v for k, v in headers.items()})
    return HtmlResponse(URL, status=status, headers=named, request=request)


def test_a_304_that_nobody_asked_for_is_a_failure() -> None:
    response = answer(304)
    assert read_status(response) == Result(Outcome.UNCHANGED)
    failed = read_status(response.replace(request=Request(URL)))
    assert failed == Result(Outcome.FAILED, "the server answered 304 to an unconditional request")


@pytest.mark.parametrize(
    ("status", "result"),
    [
        (200, None),
        (203, None),
        (304, Result(Outcome.UNCHANGED)),
        (404, Result(Outcome.GONE, "the server answered 404")),
        (410, Result(Outcome.GONE, "the server answered 410")),
        (403, Result(Outcome.REFUSED, "the server answered 403", refuses=True)),
        (405, Result(Outcome.REFUSED, "the server answered 405", refuses=True)),
        (429, Result(Outcome.REFUSED, "the server answered 429", refuses=True)),
        (451, Result(Outcome.REFUSED, "the server answered 451", refuses=True)),
        (400, Result(Outcome.FAILED, "the server answered 400")),
        (500, Result(Outcome.FAILED, "the server answered 500")),
        (103, Result(Outcome.FAILED, "the server answered 103")),
    ],
)
def test_a_status_and_its_result(status: int, result: Result | None) -> None:
    assert read_status(answer(status)) == result


@pytest.mark.parametrize(
    ("location", "result"),
    [
        ("/n/8.html", Result(Outcome.MOVED, "https://news.example.com/n/8.html")),
        ("//other.example/x", Result(Outcome.MOVED, "https://other.example/x")),
        ("7.html", Result(Outcome.FAILED, "redirects to itself")),
        ("", Result(Outcome.FAILED, "the server answered 302 without an address to go to")),
        ("http://[", Result(Outcome.FAILED, "the server answered 302 with an address that is malformed")),
    ],
)
def test_a_redirect_leads_somewhere_or_fails(location: str, result: Result) -> None:
    response = answer(302, Location=location)
    assert read_status(response) == result
    assert read_location(response) == (result.reason if result.outcome is Outcome.MOVED else URL)


def test_errors_and_their_results() -> None:
    assert read_error(IncompleteBody("cut")) == Result(Outcome.FAILED, "cut")
    assert read_error(OutOfScope("another host")) == Result(Outcome.OUT_OF_SCOPE, "another host")
    assert read_error(RobotsRefused("robots.txt forbids it")) == Result(Outcome.REFUSED, "robots.txt forbids it")
    assert read_error(TimeoutError()) == Result(Outcome.FAILED, "no answer in time")
    # A robots.txt that cannot be had counts as a refusal by the site; a path that it forbids does not.
    assert read_error(RobotsUnavailable("robots.txt answered 503")).refuses
    assert not read_error(RobotsRefused("robots.txt forbids it")).refuses


def test_only_a_page_that_came_brings_validators() -> None:
    headers = {"ETag": '"a1"', "Last_Modified": "Tue, 25 Mar 2025 02:20:00 GMT"}
    assert read_witnesses(answer(200, **headers)) == {
        "etag": '"a1"',
        "last_modified": "Tue, 25 Mar 2025 02:20:00 GMT",
    }
    assert read_witnesses(answer(200)) == {"etag": None, "last_modified": None}
    assert read_witnesses(answer(304, **headers)) is None


def test_a_capture_has_headers_in_lower_case() -> None:
    capture = read_capture(answer(200, Content_Type="text/html", ETag='"a1"'))
    assert (capture.url, capture.status, capture.headers) == (URL, 200, {"content-type": "text/html", "etag": '"a1"'})


def test_headers_in_another_encoding_or_twice_are_read() -> None:
    headers = Headers({"X-Place": "\u6e21\u53e3".encode("gbk"), "Vary": ["Accept", "Cookie"]})
    found = read_capture(HtmlResponse(URL, headers=headers, body=b"<html></html>")).headers
    assert found == {"x-place": "\ufffd\u027f\ufffd", "vary": "Accept,Cookie"}
