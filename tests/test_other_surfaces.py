"""Pages that ask a decision again on another surface, each with the nearest page on which it must fall the other way."""

from __future__ import annotations

import pytest

from cleaners import Article, clean

TOLD = (
    "河边的旧书屋昨天重新开门，第一个走进来的是隔壁修鞋铺的老师傅，他要找一本三十年前借出去的字帖。",
    "书屋换了一面朝河的窗，书架还是旧的，木匠把松动的榫头一个一个敲紧，没有用一颗钉子。",
    "管理员说，字帖还在，借书卡也在，卡上的名字只有一个，日期却盖了十一回。",
)
TITLE = "河边的旧书屋重新开门"


def page(
    inside: str, *, facts: str = "<p>2024-05-20 10:20　来源：岚川晚报</p>", below: str = "", above: str = ""
) -> Article:
    return clean(
        f"<html><head><title>{TITLE}_岚川网</title></head><body><div class=nav><a href='/'>首页</a> <a href='/c'>城事</a></div>"
        f"{above}<h1>{TITLE}</h1>{facts}{inside}{below}<div class=foot>版权所有 岚川网</div></body></html>"
    )


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def text_of(inside: str, *, facts: str = "<p>2024-05-20 10:20　来源：岚川晚报</p>", below: str = "") -> list[str]:
    return page(inside, facts=facts, below=below).text.split("\n")


@pytest.mark.parametrize(
    "link",
    [
        "返回岚川号，看更多精彩",
        "回到岚川首页，查看更多内容",
        "回首页看更多城事新闻",
        "【点击进入专题】",
        "[点击查看全部图片]",
    ],
)
def test_a_way_back_at_the_end_of_the_last_paragraph_goes(link: str) -> None:
    assert text_of(f"<div>{paragraphs(*TOLD[:2])}<p>{TOLD[2]}<a href='/'>{link}</a></p></div>") == list(TOLD)


def test_a_link_inside_a_quotation_is_a_part_of_it() -> None:
    said = "窗上贴着一行字：“<a href='/'>返回首页</a>，书在家。”"
    assert text_of(f"<div>{paragraphs(*TOLD, said)}</div>")[-1] == "窗上贴着一行字：“返回首页，书在家。”"


DIGEST = (
    ("热门推荐", "县图书馆本周起延长开放到晚上九点，新增儿童夜读区，需要提前一天预约。"),
    ("相关新闻", "邻县的跨江大桥昨天合龙，通车以后两县之间只要二十五分钟，收费站设在北岸。"),
)


@pytest.mark.parametrize(
    "form",
    [
        "<p><strong>{}</strong></p><p>{}</p>",
        "<h3>{}</h3><p>{}</p>",
        "<section><p><b>{}</b></p></section><section><p>{}</p></section>",
    ],
)
def test_headings_of_a_digest_are_subheads(form: str) -> None:
    inside = "".join(form.format(*part) for part in DIGEST)
    assert text_of(f"<div>{paragraphs(TOLD[0])}{inside}</div>") == [
        TOLD[0],
        *(line for part in DIGEST for line in part),
    ]


def test_a_heading_above_links_is_none() -> None:
    links = "".join(f"<p><a href='/{number}'>{part[1]}</a></p>" for number, part in enumerate(DIGEST))
    assert text_of(f"<div>{paragraphs(*TOLD)}<p><strong>热门推荐</strong></p>{links}</div>") == list(TOLD)


def test_items_with_a_triangle_are_no_captions_without_pictures() -> None:
    items = [f"△ {part[1]}" for part in DIGEST]
    assert text_of(f"<div>{paragraphs(*TOLD, *items)}</div>") == [*TOLD, *items]
    lines = (
        paragraphs(TOLD[0], TOLD[1])
        + "<p><img src='/1.jpg'></p><p>△ 书屋的新窗朝河。（图／书屋提供）</p>"
        + paragraphs(TOLD[2])
    )
    assert text_of(f"<div>{lines}</div>") == list(TOLD)


def test_boxes_of_one_class_straight_in_the_page_go_on() -> None:
    boxes = [f"<div class=blk>{paragraphs(*TOLD[:2])}</div>", "<div class=blk><img src='/1.jpg'></div>"]
    boxes.append(f"<div class=blk>{paragraphs('他借到了。', TOLD[2])}</div>")
    assert text_of("".join(boxes)) == [*TOLD[:2], "他借到了。", TOLD[2]]


def test_a_post_below_holds_its_own_name() -> None:
    posts = [
        f"<div class=blk><b>河边钓叟</b> 2024-05-20 12:{number}0<p>{line}</p></div>"
        for number, line in enumerate(("我也借过那本字帖，好字。", "窗好看，书也好看，下周还来。"))
    ]
    assert text_of(f"<div class=blk>{paragraphs(*TOLD)}</div>{''.join(posts)}") == list(TOLD)


def test_an_unclosed_paragraph_holds_the_next_ones() -> None:
    lines = ["旧书不等于旧人。", "一、窗", TOLD[0], "二、架", TOLD[1]]
    inside = "".join(f"<div>{line}" if "、" not in line else f"<div><b>{line}</b>" for line in lines)
    assert text_of(inside, facts="<p>2024-05-20 来源：岚川晚报</p>") == lines


PROGRAMME = ("2024/05/25 19:00 《桥上的人》", "2024/06/01 19:00 《渡口》", "2024/06/08 19:00 《末班车》")


def test_days_and_hours_below_the_first_sentence_are_a_programme() -> None:
    found = page(f"<div>{paragraphs(TOLD[0], *PROGRAMME, TOLD[1])}</div>", facts="<p>2024-05-20 10:20</p>")
    assert found.text.split("\n") == [TOLD[0], *PROGRAMME, TOLD[1]]
    assert found.date_published == "2024-05-20T10:20:00+08:00"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("<div><div>2024</div><div>05-20</div><div>10:20</div></div>", "2024-05-20T10:20:00+08:00"),
        ("<div><b>20</b><span>2024-05</span></div>", "2024-05-20T00:00:00+08:00"),
        ("<div><b>2024-05-20</b><b>12</b><b>评论</b></div>", "2024-05-20T00:00:00+08:00"),
    ],
)
def test_parts_of_a_date_are_no_text(facts: str, expected: str) -> None:
    found = page(paragraphs(*TOLD), facts=facts)
    assert found.text.split("\n") == list(TOLD)
    assert found.date_published == expected


@pytest.mark.parametrize(
    "rows",
    [
        "<ul><li><a href='/1'>父亲留下的一把算盘</a><span>2024-01-02</span></li><li><a href='/2'>井台边的三个孩子</a><span>2023-12-30</span></li></ul>",
        "<dl><dt>旧时光 2023年10月1日 20:12</dt><dd>我也借过。</dd><dt>缝补 2023年9月30日 09:44</dt><dd>窗好看。</dd></dl>",
    ],
)
def test_dated_rows_below_a_text_do_not_date_it(rows: str) -> None:
    below = f"<div><div>同栏</div>{rows}</div>"
    assert page(f"<div>{paragraphs(*TOLD)}</div>", facts="", below=below).date_published is None
    signed = f"<div>{paragraphs(*TOLD, '2024-05-20 10:20　岚川晚报')}</div>"
    assert page(signed, facts="", below=below).date_published == "2024-05-20T10:20:00+08:00"


def test_issue_and_page_close_a_text() -> None:
    found = page(paragraphs(*TOLD, "（岚川晚报 2024年5月20日 A05版）"), facts="")
    assert found.text.split("\n") == list(TOLD)
    assert found.date_published == "2024-05-20T00:00:00+08:00"


def test_a_day_in_two_steps_of_an_address() -> None:
    html = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>{paragraphs(*TOLD)}</div></body></html>"
    )
    assert clean(html, "https://www.lanchuan.example/2024/0520/8.html").date_published == "2024-05-20T00:00:00+08:00"
    assert clean(html, "https://www.lanchuan.example/2024/0520.html").date_published is None  # the number of a text


def test_a_menu_with_strokes_is_links() -> None:
    menu = " | ".join(
        f"<a href='/{number}'>{word}</a>"
        for number, word in enumerate("要闻 城事 文脉 财经 体育 教育 健康 旅游 专题 图片 视频 房产 汽车".split())
    )
    for form in ("<div>{}</div>", "<table><tr><td>{}</td></tr></table>"):
        assert text_of(f"<div>{paragraphs(*TOLD)}</div>{form.format(menu)}") == list(TOLD)


def test_what_leads_to_other_things_opens_no_fold() -> None:
    hidden = "<div style='display:none'><p>您的会员将在三天后到期，续费可以继续听有声版，每月六元，随时取消。</p></div>"
    assert text_of(f"<div>{paragraphs(*TOLD)}<a href='/t'>阅读更多河边故事 &gt;</a>{hidden}</div>") == list(TOLD)


def test_a_role_beside_others_in_the_head() -> None:
    assert text_of(f"<div>{paragraphs('采写 / 周小舟', '编辑 / 林深', '运营 / 毛豆', *TOLD)}</div>") == list(TOLD)
    lines = [TOLD[0], "运营 / 毛豆", *TOLD[1:]]
    assert text_of(f"<div>{paragraphs(*lines)}</div>") == lines


def test_a_picture_with_its_maker_above_the_headline() -> None:
    box = "<div class=top><img src='https://img.lanchuan.example/1.jpg'><span>书屋的新窗朝河。苏禾 摄</span></div>"
    assert [(image.caption, image.credit) for image in page(paragraphs(*TOLD), above=box).images] == [
        ("书屋的新窗朝河。", "苏禾")
    ]
    card = "<div class=top><a href='/2'><img src='https://img.lanchuan.example/2.jpg'><span>码头夜市开张。苏禾 摄</span></a></div>"
    assert page(paragraphs(*TOLD), above=card).images == ()


def test_a_readers_line_with_place_and_moment_ends_the_text() -> None:
    rows = "<tr><td>网友：小满妈妈　IP：浙江　2024-06-01 20:11</td></tr><tr><td>我也借过那本字帖，好字，明年还要去借。</td></tr>"
    assert text_of(f"<div>{paragraphs(*TOLD)}</div>", below=f"<table>{rows}</table>") == list(TOLD)


@pytest.mark.parametrize(("codec", "euro"), [("gb18030", b"\x80"), ("big5hkscs", b"\xa3\xe1")])
def test_the_euro_sign_of_browsers_decoders(codec: str, euro: bytes) -> None:
    charset = "gb2312" if codec == "gb18030" else "big5"
    told = "街坊把老屋搬回原地，花了三千@的捐款，屋瓦是一片一片手工做的。"
    html = f"<html><head><meta charset={charset}><title>老屋搬回原地</title></head><body><h1>老屋搬回原地</h1><p>{told}</p></body></html>"
    data = euro.join(part.encode(codec) for part in html.split("@"))
    assert clean(data).text == told.replace("@", "€")


@pytest.mark.parametrize(
    "page_of_code", ['<%@ page language="java" %><%-- 新闻详情页，改动请先备份。 --%>', "<% include('新闻.html') %>"]
)
def test_code_of_a_server_is_an_empty_page(page_of_code: str) -> None:
    found = clean(page_of_code)
    assert not found.is_article
    assert found.flags == ("empty_page",)
    assert clean(f"{page_of_code}<h1>{TITLE}</h1><div>{paragraphs(*TOLD)}</div>").text.split("\n")[-1] == TOLD[-1]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("（岚川日报、岚川新闻客户端责编：林深）", "责编"),
        ("岚川融媒编辑：林深", "编辑"),
        ("岚川日报融媒编辑：林深", "融媒编辑"),
    ],
)
def test_the_end_of_an_outlets_name_is_no_part_of_a_role(line: str, role: str) -> None:
    found = page(f"<div>{paragraphs(*TOLD, line)}</div>")
    assert found.text.split("\n") == list(TOLD)
    assert [(person.name, person.role) for person in found.credits] == [("林深", role)]


def test_a_heading_with_an_arrow_ends_the_text() -> None:
    titles = ("01 校门口的红绿灯，为什么多了十秒", "02 一张课桌的四十年")
    assert text_of(f"<div>{paragraphs(*TOLD, '推荐阅读 ↓', *titles)}</div>") == list(TOLD)


@pytest.mark.parametrize("name", ["_src", "zoomfile", "file", "data-large-src"])
def test_a_dot_of_one_letter_holds_the_place_of_a_picture(name: str) -> None:
    inside = f"<p><img src='/s.gif' {name}='https://img.lanchuan.example/1.jpg'></p>"
    assert [image.url for image in page(f"<div>{inside}{paragraphs(*TOLD)}</div>").images] == [
        "https://img.lanchuan.example/1.jpg"
    ]


def test_a_picture_may_have_a_name_of_one_letter() -> None:
    inside = "<p><img src='https://img.lanchuan.example/s.jpg' data-big='https://img.lanchuan.example/x.jpg'></p>"
    assert [image.url for image in page(f"<div>{inside}{paragraphs(*TOLD)}</div>").images] == [
        "https://img.lanchuan.example/s.jpg"
    ]


def test_a_page_called_results_of_a_search() -> None:
    rows = "".join(
        f"<div class=i><a href='/{number}'>{part[1][:12]}</a><p>{part[1]}</p><p>岚川晚报 2024-05-2{number}</p></div>"
        for number, part in enumerate(DIGEST)
    )
    html = f"<html><head><title>{{}}_岚川网</title></head><body><div><p>关键词“图书馆”，约有 2 项结果</p>{rows}</div></body></html>"
    assert not clean(html.format("搜索结果")).is_article


def test_a_leaf_of_a_calendar_above_the_headline() -> None:
    above = "<div class=date><strong>1</strong><span>2023年6月</span></div>"
    assert page(paragraphs(*TOLD), facts="", above=above).date_published == "2023-06-01T00:00:00+08:00"


def test_two_answered_posts_need_no_fact_above_the_text() -> None:
    posts = (
        "窗边人 | 2024-06-10 10:11 | 回复",
        "我也借过那本字帖，好字。",
        "河边钓叟 | 2024-06-11 08:20 | 回复",
        "窗好看。",
    )
    assert text_of(f"<div>{paragraphs(*TOLD)}</div><div>{paragraphs(*posts)}</div>", facts="") == list(TOLD)
    one = (*TOLD, "窗边人等了三年，2024-06-10 10:11，他收到了回复", "窗好看。")
    assert text_of(f"<div>{paragraphs(*one)}</div>", facts="") == list(one)


def test_reporter_and_photographer_sign_with_strokes() -> None:
    found = page(f"<div>{paragraphs('記者陳小雨／攝影林予心／台北報導', *TOLD)}</div>")
    assert found.text.split("\n") == list(TOLD)
    assert found.authors[0].name == "陳小雨"
