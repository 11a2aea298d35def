"""Serve a small site on loopback from page folders, for the demonstration and the tests.

A folder is one page: ``page.html`` (its bytes) and ``meta.toml`` with ``path`` and optionally ``aliases``, ``status``,
``content_type`` and ``location``. In pages, the address ``127.0.0.1:8000`` is replaced by that of the server.
"""

from __future__ import annotations

import hashlib
import threading
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

#: Placeholder for the address of the server in pages and seed files.
PLACEHOLDER = "127.0.0.1:8000"


_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class ServedPage:
    """The response for one path."""

    body: bytes
    status: int = 200
    content_type: str = _HTML
    location: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


@dataclass
class Site:
    """A running site: its ``host`` (``127.0.0.1:PORT``), its pages by path, which may be changed while it runs, and all
    requests so far, as (path, status)."""

    host: str
    pages: dict[str, ServedPage]
    requests: list[tuple[str, int]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)  # their times by the monotonic clock


def read_pages(folder: Path) -> dict[str, ServedPage]:
    """The pages of a site's folder by path. Raises OSError, and KeyError for a page without a path."""
    pages: dict[str, ServedPage] = {}
    for meta_file in sorted(folder.glob("*/meta.toml")):
        meta = tomllib.loads(meta_file.read_text("utf-8"))
        body_file = meta_file.with_name("page.html")
        page = ServedPage(
            body_file.read_bytes() if body_file.exists() else b"",
            meta.get("status", 200),
            meta.get("content_type", _HTML),
            meta.get("location"),
        )
        pages |= dict.fromkeys((meta["path"], *meta.get("aliases", ())), page)
    return pages


@contextmanager
def serve(pages: dict[str, ServedPage]) -> Iterator[Site]:
    """Serve pages on a free loopback port until the block ends."""
    site = Site("", pages)

    class Handler(_Handler):
        pass

    Handler.site = site
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site.host = f"127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    site: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:  # http.server's name
        page = self.site.pages.get(self.path) or self.site.pages.get(self.path.partition("?")[0])
        page = page or ServedPage("没有这个页面".encode(), 404)
        body = page.body.replace(PLACEHOLDER.encode(), self.site.host.encode())
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        status = 304 if page.status == 200 and self.headers.get("If-None-Match") == etag else page.status
        self.site.requests.append((self.path, status))
        self.site.times.append(time.monotonic())
        self.send_response(status)
        if page.location is not None:
            self.send_header("Location", page.location)
        for name, value in page.headers:
            self.send_header(name, value)
        if page.status == 200:
            self.send_header("ETag", etag)
        if status == 304:
            body = b""
        else:
            self.send_header("Content-Type", page.content_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Print nothing: the site records the requests."""
