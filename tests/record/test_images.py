"""The article's own pictures: what is read off an address or a caption without the long way is what that gives."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.record import images

PARTS = [*"/?#;.:@[] %&\t\n\\~-_ax1中\x00", "http:", "https:", "HTTP:", "//", "..", "img.example", ":8080", "x=1"]
BEGINNINGS = ["", "http://", "https://", "https://img.example/", "//img.example/", "//", "/", "./", "../"]
ADDRESSES = st.builds(
    str.__add__, st.sampled_from(BEGINNINGS), st.lists(st.sampled_from(PARTS), max_size=8).map("".join)
)
PAGES = [
    "https://www.example.com/a/1.html",
    "http://h",
    "//x/y",
    "about:blank",
    "http://[bad",
    "ftp://a/b",
    "HTTP://E/x/",
]


@given(ADDRESSES, st.sampled_from(PAGES))
@settings(max_examples=600)
def test_plain_addresses_are_split_and_joined_as_the_library_does(address: str, page: str) -> None:
    try:
        split = urlsplit(address)[1:3]
    except ValueError:
        split = ("", address)
    try:
        joined = urljoin(page, address)
    except ValueError:
        joined = address
    assert images._split(address)[:2] == split
    assert images.resolve(address, page) == joined


@pytest.mark.parametrize(
    ("address", "plain"),
    {
        "https://img.example/a/1.jpg": True,
        "http://img.example:8080/a/1.jpg?x=1;2": True,
        "//img.example/1.jpg": True,
        "./W0201.jpg": True,
        "https://img.example/1.jpg?": False,  # an empty query goes when it is joined
        "https://img.example/1.jpg;": False,
        "https://img.example/1.jpg#a": False,
        "https://img.example": False,
        "///img.example/1.jpg": False,
    }.items(),
)
def test_which_addresses_are_plain(address: str, plain: bool) -> None:
    assert (images._PLAIN_ADDRESS.fullmatch(address) is not None) is plain


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
    expressions = [images._GIVEN, images._NAMED, images._GIVER, images._TAKEN]
    assert images._has_credit_sign(caption) or not any(expression.search(caption) for expression in expressions)
    named, given_name = images._name_given(caption), images._NAMED.search(caption) or images._GIVER.search(caption)
    assert (named and named.span()) == (given_name and given_name.span())
