"""Workbooks, read back by openpyxl."""

from __future__ import annotations

import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.archive import workbook
from crawler.archive.export import FIELDS
from crawler.archive.workbook import COLUMNS, NOTE, fit_cell, flatten, read_moment, write_workbook

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")

EMPTY: dict[str, Any] = dict.fromkeys(FIELDS)


def saved(path: Path, *records: dict[str, Any], fields: list[str] | None = None) -> tuple[Any, int]:
    """The sheet of records as it is read back, and the number of cells that were cut."""
    cut = write_workbook([{**EMPTY, **record} for record in records], str(path), fields)
    return openpyxl.load_workbook(path).active, cut


def rows(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_a_sheet_has_a_frozen_heading_with_a_filter_and_types_for_its_cells(tmp_path: Path) -> None:
    record = {
        "date_published": "2025-06-18T09:30:00+08:00",
        "changed_at": "2025-06-18T23:05:09Z",
        "headline": "青石水库的步道月底开放",
        "authors": [{"name": "何静", "role": "记者"}, {"name": "田野", "role": None}],
        "revision": 2,
        "confidence": 0.5,
        "is_article": True,
    }
    sheet, cut = saved(tmp_path / "o.xlsx", record, fields=list(record))
    assert cut == 0
    assert rows(sheet) == [
        ["date_published", "changed_at", "headline", "authors", "revision", "confidence", "is_article"],
        [
            datetime(2025, 6, 18, 9, 30),
            datetime(2025, 6, 19, 7, 5, 9),
            "青石水库的步道月底开放",
            "何静 记者; 田野",
            2,
            0.5,
            True,
        ],
    ]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:G2")
    assert [sheet["A2"].number_format, sheet["A2"].is_date, sheet["A1"].font.b] == ["yyyy-mm-dd hh:mm", True, True]
    assert [path.name for path in tmp_path.iterdir()] == ["o.xlsx"]


def test_without_fields_it_has_the_columns_of_a_reader_and_a_note(tmp_path: Path) -> None:
    assert set(COLUMNS) < set(FIELDS)
    sheet, _ = saved(tmp_path / "o.xlsx", {"url": "https://news.example.com/1.html"})
    heading, row = rows(sheet)
    assert heading == [*COLUMNS, NOTE]
    assert {name: value for name, value in zip(heading, row, strict=True) if value is not None} == {
        "url": "https://news.example.com/1.html"
    }
    assert sheet["G2"].hyperlink is None


def test_no_articles_are_a_heading(tmp_path: Path) -> None:
    sheet, _ = saved(tmp_path / "o.xlsx", fields=["url"])
    assert rows(sheet) == [["url"]]


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("=1+1", "=1+1"),
        ("{=SUM(A1)}", "{=SUM(A1)}"),
        ("+86", "+86"),
        ("12", "12"),
        ("https://a.example/", "https://a.example/"),
        ("internal:Sheet1!A1", "internal:Sheet1!A1"),
        ("<r><t>x</t></r>", " <r><t>x</t></r>"),
        ("</t></is></c>", "</t></is></c>"),
        ("a\x00b\x0bc", "a\x00b\x0bc"),
        ("_x0041_", "_x0041_"),
        ("半\ud800字\uffff", "半�字�"),
        ("  缩进\n换行", "  缩进\n换行"),
        ("𠮷野家", "𠮷野家"),
    ],
)
def test_a_text_is_a_text(tmp_path: Path, value: str, read: str) -> None:
    sheet, _ = saved(tmp_path / "o.xlsx", {"headline": value}, fields=["headline"])
    cell = sheet["A2"]
    assert (openpyxl.utils.escape.unescape(cell.value), cell.hyperlink) == (read, None)
    with zipfile.ZipFile(tmp_path / "o.xlsx") as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    assert (b"<f>" in xml, b'<c r="A2" t="inlineStr">' in xml, b"hyperlink" in xml) == (False, True, False)


@pytest.mark.parametrize(
    ("text", "length", "cut"),
    [("字" * 32_767, 32_767, 0), ("字" * 32_768, 32_767, 1), ("𠮷" * 16_383, 16_383, 0), ("𠮷" * 16_384, 16_383, 1)],
)
def test_a_cell_holds_what_excel_counts(tmp_path: Path, text: str, length: int, cut: int) -> None:
    sheet, number = saved(tmp_path / "o.xlsx", {"text": text})
    heading, row = rows(sheet)
    assert number == cut
    assert row[heading.index("text")] == text[:length]
    assert row[heading.index(NOTE)] == (f"text cut: {length} of {len(text)} characters" if cut else None)


def test_cells_that_are_cut_are_counted_where_there_is_no_note(tmp_path: Path) -> None:
    long = {"text": "字" * 40_000, "headline": "题" * 40_000}
    sheet, cut = saved(tmp_path / "o.xlsx", long, {"text": "短"}, long, fields=["text", "headline"])
    assert cut == 4
    assert [len(row[0]) for row in rows(sheet)] == [4, 32_767, 1, 32_767]


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2025-06-18T09:30:00+08:00", datetime(2025, 6, 18, 9, 30)),
        ("2025-06-18T22:30:00Z", datetime(2025, 6, 19, 6, 30)),
        ("2025-06-18T09:30:00.750", datetime(2025, 6, 18, 9, 30)),
        ("1900-01-01T00:00:00+08:00", datetime(1900, 1, 1)),
        ("1899-12-31T23:59:00+08:00", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:00-12:00", None),
        ("昨天", None),
        (None, None),
    ],
)
def test_dates_are_wall_time_of_shanghai(value: str | None, moment: datetime | None) -> None:
    assert read_moment(value) == moment


def test_a_day_without_a_time_shows_none_and_no_date_stays_text(tmp_path: Path) -> None:
    record = {"date_published": "2025-06-18T00:00:00+08:00", "changed_at": "2025-06-17T16:00:00Z", "fetched_at": "1850"}
    sheet, _ = saved(tmp_path / "o.xlsx", record, fields=list(record))
    assert [sheet[place].number_format for place in ("A2", "B2", "C2")] == ["yyyy-mm-dd", "yyyy-mm-dd hh:mm", "General"]
    assert sheet["C2"].value == "1850"


def test_a_sheet_that_is_full_is_refused_and_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "SHEET_ROWS", 3)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "o.xlsx").write_bytes(b"before")
    with pytest.raises(workbook.TooManyRowsError):
        saved(tmp_path / "o.xlsx", {}, {}, {}, fields=["url"])
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("o.xlsx", b"before")]
    sheet, _ = saved(tmp_path / "o.xlsx", {"url": "a"}, {"url": "b"}, fields=["url"])
    assert rows(sheet) == [["url"], ["a"], ["b"]]


def test_a_folder_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        saved(tmp_path / "no" / "o.xlsx", {})


def test_values_are_flattened() -> None:
    document = {"number": "青府〔2025〕3号", "issuer": None, "attachments": [{"name": "附件1", "url": "/1.pdf"}]}
    assert flatten(document) == "青府〔2025〕3号 附件1 /1.pdf"
    assert [flatten(value) for value in (None, [], ["河", "湖"], "")] == ["", "", "河; 湖", ""]
    assert fit_cell("短") == "短"
