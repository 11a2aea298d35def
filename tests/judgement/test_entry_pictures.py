"""The pictures of entries inside the text's element are not the article's."""

from __future__ import annotations

import pytest

from cleaners import Article, clean

TEXT = [
    "<p>石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。</p>",
    "<p>桥面换了防滑的青石，栏杆还是原来的，石匠把每一根都编了号，村里人都来看。</p>",
    "<p>镇里说，桥头的早市照旧，夜里多亮两盏灯，涨水的时候灯会变红。</p>",
]
OWN = '<div><img src="/own.jpg"></div>'
CARD = '<div class="i"><a href="/n/{0}.html"><img src="/feed/{0}.jpg"></a><a href="/n/{0}.html">{1}</a><span>{2}</span></div>'
TITLES = ["南湾渔港今年第一船鱼靠岸", "东岭县钟表铺搬进博物馆", "山里的邮路还有人走"]


def cards(beside: str) -> str:
    return "".join(CARD.format(number, title, beside) for number, title in enumerate(TITLES))


def page(*parts: str) -> Article:
    return clean(
        "<html><head><title>石桥今天重新开通</title></head><body><div><h1>石桥今天重新开通</h1><p>2024-05-20 10:20</p>"
        f"<div>{''.join(parts)}</div></div></body></html>",
        url="https://www.example.com/p/1.html",
    )


def pictures(article: Article) -> list[str]:
    return [image.url.rsplit("/", 1)[1] for image in article.images]


@pytest.mark.parametrize("beside", ["", "2024-05-11"])
def test_pictures_of_cards_behind_the_text_go(beside: str) -> None:
    article = page(TEXT[0], OWN, *TEXT[1:], cards(beside))
    assert pictures(article) == ["own.jpg"]
    assert article.text.endswith("灯会变红。")


def test_a_title_with_its_date_beside_it_is_no_caption() -> None:
    article = page(
        TEXT[0], OWN, *TEXT[1:], '<div><a href="/n/1.html">山里的邮路还有人走</a><span>2024-05-11</span></div>'
    )
    assert [image.caption for image in article.images] == [None]
    assert "邮路" not in article.text


def test_an_own_picture_with_a_way_to_more_pictures_below_it_stays() -> None:
    more = '<div><a href="/pic2.html"><img src="/own.jpg"></a><a href="/pic2.html">进入图集看更多现场照片</a></div>'
    assert pictures(page(TEXT[0], more, *TEXT[1:])) == ["own.jpg"]


def test_a_linked_picture_with_its_caption_stays() -> None:
    linked = '<div><a href="/big.jpg"><img src="/own.jpg"></a><p>石桥开通的早上。王小桥 摄</p></div>'
    article = page(TEXT[0], *TEXT[1:], linked)
    assert [(image.caption, image.credit) for image in article.images] == [("石桥开通的早上。", "王小桥")]


def test_a_card_that_says_what_it_is_loses_its_picture_amid_the_text() -> None:
    card = '<div><a href="/n/9"><img src="/9.jpg"><p>延伸阅读：石桥是怎样修好的</p></a></div>'
    assert pictures(page(TEXT[0], card, *TEXT[1:])) == []
