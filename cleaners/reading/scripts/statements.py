"""Read the texts that a script's statements assign to names, write into the page, or put into its elements.

Examples: ``var title = '…'``, ``s += '…'``, ``document.write('…')``, ``document.getElementById('c').innerHTML = s``,
``$('#c').html('…')``. Strings and comments are skipped, so that nothing inside them is taken for a statement. Conditions are
ignored: every branch counts.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from cleaners.reading.patterns import lazy
from cleaners.reading.scripts.literals import Reader, UnreadableError

#: Maximum number of statements read in one script.
MAX_STATEMENTS = 2_000

#: Limits relative to the length of the script: the work of joining texts (each piece counts with the text before it), and the
#: length of all texts that are drawn. Since names stand for texts, a short script could draw a text of any length.
_MOST_PUT_TOGETHER, _MOST_DRAWN = 400, 2

_QUOTED = r"""\"(?>(?:[^\"\\]++|\\.)*)\"|'(?>(?:[^'\\]++|\\.)*)'|`(?>(?:[^`\\]++|\\.)*)`"""
_ASIDE = r"//[^\n]*+|/\*(?>(?:[^*]++|\*(?!/))*)(?:\*/|\Z)|\\."
#: The beginning of an assigned text: a quote, or a call that returns text; a text that is put into the page may also be a name.
_CALL = r"(?>(?:[\w$]++\s*+\.\s*+)*)(?:atob|unescape|\w*?[dD]ecode\w*+)\s*+\("
_TEXT = rf"(?=[\"'`]|{_CALL})"
_TEXT_OR_NAME = r"(?=[\"'`(\[\w$])"
_FOUND = r"(?:getElementById|querySelector|jQuery|(?<![\w$])\$)\s*+\(\s*+[\"'][#.]?{}[\"']\s*+\)\s*+(?>(?:\[\s*+0\s*+\]\s*+)?)"
_PLACE, _KNOWN_PLACE = (_FOUND.format(rf"(?P<{name}>[\w-]++)") for name in ("place", "known"))
_INTO = r"\.\s*+(?:(?:innerHTML|outerHTML|innerText|textContent)\s*+\+?=(?!=)|(?:html|append|text)\s*+\()\s*+"
_STATEMENT = lazy(
    rf"{_QUOTED}|{_ASIDE}"
    rf"|{_PLACE}{_INTO}{_TEXT_OR_NAME}"
    rf"|(?<![\w$])(?P<alias>[\w$]++)\s*+=\s*+(?>(?:document\s*+\.\s*+)?){_KNOWN_PLACE}(?!\.)"
    rf"|(?<![\w$])(?P<via>[\w$]++)\s*+{_INTO}{_TEXT_OR_NAME}"
    rf"|(?<![\w$])document\s*+\.\s*+(?P<write>write(?:ln)?)\s*+\(\s*+{_TEXT_OR_NAME}"
    rf"|(?<![\w$])(?P<name>[\w$]++)\s*+(?P<plus>\+)?=(?!=)\s*+{_TEXT}",
    re.S,
)


#: Endings of a statement that appends to a text.
_ADDS = ("+=", "append(")


class Statements(NamedTuple):
    """The texts of a script: by name; those written at the script's own position; and by the name of the element into which
    they are put."""

    names: dict[str, str]
    written: str
    put: dict[str, str]


def read_statements(script: str, steps: int) -> tuple[Statements, int]:
    """The texts in a script's statements, and the number of steps left for a `Reader`."""
    found, written = Statements({}, "", {}), list[str]()
    reader, end = Reader(script, steps), 0
    room, drawn = _MOST_PUT_TOGETHER * len(script), 0
    places: dict[str, str] = {}
    statements = (match for match in _STATEMENT.finditer(script) if match.lastgroup is not None)
    for match in islice(statements, MAX_STATEMENTS):
        if match.end() < end:
            continue
        if match["alias"] is not None:
            places[match["alias"]] = match["known"]
            continue
        text, end = _text_at(match.end(), reader, found.names)
        if text is None:
            continue
        place = match["place"] or places.get(match["via"])
        texts, name = (found.names, match["name"] or match["via"]) if place is None else (found.put, place)
        text = texts.get(name, "") + text if match[0].rstrip().endswith(_ADDS) else text
        room -= len(text)
        drawn += len(text) if match["write"] is not None else 0
        if room < 0 or drawn + sum(map(len, found.put.values())) > _MOST_DRAWN * len(script):
            break
        if match["write"] is not None:
            written.append(text)
        else:
            texts[name] = text
    return found._replace(written="".join(written)), reader.steps


def _text_at(place: int, reader: Reader, names: dict[str, str]) -> tuple[str | None, int]:
    """The text at a position, with the pieces of a list joined, and its end; None for any other value."""
    try:
        value, end = reader.read(place, names)
    except UnreadableError:
        return None, place
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = "".join(value)
    return (value, end) if isinstance(value, str) else (None, end)
