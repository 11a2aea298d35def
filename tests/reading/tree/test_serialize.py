"""lxml elements that a caller gives are read as the page that they are: written down, and read like any other."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from lxml import html as lxml_html

from cleaners import clean
from cleaners.evidence.archived import ARCHIVED
from cleaners.reading.coding.decode import decode
from cleaners.reading.tree.serialize import serialize
from tests.fixture_pages import all_pages

PROSE = "大桥今天上午通车，两岸往返只要十分钟，镇上的人都来看。"
HEAD = (
    "<title>新桥今天通车</title><meta name=author content=赵一鸣><base href=https://www.example.com/a/>"
    "<link rel=canonical href='/b?c=1&amp;d=要 聞'><link rel=icon href=/i>"
    '<script type=application/ld+json>{"headline": "a < b & c"}</script><script>甲</script>'
)
PAGE = f"<!DOCTYPE html><html lang=zh><head>{HEAD}</head><body><div id=a><h1>新桥今天通车</h1><p>{PROSE}</p></div>尾<p>{PROSE}"


def parsed(page: str) -> etree._Element:
    return lxml_html.document_fromstring(page.encode(), parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True))


def text_of(markup: str) -> str:
    return clean(parsed(f"<h1>新桥今天通车</h1>{markup}<p>{PROSE}</p>")).text


def test_a_tree_gives_the_record_of_its_page() -> None:
    differing = []
    for page in all_pages():
        text = decode(page.data).text
        if not text.strip() or "<" not in text or ARCHIVED in clean(text.encode()).flags:
            continue  # a tree does not say what stood before the first tag, and is never flagged
        try:
            tree = parsed(text)
        except etree.ParserError:
            continue  # a comment alone makes no tree
        before = etree.tostring(tree.getroottree())
        expected = clean(text.encode(), "https://www.example.com/1.html").to_dict()
        records = [clean(given, "https://www.example.com/1.html").to_dict() for given in (tree, tree.getroottree())]
        if records != [expected] * 2:
            differing.append(page.name)
        assert etree.tostring(tree.getroottree()) == before  # what the caller holds is not changed
    assert differing == []


def test_the_trees_of_real_pages_give_the_records_of_their_pages(shared: Path) -> None:
    pages = sorted((shared / "corpora").rglob("page.html"))
    texts = {str(path): decode(path.read_bytes()).text for path in pages}
    assert [
        path for path, text in texts.items() if clean(parsed(text)).to_dict() != clean(text.encode()).to_dict()
    ] == []
    assert len(pages) > 100


def test_a_part_of_a_page_has_the_head_of_its_document() -> None:
    page = parsed(
        PAGE + '<script type=application/ld+json>{"@type": "NewsArticle", "datePublished": "2024-05-06"}</script>'
    )
    part = page.find(".//div")
    assert part is not None
    article = clean(part)
    assert article.text == PROSE  # neither the tail nor what stands behind it
    assert article.canonical_url == "https://www.example.com/b?c=1&d=要 聞"
    assert [person.name for person in article.authors] == ["赵一鸣"]
    assert article.language == "zh"
    assert article.date_published == "2024-05-06T00:00:00+08:00"
    assert clean(page.body).to_dict() == clean(page).to_dict()


def test_only_a_part_is_read_of_what_stands_in_it() -> None:
    page = parsed("<body><div><svg><title>丙</title></svg></div><meta name=x content=y><p>甲<script>乙</script></p>丁")
    part = page.find(".//p")
    assert serialize(part) == '<html><meta name="x" content="y"/><p>甲<script>乙</script></p>'.encode()


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>开<!-- a -->桥<?b c?>了</p>", "开桥了"),
        ("<p>a &lt;b&gt; &amp;amp; c</p>", "a <b> &amp; c"),
        ("<p>甲&#1;乙&#0;丙</p>", None),
        ("<pre>甲\n 乙&#13;\n丙</pre>", None),
        ("<xmp><b>甲&amp;乙</xmp>", None),
        ("<p>甲<br>乙<br/>丙", "甲\n乙\n丙"),
        ("<div/><p>甲</p><i/><a name=x></a>乙", None),
        ("<p>甲<script>if (a < b && '</p>') {}</script>乙</p>", "甲乙"),
        ("<p>甲<x-y a='\"<>&\n'>乙</x-y></p>", None),
    ],
)
def test_odd_markup_is_written_as_it_was(markup: str, expected: str | None) -> None:
    page = f"<h1>新桥今天通车</h1>{markup}<p>{PROSE}</p>"
    article = clean(page.encode())
    assert clean(parsed(page)).to_dict() == article.to_dict()
    if expected is not None:
        assert article.text == f"{expected}\n{PROSE}"


def test_addresses_stand_as_the_page_has_them() -> None:
    page = f"<h1>新桥</h1><p>{PROSE}</p><img src='https://www.example.com/要 聞.jpg?a=%20&amp;b'><p>{PROSE}</p>"
    (image,) = clean(parsed(page)).images
    assert image.url == "https://www.example.com/要 聞.jpg?a=%20&b"


@pytest.mark.parametrize("written", ["<style>a>b{}</style>", "<script>a && b</script>", "<title>a &amp;&gt; b</title>"])
def test_the_text_of_scripts_and_sheets_stands_as_html_reads_it(written: str) -> None:
    assert written.encode() in serialize(parsed(f"<html><head>{written}</head><body><p>甲"))


def test_xml_is_read_as_html() -> None:
    page = etree.fromstring(
        '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>新桥今天通车</title>'
        '<?php if (a > b) ?><script src="x"/></head><body><!-- <script>&甲 --><h1>新桥今天通车</h1>'
        f"<p>甲<br/>乙<![CDATA[<b>&]]></p><p>{PROSE}</p></body></html>",
        etree.XMLParser(strip_cdata=False),
    )
    article = clean(page)
    assert article.headline == "新桥今天通车"
    assert article.text == f"甲\n乙<b>&\n{PROSE}"


def test_a_document_with_a_strict_doctype_is_written_the_same() -> None:
    doctype = (
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">'
    )
    page = f"{doctype}<html xmlns='http://www.w3.org/1999/xhtml' lang=zh><head>{HEAD}</head><body><h1>新桥</h1><div></div><p>{PROSE}"
    assert clean(parsed(page)).to_dict() == clean(page.encode()).to_dict()


def test_what_stands_behind_the_root_belongs_to_it() -> None:
    page = f"<html><body><p>甲</p></html><html><body><h1>新桥今天通车</h1><p>{PROSE}</p>"
    assert clean(parsed(page)).to_dict() == clean(page.encode()).to_dict()


def test_a_tree_that_is_too_deep_is_flattened_like_a_page() -> None:
    root = inner = etree.Element("div")
    for _ in range(3_000):
        inner = etree.SubElement(inner, "div")
    inner.text = PROSE
    assert "degraded" in clean(root).flags


@pytest.mark.parametrize("nothing", [etree.ElementTree(), etree.Comment("甲"), etree.ProcessingInstruction("a", "b")])
def test_what_holds_no_element_is_an_empty_page(nothing: etree._Element) -> None:
    article = clean(nothing, "https://www.example.com/1")
    assert (article.is_article, article.flags) == (False, ("empty_page",))
    assert article.url == "https://www.example.com/1"


def test_a_comment_of_the_publishing_system_is_kept_wherever_it_stands() -> None:
    facts = "<!--enpproperty <date>2026-11-02 09:30:00.0</date><nodename>第三版</nodename>/enpproperty-->"
    for page in (
        f"{facts}<html><body><h1>新桥今天通车</h1><p>{PROSE}</p></body></html>",
        f"<html><body><h1>新桥今天通车</h1>{facts}<p>{PROSE}</p></body></html>",
    ):
        article = clean(parsed(page))
        assert (article.section, article.date_published) == ("第三版", "2026-11-02T09:30:00+08:00")


def test_a_comment_that_would_end_elsewhere_in_html_is_left_out() -> None:
    root = parsed(f"<h1>新桥今天通车</h1><p>{PROSE}</p>")
    root.append(etree.Comment("> 老桥 <b>"))
    root.append(etree.Comment("a"))
    written = serialize(root)
    assert b"<!-->" not in written
    assert b"<!--a-->" in written
