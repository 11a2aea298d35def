"""Parquet as others write it: strings that are no UTF-8, times that nobody can tell, dictionaries, columns named twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cleaners.bulk.pages import Position, ReadError, SourcePage

pa = pytest.importorskip("pyarrow")

from pyarrow import parquet  # type: ignore[import-untyped]  # noqa: E402

from cleaners.bulk.parquet import read_parquet  # noqa: E402


def pages(folder: Path, table: Any) -> list[SourcePage]:
    parquet.write_table(table, folder / "pages.parquet")
    return list(read_parquet(str(folder / "pages.parquet"), Position()))


def strings(*values: bytes) -> Any:
    """A column of strings that holds any bytes."""
    return pa.array(values, pa.binary()).view(pa.string())


def test_a_string_that_is_no_utf8_is_read_as_bytes(tmp_path: Path) -> None:
    gbk = "<h1>河湾大桥</h1>".encode("gbk")
    found = pages(tmp_path, pa.table({"content": strings(gbk, b"<p>x"), "url": strings(b"/\xff", b"/2")}))
    assert [(page.url, page.content) for page in found] == [("/\\xff", gbk), ("/2", "<p>x")]


def test_an_address_in_bytes_is_one(tmp_path: Path) -> None:
    (page,) = pages(tmp_path, pa.table({"content": ["x"], "url": [b"https://news.example.com/1"]}))
    assert page.url == "https://news.example.com/1"


@pytest.mark.parametrize(
    "times",
    [pa.array([2**62, 0], pa.timestamp("us")), pa.array([0, 1], pa.timestamp("us", "Nowhere/City"))],
    ids=["far", "nowhere"],
)
def test_a_time_that_cannot_be_told_costs_no_page(times: Any, tmp_path: Path) -> None:
    found = pages(tmp_path, pa.table({"content": ["a", "b"], "fetched_at": times}))
    assert [page.content for page in found] == ["a", "b"]
    assert found[0].fetched_at is None


def test_values_may_stand_in_a_dictionary(tmp_path: Path) -> None:
    found = pages(tmp_path, pa.table({"content": pa.array(["a", "b", "a"]).dictionary_encode()}))
    assert [page.content for page in found] == ["a", "b", "a"]


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        (pa.table([["a"], ["b"]], names=["content", "content"]), "two columns are called content"),
        (pa.table({"content": [1]}), "content must be binary or string, not int64"),
        (pa.table({"content": [["a"]]}), "content must be binary or string, not list"),
        (pa.table({"content": [{"html": "a"}]}), "content must be binary or string, not struct"),
        (pa.table({"x": ["a"]}), "expected a column named content"),
    ],
)
def test_columns_that_are_none_of_pages_are_named(table: Any, reason: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=f"pages.parquet: {reason}"):
        pages(tmp_path, table)
