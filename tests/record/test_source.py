"""The first publisher and the site, in the forms that pages print; on either side the nearest line that names none."""

from __future__ import annotations

import pytest

from cleaners import Article, clean, clean_text
from cleaners.evidence import outlets
from tests.pace import assert_within

BODY = "<p>石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。</p><p>桥面换了防滑的青石，栏杆还是原来的，石匠把每一根都编了号。</p>"
TITLE = "石桥今天重新开通"


def page(facts: str, *, title: str = TITLE, below: str = "", head: str = "", lead: str = "") -> Article:
    return clean(
        f"<html><head><title>{title}</title>{head}</head><body><div><h1>{TITLE}</h1>{facts}<div>{lead}{BODY}</div>{below}</div></body></html>"
    )


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("<p>来源：岚川日报</p>", "岚川日报"),
        ("<p>2024-05-20 14:33　来源丨岚川日报</p>", "岚川日报"),
        ("<p>来源｜岚川日报　2024-05-20</p>", "岚川日报"),
        ("<p>来源/岚川日报 2024-05-20</p>", "岚川日报"),
        ("<p>来　源：岚川日报　作　者：王小桥　发布时间：2024-05-20</p>", "岚川日报"),
        ("<p>【来源】 岚川报业集团岚川+客户端</p>", "岚川报业集团岚川+客户端"),
        ("<p>文章来源：宣传科　文章作者：王小桥　发布时间：2024-05-20 14:33　点击数：33</p>", "宣传科"),
        ("<table><tr><td>来源</td><td>岚川日报</td><td>作者</td><td>王小桥</td></tr></table>", "岚川日报"),
        ("<table><tr><th>来源</th><th>数量</th></tr><tr><td>岚川</td><td>三车</td></tr></table>", None),
        ("<p>2024-05-20 14:33 稿源:岚川晚报 浏览 120 次</p>", "岚川晚报"),
        ("<p>（本文来源：岚川晚报 作者：王小桥）</p>", "岚川晚报"),
        ("<p>原创：岚川晚报 2024-05-20</p>", "岚川晚报"),
        ("<p>2024年5月20日14:33 來源：嵐川時報</p>", "嵐川時報"),
        ("<p>2024-05-20 来源：[ 岚川网 ]</p>", "岚川网"),
        ("<p>来源：《岚川日报》2024-05-20 08:49</p>", "《岚川日报》"),
        ("<p>2024-05-20 12:11来源：岚川网作者：王小桥</p>", "岚川网"),
        ("<p>2024-05-20 14:33·岚川社</p>", "岚川社"),
        ("<p>岚川日报2024-05-20</p>", "岚川日报"),
        ("<p>本报记者　王小桥<span>《岚川日报》（2024年05月20日　第 13 版）</span></p>", "《岚川日报》"),
        ("<p>2024-05-20 14:33 <a href='/u'>王小桥 李大同</a></p>", None),
        ("<p>来自 / <a href='/'>岚川早报</a></p><p>2024-05-20 14:33</p>", "岚川早报"),
        ("<p>2024-05-20 14:33 <a href='/'>21世纪经济报道</a></p>", "21世纪经济报道"),
        ("<p><em>第一财经</em> <em>2024-05-20 14:33</em> <em>听新闻</em></p>", "第一财经"),
        ("<p>2024-05-20 14:33 现场报道</p>", None),
        ("<p>岚川网-《岚川日报》2024-05-20 06:10</p>", "岚川网-《岚川日报》"),
        ("<p>2024-05-20 14:33 <a href='/u/1'>乡里乡外</a></p>", "乡里乡外"),
        ("<p>2024-05-20 14:33 <a href='/u/1'>乡里乡外</a> <a href='#c'>我要评论(<b>0</b>)</a></p>", "乡里乡外"),
        ("<p><a href='/'>http://www.example.cn</a> 2024-05-20 14:33 <a href='/u/1'>乡里乡外</a></p>", "乡里乡外"),
        ("<p>2024-05-20 14:33 <a href='/a'>图说</a> <a href='/u/1'>乡里乡外</a></p>", None),
        ("<p>2024-05-20 14:33 <a href='/u/1'>乡里乡外</a> 我要评论 <a href='/p'>石桥图集</a></p>", None),
        ("<p>2024-05-20 14:33 <a href='/x'>我来说两句</a></p>", None),
        ("<p>岚川日报</p><p>2024-05-20 14:33</p>", "岚川日报"),
        ("<p>2024-05-20 14:33</p><p>岚川电视台</p>", "岚川电视台"),
        ("<p>王小桥/岚川青年报</p><p>2024-05-20 14:33</p>", "岚川青年报"),
        ("<p>嵐川時報 記者王小橋／綜合報導 2024-05-20 15:05</p>", "嵐川時報"),
        ("<p>岚川日报客户端 王小桥</p><p>2024-05-20 14:33</p>", "岚川日报客户端"),
        ("<p>岚川新闻客户端 记者 王小桥</p><p>2024-05-20 14:33</p>", "岚川新闻客户端"),
        ("<p>岚川日报 王小桥 李大同 闵乐</p><p>2024-05-20 14:33</p>", "岚川日报"),
        ("<p>岚川日报 王小桥 李大同 闵乐 郝文</p><p>2024-05-20 14:33</p>", None),
        ("<p>岚川日报 石桥重开</p><p>2024-05-20 14:33</p>", None),
        ("<p>岚川证券报·岚证网 2024-05-20 14:33</p>", "岚川证券报·岚证网"),
        ("<p>岚川日报·王小桥 2024-05-20 14:33</p>", "岚川日报"),
        ("<p>2024-05-20 来源：网络</p>", None),
        ("<p>2024-05-20 来源：本站原创</p>", None),
        ("<p>2024-05-20 来源：</p>", None),
        ("<p>2024-05-20 时政新闻</p>", None),
        ("<p>2024-05-20 14:33 <a href='#c'>参与评论</a></p>", None),
        ("<p>2024-05-20 14:33 浏览：120次</p>", None),
        ("<p>2024-05-20 14:33</p><p>资源丰富的河谷</p>", None),
        ("<p>王小桥</p><p>2024-05-20 14:33</p>", None),
    ],
)
def test_the_source_of_a_line_in_the_head(facts: str, expected: str | None) -> None:
    assert page(facts).source == expected


@pytest.mark.parametrize(
    ("href", "expected"), [("/", "溪山手记"), ("./", "溪山手记"), ("index.html", "溪山手记"), ("/shan/", None)]
)
def test_a_link_that_leads_home_names_the_site(href: str, expected: str | None) -> None:
    page = f"<html><head><title>{TITLE} | 溪山手记</title></head><body><p><a href='{href}'>溪山手记</a></p><h1>{TITLE}</h1><p>2024-05-20</p>{BODY}</body></html>"
    assert clean(page).site == expected


@pytest.mark.parametrize("line", ["（据岚川社）", "（据岚川社临江5月20日电）", "（据《岚川日报》报道）"])
def test_by_what_a_report_goes_is_no_line_of_it(line: str) -> None:
    assert page("<p>2024-05-20</p>", below=f"<p>{line}</p>").text.endswith("编了号。")


@pytest.mark.parametrize("line", ["（据岚川社的记者说，水已经退了）", "（据了解）", "（据县水务局）"])
def test_what_goes_by_somebody_s_words_is_text(line: str) -> None:
    found = clean(f"<title>{TITLE}</title><div><h1>{TITLE}</h1><p>2024-05-20</p>{BODY}<p>{line}</p>{BODY}</div>")
    assert line in found.text


def test_a_placeholder_gives_way_to_what_stands_below() -> None:
    found = page("<p>2024-05-20 来源：转载文章</p>", below="<p>来源：岚川晨报</p><p>编辑：山石</p>")
    assert found.source == "岚川晨报"


@pytest.mark.parametrize("posted", ["微博网页版", "iPhone客户端", "iPhone 手机", "Android", "触屏版", "安卓客户端"])
def test_what_a_post_was_written_with_is_no_source(posted: str) -> None:
    assert page(f"<p>2024-05-20 10:20 来自 {posted}</p>").source is None
    assert outlets.is_placeholder(posted)


@pytest.mark.parametrize("name", ["岚川网", "岚川客户端", "岚川新闻客户端", "苹果日报"])
def test_outlets_with_words_of_devices_are_sources(name: str) -> None:
    assert not outlets.is_placeholder(name)


@pytest.mark.parametrize(
    ("notice", "expected"),
    [
        (
            "注：本文转载自岚川山货报，转载目的在于传递更多信息，并不代表本网赞同其观点。如有侵权，请联系删除。",
            "岚川山货报",
        ),
        ("声明：本文来源于岚川晚报，版权归原作者所有，如有侵权请联系我们删除。", "岚川晚报"),
        ("注：本文转载自网络，转载目的在于传递更多信息，并不代表本网赞同其观点。如有侵权，请联系删除。", None),
        ("注：凡本网转载自岚川晚报，均注明来源，版权归原作者所有，如有侵权请联系我们删除。", None),
    ],
)
def test_the_source_in_a_notice_of_rights(notice: str, expected: str | None) -> None:
    assert page("<p>2024-05-20</p>", below=f"<p>{notice}</p>").source == expected


def test_a_source_that_is_a_person_gives_way_to_the_outlet_beside_the_date() -> None:
    assert page("<p>2024-05-20 11:21 《理事周刊》</p>", below="<p>来源: 尹小娟</p>").source == "《理事周刊》"
    assert page("<p>2024-05-20 11:21</p>", below="<p>来源: 方圆</p>").source == "方圆"


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("<p>（嵐川社記者王小橋嵐川縣12日電）石橋封了三個月，今天早上重新開通，村裡人都來了。</p>", "嵐川社"),
        ("<p>岚川社临江5月20日电 石桥封了三个月，今天早上重新开通，村里人都来了。</p>", "岚川社"),
        ("<p>（本社记者王小桥临江5月20日电）石桥封了三个月，今天早上重新开通，村里人都来了。</p>", None),
        ("<p>合作社5月20日电话通知各户，石桥封了三个月，今天早上重新开通，村里人都来了。</p>", None),
    ],
)
def test_the_agency_of_a_dateline(lead: str, expected: str | None) -> None:
    assert page("<p>2024-05-20</p>", lead=lead).source == expected


@pytest.mark.parametrize(
    ("title", "head", "below", "expected"),
    [
        (TITLE, '<meta property="og:site_name" content="岚川在线">', "", "岚川在线"),
        (f"{TITLE}_社会_岚川网", "", "", "岚川网"),
        (f"{TITLE}-岚川网", "", "", "岚川网"),
        ("公司新闻 - 岚川桥梁工程有限公司", "", "", "岚川桥梁工程有限公司"),
        (f"{TITLE}--社会--岚川日报", "", "", "岚川日报"),
        (f"{TITLE}|游山玩水", "", "", "游山玩水"),
        (f"{TITLE} 岚川网 - lanchuan.example.cn", "", "", "岚川网"),
        (f"{TITLE}_10%公司_岚川新闻-The River", "", "", "岚川新闻"),
        (f"岚川网--{TITLE}", "", "", "岚川网"),
        (f"{TITLE} | 社會 | 三岸新聞網 SANAN.COM", "", "", "三岸新聞網"),
        (TITLE, "", "<p>Copyright © 2009-2022 岚川网 版权所有 青ICP备20230001号-2</p>", "岚川网"),
        (TITLE, "", "<p>版权所有：岚川日报社 未经授权请勿转载</p>", "岚川日报社"),
        (TITLE, "", "<p>版权所有 岚川日报有限公司</p>", None),
        (f"{TITLE}_社会新闻", "", "", None),
        (f"{TITLE}_民生新闻", "", "", None),
        (f"{TITLE}_國際新聞", "", "", None),
        (f"{TITLE}_法治新闻_岚川网", "", "", "岚川网"),
        (f"{TITLE}_岚川民生网", "", "", "岚川民生网"),
        (f"{TITLE}_兩岸嵐川新聞", "", "", "兩岸嵐川新聞"),
        (f"{TITLE} - 岚川信息港 - powered by dedecms", "", "", "岚川信息港"),
        (f"{TITLE} - 岚川传媒 - 官方网站", "", "", "岚川传媒"),
        (TITLE, "", "<p>岚川传媒 版权所有 ©2018 青ICP备00000000号</p>", "岚川传媒"),
        (TITLE, "", "<p>© 2018 青公网安备00000000000000号</p>", None),
        (f"{TITLE}-更快的新闻", "", "", None),
        ("石桥-山门今天重新开通", "", "", None),
    ],
)
def test_the_site(title: str, head: str, below: str, expected: str | None) -> None:
    assert page("<p>2024-05-20</p>", title=title, head=head, below=below).site == expected


def test_the_site_of_a_breadcrumb_and_of_an_address() -> None:
    crumb = f"<div>岚川网 &gt; 社会 &gt; 正文</div><h1>{TITLE}</h1><p>2024-05-20</p>{BODY}"
    home = f"<div>首页 &gt; 社会 &gt; 正文</div><h1>{TITLE}</h1><p>2024-05-20</p>{BODY}"
    assert clean(crumb, "https://www.lanchuan.example/a/1.html").site == "岚川网"
    assert clean(home, "https://www.lanchuan.example/a/1.html").site == "lanchuan.example"
    assert clean(home).site is None


@pytest.mark.parametrize(
    "word",
    [
        "岚川日报",
        "岚川民生网",
        "嵐川國際新聞",
        "岚川网",
        "岚川社",
        "岚川客户端",
        "岚川电视台",
        "南灣生活週刊",
        "岚川台快讯",
    ],
)
def test_outlets(word: str) -> None:
    assert outlets.is_outlet(word)


@pytest.mark.parametrize(
    "word",
    [
        "时政新闻",
        "國內新聞",
        "旅遊頻道",
        "两岸新闻",
        "本报",
        "社会新闻",
        "岚川县政府",
        "王小桥",
        "互联网",
        "网",
        "报道",
        "出自[岚川社",
    ],
)
def test_what_is_no_outlet(word: str) -> None:
    assert not outlets.is_outlet(word)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2024-05-20 10:20 · 岚川日报官方账号", "岚川日报"),
        ("岚川日报官方账号 2024-05-20 10:20 关注", "岚川日报"),
        ("岚川日报 · 2024-05-20 10:20 · 1.2万阅读", "岚川日报"),
        ("2024-05-20 10:20 编辑：王小桥 来源：岚川日报 浏览量：12", "岚川日报"),
        ("听新闻 05:32", None),
    ],
)
def test_facts_of_a_line_in_either_form(line: str, expected: str | None) -> None:
    text = "石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。"
    html = f"<h1>石桥今天重新开通</h1><div>{line}</div><p>{text}</p><p>桥面换了防滑的青石，栏杆还是原来的，石匠把每一根都编了号。</p>"
    assert clean(html).source == expected
    flat = clean_text(f"石桥今天重新开通\n{line}\n{text}\n桥面换了防滑的青石，栏杆还是原来的，石匠把每一根都编了号。")
    assert (flat.source, flat.text.split("\n")[0]) == (expected, text)


def test_the_source_that_a_notice_of_rights_quotes_is_none() -> None:
    assert (
        page("<p>2024-05-20 14:33</p>", below="<p>版权声明：凡注明“来源：岚川网”的作品，未经授权不得转载。</p>").source
        is None
    )
    assert page("<p>2024-05-20 14:33</p>", below="<p>来源：岚川网，未经授权不得转载</p>").source == "岚川网"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("来源：岚川融媒体中心石桥镇记者站", "岚川融媒体中心石桥镇记者站"),
        ("来源：岚川日报编辑部 2024-05-20", "岚川日报编辑部"),
        ("来源：岚川摄影报 作者：王小桥", "岚川摄影报"),
        ("来源：岚川记者网 编辑：李大同", "岚川记者网"),
        ("来源：岚川日报新媒体编辑室", "岚川日报新媒体编辑室"),
        ("来源：岚川日报记者王小桥", "岚川日报"),
        ("来源：岚川日报编辑：李大同", "岚川日报"),
        ("来源 | 综合自岚川日报、岚川网", "岚川日报、岚川网"),
        ("〖2024-05-20〗〖来源：岚川日报〗〖点击：95〗", "岚川日报"),
        ("以下文章来源于岚川发布 ，作者小岚", "岚川发布"),
        ("来源：微信公众号“岚川发布”", "岚川发布"),
        ("来源：“岚川发布”微信公众号", "岚川发布"),
        ("发布日期：2024-05-20 来源：岚川大学新闻中心", "岚川大学新闻中心"),
    ],
)
def test_a_role_s_word_may_be_part_of_an_outlet_s_name(line: str, expected: str) -> None:
    assert page(f"<p>{line}</p>").source == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("岚川客户端岚川客户端官方账号", "岚川客户端"),
        ("岚川客户端 岚川客户端官方帐号", "岚川客户端"),
        ("报社开通官方账号", None),
        ("官方账号", None),
    ],
)
def test_an_account_that_is_named_twice(line: str, expected: str | None) -> None:
    assert outlets.read_outlet_line(line) == expected


@pytest.mark.parametrize(("shown", "expected"), [("石桥人家2024年5月20日 10:20", "石桥人家"), ("石桥人家的一天", None)])
def test_the_account_of_a_platform_where_the_page_shows_its_moment(shown: str, expected: str | None) -> None:
    script = '<script>var nickname = htmlDecode("石桥人家");</script>'
    article = page(f"<p>{shown}</p><p>2024-05-20 10:20</p>{script}")
    assert article.source == expected


@pytest.mark.parametrize(("line", "expected"), [("新桥" * 20_000, False), ("新桥通车" * 10_000 + " 岚川新闻网", True)])
def test_the_end_of_a_long_line_is_asked_for_the_name_of_a_site(line: str, expected: bool) -> None:
    """All of such a line took more than five seconds."""
    assert outlets.ends_like_site(line) is expected
    assert_within(0.5, lambda: outlets.ends_like_site(line))


@pytest.mark.parametrize(
    ("account", "expected"), [("健康岚川官方账号", "健康岚川"), ("健康石桥官方账号", None), ("健康岚川的粉丝", None)]
)
def test_an_account_and_below_it_its_name_before_the_word_for_one(account: str, expected: str | None) -> None:
    facts = f"<div><a>健康岚川</a></div><p>2024-05-20 14:33<span>发布于广东</span></p><span>{account}</span>"
    assert page(facts).source == expected


@pytest.mark.parametrize(
    ("title", "site"),
    [
        (f"{TITLE}_新闻频道_岚视网(lanshi.example.com)", "岚视网"),
        (f"乡村看台丨{TITLE}", None),
        (f"岚川电台丨{TITLE}", "岚川电台"),
    ],
)
def test_what_a_title_names_beside_the_headline(title: str, site: str | None) -> None:
    assert page("<p>2024-05-20 14:33</p>", title=title).site == site


@pytest.mark.parametrize(
    ("title", "is_site"),
    [
        ("芦洲电视台", True),
        ("芦洲人民广播电台", True),
        ("芦洲卫视台", True),
        ("水库边建起观星台", False),
        ("吊车改成了瞭望台", False),
        ("新馆长走上领奖台", False),
    ],
)
def test_what_ends_as_stations_do_and_is_none(title: str, is_site: bool) -> None:
    """The title of a page that shows no headline was taken for the site's name."""
    assert outlets.ends_like_site(title) is is_site
    article = clean_text(
        f"Title: {title}\n\nURL Source: https://a.example/1.html\n\nMarkdown Content:\n"
        + "河堤上的自习室开到了夜里，桌子是用船板做的。\n" * 3
    )
    assert article.headline == (None if is_site else title)


CARD = "<div><img src=/a.png><b>{0}</b><i>{0}社官方账号</i><em>12.6万粉丝</em><u>关注</u></div><div>2023-09-18 11:02 · 来自岚川</div>"


def test_the_outlet_of_an_accounts_card() -> None:
    assert page(CARD.format("岚川日报")).source == "岚川日报"


def test_a_persons_card_names_no_outlet() -> None:
    assert page(CARD.format("老渡口")).source is None


LINKED = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "%s", "author": {"@type": "Person", "name": "王小桥"}}</script>'


@pytest.mark.parametrize(
    ("headline", "authors"),
    [("夜校开了木工班第三期", []), (TITLE, ["王小桥"]), ("封了三个月的石桥开通", ["王小桥"])],
    ids=["another", "own", "in-other-words"],
)
def test_authors_of_another_article_in_the_head(headline: str, authors: list[str]) -> None:
    assert [person.name for person in page("<p>2024-05-20 14:33</p>", head=LINKED % headline).authors] == authors


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (
            "<table><tr><td>供稿时间</td><td>2019-08-11 20:15</td><td>来源</td><td>梧桐体育</td></tr></table>",
            "梧桐体育",
        ),
        ("<table><tr><td>供稿时间</td><td>八月</td><td>来源</td><td>梧桐体育</td></tr></table>", None),
        (
            "<div><div>岚川日报</div><div>岚川日报社官方帐号 · 8.2万粉丝</div></div><div>关注</div><div>2024-11-06 07:00</div>",
            "岚川日报",
        ),
        ("<div><div>老渡口</div><div>美食博主 · 8.2万粉丝</div></div><div>关注</div><div>2024-11-06 07:00</div>", None),
    ],
    ids=["row-with-moment", "row-without", "card", "persons-card"],
)
def test_a_source_without_a_colon(facts: str, expected: str | None) -> None:
    assert page(facts).source == expected
