"""What a page keeps from its reader's eyes: by an attribute, an inline style, its own style sheets, a class's usual name.

Inline styles and attributes are believed. A class or a rule of a style sheet may be undone by a script or by a sheet that
is not in the page, so that what they hide counts as hidden only while the page shows more than that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from cleaners.reading.patterns import lazy
from cleaners.reading.sheets import MAX_SHEET, MAX_STYLE, is_final, read_hiding_rules

#: Classes that hide their element from the eye in the frameworks that name them so (Bootstrap, HTML5 Boilerplate, WordPress,
#: Drupal, Angular). `hide` and `hidden` are not among them: scripts take those off again.
HIDING_CLASSES = frozenset(
    (
        "sr-only visually-hidden visuallyhidden visually-hidden-text screen-reader-text screen-reader-only element-invisible "
        "assistive-text cdk-visually-hidden u-visually-hidden is-visually-hidden"
    ).split()
)

#: Only shorter styles are remembered: pages repeat theirs.
REMEMBERED_STYLE = 300

# Ways of inline style to take text off the page. A max-height is not among them: it folds a text that can be unfolded.
_HIDING = lazy(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?<![\w-])opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!)"
    r"|(?<![\w-])font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|$|!)|text-indent\s*:\s*-\d{3,}|(?<![\w-])(?:left|top|right)\s*:\s*-\d{3,}"
    r"|clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\(\s*(?:50|100)%|transform\s*:\s*scale\(\s*0\s*\)",
    re.I,
)
_NO_SIZE = lazy(r"(?<![\w-])(?:max-)?(?:width|height)\s*:\s*0(?:px)?\s*(?:;|$|!)", re.I)
_NO_OVERFLOW = lazy(r"overflow\s*:\s*hidden", re.I)
_SHOWN = lazy(r"display\s*:\s*(?!none)[a-z]", re.I)

_COLOUR = lazy(r"(?<![\w-])(color|background(?:-color)?)\s*:\s*([^;!]{1,60})", re.I)
_HEX = lazy(r"#([0-9a-f])([0-9a-f])([0-9a-f])([0-9a-f])?$")
_RGB = lazy(r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*(?:[,/]\s*([\d.]{1,6})%?\s*)?\)$")
_SIX_DIGITS = lazy("#[0-9a-f]{6}")
_NAMED_COLOURS = {"white": "#ffffff", "black": "#000000", "transparent": "transparent"}
_PAINTED = lazy(r"background-clip|text-shadow|text-stroke|text-fill-color", re.I)  # shows what has no colour


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether an element's own attributes or inline style take it off the page."""
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return style is not None and hides_style(style)


def hides_style(style: str) -> bool:
    """Whether an inline style takes its element off the page."""
    return _hides(style) if len(style) <= REMEMBERED_STYLE else _is_hiding_style(style[:MAX_STYLE])


@lru_cache(maxsize=4096)
def _hides(style: str) -> bool:
    return _is_hiding_style(style)


def _is_hiding_style(style: str) -> bool:
    if _HIDING.search(style) is not None:
        return True
    if _NO_SIZE.search(style) is not None and _NO_OVERFLOW.search(style) is not None:
        return True
    return "olor" in style and _has_no_contrast(style)


def _has_no_contrast(style: str) -> bool:
    """Whether a style writes in no colour, or in that of its own background."""
    if _PAINTED.search(style) is not None:
        return False
    colours = {name.lower().removesuffix("-color"): _colour(value) for name, value in _COLOUR.findall(style)}
    text = colours.get("color")
    return text == "transparent" or (text is not None and text == colours.get("background"))


def _colour(value: str) -> str | None:
    """A colour as ``#rrggbb`` or ``transparent``; None for one that is not understood, as a picture behind the text."""
    value = value.strip().lower()
    value = _NAMED_COLOURS.get(value, value)
    if short := _HEX.match(value):
        return "transparent" if short[4] == "0" else "#" + "".join(digit * 2 for digit in short.groups()[:3])
    if parts := _RGB.match(value):
        if parts[4] is not None and not parts[4].strip("0."):
            return "transparent"
        return "#" + "".join(f"{min(255, int(part)):02x}" for part in parts.groups()[:3])
    return value if value == "transparent" or _SIX_DIGITS.fullmatch(value) else None


def is_shown(attributes: Mapping[str, str]) -> bool:
    """Whether an element's inline style shows what a style sheet may hide."""
    style = attributes.get("style")
    return style is not None and shows_style(style)


def shows_style(style: str) -> bool:
    """Whether an inline style says that its element is displayed."""
    return _SHOWN.search(style[:MAX_STYLE]) is not None


class HidingNames(dict[tuple[str, str | None, str | None], bool]):
    """Whether tag, class and id of an element hide it: by a class's usual name or a rule of the page's own style sheets.

    Answers are remembered, because pages repeat their classes.
    """

    def __init__(self, sheet: bytes = b"") -> None:
        """``sheet`` is the page's style sheets in UTF-8."""
        super().__init__()
        self._sheet = sheet[:MAX_SHEET]
        self._rules = read_hiding_rules(self._sheet)
        #: The classes that may hide their element, and the elements and ids that a rule names alone. Others are not asked for.
        self.hiding_classes = HIDING_CLASSES | {name[1:] for name in self._rules if name[0] == "."}
        self.hiding_tags = frozenset(name for name in self._rules if name[0] not in ".#")
        self.hiding_ids = frozenset(name[1:] for name in self._rules if name[0] == "#")

    def __missing__(self, names: tuple[str, str | None, str | None]) -> bool:
        tag, classes, number = names
        tokens = classes[:MAX_STYLE].split() if classes else ()
        found = self.hiding_classes.intersection(tokens)
        self[names] = hides = (
            any(token in HIDING_CLASSES or is_final(f".{token}", self._sheet) for token in found)
            or (f"#{number}" in self._rules and is_final(f"#{number}", self._sheet))
            or (tag in self._rules and is_final(tag, self._sheet))
        )
        return hides
