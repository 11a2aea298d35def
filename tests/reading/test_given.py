"""Paths, open files and responses are pages; the name of a page is none, and says so."""

from __future__ import annotations

import io
import urllib.request
import warnings
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html
from scrapy.http import HtmlResponse

from cleaners import clean, clean_text
from cleaners.reading.given import flag_of_name

#: GBK without a declaration, so that only the header of a response tells it.
PAGE = (
    "<h1>老桥通车</h1><p>2026-11-02 09:30</p><p>老桥边的茶馆又坐满了人，街坊们说起往事，一聊就是半天。</p>"
    "<p>新桥比老桥宽了一倍，公交车第一次开到了江对岸。</p>"
).encode("gbk")
URL = "https://www.example.com/a/1.html"
EXPECTED = clean(PAGE, URL, headers={"Content-Type": "text/html; charset=gbk"}).to_dict()


def test_the_page_is_read() -> None:
    assert (EXPECTED["headline"], EXPECTED["date_published"]) == ("老桥通车", "2026-11-02T09:30:00+08:00")
    assert EXPECTED["text"] == (
        "老桥边的茶馆又坐满了人，街坊们说起往事，一聊就是半天。\n新桥比老桥宽了一倍，公交车第一次开到了江对岸。"
    )


def test_a_path_and_an_open_file_are_read(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE)
    assert clean(path, URL).to_dict() == EXPECTED
    with path.open("rb") as file:
        assert clean(file, URL).to_dict() == EXPECTED
    with path.open(encoding="gbk") as lines:
        assert clean(lines, URL).to_dict() == EXPECTED
    assert clean(io.BytesIO(PAGE), URL).to_dict() == EXPECTED


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        clean(tmp_path / "page.html")


@pytest.mark.parametrize(
    "response",
    [
        # requests and httpx: `content`, `url` (a value of its own in httpx), `headers`
        SimpleNamespace(content=PAGE, url=URL, headers={"Content-Type": "text/html; charset=gbk"}),
        HtmlResponse(URL, body=PAGE, headers={"Content-Type": "text/html; charset=gbk"}),
    ],
)
def test_a_response_brings_its_address_and_its_header(response: Any) -> None:
    assert clean(response).to_dict() == EXPECTED
    assert clean(response, "https://www.example.com/b/2.html").url == "https://www.example.com/b/2.html"


def test_a_response_of_the_standard_library_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE)
    with urllib.request.urlopen(path.as_uri()) as response:  # noqa: S310  a file of the test
        article = clean(response)
    assert (article.url, article.text) == (path.as_uri(), EXPECTED["text"])


@pytest.mark.parametrize(
    ("text", "flag", "advice"),
    [
        ("https://www.example.com/a/1.html", "looks_like_an_address", "dute.fetch_and_clean"),
        (" HTTP://example.com ", "looks_like_an_address", "dute.fetch_and_clean"),
        ("file:///home/a/page.html", "looks_like_an_address", "dute.fetch_and_clean"),
        ("pages/2026/a page.HTML", "looks_like_a_path", "pathlib.Path"),
        ("C:\\pages\\老桥.txt", "looks_like_a_path", "pathlib.Path"),
    ],
)
def test_the_name_of_a_page_is_flagged_with_advice(text: str, flag: str, advice: str) -> None:
    with pytest.warns(UserWarning, match=advice) as caught:
        article = clean(text)
    assert (article.is_article, flag in article.flags, "empty_page" in article.flags) == (False, True, True)
    assert caught[0].filename == __file__


@pytest.mark.parametrize(
    "text",
    [
        "老桥边的茶馆又坐满了人，报名表见附件：报名表.html",
        "老桥通车\nhttps://www.example.com/a/1.html",
        "<p>page.html</p>",
        "老桥通车",
        "",
    ],
)
def test_a_text_that_only_holds_a_name_is_a_text(text: str) -> None:
    assert flag_of_name(text) is None
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        clean(text)
        clean_text("https://www.example.com/a/1.html")


def test_an_element_of_a_page_whose_language_is_a_control_character_is_read() -> None:
    page = html.document_fromstring(f"<html lang='&#1;zh'><body><div>{PAGE.decode('gbk')}</div></body></html>")
    assert clean(page.find(".//div"), URL).text == EXPECTED["text"]
