"""Every fixture page against the checks that a person wrote for it."""

from __future__ import annotations

import pytest

from cleaners import Article, Person
from tests.fixture_pages import CHECKS, FIXTURES, Page, all_pages, all_texts, expect, failures, nearest_pages

PAGES, TEXTS = [*all_pages(), *nearest_pages()], all_texts()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page(page: Page) -> None:
    expect(page)


@pytest.mark.parametrize("page", TEXTS, ids=lambda page: page.name)
def test_text(page: Page) -> None:
    expect(page)


def test_every_difference_is_a_line_of_the_report() -> None:
    checks = {
        "is_article": True,
        "headline": "渡口",
        "absent_fields": ["url"],
        "authors": [{"name": "何静", "role": "记者"}, {"name": "田野"}],
        "text": "一\n二\n三",
        "kept": ["四"],
        "gone": ["五"],
        "removed": [{"label": "promo", "text": "扫码"}],
        "flags": ["timeout"],
    }
    article = Article(
        url="x", authors=(Person("田野"), Person("何静", "记者")), text="一\n三\n三\n五", flags=("empty_page",)
    )
    assert failures(Page("site/case", b"", {}, checks), article) == [
        "is_article: False, not True",
        "headline: None, not '渡口'",
        "url: 'x', not absent",
        "authors: missing \"name '何静', role '记者'\"",
        "authors: extra \"name '何静', role '记者'\"",
        "text: missing '二'",
        "text: extra '三'",
        "text: extra '五'",
        "'四' is not in the text",
        "'五' is still in the text",
        "'五' is not in the ledger",
        "'扫码' was removed as [], not as promo",
        "flag timeout is missing from ['empty_page']",
    ]
    with pytest.raises(pytest.fail.Exception) as failed:
        expect(Page("site/case", b"<p>1</p>", {}, {"text": "一\n二"}))
    assert failed.value.msg is not None
    assert failed.value.msg.splitlines() == [
        "site/case is not read as its checks.toml says:", "text: missing '一'", "text: missing '二'", "text: extra '1'",
    ]  # fmt: skip


def test_every_folder_has_one_page_and_checks_that_are_read() -> None:
    """A misspelled key of ``checks.toml`` would expect nothing."""
    folders = {path.parent for path in FIXTURES.glob("*/*/page.*")}
    read = {FIXTURES / page.name for page in (*PAGES, *TEXTS)}
    assert folders ^ read == {FIXTURES / "demo/robots"}  # a robots.txt: served, and not cleaned
    assert TEXTS
    assert {key for page in (*PAGES, *TEXTS) for key in page.checks} <= CHECKS
    fields = set(Article().to_dict())
    assert {name for page in (*PAGES, *TEXTS) for name in page.checks.get("absent_fields", ())} <= fields


def test_no_fixture_is_the_page_of_a_publisher() -> None:
    """``dute fixture add`` marks what it wrote; the mark is changed by hand when every sentence is written anew."""
    assert [page.name for page in (*PAGES, *TEXTS) if page.meta.get("rewritten", True) is not True] == []
