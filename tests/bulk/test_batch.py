"""Batches: the Arrow function, the readers, and runs over archives that are killed, resumed and fed with broken files."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from cleaners import clean
from cleaners.bulk.readers import Position, ReadError, reader_of
from cleaners.bulk.run import run_batch
from cleaners.bulk.shards import MANIFEST, OutputError, read_shards
from cleaners.evidence.fingerprint import Fingerprint, fingerprint
from cleaners.rules.versions import RECORD_VERSION, cleaner_version, rules_hash
from dute.cli import main
from tests.archives import ArchivePage, moment, write_folder, write_jsonl, write_parquet, write_warc
from tests.invented_site import InventedSite

pa = pytest.importorskip("pyarrow")

from cleaners.bulk.arrow import COLUMNS, output_schema  # noqa: E402
from cleaners.bulk.batch import BatchError, clean_batch  # noqa: E402

ROOT = Path(__file__).parents[2]
PAGES = [ArchivePage(page.url, page.html.encode()) for page in InventedSite(9).pages(0, 25)]


def records(rows: Any) -> list[dict[str, Any]]:
    """Rows without what the archive adds, in order."""
    return [{name: row[name] for name in COLUMNS} for row in rows]


EXPECTED = [clean(page.body, page.url).to_dict() for page in PAGES]


# --- the function ----------------------------------------------------------------------------------------------------


def test_a_batch_comes_back_row_for_row_with_its_schema() -> None:
    batch = pa.RecordBatch.from_pydict(
        {
            "url": [page.url for page in PAGES],
            "content": [page.body for page in PAGES],
            "headers": [[("Content-Type", page.content_type)] for page in PAGES],
            "fetched_at": [moment(number) for number in range(len(PAGES))],
        },
        schema=pa.schema(
            [("url", pa.string()), ("content", pa.binary()), ("headers", pa.map_(pa.string(), pa.string())), ("fetched_at", pa.string())]
        ),
    )  # fmt: skip
    out = clean_batch(batch)
    assert out.schema == output_schema()
    rows = out.to_pylist()
    assert records(rows) == EXPECTED
    assert rows[3]["fetched_at"] == moment(3)
    assert (rows[0]["cleaner_version"], rows[0]["rules_hash"]) == (cleaner_version(), rules_hash())
    assert rows[0]["record_version"] == RECORD_VERSION == 2
    assert Fingerprint.from_text(rows[0]["fingerprint"]) == fingerprint(rows[0]["text"])


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.binary(), pa.large_binary()])
def test_content_may_be_text_or_bytes(kind: Any) -> None:
    text = PAGES[0].body.decode()
    value = text if pa.types.is_string(kind) or pa.types.is_large_string(kind) else PAGES[0].body
    out = clean_batch(pa.RecordBatch.from_arrays([pa.array([value], kind)], names=["content"]))
    assert out.to_pylist()[0]["text"] == EXPECTED[0]["text"]


def test_a_row_never_fails_a_batch() -> None:
    contents = [None, b"", b"%PDF-1.7", b"\xff\xfe\x00", PAGES[1].body]
    rows = clean_batch(pa.RecordBatch.from_pydict({"content": contents})).to_pylist()
    assert [row["flags"][-1:] for row in rows[:3]] == [["no_content"], ["empty_page"], ["not_html"]]
    assert [row["is_article"] for row in rows] == [False, False, False, False, True]
    assert clean_batch(pa.RecordBatch.from_pydict({"content": pa.array([], pa.binary())})).num_rows == 0


@pytest.mark.parametrize(
    ("columns", "message"), [({"html": ["x"]}, "named content"), ({"content": [1]}, "binary or string, not int64")]
)
def test_a_batch_of_something_else_is_refused(columns: dict[str, list[Any]], message: str) -> None:
    with pytest.raises(BatchError, match=message):
        clean_batch(pa.RecordBatch.from_pydict(columns))


def test_times_and_headers_in_other_forms() -> None:
    import datetime

    batch = pa.RecordBatch.from_pydict(
        {
            "content": ["<p>河湾</p>"] * 3,
            "headers": ['{"Content-Type": "text/html"}', "not json", None],
            "fetched_at": pa.array([datetime.datetime(2026, 1, 2, 3, 4, 5)] * 3, pa.timestamp("s")),
        }
    )
    assert [row["fetched_at"] for row in clean_batch(batch).to_pylist()] == ["2026-01-02T03:04:05+00:00"] * 3


# --- archives --------------------------------------------------------------------------------------------------------


def archive(folder: Path, kind: str) -> Path:
    if kind.startswith("warc"):
        pytest.importorskip("fastwarc")
        return write_warc(folder / f"pages.{kind}", PAGES)
    if kind.startswith("jsonl"):
        return write_jsonl(folder / f"pages.{kind}", PAGES)
    return (
        write_parquet(folder / "pages.parquet", PAGES) if kind == "parquet" else write_folder(folder / "pages", PAGES)
    )


@pytest.mark.parametrize("kind", ["warc", "warc.gz", "jsonl", "jsonl.gz", "jsonl.zst", "parquet", "folder"])
@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_every_kind_of_archive_gives_the_same_rows(kind: str, form: str, tmp_path: Path) -> None:
    manifest = run_batch([str(archive(tmp_path, kind))], tmp_path / "out", form=form, shard_rows=10, jobs=2)
    rows = list(read_shards(tmp_path / "out"))
    if kind == "folder":
        assert [row["text"] for row in rows] == [record["text"] for record in EXPECTED]
    else:
        assert records(rows) == EXPECTED
        assert [row["fetched_at"] for row in rows] == [moment(number) for number in range(25)]
    assert manifest.inputs[0].shards == [10, 10, 5]
    summary = json.loads((tmp_path / "out" / "_summary.json").read_text())
    assert (summary["pages"], summary["articles"], summary["shards"]) == (25, 25, 3)
    assert summary["rules_hash"] == rules_hash()


def test_a_warc_gives_its_html_answers_only(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    odd = [
        ArchivePage("https://news.example.com/gone", b"x", status=404),
        ArchivePage("https://news.example.com/a.png", b"x", "image/png"),
        ArchivePage("https://news.example.com/untyped", PAGES[0].body, ""),
    ]
    path = write_warc(tmp_path / "odd.warc.gz", odd)
    assert [page.url for page in reader_of(str(path))(str(path), Position())] == ["https://news.example.com/untyped"]


def test_wrong_lines_are_rows_with_a_reason(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    good = json.dumps({"url": "https://news.example.com/1", "html": PAGES[0].body.decode()})
    path.write_text(f'{{broken\n[1]\n{{"url": 5}}\n\n{good}\n', "utf-8")
    manifest = run_batch([str(path)], tmp_path / "out", form="jsonl")
    rows = list(read_shards(tmp_path / "out"))
    assert [row["flags"] for row in rows[:3]] == [["bad_line", "no_content"]] * 3
    assert rows[3]["text"] == EXPECTED[0]["text"]
    assert manifest.counts["flag bad_line"] == 3


@pytest.mark.parametrize("kind", ["warc.gz", "jsonl.gz", "parquet"])
def test_a_cut_archive_is_named_and_what_could_be_read_is_kept(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = archive(tmp_path, kind)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3])
    out = tmp_path / "out"
    assert main(["batch", str(path), "-o", str(out), "--jobs", "1"]) == 1
    shown = capsys.readouterr()
    assert str(path) in shown.err
    rows = list(read_shards(out))
    if kind == "warc.gz":
        assert rows.pop()["flags"][:2] == ["truncated", "incomplete_record"]
    assert records(rows) == EXPECTED[: len(rows)]
    assert len(rows) > 10 or kind == "parquet"  # whose index stands at its end
    assert list(json.loads((out / "_summary.json").read_text())["unreadable"]) == [str(path)]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.txt", b"", "ending in one of"),
        ("none.warc", None, "no such file"),
        ("x.warc.gz", b"plain", "not a gzip file"),
        ("x.parquet", b"nothing", "x.parquet: "),
        ("x.jsonl.gz", b"plain", "broken after line 0"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(
    name: str, content: bytes | None, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if name.endswith("warc.gz"):
        pytest.importorskip("fastwarc")
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert main(["batch", str(path), "-o", str(tmp_path / "out")]) in (1, 2)
    err = capsys.readouterr().err
    assert message in err
    assert "Traceback" not in err


def test_parquet_without_pages_is_refused(tmp_path: Path) -> None:
    from pyarrow import parquet

    path = tmp_path / "x.parquet"
    parquet.write_table(pa.table({"a": [1]}), path)
    with pytest.raises(ReadError, match="named content"):
        list(reader_of(str(path))(str(path), Position()))


def test_an_archive_goes_on_after_an_answer_that_is_far_larger_than_it_looks(tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    bomb = gzip.compress(b"<p>" + bytes(60_000_000))
    pages = [PAGES[0], ArchivePage("https://a.example/bomb", bomb, encoding="gzip"), PAGES[1]]
    path = write_warc(tmp_path / "x.warc.gz", pages)
    found = list(reader_of(str(path))(str(path), Position()))
    assert [page.url for page in found] == [page.url for page in pages]
    assert [page.flags for page in found] == [(), ("truncated",), ()]


@pytest.mark.parametrize(
    ("body", "encoding", "flags"),
    [
        (gzip.compress(PAGES[0].body), "gzip", ()),
        (PAGES[0].body, "gzip", ()),
        (gzip.compress(PAGES[0].body)[:-9], "gzip", ("truncated",)),
        (b"\x00" * 99, "gzip", ("unreadable: not a gzip or deflate stream",)),
        (b"\x00" * 99, "exi", ("unreadable: Content-Encoding exi",)),
    ],
)
def test_an_encoded_answer_of_an_archive_is_decoded_or_named(
    body: bytes, encoding: str, flags: tuple[str, ...], tmp_path: Path
) -> None:
    pytest.importorskip("fastwarc")
    page = ArchivePage("https://a.example/1", body, encoding=encoding)
    path = write_warc(tmp_path / "x.warc", [page, PAGES[1]])
    first, second = reader_of(str(path))(str(path), Position())
    assert (first.flags, second.content) == (flags, PAGES[1].body)
    if not flags:
        assert first.content == PAGES[0].body


def test_a_folder_goes_on_after_a_dead_link_and_a_name_that_is_no_utf8(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.html").write_bytes(PAGES[0].body)
    (folder / "b.html").symlink_to("gone.html")
    (folder / os.fsdecode("老桥.html".encode("gbk"))).write_bytes(PAGES[1].body)
    assert main(["batch", str(folder), "-o", str(tmp_path / "out"), "--format", "parquet", "--jobs", "1"]) == 1
    rows = {row["url"]: row for row in read_shards(tmp_path / "out")}
    assert {name: row["is_article"] for name, row in rows.items()} == {
        "a.html": True,
        "b.html": False,
        "\\xc0\\xcf\\xc7\\xc5.html": True,
    }
    assert rows["b.html"]["flags"] == ["unreadable: No such file or directory", "no_content"]


# --- going on --------------------------------------------------------------------------------------------------------


def test_a_finished_run_does_nothing_again(tmp_path: Path) -> None:
    path = archive(tmp_path, "jsonl")
    run_batch([str(path)], tmp_path / "out", shard_rows=10)
    times = {file.name: file.stat().st_mtime_ns for file in (tmp_path / "out").glob("part-*")}
    again = run_batch([str(path)], tmp_path / "out", shard_rows=10)
    assert {file.name: file.stat().st_mtime_ns for file in (tmp_path / "out").glob("part-*")} == times
    assert again.counts["pages"] == 25


@pytest.mark.parametrize("change", ["inputs", "format", "rows a shard", "version"])
def test_another_run_does_not_go_into_the_same_folder(change: str, tmp_path: Path) -> None:
    path = archive(tmp_path, "jsonl")
    out = tmp_path / "out"
    run_batch([str(path)], out, shard_rows=10)
    options: dict[str, Any] = {"shard_rows": 10}
    if change == "inputs":
        path.write_bytes(path.read_bytes() + b"{}\n")
    elif change == "format":
        options["form"] = "jsonl"
    elif change == "rows a shard":
        options["shard_rows"] = 11
    else:
        manifest = json.loads((out / MANIFEST).read_text())
        (out / MANIFEST).write_text(json.dumps(manifest | {"rules_hash": "other"}))
    with pytest.raises(OutputError, match=f"started with different {change}"):
        run_batch([str(path)], out, **options)


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = archive(tmp_path, "jsonl")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("x")
    with pytest.raises(OutputError, match=r"not empty \(thesis.txt …\)"):
        run_batch([str(path)], tmp_path / "out")


def kill_and_resume(
    folder: Path, pages: list[ArchivePage], kills: int, shard_rows: int
) -> tuple[int, list[dict[str, Any]]]:
    """Kill the command at moments of its work, then let it end; how often it was killed, and the rows."""
    path = write_jsonl(folder / "pages.jsonl", pages)
    out = folder / "out"
    command = [
        sys.executable,
        "-m",
        "dute",
        "batch",
        str(path),
        "-o",
        str(out),
        "--jobs",
        "2",
        "--shard-rows",
        str(shard_rows),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    killed = 0
    for _ in range(kills):
        before = len(list(out.glob("part-*")))
        child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, process_group=0)  # noqa: S603
        while child.poll() is None and len(list(out.glob("part-*"))) <= before:
            time.sleep(0.01)
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            killed += 1
        child.wait()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    assert [path.name for path in out.iterdir() if path.name.endswith(".part")] == []
    return killed, list(read_shards(out))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs POSIX")
def test_a_killed_run_goes_on_and_gives_the_same_rows(tmp_path: Path) -> None:
    killed, rows = kill_and_resume(tmp_path, PAGES * 4, kills=2, shard_rows=20)
    assert killed >= 1
    assert records(rows) == EXPECTED * 4


@pytest.mark.crash
@pytest.mark.timeout(900)
def test_twenty_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    killed, rows = kill_and_resume(tmp_path, PAGES * 100, kills=20, shard_rows=100)
    print(f"\n{killed} kills, {len(rows)} rows")
    assert killed >= 15
    assert records(rows) == EXPECTED * 100


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs worker processes")
def test_a_page_that_takes_too_long_is_a_row_with_its_reason(tmp_path: Path) -> None:
    path = archive(tmp_path, "jsonl")
    run_batch([str(path)], tmp_path / "out", seconds=1e-6)
    rows = list(read_shards(tmp_path / "out"))
    assert len(rows) == 25
    assert {tuple(row["flags"]) for row in rows} == {("timeout",)}


def test_the_command_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert main(["batch", str(archive(tmp_path, "folder")), "-o", str(out), "--format", "jsonl", "--jobs", "1"]) == 0
    assert "25 pages" in capsys.readouterr().out
    assert len((out / "part-00000-00000.jsonl").read_text().splitlines()) == 25
