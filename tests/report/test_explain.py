"""The report of one page: self-contained, escaped, its figures those of the account; what it drafts is valid."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cleaners.pipeline import read
from cleaners.report.account import read_account
from cleaners.report.data import DocumentError, read_data
from cleaners.report.document import policy, render_document
from cleaners.report.explain import (
    FAMILIES,
    MAX_PATTERN,
    RULE_FILES,
    draft_pattern,
    read_chips,
    read_shares,
    render_report,
)
from cleaners.report.words import Words
from cleaners.rules import RULES, Rule
from cleaners.values import Label
from dute.cli import main
from tests.fixture_pages import Page, all_pages

PAGES = all_pages()

STORY = """<html><head><title>桥上的灯又亮了</title></head><body><div class="top"><a href="/">首页</a></div>
<h1>桥上的灯又亮了</h1><div class="text"><p>修桥的工人在天亮前收了工，桥头的早点铺正好开门，蒸汽漫过新漆的栏杆。</p>
<img src="https://img.invalid/1.jpg"><p>“今年的灯换成了暖色，走夜路不晃眼。”守桥的老人说，他在这里住了四十年。</p>
<p>关注桥头的人都知道，这条河每年涨两次水，一次在清明，一次在中秋。</p>
<p>关注桥头早点铺，第12期福利等你来</p></div><p>编辑 佟悦</p></body></html>"""


class Elements(HTMLParser):
    """Every element of a document with its attributes."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def render(page: str | bytes, url: str | None = None) -> str:
    return render_report("page.html", read(page, url))


@pytest.mark.parametrize("page", PAGES[::7], ids=lambda page: page.name)
def test_a_report_loads_nothing_and_says_so(page: Page) -> None:
    document = render(page.data, page.meta.get("url"))
    elements = Elements(document).found
    tags = [tag for tag, _ in elements]
    assert tags.count("script") == tags.count("style") == 1
    assert not set(tags) & {"img", "iframe", "link", "object", "embed", "video", "audio", "source", "base"}
    names = {name for _, attributes in elements for name in attributes}
    assert not {name for name in names if name.startswith("on")} | names & {"style", "src", "srcset", "background"}
    (csp,) = [a["content"] for t, a in elements if t == "meta" and a.get("http-equiv") == "Content-Security-Policy"]
    for kind, element in (("style-src", "style"), ("script-src", "script")):
        (text,) = re.findall(f"<{element}>(.*?)</{element}>", document, re.S)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in str(csp)
    assert str(csp).startswith("default-src 'none';")
    assert "unsafe" not in str(csp)


def test_the_figures_are_those_of_the_account() -> None:
    account = read_account(read(STORY))
    document = render(STORY)
    assert f'id="kept">{account.kept}<' in document
    assert f'id="removed">{account.removed}<' in document
    chips = read_chips(account.totals())
    assert sum(chip.kept + chip.removed for chip in chips) == account.visible
    assert sum(share.characters for share in read_shares(account)) == account.visible
    assert sum(share.width for share in read_shares(account)) == pytest.approx(1000, abs=0.1)


def test_every_row_names_its_rule_and_boxes_that_scroll_take_the_keyboard() -> None:
    document = render(STORY)
    rules = re.findall(r'<b data-t="label_\w+">([a-z_]+)</b> <code>([a-z_.]+)</code></button>', document)
    assert len(rules) == len(re.findall(r'<li class="block ', document)) == 8
    assert rules[-1] == ("credit", "credits.line")
    assert ".tag code { display: none" not in document
    boxes = [a for _, a in Elements(document).found if set(str(a.get("class", "")).split()) & {"scroll", "sheet"}]
    assert len(boxes) == 2
    assert all((box["role"], box["tabindex"]) == ("region", "0") and box["aria-label"] for box in boxes)


def test_a_picture_is_its_address() -> None:
    assert "https://img.invalid/1.jpg</p>" in render(STORY)


def test_what_is_no_article_has_a_report_too() -> None:
    for page in (b"", b"%PDF-1.7 \x00", "<p>403 Forbidden</p>", "一行字"):
        assert "Not an article" in render(page)


def test_the_address_of_a_page_is_a_link_only_where_it_can_be_one() -> None:
    assert 'href="https://www.dutenews.com/p/1.html"' in render(STORY, "https://www.dutenews.com/p/1.html")
    assert "href=" not in re.sub(r'href="#page"', "", render(STORY, "javascript:alert(1)"))


def test_every_label_has_a_colour() -> None:
    assert sorted(label for family in FAMILIES for label in family.labels) == sorted(Label)
    sheet = read_data("cleaners", "base.css")
    assert [family.name for family in FAMILIES if f".f-{family.name} " not in sheet] == []


def test_a_drafted_rule_goes_where_rules_of_its_label_stand() -> None:
    for label, (file, family) in RULE_FILES.items():
        assert (Path(__file__).parents[2] / "cleaners" / "rules" / f"{file}.py").is_file(), label
        assert any(rule.family == family for rule in RULES), label


@pytest.mark.parametrize(
    "line",
    [
        "关注桥头早点铺，第12期福利等你来",
        "（来源：桥头日报）",
        "a+b*c? [x]{2} \\d | ^$ #1 ~ - 3.14",
        '他说："行。"',
        "　　桥头　　第１２期",
        "编" * 300 + "。",
    ],
    ids=lambda line: line[:4],
)
def test_a_drafted_pattern_takes_its_line_and_its_numbers(line: str) -> None:
    pattern = draft_pattern(line)
    others = (re.sub(r"\d+", "7", line),)
    Rule(
        "x.y", Label.PROMO, pattern, drops=(line, *others), keeps=("桥头的铺子开门了",), max_chars=1200, sentences=True
    )
    assert len(pattern) < MAX_PATTERN * 4


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_colours_can_be_read(theme: int) -> None:
    """WCAG 2.2, 1.4.3: text has a contrast of 4.5:1 on every ground it stands on."""
    sheet = read_data("cleaners", "base.css")
    pairs = {name: (a, b) for name, a, b in re.findall(r"(--[\w-]+): light-dark\((#\w+), (#\w+)\)", sheet)}
    hues = [pair[1 + theme] for pair in re.findall(r"(--hue): light-dark\((#\w+), (#\w+)\)", sheet)]
    assert len(hues) == len(FAMILIES)
    grounds = [pairs[name][theme] for name in ("--ground", "--paper", "--well")]
    inks = [pairs[f"--{name}"][theme] for name in ("ink", "soft", "faint", "focus", "good", "bad", "warn")]
    low = [(ink, ground) for ink in (*inks, *hues) for ground in grounds if contrast(ink, ground) < 4.5]
    assert low == []


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (WCAG 2.2, definition of relative luminance)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_command_writes_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, out = tmp_path / "页面.html", tmp_path / "out.html"
    page.write_text(STORY, "utf-8")
    assert main(["explain", str(page), "--html", str(out)]) == 0
    assert capsys.readouterr() == (f"{out}\n", "")
    assert out.read_text("utf-8") == render_report("页面.html", read(STORY.encode()))
    assert str(tmp_path) not in out.read_text("utf-8")  # a report is passed on
    assert main(["explain", str(page), "--html", str(tmp_path / "no" / "out.html")]) == 1
    assert "cannot write" in capsys.readouterr().err


def test_the_json_has_the_account(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    page.write_text(STORY, "utf-8")
    assert main(["explain", str(page), "--format", "json"]) == 0
    account = json.loads(capsys.readouterr().out)["account"]
    assert account["characters"] == account["text"] + account["fields"] + account["removed"]
    assert account["characters"] == sum(total["characters"] for total in account["by_rule"])
    assert {"label": "credit", "rule": "credits.line", "fate": "removed", "pieces": 1, "characters": 5} in account[
        "by_rule"
    ]


def test_a_flattened_text_has_a_report(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "首页\n桥上的灯又亮了\n修桥的工人在天亮前收了工，桥头的早点铺正好开门，蒸汽漫过新漆的栏杆。\n编辑 佟悦", "utf-8"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "dute", "explain", str(page), "--input", "text", "--html", "-"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert 'data-label="credit"' in done.stdout


def test_a_data_file_that_is_not_there_or_would_end_its_element_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DocumentError, match="reinstall dute"):
        read_data("cleaners", "nothing.css")
    monkeypatch.setattr("cleaners.report.document.read_data", lambda package, name: "</STYLE>")
    with pytest.raises(DocumentError, match="would end the element"):
        render_document("cleaners", "page.html", styles=("a.css",), scripts=(), words=Words({}))


def test_the_policy_is_of_the_texts() -> None:
    assert policy("a", "b") != policy("a", "c") != policy("b", "c")
