"""A page that shows the source of another is read as that other one, and an article about markup as what it is."""

from __future__ import annotations

from html import escape

import pytest

from cleaners import clean
from cleaners.evidence.shown_source import SHOWS_SOURCE

PAGE = """<!DOCTYPE html>
<html><head><title>古渡口重新开船</title></head>
<body><h1>古渡口重新开船</h1>
<p class="from">2023-05-06 来源：芦洲日报</p>
<p>停了十六年的芦洲古渡口今天重新开船，头一班坐了二十一个人，都是附近的老住户。</p>
<p>船票仍是一元，摆渡的还是原来那位船工的儿子，他把父亲留下的铜铃挂回了船头。</p>
</body></html>"""


def in_lines(source: str) -> str:
    """As a browser saves its view of a source, a line a row of a table."""
    rows = (
        f'<tr><td class="line-number" value="{number}"></td><td class="line-content">{escape(line)}</td></tr>'
        for number, line in enumerate(source.split("\n"), 1)
    )
    switch = "<form><label>自动换行<input type=checkbox></label></form>"
    return f"<html><head><title>view-source</title></head><body>{switch}<table><tbody>{''.join(rows)}</tbody></table></body></html>"


def coloured(source: str) -> str:
    """As another browser does: each bracket, name and value in an element of its own."""
    marked = (
        escape(source)
        .replace("&lt;", "<span>&lt;</span><span class='start-tag'>")
        .replace("&gt;", "</span><span>&gt;</span>")
    )
    return f"<html><body><pre id=line1>{marked}</pre></body></html>"


@pytest.mark.parametrize(
    "shown",
    [
        in_lines(PAGE),
        coloured(PAGE),
        in_lines("<!-- saved -->\n" + PAGE),
        f"<html><body><pre>{escape(PAGE.lower())}</pre><p>复制代码</p></body></html>",
    ],
)
def test_the_page_behind_a_source_is_read(shown: str) -> None:
    article, plain = clean(shown), clean(PAGE)
    assert article.flags == (SHOWS_SOURCE, *plain.flags)
    assert (article.text, article.headline, article.date_published, article.source) == (
        plain.text,
        "古渡口重新开船",
        "2023-05-06T00:00:00+08:00",
        "芦洲日报",
    )


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (
            "<h1>网页的第一个标签该怎么写</h1><p>许多人写网页的时候忘了声明文档类型，浏览器只好按照旧的规矩去猜，下面是一个完整的例子。</p>",
            "",
        ),
        (
            "<h1>第一个标签</h1>",
            "<p>" + "许多人写网页的时候忘了声明文档类型，浏览器只好按照旧的规矩去猜。" * 4 + "</p>",
        ),
    ],
)
def test_an_article_about_markup_is_read_itself(above: str, below: str) -> None:
    article = clean(f"<html><body>{above}<pre>{escape(PAGE)}</pre>{below}</body></html>")
    assert SHOWS_SOURCE not in article.flags
    assert article.headline != "古渡口重新开船"


def test_a_page_that_shows_no_document_is_itself() -> None:
    assert SHOWS_SOURCE not in clean(PAGE.replace("二十一个人", "&lt;html&gt;二十一个人")).flags
    assert SHOWS_SOURCE not in clean("<html><body><pre>&lt;p&gt;古渡口重新开船&lt;/p&gt;</pre></body></html>").flags
