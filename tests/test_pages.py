"""Every fixture page against the checks that a person wrote for it."""

from __future__ import annotations

import pytest

from tests.fixture_pages import FIXTURES, Page, all_pages, all_texts, failures

PAGES = all_pages()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page(page: Page) -> None:
    assert failures(page, page.clean()) == []


@pytest.mark.parametrize("page", all_texts(), ids=lambda page: page.name)
def test_text(page: Page) -> None:
    assert failures(page, page.clean()) == []


def test_every_folder_with_a_page_has_checks() -> None:
    folders = {path.parent for path in FIXTURES.glob("*/*/page.html")}
    without = [
        str(folder)
        for folder in folders
        if not (folder / "meta.toml").exists() or (not (folder / "checks.toml").exists() and _is_page(folder))
    ]
    assert without == []


def test_no_fixture_is_the_page_of_a_publisher() -> None:
    """``dute fixture add`` marks what it wrote; the mark is changed by hand when every sentence is written anew."""
    assert [page.name for page in PAGES if page.meta.get("rewritten", True) is not True] == []


def _is_page(folder) -> bool:  # type: ignore[no-untyped-def]
    return 'content_type = "text/plain' not in (folder / "meta.toml").read_text("utf-8")
