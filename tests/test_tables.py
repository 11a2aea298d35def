"""Tables: every value under its heading in Markdown, spans kept in HTML, rows kept in the text, words of cells kept."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html

from cleaners import Article, clean
from cleaners.reading.spans import MAX_COLUMNS, MAX_ROWS, columns_of, place_cell, rows_of
from tests.walks import differences

ABOVE = "旧渡口的四十二级石阶昨天修好了，石匠把每一级都编了号，拆下来怎么放，装上去就怎么放。"
BELOW = "管理处说，夜里会给最下面三级亮一盏灯，水涨上来的时候灯会变红，提醒人不要再往下走。"


def page(table: str) -> str:
    return (
        "<!DOCTYPE html><html><head><title>旧渡口的石阶修好了_河光新闻网</title></head><body><div><a href=/>首页</a></div><div>"
        f"<h1>旧渡口的石阶修好了</h1><div>2024-05-20 10:20 来源：河光日报</div><div><p>{ABOVE}</p>{table}<p>{BELOW}</p></div></div></body></html>"
    )


def between(text: str) -> str:
    return text.split(ABOVE)[1].split(BELOW)[0].strip("\n")


def table(*rows: str) -> str:
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


#: Tables, and their rows as a browser shows them, a cell that spans several read in each of its places.
SPANS = {
    "headings over two rows": (
        table(
            "<th rowspan=2>地区</th><th colspan=2>2023年</th><th colspan=2>2024年</th>",
            "<th>上半年</th><th>下半年</th><th>上半年</th><th>下半年</th>",
            "<td>河光</td><td>1</td><td>2</td><td>3</td><td>4</td>",
            "<td>澜州</td><td>5</td><td>6</td><td>7</td><td>8</td>",
        ),
        [
            ["地区", "2023年", "2023年", "2024年", "2024年"],
            ["地区", "上半年", "下半年", "上半年", "下半年"],
            ["河光", "1", "2", "3", "4"],
            ["澜州", "5", "6", "7", "8"],
        ],
    ),
    "groups of rows": (
        table(
            "<td>班次</td><td>渡口</td><td>时间</td>",
            "<td rowspan=3>早班</td><td>东渡</td><td>06:30</td>",
            "<td>西渡</td><td>07:10</td>",
            "<td>南渡</td><td>07:40</td>",
            "<td rowspan=2>晚班</td><td>东渡</td><td>18:00</td>",
            "<td>西渡</td><td>18:30</td>",
        ),
        [
            ["班次", "渡口", "时间"],
            ["早班", "东渡", "06:30"],
            ["早班", "西渡", "07:10"],
            ["早班", "南渡", "07:40"],
            ["晚班", "东渡", "18:00"],
            ["晚班", "西渡", "18:30"],
        ],
    ),
    "a block of two by two": (
        table(
            '<td colspan="2" rowspan="2">合计</td><td>一</td><td>二</td>',
            "<td>三</td><td>四</td>",
            "<td>甲</td><td>乙</td><td>丙</td><td>丁</td>",
        ),
        [["合计", "合计", "一", "二"], ["合计", "合计", "三", "四"], ["甲", "乙", "丙", "丁"]],
    ),
    "a span in the middle and at the end": (
        table(
            "<td>项目</td><td>单价</td><td>备注</td>",
            "<td>成人</td><td>2元</td><td rowspan=2>凭票</td>",
            "<td>儿童</td><td>免费</td>",
            "<td>自行车</td><td colspan=2>暂停</td>",
        ),
        [["项目", "单价", "备注"], ["成人", "2元", "凭票"], ["儿童", "免费", "凭票"], ["自行车", "暂停", "暂停"]],
    ),
    "an empty corner and a span to the end": (
        table(
            "<td></td><td>东渡</td><td>西渡</td>",
            "<td>早</td><td>3</td><td rowspan=0>停航</td>",
            "<td>晚</td><td>5</td>",
        ),
        [["", "东渡", "西渡"], ["早", "3", "停航"], ["晚", "5", "停航"]],
    ),
}


def markdown_rows(article: Article) -> list[list[str]]:
    lines = between(article.to_markdown()).split("\n")
    assert set(lines[1]) <= set("| -")
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in (lines[0], *lines[2:])]


@pytest.mark.parametrize("name", SPANS)
def test_every_value_stands_under_its_heading(name: str) -> None:
    markup, rows = SPANS[name]
    assert markdown_rows(clean(page(markup))) == rows


@pytest.mark.parametrize("name", SPANS)
def test_html_keeps_the_spans(name: str) -> None:
    markup, rows = SPANS[name]
    tree = lxml_html.fromstring(clean(page(markup)).to_html())
    grid: dict[tuple[int, int], str] = {}
    for row, line in enumerate(tree.iter("tr")):
        column = 0
        for cell in line:
            while (row, column) in grid:
                column += 1
            for down in range(int(cell.get("rowspan", "1"))):
                for across in range(int(cell.get("colspan", "1"))):
                    grid[row + down, column + across] = cell.text_content()
    assert [[grid[row, column] for column in range(len(rows[0]))] for row in range(len(rows))] == rows


@pytest.mark.parametrize("name", SPANS)
def test_both_walks_place_cells_alike(name: str) -> None:
    assert differences(page(SPANS[name][0])) == []


def test_a_first_row_across_the_table_is_its_title() -> None:
    markup = table("<td colspan=2>渡口收费（2024年）</td>", "<td>项目</td><td>单价</td>", "<td>成人</td><td>2元</td>")
    assert between(clean(page(markup)).to_markdown()) == (
        "渡口收费（2024年）\n\n| 项目 | 单价 |\n| --- | --- |\n| 成人 | 2元 |"
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<table><caption>表1：渡口收费</caption><tr><td>项目</td><td>单价</td></tr><tr><td>成人</td><td>2元</td></tr></table>",
        "<figure><figcaption>表1：渡口收费</figcaption><table><tr><td>项目</td><td>单价</td></tr><tr><td>成人</td><td>2元</td></tr></table></figure>",
    ],
)
def test_what_a_table_is_called_is_kept(markup: str) -> None:
    article = clean(page(markup))
    assert between(article.text) == "表1：渡口收费\n项目\t单价\n成人\t2元"
    assert between(article.to_markdown()).startswith("表1：渡口收费\n\n| 项目 | 单价 |")


def test_the_caption_of_a_picture_in_a_figure_is_no_text() -> None:
    article = clean(page('<figure><img src="/a.jpg"><figcaption>修好的石阶</figcaption></figure>'))
    assert between(article.text) == ""
    assert article.images[0].caption == "修好的石阶"


def test_cells_with_paragraphs_stay_in_their_row() -> None:
    markup = table(
        "<td><p>线路</p></td><td><div>原因</div></td>",
        "<td><p>12路</p><p>（快线）</p></td><td><div>修路</div></td>",
        "<td><p>35路</p></td><td><div>架桥</div></td>",
    )
    assert between(clean(page(markup)).text) == "线路\t原因\n12路 （快线）\t修路\n35路\t架桥"


def test_words_of_controls_are_words_of_a_table_of_data() -> None:
    rows = [
        ("功能", "图标", "说明"),
        ("编辑", "铅笔", "改一条水位"),
        ("分享", "箭头", "发给同事"),
        ("首页", "房子", "回到总表"),
        ("登录", "钥匙", "换人值班"),
    ]
    markup = table(*("".join(f"<td>{cell}</td>" for cell in row) for row in rows))
    assert between(clean(page(markup)).text) == "\n".join("\t".join(row) for row in rows)


def test_a_table_of_controls_goes() -> None:
    markup = table("<td>分享</td><td>微信</td>", "<td>打印</td><td>关闭</td>")
    assert between(clean(page(markup)).text) == ""


def test_times_of_a_day_are_text_and_the_length_of_a_video_is_none() -> None:
    day = clean(page("<p>09:00</p><p>开船</p><p>10:30</p><p>到西渡</p><p>12:00</p><p>吃饭</p>"))
    assert between(day.text) == "09:00\n开船\n10:30\n到西渡\n12:00\n吃饭"
    film = clean(page('<video src="/a.mp4"></video><p>01:20</p>'))
    assert between(film.text) == ""
    assert film.videos[0].duration == 80


def test_a_wide_cell_of_sentences_does_not_hide_the_rows_below_it() -> None:
    rows = "".join(f"<tr><td>门类{n}</td><td>师傅{n}</td><td>{n}</td></tr>" for n in range(2, 9))
    markup = f"<table border=1><tr><td colspan=3>{ABOVE}<br>{BELOW}<br>{ABOVE}</td></tr>{rows}</table>"
    article = clean(f"<html><head><title>渡口招工简章</title></head><body><h1>渡口招工简章</h1>{markup}</body></html>")
    assert "门类5\t师傅5\t5" in article.text


@pytest.mark.parametrize(
    ("value", "columns", "rows"),
    [
        (None, 1, 1),
        ("3", 3, 3),
        (" 2 ", 2, 2),
        ("0", 1, MAX_ROWS),
        ("-2", 1, 1),
        ("x", 1, 1),
        ("999999", MAX_COLUMNS, MAX_ROWS),
    ],
)
def test_spans_are_numbers_within_bounds(value: str | None, columns: int, rows: int) -> None:
    assert (columns_of(value), rows_of(value)) == (columns, rows)


def test_a_cell_stands_past_those_that_reach_down() -> None:
    cells = [1, 0, -1]
    carried = place_cell(cells, None, 2, 1)
    assert (cells, carried) == ([1, 0, 0, 2, 1], {0: 1})
    cells[1:] = (1, -1)
    assert place_cell(cells, carried, 1, 1) == {0: 1}
    assert cells == [1, 1, 1]
