"""The article's own pictures: which they are, and which line describes which."""

from __future__ import annotations

import pytest

from cleaners import clean

BEFORE = "<p>旧渡口的四十二级石阶昨天修好了，石匠把每一级都编了号，拆下来怎么放，装上去就怎么放。</p>"
AFTER = "<p>管理处说，夜里会给最下面三级亮一盏灯，水涨上来的时候灯会变红，提醒人不要再往下走。</p>"


def images(inside: str, below: str = "") -> list[tuple[str, str | None, str | None]]:
    page = (
        "<html><head><title>旧渡口的石阶修好了</title></head><body><div><h1>旧渡口的石阶修好了</h1><p>2024-05-20 10:20 来源：河光日报</p>"
        f"<div class=wz>{BEFORE}{BEFORE}{inside}{AFTER}{AFTER}{below}</div></div></body></html>"
    )
    return [(image.url, image.caption, image.credit) for image in clean(page).images]


def picture(number: int, *lines: str) -> str:
    return f'<p align=center><img src="/{number}.jpg"></p>' + "".join(f"<p align=center>{line}</p>" for line in lines)


def test_a_credit_below_a_caption_is_that_picture_s_alone() -> None:
    inside = picture(1, "石匠在编号") + AFTER + picture(2, "装好的石阶", "新华社记者 周小渡 摄")
    assert images(inside) == [("/1.jpg", "石匠在编号", None), ("/2.jpg", "装好的石阶", "周小渡")]


@pytest.mark.parametrize("line", ["本文图片均由渡口管理处提供", "（以上图片由渡口管理处提供）"])
def test_a_line_that_says_so_credits_all(line: str) -> None:
    inside = picture(1, "石匠在编号") + AFTER + picture(2, "装好的石阶", line)
    assert images(inside) == [("/1.jpg", "石匠在编号", "渡口管理处"), ("/2.jpg", "装好的石阶", "渡口管理处")]


def test_captions_above_every_picture() -> None:
    inside = "".join(f"<p>▼{line}</p>{picture(n)}" for n, line in enumerate(["石匠在编号", "装好的石阶"], 1))
    assert images(inside) == [("/1.jpg", "石匠在编号", None), ("/2.jpg", "装好的石阶", None)]


def test_a_row_of_captions_below_a_row_of_pictures() -> None:
    cells = [f'<td><img src="/{n}.jpg"></td>' for n in (1, 2)], ["<td>石匠在编号</td>", "<td>装好的石阶</td>"]
    table = "<table>" + "".join(f"<tr>{''.join(row)}</tr>" for row in cells) + "</table>"
    assert images(table) == [("/1.jpg", "石匠在编号", None), ("/2.jpg", "装好的石阶", None)]


def test_slides_are_items_with_a_picture_and_a_line() -> None:
    slides = "".join(f'<li><img src="/{n}.jpg"><p>{line}</p></li>' for n, line in ((1, "石匠在编号"), (2, "石阶")))
    assert images(f"<ul>{slides}</ul>") == [("/1.jpg", "石匠在编号", None), ("/2.jpg", "石阶", None)]


def test_a_picture_that_comes_twice_keeps_its_caption() -> None:
    assert images(picture(1, "石匠在编号") + AFTER + picture(1)) == [("/1.jpg", "石匠在编号", None)]


@pytest.mark.parametrize(
    "address",
    [
        "/i/ic_send_06.gif",
        "/images/email.gif",
        "/tag/facebook.gif",
        "/xys_weibo.jpg",
        "/img/850x118-1.jpg",
        "/face2/0.gif",
    ],
)
def test_icons_and_banners_are_none(address: str) -> None:
    assert images(f'<p><img src="{address}"></p>') == []


@pytest.mark.parametrize(
    "address", ["/home/2024/a.jpg", "/photo/top.jpg", "/upload/640x480-1.jpg", "/weibo/2024/131.jpg"]
)
def test_photographs_with_such_words_in_their_addresses_are_pictures(address: str) -> None:
    assert images(f'<p><img src="{address}"></p>') == [(address, None, None)]


def test_lines_below_pictures_of_the_head_are_captions() -> None:
    page = (
        "<html><head><title>旧渡口的石阶修好了</title></head><body><div><h1>旧渡口的石阶修好了</h1><p>2024-05-20 10:20 来源：河光日报</p>"
        f"<div class=g><img src=/1.jpg><p>石匠在编号。</p><img src=/2.jpg><p>装好的石阶亮起灯</p></div><div class=wz>{BEFORE}{AFTER}</div></div></body></html>"
    )
    article = clean(page)
    assert [image.caption for image in article.images] == ["石匠在编号。", "装好的石阶亮起灯"]
    account = page.replace("石匠在编号。", "河光日报").replace("装好的石阶亮起灯", "能力值:545803")
    assert [image.caption for image in clean(account).images] == [None, None]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<table><tr><td><img src=/1.jpg><br>石匠在编号</td></tr><tr><td>石阶的最后一级也装好了，灯亮了起来。</td></tr></table>", "石匠在编号"),
        ("<table><tr><td><img src=/1.jpg><br>石匠在编号。</td></tr><tr><td>石阶的最后一级也装好了，灯亮了起来。</td></tr></table>", None),
        ("<div><img src=/1.jpg><p>石匠在编号。</p></div>", "石匠在编号。"),
        ("<div><img src=/1.jpg><p>石匠编完号，又把四十二级石阶从头到尾走了一遍，才收起尺子。</p></div>", None),
        ("<div><img src=/1.jpg><p>石匠在编号。</p><p>他说还要三天。</p></div>", None),
    ],
)  # fmt: skip
def test_a_line_that_shares_its_box_with_a_picture_alone(inside: str, expected: str | None) -> None:
    assert images(inside) == [("/1.jpg", expected, None)]


def around(above: str, *, before: str = "", after: str = "") -> list[str]:
    """The pictures of a page with something above its headline, in the element of the article."""
    page = (
        f"<html><head><title>旧渡口的石阶修好了</title></head><body>{before}<div class=w>{above}<h1>旧渡口的石阶修好了</h1>"
        f"<p>2024-05-20 10:20 来源：河光日报</p><div class=wz>{BEFORE}{AFTER}</div></div>{after}</body></html>"
    )
    return [image.url for image in clean(page).images]


def test_a_picture_above_the_headline_opens_the_article_s_element() -> None:
    hero = "<div class=h><img src='/1.jpg'></div>"
    assert around(hero) == ["/1.jpg"]
    assert around(f"{hero}<p>石阶修缮之后：</p>") == ["/1.jpg"]
    assert around(f"<p><a href='/'>首页</a></p>{hero}") == []  # it opens no element with the headline
    assert around("", before=hero) == []
    rest = "".join(f"<li><a href='/{n}'>河光镇的另一条消息之{n}</a></li>" for n in range(9))
    assert around(hero, after=f"<ul>{rest}</ul>") == ["/1.jpg"]
    assert around(f"<div>{hero}", after=f"</div><ul>{rest}</ul></div>") == ["/1.jpg"]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("background-image:url(/g.jpg);height:360px", ["/g.jpg"]),
        ("background: #eee url('/g.jpg') center/cover no-repeat", ["/g.jpg"]),
        ("background-image:url(&quot;/g.jpg&quot;)", ["/g.jpg"]),
        ("background:url(/g.jpg) repeat-x", []),
        ("background-image:url(/g.jpg);width:40px;height:40px", []),
        ("background-image:url(/g.jpg);width:41px;height:41px", ["/g.jpg"]),
        ("background-image:url(data:image/gif;base64,R0lGOD)", []),
        ("background-image:url(/img/loading.gif)", []),
        ("background-image:linear-gradient(#fff,#eee)", []),
    ],
)
def test_a_picture_may_be_painted_by_a_style(style: str, expected: list[str]) -> None:
    assert [url for url, _, _ in images(f'<div style="{style}"></div>')] == expected
    assert [
        url
        for url, _, _ in images(
            f'<div style="{style}"><p>石匠把每一级都编了号，拆下来怎么放，装上去就怎么放。</p></div>'
        )
    ] == []
