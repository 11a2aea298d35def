"""The light core: what needs an extra says in one line which, with status 2; cleaning needs none."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from cleaners import extras
from dute.cli import COMMANDS, main
from tests.conftest import ROOT

#: An interpreter in which nothing of an extra can be imported, as where only the core is installed.
_BARE = """
import sys
class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in %r:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Blocker())
from dute.cli import main
sys.exit(main(sys.argv[1:]))
"""

PAGE = "<h1>河湾大桥通车</h1>" + "<p>大桥昨日上午正式通车，两岸居民往来只要十分钟，渡口从此停运。</p>" * 6


def bare(*arguments: object, cwd: Path, missing: Sequence[str] = tuple(extras.EXTRAS)) -> tuple[int, str, str]:
    """The command without the packages of some extras: status, output, standard error."""
    packages = {package for extra in missing for package in extras.EXTRAS[extra]}
    environment = {name: value for name, value in os.environ.items() if name != "DUTE_STORE"}
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", _BARE % packages, *map(str, arguments)],
        cwd=cwd,
        env={**environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def refused(found: tuple[int, str, str]) -> str:
    """The one line of a command that misses an extra, from its name on."""
    status, out, err = found
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert err.startswith("dute: ")
    advised = re.search(r"pip install 'dute\[([a-z0-9,]+)\]'$", err.strip())
    assert advised is not None, err
    return advised[1]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    return tmp_path / "page.html"


@pytest.mark.parametrize("name", [name for name, command in COMMANDS.items() if command.extras])
def test_a_command_whose_extra_is_missing_names_it(name: str, tmp_path: Path) -> None:
    assert refused(bare(name, cwd=tmp_path)) == ",".join(COMMANDS[name].extras)


def test_only_what_is_missing_is_named(tmp_path: Path) -> None:
    pytest.importorskip("scrapy")
    assert refused(bare("report", cwd=tmp_path, missing=["report"])) == "report"


@pytest.mark.parametrize(
    ("extra", "arguments"),
    [
        ("crawl", ["clean", "https://news.example/1.html"]),
        ("crawl", ["explain", "https://news.example/1.html"]),
        ("crawl", ["learn", "--site", "S"]),
        ("report", ["explain", "page.html", "--html", "report.html"]),
        ("parquet", ["batch", "pages.jsonl", "-o", "out"]),
        ("parquet", ["batch", "pages.parquet", "-o", "out", "--format", "jsonl"]),
        ("parquet", ["batch", "pages.jsonl.zst", "-o", "out", "--format", "jsonl"]),
        ("warc", ["batch", "pages.warc", "-o", "out", "--format", "jsonl"]),
        ("parquet", ["corpus", "part-0.parquet", "-o", "corpus"]),
        ("places", ["batch", "memory://pages.jsonl", "-o", "out", "--format", "jsonl"]),
        ("places", ["batch", "pages.jsonl", "-o", "memory://out", "--format", "jsonl"]),
        ("places,s3", ["batch", "pages.jsonl", "-o", "s3://bucket/out", "--format", "jsonl"]),
        ("places", ["corpus", "memory://shards", "-o", "corpus"]),
        ("places,s3", ["corpus", "part-0.jsonl", "-o", "s3://bucket/corpus"]),
    ],
)
def test_an_option_or_input_that_needs_an_extra_names_it(extra: str, arguments: list[str], page: Path) -> None:
    for name in ("pages.jsonl", "pages.jsonl.zst", "pages.parquet", "pages.warc", "part-0.parquet", "part-0.jsonl"):
        (page.parent / name).write_bytes(b"")
    assert refused(bare(*arguments, cwd=page.parent)) == extra


@pytest.mark.parametrize(
    ("extra", "arguments"),
    [
        ("parquet", ["export", "--store", "news.db", "--format", "parquet", "-o", "out.parquet"]),
        ("xlsx", ["export", "--store", "news.db", "--format", "xlsx", "-o", "out.xlsx"]),
        ("postgres", ["list", "--store", "postgresql+psycopg://dute@127.0.0.1:9/news"]),
        ("postgres", ["crawl", "dutenews", "--store", "postgresql+psycopg://dute@127.0.0.1:9/news"]),
    ],
)
def test_a_store_or_an_export_that_needs_an_extra_names_it(extra: str, arguments: list[str], tmp_path: Path) -> None:
    pytest.importorskip("scrapy")
    from crawler.store import open_store

    open_store(str(tmp_path / "news.db")).close()
    assert refused(bare(*arguments, cwd=tmp_path, missing=[extra])) == extra


def test_the_core_cleans_explains_lists_and_learns(page: Path) -> None:
    status, out, err = bare("clean", page, "--format", "json", cwd=page.parent)
    assert (status, err) == (0, "")
    assert json.loads(out)["headline"] == "河湾大桥通车"
    assert bare("explain", page, cwd=page.parent)[0] == 0
    assert "credits.line" in bare("rules", cwd=page.parent)[1]
    pages = page.parent / "pages"
    pages.mkdir()
    for number in range(4):
        (pages / f"{number}.html").write_text(PAGE.replace("十", "一二三四"[number]), "utf-8")
    status, out, _ = bare("learn", pages, cwd=page.parent)
    assert (status, "pages = 4" in out) == (0, True)
    status, out, err = bare("batch", pages, "-o", page.parent / "out", "--format", "jsonl", cwd=page.parent)
    assert (status, err) == (0, "")
    assert bare("corpus", page.parent / "out", "-o", page.parent / "corpus", cwd=page.parent)[0] == 0


def test_a_module_of_no_extra_that_is_missing_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> int:
        raise ModuleNotFoundError("No module named 'nowhere'", name="nowhere")

    monkeypatch.setattr("dute.commands.rules.run", fail)
    with pytest.raises(ModuleNotFoundError, match="nowhere"):
        main(["rules"])


def test_the_extras_are_those_of_the_distribution() -> None:
    written = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert set(extras.EXTRAS) <= set(written)
    light = [extra for extra in extras.EXTRAS if extra != "s3"]  # which brings a client of some twenty megabytes
    assert written["all"] == [f"dute[{','.join(light)}]"]


def test_a_module_belongs_to_the_extra_that_brings_it() -> None:
    assert extras.extra_of("scrapy.http.request") == "crawl"
    assert extras.extra_of("jinja2") == "report"
    assert extras.extra_of("argparse") is None
    assert extras.extra_of(None) is None


@pytest.mark.parametrize("extra", ["crawl", "report", "completion"])
def test_the_quickstart_names_the_commands_that_need_an_extra(extra: str) -> None:
    text = (ROOT / "docs" / "quickstart.md").read_text("utf-8")
    row = next(line for line in text.splitlines() if line.startswith(f"| `{extra}` |")).replace("`dute ", "`")
    assert [name for name, command in COMMANDS.items() if extra in command.extras and f"`{name}`" not in row] == []
