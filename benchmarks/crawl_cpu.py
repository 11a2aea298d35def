"""CPU of a crawl beside a Scrapy spider that stores each body and a row in SQLite: ``python -m benchmarks.crawl_cpu [N]``.

Both fetch the same pages from a server in a process of its own, with the same settings of Scrapy. The spider follows the
links, and writes each body and a row in one transaction a page (WAL, ``synchronous=FULL``), as the store does. It cleans
nothing, keeps no frontier and no history. Both run at the same time, so that a busy machine slows both down. Printed are CPU
seconds, children included, a page, and the ratio; two sizes are run, so that what a start costs can be told from what a page
costs. The pages are invented, or with ``--real FOLDER …`` those of a corpus, whose texts and links differ as those of a site
do.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.batch import vary
from benchmarks.corpus import read_corpus
from crawler.search.index import bring_up
from crawler.store import open_store

ROOT = Path(__file__).parents[1]


SERVER = """
import sys
from pathlib import Path
from benchmarks.crawl_cpu import real_pages
from crawler.net.serve import ServedPage, serve
from tests.sites import ROBOTS, article, listing
count, filler, folders = int(sys.argv[1]), int(sys.argv[2]), [Path(name) for name in sys.argv[3:]]
lists = [f"/c{number}/" for number in range((count + 49) // 50)]
pages = {"/robots.txt": ROBOTS, "/": listing(*lists)}
for place, path in enumerate(lists):
    numbers = range(place * 50 + 1, min(count, place * 50 + 50) + 1)
    pages[path] = listing(*(f"/p/{number}.html" for number in numbers), "/")
style = "<style>" + "".join(f".c{n} {{ color: #{n:06x}; margin: {n}px }}" for n in range(filler)) + "</style>"
menu = "".join(f'<li><a href="/c{n % len(lists)}/">频道{n}</a></li>' for n in range(filler // 8))
for number, body in enumerate(real_pages(folders, count) if folders else (), 1):
    pages[f"/p/{number}.html"] = ServedPage(body, content_type="text/html")
for number in range(1, count + 1) if not folders else ():
    body = article(number).body.decode()
    body = body.replace("</head>", style + "</head>").replace("<body>", f"<body><div><ul>{menu}</ul></div>")
    pages[f"/p/{number}.html"] = ServedPage(body.encode())
articles = [page.body for path, page in pages.items() if path.startswith("/p/")]
with serve(pages) as site:
    print(site.host, sum(map(len, articles)) // len(articles), flush=True)
    sys.stdin.read()
"""

SPIDER = """
import re, sqlite3, sys, time
import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.linkextractors import LinkExtractor
from scrapy.settings import Settings

class Plain(scrapy.Spider):
    name = "plain"
    def __init__(self, start, store, **kwargs):
        super().__init__(**kwargs)
        self.start_urls = [start]
        self.links = LinkExtractor()
        self.pages = re.compile(re.escape(start) + "(?:c[0-9]+/|p/[0-9]+[.]html)?$")  # real ones link to everywhere
        self.store = sqlite3.connect(store, isolation_level=None)
        self.store.execute("pragma journal_mode=wal")
        self.store.execute("pragma synchronous=full")
        columns = "id integer primary key, url text unique, status integer, at text, title text, body blob"
        self.store.execute(f"create table pages ({columns})")

    def parse(self, response):
        title = response.css("title::text").get()
        self.store.execute("begin")
        self.store.execute(
            "insert or ignore into pages (url, status, at, title, body) values (?, ?, ?, ?, ?)",
            (response.url, response.status, time.strftime("%FT%TZ", time.gmtime()), title, response.body),
        )
        self.store.execute("commit")
        yield {"url": response.url, "title": title}
        for link in self.links.extract_links(response):
            if self.pages.match(link.url):
                yield response.follow(link.url, self.parse)

default_settings = Settings()
settings = Settings()
settings.setmodule("crawler.settings", priority="project")
for name in ("DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "EXTENSIONS"):  # as a plain spider has them
    settings.set(name, {}, priority="cmdline")
for name in ("CONCURRENT_ITEMS", "WARN_ON_GENERATOR_RETURN_VALUE"):
    settings.set(name, default_settings.getint(name), priority="cmdline")
settings.set("LOG_LEVEL", "CRITICAL", priority="cmdline")
settings.set("DOWNLOAD_DELAY", 0.001, priority="cmdline")
settings.set("AUTOTHROTTLE_ENABLED", False, priority="cmdline")
process = CrawlerProcess(settings)
process.crawl(Plain, start=sys.argv[1], store=sys.argv[2])
process.start()
"""


def real_pages(folders: Sequence[Path], count: int) -> Iterator[bytes]:
    """The pages of corpora in an order of no meaning; beyond their number again, each with a number and a sentence of its own."""
    cases = [case for folder in folders for case in read_corpus(folder)]
    random.Random(1).shuffle(cases)  # noqa: S311 - the same order in every run
    yield from (case.data for case in cases[:count])
    for number in range(len(cases), count):
        case = cases[number % len(cases)]
        yield vary(case.text, number).encode(case.meta.get("charset") or "utf-8", "replace")


def main() -> None:
    """Measure both, at two sizes, in turn."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pages", nargs="?", type=int, default=600, help="articles of the larger site (600)")
    parser.add_argument("--filler", type=int, default=900, help="rules of style in each page; 900 make it about 40 KB")
    parser.add_argument("--real", type=Path, nargs="+", default=[], metavar="FOLDER", help="pages of these corpora")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument(
        "--searched", action="store_true", help="dute also with a store that has an index for dute find"
    )
    args = parser.parse_args()
    names = ("spider", "dute", "searched") if args.searched else ("spider", "dute")
    sizes = (max(50, args.pages // 4), args.pages)
    rounds = [_run_round(names, sizes, [str(args.filler), *map(str, args.real)]) for _ in range(args.rounds)]
    print(
        f"{sizes[1]} and {sizes[0]} articles of {rounds[0].size} bytes; CPU seconds, children included, the least of each"
    )
    least = {key: min(one.seconds[key] for one in rounds) for key in rounds[0].seconds}
    costs = _costs_of(least, names, sizes)
    for name in names:
        few, many = (least[name, size] for size in sizes)
        start = few - sizes[0] * costs[name]
        print(f"{name:<8} {few:6.2f} {many:6.2f}   {1000 * costs[name]:.2f} ms a page, {start:.2f} s to start")
    whole = least["dute", sizes[1]] / least["spider", sizes[1]]
    print(f"ratio {costs['dute'] / costs['spider']:.2f} a page, {whole:.2f} in all")
    ratios = [found["dute"] / found["spider"] for found in (_costs_of(one.seconds, names, sizes) for one in rounds)]
    print(f"ratio a page by round: {min(ratios):.2f} to {max(ratios):.2f}, median {median(ratios):.2f}")
    if args.searched:
        print(f"with the index {costs['searched'] / costs['dute']:.3f} of the CPU a page without it")


class Round(NamedTuple):
    """CPU seconds by name and number of pages, and the bytes of a page."""

    seconds: dict[tuple[str, int], float]
    size: int


def _run_round(names: Sequence[str], sizes: Sequence[int], site: Sequence[str]) -> Round:
    """Everything once; what is compared runs at the same time."""
    seconds: dict[tuple[str, int], float] = {}
    length = 0
    for count in sizes:
        with ThreadPoolExecutor(len(names)) as both:
            measured = list(both.map(_measure, names, [count] * len(names), [site] * len(names)))
        seconds |= {(name, count): used for name, (used, _) in zip(names, measured, strict=True)}
        length = measured[0][1]
    return Round(seconds, length)


def _costs_of(seconds: Mapping[tuple[str, int], float], names: Sequence[str], sizes: Sequence[int]) -> dict[str, float]:
    """CPU seconds of a page more."""
    few, many = sizes
    return {name: (seconds[name, many] - seconds[name, few]) / (many - few) for name in names}


def _measure(name: str, count: int, site: Sequence[str]) -> tuple[float, int]:
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(  # noqa: S603 - our own code
            [sys.executable, "-c", SERVER, str(count), *site],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        try:
            assert server.stdout is not None
            host, size = server.stdout.readline().split()
            command = _command(name, host, Path(folder))
            if name == "searched":
                bring_up(open_store(str(Path(folder) / "s.db")))
            crawl = subprocess.Popen(  # noqa: S603 - our own command
                command, cwd=ROOT, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)}
            )
            _, status, used = os.wait4(crawl.pid, 0)
            crawl.returncode = os.waitstatus_to_exitcode(status)
            assert crawl.returncode == 0, (name, crawl.returncode)
            stored = _stored(name, Path(folder))
            assert stored >= count, (name, stored)
        finally:
            server.kill()
            server.wait()
    return used.ru_utime + used.ru_stime, int(size)


def _command(name: str, host: str, folder: Path) -> list[str]:
    if name == "spider":
        program = folder / "plain.py"  # Scrapy reads the source of its callbacks
        program.write_text(SPIDER, "utf-8")
        return [sys.executable, str(program), f"http://{host}/", str(folder / "plain.db")]
    seed = folder / "site.toml"
    lines = {
        "name": "x",
        "hosts": [host],
        "start": [f"http://{host}/"],
        "article": r"^http://127\.0\.0\.1:\d+/p/(?P<id>\d+)\.html",
    }
    text = "\n".join(f"{key} = {json.dumps(value)}" for key, value in lines.items())
    seed.write_text(f"{text}\ndepth = 2\ndelay = 0\n", "utf-8")
    return [
        sys.executable,
        "-m",
        "dute",
        "crawl",
        str(seed),
        "--store",
        str(folder / "s.db"),
        "-s",
        "LOG_LEVEL=CRITICAL",
    ]


def _stored(name: str, folder: Path) -> int:
    import sqlite3

    table, store = ("pages", "plain.db") if name == "spider" else ("captures", "s.db")
    with sqlite3.connect(folder / store) as connection:
        return int(connection.execute(f"select count(*) from {table}").fetchone()[0])  # noqa: S608 - our own names


if __name__ == "__main__":
    main()
