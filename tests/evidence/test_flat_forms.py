"""What tools make of a page's lines, undone: sheets, terminals, cells, strings, mail, wrapped and cut lines, lists.

One story in every form has the same headline, text and facts; beside each form stand texts that only look like it.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Sequence

import pytest

from cleaners import clean, clean_text
from cleaners.evidence.flat.cut import join_cut
from cleaners.evidence.flat.dump import read_dump, without_indent
from cleaners.evidence.flat.entries import mark_entries
from cleaners.evidence.flat.mail import mail_head
from cleaners.evidence.flat.markdown import join_tags, part_cells, without_bars
from cleaners.evidence.flat.marks import without_numbers, without_prefixes
from cleaners.evidence.flat.markup import markup_in
from cleaners.evidence.flat.one_line import is_one_line, split_line
from cleaners.evidence.flat.quoted import unquoted, without_quotes
from cleaners.evidence.flat.row import Row
from cleaners.evidence.flat.sheets import without_sheets
from cleaners.evidence.flat.spaced import without_spaces
from cleaners.evidence.flat.wrapped import is_wrapped, join_wrapped, width

TITLE = "旧书市搬进了地下通道"
FIRST = "旧书市上周搬进了和平路的地下通道，四十一个摊位沿墙排开，雨天也不用收摊。"
SECOND = "摊主童守拙卖了三十年旧书，他说地下光线暗，书脊要朝外倾一点，客人才看得清。"
THIRD = "“灯是街道装的，”他说，“换了三次才够亮。”"
LINES = [TITLE, "河光日报记者 乐知渔", "2023-04-09 08:15", FIRST, SECOND, THIRD, "编辑 石小竹 审读 丛雪"]

FORMS: dict[str, Callable[[Sequence[str]], str]] = {
    "a word processor's breaks": "\x0b".join,
    "separators of lines": "\u2028".join,
    "old machines' breaks": "\x85".join,
    "bars": "|".join,
    "tabs": "\t".join,
    "tags of breaks": "<br>".join,
    "paragraphs in markup": lambda lines: "".join(f"<p>{line}</p>" for line in lines),
    "escaped markup": lambda lines: html.escape("".join(f"<p>{line}</p>\n" for line in lines)),
    "numbered items": lambda lines: "\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1)),
    "numbers of lines": lambda lines: "\n".join(f"{number:6}\t{line}" for number, line in enumerate(lines, 1)),
    "a cell of a sheet": lambda lines: '"{}"'.format("\n".join(lines).replace('"', '""')),
    "a column of a sheet": lambda lines: "\n".join(f'"{line}"' for line in lines),
    "a string": lambda lines: json.dumps("\n".join(lines), ensure_ascii=False),
    "a string in ASCII": lambda lines: json.dumps("\n".join(lines)),
    "escapes without marks": lambda lines: json.dumps("\n".join(lines))[1:-1],
    "a list of strings": lambda lines: json.dumps(lines, ensure_ascii=False, indent=2),
    "a forwarded mail": lambda lines: "\n".join(
        [
            "发件人: 甲 <a@example.com>",
            "发送时间: 2024年6月1日 9:00",
            "收件人: 乙 <b@example.com>",
            "主题: 转发：好文",
            "",
            *(f"> {line}" for line in lines),
        ]
    ),
    "a printed sheet": lambda lines: "\n".join(
        [
            f"2024/6/1 09:13                {TITLE}-河光网",
            *lines[:4],
            "https://www.example.cn/p/1.html                      1/2",
            f"2024/6/1 09:13                {TITLE}-河光网",
            *lines[4:],
            "https://www.example.cn/p/1.html                      2/2",
        ]
    ),
    "front matter of an extractor": lambda lines: "\n".join(
        ["---", f"title: {TITLE}", 'date: "2023-04-09"', 'fingerprint: "44d4"', "---", *(f"- {line}" for line in lines)]
    ),
    "a terminal": lambda lines: "\n".join(
        [
            "     * [1]首页",
            "     * [2]新闻",
            *(f"   {line}" for line in lines),
            "",
            "References",
            "",
            "   1. https://www.example.cn/",
            "   2. https://www.example.cn/news/",
        ]
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_story_in_every_form(form: str) -> None:
    article = clean_text(FORMS[form](LINES))
    assert article.is_article
    assert article.headline == TITLE
    assert article.text == f"{FIRST}\n{SECOND}\n{THIRD}"
    assert article.date_published == "2023-04-09T08:15:00+08:00"
    assert [person.name for person in article.authors] == ["乐知渔"]
    assert [person.name for person in article.credits] == ["石小竹", "丛雪"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-8-sig"])
def test_a_word_processor_s_breaks_in_a_file(encoding: str) -> None:
    text = "\x0b".join(LINES)
    assert clean(text).text == f"{FIRST}\n{SECOND}\n{THIRD}"
    if encoding != "utf-8-sig":
        assert clean(text.encode(encoding)).text == f"{FIRST}\n{SECOND}\n{THIRD}"
    assert "\n" not in clean(f"<p>{FIRST[:9]}\x0b{FIRST[9:]}</p>").text


# Quotation marks and escapes


@pytest.mark.parametrize(
    "text",
    [
        f'"{FIRST}"',
        f'"{FIRST}\n{SECOND}"',
        '"桥通了。"他说。\n"是啊，"她说，"通了。"\n"走吧。"',
        '["一","二"]',
        "[图片]\n" + FIRST,
        "汉字可以写成 \\u4e00 这样的转义，换行写成 \\n。" + FIRST,
        '{"title": "甲", "content": "乙"}',
    ],
)
def test_marks_and_escapes_of_the_writer_stay(text: str) -> None:
    assert unquoted(text) == text


def test_what_stands_in_marks_is_read_with_its_own_marks() -> None:
    assert unquoted('"甲""乙""\n丙\n丁"') == '甲"乙"\n丙\n丁'
    assert unquoted('"甲\\"乙\\"\\n丙\\n\\u4e01"') == '甲"乙"\n丙\n丁'
    assert unquoted("\\u7532\\u4e59\\u4e19\\u4e01\\u620a\\u5df1\\u5e9a\\u8f9b\\ud842\\udfb7") == "甲乙丙丁戊己庚辛𠮷"
    assert without_quotes(['"甲"', '"乙""丙""",', "", '"丁"', '"戊"']) == ["甲", '乙"丙"', "", "丁", "戊"]
    assert without_quotes(['"甲"', "乙", '"丁"', '"戊"']) == ['"甲"', "乙", '"丁"', '"戊"']


# Numbers and markup


def test_numbers_of_items_stay() -> None:
    steps = [f"{number}. {line}" for number, line in enumerate([FIRST, SECOND, FIRST, SECOND], 1)]
    assert without_numbers(steps) == steps
    headed = [TITLE, "2023-04-09 08:15", *steps]
    assert without_numbers(headed) == headed
    printed = [f"{number}\t{line}" for number, line in enumerate([FIRST, SECOND, FIRST, SECOND, FIRST], 1)]
    assert without_numbers(printed) == [FIRST, SECOND, FIRST, SECOND, FIRST]
    skipping = [f"{number}. {line}" for number, line in zip((1, 2, 4, 5), LINES, strict=False)]
    assert without_numbers(skipping) == skipping


def test_words_about_tags_are_no_markup() -> None:
    about = "换行用 <br> 标签，段落用 <p> 标签。初学者常把两者弄混：<br> 只断行。写完以后检查 </p> 有没有漏掉。"
    assert markup_in(about) is None
    assert markup_in(html.escape(about)) is None
    assert markup_in("R&D 与 a < b，b > c。") is None
    assert clean_text(about).text == about
    assert markup_in(f"{FIRST}<br/>{SECOND}<br/>") is not None
    assert markup_in(f"<!DOCTYPE html><p>{FIRST}<br/>{SECOND}</p>") is None
    assert markup_in(f"&lt;div&gt;{FIRST}&lt;/div&gt;") == f"<div>{FIRST}</div>"


# Mail


def test_the_head_of_a_mail_needs_sender_and_subject() -> None:
    head = ["From: a@example.com", "To: b@example.com", "Subject: x", ""]
    assert mail_head([*head, FIRST]) == 3
    assert mail_head(["-----Original Message-----", *head, FIRST]) == 4
    assert mail_head(["时间：周六上午", "主题：旧书", "附件：一张地图", FIRST]) == 0
    assert mail_head([FIRST, *head]) == 0


def test_a_letter_keeps_its_own_lines() -> None:
    letter = ["发件人: 甲 <a@example.com>", "收件人: 乙 <b@example.com>", "主题: 周末", "", "乙：", FIRST, SECOND]
    article = clean_text("\n".join(letter))
    assert article.headline is None
    assert article.text == f"乙：\n{FIRST}\n{SECOND}"


# Sheets and terminals


def test_the_day_of_printing_is_not_the_page_s() -> None:
    foot = "https://www.example.cn/p/1.html  1/1"
    article = clean_text("\n".join(["2024/6/1 09:13  河光网", TITLE, FIRST, SECOND, foot]))
    assert article.date_published is None
    assert (article.headline, article.text) == (TITLE, f"{FIRST}\n{SECOND}")


def test_a_date_and_an_address_without_a_number_of_a_sheet_stay() -> None:
    lines = ["2024/6/1 09:13", TITLE, FIRST, "数据见 https://data.example.cn/1.html 1/2 处", SECOND]
    assert without_sheets(lines).lines == lines


def test_notes_in_brackets_stay_without_a_list_of_addresses() -> None:
    lines = [f"{FIRST}[1]", SECOND, "参考", "[1] 童守拙：《旧书》，河光出版社", "[2] 河光志"]
    assert read_dump(lines).lines == lines
    assert read_dump([*lines[:2], "References", "1. https://a.cn/1"]).addresses == []
    listed = read_dump([f"[1]{FIRST}", "References", "1. https://a.cn/1", "2. https://a.cn/2"])
    assert listed.lines == [FIRST]
    assert listed.addresses == ["References", "1. https://a.cn/1", "2. https://a.cn/2"]


def test_the_indent_of_all_lines_goes() -> None:
    assert without_indent(["  甲", "", "    乙"]) == ["甲", "", "  乙"]
    assert without_indent(["甲", "  乙"]) == ["甲", "  乙"]


# Blanks between characters


def test_blanks_between_all_characters_go() -> None:
    spaced = " ".join(FIRST) + "\n" + " ".join(SECOND) + " 5 G 2024"
    assert without_spaces(spaced) == f"{FIRST}\n{SECOND}5 G 2024"
    assert without_spaces(f"{spaced} 届 2 4 小 时\n2023-04-09 08:15 河 光").endswith(
        "2024届2 4小时\n2023-04-09 08:15 河光"
    )
    parted = "旧书 市场 上周 搬进 和平路 地下 通道 四十一个 摊位 沿墙 排开 雨天 不用 收摊 " * 4
    assert without_spaces(parted) == parted
    verse = "我 站 在 桥 上\n看 潮 水 退 去"
    assert without_spaces(verse) == verse


# Wrapped lines


def test_paragraphs_of_one_sentence_end_where_a_full_line_ends_one() -> None:
    lines = [
        "旧书市上周搬进了地下通道，四十一个摊位",
        "沿墙排开。",
        "摊主童守拙卖了三十年旧书，他说光线暗。",
        "书脊要朝外倾一点，客人站在过道里才看得",
        "清。",
        "街道装了三次灯，最后一次才够亮。",
        "旧书市的第一夜卖出了四百本书。",
    ]
    assert is_wrapped(lines)
    assert join_wrapped(lines)[0] == [
        "旧书市上周搬进了地下通道，四十一个摊位沿墙排开。",
        "摊主童守拙卖了三十年旧书，他说光线暗。",
        "书脊要朝外倾一点，客人站在过道里才看得清。",
        *lines[-2:],
    ]


def test_a_line_with_room_for_the_next_word_ends_a_paragraph() -> None:
    wide = "旧书市上周搬进了地下通道，四十一个摊位沿墙排开，雨"
    short, full = (
        "天也不用收摊，连那把旧伞也收进了书箱最底下一层。",
        "天也不用收摊，连那把旧伞也收进了书箱最最底下一层。",
    )
    assert join_wrapped([wide, wide, wide, short, "摊主说好。"])[0] == [f"{wide}{wide}{wide}{short}", "摊主说好。"]
    assert join_wrapped([wide, wide, wide, full, "摊主说好。"])[0] == [f"{wide}{wide}{wide}{full}摊主说好。"]


def test_facts_beside_a_full_line_stand_by_themselves() -> None:
    wide = "旧书市上周搬进了地下通道，四十一个摊位沿墙排开，雨"
    title = "河光市和平路旧书市上周搬进了地下通道雨天也不用收摊"
    lines = [title, "2023-04-09 08:15", wide, wide, wide, "天也不收。"]
    assert join_wrapped(lines)[0][:2] == [title, "2023-04-09 08:15"]


@pytest.mark.parametrize(
    "lines",
    [
        ["日期,站点,水位（米）,流量", *(f"2024-05-0{day},上游站,31.{day},12{day}" for day in range(1, 8))],
        ["石阶初补旧痕新，老树当风不避人", "江边卖藕六十春，闭眼能知石有痕。"] * 4,
        ["渔港今年第一船鱼靠岸，街坊们说等了很多年，如今有了着落。[详细]", "2024-05-01 08:00"] * 5,
    ],
)
def test_data_couplets_and_summaries_are_not_wrapped(lines: list[str]) -> None:
    assert not is_wrapped(lines)


# Cut lines


def test_a_key_is_put_before_its_value() -> None:
    assert join_cut(["撰文：", "乐知渔", "出版：", "2023-04-09 08:15", "来源：", "河光日报"]) == [
        "撰文：乐知渔",
        "出版：2023-04-09 08:15",
        "来源：河光日报",
    ]
    assert join_cut(["河光日报／ 記者", "石小竹", "／河光報導"]) == ["河光日报／ 記者 石小竹／河光報導"]
    assert join_cut(["记者从", "街道办", "，获悉"]) == ["记者从", "街道办，获悉"]


@pytest.mark.parametrize(
    "lines",
    [
        ["来源：", "作者：乐知渔"],
        ["来源：", "", "河光日报"],
        ["作者：", FIRST],
        ["他说：", "乐知渔"],
        ["发布时间：", "乐知渔"],
        ["他想当记者", "后来没有当成"],
        ["甲乙丙。", "！"],
    ],
)
def test_lines_that_are_not_of_one_stay_apart(lines: list[str]) -> None:
    assert join_cut(lines) == lines


# One line


def test_a_headline_with_a_space_is_one_in_a_line() -> None:
    title = "旧书市搬进地下通道 雨天也不用收摊"
    line = f"首页 新闻 {title} 河光日报 2023-04-09 08:15 {FIRST} {SECOND}"
    assert is_one_line([line])
    assert clean_text(line).headline == title
    titled = f"{title} 河光网 首页 新闻 渔港今年第一船鱼靠岸 {title} 2023-04-09 08:15 {FIRST} {SECOND}"
    assert clean_text(titled).headline == title
    assert clean_text(titled).text == f"{FIRST}\n{SECOND}"


def test_a_line_of_facts_before_a_sentence_is_parted_from_it() -> None:
    line = f"{TITLE} 发布时间：2023-04-09 来源: 河光日报 作者: 乐知渔 点击: 203次 {FIRST} {SECOND}"
    assert split_line(line)[-2:] == [FIRST, SECOND]
    explained = f"{TITLE} 旧书市搬家，雨天也不收摊。 发布时间：2023-04-09 08:15 {FIRST} {SECOND}"
    assert split_line(explained)[1:] == ["旧书市搬家，雨天也不收摊。", "发布时间：2023-04-09 08:15", FIRST, SECOND]


def test_a_space_behind_some_sentences_only_is_a_break() -> None:
    two = f"{FIRST}{SECOND}"
    assert split_line(f"{TITLE} {two} {FIRST} {two} {SECOND}") == [TITLE, two, FIRST, two, SECOND]
    assert is_one_line([f"{TITLE} {two} {two} {two} {SECOND}"])
    assert not is_one_line([f"{FIRST} {SECOND} {FIRST} {SECOND} {FIRST}"])
    assert not is_one_line([f"{two}{two} {two}"])


def test_what_addresses_those_who_listen_is_a_line() -> None:
    line = f"{TITLE} 2023-04-09 08:15 各位来宾，同志们、朋友们： {FIRST} {SECOND}"
    assert split_line(line)[2:] == ["各位来宾，同志们、朋友们：", FIRST, SECOND]


# Lists


def test_dated_titles_are_links() -> None:
    titles = ["渔港第一船鱼靠岸", "钟表铺搬进博物馆", "山里邮路还有人走", "旧粮仓改成了书店", "教师自学手语三年"]
    beside = [Row(f"{title} 2023-04-0{day}") for day, title in enumerate(titles, 1)]
    assert [row.marks[0].end for row in mark_entries(beside)] == list(map(len, titles))
    above = [row for day, title in enumerate(titles, 1) for row in (Row(title), Row(f"2023-04-0{day} 08:00"))]
    assert [bool(row.marks) for row in mark_entries(above)] == [True, False] * 5
    assert not any(row.marks for row in mark_entries(beside[:4]))
    day = [Row(line) for date in range(1, 7) for line in (f"2023-04-0{date}", "这一天没有下雨，也没有人来。")]
    assert not any(row.marks for row in mark_entries(day))


@pytest.mark.parametrize("summary", ["", "街坊们说这件事等了很多年，如今终于有了着落。[详细]"])
def test_a_flattened_list_is_no_article(summary: str) -> None:
    titles = ["渔港第一船鱼靠岸", "钟表铺搬进博物馆", "山里邮路还有人走", "旧粮仓改成了书店", "教师自学手语三年"]
    lines = [
        "社会",
        *(line for title in titles for line in (title, summary and title + summary, "2023-04-09 08:00") if line),
    ]
    article = clean_text("\n".join(lines))
    assert not article.is_article
    assert "list_page" in article.flags


@pytest.mark.parametrize(
    "text",
    [
        "日期,站点,水位（米）,流量\n2024-05-01,上游站,31.2,120\n2024-05-02,上游站,31.4,123\n2024-05-03,上游站,31.9,140\n",
        "老王 10:01\n晚上几点吃饭\n小李 10:02\n六点半吧，老地方\n老王 10:03\n行，我先去占座\n小李 10:05\n要不要带瓶酒",
        "import os\n\ndef main():\n    for line in open('a.txt'):\n        print(line.strip())\n",
        "首页\n新闻\n社会\n登录\n注册\n关于我们\n版权所有 河光网",
    ],
)
def test_data_talk_code_and_menus_are_no_articles(text: str) -> None:
    assert not clean_text(text).is_article


def test_posts_under_a_heading_of_comments_are_no_article() -> None:
    posts = [
        line
        for number, text in enumerate((FIRST, SECOND, FIRST + SECOND, SECOND + FIRST))
        for line in (f"网友{number}", text, "3小时前")
    ]
    article = clean_text("\n".join(["全部评论 3", *posts]))
    assert not article.is_article
    assert "list_page" in article.flags
    below = clean_text("\n".join([TITLE, "2023-04-09 08:15", FIRST, SECOND, "全部评论 3", *posts]))
    assert (below.headline, below.text) == (TITLE, f"{FIRST}\n{SECOND}")


def test_a_chapter_of_a_novel_stays_whole() -> None:
    chapter = ["“今天不走船？”女人在里屋问。", "“走。”他说，“有人等着。”", FIRST, SECOND]
    article = clean_text("\n".join(["第三章 渡口", *(f"　　{line}" for line in chapter)]))
    assert (article.headline, article.text) == ("第三章 渡口", "\n".join(chapter))


# What stands around a page in such a form


def test_a_note_above_a_quoted_page_is_the_sender_s() -> None:
    quoted = [f"> {line}" for line in LINES]
    noted = "\n".join(["看看这个。", "", "在 2025年6月1日，甲 <a@example.com> 写道：", "", *quoted])
    article = clean_text(noted)
    assert (article.headline, article.text) == (TITLE, f"{FIRST}\n{SECOND}\n{THIRD}")
    assert "看看这个。" in [removal.text for removal in article.removals]
    # Without a word of a mail, and with lines of the text's own among the quoted ones, nothing is a note.
    assert mail_head(["看看这个。", *quoted]) == 0
    head = ["发件人: 甲", "收件人: 乙", "主题: 好文"]
    assert mail_head([*head, FIRST, *quoted[:2], SECOND]) == 3
    assert mail_head([*head, FIRST, *quoted]) == 4


def test_a_quotation_of_short_lines_loses_its_marks() -> None:
    lines = [*LINES[:3], "旧书市上周搬进了和平路的", "地下通道，雨天也不用收摊。"]
    assert without_prefixes([f"> {line}" for line in lines]) == lines
    items = [f"- {line}" for line in lines]
    assert without_prefixes(items) == items


def test_numbers_before_words_say_which_lines_of_a_terminal_were_links() -> None:
    lines = [
        "   * [1]首页",
        "   * [2]新闻",
        f"   {TITLE}",
        f"   {FIRST}[3]",
        "References",
        "1. https://a.cn/1",
        "2. https://a.cn/2",
    ]
    dump = read_dump(lines)
    assert dump.links == {"首页", "新闻"}
    assert dump.lines == ["首页", "新闻", TITLE, FIRST]


def test_a_letter_inside_a_line_is_no_mark_of_an_item() -> None:
    lines = ["   It is hard to match, they say.", "   o match it", "     o 深一层的条目"]
    assert read_dump(lines).lines == ["It is hard to match, they say.", "o match it", "  深一层的条目"]


def test_a_placeholder_of_a_terminal_s_browser_is_no_text() -> None:
    article = clean_text("\n".join([*LINES[:4], "[img-1]", *LINES[4:]]))
    assert article.text == f"{FIRST}\n{SECOND}\n{THIRD}"


# Columns


def test_a_headline_longer_than_the_column_is_put_together() -> None:
    lines = [
        "首页 新闻 时政 财经 体育 娱乐 教育 健康",
        "视频 专题 图片 评论",
        "旧书市搬进了地下通道 四十一个摊位沿墙排",
        "成两行",
        "2023-04-09 08:15",
        "旧书市上周搬进了和平路的地下通道，四十一",
        "个摊位沿墙排开，雨天也不用收摊，客人比从",
        "前多。",
        "摊主童守拙卖了三十年旧书，他说，光线暗，",
        "书脊要朝外倾一点，客人才看得清。",
        "客人在地下通道里挑书。石小竹 摄",
        "灯是街道装的，换了三次才够亮。一审：殷禾",
    ]
    paragraphs, _ = join_wrapped(lines)
    assert paragraphs[1] == "旧书市搬进了地下通道 四十一个摊位沿墙排成两行"
    assert paragraphs[0].endswith("健康视频 专题 图片 评论")
    assert "客人在地下通道里挑书。石小竹 摄" in paragraphs


def test_a_flash_with_one_line_that_goes_on() -> None:
    line = "河光气象台今天下午发布大风蓝色预警信号，预计夜里沿江一带阵风"
    lines = [
        "大风蓝色预警",
        "2023-04-09 08:15",
        line,
        "可以达到七级。",
        "请大家留意。",
        "推荐阅读",
        "旧书市搬进地下通道",
    ]
    assert is_wrapped(lines)
    assert join_wrapped(lines)[0][2] == f"{line}可以达到七级。"
    # A headline that pauses stands above its moment, and no sentence is right below it.
    assert not is_wrapped([line, *lines[1:2], "阵风可以达到七级，请大家留意。", "请大家留意。"])
    assert not is_wrapped([*lines[:2], f"{line[:22]}", "可以达到七级。", "请大家留意。"])


def test_titles_below_a_heading_of_a_widget_do_not_speak_against_a_column() -> None:
    told = ["旧书市上周搬进了和平路的地下通道，四十一", "个摊位沿墙排开。"] * 3
    titles = [
        "桥头的理发店，不收零头了",
        "巷子里的戏台，重新上了漆",
        "渡轮上，办起了儿童画展",
        "江边的灯，换成了暖色光源",
    ]
    assert is_wrapped([*told, "推荐阅读", *titles])
    assert not is_wrapped([*told, *titles])


# One line


def test_a_page_in_one_line_with_menu_caption_and_titles() -> None:
    page = [
        "首页 新闻 视频 图片 评论 当前位置：首页 > 新闻 > 正文",
        "旧书市去哪儿了？它搬进了通道，亮了灯",
        "河光日报 2023-04-09 08:15",
        "【字体：大 中 小】",
        FIRST,
        "客人在地下通道里挑书。石小竹 摄",
        f"本报河光4月9日电（记者 乐知渔 通讯员 殷禾）{SECOND}",
        "编辑：丛雪 审核：殷禾",
        "推荐阅读 2023-04-08 桥头的理发店，不收零头了 2023-04-07 “夜校”火了！河光年轻人学古琴",
        "网友评论 江边钓客 灯是街道装的，换了三次才够亮。",
    ]
    article = clean_text(" ".join(page))
    assert article.headline == page[1]
    assert article.text == f"{FIRST}\n{page[6]}"
    assert article.source == "河光日报"
    assert article.flags == ("one_line",)


def test_nothing_in_the_place_of_breaks_is_no_sure_verdict() -> None:
    article = clean_text("".join(LINES))
    assert article.flags == ("one_line",)
    assert article.confidence <= 0.5
    assert clean_text("|".join(LINES)).flags == ()


def test_a_flash_in_a_narrow_column_below_its_moment() -> None:
    told = [
        "记者从河光海关获悉，今年前三个月河光外贸",
        "进出口总值达到四百八十二点六亿元，同比增",
        "长百分之九点四，其中出口三百零一亿元。",
    ]
    head = ["前三个月河光外贸增长百分之九", "发布时间：2023-04-09 08:15", "来源：河光日报"]
    titles = ["桥头的理发店今天起不收零头", "巷子里的戏台重新上了漆色", "渡轮上办起了儿童画展览"] * 2
    assert is_wrapped([*head, *told, "责任编辑：石小竹", "推荐阅读", *titles])
    # Verse has as long lines, one of them a little shorter, and no moment above it.
    assert not is_wrapped([head[0], *told, *titles])
    # A line without a pause goes on in one that has some.
    long = ["河光市气象台今天下午四点二十分发布大风蓝", "色预警信号，预计夜里到明天白天沿江地区阵", "风可达七级。"]
    menu = "首页 要闻 本地 国内 国际 社会 文化 旅游"
    assert is_wrapped([menu, *head, *long, "请大家留意。"])
    assert not is_wrapped([menu, *head, long[0], long[2], "请大家留意。"])


def test_the_one_line_that_goes_on_may_be_a_little_shorter_than_a_statement() -> None:
    line = "河光气象台今天下午发布大风蓝色预警信号，预计夜里沿江一带阵风"
    statement = "凡注明“来源：河光日报”的所有作品，版权均属河光日报，不得转载。"
    menu = "首页 党报 观点 理论 民生 科技 深度 政务 县区 直播 客户端 登录"
    lines = [menu, "大风蓝色预警", "2023-04-09 08:15", line, "可以达到七级。", "编辑 石小竹", statement]
    assert is_wrapped(lines)
    assert not is_wrapped([*lines[1:4], f"{line[:-4]}，可以达", "到七级。"])


def test_facts_and_captions_beside_full_lines_stand_by_themselves() -> None:
    column = ["河光市气象台今天下午四点二十分发布了大风", "蓝色预警信号，预计沿江地区夜里阵风达七级", "，请留意。"]
    facts = "2023/04/09 8:15 来源：河光广播电视台频道"
    assert width(facts) == 40
    paragraphs, _ = join_wrapped([facts, *column])
    assert paragraphs[0] == facts
    # Where a machine that reads pictures lost the blank before what the photographer did.
    sentence = "修灯的人在钟楼二层的窗台上数完了罐子里的螺丝，一共四十六颗，都旧了。"
    caption = "客人在钟楼下面的地下通道里挑书。石小竹摄"
    paragraphs, _ = join_wrapped([*column, sentence[:20], f"{sentence[20:33]}，一颗也没有少。", caption])
    assert paragraphs[-1] == caption


def test_tags_below_each_other_are_no_headings() -> None:
    lines = ["石桥今天重新开通", "石桥封了三个月，今天早上重新开通。", "# 石桥", "# 石匠"]
    assert join_tags(lines) == [*lines[:2], "# 石桥 # 石匠"]
    assert join_tags(["# 石桥", "石桥封了三个月。", "# 石匠", "", "# 石匠的话"]) == [
        "# 石桥",
        "石桥封了三个月。",
        "# 石匠",
        "",
        "# 石匠的话",
    ]


def test_bars_behind_the_one_cell_of_a_row_are_no_words() -> None:
    rows = ["|", "版面导航 |", "第01版", "| |", TITLE + " | |||||", "---|---|---|", f"{FIRST} {SECOND} |", "|"]
    assert [line for line in without_bars(rows) if line] == ["版面导航", "第01版", TITLE, f"{FIRST} {SECOND}"]
    article = clean(
        "\n".join(
            [f"{TITLE} | ||||", "---|---|---|", "2023-04-09 08:15 河光日报 | |||||", f"{FIRST} |", f"{SECOND} |", "|"]
        )
    )
    assert (article.headline, article.text) == (TITLE, f"{FIRST}\n{SECOND}")


@pytest.mark.parametrize(
    "line",
    ["河光|民生", "他写下“|”这个符号。", "| 一 | 二 |\n| --- | --- |\n| 三 | 四 |", "摊位 | 租金 |\n一号 | 三十 |"],
)
def test_a_bar_within_a_line_and_the_rows_of_a_table_stay(line: str) -> None:
    lines = line.split("\n")
    assert without_bars(lines) == [row for row in lines if "---" not in row]


def test_a_cell_of_a_table_of_data_is_no_headline() -> None:
    rows = ["站名 | 老桥站 |", "全区重点文物保护单位的认定公告 | |", "股道 | 十六条 |"]
    article = clean("\n".join(["老桥边的旧书市", *rows, FIRST, SECOND]))
    assert article.headline != "全区重点文物保护单位的认定公告"


def test_rows_of_several_cells_are_a_table() -> None:
    rows = [Row(TITLE), Row("摊位 | 租金 |"), Row("一号 | 三十 |"), Row("二号 | - |"), Row(FIRST), Row("河光|民生")]
    cells = [(row.text, row.cell) for row in part_cells(rows)]
    assert cells == [
        (TITLE, None),
        ("摊位", (1, 0, 0)),
        ("租金", (1, 0, 1)),
        ("一号", (1, 1, 0)),
        ("三十", (1, 1, 1)),
        ("二号", (1, 2, 0)),
        ("-", (1, 2, 1)),
        (FIRST, None),
        ("河光|民生", None),
    ]
