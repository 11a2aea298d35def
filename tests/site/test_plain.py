"""Plain addresses: the short way gives what `urllib` and `w3lib` give, and takes nothing that they would change."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from w3lib.url import safe_url_string

from crawler.site.plain import Plain, join_plain, read_plain

PAGE = "https://news.example.com/2016/03/t_1.html?a=1"


def test_the_parts_of_a_plain_address() -> None:
    assert read_plain("https://news.example.com:8080/c/%E5%86%9B/1.html?a=1&b=%2F#top") == Plain(
        "https", "news.example.com:8080", "/c/%E5%86%9B/1.html", "a=1&b=%2F"
    )
    assert read_plain("http://a.cn") == Plain("http", "a.cn", "", "")


@pytest.mark.parametrize(
    "url",
    [
        "HTTP://a.cn/", "http://A.cn/", "http://a.cn:080/", "http://u@a.cn/", "ftp://a.cn/", "http://a.cn/a/../b", "http://a.cn//b",
        "http://a.cn/./b", "http://a.cn/新", "http://a.cn/a b", "http://a.cn/%zz", "http://a.cn/?", "http://a.cn?a=1", "http://a.cn/#",
        "http://a.cn/;x", "http://[::1]/", "http://a.cn:99999/", "javascript:void(0)", "",
    ],
)  # fmt: skip
def test_what_may_mean_another_address_is_not_plain(url: str) -> None:
    assert read_plain(url) is None


@pytest.mark.parametrize(
    ("base", "reference", "expected"),
    [
        (PAGE, "t_2.html", "https://news.example.com/2016/03/t_2.html"),
        (PAGE, "/c/", "https://news.example.com/c/"),
        (PAGE, "//b.cn/c/", "https://b.cn/c/"),
        (PAGE, "http://b.cn/c/#a", "http://b.cn/c/#a"),
        ("", "http://b.cn/", "http://b.cn/"),
        ("http://a.cn/p?x=/y/", "1.html", "http://a.cn/1.html"),
        ("http://a.cn/p#/y/", "1.html", "http://a.cn/1.html"),
        ("http://a.cn", "1.html", None),
        ("http://a.cn#/", "/1.html", None),
        (PAGE, "../t.html", None),
        (PAGE, "?b=2", "https://news.example.com/2016/03/t_1.html?b=2"),
        (PAGE, "#top", "https://news.example.com/2016/03/t_1.html?a=1#top"),
        (PAGE, "", None),
        (PAGE, "mailto:a@b.cn", None),
    ],
)
def test_references(base: str, reference: str, expected: str | None) -> None:
    assert join_plain(base, reference) == expected


@given(
    st.text(alphabet="ahtp:/.?#&=%2F~_-A新 ;@[", max_size=16),
    st.sampled_from([PAGE, "http://a.cn/", "http://a.cn:81/b/"]),
)
@example("http://a.cn/b?a=%2f#a/b", PAGE)
@example("a%2f/p.html", PAGE)
@example("//a.h/p", PAGE)
def test_the_short_way_agrees_with_the_general_one(reference: str, base: str) -> None:
    found = join_plain(base, reference)
    if found is not None:
        assert found == safe_url_string(urljoin(base, reference), encoding="gb18030")
