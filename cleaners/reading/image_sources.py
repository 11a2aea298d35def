"""Where the pictures of a page are, by the attributes of its elements: lazy loading, sets of sizes, declared sizes."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from cleaners.reading.characters import sanitize_address
from cleaners.reading.patterns import lazy

_PIXELS = lazy(r"\s*(\d{1,5})(?:px)?\s*$")
_DESCRIPTOR = lazy(r"\d{1,6}(?:\.\d{1,3})?[wx]")

#: What is declared no larger than this, in pixels, is an icon inside a line, not a picture.
SMALL_IMAGE = 40

#: Where a picture's address may be, the later loaded ones first, and how no address of a picture begins.
IMAGE_SOURCES = (
    "data-src", "data-original", "data-original-src", "data-lazy-src", "data-lazy", "data-actualsrc", "data-echo",
    "data-url", "data-real-src", "data-origin", "src", "_src", "zoomfile", "file",
)  # fmt: skip
NO_SOURCES = ("data:", "about:", "javascript:")

#: The address of a picture in an attribute that has no name of those: by what it ends in.
_ADDRESS = lazy(
    r"(?:(?:https?:)?/)?[^\s\"'<>,;]{4,2000}?\.(?:jpe?g|png|webp|gif|bmp|avif)(?:[?!@#_][^\s\"'<>]*)?", re.I
)
#: Attributes that name something else: where a click leads, what is done on an error, a smaller or a blank picture.
_NO_ATTRIBUTES = lazy(
    r"on\w+|.*(?:href|link|error|thumb|small|mini|blank|place|loading|avatar|share|qr|poster|video|style|class).*|alt|title|id|srcset|data-srcset",
    re.I,
)
#: A picture that stands in the place of one that is loaded later, by the name of its file.
_PLACEHOLDER = lazy(
    r"(?:.*[_.-])?(?:blank|loading|load|lazy(?:[-_]?(?:load|img|image|pic))?|place[-_]?holder|gr[ae]y|spacer|space|transparent|trans|pixel|1x1"
    r"|default[-_]?(?:img|pic|image|bg|cover)?|no[-_]?(?:pic|img|image)|white|bg[-_]?(?:img|pic)?)(?:[-_]?\d{1,4})?(?:[-_](?:img|image|pic|bg|small|big|gif|\d{1,4})){0,2}\.(?:gif|png|jpe?g|svg|webp)",
    re.I,
)


class Picture(NamedTuple):
    """What an ``<img>`` says of itself: its address ("" without one), and whether it is an icon inside a line."""

    url: str
    is_icon: bool
    names: str


def read_picture(attributes: Mapping[str, str], default: str | None = None) -> Picture:
    """The picture of an element's attributes; ``default`` is its address where it names none (``<picture>``)."""
    get = attributes.get
    is_icon = is_small(get("width")) or is_small(get("height"))
    url = sanitize_address(image_source(attributes) or default or "")
    return Picture(url, is_icon, f"{get('class', '')} {get('id', '')} {get('alt', '')}".strip())


def is_small(value: str | None) -> bool:
    """Whether a declared width or height is that of an icon; what is not declared in pixels is not."""
    match = _PIXELS.match(value) if value else None
    return match is not None and int(match[1]) <= SMALL_IMAGE


def largest_source(srcset: str | None) -> str | None:
    """The address with the largest descriptor of a ``srcset``."""
    best: tuple[float, str] | None = None
    for candidate in (srcset or "").split(", "):
        parts = candidate.strip().strip(",").split()
        if not parts:
            continue
        size = float(parts[1][:-1]) if len(parts) > 1 and _DESCRIPTOR.fullmatch(parts[1]) else 1.0
        if best is None or size > best[0]:
            best = (size, parts[0])
    return best[1] if best else None


def image_source(attributes: Mapping[str, str]) -> str | None:
    """The address of a picture as an attribute has it: where it is loaded from later, the largest of a set, its own."""
    first = None
    for name in IMAGE_SOURCES:
        if name not in attributes:
            continue
        value = attributes[name].strip()
        if value and not value.startswith(NO_SOURCES):
            value = (name == "src" and _largest_of(attributes)) or value
            if not is_placeholder(value):
                return value
            first = first or value
    largest = _largest_of(attributes)
    if largest and not is_placeholder(largest):
        return largest
    return _address_elsewhere(attributes) or first or largest


def is_placeholder(url: str) -> bool:
    """Whether an address is, by the name of its file, one of a picture that only stands in for another."""
    return _PLACEHOLDER.match(url.partition("?")[0].rpartition("/")[2]) is not None


#: The picture that a style paints behind an element, and a size of its own that is an icon's.
_GROUND = lazy(r"background(?:-image)?\s*:[^;:(]{0,80}?url\(\s*[\"']?(?P<url>[^\"'()\s]{4,2000})[\"']?\s*\)", re.I)
_STYLED_SIZE = lazy(r"(?<![-\w])(?:width|height)\s*:\s*(\d{1,5})px", re.I)


def ground_of(style: str) -> str | None:
    """The address of the picture that an inline style paints; None without one, and for one that is an icon or tiles."""
    match = _GROUND.search(style)
    if match is None or match["url"].startswith(NO_SOURCES) or "repeat-" in style:
        return None
    if any(int(size) <= SMALL_IMAGE for size in _STYLED_SIZE.findall(style)) or is_placeholder(match["url"]):
        return None
    return sanitize_address(match["url"])


def _address_elsewhere(attributes: Mapping[str, str]) -> str | None:
    """The address of a picture in an attribute of another name: sites call it as they like."""
    return next(
        (
            value.strip()
            for name, value in attributes.items()
            if name not in IMAGE_SOURCES
            and _ADDRESS.fullmatch(value.strip())
            and not _NO_ATTRIBUTES.fullmatch(name)
            and not is_placeholder(value.strip())
        ),
        None,
    )


def _largest_of(attributes: Mapping[str, str]) -> str | None:
    srcset = attributes.get("srcset") or attributes.get("data-srcset")
    return largest_source(srcset) if srcset else None
