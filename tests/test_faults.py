"""What servers do wrong, and what becomes of each address: `python -m tests.test_faults` prints the table."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from crawler.net.serve import Site
from crawler.store.packing import unpack
from tests.faults_server import (
    cookie_wall,
    endless_headers,
    hangs,
    hold,
    in_turn,
    refreshes_to,
    self_signed,
    serve_on,
    slow_body,
    unused_port,
)
from tests.faulty import (
    BODY,
    BOMB,
    DEFLATED,
    GZIPPED,
    HEAD,
    Answer,
    FaultySite,
    compressed,
    good,
    links,
    page,
    raw,
    redirect,
    refresh,
    reset_after,
    serve_faults,
    slowly,
)  # fmt: skip
from tests.sites import ROOT, counts, dute, run, write_seed

ROBOTS = page(b"User-agent: *\nDisallow: /admin/\n", content_type="text/plain")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(500)
WALL = "<html><head><title>{0}</title></head><body><p>{0}</p><p>{1}</p><a href='/'>返回首页</a></body></html>"


class Case(NamedTuple):
    """One fault: the answer at an address, the outcome it must end in, and a word that its reason must hold."""

    name: str
    answer: Answer
    outcome: str
    word: str = ""
    asked: int | None = None


def wall(title: str, text: str, status: int = 200) -> Answer:
    return page(WALL.format(title, text).encode(), status)


CASES = (
    Case("an article", good(1), "new"),
    Case("gzip", compressed(GZIPPED), "new"),
    Case("deflate", compressed(DEFLATED, "deflate"), "new"),
    Case("gzip without its trailer", compressed(GZIPPED[:-8]), "failed", "incomplete"),
    Case("gzip cut in the middle", compressed(GZIPPED[:500]), "failed", "incomplete"),
    Case("gzip with a wrong check sum", compressed(GZIPPED[:-8] + bytes(8)), "failed", "corrupt"),
    Case("gzip with garbage inside", compressed(GZIPPED[:300] + b"xxxxxxxx" + GZIPPED[308:]), "failed", "corrupt"),
    Case("says gzip, is not", compressed(BODY), "failed", "corrupt"),
    Case("deflate cut", compressed(DEFLATED[:-20], "deflate"), "failed", "incomplete"),
    Case("gzip bomb of 40 MB", compressed(BOMB), "failed", "large"),
    Case("plain body of 17 MB", page(b"<html>" + b"x" * 17_000_000), "failed", "large"),
    Case("Content-Length too long", raw(HEAD + b"Content-Length: 99999\r\n\r\n" + BODY), "failed", "incomplete"),
    Case("Content-Length too short", raw(HEAD + b"Content-Length: 700\r\n\r\n" + BODY), "new"),  # with a flag: see below
    Case("closed before anything", raw(b""), "failed"),
    Case("closed inside the headers", raw(b"HTTP/1.1 200 OK\r\nContent-Ty"), "failed"),
    Case("no length, page whole", raw(HEAD + b"\r\n" + BODY), "new"),
    Case("no length, page cut", raw(HEAD + b"\r\n" + BODY[:900]), "failed", "incomplete"),
    Case("reset in the body", reset_after(HEAD + b"Content-Length: 99999\r\n\r\n" + BODY), "failed"),
    Case("chunked, whole", raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(BODY) + BODY + b"\r\n0\r\n\r\n"), "new"),
    Case("chunked without its end", raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(BODY) + BODY + b"\r\n"), "failed", "incomplete"),
    Case("a byte a second", slowly(HEAD, 1.0), "failed", "in time"),
    Case("not HTTP", raw(b"SSH-2.0-OpenSSH_9.6\r\n"), "failed"),
    Case("empty", page(b""), "not_article", "empty"),
    Case("204", page(b"", 204), "not_article", "empty"),
    Case("PNG as HTML", page(PNG), "not_article", "not_html"),
    Case("PDF as HTML", page(b"%PDF-1.7\n" + bytes(300)), "not_article", "not_html"),
    Case("PDF", page(b"%PDF-1.7\n" + bytes(300), content_type="application/pdf"), "not_article", "not_html"),
    Case("ZIP", page(b"PK\x03\x04" + bytes(300), content_type="application/zip"), "not_article", "not_html"),
    Case("soft 404", wall("页面不存在", "抱歉，您访问的页面不存在或已被删除"), "not_article", "soft_404"),
    Case("captcha", wall("安全验证", "请完成安全验证后继续访问，拖动滑块完成拼图"), "not_article", "captcha"),
    Case("login wall", wall("登录", "请先登录后查看全文"), "not_article", "login_wall"),
    Case("firewall with 200", wall("访问被拦截", "您的请求被拦截，请稍后再试"), "not_article", "captcha"),
    *(Case(str(status), wall(str(status), "无", status), "refused", str(status), 1) for status in (401, 402, 403, 405, 406, 407, 418, 451)),
    Case("429 without a word", page(b"", 429), "refused", "429", 1),
    *(Case(str(status), page(b"", status), "gone", str(status), 1) for status in (404, 410)),
    *(Case(str(status), page(b"", status), "failed", str(status), 2) for status in (500, 502, 503, 504, 408)),
    Case("501", page(b"", 501), "failed", "501", 1),
    Case("600", page(b"", 600), "failed", "600"),
    Case("Retry-After 1 with 503", page(b"", 503, Retry_After="1"), "failed", "503"),
    Case("Retry-After in the past", page(b"", 503, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT"), "failed", "503"),
    Case("Retry-After that is none", page(b"", 503, Retry_After="soon"), "failed", "503"),
    *(Case(f"{status} to an article", redirect("/p/1.html", status), "moved", "/p/1.html") for status in (301, 302, 303, 307, 308)),
    Case("redirect without an address", redirect(""), "failed", "without an address"),
    Case("redirect without a Location", page(b"", 302), "failed", "without an address"),
    Case("redirect to garbage", redirect("http://["), "failed"),
    *(
        Case(f"redirect to {target}", redirect(target), "moved", target[:8])
        for target in (
            "http://127.0.0.2:{other}/", "http://localhost:{other}/", "http://2130706434:{other}/", "http://0x7f000002:{other}/",
            "http://0177.0.0.2:{other}/", "http://127。0。0。2:{other}/", "http://[::1]:{other}/", "http://169.254.169.254/latest/",
            "http://10.0.0.1/", "https://example.org/", "ftp://127.0.0.2/", "file:///etc/passwd",
        )
    ),
    *(
        Case(f"refresh to {target}", refresh(target), "not_article")
        for target in ("http://127.0.0.2:{other}/", "http://0x7f000002:{other}/", "file:///etc/passwd")
    ),
    Case("base that is no address", page(b'<base href="http://[::1">' + BODY), "new"),
    Case("a link of 10 KB", page(BODY.replace(b"</body>", b"<a href='/x/" + b"y" * 10_000 + b"'>z</a></body>")), "new"),
    Case("links with spaces and NUL", page(BODY.replace(b"</body>", b"<a href='/a b\n\0c'>z</a><a href='http://'>q</a></body>")), "new"),
    Case("three thousand foreign links", page(BODY.replace(b"</body>", b"".join(b"<a href='http://f%d.example/'>f</a>" % n for n in range(3000)) + b"</body>")), "new"),
    Case("headers of 60 KB", raw(HEAD + b"X-Long: " + b"y" * 60_000 + b"\r\n\r\n" + BODY), "failed"),
    Case("declared gbk, is utf-8", page(BODY, content_type="text/html; charset=gbk"), "new"),
    Case("a cookie of another site", page(BODY, Set_Cookie="a=b; Domain=example.org"), "new"),
)  # fmt: skip


def run_cases(folder: Path) -> tuple[FaultySite, FaultySite, dict[str, tuple[str, str]]]:
    """One crawl over all cases. The site, the server that must never be asked, and (outcome, reason) by case."""
    paths = {case.name: f"/p/{number}.html" for number, case in enumerate(CASES, 1001)}
    with serve_faults({}, "127.0.0.2") as other:
        port = other.host.rpartition(":")[2]
        answers: dict[str, Answer] = {"/robots.txt": ROBOTS}
        order: list[str] = []
        for number, case in enumerate(CASES):
            answers[paths[case.name]] = case.answer
            # An article between any two, so that no five refusals come in a row.
            answers[f"/p/{number + 1}.html"] = good(number + 1)
            order += [paths[case.name], f"/p/{number + 1}.html"]
        answers["/"] = links(*order)
        with serve_faults(answers) as site:
            site.names["other"] = port
            _crawl(site, folder)
    with sqlite3.connect(folder / "s.db") as connection:
        rows = connection.execute("select url, outcome, reason from urls").fetchall()
    found = {"/" + url.split("/", 3)[3]: (outcome, reason or "") for url, outcome, reason in rows if site.host in url}
    return site, other, {case.name: found.get(paths[case.name], ("not found", "")) for case in CASES}


def _crawl(site: FaultySite, folder: Path, **keys: str) -> subprocess.CompletedProcess[str]:
    seed = write_seed(folder, Site(site.host, {}), **keys)
    settings = ["-s", "DOWNLOAD_TIMEOUT=3", "-s", "RETRY_TIMES=1", "-L", "ERROR"]
    return run(
        "-m", "scrapy", "crawl", "news", "-a", f"seed={seed}", "-a", f"store={folder / 's.db'}", *settings, cwd=ROOT
    )


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> tuple[FaultySite, FaultySite, dict[str, tuple[str, str]]]:
    return run_cases(tmp_path_factory.mktemp("faults"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_fault_ends_in_its_outcome(
    case: Case, results: tuple[FaultySite, FaultySite, dict[str, tuple[str, str]]]
) -> None:
    site, _, found = results
    outcome, reason = found[case.name]
    assert (outcome, case.word in reason) == (case.outcome, True), reason
    if case.asked is not None:
        number = 1001 + [other.name for other in CASES].index(case.name)
        assert site.asked(f"/p/{number}.html") == case.asked


def test_nothing_was_asked_of_another_host(results: tuple[FaultySite, FaultySite, dict[str, tuple[str, str]]]) -> None:
    _, other, _ = results
    assert other.requests == []


def test_a_page_without_its_end_is_stored_with_a_flag(tmp_path: Path) -> None:
    crawl(
        {
            "/robots.txt": ROBOTS,
            "/": links("/p/1.html", "/p/2.html"),
            "/p/1.html": page(BODY[:900]),
            "/p/2.html": good(2),
        },
        tmp_path,
    )
    with sqlite3.connect(tmp_path / "s.db") as connection:
        query = "select content from revisions r join articles a on a.id = r.article_id order by a.article_id"
        records = [json.loads(unpack(row[0])[0]) for row in connection.execute(query)]
    assert [record["flags"] for record in records] == [["no_end"], []]


# --- faults that need a site of their own


def crawl(answers: dict[str, Answer], folder: Path, **keys: str) -> tuple[FaultySite, dict[str, int]]:
    """One crawl of a site; the outcomes of its addresses, counted."""
    with serve_faults(answers) as site:
        _crawl(site, folder, **keys)
    with sqlite3.connect(folder / "s.db") as connection:
        rows = connection.execute("select coalesce(outcome, state), count(*) from urls group by 1").fetchall()
    return site, dict(rows)


@pytest.mark.parametrize(
    "robots",
    [
        page(b"", 500),
        page(b"", 503),
        page(b"", 429),
        raw(b""),
        pytest.param(slowly(b"HTTP/1.1 200 OK\r\n" * 9, 1.0), marks=pytest.mark.slow),
    ],
    ids=["500", "503", "429", "closed", "hangs"],
)
def test_a_robots_txt_that_cannot_be_had_allows_nothing(robots: Answer, tmp_path: Path) -> None:
    site, found = crawl({"/robots.txt": robots, "/": links("/p/1.html"), "/p/1.html": good(1)}, tmp_path)
    assert {path for _, path in site.requests} == {"/robots.txt"}
    assert found == {"failed": 1}


@pytest.mark.parametrize("status", [404, 403, 410])
def test_a_site_without_robots_txt_may_be_crawled(status: int, tmp_path: Path) -> None:
    _, found = crawl({"/robots.txt": page(b"", status), "/": links("/p/1.html"), "/p/1.html": good(1)}, tmp_path)
    assert found == {"list": 1, "new": 1}


@pytest.mark.slow
def test_a_robots_txt_of_a_megabyte_is_read_for_its_first_half(tmp_path: Path) -> None:
    text = b"User-agent: *\nDisallow: /admin/\n" + b"# padding\n" * 100_000 + b"Disallow: /p/\n"
    answers = {"/robots.txt": page(text, content_type="text/plain"), "/": links("/p/1.html", "/admin/p/2.html")}
    _, found = crawl({**answers, "/p/1.html": good(1)}, tmp_path)
    assert found == {"list": 1, "new": 1, "refused": 1}


def test_a_robots_txt_that_moved_is_followed(tmp_path: Path) -> None:
    answers = {"/robots.txt": redirect("/r.txt"), "/r.txt": ROBOTS, "/": links("/admin/p/2.html")}
    assert crawl(answers, tmp_path)[1] == {"list": 1, "refused": 1}


def test_a_robots_txt_that_moved_to_another_host_allows_nothing(tmp_path: Path) -> None:
    site, found = crawl({"/robots.txt": redirect("https://example.org/robots.txt"), "/": links("/p/1.html")}, tmp_path)
    assert {path for _, path in site.requests} == {"/robots.txt"}
    assert found == {"failed": 1}


def test_loops_and_chains_of_redirects_end(tmp_path: Path) -> None:
    answers = {"/robots.txt": ROBOTS, "/": links("/p/1.html", "/p/10.html"), "/p/1.html": redirect("/p/2.html")}
    answers |= {"/p/2.html": redirect("/p/1.html"), "/p/22.html": good(22)}
    answers |= {f"/p/{number}.html": redirect(f"/p/{number + 1}.html") for number in range(10, 22)}
    site, found = crawl(answers, tmp_path)
    assert max(site.asked(path) for path in answers) == 1
    # Five moves from one address to the next, and no more: the article behind twelve is not reached.
    assert found == {"list": 1, "moved": 5, "failed": 3}


@pytest.mark.slow
def test_a_calendar_without_end_ends(tmp_path: Path) -> None:
    class Calendar(dict[str, Answer]):
        def get(self, path: str, default: Answer | None = None) -> Answer | None:  # type: ignore[override]
            if not path.startswith("/cal/"):
                return super().get(path, default)
            day = int(path.rpartition("/")[2])
            return links(*(f"/cal/{other}" for other in range(day * 10, day * 10 + 10)))

    site, _ = crawl(Calendar({"/robots.txt": ROBOTS, "/": links("/cal/1")}), tmp_path, depth="3", pages="40")
    assert len(site.requests) <= 42


def test_one_article_under_many_addresses_is_asked_for_once(tmp_path: Path) -> None:
    spellings = [
        "/p/1.html?utm_source=a",
        "/p/1.html?from=timeline",
        "/p/1.html#x",
        "/n/article/1",
        "/tewen/p/1.html",
        "/p/1.html?spm=1&scene=2",
    ]
    answers = {"/robots.txt": ROBOTS, "/": links(*spellings), "/p/1.html": good(1), "/n/article/1": good(1)}
    site, found = crawl(answers, tmp_path)
    assert found == {"list": 1, "new": 1}
    assert len(site.requests) == 3


def test_a_mirror_that_copies_the_paths_is_out_of_scope(tmp_path: Path) -> None:
    answers = {
        "/robots.txt": ROBOTS,
        "/": links("http://mirror.example/p/1.html", "http://127.0.0.1.mirror.example/p/2.html"),
    }
    assert crawl(answers, tmp_path)[1] == {"not_article": 1, "out_of_scope": 2}


def test_five_refusals_in_a_row_end_the_run(tmp_path: Path) -> None:
    numbers = range(1, 60)
    answers = {"/robots.txt": ROBOTS, "/": links(*(f"/p/{number}.html" for number in numbers))}
    answers |= {f"/p/{number}.html": page(b"", 403) for number in numbers}
    site, found = crawl(answers, tmp_path, delay="0.1")
    assert found == {"list": 1, "refused": 5, "pending": 54}
    assert len(site.requests) == 7


@pytest.mark.slow
def test_no_request_inside_a_retry_after_window(tmp_path: Path) -> None:
    numbers = range(1, 20)
    answers = {"/robots.txt": ROBOTS, "/": links(*(f"/p/{number}.html" for number in numbers))}
    answers |= {f"/p/{number}.html": good(number) for number in numbers}
    for number in (4, 11):
        answers[f"/p/{number}.html"] = page(b"", 429, Retry_After="2")
    site, found = crawl(answers, tmp_path)
    inside = 0
    for moment, path in site.requests:
        if path in ("/p/4.html", "/p/11.html"):
            inside += sum(moment < later < moment + 1.95 for later, _ in site.requests)
    assert (inside, found) == (0, {"list": 1, "new": 17, "refused": 2})


def test_a_certificate_that_nobody_signed_is_refused(tmp_path: Path) -> None:
    key, certificate = tmp_path / "k.pem", tmp_path / "c.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"]
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    make += ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(make, check=True, capture_output=True)  # noqa: S603 - our own command
    import http.server
    import threading

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{server.server_port}"
    seed = write_seed(tmp_path, Site(host, {}), start=f'["https://{host}/"]')
    done = dute("crawl", seed, "--store", tmp_path / "s.db")
    server.shutdown()
    assert done.returncode == 1
    assert counts(done.stdout)["failed"] == 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 4 MB."""
    place = tmp_path / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode != 0:  # noqa: S603
        pytest.skip("mounting a small file system is not permitted here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)  # noqa: S603, S607


@pytest.mark.slow
def test_a_full_disk_ends_the_crawl_and_says_so(small_disk: Path, tmp_path: Path) -> None:
    noise = [os.urandom(150_000).hex().encode() for _ in range(60)]
    answers = {"/robots.txt": ROBOTS, "/": links(*(f"/p/{number}.html" for number in range(1, 61)))}
    answers |= {f"/p/{number}.html": page(BODY + b"<!-- " + noise[number - 1] + b" -->") for number in range(1, 61)}
    store = small_disk / "s.db"
    with serve_faults(answers) as site:
        done = dute("crawl", write_seed(tmp_path, Site(site.host, {})), "--store", store)
    assert done.returncode == 1
    assert "full" in done.stderr
    assert "Traceback" not in done.stderr
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        stored, revisions = connection.execute(
            "select (select count(*) from articles), (select count(*) from revisions)"
        ).fetchone()
    assert 0 < stored < 60
    assert stored == revisions


# --- more faults, in a table of their own: its crawl has servers on every spelling of loopback that must hear nothing

#: Addresses that no page may send the crawl to. ``{other}``, ``{twin}`` and ``{six}`` are ports of servers that would
#: tell; TAG makes each one different.
TRAPS = (
    "http://127.0.0.2:{other}/TAG", "//127.0.0.2:{other}/TAG", "http://localhost:{twin}/TAG", "http://2130706433:{twin}/TAG",
    "http://0x7f000001:{twin}/TAG", "http://0x7f.1:{twin}/TAG", "http://0177.0.0.1:{twin}/TAG", "http://127.1:{twin}/TAG",
    "http://127。0。0。1:{twin}/TAG", "http://127.0.0.1:{twin}/TAG", "http://[::1]:{six}/TAG", "http://[::ffff:127.0.0.1]:{twin}/TAG",
    "http://{host}@127.0.0.2:{other}/TAG", "http://169.254.169.254/TAG", "http://10.0.0.1/TAG", "https://example.org/TAG",
    "ftp://127.0.0.2/TAG", "file:///etc/passwd?TAG", "javascript:alert('TAG')",
)  # fmt: skip

ODD_LINKS = b"".join(
    b"<a href=" + href + b">x</a>"
    for href in (
        b"''", b"'http://['", b"'http://[::1'", b"'http://a:99999/'", b"'http://a:b/'", b"'mailto:a@b'", b"'tel:1'", b"'//'", b"'?'",
        b"'/l/a\r\nb'", b"'/l/a b  c'", b"'/l/\0'", b"'/l/%'", b"'/l/%zz'", b"'/l/\xff\xfe'", b"'/l/&#xd800;'", b"'/l/&#0;'",
        b"'/l/" + b"y" * 10_000 + b"'", b"'data:text/html," + b"z" * 100_000 + b"'",
    )
)  # fmt: skip

_CLOSED = BODY.replace(b"</body>", ODD_LINKS + b"</body>")

MORE = (
    Case("JSON", page(b'{"list": [{"url": "/p/1.html"}]}', content_type="application/json"), "not_article"),
    Case("JSON as HTML", page(b'{"list": [{"url": "/p/1.html"}]}'), "not_article"),
    Case("XML", page(b'<?xml version="1.0"?><rss><channel/></rss>', content_type="text/xml"), "not_article"),
    Case("no Content-Type, an article", raw(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY), "new"),
    Case("two Content-Lengths", raw(HEAD + b"Content-Length: 5\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY), "failed"),
    Case("Content-Length of minus one", raw(HEAD + b"Content-Length: -1\r\n\r\n" + BODY), "failed"),
    Case("Content-Length that is no number", raw(HEAD + b"Content-Length: many\r\n\r\n" + BODY), "failed"),
    Case("chunk size that is no number", raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + BODY), "failed"),
    Case("chunk cut in its middle", raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nffff\r\n" + BODY), "failed", "incomplete"),
    Case("body over 16 MiB by its header", raw(HEAD + b"Content-Length: 99999999\r\n\r\n" + BODY), "failed", "large"),
    Case("chunked body of 17 MB", raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + (b"100000\r\n" + b"x" * 1_048_576 + b"\r\n") * 17 + b"0\r\n\r\n"), "failed", "large"),
    Case("reset before the headers", reset_after(b""), "failed"),
    Case("reset in the headers", reset_after(b"HTTP/1.1 200 OK\r\nContent-"), "failed"),
    Case("a status line and no more", raw(b"HTTP/1.1 200 OK\r\n"), "failed"),
    Case("a status that is no number", raw(b"HTTP/1.1 OK\r\n\r\n"), "failed"),
    Case("cookie wall", cookie_wall, "failed", "itself"),
    Case("Location of two lines", raw(b"HTTP/1.1 302 X\r\nLocation: http://[\r\nLocation: http://[::1\r\nContent-Length: 0\r\n\r\n"), "failed"),
    Case("500 with Retry-After 1", page(b"", 500, Retry_After="1"), "failed", "500", 2),
    Case("503 once, then the article", in_turn(page(b"", 503), good(1)), "new", asked=2),
    Case("odd links", page(_CLOSED), "new"),
    Case("odd links under a base that is none", page(b'<base href="http://[::1">' + _CLOSED), "new"),
    *(Case(f"redirect to the trap {trap}", redirect(trap.replace("TAG", f"r{place}")), "moved|failed") for place, trap in enumerate(TRAPS)),
    *(
        Case(f"refresh to the trap {trap}", refreshes_to(trap.replace("TAG", f"f{place}")), "moved|failed|not_article")
        for place, trap in enumerate(TRAPS)
    ),
    Case("an article after all of this", good(1), "new"),
)  # fmt: skip

SLOW = (
    Case("hangs before anything", hangs(), "failed", "time", 2),
    Case("hangs in the headers", hangs(b"HTTP/1.1 200 OK\r\nContent-Ty"), "failed", "time", 2),
    Case("headers without an end", endless_headers(), "failed", "time", 2),
    Case("hangs in the body", hangs(HEAD + b"Content-Length: 99999\r\n\r\n" + BODY[:500]), "failed", "time", 2),
    Case("a body of a byte a second", slow_body(BODY), "failed", "time", 2),
    Case("an article after all of this", good(1), "new"),
)


class Ran(NamedTuple):
    """A crawl over a table: the site, the servers that must hear nothing, (outcome, reason) by case, and every row."""

    site: FaultySite
    silent: tuple[FaultySite, ...]
    found: dict[str, tuple[str, str]]
    rows: list[tuple[str, str | None, str, int | None]]


def run_table(folder: Path, cases: tuple[Case, ...]) -> Ran:
    """One crawl over these cases."""
    paths = {case.name: f"/p/{number}.html" for number, case in enumerate(cases, 3001)}
    answers = {"/robots.txt": ROBOTS, "/": links(*paths.values()), **{paths[case.name]: case.answer for case in cases}}
    with ExitStack() as servers:
        silent = [servers.enter_context(serve_faults({}, address)) for address in ("127.0.0.2", "127.0.0.1")]
        with suppress(OSError):  # where the machine has no IPv6
            silent.append(servers.enter_context(serve_on({}, "::1")))
        ports = [server.host.rpartition(":")[2] for server in silent]
        site = servers.enter_context(serve_faults(answers))
        site.names.update(zip(("other", "twin", "six"), [*ports, "9"], strict=False))
        _crawl(site, folder)
    with sqlite3.connect(folder / "s.db") as connection:
        rows = connection.execute("select url, outcome, coalesce(reason, ''), status from urls").fetchall()
    by_url = {url: (outcome or "pending", reason) for url, outcome, reason, _ in rows}
    found = {name: by_url.get(f"http://{site.host}{path}", ("not found", "")) for name, path in paths.items()}
    return Ran(site, tuple(silent), found, rows)


def is_right(case: Case, ran: Ran) -> bool:
    """Whether a case came out as its table says."""
    outcome, reason = ran.found[case.name]
    return outcome in case.outcome.split("|") and case.word in reason


@pytest.fixture(scope="module")
def more(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    return run_table(tmp_path_factory.mktemp("more"), MORE)


@pytest.fixture(scope="module")
def slow(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    return run_table(tmp_path_factory.mktemp("slow"), SLOW)


def _check(case: Case, cases: tuple[Case, ...], ran: Ran) -> None:
    assert is_right(case, ran), (case.outcome, case.word, ran.found[case.name])
    if case.asked is not None:
        assert ran.site.asked(f"/p/{3001 + cases.index(case)}.html") == case.asked


@pytest.mark.parametrize("case", MORE, ids=lambda case: case.name)
def test_more_faults_end_in_their_outcomes(case: Case, more: Ran) -> None:
    _check(case, MORE, more)


@pytest.mark.slow
@pytest.mark.parametrize("case", SLOW, ids=lambda case: case.name)
def test_answers_without_an_end_are_given_up(case: Case, slow: Ran) -> None:
    _check(case, SLOW, slow)


def test_no_trap_was_asked_for(more: Ran) -> None:
    assert [server.requests for server in more.silent] == [[] for _ in more.silent]
    # Whatever else was written down of other hosts and schemes was not fetched either.
    foreign = [row for row in more.rows if not row[0].startswith(f"http://{more.site.host}/")]
    assert foreign
    assert {(outcome, status) for _, outcome, _, status in foreign} == {("out_of_scope", None)}


@pytest.mark.parametrize("letter", ["r", "f"], ids=["redirect", "refresh"])
def test_every_trap_is_written_down_as_out_of_scope(letter: str, more: Ran) -> None:
    tags = [f"{letter}{place}" for place in range(len(TRAPS))]
    named = {
        tag
        for tag in tags
        for url, outcome, _, _ in more.rows
        if outcome == "out_of_scope" and re.search(rf"\b{tag}\b", url)
    }
    assert [trap for trap, tag in zip(TRAPS, tags, strict=True) if tag not in named] == []


def test_the_tables_are_printed(more: Ran, capsys: pytest.CaptureFixture[str]) -> None:
    """``pytest -rP`` shows them."""
    print_table(MORE, more.found)
    shown = capsys.readouterr().out
    print(shown)
    assert len(shown.splitlines()) == len(MORE) + 2


# --- more faults that need a site of their own


def _dute(site: FaultySite | str, folder: Path, **keys: str) -> subprocess.CompletedProcess[str]:
    host = site if isinstance(site, str) else site.host
    return dute("crawl", write_seed(folder, Site(host, {}), **keys), "--store", folder / "s.db")


@pytest.mark.parametrize("robots", [page(b"", 503), raw(b""), reset_after(b"")], ids=["503", "closed", "reset"])
def test_a_crawl_without_robots_txt_says_so(robots: Answer, tmp_path: Path) -> None:
    with serve_faults({"/robots.txt": robots, "/": links("/p/1.html"), "/p/1.html": good(1)}) as site:
        done = _dute(site, tmp_path)
    assert done.returncode == 1, done.stderr
    assert "robots.txt" in done.stderr
    assert "Traceback" not in done.stderr
    assert {path for _, path in site.requests} == {"/robots.txt"}


@pytest.mark.slow
@pytest.mark.timeout(200)
def test_a_robots_txt_that_hangs_ends_the_crawl(tmp_path: Path) -> None:
    with serve_faults({"/robots.txt": hangs(seconds=45), "/": links("/p/1.html"), "/p/1.html": good(1)}) as site:
        done = _dute(site, tmp_path)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert {path for _, path in site.requests} == {"/robots.txt"}


def test_a_host_that_refuses_the_connection_ends_the_crawl(tmp_path: Path) -> None:
    done = _dute(f"127.0.0.1:{unused_port()}", tmp_path)
    assert done.returncode == 1, done.stderr
    assert "refused" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.slow
def test_a_disallow_late_in_a_robots_txt_of_a_megabyte_is_obeyed(tmp_path: Path) -> None:
    text = b"User-agent: *\n" + b"# padding\n" * 45_000 + b"Disallow: /admin/\n" + b"# padding\n" * 55_000
    answers = {"/robots.txt": page(text, content_type="text/plain"), "/": links("/p/1.html", "/admin/p/2.html")}
    site, found = crawl({**answers, "/p/1.html": good(1)}, tmp_path)
    assert found == {"list": 1, "new": 1, "refused": 1}
    assert site.asked("/admin/p/2.html") == 0


@pytest.mark.slow
def test_a_crawl_delay_of_two_seconds_is_kept(tmp_path: Path) -> None:
    robots = page(b"User-agent: *\nCrawl-delay: 2\n", content_type="text/plain")
    numbers = range(1, 5)
    answers = {"/robots.txt": robots, "/": links(*(f"/p/{number}.html" for number in numbers))}
    site, found = crawl({**answers, **{f"/p/{number}.html": good(number) for number in numbers}}, tmp_path)
    assert found == {"list": 1, "new": 4}
    moments = [moment for moment, path in site.requests if path != "/robots.txt"]
    assert min(later - earlier for earlier, later in pairwise(moments)) >= 1.5


@pytest.mark.slow
@pytest.mark.parametrize("status", [429, 503])
def test_five_seconds_of_retry_after_are_waited_for(status: int, tmp_path: Path) -> None:
    numbers = range(1, 9)
    answers = {"/robots.txt": ROBOTS, "/": links(*(f"/p/{number}.html" for number in numbers))}
    answers |= {f"/p/{number}.html": good(number) for number in numbers}
    answers["/p/3.html"] = in_turn(page(b"", status, Retry_After="5"), good(3))
    site, found = crawl(answers, tmp_path)
    asked = [moment for moment, path in site.requests if path == "/p/3.html"]
    assert [path for moment, path in site.requests if asked[0] < moment < asked[0] + 4.5] == []
    assert (len(asked), found) == (2, {"list": 1, "new": 8})


@pytest.mark.slow
def test_a_loop_of_three_ends(tmp_path: Path) -> None:
    answers = {"/robots.txt": ROBOTS, "/": links("/p/1.html", "/c/1", "/p/9.html"), "/p/9.html": good(9)}
    answers |= {f"/p/{number}.html": redirect(f"/p/{number % 3 + 1}.html") for number in (1, 2, 3)}
    answers |= {f"/c/{number}": redirect(f"/c/{number % 3 + 1}") for number in (1, 2, 3)}
    site, found = crawl(answers, tmp_path)
    assert found == {"list": 1, "new": 1, "failed": 6}
    assert max(site.asked(path) for path in answers) <= 2


@pytest.mark.slow
def test_two_spellings_that_redirect_to_each_other_end(tmp_path: Path) -> None:
    """They are one page to the seed, so this loop goes through another door than the others."""
    answers = {"/robots.txt": ROBOTS, "/": links("/p/1.html", "/p/9.html"), "/p/9.html": good(9)}
    answers |= {"/p/1.html": redirect("/n/article/1"), "/n/article/1": redirect("/p/1.html")}
    site, found = crawl(answers, tmp_path)
    assert found.pop("moved", 0) + found.pop("failed", 0) == 1
    assert found == {"list": 1, "new": 1}
    assert site.asked("/p/1.html") + site.asked("/n/article/1") <= 7


@pytest.mark.slow
def test_five_thousand_and_one_links_on_a_page(tmp_path: Path) -> None:
    paths = [f"/l/{number}" for number in range(5000)]
    site, found = crawl(
        {"/robots.txt": ROBOTS, "/": links("/p/1.html", *paths), "/p/1.html": good(1)}, tmp_path, depth="0"
    )
    assert (found["list"], found["new"]) == (1, 1)
    assert 4990 <= found["out_of_scope"] <= 5000
    assert len(site.requests) == 3


@pytest.mark.slow
def test_a_list_page_whose_base_is_none_does_not_stop_the_crawl(tmp_path: Path) -> None:
    start = '["http://127.0.0.1:8000/", "http://127.0.0.1:8000/c/"]'
    bad = page(b'<html><head><base href="http://[::1"></head><body><a href="/p/1.html">x</a></body></html>')
    site, found = crawl(
        {"/robots.txt": ROBOTS, "/": bad, "/c/": links("/p/2.html"), "/p/2.html": good(2)}, tmp_path, start=start
    )
    assert site.asked("/p/2.html") == 1
    assert found["new"] == 1


@pytest.mark.slow
def test_a_list_page_of_json_does_not_make_the_crawler_fail(tmp_path: Path) -> None:
    start = '["http://127.0.0.1:8000/api/list", "http://127.0.0.1:8000/"]'
    answers = {"/robots.txt": ROBOTS, "/": links("/p/1.html"), "/p/1.html": good(1)}
    with serve_faults({**answers, "/api/list": page(b'{"list": []}', content_type="application/json")}) as site:
        done = _dute(site, tmp_path, start=start)
    assert counts(done.stdout)["new"] == 1
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_a_calendar_of_next_days_ends_at_the_depth(tmp_path: Path) -> None:
    class Calendar(dict[str, Answer]):
        def get(self, path: str, default: Answer | None = None) -> Answer | None:  # type: ignore[override]
            if not path.startswith("/cal/"):
                return super().get(path, default)
            day = date.fromisoformat(path.removeprefix("/cal/").replace("/", "-")) + timedelta(days=1)
            return links(f"/cal/{day:%Y/%m/%d}")

    site, found = crawl(Calendar({"/robots.txt": ROBOTS, "/": links("/cal/2025/01/01")}), tmp_path, depth="3")
    assert [path for _, path in site.requests if path.startswith("/cal/")] == [
        f"/cal/2025/01/0{day}" for day in (1, 2, 3)
    ]
    assert found == {"list": 4, "out_of_scope": 1}


@pytest.mark.slow
def test_tls_that_cannot_be_trusted_is_a_failure(tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    context = self_signed(tmp_path)
    with serve_on({"/a": good(1)}, tls=context) as signed_by_nobody, serve_faults({"/b": good(2)}) as plain:
        closed = f"127.0.0.1:{unused_port()}"
        with serve_faults({"/robots.txt": ROBOTS}) as site:
            outside = [f"https://{signed_by_nobody.host}/a", f"https://{plain.host}/b", f"https://{closed}/c"]
            site.answers |= {"/": links(*outside, "/p/9.html"), "/p/9.html": good(9)}
            hosts = json.dumps([site.host, signed_by_nobody.host, plain.host, closed])
            _crawl(site, tmp_path, hosts=hosts)
    with sqlite3.connect(tmp_path / "s.db") as connection:
        found = dict(connection.execute("select url, outcome from urls").fetchall())
    assert [found[url] for url in outside] == ["failed"] * 3
    assert found[f"http://{site.host}/p/9.html"] == "new"
    assert (signed_by_nobody.requests, plain.requests) == ([], [])


@pytest.mark.slow
def test_of_two_crawls_at_once_the_second_is_turned_away(tmp_path: Path) -> None:
    is_turned_away = threading.Event()
    answers = {"/robots.txt": ROBOTS, "/": hold(is_turned_away, links("/p/1.html")), "/p/1.html": good(1)}
    with serve_faults(answers) as site, ThreadPoolExecutor(1) as pool:
        seed, store = write_seed(tmp_path, Site(site.host, {})), tmp_path / "s.db"
        first = pool.submit(dute, "crawl", seed, "--store", store)
        while not site.asked("/") and not first.done():
            time.sleep(0.05)
        second = dute("crawl", seed, "--store", store)
        overlapped = not first.done()
        is_turned_away.set()
        done = first.result()
    assert overlapped
    assert second.returncode in (1, 2)
    assert "another crawl is using it" in second.stderr
    assert "Traceback" not in second.stderr
    assert (done.returncode, counts(done.stdout)["new"]) == (0, 1), done.stderr
    assert site.asked("/") == 1


@pytest.mark.slow
def test_a_disk_of_three_megabytes_is_full(tmp_path: Path) -> None:
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode != 0:  # noqa: S603
        pytest.skip("mounting a small file system is not permitted here")
    try:
        numbers = range(1, 41)
        answers = {"/robots.txt": ROBOTS, "/": links(*(f"/p/{number}.html" for number in numbers))}
        answers |= {
            f"/p/{n}.html": page(BODY + b"<!-- " + os.urandom(100_000).hex().encode() + b" -->") for n in numbers
        }
        with serve_faults(answers) as site:
            done = dute("crawl", write_seed(tmp_path, Site(site.host, {})), "--store", place / "s.db")
        with sqlite3.connect(place / "s.db") as connection:
            sound = connection.execute("pragma integrity_check").fetchone()
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)  # noqa: S603, S607
    assert sound == ("ok",)
    assert done.returncode == 1
    assert "store" in done.stderr
    assert "full" in done.stderr or "written" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(site.requests) < 42


def print_table(cases: tuple[Case, ...], found: dict[str, tuple[str, str]]) -> int:
    """Print a table as Markdown; how many of its cases came out wrong."""
    wrong = 0
    print("| fault | expected | found | reason |\n|---|---|---|---|")
    for case in cases:
        outcome, reason = found[case.name]
        right = outcome in case.outcome.split("|") and case.word in reason
        wrong += not right
        expected = f"{' or '.join(case.outcome.split('|'))}{': ' + case.word if case.word else ''}"
        print(f"| {case.name} | {expected} | {outcome}{'' if right else ' !!'} | {reason[:70]} |")
    return wrong


def main() -> int:
    """Print every case, what was expected and what came. Exit status 1 where they differ."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        (one := Path(folder, "one")).mkdir()
        _, other, found = run_cases(one)
        wrong, asked, number = print_table(CASES, found), len(other.requests), len(CASES)
        for name, cases in (("more", MORE), ("slow", SLOW)):
            (place := Path(folder, name)).mkdir()
            ran = run_table(place, cases)
            print()
            wrong += print_table(cases, ran.found)
            asked += sum(len(server.requests) for server in ran.silent)
            number += len(cases)
    print(f"\n{number} cases, {wrong} wrong, {asked} requests to another host, {time.monotonic() - started:.0f} s")
    return 1 if wrong or asked else 0


if __name__ == "__main__":
    sys.exit(main())
