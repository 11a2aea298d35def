"""The values that a page's scripts hold: JSON, percent-encoded JSON, and what they assign, pass or return as literals."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import unquote

from cleaners.reading import parse as dom
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.reading.scripts.literals import MAX_STEPS, Reader, UnreadableError

#: Han characters, in any of the ways that scripts write them, below which a script holds no article.
MIN_HAN = 24

#: Openings of a value that are tried in one script, and characters of a script.
MAX_ATTEMPTS, MAX_SCRIPT = 400, 8_000_000

_HAN = lazy(rf"[{HAN}]|\\u[4-9][0-9a-fA-F]{{3}}|%[Ee][4-9]%[89AaBb]")
_OPENING = lazy(
    r"(?:=|\(|^|:|\breturn)\s*+(?=[\[{])"
    # A function that is called on the spot with what stands in its parameters, and a call that decodes a string.
    r"|(?:=|^|\breturn)\s*+(?=\(?\s*+function\b\s*+[\w$]*+\s*+\(\s*+[\w$]|\(\s*+\(\s*+[\w$]|\(\s*+[\w$]++\s*+=>)"
    r"|\b(?=JSON\s*\.\s*parse\s*\(|decodeURIComponent\s*\()"
)
_ENCODED = lazy(r"\s*%(?:7[Bb]|5[Bb])[^\s<>{}]*+\s*$")


def read_values(tree: dom.Tree) -> Iterator[Any]:
    """Every object and list that a script of the page holds. The steps of all of them together are bounded."""
    steps = MAX_STEPS
    for script in _scripts(tree):
        values, steps = _values(script, steps)
        yield from values


def _scripts(tree: dom.Tree) -> Iterator[str]:
    for element in dom.elements(tree, "script"):
        if element.get("src") is None:
            text = "".join(dom.texts(element))[:MAX_SCRIPT]
            if sum(1 for _ in islice(_HAN.finditer(text), MIN_HAN)) == MIN_HAN:
                yield text


def _values(script: str, steps: int) -> tuple[list[Any], int]:
    if _ENCODED.match(script) is not None:
        script = unquote(script.strip())
    try:
        return [json.loads(script, strict=False)], steps
    except (ValueError, RecursionError):
        pass
    found: list[Any] = []
    decoder, reader, end = json.JSONDecoder(strict=False), Reader(script, steps), 0
    last = max(script.rfind(mark) for mark in ('"', "'", "`"))
    for match in islice(_OPENING.finditer(script), MAX_ATTEMPTS):
        if match.end() < end or match.end() > last:
            continue
        value, stop = _read(script, match.end(), decoder, reader)
        if isinstance(value, (dict, list)) and value:
            found.append(value)
            end = stop
    return found, reader.steps


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
