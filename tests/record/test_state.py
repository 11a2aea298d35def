"""The article in a page's embedded state: every way to serve it, whatever the shell shows, and what is no article."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import quote

import pytest

from cleaners import Article, clean
from cleaners.record.state.content import choose_content
from tests.pace import assert_within
from tests.script_pages import DETAIL, HOT, LINES, TITLE, WAYS, P, as_json, page, script

POST = (
    "国庆和爸妈去爬了北坡的老水塔，台阶有三百多级，我爸一边数一边骂，数到二百就忘了从头再来。塔顶的风特别大，我妈的丝巾飞出去挂在"
    "松树上，最后是一位放羊的大叔用竹竿帮我们挑下来的。大叔说他在这儿放了十九年羊，捡过的丝巾够开一家店。下山的时候遇到下雨，三个人"
    "挤在一把伞里，谁也没躲开，回家洗了半天头发，居然都没感冒，明年还想再去一次。"
) * 2
SHELLS = {
    "empty": '<div id="app"></div><noscript>请开启JavaScript</noscript>',
    "gallery": f'<header><img src="/logo.png"><h5>{TITLE}</h5></header>'
    + '<img src="/a.png">' * 4
    + "<p>条款及细则</p>",
    "video": '<div class="player"><video src="/a.mp4"></video></div><p>00:45</p>',
    "list": "<ul>" + "".join(f'<li><a href="/c/{n}">频道之{n}</a></li>' for n in range(30)) + "</ul>",
}


def _page(way: str, shell: str = SHELLS["empty"], title: str = f"{TITLE}_读特新闻客户端") -> str:
    return page(shell + way, title)


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_serve_a_state_is_read(way: str) -> None:
    article = clean(_page(WAYS[way]))
    assert article.text.split("\n") == list(LINES)
    assert article.headline == TITLE
    assert article.date_published == "2025-03-18T07:50:00+08:00"
    assert article.source == "深圳特区报"
    assert article.flags == ("embedded_state",)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("Tue Aug 15 20:13:45 +0800 2023", "2023-08-15T20:13:45+08:00"),
        ("Sat Mar 02 07:05:00 +0800 2024", "2024-03-02T07:05:00+08:00"),
        ("Sat Foo 02 07:05:00 +0800 2024", None),
    ],
)
def test_a_moment_as_services_for_posts_write_it(moment: str, expected: str | None) -> None:
    state = {"status": {"title": TITLE, "content": P, "created_at": moment}}
    assert clean(_page(script(f"var $render_data = {as_json(state)};"))).date_published == expected


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("way", ["__NEXT_DATA__", "nuxt", "RENDER_DATA", "lines"])
def test_a_state_is_read_whatever_the_shell_shows(shell: str, way: str) -> None:
    article = clean(_page(WAYS[way], SHELLS[shell]))
    assert article.text.split("\n") == list(LINES)
    assert article.headline == TITLE


FRAMES = (
    "<div>今天是2026年11月28日 星期六 欢迎访问读特新闻网！</div>",
    "<div>权威发布，服务民生，读特新闻客户端每天早晨七点准时陪伴您。</div>",
)


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("way", ["__NEXT_DATA__", "nuxt", "lines"])
def test_words_of_a_frame_do_not_hide_the_state(frame: str, way: str) -> None:
    article = clean(_page(WAYS[way], frame + SHELLS["empty"]))
    assert article.text.split("\n") == list(LINES)
    assert article.headline == TITLE


def test_a_flash_under_its_headline_is_no_frame() -> None:
    text = "本周起，南塘河的清漂船换成了六条电动小船，下周一全部下水。"
    flash = f"<h1>{TITLE}</h1><div>2025-03-18 07:50</div><p>{text}</p>"
    state = script(f"window.D={as_json({'detail': {**DETAIL, 'content': f'<p>{text}</p>'}, 'tips': P})}")
    article = clean(_page(state, flash))
    assert (article.text, article.flags) == (text, ())


def test_a_state_of_another_title_does_not_replace_words_that_are_shown() -> None:
    other = script(f"window.D = {as_json({'note': {'content': P}})}")
    assert LINES[0] not in clean(_page(other, FRAMES[1])).text


POSTS = {
    "nickname": [{"nickname": "山脚下", "created": "2025-11-02", "content": POST}, {"nickname": "慢慢", "created": "2025-11-05", "content": POST}],
    "one post": [{"userName": "山脚下", "time": "2025-11-02", "text": POST}],
    "user": [{"user": {"name": "山脚下"}, "content": POST, "created_at": 1742255400}, {"user": {"name": "慢慢"}, "content": POST}],
    "other articles": [{"title": "北坡的老水塔", "content": POST}, {"title": "阳台上的蜗牛", "content": POST}],
    "dated notes": [{"date": "2025-11-02", "content": POST}, {"date": "2025-11-05", "content": POST}],
}  # fmt: skip


@pytest.mark.parametrize("posts", POSTS.values(), ids=list(POSTS))
def test_posts_and_other_articles_are_not_the_article(posts: list[dict[str, object]]) -> None:
    beside = script(f"window.D={as_json({'detail': {**DETAIL, 'content': P}, 'circle': posts})}")
    inside = script(f"window.D={as_json({'detail': {**DETAIL, 'comments': posts, 'content': P}})}")
    alone = script(f"window.D={as_json({'circle': posts, 'hot': HOT})}")
    for way in (beside, inside):
        assert clean(_page(way)).text.split("\n") == list(LINES)
    article = clean(_page(alone))
    assert not article.is_article
    assert POST[:20] not in article.text


def test_the_content_of_the_page_s_title_is_taken_before_a_longer_one() -> None:
    values = [{"a": {"title": "关于我们的网站", "content": POST}, "b": {"title": TITLE, "content": P}}]
    content = choose_content(iter(values), [f"{TITLE} - 读特"])
    assert content is not None
    assert content.text == P


BRIEF = "南塘河今天起封航三天，六条清漂船都停在北岸的老码头，请过往的船家绕行东闸。"


def test_a_brief_beside_the_page_s_title_is_read() -> None:
    article = clean(_page(script(f"window.D={as_json({'detail': {**DETAIL, 'content': f'<p>{BRIEF}</p>'}})}"), ""))
    assert (article.is_article, article.text, article.source) == (True, BRIEF, "深圳特区报")


@pytest.mark.parametrize(
    "detail",
    [
        {"title": "关于我们的网站", "content": f"<p>{BRIEF}</p>"},
        {"title": TITLE, "summary": BRIEF},
        {"title": TITLE, "content": "<p>南塘河</p>"},
    ],
)
def test_a_short_string_is_no_brief_otherwise(detail: dict[str, str]) -> None:
    assert not clean(_page(script(f"window.D={as_json({'detail': detail})}"), "")).is_article


def test_a_list_page_with_a_feed_stays_one() -> None:
    feed = [{"title": f"第{n}座桥今天通车", "content": P, "publishTime": "2025-03-18"} for n in "一二三四五"]
    article = clean(_page(script(f"window.D={as_json({'title': '时政', 'items': feed})}"), SHELLS["list"], "时政_读特"))
    assert (article.is_article, article.flags) == (False, ("list_page",))


OWN_LINES = [
    f"<p>桥下的水位{day}降了二十厘米，小船当天停在北岸，傍晚才回来。</p>" for day in ("昨天", "前天", "周三", "周二")
]


def test_a_page_with_a_text_of_its_own_is_not_read_for_its_state() -> None:
    article = clean(_page(WAYS["nuxt"], f"<h1>{TITLE}</h1>" + "".join(OWN_LINES)))
    assert "embedded_state" not in article.flags
    assert LINES[0] not in article.text


TANGLED = {
    "a value in itself": "var s=(function(a,b){a.b=a;a.c=[a,a];return a}({},1));",
    "laughs": "var s=(function(a0){"
    + "".join(f"var a{n}=[{','.join([f'a{n - 1}'] * 9)}];" for n in range(1, 40))
    + "return a39}({b:1}));",
    "many facts": "var s={" + ",".join(f"k{n}:{{x{n}:'甲'" for n in range(60)) + "}" * 61,
}

#: States of a length: the number is that of their parts.
LONG: dict[str, tuple[int, Callable[[int], str]]] = {
    "openings": (500_000, lambda number: "={" * number),
    "openings of lists": (500_000, lambda number: "=[" * number),
    "calls": (100_000, lambda number: "=(function(a){" * number),
    "quotes": (500_000, lambda number: "='" * number),
    "names": (60_000, lambda number: "a='甲';" * number),
    "one name": (60_000, lambda number: "a+='甲';" * number),
    "escaped quotes": (500_000, lambda number: '\\"' * number),
    "open quotes": (250_000, lambda number: "a='\\'" * number),
    "written": (60_000, lambda number: "document.write(a+" * number),
    "doubled": (60_000, lambda number: "a='甲';" + "a=''+a+a;" * number),
    "written again": (60_000, lambda number: f"a='<p>{'甲' * number}</p>';" + "document.write(a);" * number),
    "words": (500_000, lambda number: "a" * number + "=" + "b." * number),
    "base64": (500_000, lambda number: "var a='" + "5paw" * number + "'"),
    "rows": (50_000, lambda number: "self.__next_f.push([1,'1:T1,'])" * number),
    "data": (20_000, lambda number: "a={" + "data(){return {" * number),
    "wide": (100_000, lambda number: "var s=[" + "{a:'甲',b:[1,2]}," * number + "];"),
    "wide JSON": (100_000, lambda number: "var s=[" + ",".join(['{"a":"甲","b":[1,2]}'] * number) + "];"),
}


def state_page(state: str, end: str) -> str:
    return _page(script(f"/* {'新' * 100} */ {state}") + end)


@pytest.mark.parametrize("name", TANGLED)
@pytest.mark.parametrize("end", ["", WAYS["nuxt"]])
def test_tangled_states_cost_no_more_than_others(name: str, end: str) -> None:
    page = state_page(TANGLED[name], end)
    assert_within(3, lambda: clean(page))


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("end", ["", WAYS["nuxt"]])
def test_long_states_cost_no_more_than_others(name: str, end: str) -> None:
    number, state = LONG[name]
    page = state_page(state(number), end)
    assert_within(300, lambda: clean(page))


_STORED = {
    "id": 7,
    "c": "<p>渡口的老钟今天又响了，敲钟的人从七十岁的父亲换成了四十岁的女儿，头一下敲得有点轻。</p><p>她说，钟声要让对岸听见，又不能吵醒摇篮里的孩子，父亲为这个轻重练了十一年。</p>",
    "publishTime": "2025-03-25 10:20:00",
}


def _shell(script: str, title: str) -> Article:
    return clean(
        f"<html><head><title>{title}</title></head><body><div id=app></div><script>{script}</script></body></html>"
    )


def test_a_state_may_be_escaped_and_then_percent_encoded() -> None:
    """Neither writing alone showed that it has Han characters."""
    encoded = quote(json.dumps(_STORED))  # \u6e21 as %5Cu6e21
    article = _shell(f'window.DATA = "{encoded}"', "渡口清晨的钟声又响了")
    assert article.text.startswith("渡口的老钟今天又响了")


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("渡口清晨的钟声又响了_青屿", "渡口清晨的钟声又响了"),
        ("渡口清晨的钟声又响了 - 青屿新闻网", "渡口清晨的钟声又响了"),
        ("青屿", None),  # whose page it is
    ],
)
def test_the_headline_of_a_state_that_gives_none(title: str, headline: str | None) -> None:
    stored = json.dumps(_STORED, ensure_ascii=False)
    article = _shell(f"window.DATA = {stored}", title)
    assert (article.is_article, article.headline) == (True, headline)


LINKS = "".join(
    f'<li><a href="/h/{number}.html">{title}</a></li>'
    for number, title in enumerate(
        [
            "灯塔渔港夜市周末开街",
            "老城区三条小巷完成改造",
            "图书馆通宵自习室开放预约",
            "城北水厂通过验收",
            "海边栈道将延长两公里",
        ]
    )
)
#: What a server may write into a page around the place that its script fills.
BOXES = {
    "list": f"<aside><h3>热榜</h3><ol>{LINKS}</ol></aside>",
    "cards": "".join(
        f'<div><a href="/a/{number}.html"><h4>{title}</h4></a><p>{said}</p></div>'
        for number, (title, said) in enumerate(
            [
                ("山村小学来了支教老师", "清晨六点，操场上已经有了跑步的学生，炊烟从食堂后面升起来。"),
                ("海边栈道将延长两公里", "工程队在退潮之后施工，每天只有四个小时，预计明年五月完工。"),
                ("老街的修表铺换了招牌", "铺子里的挂钟走得都不一样，老师傅说客人来了再对。"),
            ]
        )
    ),
    "account": '<div><img src="a.jpg"><p>青原发布</p><p>关注</p><p>粉丝 12.3万 获赞 88万</p><p>青原市融媒体中心官方账号，发布本地新闻资讯。</p></div>',
    "videos": '<div><h2>热门视频</h2><dl><dt><a href="/v1"><img src="v1.jpg"></a></dt><dd><a href="/v1">航拍湿地公园候鸟</a></dd><dd>02:31</dd></dl></div>',
    "goods": '<div><h3>推荐商品</h3><p>云雾绿茶 200g</p><p>￥68.00</p><p><a href="/buy">立即购买</a></p><p>竹编食盒</p><p>￥120.00</p><p><a href="/buy">立即购买</a></p></div>',
}


@pytest.mark.parametrize("box", BOXES.values(), ids=list(BOXES))
@pytest.mark.parametrize("title", [f"{TITLE}_读特", "读特新闻客户端"])
def test_boxes_around_the_place_of_an_article_do_not_hide_the_state(title: str, box: str) -> None:
    """Also under the site's name for a title: the one text with a title and a day is the article."""
    article = clean(_page(WAYS["__NEXT_DATA__"], f"{box}<div id=app></div>", title))
    assert article.text.split("\n") == list(LINES)
    assert article.headline == TITLE


@pytest.mark.parametrize(
    "detail",
    [
        {**DETAIL, "price": 120, "content": P},  # what a shop says of a thing
        {"title": TITLE, "content": P},  # a page about the site
        {**DETAIL, "content": LINES[0] * 3},  # a channel's description
    ],
)
def test_a_state_that_calls_nothing_an_article_is_not_taken_beside_boxes(detail: dict[str, object]) -> None:
    assert not clean(_page(script(f"window.D={as_json({'detail': detail})}"), BOXES["goods"], "读特商城")).is_article


def test_nor_one_of_several() -> None:
    rows = {"a": {**DETAIL, "content": P}, "b": {**DETAIL, "title": "北坡的老水塔", "content": f"<p>{POST}</p>{P}"}}
    assert not clean(_page(script(f"window.D={as_json(rows)}"), BOXES["list"], "读特新闻客户端")).is_article


def test_a_list_under_its_own_name_stays_a_list() -> None:
    shown = f"<h1>青原要闻频道</h1><ul>{LINKS}</ul>"
    page = _page(script(f"window.D={as_json({'top': {**DETAIL, 'content': P}})}"), shown, "青原要闻频道 - 读特")
    assert clean(page).flags[-1] == "list_page"


def test_the_body_that_the_head_states_is_taken_before_another_story() -> None:
    stated = {
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": "2025-03-18T07:50:00+08:00",
        "articleBody": "".join(LINES),
    }
    story = (
        "<div><h2>雨后的梯田迎来插秧季</h2><p>2017-06-01 07:15</p><p>五月底的一场雨下了三天，梯田里蓄满了水。</p></div>"
    )
    article = clean(_page(script(as_json(stated), ' type="application/ld+json"'), story))
    assert article.headline == TITLE
    assert article.text.startswith(LINES[0])


def test_the_author_in_an_object_beside_the_content() -> None:
    told = {
        "title": TITLE,
        "created": 1710719400,
        "author": {"name": "林未央", "created": 1300000000, "title": "船工"},
        "content": "".join(f"<p>{line}</p>" for line in LINES),
    }
    article = clean(page(f'<div id="app"></div>{script(as_json({"articles": {"5": told}}))}', TITLE))
    assert [person.name for person in article.authors] == ["林未央"]
    assert (article.headline, article.date_published) == (TITLE, "2024-03-18T07:50:00+08:00")
