"""The values that a page's scripts hold: JSON, percent-encoded JSON, and what they assign, pass or return as literals."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import unquote

from cleaners.reading import parse as dom
from cleaners.reading.patterns import lazy
from cleaners.reading.scripts.encoded import holds_han
from cleaners.reading.scripts.flight import PUSHES, piece_of, read_rows
from cleaners.reading.scripts.indexed import unindexed
from cleaners.reading.scripts.literals import MAX_STEPS, Reader, UnreadableError
from cleaners.reading.scripts.statements import read_statements
from cleaners.record.state.keys import TITLE

#: Openings of a value that are tried in one script, and characters of a script.
MAX_ATTEMPTS, MAX_SCRIPT = 400, 8_000_000

_VALUE = r"\s*+(?=[\[{])"
#: A function that is called on the spot with what stands in its parameters.
_CALLED = r"\s*+(?=\(?\s*+function\b\s*+[\w$]*+\s*+\(\s*+[\w$]|\(\s*+\(\s*+[\w$]|\(\s*+[\w$]++\s*+=>)"
_FIRST = lazy(rf"(?:{_VALUE}|{_CALLED})")
# Each way begins with a character of its own, so that the others are passed over at ten times the speed. The last three are calls
# that decode a string, and open a value where they begin.
_OPENING = lazy(
    rf"=(?:{_VALUE}|{_CALLED})|\({_VALUE}|:{_VALUE}|r(?<=\br)eturn(?:{_VALUE}|{_CALLED})"
    r"|J(?<=\bJ)(?=SON\s*\.\s*parse\s*\()|p(?<=\bp)(?=arseJSON\s*\()|d(?<=\bd)(?=ecodeURIComponent\s*\()"
)
_CALLS = frozenset("Jpd")
#: What a text begins with or holds that is data, or marked up as paragraphs.
_MARKUP = lazy(r"^\s*(?:[\[{]|%7B|%5B)|<(?:p|br|div)\b|&lt;p\b", re.I)
#: The references of Angular, which keeps JSON so.
_ANGULAR = {"&q;": '"', "&s;": "'", "&l;": "<", "&g;": ">", "&a;": "&"}
_ATTRIBUTE = lazy(rb"""=(?:"([\[{][^"]{60,}+)"|'([\[{][^']{60,}+)')""")
_REFERENCE = lazy(r"&[qslga];")
_ENCODED = lazy(r"\s*%(?:7[Bb]|5[Bb])[^\s<>{}]*+\s*$")


def read_values(tree: dom.Tree) -> Iterator[Any]:
    """Every object and list that a script or an attribute of the page holds, and the texts that a script gives names."""
    yield from values_of(_scripts(tree))
    steps = MAX_STEPS
    for value in _values_of_attributes(tree):
        if holds_han(value):
            values, steps = _values(value, steps)
            yield from values


def values_of(scripts: Iterable[str]) -> Iterator[Any]:
    """Every object and list that one of these scripts holds, and the texts that one gives names. The steps of all of them
    together are bounded."""
    steps = MAX_STEPS
    pieces: list[str] = []
    for script in scripts:
        is_pushed = PUSHES in script
        if not is_pushed and not holds_han(script):
            continue
        values, steps = _values(script, steps)
        if is_pushed:
            pieces += [piece for value in values if (piece := piece_of(value)) is not None]
        else:
            yield from map(unindexed, values)
            names, steps = _named_texts(script, steps)
            yield from names
    if pieces:
        yield from read_rows(pieces)


def _values_of_attributes(tree: dom.Tree) -> Iterator[str]:
    """The values of attributes that begin as an object or a list does, of those that may hold a text: read from the markup, since
    a search through all attributes takes as long as the parser."""
    for match in _ATTRIBUTE.finditer(tree.source):
        yield html.unescape((match[1] or match[2]).decode("utf-8", "replace"))


def _scripts(tree: dom.Tree) -> Iterator[str]:
    for element in dom.elements(tree, "script"):
        if element.get("src") is None:
            yield "".join(dom.texts(element))[:MAX_SCRIPT]


def _named_texts(script: str, steps: int) -> tuple[list[Any], int]:
    """The texts that a script gives names, as one object; none where none of them can be an article's: scripts hold words of
    their own, so that a text must be marked up as one, or have a title beside it."""
    statements, steps = read_statements(script, steps)
    texts = statements.names
    is_titled = any(map(TITLE.search, texts))
    found = any((is_titled or _MARKUP.search(text) is not None) and holds_han(text) for text in texts.values())
    return [texts] if found else [], steps


def _values(script: str, steps: int) -> tuple[list[Any], int]:
    if _ENCODED.match(script) is not None:
        script = unquote(script.strip())
    if "&q;" in script:
        script = _REFERENCE.sub(lambda match: _ANGULAR[match[0]], script)
    try:
        return [json.loads(script, strict=False)], steps
    except (ValueError, RecursionError):
        pass
    found: list[Any] = []
    decoder, reader, end = json.JSONDecoder(strict=False), Reader(script, steps), 0
    last = max(script.rfind(mark) for mark in ('"', "'", "`"))
    for place in islice(_openings(script), MAX_ATTEMPTS):
        if place < end or place > last:
            continue
        value, stop = _read(script, place, decoder, reader)
        if isinstance(value, (dict, list)) and value:
            found.append(value)
            end = stop
    return found, reader.steps


def _openings(script: str) -> Iterator[int]:
    """Where a value may begin, in order."""
    first = _FIRST.match(script)
    if first is not None:
        yield first.end()
    for match in _OPENING.finditer(script):
        yield match.start() if match.group() in _CALLS else match.end()


def _read(script: str, place: int, decoder: json.JSONDecoder, reader: Reader) -> tuple[Any, int]:
    """The value at a place, as JSON where it is that, which is read a hundred times faster."""
    if script[place] in "[{":
        try:
            return decoder.raw_decode(script, place)
        except (ValueError, RecursionError):
            pass
    try:
        return reader.read(place)
    except UnreadableError:
        return None, place
