"""What the style sheets of a page hide: the classes, ids and elements that a rule names and takes off the page.

Sheets are read as bytes in UTF-8: what their rules are made of is ASCII, and only a name may hold other characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from cleaners.reading.patterns import lazy

try:
    from cleaners.reading import _sheets
except ImportError:  # not compiled
    _sheets = None  # type: ignore[assignment]

#: White space of style sheets (CSS Syntax 3, section 4.2), of which U+3000 is none.
_BLANKS = b" \t\n\r\f"

# Declarations of a style sheet that hide, and a selector of one class, id or element. Rules are found from the declaration
# back, so that most of a sheet is never looked at; patterns that begin with a letter of one case are searched fastest.
_HIDING_DECLARATIONS = (
    lazy(rb"display[ \t\n\r\f]*:[ \t\n\r\f]*none"),
    lazy(rb"visibility[ \t\n\r\f]*:[ \t\n\r\f]*hidden"),
)
# A longer name that ends in that of a property, as of a custom property (``--footer-display``), is another property.
_NAME_BYTE = lazy(rb"[\w\x80-\xff-]")
_SELECTOR = lazy(r"[.#]?[A-Za-z_][\w-]{0,80}")
_SHOWN = lazy(rb"(?<![\w\x80-\xff-])display[ \t\n\r\f]*:[ \t\n\r\f]*(?!none)[a-z]", re.I)

#: Bytes of style sheets that are read, hiding declarations among them, and bytes of a rule's selectors.
MAX_SHEET, MAX_RULES, MAX_SELECTOR = 1_000_000, 500, 300

#: A rule, in bytes, or an inline style, in characters, that is longer than this is read to here.
MAX_STYLE = 4_000


def read_hiding_rules(sheet: bytes) -> frozenset[str]:
    """The selectors of one class, id or element that a style sheet hides, outside ``@media`` and its like.

    Linear in the sheet.
    """
    if _sheets is not None:
        return _sheets.read_hiding_rules(sheet, MAX_RULES, MAX_STYLE, _name_of)
    return _read_hiding_rules(sheet)


def is_final(name: str, sheet: bytes) -> bool:
    """Whether no other rule of a style sheet shows what this name hides, as those of tabs and of menus do.

    A name is what `read_hiding_rules` gives, and never empty. Linear in the sheet.
    """
    if _sheets is not None:
        return _sheets.is_final(name.encode(), sheet, MAX_SELECTOR, MAX_STYLE)
    return _is_final(name.encode(), sheet)


def _name_of(selector: bytes) -> str | None:
    """The class, id or element that a selector consists of; None for another selector."""
    found = _SELECTOR.fullmatch(selector.strip(_BLANKS).decode("utf-8", "replace"))
    return found[0] if found is not None else None


def _read_hiding_rules(sheet: bytes) -> frozenset[str]:
    found = [place for pattern in _HIDING_DECLARATIONS for place in islice(_declared(pattern, sheet), MAX_RULES)]
    names: set[str] = set()
    depth = seen = 0
    has_comments = b"/*" in sheet
    for declaration in sorted(found):
        opening = sheet.rfind(b"{", seen, declaration)
        if opening < 0:
            continue  # a second declaration of the same rule, or no rule at all
        depth += sheet.count(b"{", seen, opening) - sheet.count(b"}", seen, opening)
        is_outermost, depth = depth == 0, depth + 1
        if (
            is_outermost
            and b"}" not in sheet[opening:declaration]
            and not (has_comments and _is_comment(sheet, declaration))
        ):
            found_names = map(_name_of, _selectors(sheet, seen, opening).split(b","))
            names.update(name for name in found_names if name is not None)
        seen = opening + 1
    return frozenset(names)


def _declared(pattern: re.Pattern[bytes], sheet: bytes) -> Iterator[int]:
    places = (match.start() for match in pattern.finditer(sheet))
    return (place for place in places if not place or _NAME_BYTE.match(sheet, place - 1) is None)


def _selectors(sheet: bytes, seen: int, opening: int) -> bytes:
    """The selectors of the rule that opens there: what stands behind the last border before it."""
    start = (
        sheet.rfind(b"}", seen, opening) + 1 or seen
    )  # nearly always near, so that the others are sought in a short stretch
    for border in (b"{", b";", b"*/"):
        start = max(start, sheet.rfind(border, start, opening) + 1)
    return sheet[start:opening].strip(b"/")


def _is_comment(sheet: bytes, place: int) -> bool:
    before = sheet.rfind(b"/*", max(0, place - MAX_STYLE), place)
    return before >= 0 and sheet.find(b"*/", before, place) < 0


def _is_final(name: bytes, sheet: bytes) -> bool:
    # A byte of a character that is not ASCII goes on with a name.
    for place in re.finditer(re.escape(name) + rb"(?![\w\x80-\xff-])", sheet):
        opening = sheet.find(b"{", place.end(), place.end() + MAX_SELECTOR)
        if opening < 0 or b"}" in sheet[place.end() : opening]:
            continue
        rule = sheet[opening : sheet.find(b"}", opening, opening + MAX_STYLE) + 1]
        if _SHOWN.search(rule) is not None or b"visible" in rule:
            return False
    return True
