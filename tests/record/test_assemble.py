"""A page that is no article states the facts that are its own."""

from __future__ import annotations

from cleaners import Article, clean

CARD = (
    "<li><a href='/a/{n}.html'>河光镇的第{n}座石桥昨天重新开通</a><span>2024-05-{n} 10:20 <a href='/a/{n}.html'>河光镇的第{n}座石桥</a></span>"
    "<img src='/p/{n}.jpg'></li>"
)


def channel() -> Article:
    cards = "".join(CARD.format(n=n) for n in range(10, 22))
    return clean(
        "<html><head><title>河光镇_河光网</title><meta name=keywords content='河光,石桥'></head><body><h1>河光镇</h1>"
        f"<ul>{cards}</ul><p>编辑：王小桥</p></body></html>"
    )


def test_a_channel_page_has_no_entry_s_facts() -> None:
    article = channel()
    assert (article.is_article, article.flags[-1]) == (False, "list_page")
    assert (article.site, article.keywords) == ("河光网", ("河光", "石桥"))
    found = article.source, article.date_published, article.authors, article.credits, article.images, article.deck
    assert found == (None, None, (), (), (), None)


def test_an_article_behind_a_wall_keeps_its_facts() -> None:
    article = clean(
        "<html><head><title>石桥重新开通_河光网</title></head><body><h1>石桥重新开通</h1><p>2024-05-20 10:20 来源：河光日报 记者 王小桥</p>"
        "<p>石桥封了三个月，今天早上……</p><div>登录后阅读全文</div><p><a href='/login'>登录</a> <a href='/join'>注册</a></p></body></html>"
    )
    assert (article.is_article, article.source) == (False, "河光日报")
    assert [person.name for person in article.authors] == ["王小桥"]
    assert (article.date_published or "").startswith("2024-05-20T10:20")
