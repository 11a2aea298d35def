"""Lines of the house below an article: they go in every shape of page, and true sentences of the same words stay."""

from __future__ import annotations

import html
from collections.abc import Iterator

import pytest

from cleaners import clean
from tests.closing_lines import KINDS

PARAGRAPHS = (
    "旧渡口的四十二级石阶昨天修好了，石匠把每一级都编了号，拆下来怎么放，装上去就怎么放。",
    "第一个走下去的是卖菱角的董奶奶，她在这里上了六十年船，闭着眼睛也知道第九级缺一个角。",
    "管理处说，夜里会给最下面三级亮一盏灯，水涨上来的时候灯会变红，提醒人不要再往下走。",
)
TEXT = "\n".join(PARAGRAPHS)
PAGE = (
    "<!DOCTYPE html><html><head><title>旧渡口的石阶修好了_河光新闻网</title></head><body><div><a href=/>首页</a> <a href=/a>要闻</a></div>"
    "<div class=main><h1>旧渡口的石阶修好了</h1><div class=info>2024-05-20 10:20 来源：河光日报</div>{}</div>"
    "<div class=footer><p>关于我们 | 联系我们</p><p>Copyright © 河光新闻网 版权所有 云ICP备00000456号</p></div></body></html>"
)


def body(*paragraphs: str) -> str:
    return "<div class=content>" + "".join(f"<p>{one}</p>" for one in paragraphs) + "</div>"


def shapes(line: str) -> Iterator[tuple[str, str]]:
    """The line below the article: a paragraph of its container, a box after it, a line inside its last paragraph, flattened."""
    shown = html.escape(line, quote=False)
    yield "paragraph", PAGE.format(body(*PARAGRAPHS, shown))
    yield "box", PAGE.format(body(*PARAGRAPHS) + f"<div>{shown}</div>")
    yield "line", PAGE.format(body(*PARAGRAPHS[:-1], f"{PARAGRAPHS[-1]}<br><span>{shown}</span>"))
    yield "text", f"旧渡口的石阶修好了\n2024-05-20 10:20 来源：河光日报\n{TEXT}\n{line}\n"


@pytest.mark.parametrize("kind", KINDS)
def test_lines_of_the_house_go(kind: str) -> None:
    left = [
        (line, name)
        for line in KINDS[kind].lines
        for name, page in shapes(line)
        if (article := clean(page)).text != TEXT or not any(line in one.text for one in article.removals)
    ]
    assert left == []


@pytest.mark.parametrize("kind", KINDS)
def test_true_sentences_of_the_same_words_stay(kind: str) -> None:
    lost = [
        (line, name)
        for line in KINDS[kind].stay
        for name, page in shapes(line)
        if name != "box" and not clean(page).text.endswith(line)
    ]
    assert lost == []


#: What is glued to the last sentence and goes, as markup.
GLUED = (
    '<a href="/">返回跨手，查看更多</a>',
    "返回渔光，查看更多",
    "<span>返回河光网首页&gt;&gt;</span>",
    "[责任编辑：滕小禾]",
    "（责编：滕小禾、丛雪）",
    "<em>编辑 滕小禾 审读 丛雪</em>",
    '<a href="http://www.example.com/">阅读原文</a>',
    '[责任编辑：滕小禾]<a href="/">返回跨手，查看更多</a>',
    "（原标题：旧渡口重新开通）",
    "更多精彩内容请关注河光新闻公众号",
    '<a href="/app">打开APP阅读全文</a>',
)
#: What is the sentence's own: signatures, notes, and links in a text.
OWN = (
    "（完）",
    "（记者滕小禾）",
    '<a href="/x">新渡口</a>',
    "（图片由市图书馆提供）",
    '<a href="#n1">[1]</a>',
    "（编辑部设在老城区）",
    "（来源：河光日报）",
    "（编译/滕小禾）",
    "“返回村里的路，查看更多的是水”",
    '见<a href="/w">《河光集》原文</a>',
)


@pytest.mark.parametrize("glued", GLUED)
def test_a_line_glued_to_the_last_sentence_goes(glued: str) -> None:
    page = PAGE.format(body(*PARAGRAPHS[:-1], PARAGRAPHS[-1] + glued))
    assert clean(page).text == TEXT


@pytest.mark.parametrize("own", OWN)
def test_what_belongs_to_the_last_sentence_stays(own: str) -> None:
    page = PAGE.format(body(*PARAGRAPHS[:-1], PARAGRAPHS[-1] + own))
    text = clean(page).text
    assert text.startswith(TEXT)
    assert len(text) > len(TEXT)


def test_a_parted_line_keeps_its_links_and_moves_what_follows() -> None:
    page = PAGE.format(body(f'{PARAGRAPHS[0]}<a href="/">返回首页，查看更多</a>', *PARAGRAPHS[1:]))
    article = clean(page)
    assert article.text == TEXT
    assert [block.number for block in article.blocks] == list(range(len(article.blocks)))
    parted = next(block for block in article.blocks if block.text == "返回首页，查看更多")
    assert parted.link_chars == len(parted.text)
    assert [(mark.start, mark.end) for mark in parted.marks] == [(0, len(parted.text))]
