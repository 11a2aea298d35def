"""Streams of what comes in from hour to hour, and texts told by the hour."""

import pytest

from cleaners import clean_text
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


@pytest.mark.parametrize(
    ("name", "hours", "expected"),
    [
        ("图文直播：渡口新钟落成", HOURS, "list_page"),
        ("图文直播：渡口新钟落成", HOURS[::-1], None),  # told afterwards, from the beginning
        ("渡口新钟落成的一天，从早到晚", HOURS, None),
    ],
)
def test_a_live_broadcast_has_the_newest_first(name: str, hours: tuple[str, ...], expected: str | None) -> None:
    rows = [line for hour in hours for line in (f"<div><span>{hour}</span><span>主持人</span></div>", f"<p>{LEAD}</p>")]
    assert flag(page(name, *rows)) == expected


@pytest.mark.parametrize(("count", "expected"), [(3, True), (4, False)])
def test_a_copied_stream_has_an_hour_above_each_line_and_controls_below(count: int, expected: bool) -> None:
    flashes = [line for hour in HOURS[:count] for line in (f"{hour}:05", LEAD, "阅读 3.2万 评论(0) 分享(12)")]
    lines = ["首页电报", "2026年3月4日 星期三", *flashes, "加载更多"]
    assert clean_text("\n".join(lines)).is_article is expected
    told = ["渡口新钟落成", "2026-03-04 10:20 来源：松汀日报", LEAD, SENTENCE, *flashes]
    assert clean_text("\n".join(told)).text.startswith(f"{LEAD}\n{SENTENCE}")


def test_the_note_on_a_broadcast_is_all_that_a_page_has() -> None:
    note = "本期节目主要内容：渡口的老钟又响了，敲钟的人换成了女儿。"
    assert flag(page("[晚间]渡口的钟", note)) == "video_page"
    assert flag(page("渡口的老钟又响了，敲钟的人换成了女儿", note, LEAD, SENTENCE, SENTENCE)) is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ('<a href="/v/{}.html">03:1{}守夜的人敲响了钟</a>', "list_page"),
        ("03:1{1}<a href='/v/{0}.html'>守夜敲了钟{1}</a>", "list_page"),  # six characters of a link
        ("03:1{1}<a href='/v/{0}.html'>守夜敲钟{1}</a>", None),
        ("03:1{}守夜的人敲响了钟{}", None),
    ],
)
def test_what_videos_show_stands_below_their_titles(title: str, expected: str | None) -> None:
    rows = [
        line for number in range(4) for line in (f"<div>{title.format(number, number)}</div>", f"<p>{SENTENCE}</p>")
    ]
    assert flag(page("微视频", *rows)) == expected
    assert flag(page("守夜的人敲响了渡口的钟，敲了一整夜", LEAD, *rows[:4], LEAD, LEAD)) is None
