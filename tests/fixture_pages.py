"""The fixture pages: folders of ``page.html``, ``meta.toml`` (what it is) and ``checks.toml`` (what a person expects)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cleaners import Article, clean

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"

#: Fields compared as they are; the others (people, images, text) have their own comparison.
PLAIN = (
    "is_article headline kicker deck abstract original_headline source section date_published date_modified site language"
).split()
_PEOPLE_AND_MEDIA = ("authors", "credits", "images", "videos")

#: Every key that ``checks.toml`` may have.
CHECKS = frozenset({*PLAIN, *_PEOPLE_AND_MEDIA, "text", "absent_fields", "kept", "gone", "removed", "flags"})


@dataclass(frozen=True)
class Page:
    """One fixture: its name (``site/case``), its bytes, what it is, and what is expected of it."""

    name: str
    data: bytes
    meta: dict[str, Any]
    checks: dict[str, Any]

    def clean(self) -> Article:
        return clean(self.data, self.meta.get("url"))


def read_page(folder: Path) -> Page:
    """Read a fixture. Raises FileNotFoundError for a page without its hand-written checks."""
    return Page(
        str(folder.relative_to(FIXTURES)),
        (folder / "page.html").read_bytes(),
        tomllib.loads((folder / "meta.toml").read_text("utf-8")),
        tomllib.loads((folder / "checks.toml").read_text("utf-8")),
    )


def all_pages() -> list[Page]:
    """Every fixture that is a page of HTML, in order of name."""
    folders = sorted(path.parent for path in FIXTURES.glob("*/*/meta.toml"))
    pages = []
    for folder in folders:
        meta = tomllib.loads((folder / "meta.toml").read_text("utf-8"))
        if meta.get("content_type", "text/html").startswith("text/html"):
            pages.append(read_page(folder))
    return pages


def all_texts() -> list[Page]:
    """Every fixture that is a flattened text, in order of name."""
    return [
        Page(
            str(path.parent.relative_to(FIXTURES)),
            path.read_bytes(),
            tomllib.loads((path.parent / "meta.toml").read_text("utf-8")),
            tomllib.loads((path.parent / "checks.toml").read_text("utf-8")),
        )
        for path in sorted(FIXTURES.glob("*/*/page.txt"))
    ]


def failures(page: Page, article: Article) -> list[str]:
    """Every expectation of a page that the article does not meet, each as a sentence."""
    checks, record = page.checks, article.to_dict()
    found = [
        f"{name}: {record[name]!r}, not {checks[name]!r}"
        for name in PLAIN
        if name in checks and record[name] != checks[name]
    ]
    found += [f"{name}: {record[name]!r}, not absent" for name in checks.get("absent_fields", ()) if record[name]]
    for name in _PEOPLE_AND_MEDIA:
        if name in checks:
            actual = [{key: value for key, value in item.items() if value is not None} for item in record[name]]
            if actual != checks[name]:
                found.append(f"{name}: {actual}, not {checks[name]}")
    if "text" in checks:
        found += _text_failures(article.text, checks["text"].strip("\n"))
    found += [f"{words!r} is not in the text" for words in checks.get("kept", ()) if words not in article.text]
    ledger = "\n".join(removal.text for removal in article.removals)
    found += [f"{words!r} is still in the text" for words in checks.get("gone", ()) if words in article.text]
    found += [f"{words!r} is not in the ledger" for words in checks.get("gone", ()) if words not in ledger]
    for entry in checks.get("removed", ()):
        labels = [removal.label for removal in article.removals if entry["text"] in removal.text]
        if entry["label"] not in labels:
            found.append(f"{entry['text']!r} was removed as {labels}, not as {entry['label']}")
    found += [
        f"flag {flag} is missing from {list(article.flags)}"
        for flag in checks.get("flags", ())
        if flag not in article.flags
    ]
    return found


def _text_failures(actual: str, expected: str) -> list[str]:
    if actual == expected:
        return []
    got, want = actual.split("\n"), expected.split("\n")
    found = [f"text: missing {line!r}" for line in want if line not in got]
    found += [f"text: extra {line!r}" for line in got if line not in want]
    return found or ["text: the same lines in another order or number"]
