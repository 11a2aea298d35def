"""Read the values in a page's scripts: JSON, percent-encoded JSON, and literals that are assigned, passed or returned."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import unquote

from cleaners.reading.patterns import lazy
from cleaners.reading.scripts.encoded import holds_han
from cleaners.reading.scripts.flight import PUSHES, piece_of, read_rows
from cleaners.reading.scripts.indexed import unindexed
from cleaners.reading.scripts.literals import MAX_STEPS, Reader, UnreadableError
from cleaners.reading.scripts.statements import read_statements
from cleaners.reading.tree import parse as dom
from cleaners.reading.tree import queries
from cleaners.record.state.keys import TITLE

#: Maximum number of openings tried in one script, and maximum length of a script in characters.
MAX_ATTEMPTS, MAX_SCRIPT = 400, 8_000_000

_VALUE = r"\s*+(?=[\[{])"
#: A function that is called immediately, with the values of its parameters as arguments.
_CALLED = r"\s*+(?=\(?\s*+function\b\s*+[\w$]*+\s*+\(\s*+[\w$]|\(\s*+\(\s*+[\w$]|\(\s*+[\w$]++\s*+=>)"
_FIRST = lazy(rf"(?:{_VALUE}|{_CALLED})")
# Every alternative begins with a literal character, which makes the search ten times as fast. The last three are calls that
# decode a string; their value begins at the name of the function.
_OPENING = lazy(
    rf"=(?:{_VALUE}|{_CALLED})|\({_VALUE}|:{_VALUE}|r(?<=\br)eturn(?:{_VALUE}|{_CALLED})"
    r"|J(?<=\bJ)(?=SON\s*\.\s*parse\s*\()|p(?<=\bp)(?=arseJSON\s*\()|d(?<=\bd)(?=ecodeURIComponent\s*\()"
)
_CALLS = frozenset("Jpd")
#: Openings of a text that is data, and tags in one that is marked up as paragraphs.
_MARKUP = lazy(r"^\s*(?:[\[{]|%7B|%5B)|<(?:p|br|div)\b|&lt;p\b", re.I)
#: The character references that Angular uses in stored JSON.
_ANGULAR = {"&q;": '"', "&s;": "'", "&l;": "<", "&g;": ">", "&a;": "&"}
_ATTRIBUTE = lazy(rb"""=(?:"([\[{][^"]{60,}+)"|'([\[{][^']{60,}+)')""")
_REFERENCE = lazy(r"&[qslga];")
_ENCODED = lazy(r"\s*%(?:7[Bb]|5[Bb])[^\s<>{}]*+\s*$")


def read_values(tree: dom.Tree) -> Iterator[Any]:
    """Every object and list in a script or attribute of the page, and the texts that scripts assign to names."""
    yield from values_of(_scripts(tree))
    steps = MAX_STEPS
    for value in _values_of_attributes(tree):
        if holds_han(value):
            values, steps = _values(value, steps)
            yield from values


def values_of(scripts: Iterable[str]) -> Iterator[Any]:
    """Every object and list in these scripts, and the texts that they assign to names. The total number of steps is limited."""
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
    """The values of attributes that begin like an object or list, and are long enough for a text. They are read from the
    markup, since a search through all attributes takes as long as the parser."""
    for match in _ATTRIBUTE.finditer(tree.source):
        yield html.unescape((match[1] or match[2]).decode("utf-8", "replace"))


def _scripts(tree: dom.Tree) -> Iterator[str]:
    for element in queries.elements(tree, "script"):
        if element.get("src") is None:
            yield "".join(queries.texts(element))[:MAX_SCRIPT]


def _named_texts(script: str, steps: int) -> tuple[list[Any], int]:
    """The texts that a script assigns to names, as one object, and the remaining steps. The list is empty if no text can be an
    article's: since scripts contain words of their own, a text must be marked up as one, or have a title beside it."""
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
    """Positions at which a value may begin, in order."""
    first = _FIRST.match(script)
    if first is not None:
        yield first.end()
    for match in _OPENING.finditer(script):
        yield match.start() if match.group() in _CALLS else match.end()


def _read(script: str, place: int, decoder: json.JSONDecoder, reader: Reader) -> tuple[Any, int]:
    """The value at a position, and its end. JSON is tried first, since it is read a hundred times faster."""
    if script[place] in "[{":
        try:
            return decoder.raw_decode(script, place)
        except (ValueError, RecursionError):
            pass
    try:
        return reader.read(place)
    except UnreadableError:
        return None, place
