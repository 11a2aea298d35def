"""What stands around the text of pages that nobody tuned on: what goes, and the nearest lines that stay."""

from __future__ import annotations

import pytest

from cleaners import clean
from tests.judgement.top.test_own_head import CREDIT, FACTS, LINES, TEXT, TITLE, body, cards, page


def read(inner: str, title: str = TITLE) -> str:
    return clean(page(inner, title)).text


# --- a box of other articles that is one line -----------------------------------------------------------------------

LINKS = '<a href="/n/1">旧粮仓改成了书店</a><a href="/n/2">山里的邮路还有人走</a>'


@pytest.mark.parametrize(
    "row",
    [
        f"<span>相关阅读</span>{LINKS}",
        f"延伸阅读：{LINKS}",
        '<b>更多新闻</b> <a href="/n/1">旧粮仓改成了书店</a>',
    ],
)
def test_a_row_of_links_behind_a_heading(row: str) -> None:
    text = "".join(f"<p>{line}</p>" for line in LINES[:2]) + f"<div>{row}</div><p>{LINES[2]}</p>"
    assert read(f"<div><h1>{TITLE}</h1>{FACTS}<div>{text}</div></div>") == TEXT


def test_a_sentence_with_two_links_is_told() -> None:
    told = '老隋说，他最喜欢<a href="/n/1">对岸的书店</a>和<a href="/n/2">山里的邮路</a>，钟声都传得到。'
    text = f"<p>{LINES[0]}</p><p>{told}</p>"
    assert "钟声都传得到" in read(f"<div><h1>{TITLE}</h1>{FACTS}<div>{text}</div></div>")


# --- facts below the text -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fact", ["2024-05-20 10:20 来源：岚川日报", "2024-05-20 10:20:15 岚川日报", "2024年5月20日 10:20"]
)
@pytest.mark.parametrize("count", [1, 3])
def test_facts_below_a_text_that_has_none_above(fact: str, count: int) -> None:
    found = read(f"<div><h1>{TITLE}</h1>{body(LINES[:count])}<div>{fact}</div></div>")
    assert found == "\n".join(LINES[:count])


@pytest.mark.parametrize(("head", "last"), [("", "2024年5月20日"), (FACTS, "2024年5月21日 9:00")])
def test_the_day_of_a_notice_and_of_an_event_stay(head: str, last: str) -> None:
    """A day alone closes a notice; a moment below a text that has one above is told."""
    assert read(f"<div><h1>{TITLE}</h1>{head}{body([*LINES, last])}</div>").endswith(last)


@pytest.mark.parametrize("facts", ["<p>来源：岚川日报</p><p>发布时间：2024年5月20日10:20</p>"])
def test_facts_below_a_section_head_no_second_story(facts: str) -> None:
    box = f"<div><p>{LINES[0]}</p><p>{LINES[1]}</p></div><div><h3>钟楼以后怎样开放</h3><p>{LINES[2]}</p></div>"
    found = clean(page(f"<div><h1>{TITLE}</h1><div>{box}</div>{CREDIT}{facts}</div>{cards()}", TITLE))
    assert found.text == "\n".join([*LINES[:2], "钟楼以后怎样开放", LINES[2]])


# --- the head -------------------------------------------------------------------------------------------------------


def test_a_way_that_ends_in_the_title_is_no_headline() -> None:
    way = f'<nav><a href="/">岚川在线</a><span>/</span><a href="/ms/">民生</a><span>/</span><span>{TITLE}</span></nav>'
    article = clean(page(f"{way}<div>{FACTS}<div>{TITLE}</div>{body()}{CREDIT}</div>", "岚川在线"))
    assert article.headline == TITLE


def test_an_outlet_in_a_list_of_facts_is_no_headline() -> None:
    facts = "<ul><li>2024-05-20 10:20</li><li>岚川县委宣传部</li><li>作者：陆小舟</li></ul>"
    article = clean(page(f"<div>{facts}<div>{TITLE}</div>{body()}{CREDIT}</div>", "岚川新闻网"))
    assert article.headline == TITLE


@pytest.mark.parametrize("facts", ["<div>2024-05-20 10:20 来源：岚川日报</div><h1>{}</h1>", "<h1>{}</h1>"])
def test_a_brief_among_links_is_an_article(facts: str) -> None:
    """Facts right above the headline, and a credit line below the text, speak for it as facts below the headline do."""
    hot = "".join(f'<li><a href="/h/{number}">岚川老街第{number}间铺子重新开门</a></li>' for number in range(1, 30))
    article = clean(page(f"{facts.format(TITLE)}{body(LINES[:2])}{CREDIT}<ul>{hot}</ul>{cards()}", "岚川新闻网"))
    assert (article.is_article, article.text) == (True, "\n".join(LINES[:2]))


# --- walls ----------------------------------------------------------------------------------------------------------

LOGIN = "<div><h4>登录</h4><p>手机号登录</p><button>获取验证码</button><p>登录即代表同意用户协议</p></div>"


def test_a_form_to_log_in_beside_a_text_is_no_test() -> None:
    article = clean(page(f"<div><h1>{TITLE}</h1>{body()}</div>{LOGIN}", ""))
    assert (article.is_article, article.text) == (True, TEXT)


def test_a_test_is_one() -> None:
    asked = "<p>您的访问过于频繁，为了确认您不是机器人，请输入验证码后继续访问本网站。</p>"
    assert clean(page(f"<h1>安全验证</h1>{asked}{LOGIN}", "")).flags == ("captcha",)


# --- verse ----------------------------------------------------------------------------------------------------------

VERSE = [
    "我在江边坐了一个下午",
    "看水把云一朵一朵运走",
    "没有人问我在等什么",
    "我也没有问江",
    "最后一班船走了灯留了下来",
]


def test_verse_under_a_full_head_beside_cards() -> None:
    story = f"<article><h1>江边的下午两首</h1><p>2024-05-20 10:20 岚川日报</p>{body(VERSE)}{CREDIT}</article>"
    shown = "".join(
        f'<article><h2><a href="/n/{number}">{title}</a></h2><p>{said}</p><time>05-1{number}</time></article>'
        for number, (title, said) in enumerate(
            (
                ("旧粮仓改成了书店", "书店的窗户是原来的通风口，来看书的人要自己带凳子。"),
                ("山里的邮路还有人走", "邮递员每周走两趟，背包里多半是药和课本，还有信。"),
                ("五旬教师自学手语三年", "教室里很安静，粉笔落在黑板上的声音也听得清楚。"),
            )
        )
    )
    article = clean(page(f"<main>{story}{shown}</main>"))
    assert (article.is_article, article.text) == (True, "\n".join(VERSE))


# --- a machine's summary --------------------------------------------------------------------------------------------

SUMMED = "本文报道了老钟楼修缮的经过、各方的回应和以后的开放安排，内容涉及时间、地点和人物，供读者快速了解。"
NOTE = "<p>内容由AI生成，仅供参考</p>"


@pytest.mark.parametrize("label", ["AI导读", "AI摘要", "智能总结"])
def test_a_labelled_summary_is_no_text_above_a_brief(label: str) -> None:
    box = f"<div><div>{label}</div><p>{SUMMED}</p>{NOTE}</div>"
    assert read(f"<div><h1>{TITLE}</h1>{FACTS}{box}{body(LINES[2:])}{CREDIT}</div>") == LINES[2]


def test_a_box_without_a_label_is_where_it_is_the_longer_one() -> None:
    """The note may be of a picture or of the text itself."""
    box = f"<div><p>{SUMMED}</p>{NOTE}</div>"
    assert SUMMED in read(f"<div><h1>{TITLE}</h1>{FACTS}{box}{body(LINES[2:])}{CREDIT}</div>")


# --- what stands right below the last line of a text ----------------------------------------------------------------


@pytest.mark.parametrize(
    "last",
    [
        "《 岚川日报 》（ 2024年11月20日 14 版）",
        "《岚川日报》（2024年11月20日 第14版）",
        "————————",
        "-----------------------",
        "（岚川网编辑 王小桥）",
    ],
)
def test_a_paper_s_page_a_drawn_line_or_the_desk_ends_no_text(last: str) -> None:
    text = "".join(f"<p>{line}</p>" for line in (*LINES, last))
    assert read(f"<div><h1>{TITLE}</h1>{FACTS}<div>{text}</div></div>") == TEXT


@pytest.mark.parametrize(
    "last",
    [
        "{day} 08:21",
        "{day} 08:21 某省",
        "编辑于 {day} 某省",
        "修改于2024年06月03日",
        "IP属地：某省",
        "本文字数：1830，阅读时长大约4分钟",
        "关注岚川发布，获取更多资讯",
    ],
)
def test_a_moment_of_the_page_or_a_line_of_its_account_ends_no_text(last: str) -> None:
    line = last.format(day="2024-05-20")
    text = "".join(f"<p>{line}</p>" for line in (*LINES, line))
    assert read(f"<div><h1>{TITLE}</h1>{FACTS}<div>{text}</div></div>") == TEXT


@pytest.mark.parametrize(
    "last", ["2019-05-01 08:21", "时间：2024-05-20 08:21", "2024年6月3日", "关注村里的新闻，了解更多的人"]
)
def test_another_day_or_a_day_alone_may_end_a_text(last: str) -> None:
    text = "".join(f"<p>{line}</p>" for line in (*LINES, last))
    assert read(f"<div><h1>{TITLE}</h1>{FACTS}<div>{text}</div></div>") == f"{TEXT}\n{last}"


@pytest.mark.parametrize("heads", [("01", "02"), ("1", "2"), ("（一）", "（二）")])
def test_the_number_of_the_first_part_is_text_as_that_of_the_second(heads: tuple[str, str]) -> None:
    lines = [heads[0], *LINES[:2], heads[1], *LINES[2:]]
    text = "".join(f"<p>{line}</p>" for line in lines)
    assert read(f"<div><h1>{TITLE}</h1>{FACTS}<div>{text}</div></div>") == "\n".join(lines)


@pytest.mark.parametrize("last", ["《岚川日报》刊出了这张照片（第14版）。", "……", "（岚川旧影）"])
def test_the_last_line_of_a_text_may_name_a_paper_or_trail_off(last: str) -> None:
    text = "".join(f"<p>{line}</p>" for line in (*LINES, last))
    assert read(f"<div><h1>{TITLE}</h1>{FACTS}<div>{text}</div></div>") == f"{TEXT}\n{last}"


@pytest.mark.parametrize(
    "first",
    [
        "点击蓝字 关注我们",
        "以下文章来源于岚川发布 ，作者小岚",
        "炒股就看某某分析师研报，权威，专业，及时，全面，助您挖掘潜力主题机会！",
    ],
)
def test_what_an_account_or_a_portal_sets_above_a_text(first: str) -> None:
    text = "".join(f"<p>{line}</p>" for line in (first, *LINES))
    assert read(f"<div><h1>{TITLE}</h1>{FACTS}<div>{text}</div></div>") == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "👇点击下方卡片，关注岚川融媒👇",
        "<span>音频</span><span>00:00 / 03:12</span>",
        "<span>视频</span> 00:00/01:23 倍速",
    ],
)
def test_what_an_account_or_a_player_sets_amid_a_text(line: str) -> None:
    text = f"<p>{LINES[0]}</p><div>{line}</div>" + "".join(f"<p>{told}</p>" for told in LINES[1:])
    assert read(f"<div><h1>{TITLE}</h1>{FACTS}<div>{text}</div></div>") == TEXT
