"""Inputs and outputs that are addresses: in memory, on an object store, and what is said where they cannot be reached."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from cleaners.bulk.pages import ReadError
from cleaners.bulk.readers import size_of
from cleaners.bulk.run import OutputError, run_batch
from cleaners.bulk.shards import MANIFEST, read_shards
from dute.cli import main
from tests.archives import ArchivePage, write_folder, write_jsonl, write_parquet, write_warc
from tests.conftest import ROOT
from tests.invented_site import InventedSite

fsspec = pytest.importorskip("fsspec")
pytest.importorskip("pyarrow")
pytest.importorskip("fastwarc")

PAGES = [ArchivePage(page.url, page.html.encode()) for page in InventedSite(4).pages(0, 30)]
KINDS = ["warc.gz", "jsonl", "jsonl.gz", "parquet", "folder"]


def archive(folder: Path, kind: str, pages: list[ArchivePage] = PAGES) -> Path:
    if kind == "warc.gz":
        return write_warc(folder / "pages.warc.gz", pages)
    if kind.startswith("jsonl"):
        return write_jsonl(folder / f"pages.{kind}", pages)
    return (
        write_parquet(folder / "pages.parquet", pages) if kind == "parquet" else write_folder(folder / "pages", pages)
    )


def rows_of_here(path: Path, folder: Path) -> list[dict[str, Any]]:
    run_batch([str(path)], folder)
    return list(read_shards(folder))


@pytest.mark.parametrize("kind", KINDS)
def test_from_memory_to_memory_as_from_here_to_here(kind: str, memory: Any, tmp_path: Path) -> None:
    path = archive(tmp_path, kind)
    memory.put(str(path), f"/in/{path.name}", recursive=True)
    place = f"memory://in/{path.name}"
    assert size_of(place) == size_of(str(path))
    manifest = run_batch([place], "memory://out/a", jobs=2, shard_rows=12)
    assert manifest.inputs[0].shards == [12, 12, 6]
    assert list(read_shards("memory://out/a")) == rows_of_here(path, tmp_path / "out")
    assert json.loads(memory.cat("/out/a/_summary.json"))["pages"] == 30


@pytest.mark.parametrize("kind", KINDS)
def test_a_run_in_memory_that_was_stopped_goes_on(kind: str, memory: Any, tmp_path: Path) -> None:
    path = archive(tmp_path, kind)
    memory.put(str(path), f"/in/{path.name}", recursive=True)

    def stop(pages: int, articles: int, read: int) -> None:
        raise KeyboardInterrupt

    for done in (1, 2):
        with pytest.raises(KeyboardInterrupt):
            run_batch([f"memory://in/{path.name}"], "memory://out", shard_rows=7, progress=stop)
        assert len([name for name in memory.ls("/out", detail=False) if "part-" in name]) == done
    manifest = run_batch([f"memory://in/{path.name}"], "memory://out", shard_rows=7)
    assert manifest.inputs[0].shards == [7, 7, 7, 7, 2]
    assert list(read_shards("memory://out")) == rows_of_here(path, tmp_path / "out")


def test_half_a_manifest_does_not_lose_the_run(memory: Any, tmp_path: Path) -> None:
    path = archive(tmp_path, "jsonl")
    run_batch([str(path)], "memory://out", shard_rows=10)
    whole = memory.cat(f"/out/{MANIFEST}")
    memory.pipe_file(f"/out/{MANIFEST}", whole[: len(whole) // 2])
    assert run_batch([str(path)], "memory://out", shard_rows=10).counts["pages"] == 30
    memory.pipe_file(f"/out/{MANIFEST}", b"{")
    memory.pipe_file("/out/_manifest.next.json", b"[]")
    with pytest.raises(OutputError, match="is from another version"):
        run_batch([str(path)], "memory://out", shard_rows=10)


def test_a_folder_of_something_else_in_memory_is_left_alone(memory: Any, tmp_path: Path) -> None:
    memory.pipe_file("/out/thesis.txt", b"x")
    with pytest.raises(OutputError, match=r"not empty \(thesis.txt …\)"):
        run_batch([str(archive(tmp_path, "jsonl"))], "memory://out")


def test_an_address_of_a_file_here_is_its_path(tmp_path: Path) -> None:
    path = archive(tmp_path, "jsonl")
    run_batch([f"file://{path}"], f"file://{tmp_path}/out")
    assert len(list(read_shards(tmp_path / "out"))) == 30


@pytest.mark.parametrize(
    ("source", "out", "message"),
    [
        ("memory://none/x.warc", "out", "memory://none/x.warc: "),
        ("memory://none", "out", "memory://none: "),
        ("nowhere://x.jsonl", "out", "nowhere://x.jsonl: Protocol not known: nowhere"),
        ("page.jsonl", "nowhere://x", "nowhere://x: Protocol not known: nowhere"),
    ],
)
def test_a_place_that_is_not_there_is_said_in_one_line(
    source: str,
    out: str,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    archive(tmp_path, "jsonl").rename("page.jsonl")
    assert main(["batch", source, "-o", out, "--jobs", "1"]) == 2
    err = capsys.readouterr().err
    assert message in err
    assert err.count("\n") == 1
    assert sorted(os.listdir()) == ["page.jsonl"]


# --- an object store -------------------------------------------------------------------------------------------------


def upload(path: Path, place: str) -> str:
    fsspec.filesystem("s3", skip_instance_cache=True).put(str(path), f"{place}/{path.name}", recursive=True)
    return f"{place}/{path.name}"


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", KINDS)
def test_from_an_object_store_to_it(kind: str, bucket: str, tmp_path: Path) -> None:
    path = archive(tmp_path, kind)
    place = upload(path, f"{bucket}/in-{kind}")
    run_batch([place], f"{bucket}/out-{kind}", jobs=2, shard_rows=12)
    assert list(read_shards(f"{bucket}/out-{kind}")) == rows_of_here(path, tmp_path / "out")
    assert not Path("s3:").exists()


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("kind", ["warc.gz", "parquet"])
def test_a_run_on_an_object_store_that_is_killed_goes_on(kind: str, bucket: str, tmp_path: Path) -> None:
    path = archive(tmp_path, kind, PAGES * 20)
    place, out = upload(path, f"{bucket}/long-{kind}"), f"{bucket}/killed-{kind}"
    command = [sys.executable, "-m", "dute", "batch", place, "-o", out, "--jobs", "2", "--shard-rows", "40"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    killed = 0
    for before in (0, 2):
        child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, process_group=0)  # noqa: S603
        while child.poll() is None and len(shards(out)) <= before:
            time.sleep(0.02)
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            killed += 1
        child.wait()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    assert (done.returncode, killed) == (0, 2), done.stderr
    assert "600 pages" in done.stdout
    assert list(read_shards(out)) == rows_of_here(path, tmp_path / "out")


def shards(place: str) -> list[str]:
    files = fsspec.filesystem("s3", skip_instance_cache=True)
    folder = place.removeprefix("s3://")
    return [name for name in files.ls(folder, detail=False) if "part-" in name] if files.exists(folder) else []


@pytest.mark.slow
def test_a_bucket_that_is_not_there_is_said_in_one_line(
    bucket: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["batch", "s3://no-such-bucket/x.warc.gz", "-o", str(tmp_path / "out")]) == 2
    path = archive(tmp_path, "jsonl")
    shutil.rmtree(tmp_path / "out", ignore_errors=True)
    assert main(["batch", str(path), "-o", "s3://no-such-bucket/out"]) in (1, 2)
    err = capsys.readouterr().err
    assert err.count("\n") == 2
    assert "Traceback" not in err


def test_a_missing_bucket_in_a_name_is_an_error_of_reading() -> None:
    with pytest.raises(ReadError, match="memory://none"):
        size_of("memory://none/x.jsonl")
