"""Total accounting: every character of a page is in the text, in a field or in the ledger, once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from cleaners.pipeline import read
from cleaners.reading.characters import sanitize
from cleaners.reading.coding.decode import decode
from cleaners.reading.elements import SKIPPED
from cleaners.reading.tree import parse as dom
from cleaners.report.account import Account, Fate, read_account
from cleaners.steps import Read
from cleaners.values import Label
from tests.fixture_pages import Page, all_pages

PAGES = all_pages()


def shown_characters(page: bytes) -> Counter[str]:
    """Every character but white space that the elements of a page hold, counted without the code under test: text nodes
    of the tree outside of scripts, styles and the head."""
    tree = dom.parse(decode(page).text)
    if "degraded" in tree.flags:
        pytest.skip("a page that the parser gave up is read as a flattened text")
    found: Counter[str] = Counter()
    for top in tree.tops:
        stack = [(top, False)]
        while stack:
            element, has_tail = stack.pop()
            if has_tail and element.tail:
                found.update(element.tail)
            if not isinstance(element.tag, str) or element.tag in SKIPPED:
                continue
            found.update(element.text or "")
            stack += [(child, True) for child in element]
    return Counter({character: number for character, number in found.items() if is_printed(character)})


def is_printed(character: str) -> bool:
    """Whether a character is counted: no white space, and none that no page may hold (the cleaner drops those)."""
    return not character.isspace() and bool(sanitize(character))


def assert_balanced(page: bytes, url: str | None) -> None:
    found = read(page, url)
    account = read_account(found)
    assert account.strays == ()
    if found.outline is None:  # not a page at all: nothing was read, nothing can have vanished
        assert (account.entries, found.article.removals, found.article.text) == ((), (), "")
        return
    totals = account.totals()
    assert sum(total.characters for total in totals) == account.visible == account.kept + account.removed
    assert sum(total.pieces for total in totals) == len(account.entries)
    held = Counter(character for entry in account.entries for character in entry.block.text if is_printed(character))
    assert held == shown_characters(page)
    assert_text_is_accounted(found, account)


def assert_text_is_accounted(found: Read, account: Account) -> None:
    """The text is just the blocks that the account calls text; the ledger just those it calls removed."""
    article = found.article
    if article.extractor == "dute" and not account.elsewhere:
        lines = [entry.block.text for entry in account.entries if entry.fate is Fate.TEXT]
        assert "".join("".join(lines).split()) == "".join(article.text.split())
        removed = [(e.block.rule, e.block.label, e.block.text) for e in account.entries if e.fate is Fate.REMOVED]
        assert removed == [(removal.rule, removal.label, removal.text) for removal in article.removals]
    for entry in account.entries:
        if entry.fate is Fate.FIELD and article.extractor == "dute":
            assert entry.block.label in (Label.HEADLINE, Label.KICKER, Label.DECK, Label.ABSTRACT)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_character_of_a_fixture_is_accounted_for(page: Page) -> None:
    assert_balanced(page.data, page.meta.get("url"))


@pytest.mark.parametrize("corpus", ["zh-pages", "list-pages", "zh-one-template"])
def test_every_character_of_a_real_page_is_accounted_for(shared: Path, corpus: str) -> None:
    pages = sorted((shared / "corpora" / corpus).glob("*/page.html"))
    assert len(pages) >= 10
    for path in pages:
        try:
            assert_balanced(path.read_bytes(), None)
        except AssertionError as error:
            raise AssertionError(f"{corpus}/{path.parent.name}") from error


def test_an_account_in_figures() -> None:
    page = """<html><body><p>首页</p><h1>桥上的灯又亮了</h1>
    <p>修桥的工人在天亮前收了工，桥头的早点铺正好开门，蒸汽漫过新漆的栏杆。</p>
    <p>“今年的灯换成了暖色，走夜路不晃眼。”守桥的老人说，他在这里住了四十年。</p>
    <p>编辑 佟悦</p><img src="a.jpg"></body></html>"""
    account = read_account(read(page))
    assert account.visible == 2 + 7 + 34 + 36 + 5
    fates = [entry.fate for entry in account.entries]
    assert fates == [Fate.REMOVED, Fate.FIELD, Fate.TEXT, Fate.TEXT, Fate.REMOVED, Fate.MEDIA]
    assert (account.kept, account.removed, account.characters(Fate.TEXT)) == (7 + 70, 2 + 5, 70)
    body = [total for total in account.totals() if total.label is Label.BODY]
    assert [(total.fate, total.pieces, total.characters) for total in body] == [(Fate.TEXT, 2, 70)]


def test_a_removal_of_no_block_is_a_stray() -> None:
    found = read(
        "<html><body><h1>桥上的灯</h1><p>修桥的工人在天亮前收了工，桥头的早点铺正好开门。</p><p>编辑 佟悦</p></body></html>"
    )
    ledger = found.article.removals
    doubled = found._replace(article=replace(found.article, removals=ledger + ledger))
    assert read_account(doubled).strays == ledger != ()


def test_what_is_no_page_has_an_empty_account() -> None:
    account = read_account(read(b"%PDF-1.7 \x00\x01"))
    assert (account.entries, account.visible, account.totals()) == ((), 0, [])
