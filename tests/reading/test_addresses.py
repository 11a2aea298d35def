"""Addresses: the short cut gives what urllib gives."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.reading import addresses

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
    assert addresses.split(address)[:2] == split
    assert addresses.resolve(address, page) == joined


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
    assert (addresses._PLAIN_ADDRESS.fullmatch(address) is not None) is plain
