"""What servers do wrong, and what becomes of each address: `python -m tests.test_faults` prints the table."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from crawler.serve import Site
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
    Case("redirect to itself", redirect(""), "failed", "itself"),
    Case("redirect without a Location", page(b"", 302), "failed", "itself"),
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
    return run("-m", "scrapy", "crawl", "news", "-a", f"seed={seed}", "-a", f"store={folder / 's.db'}", *settings, cwd=ROOT)


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
    crawl({"/robots.txt": ROBOTS, "/": links("/p/1.html", "/p/2.html"), "/p/1.html": page(BODY[:900]), "/p/2.html": good(2)}, tmp_path)
    with sqlite3.connect(tmp_path / "s.db") as connection:
        records = [json.loads(row[0]) for row in connection.execute("select record from articles order by article_id")]
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
    [page(b"", 500), page(b"", 503), page(b"", 429), raw(b""), slowly(b"HTTP/1.1 200 OK\r\n" * 9, 1.0)],
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
    assert found == {"list": 1, "moved": 14, "new": 1}


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
    spellings = ["/p/1.html?utm_source=a", "/p/1.html?from=timeline", "/p/1.html#x", "/n/article/1", "/tewen/p/1.html", "/p/1.html?spm=1&scene=2"]
    answers = {"/robots.txt": ROBOTS, "/": links(*spellings), "/p/1.html": good(1), "/n/article/1": good(1)}
    site, found = crawl(answers, tmp_path)
    assert found == {"list": 1, "new": 1}
    assert len(site.requests) == 3


def test_a_mirror_that_copies_the_paths_is_out_of_scope(tmp_path: Path) -> None:
    answers = {"/robots.txt": ROBOTS, "/": links("http://mirror.example/p/1.html", "http://127.0.0.1.mirror.example/p/2.html")}
    assert crawl(answers, tmp_path)[1] == {"list": 1, "out_of_scope": 2}


def test_five_refusals_in_a_row_end_the_run(tmp_path: Path) -> None:
    numbers = range(1, 60)
    answers = {"/robots.txt": ROBOTS, "/": links(*(f"/p/{number}.html" for number in numbers))}
    answers |= {f"/p/{number}.html": page(b"", 403) for number in numbers}
    site, found = crawl(answers, tmp_path)
    assert found == {"list": 1, "refused": 5, "pending": 54}
    assert len(site.requests) == 7


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
        stored, revisions = connection.execute("select (select count(*) from articles), (select count(*) from revisions)").fetchone()
    assert 0 < stored < 60
    assert stored == revisions


def main() -> int:
    """Print every case, what was expected and what came. Exit status 1 where they differ."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        _, other, found = run_cases(Path(folder))
    wrong = 0
    print("| fault | expected | found | reason |\n|---|---|---|---|")
    for case in CASES:
        outcome, reason = found[case.name]
        right = outcome == case.outcome and case.word in reason
        wrong += not right
        print(f"| {case.name} | {case.outcome} | {outcome}{'' if right else ' !!'} | {reason[:70]} |")
    print(f"\n{len(CASES)} cases, {wrong} wrong, {len(other.requests)} requests to another host, {time.monotonic() - started:.0f} s")
    return 1 if wrong or other.requests else 0


if __name__ == "__main__":
    sys.exit(main())
