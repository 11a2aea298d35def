"""Pages that are there for a thing, and the articles that are nearest to them on the other side of each number."""

from __future__ import annotations

import pytest

from cleaners import Article, clean
from cleaners.judgement.things import _names_in, _opens
from cleaners.rules.things.headlines import OF_DATA, OF_LUCK, OF_SITE
from cleaners.rules.things.kinds import KINDS, SORTS, words
from cleaners.rules.things.lines import REACTIONS, UPDATED

LEAD = "渡口的老钟今天又响了，敲钟的人从七十岁的父亲换成了四十岁的女儿，头一下敲得有点轻。"
SENTENCE = "她说，钟声要让对岸听见，又不能吵醒摇篮里的孩子，父亲为这个轻重练了十一年。"
GOODS = ("品牌：汀河", "产地：松汀", "规格：五百克", "保质期：十八个月", "净含量：五百克", "货号：1072")


def _page(title: str, *lines: str, headline: str | None = None, head: str = "") -> Article:
    shown = headline if headline is not None else title.split("_")[0]
    body = "".join(line if line.startswith("<h3") else f"<p>{line}</p>" for line in lines)
    return clean(
        f"<html><head><title>{title}</title>{head}</head><body><div><h1>{shown}</h1>{body}</div></body></html>"
    )


def _flag(article: Article) -> str | None:
    return None if article.is_article else article.flags[-1]


@pytest.mark.parametrize(("keys", "flag"), [(2, None), (3, "offer_page")])
def test_three_particulars_and_an_act_under_a_short_name(keys: int, flag: str | None) -> None:
    assert _flag(_page("土蜂蜜_松汀网", *GOODS[:keys], "立即购买", SENTENCE, LEAD)) == flag


@pytest.mark.parametrize(("keys", "flag"), [(5, None), (6, "offer_page")])
def test_six_particulars_are_as_much_as_an_act_under_a_long_name(keys: int, flag: str | None) -> None:
    # Without the moment three of them above the first sentence are enough (`cleaners.judgement.purpose.above`).
    lines = ("2026-03-04 09:12", *GOODS[:keys], SENTENCE, LEAD)
    assert _flag(_page("汀河牌山花土蜂蜜礼盒_松汀商城", *lines)) == flag


def test_a_lead_above_the_particulars_is_a_storys() -> None:
    assert _flag(_page("汀河牌山花土蜂蜜今天上市_松汀商城", LEAD, *GOODS, "立即购买")) is None
    assert _flag(_page("汀河牌山花土蜂蜜今天上市_松汀商城", *GOODS, "立即购买", LEAD)) == "offer_page"


@pytest.mark.parametrize("signature", ["来源：松汀晚报", "记者 钟小满"])
def test_a_signed_text_is_never_asked(signature: str) -> None:
    lines = (f"2026-03-04 09:12 {signature}", *GOODS, "¥68", "立即购买", LEAD, SENTENCE)
    assert _flag(_page("汀河牌山花土蜂蜜今天上市_松汀商城", *lines)) is None


def test_a_post_is_known_by_what_one_can_do() -> None:
    lines = (
        "岗位职责",
        SENTENCE,
        "任职要求",
        SENTENCE,
        "公司规模：20-99人",
        "公司性质：民营",
        "薪资：面议",
        "五险一金",
    )
    assert _flag(_page("汀河船厂招木工师傅两名_松汀招聘", *lines, "投递简历")) == "offer_page"
    assert _flag(_page("汀河船厂招木工师傅两名_松汀招聘", *lines)) is None


def test_more_prose_than_a_thing_has_needs_more_said() -> None:
    lines = ("立即购买", *GOODS[:3], *[SENTENCE] * 15)
    assert len(SENTENCE) * 15 < 600 < len(SENTENCE) * 17
    assert _flag(_page("土蜂蜜_松汀网", *lines)) == "offer_page"
    assert _flag(_page("土蜂蜜_松汀网", *lines, SENTENCE, SENTENCE)) is None
    assert _flag(_page("土蜂蜜_松汀商城", *lines, SENTENCE, SENTENCE)) == "offer_page"


@pytest.mark.parametrize(
    ("words_above", "flag"),
    [
        ((), None),
        (("关注问题",), None),
        (("关注问题", "被浏览 1.2万"), "question_page"),
        (("3 个回答", "提问者：桂枝"), "question_page"),
    ],
)
def test_a_question_is_said_in_two_ways(words_above: tuple[str, ...], flag: str | None) -> None:
    assert _flag(_page("冬天骑车上班手冷怎么办？_松汀网", *words_above, LEAD, SENTENCE, SENTENCE)) == flag


def test_answers_below_one_word_are_posts() -> None:
    answers = [line for _ in range(3) for line in (LEAD, "赞同 12　评论　分享")]
    assert _flag(_page("冬天骑车上班手冷怎么办？_松汀网", "2 个回答", *answers)) == "question_page"
    assert _flag(_page("冬天骑车上班手冷怎么办？_松汀网", "2 个回答", "网友评论", *answers)) is None
    assert _flag(_page("冬天骑车上班记得戴好手套_松汀网", "2 个回答", *answers)) is None


@pytest.mark.parametrize(
    ("kinds", "flag"), [("QAPage", "question_page"), ("QAPage NewsArticle", None), ("WebSite", None)]
)
def test_a_page_that_declares_itself_one_of_questions(kinds: str, flag: str | None) -> None:
    nodes = ",".join(f'{{"@type":"{kind}","name":"松汀"}}' for kind in kinds.split())
    head = f'<script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{nodes}]}}</script>'
    assert _flag(_page("冬天骑车上班手冷怎么办_松汀网", LEAD, SENTENCE, head=head)) == flag


@pytest.mark.parametrize(("kind", "flag"), [("product", "offer_page"), ("article", None)])
def test_what_open_graph_declares_is_as_much_as_two_ways(kind: str, flag: str | None) -> None:
    head = f'<meta property="og:type" content="{kind}">'
    assert _flag(_page("土蜂蜜_松汀网", "商品详情", LEAD, SENTENCE, head=head)) == flag


@pytest.mark.parametrize(("pairs", "flag"), [(2, None), (3, "profile_page")])
def test_particulars_between_a_short_name_and_the_text(pairs: int, flag: str | None) -> None:
    particulars = ("门：裸子植物门", "纲：松柏纲", "属：水杉属")[:pairs]
    assert _flag(_page("水杉_松汀知识库", *particulars, LEAD, SENTENCE)) == flag
    assert _flag(_page("水杉_松汀知识库", "2026-03-04 09:12", *particulars, LEAD, SENTENCE)) is None


def _of_cells(cells: int, beside: int) -> Article:
    row = "<tr><td>{}.2米</td><td>{}.1度</td>{}</tr>"
    rows = "".join(row.format(n, n + 3, "<td>9.9米</td>" if cells % 2 and not n else "") for n in range(cells // 2))
    text = "水位平稳，可以放心行船，" * 13
    head = f"<h1>水位</h1><p>2026-03-04 09:12</p><p>{text[: beside - 1]}。</p>"
    return clean(f"<title>水位_松汀网</title>{head}<table>{rows}</table>")


@pytest.mark.parametrize(("cells", "flag"), [(7, None), (8, "data_page")])
def test_eight_cells_of_figures_under_a_short_name(cells: int, flag: str | None) -> None:
    assert _flag(_of_cells(cells, 24)) == flag


@pytest.mark.parametrize(("beside", "flag"), [(150, "data_page"), (151, None)])
def test_figures_with_little_text_beside_them(beside: int, flag: str | None) -> None:
    assert _flag(_of_cells(60, beside)) == flag


@pytest.mark.parametrize(("paragraphs", "flag"), [(4, "question_page"), (5, None)])
def test_an_answer_has_four_paragraphs_at_most(paragraphs: int, flag: str | None) -> None:
    answers = [line for _ in range(4) for line in (*[LEAD] * paragraphs, "赞同 12　评论　分享")]
    assert _flag(_page("冬天骑车上班手冷怎么办？_松汀网", "2 个回答", *answers)) == flag


@pytest.mark.parametrize(
    ("row", "flag"), [("立即购买我要购买一件现货今天发出", "offer_page"), ("立即购买我要购买一件现货今天就发出", None)]
)
def test_a_row_of_links_is_short(row: str, flag: str | None) -> None:
    assert len(row) == (16 if flag else 17)
    links = f'<a href="/b">{row[:4]}</a>/<a href="/c">{row[5:]}</a>'
    lines = ("2026-03-04 09:12", *GOODS[:3], links, "商品详情", "¥68", SENTENCE, LEAD)
    assert _flag(_page("汀河牌山花土蜂蜜礼盒_松汀网", *lines)) == flag


def test_verse_under_a_short_name_is_no_page_of_cells() -> None:
    verse = (
        "河水慢下来，",
        "像一个人终于肯坐下，",
        "芦花比去年白，",
        "渡口没有人喊船，",
        "灯在对岸亮着，",
        "亮得很轻，",
    ) * 5
    assert _flag(_page("旧渡口_松汀网", *verse)) is None


@pytest.mark.parametrize(("lead", "flag"), [((), "data_page"), ((LEAD,), None)])
def test_cells_under_a_long_name_without_a_lead(lead: tuple[str, ...], flag: str | None) -> None:
    rows = "".join(f"<tr><td>{name}</td><td>{n}.2</td></tr>" for n, name in enumerate(("美元", "欧元", "日元", "港币")))
    text = "".join(f"<p>{line}</p>" for line in lead)
    note = "<p>以上各数每十分钟换一次，以窗口为准。</p>"
    page = f"<title>一美元等于多少人民币_松汀网</title><h1>一美元等于多少人民币</h1>{text}<table>{rows}</table>{note}"
    assert _flag(clean(page)) == flag


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("白羊座今日运势", True),
        ("梦见过河是什么意思", True),
        ("梦见掉牙要倒霉？听听医生怎么说", False),
        ("属于渡口的好运", False),
    ],
)
def test_what_the_stars_and_dreams_say(line: str, expected: bool) -> None:
    assert (OF_LUCK.fullmatch(line) is not None) is expected
    assert _flag(_page(f"{line}_松汀网", LEAD, LEAD)) == ("data_page" if expected else None)


@pytest.mark.parametrize(("heads", "flag"), [(("答案",), None), (("答案", "解析"), "profile_page")])
def test_two_headings_of_a_thing(heads: tuple[str, ...], flag: str | None) -> None:
    text = "船在静水里每小时走十四千米，顺流的时候要加上水流的速度，逆流则减去。"
    lines = [line for head in heads for line in (f"<h3>{head}</h3>", text)]
    assert _flag(_page("汀河的渡船一小时走几里_松汀网", text, *lines)) == flag
    assert _flag(_page("汀河的渡船一小时走几里_松汀网", text, *lines, SENTENCE)) is None


@pytest.mark.parametrize(
    "line",
    "关于我们|隐私政策|服务条款|版权声明|评论区发言规则|社区公约|会员等级说明|Cookie政策|汀河论坛 用户协议|"
    "关于本站系统升级暂停服务的公告|网站维护通知|本平台停机维护公告|关于我站改版的说明|关于本商城更换服务器的通知|"
    "本站简介|违法和不良信息举报中心|使用條款|第三方信息共享清单|签到有礼活动规则".split("|"),
)
def test_a_page_about_the_site(line: str) -> None:
    assert OF_SITE.fullmatch(line)
    assert _flag(_page(f"{line}-松汀网", LEAD, SENTENCE, headline=line)) == "service_page"


@pytest.mark.parametrize(
    "line",
    [
        "关于我们这座桥",
        "联系我们的那条路",
        "隐私政策引发争议",
        "用户协议有多长",
        "汀河县养犬管理条例",
        "情况说明",
        "关于登记系统升级暂停办理业务的通告",
        "网站改版方案通过评审",
    ],
)
def test_a_headline_with_such_words_is_none(line: str) -> None:
    assert not OF_SITE.fullmatch(line)


def test_such_a_page_may_be_dated_and_signed() -> None:
    signed = ("2026-03-04 09:12 来源：松汀网", LEAD, SENTENCE)
    assert _flag(_page("评论区发言规则_松汀网", *signed)) == "service_page"
    assert _flag(_page("评论区发言规则昨天公布_松汀网", *signed)) is None


@pytest.mark.parametrize(("between", "flag"), [("", "service_page"), ("与", None)])
def test_such_a_name_has_twenty_four_characters(between: str, flag: str | None) -> None:
    line = f"汀河论坛 用户{between}会员的个人信息收集使用共享保护政策"
    assert len(line) == (24 if flag else 25)
    assert _flag(_page(f"{line}_松汀网", LEAD, SENTENCE, headline=line)) == flag


def test_the_title_names_such_a_page_where_it_has_not_the_headline() -> None:
    assert _flag(_page("联系我们_松汀网", LEAD, SENTENCE, headline="投到渡口的信箱里")) == "service_page"
    assert _flag(_page("联系我们_投到渡口的信箱里", LEAD, SENTENCE, headline="投到渡口的信箱里")) is None


@pytest.mark.parametrize(
    ("line", "expected"), [("汀河联赛积分榜", True), ("音乐节节目单出炉", False), ("获奖名单", False)]
)
def test_what_figures_are_ends_the_name(line: str, expected: bool) -> None:
    assert (OF_DATA.search(line) is not None) is expected


@pytest.mark.parametrize(
    ("line", "expected"), [("更新时间：2026-03-04", True), ("2026-03-04 15:00 已收盘", True), ("2026-03-04", False)]
)
def test_a_moment_that_is_no_publications(line: str, expected: bool) -> None:
    assert (UPDATED.fullmatch(line) is not None) is expected


def test_every_word_is_written_as_it_is_looked_up() -> None:
    for word in (*words(), *REACTIONS):
        assert word == "¥" or word.isalpha(), word
    assert all(thing.reason.endswith("_page") and any(getattr(thing, sort) for sort in SORTS) for thing in KINDS)


def test_a_form_for_comments_is_no_test_for_machines() -> None:
    form = "<div><h4>发表评论</h4><label>姓名</label><input><label>验证码</label><input><button>提交</button></div>"
    assert clean(f"<title>旧船坞</title><div><h1>旧船坞</h1><p>{LEAD}</p><p>{SENTENCE}</p></div>{form}").is_article
    assert _flag(clean(f"<title>旧船坞</title><div><h1>旧船坞</h1></div>{form}")) == "captcha"


@pytest.mark.parametrize(
    ("line", "name", "expected"),
    [
        ("水杉", "水杉（杉科）", True),
        ("水杉", "水杉的秋天", False),  # what a crumb trail has room for
        ("水", "水（元素）", False),
        ("汀河的水杉又红", "汀河的水杉又红了", False),
        ("汀河的水杉又红了", "汀河的水杉又红了整个秋天", True),
    ],
)
def test_what_a_name_opens_with(line: str, name: str, expected: bool) -> None:
    assert _opens(line, name) is expected


def test_the_last_part_of_a_title_is_the_site() -> None:
    assert _names_in(("水杉_松汀百科", "松汀百科")) == ["水杉"]


@pytest.mark.parametrize(("pairs", "flag"), [(2, None), (3, "offer_page")])
def test_a_section_of_a_thing_and_three_other_labels(pairs: int, flag: str | None) -> None:
    below = ("门：裸子植物门", "纲：松柏纲", "属：水杉属")[:pairs]
    assert _flag(_page("土蜂蜜_松汀网", "商品详情", LEAD, SENTENCE, *below)) == flag


@pytest.mark.parametrize(("sentences", "flag"), [(15, "offer_page"), (17, None)])
def test_what_is_stated_in_two_ways_stands_beside_six_hundred_characters(sentences: int, flag: str | None) -> None:
    assert len(SENTENCE) * 15 < 600 < len(SENTENCE) * 17
    assert _flag(_page("土蜂蜜_松汀网", "立即购买", "商品详情", *[SENTENCE] * sentences)) == flag
