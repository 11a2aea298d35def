"""How answers change the delay of a host, without a crawl around it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from scrapy import Request
from scrapy.http import Response
from scrapy.settings import Settings

from crawler.net.pacing import PacingExtension

URL = "https://a.example/p/1.html"


class Host:
    """A host whose slot has a delay of 0.1 s, without AutoThrottle."""

    def __init__(self) -> None:
        self.slot = SimpleNamespace(delay=0.1, jitter=0.5, lastseen=0.0)
        self.said: list[dict[str, Any]] = []
        crawler = SimpleNamespace(
            settings=Settings({"DOWNLOAD_DELAY": 0.1, "AUTOTHROTTLE_ENABLED": False}),
            engine=SimpleNamespace(downloader=SimpleNamespace(slots={"a.example": self.slot})),
            signals=SimpleNamespace(send_catch_log=lambda signal, **values: self.said.append(values)),
        )
        self.pacing = PacingExtension(crawler)  # type: ignore[arg-type]

    def answers(self, *statuses: int) -> list[float]:
        """The delay after each answer."""
        delays = []
        for status in statuses:
            self.pacing._mind_answer(Response(URL, status=status), Request(URL), SimpleNamespace())  # type: ignore[arg-type]
            delays.append(round(self.slot.delay, 3))
        return delays


def test_refusals_of_single_pages_change_nothing() -> None:
    host = Host()
    assert host.answers(403, 200, 403, 404, 405, 500) == [0.1] * 6
    assert host.said == []


def test_429_doubles_the_delay_and_good_answers_bring_it_back() -> None:
    host = Host()
    assert host.answers(429, 503, 429) == [0.2, 0.4, 0.8]
    assert host.answers(404) == [0.8]  # a missing page says nothing of the pace
    assert host.answers(*[200] * 6) == [0.56, 0.392, 0.274, 0.192, 0.134, 0.1]
    assert host.answers(200) == [0.1]
    assert [said["floor"] for said in host.said[:3]] == [0.2, 0.4, 0.8]


def test_the_delay_is_doubled_to_a_minute_at_most() -> None:
    assert Host().answers(*[429] * 12)[-2:] == [60.0, 60.0]
