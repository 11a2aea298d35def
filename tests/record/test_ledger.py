"""The ledger and the blocks with their verdicts, by the compiled form and by that in Python."""

from __future__ import annotations

import gc
import sys
from typing import Any

import pytest

from cleaners.values import Block, Label, Mark, Removal, Verdict
from tests.both_forms import forms_of


@pytest.fixture(params=forms_of("cleaners.record.ledger"), scope="module")
def ledger(request: pytest.FixtureRequest) -> Any:
    return request.param


BLOCKS = (
    Block(0, "标题", kind="heading"),
    Block(1, "正文"),
    Block(2, ""),
    Block(3, "标题"),
    Block(4, "小标题"),
    Block(5, "备案", marks=(Mark(0, 1, "bold"),)),
)
VERDICTS = (
    Verdict(Label.HEADLINE, "head.headline"),
    Verdict(Label.BODY, "body.text"),
    Verdict(Label.IMAGE, "body.picture"),
    Verdict(Label.HEADLINE, "body.repeated_headline"),
    Verdict(Label.SUBHEAD, "body.text"),
    Verdict(Label.LEGAL, "legal.icp"),
)


def test_every_line_that_is_neither_text_nor_field_is_a_removal(ledger: Any) -> None:
    removals = ledger.list_removals(BLOCKS, VERDICTS, {0}, frozenset({Label.HEADLINE}))
    assert removals == (
        Removal("body.repeated_headline", "headline", "标题"),
        Removal("legal.icp", "legal", "备案"),
    )
    assert {type(removal) for removal in removals} == {Removal}
    assert removals[0].label == "headline"
    assert type(removals[0].label) is str


def test_a_field_counts_only_with_a_label_of_fields(ledger: Any) -> None:
    assert [found.text for found in ledger.list_removals(BLOCKS, VERDICTS, {0, 5}, frozenset())] == [
        "标题",
        "标题",
        "备案",
    ]
    assert ledger.list_removals((), (), set(), frozenset()) == ()


def test_blocks_have_their_verdicts(ledger: Any) -> None:
    labelled = ledger.with_verdicts(BLOCKS, VERDICTS)
    expected = [block._replace(label=label, rule=rule) for block, (label, rule) in zip(BLOCKS, VERDICTS, strict=True)]
    assert labelled == expected
    assert {type(block) for block in labelled} == {Block}
    assert BLOCKS[0].label != Label.HEADLINE  # the page's own are as they were


def test_what_is_made_is_given_back(ledger: Any) -> None:
    """Tuples made field by field hold each field once: a page over and over leaves nothing behind."""
    text = "".join(["备", "案号"])
    blocks, verdicts = (Block(0, text),) * 50, (Verdict(Label.LEGAL, "legal.icp"),) * 50
    gc.collect()
    for _ in range(3):
        ledger.list_removals(blocks, verdicts, set(), frozenset())
        ledger.with_verdicts(blocks, verdicts)

    before = sys.getrefcount(text)
    for _ in range(20):
        ledger.list_removals(blocks, verdicts, set(), frozenset())
        ledger.with_verdicts(blocks, verdicts)
    assert sys.getrefcount(text) == before
