"""``dute learn``, templates in a crawl's store, and what a run does about drift."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from cleaners import clean
from cleaners.learning.drift import Drift
from cleaners.template.file import load_template, read_template
from cleaners.template.layout import Layout
from crawler.archive.cleaning import read_capture
from crawler.archive.reclean import reclean
from crawler.archive.teaching import LEARN_AFTER, OnDrift, Teaching
from crawler.site.seed import Seed, read_seed
from crawler.store import Store, open_store, records, runs, templates
from crawler.store.frontier import discover, take
from dute.cli import main
from dute.commands.crawl import call_hook
from tests.invented_site import InventedPage, InventedSite
from tests.sites import EXAMPLE

SITE = InventedSite(5)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "s.db"))


class Run:
    """A crawl's pages without its network: each is read, stored and seen as the spider does it."""

    def __init__(self, store: Store, seed: Seed = EXAMPLE, on_drift: OnDrift = OnDrift.REPORT) -> None:
        self.store, self.seed = store, seed
        with store.write() as connection:
            self.run_id, _ = runs.open_run(connection, seed.name, "test")
            self.teaching = Teaching(seed.name, self.run_id, seed.page, learns=seed.learn, on_drift=on_drift)
            self.teaching.begin(connection)

    def take_in(self, pages: list[InventedPage]) -> list[tuple[int, Drift]]:
        alarms = []
        for number, page in enumerate(pages, 1):
            with self.store.write() as connection:
                discover(connection, self.seed, [page.url], self.run_id, depth=1, found_on=None)
                (target,) = take(connection, self.seed.name, 1, owner="test", kinds=["article"])
                capture = records.Capture(page.url, 200, {}, page.html.encode())
                found = read_capture(capture, self.teaching.template)
                capture_id = records.keep_captures(connection, target.id, self.run_id, [capture], ())
                article = found.article
                article = replace(article, article_id=self.seed.article_id(page.url))
                records.keep_article(connection, target.id, self.run_id, capture_id, self.seed.name, article)
                alarms += [
                    (number, alarm) for alarm in self.teaching.see(connection, found.observation, capture_id, page.url)
                ]
        return alarms

    def close(self) -> None:
        with self.store.write() as connection:
            runs.close_run(connection, self.run_id, "finished", {})


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
        ([], 2, "which pages?"),
        (["x.html", "--site", "y"], 2, "which pages?"),
        (["x.html", "--list"], 2, "go with --site"),
        (["--site", "y", "--pages", "2"], 2, "a number from 4 on"),
        (["--adopt", "1", "--site", "y"], 2, "knows its site"),
        (["--site", "y", "--store", "nowhere.db"], 1, "no such file"),
        (["nowhere.html"], 1, "nothing to learn from: of 0 pages"),
    ],
)
def test_wrong_use_says_what_to_do(
    arguments: list[str], status: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["learn", *arguments]) == status
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "message"), [("[[layout", "not TOML"), ("format = 9", "format 9 is not 1"), (None, "no such file")]
)
def test_a_template_that_cannot_be_read_is_a_usage_error(
    content: str | None, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "t.toml"
    if content is not None:
        path.write_text(content)
    assert main(["clean", "page.html", "--template", str(path)]) == 2
    assert message in capsys.readouterr().err


def test_a_crawl_learns_after_enough_articles_and_the_next_one_begins_with_it(store: Store) -> None:
    run = Run(store)
    run.take_in(SITE.pages(0, LEARN_AFTER - 1))
    assert run.teaching.template is None
    run.take_in(SITE.pages(LEARN_AFTER, 1))
    assert run.teaching.template is not None
    run.close()
    again = Run(store)
    assert again.teaching.template == run.teaching.template
    page = SITE.page(502)
    found = read_capture(records.Capture(page.url, 200, {}, page.html.encode()), again.teaching.template)
    assert found.article.text == "\n".join(page.body)


def test_what_came_before_is_cleaned_again_with_the_template(store: Store) -> None:
    Run(store).take_in(SITE.pages(0, 24))
    bodies = {page.url: "\n".join(page.body) for page in SITE.pages(0, 24)}
    changed = {item.source.article_id: item for item in reclean(store) if item.verdict == "changed"}
    assert len(changed) >= 10
    for number, item in changed.items():
        assert item.after is not None
        assert item.after.text == bodies[f"https://news.example.com/n/{number}.html"]


def test_hints_of_the_seed_are_used_from_the_first_page_on(store: Store) -> None:
    seed = Seed(**{name: getattr(EXAMPLE, name) for name in Seed.__slots__} | {"page": read_layout_of_hints()})
    run = Run(store, seed)
    page = SITE.page(2)
    assert page.layout == "flat"
    run.take_in([page])
    with store.read() as connection:
        (row,) = records.list_articles(connection)
    assert [r for r in json.loads(row.record)["removals"] if r["rule"].startswith("template.section")]
    assert [item.verdict for item in reclean(store)] == ["same"]


def read_layout_of_hints() -> Layout:
    heading = SITE._fixed("posts flat", 3)
    hints = read_template({"page": {"sections": [{"what": heading, "lines": 3, "label": "comment"}]}}).hints
    assert hints is not None
    return hints


def test_a_seed_reads_its_hints(tmp_path: Path) -> None:
    content = {name: getattr(EXAMPLE, name) for name in ("name", "depth")} | {
        "hosts": list(EXAMPLE.hosts),
        "start": list(EXAMPLE.start),
        "article": EXAMPLE.article.pattern,
        "page": {"body": "div.text", "texts": ["广告*"]},
        "learn": False,
    }
    seed = read_seed(content, "test")
    assert seed.page is not None
    assert [entry.what for entry in seed.page.body] == ["div.text"]
    assert not seed.learn


def test_a_site_that_does_not_want_to_be_learned_is_not(store: Store) -> None:
    seed = Seed(**{name: getattr(EXAMPLE, name) for name in Seed.__slots__} | {"learn": False})
    run = Run(store, seed)
    run.take_in(SITE.pages(0, 25))
    assert run.teaching.template is None


def test_a_redesign_is_reported_and_a_template_proposed(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    run = Run(store)
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


def test_a_run_can_adopt_the_new_template_at_once(store: Store) -> None:
    run = Run(store, on_drift=OnDrift.ADOPT)
    run.take_in(SITE.pages(0, 30))
    old = run.teaching.template
    run.take_in(SITE.pages(700, 12, redesign=True))
    assert run.teaching.template not in (None, old)
    page = SITE.page(801, redesign=True)
    found = read_capture(records.Capture(page.url, 200, {}, page.html.encode()), run.teaching.template)
    assert found.article.text == "\n".join(page.body)
    with store.read() as connection:
        assert [row.state for row in templates.list_templates(connection)] == ["retired", "active"]


def test_learning_only_from_the_pages_since_a_redesign(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    run = Run(store)
    run.take_in(SITE.pages(0, 25))
    run.take_in(SITE.pages(700, 8, redesign=True))
    place = str(store.engine.url.database)
    assert main(["learn", "--site", "渡口", "--pages", "8", "--store", place]) == 0
    template = read_template(tomllib.loads(capsys.readouterr().out))
    assert [layout.pages for layout in template.layouts] == [8]
    assert main(["learn", "--site", "渡口", "--since", "2999-01-01", "--store", place]) == 1
    assert "no articles of 渡口 since then" in capsys.readouterr().err


def test_the_hook_gets_the_alarms_as_json(store: Store, tmp_path: Path) -> None:
    run = Run(store)
    run.take_in(SITE.pages(0, 30))
    run.take_in(SITE.pages(700, 12, redesign=True))
    out = tmp_path / "got.json"

    class Ended:
        seed, id, teaching = EXAMPLE, run.run_id, run.teaching

    script = f"import sys; open({str(out)!r}, 'w').write(sys.stdin.read())"
    assert call_hook(f"{sys.executable} -c {json.dumps(script)}", Ended())  # type: ignore[arg-type]
    message = json.loads(out.read_text())
    assert message["site"] == "渡口"
    assert message["proposed_template"] == run.teaching.proposed
    assert {"field", "since", "first_url", "old", "new"} <= set(message["drifts"][0])
    assert not call_hook(f"{sys.executable} -c 'raise SystemExit(4)'", Ended())  # type: ignore[arg-type]
    assert not call_hook("/no/such/command", Ended())  # type: ignore[arg-type]


def test_help_says_what_a_template_is_for() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "dute", "learn", "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert "5 are enough to help, 50 to be sure" in shown
