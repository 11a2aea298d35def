"""Files of a corpus as Parquet, and the columns that its card declares."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cleaners.bulk.corpora.features import Columns
from cleaners.bulk.corpora.parts import ColumnsError, schema_of, write_part

pytest.importorskip("pyarrow")

ROWS: list[dict[str, Any]] = [
    {"url": "https://example.com/1", "text": "新桥", "images": [], "date_published": "2025-03-25T08:00:00+08:00",
     "own": None, "quality": {"characters": 2, "han_share": 1.0, "note": None}, "names": []},
    {"url": "https://example.com/2", "text": "老桥", "images": [{"url": "/1.jpg", "caption": None, "credit": None}],
     "date_published": None, "own": 3, "quality": {"characters": 2, "han_share": 1.0, "note": None}, "names": ["甲"]},
]  # fmt: skip


def test_types_are_those_of_the_record_and_of_the_rows() -> None:
    kinds = {field.name: str(field.type) for field in schema_of(ROWS)}
    assert kinds == {
        "url": "string",
        "text": "string",
        "images": "list<element: struct<url: string, caption: string, credit: string>>",
        "date_published": "string",
        "own": "int64",
        "quality": "struct<characters: int64, han_share: double, note: string>",
        "names": "list<element: string>",
    } | {name: kinds[name] for name in ("images", "names")}  # the items' name is pyarrow's
    assert kinds["images"].endswith("struct<url: string, caption: string, credit: string>>")


def test_rows_are_written_as_they_are(tmp_path: Path) -> None:
    from pyarrow import parquet  # type: ignore[import-untyped]

    write_part(tmp_path, "part-00000-00000.parquet", iter(ROWS * 1_200), schema_of(ROWS))
    table = parquet.read_table(tmp_path / "part-00000-00000.parquet")
    assert table.to_pylist() == ROWS * 1_200
    assert [path.name for path in tmp_path.iterdir()] == ["part-00000-00000.parquet"]


@pytest.mark.parametrize("extra", [{"other": 1}, {"quality": {"characters": 1, "another": 2}}])
def test_a_column_that_the_first_rows_did_not_have_is_refused(extra: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(ColumnsError, match=next(iter(extra))):
        write_part(tmp_path, "part.parquet", [*ROWS, ROWS[0] | extra], schema_of(ROWS))
    assert list(tmp_path.iterdir()) == []


def test_the_card_declares_the_columns_that_were_seen() -> None:
    columns = Columns()
    for row in ROWS:
        columns.see(row)
    assert columns.features() == [
        {"name": "url", "dtype": "string"},
        {"name": "text", "dtype": "string"},
        {"name": "images", "list": [{"name": name, "dtype": "string"} for name in ("url", "caption", "credit")]},
        {"name": "date_published", "dtype": "string"},
        {"name": "own", "dtype": "int64"},
        {
            "name": "quality",
            "struct": [
                {"name": "characters", "dtype": "int64"},
                {"name": "han_share", "dtype": "float64"},
                {"name": "note", "dtype": "string"},
            ],
        },
        {"name": "names", "list": "string"},
    ]
