"""The nearest pages on either side of numbers of the first look: which line is the headline (`cleaners.judgement.top.headline`,
`cleaners.judgement.top.head`), where the head and the text end (`cleaners.judgement.zones`, `cleaners.judgement.body`), whether it is
an article (`cleaners.judgement.lists`, `cleaners.judgement.told`), and which element holds it (`cleaners.judgement.container`)."""

from __future__ import annotations

import pytest

from cleaners import Article, clean, clean_text, hints
from tests.judgement.second.test_look import BOAT, BOWL, BRIDGE, HEAD, SALT, STONE, TITLE, paragraphs, read

NAME = "石桥今天重新开通"
FACTS = "<div>2024-01-08 07:20 来源：青屿网</div>"
TEXT = [BRIDGE, STONE, BOWL]
COLUMN = f"<div class=c>{paragraphs(*TEXT)}</div>"


def titled(title: str, body: str) -> Article:
    return read(body, f"<title>{title}</title>")


# --- the headline's contest ------------------------------------------------------------------------------------------


def test_a_site_in_the_first_heading_is_weaker_than_most_of_the_title_in_the_second() -> None:
    """`_NEXT` with less, and `TITLE_SCORE` with less: the title has one character more than the headline."""
    article = titled(f"{NAME}了 - 海客日报", f"<h1>海客日报</h1><div class=a><h2>{NAME}</h2>{FACTS}{COLUMN}</div>")
    assert (article.headline, article.text.split("\n")) == (NAME, TEXT)


def test_a_site_in_a_heading_is_weaker_than_the_title_in_an_element_that_is_named_so() -> None:
    """`_NEXT` with more: the site's name is nearly half of the title."""
    site = "青屿晚报电子版"
    article = titled(
        f"{NAME}_{site}", f"<h2>{site}</h2><div class=a><div class=title>{NAME}</div>{FACTS}{COLUMN}</div>"
    )
    assert (article.headline, article.text.split("\n")) == (NAME, TEXT)


def test_a_column_in_a_heading_named_a_title_is_weaker_than_a_line_that_holds_the_title() -> None:
    """`_NAMED` with more: more than half of the line is the title."""
    column = "<div class=s><h2 class=title>渡口人家</h2></div>"
    headline = f"{NAME} 孩子不再绕路"
    article = titled(NAME, f"{column}<div class=a><div><b>{headline}</b></div>{FACTS}{COLUMN}</div>")
    assert (article.headline, article.text.split("\n")) == (headline, TEXT)


def test_a_headline_far_above_the_text_is_stronger_than_an_account_right_above_it() -> None:
    """`_BEFORE` and `_BEHIND` with more: a third of the title is the account's name."""
    pictures = "".join(f'<img src="https://img.example.com/{number}.jpg">' for number in range(45))
    body = f"<h1>{NAME}</h1><div class=p>{pictures}</div><div class=n>青屿晚报</div>{COLUMN}"
    article = titled(f"{NAME}_青屿晚报", body)
    assert (article.headline, article.text.split("\n")) == (NAME, TEXT)


def test_a_subhead_that_holds_a_short_title_is_no_headline() -> None:
    """`_AMID` with less: half of the subhead is the title, which says less than the headline."""
    subhead, headline = "石桥重新开通之后的四件事", "村口那条老路又能走了"
    column = f"<div class=c>{paragraphs(BRIDGE)}<h2>{subhead}</h2>{paragraphs(STONE, BOWL)}</div>"
    article = titled("石桥重新开通", f"<div class=a><div>{headline}</div>{FACTS}{column}</div>")
    assert (article.headline, article.text.split("\n")) == (headline, [BRIDGE, subhead, STONE, BOWL])


def test_a_heading_that_holds_a_short_title_is_the_headline_below_a_sites_note() -> None:
    """`_AMID` with more: on a flat page the note stands in the headline's column; three fifths of the line are the title."""
    note = "您正在浏览的是本站的旧版页面，旧版将在年底停止维护，建议收藏新版的地址。"
    headline = "石桥重新开通人人欢喜"
    article = titled("石桥重新开通", f"<p>{note}</p><h2>{headline}</h2>{FACTS}{paragraphs(*TEXT)}")
    assert (article.headline, article.text.split("\n")) == (headline, TEXT)


def test_a_low_heading_that_lacks_a_character_of_the_title_is_none() -> None:
    """`_LOWER` with more: the title of a film above the text, eight of the headline's nine characters."""
    film = f"<div class=v><h4>{NAME}</h4><video src=/1.mp4></video></div>"
    article = titled(f"{NAME}了_青屿网", f"<div class=a><div>{NAME}了</div>{FACTS}{film}{COLUMN}</div>")
    assert (article.headline, article.text.split("\n")) == (f"{NAME}了", TEXT)


def test_a_line_above_a_moment_below_the_thirtieth_block_is_no_headline() -> None:
    """`head._REACH` with more: who compiled a list of shops, below its links; a page with the headline at the thirtieth block
    stands in `fixtures/nearest`."""
    shops = "".join(
        f'<p><a href="/{place}{number}">{shop}{number}号</a></p>'
        for number in range(1, 10)
        for place, shop in enumerate(("茶馆", "染坊", "米行"))
    )
    assert shops.count("<p>") == 27
    above = f"<p>青屿老街从头走到尾</p><p>分享到：</p>{shops}<p>老街文化站编目组整理</p><p>2024-01-08 07:20</p>"
    assert titled("青屿网", f"<div>{above}{paragraphs(*TEXT)}</div>").headline == "青屿老街从头走到尾"


# --- the head and the end of a text ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "text"),
    [(["青屿白马", "青屿晚报"], []), (["停刊的报纸", "青屿晚报"], ["停刊的报纸", "青屿晚报"])],
    ids=["a-place-of-4", "a-subhead-of-5"],
)
def test_a_place_above_an_outlet_is_of_the_head(lines: list[str], text: list[str]) -> None:
    """`_MAX_PLACE`: above the outlet stands where it is, or a section has a subhead and a paper's name for its first line."""
    told = [
        "这张报纸办了四十一年，停刊那天，报摊的老殷留了两份，一份自己看，一份压在玻璃板底下。",
        "来买最后一期的人从早上六点排到中午，有人买了十份，说要寄给在外地的同学，一人一份。",
    ]
    article = titled("老城的报摊还开着", f"<h1>老城的报摊还开着</h1><div class=c>{paragraphs(*lines, *told)}</div>")
    assert article.text.split("\n") == [*text, *told]


def shared(*names: str) -> str:
    article = read(f"<div>{HEAD}<div class=c>{paragraphs(*TEXT, '分享到：', *names)}</div></div>")
    assert article.text.split("\n")[:3] == TEXT
    return article.text


@pytest.mark.parametrize(
    ("line", "is_text"), [("青屿市民朋友圈和好友群组", False), ("愿我们都能在春天里再次重逢", True)]
)
def test_names_of_sites_to_share_a_text_on_are_short(line: str, is_text: bool) -> None:
    """`MAX_TARGET`: 12 characters of a name, 13 of a last line."""
    assert len(line) == 12 + is_text
    assert shared(line).endswith(line) is is_text


SITES = ("星河圈", "青鸟号", "白鹿谈", "长亭说", "南山录", "北窗记", "西楼集", "东篱记", "中庭话", "前村谈", "后溪谈")


def test_names_of_sites_to_share_a_text_on_may_be_many() -> None:
    assert shared(*SITES).split("\n")[3:] == []


# --- what is an article ----------------------------------------------------------------------------------------------

LINKS = "".join(
    f'<li><a href="/{number}">{title}</a></li>'
    for number, title in enumerate(
        (
            "老街今年换了新路灯",
            "渡口的茶馆重新开门",
            "盐田迎来头一批收成",
            "石桥旁的图书室开了",
            "山里的邮路还有人走",
            "码头上的老钟又响了",
        )
    )
)


def test_a_short_text_under_a_name_is_an_article_beside_links_of_half_its_length_more() -> None:
    """`_OF_NAMED` with less: 36 characters of text, 54 of links. Twice the text and more are a list elsewhere."""
    text = "昨夜的雨把老街洗得发亮，卖豆腐脑的老殷照旧四点半出摊，炉火映红了半面墙。"
    article = titled(
        "老街清晨_青屿网", f"<div class=a><h1>老街清晨</h1><div class=c><p>{text}</p></div></div><ul>{LINKS}</ul>"
    )
    assert (article.is_article, article.text) == (True, text)


@pytest.mark.parametrize(
    ("line", "is_article"),
    [("今天上午七点半石桥重新通行了。", True), ("详情请见本报今天的第三版。", False)],
)
def test_a_sentence_is_an_article_from_15_characters_on(line: str, is_article: bool) -> None:
    """`MIN_BRIEF`: a report of 15 characters, and a note of 13 that sends to the paper."""
    article = read(f"<div>{HEAD}<div class=c>{paragraphs(line)}<p>编辑：赵一鸣</p></div></div>")
    assert article.is_article is is_article
    assert len(line) == (15 if is_article else 13)


def test_posts_whose_writers_have_three_lines_are_a_list_under_a_heading_of_comments() -> None:
    """`NEAR`, for `is_of_posts`: the first post's text is the fourth line below the heading."""
    posts = [
        line
        for number, text in enumerate((BRIDGE, STONE, BOWL, SALT))
        for line in (f"网友{number}", "青屿", "一级会员", text, "3小时前")
    ]
    article = clean_text("\n".join(["全部评论 3", *posts]))
    assert (article.is_article, article.flags[-1:]) == (False, ("list_page",))


# --- a site's template -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rest", "agrees"),
    [((BRIDGE, STONE, BOWL), (SALT, BOAT), True), ((BRIDGE, STONE), (SALT, BOAT, "碗还在。"), False)],
    ids=["most", "less-than-half"],
)
def test_a_templates_body_holds_half_of_what_the_page_holds(
    text: tuple[str, ...], rest: tuple[str, ...], agrees: bool
) -> None:
    """`container.MIN_SHARE`."""
    page = f"{TITLE}<div class=w>{HEAD}<div class=text>{paragraphs(*text)}</div><div class=more>{paragraphs(*rest)}</div></div>"
    article = clean(page, template=hints(body="div.text"))
    assert ("template_disagrees" in article.flags) is not agrees
    assert all(line in article.text for line in (*text, *rest))
