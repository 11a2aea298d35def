"""``dute clean``: lists of sources, where records come from, headline and facts above a text, addresses in short."""

from __future__ import annotations

import io
import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dute import cli
from dute.commands.sources import lacks_scheme
from tests.dute.test_clean_command import BODY, FLAT, HEADLINE, HTML, in_process, run


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "一.html").write_text(HTML, "utf-8")
    (tmp_path / "two words.html").write_text(HTML, "utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "flat.txt").write_text(FLAT, "utf-8")
    return tmp_path


def sources_of(out: str) -> list[str]:
    return [json.loads(line)["read_from"] for line in out.splitlines()]


@pytest.mark.parametrize("form", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_list_names_files_and_folders(pages: Path, form: str, end: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = ["一.html", "", "folder", "two words.html", "   "]
    (pages / "list").write_bytes(end.join(lines).encode(form))
    status, out, err = run(capsys, "clean", "-i", "list", "--format", "json")
    assert (status, err) == (0, "")
    assert sources_of(out) == ["一.html", "folder/flat.txt", "two words.html"]
    assert {json.loads(line)["text"] for line in out.splitlines()} == {BODY}


def test_sources_come_before_those_of_the_list(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pages / "list").write_text("一.html\nmissing.html\n", "utf-8")
    status, out, err = run(capsys, "clean", "folder", "-i", "list", "--format", "json", "-o", "-")
    assert (status, sources_of(out)) == (1, ["folder/flat.txt", "一.html"])
    assert err == "dute: missing.html: no such file or directory\n"
    assert not (pages / "-").exists()


def test_a_list_comes_from_standard_input(
    pages: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("一.html\n".encode())))
    status, out, _ = run(capsys, "clean", "-i", "-", "--format", "json")
    assert (status, sources_of(out)) == (0, ["一.html"])


def test_a_name_that_is_no_utf_8_is_found(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path(os.fsdecode(b"\xff.html")).write_text(HTML, "utf-8")
    (pages / "list").write_bytes(b"\xff.html\n")
    assert run(capsys, "clean", "-i", "list", "--format", "json", "-o", "out")[0] == 0
    assert json.loads((pages / "out").read_text("utf-8"))["read_from"] == "\udcff.html"


@pytest.mark.parametrize(
    ("arguments", "content", "status", "said"),
    [
        ([], "", 2, "nothing to clean: give a URL, file, folder or -, or a list of them with -i FILE"),
        (["-i", "nowhere"], "", 1, "nowhere: no such file or directory"),
        (["-i", "list"], "\n \n", 1, "list: the list is empty"),
        (["-i", "-", "-"], "", 2, "standard input (-) can be used only once"),
        (["-i", "list", "-"], "-", 2, "standard input (-) can be used only once"),
        (["-i", "list"], "https://[\n", 1, "https://[: not a valid web address"),
        (
            ["一.html", "--with-headline", "--format", "json"],
            "",
            2,
            "--with-headline needs --format text: the other",
        ),
    ],
)
def test_misuse_is_said(
    pages: Path,
    arguments: list[str],
    content: str,
    status: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    (pages / "list").write_text(content, "utf-8")
    if content.startswith("https"):
        done = in_process("clean", *arguments)
        found, err = done.returncode, done.stderr
    else:
        found, _, err = run(capsys, "clean", *arguments)
    assert (found, err.startswith(f"dute: {said}"), err.count("\n")) == (status, True, 1), err


# --- headline and facts


def test_a_text_has_its_headline_and_facts_above(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    above = f"{HEADLINE}\n记者 林一帆 | 2025-03-25 10:20\n\n"
    assert run(capsys, "clean", "一.html", "--with-headline") == (0, f"{above}{BODY}\n", "")
    status, out, _ = run(capsys, "clean", "一.html", "folder", "--with-headline")
    assert (status, out) == (
        0,
        f"==> 一.html <==\n{above}{BODY}\n\n==> folder/flat.txt <==\n{above}{BODY}\n",
    )


def test_a_page_without_facts_has_none_above(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pages / "empty.html").write_bytes(b"")
    assert run(capsys, "clean", "empty.html", "--with-headline")[:2] == (0, "\n")


def test_md_is_markdown(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    short = run(capsys, "clean", "一.html", "--format", "md")
    assert short == run(capsys, "clean", "一.html", "--format", "markdown")
    assert short[1].startswith(f"# {HEADLINE}\n")


# --- addresses


@pytest.mark.parametrize(
    ("source", "is_one"),
    [
        ("www.dutenews.com/p/1.html", True),
        ("//www.dutenews.com/p/1.html", True),
        ("dutenews.com", True),
        ("news.example.com.cn:8080/p?id=1", True),
        ("127.0.0.1:8000/page.html", True),
        ("localhost:8000", True),
        ("page.html", False),
        ("pages/dutenews.com.html", False),
        ("old.pages/1.html", False),
        ("新闻.html", False),
        ("com", False),
    ],
)
def test_an_address_without_its_scheme(source: str, is_one: bool) -> None:
    assert lacks_scheme(source) == is_one


def test_an_address_without_its_scheme_is_said_to_be_one(pages: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "clean", "www.dutenews.com/p/1.html", "一.html", "--format", "json")
    assert (status, sources_of(out)) == (1, ["一.html"])
    assert err == (
        "dute: www.dutenews.com/p/1.html: no such file or directory; if this is a URL, write "
        "https://www.dutenews.com/p/1.html\n"
    )
    (pages / "www.dutenews.com").mkdir()
    (pages / "www.dutenews.com" / "1.html").write_text(HTML, "utf-8")  # a mirror's folder is a folder
    assert cli.main(["clean", "www.dutenews.com/1.html"]) == 0
    assert run(capsys, "explain", "dutenews.com/x")[2].endswith("write https://dutenews.com/x\n")


class _Site(BaseHTTPRequestHandler):
    """A site that notes who is asked when: the host's name, whether the request begins or ends."""

    seen: list[tuple[str, str]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        host = self.headers["Host"].partition(":")[0]
        is_page = self.path != "/robots.txt"
        if is_page:
            self.seen.append((host, "begins"))
            time.sleep(0.4)
            self.seen.append((host, "ends"))
        self.send_response(200 if is_page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(HTML.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[int]:
    _Site.seen.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.slow  # the pauses of a polite client
def test_hosts_are_asked_side_by_side_and_each_for_one_page_at_a_time(site: int, pages: Path) -> None:
    """All of one host stand first in the list: the other does not wait for them."""
    hosts = ["127.0.0.1"] * 10 + ["localhost"] * 2
    addresses = [f"http://{host}:{site}/p/{number}.html" for number, host in enumerate(hosts)]
    (pages / "list").write_text("\n".join(addresses), "utf-8")
    done = in_process("clean", "-i", "list", "--format", "json", "--allow-private")
    assert (done.returncode, done.stderr) == (0, "")
    assert sources_of(done.stdout) == addresses
    assert [host for host, what in _Site.seen[:8] if what == "begins"].count("localhost") == 2
    for name in set(hosts):
        assert [what for host, what in _Site.seen if host == name] == ["begins", "ends"] * hosts.count(name)
