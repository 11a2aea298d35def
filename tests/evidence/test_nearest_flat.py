"""Copied texts on either side of the numbers of `cleaners.evidence.flat`: for each the nearest lines that are read in two ways."""

from __future__ import annotations

import pytest

from cleaners import Article, clean_text
from cleaners.evidence.flat.cut import join_cut
from cleaners.evidence.flat.dump import read_dump
from cleaners.evidence.flat.entries import mark_entries
from cleaners.evidence.flat.mail import mail_head
from cleaners.evidence.flat.marks import without_prefixes
from cleaners.evidence.flat.markup import markup_in
from cleaners.evidence.flat.one_line import is_one_line, split_line, title_in
from cleaners.evidence.flat.quoted import unquoted
from cleaners.evidence.flat.row import Row
from cleaners.evidence.flat.seams import pieces_of_lines
from cleaners.evidence.flat.spaced import without_spaces
from cleaners.evidence.flat.wrapped import is_wrapped, join_wrapped

LONG = "旧书市上周搬进了和平路的地下通道，四十一个摊位沿墙排开，雨天也不用收摊。"
ALSO = "摊主童守拙卖了三十年旧书，他说地下光线暗，书脊要朝外倾一点，客人才看得清。"
TITLE = "旧书市搬进了地下通道"


# Lines that a tool cut


def test_a_source_of_several_offices_belongs_to_its_key() -> None:
    offices = "江岸区融媒体中心、江岸区水务局宣传科、街道办"
    assert 19 < len(offices) <= 24
    assert join_cut(["来源：", offices]) == [f"来源：{offices}"]


def test_a_headline_below_an_empty_key_is_none_of_its_values() -> None:
    headline = "旧书市搬进地下通道后的第一个周末迎来了上万名淘书的客人"
    assert 24 < len(headline) <= 29
    assert join_cut(["编辑：", headline]) == ["编辑：", headline]


def test_a_line_of_moment_outlet_and_role_has_its_name_below() -> None:
    above = "2023-04-09 08:15 河光日报 记者"
    assert len(above) == 24
    assert join_cut([above, "石小竹"]) == [f"{above} 石小竹"]


def test_a_clause_that_ends_in_a_role_stands_above_who_signs() -> None:
    above = "他卖过船票也修过钟表，到老最后悔的是没有当上一名记者"
    assert 24 < len(above) <= 29
    assert join_cut([above, "石小竹"]) == [above, "石小竹"]


# Terminals


@pytest.mark.parametrize(("blanks", "first"), [(2, "* 首页"), (3, "首页"), (4, "* 首页")])
def test_a_terminal_s_browser_indents_by_three(blanks: int, first: str) -> None:
    lines = [" " * blanks + line for line in ("* 首页", "* 新闻", TITLE, LONG)]
    assert read_dump(lines).lines[0] == first


# Lists


def rows_of(*lines: str) -> list[Row]:
    return [Row(line) for line in lines]


def are_links(rows: list[Row]) -> list[bool]:
    return [bool(row.marks) for row in mark_entries(rows)]


def test_titles_of_six_characters_above_dates_are_links() -> None:
    titles = ["渔港船队返航", "钟表铺搬新家", "粮仓改成书店", "教师自学手语", "邮路还有人走"]
    assert set(map(len, titles)) == {6}
    rows = rows_of(*(line for day, title in enumerate(titles, 1) for line in (title, f"2023-04-0{day} 08:00")))
    assert are_links(rows) == [True, False] * 5


def test_readers_of_five_characters_above_dates_are_none() -> None:
    readers = ["江边钓鱼人", "河光老街坊", "卖藕的二姐", "桥头理发店", "夜航的水手"]
    assert set(map(len, readers)) == {5}
    rows = rows_of(*(line for day, name in enumerate(readers, 1) for line in (name, f"2023-04-0{day} 08:00")))
    assert not any(are_links(rows))


LONG_TITLES = [
    "河光县人民政府办公室关于印发《河光县二〇二三年度旧城地下通道综合整治与便民市场搬迁安置工作实施方案》的通知",
    "河光县交通运输局关于渡口夜间通航试运行期间调整和平路、江岸路、码头街部分公交线路走向及首末班时间的公告",
    "河光县文化旅游局关于征集旧书市、钟表铺、老茶馆、渡口旧票等沿江老街旧事旧物并举办全县图片展览的征集启事",
    "河光县水务局关于汛期临时封闭江岸区三处亲水平台、两条沿江步道并对过往船只实行限速通行管理有关事项的通告",
    "河光县教育局关于做好二〇二三年春季学期全县中小学生手语公益课程报名、选课与任课教师选派等工作的补充通知",
]


def test_titles_of_official_papers_are_links_however_long_they_are() -> None:
    assert all(49 <= len(title) <= 60 for title in LONG_TITLES), list(map(len, LONG_TITLES))
    rows = rows_of(*(line for day, title in enumerate(LONG_TITLES, 1) for line in (title, f"2023-04-0{day} 08:00")))
    assert are_links(rows) == [True, False] * 5


POSTS = [
    "我家就住和平路口，小时候放学天天蹲在旧书摊前看小人书，摊主从来不赶人，现在搬到地下去了，下雨天总算不用再拿塑料布盖书了，真好啊",
    "去了一趟，灯确实比上个月亮多了，就是通道里没有信号，扫码付钱要走到台阶口，老板们最好还是备一点零钱，不然真的很耽误时间，是真的",
    "希望管理方把厕所的指示牌再做大一点，我带着老母亲找了二十分钟，最后还是童师傅放下摊子领我们过去的，他连水都没顾上喝一口，谢谢他",
    "买到了一本一九八二年的县志，扉页上有一位中学老师的签名，查了一下他就住在码头街，这个周末想去登门问问他还想不想要回这书，缘分啊",
    "有人知道那个专门收旧票据的摊位搬去哪里了吗，我爷爷留下一整盒渡口的船票，从五分钱的到两块钱的都有，想找个懂行的人看看呢，拜托了",
]


def test_posts_above_their_dates_are_no_links() -> None:
    assert all(60 < len(post) <= 72 for post in POSTS), list(map(len, POSTS))
    rows = rows_of(*(line for day, post in enumerate(POSTS, 1) for line in (post, f"2023-04-0{day} 08:00")))
    assert not any(are_links(rows))


def test_a_title_with_two_lines_that_sum_up_its_story_is_a_link() -> None:
    titles = ["渔港第一船鱼靠岸", "钟表铺搬进博物馆", "山里邮路还有人走", "旧粮仓改成了书店", "教师自学手语三年"]
    rows = rows_of(*(line for day, title in enumerate(titles, 1) for line in (title, LONG, ALSO, f"2023-04-0{day}")))
    assert are_links(rows) == [True, False, False, False] * 5


def test_the_weather_that_opens_a_day_of_a_diary_is_no_link() -> None:
    days = (
        line
        for day, weather in enumerate(
            (
                "晴，江水退了一寸",
                "阴，有小雨转雾",
                "晴，东南风三级",
                "雨，渡口停了航",
                "晴，晒了一天书",
                "多云，没有风",
            ),
            1,
        )
        for line in (f"2023-04-0{day}", weather, LONG, ALSO, LONG)
    )
    assert not any(are_links(rows_of(*days)))


# Mail


def test_a_letter_to_the_editor_with_sender_and_subject_is_no_mail() -> None:
    assert mail_head(["寄件人：河光县旧书协会", "主题：关于旧书市搬家的三点建议", "", LONG]) == 0
    assert mail_head(["寄件人：河光县旧书协会", "收件人：河光日报", "主题：旧书市搬家", "", LONG]) == 3


# Marks


def test_a_mark_before_two_thirds_of_the_lines_is_the_writer_s_own() -> None:
    items = ["- " + line for line in ("2023-04-09 08:15", LONG, ALSO, LONG)]
    assert without_prefixes([TITLE, *items, ALSO]) == [TITLE, *items, ALSO]  # 4 of 6
    assert without_prefixes([TITLE, *items]) == [TITLE, "2023-04-09 08:15", LONG, ALSO, LONG]  # 4 of 5


def test_a_long_line_of_facts_has_the_mark_of_a_tool_too() -> None:
    credits = "编辑：石小竹、丛雪、何静、田野　审读：赵一鸣、钱二川、孙三立　制图：乐知渔、殷禾禾、戚望舒　校对：文一舟、方小满、罗长河"
    lines = [LONG, ALSO, LONG, credits]
    assert without_prefixes([TITLE, *("- " + line for line in lines)]) == [TITLE, *lines]


# Markup


def test_one_tag_behind_a_sentence_is_a_word_of_the_text() -> None:
    about = "写网页时，一句话写完要换行，就写成：桥通了。<br>浏览器看到它便另起一行。"
    assert markup_in(about) is None
    assert markup_in("桥通了。<br>他说走吧。<br>天就亮了") is not None


# One line


def in_one_line(head: str) -> str:
    return f"{head} 2023-04-09 08:15 {LONG} {ALSO}"


def test_a_headline_of_three_words_is_one_line_and_a_row_of_four_is_a_menu() -> None:
    three = "旧书市进地下通道 雨天不收摊 客人多三成"
    assert split_line(in_one_line(three))[0] == three
    four = "渔港鱼价 旧城茶馆 江岸渡口 山里邮路"
    assert split_line(in_one_line(four))[0] == "渔港鱼价"


def test_a_headline_of_five_characters_stands_twice() -> None:
    assert title_in(in_one_line("旧书市搬家 河光网 首页 旧书市搬家")) == "旧书市搬家"
    assert title_in(in_one_line("江岸视野 河光网 首页 江岸视野")) is None  # the site's name


def test_two_blanks_behind_sentences_may_be_slips_of_the_writer() -> None:
    two = f"{LONG}{ALSO}"
    assert not is_one_line([f"{two} {two} {two}"])
    assert is_one_line([f"{two} {two} {two} {two}"])


def test_what_sums_a_text_up_may_stand_above_its_date() -> None:
    line = f"{TITLE} {(LONG + ALSO) * 9} 发布时间：2023-04-09 {ALSO} {LONG}"
    assert 640 < line.index("发布时间") <= 790
    assert is_one_line([line])
    assert split_line(line)[0] == TITLE
    assert split_line(line)[-3:] == ["发布时间：2023-04-09", ALSO, LONG]


def test_a_date_far_down_in_a_text_is_one_that_the_text_speaks_of() -> None:
    text = f"{LONG}{ALSO}" * 11 + "通告贴在台阶口， 发布时间：2023-04-09，落款是街道办。"
    assert 800 < text.index("发布时间") <= 950
    assert not is_one_line([text])


def test_a_page_s_date_may_stand_below_its_text() -> None:
    spaced = "桥头的 5G 信号昨天通了，渡口的 3 个摊位也能扫码。"
    line = f"{TITLE} {spaced} {LONG} 发布时间：2023-04-09 08:15 编辑：石小竹"
    assert split_line(line) == [TITLE, spaced, LONG, "发布时间：2023-04-09 08:15", "编辑：石小竹"]
    far = f"{TITLE} {LONG * 30} {spaced} 发布时间：2023-04-09 08:15 编辑：石小竹"
    assert split_line(far) == [TITLE, LONG * 30, spaced, "发布时间：2023-04-09 08:15", "编辑：石小竹"]
    assert clean_text(line).text == f"{spaced}\n{LONG}"


# Escapes


def test_eight_escaped_letters_are_a_text_and_seven_a_word_in_code() -> None:
    assert unquoted("\\u6cb3\\u5149\\u5e02\\u65e7\\u4e66\\u5e02\\u5f00\\u5f20") == "河光市旧书市开张"
    code = 'name = "\\u6cb3\\u5149\\u5e02\\u65e7\\u4e66\\u5e02\\u573a"'
    assert unquoted(code) == code


# Seams


def test_an_outlet_of_three_characters_is_known_where_it_is_glued() -> None:
    assert pieces_of_lines(["河光网", "2023-04-09 08:15江岸河光网官方"])[1] == (
        "2023-04-09 08:15",
        "江岸",
        "河光网",
        "官方",
    )


def test_a_word_of_a_menu_is_no_outlet_in_another_s_name() -> None:
    glued = "2023-04-09 08:15河光日报官方账号"
    assert pieces_of_lines(["首页", "日报", "副刊", glued])[3] == ("2023-04-09 08:15", "河光日报官方账号")


def test_an_outlet_of_thirteen_characters_is_known_where_it_is_glued() -> None:
    outlet = "河光市江岸区融媒体中心客户端"
    assert len(outlet) == 14
    found = pieces_of_lines([outlet, f"2023-04-09 08:15{outlet}官方账号"])
    assert found[1] == ("2023-04-09 08:15", outlet, "官方账号")


# Blanks between characters


def test_thirty_blanks_between_characters_are_of_a_machine() -> None:
    read = " ".join("旧书市上周搬进了和平路的地下通道，四十一个摊位沿墙排开，雨天不收")
    assert 30 <= read.count(" ") < 36
    assert without_spaces(read) == read.replace(" ", "")


def test_fewer_than_thirty_blanks_are_of_a_poet() -> None:
    verse = "我 站 在 桥 上，\n看 潮 水 退 去。\n灯 一 盏 一 盏\n熄 在 雾 里 面，\n船 还 没 有 来，\n天 就 要 亮 了。\n你 在 哪 里 呢"
    assert 24 <= verse.count(" ") < 30
    assert without_spaces(verse) == verse


def test_a_machine_leaves_out_a_blank_here_and_there() -> None:
    read = "旧 书 市 上周 搬进 了 和平 路 的 地下 通道 ， 四十 一 个 摊位 沿 墙 排开 ， 雨 天 也 不用 收摊 。 摊 主 童守 拙 卖 了 三十年 旧书 ， 他 说 地 下 光线 暗 ， 书脊 要 朝 外 倾 一点 ， 客人 才 看得 清 。"
    assert without_spaces(read) == read.replace(" ", "")


def test_a_machine_may_write_marks_in_ascii() -> None:
    read = " ".join("旧书市上周搬进了和平路的地下通道,四十一个摊位沿墙排开,雨天也不用收摊.")
    assert "旧书市上周搬进了和平路的地下通道" in without_spaces(read)


def test_words_for_a_dictation_stay_apart() -> None:
    words = "三年级听写的词：江岸 船 桥 码头 渡口 灯塔 潮水 石阶 茶馆 钟楼 旧书 摊主 戏台 鱼 藕 街坊 邮路 雾 篙 票 夜航 雨 天 书脊 墙 通道 光线 台阶 老树 船票 街巷 河 岛 帆 桨 伞，请家长签字。"
    assert without_spaces(words) == words


def test_a_row_of_words_without_a_mark_stays_as_it_is() -> None:
    words = "江 岸 船 桥 码头 渡口 灯 塔 潮水 石 阶 茶馆 钟 楼 旧书 摊 主 戏台 鱼 藕 街坊 邮路 雾 篙 票 夜航 雨 天 书脊 墙 通道 光 线 台阶 老 树"
    assert without_spaces(words) == words


# Wrapped lines


def test_couplets_without_full_stops_are_verse() -> None:
    couplets = [
        "石阶初补旧痕新，老树当风不避人",
        "江边卖藕六十春，闭眼能知石有痕",
        "渡口灯昏船未发，隔年旧票夹书频",
        "桥头剃匠收刀早，不取零头只取真",
    ]
    assert not is_wrapped(couplets)
    assert clean_text("\n".join(["渡口", *couplets])).text.count("\n") >= 3


def test_verse_of_eleven_characters_is_not_wrapped() -> None:
    assert not is_wrapped(
        ["我在渡口等你，天还没亮", "雾里，有人咳嗽船也没来", "卖藕的人说，今天风太大", "篙子断了，河水涨到石阶"]
    )


#: A sheet of eighteen characters a line.
SHEET = [
    "钟楼的大钟昨天重新走了，它停了十一年",
    "，停在四点二十分，城里的孩子一直以为",
    "那是一幅画，修钟的人姓闻，八十岁，他",
]


def joined(lines: list[str]) -> list[str]:
    return join_wrapped(lines)[0]


def test_a_line_is_full_where_two_marks_drew_a_character_down() -> None:
    short = "没有带一张图纸，只带来一只旧听诊"
    assert len(SHEET[0]) - len(short) == 2
    assert joined([*SHEET, short, "器。”他说。"]) == ["".join([*SHEET, short, "器。”他说。"])]


def test_a_subhead_five_places_short_ends_its_paragraph() -> None:
    subhead = "停了十一年，它怎么又会走了 2 次"
    assert joined([*SHEET, "没有图纸。", subhead, *SHEET, "还是没有图纸。"])[1] == subhead


FULL = [
    "城西的钟楼建于一九二一年，砖墙里砌着",
    "七条铁轨，是当年修铁路剩下的，工匠把",
    "它们竖起来，外面再包上青砖，所以楼身",
    "至今没有歪，去年测量时，顶层只偏了两",
    "厘米，比设计的人允许的还少，修缮队的",
    "领班说，他们没有动那些铁轨，只在锈得",
    "厉害的地方刷了三遍漆，钟面换了玻璃，",
    "指针还是原来的，一根短一根长，短的那",
    "根在战争里弯过，后来敲直了，仔细看还",
    "能看见一道印子，孩子们喜欢找它，找到",
]
ADDRESS = "修缮的记录见 https://www.example.cn/2023/04/09/clock-tower-restoration.html"
PARAGRAPH = "编者按：本报上月登出钟楼停摆的消息以后，收到一百多封来信，写信的人大多住在城西，他们记得钟声。"


def test_one_address_in_a_short_sheet_is_wider_than_its_column() -> None:
    assert is_wrapped([*FULL[:6], "领班下楼。", ADDRESS])


def test_two_paragraphs_beside_lines_of_one_width_say_that_nothing_was_wrapped() -> None:
    assert not is_wrapped([PARAGRAPH, *FULL[:6], PARAGRAPH])


def test_two_addresses_in_a_long_sheet_are_wider_than_its_column() -> None:
    assert is_wrapped([*FULL, *FULL, "的人许个愿。", ADDRESS, ADDRESS])


def test_three_paragraphs_beside_twenty_lines_say_that_nothing_was_wrapped() -> None:
    lines = [PARAGRAPH, *FULL, PARAGRAPH[5:], *FULL, PARAGRAPH[9:], *FULL[:3]]
    assert not is_wrapped(lines)


#: Lines of the same width that end a sentence.
ENDED = [
    "修钟的人姓闻，今年八十岁，住在城西。",
    "他说听得懂铁，铁累了，声音就是哑的。",
    "钟又走了，比手机慢十二秒，没人计较。",
    "孩子们围着他看，他就敲一下给他们听。",
]


def test_half_of_the_full_lines_may_end_sentences() -> None:
    lines = [FULL[0], FULL[1], ENDED[0], ENDED[1], FULL[2], FULL[3], FULL[4], ENDED[2], ENDED[3], ENDED[0]]
    assert is_wrapped([*lines, "他收起听诊器下楼去了。"])


VERSE = [
    "我站在桥上看潮水慢慢地退去，灯一盏盏",
    "熄灭在雾里，船还没有来，天就要亮了。",
    "你在哪里呢，我问渡口，渡口也不说话。",
    "桥下的水记得去年的雨，记得一把旧的伞",
    "伞下的人已经老了，他不再数来往的船。",
    "他数石阶，一级一级，数到水里就停下。",
    "第七级长满了青苔，第八级住着一只旧蟹",
    "它横着走过整个春天，谁也没有看见它。",
    "等潮水再来时，石阶又要少掉一大半了，",
]


def test_verse_whose_lines_end_sentences_more_often_than_not_is_not_wrapped() -> None:
    assert not is_wrapped([*VERSE, "写于和平路旧渡口的桥边"])


#: Full lines that end within a sentence, and what is left of each.
CUT = [
    ["钟楼的大钟昨天重新走了，它停了十一年", "，停在四点二十分，再没走过。"],
    ["修钟的人没有带图纸，只带了一只听诊器", "和一把刷子。"],
    ["孩子们围着他看，他就把听诊器给他们也", "听一听。"],
]
TOLD = [
    *ENDED,
    "钟面换了玻璃，指针还是原来的那两根。",
    "短的弯过一次，后来是闻师傅敲直了的。",
    "仔细看，那上面还能看见一道浅的印子。",
]


def test_paragraphs_as_long_as_a_line_are_of_a_sheet() -> None:
    lines = [*CUT[0], *TOLD[:3], *CUT[1], *TOLD[3:5], *CUT[2], *TOLD[5:]]
    assert is_wrapped(lines)  # 7 of 10 full lines end sentences
    assert joined(lines)[0] == "".join(CUT[0])


def test_sentences_set_line_by_line_are_verse_though_two_go_on() -> None:
    lines = [
        *TOLD[:5],
        "他站在桥头，看江水慢慢地退去，石阶上",
        "只剩一只横着走的旧蟹。",
        *TOLD[5:],
        *TOLD[:2],
        "他数着石阶，一级又一级，数到水里去了",
        "就停下。",
    ]
    assert not is_wrapped(lines)  # 9 of 11


def test_a_quarter_of_the_lines_of_one_paragraph_end_sentences_by_chance() -> None:
    assert is_wrapped([*FULL[:4], ENDED[0], *FULL[4:6], ENDED[2], "他才下楼。"])


def test_seven_lines_of_verse_with_two_full_stops_are_not_wrapped() -> None:
    verse = [
        "我站在桥上，看潮水退到了第七级石阶，",
        "灯一盏一盏熄了，船还没有来，渡口的人",
        "都睡了，只有卖藕的老人还醒着等天亮。",
        "他不说话，把篙横在膝上，像横着一条河",
        "河里有去年的雨，也有我丢掉的那把旧伞",
        "伞骨断了，伞面还在，还认得回家的路，",
        "它横着漂过整个春天，谁都没有看见它。",
    ]
    assert not is_wrapped(verse)


def test_two_lines_that_go_on_are_enough_for_a_sheet() -> None:
    assert is_wrapped([*TOLD[:2], *CUT[0], TOLD[2], *CUT[1]])


def test_one_line_that_goes_on_is_verse() -> None:
    assert not is_wrapped([*TOLD[:2], "等潮水退尽，石阶上就露出一只横行的蟹", "它不急，横着走过一级石阶。"])


def test_three_ends_say_that_paragraphs_are_of_one_sentence() -> None:
    lines = [*CUT[0], *CUT[1], TOLD[0], *CUT[2]]
    assert joined(lines) == ["".join(CUT[0]), "".join(CUT[1]), TOLD[0], "".join(CUT[2])]


def test_two_ends_do_not() -> None:
    lines = [CUT[0][0], "，停在四点二十分，人们看惯了也就忘了。", *CUT[1], *CUT[2]]
    assert joined(lines) == ["".join([CUT[0][0], lines[1], *CUT[1]]), "".join(CUT[2])]


STORY = (
    "渡口的老钟今天又响了，敲钟的人从七十岁的父亲换成了四十岁的女儿，头一下敲得有点轻。",
    "她说，钟声要让对岸听见，又不能吵醒摇篮里的孩子，父亲为这个轻重练了十一年。",
    "从明天起，早晚各敲一次，遇到大雾加敲一次，船老大们说，听见钟声心里就有数。",
)


def _in_one_line(head: str, *lines: str) -> Article:
    return clean_text(" ".join([head, *lines]))


@pytest.mark.parametrize("caption", ["修好的石阶 受访单位供图", "▲修好的石阶 赵一鸣摄"])
def test_a_caption_behind_a_sentence_takes_no_sentence_with_it(caption: str) -> None:
    """The paragraph above was taken for what the picture shows."""
    article = _in_one_line(
        "渡口清晨的钟声又响了 2025-03-25 10:20", STORY[0], STORY[1], caption, STORY[2], "编辑 赵一鸣"
    )
    assert article.text.split("\n") == list(STORY)


@pytest.mark.parametrize(
    "closing", ["（来源：青屿晚报） [责任编辑:赵一鸣]", "(原标题《钟声》) 编辑 赵一鸣", "记者 赵一鸣 编辑 钱二川"]
)
def test_the_heading_of_a_widget_is_no_part_of_the_line_before_it(closing: str) -> None:
    article = _in_one_line(
        "渡口清晨的钟声又响了 2025-03-25 10:20", *STORY, closing, "热门推荐", "青屿老街亮起新路灯", "盐田迎来头一批收成"
    )
    assert article.text.split("\n") == list(STORY)


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        ("渡口清晨的钟声又响了 青屿民生 03-25 10:20 青屿民生 报道身边事", "渡口清晨的钟声又响了"),
        ("船老大赵一鸣： 渡口清晨的钟声又响了 2025-03-25 10:20", "渡口清晨的钟声又响了"),
        (
            "渡口的钟为什么又响了？船老大这样说 青屿晚报记者 赵一鸣2025-03-25 10:20",
            "渡口的钟为什么又响了？船老大这样说",
        ),
    ],
)
def test_the_headline_of_a_page_in_one_line(head: str, headline: str) -> None:
    """By the account that posted it, without a year; below its kicker; with a question in it."""
    article = _in_one_line(head, *STORY, "编辑 赵一鸣 审读 钱二川")
    assert (article.headline, article.text.split("\n")) == (headline, list(STORY))
