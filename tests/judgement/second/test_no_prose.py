"""Articles without running text above a feed whose posts have some, and the nearest pages on which that is the article's."""

from __future__ import annotations

import pytest

from cleaners import Article, clean

POSTS = (
    "周末去爬了北山，早上六点出发，九点到顶，云海就在脚下，拍了好多照片，分享给大家看看。",
    "楼下新开了一家面馆，汤很清，面很筋道，一碗十五块，推荐给附近的朋友们，去晚了要排队。",
)
FEED = "<div><h3>鹏友圈</h3>" + "".join(f"<div><div>山中来信</div><div>{post}</div></div>" for post in POSTS) + "</div>"
FACTS = "<div>来源：青屿晚报 2025-03-25 10:20</div>"
VERSE = (
    "三月的木棉先开了",
    "海风翻过山坡",
    "渔火在远处",
    "一盏一盏",
    "像没有说完的话",
    "我从旧码头走过",
    "听见绳索的声音",
)
NAMES = (
    "一等奖：廖水根《晨渔》",
    "二等奖：岑若兰《归港》、翟望舒《浪花》",
    "三等奖：欧阳桂《灯塔》、练阿旺《补网》",
    "优秀奖：冉国梁、卓一尘、邝思远、李若鹿",
)
SHORT = ("今晨六点，青屿渔港开渔。", "首批八十艘渔船出海。")
STORY = "渡口的老钟今天又响了，敲钟的人从七十岁的父亲换成了四十岁的女儿，头一下敲得有点轻。"


def _page(
    body: str,
    *,
    title: str = "青屿渔港清晨的钟声又响了_青屿网",
    head: str = "<h1>青屿渔港清晨的钟声又响了</h1>" + FACTS,
) -> Article:
    return clean(
        f"<html><head><title>{title}</title></head><body>{head}{body}<div>粤ICP备10228864号</div></body></html>"
    )


def _lines(lines: tuple[str, ...]) -> str:
    return f"<div>{''.join(f'<p>{line}</p>' for line in lines)}</div>"


@pytest.mark.parametrize("credit", ["", "<div>编辑 赵一鸣 审读 钱二川</div>"])
@pytest.mark.parametrize("lines", [VERSE, SHORT])
def test_short_lines_above_a_feed_are_the_text(lines: tuple[str, ...], credit: str) -> None:
    article = _page(_lines(lines) + credit + FEED)
    assert (article.is_article, article.text) == (True, "\n".join(lines))
    assert "second_ended" in article.flags


def test_a_table_above_a_feed_is_all_that_is_kept() -> None:
    rows = "".join(f"<tr><td>M{number}路公共汽车</td><td>末班零时{number}分</td></tr>" for number in range(11, 16))
    article = _page(f"<div><table>{rows}</table></div><div>编辑 赵一鸣</div>{FEED}")
    assert article.text.split("\n") == [f"M{number}路公共汽车\t末班零时{number}分" for number in range(11, 16)]


def test_names_under_a_full_head_and_above_a_credit_line_are_the_text() -> None:
    article = _page(_lines(NAMES) + "<div>编辑 赵一鸣 审读 钱二川</div>" + FEED)
    assert (article.is_article, article.text) == (True, "\n".join(NAMES))


def test_names_that_nobody_signs_are_a_card() -> None:
    assert not _page(_lines(NAMES)).is_article


def test_posts_are_no_text_of_a_page_whose_headline_nothing_names() -> None:
    """The line right above the first post was taken for the headline."""
    head = "<div><div>木棉花开的时候</div>" + FACTS + "</div>"
    article = _page(_lines(VERSE) + "<div>责编 赵一鸣</div>" + FEED, title="青屿新闻客户端", head=head)
    assert not any(post in article.text for post in POSTS)


def test_the_article_behind_links_that_open_its_own_element_stays() -> None:
    links = "".join(f"<li><a href=/n/{number}.html>青屿老街亮起新路灯之{number}</a></li>" for number in range(3))
    article = _page(
        f"<p>今晨六点。</p><div><h3>相关新闻</h3><ul>{links}</ul><p>{STORY}</p><p>{STORY[:-1]}一点。</p></div>"
    )
    assert article.is_article
    assert STORY in article.text


def test_the_article_in_a_box_that_holds_its_headline_stays() -> None:
    article = _page(f"<div><h3>热点</h3><h1>青屿渔港清晨的钟声又响了</h1>{FACTS}<p>{STORY}</p></div>", head="")
    assert (article.is_article, article.text) == (True, STORY)


@pytest.mark.parametrize(("entries", "is_article"), [(1, True), (3, False)])
def test_paragraphs_below_one_link_are_no_entries(entries: int, is_article: bool) -> None:
    """Three below the same link were three entries, and an article whose title nothing confirms a list."""
    link = "<div><a href=/p/{0}.html>今年首批学位房政策解读之{0}</a></div>"
    told = [f"<p>{STORY[:-1]}，第{number}次。</p>" for number in range(3)]
    body = told[0] + link.format(1) + "".join(told)
    if entries == 3:
        body = "".join(f"<div>{link.format(number)}{text}</div>" for number, text in enumerate(told))
    article = clean(f"<html><head></head><body><h2>青屿渔港清晨的钟声又响了又响起钟声</h2>{body}</body></html>")
    assert article.is_article is is_article


@pytest.mark.parametrize(
    ("line", "is_kept"), [("#身边的变化#", False), ("#身边的变化#是今年的题目", True), ("身边的变化", True)]
)
def test_a_topic_below_the_text_is_none_of_it(line: str, is_kept: bool) -> None:
    article = _page(f"<div><p>{STORY}</p><p>{STORY[:-1]}一点。</p><p>{line}</p></div>")
    assert (line in article.text) is is_kept


def test_a_topic_amid_the_text_is_a_subhead() -> None:
    article = _page(f"<div><p>{STORY}</p><p>#敲钟人换了#</p><p>{STORY[:-1]}一点。</p></div>")
    assert "#敲钟人换了#" in article.text


NEXT = f"<div><div><a href='/s/2'>钟楼换了新的敲钟人</a></div><p>{STORY}</p></div>"
NOTICE = "<div>转载申请事宜以及报告非法侵权行为，请联系我们：010-00000000</div>"


@pytest.mark.parametrize("source", ["", "<div>《青屿晚报》（ 2025年03月25日 02版）</div>"])
def test_verse_that_a_credit_line_closes_is_the_text_above_the_site_s_tail(source: str) -> None:
    """No heading says that what follows is another's; a source right above the credit line closes the text as that does."""
    article = _page(_lines(VERSE) + source + "<div>编辑：赵一鸣</div>" + NOTICE + NEXT)
    assert (article.is_article, article.text) == (True, "\n".join(VERSE))
    assert "second_ended" in article.flags


def test_running_text_right_below_credits_on_top_is_the_article_s() -> None:
    """Three short lines of its head stand above the credits, and nothing of the site's between those and the text."""
    told = f"<p>{STORY}</p><p>{POSTS[0]}</p>"
    article = _page(f"{_lines(VERSE[:3])}<div>编辑：赵一鸣</div><div>{told}</div>")
    assert STORY in article.text
    assert POSTS[0] in article.text


NAMED = "<p>本文来源：青屿晚报 作者：赵一鸣</p>"
COUNTED = "<div>已推荐 0</div><div>48小时评论排行</div><div>开渔首日八十艘渔船出海 评论19064条</div>"


@pytest.mark.parametrize("lines", [VERSE, SHORT])
def test_a_source_below_short_lines_closes_them(lines: tuple[str, ...]) -> None:
    """Without it what stands below in other elements was text as well: none of it is long enough for a text's end to be found."""
    told = "".join(f"<p>{line}</p>" for line in lines)
    article = _page(f"<div><div>{told}{NAMED}</div>{COUNTED}</div>")
    assert (article.is_article, article.text) == (True, "\n".join(lines))


def test_a_source_amid_a_text_closes_nothing() -> None:
    told = f"<p>{STORY}</p><p>来源：青屿晚报</p><p>{POSTS[0]}</p><p>{POSTS[1]}</p>"
    assert _page(f"<div>{told}</div>").text.split("\n") == [STORY, *POSTS]
