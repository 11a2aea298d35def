"""Pages of one story by their addresses; looking only at addresses that begin alike misses none."""

from __future__ import annotations

import pytest

from crawler.site.links import Link
from crawler.site.parts import _is_further_page, further_pages, next_part, single_view

FOLDER = "https://news.example.com/2016/03"
NAMES = (
    "c_12.htm", "c_12_2.htm", "c_12-3.htm", "c_12_2.html", "c_12_all.htm", "c_12_0.HTM", "c_123_2.htm", "c_12.htm?page=2", "c_12_2",
    "c_12.htm?showall=1", "c_12_2.htm#a", "c_1_2.htm", "12.htm", "12_2.htm", "12_all.shtml", "", "a/c_12_2.htm", "12.htm?p=3&a=1",
    "12.htm?a=1&p=2", "12?p=2", "12", "12_2",
)  # fmt: skip
ADDRESSES = [
    f"{folder}/{name}" for folder in (FOLDER, FOLDER.replace("https", "http"), f"{FOLDER}/..") for name in NAMES
]


@pytest.mark.parametrize("name", NAMES)
def test_all_further_pages_begin_as_the_first_one(name: str) -> None:
    first = f"{FOLDER}/{name}"
    assert further_pages(first, ADDRESSES) == {url for url in ADDRESSES if _is_further_page(url, first)}


def test_the_pages_of_a_story() -> None:
    first = f"{FOLDER}/c_12.htm"
    mine = {f"{FOLDER}/c_12_2.htm", f"{FOLDER}/c_12-3.htm", f"{FOLDER}/c_12_all.htm", f"{FOLDER}/c_12.htm?page=2"}
    found = further_pages(first, ADDRESSES)
    assert mine <= found
    assert not found & {first, f"{FOLDER}/c_123_2.htm", f"{FOLDER}/c_12_2.html", f"{FOLDER}/a/c_12_2.htm"}
    assert next_part(first, first, ADDRESSES) == f"{FOLDER}/c_12_2.htm"
    assert next_part(first, f"{FOLDER}/c_12_2.htm", ADDRESSES) == f"{FOLDER}/c_12-3.htm"
    assert next_part(first, f"{FOLDER}/c_12-3.htm", ADDRESSES) is None


def test_the_whole_story_is_named_by_address_and_text() -> None:
    first, whole = f"{FOLDER}/c_12_2.htm", f"{FOLDER}/c_12_all.htm"
    assert single_view(first, [Link(f"{FOLDER}/c_13_all.htm", "阅读全文"), Link(whole, "阅读全文")]) == whole
    assert single_view(first, [Link(whole, "下一页")]) is None
    assert single_view(first, [Link(first, "阅读全文")]) is None
