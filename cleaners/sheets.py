"""What the style sheets of a page hide: the classes, ids and elements that a rule names and takes off the page."""

from __future__ import annotations

from itertools import islice

from cleaners.patterns import lazy

try:
    from cleaners import _sheets
except ImportError:  # not compiled
    _sheets = None  # type: ignore[assignment]

# Declarations of a style sheet that hide, and a selector of one class, id or element. Rules are found from the declaration
# back, so that most of a sheet is never looked at; patterns that begin with a letter of one case are searched fastest.
_HIDING_DECLARATIONS = (lazy(r"display\s*:\s*none"), lazy(r"visibility\s*:\s*hidden"))
_SELECTOR = lazy(r"\s*([.#]?[A-Za-z_][\w-]{0,80})\s*")

#: Characters of style sheets that are read, hiding declarations among them, and characters of a rule's selectors.
MAX_SHEET, MAX_RULES, MAX_SELECTOR = 1_000_000, 500, 300

#: A rule, or an inline style, that is longer than this is read to here.
MAX_STYLE = 4_000


def read_hiding_rules(sheet: str) -> frozenset[str]:
    """The selectors of one class, id or element that a style sheet hides, outside ``@media`` and its like.

    Linear in the sheet.
    """
    if _sheets is not None:
        return _sheets.read_hiding_rules(sheet, MAX_RULES, MAX_STYLE, _name_of)
    return _read_hiding_rules(sheet)


def _name_of(selector: str) -> str | None:
    """The class, id or element that a selector consists of; None for another selector."""
    found = _SELECTOR.fullmatch(selector)
    return found[1] if found is not None else None


def _read_hiding_rules(sheet: str) -> frozenset[str]:
    found = [match.start() for pattern in _HIDING_DECLARATIONS for match in islice(pattern.finditer(sheet), MAX_RULES)]
    names: set[str] = set()
    depth = seen = 0
    has_comments = "/*" in sheet
    for declaration in sorted(found):
        opening = sheet.rfind("{", seen, declaration)
        if opening < 0:
            continue  # a second declaration of the same rule, or no rule at all
        depth += sheet.count("{", seen, opening) - sheet.count("}", seen, opening)
        is_outermost, depth = depth == 0, depth + 1
        if (
            is_outermost
            and "}" not in sheet[opening:declaration]
            and not (has_comments and _is_comment(sheet, declaration))
        ):
            found_names = map(_name_of, _selectors(sheet, seen, opening).split(","))
            names.update(name for name in found_names if name is not None)
        seen = opening + 1
    return frozenset(names)


def _selectors(sheet: str, seen: int, opening: int) -> str:
    """The selectors of the rule that opens there: what stands behind the last border before it."""
    start = (
        sheet.rfind("}", seen, opening) + 1 or seen
    )  # nearly always near, so that the others are sought in a short stretch
    for border in ("{", ";", "*/"):
        start = max(start, sheet.rfind(border, start, opening) + 1)
    return sheet[start:opening].strip("/")


def _is_comment(sheet: str, place: int) -> bool:
    before = sheet.rfind("/*", max(0, place - MAX_STYLE), place)
    return before >= 0 and sheet.find("*/", before, place) < 0
