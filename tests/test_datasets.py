"""A corpus as its users have it: read by the library of a dataset hub, offline, by the head of its data card.

``pip install datasets`` brings the library; without it the tests are skipped.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.corpora import rows
from cleaners.bulk.corpus import Wishes, make_corpus
from cleaners.bulk.shards import write_lines

pytest.importorskip("datasets")
pytest.importorskip("pyarrow")

#: Reads a folder, in a process that asks nobody, and prints what came of it.
_READ = """
import json, sys
from datasets import load_dataset
from huggingface_hub import DatasetCard
found = load_dataset(sys.argv[1], split="train")
head = DatasetCard.load(sys.argv[1] + "/README.md").data.to_dict()
first, last = found[0], found[-1]
whole = {"rows": len(found), "columns": found.column_names, "first": first, "last": last, "head": head,
         "types": {name: str(kind) for name, kind in found.features.items()}}
print(json.dumps(whole, default=str))
"""


def read(folder: Path, cache: Path) -> dict[str, object]:
    offline = {
        "HF_HUB_OFFLINE": "1",
        "HF_HOME": str(cache),
        "HF_DATASETS_CACHE": str(cache),
        "HF_HUB_DISABLE_TELEMETRY": "1",
    }
    done = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-c", _READ, str(folder)],
        env=os.environ | offline,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return dict(json.loads(done.stdout.splitlines()[-1]))


def make(folder: Path, count: int, **wishes: str) -> Path:
    shards = folder / "shards"
    shards.mkdir()
    write_lines(shards, "part-00000-00000.jsonl", rows(count))
    make_corpus([str(shards)], folder / "corpus", Wishes(), **wishes)  # type: ignore[arg-type]
    return folder / "corpus"


@pytest.mark.slow
@pytest.mark.timeout(1_800)
def test_a_corpus_of_20000_rows_is_read_with_its_card(tmp_path: Path) -> None:
    found = read(make(tmp_path, 25_000, form="parquet"), tmp_path / "cache")
    # A fifth are reprints; of 20,000 stories as many texts stay, and the few reprints that nobody recognises.
    rows_kept = json.loads((tmp_path / "corpus" / "card.json").read_text("utf-8"))["rows_kept"]
    assert found["rows"] == rows_kept
    assert 20_000 <= rows_kept <= 20_010
    first = dict(found["first"])  # type: ignore[call-overload]
    assert first["date_published"] == "2025-03-01T08:00:00+08:00"
    assert first["authors"] == [{"name": "林晓棠", "role": "记者"}]
    assert first["text_sha256"] == hashlib.sha256(first["text"].encode()).hexdigest()
    assert (first["archive"], first["archive_page"]) == ("part-00000-00000.jsonl", 0)
    assert first["quality"]["characters"] == len(first["text"])
    assert first["personal_data"] == {"identity_numbers": 0, "email_addresses": 0, "mobile_numbers": 0}
    head = dict(found["head"])  # type: ignore[call-overload]
    assert (head["language"], head["license"], head["size_categories"]) == (["zh"], "unknown", ["10K<n<100K"])
    assert head["task_categories"] == ["text-generation", "fill-mask"]
    assert head["dataset_info"]["splits"][0]["num_examples"] == rows_kept
    assert [column["name"] for column in head["dataset_info"]["features"]] == found["columns"]


@pytest.mark.slow
@pytest.mark.parametrize("layout", ["record", "dolma", "datatrove"])
@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_every_layout_is_read_with_the_columns_of_its_card(layout: str, form: str, tmp_path: Path) -> None:
    found = read(make(tmp_path, 50, layout=layout, form=form), tmp_path / "cache")
    assert found["rows"] == 40
    head = dict(found["head"])  # type: ignore[call-overload]
    assert [column["name"] for column in head["dataset_info"]["features"]] == found["columns"]
    first = dict(found["first"])  # type: ignore[call-overload]
    own = first if layout == "record" else first["metadata"]
    assert own["cleaner_version"] == "1"
    assert own["quality"]["characters"] == len(first["text"])
    assert dict(found["types"])["text"] == "Value('string')"  # type: ignore[call-overload]
