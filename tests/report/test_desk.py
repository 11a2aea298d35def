"""The desk: what a store says of the last days, in a page that is bounded, escaped, and whole in both languages."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from cleaners import Person
from crawler.report.desk import Desk, Grid, read_desk, read_grid, render_desk
from crawler.report.desk_rows import LEVELS, pack_rows
from crawler.report.published import Published, Window, moment_of
from crawler.store import Store, open_store, runs
from crawler.store.schema import articles, revisions
from crawler.store.schema import runs as runs_table
from crawler.store.takedowns import revoke, withdraw
from tests.report.test_explain import Elements
from tests.stored_articles import keep_article, row_of, url_of

LAST = date(2026, 3, 10)
WINDOW = Window(LAST, 30)
EVIL = '"><script>alert(1)</script></script><svg onload=x>&lt;\u2028'


def paragraphs(number: int) -> str:
    """A text that is no copy of another one's."""
    return "\n".join(
        f"{chr(0x4E00 + 37 * number + line)}村第{line}天的账本写着{number * 7919 + line}斤米。" for line in range(9)
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = open_store(str(tmp_path / "s.db"))
    fill(made)
    return made


def fill(made: Store) -> None:
    """Articles of three days; one without a date, one too old, one of the future, one story at two addresses."""
    day = {"source": "渡口晚报", "section": "民生"}
    keep_article(made, 1, "古井又有水了。", "古井又有水", date_published="2026-03-10T08:30:00+08:00", **day)
    keep_article(made, 2, paragraphs(2), "旧桥换了新栏杆", date_published="2026-03-10", section="交通")
    keep_article(
        made, 3, paragraphs(3), "夜市开张", date_published="2026-03-08T20:00:00+08:00",
        authors=(Person("林一帆", "记者"), Person("何平", "记者")), **day,
    )  # fmt: skip
    keep_article(made, 4, paragraphs(3), "夜市开张了", date_published="2026-03-09T07:00:00+08:00", source="山顶日报")
    keep_article(made, 5, "没有日期的一篇。", None)
    keep_article(made, 6, paragraphs(6), "太旧", date_published="2026-02-08T23:59:00+08:00")
    keep_article(made, 7, paragraphs(7), "未来", date_published="2026-03-11T00:00:00+08:00")
    set_time(made, "2026-03-09T20:00:00Z")


def set_time(store: Store, moment: str) -> None:
    """Everything that is stored was seen at that moment."""
    with store.write() as connection:
        connection.execute(update(articles).values(first_seen_at=moment, changed_at=moment))
        connection.execute(update(revisions).values(at=moment))


def desk_of(store: Store, window: Window = WINDOW, site: str | None = None) -> Desk:
    with store.read() as connection:
        return read_desk(connection, window, site)


def data_of(document: str) -> dict[str, Any]:
    """The rows as a browser reads them."""
    (text,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', document, re.DOTALL)
    data: dict[str, Any] = json.loads(text)
    return data


class Text(HTMLParser):
    """The text of a document without styles and scripts."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.is_code = False
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_code = tag in ("style", "script")

    def handle_endtag(self, tag: str) -> None:
        self.is_code = False

    def handle_data(self, data: str) -> None:
        if not self.is_code and data.strip():
            self.parts.append(data.strip())


def test_a_window_has_its_days_in_china() -> None:
    assert (WINDOW.first, WINDOW.eve, WINDOW.end) == (date(2026, 2, 9), date(2026, 3, 9), "2026-03-10T16:00:00Z")
    assert moment_of(date(2026, 3, 9)) == "2026-03-08T16:00:00Z"
    edge = Window(date.min, 366)
    assert (edge.first, edge.eve) == (date.min, date.min)
    assert Window(date.max, 1).end == "9999-12-30T16:00:00Z"


def test_what_was_published_is_there_the_newest_first(store: Store) -> None:
    desk = desk_of(store)
    assert [(one.moment, one.headline, one.source, one.section, one.authors, one.is_dated) for one in desk.found] == [
        ("2026-03-10 08:30", "古井又有水", "渡口晚报", "民生", "", True),
        ("2026-03-10 04:00", "没有日期的一篇。", "", "", "", False),
        ("2026-03-10", "旧桥换了新栏杆", "", "交通", "", True),
        ("2026-03-09 07:00", "夜市开张了", "山顶日报", "", "", True),
        ("2026-03-08 20:00", "夜市开张", "渡口晚报", "民生", "林一帆、何平", True),
    ]
    assert (desk.found[0].characters, desk.found[0].address) == (7, url_of(1))
    assert (desk.later, desk.alterations, desk.absences) == (1, [], [])
    assert desk_of(store, site="别处").is_empty


def test_numbers_by_day_and_section(store: Store) -> None:
    assert read_grid(desk_of(store)) == Grid(
        ["", "民生", "交通"],
        False,
        [
            ("2026-03-10", 3, [(1, 3), (1, 3), (1, 3)]),
            ("2026-03-09", 1, [(1, 3), (0, 0), (0, 0)]),
            ("2026-03-08", 1, [(0, 0), (1, 3), (0, 0)]),
        ],
    )


def test_empty_days_that_follow_on_each_other_are_one_row() -> None:
    days = [
        (f"2026-03-{day:02}", total, [(total, total)])
        for day, total in ((9, 0), (8, 0), (7, 2), (6, 0), (5, 1), (4, 0))
    ]
    assert [row[:3] for row in Grid([""], False, days).stretches] == [
        ("2026-03-08", "2026-03-09", 0),
        ("2026-03-07", "2026-03-07", 2),
        ("2026-03-06", "2026-03-06", 0),
        ("2026-03-05", "2026-03-05", 1),
        ("2026-03-04", "2026-03-04", 0),
    ]


def test_changes_and_withdrawals_since_the_day_before(store: Store) -> None:
    keep_article(store, 1, "古井又没水了。", "古井又有水", date_published="2026-03-10T08:30:00+08:00")
    with store.write() as connection:
        connection.execute(update(revisions).where(revisions.c.revision == 2).values(at="2026-03-10T01:00:00Z"))
        connection.execute(update(articles).where(articles.c.revision == 2).values(changed_at="2026-03-10T01:00:00Z"))
        run_id, _ = runs.open_run(connection, "example", "test")
        withdraw(connection, row_of(store, 2), run_id, "2026-03-10T02:00:00Z", "404")
        withdraw(connection, row_of(store, 3), run_id, "2026-03-01T02:00:00Z", "410")
        revoke(connection, row_of(store, 3), run_id, "2026-03-10T03:00:00Z")
        withdraw(connection, row_of(store, 4), run_id, "2026-03-08T15:59:59Z", "404")
    desk = desk_of(store)
    (change,) = desk.alterations
    assert (change.headline, change.at, [found.field for found in change.differences]) == (
        "古井又有水", "2026-03-10 09:00", ["source", "text"],
    )  # fmt: skip
    assert [(one.headline, one.at, one.reason, one.is_back) for one in desk.absences] == [
        ("夜市开张", "2026-03-10 11:00", "410", True),
        ("旧桥换了新栏杆", "2026-03-10 10:00", "404", False),
    ]
    document = render_desk(desk)
    assert "<del>有</del>" in document
    assert "<ins>没</ins>" in document
    rows = {row[0]: row[-1] for row in data_of(document)["rows"]}
    assert rows == {"古井又有水": 4, "没有日期的一篇。": 2, "旧桥换了新栏杆": 1, "夜市开张了": 1, "夜市开张": 0}


def test_what_only_todays_rules_changed_is_no_change(store: Store) -> None:
    keep_article(store, 1, "古井又没水了。", "古井又有水", date_published="2026-03-10T08:30:00+08:00")
    set_time(store, "2026-03-10T01:00:00Z")
    assert len(desk_of(store).alterations) == 1
    with store.write() as connection:
        connection.execute(update(runs_table).values(kind="reclean"))
    assert desk_of(store).alterations == []


def test_the_page_says_what_the_store_says(store: Store) -> None:
    document = render_desk(desk_of(store))
    elements = Elements(document).found
    said = " ".join(Text(document).parts)
    assert "2026-02-09 to 2026-03-10" in said
    assert "Newest articles shown: 5" in said
    assert "Articles dated after the last day, left out: 1." in said
    assert "夜市开张 2 copies 2026-03-08 20:00 夜市开张 渡口晚报 2026-03-09 07:00 夜市开张了 山顶日报" in said
    links = [attributes["href"] for tag, attributes in elements if tag == "a" and attributes.get("target")]
    assert links == [url_of(1), url_of(5), url_of(2), url_of(4), url_of(3), url_of(3), url_of(4)]
    data = data_of(document)
    first = data["rows"][0]
    names = [data["tables"][name][first[column]] for name, column in (("source", 4), ("section", 5), ("site", 7))]
    assert (first[:4], names[:2]) == (["古井又有水", "古井又有水了。", "2026-03-10 08:30", 7], ["渡口晚报", "民生"])
    assert data["tables"]["place"][first[8]] + first[9] == url_of(1)
    assert [row[10] for row in data["rows"]] == [0, 0, 0, 2, 2]


def test_the_page_loads_nothing_and_is_named_for_screen_readers(store: Store) -> None:
    elements = Elements(render_desk(desk_of(store))).found
    tags = {tag for tag, _ in elements}
    assert not tags & {"img", "iframe", "link", "object", "embed", "video", "audio", "source", "base", "form"}
    names = {name for _, attributes in elements for name in attributes}
    assert not {name for name in names if name.startswith("on")} | names & {"style", "src", "srcset", "background"}
    (csp,) = [a["content"] for t, a in elements if t == "meta" and a.get("http-equiv") == "Content-Security-Policy"]
    assert str(csp).startswith("default-src 'none'; style-src 'sha256-")
    scrolls = [attributes for _, attributes in elements if "scroll" in str(attributes.get("class", "")).split()]
    assert len(scrolls) == 2
    assert all(one["tabindex"] == "0" and one["role"] == "region" and one["aria-label"] for one in scrolls)


def hostile() -> Published:
    return Published(1, EVIL, f"{EVIL}\ud800", EVIL, None, EVIL, EVIL, EVIL, "2026-03-10", True, 1, None, True)


def test_what_a_store_holds_is_escaped(tmp_path: Path) -> None:
    made = open_store(str(tmp_path / "s.db"))
    values = {"source": EVIL, "section": EVIL, "authors": (Person(EVIL, EVIL),), "date_published": "2026-03-10"}
    for number in (1, 2, 3):
        keep_article(made, number, EVIL * number, EVIL, **values)
    keep_article(made, 1, EVIL * 9, f"{EVIL}!", **values)
    set_time(made, "2026-03-10T01:00:00Z")
    with made.write() as connection:
        run_id, _ = runs.open_run(connection, EVIL, "test")
        withdraw(connection, row_of(made, 2), run_id, "2026-03-10T02:00:00Z", EVIL)
    document = render_desk(desk_of(made))
    elements = Elements(document).found
    assert [tag for tag, _ in elements].count("script") == 2
    assert [tag for tag, _ in elements].count("svg") == 1
    assert not {name for _, attributes in elements for name in attributes if name.startswith("on") or name == "style"}
    assert data_of(document)["rows"][0][0].startswith('"><script>alert(1)</script>')


def test_an_address_that_is_none_of_the_web_is_no_link() -> None:
    document = render_desk(Desk(EVIL, WINDOW, [hostile()]))
    assert not [a for t, a in Elements(document).found if t == "a" and a.get("target")]
    assert data_of(document)["tables"]["place"] == [""]
    assert document.encode()  # half a character is none of UTF-8


def many(number: int) -> list[Published]:
    """Articles with a headline and a beginning as long as they may be."""
    return [
        Published(
            row, "渡口", "题" * 119 + str(row % 10), "文" * 60, f"https://news.example.com/{row}", "渡口晚报", "", "",
            "2026-03-10 08:00", True, 9, None, False,
        )
        for row in range(number, 0, -1)
    ]  # fmt: skip


@pytest.mark.parametrize(("per_row", "level"), [(700, 0), (560, 1), (440, 2), (240, 3), (140, 4)])
def test_texts_are_cut_before_rows(per_row: int, level: int) -> None:
    packed = pack_rows(many(200), frozenset(), 200 * per_row)
    assert (packed.beginning, packed.headline, packed.left_out) == (*LEVELS[level], 0)
    rows = json.loads(packed.text)["rows"]
    assert {len(row[0]) for row in rows} == {LEVELS[level][1]}
    assert {len(row[1]) for row in rows} == {LEVELS[level][0]}


def test_rows_are_left_out_last_and_the_oldest_first() -> None:
    packed = pack_rows(many(200), frozenset(), 10_000)
    rows = json.loads(packed.text)["rows"]
    assert 0 < len(rows) == 200 - packed.left_out
    assert [row[9] for row in rows] == [str(200 - at) for at in range(len(rows))]
    assert len(packed.text.encode()) <= 10_000
    assert json.loads(pack_rows(many(3), frozenset(), 0).text)["rows"] == []


def test_a_page_keeps_to_its_size_and_says_what_it_cost() -> None:
    bare = len(render_desk(Desk("", WINDOW, [])).encode())
    limit = bare + 150_000
    document = render_desk(Desk("", WINDOW, many(1000)), limit)
    assert len(document.encode()) <= limit
    rows = len(data_of(document)["rows"])
    said = " ".join(Text(document).parts)
    assert 0 < rows < 1000
    assert f"the oldest articles are counted but not listed: {1000 - rows}." in said
    assert "headlines were cut to 20 characters" in said


def test_an_empty_desk_is_a_page_too() -> None:
    said = " ".join(Text(render_desk(Desk("渡口", WINDOW, []))).parts)
    for words in ("No article matches.", "Nothing changed, and nothing was withdrawn.", "No story appears twice."):
        assert words in said
