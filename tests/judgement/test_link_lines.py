"""Lines of links in an article's column: titles with dates, rows of links, and the sentences that only hold some."""

from __future__ import annotations

import pytest

from cleaners import Article, clean

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
    ],
    ids=["dated", "dates-in-brackets", "row", "parted-row", "row-behind-a-word"],
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
    ],
    ids=["a-link-in-a-sentence", "members-of-a-sentence", "a-short-name"],
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
