"""Bytes of a store an article: ``python -m benchmarks.store_size ../shared/corpora/zh-pages``.

Every page of a folder is cleaned and stored as a crawl stores it, each article once. Printed are the bytes of the file an
article, and how they divide among the tables and indexes (SQLite's ``dbstat``, where it is compiled in).
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

from cleaners import clean
from crawler.site.seed import read_seed
from crawler.store import open_store, records, runs
from crawler.store.frontier import Outcome, discover, finish

SEED = read_seed(
    {
        "name": "x",
        "hosts": ["x.example"],
        "start": ["https://x.example/"],
        "article": r"https://x\.example/p/(?P<id>\d+)",
        "depth": 1,
    },
    "benchmark",
)


def main() -> None:
    """Store the pages and print the sizes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "s.db"
        number = _fill(path, sorted(args.folder.rglob("*.html")))
        with sqlite3.connect(path) as connection:
            connection.execute("vacuum")
            print(f"{number} articles, {path.stat().st_size / number / 1000:.1f} KB each")
            try:
                sizes = connection.execute("select name, sum(pgsize) from dbstat group by 1 order by 2 desc").fetchall()
            except sqlite3.OperationalError:
                return
            for name, size in sizes:
                if size > 300 * number:
                    print(f"  {size / number / 1000:6.1f} KB  {name}")


def _fill(path: Path, pages: list[Path]) -> int:
    store = open_store(str(path))
    number = 0
    with store.write() as connection:
        run_id, _ = runs.open_run(connection, SEED.name, "benchmark")
        for place, page in enumerate(pages, 1):
            body = page.read_bytes()
            url = f"https://x.example/p/{place}"
            article = clean(body, url)
            if not article.is_article:
                continue
            number += 1
            discover(connection, SEED, [url], run_id, 1)
            query = "select id from urls where identity = ?"
            url_id = connection.exec_driver_sql(query, (SEED.identity(url),)).scalar_one()
            capture = records.Capture(url, 200, {"content-type": "text/html"}, body)
            capture_id = records.keep_captures(connection, url_id, run_id, [capture], ())
            article = replace(article, article_id=str(place), canonical_url=url)
            records.keep_article(connection, url_id, run_id, capture_id, SEED.name, article)
            finish(connection, url_id, run_id, Outcome.NEW)
    store.close()
    return number


if __name__ == "__main__":
    main()
