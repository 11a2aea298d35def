"""Headlines with what titles and pages add to them, and without."""

from __future__ import annotations

import pytest

from cleaners import clean, clean_text

BODY = "<p>石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。</p><p>桥面换了防滑的青石，栏杆还是原来的，石匠把每一根都编了号。</p>"
TEXT = (
    "石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。\n桥面换了防滑的青石，栏杆还是原来的。"
)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("深圳-中山跨江轮渡恢复双向对开_交通_青屿网", "深圳-中山跨江轮渡恢复双向对开"),
        ("前五个月旧衣回收量同比增长12.6%-读岚", "前五个月旧衣回收量同比增长12.6%"),
        ("下雨前蚂蚁真的会搬家吗？-岚川网", "下雨前蚂蚁真的会搬家吗？"),
        ("今天最高气温达到41℃-读岚", "今天最高气温达到41℃"),
        ("老馆长说“书要见光”-读岚", "老馆长说“书要见光”"),
        ("石桥今天重新开通-岚川日报", "石桥今天重新开通"),
        ("石桥今天重新开通--社会--岚川网", "石桥今天重新开通"),
        ("石桥今天重新开通-快讯-岚川网", "石桥今天重新开通"),
        ("石桥今天重新开通-岚川-岚川网", "石桥今天重新开通-岚川"),
        ("石桥今天重新开通——三个月的等待结束了", "石桥今天重新开通——三个月的等待结束了"),
        ("石桥今天重新开通 | 社會 | 三岸新聞網", "石桥今天重新开通"),
        ("岚川网", None),
        ("读岚", None),
        ("岚川新闻客户端", None),
    ],
)
def test_a_headline_that_only_the_title_says(title: str, expected: str | None) -> None:
    page = f"<html><head><title>{title}</title></head><body><div><p>2024-04-12 10:00 来源：青屿晚报</p>{BODY}</div></body></html>"
    assert clean(page).headline == expected


@pytest.mark.parametrize(
    ("title", "shown", "expected"),
    [
        ("岚川小站", "<div>下雨前蚂蚁真的会搬家吗？</div><div>来源： 岚川小站</div>", "下雨前蚂蚁真的会搬家吗？"),
        ("岚川科技", "<div>民营火箭完成首次海上回收</div><div>2023-11-20 10:22:14 出处：岚川科技 评论(0) 点此复制</div>", "民营火箭完成首次海上回收"),
        ("石桥重新开通 村里人都来了_岚川网", "<h1>石桥重新开通 村里人都来了2024/12/1 18:13</h1>", "石桥重新开通 村里人都来了"),
        ("尖石_营地赏枫 (2) @ 蓝天的家", "<h1>蓝天的家</h1><h2>尖石_营地赏枫 (2)</h2>", "尖石_营地赏枫 (2)"),
        ("关于桥梁养护及轮渡恢复的决定_公报", "<p>关于桥梁养护及</p><p>轮渡恢复的决定</p>", "关于桥梁养护及轮渡恢复的决定"),
        ("石桥重新开通——村里人都来了", "<h1>石桥重新开通</h1><p>——村里人都来了</p>", "石桥重新开通"),
    ],
)  # fmt: skip
def test_a_headline_that_the_page_shows(title: str, shown: str, expected: str) -> None:
    site = '<meta property="og:site_name" content="蓝天的家">' if "蓝天" in title else ""
    page = f"<html><head><title>{title}</title>{site}</head><body><div>首页 国内 国际</div><div>{shown}<div>{BODY}</div></div><div>岚川小站</div></body></html>"
    assert clean(page).headline == expected


@pytest.mark.parametrize(
    "headline",
    ["老旧小区加装电梯，钱怎么出？", "石桥今天终于开通了！", "他把一生交给了这座桥。", "走着走着，桥就到了……"],
)
def test_a_headline_of_flattened_text_may_end_like_a_sentence(headline: str) -> None:
    assert clean_text(f"{headline}\n读岚记者 葛小雨\n2024-03-11 09:12\n{TEXT}").headline == headline


def test_the_first_sentence_of_a_text_alone_is_no_headline() -> None:
    assert clean_text(f"他把一生交给了这座桥。\n{TEXT}").headline is None


@pytest.mark.parametrize(
    ("title", "head", "expected"),
    [
        (
            "石桥今天重新开通了_岚川网",
            "<h1><span>聚焦岚川两会</span>石桥今天重新开通了</h1>",
            ("石桥今天重新开通了", "聚焦岚川两会"),
        ),
        (
            "石桥今天重新开通了_岚川网",
            "<div><span>新春走基层</span><b>石桥今天重新开通了</b></div>",
            ("石桥今天重新开通了", "新春走基层"),
        ),
        ("石桥今天重新开通了_岚川网", "<h1><span>图文</span>石桥今天重新开通了</h1>", ("图文石桥今天重新开通了", None)),
        (
            "岚川网",
            "<p>“我们的河”系列报道之三</p><p>石桥今天重新开通了</p>",
            ("石桥今天重新开通了", "“我们的河”系列报道之三"),
        ),
        (
            "岚川网",
            "<p>岚川老桥的第三次生命</p><p><b>石桥今天重新开通了</b></p>",
            ("石桥今天重新开通了", "岚川老桥的第三次生命"),
        ),
        ("岚川网", "<p>石桥今天重新开通了</p><p>岚川老桥的第三次生命</p>", ("石桥今天重新开通了", None)),
    ],
)
def test_a_kicker_above_a_headline_that_is_no_heading(title: str, head: str, expected: tuple[str, str | None]) -> None:
    page = f"<html><head><title>{title}</title></head><body><div class=w>{head}<p>2024-05-20 10:20 来源：岚川网</p><div>{BODY}</div></div></body></html>"
    article = clean(page)
    assert (article.headline, article.kicker) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("社论：石桥今天重新开通了_岚川网", "石桥今天重新开通了"),
        ("社论｜石桥今天重新开通了", "石桥今天重新开通了"),
        ("社论石桥今天重新开通了_岚川网", "社论石桥今天重新开通了"),
    ],
)
def test_what_a_title_parts_with_a_mark_is_not_joined(title: str, expected: str) -> None:
    """A kicker and the headline below it were glued without the mark between them."""
    page = f"<title>{title}</title><div>社论</div><h1>石桥今天重新开通了</h1><p>2024-05-20 10:20 来源：岚川网</p><div>{BODY}</div>"
    assert clean(page).headline == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        # A lower heading between the headline and its facts, and a line that is called a deck, however short.
        ("<h1>@</h1><h4>三十六根木柱一根不换</h4><p>2024-05-20 10:20 来源：岚川网</p>", "三十六根木柱一根不换"),
        ("<h1>@</h1><p class='art-subtitle'>木柱一根不换</p><p>2024-05-20 10:20</p>", "木柱一根不换"),
        # A section, an outlet, a name, a line of people, and one that is called nothing.
        ("<h1>@</h1><h4>社会新闻</h4><p>2024-05-20 10:20 来源：岚川网</p>", None),
        ("<h1>@</h1><h4>岚川日报 岚川网</h4><p>2024-05-20 10:20</p>", None),
        ("<h1>@</h1><h4>岚川日报社会新闻部</h4><p>石桥边的人都来了</p><p>2024-05-20 10:20</p>", None),
        ("<h1>@</h1><p class='subtitle'>王小桥 李大同</p><p>2024-05-20 10:20</p>", None),
        ("<h1>@</h1><div>記者：王小橋 (Daisy Wang, 嵐川) 編輯：李大同</div><p>2024-05-20 10:20</p>", None),
        ("<h1>@</h1><p>岚川日报首席特派记者 王小桥 （岚川 河口 石桥边）</p><p>2024-05-20 10:20</p>", None),
        ("<h1>@</h1><p>撰文 | Wang Xiaoqiao（王小桥）　审校 | 李大同</p><p>2024-05-20 10:20</p>", None),
        ("<h1>@</h1><p>木柱一根不换</p><p>2024-05-20 10:20</p>", None),
    ],
)
def test_a_short_deck(head: str, expected: str | None) -> None:
    shown = head.replace("@", "石桥今天重新开通了")
    page = f"<html><head><title>石桥今天重新开通了_岚川网</title></head><body><div class=w>{shown}<div>{BODY}</div></div></body></html>"
    assert clean(page).deck == expected


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        ("<div class=w><div class=xa>山里娃的新学期</div><div class=xb>@</div>", "山里娃的新学期"),
        ("<div class=w><span></span><p class='introtitle'>开学第一周</p><a href=/>返回</a>@", None),
        ("<div class=w><div class=k><p class='introtitle'>开学第一周走</p></div>@", "开学第一周走"),
        ("<div class=w><div class=xa>岚川日报 岚川网</div><div class=xb>@</div>", None),
        ("<div class=w><a href=/>首页</a><div class=xa>山里娃的新学期</div><div class=xb>@</div>", None),
    ],
)
def test_a_kicker_in_a_box_of_its_own(above: str, expected: str | None) -> None:
    shown = above.replace("@", "<h2>石桥今天重新开通了</h2>")
    page = f"<html><head><title>石桥今天重新开通了_岚川网</title></head><body><p>岚川</p>{shown}<p>2024-05-20 10:20 来源：岚川网</p><div>{BODY}</div></div></body></html>"
    assert clean(page).kicker == expected


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("石桥为什么要修旧如旧？｜匠人的三十六根木柱", ("石桥为什么要修旧如旧？｜匠人的三十六根木柱", None)),
        ("石桥为什么要修旧如旧？｜城事周记", ("石桥为什么要修旧如旧？", None)),
        ("石桥为什么要修旧如旧？｜岚川日报数字报", ("石桥为什么要修旧如旧？", None)),
        ("走进我们的河·之三 | 树下的石桥", ("树下的石桥", "走进我们的河·之三")),
        ("“老手艺”之五 | 修伞人", ("修伞人", "“老手艺”之五")),
        ("走进我们的河 | 树下的石桥", ("走进我们的河", None)),
        ("城事周记｜石桥为什么要修旧如旧？", ("石桥为什么要修旧如旧？", "城事周记")),
        ("还记得它吗？｜石桥今天重新开通了", ("还记得它吗？｜石桥今天重新开通了", None)),
    ],
)
def test_a_question_before_a_bar_is_half_a_headline(shown: str, expected: tuple[str, str | None]) -> None:
    article = clean_text(f"{shown}\n2024-05-20 10:20 来源：岚川网\n{TEXT}")
    assert (article.headline, article.kicker) == expected


@pytest.mark.parametrize("kind", ["视频", "图片", "海报", "策划", "直播"])
def test_the_kind_of_a_report_before_the_headline_is_no_role(kind: str) -> None:
    line = f"{kind}丨石桥今天重新开通了"
    page = f"<html><head><title>{line}_岚川网</title></head><body><h1>{line}</h1><p>2024-05-20 10:20</p><div>{BODY}</div></body></html>"
    article = clean(page)
    assert (article.headline, article.kicker, article.credits) == ("石桥今天重新开通了", kind, ())


def test_a_line_that_names_a_series_is_no_headline_of_a_copied_text() -> None:
    article = clean_text(
        "“我们的河”系列报道之三\n石桥今天重新开通了\n2024-05-20 10:20 来源：岚川网\n石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。\n"
        "桥面换了防滑的青石，栏杆还是原来的，石匠把每一根都编了号。"
    )
    assert (article.headline, article.kicker) == ("石桥今天重新开通了", "“我们的河”系列报道之三")


def test_a_kicker_in_the_headlines_line_holds_no_forbidden_character() -> None:
    article = clean(
        "<title>跨白涌的那座拱合龙了</title><h1><span>江岸区的\ufeff一天</span><b>跨\ufeff白涌的那座拱合龙了</b></h1>"
        f"<p>2024-05-20 10:20</p><p>{'江上有船驶过，老桥边的茶馆又坐满了人。' * 4}</p>"
    )
    assert (article.kicker, article.headline) == ("江岸区的一天", "跨白涌的那座拱合龙了")


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("石桥今天重新开通 <span>原创</span>", "石桥今天重新开通"),
        ("石桥今天重新开通原创", "石桥今天重新开通原创"),
        ("尊重 原创", "尊重 原创"),
    ],
)
def test_a_platform_s_mark_behind_the_headline(shown: str, expected: str) -> None:
    story = "<p>石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。</p>" * 3
    article = clean(
        f"<html><title>石桥_岚川网</title><body><h1>{shown}</h1><p>2024-05-20 10:20</p>{story}</body></html>"
    )
    assert article.headline == expected


@pytest.mark.parametrize(
    "abstract",
    [
        "AI摘要：石桥封了三个月。",
        "AI速读：石桥封了三个月。",
        "AI导读：石桥封了三个月。",
        "AI划重点</p><p>石桥封了三个月。",
        "[摘要：石桥封了三个月。]",
        "【摘要】石桥封了三个月。",
        "摘要：石桥封了三个月。",
        "（摘要：石桥封了三个月。）",
    ],
)
def test_an_abstract_without_its_word_and_the_bracket_around_it(abstract: str) -> None:
    story = "<p>石桥今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶，她走得很慢。</p>" * 3
    article = clean(f"<h1>石桥今天重新开通</h1><p>2024-05-20 10:20</p><p>{abstract}</p><div>{story}</div>")
    assert article.abstract == "石桥封了三个月。"


@pytest.mark.parametrize(
    ("title", "shown", "expected"),
    [
        ("石桥的灯换新了 - 岚川论坛", '<a href="/4">[见闻]</a> <a href="/1">石桥的灯换新了</a>', "石桥的灯换新了"),
        ("石桥的灯换新了-岚川论坛", '<a href="/4">【见闻】</a>石桥的灯换新了', "石桥的灯换新了"),
        ("石桥的灯换新了 - 岚川论坛", '[见闻] 石桥的灯换新了 <a href="?o">只看楼主</a>', "石桥的灯换新了"),
        ("石桥的灯换新了 - 岚川论坛", "[见闻] 石桥的灯换新了", "[见闻] 石桥的灯换新了"),
        ("石桥的灯换新了,早起的注意 - 岚川论坛", '石桥的灯换新了,早起的注意 <a href="?o">只看楼主</a> [<a href="#">收藏</a>]', "石桥的灯换新了,早起的注意"),
        ("[图集]石桥的灯换新了 - 岚川网", '<a href="/1">[图集]石桥的灯换新了</a>', "[图集]石桥的灯换新了"),
        ("石桥的灯换新了 - 岚川网", '[图集]<a href="/1">石桥的灯换新了</a>', "[图集]石桥的灯换新了"),
        ("石桥的灯换新了【图】 - 岚川网", '石桥的灯换新了【图】<a href="#">收藏</a>', "石桥的灯换新了【图】"),
        ("岚川论坛", '石桥的灯换新了 <a href="?o">只看楼主</a>', "石桥的灯换新了 只看楼主"),
    ],
)  # fmt: skip
def test_the_kind_of_a_post_and_the_links_beside_its_title(title: str, shown: str, expected: str) -> None:
    """Only a title that opens with what is left tells them from the headline's own words."""
    page = f"<html><head><title>{title}</title></head><body><h1>{shown}</h1><p>2024-04-12 10:00</p>{BODY}</body></html>"
    assert clean(page).headline == expected


@pytest.mark.parametrize(
    ("title", "line", "expected"),
    [
        ("岚川在线 - 石桥", "<div>石桥</div>", "石桥"),
        ("岚川在线 - 石桥", "<div><a href=/q>石桥</a></div>", "岚川在线"),  # a way on
        ("岚川在线 - 本地", "<div>本地</div>", "岚川在线"),  # a channel
    ],
)
def test_a_short_headline_behind_the_name_of_the_site(title: str, line: str, expected: str) -> None:
    body = "<p>石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。</p>" * 2
    page = f"<html><head><title>{title}</title></head><body><div>{line}<div>2024-05-20 来源：岚川在线</div><div>{body}</div></div></body></html>"
    assert clean(page).headline == expected


def test_an_app_sets_the_headline_of_a_copied_text_in_brackets() -> None:
    body = "石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。\n桥面换了防滑的青石，栏杆还是原来的，石匠把每一根都编了号。"
    assert clean_text(f"【石桥今天重新开通】\n{body}").headline == "石桥今天重新开通"
    assert clean_text(f"【快讯】石桥今天重新开通\n{body}").headline == "【快讯】石桥今天重新开通"
    page = f"<html><head><title>【石桥今天重新开通】</title></head><body><h1>【石桥今天重新开通】</h1><p>{body}</p></body></html>"
    assert clean(page).headline == "【石桥今天重新开通】"


def test_a_line_that_names_a_release_is_no_headline_above_one() -> None:
    facts = "發稿日期：113年3月19日\n發稿單位：水利處"
    assert clean_text(f"嵐川縣政府新聞稿\n石橋今天重新開通\n{facts}\n{TEXT}").headline == "石橋今天重新開通"
    assert clean_text(f"縣政府發布石橋新聞稿\n{facts}\n{TEXT}").headline == "縣政府發布石橋新聞稿"


@pytest.mark.parametrize(
    ("line", "kicker"),
    [
        ("早安青屿｜12月1日", None),  # the day of an issue
        ("早安青屿｜2024年5月20日 星期一", None),
        ("早安青屿｜12月1日起渡口改道", "早安青屿"),
    ],
)
def test_the_day_behind_a_bar_is_no_headline(line: str, kicker: str | None) -> None:
    body = "<p>渡口的老钟今天又响了，敲钟的人从七十岁的父亲换成了四十岁的女儿，头一下敲得有点轻。</p>" * 2
    head = f"<h1>{line}</h1><div>2024-12-01 06:30 来源：青屿发布</div>"
    article = clean(f"<html><head><title>{line}-青屿网</title></head><body>{head}<div>{body}</div></body></html>")
    assert (article.headline, article.kicker) == (line if kicker is None else line.split("｜")[1], kicker)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("石桥又通车-读特", "石桥又通车"),  # a client that is known
        ("石桥又通车-老桥", "石桥又通车-老桥"),
        ("前五个月客流增长一成-岚川网", "前五个月客流增长一成"),
    ],
)
def test_a_short_title_loses_the_name_of_a_known_client(title: str, expected: str) -> None:
    text = "<p>封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。</p>" * 2
    assert clean(f"<title>{title}</title><body><p>2024-05-20 10:20</p><div>{text}</div></body>").headline == expected


@pytest.mark.parametrize(("shown", "expected"), [("<h1>雨</h1>", "雨"), ("", None)])
def test_a_headline_of_one_character_is_not_the_name_of_the_site(shown: str, expected: str | None) -> None:
    text = "<p>屋檐下的水滴了一夜，石板上那道浅槽又深了一点，母亲说，那是外公年轻的时候滴出来的。</p>" * 2
    page = (
        f"<title>雨 - 清河日报数字报</title><body>{shown}<p>2024-05-20 10:20　作者：阮小舟</p><div>{text}</div></body>"
    )
    assert clean(page).headline == expected


@pytest.mark.parametrize(
    ("title", "shown", "expected"),
    [
        ("【岚川网】石桥今天重新开通", "岚川网 版权所有", "石桥今天重新开通"),
        ("【岚川网】石桥今天重新开通", "版权所有", "【岚川网】石桥今天重新开通"),  # no line of the page names that site
        ("【图说岚川】石桥今天重新开通", "图说岚川", "【图说岚川】石桥今天重新开通"),
    ],
)
def test_the_site_in_brackets_before_a_headline(title: str, shown: str, expected: str) -> None:
    page = f"<title>{title}</title><div><p>2024-04-12 10:00</p>{BODY}</div><footer>{shown}</footer>"
    assert clean(page).headline == expected


@pytest.mark.parametrize(
    ("title", "heading", "expected"),
    [
        ("石桥今天重新开通_岚川网", "石桥今天重新开通 <small>——等了三个月</small>", ("石桥今天重新开通", None)),
        ("石桥今天_岚川网", "石桥今天重新开通 ——等了三个月", ("石桥今天重新开通 ——等了三个月", None)),
    ],
)
def test_a_deck_behind_a_headline_in_one_line(title: str, heading: str, expected: tuple[str, str | None]) -> None:
    article = clean(f"<title>{title}</title><h1>{heading}</h1><p>2024-04-12 10:00</p><div>{BODY}</div>")
    assert (article.headline, article.kicker) == expected


@pytest.mark.parametrize("line", ["标题：旧渡口的石阶修好了", "题目: 旧渡口的石阶修好了"])
def test_the_key_of_a_headline_is_none_of_it(line: str) -> None:
    story = "<p>旧渡口的四十二级石阶昨天修好了，石匠把每一级都编了号，拆下来怎么放，装上去就怎么放。</p>"
    facts = f"<div>{line}</div><div>时间：2022-06-21 18:00</div>"
    assert (
        clean(f"<title>渡口</title><div><a href=/>渡口</a></div>{facts}<div>{story}{story}</div>").headline
        == line[3:].strip()
    )
