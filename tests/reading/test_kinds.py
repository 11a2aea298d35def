"""What kind of thing came, by how it opens."""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.reading import kinds


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("<!DOCTYPE html><html>", True),
        ("\n <p>老桥通车", True),
        ("<!-- 存自某网 -->\n<html>", True),
        ("<!--甲--><!--乙-->\n<!-- --> <div class=a>", True),
        ("<!---->" * 140 + "<p>", True),
        ("<!-- 没有结尾 <html>", False),
        ("<!--甲-->老桥通车 <p>", False),
        ("老桥通车<p>", False),
        ('<?xml version="1.0"?><rss>', False),
        ("", False),
    ],
)
def test_a_page_opens_with_a_tag_or_a_comment_before_it(opening: str, expected: bool) -> None:
    assert kinds.opens_html(opening) is expected


def test_a_page_behind_a_comment_is_read_as_one() -> None:
    paragraph = "<p>老桥边的茶馆又坐满了人，街坊们说起往事，一聊就是半天。</p>"
    plain, commented = clean(paragraph.encode()), clean(b"<!-- 2020 -->\n" + paragraph.encode())
    assert plain.text == commented.text == "老桥边的茶馆又坐满了人，街坊们说起往事，一聊就是半天。"
    assert commented.is_article is plain.is_article
