"""Streams of what comes in from hour to hour, and texts told by the hour."""

import pytest

from tests.judgement.purpose.pages import LEAD, SENTENCE, flag, page

HOURS = ("09:12", "08:47", "08:20", "07:55")


def _stream(hours: tuple[str, ...], line: str = LEAD) -> list[str]:
    return [f"{hour} {line}" for hour in hours]


@pytest.mark.parametrize(
    ("name", "expected"), [("7×24小时快讯", "list_page"), ("图文直播", "list_page"), ("渡口的钟", None)]
)
def test_a_stream_is_known_by_its_name_whatever_its_order(name: str, expected: str | None) -> None:
    assert flag(page(name, *_stream(HOURS[::-1]))) == expected
    assert flag(page(name, *_stream(HOURS))) == "list_page"


@pytest.mark.parametrize(("hours", "expected"), [(HOURS[:2], None), (HOURS[:3], "list_page")])
def test_a_stream_has_three_entries(hours: tuple[str, ...], expected: str | None) -> None:
    assert flag(page("滚动快讯", *_stream(hours))) == expected


def test_the_hour_may_stand_above_what_happened() -> None:
    rows = [line for hour in HOURS for line in (f"<div>{hour}</div>", f"<p>{LEAD}</p>")]
    assert flag(page("财经直播", *rows)) == "list_page"


def test_one_event_told_by_the_hour_is_an_article() -> None:
    assert flag(page("新桥通车第一天现场实录", *_stream(HOURS))) is None
    assert flag(page("守夜", LEAD, SENTENCE, LEAD, *_stream(HOURS[::-1][:3]))) is None
    assert flag(page("图文直播", "2026-03-04 来源：松汀网", *_stream(HOURS), "责任编辑：钟小满")) is None
