"""More faulty servers, beside `tests.faulty`: TLS, IPv6, answers in turn, and answers that do not come to an end."""

from __future__ import annotations

import socket
import socketserver
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faulty import HEAD, Answer, Connection, FaultySite, page


@contextmanager
def serve_on(
    answers: dict[str, Answer], address: str = "127.0.0.1", tls: ssl.SSLContext | None = None
) -> Iterator[FaultySite]:
    """Serve on any address of loopback, IPv6 too, and with ``tls`` over https. Raises OSError where there is none."""
    site = FaultySite("", answers)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            try:
                self.request.settimeout(20)
                client = self.request if tls is None else tls.wrap_socket(self.request, server_side=True)
                head = b""
                while b"\r\n\r\n" not in head:
                    piece = client.recv(65536)
                    if not piece:
                        return
                    head += piece
                path = head.split(b" ", 2)[1].decode("latin-1")
                site.requests.append((time.monotonic(), path))
                reply = site.answers.get(path) or page(b"", 404)
                reply(Connection(client, {"host": site.host, **site.names}, path))
                client.close()
            except OSError:  # the client went away, or did not like the certificate
                return

    class Server(socketserver.ThreadingTCPServer):
        address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        allow_reuse_address = True
        daemon_threads = True

    with Server((address, 0), Handler) as server:
        shown = f"[{address}]" if ":" in address else address
        site.host = f"{shown}:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield site
        finally:
            server.shutdown()


def self_signed(folder: Path) -> ssl.SSLContext:
    """A certificate that nobody vouches for, made with the command ``openssl``."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"]
    make += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(make, check=True, capture_output=True)  # noqa: S603 - our own command
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


def unused_port() -> int:
    """A port of loopback on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# --- answers


def in_turn(*answers: Answer) -> Answer:
    """The first answer to the first request, the second to the second, and the last to all others."""
    left = list(answers)

    def answer(to: Connection) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(to)

    return answer


def hangs(before: bytes = b"", seconds: float = 15.0) -> Answer:
    """These bytes, and then nothing."""

    def answer(to: Connection) -> None:
        to.send(before)
        time.sleep(seconds)

    return answer


def endless_headers(seconds: float = 15.0) -> Answer:
    """One header after the other, and never a body. Slow enough not to fill the memory."""

    def answer(to: Connection) -> None:
        to.send(HEAD)
        for number in range(int(seconds / 0.02)):
            to.send(b"X-%d: y\r\n" % number)
            time.sleep(0.02)

    return answer


def slow_body(body: bytes, whole: int = 200) -> Answer:
    """The headers and ``whole`` bytes at once, then a byte a second."""

    def answer(to: Connection) -> None:
        to.send(HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body[:whole])
        for byte in body[whole : whole + 15]:
            time.sleep(1)
            to.send(bytes([byte]))

    return answer


def cookie_wall(to: Connection) -> None:
    """A redirect to the very address, with a cookie."""
    page(b"", 302, Location=f"http://{{host}}{to.path}", Set_Cookie="seen=1")(to)


def refreshes_to(location: str) -> Answer:
    """A page that sends its reader on, with names of servers filled in."""

    def answer(to: Connection) -> None:
        page(
            f'<html><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={to.fill(location)}"></head>'
            "<body>…</body></html>".encode()
        )(to)

    return answer


def hold(until: threading.Event, then: Answer, seconds: float = 60.0) -> Answer:
    """An answer that waits for something, at most so long."""

    def answer(to: Connection) -> None:
        until.wait(seconds)
        then(to)

    return answer


def pause(seconds: float, then: Answer) -> Answer:
    """An answer that takes its time."""

    def answer(to: Connection) -> None:
        time.sleep(seconds)
        then(to)

    return answer
