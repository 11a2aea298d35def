"""CPU of a crawl beside a Scrapy spider that stores each body and a row in SQLite: ``python -m benchmarks.crawl_cpu [N]``.

Both fetch the same pages from a server in a process of its own, with the same settings of Scrapy. The spider follows the
links, and writes each body and a row in one transaction a page (WAL, ``synchronous=FULL``), as the store does. It cleans
nothing, keeps no frontier and no history. Both run at the same time, so that a busy machine slows both down. Printed are CPU
seconds, children included, a page, and the ratio; two sizes are run, so that what a start costs can be told from what a page
costs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from crawler.search.index import bring_up
from crawler.store import open_store

ROOT = Path(__file__).parents[1]


SERVER = """
import json, sys
from pathlib import Path
from crawler.net.serve import ServedPage, serve
from tests.sites import ROBOTS, article, listing
count, filler = int(sys.argv[1]), int(sys.argv[2])
lists = [f"/c{number}/" for number in range((count + 49) // 50)]
pages = {"/robots.txt": ROBOTS, "/": listing(*lists)}
for place, path in enumerate(lists):
    numbers = range(place * 50 + 1, min(count, place * 50 + 50) + 1)
    pages[path] = listing(*(f"/p/{number}.html" for number in numbers), "/")
style = "<style>" + "".join(f".c{n} {{ color: #{n:06x}; margin: {n}px }}" for n in range(filler)) + "</style>"
menu = "".join(f'<li><a href="/c{n % len(lists)}/">频道{n}</a></li>' for n in range(filler // 8))
for number in range(1, count + 1):
    body = article(number).body.decode()
    body = body.replace("</head>", style + "</head>").replace("<body>", f"<body><div><ul>{menu}</ul></div>")
    pages[f"/p/{number}.html"] = ServedPage(body.encode())
with serve(pages) as site:
    print(site.host, len(pages["/p/1.html"].body), flush=True)
    sys.stdin.read()
"""

SPIDER = """
import sqlite3, sys, time
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


def main() -> None:
    """Measure both, at two sizes, in turn."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pages", nargs="?", type=int, default=600, help="articles of the larger site (600)")
    parser.add_argument("--filler", type=int, default=900, help="rules of style in each page; 900 make it about 40 KB")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument(
        "--searched", action="store_true", help="dute also with a store that has an index for dute find"
    )
    args = parser.parse_args()
    names = ("spider", "dute", "searched") if args.searched else ("spider", "dute")
    small = max(50, args.pages // 4)
    found: dict[tuple[str, int], float] = {}
    for _ in range(args.rounds):
        for count in (small, args.pages):
            with ThreadPoolExecutor(len(names)) as both:
                measured = list(both.map(lambda name: _measure(name, count, args.filler), names))  # noqa: B023 - at once
            size = measured[0][1]
            for name, (seconds, _) in zip(names, measured, strict=True):
                found[name, count] = min(seconds, found.get((name, count), seconds))
    print(f"{args.pages} and {small} articles of {size} bytes; CPU seconds, children included")
    slopes = {}
    for name in names:
        few, many = found[name, small], found[name, args.pages]
        slopes[name] = (many - few) / (args.pages - small)
        print(
            f"{name:<7} {few:6.2f} {many:6.2f}   {1000 * slopes[name]:.2f} ms a page, {few - small * slopes[name]:.2f} s to start"
        )
    whole = found["dute", args.pages] / found["spider", args.pages]
    print(f"ratio {slopes['dute'] / slopes['spider']:.2f} a page, {whole:.2f} in all")
    if args.searched:
        print(f"with the index {slopes['searched'] / slopes['dute']:.3f} of the CPU a page without it")


def _measure(name: str, count: int, filler: int) -> tuple[float, int]:
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(  # noqa: S603 - our own code
            [sys.executable, "-c", SERVER, str(count), str(filler)],
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

    table, store = ("pages", "plain.db") if name == "spider" else ("articles", "s.db")
    with sqlite3.connect(folder / store) as connection:
        return int(connection.execute(f"select count(*) from {table}").fetchone()[0])  # noqa: S608 - our own names


if __name__ == "__main__":
    main()
