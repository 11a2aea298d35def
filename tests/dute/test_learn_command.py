"""``dute learn``: templates from files and from a store, proposals and their adoption."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from cleaners import clean
from cleaners.template.file import load_template, read_template
from crawler.store import Store, open_store, templates
from dute.cli import main
from tests.stored_run import SITE, StoredRun


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "s.db"))


def write_pages(folder: Path, count: int) -> Path:
    folder.mkdir()
    for page in SITE.pages(0, count):
        (folder / f"{page.url.rsplit('/', 1)[1]}").write_text(page.html, "utf-8")
    return folder


def test_learn_from_files_and_clean_with_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = write_pages(tmp_path / "pages", 20)
    out = tmp_path / "t.toml"
    assert main(["learn", str(pages), "-o", str(out)]) == 0
    shown = capsys.readouterr().err
    assert "20 articles, 2025-" in shown
    assert "layout 3: 6 pages" in shown
    assert load_template(str(out)).pages == 20
    page = SITE.page(301)
    (tmp_path / "new.html").write_text(page.html, "utf-8")
    assert main(["clean", str(tmp_path / "new.html"), "--template", str(out)]) == 0
    assert capsys.readouterr().out == "\n".join(page.body) + "\n"


def test_learn_writes_to_standard_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["learn", str(write_pages(tmp_path / "pages", 12))]) == 0
    assert read_template(tomllib.loads(capsys.readouterr().out)).pages == 12


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        ([], 2, "no pages given"),
        (["x.html", "--site", "y"], 2, "name either files and folders, or --site NAME"),
        (["--list"], 2, "--list and --since need --site NAME"),
        (["x.html", "--list"], 2, "need --site"),
        (["--site", "y", "--pages", "2"], 2, "must be at least 4"),
        (["--adopt", "1", "--site", "y"], 2, "knows its site"),
        (["--site", "y", "--store", "nowhere.db"], 1, "no such file"),
        (["nowhere.html"], 1, "not enough to learn from: of 0 pages"),
    ],
)
def test_wrong_use_says_what_to_do(
    arguments: list[str], status: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["learn", *arguments]) == status
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "message"), [("[[layout", "not TOML"), ("format = 9", "format 9 is not 2"), (None, "no such file")]
)
def test_a_template_that_cannot_be_read_is_a_usage_error(
    content: str | None, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.toml"
    if content is not None:
        path.write_text(content)
    assert main(["clean", "page.html", "--template", str(path)]) == 2
    assert message in capsys.readouterr().err


def test_a_redesign_is_reported_and_a_template_proposed(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    run = StoredRun(store)
    assert run.take_in(SITE.pages(0, 40)) == []
    old = run.teaching.template
    alarms = run.take_in(SITE.pages(700, 20, redesign=True))
    assert {number for number, _ in alarms} <= set(range(1, 11))
    assert run.teaching.template == old
    assert run.teaching.proposed is not None
    run.close()
    place = str(store.engine.url.database)
    assert main(["learn", "--site", "渡口", "--list", "--store", place]) == 0
    shown = capsys.readouterr().out
    assert "template 1: active" in shown
    assert "template 2: proposed" in shown
    assert "headline_place" in shown
    assert "since https://news.example.com/n/700.html" in shown
    assert main(["learn", "--adopt", "2", "--store", place]) == 0
    assert "template 2 is the template of 渡口" in capsys.readouterr().out
    assert main(["learn", "--adopt", "2", "--store", place]) == 1
    assert "is active, not proposed" in capsys.readouterr().err
    with store.read() as connection:
        first, second = templates.list_templates(connection)
    assert (first.state, first.valid_from, first.valid_until) == ("retired", None, second.valid_from)
    page = SITE.page(800, redesign=True)
    assert clean(page.html, template=read_template(tomllib.loads(second.content))).text == "\n".join(page.body)


def test_learning_only_from_the_pages_since_a_redesign(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    run = StoredRun(store)
    run.take_in(SITE.pages(0, 25))
    run.take_in(SITE.pages(700, 8, redesign=True))
    place = str(store.engine.url.database)
    assert main(["learn", "--site", "渡口", "--pages", "8", "--store", place]) == 0
    template = read_template(tomllib.loads(capsys.readouterr().out))
    assert [layout.pages for layout in template.layouts] == [8]
    assert main(["learn", "--site", "渡口", "--since", "2999-01-01", "--store", place]) == 1
    assert "no articles of 渡口 since then" in capsys.readouterr().err


def test_help_says_what_a_template_is_for() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "dute", "learn", "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert "5 pages help, 50 make it reliable" in shown
