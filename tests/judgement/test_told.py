"""Texts of short lines on pages full of links, and the pages of links that only look like them."""

from __future__ import annotations

import pytest

from cleaners import Article, clean
from cleaners.judgement.told import MAX_KEY, MAX_VALUE, _is_couplet, is_particular

_TITLES = (
    "青屿老街亮起新路灯",
    "渡口边的茶馆重新开门",
    "盐田迎来头一批收成",
    "石桥封闭三个月后通行",
    "村小添了一间图书室",
)


def _links(count: int) -> str:
    """A menu and a feed of so many links."""
    return "<ul>" + "".join(f'<li><a href="/n/{n}.html">{_TITLES[n % 5]}{n}</a></li>' for n in range(count)) + "</ul>"


def _page(headline: str, body: str, fact: str = "2026-11-20 09:12 来源：青屿网") -> Article:
    head = f"<h1>{headline}</h1><div>{fact}</div>" if headline else ""
    return clean(
        f"<!DOCTYPE html><html><head><title>{headline}_青屿网</title></head><body><div class=a>{head}{body}</div>"
        f"<div class=b>{_links(60)}</div></body></html>"
    )


CLAUSES = (
    "任命：",
    "殷一鸣为青屿县人民政府副县长；",
    "丛小雪为青屿县教育局局长。",
    "免去：",
    "戚望舒的青屿县教育局局长职务。",
)
VERSE = (
    "一夜之间",
    "大地写满了白色的字",
    "父亲蹲下来",
    "一个一个地认",
    "有些字他不认识",
    "就用锄头翻过去",
    "霜是天写给地的信",
    "地用麦苗回信",
)
AWARDED = (
    "一、个人（3名）",
    "殷一鸣　青屿县第一中学",
    "丛小雪　青屿县人民医院护士",
    "戚望舒　白马镇退休教师",
    "二、集体（1个）",
    "青禾志愿服务队",
)


@pytest.mark.parametrize("lines", [CLAUSES, VERSE, AWARDED], ids=["clauses", "verse", "names"])
def test_short_lines_under_a_full_head_are_a_text_among_links(lines: tuple[str, ...]) -> None:
    article = _page(
        "青屿县人大常委会任免名单", "<div class=z>" + "".join(f"<p>{line}</p>" for line in lines) + "</div>"
    )
    assert article.is_article
    assert article.text.split("\n") == list(lines)


def test_verse_of_one_element_is_a_text_among_links() -> None:
    article = _page("霜降", f"<div class=z>{'<br>'.join(VERSE)}</div>")
    assert (article.is_article, article.text.split("\n")) == (True, list(VERSE))


def test_titles_that_a_script_links_are_a_list() -> None:
    rows = "".join(f'<div class=r onclick="go({n})"><span>{_TITLES[n % 5]}（{n}）</span></div>' for n in range(18))
    assert not _page("民生频道", rows, "2026-11-28 星期六").is_article


def test_particulars_are_no_text() -> None:
    rows = "".join(
        f"<p>{line}</p>"
        for line in ("产地：青屿县", "净含量：500克", "保质期：十八个月", "等级：一级", "包装：玻璃瓶装")
    )
    assert not _page("青屿土蜂蜜", f"<div class=z>{rows}</div>", "2026-11-28").is_article


SENTENCES = (
    "昨夜的雨把老街洗得发亮，卖豆腐脑的老殷照旧四点半出摊，炉火映红了半面墙。",
    "六点一过，上学的孩子、赶早班车的工人把长凳坐满，一碗豆腐脑两块五，辣子自己加。",
    "老殷说，再干两年就歇了，可他去年也是这么说的。",
)


def test_sentences_in_a_row_are_a_text_without_any_headline() -> None:
    article = _page("", "<div class=z>" + "".join(f"<p>{line}</p>" for line in SENTENCES) + "</div>")
    assert (article.is_article, article.text.split("\n")) == (True, list(SENTENCES))


def test_one_sentence_of_introduction_leaves_a_topic_a_list() -> None:
    assert not _page("", f"<div class=intro><p>{SENTENCES[0]}</p></div>").is_article


def test_sentences_each_under_a_linked_title_are_a_list() -> None:
    rows = "".join(
        f'<div class=r><a href="/{n}.html">{_TITLES[n]}</a><p>{line}</p></div>' for n, line in enumerate(SENTENCES)
    )
    assert not _page("", rows).is_article


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("产地：青屿", True),
        ("净重: 2 斤", True),
        ("任命：", False),
        ("：青屿", False),
        ("青屿一中", False),
        ("钥" * MAX_KEY + "：" + "值" * MAX_VALUE, True),
        ("钥" * (MAX_KEY + 1) + "：值", False),
        ("钥：" + "值" * (MAX_VALUE + 1), False),
        ("首班：06:30 从青屿码头开往盐田的渡轮一共要停靠八个站", True),  # the second colon parts it
    ],
)
def test_a_particular_is_a_short_label_and_a_short_value(line: str, expected: bool) -> None:
    assert is_particular(line) is expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("河水慢下来，", "像一个人终于肯坐下。", "芦花比去年还要白，", "渡口没有人在喊船，灯在对岸亮着。"), True),
        (("河水慢下来，", "像一个人终于肯坐下。", "芦花比去年还要白。", "渡口没有人在喊船，灯在对岸亮着。"), False),
        (
            (
                "许海",
                "二〇二六年冬",
                "写在渡口",
                "河水慢下来，",
                "像一个人终于肯坐下，",
                "芦花比去年还要白。",
                "渡口没有人在喊船，灯还亮着。",
            ),
            True,
        ),
        (
            (
                "许海",
                "冬夜",
                "旧作",
                "写在渡口",
                "河水慢下来，",
                "像一个人终于肯坐下，",
                "芦花比去年还要白，",
                "渡口没有人在喊船，灯还亮着。",
            ),
            False,
        ),
    ],
)
def test_verse_is_known_by_its_commas(lines: tuple[str, ...], expected: bool) -> None:
    """Two lines end with a comma, and three at most without a mark; no headline, no fact, no credit line."""
    menu = "".join(f'<li><a href="/{n}">小学食堂换菜单孩子投票{n}</a></li>' for n in range(6))
    page = f"<title>松汀副刊</title><ul>{menu}</ul><div>{''.join(f'<div>{line}</div>' for line in lines)}</div>"
    assert clean(page).is_article is expected


_ROWS = ("城东实验小学", "新桥中心小学", "竹海镇第二小学", "临江外国语学校")


def _table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


_NAMED = _table(("序号", "姓名", "学校"), *((str(n), "褚小满", school) for n, school in enumerate(_ROWS, 1)))
_FIGURES = _table(("日期", "开盘", "收盘", "成交"), *((f"11-{n}", "12.31", "12.45", "80112") for n in range(11, 17)))


def test_a_published_list_of_few_characters_has_three_rows() -> None:
    rows = (("奖项", "姓名"), ("一等奖", "裴一鸣"), ("二等奖", "詹小艾"))
    assert _page("青屿县少年书法大赛获奖名单", _table(*rows)).is_article
    assert not _page("青屿县少年书法大赛获奖名单", _table(*rows[:2])).is_article


def test_a_published_list_is_the_rows_of_its_table() -> None:
    article = _page("青屿县“好少年”名单公示", _NAMED)
    assert article.is_article
    assert article.text.split("\n")[1] == "1\t褚小满\t城东实验小学"


@pytest.mark.parametrize("headline", ["青屿县盐业本周行情一览", "青屿中学生篮球联赛积分榜"])
def test_a_credit_line_closes_a_table_of_figures_that_is_published(headline: str) -> None:
    """Pages of figures that are asked again and again have none."""
    article = _page(headline, f"<div>{_FIGURES}</div><p>责任编辑：沈知秋</p>")
    assert article.is_article
    assert article.text.split("\n")[1] == "11-11\t12.31\t12.45\t80112"


_PASSED = _table(("准考证号", "姓名", "岗位"), *((f"2024071200{n}", "褚小满", "小学语文") for n in range(1, 6)))


@pytest.mark.parametrize(
    ("below", "is_article"),
    [
        ("<p>青屿县教育局</p><p>2026年11月20日</p>", True),
        ("<p>青屿县人社局</p><p>2026年11月20日</p>", False),  # another than has published it
        ("<p>青屿县教育局</p>", False),
    ],
)
def test_an_office_closes_a_table_that_it_publishes(below: str, is_article: bool) -> None:
    facts = "2026-11-20 09:12 来源：青屿县教育局"
    article = _page("青屿县教师招聘面试入围名单公布", f"<div>{_PASSED}{below}</div>", facts)
    assert article.is_article is is_article


@pytest.mark.parametrize(
    ("headline", "body", "fact"),
    [
        ("青屿县“好少年”名单公示", _NAMED, ""),  # nobody published it
        ("名单", _NAMED, "2026-11-20 09:12 来源：青屿网"),  # a name, no headline
        ("青屿小学三年级课程表", _NAMED, "更新日期：2026-11-20"),
        ("青屿县盐业本周行情一览", _FIGURES, "2026-11-20 09:12 来源：青屿网"),  # it is told in figures
    ],
)
def test_a_table_of_a_page_that_is_asked_again_and_again(headline: str, body: str, fact: str) -> None:
    assert not _page(headline, body, fact).is_article


ROUTES = (
    "12路：北站至渡口段延长至22:30",
    "35路：绕行滨河路，停靠老水塔站",
    "58路：暂停营运三天",
)


def _announced(line: str, rows: tuple[str, ...] = ROUTES) -> str:
    return f"<p>{line}</p><ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul>"


@pytest.mark.parametrize("end", ["", "<p>以站牌公告为准。</p>"])
def test_what_a_line_announces_is_a_text_under_a_full_head(end: str) -> None:
    article = _page("国庆期间公交线路调整一览", _announced("10月1日至7日，以下线路有调整：") + end)
    assert article.is_article
    assert [line.lstrip("- ") for line in article.text.split("\n")][:4] == ["10月1日至7日，以下线路有调整：", *ROUTES]


@pytest.mark.parametrize(
    ("headline", "body", "fact"),
    [
        ("国庆期间公交线路调整一览", _announced("线路如下："), "2026-11-20 09:12"),  # the heading of a table
        ("国庆期间公交线路调整一览", _announced("10月1日至7日，以下线路有调整：", ROUTES[:2]), "2026-11-20 09:12"),
        (
            "国庆期间公交线路调整一览",
            _announced("10月1日至7日有调整的线路："),
            "",
        ),  # no head, nor says that they follow
        ("公交线路", _announced("10月1日至7日，以下线路有调整："), "2026-11-20 09:12"),  # a channel's name
    ],
)
def test_rows_that_no_story_announces_are_a_list(headline: str, body: str, fact: str) -> None:
    assert not _page(headline, body, fact).is_article


def test_announced_links_are_a_list() -> None:
    rows = tuple(f'<a href="/r/{number}.html">{row}</a>' for number, row in enumerate(ROUTES))
    assert not _page("国庆期间公交线路调整一览", _announced("10月1日至7日，以下线路有调整：", rows)).is_article


SHORT = "<p>城东的老水塔改成了图书角。</p><p>周末开放，凭身份证借书。</p>"


def test_two_short_sentences_above_a_feed_of_their_own_column_are_the_text() -> None:
    body = f"{SHORT}<p>相关</p>{_links(40)}"
    article = clean(
        f"<html><head><title>城东老水塔改成图书角_青屿网</title></head><body><div><h1>城东老水塔改成图书角</h1>"
        f"<div>2026-11-20 09:12 来源：青屿网</div>{body}</div></body></html>"
    )
    assert article.is_article
    assert article.text.split("\n")[:2] == ["城东的老水塔改成了图书角。", "周末开放，凭身份证借书。"]


@pytest.mark.parametrize(("below", "is_article"), [(4, False), (12, True)])
def test_a_video_far_below_a_short_text_is_another_s(below: int, is_article: bool) -> None:
    """An advertisement's frame, or a video of a widget: the page is there for the text."""
    lines = "".join(f"<p>第{number}栏</p>" for number in range(below))
    page = (
        f"<html><head><title>城东老水塔改成图书角_青屿网</title></head><body><div><h1>城东老水塔改成图书角</h1>"
        f"<div>2026-11-20 09:12</div>{SHORT}</div><div>{lines}<h3>相关视频</h3>"
        '<iframe src="https://player.bilibili.com/player.html?bvid=1"></iframe></div></body></html>'
    )
    assert clean(page).is_article is is_article


FREE = ("灯亮了", "河水慢下来", "像一个走累的人", "在石阶上坐了一会儿", "然后站起身", "把影子还给两岸", "和睡着的船")
NAMES = ("东渡口", "西渡口", "白马镇中学", "青禾路", "石桥南街", "盐田新村卫生站", "渡口街十二号楼", "老水塔")


@pytest.mark.parametrize(
    ("lines", "expected"), [(FREE, True), (FREE[:5], False), (NAMES, False), ((*FREE[:6], "价格：12元"), False)]
)
def test_free_verse_needs_no_day(lines: tuple[str, ...], expected: bool) -> None:
    """`_MIN_FREE`: six lines of words that hold a sentence together, and no names or values among them."""
    article = _page("河边的灯", "".join(f"<p>{line}</p>" for line in lines), fact="")
    assert article.is_article is expected


COUPLETS = (
    "一弯新月卧清波，两岸人家枕棹歌。",
    "不问行人来与去，年年春水自经过。",
    "渔火三更照客舟，满江风露入新秋。",
    "篙声惊起沙头雁，飞过芦花第几洲。",
)


def test_couplets_are_verse_under_names_of_poems() -> None:
    titles = ("咏石桥", "夜渡", "访老友", "晚归")
    lines = [line for pair in zip(titles, COUPLETS, strict=True) for line in pair]
    assert _page("咏石桥", "".join(f"<p>{line}</p>" for line in lines), fact="").is_article
    assert _is_couplet(COUPLETS[0])
    assert not _is_couplet("一弯新月卧清波，两岸的人家枕棹歌。")


MEASURES = ("新增夜间公交线路三条", "图书角二十四小时开放", "老年食堂增加到四十个", "菜市场设立一台公平秤")


@pytest.mark.parametrize("form", ["{}、{}", "（{}）{}", "{}. {}"])
def test_lines_that_are_counted_are_published(form: str) -> None:
    counted = [form.format(number, text) for number, text in zip("一二三四", MEASURES, strict=True)]
    lines = "".join(f"<div>{line}</div>" for line in counted)
    assert _page("青屿县公布四项便民措施", lines).is_article
    assert _page("青屿县四项便民措施落地", lines, fact="").is_article
    assert not _page("便民措施", lines, fact="").is_article
    assert not _page("青屿县四项便民措施落地", "".join(f"<p>{line}</p>" for line in MEASURES), fact="").is_article


@pytest.mark.parametrize(
    ("headline", "expected"), [("青屿县文明家庭名单公布", True), ("青屿县文明家庭的故事集", False)]
)
def test_a_headline_that_says_a_list_is_published(headline: str, expected: bool) -> None:
    rows = "".join(
        f"<p>{place}{name}家庭</p>"
        for place, name in zip(
            ("白马镇", "渡口街道", "石桥镇", "盐田镇", "青禾路", "老街"),
            ("殷一鸣", "丛小雪", "戚望舒", "闻人白", "席慕远", "左小棠"),
            strict=True,
        )
    )
    assert _page(headline, rows, fact="").is_article is expected


@pytest.mark.parametrize(
    ("line", "expected"), [("因检修管道，以下区域停水：", True), ("因检修管道而停水的区域：", False)]
)
def test_what_says_that_it_follows_needs_no_day(line: str, expected: bool) -> None:
    rows = "".join(
        f"<p>{row}</p>" for row in ("北岸街道一至六号楼", "渡口路全段", "石桥小学及周边商铺", "盐田新村卫生站一带")
    )
    assert (
        _page(
            "关于北岸片区停水的安排" if expected else "北岸片区的停水区域", f"<p>{line}</p>{rows}", fact=""
        ).is_article
        is expected
    )


def test_a_table_that_a_line_announces_is_a_text_under_a_full_head() -> None:
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
        for row in (("项目", "第一名", "第二名"), ("男子百米", "殷一鸣", "席慕远"), ("女子百米", "丛小雪", "左小棠"))
    )
    line = "<p>青屿县第三十届中学生运动会昨天闭幕，前两名如下：</p>"
    assert _page("青屿县中学生运动会成绩公布", f"{line}<table>{rows}</table>").is_article
    assert not _page("青屿县中学生运动会", f"{line}<table>{rows}</table>", fact="").is_article


@pytest.mark.parametrize("below", ["<p>编辑 程露  审读 乔以宁</p>", ""])
@pytest.mark.parametrize("between", ["<p><img src='https://img.example.com/a.jpg'></p><p>钱小舟 摄</p>", ""])
def test_a_brief_is_signed_below_its_picture_and_a_call(between: str, below: str) -> None:
    links = "".join(f'<p><a href="/p/{number}.html">旧厂房改成社区图书馆的第{number}天</a></p>' for number in range(30))
    brief = "<p>停航三天的渡口今天早上六点半恢复开船。</p>"
    page = (
        f"<title>岚川</title><main><h1>渡口今天早上恢复开船</h1><p>2024-05-20 10:20</p>{brief}{between}"
        f"<p>长按识别二维码，关注岚川</p>{below}</main><div>{links}</div>"
    )
    assert clean(page).is_article is bool(below)


_BARS = [
    f"{name} | {number}.12 | {number}.07 | {number}.04 | {number}.38 |"
    for number, name in enumerate("甲乙丙丁戊己庚辛壬癸" * 2)
]


@pytest.mark.parametrize(
    ("lines", "flag"),
    [
        (_BARS, "data_page"),
        (
            [
                "青屿老街亮起新路灯",
                "2026-11-20 09:12 来源：青屿网",
                "街道公布了每盏灯的用电量，最多的一盏在桥头。",
                *_BARS,
            ],
            None,
        ),
    ],
)
def test_a_table_of_figures_without_a_word_about_them_is_none(lines: list[str], flag: str | None) -> None:
    article = clean("\n".join(lines))
    assert (article.flags[-1] if not article.is_article else None) == flag


@pytest.mark.parametrize(("line", "is_read"), [("姜茶半壶，", True), ("姜，", False)])
def test_verse_of_few_characters_under_a_full_head(line: str, is_read: bool) -> None:
    """`MIN_VERSE_CHARS`: 28 characters, and 20."""
    lines = [
        "锣声三遍，" if is_read else "锣，",
        line,
        "獾在坡上听我，",
        "我听獾。",
        "天亮了，" if is_read else "天，",
        "回家。",
    ]
    verse = "".join(f"<p>{one}</p>" for one in lines)
    page = f"<title>守夜人之歌 - 岸上</title><h1>守夜人之歌</h1><div>作者：姜小勇</div><div>2022-10-21 20:00</div><div>{verse}</div>"
    assert clean(page).is_article is is_read
