"""The moment of publication in a page's scripts: one that is said once, or several times alike."""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.evidence.scripts import NAMES, read_script_account, read_script_moment
from tests.pace import assert_within

STORY = "<p>渡口的老钟今天又响了，敲钟的人从七十岁的父亲换成了四十岁的女儿，头一下敲得有点轻。</p>" * 3


def _moment(script: str) -> str | None:
    stamp = read_script_moment(f"<html><script>{script}</script></html>")
    return stamp.iso() if stamp else None


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('var ct = "1724335020";', "2024-08-22T21:57:00+08:00"),
        ('var create_time = "1724335020" * 1;', "2024-08-22T21:57:00+08:00"),
        ("ori_create_time: '1724335020' * 1,", "2024-08-22T21:57:00+08:00"),
        ("create_time: JsDecode('2024-08-22 21:57'),", "2024-08-22T21:57:00+08:00"),
        ('{"publishTime":1724335020000}', "2024-08-22T21:57:00+08:00"),
        ('window.data={"pubDate":"2024-08-22T21:57:00Z"}', "2024-08-23T05:57:00+08:00"),
        ("publishTime = new Date('2024/08/22 21:57:30')", "2024-08-22T21:57:30+08:00"),
        ("var createTime = '2024-08-22';", None),  # a day is what an account was made on
        ("var ct = 'abc';", None),
        ("var direct = '1724335020';", None),
        ("var last_publish_time_of_site = '1724335020';", None),
        ("var createTimeout = '1724335020';", None),
        ('var ct = "0000000001";', None),
    ],
)
def test_a_variable_that_holds_a_moment(script: str, expected: str | None) -> None:
    assert _moment(script) == expected


@pytest.mark.parametrize(
    ("shown", "script", "expected"),
    [
        ("5月20日", '{"created_at":"Mon May 20 20:39:33 +0800 2024"}', "2024-05-20T20:39:33+08:00"),
        ("05-20", '{"createdAt":1716208773000}', "2024-05-20T20:39:33+08:00"),
        ("05-20", '{"createdAt":1716208773000,"user":{"createdAt":1300000000000}}', "2024-05-20T20:39:33+08:00"),
        ("05-20", '{"createdAt":1716208773000},{"createdAt":1716208700000}', None),
        ("05-21", '{"createdAt":1716208773000}', None),
        ("青屿网", '{"createdAt":1716208773000}', None),  # no line confirms what was created then
        ("5月20日", '{"created_at":"昨天"}', None),
    ],
)
def test_what_was_created_on_the_day_that_the_page_shows(shown: str, script: str, expected: str | None) -> None:
    page = f"<html><h1>渡口的老钟今天又响了</h1><div>{shown}</div>{STORY}<script>var a = {script}</script></html>"
    assert clean(page).date_published == expected


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [
        ("1716208773", "2024-05-20T20:39:33+08:00"),
        ("1716208773000", "2024-05-20T20:39:33+08:00"),
        ("17162087730", None),
        ("Mon May 20 2024 12:39:33 GMT+0000 (GMT)", "2024-05-20T20:39:33+08:00"),
    ],
)
def test_a_time_element_with_a_count_of_seconds(attribute: str, expected: str | None) -> None:
    page = f'<h1>渡口的老钟今天又响了</h1><div><time datetime="{attribute}">昨天 20:39</time></div>{STORY}'
    assert clean(page).date_published == expected


def test_every_name_is_found() -> None:
    assert {name for name in NAMES if _moment(f"var {name} = '1724335020';")} == set(NAMES)


def test_values_that_disagree_are_a_list_of_something_else() -> None:
    assert _moment("[{create_time:'1724335020'},{create_time:'1724339999'}]") is None
    assert (
        _moment("create_time:'1724335020'*1, x, create_time:JsDecode('2024-08-22 21:57')")
        == "2024-08-22T21:57:00+08:00"
    )


def test_a_surer_name_comes_first() -> None:
    assert _moment("createTime='1600000000'; publishTime='1724335020';") == "2024-08-22T21:57:00+08:00"


def test_code_that_an_article_shows_is_no_script_of_the_page() -> None:
    assert read_script_moment('<script>var a;</script><pre>var ct = "1724335020";</pre>') is None


def test_the_script_speaks_only_where_the_page_is_silent() -> None:
    script = '<script>var ct = "1724335020";</script>'
    page = "<title>渡口的老钟换了人</title><h1>渡口的老钟换了人</h1>{}" + STORY + script
    assert clean(page.format("").encode()).date_published == "2024-08-22T21:57:00+08:00"
    assert clean(page.format("<div>2020-01-02 10:00</div>").encode()).date_published == "2020-01-02T10:00:00+08:00"


@pytest.mark.parametrize(
    "page",
    [
        "<script>" + "reateTime" * 200_000,
        "<script>" + "x" * 2_000_000 + "create_time='2020-01-01 10:00'," * 5_000,
        "<script>" + "a" * 400_000 + "create_time " * 10_000,
    ],
)
def test_no_page_takes_long(page: str) -> None:
    assert_within(3, lambda: read_script_moment(page))


@pytest.mark.parametrize(
    ("script", "lines", "expected"),
    [
        ('var nickname = htmlDecode("渡口的钟");', ["渡口的钟"], "渡口的钟"),
        ("var nickname='渡口的钟';", ["原创 沈渡 渡口的钟"], "渡口的钟"),
        ('var nickname = htmlDecode("渡口的钟");', ["渡口的钟今天又响了"], None),
        ('var nickname = "";', [""], None),
        ('{nickname: "老街坊"}', ["老街坊"], None),
    ],
)
def test_the_account_is_named_by_the_script_and_shown(script: str, lines: list[str], expected: str | None) -> None:
    assert read_script_account(f"<script>{script}</script>", lines) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("var msg_title = '渡口的老钟又响了'.html(false);", "渡口的老钟又响了"),
        ('var msg_title = "渡口的船&amp;老钟" || "";', "渡口的船&老钟"),
        ("var msg_title = '';", None),
        ("var msg_titles = '渡口的老钟又响了';", None),
    ],
)
def test_the_title_of_a_page_that_has_none_elsewhere(script: str, expected: str | None) -> None:
    body = f"<h1></h1><em>2024-05-20 10:20</em>{STORY}<script>{script}</script>"
    assert clean(f"<html><head><title></title></head><body>{body}</body></html>").headline == expected
    assert clean(f"<title>石桥通车了没有</title>{body}").headline == "石桥通车了没有"


def test_a_page_with_its_date_in_a_script_has_its_account_too() -> None:
    page = (
        "<title>渡口的老钟换了人</title><h1>渡口的老钟换了人</h1><div><span>原创</span> <span>沈渡</span> <a>渡口的钟</a></div>"
        f'{STORY}<script>var nickname = htmlDecode("渡口的钟"); var ct = "1724335020";</script>'
    )
    article = clean(page.encode())
    assert article.source == "渡口的钟"
    assert "原创" not in article.text


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ('<span title="2024-05-20 10:20:00">3天前</span>', "2024-05-20T10:20:00+08:00"),
        ('<span title="2024-05-20 10:20">05-20</span> 青屿网', "2024-05-20T10:20:00+08:00"),
        ('<span title="2024-05-20 10:20">05-21</span> 青屿网', None),
        ('<span title="2024-05-20 10:20">青屿网</span>', None),  # a tooltip of something else
        ('<span title="2024-05-20 10:20"></span>', None),
        ('<span data-time="2024-05-20 10:20"></span>', "2024-05-20T10:20:00+08:00"),
        ('<span class=t data-timestamp="1716208773"></span>', "2024-05-20T20:39:33+08:00"),
        ('<time datetime="2024-05-20T10:20:00+08:00"></time>', "2024-05-20T10:20:00+08:00"),
        ('<p data-publish-time="1716208773000">来源：青屿网</p>', "2024-05-20T20:39:33+08:00"),
        ('<p data-online-date="1716208773000">来源：青屿网</p>', None),
        ('<i data-time="2024-05-20 10:20"></i><i data-time="2024-05-21 10:20"></i>', None),
        ('<i data-size="1716208773"></i>', None),
    ],
)
def test_a_moment_in_an_attribute_between_headline_and_text(element: str, expected: str | None) -> None:
    page = f"<html><body><h1>渡口的老钟今天又响了</h1><div>{element}</div>{STORY}<p>{element}</p></body></html>"
    assert clean(page).date_published == expected
    elsewhere = f"<html><body><div>{element}</div><h1>渡口的老钟今天又响了</h1>{STORY}<p>{element}</p></body></html>"
    assert clean(elsewhere).date_published is None
