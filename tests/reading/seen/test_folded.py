"""Shadow roots are part of the page; what noscript, textarea and scripts of markup hold is read where the DOM has no article."""

from __future__ import annotations

import html
import random

import pytest

from cleaners import clean
from tests.encodings import HEADLINE, PROSE
from tests.pace import assert_within
from tests.walks import differences, walked

LINES = "\n".join(PROSE)
P = "".join(f"<p>{line}</p>" for line in PROSE)
H1 = f"<h1>{HEADLINE}</h1>"
DATE = "<div>2025-03-25 10:20</div>"
COMMENT = "登录后才可以发布评论，您的评论将在审核之后与大家见面。"


def _page(body: str) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{HEADLINE}</title></head><body>{body}</body></html>'
    )


SHADOWS = {
    "all in one root": f"<x-a><template shadowrootmode=open>{H1}{DATE}{P}<p>编辑 赵一鸣</p></template></x-a>",
    "closed, in capitals": f"<x-a><TEMPLATE ShadowRootMode='CLOSED'>{H1}{DATE}{P}<p>编辑 赵一鸣</p></TEMPLATE></x-a>",
    "the older name": f"<x-a><template shadowroot=open>{H1}{DATE}{P}<p>编辑 赵一鸣</p></template></x-a>",
    "roots in roots": "<x-a><template shadowrootmode=open><x-b><template shadowrootmode=open>"
    f"{H1}{DATE}</template></x-b><x-c><template shadowrootmode=open>{P}</template></x-c><p>编辑 赵一鸣</p></template></x-a>",
    "a text in the slot": f"<x-a><template shadowrootmode=open>{H1}{DATE}<slot></slot><p>编辑 赵一鸣</p></template>{P}</x-a>",
    "slots with names": "<x-a><template shadowrootmode=open><slot name=h></slot><slot name=d></slot><main><slot>空</slot></main>"
    f'<slot name=e></slot></template>{P}<p slot="e">编辑 赵一鸣</p><h1 slot="h">{HEADLINE}</h1><div slot="d">2025-03-25 10:20</div></x-a>',
    "slots handed on": f"<x-a><template shadowrootmode=open><x-b><template shadowrootmode=open>{H1}{DATE}<slot></slot></template>"
    f"<slot></slot></x-b><p>编辑 赵一鸣</p></template>{P}</x-a>",
    "what stands in no slot": f"<x-a><template shadowrootmode=open>{H1}{DATE}{P}<p>编辑 赵一鸣</p></template><p>{COMMENT}</p></x-a>",
    "beside a template": f"<x-a><template shadowrootmode=open>{H1}{DATE}{P}<p>编辑 赵一鸣</p></template></x-a><template><p>{COMMENT}</p></template>",
    "a slot's own text": f"<x-a><template shadowrootmode=open>{H1}{DATE}<slot>{P}</slot><p>编辑 赵一鸣</p></template></x-a>",
}  # fmt: skip


@pytest.mark.parametrize("name", SHADOWS)
def test_shadow_roots_are_shown(name: str) -> None:
    page = _page(SHADOWS[name])
    article = clean(page)
    assert article.text == LINES
    assert article.headline == HEADLINE
    assert article.date_published == "2025-03-25T10:20:00+08:00"
    assert [person.name for person in article.credits] == ["赵一鸣"]
    assert COMMENT not in article.to_json()


def test_a_plain_template_is_not_shown() -> None:
    assert [block.text for block in walked("<div>甲<template><p>乙</p></template></div>").blocks] == ["甲"]


def test_a_shadow_root_inside_a_sentence() -> None:
    page = "<p>据<x-a><template shadowrootmode=open><b>《晚报》</b></template></x-a>报道，桥通了。</p>"
    assert [block.text for block in walked(page).blocks] == ["据《晚报》报道，桥通了。"]


FOLDED = {
    "noscript": f"<noscript>{P}</noscript>",
    "noscript in a box": f'<div class="content"><noscript><div>{P}</div></noscript></div>',
    "textarea": f'<textarea id="c" style="display:none">{P}</textarea>',
    "textarea, escaped": f"<textarea hidden>{html.escape(P)}</textarea>",
    "textarea, plain": f"<textarea>{LINES}</textarea>",
    "template": f'<template id="c">{P}</template>',
    "text/html": f'<script type="text/html" id="c">{P}</script>',
    "text/template": f'<script type="text/template; charset=utf-8">\n<div>{P}</div>\n</script>',
    "text/x-template": f"<script type='TEXT/X-TEMPLATE'>{P}</script>",
    "text/plain": f'<script type="text/plain">{LINES}</script>',
}


@pytest.mark.parametrize(
    "shell", ["", "<img src=/a.jpg><img src=/b.jpg><img src=/c.jpg>", "<video src=/a.mp4></video>"]
)
@pytest.mark.parametrize("name", FOLDED)
def test_what_is_folded_is_read_where_the_page_shows_no_article(name: str, shell: str) -> None:
    article = clean(_page(f"<div><a href='/'>首页</a></div>{H1}{DATE}{shell}{FOLDED[name]}<div>编辑：赵一鸣</div>"))
    assert article.text == LINES
    assert article.headline == HEADLINE
    assert article.date_published == "2025-03-25T10:20:00+08:00"
    assert [person.name for person in article.credits] == ["赵一鸣"]
    assert article.flags == ("embedded_state",)


def test_a_brief_in_a_textarea_is_read_by_its_markup() -> None:
    brief = "新桥今天上午通车，两岸往返只要十分钟，旧桥下月起封闭检修。"
    page = f"<div><a href='/'>首页</a></div>{H1}{DATE}<p>某某日报</p><textarea hidden>{{}}</textarea><div>编辑：赵一鸣</div>"
    article = clean(_page(page.format(html.escape(f"<p>{brief}</p>"))))
    assert (article.is_article, article.text, article.source) == (True, brief, "某某日报")
    assert not clean(_page(page.format("请在这里写下您的评论，文明上网，理性发言。"))).is_article


@pytest.mark.parametrize("name", FOLDED)
def test_what_is_folded_is_not_read_beside_an_article(name: str) -> None:
    own = [
        f"新桥{day}客流平稳，公交集团加开了{n}趟班车，方便两岸居民往返。"
        for day, n in (("昨天", 2), ("今天", 3), ("周三", 4))
    ]
    article = clean(_page(H1 + "".join(f"<p>{line}</p>" for line in own) + FOLDED[name]))
    assert article.text.split("\n") == own
    assert article.flags == ()


@pytest.mark.parametrize(
    "body",
    [
        "<textarea placeholder='写评论'>文明上网理性发言</textarea><noscript>请开启JavaScript，否则页面不能显示。</noscript>",
        f'<script type="text/template"><h1>{{{{title}}}}</h1>{P}</script>',
        f"<template>{P}</template>",
        f"<template><h1>{HEADLINE}</h1>{P}</template>",
        f"<h1>{HEADLINE}</h1><template><h2>{{{{ title }}}}</h2>{P}</template>",
    ],
)
def test_what_is_no_folded_article_makes_none(body: str) -> None:
    assert not clean(_page(f"<div id=app></div>{body}")).is_article


@pytest.mark.parametrize(
    "unit",
    [
        "<x-a><template shadowrootmode=open>",
        "<x-a><template shadowrootmode=open><slot></slot></template>字",
        "<x-a><template shadowrootmode=open><slot></slot></template>字</x-a>",
        "<template shadowrootmode=open>",
        "<x-a><template shadowrootmode=open>"
        + "<slot name=a></slot>" * 30
        + "</template>"
        + "<b slot=a>字</b>" * 30
        + "</x-a>",
    ],
)
def test_many_shadow_roots_are_opened_in_time(unit: str) -> None:
    page = _page(unit * (1_000_000 // len(unit)))
    assert_within(60, lambda: clean(page))


@pytest.mark.parametrize(
    "page",
    [
        H1 + "<template>" * 1_500 + P * 500,
        "<noscript>" * 1_500 + P * 500,
        "<template>" * 1_500 + "<h1>a</h1>" * 30_000 + P,
        "<h1>" * 1_500 + "a<b></b>" * 30_000 + f"<template>{P}",
        H1 + "<template>" * 1_500 + "<i></i>" * 30_000 + P,
    ],
    ids=["templates", "noscripts", "headings inside", "headings in headings", "elements without text"],
)
def test_folded_elements_in_one_another_are_read_in_time(page: str) -> None:
    assert_within(20, lambda: clean(page))  # the square of these took ten to fifty times this


@pytest.mark.parametrize(
    "unit", ["<noscript>", "<textarea>", f"<noscript>{PROSE[0]}", f"<noscript><textarea>{P}</textarea></noscript>"]
)
def test_many_folded_elements_are_read_in_time(unit: str) -> None:
    page = _page("<script>" + unit * (500_000 // len(unit)) + "</script>" + unit * (500_000 // len(unit)))
    assert_within(50, lambda: clean(page))


@pytest.mark.parametrize("name", SHADOWS)
def test_both_walks_agree_on_an_opened_page(name: str) -> None:
    assert differences(_page(SHADOWS[name])) == []


@pytest.mark.parametrize(
    "folded",
    [
        "<textarea>&#1;{}</textarea>",
        "<textarea>&amp;#xfffe;{}</textarea>",
        "<script type=text/html>&#27;{}</script>",
        "<x-a><template shadowrootmode=open>&#2;<slot>&#3;</slot>&#4;</template>&#5;{}</x-a>",
        "<x-a><template shadowrootmode=open>&#2;<slot></slot></template>{}&#5;<i>6</i>&#7;</x-a>",
    ],
)
def test_references_to_control_characters_stop_nothing(folded: str) -> None:
    article = clean(f"<html><body>{folded.format(P)}</body></html>")
    assert article.text.startswith(LINES)


@pytest.mark.parametrize(
    "second",
    [
        "<template shadowrootmode=open><p>二</p></template>",
        "<div><template shadowrootmode=open><p>二</p></template></div>",
        "<p slot=none><x-b><template shadowrootmode=open>二</template></x-b></p><template shadowroot=closed>三</template>",
    ],
)
def test_a_second_root_in_what_the_first_does_not_show_stops_nothing(second: str) -> None:
    page = _page(f"<x-a><template shadowrootmode=open>{H1}{DATE}{P}</template>{second}</x-a>")
    assert clean(page).text == LINES
    assert differences(page) == []


@pytest.mark.parametrize(
    "drawing",
    ["<svg>", '<svg style="display:none"><symbol id=a><path d="M0 0"></symbol>', "<span><svg><g><path></g></span>"],
)
def test_a_drawing_that_is_never_closed_ends_before_the_first_paragraph(drawing: str) -> None:
    article = clean(_page(f"{drawing}{H1}{DATE}{P}"))
    assert (article.is_article, article.text, article.headline) == (True, LINES, HEADLINE)


def test_the_words_of_a_drawing_are_no_text() -> None:
    drawn = "".join(f"<text>{line}</text>" for line in PROSE)
    article = clean(_page(f"<svg>{drawn}</svg>"))
    assert (article.is_article, article.text) == (False, "")


#: What pages with folded markup are made of: roots, slots, and what stands in the way of them.
UNITS = (
    *(
        "<x-a>",
        "</x-a>",
        "<template shadowrootmode=open>",
        "<template>",
        "</template>",
        "<slot>",
        "<slot name=a>",
        "</slot>",
    ),
    *(
        "<p slot=a>",
        "<div slot=b>",
        "</div>",
        "<b slot>",
        "</b>",
        "<textarea>",
        "</textarea>",
        "<noscript>",
        "</noscript>",
    ),
    *("<script type=text/html>", "</script>", "<h1>", "</h1>", "<table><tr><td>", "</table>", "<!-- a -->", "<body>"),
    *("字", "&#1;", "<html lang='&#2;'>", P),
)


def test_drawn_pages_of_roots_and_folded_elements_stop_nothing() -> None:
    chance = random.Random(5)  # noqa: S311
    pages = ["".join(chance.choices(UNITS, k=chance.randint(2, 25))) for _ in range(500)]
    assert [page for page in pages if differences(page)] == []
    for page in pages:
        clean(page)
