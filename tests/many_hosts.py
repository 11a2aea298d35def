"""One site on several addresses of loopback, which writes down when each request came, and crawls of it side by side."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO, Any

from crawler.net.serve import ServedPage
from tests.sites import ROBOTS, ROOT, article, listing


@dataclass
class Hosts:
    """A running site on several hosts: its pages by host and path, and every request as (time, host, path)."""

    pages: dict[tuple[str, str], ServedPage]
    names: list[str] = field(default_factory=list)  # host:port
    requests: list[tuple[float, str, str]] = field(default_factory=list)

    def smallest_gap(self) -> float:
        """The shortest time in seconds between two requests that came to one host."""
        by_host: dict[str, list[float]] = {}
        for moment, host, _ in sorted(self.requests):
            by_host.setdefault(host, []).append(moment)
        gaps = [later - sooner for times in by_host.values() for sooner, later in itertools.pairwise(times)]
        return min(gaps, default=float("inf"))

    def asked(self) -> Counter[str]:
        """How often each article was asked for, by its path."""
        return Counter(path for _, _, path in self.requests if path.startswith("/p/"))


def own_article(number: int, extra: str = "") -> ServedPage:
    """An article whose only link is to itself: its number is on no other host."""
    page = article(number, extra=extra)
    return replace(page, body=page.body.replace(b'"/p/1.html"', f'"/p/{number}.html"'.encode()))


@contextmanager
def serve_hosts(hosts: int, articles: int, robots: ServedPage = ROBOTS) -> Iterator[Hosts]:
    """Serve ``articles`` pages on each of ``hosts`` hosts, 127.0.0.1 and up; the numbers run through all hosts.

    The front page of the first host names those of the others, and each front page its host's articles.
    """
    site = Hosts({})
    servers = []
    for place in range(hosts):
        server = _listen(site, f"127.0.0.{place + 1}")
        servers.append(server)
        site.names.append(f"127.0.0.{place + 1}:{server.server_address[1]}")
    for place, name in enumerate(site.names):
        numbers = range(place * articles + 1, (place + 1) * articles + 1)
        others = [f"http://{other}/" for other in site.names] if place == 0 else []
        site.pages[name, "/robots.txt"] = robots
        site.pages[name, "/"] = listing(*others, *(f"/p/{number}.html" for number in numbers))
        site.pages |= {(name, f"/p/{number}.html"): own_article(number) for number in numbers}
    try:
        yield site
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def _listen(site: Hosts, address: str) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:  # http.server's name
            name = f"{address}:{self.server.server_address[1]}"
            site.requests.append((time.monotonic(), name, self.path))
            page = site.pages.get((name, self.path)) or ServedPage(b"", 404)
            self.send_response(page.status)
            for header, value in (("Content-Type", page.content_type), *page.headers):
                self.send_header(header, value)
            self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            self.wfile.write(page.body)

        def log_message(self, *_: object) -> None:
            """Silent: the requests are kept in the site."""

    server = ThreadingHTTPServer((address, 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    return server


def write_hosts_seed(folder: Path, site: Hosts, **keys: Any) -> Path:
    """A seed file for the site; only its first host has a start page in it. ``keys`` are further lines, as TOML values."""
    lines = {
        "name": '"渡口"',
        "hosts": str(site.names).replace("'", '"'),
        "start": f'["http://{site.names[0]}/"]',
        "article": r"'^http://127\.0\.0\.\d+:\d+/p/(?P<id>\d+)\.html'",
        "depth": "1",
        "delay": "0.3",
        "recrawl": '{older = "30d"}',
        **keys,
    }
    path = folder / "site.toml"
    path.write_text("\n".join(f"{key} = {value}" for key, value in lines.items()), "utf-8")
    return path


@contextmanager
def workers(count: int, *arguments: object, folder: Path) -> Iterator[list[subprocess.Popen[str]]]:
    """So many ``dute crawl`` with the same arguments; what each says goes to ``folder/worker-N.log``."""
    running: list[subprocess.Popen[str]] = []
    logs = [(folder / f"worker-{number}.log").open("w+", encoding="utf-8") for number in range(count)]
    try:
        running += [_crawl(arguments, log) for log in logs]
        yield running
    finally:
        for worker in running:
            if worker.poll() is None:
                worker.kill()
            worker.wait()
        for log in logs:
            log.close()


def _crawl(arguments: Iterable[object], log: IO[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "dute", "crawl", *map(str, arguments)],
        stdout=log,
        stderr=log,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def said(folder: Path) -> str:
    """What all workers said, for messages of failed tests; without the line of progress."""
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("worker-*.log"))]
    return re.sub(r"[^\n]*\r", "", "\n".join(texts))
