"""One caption that is all a page tells, and the nearest pages on which it is a caption."""

from __future__ import annotations

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


def test_a_figure_with_a_linked_title_is_a_card() -> None:
    cards = "".join(
        f"<figure><a href=/{n}><img src=/{n}.jpg></a><figcaption><a href=/{n}>桥洞底下的象棋摊第{n}局</a></figcaption>"
        f"<p>象棋摊摆了二十年，输家请赢家喝一碗茶，赢家要把第{n}局怎么赢的讲给输家听，讲不清楚的算和棋。</p></figure>"
        for n in range(4)
    )
    article = _page(f"<p>{STORY}</p></div><div>{cards}", "<div><h1>老钟声里的早班船</h1><div>2024-05-20 14:33</div>")
    assert article.text == STORY
