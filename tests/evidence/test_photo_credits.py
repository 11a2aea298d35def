"""Photo credits: the early exits refuse no caption that an expression takes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.evidence import photo_credits

WORDS = [
    *"图摄由：:/／（()）、 。▲",
    "图片",
    "照片",
    "视频",
    "供图",
    "提供",
    "摄影",
    "来源",
    "图源",
    "王五",
    "某某馆",
    "老桥通车",
]


@given(st.lists(st.sampled_from(WORDS), max_size=9).map("".join))
@settings(max_examples=500)
def test_no_caption_with_a_credit_is_refused_unread(caption: str) -> None:
    expressions = [photo_credits.GIVEN, photo_credits._NAMED, photo_credits._GIVER, photo_credits._TAKEN]
    assert photo_credits._has_credit_sign(caption) or not any(expression.search(caption) for expression in expressions)
    named, given_name = (
        photo_credits._name_given(caption),
        photo_credits._NAMED.search(caption) or photo_credits._GIVER.search(caption),
    )
    assert (named and named.span()) == (given_name and given_name.span())
