"""What tag, class and id say of an element."""

from __future__ import annotations

import pytest

from cleaners.evidence.element_names import (
    LABELS,
    RANKS,
    TAG_PRIORS,
    is_for_captions,
    names_title,
    prior,
    rank_of,
    words_of,
)
from cleaners.values import Label


@pytest.mark.parametrize(
    ("tag", "names", "weight"),
    [
        ("div", "", 1.0),
        ("div", "column-left", 1.0),
        ("div", "content", 1.15),
        ("div", "Content", 1.15),
        ("div", "sidebar", 0.6),
        ("section", "comment", 0.6),
        ("article", "", 1.2),
        ("article", "story", 1.38),
        ("nav", "content", 0.0),  # never, whatever it is called
        ("article", "article content", 1.4),  # 1.2 * 1.15 * 1.15, held at the upper bound
    ],
)
def test_what_an_element_weighs_as_a_container(tag: str, names: str, weight: float) -> None:
    assert prior(tag, names) == pytest.approx(weight)


@pytest.mark.parametrize(
    ("names", "label"),
    [
        ("breadcrumb", Label.NAVIGATION),
        ("footer", Label.FOOTER),
        ("pinglun", Label.COMMENT),
        ("jiathis", Label.SHARE),
        ("rank", Label.RECOMMENDATION),
        ("banner", Label.PROMO),
        ("share nav", Label.NAVIGATION),  # of two the first in the order
        ("list comment", Label.COMMENT),
    ],
)
def test_which_label_names_give_outside_an_article(names: str, label: Label) -> None:
    assert LABELS[rank_of(names)] is label


def test_words_without_a_label_give_none() -> None:
    assert rank_of("content main zoom title caption") == rank_of("") == len(LABELS)


def test_tags_speak_as_words_do() -> None:
    assert LABELS[RANKS["nav"]] is Label.NAVIGATION
    assert {"nav", "footer", "aside", "header"} <= RANKS.keys() & TAG_PRIORS.keys()


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("", set()),
        ("post-content article_body", {"post", "content", "article", "body"}),
        ("Main  Story\n", {"main", "story"}),
        ("menu2 hot_list17 ad300x250 h1title 163", {"menu", "hot", "list", "ad300x", "h1title", ""}),
        ("articleContent", {"articlecontent"}),
        ("block__title--large", {"block", "title", "large"}),
        ("正文 content", {"正文", "content"}),
    ],
)
def test_names_are_cut_where_their_author_cut_them(names: str, words: set[str]) -> None:
    assert words_of(names) == words


def test_a_part_of_a_word_says_nothing() -> None:
    assert prior("div", "2content sidebars download-adviser") == 1.0
    assert rank_of("list2x newsList advertisement") == len(LABELS)
    assert not names_title("h1title")


def test_names_of_headlines_and_captions() -> None:
    assert names_title("biaoti")
    assert names_title("H1 Title")
    assert not names_title("subtitled")
    assert is_for_captions("figcaption", "")
    assert is_for_captions("p", "tushuo")
    assert not is_for_captions("p", "captions")
