"""The fixture pages: folders of ``page.html``, ``meta.toml`` (what it is) and ``checks.toml`` (what a person expects)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from cleaners import Article, clean

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"

#: The folder of pages on either side of a number that decides: they are drawn at its limit and not as sites are, so that they are
#: for tests alone and count in no score.
NEAREST = "nearest"

#: Fields compared as they are; the others (people, images, text) have their own comparison.
PLAIN = (
    "is_article headline kicker deck abstract original_headline source section keywords date_published date_modified site language"
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
    text = folder / "page.txt"
    return Page(
        str(folder.relative_to(FIXTURES)),
        (text if text.exists() else folder / "page.html").read_bytes(),
        tomllib.loads((folder / "meta.toml").read_text("utf-8")),
        tomllib.loads((folder / "checks.toml").read_text("utf-8")),
    )


def all_pages() -> list[Page]:
    """Every fixture that is a page of HTML as sites have them, in order of name."""
    folders = sorted(path.parent for path in FIXTURES.glob("*/*/meta.toml") if path.parent.parent.name != NEAREST)
    pages = []
    for folder in folders:
        meta = tomllib.loads((folder / "meta.toml").read_text("utf-8"))
        if meta.get("content_type", "text/html").startswith("text/html"):
            pages.append(read_page(folder))
    return pages


def all_texts() -> list[Page]:
    """Every fixture that is a flattened text, in order of name."""
    return [
        read_page(path.parent) for path in sorted(FIXTURES.glob("*/*/page.txt")) if path.parent.parent.name != NEAREST
    ]


def nearest_pages() -> list[Page]:
    """The pages and texts on either side of a number, in order of name."""
    return [read_page(path.parent) for path in sorted(FIXTURES.glob(f"{NEAREST}/*/page.*"))]


def failures(page: Page, article: Article) -> list[str]:
    """Every expectation of a page that the article does not meet, each as a line."""
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
            found += _differences(name, [_shown(item) for item in actual], [_shown(item) for item in checks[name]])
    if "text" in checks:
        found += _differences("text", article.text.split("\n"), checks["text"].strip("\n").split("\n"))
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


def expect(page: Page) -> None:
    """Fail with every difference between a page's article and its checks, a line each, and none of this function's source."""
    import pytest  # benchmarks read the pages without it

    if found := failures(page, page.clean()):
        pytest.fail("\n".join((f"{page.name} is not read as its checks.toml says:", *found)), pytrace=False)


def _shown(item: dict[str, Any]) -> str:
    return ", ".join(f"{key} {value!r}" for key, value in sorted(item.items()))


def _differences(name: str, actual: list[str], expected: list[str]) -> list[str]:
    """What a list lacks and has too much, in its order; one that stands elsewhere is lacking here and too much there."""
    found = []
    for kind, first, last, start, end in SequenceMatcher(None, actual, expected, autojunk=False).get_opcodes():
        if kind != "equal":
            found += [f"{name}: missing {line!r}" for line in expected[start:end]]
            found += [f"{name}: extra {line!r}" for line in actual[first:last]]
    return found
