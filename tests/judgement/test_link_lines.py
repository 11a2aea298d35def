"""Lines of links in an article's column: titles with dates, rows of links, and the sentences that only hold some."""

from __future__ import annotations

import pytest

from cleaners import Article, clean
from cleaners.judgement.body import MIN_BELOW
from cleaners.judgement.entries import MAX_WORD, MIN_LINK, MIN_ROW

FLASH = "青屿县应急管理局今天上午发布消息，县城至白马镇的公路已经抢通，班车于十时恢复。"
BUSES = "沿线的商铺中午以前都开了门，头一班车上坐着三十一个人，多数是赶集的老人。"
_TITLES = ("青屿老街亮起新路灯", "渡口边的茶馆重新开门", "盐田迎来头一批收成", "石桥封闭三个月后通行")


def _read(behind: str) -> Article:
    return clean(
        "<!DOCTYPE html><html><head><title>快讯：青屿公路抢通</title></head><body><h1>快讯：青屿公路抢通</h1><div>2026-11-27 09:20</div>"
        f"<div class=c><p>{FLASH}</p></div>{behind}<p>青屿网 版权所有</p></body></html>"
    )


def _link(text: str) -> str:
    return f'<a href="/n/{text}.html">{text}</a>'


DATED = "".join(f"<li>{_link(title)}<span>11-1{n}</span></li>" for n, title in enumerate(_TITLES))


@pytest.mark.parametrize(
    "behind",
    [
        f"<div><h3>下一条快讯</h3><ul>{DATED}</ul></div>",
        f"<div><ul>{DATED.replace('<span>', '<span>[').replace('</span>', ']</span>')}</ul></div>",
        f"<div>{' '.join(map(_link, _TITLES))}</div>",
        f"<div>{' | '.join(map(_link, _TITLES))}</div>",
        f"<div><span>本地资讯</span>{''.join(map(_link, _TITLES))}</div>",
        f"<p>此前报道：{_link(_TITLES[0])}</p>",
        f"<p>前情回顾 | {_link(_TITLES[0])}</p>",
    ],
    ids=["dated", "dates-in-brackets", "row", "parted-row", "row-behind-a-word", "earlier", "what-was-before"],
)
def test_lines_of_links_are_no_text(behind: str) -> None:
    assert _read(behind).text == FLASH


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("上周的班次：" + _link("白马镇") + "两班，其余照旧。", "上周的班次：白马镇两班，其余照旧。"),
        (
            "抢通的有" + "、".join(map(_link, ("白马公路", "青屿隧道", "渡口大桥"))) + "三处",
            "抢通的有白马公路、青屿隧道、渡口大桥三处",
        ),
        (_link("白马镇") + "3月18日", "白马镇3月18日"),
        ("此前报道过的" + _link(_TITLES[0]), "此前报道过的" + _TITLES[0]),
        ("抢修地点：" + _link("白马公路青屿隧道北口"), "抢修地点：白马公路青屿隧道北口"),
    ],
    ids=["a-link-in-a-sentence", "members-of-a-sentence", "a-short-name", "told-before", "another-key"],
)
def test_a_line_that_only_holds_links_is_text(line: str, shown: str) -> None:
    article = clean(
        "<!DOCTYPE html><html><head><title>快讯：青屿公路抢通</title></head><body><h1>快讯：青屿公路抢通</h1><div>2026-11-27 09:20</div>"
        f"<div class=c><p>{FLASH}</p><p>{line}</p><p>{BUSES}</p></div></body></html>"
    )
    assert article.text.split("\n") == [FLASH, shown, BUSES]


def test_a_heading_above_text_stays_though_links_follow_that() -> None:
    article = _read(f"<div><h3>抢通之后</h3><p>{FLASH[:-1]}，沿线商铺陆续开门。</p><ul>{DATED}</ul></div>")
    assert article.text.split("\n") == [FLASH, "抢通之后", f"{FLASH[:-1]}，沿线商铺陆续开门。"]


def _lines_with(line: str) -> list[str]:
    """The text of an article with one more line between its paragraphs."""
    return clean(
        "<!DOCTYPE html><html><head><title>快讯：青屿公路抢通</title></head><body><h1>快讯：青屿公路抢通</h1><div>2026-11-27 09:20</div>"
        f"<div class=c><p>{FLASH}</p><p>{line}</p><p>{FLASH[::-1]}</p></div></body></html>"
    ).text.split("\n")


@pytest.mark.parametrize(
    ("line", "is_text"),
    [
        (_link("桥" * MIN_LINK) + " 1-7", False),
        (_link("桥" * (MIN_LINK - 1)) + " 1-7", True),
        ("·".join([_link("桥通了")] * MIN_ROW), False),
        ("·".join([_link("桥")] * (MIN_ROW - 1)), True),
        ("词" * MAX_WORD + "".join([_link("桥通了")] * MIN_ROW), False),
        ("词" * (MAX_WORD + 1) + "".join([_link("桥通了")] * MIN_ROW), True),
    ],
    ids=["title", "name", "row", "two-links", "row-behind-a-word", "row-behind-more"],
)
def test_the_limits_of_links(line: str, is_text: bool) -> None:
    assert (len(_lines_with(line)) == 3) is is_text


@pytest.mark.parametrize(
    ("line", "is_text"),
    [
        (_link("去年冬天，头一班车停了三个月。"), True),
        (f"<strong>{_link('去年冬天，头一班车停了三个月。')}</strong>", True),
        (_link("去年冬天，头一班车停了三个月"), False),
        (f"{_link('去年冬天，头一班车停了三个月。')}</p><p>{_link('今年春天，两班车都通了。')}", False),
    ],
    ids=["sentence", "bold", "title", "teasers"],
)
def test_a_short_sentence_amid_running_text_is_no_title(line: str, is_text: bool) -> None:
    assert (len(_lines_with(line)) == 3) is is_text


@pytest.mark.parametrize("count", [MIN_BELOW - 1, MIN_BELOW])
def test_a_heading_at_the_end_is_of_the_links_below_it(count: int) -> None:
    links = "".join(f"<p>{_link(title)}</p>" for title in _TITLES[:count])
    article = clean(
        "<!DOCTYPE html><html><head><title>快讯：青屿公路抢通</title></head><body><h1>快讯：青屿公路抢通</h1><div>2026-11-27 09:20</div>"
        f"<div class=c><p>{FLASH}</p><p>{FLASH[::-1]}</p><h3>抢通之后</h3>{links}</div></body></html>"
    )
    assert ("抢通之后" in article.text) is (count < MIN_BELOW)


@pytest.mark.parametrize(
    ("clocks", "are_kept"),
    [
        (("05:00", "09:30"), True),
        (("04:59", "09:30"), False),
        (("09:30", "23:59"), True),
        (("09:30", "24:00"), False),
        (("09:30", "09:30"), False),
        (("09:30",), False),
        (("22:20", "21:45", "18:10"), True),  # the newest first
        (("22:20", "21:45"), False),
        (("22:20", "18:10", "21:45"), False),
        (("22:20", "18:10", "04:59"), False),
    ],
)
def test_times_of_day_that_tell_a_day(clocks: tuple[str, ...], are_kept: bool) -> None:
    told = "".join(f'<p>{clock}</p><img src="/{n}.jpg"><p>街口的灯亮了</p>' for n, clock in enumerate(clocks))
    text = clean(
        "<!DOCTYPE html><html><head><title>快讯：青屿公路抢通</title></head><body><h1>快讯：青屿公路抢通</h1><div>2026-11-27 09:20</div>"
        f"<div class=c><p>{FLASH[::-1]}</p>{told}</div></body></html>"
    ).text.split("\n")
    assert [clock in text for clock in clocks] == [are_kept] * len(clocks)


_LONG = "青屿老街的修缮从三月开始，工人先把沿街三十一间铺面的门板一块块卸下来编号，再请老木匠照着旧样补齐，街坊们每天傍晚都来看一眼。"


@pytest.mark.parametrize(("size", "is_text"), [(199, False), (200, True)])
def test_one_long_paragraph_below_a_box_of_links_is_text_however_long_the_article(size: int, is_text: bool) -> None:
    last = ("到了最后一天，石狮子也被抬回原处，" * 30)[: size - 1] + "。"
    links = f"<div><h3>相关阅读</h3><ul>{''.join(f'<li>{_link(title)}</li>' for title in _TITLES[:2])}</ul></div>"
    article = clean(
        "<title>青屿老街修缮</title><h1>青屿老街修缮</h1><div>2026-11-27 09:20 来源：青屿日报</div>"
        f"<div>{f'<p>{_LONG}</p>' * 40}{links}<p>{last}</p></div><div>青屿网 版权所有</div>"
    )
    assert article.text.endswith(last) is is_text


ITEMS = (
    ("青屿老街亮起新路灯", "青屿老街的新路灯昨晚亮起，一共六十盏，沿街的铺子把关门的时间推迟了一个钟头。"),
    ("盐田迎来头一批收成", "盐田今年头一批收成过了秤，比去年多两成，县里的两家厂子当天就来拉货。"),
)


def _digest(between: str, items: tuple[tuple[str, str], ...] = ITEMS, tag: str = "h4") -> list[str]:
    shown = "".join(f"<{tag}>{_link(title)}</{tag}><p>{line}</p>{between}" for title, line in items)
    return clean(
        "<!DOCTYPE html><html><head><title>早报：路灯亮了，盐也收了</title></head><body><h1>早报：路灯亮了，盐也收了</h1><div>2026-11-27 09:20</div>"
        f"<div class=c><p>{FLASH}</p>{shown}<p>{BUSES}</p></div></body></html>"
    ).text.split("\n")


def test_linked_headings_of_a_digest_s_items_are_its_subheads() -> None:
    assert _digest("") == [FLASH, *(line for item in ITEMS for line in item), BUSES]


@pytest.mark.parametrize(
    ("between", "items"),
    [
        ("<p>2026-11-26 08:30</p>", ITEMS),  # each has a moment of its own
        ("", ITEMS[: MIN_BELOW - 1]),  # one link between paragraphs leads elsewhere
        ("", ((_TITLES[3], ITEMS[0][1]), (_TITLES[1], ITEMS[1][1]))),  # the text is on something else
    ],
    ids=["dated", "single", "on-another-matter"],
)
def test_linked_headings_of_other_pages_are_no_subheads(between: str, items: tuple[tuple[str, str], ...]) -> None:
    assert not {title for title, _ in items} & set(_digest(between, items))


@pytest.mark.parametrize(
    ("line", "is_text"),
    [
        ("分类：" + _link("乡土"), False),
        ("发布于 " + _link("乡土") + "、" + _link("城事"), False),
        ("文章归档于：" + _link("乡土"), False),
        ("分类：" + _link("乡土") + "共三种", True),
        ("发布于" + _link("白马镇") + "的公告栏", True),
    ],
)
def test_where_a_text_is_filed_is_no_text(line: str, is_text: bool) -> None:
    assert (len(_lines_with(line)) == 3) is is_text
