"""Elements hidden by a page's style sheets: the classes, ids and tags named by a rule that hides them.

Sheets are read as bytes in UTF-8: the syntax of rules is ASCII, and only names may contain other characters.
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

#: White space in style sheets (CSS Syntax 3, section 4.2), which does not include U+3000.
_BLANKS = b" \t\n\r\f"

# Hiding declarations, and a selector of a single class, id or element. Rules are located from the declaration backwards, so
# that most of a sheet is never examined. Patterns that begin with a letter of fixed case are searched fastest.
_HIDING_DECLARATIONS = (
    lazy(rb"display[ \t\n\r\f]*:[ \t\n\r\f]*none"),
    lazy(rb"visibility[ \t\n\r\f]*:[ \t\n\r\f]*hidden"),
)
# A longer name that ends like a property's, such as a custom property (``--footer-display``), is another property.
_NAME_BYTE = lazy(rb"[\w\x80-\xff-]")
_SELECTOR = lazy(r"[.#]?[A-Za-z_][\w-]{0,80}")
_SHOWN = lazy(rb"(?<![\w\x80-\xff-])display[ \t\n\r\f]*:[ \t\n\r\f]*(?!none)[a-z]", re.I)

#: Maximum number of bytes of style sheets that are read, of hiding declarations in them, and of bytes in a rule's selectors.
MAX_SHEET, MAX_RULES, MAX_SELECTOR = 1_000_000, 500, 300

#: Maximum length of a rule, in bytes, or of an inline style, in characters; the rest is ignored.
MAX_STYLE = 4_000


def read_hiding_rules(sheet: bytes) -> frozenset[str]:
    """The selectors of a single class, id or element that a style sheet hides, outside ``@media`` and similar blocks.

    Linear in the sheet.
    """
    if _sheets is not None:
        return _sheets.read_hiding_rules(sheet, MAX_RULES, MAX_STYLE, _name_of)
    return _read_hiding_rules(sheet)


def is_final(name: str, sheet: bytes) -> bool:
    """Whether no other rule of a style sheet shows elements with this name again, as for tabs and menus.

    ``name`` is a result of `read_hiding_rules`, and never empty. Linear in the sheet.
    """
    if _sheets is not None:
        return _sheets.is_final(name.encode(), sheet, MAX_SELECTOR, MAX_STYLE)
    return _is_final(name.encode(), sheet)


def _name_of(selector: bytes) -> str | None:
    """The class, id or element of which a selector consists; None for any other selector."""
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
            continue  # a second declaration of the same rule, or not in a rule
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
    """The selectors of the rule with this opening brace: the bytes after the last delimiter before it."""
    start = sheet.rfind(b"}", seen, opening) + 1 or seen  # nearly always near
    for border in (b"{", b";", b"*/"):
        start = max(start, sheet.rfind(border, start, opening) + 1)
    return sheet[start:opening].strip(b"/")


def _is_comment(sheet: bytes, place: int) -> bool:
    before = sheet.rfind(b"/*", max(0, place - MAX_STYLE), place)
    return before >= 0 and sheet.find(b"*/", before, place) < 0


def _is_final(name: bytes, sheet: bytes) -> bool:
    # A byte of a non-ASCII character continues a name.
    for place in re.finditer(re.escape(name) + rb"(?![\w\x80-\xff-])", sheet):
        opening = sheet.find(b"{", place.end(), place.end() + MAX_SELECTOR)
        if opening < 0 or b"}" in sheet[place.end() : opening]:
            continue
        rule = sheet[opening : sheet.find(b"}", opening, opening + MAX_STYLE) + 1]
        if _SHOWN.search(rule) is not None or b"visible" in rule:
            return False
    return True
