"""The second opinion: asked for pages that are not Chinese, and missed with a flag where trafilatura is not installed."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from cleaners import clean
from cleaners.record.opinion import MAX_CHARS, ask_trafilatura

ENGLISH = (
    "<html lang=en><title>The bridge opens</title><body><h1>The bridge opens</h1>"
    + "".join(
        f"<p>The bridge at mile {number} opened this morning, and the people of both banks now need ten minutes to cross "
        "the river, where they used to wait an hour for the ferry.</p>"
        for number in range(1, 6)
    )
    + "</body></html>"
)
CHINESE = "<h1>河湾大桥通车</h1>" + "<p>大桥昨日上午正式通车，两岸居民往来只要十分钟，渡口从此停运。</p>" * 6


@pytest.fixture
def without_trafilatura(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)  # as import has it where there is no such package


def test_a_page_that_is_not_chinese_is_read_twice() -> None:
    pytest.importorskip("trafilatura")
    article = clean(ENGLISH)
    assert (article.extractor, article.flags) == ("trafilatura", ())


@pytest.mark.usefixtures("without_trafilatura")
def test_without_trafilatura_our_own_reading_says_so() -> None:
    article = clean(ENGLISH)
    assert article.is_article
    assert article.extractor != "trafilatura"
    assert article.flags == ("no_second_opinion",)
    assert article.headline == "The bridge opens"
    assert len(article.text.splitlines()) == 5


@pytest.mark.usefixtures("without_trafilatura")
def test_where_no_opinion_is_wanted_nothing_is_flagged() -> None:
    article = clean(CHINESE)
    assert article.is_article
    assert article.flags == ()


@pytest.mark.usefixtures("without_trafilatura")
def test_a_page_that_is_too_long_to_be_asked_about_is_not_flagged() -> None:
    assert ask_trafilatura("x" * (MAX_CHARS + 1)) is None
    with pytest.raises(ImportError, match="cannot be asked"):
        ask_trafilatura(ENGLISH)


def test_a_trafilatura_that_breaks_at_its_import_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def find_spec(self, name: str, path: object = None, target: ModuleType | None = None) -> None:
            if name == "trafilatura":
                raise RuntimeError("built for another Python")

    monkeypatch.delitem(sys.modules, "trafilatura", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    assert clean(ENGLISH).flags == ("no_second_opinion",)
