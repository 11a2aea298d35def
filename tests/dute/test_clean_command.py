"""``dute clean`` and ``dute explain``: sources, formats, bad input, output files. Every sentence here is invented."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from dute import cli

ROOT = Path(__file__).parents[2]

PARAGRAPHS = [
    "深圳特区报讯（记者 林一帆）河湾大桥昨日上午正式通车，两岸居民往来的时间从一小时缩短到十分钟。",
    "大桥全长两千六百米，设双向六车道，桥面两侧留出了步道和自行车道，护栏上装有可以调光的灯带。",
    "住在东岸的周阿姨一早就来走桥。她说，过去送孙子上学要绕一大圈，如今推着自行车走过去就到了。",
    "市交通部门表示，下一步将开通三条跨河公交线路，并在桥头增设两处公共停车场，方便市民换乘。",
]
TAIL = ["编辑 周书言 审读 钱小满", "读特热榜", "粤ICP备00000000号", "Copyright @1997-2023 某某报社"]
HEADLINE = "河湾大桥正式通车"

HTML = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{HEADLINE}_某某新闻</title></head><body>
<div class="top"><a href="/">首页</a> <a href="/news">新闻</a></div>
<div class="main"><h1>{HEADLINE}</h1><div>2025-03-25 10:20</div>
{"".join(f"<p>{line}</p>" for line in PARAGRAPHS)}
<p>{TAIL[0]}</p></div>
<div class="hot"><h3>{TAIL[1]}</h3><ul><li><a href="/p/2.html">别处的一条新闻</a></li></ul></div>
<div class="foot"><p>{TAIL[2]}</p><p>{TAIL[3]}</p></div>
</body></html>"""
FLAT = "\n".join([HEADLINE, "2025-03-25 10:20", *PARAGRAPHS, *TAIL])
BODY = "\n".join(PARAGRAPHS)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(HTML, "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "pages"
    (root / "b").mkdir(parents=True)
    (root / "a.HTM").write_text(HTML, "utf-8")
    (root / "b" / "flat.txt").write_text(FLAT, "utf-8")
    (root / "c.html").write_bytes(HTML.replace("utf-8", "gbk").encode("gbk"))
    (root / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    (root / "notes.md").write_text("# not a page", "utf-8")
    return root


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = cli.main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


# --- formats


def test_text_is_the_body_alone(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "clean", page) == (0, BODY + "\n", "")


def test_json_is_one_record(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "clean", page, "--format", "json", "--url", "https://www.dutenews.com/p/1.html")
    assert (status, err, out.count("\n")) == (0, "", 1)
    record = json.loads(out)
    assert record["url"] == "https://www.dutenews.com/p/1.html"
    assert record["is_article"] is True
    assert record["headline"] == HEADLINE
    assert record["text"] == BODY
    assert record["credits"] == [{"name": "周书言", "role": "编辑"}, {"name": "钱小满", "role": "审读"}]
    removed = "\n".join(removal["text"] for removal in record["removals"])
    assert all(line in removed for line in TAIL)


def test_markdown_and_html_hold_headline_and_body(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, markdown, _ = run(capsys, "clean", page, "--format", "markdown")
    assert markdown.startswith(f"# {HEADLINE}\n\n")
    assert all(f"\n\n{line}\n" in markdown for line in PARAGRAPHS)
    assert not any(line in markdown for line in TAIL)
    _, document, _ = run(capsys, "clean", page, "--format", "html")
    assert document.startswith(f'<!doctype html>\n<meta charset="utf-8">\n<title>{HEADLINE}</title>\n<article')
    shown = lxml_html.document_fromstring(document.encode())
    assert [p.text for p in shown.findall(".//article/p")] == PARAGRAPHS


def test_blocks_show_the_whole_page_with_labels(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, listing, _ = run(capsys, "clean", page, "--format", "blocks")
    lines = {line.split(maxsplit=2)[2] for line in listing.splitlines() if line.startswith("-")}
    assert any(line.startswith("credit ") and TAIL[0] in line for line in lines)
    assert any(line.startswith("legal ") and TAIL[2] in line for line in lines)
    assert sum(line.startswith("+") for line in listing.splitlines()) == len(PARAGRAPHS)


STRUCTURED = f"""<html><body><h1>{HEADLINE}</h1><p>{PARAGRAPHS[0]}</p>
<p><img src="/a/1.jpg"></p><p style="text-align:center">▲大桥夜景。林一帆 摄</p><h2>一、两岸相通</h2>
<ul><li>大桥全长两千六百米，<b>设双向六车道。</b>桥面两侧留出了步道。</li>
<li>护栏上装有<a href="/x.html">可以调光的灯带</a>。</li></ul>
<table><tr><th>线路</th><th>票价</th></tr><tr><td>跨河一线</td><td>二元</td></tr></table>
<blockquote>{PARAGRAPHS[2]}</blockquote><p>{PARAGRAPHS[3]}</p><p>{TAIL[0]}</p></body></html>"""


def test_markdown_keeps_the_structure_of_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.html"
    path.write_text(STRUCTURED, "utf-8")
    _, markdown, _ = run(capsys, "clean", path, "--format", "markdown", "--url", "https://news.example/p/1.html")
    body = markdown.split(f"{PARAGRAPHS[0]}\n\n")[1]
    assert body.startswith("![大桥夜景。](https://news.example/a/1.jpg)\n\n大桥夜景。 · 林一帆")
    assert body[body.index("## ") :] == (
        "## 一、两岸相通\n\n- 大桥全长两千六百米，**设双向六车道**。桥面两侧留出了步道。\n"
        "- 护栏上装有[可以调光的灯带](https://news.example/x.html)。\n\n"
        f"| 线路 | 票价 |\n| --- | --- |\n| 跨河一线 | 二元 |\n\n> {PARAGRAPHS[2]}\n\n{PARAGRAPHS[3]}\n"
    )


# --- sources


def test_html_and_flattened_text_are_told_apart(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "clean", folder, "--format", "json")
    assert (status, err) == (0, "")
    records = [json.loads(line) for line in out.splitlines()]
    assert [(record["headline"], record["text"]) for record in records] == [(HEADLINE, BODY)] * 3


def test_the_form_can_be_forced(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, as_text, _ = run(capsys, "clean", page, "--input", "text", "--format", "blocks")
    assert "<p>" in as_text
    flat = tmp_path / "flat.txt"
    flat.write_text(FLAT, "utf-8")
    _, as_text, _ = run(capsys, "clean", flat, "--format", "json", "--input", "auto")
    _, as_html, _ = run(capsys, "clean", flat, "--format", "json", "--input", "html")
    assert len(json.loads(as_text)["text"].splitlines()) == len(PARAGRAPHS)
    assert len(json.loads(as_html)["text"].splitlines()) < len(PARAGRAPHS)


def test_a_folder_is_read_in_sorted_order_with_headers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, text, _ = run(capsys, "clean", folder)
    headers = [line for line in text.splitlines() if line.startswith("==> ")]
    assert headers == [f"==> {folder / name} <==" for name in ("a.HTM", "b/flat.txt", "c.html")]
    assert text == "\n".join(f"{header}\n{BODY}\n" for header in headers)
    _, markdown, _ = run(capsys, "clean", folder, "--format", "markdown")
    assert markdown.count(f"<!-- {folder}") == 3


@pytest.mark.parametrize("command", [["clean"], ["clean", "--format", "markdown"], ["explain"]])
def test_a_file_name_brings_no_control_character_into_the_terminal(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = [tmp_path / "a.html", tmp_path / "b\x1b]0;title\x07.html"]
    for path in pages:
        path.write_text(HTML, "utf-8")
    for path in pages if command == ["explain"] else [tmp_path]:
        assert cli.main([*command, str(path)]) == 0
    shown = "".join(capsys.readouterr())
    assert "b]0;title.html" in shown
    assert not set("\x1b\x07") & set(shown)


def test_standard_input_is_bytes(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    data = HTML.replace("utf-8", "gb2312").encode("gbk")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="ascii"))
    assert run(capsys, "clean", "-") == (0, BODY + "\n", "")


def test_closed_standard_input_is_a_clear_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert run(capsys, "clean", "-") == (1, "", "dute: -: standard input is closed\n")


def test_addresses_are_fetched_in_one_go(
    page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from crawler.net.fetch import Fetched, FetchError

    calls: list[tuple[list[str], bool]] = []

    def fetch(urls: Any, allow_private: bool = False) -> list[Fetched | FetchError]:
        calls.append((list(urls), allow_private))
        one, two, three = urls
        return [
            Fetched(one, "https://news.example/final.html", 200, {"Content-Type": "text/html"}, HTML.encode()),
            FetchError(two, "no answer within 30 seconds"),
            Fetched(three, three, 404, {}, HTML.encode()),
        ]

    monkeypatch.setattr("crawler.net.fetch.fetch", fetch)
    urls = ["https://news.example/1", "https://news.example/2", "HTTP://news.example/3"]
    status, out, err = run(capsys, "clean", urls[0], page, *urls[1:], "--format", "json", "--allow-private")
    assert status == 1
    assert calls == [(urls, True)]
    assert [json.loads(line)["url"] for line in out.splitlines()] == ["https://news.example/final.html", None]
    assert err == f"dute: {urls[1]}: no answer within 30 seconds\ndute: {urls[2]}: the server answered 404\n"


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        found = self.path == "/p/1.html"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(HTML.encode() if found else b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def in_process(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "dute", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=90,
        check=False,
    )


def test_a_page_on_loopback_is_fetched_only_when_allowed(site: str) -> None:
    allowed = in_process("clean", f"{site}/p/1.html", "--allow-private", "--format", "json")
    assert allowed.returncode == 0, allowed.stderr
    assert json.loads(allowed.stdout)["text"] == BODY
    refused = in_process("clean", f"{site}/p/1.html")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith(f"dute: {site}/p/1.html: ")
    assert refused.stderr.count("\n") == 1


# --- what goes wrong


def test_one_bad_source_does_not_stop_the_others(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf, png, empty = tmp_path / "a.pdf", tmp_path / "b.html", tmp_path / "empty"
    pdf.write_bytes(b"%PDF-1.7\n\xe2\xe3\xcf\xd3" + bytes(range(256)))
    png.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    empty.mkdir()
    missing = tmp_path / "missing\x1b[31m.html"
    status, out, err = run(
        capsys, "clean", missing, pdf, empty, png, "ftp://x.example/", "a\0b", page, "--format", "json"
    )
    assert status == 1
    assert [json.loads(line)["headline"] for line in out.splitlines()] == [HEADLINE]
    assert err.splitlines() == [
        f"dute: {tmp_path}/missing[31m.html: no such file or directory",
        f"dute: {pdf}: not a web page, but a PDF, a picture or an archive",
        f"dute: {empty}: no page in this folder (a page ends in .htm .html .shtml .txt .xhtml)",
        f"dute: {png}: not a web page, but a PDF, a picture or an archive",
        "dute: ftp://x.example/: only http and https addresses can be fetched, not ftp",
        "dute: ab: not a valid file name",
    ]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\xff\xfe\xfa\x80\x81" * 50, id="invalid"),
        pytest.param(b"<div>" * 1_000_000, id="5 MB of div"),
        pytest.param(b'{"a": [1, 2, 3]}', id="json"),
        pytest.param(b"\0" * 1000, id="zeros"),
    ],
)
def test_a_page_without_an_article_is_a_record_with_a_reason(
    data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.html"
    path.write_bytes(data)
    status, out, err = run(capsys, "clean", path, "--format", "json")
    record = json.loads(out)
    assert (status, err, record["is_article"]) == (0, "", False)
    assert record["flags"]
    status, out, err = run(capsys, "clean", path)
    assert status == 0
    assert err == f"dute: {path}: not an article ({', '.join(record['flags'])})\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-", "-"], "standard input (-) can be used only once"),
        (["a.html", "b.html", "--url", "https://x.example/"], "--url works only with a single file"),
        (["https://x.example/1", "--url", "https://x.example/"], "--url works only with a single file"),
        (["a.html", "--url", "x.example"], "--url must be an http or https URL"),
    ],
)
def test_sources_that_contradict_each_other_are_usage_errors(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "clean", *arguments)
    assert (status, out) == (2, "")
    assert message in err


def test_an_unreadable_folder_inside_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    scandir = os.scandir

    def refusing(path: str) -> Any:
        if os.fspath(path).endswith("/b"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    status, out, err = run(capsys, "clean", folder, "--format", "json")
    assert (status, len(out.splitlines())) == (1, 2)
    assert err == f"dute: {folder / 'b'}: permission denied\n"


# --- the output file


def test_output_goes_to_a_file_that_is_whole(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("what was there before", "utf-8")
    assert run(capsys, "clean", folder, "--format", "json", "-o", target) == (0, "", "")
    assert [json.loads(line)["headline"] for line in target.read_text("utf-8").splitlines()] == [HEADLINE] * 3
    assert sorted(os.listdir(tmp_path)) == ["out.jsonl", "pages"]


def test_an_interrupted_run_leaves_the_old_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from dute.commands import clean as command

    real = command.find_pages

    def interrupted(*arguments: Any, **named: Any) -> Any:
        yield from list(real(*arguments, **named))[:2]
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "find_pages", interrupted)
    target = tmp_path / "out.jsonl"
    target.write_text("what was there before", "utf-8")
    assert run(capsys, "clean", folder, "-o", target) == (130, "", "dute: interrupted\n")
    assert target.read_text("utf-8") == "what was there before"
    assert sorted(os.listdir(tmp_path)) == ["out.jsonl", "pages"]


def test_an_output_that_cannot_be_written_is_a_clear_error(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "nowhere" / "out.txt"
    assert run(capsys, "clean", page, "-o", target) == (
        1,
        "",
        f"dute: {target}: cannot write: No such file or directory\n",
    )
    assert run(capsys, "clean", page, "-o", tmp_path)[0] == 1


def test_a_link_and_a_device_as_output_stay_what_they_are(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("", "utf-8")
    link.symlink_to(real)
    assert run(capsys, "clean", page, "-o", link)[0] == 0
    assert link.is_symlink()
    assert real.read_text("utf-8") == BODY + "\n"
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    received: list[str] = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_text("utf-8")))
    reader.start()
    assert run(capsys, "clean", page, "-o", pipe)[0] == 0
    reader.join(10)
    assert received == [BODY + "\n"]
    assert pipe.is_fifo()


# --- progress


def stderr_on_a_terminal(*arguments: str) -> str:
    """What the command shows on standard error when that is a terminal and standard output is a file."""
    terminal, slave = pty.openpty()
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "dute", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=slave,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100"},
    )
    os.close(slave)
    shown = b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # Linux's way to say that the other end is closed
            break
        if not piece:
            break
        shown += piece
    os.close(terminal)
    assert process.wait(60) == 0
    return shown.decode("utf-8", "replace")


def test_progress_shows_on_a_terminal_and_only_for_several_sources(folder: Path) -> None:
    shown = stderr_on_a_terminal("clean", str(folder), "--format", "json")
    assert "1 of 3 pages" in shown
    assert stderr_on_a_terminal("clean", str(folder / "a.HTM"), "--format", "json") == ""


# --- dute explain


def test_explain_counts_what_was_taken_out(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "explain", page, "--format", "json")
    assert (status, err) == (0, "")
    explanation = json.loads(out)
    assert explanation["headline"] == HEADLINE
    assert explanation["kept"] == {"pieces": len(PARAGRAPHS), "characters": sum(map(len, PARAGRAPHS))}
    labels = {label["label"]: label for label in explanation["labels"]}
    assert labels["credit"]["pieces"] == 1
    assert labels["credit"]["characters"] == len(TAIL[0])
    assert labels["credit"]["rules"][0]["rule"].startswith("credits.")
    for key in ("pieces", "characters"):
        assert explanation["removed"][key] == sum(label[key] for label in explanation["labels"])
        for label in explanation["labels"]:
            assert label[key] == sum(rule[key] for rule in label["rules"])
    order = [removal["text"] for removal in explanation["removals"]]
    assert order.index(TAIL[0]) < order.index(TAIL[1]) < order.index(TAIL[2])


def test_explain_for_people(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "explain", page)
    groups, order = out.split("in page order:\n")
    assert f"{page}: an article" in groups
    assert [line.split()[:3] for line in groups.splitlines() if line.startswith("kept")] == [
        ["kept", str(len(PARAGRAPHS)), str(sum(map(len, PARAGRAPHS)))]
    ]
    assert [line for line in order.splitlines() if line.split()[0] == "credit" and TAIL[0] in line]


def test_explain_reports_a_source_it_cannot_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "explain", tmp_path) == (1, "", f"dute: {tmp_path}: this is a folder, and one file is wanted\n")
    assert run(capsys, "explain", tmp_path / "x", "--url", "nowhere")[0] == 2


# --- the real page, where it is at hand


def test_the_seed_page_as_a_record(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = shared / "seed-page.txt"
    status, out, err = run(capsys, "clean", path, "--format", "json")
    assert (status, err, out.count("\n")) == (0, "", 1)
    record = json.loads(out)
    lines = path.read_text("utf-8").splitlines()
    assert (record["kicker"], record["headline"]) == (lines[0], lines[1])
    assert record["text"].splitlines() == lines[2:10]
    assert " ".join(f"{person['role']} {person['name']}" for person in record["credits"]) == lines[10]
    assert [removal["text"] for removal in record["removals"]] == lines[10:]
