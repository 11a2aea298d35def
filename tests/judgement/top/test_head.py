"""The head of an article: the kicker above a heading."""

from __future__ import annotations

import pytest

from cleaners import Article, clean, clean_text

TEXT = "<p>旧渡口的四十二级石阶昨天修好了，石匠把每一级都编了号，拆下来怎么放，装上去就怎么放。</p>" * 2


def kicker(line: str) -> str | None:
    return clean(
        "<html><head><title>旧渡口的石阶修好了</title></head><body><div><a href=/>首页</a> <a href=/n>新闻</a></div>"
        f"<div class=art><p>{line}</p><h1>旧渡口的石阶修好了</h1><p>2024-05-20 10:20 来源：河光日报</p><div>{TEXT}{TEXT}</div></div></body></html>"
    ).kicker


@pytest.mark.parametrize("line", ["渡口文化保护行动进行时", "守渡人家 岸上新生活", "守渡的人 岸上的人家 新来的人"])
def test_the_first_line_of_the_article_right_above_its_heading(line: str) -> None:
    assert kicker(line) == line


@pytest.mark.parametrize(
    "line",
    [
        "权威发布 准确及时 深入浅出",  # a motto: three words of four characters
        "河光新闻网 记录河光每一天",
        "今日天气：多云 18℃~25℃",
        "5月20日 星期一 农历四月十三",
        "——渡口文化保护行动",
        "Local 本地",  # a channel in two languages
    ],
)
def test_what_stands_on_every_page_is_none(line: str) -> None:
    assert kicker(line) is None


def test_a_lower_heading_above_the_headline() -> None:
    page = (
        "<html><head><title>旧渡口的石阶修好了</title></head><body><div class=art><h3>渡口文化保护行动进行时</h3><h1>旧渡口的石阶修好了</h1>"
        f"<p>2024-05-20 10:20</p>{TEXT}</div></body></html>"
    )
    assert clean(page).kicker == "渡口文化保护行动进行时"


def test_a_line_above_a_heading_that_holds_an_element() -> None:
    page = (
        "<html><head><title>旧渡口的石阶修好了</title></head><body><div class=art><p>渡口文化保护行动进行时</p><h1><div>旧渡口的石阶修好了</div></h1>"
        f"<p>2024-05-20 10:20</p>{TEXT}</div></body></html>"
    )
    assert clean(page).kicker == "渡口文化保护行动进行时"


_TEXT = "<p>石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。</p>" * 2
_STORY = "<div><div>石桥今天重新开通了</div><div>2024-05-20 10:20</div></div>"


@pytest.mark.parametrize(
    ("call", "headline"), [("打开云上青屿，阅读体验更佳", "石桥今天重新开通了"), ("打开手机，阅读体验更佳", "云上青屿")]
)
def test_a_short_title_that_the_page_s_calls_repeat_is_the_site_s_name(call: str, headline: str) -> None:
    page = f"<title>云上青屿</title><div>{_STORY}<div>云上青屿</div><div>{_TEXT}</div></div><div>{call}</div>"
    assert clean(page).headline == headline


@pytest.mark.parametrize(
    ("title", "headline"), [("青屿网", "石桥今天重新开通了"), ("石桥通了_渡口的灯会下月开张", "渡口的灯会下月开张")]
)
def test_a_heading_below_running_text_is_the_headline_if_a_title_names_it(title: str, headline: str) -> None:
    other = "<div><span>下滑看看</span><h3>渡口的灯会下月开张</h3></div><div><p>灯会下月开张，渡口的人都说要去看看，也要带上孩子去。</p></div>"
    page = f"<title>{title}</title><div>{_STORY}<div>{_TEXT}</div>{other}</div>"
    assert clean(page).headline == headline


_VERSE = "<p>江水走得很慢</p><p>不急着去哪里</p><p>雪还没有来</p><p>渡口的灯先亮了</p>"


@pytest.mark.parametrize(("lines", "headline"), [(_VERSE, "在江边等一场雪"), (_VERSE[:-14], None)])
def test_a_headline_above_facts_and_short_lines_up_to_a_credit_line(lines: str, headline: str | None) -> None:
    page = f"<title>青屿网</title><div>在江边等一场雪</div><div>2024-05-20 10:20 来源：青屿日报</div><div>{lines}</div><p>责任编辑：赵一鸣</p>"
    assert clean(page).headline == headline


def company(
    title: str, head: str = "<div class=tit>承建的滨江栈桥修缮工程通过验收</div>", rights: str = "江城桥梁工程有限公司"
) -> str | None:
    told = "<p>5月5日，由我公司承建的滨江栈桥修缮工程通过竣工验收，验收组一致同意交付使用。</p><p>栈桥始建于上世纪八十年代，是连接两岸的步行通道。</p>"
    return clean(
        f"<html><head><title>{title}</title></head><body><ul><li><a href=/>网站首页</a></li><li><a href=/n>公司新闻</a></li></ul>"
        "<div><h3>新闻中心<em>NEWS</em></h3><h3>联系我们</h3><p>江城桥梁工程有限公司</p><p>电话：0570-0000000</p></div>"
        f"<div>{head}<div>发布日期：2019/5/6 10:20:31</div><div>{told}</div></div><div>版权所有 © {rights}</div></body></html>"
    ).headline


@pytest.mark.parametrize(
    "title",
    [
        "公司新闻 - 江城桥梁工程有限公司",
        "江城桥梁工程有限公司-公司新闻",
        "公司新闻_新闻中心_江城桥梁工程有限公司",
        "江城桥梁工程有限公司",
        "承建的滨江栈桥修缮工程通过验收 - 江城桥梁工程有限公司",
    ],
)
def test_a_title_of_channels_and_a_house_names_no_headline(title: str) -> None:
    assert company(title) == "承建的滨江栈桥修缮工程通过验收"


def test_a_headline_that_ends_as_a_house_does() -> None:
    head = "<h1>市长来访江城桥梁工程有限公司</h1>"
    assert company("新闻中心 - 市长来访江城桥梁工程有限公司", head) == "市长来访江城桥梁工程有限公司"


@pytest.mark.parametrize("between", ["", "<img src=/m/morning.jpg>", "<p><img src=/m/morning.jpg></p>"])
def test_a_picture_may_stand_between_a_headline_that_no_title_names_and_its_facts(between: str) -> None:
    page = (
        "<html><head><title>河光电台</title></head><body><div><a href=/>首页</a> <a href=/n>新闻</a></div>"
        f"<div><p>旧渡口的石阶修好了</p>{between}<p>2024-05-20 10:20</p></div><div>{TEXT}{TEXT}</div></body></html>"
    )
    article = clean(page)
    assert (article.headline, article.date_published) == ("旧渡口的石阶修好了", "2024-05-20T10:20:00+08:00")


@pytest.mark.parametrize(
    ("line", "deck"),
    [
        ("——来自五个街区的报道", "——来自五个街区的报道"),
        ("——来自五个街区的报道。", None),  # a sentence may be what somebody says
        ("------分隔线------", None),
    ],
)
def test_a_deck_may_stand_below_the_row_of_an_account(line: str, deck: str | None) -> None:
    row = "<div><img src=/a.png><div>青屿民生</div><div>03-25 10:20</div></div><div>青屿民生</div><div>报道身边事</div>"
    text = "渡口的老钟今天又响了，敲钟的人从七十岁的父亲换成了四十岁的女儿，头一下敲得有点轻。"
    body = f"<h1>渡口清晨的钟声又响了</h1>{row}<div><p>{line}</p><p>{text}</p><p>{text[:-1]}一点。</p></div>"
    article = clean(f"<html><head><title>渡口清晨的钟声又响了</title></head><body>{body}</body></html>")
    assert article.deck == deck


@pytest.mark.parametrize(
    ("box", "deck"),
    [
        ("<hgroup><h1>旧渡口的石阶修好了</h1><h2>石匠给每级编号</h2></hgroup>", "石匠给每级编号"),
        ("<hgroup><h1>旧渡口的石阶修好了</h1><h2>河光日报</h2></hgroup>", None),  # an outlet
        ("<hgroup><h1>旧渡口的石阶修好了</h1><p>石匠给每级编号</p></hgroup>", None),
        ("<h1>旧渡口的石阶修好了</h1><h2>石匠给每级编号</h2>", None),  # the first subhead stands so too
    ],
)
def test_a_short_deck_closes_the_box_of_the_headline(box: str, deck: str | None) -> None:
    page = f"<html><head><title>旧渡口的石阶修好了</title></head><body><div>{box}<p>2024-05-20 10:20</p><div>{TEXT}{TEXT}</div></div></body></html>"
    assert clean(page).deck == deck


def _page(facts: str) -> Article:
    return clean(
        f"<html><head><title>旧渡口的石阶修好了</title></head><body><div><h1>旧渡口的石阶修好了</h1>{facts}<div>{TEXT}{TEXT}</div></div></body></html>"
    )


MOMENT = "<p>2024-05-20 10:20 来源：河光日报</p>"


@pytest.mark.parametrize(("line", "deck"), [("—分享—", None), ("——四十二级", "——四十二级")])
def test_a_control_between_dashes_is_no_deck(line: str, deck: str | None) -> None:
    assert _page(f"{MOMENT}<p>{line}</p>").deck == deck


@pytest.mark.parametrize(
    ("line", "abstract"),
    [
        ('<div class="summary">石匠编了四十二个号。</div>', "石匠编了四十二个号。"),
        ('<div class="summary"><p>石匠编了四十二个号。</p></div>', "石匠编了四十二个号。"),
        ('<div class="summary">河光号 入驻作者</div>', None),  # no sentence
        ('<div class="box">石匠编了四十二个号。</div>', None),
        ('<img src="/a.jpg"><div class="summary">石匠编了四十二个号。</div>', None),  # what the picture shows
        ('<div class="desc">石匠编了四十二个号。</div>', None),  # an account's slogan as often
        ('<p class="box"><span>摘要</span>石匠编了四十二个号，拆下来怎么放装上去就怎么放</p>', "石匠编了四十二个号，拆下来怎么放装上去就怎么放"),
        ('<div class="summary">导语：石匠编了四十二个号。</div>', "石匠编了四十二个号。"),
    ],
)  # fmt: skip
def test_a_sentence_in_an_element_for_a_summary(line: str, abstract: str | None) -> None:
    article = _page(MOMENT + line)
    assert article.abstract == abstract
    assert article.deck is None
    assert "石匠编了四十二个号" not in article.text


def test_pictures_and_hidden_words_do_not_part_the_headline_from_its_facts() -> None:
    hidden = '<p style="display:none">分享</p>' * 6
    article = _page(f'<img src="/a.jpg">{hidden}<p>河光观察</p>{MOMENT}')
    assert article.text.split("\n") == _page(MOMENT).text.split("\n")
    assert article.date_published == "2024-05-20T10:20:00+08:00"


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("<h3>一线探民生</h3>", "一线探民生"),  # a lower heading, however short
        ("<p>一线探民生</p>", None),
        ("<h1>一线探民生</h1>", None),
        ("<h3>社会新闻</h3>", None),  # the channel
        ("<h3>要闻</h3>", None),
    ],
)
def test_a_short_lower_heading_above_the_headline(above: str, expected: str | None) -> None:
    article = clean(
        f"<html><head><title>旧渡口的石阶修好了</title></head><body><div><a href=/>首页</a></div><div class=art>{above}<h1>旧渡口的石阶修好了</h1>"
        f"<h2></h2>{MOMENT}<div>{TEXT}{TEXT}</div></div></body></html>"
    )
    assert article.kicker == expected
    assert article.headline == "旧渡口的石阶修好了"


@pytest.mark.parametrize(
    "facts", [("石桥日报记者 王小桥 2024-05-20 10:20", "摘要", "石阶修好以后，渡口又有人走了。"), ("2024-05-20 10:20",)]
)
def test_a_short_headline_that_stands_again_above_the_text(facts: tuple[str, ...]) -> None:
    """Above a byline it is no account: it was the first subhead of the text, and the article had no headline."""
    lines = ("修石阶的人", *facts, "修石阶的人")
    head = "".join(f"<div>{line}</div>" for line in lines)
    article = clean(f"<html><head><title>石桥</title></head><body><div>{head}{TEXT}</div></body></html>")
    assert article.headline == "修石阶的人"
    assert "修石阶的人" not in article.text


def test_a_short_name_that_stands_again_without_a_byline_between_is_an_account() -> None:
    lines = ("渡口的老周", "2024-05-20 10:20", "旧渡口的石阶修好了", "渡口的老周")
    head = "".join(f"<div>{line}</div>" for line in lines)
    article = clean(f"<html><head><title>石桥</title></head><body><div>{head}{TEXT}</div></body></html>")
    assert article.headline == "旧渡口的石阶修好了"
    assert "渡口的老周" not in article.text


@pytest.mark.parametrize("picture", ["<p><img src='https://img.example.com/0.jpg'></p>", ""])
def test_a_sentence_above_a_picture_and_its_photographer_is_no_headline(picture: str) -> None:
    first = "云岭区的自来水厂上周给每一位抄表员配了一只听诊器，用来听墙里的水管。"
    rest = "抄表员水东流说，漏水的声音像有人在隔壁小声说话，听久了能分出是弯头漏还是接口漏。头一个月，他们听出了四十三处暗漏。"
    head = "<p>听诊的人</p><p>2021年5月19日 20:33</p><p>听诊的人</p><p>读特新闻+</p>" if picture else ""
    article = clean(f"<div>{head}<p>{first}</p>{picture}<p>某报记者 赵一鸣 摄</p><p>{rest}</p></div>")
    assert (article.headline == first) is not bool(picture)
    assert article.text.split("\n") == ([first, rest] if picture else [rest])


@pytest.mark.parametrize(
    ("above", "again", "expected"),
    [
        ("潮头渔火灯塔桥梁渡口集市", True, "旧渡口的石阶修好了"),  # a menu without a word that other sites have
        ("潮头渔火灯塔桥梁渡口集市", False, "潮头渔火灯塔桥梁渡口集市"),
        ("学习进行时高层时政人事国际财经", False, "旧渡口的石阶修好了"),  # channels
        ("旧渡口的高层住宅有了石阶", False, "旧渡口的高层住宅有了石阶"),
    ],
)
def test_a_line_that_stands_twice_above_a_copied_text_is_its_headline(above: str, again: bool, expected: str) -> None:
    story = "石匠把每一级都编了号，拆下来怎么放，装上去就怎么放，四十二级一级也没有少。"
    head = ["2024-05-20 10:20", "来源：河光日报", "旧渡口的石阶修好了", "字体：小中大"]
    lines = [above, *head, *(["旧渡口的石阶修好了", "2024-05-20 10:20 来源：河光日报"] if again else []), story, story]
    assert clean_text("\n".join(lines)).headline == expected


def test_a_moment_in_pieces_is_no_menu_above_the_headline() -> None:
    story = "石匠把每一级都编了号，拆下来怎么放，装上去就怎么放，四十二级一级也没有少。"
    lines = ["旧渡口的石阶修好了", "2026", "11/27", "08:31", "河光新闻", "河光新闻记者 岑若兰 摄影报道", story, story]
    assert clean_text("\n".join(lines)).headline == "旧渡口的石阶修好了"
