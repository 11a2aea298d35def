"""Runs over inputs that were cut wrongly, are broken, empty or full of links; what the summary names."""

from __future__ import annotations

import gzip
import json
import os
import random
import runpy
import sys
from pathlib import Path
from typing import Any

import pytest

from cleaners.bulk import pieces, readers, run
from cleaners.bulk.folder import files_below, read_folder
from cleaners.bulk.pages import Position
from cleaners.bulk.pieces import Note
from cleaners.bulk.readers import size_of
from cleaners.bulk.relay import Relay
from cleaners.bulk.run import run_batch
from cleaners.bulk.shards import InputState, Manifest, read_shards
from dute.cli import main
from tests.archives import ArchivePage, write_folder, write_jsonl, write_parquet, write_warc
from tests.conftest import ROOT
from tests.invented_site import InventedSite

PAGES = [ArchivePage(page.url, page.html.encode()) for page in InventedSite(21).pages(0, 40)]
CASES = ROOT.parent / "shared" / "cases" / "hostile"


def urls(folder: Path) -> list[str | None]:
    return [row["url"] for row in read_shards(folder)]


def summary(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "_summary.json").read_text("utf-8"))  # type: ignore[no-any-return]


def cut_every(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that are cut by bytes are cut every so many."""
    by_bytes = ("WARC", "WARC, gzip", "JSON lines")
    kinds = [kind._replace(cut=readers._by_bytes(size)) if kind.name in by_bytes else kind for kind in readers._KINDS]
    monkeypatch.setattr(readers, "_KINDS", tuple(kinds))


@pytest.fixture
def small_spans(monkeypatch: pytest.MonkeyPatch) -> None:
    cut_every(3_000, monkeypatch)


@pytest.fixture
def redone(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Pieces that were read again."""
    found: list[Any] = []
    redo = Relay.redo

    def noted(self: Relay[Any], task: Any) -> None:
        found.append(task)
        redo(self, task)

    monkeypatch.setattr(Relay, "redo", noted)
    return found


@pytest.mark.parametrize("kind", ["x.warc.gz", "x.warc", "x.jsonl"])
@pytest.mark.parametrize("jobs", [1, 3])
def test_a_file_in_many_spans_gives_every_page_once(
    kind: str, jobs: int, tmp_path: Path, small_spans: None, redone: list[Any]
) -> None:
    path = write_jsonl(tmp_path / kind, PAGES) if kind.endswith("jsonl") else write_warc(tmp_path / kind, PAGES)
    run_batch([str(path)], tmp_path / "out", jobs=jobs, form="jsonl", shard_rows=7)
    assert urls(tmp_path / "out") == [page.url for page in PAGES]
    assert redone == []


@pytest.mark.parametrize("kind", ["x.warc.gz", "x.warc"])
def test_an_archive_inside_an_archive_gives_no_rows(
    kind: str, tmp_path: Path, redone: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Spans begin inside it: those with no record of their own are left out, the one with its end is read again."""
    pytest.importorskip("fastwarc")
    others = [ArchivePage(f"https://other.example.com/{n}", random.Random(n).randbytes(900)) for n in range(30)]  # noqa: S311  noise
    inner = write_warc(tmp_path / f"inner-{kind}", others).read_bytes()
    holder = ArchivePage("https://news.example.com/holder", b"<pre>\r\n\r\n" + inner + b"</pre>")
    pages = [*PAGES[:9], holder, *PAGES[9:]]
    path = tmp_path / kind
    if kind == "x.warc":
        write_warc(path, pages)
    else:  # stored and not packed, so that the members inside stand in the file as they are
        each = [write_warc(tmp_path / "one.warc", [page]).read_bytes() for page in pages]
        path.write_bytes(b"".join(gzip.compress(record, 0) for record in each))
    for size in (2_000, 3_500, 4_000, 5_500, 7_000, 9_000):
        cut_every(size, monkeypatch)
        run_batch([str(path)], tmp_path / f"out-{size}", jobs=2, form="jsonl")
        assert urls(tmp_path / f"out-{size}") == [page.url for page in pages]
    assert redone


@pytest.mark.parametrize("kind", ["x.warc.gz", "x.jsonl", "x.parquet"])
def test_a_run_that_is_stopped_in_any_shard_goes_on(kind: str, tmp_path: Path, small_spans: None) -> None:
    write = {"gz": write_warc, "jsonl": write_jsonl, "parquet": write_parquet}[kind.rpartition(".")[2]]
    path = write(tmp_path / kind, PAGES)

    def stop(pages: int, articles: int, read: int) -> None:
        raise KeyboardInterrupt

    for _ in range(5):
        with pytest.raises(KeyboardInterrupt):
            run_batch([str(path)], tmp_path / "out", jobs=2, form="jsonl", shard_rows=8, progress=stop)
    manifest = run_batch([str(path)], tmp_path / "out", jobs=2, form="jsonl", shard_rows=8)
    assert urls(tmp_path / "out") == [page.url for page in PAGES]
    assert manifest.counts["pages"] == 40
    run_batch([str(path)], tmp_path / "undisturbed", form="jsonl", shard_rows=8)
    assert list(read_shards(tmp_path / "out")) == list(read_shards(tmp_path / "undisturbed"))


def test_a_bad_record_in_the_middle_is_named_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("fastwarc")
    path = write_warc(tmp_path / "x.warc.gz", PAGES)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 8] = b"\x00" * 8
    path.write_bytes(data)
    lines = write_jsonl(tmp_path / "x.jsonl", PAGES[:3])
    lines.write_bytes(lines.read_bytes().replace(b'{"url"', b"{url", 1))
    out = tmp_path / "out"
    assert main(["batch", str(path), str(lines), "-o", str(out), "--format", "jsonl", "--jobs", "2"]) == 1
    found = urls(out)
    lost = [page.url for page in PAGES if page.url not in found[:40]]
    assert len(lost) == 1
    first, second = summary(out)["wrong"]
    assert (first["input"], first["row"]) == (str(path), [page.url for page in PAGES].index(lost[0]))
    assert first["flags"][0].startswith("unreadable: broken record at byte ")
    assert (second["input"], second["row"], second["flags"]) == (str(lines), 0, ["bad_line", "no_content"])
    assert summary(out)["flags"] == {"bad_line": 1, "no_content": 2, "unreadable": 1}


def test_folders_without_pages_are_said_and_end_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "x.png").write_bytes(b"x")
    out = tmp_path / "out"
    folders = [str(tmp_path / "empty"), str(tmp_path / "other")]
    assert main(["batch", *folders, "-o", str(out), "--format", "jsonl", "--jobs", "1"]) == 1
    err = capsys.readouterr().err.splitlines()
    assert [line.partition(": contains no pages")[0] for line in err] == [f"dute: {folder}" for folder in folders]
    assert list(summary(out)["unreadable"]) == folders


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """A folder with a page, a link to a page outside, a link to a folder outside, a link to itself, a dead link."""
    outside, folder = tmp_path / "outside", tmp_path / "pages"
    (outside / "more").mkdir(parents=True)
    folder.mkdir()
    (folder / "a.html").write_bytes(PAGES[0].body)
    (outside / "b.html").write_bytes(PAGES[1].body)
    (outside / "more" / "c.html").write_bytes(PAGES[2].body)
    (folder / "b.html").symlink_to(outside / "b.html")
    (folder / "more").symlink_to(outside / "more")
    (folder / "self").symlink_to(folder)
    (folder / "z.html").symlink_to("gone.html")
    return folder


def test_links_in_folders_are_named_and_not_followed(
    linked: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["batch", str(linked), "-o", str(out), "--format", "jsonl", "--jobs", "1"]) == 1
    assert (
        capsys.readouterr().err
        == f"dute: 2 pages could not be read or cleaned in full: see wrong in {out}/_summary.json\n"
    )
    assert {row["url"]: row["flags"] for row in read_shards(out)} == {
        "a.html": [],
        "b.html": ["unreadable: a symbolic link, not followed", "no_content"],
        "z.html": ["unreadable: No such file or directory", "no_content"],
    }
    assert [wrong["url"] for wrong in summary(out)["wrong"]] == ["b.html", "z.html"]


@pytest.fixture
def closed_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a page, and with a folder inside that nobody may list. Root may, so the answer of the system is made up."""
    folder = tmp_path / "pages"
    (folder / "b").mkdir(parents=True)
    for name in ("a.html", "c.html"):
        (folder / name).write_bytes(PAGES[0].body)
    scandir, opened = os.scandir, open

    def refusing(call: Any) -> Any:
        def answer(path: Any, *arguments: Any, **keywords: Any) -> Any:
            if isinstance(path, str | Path) and os.fspath(path).endswith("pages/b"):
                raise PermissionError(13, "Permission denied", os.fspath(path))
            return call(path, *arguments, **keywords)

        return answer

    monkeypatch.setattr(os, "scandir", refusing(scandir))
    monkeypatch.setattr("builtins.open", refusing(opened))
    return folder


def test_a_folder_inside_that_cannot_be_listed_is_a_row(closed_folder: Path) -> None:
    assert files_below(str(closed_folder), False) == [
        ("a.html", len(PAGES[0].body)),
        ("b", 0),
        ("c.html", len(PAGES[0].body)),
    ]
    assert [(page.url, page.flags) for page in read_folder(str(closed_folder), Position())] == [
        ("a.html", ()),
        ("b", ("unreadable: Permission denied",)),
        ("c.html", ()),
    ]
    with pytest.raises(PermissionError):
        files_below(str(closed_folder / "b"), False)


def test_a_line_that_holds_no_page_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = tmp_path / "pages.jsonl"
    lines.write_text(json.dumps({"html": PAGES[0].body.decode()}) + "\nno JSON\n", "utf-8")
    out = tmp_path / "out"
    assert main(["batch", str(lines), "-o", str(out), "--format", "jsonl", "--jobs", "1"]) == 1
    assert (
        capsys.readouterr().err
        == f"dute: 1 page could not be read or cleaned in full: see wrong in {out}/_summary.json\n"
    )


@pytest.mark.parametrize(
    ("flags", "status"),
    [
        ((), 0),
        (("list_page",), 0),
        (("no_content",), 0),
        (("truncated", "incomplete_record"), 1),
        (("unreadable: broken record at byte 7", "no_content"), 1),
        (("bad_line", "no_content"), 1),
        (("timeout",), 1),
        (("crashed",), 1),
        (("failed: ValueError",), 1),
    ],
)
def test_the_status_says_whether_every_page_was_read(
    flags: tuple[str, ...], status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = InputState("pages", 1)
    counted = Manifest([state], "jsonl", 10)
    run._count(counted, state, [Note(False, flags, None)])
    monkeypatch.setattr("dute.commands.batch.run_batch", lambda *_, **__: counted)
    (tmp_path / "a.html").write_bytes(PAGES[0].body)
    assert main(["batch", str(tmp_path), "-o", str(tmp_path / "out"), "--format", "jsonl"]) == status


def test_links_in_folders_are_followed_where_that_is_asked_for(linked: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["batch", str(linked), "-o", str(out), "--format", "jsonl", "--jobs", "1", "--follow-links"]) == 1
    assert {row["url"]: row["is_article"] for row in read_shards(out)} == {
        "a.html": True,
        "b.html": True,
        "more/c.html": True,
        "z.html": False,
    }


@pytest.mark.parametrize("kind", ["x.warc.gz", "x.jsonl", "x.jsonl.gz", "x.parquet", "folder"])
def test_progress_grows_to_all_bytes(kind: str, tmp_path: Path, small_spans: None) -> None:
    write = {"gz": write_jsonl if "jsonl" in kind else write_warc, "jsonl": write_jsonl, "parquet": write_parquet}
    path = write.get(kind.rpartition(".")[2], write_folder)(tmp_path / kind, PAGES)
    shown: list[tuple[int, int, int]] = []
    run_batch([str(path)], tmp_path / "out", form="jsonl", shard_rows=10, progress=lambda *now: shown.append(now))
    size = size_of(str(path))
    assert [(pages, articles) for pages, articles, _ in shown] == [(10, 10), (20, 20), (30, 30), (40, 40)]
    read = [now[2] for now in shown]
    assert read == sorted(read)
    assert read[-1] <= size
    assert read[-1] > size / 2 or kind in ("x.parquet", "x.jsonl.gz")  # both are one piece, or read ahead


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs worker processes")
@pytest.mark.parametrize("kind", ["x.parquet", "x.jsonl"])
def test_workers_that_are_replaced_after_shards_were_written(kind: str, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    path = (write_parquet if kind == "x.parquet" else write_jsonl)(tmp_path / kind, PAGES[:12])
    run_batch([str(path)], tmp_path / "out", seconds=1e-6, shard_rows=3, jobs=2)
    rows = list(read_shards(tmp_path / "out"))
    assert [row["url"] for row in rows] == [page.url for page in PAGES[:12]]
    assert {tuple(row["flags"]) for row in rows} == {("timeout",)}


def test_the_places_of_rows_in_the_manifest_hold_few_bytes(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("{\n" * 5_000)
    manifest = run_batch([str(path)], tmp_path / "out", form="jsonl")
    assert manifest.counts["flag bad_line"] == 5_000
    assert len(manifest.wrong) == 100


@pytest.mark.parametrize(
    "name", ["folder-dead-link", "folder-gbk-name", pytest.param("warc-gzip-bomb", marks=pytest.mark.slow)]
)
def test_hostile_cases(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not (CASES / name).is_dir():
        pytest.skip("the shared cases are missing")
    pytest.importorskip("fastwarc")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["make.py", "made"])
    runpy.run_path(str(CASES / name / "make.py"))
    made = "bomb.warc.gz" if name == "warc-gzip-bomb" else "made"
    status = main(["batch", made, "-o", "out", "--format", "jsonl", "--jobs", "2"])
    rows = list(read_shards("out"))
    assert [row["is_article"] for row in rows] == {
        "folder-dead-link": [True, False],
        "folder-gbk-name": [True],
        "warc-gzip-bomb": [True, rows[1]["is_article"], True] if len(rows) == 3 else None,
    }[name]
    assert status == (0 if name == "folder-gbk-name" else 1)
    for row in rows:
        json.dumps(row, ensure_ascii=False).encode()
    assert os.path.exists("out/_summary.json")


@pytest.mark.parametrize("kind", ["x.jsonl", "x.parquet"])
def test_fields_of_a_page_have_other_names_too(kind: str, tmp_path: Path) -> None:
    rows = [{"url": PAGES[0].url, "body": PAGES[0].body.decode(), "time": "2026-01-02"}]
    path = tmp_path / kind
    if kind == "x.jsonl":
        path.write_text(json.dumps(rows[0]), "utf-8")
    else:
        pa = pytest.importorskip("pyarrow")
        from pyarrow import parquet

        parquet.write_table(pa.Table.from_pylist(rows), path)
    run_batch([str(path)], tmp_path / "out", form="jsonl")
    (row,) = read_shards(tmp_path / "out")
    assert (row["url"], row["is_article"], row["fetched_at"]) == (PAGES[0].url, True, "2026-01-02")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="workers need os.fork")
@pytest.mark.parametrize("has_more", [True, False])
def test_a_page_without_memory_has_another_worker(
    has_more: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marker, real = tmp_path / "marker", pieces.clean_source_page

    def without_memory(page: Any, template: Any) -> Any:
        if page.url == PAGES[3].url and not marker.exists():
            if has_more:
                marker.touch()
            raise MemoryError
        return real(page, template)

    monkeypatch.setattr(pieces, "clean_source_page", without_memory)
    run_batch([str(write_jsonl(tmp_path / "x.jsonl", PAGES))], tmp_path / "out", jobs=2, form="jsonl")
    rows = list(read_shards(tmp_path / "out"))
    assert [row["url"] for row in rows] == [page.url for page in PAGES]
    lost = [row["url"] for row in rows if "crashed" in row["flags"]]
    assert lost == ([] if has_more else [PAGES[3].url])
    assert [page["url"] for page in summary(tmp_path / "out")["wrong"]] == lost
