"""A server that does what servers do wrong: each path is a function that writes exactly the bytes it wants."""

from __future__ import annotations

import gzip
import socket
import socketserver
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.sites import article, listing

Answer = Callable[["Connection"], None]

HTML = "text/html; charset=utf-8"


class Connection:
    """One connection of a client."""

    def __init__(self, raw: socket.socket, names: dict[str, str], path: str) -> None:
        self.raw, self.names, self.path = raw, names, path

    def fill(self, text: str) -> str:
        """A text with the names of servers in it: ``{host}`` is this one, others are the site's ``names``."""
        for name, value in self.names.items():
            text = text.replace("{" + name + "}", value)
        return text

    def send(self, data: bytes) -> None:
        self.raw.sendall(data)

    def reset(self) -> None:
        """Close with RST instead of FIN."""
        self.raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.raw.close()


@dataclass
class FaultySite:
    """A running server: its ``host``, its answers by path, and every request as (seconds, path)."""

    host: str
    answers: dict[str, Answer]
    requests: list[tuple[float, str]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    def asked(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(asked == path for _, asked in self.requests)


@contextmanager
def serve_faults(answers: dict[str, Answer], address: str = "127.0.0.1", port: int = 0) -> Iterator[FaultySite]:
    """Serve on a port of loopback until the block ends."""
    site = FaultySite("", answers)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            self.request.settimeout(20)
            head = b""
            while b"\r\n\r\n" not in head:
                piece = self.request.recv(65536)
                if not piece:
                    return
                head += piece
            path = head.split(b" ", 2)[1].decode("latin-1")
            site.requests.append((time.monotonic(), path))
            reply = site.answers.get(path) or site.answers.get(path.partition("?")[0]) or page(b"", 404)
            try:
                reply(Connection(self.request, {"host": site.host, **site.names}, path))
            except OSError:  # the client went away, as some of these answers make it
                return

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True
        request_queue_size = 64

    with Server((address, port), Handler) as server:
        site.host = f"{address}:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()


# --- answers


def page(body: bytes, status: int = 200, content_type: str = HTML, **headers: str) -> Answer:
    """A plain answer. ``headers`` with ``_`` for ``-``; names of servers are filled in there and in small bodies."""

    def answer(to: Connection) -> None:
        own = to.fill(body.decode()).encode() if b"{other}" in body[:500] else body
        lines = {"Content-Type": content_type, "Content-Length": str(len(own)), "Connection": "close"}
        lines |= {name.replace("_", "-"): to.fill(value) for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        to.send(f"HTTP/1.1 {status} X\r\n{head}\r\n".encode() + own)

    return answer


def good(number: int) -> Answer:
    """An article."""
    return page(article(number).body)


def links(*paths: str) -> Answer:
    """A list page."""
    return page(listing(*paths).body)


def redirect(location: str, status: int = 302) -> Answer:
    """A redirect."""
    return page(b"", status, Location=location)


def refresh(location: str) -> Answer:
    """A page that sends its reader on."""
    return page(
        f'<html><head><meta http-equiv="refresh" content="0;url={location}"></head><body>…</body></html>'.encode()
    )


def raw(data: bytes) -> Answer:
    """These bytes, and the end of the connection."""
    return lambda to: to.send(data)


def compressed(data: bytes, encoding: str = "gzip") -> Answer:
    """A body under a content encoding, as it is given."""
    return page(data, Content_Encoding=encoding)


def slowly(data: bytes, seconds: float) -> Answer:
    """A byte, a pause, a byte, …"""

    def answer(to: Connection) -> None:
        for byte in data:
            to.send(bytes([byte]))
            time.sleep(seconds)

    return answer


def reset_after(data: bytes) -> Answer:
    """These bytes, then a reset."""

    def answer(to: Connection) -> None:
        to.send(data)
        time.sleep(0.05)
        to.reset()

    return answer


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
BODY = article(1).body
GZIPPED = gzip.compress(BODY)
BOMB = gzip.compress(bytes(40_000_000), 9)
DEFLATED = zlib.compress(BODY)
