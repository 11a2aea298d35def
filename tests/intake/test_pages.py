"""Files and folders become pages in the form of the store."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from cleaners.bulk.readers import Position, ReadError
from crawler.intake.pages import Input, locate_inputs, read_input, read_moment

PAGE = "<html><p>渡口重新开航。</p></html>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-03-25T02:20:00Z", "2025-03-25T02:20:00Z"),
        ("2025-03-25T10:20:00.75+08:00", "2025-03-25T02:20:00Z"),
        ("2025-03-25 02:20:00", "2025-03-25T02:20:00Z"),
        ("2025-03-25", "2025-03-25T00:00:00Z"),
        ("20250325022000", "2025-03-25T02:20:00Z"),
        ("1742869200", "2025-03-25T02:20:00Z"),
        ("1742869200500", "2025-03-25T02:20:00Z"),
        ("2099-01-01T00:00:00Z", None),
        ("1970-01-01T00:00:00Z", None),
        ("20251325022000", None),
        ("0001-01-01T00:00:00+23:59", None),
        ("yesterday", None),
        ("٢٠٢٥", None),
        ("", None),
        (None, None),
    ],
)
def test_a_time_is_read_in_every_form_that_archives_use(text: str | None, expected: str | None) -> None:
    assert read_moment(text) == expected


def test_folders_and_files_are_found_once_each(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("b.html", "a/c.MHTML", "a/d.warc.gz", "a/picture.png", "e.parquet"):
        (tmp_path / name).write_bytes(b"x")
    found = locate_inputs([str(tmp_path), str(tmp_path / "b.html"), str(tmp_path / "a" / ".." / "b.html")])
    assert [(os.path.relpath(source.path, tmp_path), source.is_saved) for source in found] == [
        ("a/c.MHTML", True),
        ("a/d.warc.gz", False),
        ("b.html", True),
        ("e.parquet", False),
    ]
    for wrong in ("none", "a/picture.png"):
        with pytest.raises(ReadError, match=wrong):
            locate_inputs([str(tmp_path / wrong)])


def test_text_of_lines_and_tables_becomes_bytes_that_say_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    rows = [
        {"url": "https://a.example/1", "html": PAGE, "time": "2025-03-25T02:20:00Z", "headers": {"ETag": "1"}},
        {"url": "https://a.example/2", "body": PAGE},
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    os.utime(path, (1742869260, 1742869260))
    first, second = read_input(Input(str(path), False), Position())
    assert (first.url, first.body, first.at, first.status) == (
        "https://a.example/1", PAGE.encode(), "2025-03-25T02:20:00Z", 0,
    )  # fmt: skip
    assert first.headers == {"etag": "1", "content-type": "text/html; charset=utf-8"}
    assert first.origin == f"{path} page 1"
    assert second.at == "2025-03-25T02:21:00Z"


def test_a_table_may_call_its_columns_otherwise(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "p.parquet"
    rows = {
        "id": [7],
        "time": ["2025-03-25T02:20:00Z"],
        "html": [PAGE.encode("gb18030")],
        "url": ["https://a.example/1"],
    }
    parquet.write_table(pa.table(rows), path)
    (page,) = read_input(Input(str(path), False), Position())
    assert (page.url, page.body, page.at) == ("https://a.example/1", PAGE.encode("gb18030"), "2025-03-25T02:20:00Z")
    parquet.write_table(pa.table({"url": ["https://a.example/1"], "id": [1]}), path)
    with pytest.raises(ReadError, match="expected a column named content"):
        list(read_input(Input(str(path), False), Position()))


def test_a_folder_that_cannot_be_listed_is_an_input_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "z.html").write_text(PAGE, "utf-8")
    scandir = os.scandir

    def refusing(path: str) -> object:
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    closed, page = locate_inputs([str(tmp_path)])
    assert (closed.path, page.path) == (str(tmp_path / "closed"), str(tmp_path / "z.html"))
    (unread,) = read_input(closed, Position())
    assert (unread.body, unread.flags[0][:11]) == (None, "unreadable:")
