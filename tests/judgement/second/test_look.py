"""Each act of the second look on the page that it is for and on the nearest page that it must leave."""

from __future__ import annotations

import pytest

from cleaners import Article, clean
from cleaners.judgement.second.look import ACTS
from cleaners.judgement.verdicts import is_reason

BRIDGE = "村口的石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。"
STONE = "桥面换了防滑的青石，栏杆还是原来的，石匠把每一根都编了号，拆下来怎么放，装上去就怎么放。"
BOWL = "施工的时候，工人在桥墩里找到一只陶碗，碗底有一个字，村里决定还放回原处，谁也不许带走。"
BOAT = "渡船停了以后，老船工把桨挂在了墙上，他说木头要晾着，说不定哪一天水又涨起来，还用得着。"
SALT = "盐田上个月开始收盐，头一批收了六十多吨，比去年早了九天，盐工说今年的太阳比往年肯出力。"
HEAD = "<h1>石桥今天重新开通</h1><div>2024-01-08 07:20 来源：青屿网</div>"
TITLE = "<title>石桥今天重新开通</title>"


def read(body: str, title: str = TITLE) -> Article:
    return clean(f"<!DOCTYPE html><html><head>{title}</head><body>{body}</body></html>")


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def acts(article: Article) -> list[str]:
    return [flag for flag in article.flags if flag.startswith("second_")]


def test_every_act_is_a_reason_and_has_a_name_of_its_own() -> None:
    assert len(ACTS) == 12
    assert all(name.startswith("second.") and is_reason(name) for name in ACTS)


def test_a_page_that_nothing_speaks_against_is_left() -> None:
    article = read(f"{HEAD}<div class=c>{paragraphs(BRIDGE, STONE, BOWL)}</div><p>编辑：赵一鸣</p>")
    assert article.text.split("\n") == [BRIDGE, STONE, BOWL]
    assert acts(article) == []


# --- kept against a reason -------------------------------------------------------------------------------------------


def second_story(body: str) -> str:
    return f"<div>{HEAD}<div>{paragraphs(BRIDGE, STONE)}</div></div>{body}"


def test_a_second_story_goes() -> None:
    other = f"<div><h2>盐田迎来今年第一批收成</h2><div>2024-01-07 09:10</div><div>{paragraphs(SALT, BOAT)}</div></div>"
    article = read(f"<div>{second_story(other)}</div>")
    assert article.text.split("\n") == [BRIDGE, STONE]
    assert (acts(article), article.date_published) == (["second_story"], "2024-01-08T07:20:00+08:00")
    assert ("second.story", SALT) in [(removal.rule, removal.text) for removal in article.removals]


def test_a_dated_subhead_in_the_articles_own_column_heads_no_story() -> None:
    article = read(
        f"{HEAD}<div>{paragraphs(BRIDGE, STONE)}<h2>青屿广场灯会</h2><p>2024-05-01 18:00</p>{paragraphs(BOWL)}</div>"
    )
    assert "second_story" not in acts(article)
    assert BOWL in article.text


POSTS = "".join(
    f"<div><span>灯下客{n}</span> <span>2024-01-0{n} 1{n}:12</span><p>{line}</p></div>"
    for n, line in enumerate((BOAT, SALT, BOWL), 1)
)


def test_posts_behind_the_end_of_an_article_without_text_are_none() -> None:
    article = read(f"{HEAD}<p>编辑 赵一鸣 审读 钱二川</p><div><h3>鹏友圈</h3>{paragraphs(BOAT, SALT)}</div>")
    assert (article.is_article, article.text) == (False, "")
    assert acts(article) == ["second_ended"]


def test_a_box_of_links_that_is_closed_above_the_text_ends_nothing() -> None:
    links = "".join(f'<li><a href="/{n}">旧渡口的第{n}盏灯亮了</a></li>' for n in range(4))
    above = f"<p>编辑 赵一鸣 审读 钱二川</p><div><h3>相关阅读</h3><ul>{links}</ul></div>"
    article = read(f"{HEAD}{above}<div class=c>{paragraphs(BRIDGE, STONE)}</div>")
    assert article.text.split("\n") == [BRIDGE, STONE]
    assert "second_ended" not in acts(article)


def feed(*lines: str) -> str:
    cards = (
        f'<li><h4><a href="/{n}">盐田迎来今年第{n}批收成</a></h4><p>{line}</p></li>' for n, line in enumerate(lines, 1)
    )
    return f"<ul>{''.join(cards)}</ul>"


def test_a_feed_longer_than_the_brief_above_it_is_not_the_article() -> None:
    article = read(
        f"<div><div>{HEAD}<div>{paragraphs(BRIDGE)}</div></div></div><div>{feed(BOAT, SALT, BOWL, STONE)}</div>"
    )
    assert article.text == BRIDGE
    assert "second_entries" in acts(article)


def test_links_that_head_the_parts_of_a_text_make_no_entries() -> None:
    parts = "".join(
        f'<p><a href="/{n}">第{n}座桥的来历</a></p><p>{line}</p>' for n, line in enumerate((BOAT, SALT, BOWL))
    )
    article = read(f"{HEAD}<div class=c>{paragraphs(BRIDGE)}{parts}</div>")
    assert [line in article.text for line in (BRIDGE, BOAT, SALT, BOWL)] == [True] * 4


def test_a_thread_keeps_its_first_post() -> None:
    title = "<title>石桥开通那天，我在现场</title>"
    article = read(f"<h1>石桥开通那天，我在现场</h1>{POSTS}", title)
    assert article.text == BOAT


def test_entries_that_are_all_there_is_speak_for_a_list() -> None:
    article = read(f"<h1>民生</h1>{feed(BOAT, SALT, BOWL, STONE)}", "<title>民生_青屿网</title>")
    assert (article.is_article, article.flags[-1]) == (False, "list_page")


FURNITURE = "".join(
    f'<div><div>{label}</div><div><a href="/{label}">{link}</a></div></div>'
    for label, link in (
        ("国际版网站", "简明中文与外文"),
        ("关注更多", "影像空间与资料"),
        ("产品与服务", "讯息平台与总览"),
    )
)


def test_labels_of_the_page_at_the_end_of_a_text_go() -> None:
    article = read(f"<div>{HEAD}<div><div>{BRIDGE}</div></div><div><div>{STONE}</div></div>{FURNITURE}</div>")
    assert article.text.split("\n") == [BRIDGE, STONE]
    assert acts(article) == ["second_edge"]


def test_a_list_at_the_end_of_a_text_stays() -> None:
    items = "<ul><li>东门：五月一日</li><li>西门：五月二日</li><li>北门：五月三日</li></ul>"
    article = read(f"<div>{HEAD}<div>{paragraphs(BRIDGE, STONE, BOWL)}{items}</div></div>")
    assert "北门：五月三日" in article.text


NOTE = "本站评论由值班编辑人工审核，通常在两小时之内显示，被折叠三次的账号将暂停留言，请您理解。"
NOTE_TOO = "您正在浏览的是本站的旧版页面，旧版将在年底停止维护，建议收藏新版的地址。"


def test_what_the_site_says_of_itself_beside_the_text_goes() -> None:
    note = f"<div><p>温馨提示</p>{paragraphs(NOTE, NOTE_TOO)}</div>"
    article = read(f"<div>{HEAD}{note}<div>{paragraphs(BRIDGE, STONE, BOWL)}</div></div>")
    assert article.text.split("\n") == [BRIDGE, STONE, BOWL]
    assert acts(article) == ["second_note"]


LONG_NOTE = (
    "编辑部的话",
    "本网欢迎读者来稿，来稿请写明真实姓名和联系方式，两周之内没有收到回复的，作者可以另投他处。",
    "一经采用，编辑部会按照字数寄送稿费和当期的样报。",
)


@pytest.mark.parametrize("is_above", [True, False])
def test_what_the_site_says_of_itself_beside_a_brief_goes(is_above: bool) -> None:
    """It was kept where it was longer than the text: that says what the headline says, and the note does not."""
    boxes = [f"<div class=c>{paragraphs(BRIDGE)}</div>", f"<div class=n>{paragraphs(*LONG_NOTE)}</div>"]
    article = read(f"<div>{HEAD}{''.join(reversed(boxes) if is_above else boxes)}</div>")
    assert article.text == BRIDGE
    assert acts(article) == ["second_note"]


def test_a_long_box_about_what_the_headline_says_is_no_note() -> None:
    page = f"<h1>本网欢迎读者来稿</h1><div>2024-01-08 07:20</div><div class=c>{paragraphs(BRIDGE)}</div>"
    article = read(
        f"<div>{page}<div class=n>{paragraphs(*LONG_NOTE[1:])}</div></div>", "<title>本网欢迎读者来稿</title>"
    )
    assert LONG_NOTE[1] in article.text


def test_an_article_about_a_site_is_no_note() -> None:
    about = "社区网站的评论区关了三年，几位老师重新申请了备案，把注册的办法写在纸上，贴在楼道里。"
    article = read(
        f"{HEAD}<div><section class=part>{paragraphs(BRIDGE)}</section><section class=part>{paragraphs(about)}</section></div>"
    )
    assert about in article.text


# --- cut without a reason --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("opening", ["<div>", "<p><div>"])
def test_paragraphs_that_nobody_closed_are_all_text(opening: str) -> None:
    lines = [BRIDGE, STONE, BOWL, BOAT, SALT, BRIDGE[::-1], STONE[::-1], BOWL[::-1]]
    article = read(f"<div>{HEAD}<div>{''.join(opening + line for line in lines)}</div></div>")
    assert article.text.split("\n") == lines
    assert acts(article) == ["second_head"]


def test_a_lead_in_a_box_of_its_own_is_text() -> None:
    article = read(
        f"<div>{HEAD}<div><div class=a>{paragraphs(BRIDGE)}</div><div class=b>{paragraphs(STONE, BOWL, BOAT, SALT)}</div></div></div>"
    )
    assert article.text.split("\n") == [BRIDGE, STONE, BOWL, BOAT, SALT]


RIGHTS = "未经许可或明确书面授权，任何人不得复制、转载本平台的内容。"


@pytest.mark.parametrize(
    "box",
    [
        ["鹏友圈", STONE, BOWL, BOAT, "读特热榜", "盐田开始收盐", "免责声明", RIGHTS],
        ["免责声明", RIGHTS, "鹏友圈", STONE, BOWL, BOAT],
        ["IN视频", "03:17", "盐田开始收盐", "鹏友圈", STONE, BOWL, BOAT, "- 粤ICP备10000000号"],
    ],
)
@pytest.mark.parametrize("name", ["article-content main", "side"])
def test_a_brief_above_a_box_of_widgets_is_all_of_the_text(box: list[str], name: str) -> None:
    """The posts below the heading of a widget were its text too."""
    article = read(f"{HEAD}<div class=c>{paragraphs(BRIDGE)}</div><div class='{name}'>{paragraphs(*box)}</div>")
    assert article.text.split("\n") == [BRIDGE]


@pytest.mark.parametrize(
    "box",
    [
        ["相关视频", STONE, BOWL, BOAT, SALT],  # the article's own box: nothing in it is the site's
        [STONE, "相关视频", BOWL, BOAT, SALT, "- 粤ICP备10000000号"],  # no end opens it
        ["相关视频", "<a href=/v/1.html>盐田开始收盐的视频</a>", STONE, BOWL, BOAT, SALT, "- 粤ICP备10000000号"],
    ],
)
def test_a_lead_above_the_box_of_the_text_that_a_heading_opens(box: list[str]) -> None:
    article = read(
        f"{HEAD}<div class=a>{paragraphs(BRIDGE)}</div><div class='article-content main'>{paragraphs(*box)}</div>"
    )
    assert {BOWL, BOAT, SALT} <= set(article.text.split("\n"))


@pytest.mark.parametrize(
    ("line", "is_text"),
    [
        ("【河光报讯】石阶昨天修好了。", True),
        ("编者按：石阶修好了，本报记者走访两岸。", True),
        ("開欄的話：石階修好了，本報推出專欄。", True),
        ("石阶昨天修好了。", False),  # a summary, or what the site says of itself
        ("编者按", False),
        ("【河光报讯】石阶昨天修好", False),  # a title
    ],
)
def test_a_short_sentence_that_opens_as_a_text_does_is_text(line: str, is_text: bool) -> None:
    article = read(f"<div>{HEAD}<div class=x>{line}</div><div>{paragraphs(BRIDGE, STONE, BOWL)}</div></div>")
    assert (line in article.text.split("\n")) is is_text


@pytest.mark.parametrize(
    ("above", "is_text"),
    [
        ("<a href=/1>上一篇</a><a href=/2>下一篇</a><a href=#>A+</a>", True),
        ("<a href=/1>上一篇 三所小学铺上新草皮</a>", True),
        ("<a href=/1>三所小学铺上新草皮</a>", False),  # what stands under a linked title tells of that
    ],
)
def test_links_to_the_neighbours_above_a_lead_are_no_title_of_it(above: str, is_text: bool) -> None:
    lead, rest = f"<div class=a>{paragraphs(BRIDGE)}</div>", f"<div class=b>{paragraphs(STONE, BOWL, BOAT, SALT)}</div>"
    article = read(f"<div>{HEAD}<div>{above}</div><div>{lead}{rest}</div></div>")
    assert (BRIDGE in article.text) is is_text


def test_a_summary_in_the_texts_own_words_is_none() -> None:
    summary = f"{BRIDGE[:-1]}，{STONE[:20]}。"
    article = read(
        f"<div>{HEAD}<div class=summary><p>{summary}</p></div><div>{paragraphs(BRIDGE, STONE, BOWL, SALT)}</div></div>"
    )
    assert article.text.split("\n") == [BRIDGE, STONE, BOWL, SALT]


def test_dates_in_the_articles_own_column_open_no_thread() -> None:
    events = "<p>《一条河的来历》（10月14日 14:00，旧粮库）</p>{}<p>《夜里的船》（10月15日 19:00，渡口）</p>{}<p>《工具箱》（10月16日 10:00，操场）</p>{}"
    lines = (f"<p>{line}</p>" for line in (STONE, BOWL, SALT))
    article = read(f"<div>{HEAD}<div>{paragraphs(BRIDGE)}{events.format(*lines)}</div></div>")
    assert [line in article.text for line in (BRIDGE, STONE, BOWL, SALT, "《夜里的船》")] == [True] * 5


def test_text_behind_links_in_its_own_column_is_text() -> None:
    links = '<p>相关新闻：</p><p><a href="/1">石桥是怎样修好的</a></p><p><a href="/2">三代石匠的一座桥</a></p>'
    article = read(f"<div>{HEAD}<div>{paragraphs(BRIDGE)}{links}{paragraphs(STONE, BOWL, SALT)}</div></div>")
    assert article.text.split("\n") == [BRIDGE, STONE, BOWL, SALT]
    assert acts(article) == ["second_column"]


@pytest.mark.parametrize(
    "figure",
    [
        "<figure><img src='/1.jpg'><figcaption>石匠给石阶编号 闵小满 摄</figcaption></figure>",
        "<div><img src='/1.jpg'><span>石匠给石阶编号 闵小满 摄</span></div>",
    ],
)
def test_a_picture_with_its_caption_comes_back_with_the_text_around_it(figure: str) -> None:
    links = "".join(f"<p><a href='/{number}'>渡口的老船工把桨挂在了墙上</a></p>" for number in range(2))
    article = read(
        f"{HEAD}<div class=c><p>{BRIDGE}</p><p>相关新闻</p>{links}<p>{STONE}</p>{figure}{paragraphs(BOWL, SALT)}</div>"
    )
    assert article.text.split("\n") == [BRIDGE, STONE, BOWL, SALT]
    assert [(image.caption, image.credit) for image in article.images] == [("石匠给石阶编号", "闵小满")]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("<ol><li>六点，桥头开锁。</li><li>七点，早市开张。</li></ol>", ["六点，桥头开锁。", "七点，早市开张。"]),
        ("<dl><dt>桥面</dt><dd>防滑的青石。</dd></dl>", ["桥面", "防滑的青石。"]),
        (
            "<table><tr><th>年份</th><th>车流</th></tr><tr><td>2021</td><td>3.2万</td></tr></table>",
            ["年份\t车流", "2021\t3.2万"],
        ),
        ("<ul><li><a href='/7'>渡口的老船工</a></li><li><a href='/8'>桨挂在了墙上</a></li></ul>", []),
    ],
    ids=["list", "terms", "table", "links"],
)
def test_rows_between_paragraphs_come_back_with_them(rows: str, told: list[str]) -> None:
    links = "".join(f"<p><a href='/{number}'>渡口的老船工把桨挂在了墙上</a></p>" for number in range(2))
    article = read(
        f"{HEAD}<div class=c><p>{BRIDGE}</p><p>相关新闻</p>{links}<p>{STONE}</p>{rows}{paragraphs(BOWL, SALT)}</div>"
    )
    assert article.text.split("\n") == [BRIDGE, STONE, *told, BOWL, SALT]


def test_posts_behind_a_heading_on_a_flat_page_are_no_text() -> None:
    """The whole page is one column, the headline's too: it is not the article's own."""
    article = read(
        f"{HEAD}{paragraphs(BRIDGE)}<p>编辑：赵一鸣</p><p>网友评论</p>{paragraphs(STONE, BOWL, SALT)}<p>粤ICP备00000000号</p>"
    )
    assert article.text == BRIDGE


REST = f'<div style="display:none">{paragraphs(BOWL, SALT)}</div>'


@pytest.mark.parametrize("control", ["展开全文", "- 点击阅读全文 -", "查看剩余内容"])
def test_the_rest_behind_a_control_is_text(control: str) -> None:
    article = read(f"<div>{HEAD}<div>{paragraphs(BRIDGE, STONE)}{REST}<a href='javascript:;'>{control}</a></div></div>")
    assert article.text.split("\n") == [BRIDGE, STONE, BOWL, SALT]
    assert acts(article) == ["second_shown"]


@pytest.mark.parametrize(
    ("between", "text"),
    [
        ("<p><img src='/1.jpg'></p><p>石阶 闵小满 摄</p>", [BRIDGE, STONE, BOWL, SALT]),
        ("<p>（记者 闵小满）</p>", [BRIDGE, STONE, BOWL, SALT]),
        ("<p>责任编辑：闵小满</p>", [BRIDGE, STONE]),
    ],
    ids=["caption", "byline", "credits"],
)
def test_what_the_shown_part_may_end_with_above_its_rest(between: str, text: list[str]) -> None:
    article = read(f"<div>{HEAD}<div>{paragraphs(BRIDGE, STONE)}{between}{REST}<a href='#'>展开全文</a></div></div>")
    assert article.text.replace("（记者 闵小满）", "").replace("\n\n", "\n").split("\n") == text


SIGNED = "<p>（原标题：石桥修好了）</p><p>本文来源：岚川日报 责任编辑：王小桥</p>"


def test_the_lines_that_close_a_text_may_stand_between_its_rest_and_the_control() -> None:
    article = read(f"<div>{HEAD}<div>{paragraphs(BRIDGE, STONE)}{REST}{SIGNED}</div><div>展开全文</div></div>")
    assert article.text.split("\n") == [BRIDGE, STONE, BOWL, SALT]


@pytest.mark.parametrize("control", ["展开更多评论", "查看全文评论"])
def test_what_opens_the_rest_of_the_comments_below_them_shows_nothing(control: str) -> None:
    article = read(f"<div>{HEAD}<div>{paragraphs(BRIDGE, STONE)}{REST}{SIGNED}</div><div>{control}</div></div>")
    assert article.text.split("\n") == [BRIDGE, STONE]


def test_a_teaser_gives_way_to_the_hidden_text_that_it_opens() -> None:
    full = f"<div hidden>{paragraphs(BRIDGE, STONE, BOWL)}</div>"
    article = read(f"{HEAD}<div><p>{BRIDGE[:18]}...</p><a href='javascript:;'>展开全文</a></div>{full}")
    assert article.text.split("\n") == [BRIDGE, STONE, BOWL]


def test_a_teaser_of_something_else_shows_nothing_hidden() -> None:
    article = read(
        f"{HEAD}<div><p>{SALT[:18]}...</p><a href='javascript:;'>展开全文</a></div><div hidden>{paragraphs(BRIDGE, STONE)}</div>"
    )
    assert BRIDGE not in article.text


CALL = "<div class=box><h4>订阅我们的周刊</h4><p>每周五送到你的邮箱</p><button>订阅</button></div>"


def test_text_behind_a_box_with_a_call_is_text() -> None:
    article = read(f"<article>{HEAD}{paragraphs(BRIDGE, STONE, BOWL)}{CALL}{paragraphs(BOAT)}</article>")
    assert article.text.split("\n") == [BRIDGE, STONE, BOWL, BOAT]


@pytest.mark.parametrize(
    "rest",
    [
        f"<div><h4>订阅我们的周刊</h4><p>{BOAT}</p></div>",
        f"{CALL}<div class=n>{BOAT}</div>",
        f"<div><h4>推荐阅读</h4></div>{paragraphs(BOAT)}",
    ],
    ids=["inside-the-box", "printed-unlike", "a-widget"],
)
def test_what_no_closed_box_with_a_call_parts_from_the_text_stays_out(rest: str) -> None:
    article = read(f"<article>{HEAD}{paragraphs(BRIDGE, STONE, BOWL)}{rest}</article>")
    assert article.text.split("\n") == [BRIDGE, STONE, BOWL]


CONTACTS = ("地址：青屿县创新路8号", "邮政编码：650100", "联系电话：0871-65557788")
NOTICE = "<h1>关于征集石桥老照片的公告</h1><div>2024-01-08 07:20 来源：青屿网</div>"
CALLED = "<title>关于征集石桥老照片的公告</title>"


def test_contacts_among_the_lines_of_a_text_are_text() -> None:
    article = read(f"{HEAD}<div class=c>{paragraphs(BRIDGE, *CONTACTS, STONE)}</div><div>地址：青屿县中山路1号</div>")
    assert article.text.split("\n") == [BRIDGE, *CONTACTS, STONE]
    assert acts(article) == ["second_contact"]


def test_a_notice_ends_in_its_contacts_and_its_signature() -> None:
    lines = (BRIDGE, BOWL, *CONTACTS, "青屿县文化馆", "2024年1月8日")
    article = read(
        f"<div>{NOTICE}<div class=c>{paragraphs(*lines)}</div></div><div>地址：青屿县中山路1号</div>", CALLED
    )
    assert article.text.split("\n") == list(lines)


@pytest.mark.parametrize(
    ("head", "rest"),
    [
        (HEAD, f"<div class=c>{paragraphs(BRIDGE, BOWL, *CONTACTS)}</div>"),
        (NOTICE, f"<div class=c>{paragraphs(BRIDGE, BOWL)}</div><div>{paragraphs(*CONTACTS)}</div>"),
        (NOTICE, f"<div class=c>{paragraphs(BRIDGE, BOWL, '报料热线：0871-96111')}</div>"),
        (NOTICE, f"{paragraphs(BRIDGE, BOWL, *CONTACTS)}"),
        (
            HEAD,
            f"<div class=c>{paragraphs(BRIDGE)}<div><p>{CONTACTS[0]}</p><p>{CONTACTS[2]}</p></div>{paragraphs(BOWL)}</div>",
        ),
    ],
    ids=["no-notice", "another-column", "a-hotline", "the-pages-column", "a-box"],
)
def test_contacts_that_may_be_the_sites_stay_out(head: str, rest: str) -> None:
    article = read(f"<div>{head}{rest}</div>", CALLED if head == NOTICE else TITLE)
    assert article.text.split("\n") == [BRIDGE, BOWL]


@pytest.mark.parametrize("heading", ["■新闻链接", "相关链接", "【延伸阅读】"])
def test_the_background_under_a_report_is_text(heading: str) -> None:
    article = read(f"{HEAD}<div class=c>{paragraphs(BRIDGE, STONE, heading, BOWL)}</div><p>编辑：赵一鸣</p>")
    assert article.text.split("\n") == [BRIDGE, STONE, heading, BOWL]


@pytest.mark.parametrize(
    "rest",
    [
        f"<p>相关链接</p><p><a href=/1>{BOWL}</a></p>",
        f"<p>相关链接</p><p>石碗的来历</p>{paragraphs(BOWL)}",
        f"<p>相关链接</p>{paragraphs(BOWL)}<p><a href=/1>石桥是怎样修好的</a></p>",
        f"<p>编辑：赵一鸣</p><p>相关链接</p>{paragraphs(BOWL)}",
        f"<p>相关评论</p>{paragraphs(BOWL)}",
        f"<p>猜你喜欢</p>{paragraphs(BOWL)}",
    ],
    ids=["a-link", "a-title", "links-below", "behind-the-credit", "readers", "another-heading"],
)
def test_what_a_heading_of_recommendations_heads_stays_out(rest: str) -> None:
    article = read(f"{HEAD}<div class=c>{paragraphs(BRIDGE, STONE)}{rest}</div>")
    assert article.text.split("\n") == [BRIDGE, STONE]


def test_what_is_hidden_without_a_control_stays_hidden() -> None:
    article = read(f"<div>{HEAD}<div>{paragraphs(BRIDGE, STONE)}{REST}</div></div>")
    assert article.text.split("\n") == [BRIDGE, STONE]


def captioned(line: str, n: int) -> str:
    return f'<figure><img src="https://img.example.com/{n}.jpg"><figcaption>{line}</figcaption></figure>'


def test_captions_that_hold_the_story_are_its_text() -> None:
    article = read(f"<div>{HEAD}<div>{captioned(BRIDGE, 1)}{captioned(STONE, 2)}{captioned(BOWL, 3)}</div></div>")
    assert article.text.split("\n") == [BRIDGE, STONE, BOWL]
    assert acts(article) == ["second_captions"]


def test_captions_beside_a_text_stay_captions() -> None:
    article = read(
        f"<div>{HEAD}<div>{paragraphs(BRIDGE, STONE)}{captioned(BOWL, 1)}{captioned(SALT, 2)}{paragraphs(BOAT)}</div></div>"
    )
    assert article.text.split("\n") == [BRIDGE, STONE, BOAT]
    assert [image.caption for image in article.images] == [BOWL, SALT]


# --- fields are read from the final labels ---------------------------------------------------------------------------


def test_credits_and_date_are_those_of_the_story_that_is_kept() -> None:
    other = f"<div><h2>盐田迎来今年第一批收成</h2><div>2023-01-07 09:10</div><div>{paragraphs(SALT, BOAT)}<p>编辑 孙三川</p></div></div>"
    article = read(f"<div>{second_story(other)}</div>")
    assert (article.date_published, article.credits) == ("2024-01-08T07:20:00+08:00", ())


# --- headline and verdict --------------------------------------------------------------------------------------------


def test_a_line_that_a_rule_takes_is_no_headline() -> None:
    article = read(
        f"<div>{paragraphs(BRIDGE, STONE, BOWL)}</div><div><h3>读特热榜</h3><ul><li>甲</li></ul></div>",
        "<title>读特</title>",
    )
    assert article.headline != "读特热榜"


def test_a_named_page_with_a_large_menu_is_an_article() -> None:
    menu = "".join(f'<a href="/{n}">频道名称第{n}个栏目</a><br>' for n in range(60))
    article = read(f"<div>{menu}</div><div>{HEAD}<div>{paragraphs(BRIDGE)}</div></div><div>{menu}</div>")
    assert (article.is_article, article.text) == (True, BRIDGE)


def test_short_sentences_are_a_text_where_the_title_names_it() -> None:
    lines = ["今天，外面下着小雨。", "票，一张不剩。", "队伍拐了三道弯。", "没有人坐着。"]
    assert read(f"<div>{HEAD}<div>{paragraphs(*lines)}</div></div>").text.split("\n") == lines
    assert not read(f"<div>{paragraphs(*lines)}</div>", "").is_article


_ROAD = (
    "青屿县应急管理局今天上午发布消息，县城至白马镇的公路已经抢通，班车于十时恢复，沿线的商铺中午以前都开了门。",
    "头一班车上坐着三十一个人，多数是赶集的老人，司机老钟说他一夜没睡，天没亮就把车擦了两遍，等着交警放行。",
    "塌方的那一段还留着半边土堆，过往的车要慢慢排队，县里说再有两天就能清完，到时候护栏也会一起换成新的。",
)


@pytest.mark.parametrize(
    ("lead", "is_text"),
    [
        (
            "县城至白马镇的停了三天的客车终于又响起了喇叭，车站门口卖粥的大娘多煮了两锅，逢人便说这回可以放心走了。",
            True,
        ),
        ("县城至白马镇的公路已经抢通，又响起喇叭，车站门口卖粥的大娘多煮了两锅，逢人便说这回可以放心走了。", False),
    ],
    ids=["4-runs-of-48", "11-runs-of-45"],
)
def test_a_lead_says_what_the_text_does_not(lead: str, is_text: bool) -> None:
    article = clean(
        "<title>快讯：青屿公路抢通</title><h1>快讯：青屿公路抢通</h1><div>2026-11-27 09:20 来源：青屿日报</div>"
        f"<div class=x><p>{lead}</p></div><div class=c>{''.join(f'<p>{line}</p>' for line in _ROAD)}</div><div>青屿网 版权所有</div>"
    )
    assert article.text.startswith(lead) is is_text
    assert is_text or article.abstract == lead


# --- what stands among the lines of a text ---------------------------------------------------------------------------


def test_the_contacts_of_a_notice_stand_above_its_credits() -> None:
    lines = [BRIDGE, STONE, "联系电话：0000-12345678", "联系人：黎女士"]
    head = "<h1>石桥重新开通的通知</h1><div>2024-01-08 07:20 来源：青屿网</div>"
    article = read(
        f"{head}<div class=c>{paragraphs(*lines)}<p>编辑：赵一鸣</p></div>", "<title>石桥重新开通的通知</title>"
    )
    assert article.text.split("\n") == lines
    report = read(f"{HEAD}<div class=c>{paragraphs(*lines)}<p>编辑：赵一鸣</p></div>")
    assert report.text.split("\n") == [BRIDGE, STONE]


def test_the_background_of_a_report_ends_at_its_facts_and_controls() -> None:
    body = f"{paragraphs(BRIDGE, STONE, BOWL)}<p><b>新闻链接</b></p>{paragraphs(BOAT)}"
    article = read(f"{HEAD}<div class=c>{body}<p>（本文来源：青屿网 作者：王小桥）<a href=/e>李大同</a></p></div>")
    assert article.text.split("\n") == [BRIDGE, STONE, BOWL, "新闻链接", BOAT]
    story = f"<p><b>新闻链接</b></p><p>{SALT}</p><p>2024-01-07 09:10</p>{paragraphs(BOAT)}"
    assert BOAT not in read(f"{HEAD}<div class=c>{paragraphs(BRIDGE, STONE, BOWL)}{story}</div>").text


@pytest.mark.parametrize(
    "box", ["<div class=ad>广告</div>", "<div class=more><b>延伸阅读</b><ul><li><a href=/1>盐田收盐</a></ul></div>"]
)
def test_a_box_below_the_first_short_line_does_not_cut_it(box: str) -> None:
    article = read(f"{HEAD}<div class=c><p>各位来宾，同志们：</p>{box}{paragraphs(BRIDGE, STONE, BOWL)}</div>")
    assert article.text.split("\n") == ["各位来宾，同志们：", BRIDGE, STONE, BOWL]


def test_paragraphs_that_nobody_closed_are_one_text() -> None:
    lines = "".join(f"<p><font size=3>{line}" for line in ("各位来宾，同志们：", BRIDGE, STONE, BOWL))
    article = read(f"{HEAD}<table><tr><td>{lines}</td></tr></table>")
    assert article.text.split("\n") == ["各位来宾，同志们：", BRIDGE, STONE, BOWL]


POINT = "石桥封了三个月，今天开通。"


@pytest.mark.parametrize(
    "box",
    [
        f"<div>AI摘要<ol><li>{POINT}</li><li>陶碗放回原处。</li></ol></div>",
        f"<p>AI摘要</p><p>{POINT}</p><p>陶碗放回原处。</p><p>以上内容由大模型生成，仅供参考</p>",
    ],
)
def test_the_points_that_a_machine_made_are_no_text(box: str) -> None:
    article = read(f"{HEAD}<div class=c>{box}{paragraphs(BRIDGE, STONE, BOWL)}</div>")
    assert article.text.split("\n") == [BRIDGE, STONE, BOWL]


def test_a_short_text_below_such_a_label_is_no_summary() -> None:
    posts = paragraphs(SALT, BOAT, BOWL)
    article = read(f"{HEAD}<div class=c><p>AI摘要</p><p>{POINT}</p><p>{BRIDGE}</p></div><div class=posts>{posts}</div>")
    assert BRIDGE in article.text


def test_posts_whose_moment_stands_below_them_go_with_the_first() -> None:
    post = "<div class=p><b>网友{n}</b>：{text}<div>5月2{n}日 08:12 来自安徽 回复 赞[{n}]</div></div>"
    posts = "".join(post.format(n=number, text=text) for number, text in enumerate((SALT, BOAT, BOWL), 1))
    article = read(f"{HEAD}<div class=c>{paragraphs(BRIDGE, STONE)}</div><div class=list>{posts}</div>")
    assert article.text.split("\n") == [BRIDGE, STONE]


VERSE = ["江水走得很慢", "不急着去哪里", "雪还没有来"]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("", "<p>编辑 赵一鸣 审读 钱二川</p>"),
        ("<div><p>河光渡口</p><p>河边的人和事</p></div>", "<p>编辑 赵一鸣 审读 钱二川</p>"),  # an account
        ("<p>责任编辑：赵一鸣</p>", ""),
    ],
)
def test_verse_in_the_column_above_what_ends_it_is_the_text(above: str, below: str) -> None:
    posts = f"<div><h3>网友评论</h3>{POSTS}</div>"
    article = read(f"{HEAD}{above}<div>{paragraphs(*VERSE)}</div>{below}{posts}")
    assert article.text.split("\n") == VERSE


def test_two_short_lines_above_posts_are_no_text() -> None:
    posts = f"<div><h3>网友评论</h3>{POSTS}</div>"
    assert read(f"{HEAD}<div>{paragraphs(*VERSE[:2])}</div><p>编辑 赵一鸣</p>{posts}").text == ""
