"""When an article was published, and moments that are somebody else's."""

from __future__ import annotations

import pytest

from cleaners import clean, clean_text

BODY = "<p>石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。</p><p>桥面换了防滑的青石，栏杆还是原来的，石匠把每一根都编了号。</p>"
TITLE = "石桥今天重新开通"


def published(
    facts: str = "", *, above: str = "", below: str = "", head: str = "", url: str | None = None
) -> str | None:
    page = f"<html><head><title>{TITLE}</title>{head}</head><body>{above}<h1>{TITLE}</h1>{facts}<div>{BODY}</div>{below}</body></html>"
    return clean(page, url).date_published


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("<p>发稿时间：2024-05-20 13:15:00 来源：岚川客户端</p>", "2024-05-20T13:15:00+08:00"),
        ("<div>2023</div><div>07/08</div><div>16:37</div>", "2023-07-08T16:37:00+08:00"),
        ("<span>2024-05-20</span><p>16:37</p>", "2024-05-20T16:37:00+08:00"),
        ("<p>发布时间：2017-12-2223:46</p>", "2017-12-22T23:46:00+08:00"),
        ("<p>日期：24-05-20</p>", "2024-05-20T00:00:00+08:00"),
        ("<p>（2007年6月29日第十届委员会第二十八次会议通过）</p>", None),
        ("<p>本站建立于2004年10月6日</p>", None),
        ("<p>注册：2010-03-02</p><p>楼主 发表于 2013-5-6 20:15:33</p>", "2013-05-06T20:15:33+08:00"),
        ("<p>注册时间：2010-03-02</p><p>最后登录 2024-05-21 08:00</p>", None),
        ("<p>注册新站 2024-05-20 13:15:00</p>", "2024-05-20T13:15:00+08:00"),
        ("<p>二〇二四年五月二十日</p>", "2024-05-20T00:00:00+08:00"),
        ("<p>岚川日报　二○二四年十月十日 星期四</p>", "2024-10-10T00:00:00+08:00"),
        ("<p>记者 王小桥 二零一九年十二月三十一日 来源：岚川日报</p>", "2019-12-31T00:00:00+08:00"),
        ("<p>二〇二四年十三月二十日</p>", None),
        ("<p>２０２４年５月２０日 １０：２０</p>", "2024-05-20T10:20:00+08:00"),
        ("<p>记者 王小桥 通讯员 李大同　2024-05-20T10:20:00+08:00</p>", "2024-05-20T10:20:00+08:00"),
    ],
)
def test_lines_of_the_head(facts: str, expected: str | None) -> None:
    assert published(facts) == expected


@pytest.mark.parametrize(
    ("facts", "expected", "changed"),
    [
        ("收稿日期：2023-09-10　录用日期：2023-12-16　发布日期：2024-05-20", "2024-05-20T00:00:00+08:00", None),
        ("成文日期：2024-05-16 发布日期：2024-05-20", "2024-05-20T00:00:00+08:00", None),
        ("2024-05-20 10:20 发布日期：待定", "2024-05-20T10:20:00+08:00", None),
        ("发布于 2024-05-20 10:20　编辑于 2024-05-21 11:05", "2024-05-20T10:20:00+08:00", "2024-05-21T11:05:00+08:00"),
        ("2024年5月20日 10:20（2024年5月20日 11:20 更新）", "2024-05-20T10:20:00+08:00", "2024-05-20T11:20:00+08:00"),
        ("编辑于 2024-05-21 11:05・IP 属地江苏", "2024-05-21T11:05:00+08:00", None),
    ],
)
def test_the_day_of_publication_among_others(facts: str, expected: str, changed: str | None) -> None:
    article = clean(f"<h1>{TITLE}</h1><p>{facts}</p><div>{BODY}</div>")
    assert (article.date_published, article.date_modified) == (expected, changed)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Sun, 19 May 2024 20:30:00 GMT", "2024-05-20T04:30:00+08:00"),
        ("2024-05-19T20:30:00+00:00", "2024-05-20T04:30:00+08:00"),
        ("2024-05-20T02:30:00+00:00", "2024-05-20T02:30:00+00:00"),  # the page may show the day of that zone
        ("2024-05-19T20:30:00-05:00", "2024-05-20T00:00:00+08:00"),  # readers there have another day
        ("20240520102030", "2024-05-20T10:20:30+08:00"),
    ],
)
def test_the_time_in_the_head_on_the_day_that_the_page_shows(content: str, expected: str) -> None:
    assert published("<p>2024-05-20</p>", head=f'<meta name="pubdate" content="{content}">') == expected


def test_a_page_that_shows_only_a_change_was_published_when_its_head_says() -> None:
    head = '<meta itemprop="datePublished" content="2024-05-20T02:20:00.000Z">'
    assert published("<p>编辑于 2024-05-21 11:05</p>", head=head) == "2024-05-20T10:20:00+08:00"


@pytest.mark.parametrize(
    "above",
    [
        "<div>今天是：2025年11月3日 星期一 农历九月十四</div>",
        "<div>2025年11月3日 星期一 多云</div>",
        "<div>现在时间 2025-11-03 10:20</div>",
    ],
)
def test_the_day_of_the_visit_is_none(above: str) -> None:
    assert published(above=above) is None


MENU = "<nav><a href='/'>首页</a> <a href='/c'>城事</a> <a href='/w'>文脉</a></nav>"


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        # The header of the site has the day of the visit, the line over the headline the article's.
        (f"<div>2025年11月3日 星期一</div>{MENU}<div>2024-05-20 10:20</div>", "2024-05-20T10:20:00+08:00"),
        (f"<div>2025年11月3日 星期一</div>{MENU}", None),
        (f"<div>2025-11-03 10:20</div>{MENU}", None),
        ("<div>2024年5月20日</div>", "2024-05-20T00:00:00+08:00"),
        ("<div>Saturday, September 10th, 2005   10:56 am</div>", "2005-09-10T10:56:00+08:00"),
        # A page of a printed paper: the day in its header is that of the issue.
        (f"<div>2025年11月3日 星期一</div>{MENU}<div>第A04版：城事</div>", "2025-11-03T00:00:00+08:00"),
    ],
)
def test_of_two_moments_above_the_headline_the_nearer_counts(above: str, expected: str | None) -> None:
    assert published(above=above) == expected


def test_a_day_in_the_header_counts_where_the_address_or_the_head_confirms_it() -> None:
    header = f"<div>2025年11月3日 星期一</div>{MENU}"
    assert published(above=header, url="https://www.example.com/2025-11/03/c_1.html") == "2025-11-03T00:00:00+08:00"
    head = '<meta name="pubdate" content="2025-11-03 08:30">'
    assert published(above=header, head=head) == "2025-11-03T08:30:00+08:00"


@pytest.mark.parametrize(
    ("below", "expected"),
    [
        ("<div>来源：青年时报（2025年10月28日 03版）</div>", "2025-10-28T00:00:00+08:00"),
        ("<div>发布日期：2019-03-06 责任编辑：龙小慧</div>", "2019-03-06T00:00:00+08:00"),
        (
            "<div><a href='/1'>渡口的灯</a><a href='/2'>山里的邮路</a></div><ul><li><strong>日期</strong> 10.06.2018</li></ul>",
            "2018-06-10T00:00:00+08:00",
        ),
        ("<h3>网友评论</h3><div>小城故事 2024-06-01 08:12</div><p>我从小吃到大。</p>", None),
        ("<aside><h3>更多故事</h3><a href='/1'>渡口的最后一班船2024年3月5日</a></aside>", None),
        ("<div><a href='/1'>渡口的最后一班船 2024-03-05</a></div>", None),
        ("<h3>热榜</h3><ul><li>山里的邮路 2024-02-11</li></ul>", None),
    ],
)
def test_lines_below_the_text(below: str, expected: str | None) -> None:
    assert published(below=below) == expected


def test_years_of_the_republic_are_read_where_offices_print_them() -> None:
    facts = "<ul><li>發布單位：文化處</li><li>發布日期：113-05-11</li><li>點閱數：482</li></ul>"
    assert published(facts) == "2024-05-11T00:00:00+08:00"
    assert published("<p>中華民國113年5月11日　文／曾以寧</p>") == "2024-05-11T00:00:00+08:00"
    page = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{facts}<p>更新日期：113-05-13</p><div>{BODY}</div></body></html>"
    assert clean(page).date_modified == "2024-05-13T00:00:00+08:00"


def test_the_address_speaks_last() -> None:
    assert published(url="https://n.example/mobile/odn-20230329-0329.html") == "2023-03-29T00:00:00+08:00"
    assert published("<p>2023-04-01</p>", url="https://n.example/20230329/1.html") == "2023-04-01T00:00:00+08:00"


def test_a_text_alone_takes_no_date_from_its_prose() -> None:
    text = "石桥封了三个月，2024年5月20日早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。\n桥面换了防滑的青石，栏杆还是原来的。\n2024年6月1日，第二座桥开工。"
    assert clean_text(text).date_published is None


def test_a_template_that_stamps_the_visit_is_not_believed() -> None:
    script = (
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"%s","dateModified":"%s"}</script>'
    )
    page = f"<html><head><title>{TITLE}</title>{script}</head><body><h1>{TITLE}</h1><p>2025-04-02 10:18</p>{BODY}</body></html>"
    stamped = clean(page % ("2025-11-30T03:12:00+08:00", "2025-11-30T03:12:00+08:00"))
    assert (stamped.date_published, stamped.date_modified) == ("2025-04-02T10:18:00+08:00", None)
    changed = clean(page % ("2025-04-02T10:18:00+08:00", "2025-04-05T08:00:00+08:00"))
    assert changed.date_modified == "2025-04-05T08:00:00+08:00"


def test_the_first_moment_may_stand_behind_the_update() -> None:
    page = f"<h1>{TITLE}</h1><p>更新时间：2024-05-21 08:00　首次发布：2024-05-20 10:20</p><div>{BODY}</div>"
    article = clean(page)
    assert (article.date_published, article.date_modified) == ("2024-05-20T10:20:00+08:00", "2024-05-21T08:00:00+08:00")


CARDS = "<ul><li><a href='/2'>码头的灯</a> <time datetime='2023-01-05T08:00'>01-05</time></li></ul>"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("<p>岚川日报 <time datetime='2024-05-20T10:20:30+08:00'>05-20 10:20</time></p>", "2024-05-20T10:20:30+08:00"),
        ("<p>岚川日报 <time datetime='2024-05-20T02:20:00Z'>5月20日 10:20</time></p>", "2024-05-20T10:20:00+08:00"),
        ("<p>岚川日报 <time datetime='2024-05-20 10:20'>3小时前</time></p>", "2024-05-20T10:20:00+08:00"),
        ("<p>岚川日报 <time datetime='2024-05-20'>5月20日</time></p>", "2024-05-20T00:00:00+08:00"),
        ("<p>岚川日报 <time datetime='2024-06-01T10:20'>05-20 10:20</time></p>", None),
        ("<p>岚川日报 <time datetime='05-20 10:20'>05-20 10:20</time></p>", None),
        ("<p>岚川日报 05-20 10:20</p>", None),
    ],
)
def test_a_moment_in_the_attribute_of_the_element_that_shows_none_with_a_year(facts: str, expected: str | None) -> None:
    assert published(facts, below=CARDS) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("<p>发布于 <time datetime='2024-05-20T21:30:12+08:00'>2024年5月20日</time></p>", "2024-05-20T21:30:12+08:00"),
        ("<p><time datetime='2024-05-20T13:30:00Z'>2024-05-20</time> 岚川日报</p>", "2024-05-20T21:30:00+08:00"),
        (
            "<p><time datetime='2024-05-20T21:30:12+08:00'>2024年5月20日</time> "
            "<time datetime='2024-05-23T07:00:00+08:00'>2024年5月23日</time></p>",
            "2024-05-20T21:30:12+08:00",
        ),
        # A day alone, whatever its form, the attribute of another day, and two that disagree.
        ("<p><time datetime='2024-05-20T00:00:00Z'>2024-05-20</time></p>", "2024-05-20T00:00:00+08:00"),
        ("<p><time datetime='2024-05-20'>2024-05-20</time></p>", "2024-05-20T00:00:00+08:00"),
        ("<p><time datetime='2024-05-21T10:20:00+08:00'>2024-05-20</time></p>", "2024-05-20T00:00:00+08:00"),
        (
            "<p><time datetime='2024-05-20T10:20:00+08:00'>2024-05-20</time> <time datetime='2024-05-20T11:00:00+08:00'>2024-05-20</time></p>",
            "2024-05-20T00:00:00+08:00",
        ),
    ],
)
def test_an_element_that_shows_a_day_has_the_hour_in_its_attribute(facts: str, expected: str) -> None:
    assert published(facts, below=CARDS) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("<p>08:00 20/05/2024</p>", "2024-05-20T08:00:00+08:00"),
        ("<p>2024年05月20日(一) 05:50</p>", "2024-05-20T05:50:00+08:00"),
        ("<p>2024.05.20 09:00 臺北時間</p>", "2024-05-20T09:00:00+08:00"),
        ("<p>2024年05月20日（一）</p>", "2024-05-20T00:00:00+08:00"),
        ("<div><em>2024</em><b>05/20</b><span>08:40</span></div>", "2024-05-20T08:40:00+08:00"),
        ("<div><em>2024</em> <b>05-20</b> <i>08:40:15</i></div>", "2024-05-20T08:40:15+08:00"),
        ("<div><em>2024</em><b>0520</b><span>08:40</span></div>", None),
        ("<div><em>1203</em><b>05/20</b><span>08:40</span></div>", None),
    ],
)
def test_moments_with_their_parts_in_other_places(facts: str, expected: str | None) -> None:
    assert published(facts) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("2024/5/20 16:08（5/21 17:30 更新）", "2024-05-21T17:30:00+08:00"),
        ("2024/5/20 16:08（17:30更新）", "2024-05-20T17:30:00+08:00"),
        ("2024/5/20 16:08（5月21日 17:30更新）", "2024-05-21T17:30:00+08:00"),
        ("2024/5/20 16:08（5/19 17:30 更新）", None),
        ("2024/5/20 16:08（13/40 17:30 更新）", None),
    ],
)
def test_a_change_in_brackets_has_the_year_of_publication(facts: str, expected: str | None) -> None:
    article = clean(f"<h1>{TITLE}</h1><p>{facts}</p><div>{BODY}</div>")
    assert (article.date_published, article.date_modified) == ("2024-05-20T16:08:00+08:00", expected)


@pytest.mark.parametrize("line", ["更新時間｜2024.05.20 17:30 臺北時間", "浏览次数：66 上次更新：2024-05-20 17:30"])
def test_a_change_below_the_text(line: str) -> None:
    article = clean(f"<h1>{TITLE}</h1><p>2024-05-20 16:08</p><div>{BODY}<p>{line}</p></div>")
    assert (article.date_modified, article.text.endswith("编了号。")) == ("2024-05-20T17:30:00+08:00", True)


@pytest.mark.parametrize("span", ["2024年5月25日至26日", "2024年5月25日—6月2日", "2024年5月25日 到 2024年6月2日"])
def test_the_days_of_an_event_are_none(span: str) -> None:
    assert published(f"<p>{span} · 旧渡口</p><p>发布：2024-05-20 岚川网</p>") == "2024-05-20T00:00:00+08:00"


LEAD = "石桥今天早上八点重新开通，第一天有三千多人走过，桥头的茶馆坐满了人。"
FACTS = "<p>2024-05-20 10:20 来源：岚川日报</p>"


@pytest.mark.parametrize("tag", ["p", "div"])
def test_facts_below_a_lead_that_looks_as_the_text_does(tag: str) -> None:
    article = clean(f"<title>{TITLE}</title><div><h1>{TITLE}</h1><{tag}>{LEAD}</{tag}>{FACTS}{BODY}</div>")
    assert (article.date_published, article.source) == ("2024-05-20T10:20:00+08:00", "岚川日报")
    assert article.text.startswith(f"{LEAD}\n石桥封了三个月")


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        (f"<p>{LEAD}</p><p>2024年5月20日</p>{BODY}", "2024年5月20日"),  # a day heads a part
        (f"<p>{LEAD}</p><p>老渡口 发表于 2024-05-20 10:20</p>{BODY}<p>山里人 发表于 2024-05-21 10:20</p>{BODY}", LEAD),
        (f"<p>{LEAD}</p><p>{LEAD}</p>{FACTS}{BODY}", LEAD),
    ],
)
def test_what_is_no_line_of_facts_below_a_lead(inside: str, kept: str) -> None:
    assert kept in clean(f"<title>{TITLE}</title><div><h1>{TITLE}</h1>{inside}</div>").text


def test_a_moment_told_by_its_distance_before_a_mark_is_a_line_of_facts() -> None:
    page = f"<h1>{TITLE}</h1><p><time>3年前</time> · <a href='/u/1'>王小桥</a> · 阅读 233</p><div>{BODY}</div>"
    assert clean(page).text.startswith("石桥封了三个月")
    assert clean(page.replace("3年前</time> · ", "3年前</time>")).text.count("3年前") == 0


def _changed(key: str, moment: str) -> str | None:
    return published("<p>岚川日报 05-20 10:20</p>", head=f'<meta {key} content="{moment}">')


@pytest.mark.parametrize(
    ("key", "moment", "expected"),
    [
        ('itemprop="dateUpdate"', "2024-05-20 10:20:00", "2024-05-20T10:20:00+08:00"),
        ('property="article:modified_time"', "2024-05-23T09:00:00+08:00", "2024-05-20T10:20:00+08:00"),
        ('property="article:modified_time"', "2024-06-19T09:00:00+08:00", "2024-05-20T10:20:00+08:00"),
        # More than thirty days later, or before: a change that says nothing about the year.
        ('property="article:modified_time"', "2024-06-20T09:00:00+08:00", None),
        ('property="article:modified_time"', "2024-05-19T09:00:00+08:00", None),
    ],
)
def test_a_change_in_the_weeks_after_gives_the_year(key: str, moment: str, expected: str | None) -> None:
    assert _changed(key, moment) == expected


@pytest.mark.parametrize(
    "facts",
    [
        "<p>3年前 (2021-04-11)</p>",
        "<p>慢城编辑部 · 3 年前 (2021-04-11) · 手艺 · 1.2k 阅读</p>",
        "<p><span>慢城编辑部</span> <span>2个月前（2021-04-11）</span> <span>120阅读</span></p>",
    ],
)
def test_a_day_behind_its_age_is_the_articles(facts: str) -> None:
    rights = "<p>原创文章，作者：慢城编辑部，如若转载，请注明出处：https://a.example/1.html</p>"
    article = clean(f"<h1>{TITLE}</h1>{facts}<div>{BODY}</div>{rights}")
    assert article.date_published == "2021-04-11T00:00:00+08:00"
    assert "2021-04-11" not in article.text
    assert "原创文章" not in article.text


_PANEL = f"<ul><li><a href=1>石桥今天重新开通</a></li>{'<li><a href=2>渡口修好了两条船</a></li>' * 9}</ul>"


@pytest.mark.parametrize(
    ("panel", "expected"),
    [
        (f"<p>2024年05月20日 星期一</p><p>第A06版：城事</p>{_PANEL}<p>版面导航</p>", "2024-05-20T00:00:00+08:00"),
        (f"<p>2024年05月20日 星期一</p>{_PANEL}<p>版面目录</p>", "2024-05-20T00:00:00+08:00"),
        (f"<p>2024年05月20日 星期一</p>{_PANEL}<p>数字报</p>", None),
        (f"<p>今天是2024年05月20日 星期一</p>{_PANEL}<p>版面导航</p>", None),
        (f"<p>2024年05月20日 星期一</p>{_PANEL}", None),
    ],
    ids=["page-and-guide", "guide", "link-to-the-paper", "the-visit", "no-paper"],
)
def test_the_day_of_an_issue_stands_in_the_panel_of_its_pages(panel: str, expected: str | None) -> None:
    assert published(above=f"<div>{panel}</div>") == expected


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        ("<p>未经授权不得转载，侵权必究。</p><p>标签：石桥</p>", "2024-05-20T10:20:00+08:00"),
        ("<h3>相关阅读</h3><ul><li><a href=/1>石匠的号</a></li></ul>", None),
    ],
)
def test_facts_below_the_notes_on_a_text(between: str, expected: str | None) -> None:
    below = f"<p>编辑：王小桥</p>{between}<div><span>2024-05-20 10:20</span><span>来源：岚川新闻</span></div>"
    assert published(below=below) == expected


def test_the_paper_its_day_and_its_page_end_a_text() -> None:
    line = "《岚川日报》2024年05月20日第4版 版名：要闻"
    article = clean(f"<h1>{TITLE}</h1><p>2024-05-20</p><div>{BODY}<p>{line}</p><p>作者：王小桥</p></div>")
    assert line not in article.text
    told = "《岚川日报》2024年05月20日第4版登了这座桥的图纸，全村人都去买。"
    assert told in clean(f"<h1>{TITLE}</h1><p>2024-05-20</p><div>{BODY}<p>{told}</p></div>").text


def test_the_papers_line_dates_a_text_with_links_right_below() -> None:
    """Nothing parts the links from the text, so that its tail begins below them."""
    links = "".join(f"<li><a href=/n/{n}.html>2024-06-0{n} 渡口的老钟又响了之{n}</a></li>" for n in range(1, 6))
    below = f"<p>《 岚川日报 》( 2024年05月20日 06 版)</p><ul>{links}</ul>"
    assert published(below=below) == "2024-05-20T00:00:00+08:00"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("<p>2024-05-22 10:20　来源：岚川日报</p>", "2024-05-22T10:20:00+08:00"),
        ("", "2024-05-20T00:00:00+08:00"),  # nothing else dates the page
    ],
)
def test_a_day_that_the_headline_names_comes_last(facts: str, expected: str) -> None:
    text = "<p>石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。</p>" * 2
    article = clean(f"<h1>2024-05-20，我们的纪念日</h1>{facts}<div>{text}</div>")
    assert (article.headline, article.date_published) == ("2024-05-20，我们的纪念日", expected)
