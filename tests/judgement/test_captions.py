"""Which lines belong to a picture."""

from __future__ import annotations

import pytest

from cleaners import clean

PROSE = (
    "夜校设在老车间里，白天是展厅，晚上点起灯来就是教室，墙上还留着当年安全生产的红字，学员们进门先要摸一摸。",
    "每天晚上来听课的有三百人，坐不下的就站在走廊里，老师把黑板往门口挪了又挪，声音也提高了许多。",
    "下一步夜校打算把课开到工业园区的食堂里去，谭老师说，人走不过来，课就走过去，路远一点不要紧。",
)
CAPTION = "学员在老车间里上数控编程课。"


@pytest.mark.parametrize(
    ("shape", "picture", "taken"),
    [
        ("<ul><li>{}</li></ul>", "<p align=center><img src=/a.jpg></p><p align=center>{}</p>", True),  # all in an item
        ("<div>{}</div>", "<table><tr><td><img src=/a.jpg></td></tr><tr><td>{}</td></tr></table>", True),
        ("<div>{}</div>", "<table><tr><td><img src=/a.jpg></td><td>{}</td></tr><tr><td>周一</td><td>识图</td></tr></table>", False),
        ("<div>{}</div>", "<img src=/a.jpg><table><tr><td>{}</td></tr></table>", False),  # a part of the text
        ("<div>{}</div>", "<a><img src=/a.jpg></a><h2>{}</h2>", True),
        ("<div>{}</div>", "<p>课表贴在门口，字写得很大，远远就看得见。</p><h2>{}</h2>", False),
    ],
    ids=["item", "table", "data", "part", "heading", "no-picture"],
)  # fmt: skip
def test_a_line_under_a_picture(shape: str, picture: str, taken: bool) -> None:
    text = (
        "".join(f"<p>{line}</p>" for line in PROSE[:1])
        + picture.format(CAPTION)
        + f"<p>{PROSE[1]}</p><p>{PROSE[2]}</p>"
    )
    page = f"<html><head><title>夜校</title></head><body><h1>老车间里的夜校</h1><p>2024-05-20 10:20</p>{shape.format(text)}</body></html>"
    article = clean(page)
    assert (CAPTION in article.text) is not taken
    assert all(line in article.text for line in PROSE)


@pytest.mark.parametrize(("heading", "taken"), [("夜校的灯 王小桥 摄", True), ("夜校的灯", False)])
def test_a_heading_under_a_picture_that_says_who_took_it(heading: str, taken: bool) -> None:
    page = f"<html><body><h1>老车间里的夜校</h1><p>2024-05-20 10:20</p><div><p>{PROSE[0]}</p><img src=/a.jpg><h2>{heading}</h2><p>{PROSE[1]}</p></div></body></html>"
    assert (heading in clean(page).text.split("\n")) is not taken
