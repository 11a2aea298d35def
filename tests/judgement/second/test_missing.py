"""One caption that is all a page tells, and the nearest pages on which it is a caption."""

from __future__ import annotations

import pytest

from cleaners import Article, clean

CAPTION = (
    "芦洲渡口的老钟修好了，5月19日清晨，敲钟人在钟楼下等候第一班渡船，船上挤满了赶早市的菜农，篮子一只叠着一只，"
    "桨声和钟声响在一起。(记者 邱一苇 摄)"
)
#: A sentence of 59 characters with its photo credit.
SHORT = (
    "芦洲渡口的老钟修好了，5月19日清晨，敲钟人在钟楼下等候第一班渡船，船上挤满了赶早市的年老菜农们。(记者 邱一苇 摄)"
)
PICTURE = "<p><img src=/a.jpg></p>"
STORY = "渡口的老钟今天又响了，敲钟的人从七十岁的父亲换成了四十岁的女儿，头一下敲得有点轻，第二下就稳了。"


def _page(body: str, head: str = "<h1>老钟声里的早班船</h1><div>2024-05-20 14:33</div>") -> Article:
    return clean(f"<html><head><title>老钟声里的早班船</title></head><body>{head}{body}</body></html>")


def test_one_caption_is_the_text_of_a_page_that_tells_nothing_else() -> None:
    for body in (f"<p>{CAPTION}</p>", f"{PICTURE}<p>{CAPTION}</p>"):
        article = _page(body)
        assert (article.is_article, article.text, article.flags) == (True, CAPTION, ("second_captions",))


def test_a_short_caption_tells_no_report() -> None:
    """``ENOUGH`` with less."""
    assert len(SHORT) == 59
    assert _page(f"<p>{SHORT}</p>").text == ""
    longer = SHORT.replace("渡船，", "渡船的，")
    assert _page(f"<p>{longer}</p>").text == longer


def test_one_caption_below_several_pictures_is_a_galleries() -> None:
    assert _page(f"{PICTURE}<p>{CAPTION}</p>" + PICTURE * 2).flags == ("gallery",)


def test_a_caption_beside_a_text_or_without_a_headline_stays_one() -> None:
    assert CAPTION not in _page(f"{PICTURE}<p>{CAPTION}</p><p>{STORY}</p>").text
    assert clean(f"<p>{CAPTION}</p>").text == ""


def test_what_breaks_off_within_the_caption_is_no_text_beside_it() -> None:
    article = _page(f"<p>{CAPTION[:40]}</p><p>{CAPTION}</p>")
    assert article.text == CAPTION
    other = CAPTION[:20] + "守钟人住在江边的老屋里，六十年没有搬过"
    assert _page(f"<p>{other}</p><p>{CAPTION}</p>").text == other


def test_the_number_of_the_first_section_is_text_as_that_of_the_second_is() -> None:
    told = [STORY, STORY.replace("老钟", "铜钟"), STORY.replace("今天", "昨天")]
    first, second, third = (f"<p>{line}</p>" for line in told)
    article = _page(f"<div><p>01</p>{first}{second}<p>02</p>{third}</div>")
    assert article.text.split("\n") == ["01", told[0], told[1], "02", told[2]]
    assert article.flags == ()


def test_a_figure_with_a_linked_title_is_a_card() -> None:
    cards = "".join(
        f"<figure><a href=/{n}><img src=/{n}.jpg></a><figcaption><a href=/{n}>桥洞底下的象棋摊第{n}局</a></figcaption>"
        f"<p>象棋摊摆了二十年，输家请赢家喝一碗茶，赢家要把第{n}局怎么赢的讲给输家听，讲不清楚的算和棋。</p></figure>"
        for n in range(4)
    )
    article = _page(f"<p>{STORY}</p></div><div>{cards}", "<div><h1>老钟声里的早班船</h1><div>2024-05-20 14:33</div>")
    assert article.text == STORY


SECTIONS = "".join(f"<div><h3>河堤第{n}记</h3><p>{STORY[n:]}</p></div>" for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("lead", "is_text"),
    [
        ("<p>少年宫昨天把旧椅子刷成了七种颜色。</p>", True),
        ("<p>第一时间，读懂河堤。</p>", False),
        ("<div>少年宫昨天把旧椅子刷成了七种颜色。</div>", False),
    ],
    ids=["lead", "slogan", "no-paragraph"],
)
def test_a_short_lead_above_the_first_heading(lead: str, is_text: bool) -> None:
    text = _page(f"{lead}<div>{SECTIONS}</div>").text
    assert text.startswith(lead[lead.index(">") + 1 : lead.index("</")]) is is_text


def test_captions_with_their_photographer_are_sentences() -> None:
    told = ("清早，卖豆浆的把第一锅端上车。", "午后，孩子们给椅子写字。", "夜里，路灯照着空椅子。")
    shown = "".join(f"{PICTURE}<p>{line}姜一舟/摄</p>" for line in told)
    article = clean(f"<title>河堤上的一天</title><h1>河堤上的一天</h1><div>2024-05-20 14:33</div><div>{shown}</div>")
    assert article.is_article
    assert all(line[:-1] in article.text for line in told)
