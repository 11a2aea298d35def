"""The comments of a publishing system, as a witness for kicker, deck, section, source and moment."""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.evidence.founder import with_borders
from cleaners.reading.kinds import holds

BODY = "<p>石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。</p><p>桥面换了防滑的青石，栏杆还是原来的，石匠把每一根都编了号。</p>"
COMMENT = (
    "<!--enpproperty <articleid>31</articleid><date>2022-02-13 07:41:00.0</date><author>录入员</author><title>石桥今天重新开通</title>"
    "<keyword>桥</keyword><subtitle>{deck}</subtitle><introtitle>{kicker}</introtitle><siteid>1</siteid><nodename>民生</nodename>"
    "<sourcename>岚川日报</sourcename>/enpproperty--><!--enpcontent-->"
)


def page(head: str, *, kicker: str = "", deck: str = "", inside: str = "") -> str:
    comment = COMMENT.format(kicker=kicker, deck=deck)
    return f"<html><head><title>石桥今天重新开通</title></head><body><div>{head}<div>{comment}{inside}{BODY}<!--/enpcontent--></div></div></body></html>"


def test_lines_that_the_comment_names_are_kicker_and_deck_however_short() -> None:
    shown = "<p>三个月后</p><h1>石桥今天重新开通</h1><p>村民都来了</p><p>2022-02-13</p>"
    article = clean(page(shown, kicker="三个月后", deck="村民都来了"))
    assert (article.kicker, article.headline, article.deck) == ("三个月后", "石桥今天重新开通", "村民都来了")
    assert (article.source, article.section) == ("岚川日报", "民生")
    assert article.date_published == "2022-02-13T07:41:00+08:00"
    assert article.authors == ()
    assert article.text.startswith("石桥封了三个月")


def test_a_deck_inside_the_text_leaves_it() -> None:
    article = clean(page("<h1>石桥今天重新开通</h1>", deck="村民都来了", inside="<p>村民都来了</p>"))
    assert article.deck == "村民都来了"
    assert "村民都来了" not in article.text


def test_what_the_page_does_not_show_is_filled_in() -> None:
    assert clean(page("<h1>石桥今天重新开通</h1>", kicker="三个月后")).kicker == "三个月后"


def test_the_borders_of_the_text_part_it_from_what_stands_in_its_element() -> None:
    comment = COMMENT.format(kicker="", deck="")
    beside = "<p>东街的老书店搬进了旧邮局，邮筒还在门口，里面放满了读者写给作者的信，每周取一次。</p>"
    article = clean(
        f"<html><head><title>石桥今天重新开通</title></head><body><div><h1>石桥今天重新开通</h1>{comment}{BODY}<!--/enpcontent-->{beside}</div></body></html>"
    )
    assert "老书店" not in article.text
    assert article.text.endswith("石匠把每一根都编了号。")
    as_bytes = clean(
        f"<meta charset=utf-8><title>石桥今天重新开通</title><h1>石桥今天重新开通</h1>{comment}{BODY}<!--/enpcontent-->{beside}".encode()
    )
    assert as_bytes.text == article.text


def test_borders_across_elements_are_no_borders() -> None:
    comment = COMMENT.format(kicker="", deck="")
    markup = f"{comment}<div>{BODY}<!--/enpcontent--></div>"
    assert with_borders(markup) == markup
    assert with_borders(markup.encode()) == markup.encode()


def test_the_visible_page_is_the_authority() -> None:
    article = clean(page("<h1>石桥今天重新开通</h1><p>2022-02-14 10:00 来源：青屿晚报</p>", kicker="null"))
    assert (article.source, article.date_published) == ("青屿晚报", "2022-02-14T10:00:00+08:00")
    assert article.kicker is None


def test_a_comment_that_only_repeats_the_title_or_never_ends_says_nothing() -> None:
    repeated = clean(page("<h1>石桥今天重新开通</h1>", kicker="石桥今天重新开通", deck="石桥今天重新开通"))
    assert (repeated.kicker, repeated.deck) == (None, None)
    assert clean("<h1>石桥今天重新开通</h1>" + BODY + "<!--enpproperty <introtitle>三个月后").kicker is None
    plain = page("<h1>石桥今天重新开通</h1>", deck="走 &amp; 看<br>村民都来了")
    assert clean(plain).deck == "走 & 看 村民都来了"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"<!--en", True),
        (b"a<!--enb", True),
        (b"aa<!--en", True),
        (b"<!-<!--en", True),
        (b"!!!!!!", False),
        (b"!--en", False),
        (b"<!--e", False),
        (b"<!--e<!--", False),
        (b"!", False),
        (b"", False),
    ],
)
def test_a_part_of_a_page_is_found_wherever_it_stands(data: bytes, expected: bool) -> None:
    assert holds(data, b"<!--en") is expected


def test_a_part_of_a_byte_or_two_is_found() -> None:
    assert holds(b"ab", b"")
    assert holds(b"ab", b"ab")
    assert not holds(b"ba", b"ab")


def test_every_part_of_a_page_is_found() -> None:
    data = b"<!<!--!<!-->!--"
    parts = {data[first:end] for first in range(len(data)) for end in range(first, len(data) + 1)}
    assert all(holds(data, part) for part in parts)
    assert not any(holds(data, part + b"x") or holds(data, b"x" + part) for part in parts)
