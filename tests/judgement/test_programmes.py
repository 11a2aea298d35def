"""Tables with a column of days: what is on each day is data, and no moment or headline of the page; nearest to them a head laid out as a
table, and a table of two days."""

from __future__ import annotations

import pytest

from cleaners import Article, clean
from cleaners.evidence.tables import is_programme
from cleaners.values import Block

NAMES = ("时间", "讲座内容", "主讲人")
ROWS = (
    ("2024-05-11", "桥的故事", "林一帆"),
    ("2024-05-18", "渡口与码头", "何静"),
    ("2024-05-25", "老城墙怎么修", "田野"),
    ("2024-06-01", "一座水塔", "周书言"),
)
TOLD = (
    "讲座在三楼报告厅举行，每场提前半小时开始入座，座位有限，先到先得，请自觉遵守场内秩序。",
    "听满四场的读者可以领取一本纪念册，凭读者证到服务台登记，领完为止。",
)
TITLE = "2024年夏季滨江讲座安排"


def table(rows: tuple[tuple[str, ...], ...]) -> str:
    return "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows) + "</table>"


def page(inside: str, title: str = "江城市图书馆") -> Article:
    return clean(
        f"<html><head><title>{title}</title></head><body><div class=nav><a href='/'>首页</a></div><div class=main>{inside}</div>"
        "<div class=foot>版权所有 江城市图书馆</div></body></html>"
    )


LINES = ["\t".join(row) for row in (NAMES, *ROWS)]


@pytest.mark.parametrize("heading", [f"<h3>{TITLE}</h3>", f"<p><b>{TITLE}</b></p>"])
def test_a_programme_is_text_under_its_heading(heading: str) -> None:
    found = page(heading + table((NAMES, *ROWS)) + "".join(f"<p>{line}</p>" for line in TOLD))
    assert found.headline == TITLE
    assert (found.date_published, found.authors) == (None, ())
    assert found.text.split("\n") == [*LINES, *TOLD]


def test_the_moment_above_a_programme_is_the_pages() -> None:
    facts = "<p>发布日期：2024-05-08　作者：宣教部</p>"
    found = page(f"<h3>{TITLE}</h3>{facts}{table((NAMES, *ROWS))}<p>{TOLD[0]}</p>", f"{TITLE}-江城市图书馆")
    assert found.date_published == "2024-05-08T00:00:00+08:00"
    assert found.text.split("\n") == [*LINES, TOLD[0]]


def test_a_head_in_cells_states_facts() -> None:
    rows = f"<tr><td><h1>{TITLE}</h1></td></tr><tr><td>2024-05-12</td><td>来源：江城日报</td></tr>"
    found = page(f"<table>{rows}<tr><td colspan=2><p>{TOLD[0]}</p><p>{TOLD[1]}</p></td></tr></table>", TITLE)
    assert found.date_published == "2024-05-12T00:00:00+08:00"
    assert (found.source, found.text) == ("江城日报", "\n".join(TOLD))


@pytest.mark.parametrize(("rows", "expected"), [(ROWS[:3], True), (ROWS[:2], False)])
def test_three_days_make_a_programme(rows: tuple[tuple[str, ...], ...], expected: bool) -> None:
    blocks = [
        Block(row * 3 + column, text, "cell", cell=(0, row, column))
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells)
    ]
    assert is_programme(blocks, 0) is expected


HOURS = "".join(
    f"<tr><td>{street}</td><td>{day}</td><td>9:00-16:00</td></tr>"
    for street, day in (("东门街", "5月6日"), ("书院巷", "5月7日"))
)
NOTICE = "因更换主干水管，老城区分时段停水，请居民提前储水，独居老人可以预约上门送水。"


def _notice(rows: str) -> Article:
    head = "<h2>关于老城区分时段停水的通告</h2><div>发布时间：2024-05-04 10:00</div>"
    return clean(
        f"<title>关于老城区分时段停水的通告</title><div>{head}<table>{rows}<tr><td colspan=3>{NOTICE}<br>{TOLD[0]}</td></tr></table></div>"
    )


def test_rows_above_the_sentences_of_their_table_are_text() -> None:
    article = _notice(HOURS)
    assert article.is_article
    assert article.text.startswith("东门街\t5月6日\t9:00-16:00\n书院巷")


def test_facts_in_rows_above_the_sentences_are_facts() -> None:
    facts = "<tr><td>来源：水务局</td><td>作者：林一帆</td></tr><tr><td>日期：2024-05-04</td><td>点击：203</td></tr>"
    assert _notice(facts).text.startswith(NOTICE)
