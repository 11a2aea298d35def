"""Every fixture page against the checks that a person wrote for it."""

from __future__ import annotations

import pytest

from cleaners import Article
from tests.fixture_pages import CHECKS, FIXTURES, Page, all_pages, all_texts, failures

PAGES, TEXTS = all_pages(), all_texts()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page(page: Page) -> None:
    assert failures(page, page.clean()) == []


@pytest.mark.parametrize("page", TEXTS, ids=lambda page: page.name)
def test_text(page: Page) -> None:
    assert failures(page, page.clean()) == []


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
