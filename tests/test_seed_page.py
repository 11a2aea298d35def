"""The one real page we have, flattened: exact to the character, and the same in every shape of DOM."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cleaners import Article, Person, clean, clean_text
from tests.dom_styles import STYLES, Parts

KICKER = "深圳市科技创新局党组书记、局长张林:"
HEADLINE = "完善创新服务体系 加强核心技术攻关"
CREDITS = (Person("李璐", "编辑"), Person("温静", "审读"), Person("王雯", "二审"), Person("甘霖", "三审"))


@pytest.fixture(scope="module")
def seed(shared: Path) -> str:
    return (shared / "seed-page.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def parts(seed: str) -> Parts:
    lines = seed.split("\n")
    return Parts(lines[0], lines[1], tuple(lines[2:10]), lines[10], tuple(lines[11:]))


@pytest.fixture(scope="module")
def article(seed: str) -> Article:
    return clean_text(seed)


def test_fields(article: Article) -> None:
    assert article.is_article
    assert (article.kicker, article.headline) == (KICKER, HEADLINE)
    assert article.credits == CREDITS
    assert article.authors == ()
    assert article.language == "zh"


def test_text_is_the_eight_paragraphs_to_the_character(article: Article, seed: str) -> None:
    assert article.text.startswith("“2024年,深圳在科技创新的道路上")
    assert article.text.endswith("顶尖企业研发中心。")
    assert article.text.split("\n") == seed.split("\n")[2:10]


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("读特热榜", "recommendation"),
        ("IN视频", "recommendation"),
        ("鹏友圈", "recommendation"),
        ("带话题#读特小记者#", "promo"),
        ("@铲屎官们", "promo"),
        ("00:42", "video"),
        ("落霞含烟千万里", "video"),
        ("友情链接", "legal"),
        ("粤ICP备", "legal"),
        ("粤公网安备", "legal"),
        ("Copyright @1997-2023", "legal"),
        ("编辑 李璐 审读", "credit"),
    ],
)
def test_boilerplate_is_gone_and_in_the_ledger(article: Article, words: str, label: str) -> None:
    assert words not in article.text
    assert [removal.label for removal in article.removals if removal.text.lstrip("- ").startswith(words)] == [label]


def test_every_line_is_somewhere(article: Article, seed: str) -> None:
    kept = [
        *article.text.split("\n"),
        article.kicker,
        article.headline,
        *(removal.text for removal in article.removals),
    ]
    assert sorted(kept, key=str) == sorted((line.strip() for line in seed.split("\n") if line.strip()), key=str)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.__name__)
def test_every_dom_gives_the_same_record(article: Article, parts: Parts, style: Callable[[Parts], str]) -> None:
    page = clean(style(parts))
    assert page.text == article.text
    assert (page.kicker, page.headline, page.credits) == (article.kicker, article.headline, article.credits)
    assert page.is_article
    assert page.extractor == "dute"
