"""`clean` and `clean_text`: what they take, and that what is no page is a result with a reason."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from lxml import html as lxml_html

from cleaners import clean, clean_text
from tests.sites import article

PAGE = article(7).body
URL = "https://www.dutenews.com/p/7.html"


def test_every_kind_of_input_gives_the_same_record() -> None:
    expected = clean(PAGE, URL).to_dict()
    assert expected["headline"] == "第7号渡口重新开航"
    assert [person["name"] for person in expected["credits"]] == ["周书言", "钱小满"]
    text = PAGE.decode()
    soup = BeautifulSoup(text, "lxml")
    element = lxml_html.document_fromstring(text)
    for page in (text, bytearray(PAGE), memoryview(PAGE), soup, soup.html, element, element.getroottree()):
        assert clean(page, URL).to_dict() == expected
    assert etree.tostring(element) == etree.tostring(lxml_html.document_fromstring(text))  # the input is not touched


def test_a_part_of_a_page_is_a_page() -> None:
    soup = BeautifulSoup(PAGE, "html.parser")
    box = soup.find("h1").parent
    assert clean(box).text == clean(PAGE).text


def test_other_types_are_refused() -> None:
    for page in (None, 7, ["<p>"], object()):
        with pytest.raises(TypeError, match="page must be bytes, str, a path, an open file, a response"):
            clean(page)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty_page"),
        (b" \n\t ", "empty_page"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "not_html"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "not_html"),
        (b"<div>" * 200_000, "empty_page"),
        (b"<html><body></body></html>", "empty_page"),
        (b"\xff\xfe\x80\x81", "empty_page"),
    ],
)
def test_what_is_no_page_is_a_result_with_a_reason(data: bytes, reason: str) -> None:
    article = clean(data, URL)
    assert (article.is_article, article.url) == (False, URL)
    assert reason in article.flags


def test_a_text_and_its_page_agree() -> None:
    """Flattened by someone else, the same page gives the same text and people."""
    lines = [line for line in lxml_html.document_fromstring(PAGE.decode()).itertext() if line.strip()]
    flat, page = clean_text("\n".join(lines[1:])), clean(PAGE)
    assert (flat.text, flat.headline, flat.credits) == (page.text, page.headline, page.credits)
