"""Pages of sixty-nine kinds of sites, each with twelve kinds of text, drawn from `fixtures/shapes`.

A shape is a page as such a site serves it, in invented words: ``@TITLE@`` stands for the headline, ``@OPENING@`` for the first
characters of the text, and what stands between ``@FIRST@`` and ``@SECOND@`` joins two paragraphs. `stories.toml` has the texts.
"""

from __future__ import annotations

import html
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import lxml.html

FOLDER = Path(__file__).parents[1] / "fixtures" / "shapes"

#: The shapes whose text stands in another notation.
WRITTEN: dict[str, Callable[[str], str]] = {
    "textarea-body": html.escape,
    "state": lambda text: json.dumps(text, ensure_ascii=False)[1:-1],
}
#: Those whose text no browser shows before a script has run: there is nothing to flatten.
UNSEEN = frozenset({"textarea-body", "state", "messenger"})

#: Characters of the text that a page gives as its opening.
_OPENING = 20
_BLOCKS = frozenset(
    "p div section article header footer main nav ul ol li h1 h2 h3 h4 h5 h6 table tr td th dl dt dd form aside blockquote center "
    "hr pre figure figcaption body".split()
)
_LEFT_OUT = frozenset("script style head textarea noscript template map".split())


class Story(NamedTuple):
    """A headline, the paragraphs in markup, and the lines of the text."""

    title: str
    paragraphs: list[str]
    text: list[str]


def stories() -> dict[str, Story]:
    """The stories by name."""
    found = tomllib.loads(FOLDER.joinpath("stories.toml").read_text("utf-8"))
    return {
        name: Story(one["title"], one["paragraphs"], one.get("text", one["paragraphs"])) for name, one in found.items()
    }


def shapes() -> list[str]:
    """The names of the shapes."""
    return sorted(path.stem for path in FOLDER.glob("*.html"))


def drawn(shape: str, story: Story) -> str:
    """The page of a shape with a story."""
    page = FOLDER.joinpath(f"{shape}.html").read_text("utf-8")
    written = WRITTEN.get(shape, str)
    joint = re.search("@FIRST@(.*?)@SECOND@", page, re.S)
    assert joint is not None
    text = joint[1].join(map(written, story.paragraphs))
    return page.replace(joint[0], text).replace("@OPENING@", story.text[0][:_OPENING]).replace("@TITLE@", story.title)


def flattened(page: str) -> str:
    """The page's text as a browser copies it: a line an element in block, what is hidden left out."""
    text = "".join(_texts(lxml.html.document_fromstring(page)))
    return "\n".join(line.strip() for line in text.split("\n") if line.strip())


def _texts(element: lxml.html.HtmlElement) -> Iterator[str]:
    style = (element.get("style") or "").replace(" ", "")
    is_hidden, is_set_apart = "display:none" in style, "display:block" in style
    if isinstance(element.tag, str) and element.tag not in _LEFT_OUT and not is_hidden:
        edge = "\n" if element.tag in _BLOCKS or element.tag == "br" or is_set_apart else ""
        yield edge + _folded(element.text)
        for child in element:
            yield from _texts(child)
        yield edge
    yield _folded(element.tail)


def _folded(text: str | None) -> str:
    return re.sub(r"[ \t\n]+", " ", text or "")
