"""Confidence is a probability: its weights are those of the signs, no sign speaks against its side, nothing is certain."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest

from benchmarks.calibration import SIDES
from cleaners import clean, clean_text
from cleaners.judgement.confidence import MOST, OF_REFUSAL, OF_TEXT, RefusalSigns, Signs, TextSigns, confidence_of
from cleaners.pipeline import read
from cleaners.record.assemble import NO_PAGE

PARAGRAPHS = (
    "石桥今天上午重新开放，封闭的三个月里换了全部的栏杆和一半的桥板，桥头的茶摊也搬了回来。",
    "住在桥西的老人说，走了一辈子的桥，闭着眼睛也知道哪一块石板是松的，现在反而要看路了。",
    "施工队把换下来的旧石板编了号，堆在河边的空地上，打算铺成一条小路，通到小学的后门。",
)
BESIDE = "市集的摊位从清早摆到天黑，卖藤椅的师傅说，今年来问价的人比去年多，买的人还是那几个。"
HEAD = "<title>石桥重新开放_某某新闻网</title><body><h1>石桥重新开放</h1><p>2024-05-06 09:30　来源：某某日报</p>"


def page(text: str, after: str = "") -> str:
    return f"<html>{HEAD}<div class='text'>{text}</div>{after}</body></html>"


def paragraphs(lines: tuple[str, ...] = PARAGRAPHS) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def text_signs(source: str) -> TextSigns:
    signs = read(source).signs
    assert isinstance(signs, TextSigns)
    return signs


@pytest.mark.parametrize(("weights", "kind"), [(OF_TEXT, TextSigns), (OF_REFUSAL, RefusalSigns)])
def test_there_is_one_finite_weight_a_sign_on_its_side(weights: tuple[Signs, float], kind: type[Signs]) -> None:
    assert type(weights[0]) is kind
    assert len(kind._fields) <= 10
    assert all(map(math.isfinite, (*weights[0], weights[1])))
    assert any(weights[0])
    assert all(weight * side >= 0 for weight, side in zip(weights[0], SIDES[kind], strict=True))


@pytest.mark.parametrize("kind", [TextSigns, RefusalSigns])
def test_more_of_a_sign_never_moves_confidence_to_its_other_side(kind: type[Signs]) -> None:
    middle = kind(*(0.5 for _ in kind._fields))
    for field, side in zip(kind._fields, SIDES[kind], strict=True):
        found = [confidence_of(middle._replace(**{field: value / 4})) for value in range(5)]
        assert all((later - earlier) * side >= 0 for earlier, later in pairwise(found)), field


def test_a_text_is_doubted_for_what_speaks_against_it() -> None:
    sound = TextSigns(1.0, 0.6, 1.0, 0.7, 0.6, 0.0, 0.0, 0.0)
    assert confidence_of(sound) >= 0.85
    for field in ("scattered", "interrupted", "acted"):
        assert confidence_of(sound._replace(**{field: 1.0})) < confidence_of(sound), field
    assert confidence_of(sound._replace(explained=0.2, under_headline=0.0)) < confidence_of(sound) - 0.1


def test_no_confidence_is_a_certainty() -> None:
    assert confidence_of(RefusalSigns(1.0, 0.0, 0.0, 0.0)) == MOST
    assert confidence_of(TextSigns(0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0)) >= 0.01


def test_signs_of_a_plain_page_by_hand() -> None:
    size = sum(map(len, PARAGRAPHS))
    signs = text_signs(page(paragraphs()))
    assert signs == TextSigns(size / 400, 1.0, 1.0, 1.0, pytest.approx(1 / 3), 0.0, 0.0, 0.0)


def test_running_text_that_nothing_explains_lowers_a_text() -> None:
    beside = f"<div class='side'><div><p>{BESIDE}</p><p>{BESIDE[::-1]}</p></div></div>"
    plain, signs = text_signs(page(paragraphs())), text_signs(page(paragraphs(), f"<h3>相关阅读</h3>{beside}"))
    size = sum(map(len, PARAGRAPHS))
    assert plain.explained == 1.0
    assert signs.explained == pytest.approx(size / (size + len(BESIDE) * 2))


def test_a_fact_in_the_middle_of_a_text_interrupts_it() -> None:
    inside = page(paragraphs(PARAGRAPHS[:2]) + "<p>2024-05-05 18:20</p>" + paragraphs(PARAGRAPHS[2:]))
    assert clean(inside).text.split("\n")[-1] == PARAGRAPHS[-1]
    assert text_signs(inside).interrupted == 1.0
    assert clean(inside).confidence < clean(page(paragraphs())).confidence


def test_a_flattened_text_has_a_confidence_too() -> None:
    article = clean_text("\n".join(("石桥重新开放", "2024-05-06 09:30　来源：某某日报", *PARAGRAPHS)))
    assert article.is_article
    assert article.confidence >= 0.9


def test_what_says_itself_that_it_is_no_article_is_refused_surely() -> None:
    notice = read("<html><title>提示</title><body><h1>该内容已被发布者删除</h1><p>返回首页</p></body></html>")
    assert notice.article.flags == ("soft_404",)
    assert notice.signs == RefusalSigns(1.0, 0.0, 0.0, 0.0)
    assert notice.article.confidence >= 0.98


def test_bytes_that_hold_no_page_are_refused_surely() -> None:
    assert clean(b"\x7fELF\x02\x01\x01" + bytes(200)).confidence == NO_PAGE
