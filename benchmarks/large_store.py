"""CPU of the commands that list a large store: ``python -m benchmarks.large_store [ARTICLES] [--alike N]``.

A store is filled with invented articles of about 900 characters, one in ten of them a reprint of another with some words
changed, and ``--alike`` of them nearly equal (a notice that a site prints again and again). The first 3,000 are stored as a
crawl stores them; the rest are their rows again under other numbers, each a story of its own. Then each command runs in a
process of its own; printed are its CPU seconds.
"""

from __future__ import annotations

import argparse
import datetime
import os
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from cleaners import Article, Person, Removal
from cleaners.values import Label
from crawler.store import open_store, records, runs
from crawler.store.frontier import Outcome, discover, finish
from tests.invented_site import paragraph, words
from tests.sites import EXAMPLE

ROOT = Path(__file__).parents[1]

#: Articles that are stored as a crawl stores them.
STORED = 3_000

COMMANDS = (
    ("list",),
    ("failures",),
    ("runs",),
    ("check", "--max-age", "1d"),
    ("report", "--pages", "0", "-o", "OUT"),
    ("desk", "--until", "2020-05-05", "-o", "OUT.html"),  # the last month of the invented articles
    ("list", "--clusters"),
    ("list", "--clusters"),  # once more: the fingerprints are there
)


def main() -> None:
    """Fill a store, or take the one that is there, and measure."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("articles", nargs="?", type=int, default=52_000)
    parser.add_argument("--alike", type=int, default=1_000, help="nearly equal texts (1000)")
    parser.add_argument("--store", type=Path, help="keep the store there, or use the one that is there")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = args.store or Path(folder) / "s.db"
        if not path.exists():
            fill(path, min(args.articles, STORED), args.alike)
            multiply(path, args.articles)
        print(f"{path.stat().st_size / 1e6:.0f} MB")
        for command in COMMANDS:
            seconds, lines = measure(command, path, Path(folder))
            print(f"{seconds:6.2f} s  dute {' '.join(command)}  ({lines} lines)", flush=True)


def fill(path: Path, number: int, alike: int) -> None:
    """Put invented articles into a new store, and a fault for every ninth of them."""
    chance = random.Random(1)  # noqa: S311 - invented texts
    store = open_store(str(path))
    with store.write() as connection:
        run_id, _ = runs.open_run(connection, EXAMPLE.name, "benchmark")
        capture_id = None
        texts: list[str] = []
        for place in range(number):
            url = f"https://news.example.com/n/{place}.html"
            discover(connection, EXAMPLE, [url, f"{url}?x"], run_id, 1)
            query = "select id from urls where identity = ?"
            url_id = connection.exec_driver_sql(query, (EXAMPLE.identity(url),)).scalar_one()
            if place % 9 == 8:
                finish(connection, url_id, run_id, Outcome.FAILED, reason="no answer in time")
                continue
            if capture_id is None:
                capture_id = records.keep_captures(
                    connection, url_id, run_id, [records.Capture(url, 200, {}, b"x")], ()
                )
            text = _text(chance, texts, place, alike)
            records.keep_article(
                connection, url_id, run_id, capture_id, EXAMPLE.name, _article(chance, place, url, text)
            )
            finish(connection, url_id, run_id, Outcome.NEW, due_at="2099-01-01T00:00:00Z")
        runs.close_run(connection, run_id, "finished", {"new": number})
    store.close()


def multiply(path: Path, number: int) -> None:
    """Copy the rows of a store under other numbers until it has so many addresses."""
    with sqlite3.connect(path) as connection:
        have = connection.execute("select max(id) from urls").fetchone()[0]
        for table in ("urls", "articles", "revisions", "fingerprints"):
            columns = [row[1] for row in connection.execute(f"pragma table_info({table})")]
            moved = {"id": "id", "url_id": "url_id", "article_id": "article_id", "story": "id"}
            moved |= {"identity": "identity", "url": "url"} if table == "urls" else {}
            for offset in range(have, number, have):
                values = [_moved(table, column, offset) if column in moved else column for column in columns]
                statement = f"insert into {table} ({', '.join(columns)}) select {', '.join(values)} from {table}"  # noqa: S608
                key = "article_id" if table == "fingerprints" else "id"
                limit = f"(select max(id) from {'articles' if table == 'fingerprints' else table} where id <= {have})"  # noqa: S608
                connection.execute(f"{statement} where {key} <= {limit}")


def _moved(table: str, column: str, offset: int) -> str:
    """The SQL of a column in a copied row."""
    if column in ("identity", "url") or (table == "articles" and column == "article_id"):
        return f"{column} || '-{offset}'"
    return f"{'id' if column == 'story' else column} + {offset}"


def _text(chance: random.Random, texts: list[str], place: int, alike: int) -> str:
    if place < alike:
        return f"{_NOTICE}\n第{place}期，{words(chance, 2)}。"
    if place % 10 == 0 and texts:
        return chance.choice(texts).replace(words(chance, 1)[:1], words(chance, 1)[:1]) + words(chance, 3)
    text = "\n".join(paragraph(chance) for _ in range(7))
    if len(texts) < 2000:
        texts.append(text)
    return text


_NOTICE = "\n".join(paragraph(random.Random(number)) for number in range(6))  # noqa: S311 - an invented text


def _article(chance: random.Random, place: int, url: str, text: str) -> Article:
    day = datetime.datetime(2020, 1, 1, 8, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
    removals = tuple(
        Removal(rule, label, words(chance, 8))
        for rule, label in (
            ("legal.icp", Label.LEGAL),
            ("promo.scan", Label.PROMO),
            ("recommendation.heading", Label.RECOMMENDATION),
        )
    )
    return Article(
        url=url,
        is_article=True,
        article_id=str(place),
        headline=words(chance, 6),
        text=text,
        confidence=round(chance.random(), 2),
        authors=(Person(words(chance, 1), "记者"),),
        date_published=(day + datetime.timedelta(minutes=place * 60)).isoformat(),
        removals=removals,
    )


def measure(command: tuple[str, ...], store: Path, folder: Path) -> tuple[float, int]:
    arguments = [str(folder / word.lower()) if word.startswith("OUT") else word for word in command]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    line = [sys.executable, "-m", "dute", *arguments, "--store", str(store)]
    done = subprocess.run(  # noqa: S603 - our own command
        line, check=False, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout.count(b"\n")


if __name__ == "__main__":
    main()
