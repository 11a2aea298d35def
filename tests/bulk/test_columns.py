"""Columns made without rows are those of the rows."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from cleaners import clean_text
from cleaners.article import Article, drop_blocks
from cleaners.bulk.batch import row_of
from cleaners.bulk.pages import SourcePage
from cleaners.values import Attachment, Document, Image, Label, Person, Removal, Video
from tests.fixture_pages import all_pages

pa = pytest.importorskip("pyarrow")

from cleaners.bulk.arrow import output_schema  # noqa: E402
from cleaners.bulk.columns import array_of, batch_of  # noqa: E402

FULL = Article(
    url="https://news.example.com/1",
    is_article=True,
    headline="河湾大桥通车",
    authors=(Person("江小渡", "记者"), Person("何畔", None)),
    credits=(Person("石拱", "编辑"),),
    keywords=("桥", "渡口"),
    images=(Image("https://news.example.com/1.jpg", "图", None),),
    videos=(Video("https://news.example.com/1.mp4", None, 75), Video("https://news.example.com/2.mp4", "片", None)),
    document=Document(
        "河政发〔2026〕3号", "河湾市政府", "2026-01-02", None, (Attachment("表", "https://news.example.com/a.xls"),)
    ),
    text="大桥昨日上午正式通车。",
    confidence=0.75,
    flags=("truncated",),
    removals=(Removal("legal.icp", Label.LEGAL, "粤ICP备00000000号"),),
)


def rows(pages: list[SourcePage], articles: list[Article]) -> list[dict[str, Any]]:
    made = [row_of(page, article) for page, article in zip(pages, articles, strict=True)]
    return pa.RecordBatch.from_pylist(made, schema=output_schema()).to_pylist()  # type: ignore[no-any-return]


def test_columns_are_those_of_the_rows() -> None:
    articles = [FULL, Article(), replace(FULL, document=None, videos=(), removals=()), Article(flags=("empty_page",))]
    pages = [
        SourcePage(article.url, None, fetched_at=moment)
        for article, moment in zip(articles, ["2026", None, "x", ""], strict=True)
    ]
    batch = batch_of(pages, articles)
    batch.validate(full=True)
    assert batch.schema == output_schema()
    assert batch.to_pylist() == rows(pages, articles)
    assert batch.column("removals")[0].as_py() == [{"rule": "legal.icp", "label": "legal", "text": "粤ICP备00000000号"}]


def test_no_rows_are_columns_too() -> None:
    assert batch_of([], []).num_rows == 0
    assert batch_of([], []).schema == output_schema()


def test_the_fixtures_as_columns() -> None:
    articles = [page.clean() for page in all_pages()[::3]]
    pages = [SourcePage(article.url, None) for article in articles]
    assert batch_of(pages, articles).to_pylist() == rows(pages, articles)


def test_what_utf8_cannot_hold_is_written_with_backslashes() -> None:
    odd = [replace(FULL, url="https://news.example.com/\ud800", keywords=("\udfff",))]
    batch = batch_of([SourcePage(odd[0].url, None)], odd)
    assert batch.column("url")[0].as_py() == "https://news.example.com/\\ud800"
    assert batch.column("keywords")[0].as_py() == ["\\udfff"]


def test_an_article_without_its_blocks_has_the_same_record() -> None:
    article = clean_text("河湾大桥通车\n大桥昨日上午正式通车，两岸居民往来只要十分钟，渡口从此停运。")
    before = article.to_dict()
    drop_blocks(article)
    assert article.blocks == ()
    assert article.to_dict() == before


# --- arrays of values

PEOPLE = pa.list_(pa.struct([("name", pa.string()), ("role", pa.string())]))


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (pa.string(), []),
        (pa.string(), ["桥", None, "", "𠮷"]),
        (pa.string(), [None] * 9),
        (pa.bool_(), [True, False, None] * 7),
        (pa.int32(), [0, -1, None, 2**31 - 1]),
        (pa.float64(), [0.25, None, 1.0]),
        (pa.list_(pa.string()), [["桥"], [], None, ["渡口", None]]),
        (PEOPLE, [[{"name": "江小渡", "role": None}], None, [], [{"name": "何畔", "role": "记者"}, None]]),
        (output_schema().field("document").type, [None, None]),
    ],
)
def test_arrays_are_those_of_arrow(kind: Any, values: list[Any]) -> None:
    made = array_of(kind, values)
    made.validate(full=True)
    assert made.equals(pa.array(values, kind))


def test_a_string_that_utf8_cannot_hold() -> None:
    assert array_of(pa.string(), ["a\ud800", None]).to_pylist() == ["a\\ud800", None]


def test_another_type_is_refused() -> None:
    with pytest.raises(TypeError, match="int64"):
        array_of(pa.int64(), [1])


@pytest.mark.skipif(importlib.util.find_spec("pandas") is None, reason="pandas is not installed")
def test_packing_rows_does_not_import_pandas() -> None:
    program = (
        "import sys\n"
        "from cleaners import clean_text\n"
        "from cleaners.bulk.pages import SourcePage\n"
        "from cleaners.bulk.pieces import pack, unpack\n"
        "packed = pack('parquet', [SourcePage(None, None)], [clean_text('河湾大桥昨日上午正式通车。')])\n"
        "print(unpack('parquet', packed).num_rows, 'pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.split() == ["1", "False"]
