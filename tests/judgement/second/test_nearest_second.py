"""The nearest pages on either side of numbers of the second look: of `cleaners.judgement.second.intruders`,
`cleaners.judgement.second.continued`, `cleaners.judgement.second.explained`, `cleaners.judgement.second.edges`, and of
`cleaners.judgement.measures`."""

from __future__ import annotations

import pytest

from cleaners import Article
from cleaners.evidence.sketch import shared_runs
from tests.judgement.second.test_look import (
    BOAT,
    BOWL,
    BRIDGE,
    HEAD,
    SALT,
    STONE,
    acts,
    paragraphs,
    read,
    second_story,
)

# --- a second story --------------------------------------------------------------------------------------------------

#: What happened to the salt, in as many characters as a line of facts has at most.
DECK = "头一批收了六十多吨，比去年早了九天，盐工说今年的太阳比往年肯出力，村里的晒场已经不够用，只好又向邻村借了两块空地来晒新盐"

FACTS = "2024-01-07 11:12 来源：青屿网 作者：殷一鸣 编辑：丛小雪 审核：戚望舒 责编：董青山 终审：于得水"


def another(*lines: str) -> Article:
    """A page of a story and of what is below it: a heading, some lines and a text."""
    below = f"<div><h2>盐田迎来今年第一批收成</h2>{paragraphs(*lines)}<div>{paragraphs(SALT, BOAT)}</div></div>"
    return read(f"<div>{second_story(below)}</div>")


@pytest.mark.parametrize("deck", [DECK, f"{DECK[:-1]}。", f"{DECK[:20]}。"], ids=["no-sentence", "sentence", "short"])
def test_a_story_has_a_heading_a_deck_and_a_moment(deck: str) -> None:
    """`MAX_FACT`: its longest deck has 60 characters."""
    assert len(deck) <= 60
    article = another(deck, "2024-01-07 09:10")
    assert (article.text.split("\n"), acts(article)) == ([BRIDGE, STONE], ["second_story"])
    assert "盐田迎来今年第一批收成" in [removal.text for removal in article.removals]


def test_a_paragraph_parts_a_moment_from_the_heading_of_its_section() -> None:
    """`MAX_FACT`: a section of one report tells how the day began, in a character more, and then when what happened."""
    article = another(f"{DECK}。", "2024-01-07 09:10")
    assert (len(f"{DECK}。"), acts(article)) == (61, [])
    assert [line in article.text for line in (BRIDGE, STONE, DECK, SALT, BOAT)] == [True] * 5


@pytest.mark.parametrize("facts", [FACTS, f"{FACTS} 校对：韩中庭", f"发布时间：{FACTS} 校对：韩中庭"])
def test_a_line_of_facts_under_a_heading_may_hold_many(facts: str) -> None:
    article = another(facts)
    assert (article.text.split("\n"), acts(article)) == ([BRIDGE, STONE], ["second_story"])


def test_an_abstract_that_says_when_is_no_moment_of_a_story() -> None:
    article = another("提要：2024年1月7日09:10，盐田开闸，头一批收了六十多吨。")
    assert acts(article) == []
    assert [line in article.text for line in (BRIDGE, STONE, SALT, BOAT)] == [True] * 4


# --- what is told in short lines -------------------------------------------------------------------------------------


def told(*lines: str) -> Article:
    """Lines between the facts of a head and a credit line, and fluent posts below that."""
    below = f"<h3>相关推荐</h3>{paragraphs(SALT, BOAT, BOWL)}"
    return read(f"<div>{HEAD}<div class=c>{paragraphs(*lines)}<p>编辑：赵一鸣</p>{below}</div></div>")


def test_three_lines_above_a_credit_line_are_verse_and_two_are_not() -> None:
    """`FEWEST`: three lines of a poem, and who has arranged a reading of poems."""
    verse = ["昨夜的雨把老街洗得发亮 炉火映红半面墙", "卖豆腐脑的老殷照旧四点半出摊", "上学的孩子把长凳坐满"]
    assert told(*verse).text.split("\n") == verse
    article = told("青屿县文化馆主办", "青屿县诗词学会协办")
    assert (article.is_article, article.text) == (False, "")


def test_one_sentence_above_a_credit_line_is_a_text_from_15_characters_on() -> None:
    """`MIN_BRIEF`: a report of 15 characters, and a note of 13 that sends to the paper."""
    report, note = "今天上午七点半石桥重新通行了。", "详情请见本报今天的第三版。"
    assert (len(note), len(report)) == (13, 15)
    article = told(report)
    assert (article.is_article, article.text) == (True, report)
    article = told(note)
    assert (article.is_article, article.text) == (False, "")


# --- what repeats the text -------------------------------------------------------------------------------------------


def folded(line: str, opening: str) -> Article:
    """A text, a line, and a control that opens a hidden rest with this opening."""
    control = '<a href="#" class=more>展开全文</a>'
    rest = f'<div style="display:none">{paragraphs(opening, BOWL)}</div>'
    return read(f"<div>{HEAD}<div class=c><p>{BRIDGE}</p>{line}{control}{rest}</div></div>")


def test_a_teaser_of_eight_characters_goes_and_a_subhead_of_seven_stays() -> None:
    """`MIN_TEASER`: the hidden rest opens as the teaser does, and as the subhead."""
    article = folded(f"<p>{STONE[:8]}…</p>", STONE)
    assert article.text.split("\n") == [BRIDGE, STONE, BOWL]
    article = folded("<p><b>桥面换了青石板</b></p>", f"桥面换了青石板，{STONE[10:]}")
    assert article.text.split("\n") == [BRIDGE, "桥面换了青石板", f"桥面换了青石板，{STONE[10:]}", BOWL]


def test_a_heading_above_a_fold_is_repeated_whole_or_not_at_all() -> None:
    heading = "<h3>桥面换上了青石板，栏杆没有换</h3>"
    article = folded(heading, f"桥面换上了青石板，栏杆没有换，{STONE[18:]}")
    assert article.text.split("\n")[:2] == [BRIDGE, "桥面换上了青石板，栏杆没有换"]
    article = folded(heading, f"桥面换上了青石板，栏杆没有换</p><p>{STONE}")
    assert article.text.split("\n") == [BRIDGE, "桥面换上了青石板，栏杆没有换", STONE, BOWL]


TEXT = (BRIDGE, STONE, BOWL, SALT)


@pytest.mark.parametrize(
    ("lead", "runs", "is_text"),
    [
        (
            "青屿人又能走老路过河了，村口的石桥封了整个冬天，住在对岸的人都坐渡船，孩子们今天最高兴，跑来跑去。",
            (46, 4),
            True,
        ),
        ("青屿人又能走老路过河了，村口的石桥封了整个冬天，住在对岸的人靠渡船来往，孩子们最高兴。", (40, 4), False),
    ],
    ids=["4-runs-of-46", "4-runs-of-40"],
)
def test_a_lead_in_a_box_of_its_own_repeats_less_than_a_tenth(lead: str, runs: tuple[int, int], is_text: bool) -> None:
    """`LEAD_SHARE`."""
    article = read(f"<div>{HEAD}<div class=z><p>{lead}</p></div><div class=c>{paragraphs(*TEXT)}</div></div>")
    assert shared_runs(lead, "\n".join(TEXT)) == runs
    assert article.text.startswith(lead) is is_text


@pytest.mark.parametrize(
    ("first", "runs", "is_text"),
    [
        (
            "村口的石桥封了三个月，今天早上重新开通，桥面换了防滑的青石，走上去的老人都说踏实，夜里也亮了。",
            (44, 25),
            True,
        ),
        ("村口的石桥封了三个月，今天早上重新开通，桥面换了防滑的青石，老人都说踏实。", (34, 24), False),
    ],
    ids=["25-runs-of-44", "24-runs-of-34"],
)
def test_a_first_paragraph_in_the_texts_column_repeats_less_than_most_of_itself(
    first: str, runs: tuple[int, int], is_text: bool
) -> None:
    """`OWN_SHARE`: in other words a paragraph opens a text, in its own words it is a summary."""
    article = read(
        f"<div>{HEAD}<div class=c><div class=p>{first}</div><div class=q>{paragraphs(*TEXT)}</div></div></div>"
    )
    assert shared_runs(first, "\n".join(TEXT)) == runs
    assert article.text.startswith(first) is is_text


# --- the end of a text -----------------------------------------------------------------------------------------------


def ending(*lines: str) -> Article:
    last = "".join(f"<div>{line}</div>" for line in lines)
    return read(f"<div>{HEAD}<div><div>{BRIDGE}</div></div><div><div>{STONE}</div></div><div>{last}</div></div>")


def test_a_notice_is_signed_below_its_one_attachment() -> None:
    """`MIN_FURNITURE`: one link among the lines of those who sign; among labels of the page there are two."""
    signed = ["青屿县石桥村村民委员会", "青屿县文化馆", "殷一鸣 丛小雪"]
    article = ending(signed[0], '<a href="/1.doc">石桥捐款名单全文下载</a>', *signed[1:])
    assert article.text.split("\n") == [BRIDGE, STONE, *signed]
    labels = [
        "国际版网站",
        '<a href="/1">简明中文与外文</a>',
        "关注更多",
        '<a href="/2">影像空间与资料</a>',
        "产品与服务",
    ]
    assert ending(*labels).text.split("\n") == [BRIDGE, STONE]
