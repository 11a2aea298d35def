"""The recipes of docs/howto/engines.md, run as they stand there, give the rows of ``dute batch``."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.archives import ArchivePage, write_jsonl, write_parquet
from tests.invented_site import InventedSite

pytest.importorskip("pyarrow")

from cleaners.bulk.run import run_batch
from cleaners.bulk.shards import read_shards

ROOT = Path(__file__).parents[1]
PAGES = [
    *(ArchivePage(page.url, page.html.encode()) for page in InventedSite(12).pages(0, 40)),
    ArchivePage("https://news.example.com/wall", "<p>请登录后查看全文</p>".encode()),
    ArchivePage("https://news.example.com/none", b""),
]


def recipe(name: str) -> str:
    """The script behind a mark in the document."""
    text = (ROOT / "docs" / "howto" / "engines.md").read_text("utf-8")
    found = re.search(rf"<!-- recipe:{name} -->\n```python\n(.*?)```", text, re.S)
    assert found is not None
    return found[1]


def run_recipe(name: str, pages: Path, folder: Path) -> Path:
    """Run the script in a process of its own; where it wrote."""
    script, out = folder / f"{name}_recipe.py", folder / "out"
    script.write_text(recipe(name), "utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYSPARK_PYTHON": sys.executable,
        "RAY_USAGE_STATS_ENABLED": "0",
    }
    done = subprocess.run(  # noqa: S603
        [sys.executable, str(script), str(pages), str(out)],
        env=environment,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return out


def batch_rows(pages: Path, folder: Path) -> list[dict[str, Any]]:
    run_batch([str(pages)], folder / "batch", jobs=2)
    return by_url(read_shards(folder / "batch"))


def by_url(rows: Any) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: row["url"])


def parquet_rows(folder: Path) -> list[dict[str, Any]]:
    from pyarrow import parquet

    return by_url(row for path in folder.glob("*.parquet") for row in parquet.read_table(path).to_pylist())


def needs(package: str) -> pytest.MarkDecorator:
    missing = importlib.util.find_spec(package) is None
    return pytest.mark.skipif(
        missing, reason=f"{package} is not installed: pip install 'dute[{package.removeprefix('py')}]'"
    )


def test_every_recipe_is_a_script_that_compiles() -> None:
    for name in ("spark", "ray", "datatrove"):
        compile(recipe(name), name, "exec")


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "name", [pytest.param("spark", marks=needs("pyspark")), pytest.param("ray", marks=needs("ray"))]
)
def test_engines_of_tables_give_the_same_rows(name: str, tmp_path: Path) -> None:
    pages = write_parquet(tmp_path / "pages.parquet", PAGES)
    rows = parquet_rows(run_recipe(name, pages, tmp_path))
    assert rows == batch_rows(pages, tmp_path)
    assert len(rows) == len(PAGES)


@pytest.mark.slow
@pytest.mark.timeout(600)
@needs("datatrove")
def test_datatrove_gives_the_same_rows(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    # datatrove's readers leave out documents without any text, so that page is not among them.
    pages = write_jsonl(folder / "pages.jsonl", PAGES[:-1])
    out = run_recipe("datatrove", pages, tmp_path)
    documents = [json.loads(line) for path in out.glob("*.jsonl") for line in path.open(encoding="utf-8")]
    # Its writer leaves out fields that are empty.
    rows = by_url({**document["metadata"], "text": document.get("text", "")} for document in documents)
    expected = batch_rows(pages, tmp_path)
    assert [{name: row.get(name) for name in expected[0]} for row in rows] == expected
