"""What stands around the text of a page that was copied: its copies, other stories, captions, menus in one row, an issue."""

from __future__ import annotations

import pytest

from cleaners import clean_text
from cleaners.article import Article

HEAD = ["石桥今天重新开通", "2024-05-20 10:21 来源：岚川日报"]
FIRST = "石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶，她说桥面比从前平整了许多。"
STORY = [
    FIRST,
    "桥面换了防滑的青石，栏杆还是原来的，石匠把每一根都编了号，拆下来又装回去。",
    "工人在桥墩里找到一只陶碗，碗底有老石匠留下来的记号，他们拍了照，又放回了原处。",
]
SHORT = "目前车辆通行一切正常。"


def page(*lines: str) -> Article:
    return clean_text("\n".join(lines))


def text(*lines: str) -> list[str]:
    return page(*lines).text.split("\n")


class TestRepeats:
    def test_a_text_for_each_kind_of_screen_is_kept_once(self) -> None:
        assert text(*STORY, SHORT, *STORY, SHORT) == [*STORY, SHORT]

    def test_a_copy_above_the_facts_is_the_summary(self) -> None:
        article = page(FIRST, *HEAD, *STORY)
        assert (article.headline, article.source, article.text.split("\n")) == (HEAD[0], "岚川日报", STORY)

    def test_the_beginning_of_the_text_is_a_summary_if_it_breaks_off(self) -> None:
        assert text(*HEAD, FIRST[:40], *STORY) == STORY

    def test_the_only_paragraph_is_kept_once(self) -> None:
        line = FIRST + " 本报记者 沈渡 摄"
        assert text("石桥今天重新开通", line, "", line) == [line]

    @pytest.mark.parametrize("line", ["桥还在，人还在，钟声也还在。", "董奶奶说，桥是大家的桥，谁走都一样。"])
    def test_a_short_line_may_come_again(self, line: str) -> None:
        lines = [*HEAD, STORY[0], line, STORY[1], line, STORY[2]]
        assert text(*lines) == lines[2:]

    def test_what_stands_there_three_times_is_no_copy(self) -> None:
        assert text(*HEAD, FIRST, STORY[1], FIRST, STORY[2], FIRST).count(FIRST) == 3

    @pytest.mark.parametrize("credit", ["（某社沈渡摄）", "图／读者提供"])
    def test_a_caption_stands_beside_the_words_of_its_picture(self, credit: str) -> None:
        caption = f"董奶奶带着孙子走上重新开通的石桥，桥头站满了来看热闹的邻居。{credit}"
        assert text(*HEAD, caption, caption, *STORY) == STORY

    def test_a_headline_stands_in_both_scripts(self) -> None:
        lines = ["桥头来了两位说书的先生", "橋頭來了兩位說書的先生"]
        article = page(*lines, *STORY)
        assert (article.headline, article.text.split("\n")) == (lines[0], STORY)

    def test_two_titles_that_differ_in_a_word_are_two(self) -> None:
        assert "县报记者看石桥下游" in text(
            "石桥今天重新开通", *STORY[:2], "县报记者看石桥上游", "县报记者看石桥下游", STORY[2]
        )


OTHER = "(石浦12日讯)石浦的灯塔昨晚重新点亮，守塔人说灯光可以照到十海里以外的渔船。"
DISPATCH = ["(岚川9日讯)石桥封了三个月，今天早上重新开通，邻居们都到桥头来看热闹。", *STORY[1:]]


class TestStories:
    def test_a_second_dateline_under_a_title_opens_another_story(self) -> None:
        assert text("石桥今天重新开通", *DISPATCH, "要闻", "灯塔昨晚重新点亮了", OTHER, STORY[0]) == DISPATCH

    def test_a_dateline_without_a_title_is_of_the_same_story(self) -> None:
        assert text("石桥今天重新开通", *DISPATCH, OTHER)[-1] == OTHER

    def test_cards_say_their_titles_twice(self) -> None:
        cards = [
            "夜市搬进了新的桥洞",
            "夜市搬进了新的桥洞",
            "摊主们说桥下不淋雨，只是客人要多走几步路。",
            "图书馆延长到十点",
            "图书馆延长到十点",
        ]
        assert text(*HEAD, *STORY, *cards) == STORY

    def test_a_line_said_twice_amid_the_text_is_no_card(self) -> None:
        lines = [
            STORY[0],
            "桥通了以后的事",
            "桥通了以后的事",
            STORY[1],
            "钟响了以后的事",
            "钟响了以后的事",
            STORY[2],
            FIRST + "桥",
        ]
        assert STORY[2] in text(*HEAD, *lines)

    def test_a_sentence_above_a_dateline_is_a_caption(self) -> None:
        assert text("石桥今天重新开通", "董奶奶走上石桥。", *DISPATCH) == DISPATCH

    def test_a_deck_stands_between_headline_and_dateline(self) -> None:
        article = page("石桥今天重新开通", "封桥三月换了青石", "本报讯（记者 沈渡）" + FIRST, *STORY[1:])
        assert (article.headline, article.text.split("\n")[0][:9]) == ("石桥今天重新开通", "本报讯（记者 沈渡")

    def test_a_subhead_opens_a_text_without_a_dateline(self) -> None:
        assert text(*HEAD, "封桥三月换了青石", *STORY)[0] == "封桥三月换了青石"

    def test_who_took_a_picture_above_a_dateline_wrote_no_text(self) -> None:
        lines = [
            "石桥今天重新开通",
            "5月20日，董奶奶走上石桥。",
            "本报记者 沈 渡摄",
            f"本报岚川5月20日电{FIRST}",
            *STORY[1:],
        ]
        article = page(*lines)
        assert ([person.name for person in article.authors], article.text.split("\n")) == ([], lines[3:])

    @pytest.mark.parametrize("caption", ["董奶奶（左二）和邻居们在桥头合影", "图：董奶奶和邻居们在桥头合影留念。"])
    def test_who_stands_where_is_of_a_picture(self, caption: str) -> None:
        assert text(*HEAD, *STORY, caption) == STORY

    def test_the_only_paragraph_may_say_who_stands_where(self) -> None:
        line = "5月20日，董奶奶（左）走上重新开通的石桥，邻居们站在桥头看热闹，石桥封了三个月才修好。"
        assert text(*HEAD, line) == [line]


class TestMenus:
    GLUED = "时政要闻 国际新闻 社会广角 财经观察 体育天地 文化生活 教育科技 房产家居 汽车频道 健康养生 旅游美食 图片视频 专题专栏 数字报刊"

    @pytest.mark.parametrize("above", [True, False])
    def test_a_menu_in_one_row_is_no_text(self, above: bool) -> None:
        lines = [self.GLUED, *HEAD, *STORY] if above else [*HEAD, *STORY, self.GLUED]
        article = page(*lines)
        assert (article.headline, article.text.split("\n")) == (HEAD[0], STORY)

    @pytest.mark.parametrize(
        "row",
        [
            "王小桥 李守田 沈玉堂 贺长林 方小可 陆亦舟 熊若溪 柴静宜 董存义 程露珠 白石生 简可亭 尹小娟 蒲一川 高一苇 丛望山 乔以宁",
            "石桥封了三个月 今朝开了青石路 先走桥的是阿婆 牵着孙儿上学堂 桥墩下面有陶碗 碗底刻着老匠名 一座桥来一条街 一街人来一街灯",
        ],
    )
    def test_names_and_verse_in_one_row_stay(self, row: str) -> None:
        assert row in text(*HEAD, *STORY, row)

    def test_what_a_text_announces_stays(self) -> None:
        assert self.GLUED in text(*HEAD, *STORY, "新版设置的栏目如下：", self.GLUED)

    def test_tags_below_a_text_are_its_words(self) -> None:
        assert text(*HEAD, *STORY, "石匠 青石 陶碗") == STORY
        assert text(*HEAD, *STORY, "石匠 青石 渡船")[-1] == "石匠 青石 渡船"

    @pytest.mark.parametrize(("mark", "stays"), [("×", False), ("……", True)])
    def test_a_mark_below_a_text(self, mark: str, stays: bool) -> None:
        assert (mark in text(*HEAD, *STORY, mark)) is stays

    def test_an_entry_and_the_title_of_its_page(self) -> None:
        lines = ["岚川网", "我的收藏|岚川网 我的收藏", "关于我们|岚川网 关于我们", "石桥今天重新开通", *STORY]
        assert page(*lines).headline == "石桥今天重新开通"


class TestFacts:
    def test_an_issue_below_a_text_gives_the_day(self) -> None:
        below = "岚川日报 人文·社会 00015 石桥今天重新开通 2024-05-20 2134302 2 2024年05月20日 星期一"
        article = page("岚川日报 数字报纸", "00015版：人文·社会", "石桥今天重新开通", *STORY, below)
        assert (article.headline, article.date_published, article.text.split("\n")) == (
            "石桥今天重新开通",
            "2024-05-20T00:00:00+08:00",
            STORY,
        )

    def test_title_and_address_below_a_text(self) -> None:
        article = page(*STORY, "标题：石桥今天重新开通", "地址：http://www.example.com/1.html")
        assert (article.headline, article.text.split("\n")) == ("石桥今天重新开通", STORY)

    @pytest.mark.parametrize("parts", [["2024/", "05/", "20", "10:21"], ["2024", "05/20", "10:21"]])
    def test_a_moment_in_parts(self, parts: list[str]) -> None:
        article = page(*parts, "石桥今天重新开通", *STORY)
        assert (article.headline, article.date_published) == ("石桥今天重新开通", "2024-05-20T10:21:00+08:00")

    def test_the_word_for_a_report_below_a_name(self) -> None:
        article = page("時事", "趙一鳴", "／ 報導", "石橋今天重新開通", *STORY)
        assert ([person.name for person in article.authors], article.headline) == (["趙一鳴"], "石橋今天重新開通")

    def test_keys_behind_their_values(self) -> None:
        article = page("石桥今天重新开通", "桥梁观察 | 来源", "沈渡 | 作者", *STORY)
        found = (article.source, [person.name for person in article.authors], article.text.split("\n"))
        assert found == ("桥梁观察", ["沈渡"], STORY)
        assert page("桥头故事 | 来源", *STORY).source is None  # one alone may be a title

    @pytest.mark.parametrize(
        "line", ["首页 评论 石桥重新开通，谁该来走第一遍", "石桥重新开通，谁该来走第一遍 44,541 2024年05月20日"]
    )
    def test_a_title_with_the_way_to_it_or_its_day(self, line: str) -> None:
        assert page(line, *STORY).headline == "石桥重新开通，谁该来走第一遍"

    def test_the_names_of_a_file_and_of_a_tool_are_no_text(self) -> None:
        article = page("Untitled Document", "logo", *HEAD, "石桥重新开通2.jpg", *STORY)
        assert (article.headline, article.text.split("\n")) == (HEAD[0], STORY)

    def test_a_paragraph_in_latin_letters_is_joined(self) -> None:
        latin = [
            "The stone bridge was closed for three months, and this morning it was",
            "opened again. The first to walk across was an old woman who takes her",
            "grandson to school every day.",
        ]
        assert text(*HEAD, *latin, *STORY) == [" ".join(latin), *STORY]

    def test_a_menu_and_a_headline_in_latin_letters_are_no_paragraph(self) -> None:
        latin = [
            "We use cookies on our site to improve your experience of it",
            "Council votes to keep the ferry running through winter",
            "The town council voted to keep the harbour ferry running.",
        ]
        assert "\n".join(latin[1:]) in clean_text("\n".join([*latin, *STORY])).text

    def test_the_page_of_an_issue_lists_the_headline(self) -> None:
        listed = [
            "· 夜市搬进新的桥洞",
            "· 石桥今天重新开通",
            "· 图书馆延长到十点",
            "· 早班公交提前半小时",
            "· 菜场换了新的顶棚",
        ]
        lines = [
            "第00008版：城事",
            *listed,
            "版面导航",
            "标题导航",
            "上一期  下一期",
            "2024年05月20日 收藏 打印 推荐 朗读 评论 更多功能",
        ]
        article = page(*lines, "封桥三月，居民们天天来看一眼", "石桥今天重新开通", *STORY)
        assert (article.headline, article.date_published) == ("石桥今天重新开通", "2024-05-20T00:00:00+08:00")


def test_a_short_title_that_the_text_names_is_not_passed_over() -> None:
    article = page(
        "石桥庙会开幕",
        "将持续一百六十二个日夜",
        "本报岚川5月20日电 今天上午，石桥庙会在岚川开幕，邻居们都到桥头来看。",
        *STORY[1:],
    )
    assert article.headline == "石桥庙会开幕"


def test_an_exclamation_may_be_the_title() -> None:
    article = page("石桥通了!邻居都来了!", *STORY)
    assert (article.headline, article.text.split("\n")) == ("石桥通了!邻居都来了!", STORY)
    assert page("石桥通了，邻居都来了！", *STORY).headline is None


def test_an_address_names_no_source() -> None:
    assert page("石桥今天重新开通", *STORY, "文章来源：http://www.example.com/1.html").source is None


@pytest.mark.parametrize(
    ("line", "source", "names"),
    [
        ("岚川日報／ 記者趙一鳴／南灣即時報導", "岚川日報", ["趙一鳴"]),
        ("即時中心／趙一鳴報導", None, ["趙一鳴"]),
        ("中央社／ 南灣22日專電", "中央社", []),
    ],
)
def test_the_outlet_that_opens_a_byline(line: str, source: str | None, names: list[str]) -> None:
    article = page("石橋今天重新開通", line, *STORY)
    assert (article.source, [person.name for person in article.authors]) == (source, names)


def test_what_stands_behind_a_role_may_be_another_fact() -> None:
    assert page("石桥今天重新开通", "文 | 来源·桥梁观察 本站作者", *STORY).authors == ()


def test_a_dispatch_heads_no_text() -> None:
    line = "新华社岚川 8 月 4 日电 题：石桥重新开通——一座桥和一条街"
    assert page(line, "新华社记者沈渡", *STORY).headline is None
