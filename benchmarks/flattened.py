"""The same page as HTML and as text that somebody flattened: ``python -m benchmarks.flattened [--fields]``.

The text is what a browser's innerText would be, made here and not by the cleaner: a line for every block-level element,
nothing of scripts and of what is hidden. What such a text cannot carry (a table's columns, whose picture a line belongs
to, what only the head says; ``page`` for a shell) is named by hand in a fixture's ``meta.toml`` as ``flat_loses`` and left
out of the rate.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import html

from cleaners import clean_text
from cleaners.reading.coding.decode import decode
from tests.fixture_pages import Page, all_pages

FIELDS = "is_article text headline kicker deck abstract original_headline authors credits source date_published".split()
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr html legend li main nav ol p pre section table tbody td tfoot th thead tr ul br founder-content".split()
)
_SKIPPED = frozenset("script style noscript template head title textarea select".split())
_HIDDEN = re.compile(r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)


class Agreement(NamedTuple):
    """One field of one page: whether both forms gave the same, and both values."""

    page: str
    field: str
    same: bool
    from_html: object
    from_text: object


def flatten(data: bytes) -> str:
    """A page as the lines that a reader sees."""
    text = decode(data).text
    parts: list[str] = []
    for root in html.fragments_fromstring(text) if "<html" not in text.lower() else [html.document_fromstring(text)]:
        if isinstance(root, str):
            parts.append(root)
        else:
            _walk(root, parts)
    lines = (" ".join(line.split(" ")).strip(" \t\r\n") for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line.strip("\u3000\u00a0 "))


def _walk(element: html.HtmlElement, parts: list[str]) -> None:
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        shown = False
    else:
        shown = "hidden" not in element.attrib and not _HIDDEN.search(element.get("style", ""))
    if shown:
        block = element.tag in _BLOCKS or "-" in element.tag
        parts.append("\n" if block else "")
        parts.append(re.sub(r"[ \t\r\n]+", " ", element.text or ""))
        for child in element:
            _walk(child, parts)
        parts.append("\n" if block else "")
    parts.append(re.sub(r"[ \t\r\n]+", " ", element.tail or ""))


def agreements(pages: Sequence[Page]) -> Iterator[Agreement]:
    """Every field of every article that its text form can carry, from both forms."""
    for page in pages:
        if not page.checks.get("is_article") or "page" in page.meta.get("flat_loses", ()):
            continue
        from_html, from_text = page.clean(), clean_text(flatten(page.data), page.meta.get("url"))
        for field in FIELDS:
            if field not in page.meta.get("flat_loses", ()):
                values = getattr(from_html, field), getattr(from_text, field)
                yield Agreement(page.name, field, values[0] == values[1], *values)


def main(argv: Sequence[str] | None = None) -> int:
    """Print the rate, and what differs. Exit status 1 where something does."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.flattened", description=__doc__)
    parser.add_argument("--fields", action="store_true", help="also a line for every field")
    args = parser.parse_args(argv)
    found = list(agreements(all_pages()))
    for item in found:
        if not item.same:
            print(f"{item.page} {item.field}: {str(item.from_html)[:160]!r} | {str(item.from_text)[:160]!r}")
    if args.fields:
        for field in FIELDS:
            of_field = [item.same for item in found if item.field == field]
            print(f"{field:18} {sum(of_field)}/{len(of_field)}")
    same = sum(item.same for item in found)
    pages = {item.page for item in found}
    whole = len(pages) - len({item.page for item in found if not item.same})
    print(
        f"fields that agree: {same} of {len(found)} ({same / len(found):.1%}); pages that agree whole: {whole} of {len(pages)}"
    )
    return 0 if same == len(found) else 1


if __name__ == "__main__":
    sys.exit(main())
