"""Where rows come from: by the manifest that ``dute batch`` leaves, and without one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaners.bulk.corpora.provenance import Origin, Origins
from cleaners.bulk.run import run_batch
from cleaners.bulk.shards import MANIFEST
from tests.archives import ArchivePage, write_warc


def manifest(folder: Path, **state: object) -> None:
    inputs = [{"path": "/data/a.warc.gz", "shards": [3]}, {"path": "/data/b 新.warc.gz", "shards": [3, 2, 4]} | state]
    (folder / MANIFEST).write_text(json.dumps({"inputs": inputs}), "utf-8")


def origin(shard: Path) -> Origin:
    return Origins().of(str(shard))


def test_a_shard_is_traced_to_its_archive(tmp_path: Path) -> None:
    manifest(tmp_path)
    row = origin(tmp_path / "part-00001-00002.parquet").of_row(1, "新桥")
    assert (row["archive"], row["archive_page"]) == ("b 新.warc.gz", 3 + 2 + 1)


def test_the_digest_is_that_of_the_text(tmp_path: Path) -> None:
    assert origin(tmp_path / "x.jsonl").of_row(0, "abc")["text_sha256"] == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, appendix B.1
    )


@pytest.mark.parametrize("name", ["part-00001-00002.parquet", "part-00007-00000.jsonl", "rows.jsonl", "part-00000-1.x"])
def test_without_a_manifest_of_it_a_shard_is_its_own_origin(name: str, tmp_path: Path) -> None:
    assert origin(tmp_path / name).of_row(4, "")["archive"] == name
    (tmp_path / MANIFEST).write_text("[]")
    assert origin(tmp_path / name).of_row(4, "")["archive_page"] == 4
    manifest(tmp_path, shards=None)
    assert origin(tmp_path / "part-00001-00002.parquet").of_row(4, "")["archive"] == "part-00001-00002.parquet"


def test_a_batchs_own_shards_are_traced(tmp_path: Path) -> None:
    pages = [ArchivePage(f"https://example.com/{n}", f"<p>第{n}页</p>".encode()) for n in range(5)]
    write_warc(tmp_path / "in.warc.gz", pages)
    run_batch([str(tmp_path / "in.warc.gz")], tmp_path / "out", form="jsonl", shard_rows=2)
    found = []
    for shard in sorted((tmp_path / "out").glob("part-*")):
        for place, line in enumerate(shard.read_text("utf-8").splitlines()):
            row = origin(shard).of_row(place, "")
            found.append((json.loads(line)["url"], row["archive"], row["archive_page"]))
    assert found == [(f"https://example.com/{n}", "in.warc.gz", n) for n in range(5)]
