"""The second opinion: asked for pages that are not Chinese, and missed with a flag where trafilatura is not installed."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from cleaners import clean
from cleaners.record.opinion import MAX_CHARS, ask_trafilatura, without_scripts

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


def test_a_second_opinion_gives_no_date() -> None:
    trafilatura = pytest.importorskip("trafilatura")
    page = ENGLISH.replace("</body>", "<p>Comments</p><p>Tom, 4 March 2019: nice bridge</p></body>")
    assert trafilatura.bare_extraction(page, with_metadata=True).as_dict()["date"] == "2019-03-04"
    article = clean(page)
    assert (article.extractor, article.date_published) == ("trafilatura", None)


def test_a_page_that_is_long_for_its_scripts_is_asked_about_without_them() -> None:
    pytest.importorskip("trafilatura")
    script = f"<script>var data = '{'x' * MAX_CHARS}'</script>"
    assert clean(ENGLISH.replace("<body>", f"<body>{script}")).extractor == "trafilatura"
    assert ask_trafilatura(ENGLISH.replace("<body>", f"<body><!--{'x' * MAX_CHARS}-->")) is None


@pytest.mark.parametrize(
    ("markup", "left"),
    [
        ("a<script>b</script>c<SCRIPT src='d'>e</SCRIPT >f", "acf"),
        ("a<script>b<script>c</script>d", "ad"),
        ("a<script>b", "a"),
        ("a<scripts>b</scripts>", "a<scripts>b</scripts>"),
        ("a</script>b", "a</script>b"),
    ],
)
def test_scripts_are_cut_out_of_markup(markup: str, left: str) -> None:
    assert without_scripts(markup) == left


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
