"""The proof of a template: what it does on pages that were held out, and what a crawl makes of that."""

from __future__ import annotations

from collections import Counter

import pytest

from cleaners import Article, learn
from cleaners.learning.proof import Tried, loses, prove
from cleaners.template.layout import Entry, Layout, Proof, Template
from tests.invented_site import InventedSite

FIRST = "渡口停航两年之后，原来的木船换成了三条电动船，甲板上留出了放自行车的位置。"
SECOND = "住在东岸的周阿姨一早就来坐船，她说，过去送孙子上学要绕一大圈，如今方便了。"
THIRD = "市交通部门表示，下一步将开通夜航，并在两岸增设公共停车场和候船的长廊。"


def article(*lines: str, is_article: bool = True) -> Article:
    return Article(text="\n".join(lines), is_article=is_article)


@pytest.mark.parametrize(
    ("plain", "taught", "is_lost"),
    [
        (article(FIRST, SECOND, THIRD), article(FIRST, SECOND, THIRD), False),
        (article(FIRST, SECOND, THIRD), article(FIRST, SECOND), False),  # the end of a text: posts stood there
        (article(FIRST, SECOND, THIRD), article(FIRST, THIRD), True),
        (article(FIRST, SECOND, THIRD), article(SECOND, THIRD), True),
        (article(FIRST, "热榜", SECOND), article(FIRST, SECOND), False),  # no sentence
        (article(FIRST), article(is_article=False), True),
    ],
)
def test_a_hole_in_a_text_is_a_loss(plain: Article, taught: Article, is_lost: bool) -> None:
    assert loses(Tried(plain, taught), Counter([FIRST, SECOND, THIRD])) is is_lost


def test_a_sentence_that_another_page_has_too_is_no_loss() -> None:
    tried = [Tried(article(FIRST, SECOND, THIRD), article(FIRST, THIRD))]
    template = Template(pages=4, layouts=(Layout(),))
    assert prove(template, tried, [article(SECOND)]).lost == 0
    assert prove(template, tried, [article(FIRST[:20])]).lost == 1


def test_the_figures_count_pages_and_characters() -> None:
    tried = [
        Tried(article(FIRST, "热榜"), article(FIRST)),
        Tried(article(SECOND), article(SECOND)),
        Tried(article(THIRD, FIRST), Article(text=f"{THIRD}\n{FIRST}", is_article=True, flags=("template_disagrees",))),
    ]
    template = Template(pages=6, layouts=(Layout(date=(Entry("body > p"),)), Layout(body=(Entry("body"),))))
    assert prove(template, tried, ()) == Proof(6, 3, lost=0, gained=1, taken=2, disagreed=1, placed=1)


@pytest.mark.parametrize(
    ("proof", "is_good"),
    [
        (Proof(16, 9, gained=1), True),
        (Proof(16, 9, placed=1), True),
        (Proof(16, 9), False),
        (Proof(16, 9, lost=1, gained=8, placed=1), False),
        (Proof(16, 0, placed=1), False),
    ],
)
def test_a_crawl_uses_what_loses_nothing_and_is_of_use(proof: Proof, is_good: bool) -> None:
    assert proof.is_good is is_good


def test_a_third_of_the_pages_is_held_out() -> None:
    proof = learn([(page.html, page.url) for page in InventedSite().pages(0, 24)]).proof
    assert proof is not None
    assert (proof.learned, proof.tried, proof.lost, proof.disagreed) == (16, 8, 0, 0)
    assert proof.gained >= 6
    assert learn([page.html for page in InventedSite().pages(0, 5)]).proof is None
