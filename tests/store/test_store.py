"""The store by itself: the frontier's order and bookkeeping, revisions, versions, and what is written out of it."""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
import sqlite3
import zlib
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from cleaners import Article, Person
from crawler.archive.export import KNOWN, ExportError, export
from crawler.site.seed import read_seed
from crawler.store import Store, StoreError, census, frontier, open_store, records, runs, schema, templates, watches
from crawler.store.database import in_store_form, locked
from crawler.store.frontier import Outcome
from crawler.store.packing import expand, read_glance, shrink

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
        run, resumed = runs.open_run(connection, SEED.name, "test")
        frontier.begin(connection, SEED, run, alone=True, resumed=resumed)
    return run


def paths(store: Store, count: int = 50) -> list[str]:
    with store.write() as connection:
        run = connection.exec_driver_sql("select max(id) from runs").scalar()
        found = frontier.take(connection, SEED, run, count, owner="me", kinds=BOTH)
        frontier.give_back(connection, SEED.name, owner="me")
    return [target.url.removeprefix("https://a.example") for target in found]


PAST = "2001-01-01T00:00:00Z"


def visit(store: Store, run: int, path: str, outcome: Outcome, **values: Any) -> int:
    with store.write() as connection:
        found = frontier.take(connection, SEED, run, 50, owner="me", kinds=BOTH)
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
        assert census.count_outcomes(connection, run) == {"out_of_scope": 2}
        assert census.count_unexplained(connection, SEED.name) == 0


def test_one_page_is_on_the_frontier_once_whatever_it_is_called(store: Store) -> None:
    run = begin(store)
    found(store, run, 1, "/p/1", "/p/1?from=timeline", "/p/1#c")
    found(store, run, 1, "/p/1?utm_source=x", "/list?b=1&spm=3", "/list?b=1")
    assert paths(store) == ["/", "/p/1", "/list?b=1"]


def close(store: Store, run: int) -> None:
    with store.write() as connection:
        runs.close_run(connection, run, "finished", {})


def in_days(days: float) -> str:
    return in_store_form(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days))


def test_a_visited_page_waits_for_the_next_run_and_until_it_is_due(store: Store) -> None:
    run = begin(store)
    found(store, run, 1, "/list", "/p/1", "/p/2")
    for path in ("/", "/list"):
        visit(store, run, path, Outcome.LIST, due_at=PAST)
    visit(store, run, "/p/1", Outcome.NEW, due_at=in_days(1))
    visit(store, run, "/p/2", Outcome.NEW, due_at=PAST)
    found(store, run, 1, "/list", "/p/1", "/p/2")
    assert paths(store) == []
    close(store, run)
    again = begin(store)
    assert again != run
    found(store, again, 1, "/list", "/p/1", "/p/2")
    assert paths(store) == ["/", "/list", "/p/2"]


def test_what_is_due_is_asked_for_though_no_list_names_it(store: Store) -> None:
    run = begin(store)
    found(store, run, 1, "/list", *(f"/p/{number}" for number in range(1, 8)))
    for path in ("/", "/list"):
        visit(store, run, path, Outcome.LIST, due_at=PAST)
    due = {"/p/1": PAST, "/p/2": in_days(1), "/p/3": in_days(400), "/p/4": PAST, "/p/5": "2000-01-01T00:00:00Z"}
    for path, moment in due.items():
        visit(store, run, path, Outcome.NEW, due_at=moment)
    visit(store, run, "/p/6", Outcome.GONE, due_at=PAST)
    visit(store, run, "/p/7", Outcome.NOT_ARTICLE, due_at=in_days(1))
    close(store, run)
    again = begin(store)
    with store.read() as connection:
        assert census.count_due(connection, SEED, again) == 5
        assert census.count_not_due(connection, SEED, again) == 2
    found(store, again, 1, "/p/4")  # the one that a list still names comes first, then the longest overdue
    # A time 400 days ahead is the work of a wrong clock: no interval of the seed is so long.
    assert paths(store) == ["/", "/list", "/p/4"]
    for path in ("/", "/list"):
        visit(store, again, path, Outcome.LIST, due_at=PAST)
    assert paths(store) == ["/p/4", "/p/5", "/p/1", "/p/6", "/p/3"]


def test_what_never_was_an_article_is_forgotten_once_no_list_names_it(store: Store) -> None:
    asked = {"/p/1": 0, "/p/2": 0}
    for round_ in range(frontier.MAX_TRIES + 3):
        run = begin(store)
        if not round_:
            found(store, run, 1, "/p/1", "/p/2")
            stored = visit(store, run, "/p/2", Outcome.NEW, due_at=PAST)
            keep(store, run, stored, article())
        visit(store, run, "/", Outcome.LIST, due_at=PAST)
        for path in asked:
            if path in paths(store):
                visit(store, run, path, Outcome.GONE, due_at=PAST)
                asked[path] += 1
        close(store, run)
    assert asked == {"/p/1": frontier.MAX_TRIES, "/p/2": frontier.MAX_TRIES + 2}  # a stored one is never forgotten


def test_a_run_without_an_end_is_continued_with_its_start_pages(store: Store) -> None:
    run = begin(store)
    visit(store, run, "/", Outcome.LIST, due_at=PAST)
    assert paths(store) == []
    assert begin(store) == run
    assert paths(store) == ["/"]  # time has passed since it was read


def test_what_failed_is_tried_again_by_later_runs_but_not_for_ever(store: Store) -> None:
    tried = 0
    for _ in range(frontier.MAX_TRIES + 3):
        run = begin(store)
        if tried == 0:
            found(store, run, 1, "/p/1")
        visit(store, run, "/", Outcome.LIST, due_at=PAST)
        if "/p/1" in paths(store):
            visit(store, run, "/p/1", Outcome.FAILED, reason="no answer in time", due_at=PAST)
            tried += 1
        close(store, run)
    assert tried == frontier.MAX_TRIES


def test_a_list_rests_but_what_is_nearer_is_read_again(store: Store) -> None:
    run = begin(store)
    found(store, run, 1, "/list", "/quiet")
    visit(store, run, "/", Outcome.LIST, due_at=PAST)
    visit(store, run, "/list", Outcome.LIST, due_at=PAST, witnesses={"etag": "x", "digest": "d"})
    visit(store, run, "/quiet", Outcome.LIST, due_at=in_days(0.5))
    close(store, run)
    again = begin(store)
    assert paths(store) == ["/", "/list"]
    found(store, again, 0, "/quiet")
    with store.write() as connection:
        targets = frontier.take(connection, SEED, again, 9, owner="me", kinds=BOTH)
    assert [(target.url[17:], target.depth, target.etag) for target in targets] == [
        ("/", 0, None), ("/quiet", 0, None), ("/list", 1, "x"),
    ]  # fmt: skip


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
    with pytest.raises(StoreError, match=r"created by a newer version of dute .*: update dute"):
        open_store(str(path))
    (tmp_path / "text.db").write_text("this is no database, and longer than a header would be " * 20)
    with pytest.raises(StoreError, match="not a database"):
        open_store(str(tmp_path / "text.db"))
    with pytest.raises(StoreError, match="no such file"):
        open_store(str(tmp_path / "none.db"), must_exist=True)
    with pytest.raises(StoreError, match="this is a folder; give the path of a file"):
        open_store(str(tmp_path), must_exist=True)
    with pytest.raises(StoreError, match=r"there is no folder .*/none"):
        open_store(str(tmp_path / "none" / "s.db"))


def test_reading_puts_no_tables_into_a_file_of_another_program(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("create table visits (day text)")
    with pytest.raises(StoreError, match="no store is in this file"):
        open_store(str(path), must_exist=True)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("select name from sqlite_master").fetchall() == [("visits",)]


def test_a_folder_without_write_access_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawler.store.database.os.access", lambda path, mode: False)
    with pytest.raises(StoreError, match=f"no write access to the folder {tmp_path}"):
        open_store(str(tmp_path / "s.db"))


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


def old_store(path: Path, *drop: str, version: int = 4) -> None:
    """The tables of an older version, without those that were added since."""
    with sqlite3.connect(path) as connection:
        connection.executescript(Path(__file__).with_name("version_4.sql").read_text("utf-8"))
        for table in drop:
            connection.execute(f"drop table {table}")
        connection.execute("update schema_version set version = ?", (version,))


def test_a_store_of_the_first_version_gets_its_new_tables(tmp_path: Path) -> None:
    old_store(tmp_path / "s.db", "drifts", "templates", "fingerprints", "hosts", version=1)
    with open_store(str(tmp_path / "s.db")).read() as connection:
        assert list(templates.list_templates(connection)) == list(templates.list_drifts(connection)) == []


def test_a_store_that_was_brought_up_has_the_columns_of_a_new_one(tmp_path: Path) -> None:
    old_store(tmp_path / "old.db")
    shapes = []
    for name in ("old.db", "new.db"):
        open_store(str(tmp_path / name)).close()
        with sqlite3.connect(tmp_path / name) as connection:
            names = [
                row[0] for row in connection.execute("select name from sqlite_master where sql is not null order by 1")
            ]
            columns = {n: sorted(row[1:4] for row in connection.execute(f"pragma table_info({n})")) for n in names}
            shapes.append((names, columns))
    assert shapes[0] == shapes[1]


def test_addresses_of_version_4_become_due_and_their_parameters_are_sorted(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    old_store(path)
    rows = (
        (1, "a.example/l?b=1&a=2", "done", "list", None),
        (2, "a.example/l?a=2&b=1", "done", "list", None),
        (3, "a.example/m?z=1&c=3", "pending", None, None),
        (4, "article 7", "done", "new", "2999-01-01T00:00:00Z"),
        (5, "a.example/f", "done", "failed", None),
    )
    with sqlite3.connect(path) as connection:
        connection.execute(
            "insert into runs (id, site, kind, started_at, resumed, version) values (1, '站', 'crawl', '', 0, '')"
        )
        for number, identity, state, outcome, due in rows:
            connection.execute(
                "insert into urls (id, site, identity, url, kind, depth, state, found_at, found_run, outcome, tries, fetched_at, due_at)"
                " values (?, '站', ?, ?, 'list', 1, ?, '', 1, ?, 0, '2026-01-01T00:00:00Z', ?)",
                (number, identity, f"https://{identity}", state, outcome, due),
            )
    with open_store(str(path)).read() as connection:
        query = "select identity, outcome, due_at from urls order by id"
        found = [tuple(row) for row in connection.exec_driver_sql(query)]
    assert found == [
        ("a.example/l?b=1&a=2", "moved", None),  # the other one stands for both
        ("a.example/l?a=2&b=1", "list", "2026-01-01T00:00:00Z"),
        ("a.example/m?c=3&z=1", None, None),
        ("article 7", "new", "2999-01-01T00:00:00Z"),
        ("a.example/f", "failed", "2026-01-01T00:00:00Z"),
    ]


def test_records_of_version_5_are_packed_once(tmp_path: Path) -> None:
    """The newest record with what the last cleaning made of it, the older ones as they were."""
    path = tmp_path / "s.db"
    old_store(path)
    old, new, recleaned = (article(words, removals=()).to_dict() for words in ("一。", "一。\n二。", "一。\n二。"))
    recleaned["removals"] = [{"rule": "promo.scan", "label": "promo", "text": "扫码关注"}]
    with sqlite3.connect(path) as connection:
        connection.execute(
            "insert into runs (id, site, kind, started_at, resumed, version) values (1, '站', 'crawl', '', 0, '')"
        )
        connection.execute(
            "insert into urls (id, site, identity, url, kind, depth, state, found_at, found_run, outcome, tries)"
            " values (1, '站', 'article 1', 'https://a.example/p/1', 'article', 1, 'done', '', 1, 'updated', 0)"
        )
        connection.execute(
            "insert into captures (id, url_id, run_id, part, fetched_at, url, status, headers, body, size, sha256)"
            " values (1, 1, 1, 1, '', '', 200, '{}', x'', 0, '')"
        )
        connection.execute(
            "insert into articles (id, url_id, site, article_id, record, markdown, content_hash, revision, capture_id, first_seen_at, changed_at)"
            " values (1, 1, '站', '1', ?, '# 题', 'h', 2, 1, '', '')", (json.dumps(recleaned, ensure_ascii=False),),
        )  # fmt: skip
        for number, record in ((1, old), (2, new)):
            connection.execute(
                "insert into revisions (article_id, revision, run_id, capture_id, at, changed, record, content_hash) values (1, ?, 1, 1, '', '[]', ?, 'h')",
                (number, json.dumps(record, ensure_ascii=False)),
            )
    with open_store(str(path)).read() as connection:
        (stored,) = records.list_articles(connection)
        history = [json.loads(row.record) for row in records.list_revisions(connection, 1)]
        (glance,) = records.list_glances(connection)
    assert (json.loads(stored.record), stored.markdown) == (recleaned, "# 题")
    assert history == [old, recleaned]
    seen = read_glance(glance.glance)
    assert (seen.characters, seen.removed, seen.rules) == (5, 4, [["promo.scan", "promo", 4, 1]])


def test_a_watch_of_version_8_goes_on(tmp_path: Path) -> None:
    """Its window stood in one row, and its template is the same."""
    path = tmp_path / "s.db"
    open_store(str(path)).close()
    window = [[number, f"https://a.example/p/{number}", PAST, None, {"date": [True, None]}] for number in range(7, 17)]
    alarm = {"ids": [3], "since": 9, "capture": 5, "since_at": PAST, "proposed": None, "next_try": 12}
    with sqlite3.connect(path) as connection:
        connection.execute("update schema_version set version = 8")
        connection.execute("drop table watched_pages")
        connection.execute("create table watches (site text primary key, template_id integer, content text not null)")
        connection.execute(
            "insert into templates (id, site, state, content, pages, learned_at) values (4, '站', 'active', '', 20, ''), (5, '站', 'proposed', '', 20, '')"
        )
        content = json.dumps({"seen": 17, "told": ["date"], "window": window, "standing": alarm})
        connection.execute("insert into watches values ('站', 4, ?)", (content,))
    with open_store(str(path)).write() as connection:
        assert watches.count_seen(connection, "站", 4) == 17
        assert watches.count_seen(connection, "站", 5) == 0
        kept = watches.read_watch(connection, "站", 4)
        assert kept == {"seen": 17, "told": ["date"], "standing": alarm, "window": window}
        page = [17, "https://a.example/p/17", PAST, "news", {}]
        watches.keep_page(connection, "站", 4, page, [], None)
        kept = watches.read_watch(connection, "站", 4)
        assert kept == {"seen": 18, "told": [], "standing": None, "window": [*window[1:], page]}
        watches.keep_page(connection, "站", 5, [0, None, None, None, {}], [], None)
        assert watches.read_watch(connection, "站", 4) is None


def test_what_zlib_compressed_is_read() -> None:
    for data in (b"", b"x" * 10_000, "页面".encode()):
        assert expand(shrink(data)) == expand(zlib.compress(data)) == data


def test_a_lease_of_a_clock_that_was_wrong_has_expired(store: Store) -> None:
    """The other crawls on the store would wait for it until 2061, and never end."""
    begin(store)
    with store.write() as connection:
        frontier.take(connection, SEED, 1, 1, owner="dead", kinds=BOTH)
        assert frontier.give_back(connection, SEED.name, expired_only=True) == 0
        connection.exec_driver_sql("update urls set leased_until = '2061-01-01T00:00:00Z'")
        assert frontier.give_back(connection, SEED.name, expired_only=True) == 1


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


def written(store: Store, form: str, output: Path, fields: list[str] | None = None) -> int:
    with store.read() as connection:
        return export(records.list_articles(connection), form, str(output), fields).articles


def test_jsonl_holds_the_records_newest_first(filled: Store, tmp_path: Path) -> None:
    assert written(filled, "jsonl", tmp_path / "o.jsonl") == 2
    lines = [json.loads(line) for line in (tmp_path / "o.jsonl").read_text("utf-8").splitlines()]
    assert [line["article_id"] for line in lines] == ["../2", "1"]
    known = {name: lines[1].pop(name) for name in KNOWN}
    assert (known["revision"], known["withdrawn_at"]) == (1, None)
    assert known["first_seen_at"] == known["changed_at"] == known["fetched_at"] > "2026"
    assert lines[1] == article("一。\n二。", headline="=1+1", authors=(Person("甲乙", "记者"), Person("丙丁")),
                               date_published="2025-01-02T00:00:00+08:00").to_dict()  # fmt: skip


def test_csv_cells_cannot_be_formulas(filled: Store, tmp_path: Path) -> None:
    written(filled, "csv", tmp_path / "o.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "o.csv").read_text("utf-8-sig"))))
    assert (rows[1]["headline"], rows[1]["authors"], rows[1]["text"]) == ("'=1+1", "甲乙 记者; 丙丁", "一。\n二。")


def test_parquet_has_typed_columns(filled: Store, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    written(filled, "parquet", tmp_path / "o.parquet")
    table = parquet.read_table(tmp_path / "o.parquet")
    assert table.column("authors").to_pylist()[1] == [{"name": "甲乙", "role": "记者"}, {"name": "丙丁", "role": None}]
    assert str(table.schema.field("confidence").type) == "double"
    assert (str(table.schema.field("revision").type), table.column("revision").to_pylist()) == ("int32", [1, 1])


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
def test_a_format_that_needs_a_file_replaces_nothing_else(filled: Store, tmp_path: Path, form: str) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("pipe", "folder"):
        with pytest.raises(ExportError, match="needs a file: --output FILE"):
            written(filled, form, tmp_path / name)
    assert sorted(path.name for path in tmp_path.iterdir() if not path.is_file()) == ["folder", "pipe"]


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_chosen_fields_stand_in_their_order(filled: Store, tmp_path: Path, form: str) -> None:
    output = tmp_path / "out"
    written(filled, form, output, ["revision", "article_id"])
    if form == "parquet":
        table = pytest.importorskip("pyarrow.parquet").read_table(output)
        assert (table.column_names, table.to_pylist()[1]) == (
            ["revision", "article_id"],
            {"revision": 1, "article_id": "1"},
        )
    else:
        lines = {"jsonl": ['{"revision": 1, "article_id": "1"}'], "csv": ["1,1"]}
        assert output.read_text("utf-8").splitlines()[-1:] == lines[form]


def test_a_folder_of_markdown_has_names_of_numbers_only(filled: Store, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    written(filled, "markdown", tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["1-1.md", "___2-2.md"]
    assert (tmp_path / "out" / "1-1.md").read_text("utf-8").endswith("一。\n\n二。\n")
    assert (tmp_path / "out" / "1-1.md").read_text("utf-8").startswith("<!-- first_seen_at: 2")
