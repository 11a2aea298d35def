"""Menus and titles around a text where all of a page was copied, and lists that belong to a text."""

from __future__ import annotations

import pytest

from cleaners import clean_text

MENU = "首页 新闻 时政 国际 财经 房产 汽车 教育 健康 旅游 专题 数字报 登录 注册".split()
HEAD = ["石桥今天重新开通", "2024-05-20 10:21 来源：岚川日报"]
STORY = [
    "石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。",
    "桥面换了防滑的青石，栏杆还是原来的，石匠把每一根都编了号，拆下来又装回去。",
    "工人在桥墩里找到一只陶碗，碗底有老石匠留下来的记号，他们拍了照，又放回了原处。",
]
TITLES = [
    "老街上的修表人沈玉堂",
    "旧厂房改成社区图书馆",
    "市民中心广场今起分段封闭维修",
    "图书馆里的夜班保安写了一本诗集",
    "第九届稻田音乐节收官三天",
    "数字人民币试点扩大至全部乡镇",
]


def test_menus_around_a_text() -> None:
    article = clean_text("\n".join(["岚川在线", *MENU, *HEAD, *STORY, "分享", "| 城事", *TITLES, *MENU, "招聘启事"]))
    assert (article.headline, article.date_published, article.text.split("\n")) == (
        HEAD[0],
        "2024-05-20T10:21:00+08:00",
        STORY,
    )


@pytest.mark.parametrize(
    "rows",
    [
        ["外婆的手 青禾一中 乔以宁", "河是会记仇的 青禾二中 贺长林", "铺子的右角 南门中学 方小可", "二号车间的钟 实验中学 陆亦舟",
         "灯一盏一盏地灭 云溪中学 熊若溪", "我们村的音乐节 云溪中学 柴静宜"],
        TITLES,
        ["门类", "木作", "人数", "2", "门类", "竹编", "人数", "1", "门类", "土陶", "人数", "2"],
    ],
)  # fmt: skip
def test_a_list_at_the_end_of_a_text_is_its_own(rows: list[str]) -> None:
    kept = clean_text("\n".join([*HEAD, *STORY, *rows, "编辑：程露"])).text.split("\n")
    assert [row for row in rows if not row.isdigit() and row not in kept] == []


def test_titles_behind_a_control_are_no_list_of_the_text() -> None:
    assert clean_text("\n".join([*HEAD, *STORY, "分享到：", *TITLES, "编辑：程露"])).text.split("\n") == STORY


def test_verse_in_a_page_with_a_menu_stays() -> None:
    verse = ["灯一盏一盏地灭", "书一本一本地睡", "我在楼梯口", "数最后的脚步", "一步，两步", "夜就关上了门"]
    about = [
        "这首诗写于一个值夜班的冬夜，诗人把图书馆写成一间卧室，把书写成熟睡的孩子。",
        "全诗没有一个难字，读完却让人想轻一点走路，这也是它被许多读者记住的原因。",
    ]
    article = clean_text("\n".join([*MENU, "闭馆以后", "2024-02-01 李守田", *verse, *about]))
    assert (article.headline, article.text.split("\n")) == ("闭馆以后", [*verse, *about])


def test_a_page_of_titles_and_teasers_is_left_to_the_other_rules() -> None:
    teasers = [line for title, teaser in zip(TITLES, STORY * 2, strict=True) for line in (title, TITLES[0], teaser)]
    rows = [*MENU, *teasers, *MENU]
    assert clean_text("\n".join(rows)).text.count(STORY[0]) != 1


def test_a_text_with_the_full_stops_of_a_latin_keyboard_is_no_menu() -> None:
    """All but one of its lines were hidden, for the two posts below it end as sentences do elsewhere."""
    story = [line.replace("，", ",").replace("。", ".") for line in STORY]
    post = "周末去爬了北山，早上六点出发，九点到顶，云海就在脚下，拍了好多照片，分享给大家看看。"
    lines = [
        *HEAD,
        *story,
        "热榜",
        *TITLES,
        "IN视频",
        "06:27",
        TITLES[0],
        "推荐阅读",
        *TITLES,
        "鹏友圈",
        post,
        post[::-1] + "。",
    ]
    assert clean_text("\n".join(lines)).text.split("\n") == story


POSTS = [
    "十七年前我从这座桥上走去学堂，桥栏上还晒着各家的棉被，今天再走一遍，连石缝里那棵小榕树都认得出来，忍不住多拍了几张，回家给母亲看。",
    "摆渡的船封桥那三个月天天满员，船老大说桥开了他反而松一口气，以后周末带孙子去河边钓鱼，也算圆了一个念想，祝他天天有鱼上钩。",
    "修桥的石匠是我外公的徒弟，编号的办法是外公传下来的，当年写在账本背面，我家里还收着，哪天送去给展览室，也好让年轻人都看一看。",
]
BELOW = ["读特热榜", *TITLES, "推荐阅读", *TITLES, "IN视频", *TITLES[:3], "鹏友圈", *POSTS]


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        [STORY[0], "编号的栏杆", STORY[1], "“轻一点。”石匠说。", STORY[2]],
        [
            STORY[0],
            "石匠定下四个步骤：",
            "①先编号，写在栏杆背面；",
            "②再拆，拆一根包一根；",
            "③最后照着编号装回去。",
            STORY[2],
        ],
    ],
)
@pytest.mark.parametrize("fact", [HEAD[1], "03-25 10:20", "岚川日报记者 沈玉堂"])
def test_a_text_above_titles_and_longer_posts_is_no_menu(text: list[str], fact: str) -> None:
    article = clean_text("\n".join([HEAD[0], fact, *text, *BELOW]))
    assert (article.headline, article.text.split("\n")) == (HEAD[0], text)


def test_summaries_of_a_feed_above_a_text_are_not_the_text() -> None:
    feed = [
        row
        for title in TITLES
        for row in (title, f"{title}的消息传开后，街坊们都来看了一眼，说是好事。", "05-20 10:21")
    ]
    article = clean_text("\n".join([*feed, "热门推荐", *TITLES, *HEAD, *STORY, "编辑：程露"]))
    assert article.text.split("\n") == STORY
