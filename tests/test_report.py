"""``dute report``: the figures of a site, its plots, the index and the pages it links to."""

from __future__ import annotations

import datetime
import json
import random
import re
import shutil
import sqlite3
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from crawler.net.serve import serve
from crawler.report.index import MAX_ROWS, render_index
from crawler.report.plots import HEIGHT, WIDTH, bars, line
from crawler.report.survey import FIELDS, MAX_PERIODS, DriftMark, doubts_of, read_periods, read_survey
from tests.report.test_explain import Elements
from tests.sites import ROBOTS, article, dute, listing, write_seed

RULES = (
    ("legal.icp", "legal", 24),
    ("recommendation.heading", "recommendation", 60),
    ("promo.scan", "promo", 18),
    ("credits.line", "credit", 20),
)


def record(**values: Any) -> dict[str, Any]:
    """One stored record, in the shape of `Article.to_dict`."""
    absent = dict.fromkeys(FIELDS)
    whole = {
        **absent,
        "headline": "桥上的灯又亮了",
        "text": "字" * 900,
        "confidence": 0.95,
        "flags": [],
        "removals": [],
    }
    return {**whole, "date_published": "2025-03-01T10:00:00+08:00", **values}


def row(number: int, values: dict[str, Any], **columns: Any) -> SimpleNamespace:
    fixed = {"id": number, "article_id": str(9000 + number), "url": f"https://www.dutenews.com/p/{9000 + number}.html"}
    return SimpleNamespace(
        **{**fixed, "record": json.dumps(values), "changed_at": "2026-01-01T00:00:00Z", "withdrawn_at": None, **columns}
    )


def invented_rows(number: int = 400) -> list[SimpleNamespace]:
    """The articles of a site whose layout changes after two thirds of the time: dates and credits go missing."""
    chance = random.Random(7)  # noqa: S311 - the same articles at every run
    first = datetime.date(2025, 1, 6)
    places, things = (
        ("渡口", "古井", "旧桥", "山顶小学", "夜市", "气象站"),
        ("又亮了灯", "搬了三次家", "等来第一班船", "换了新栏杆", "留下一本账"),
    )
    rows = []
    for index in range(number):
        day = first + datetime.timedelta(days=int(index * 84 / number))
        late = day >= datetime.date(2025, 3, 3)
        odd = chance.random() < (0.3 if late else 0.04)
        removals = [
            {"rule": rule, "label": label, "text": "字" * size}
            for rule, label, size in RULES
            if chance.random() < (0.95 if rule != "credits.line" or not late else 0.3)
        ]
        rows.append(
            row(
                index + 1,
                record(
                    headline=chance.choice(places) + chance.choice(things),
                    kicker="城市考古" if chance.random() < 0.2 else None,
                    deck="一条河的八百年" if chance.random() < 0.1 else None,
                    authors=[{"name": "佟悦"}] if chance.random() < 0.8 else [],
                    credits=[{"name": "时雨"}] if chance.random() < (0.3 if late else 0.95) else [],
                    source="桥头日报" if chance.random() < 0.9 else None,
                    date_published=None if odd and chance.random() < 0.2 else f"{day}T10:00:00+08:00",
                    confidence=round(chance.uniform(0.35, 0.7) if odd else chance.uniform(0.88, 0.99), 2),
                    flags=["template_disagrees"] if odd and late else ["date_without_year"] if odd else [],
                    text="字"
                    * (chance.randint(40, 120) if odd and chance.random() < 0.3 else chance.randint(500, 1800)),
                    images=[{"url": "x"}] if chance.random() < 0.7 else [],
                    removals=removals,
                ),
            )
        )
    return rows


MARKS = (
    DriftMark("2025-03-03", "credits", "body > div.article > p[-1]", "", "https://www.dutenews.com/p/9271.html"),
    DriftMark("2025-03-03", "date", "body > div.article > div.info", "body > header > time"),
)
OUTCOMES = (("new", "", 392), ("not_article", "few_sentences", 31), ("gone", "404", 8))


def test_a_survey_in_figures() -> None:
    removal = {"rule": "legal.icp", "label": "legal", "text": "字" * 100}
    rows = [
        row(2, record(removals=[removal, removal], confidence=0.5)),
        row(1, record(text="字" * 100 + "\n" + "字" * 200, date_published=None, flags=["mojibake"])),
    ]
    survey = read_survey("桥头", rows)
    assert [story.row for story in survey.stories] == [1, 2]
    assert (survey.confidence, survey.kept, survey.undated, survey.median_characters) == (0.725, 1200 / 1400, 1, 600)
    assert survey.coverage("headline") == 1
    assert survey.coverage("date_published") == 0.5
    assert survey.rules == (("legal.icp", "legal", 200, 2, 1),)
    assert [(story.row, score) for story, score, _ in survey.doubtful()] == [(2, 0.5), (1, 0.45)]


def test_doubts_are_named_the_weightiest_first() -> None:
    story = read_survey(
        "桥头", [row(1, record(headline=None, date_published=None, text="短", flags=["mojibake"], confidence=0.9))]
    ).stories[0]
    assert [doubt.reason for doubt in doubts_of(story, 1000)] == [
        "no headline",
        "short",
        "no date",
        "mojibake",
        "confidence 90%",
    ]
    assert [doubt.reason for doubt in doubts_of(story, 1)][1] == "no date"


@pytest.mark.parametrize(
    ("days", "step", "number"),
    [
        ([], "day", 0),
        (["2025-03-01"], "day", 1),
        (["2025-03-01", "2025-05-31"], "day", 92),
        (["2025-03-01", "2025-06-01"], "week", 14),
        (["2024-01-01", "2026-01-01"], "month", 25),
        (["1996-05-01", "2026-01-01"], "year", 31),
        (["0001-01-01", "9999-12-31"], "year", MAX_PERIODS),
        (["9999-12-30", "9999-12-31"], "day", 2),
        (["9999-01-30", "9999-12-31"], "week", 49),
        (["no day"], "day", 0),
    ],
)
def test_periods(days: list[str], step: str, number: int) -> None:
    periods = read_periods(days)
    assert (periods.step, len(periods.starts)) == (step, number)
    if number and days[0] != "0001-01-01":
        assert sum(periods.series(days)) == len(days)
        assert periods.series(days)[0] >= 1 <= periods.series(days)[-1]
    assert periods.find("1900-01-01") is periods.find("x") is None


def test_plots_stay_inside_their_box() -> None:
    drawn = bars([0, 3, 6])
    assert [bar.at for bar in drawn] == [1, 2]
    assert (drawn[1].height, drawn[1].y) == (HEIGHT, 0)
    assert drawn[0].height == pytest.approx(HEIGHT / 2)
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in drawn)
    assert bars([]) == bars([0, 0]) == []
    assert line([]) == line([None]) == ""
    assert line([0.0, 1.0]) == "M250.0 94.0L750.0 6.0"
    assert line([1.0, None, 0.5]) == "M166.7 6.0h166.7M833.3 50.0h166.7"


def test_the_index_says_what_the_survey_says() -> None:
    survey = read_survey("桥头", invented_rows())
    document = render_index(
        survey, outcomes=OUTCOMES, marks=MARKS, reports={survey.doubtful()[0][0].row: "pages/x.html"}
    )
    elements = Elements(document).found
    order = [float(str(attributes["data-score"])) for _, attributes in elements if "data-score" in attributes]
    assert order == sorted(order, reverse=True)
    assert len(order) == 400
    assert [a["href"] for t, a in elements if t == "a" and str(a.get("href")).startswith("pages/")] == ["pages/x.html"]
    drifts = [attributes for tag, attributes in elements if tag == "line"]
    plots = [
        attributes for tag, attributes in elements if tag == "svg" and attributes.get("class") in ("spark", "time")
    ]
    assert len(drifts) == 2 * len(plots) == 2 * (2 + len(FIELDS) + len(RULES))
    assert (
        sum(int(number.replace(",", "")) for number in re.findall(r"<title>[\d-]+: ([\d,]+)</title>", document))
        == 400 - survey.undated
    )
    assert "<b>credits</b> moved since 2025-03-03" in document


def test_a_long_list_is_cut_and_says_so() -> None:
    survey = read_survey("桥头", invented_rows(MAX_ROWS + 3))
    assert f"{MAX_ROWS} of {MAX_ROWS + 3}" in render_index(survey)


def test_what_a_store_holds_is_escaped() -> None:
    evil = '"><script>alert(1)</script><svg onload=x>'
    values = record(headline=evil, flags=[evil], removals=[{"rule": evil, "label": "promo", "text": evil}])
    rows = [row(1, values, url=f"javascript:{evil}", article_id=evil, changed_at=evil)]
    marks = [DriftMark(evil, evil, evil, evil, f"javascript:{evil}")]
    document = render_index(
        read_survey(evil, rows), outcomes=[(evil, evil, 1)], marks=marks, reports={1: "pages/1.html"}
    )
    elements = Elements(document).found
    assert [tag for tag, _ in elements].count("script") == 1
    assert not {name for _, attributes in elements for name in attributes if name.startswith("on") or name == "style"}
    assert not [a for t, a in elements if t == "a" and str(a["href"]).startswith("javascript")]


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with three articles, crawled once for the tests below."""
    folder = tmp_path_factory.mktemp("crawled")
    pages = {"/robots.txt": ROBOTS, "/": listing("/p/1.html", "/p/2.html", "/p/3.html")}
    pages |= {f"/p/{number}.html": article(number, date=f"2025-03-0{number} 08:00") for number in (1, 2, 3)}
    path = folder / "s.db"
    with serve(pages) as site:
        assert dute("crawl", write_seed(folder, site), "--store", path).returncode == 0
    return path


@pytest.fixture
def store(crawled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(crawled, tmp_path / "s.db"))


def test_the_command_writes_an_index_and_its_pages(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = dute("report", "--store", store, "-o", out, "--pages", 2)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{out / 'index.html'}\n", "")
    index = (out / "index.html").read_text("utf-8")
    linked = re.findall(r'href="(pages/[^"]+)"', index)
    assert len(linked) == 2
    for link in linked:
        page = (out / link).read_text("utf-8")
        assert 'href="../index.html"' in page
        assert f"dute show {Path(link).stem} --format raw" in page
    assert sorted(path.name for path in (out / "pages").iterdir()) == sorted(Path(link).name for link in linked)
    assert (
        dute("report", "--store", store, "-o", out, "--site", "渡口", "--pages", 0).returncode == 0
    )  # ours: written again
    assert "No page has a report of its own" in (out / "index.html").read_text("utf-8")


def test_drifts_of_the_store_are_marked(store: Path, tmp_path: Path) -> None:
    with sqlite3.connect(store) as connection:
        (url,) = connection.execute("select url from urls where identity = 'article 2'").fetchone()
        values = (
            "渡口",
            "2026-01-01T00:00:00Z",
            "date",
            url,
            "2026-01-01T00:00:00Z",
            "body > div",
            "body > time",
            8,
            10,
        )
        columns = "site, at, field, first_url, since_at, old, new, misses, pages"
        connection.execute(f"insert into drifts ({columns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)  # noqa: S608
    out = tmp_path / "out"
    assert dute("report", "--store", store, "-o", out).returncode == 0
    index = (out / "index.html").read_text("utf-8")
    assert "<b>date</b> moved since 2025-03-02" in index  # the day on which its first page was published
    assert '<line class="drift" x1="500.0"' in index


def test_what_cannot_be_reported_is_said(store: Path, tmp_path: Path) -> None:
    def said(*arguments: object) -> tuple[int, str]:
        done = dute("report", *arguments)
        return done.returncode, done.stderr

    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "index.html").write_text("<p>my own page</p>")
    assert said("--store", store, "-o", mine) == (
        2,
        f"dute: {mine} holds something that is no report of this command; give another folder with -o\n",
    )
    assert (mine / "index.html").read_text() == "<p>my own page</p>"
    assert said("--store", store, "-o", store)[0] == 2
    assert said("--store", tmp_path / "none.db", "-o", tmp_path / "x")[0] == 1
    status, message = said("--store", store, "-o", tmp_path / "x", "--site", "别处")
    assert (status, "no article of 别处 is stored" in message) == (1, True)
    with sqlite3.connect(store) as connection:
        connection.execute("update articles set site = '别处' where article_id = '1'")
    status, message = said("--store", store, "-o", tmp_path / "x")
    assert (status, "--site is needed: the store has 别处, 渡口" in message) == (1, True)
    assert not (tmp_path / "x").exists()
