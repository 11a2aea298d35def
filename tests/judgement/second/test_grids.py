"""Tables behind a text and inside it: the article's own, and those of the page."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cleaners import Article, clean

PLAN = "青屿学院明年计划招收硕士研究生一百三十五名，其中推荐免试生约占三成，具体人数以下达的计划为准。"
TERMS = "报考的人应当有国家承认的本科学历，身体健康，网上报名从十月八日开始，二十五日结束，逾期不再补报。"
ANNOUNCED = "附：招生专业及考试科目"
ROWS = (
    ("专业代码", "专业名称", "人数", "考试科目"),
    ("080201", "机械制造", "24", "英语、数学、机械原理"),
    ("081001", "通信系统", "30", "英语、数学、信号与系统"),
    ("120203", "旅游管理", "9", "英语、管理学、旅游学概论"),
)
CELLS = [cell for row in ROWS for cell in row]


def table(rows: Sequence[Sequence[str]]) -> str:
    lines = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table border="1">{"".join(lines)}</table>'


def alike(rows: Sequence[Sequence[str]]) -> str:
    lines = (
        '<div class="row">' + "".join(f'<div class="cell">{cell}</div>' for cell in row) + "</div>" for row in rows
    )
    return f'<div class="grid">{"".join(lines)}</div>'


def read(lines: Sequence[str], behind: str) -> Article:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return clean(
        "<!DOCTYPE html><html><head><title>青屿学院硕士研究生招生简章</title></head><body>"
        f"<div class=main><h1>青屿学院硕士研究生招生简章</h1><div>2026-09-20 09:30 来源：研究生院</div><div class=c>{body}</div>"
        f"{behind}</div><div>青屿学院 版权所有</div></body></html>"
    )


def flat(article: Article) -> list[str]:
    return article.text.replace("\t", "\n").split("\n")


@pytest.mark.parametrize("build", [table, alike], ids=["table", "alike"])
def test_a_table_that_the_last_line_announces_is_the_articles(build: object) -> None:
    article = read([PLAN, TERMS, ANNOUNCED], build(ROWS))  # type: ignore[operator]
    assert flat(article) == [PLAN, TERMS, ANNOUNCED, *CELLS]
    assert "second_grid" in article.flags


def test_a_table_under_a_title_of_its_own_and_a_note_below_it() -> None:
    article = read([PLAN, TERMS], f"<div>招生专业一览</div>{table(ROWS)}<div>注：人数可能略有调整。</div>")
    assert flat(article) == [PLAN, TERMS, "招生专业一览", *CELLS, "注：人数可能略有调整。"]


def test_a_table_of_what_the_text_speaks_of_needs_no_announcement() -> None:
    spoken = "今年新增的是通信系统和旅游管理两个专业，前者三十人，后者只有九人，都在新校区上课。"
    assert flat(read([PLAN, spoken], table(ROWS))) == [PLAN, spoken, *CELLS]


@pytest.mark.parametrize(
    ("last", "behind"),
    [
        (TERMS, table(ROWS)),
        (TERMS, alike(ROWS)),
        (ANNOUNCED, table([[f'<a href="/{cell}">{cell}</a>' for cell in row] for row in ROWS])),
        (ANNOUNCED, f"<h3>相关阅读</h3>{table(ROWS)}"),
        (ANNOUNCED, f"<p>编辑：殷一鸣</p>{table(ROWS)}"),
        (ANNOUNCED, table([(cell,) for cell in CELLS])),
        (
            ANNOUNCED,
            table(
                [
                    ("索引号：", "2026-31", "发布机构：", "研究生院"),
                    ("标题：", "招生简章", "发文日期：", "2026年9月20日"),
                ]
            ),
        ),
    ],
    ids=["not-spoken-of", "not-spoken-of-alike", "links", "widget", "behind-the-credit", "one-column", "index"],
)
def test_a_table_that_is_not_the_articles_stays_out(last: str, behind: str) -> None:
    assert flat(read([PLAN, TERMS, last] if last != TERMS else [PLAN, TERMS], behind)) == [
        PLAN,
        TERMS,
        *([last] if last != TERMS else []),
    ]


def test_cells_that_look_like_controls_stay_in_a_table_of_the_text() -> None:
    rows = (
        ("奖级", "中奖注数", "单注奖金"),
        ("一等奖", "7", "7210000"),
        ("二等奖", "152", "132455"),
        ("三等奖", "中", "200"),
    )
    article = read([PLAN, TERMS], "").text
    inside = clean(
        "<!DOCTYPE html><html><head><title>双色球开奖公告</title></head><body><div class=c><h1>双色球开奖公告</h1>"
        f"<div>2026-11-20 09:30</div><p>{PLAN}</p><p>{TERMS}</p>{table(rows)}</div></body></html>"
    )
    assert article == f"{PLAN}\n{TERMS}"
    assert flat(inside) == [PLAN, TERMS, *(cell for row in rows for cell in row)]


NAMES = (("竹编", "路小青"), ("剪纸", "蔺桂芳"), ("锡壶", "窦火旺"))


@pytest.mark.parametrize(("headline", "is_own"), [("手艺展参展名单", True), ("手艺展国庆开展", False)])
def test_a_headline_announces_a_table_of_names(headline: str, is_own: bool) -> None:
    text = f"<tr><td>{PLAN}<br>{TERMS}</td></tr>"
    body = f"<table><tr><td><b>{headline}</b></td></tr><tr><td>2019-09-26 15:00</td></tr></table><table>{text}</table>{table(NAMES)}"
    assert ("窦火旺" in clean(f"<title>{headline}</title>{body}<div>版权所有</div>").text) is is_own
