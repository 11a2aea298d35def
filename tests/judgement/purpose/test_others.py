"""Texts that share no word with their headline: doubted, and refused under another title."""

from __future__ import annotations

import json

import pytest

from cleaners import Article, clean, clean_text

TITLE = "山间老茶馆重新开张"
OTHER = "渡口老艄公把船桨交给了儿子"
TOLD = "六十八岁的陶远山撑了一辈子船，昨天他把磨得发亮的桨交给儿子，自己坐到了船头。"
OWN = (
    "天刚亮，掌柜邹海就把茶馆的门板一块块卸下来，码在墙根，头一壶水给了说书的老先生。",
    "镇上的老茶客来了七十多位，长凳不够坐，有人从家里扛来了自己的竹椅。",
    "县里的评弹团来唱了一个下午，桂花树下站满了人，茶碗收回来三百多只。",
)
FACTS = "<div><span>2024-05-20 09:00</span><span>来源：江岸日报</span></div>"


def read(below: str, title: str = TITLE, headline: str = TITLE, script: str = "") -> Article:
    head = f"<html><head><title>{title}_江岸网</title></head><body><a href=/>首页</a>"
    return clean(f"{head}<div><h1>{headline}</h1>{FACTS}<div id=content></div></div>{below}{script}</body></html>")


def test_a_text_without_a_word_of_its_headline_is_doubted() -> None:
    article = read(f"<div><p>{TOLD}</p></div>")
    assert (article.is_article, article.flags, article.text) == (True, ("off_headline",), TOLD)
    assert article.confidence <= 0.5


@pytest.mark.parametrize(
    "told",
    [
        TOLD.replace("船头", "茶馆门口"),  # two characters in a row
        TOLD.replace("船头", "山口，一张老桌子，一壶新茶，间或开口"),  # most of them, apart
    ],
)
def test_one_that_says_some_of_it_is_not(told: str) -> None:
    article = read(f"<div><p>{told}</p></div>")
    assert (article.is_article, article.flags) == (True, ())


@pytest.mark.parametrize("headline", ["老茶馆重新开", "茶馆：一二三，四五"])
def test_a_headline_of_few_pairs_of_characters_says_nothing(headline: str) -> None:
    assert read(f"<div><p>{TOLD}</p></div>", title=headline, headline=headline).flags == ()


def test_a_title_that_does_not_name_the_headline_speaks_for_the_text() -> None:
    assert read(f"<div><p>{TOLD}</p></div>", title=OTHER).flags == ()
    assert read(f"<div><p>{TOLD}</p></div>", title="江岸新闻客户端").flags == ("off_headline",)


@pytest.mark.parametrize(
    "below",
    [
        f"<div><h2><a href=/n/2>{OTHER}</a></h2><p>{TOLD}</p></div>",
        f"<div><h2>{OTHER}</h2><div>2024-05-19 08:30</div><p>{TOLD}</p></div>",
        f"<div><h3>更多报道</h3><div><div>{OTHER}</div><p>{TOLD}</p></div></div>",
    ],
    ids=["a link", "a moment", "the heading of a widget"],
)
def test_a_text_under_another_title_that_itshares_words_with_is_that_title_s(below: str) -> None:
    article = read(below)
    assert (article.is_article, article.flags) == (False, ("off_headline", "empty_page"))
    assert read(below, title="江岸新闻客户端").is_article  # no title says that the headline is the page's


@pytest.mark.parametrize(
    "below",
    [
        f"<div><h2>{OTHER}</h2><p>{TOLD}</p></div>",
        f"<div><h2><a href=/n/2>三所小学的操场铺上了新草皮</a></h2><p>{TOLD}</p></div>",
        f"<div><h2>渡口</h2><div>2024-05-19 08:30</div><p>{TOLD}</p></div>",
    ],
    ids=["a subhead", "a title of something else", "a name"],
)
def test_under_another_line_it_is_doubted(below: str) -> None:
    article = read(below)
    assert (article.is_article, article.flags[-1]) == (True, "off_headline")


@pytest.mark.parametrize(
    ("head", "is_article"),
    [
        (f"<hgroup><h1>{TITLE}</h1><h2>{OTHER}</h2></hgroup>", True),  # a deck, with the date of both below
        (f"<h1>{TITLE}</h1><div><h2>{OTHER}</h2></div>", False),
    ],
)
def test_a_deck_in_the_headline_s_box_is_no_other_title(head: str, is_article: bool) -> None:
    below = f"<div>2024-05-19 08:30</div><div><p>{TOLD}</p></div>"
    page = f"<html><head><title>{TITLE}_江岸网</title></head><body><a href=/>首页</a><div>{head}</div>{below}</body></html>"
    assert clean(page).is_article is is_article


def test_a_text_of_its_own_is_not_asked_what_stands_above_it() -> None:
    column = "".join(f"<p>{line}</p>" for line in OWN)
    article = read(f"<div><h2><a href=/n/2>{OTHER}</a></h2>{column}</div>")
    assert (article.is_article, article.flags) == (True, ())


def test_below_a_video_it_is_a_video_page() -> None:
    video = "<video src=/v.mp4></video>"
    assert read(f"{video}<div><h2><a href=/n/2>{OTHER}</a></h2><p>{TOLD}</p></div>").flags == (
        "off_headline",
        "video_page",
    )


def test_the_text_that_the_state_holds_under_the_headline_is_preferred() -> None:
    state = json.dumps({"article": {"title": TITLE, "content": "".join(f"<p>{line}</p>" for line in OWN)}})
    shown = f"<div><p>{TOLD}</p><p>{TOLD[:20]}，村里人都来送他。</p><p>{TOLD[20:]}</p></div>"
    article = read(shown, script=f"<script>window.__STATE__={state}</script>")
    assert (article.text.split("\n"), article.flags) == (list(OWN), ("embedded_state",))


def test_copied_text_is_held_against_its_first_line_too() -> None:
    article = clean_text("\n".join((TITLE, "2024-05-20 09:00 来源：江岸日报", TOLD)))
    assert (article.is_article, article.flags, article.confidence <= 0.5) == (True, ("off_headline",), True)


@pytest.mark.parametrize("above", ["", "<h5>山间小路</h5>"], ids=["no headline", "a name"])
def test_a_page_without_a_headline_is_called_what_its_title_says(above: str) -> None:
    page = "<html><head><title>{}</title></head><body><div>{}<p>{}</p></div></body></html>"
    assert clean(page.format(f"{TITLE}_江岸网", above, TOLD)).flags == ("off_headline",)
    assert clean(page.format(f"{OTHER}_江岸网", above, TOLD)).flags == ()
    assert clean(page.format("江岸网", above, TOLD)).flags == ()
