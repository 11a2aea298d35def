"""What the documents say: whole in both languages, and nothing that a reader sees is outside of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from importlib.resources import files

import pytest

from cleaners.pipeline import read
from cleaners.report.data import DocumentError
from cleaners.report.explain import WORDS as PAGE_WORDS
from cleaners.report.explain import render_report
from cleaners.report.words import Words, read_rule_words, read_words
from cleaners.rules import RULES
from cleaners.template.layout import Layout, Proof, Template
from cleaners.values import Label
from crawler.report.desk import WORDS as DESK_WORDS
from crawler.report.desk import Desk, render_desk
from crawler.report.index import WORDS as INDEX_WORDS
from crawler.report.index import render_index
from crawler.report.published import Published, Window
from crawler.report.survey import DriftMark, read_survey
from crawler.store.changes import CONTENT_FIELDS
from crawler.store.frontier import Outcome
from crawler.store.packing import FIELDS
from tests.invented_rows import MARKS, OUTCOMES, invented_rows, record, row
from tests.manual import DOCS
from tests.report.test_explain import STORY

#: Each document: its package, its files of words, and the files that use them.
DOCUMENTS = {
    "page": ("cleaners", PAGE_WORDS, ("page.html", "page.js", "explain.py")),
    "index": ("crawler", INDEX_WORDS, ("index.html", "index.js", "index.py", "drift_words.py", "survey.py")),
    "desk": ("crawler", DESK_WORDS, ("desk.html", "desk.js", "desk.py")),
}
HAN = re.compile("[\u4e00-\u9fff]")
HOLE = re.compile(r"\{[^}]*\}")

#: Keys without letters, or whose English names the other language.
BARE = {"comma", "about", "language", "language_label"}

#: Words that are made from a prefix and a value: every value has one.
FAMILIES = {
    "label_": set(Label),
    "family_": {"article", "head", "facts", "media", "links", "calls", "legal", "other"},
    "outcome_": set(Outcome),
    "flag_": set(re.findall(r"^\| `(\w+)`", (DOCS / "reference" / "flags.md").read_text("utf-8"), re.M)),
}


def words_of(document: str) -> Words:
    package, names, _ = DOCUMENTS[document]
    return read_words(package, *names)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_both_languages_are_complete(document: str) -> None:
    words = words_of(document)
    assert [key for key, pair in words.items() if not all(text.strip() for text in pair)] == []
    names = {key: [set(re.findall(r"\{@?(\w+)", text)) for text in pair] for key, pair in words.items()}
    plurals = {"drifts"}  # Chinese has none
    assert [key for key, (english, chinese) in names.items() if not chinese <= english] == []
    assert [key for key, (english, chinese) in names.items() if english != chinese and key not in plurals] == []
    chinese = {key for key, (_, text) in words.items() if not HAN.search(HOLE.sub("", text))}
    assert chinese <= {"comma", "about", "language", "language_label"}
    assert {key for key, (text, _) in words.items() if HAN.search(text)} == {"language", "language_label"}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_word_is_used(document: str) -> None:
    package, names, sources = DOCUMENTS[document]
    text = "".join((files(package) / "report" / name).read_text("utf-8") for name in sources)
    text += "".join((files("cleaners") / "report" / name).read_text("utf-8") for name in ("parts.html", "language.js"))
    used = {name for quoted in re.findall(r'"([^"\n]*)"', text) for name in re.findall(r"\w+", quoted)}
    own = read_words(package, names[-1])
    made = ("outcome_", "cut_", "by_", "most_", "doubt_")
    assert [key for key in own if not {key, key.removesuffix("_label")} & used and not key.startswith(made)] == []
    keys = {prefix + value for prefix in ("by_", "most_") for value in ("day", "week", "month", "year")}
    assert {key for key in own if key.startswith(("by_", "most_"))} - {"by_rule"} in (set(), keys)


def test_families_of_words_are_whole() -> None:
    words = words_of("index").joined(words_of("page"))
    for prefix, values in FAMILIES.items():
        assert {key for key in words if key.startswith(prefix)} == {f"{prefix}{value}" for value in values}
    fields = {key.removeprefix("field_") for key in words if key.startswith("field_")}
    assert {*FIELDS, *CONTENT_FIELDS} <= fields
    assert all(words[f"label_{label}"][0] == label for label in Label)
    for key in words:
        if key.startswith("flag_"):
            english, chinese = words[key]
            assert key == f"flag_{english}"
            assert chinese.endswith(f" {english}")


def test_every_rule_is_explained_in_both_languages() -> None:
    assert set(read_rule_words()) == {rule.name for rule in RULES}
    assert [name for name, text in read_rule_words().items() if not HAN.search(text)] == []
    assert [rule.name for rule in RULES if not re.search("[a-z]{4}", rule.about)] == []


def test_holes() -> None:
    words = Words({"n": ("{n} {n|page|pages} of {@name}", ""), "site": ("a site", "")})
    assert words.say("n", n="1", name="site") == "1 page of a site"
    assert words.say("n", n="2,000", name="site") == "2,000 pages of a site"
    assert Words({"a": ("<", "</script>")}).as_script() == 'const words = {"a":["\\u003c","\\u003c/script>"]};'


def test_a_key_in_two_files_is_an_error() -> None:
    with pytest.raises(DocumentError, match="the key title occurs in several"):
        read_words("crawler", "index", "desk")


VOID = {"meta", "link", "input", "br", "img", "hr"}

#: Elements whose text is code or a key, and the name of the command.
CODE = {"code", "kbd", "style", "script", "noscript"}
COMMANDS = {"dute", "← dute", "explain", "report", "desk"}


class Seen(HTMLParser):
    """What a reader sees or hears of a document that no language file has."""

    def __init__(self, document: str, words: Words) -> None:
        super().__init__()
        self.words = words
        self.open: list[tuple[str, dict[str, str | None]]] = []
        self.foreign: list[str] = []
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        for name, mark in (("aria-label", "label"), ("placeholder", "placeholder"), ("title", "title"), ("alt", "alt")):
            if name in attributes and f"data-t-{mark}" not in attributes:
                self.foreign.append(f"{tag} {name}={attributes[name]}")
        if tag == "optgroup" and "data-t-group" not in attributes:
            self.foreign.append(str(attributes))
        if tag not in VOID:
            self.open.append((tag, attributes))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if not re.search("[A-Za-z]|[\u4e00-\u9fff]", data) or data.strip() in COMMANDS:
            return
        if any(tag in CODE for tag, _ in self.open):
            return
        spoken = [attributes["data-t"] for _, attributes in self.open if "data-t" in attributes]
        languages = [attributes["lang"] for _, attributes in self.open if "lang" in attributes]
        if spoken:
            assert str(spoken[-1]) in self.words
            assert HAN.search(data) is None or languages[-1] == "zh" or self.open[-1][0] == "title", data
        elif languages[-1] != "zh":
            self.foreign.append(data.strip())


def documents() -> Iterator[tuple[str, str]]:
    """Documents in which everything occurs that a template can show."""
    yield "page", render_report("页面.html", read(STORY, "https://news.example.com/p/1.html"), home="../index.html")
    yield "page", render_report("页面.html", read(b""))
    template = Template(pages=25, layouts=(Layout(),), proof=Proof(16, 9, gained=8, taken=310))
    marks = (*MARKS, DriftMark("2025-03-04", "layout", "3 known layouts", "div.main"))
    rows = [*invented_rows(40), row(41, record(headline=None, text="", date_published=None), withdrawn_at="2026")]
    yield "index", render_index(read_survey("桥头", rows), outcomes=OUTCOMES, marks=marks, template=template)
    yield "index", render_index(read_survey("桥头", []))
    one = Published(
        *(1, "渡口", "古井又有水", "文", "https://news.example.com/1", "渡口晚报", "民生", "林一帆"),
        *("2026-03-10 08:00", False, 9, 7, True),
    )
    yield "desk", render_desk(Desk("渡口", Window(date(2026, 3, 10), 30), [one, one._replace(row=2, section="")]))
    yield "desk", render_desk(Desk("", Window(date(2026, 3, 10), 30), []))


def test_nothing_that_a_reader_sees_is_in_one_language_only() -> None:
    addresses = re.compile(r"https?://\S+|页面\.html(?: · dute)?|桥上的灯又亮了 · dute|[\d/:. ]*")
    for name, document in documents():
        words = words_of(name)
        figures = dict.fromkeys(re.findall(r'data-t="((?:figure|about)_[^"]*)"', document), ("", ""))
        foreign = [text for text in Seen(document, words.joined(figures)).foreign if not addresses.fullmatch(text)]
        assert foreign == [], name
