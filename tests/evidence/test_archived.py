"""An archive's banner is not the page's, and what a page itself prints before its first tag is."""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.evidence.archived import ARCHIVED, MAX_BANNER

PAGE = (
    '<!DOCTYPE html><html><head><title>古渡口重新开船</title></head><body class="detail"><h1>古渡口重新开船</h1>'
    "<p>2023-05-06 来源：芦洲日报</p><p>停了十六年的芦洲古渡口今天重新开船，头一班坐了二十一个人，都是附近的老住户。</p>"
    "<p>船票仍是一元，摆渡的还是原来那位船工的儿子，他把父亲留下的铜铃挂回了船头。</p></body></html>"
)
TEXT = clean(PAGE).text
LINE = "以下是该网页在 2025年3月26日 10:11:12 的快照，不代表被搜索网站的即时页面。"
TOOLBAR = (
    "<!-- BEGIN WAYBACK TOOLBAR INSERT --><div>12 captures<p>About this capture</p><!-- END WAYBACK TOOLBAR INSERT -->"
)


def with_toolbar(page: str, behind: str = '<body class="detail">') -> str:
    """A page as the archive replays it: its scripts are the first in the head."""
    script = "<head><script src='https://web-static.archive.org/_static/js/bundle-playback.js'></script>"
    return page.replace("<head>", script).replace(behind, f"{behind}{TOOLBAR}")


@pytest.mark.parametrize(
    "page",
    [
        LINE + PAGE,
        f"<div>{LINE}</div>{PAGE}",
        f"<div><table><tr><td>{LINE}{PAGE}",  # elements that nobody closes
        f'<meta charset="utf-8"><base href="http://news.example.com/"><!-- cached --><div>{LINE}</div>\n{PAGE}',
        with_toolbar(PAGE),
        with_toolbar(PAGE, behind="</head>"),
    ],
)
@pytest.mark.parametrize("as_bytes", [True, False])
def test_a_banner_is_hidden_and_the_page_flagged(page: str, as_bytes: bool) -> None:
    article = clean(page.encode() if as_bytes else page)
    assert (article.text, article.headline, article.source) == (TEXT, "古渡口重新开船", "芦洲日报")
    assert article.date_published == "2023-05-06T00:00:00+08:00"
    assert ARCHIVED in article.flags
    removed = [one for one in article.removals if "快照" in one.text or "captures" in one.text]
    assert [one.rule for one in removed] == ["hidden"]


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        "\n<!-- saved from a browser -->\n" + PAGE,
        '<?xml version="1.0" encoding="utf-8"?>\n' + PAGE,
        "<script>var a = 1;</script>" + PAGE,  # shows nothing
        "<text>\n\ufeff" + PAGE,
        PAGE.replace("<!DOCTYPE html><html>", ""),
        "<!-- BEGIN WAYBACK TOOLBAR INSERT -->" + PAGE,  # no end
    ],
)
def test_a_page_without_a_banner_has_no_flag(page: str) -> None:
    article = clean(page)
    assert ARCHIVED not in article.flags
    assert (article.text, article.headline) == (TEXT, "古渡口重新开船")


def test_a_page_put_together_in_a_wrong_order_keeps_its_text() -> None:
    head = "<h1>古渡口重新开船</h1><p>停了十六年的芦洲古渡口今天重新开船，头一班坐了二十一个人，都是附近的老住户。</p>"
    article = clean(f"{head}<!DOCTYPE html><html><head></head><body><p>芦洲日报社版权所有</p></body></html>")
    assert ARCHIVED not in article.flags
    assert "重新开船" in article.text


@pytest.mark.parametrize(("size", "is_banner"), [(MAX_BANNER, True), (MAX_BANNER + 1, False)])
def test_so_long_a_text_before_the_first_tag_is_no_banner(size: int, is_banner: bool) -> None:
    assert (ARCHIVED in clean("字" * size + PAGE).flags) == is_banner
