"""Interpret a response before its body is read: by its status, or by the error that occurred instead."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urljoin

from scrapy.http import Response

from crawler.net.middlewares import IncompleteBody, OutOfScope, RobotsRefused, RobotsUnavailable, describe
from crawler.store.frontier import Outcome
from crawler.store.records import Capture

#: Statuses by which a site turns the crawler away: RFC 9110, 6585 and 7725. 405 is sent by the firewalls of Chinese cloud
#: hosts.
_REFUSALS = frozenset({401, 402, 403, 405, 406, 407, 418, 429, 451})
_GONE = frozenset({404, 410})


class Result(NamedTuple):
    """The outcome of an address and its reason. ``refuses`` means that the site turns the crawler away; several in a row end
    the run."""

    outcome: Outcome
    reason: str | None = None
    refuses: bool = False


def read_status(response: Response) -> Result | None:
    """The result that follows from the status alone; None if the body has to be read."""
    status = response.status
    if status == 304:
        if not is_conditional(response):
            return Result(Outcome.FAILED, "the server answered 304 to an unconditional request")
        return Result(Outcome.UNCHANGED)
    if 300 <= status < 400:
        location = read_location(response)
        if location == response.url:
            return Result(Outcome.FAILED, _why_it_stays(response))
        return Result(Outcome.MOVED, location)
    if 200 <= status < 300:
        return None
    reason = f"the server answered {status}"
    if status in _GONE:
        return Result(Outcome.GONE, reason)
    if status in _REFUSALS:
        return Result(Outcome.REFUSED, reason, refuses=True)
    return Result(Outcome.FAILED, reason)


def is_conditional(response: Response) -> bool:
    """Whether a response answers a conditional request."""
    headers = response.request.headers if response.request is not None else {}
    return "If-None-Match" in headers or "If-Modified-Since" in headers


def read_error(error: BaseException | None) -> Result:
    """The result of a request that brought no response."""
    if isinstance(error, IncompleteBody):
        return Result(Outcome.FAILED, str(error))
    if isinstance(error, OutOfScope):
        return Result(Outcome.OUT_OF_SCOPE, str(error))
    if isinstance(error, RobotsRefused):
        return Result(Outcome.REFUSED, str(error))
    if isinstance(error, RobotsUnavailable):
        return Result(Outcome.FAILED, str(error), refuses=True)
    return Result(Outcome.FAILED, describe(error))


def read_capture(response: Response) -> Capture:
    """The response in the form of the store."""
    return Capture(response.url, response.status, plain_headers(response), response.body)


def read_location(response: Response) -> str:
    """The absolute address of a ``Location`` header; the response's own address if there is none or it is malformed."""
    location = (response.headers.get("Location") or b"").decode("utf-8", "replace")
    try:
        return urljoin(response.url, location)
    except ValueError:
        return response.url


def _why_it_stays(response: Response) -> str:
    """The reason why a redirect leads nowhere."""
    if not response.headers.get("Location"):
        return f"the server answered {response.status} without an address to go to"
    if not _is_address(response):
        return f"the server answered {response.status} with an address that is malformed"
    return "redirects to itself"


def _is_address(response: Response) -> bool:
    try:
        urljoin(response.url, (response.headers.get("Location") or b"").decode("utf-8", "replace"))
    except ValueError:
        return False
    return True


def read_witnesses(response: Response) -> dict[str, str | None] | None:
    """The validators of a conditional request: ``etag`` and ``last_modified``; None unless the status is 200."""
    if response.status != 200:
        return None
    headers = plain_headers(response)
    return {"etag": headers.get("etag"), "last_modified": headers.get("last-modified")}


def plain_headers(response: Response) -> dict[str, str]:
    """Headers with lower-case names; repeated ones are joined by commas (RFC 9110, 5.2)."""
    # Scrapy's own methods fold each name again, and fail on a value in another encoding.
    headers = dict.items(response.headers)
    return {name.decode("latin-1").lower(): b",".join(values).decode("utf-8", "replace") for name, values in headers}
