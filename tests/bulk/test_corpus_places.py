"""Corpora whose shards or folder are addresses: the same as those of files here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cleaners.bulk import store
from cleaners.bulk.corpora.sources import list_shards
from cleaners.bulk.corpus import Wishes, make_corpus
from cleaners.bulk.pages import ReadError
from cleaners.bulk.run import run_batch
from cleaners.bulk.shards import read_shards, write_lines, write_shard
from dute.cli import main
from tests.archives import ArchivePage, write_jsonl
from tests.bulk.test_corpus import ROWS, row
from tests.invented_site import InventedSite
from tests.reprints import story

fsspec = pytest.importorskip("fsspec")
pytest.importorskip("pyarrow")

FORMATS = ["jsonl", "parquet"]


def shards_of(folder: str | Path) -> None:
    write_lines(folder, "part-00000-00000.jsonl", ROWS[:4])
    write_shard(folder, "part-00000-00001.parquet", ROWS[4:])


def corpus_here(tmp_path: Path, form: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Rows and card of the same corpus, from and to folders here."""
    (tmp_path / "shards").mkdir()
    shards_of(tmp_path / "shards")
    make_corpus([str(tmp_path / "shards")], tmp_path / "corpus", Wishes(), form=form)
    return list(read_shards(tmp_path / "corpus")), json.loads((tmp_path / "corpus" / "card.json").read_text("utf-8"))


@pytest.mark.parametrize("form", FORMATS)
def test_from_memory_to_memory_as_from_here_to_here(form: str, memory: Any, tmp_path: Path) -> None:
    shards_of("memory://shards")
    assert main(["corpus", "memory://shards", "-o", "memory://corpora/a", "--format", form]) == 0
    rows, card = corpus_here(tmp_path, form)
    assert [line["url"] for line in rows] == [ROWS[place]["url"] for place in (7, 1, 2)]  # Parquet is read first
    assert list(read_shards("memory://corpora/a")) == rows
    there = json.loads(memory.cat("/corpora/a/card.json"))
    assert (there["rows_read"], there["rows_kept"], there["left_out"]) == (9, 3, card["left_out"])
    (part,) = [name for name in memory.ls("/corpora/a", detail=False) if "part-" in name]
    head = memory.cat("/corpora/a/README.md").decode().split("---\n")[1]
    assert f'"num_bytes": {memory.size(part)},' in head


def test_the_manifest_beside_the_shards_tells_where_rows_come_from(memory: Any, tmp_path: Path) -> None:
    pages = [ArchivePage(page.url, page.html.encode()) for page in InventedSite(4).pages(0, 6)]
    run_batch([str(write_jsonl(tmp_path / "pages.jsonl", pages))], "memory://shards", shard_rows=4)
    make_corpus(["memory://shards"], "memory://corpus", Wishes(min_chars=1, min_confidence=0))
    found = [(line["archive"], line["archive_page"]) for line in read_shards("memory://corpus")]
    assert found
    assert found == [("pages.jsonl", int(number)) for _, number in found]
    assert max(number for _, number in found) >= 4


def test_one_shard_is_named_by_its_own_address(memory: Any, tmp_path: Path) -> None:
    shards_of("memory://shards")
    address = "memory://shards/part-00000-00000.jsonl"
    assert list_shards([address]) == [address]
    assert list_shards(["memory://shards/"]) == ["memory://shards/part-00000-00001.parquet", address]
    assert make_corpus([address], tmp_path / "corpus", Wishes()).kept == 2
    with pytest.raises(ReadError, match=r"memory://shards/part-9\.jsonl: contains no shards"):
        list_shards(["memory://shards/part-9.jsonl"])


def test_a_corpus_there_is_not_written_over(memory: Any, capsys: pytest.CaptureFixture[str]) -> None:
    shards_of("memory://shards")
    assert main(["corpus", "memory://shards", "-o", "memory://corpus"]) == 0
    assert main(["corpus", "memory://shards", "-o", "memory://corpus"]) == 1
    assert capsys.readouterr().err == "dute: memory://corpus: already contains a corpus; choose a new folder\n"


@pytest.mark.parametrize("name", ["part-00000-00000.jsonl", "part-00000-00000.parquet"])
def test_a_damaged_shard_there_is_said_in_one_line(
    name: str, memory: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    memory.pipe_file(f"/shards/{name}", b'{"text": \xff\n')
    assert main(["corpus", "memory://shards", "-o", str(tmp_path / "corpus")]) == 1
    err = capsys.readouterr().err
    assert err.startswith(f"dute: memory://shards/{name}: ")
    assert (err.count("\n"), err.count("memory://")) == (1, 1)


@pytest.mark.parametrize(("shards", "out"), [("nowhere://x", "corpus"), (".", "nowhere://x")])
def test_a_place_that_nothing_reaches_is_said_in_one_line(
    shards: str, out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shards_of(tmp_path)
    assert main(["corpus", shards, "-o", out]) == 1
    assert capsys.readouterr().err == "dute: nowhere://x: Protocol not known: nowhere\n"


def test_a_large_file_goes_to_its_place_from_the_disk(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_AT_ONCE", 10)
    assert write_lines("memory://out", "a.jsonl", [{"text": "大桥通车"}]) == 25
    assert memory.cat("/out/a.jsonl").decode() == '{"text": "大桥通车"}\n'


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("form", FORMATS)
def test_from_an_object_store_to_it(form: str, bucket: str, tmp_path: Path) -> None:
    shards_of(f"{bucket}/shards-{form}")
    assert main(["corpus", f"{bucket}/shards-{form}", "-o", f"{bucket}/corpus-{form}", "--format", form]) == 0
    assert list(read_shards(f"{bucket}/corpus-{form}")) == corpus_here(tmp_path, form)[0]
    assert not Path("s3:").exists()


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_large_corpus_goes_to_an_object_store_in_parts(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_AT_ONCE", 1_000)
    rows = [row(number, story(number)) for number in range(1, 9)]
    write_lines(f"{bucket}/large-shards", "part-00000-00000.jsonl", rows)
    card = make_corpus([f"{bucket}/large-shards"], f"{bucket}/large", Wishes())
    assert [line["text"] for line in read_shards(f"{bucket}/large")] == [one["text"] for one in rows]
    assert card.bytes > 1_000


@pytest.mark.slow
def test_a_bucket_that_is_not_there_is_said_in_one_line(
    bucket: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shards_of(tmp_path)
    assert main(["corpus", "s3://no-such-bucket/x", "-o", str(tmp_path / "corpus")]) == 1
    assert main(["corpus", str(tmp_path), "-o", "s3://no-such-bucket/x"]) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 2
    assert "Traceback" not in err
