"""What the statements of a script give names, write into the page and put into its elements, as far as that is text.

``var title = '…'``, ``s += '…'``, ``document.write('…')``, ``document.getElementById('c').innerHTML = s``, ``$('#c').html('…')``.
Strings and comments are passed over, so that nothing in them is taken for a statement; which branch runs is not asked.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from cleaners.reading.patterns import lazy
from cleaners.reading.scripts.literals import Reader, UnreadableError

#: Statements that are read in one script.
MAX_STATEMENTS = 2_000

#: How often as long as the script all texts may be that it puts together, each piece counted with what is there before it, and
#: those that it draws: names stand for texts, so that a short script could draw any length.
_MOST_PUT_TOGETHER, _MOST_DRAWN = 400, 2

_QUOTED = r"""\"(?>(?:[^\"\\]++|\\.)*)\"|'(?>(?:[^'\\]++|\\.)*)'|`(?>(?:[^`\\]++|\\.)*)`"""
_ASIDE = r"//[^\n]*+|/\*(?>(?:[^*]++|\*(?!/))*)(?:\*/|\Z)|\\."
#: How a text begins that is given: quoted, or as what a call makes of one; behind a place in the page, as a name too.
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


#: What a statement ends with that adds to a text.
_ADDS = ("+=", "append(")


class Statements(NamedTuple):
    """The texts of a script: by name, what it writes where it stands, and by the name of the element that they are put into."""

    names: dict[str, str]
    written: str
    put: dict[str, str]


def read_statements(script: str, steps: int) -> tuple[Statements, int]:
    """The texts of a script's statements, and what is left of the steps of a `Reader`."""
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
    """The text at a place, its pieces in a list put together, and where it ends; None for another value."""
    try:
        value, end = reader.read(place, names)
    except UnreadableError:
        return None, place
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = "".join(value)
    return (value, end) if isinstance(value, str) else (None, end)
