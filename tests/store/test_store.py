"""The store by itself: the frontier's order and bookkeeping, revisions, versions, and what is written out of it."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cleaners import Article, Person
from crawler.archive.export import export
from crawler.site.seed import read_seed
from crawler.store import Store, StoreError, frontier, open_store, records, runs, schema, templates
from crawler.store.database import locked
from crawler.store.frontier import Outcome

SEED = read_seed(
    {
        "name": "站",
        "hosts": ["a.example"],
        "start": ["https://a.example/"],
        "article": r"^https?://a\.example/p/(?P<id>\d+)",
        "depth": 1,
    },
    "test",
)
BOTH = ("article", "list")


@pytest.fixture
def store() -> Store:
    return open_store("sqlite://")


def begin(store: Store) -> int:
    with store.write() as connection:
        run, _ = runs.open_run(connection, SEED.name, "test")
        frontier.begin(connection, SEED, run, alone=True)
    return run


def paths(store: Store, count: int = 50) -> list[str]:
    with store.write() as connection:
        found = frontier.take(connection, SEED.name, count, owner="me", kinds=BOTH)
        frontier.give_back(connection, SEED.name, owner="me")
    return [target.url.removeprefix("https://a.example") for target in found]


def visit(store: Store, run: int, path: str, outcome: Outcome, **values: Any) -> int:
    with store.write() as connection:
        found = frontier.take(connection, SEED.name, 50, owner="me", kinds=BOTH)
        frontier.give_back(connection, SEED.name, owner="me")
        target = next(target for target in found if target.url == f"https://a.example{path}")
        frontier.finish(connection, target.id, run, outcome, **values)
    return target.id


def found(store: Store, run: int, depth: int, *links: str) -> None:
    with store.write() as connection:
        frontier.discover(connection, SEED, [f"https://a.example{link}" for link in links], run, depth)


def test_list_pages_are_followed_to_the_depth_and_articles_one_link_farther(store: Store) -> None:
    run = begin(store)
    found(store, run, 1, "/list", "/p/1")
    found(store, run, 2, "/deeper", "/p/2")
    found(store, run, 3, "/p/3")
    assert paths(store) == ["/", "/list", "/p/1", "/p/2"]
    with store.read() as connection:
        assert frontier.count_outcomes(connection, run) == {"out_of_scope": 2}
        assert frontier.count_unexplained(connection, SEED.name) == 0


def test_one_page_is_on_the_frontier_once_whatever_it_is_called(store: Store) -> None:
    run = begin(store)
    found(store, run, 1, "/p/1", "/p/1?from=timeline", "/p/1#c")
    found(store, run, 1, "/p/1?utm_source=x", "/list?b=1&spm=3", "/list?b=1")
    assert paths(store) == ["/", "/p/1", "/list?b=1"]


def test_a_visited_page_waits_for_the_next_run_and_until_it_is_due(store: Store) -> None:
    run = begin(store)
    found(store, run, 1, "/list", "/p/1", "/p/2")
    for path in ("/", "/list"):
        visit(store, run, path, Outcome.LIST)
    visit(store, run, "/p/1", Outcome.NEW, due_at="2999-01-01T00:00:00Z")
    visit(store, run, "/p/2", Outcome.NEW, due_at="2001-01-01T00:00:00Z")
    found(store, run, 1, "/list", "/p/1", "/p/2")
    assert paths(store) == []
    with store.write() as connection:
        runs.close_run(connection, run, "finished", {})
    again = begin(store)
    assert again != run
    found(store, again, 1, "/list", "/p/1", "/p/2")
    assert paths(store) == ["/", "/list", "/p/2"]


def test_a_run_without_an_end_is_continued(store: Store) -> None:
    run = begin(store)
    visit(store, run, "/", Outcome.LIST)
    assert begin(store) == run
    assert paths(store) == []  # the start page was read in this run


def test_what_failed_is_tried_again_by_later_runs_but_not_for_ever(store: Store) -> None:
    tried = 0
    for _ in range(frontier.MAX_TRIES + 3):
        run = begin(store)
        if tried == 0:
            found(store, run, 1, "/p/1")
        visit(store, run, "/", Outcome.LIST)
        if "/p/1" in paths(store):
            visit(store, run, "/p/1", Outcome.FAILED, reason="no answer in time")
            tried += 1
        with store.write() as connection:
            runs.close_run(connection, run, "finished", {})
    assert tried == frontier.MAX_TRIES


def article(text: str = "第一段。", **fields: Any) -> Article:
    return replace(
        Article(url="https://a.example/p/1", article_id="1", is_article=True, headline="题", text=text), **fields
    )


def keep(store: Store, run: int, url_id: int, value: Article, body: bytes = b"<html>") -> Outcome:
    with store.write() as connection:
        capture = records.keep_capture(
            connection, url_id, run, records.Capture("https://a.example/p/1", 200, {"etag": "x"}, body)
        )
        return records.keep_article(connection, url_id, run, capture, SEED.name, value)


def test_only_content_makes_a_revision(store: Store) -> None:
    run = begin(store)
    found(store, run, 1, "/p/1")
    url_id = visit(store, run, "/p/1", Outcome.NEW)
    assert keep(store, run, url_id, article()) is Outcome.NEW
    assert keep(store, run, url_id, article(confidence=0.3, flags=("mojibake",)), b"<html>2") is Outcome.UNCHANGED
    assert keep(store, run, url_id, article(credits=(Person("甲乙", "编辑"),)), b"<html>3") is Outcome.UPDATED
    assert keep(store, run, url_id, article("第一段。\n第二段。", credits=(Person("甲乙", "编辑"),))) is Outcome.UPDATED
    with store.read() as connection:
        history = connection.exec_driver_sql("select revision, changed from revisions order by 1").all()
        assert [tuple(row) for row in history] == [(1, "[]"), (2, '["credits"]'), (3, '["text"]')]
        assert [capture.body for capture in records.read_captures(connection, 2)] == [b"<html>2"]


def test_the_same_bytes_are_kept_once(store: Store) -> None:
    run = begin(store)
    found(store, run, 1, "/p/1")
    url_id = visit(store, run, "/p/1", Outcome.NEW)
    keep(store, run, url_id, article())
    keep(store, run, url_id, article())
    with store.read() as connection:
        assert connection.exec_driver_sql("select count(*) from captures").scalar() == 1


def test_a_transaction_that_fails_leaves_nothing(store: Store) -> None:
    run = begin(store)

    def write_twice() -> None:
        with store.write() as connection:
            frontier.discover(connection, SEED, ["https://a.example/p/5"], run, 1)
            connection.exec_driver_sql("insert into nowhere values (1)")

    with pytest.raises(StoreError, match="no such table"):
        write_twice()
    assert paths(store) == ["/"]


def test_a_store_of_another_version_or_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    open_store(str(path)).close()
    with sqlite3.connect(path) as connection:
        connection.execute("update schema_version set version = 99")
    with pytest.raises(StoreError, match="made by another version"):
        open_store(str(path))
    (tmp_path / "text.db").write_text("this is no database, and longer than a header would be " * 20)
    with pytest.raises(StoreError, match="not a database"):
        open_store(str(tmp_path / "text.db"))
    with pytest.raises(StoreError, match="no such file"):
        open_store(str(tmp_path / "none.db"), must_exist=True)


def test_older_tables_are_brought_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s.db"
    open_store(str(path)).close()
    steps = (
        ("alter table urls add column colour text",),
        ("update urls set colour = 'x'", "alter table runs add column note text"),
    )
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 2)
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, *steps))
    for _ in range(2):  # the second time there is nothing to do
        open_store(str(path)).close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("select version from schema_version").fetchall() == [(schema.VERSION,)]
        assert "note" in [row[1] for row in connection.execute("pragma table_info(runs)")]


def test_a_store_of_the_first_version_gets_its_new_tables(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    open_store(str(path)).close()
    with sqlite3.connect(path) as connection:
        connection.executescript("drop table drifts; drop table templates; update schema_version set version = 1")
    with open_store(str(path)).read() as connection:
        assert list(templates.list_templates(connection)) == list(templates.list_drifts(connection)) == []


def test_the_lock_is_free_again_afterwards(tmp_path: Path) -> None:
    first, second = open_store(str(tmp_path / "s.db")), open_store(str(tmp_path / "s.db"))
    with locked(first), pytest.raises(StoreError, match="another crawl is using it"), locked(second):
        pass
    with locked(second):
        pass


# --- what is written out


@pytest.fixture
def filled(store: Store) -> Store:
    run = begin(store)
    found(store, run, 1, "/p/1", "/p/2")
    first, second = visit(store, run, "/p/1", Outcome.NEW), visit(store, run, "/p/2", Outcome.NEW)
    keep(store, run, first, article("一。\n二。", headline="=1+1", authors=(Person("甲乙", "记者"), Person("丙丁")),
                                    date_published="2025-01-02T00:00:00+08:00"))  # fmt: skip
    keep(store, run, second, article(article_id="../2", date_published="2025-03-02T08:00:00+08:00"))
    return store


def written(store: Store, form: str, output: Path) -> int:
    with store.read() as connection:
        return export(records.list_articles(connection), form, str(output))


def test_jsonl_holds_the_records_newest_first(filled: Store, tmp_path: Path) -> None:
    assert written(filled, "jsonl", tmp_path / "o.jsonl") == 2
    lines = [json.loads(line) for line in (tmp_path / "o.jsonl").read_text("utf-8").splitlines()]
    assert [line["article_id"] for line in lines] == ["../2", "1"]
    assert lines[1] == article("一。\n二。", headline="=1+1", authors=(Person("甲乙", "记者"), Person("丙丁")),
                               date_published="2025-01-02T00:00:00+08:00").to_dict()  # fmt: skip


def test_csv_cells_cannot_be_formulas(filled: Store, tmp_path: Path) -> None:
    written(filled, "csv", tmp_path / "o.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "o.csv").read_text("utf-8"))))
    assert (rows[1]["headline"], rows[1]["authors"], rows[1]["text"]) == ("'=1+1", "甲乙 记者; 丙丁", "一。\n二。")


def test_parquet_has_typed_columns(filled: Store, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    written(filled, "parquet", tmp_path / "o.parquet")
    table = parquet.read_table(tmp_path / "o.parquet")
    assert table.column("authors").to_pylist()[1] == [{"name": "甲乙", "role": "记者"}, {"name": "丙丁", "role": None}]
    assert str(table.schema.field("confidence").type) == "double"


def test_a_folder_of_markdown_has_names_of_numbers_only(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    written(filled, "markdown", tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["1-1.md", "___2-2.md"]
    assert (tmp_path / "out" / "1-1.md").read_text("utf-8").endswith("一。\n\n二。\n")
