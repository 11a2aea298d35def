"""clean() and clean_text(): the table of contents of the library, one verb a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cleaners import decode, dom
from cleaners.article import Article
from cleaners.assemble import assemble, from_state, needs_second_opinion, not_a_page, second_opinion, with_flags
from cleaners.fallback import ask_trafilatura
from cleaners.label import label_blocks
from cleaners.locate import locate
from cleaners.metadata import Metadata, read_metadata
from cleaners.rules import match_rules
from cleaners.segment import Outline, segment, segment_text
from cleaners.state import read_state


def clean(page: Any, url: str | None = None, *, headers: Mapping[str, str] | None = None) -> Article:
    """Clean one page.

    ``page`` is HTML as bytes or str, a BeautifulSoup or Tag, or an lxml element or tree; it is never changed. Text without
    any markup is cleaned as `clean_text` does. ``url`` is the page's address: it resolves pictures and names the article.
    ``headers`` are the response's; only Content-Type is looked at. Never raises on any bytes or str: what cannot be an
    article comes back with ``is_article`` false and a reason in ``flags``.

    Raises TypeError for a page of another type.
    """
    if isinstance(page, (bytes, bytearray, memoryview)):
        data = bytes(page)
        if decode.is_binary(data):
            return not_a_page(url, "not_html")
        text, _, flags = decode.decode(data, headers)
        return _clean_str(text, url, flags)
    if isinstance(page, str):
        return _clean_str(
            decode.sanitize(page[: decode.MAX_CHARS]), url, () if len(page) <= decode.MAX_CHARS else ("truncated",)
        )
    if dom.is_element(page):
        return _clean_tree(dom.from_element(page), url, ())
    if hasattr(page, "prettify") and hasattr(page, "decode"):  # a BeautifulSoup or Tag, without importing bs4
        return _clean_str(decode.sanitize(str(page)), url, ())
    raise TypeError(f"clean() takes bytes, str, a soup or an lxml element, not {type(page).__name__}")


def clean_text(text: str, url: str | None = None) -> Article:
    """Clean a text that someone else flattened from a page: one block a line, the same rules as for HTML.

    Never raises on any str.
    """
    flags = () if len(text) <= decode.MAX_CHARS else ("truncated",)
    return with_flags(_clean_outline(segment_text(text[: decode.MAX_CHARS]), Metadata(), url), flags)


def _clean_str(text: str, url: str | None, flags: tuple[str, ...]) -> Article:
    if not text.strip():
        return not_a_page(url, "empty_page", flags)
    if decode.is_other_xml(text) or decode.is_json(text):
        return not_a_page(url, "not_html", flags)
    if not decode.is_html(text):
        return with_flags(clean_text(text, url), flags)
    tree = dom.parse(text)
    if "degraded" in tree.flags:
        outline = segment_text(dom.strip_tags(text))
        return with_flags(_clean_outline(outline, read_metadata(tree), url), (*flags, "degraded"))
    article = _clean_tree(tree, url, flags)
    if needs_second_opinion(article):
        return second_opinion(article, ask_trafilatura(text))
    return article


def _clean_tree(tree: dom.Tree, url: str | None, flags: tuple[str, ...]) -> Article:
    metadata = read_metadata(tree)
    article = _clean_outline(segment(tree), metadata, url)
    if not article.is_article and article.flags[-1:] == ("empty_page",):
        state = read_state(tree, metadata)
        if state is not None:
            article = from_state(article, _clean_outline(segment(dom.parse(state)), metadata, url))
    return with_flags(article, flags)


def _clean_outline(outline: Outline, metadata: Metadata, url: str | None) -> Article:
    hits = match_rules(outline.blocks)
    place = locate(outline, hits, metadata)
    labelled = label_blocks(outline, hits, place)
    return assemble(outline, labelled, place, metadata, url)
