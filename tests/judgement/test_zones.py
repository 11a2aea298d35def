"""Copied text: the heading of a widget amid the text, the lines of a menu above it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaners import clean, clean_text

HEAD = ("渡口清晨的钟声又响了", "来源：青屿晚报 2025-03-25 10:20")
FIRST = "渡口的老钟今天又响了，敲钟的人从七十岁的父亲换成了四十岁的女儿，头一下敲得有点轻。"
SECOND = "她说，钟声要让对岸听见，又不能吵醒摇篮里的孩子，父亲为这个轻重练了十一年。"
THIRD = "从明天起，早晚各敲一次，遇到大雾加敲一次。"
TITLE = "青屿老街亮起新路灯"
CREDIT = "编辑 赵一鸣 审读 钱二川"
POST = "周末去爬了北山，早上六点出发，九点到顶，云海就在脚下，拍了好多照片，分享给大家看看。"


def _text(*lines: str) -> list[str]:
    return clean_text("\n".join([*HEAD, *lines])).text.split("\n")


@pytest.mark.parametrize("below", [(CREDIT,), ("(原标题《钟声》)", CREDIT), ("本文不代表本站立场。", CREDIT)])
def test_a_text_goes_on_below_a_widget_and_its_title_down_to_the_credit_line(below: tuple[str, ...]) -> None:
    """The half below was lost, at .95 and without a flag."""
    lines = _text(FIRST, "推荐阅读", TITLE, SECOND, THIRD, *below, "鹏友圈", "山中来信", POST)
    assert lines == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "lines",
    [
        ("推荐阅读", TITLE, POST),  # nothing closes it
        ("推荐阅读", POST, CREDIT),  # no title stands above it
        ("推荐阅读", TITLE, POST, TITLE, POST, CREDIT),  # teasers, each under its title
        ("推荐阅读", *[TITLE] * 4, POST, CREDIT),  # more titles than an article has amid its text
        ("推荐阅读", TITLE, "鹏友圈", POST, CREDIT),  # another widget
    ],
)
def test_what_stands_below_a_widget_is_that_widgets(lines: tuple[str, ...]) -> None:
    assert _text(FIRST, SECOND, *lines) == [FIRST, SECOND]


def test_the_lines_of_a_menu_are_no_text_where_no_headline_was_copied() -> None:
    lines = ["首页", "时政", "民生", "视频", FIRST, SECOND, THIRD, CREDIT]
    assert clean_text("\n".join(lines)).text.split("\n") == [FIRST, SECOND, THIRD]


LINKS = "".join(f"<a href=/n/{number}.html>{TITLE}之{number}</a>" for number in range(3))
BOX = f"<div><div>相关新闻</div>{LINKS}</div>"


def _page(*boxes: str) -> list[str]:
    head = f"<div><h1>{HEAD[0]}</h1><div>{HEAD[1]}</div></div>"
    page = f"<html><head><title>{HEAD[0]}_青屿网</title></head><body>{head}{''.join(boxes)}<div>粤ICP备10228864号</div></body></html>"
    return clean(page).text.split("\n")


def test_a_box_of_links_amid_a_text_that_stands_below_its_summary_ends_nothing() -> None:
    """The summary has a column of its own: three of five paragraphs were lost at .98."""
    summary = "<div><div>AI导读</div><div>敲钟的人换成了女儿，父亲练了十一年，从明天起早晚各敲一次，遇到大雾加敲一次。</div></div>"
    lines = _page(summary, f"<div><p>{FIRST}</p><p>{SECOND}</p>{BOX}<p>{POST}</p><p>{THIRD}</p></div>")
    assert lines[-4:] == [FIRST, SECOND, POST, THIRD]


def test_a_brief_ends_at_the_box_of_links_below_it() -> None:
    teasers = "".join(
        f"<p>{TITLE}，记者从有关部门获悉，具体安排将于近日公布，请市民留意第{n}次通知。</p>" for n in range(4)
    )
    assert _page(f"<div><p>{FIRST}</p></div>", f"<div><div>相关新闻</div>{teasers}</div>") == [FIRST]


CARDS = "".join(f"<a href=/c/{number}.html><img src=/c.png><span>{TITLE}</span></a>" for number in range(2))


def _between(name: str, look: str = "class=rec") -> str:
    return f"<div {look}><h4>{name}</h4>{CARDS}</div>"


def _boxed(line: str) -> str:
    return f"<div class=card><p>{line}</p></div>"


@pytest.mark.parametrize("of", [_boxed, "<p>{}</p>".format])
def test_the_last_line_stands_behind_a_box_such_as_the_text_has_gone_on_behind(of: Callable[[str], str]) -> None:
    """A single line behind a box of links may be a note of the house: the last paragraph was lost at .94."""
    boxes = of(FIRST), _between("编辑推荐"), of(SECOND), _between("大家都在看"), of(THIRD)
    assert _page("<div>", *boxes, "</div>") == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    "boxes",
    [
        (_boxed(FIRST), _boxed(SECOND), _between("大家都在看"), _boxed(THIRD)),  # the first such box
        (_boxed(FIRST), _between("编辑推荐", "class=top"), _boxed(SECOND), _between("大家都在看"), _boxed(THIRD)),
        (_boxed(FIRST), _boxed(SECOND), _between("编辑推荐"), _between("大家都在看"), _boxed(THIRD)),  # no text between
        (
            _boxed(FIRST),
            _between("编辑推荐"),
            _boxed(SECOND),
            _between("大家都在看"),
            _boxed("下载渡口晚报客户端，看得更多。"),
        ),
    ],
)
def test_the_last_line_behind_any_other_box_of_links_is_the_houses(boxes: tuple[str, ...]) -> None:
    assert _page("<div>", *boxes, "</div>") == [FIRST, SECOND]


@pytest.mark.parametrize("account", ["渡口发布", "渡口的老周"])
@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("渡口上的新鲜事", False),
        ("一、敲钟的人", True),  # heads a part
        ("各位乡亲：", True),
    ],
)
def test_the_slogan_of_an_account_that_is_named_twice(account: str, line: str, kept: bool) -> None:
    """That of an account which is called as outlets are was the first subhead of the text."""
    lines = [HEAD[0], account, "03-25 10:20", account, line, FIRST, SECOND, THIRD, CREDIT]
    expected = [*([line] if kept else []), FIRST, SECOND, THIRD]
    page = f"<title>{HEAD[0]}</title>" + "".join(f"<p>{one}</p>" for one in lines)
    assert clean(page).text.split("\n") == expected
    assert clean_text("\n".join(lines)).text.split("\n") == expected
