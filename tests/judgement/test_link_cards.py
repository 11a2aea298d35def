"""Cards of other articles between the paragraphs of a text; nearest to them a digest's items and what a story quotes."""

from __future__ import annotations

import pytest

from cleaners import clean

TITLE = "石桥封闭三个月后通行"
PARAGRAPHS = (
    "石桥封了三个月，今天早上重新开通，第一个走上去的是每天送孩子上学的董奶奶。",
    "“栏杆还是原来的。”石匠说，每一根他都编了号。",
    "二期工程将恢复桥头的茶亭。",
)
CARDS = (
    ("渡口边的茶馆重新开门", "茶馆的老板把泡了四十年的茶缸又摆了出来，头一个上午来了六十多位老街坊。"),
    ("盐田的收成", "盐田今年头一批收成过了秤，比去年多两成。"),
)
FORMS = {
    "box": "<div class=k><h3><a href=/{n}>{title}</a></h3><p>{text}</p></div>",
    "link": "<a class=k href=/{n}><h3>{title}</h3><p>{text}</p></a>",
    "picture": "<div class=k><a href=/{n}><img src=/{n}.jpg></a><div><h4><a href=/{n}>{title}</a></h4><div>{text}</div></div></div>",
    "aside": "<aside><h4>相关阅读</h4><a href=/{n}>{title}</a><p>{text}</p></aside>",
}


def _text(*lines: str) -> list[str]:
    page = f"<html><head><title>{TITLE}_南浦晚报</title></head><body><h1>{TITLE}</h1><div>2024-07-01 09:00 来源：南浦晚报</div>"
    body = "".join(line if line.startswith("<") else f"<p>{line}</p>" for line in lines)
    return clean(f"{page}<div class=c>{body}</div></body></html>").text.split("\n")


def _card(form: str, number: int) -> str:
    title, text = CARDS[number]
    return FORMS[form].format(n=number, title=title, text=text)


@pytest.mark.parametrize("form", FORMS)
def test_a_card_between_paragraphs_is_another_article_s(form: str) -> None:
    first, *others = PARAGRAPHS
    assert _text(first, _card(form, 0), *others) == list(PARAGRAPHS)


@pytest.mark.parametrize("form", ["box", "link", "picture"])
def test_cards_between_paragraphs_are_other_articles(form: str) -> None:
    first, second, third = PARAGRAPHS
    assert _text(first, _card(form, 0), second, _card(form, 1), third) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    "quoted",
    [
        "<blockquote><p><a href=/1>渡口边的茶馆重新开门</a></p><p>茶馆的老板把泡了四十年的茶缸又摆了出来。</p></blockquote>",
        "<div class=k><a href=/u>江边的老木匠</a><p>茶馆的老板把泡了四十年的茶缸又摆了出来。</p></div>",
    ],
)
def test_what_a_story_quotes_under_a_link_is_its_own(quoted: str) -> None:
    first, *others = PARAGRAPHS
    assert "茶馆的老板把泡了四十年的茶缸又摆了出来。" in _text(first, quoted, *others)


def test_items_of_a_digest_stand_below_each_other() -> None:
    first, *others = PARAGRAPHS
    text = _text(first, _card("box", 0), _card("box", 1), *others)
    assert [line in text for _, line in CARDS] == [True, True]


def test_paragraphs_behind_a_link_that_nobody_closed_are_text() -> None:
    told = (
        PARAGRAPHS[0],
        *(text for _, text in CARDS[:1]),
        "桥头的老石匠今年七十一岁，他说这座桥一共用了四百二十块石头，一块也没有多。",
    )
    linked = "".join(f"<p><a href=/1>{line}</a></p>" for line in ("石桥今天通行的经过", *told))
    assert _text(linked)[-3:] == list(told)
