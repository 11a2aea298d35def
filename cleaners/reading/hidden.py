"""Elements that a page hides: by an attribute, an inline style, its own style sheets, or the usual name of a class.

Inline styles and attributes are reliable. A class or a style sheet's rule may be overridden by a script, or by a sheet that is
not in the page, so text hidden only by these counts as hidden only if the page shows more text than it hides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cleaners.reading.patterns import lazy
from cleaners.reading.sheets import MAX_SHEET, MAX_STYLE, is_final, read_hiding_rules

#: Classes that hide their element visually, from frameworks (Bootstrap, HTML5 Boilerplate, WordPress, Drupal, Angular). `hide`
#: and `hidden` are not included, since scripts remove them.
HIDING_CLASSES = frozenset(
    (
        "sr-only visually-hidden visuallyhidden visually-hidden-text screen-reader-text screen-reader-only element-invisible "
        "assistive-text cdk-visually-hidden u-visually-hidden is-visually-hidden"
    ).split()
)

#: A cache for short inline styles: whether each hides its element; and its maximum size. Pages repeat their styles. The
#: compiled walk uses this cache first.
KNOWN_STYLES: dict[str, bool] = {}
REMEMBERED_STYLE, _MOST_STYLES = 300, 4096

# Every hiding inline style matches this; most styles do not, and are not parsed.
_MAY_HIDE = lazy(
    r"none|hidden|collapse|opacity|font-size|text-indent|:\s*-\d{3}|clip|scale|(?:width|height)\s*:\s*0|color", re.I
)
_CSS_COMMENT = lazy(r"/\*.*?(?:\*/|\Z)", re.S)
# A declaration: a name, and everything up to the next semicolon outside quotes and brackets.
_DECLARATION = lazy(
    r"""(?<![\w-])([\w-]++)\s*+:((?>(?:[^;"'()]++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|\([^)]*+(?:\)|\Z)|\))*))"""
)
# Properties with the values that hide text. Custom properties (``--footer-display``) do not count, nor does max-height, which
# folds a text that the reader can unfold.
_OFF_PAGE = lazy(r"-\d{3,}")
_HIDING = {
    "display": lazy("none"),
    "visibility": lazy("hidden|collapse"),
    "opacity": lazy(r"0(?:\.0+)?\s*(?:$|!)"),
    "font-size": lazy(r"0(?:px|pt|em|rem|%)?\s*(?:$|!)"),
    "text-indent": _OFF_PAGE,
    "left": _OFF_PAGE,
    "top": _OFF_PAGE,
    "right": _OFF_PAGE,
    "clip": lazy(r"rect\(\s*0"),
    "clip-path": lazy(r"inset\(\s*(?:50|100)%"),
    "transform": lazy(r".*scale\(\s*0\s*\)"),
}
_SIZES = ("width", "height", "max-width", "max-height")
_NO_SIZE = lazy(r"0(?:px)?\s*(?:$|!)")

_HEX = lazy(r"#([0-9a-f])([0-9a-f])([0-9a-f])([0-9a-f])?$")
_RGB = lazy(r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*(?:[,/]\s*([\d.]{1,6})%?\s*)?\)$")
_SIX_DIGITS = lazy("#[0-9a-f]{6}")
_NAMED_COLOURS = {"white": "#ffffff", "black": "#000000", "transparent": "transparent"}
#: Properties that make text visible although its colour is transparent.
_PAINTING = ("background-clip", "text-shadow", "text-stroke", "text-fill-color")


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether an element's own attributes or inline style hide it. ``aria-hidden`` does not: it hides an element from screen
    readers, not visually."""
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return style is not None and hides_style(style)


def hides_style(style: str) -> bool:
    """Whether an inline style hides its element."""
    known = KNOWN_STYLES.get(style)
    if known is not None:
        return known
    if len(style) > REMEMBERED_STYLE:
        return _is_hiding_style(style[:MAX_STYLE])
    if len(KNOWN_STYLES) >= _MOST_STYLES:
        KNOWN_STYLES.clear()
    KNOWN_STYLES[style] = known = _is_hiding_style(style)
    return known


def _is_hiding_style(style: str) -> bool:
    if _MAY_HIDE.search(style) is None:
        return False
    declared = read_declarations(style)
    for name, hiding in _HIDING.items():
        if name in declared and hiding.match(declared[name]) is not None:
            return True
    cuts = declared.get("overflow", "").startswith("hidden")
    if cuts and any(_NO_SIZE.match(declared[name]) is not None for name in _SIZES if name in declared):
        return True
    return _has_no_contrast(declared)


def read_declarations(style: str) -> dict[str, str]:
    """The declarations of an inline style, names and values in lower case; if a name is repeated, the last one counts, as in a
    browser. Linear in the style."""
    if "/*" in style:
        style = _CSS_COMMENT.sub(" ", style)
    # A repeated name moves to the end: between `background` and `background-color`, the later one counts.
    declared: dict[str, str] = {}
    for name, value in _DECLARATION.findall(style.lower()):
        declared.pop(name, None)
        declared[name] = value.strip()
    return declared


def _has_no_contrast(declared: Mapping[str, str]) -> bool:
    """Whether a style makes text transparent, or gives it the colour of its own background."""
    text = _colour(declared["color"]) if "color" in declared else None
    if text is None or any(name.endswith(_PAINTING) for name in declared):
        return False
    grounds = [value for name, value in declared.items() if name in ("background", "background-color")]
    return text == "transparent" or (bool(grounds) and text == _colour(grounds[-1]))


def _colour(value: str) -> str | None:
    """A colour as ``#rrggbb`` or ``transparent``; None if it is unknown, for example if a picture is behind the text."""
    value = value.partition("!")[0].strip()
    value = _NAMED_COLOURS.get(value, value)
    if short := _HEX.match(value):
        return "transparent" if short[4] == "0" else "#" + "".join(digit * 2 for digit in short.groups()[:3])
    if parts := _RGB.match(value):
        if parts[4] is not None and not parts[4].strip("0."):
            return "transparent"
        return "#" + "".join(f"{min(255, int(part)):02x}" for part in parts.groups()[:3])
    return value if value == "transparent" or _SIX_DIGITS.fullmatch(value) else None


def is_shown(attributes: Mapping[str, str]) -> bool:
    """Whether an element's inline style overrides a style sheet that may hide it."""
    style = attributes.get("style")
    return style is not None and shows_style(style)


def shows_style(style: str) -> bool:
    """Whether an inline style displays its element."""
    style = style[:MAX_STYLE].lower()
    value = read_declarations(style).get("display", "none") if "display" in style else "none"
    return value[:1].isalpha() and not value.startswith("none")


#: Values of `display` with which an element begins and ends its own lines.
_ON_ITS_OWN = lazy(r"(?:block|flex|grid|table|list-item|flow-root|-webkit-(?:box|flex))(?![\w-])")


def breaks_line(style: str) -> bool:
    """Whether an inline style puts its element on lines of its own, like a span that is used as a paragraph."""
    style = style[:MAX_STYLE].lower()
    value = read_declarations(style).get("display", "") if "display" in style else ""
    return _ON_ITS_OWN.match(value) is not None


_NONE: frozenset[str] = frozenset()


class HidingNames(dict[tuple[str, str | None, str | None], bool]):
    """Whether the tag, class or id of an element hides it: by the usual name of a class, or a rule of the page's own style
    sheets.

    Answers are cached, because pages repeat their classes.
    """

    def __init__(self, sheet: bytes = b"") -> None:
        """``sheet`` is the page's style sheets in UTF-8."""
        super().__init__()
        self._sheet = sheet[:MAX_SHEET]
        self._rules = read_hiding_rules(self._sheet)
        self._finals: dict[str, bool] = {}
        #: The classes that may hide an element, and the tags and ids that a rule names alone. Others need not be looked up.
        self.hiding_classes, self.hiding_tags, self.hiding_ids = HIDING_CLASSES, _NONE, _NONE
        if self._rules:
            self.hiding_classes |= {name[1:] for name in self._rules if name[0] == "."}
            self.hiding_tags = frozenset([name for name in self._rules if name[0] not in ".#"])
            self.hiding_ids = frozenset([name[1:] for name in self._rules if name[0] == "#"])

    def __missing__(self, names: tuple[str, str | None, str | None]) -> bool:
        tag, classes, number = names
        tokens = classes[:MAX_STYLE].split() if classes else ()
        found = self.hiding_classes.intersection(tokens)
        self[names] = hides = (
            any(token in HIDING_CLASSES or self._is_final(f".{token}") for token in found)
            or (f"#{number}" in self._rules and self._is_final(f"#{number}"))
            or (tag in self._rules and self._is_final(tag))
        )
        return hides

    def _is_final(self, name: str) -> bool:
        """`is_final`, cached by name since it scans the whole sheet."""
        known = self._finals.get(name)
        if known is None:
            known = self._finals[name] = is_final(name, self._sheet)
        return known
