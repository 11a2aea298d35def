"""The addresses of a page's pictures, in the attributes of its elements: lazy loading, sets of sizes, declared sizes."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from cleaners.reading.characters import sanitize_address
from cleaners.reading.patterns import lazy

_PIXELS = lazy(r"\s*(\d{1,5})(?:px)?\s*$")
_DESCRIPTOR = lazy(r"\d{1,6}(?:\.\d{1,3})?[wx]")

#: Maximum declared size of an icon inside a line, in pixels; larger ones are pictures.
SMALL_IMAGE = 40

#: Attributes that may contain a picture's address, lazily loaded ones first, and beginnings that exclude an address: some
#: scripts keep an object of addresses in an attribute.
IMAGE_SOURCES = (
    "data-src", "data-original", "data-original-src", "data-lazy-src", "data-lazy", "data-actualsrc", "data-echo",
    "data-url", "data-real-src", "data-origin", "_src", "zoomfile", "file", "src",
)  # fmt: skip
NO_SOURCES = ("data:", "about:", "javascript:", "{", "[")

#: The address of a picture in any other attribute, recognised by its suffix.
_ADDRESS = lazy(
    r"(?:(?:https?:)?/)?[^\s\"'<>,;]{4,2000}?\.(?:jpe?g|png|webp|gif|bmp|avif)(?:[?!@#_][^\s\"'<>]*)?", re.I
)
#: Attributes whose address is not that of the picture: the target of a click, an error handler, a smaller or blank picture.
_NO_ATTRIBUTES = lazy(
    r"on\w+|.*(?:href|link|error|thumb|small|mini|blank|place|loading|avatar|share|qr|poster|video|style|class).*|alt|title|id|srcset|data-srcset",
    re.I,
)
#: The file name of a placeholder for a picture that is loaded lazily.
_PLACEHOLDER = lazy(
    r"[a-z]\.gif$|(?:.*[_.-])?(?:blank|loading|load|lazy(?:[-_]?(?:load|img|image|pic))?|place[-_]?holder|gr[ae]y|spacer|space|transparent|trans|pixel|1x1"
    r"|default[-_]?(?:img|pic|image|bg|cover)?|no(?:ne|[-_]?(?:pic|img|image))|white|bg[-_]?(?:img|pic)?)(?:[-_]?\d{1,4})?(?:[-_](?:img|image|pic|bg|small|big|gif|\d{1,4})){0,2}\.(?:gif|png|jpe?g|svg|webp)",
    re.I,
)


class Picture(NamedTuple):
    """The attributes of an ``<img>``: its address ("" if it has none), and whether it is an icon inside a line."""

    url: str
    is_icon: bool
    names: str


def read_picture(attributes: Mapping[str, str], default: str | None = None) -> Picture:
    """The picture in an element's attributes; ``default`` is its address if they contain none (``<picture>``)."""
    get = attributes.get
    is_icon = is_small(get("width")) or is_small(get("height"))
    url = sanitize_address(image_source(attributes) or default or "")
    return Picture(url, is_icon, f"{get('class', '')} {get('id', '')} {get('alt', '')}".strip())


def is_small(value: str | None) -> bool:
    """Whether a declared width or height is an icon's; False if it is not in pixels."""
    match = _PIXELS.match(value) if value else None
    return match is not None and int(match[1]) <= SMALL_IMAGE


def largest_source(srcset: str | None) -> str | None:
    """The address with the largest descriptor in a ``srcset``."""
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
    """The address of a picture from its attributes: a lazily loaded one first, the largest of a set instead of ``src``, and a
    placeholder only if there is nothing else."""
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
    """Whether the file name in an address is that of a placeholder for another picture."""
    return _PLACEHOLDER.match(url.partition("?")[0].rpartition("/")[2]) is not None


#: A background picture in a style, and a background size that makes it an icon.
_GROUND = lazy(r"background(?:-image)?\s*:[^;:(]{0,80}?url\(\s*[\"']?(?P<url>[^\"'()\s]{4,2000})[\"']?\s*\)", re.I)
_STYLED_SIZE = lazy(r"(?<![-\w])(?:width|height)\s*:\s*(\d{1,5})px", re.I)


def ground_of(style: str) -> str | None:
    """The address of the background picture in an inline style; None if there is none, or if it is an icon or a repeated
    tile."""
    match = _GROUND.search(style)
    if match is None or match["url"].startswith(NO_SOURCES) or "repeat-" in style:
        return None
    if any(int(size) <= SMALL_IMAGE for size in _STYLED_SIZE.findall(style)) or is_placeholder(match["url"]):
        return None
    return sanitize_address(match["url"])


def _address_elsewhere(attributes: Mapping[str, str]) -> str | None:
    """The address of a picture in an attribute with a site-specific name."""
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
