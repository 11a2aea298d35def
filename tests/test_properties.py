"""Promises that hold for any input: never an exception, nothing invented, order kept, idempotent, all accounted for."""

from __future__ import annotations

import html
import re

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cleaners import Article, clean, clean_text
from cleaners.rules import RULES
from cleaners.rules.form import fold_line

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
SENTENCES = st.lists(st.text(HAN, min_size=8, max_size=40), min_size=2, max_size=5).map(
    lambda parts: "，".join(parts) + "。"
)
PARAGRAPHS = st.lists(SENTENCES, min_size=3, max_size=8, unique=True)
TAGS = st.sampled_from(
    "div p span table tr td ul li h1 h2 a b br section article nav footer center font script style".split()
)


@st.composite
def broken_documents(draw: st.DrawFn) -> str:
    """Markup with tags opened and closed at random between texts, half-written tags and entities."""
    pieces = draw(
        st.lists(
            st.one_of(
                TAGS.map(lambda tag: f"<{tag}>"),
                TAGS.map(lambda tag: f"</{tag}>"),
                TAGS.map(lambda tag: f'<{tag} class="content" style="display:none">'),
                st.text(st.characters(exclude_characters="&"), max_size=30),
                SENTENCES,
                st.sampled_from(
                    [
                        "<",
                        "&#0;",
                        "&nbsp;",
                        "<!--",
                        "-->",
                        "</html><html>",
                        "&#x202e;",
                        "<![CDATA[",
                        "编辑 赵一鸣",
                        "\x00",
                    ]
                ),
            ),
            max_size=40,
        )
    )
    return "".join(pieces)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=2_000), st.text(max_size=1_000), broken_documents()))
def test_clean_is_total(page: bytes | str) -> None:
    article = clean(page, "https://example.com/a.html")
    article.to_json().encode("utf-8")
    assert isinstance(article.is_article, bool)
    assert article.is_article or article.flags


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=2_000))
def test_clean_text_is_total(text: str) -> None:
    clean_text(text).to_json().encode("utf-8")


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _is_subsequence(needle: str, haystack: str) -> bool:
    rest = iter(haystack)
    return all(character in rest for character in needle)


@settings(max_examples=150, deadline=None)
@given(broken_documents())
def test_nothing_is_invented_and_the_order_is_kept(page: str) -> None:
    article = clean(page)
    if article.extractor == "dute" and "embedded_state" not in article.flags:
        text = _squeezed(article.text)
        assert _is_subsequence(text, _squeezed(html.unescape(page))) or _is_subsequence(text, _squeezed(page))


def _is_a_rules(line: str) -> bool:
    """Whether a rule takes a drawn line: words are drawn from the rules' own too."""
    return any(rule.matches(fold_line(line)) for rule in RULES)


@settings(max_examples=80, deadline=None)
@given(PARAGRAPHS)
def test_clean_text_passes_through(paragraphs: list[str]) -> None:
    assume(not any(map(_is_a_rules, paragraphs)))
    text = "\n".join(paragraphs)
    assert clean_text(text).text == text
    assert clean("".join(f"<p>{line}</p>" for line in paragraphs)).text == text


@settings(max_examples=80, deadline=None)
@given(PARAGRAPHS)
def test_cleaning_again_changes_nothing(paragraphs: list[str]) -> None:
    assume(not any(map(_is_a_rules, paragraphs)))
    page = (
        "<h1>标题在这里</h1><p>2025-03-25 10:20</p>"
        + "".join(f"<p>{line}</p>" for line in paragraphs)
        + "<p>编辑 赵一鸣</p>"
    )
    once = clean(page)
    assert once.text == "\n".join(paragraphs)
    assert clean_text(once.text).text == once.text
    assert clean(once.to_html()).text == once.text


@settings(max_examples=100, deadline=None)
@given(broken_documents())
def test_every_block_has_one_label_and_a_rule(page: str) -> None:
    article: Article = clean(page)
    assert all(block.rule and block.label for block in article.blocks)
