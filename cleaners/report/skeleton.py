"""The skeleton of a page: every text, address and script masked; elements, classes and lengths unchanged.

The parsed tree is masked, not the source, so that no text is overlooked in broken markup. Every text node, comment and
attribute is masked as `masks` and `mask_code` define. Element names, ``class`` and ``id`` (ASCII letters), sizes, and
attributes that state an element's type rather than its content (``rel``, ``type``, ``property``, …) are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from copy import deepcopy
from typing import Any

from cleaners.reading.tree import parse as dom
from cleaners.reading.tree.serialize import serialize
from cleaners.report.mask_code import KINDS, mask_code, mask_sheet, mask_style
from cleaners.report.masks import mask_address, mask_text, mask_value

_NAME = re.compile(r"[A-Za-z][\w:.-]{0,40}(?: [a-z]+:[a-z_]{1,20})?", re.ASCII)
_WORDS = re.compile(r"[a-z][a-z0-9+./-]{0,40}(?:[ ;]\s*[a-z-]{1,20}){0,3}", re.I | re.ASCII)
_SIZE = re.compile(r"[\d.]{1,6}(?:px|%|em|pt)?", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}", re.I | re.ASCII)
_ELEMENT = re.compile(r"[a-z][a-z0-9:_-]{0,30}", re.ASCII)
_LONG_NUMBER = re.compile(r"\d{3,}", re.ASCII)
_NOT_ASCII = re.compile(r"[^\x20-\x7e]+")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FOUNDER = re.compile(r"\s*/?\s*enp(?:content|property)\b.*", re.S)
_FOUNDER_TAG = re.compile(r"(</?[a-z]{3,20}>|/?enp(?:content|property))")

#: Values of meta elements that state the type of a page.
META = frozenset({"article", "news", "website", "video", "noindex", "nofollow", "index,follow", "width=device-width"})

_SCHEMA = frozenset(f"{scheme}://schema.org/{kind}" for scheme in ("http", "https") for kind in KINDS)

#: Attributes by the kind of their values. The values of other attributes are masked, and so are their names, unless they are
#: defined by HTML or begin with ``data-``.
_NAMES = frozenset("name property itemprop http-equiv for form".split())
_KEYWORDS = frozenset(
    (
        "rel type role align valign border target method media loading decoding scope aria-hidden hidden open "
        "shadowrootmode itemscope dir async defer controls autoplay loop muted checked disabled selected multiple "
        "readonly required clear frame rules compact nowrap noshade crossorigin referrerpolicy contenteditable draggable"
    ).split()
)
_SIZES = frozenset("width height colspan rowspan size cellpadding cellspacing tabindex level span cols rows".split())
_ADDRESSES = frozenset(
    (
        "href src action cite background poster data-src data-original data-url longdesc formaction manifest zoomfile "
        "file _src"
    ).split()
)
_KNOWN = frozenset(
    (
        "alt title content value placeholder label srcset summary abbr datetime start onclick onload onerror accept "
        "accesskey color bgcolor face coords shape sizes usemap xmlns version enctype maxlength min max step pattern list "
        "download ping lang charset itemid style class id itemtype hreflang language text link vlink alink"
    ).split()
)


def mask_page(page: str, hosts: Collection[str] = ()) -> str:
    """The skeleton of an HTML page, encoded in UTF-8. ``hosts`` are the site's hosts. Empty for a text without elements, and
    for a page that the parser truncated."""
    tree = dom.parse_elements(page.encode("utf-8", "replace"), comments=True)
    if tree.flags:
        return ""
    for top in tree.tops:
        for node in list(top.iter()):
            _mask_node(node, hosts)
    # Serialise a copy: it has no DOCTYPE, which may contain any text in broken markup, and no comments outside the root.
    return b"".join(serialize(deepcopy(top)) for top in tree.tops[:1]).decode("utf-8", "replace")


def _mask_node(node: Any, hosts: Collection[str]) -> None:
    node.tail = _masked(node.tail)
    if not isinstance(node.tag, str):
        node.text = _masked_comment(node.text or "")
        return
    if not _ELEMENT.fullmatch(node.tag):
        node.tag = "x-x"
    if node.tag == "script":
        node.text = _NO_XML.sub("", mask_code(node.text or "", hosts))
    elif node.tag == "style":
        node.text = _NO_XML.sub("", mask_sheet(node.text or ""))
    else:
        node.text = _masked(node.text)
    attributes = dict(node.attrib.items())  # looking up a name that is invalid in XML raises an exception
    node.attrib.clear()
    for name, value in attributes.items():
        node.set(_masked_name(name), _NO_XML.sub("", _masked_value(name, value, attributes, hosts)))


def _masked(text: str | None) -> str | None:
    return _NO_XML.sub("", mask_text(text)) if text else text


def _masked_comment(text: str) -> str:
    """The masked text of a comment: empty, unless Founder's publishing system states something in it (see
    `cleaners.evidence.founder`)."""
    if not _FOUNDER.fullmatch(text):
        return ""
    pieces = _FOUNDER_TAG.split(text)
    return _NO_XML.sub("", "".join(piece if place % 2 else mask_text(piece) for place, piece in enumerate(pieces)))


def _masked_name(name: str) -> str:
    is_known = name in _READERS or name in _ADDRESSES or name in _KNOWN or name.startswith("data-")
    if is_known and _NAME.fullmatch(name):
        return name
    return re.sub(r"[^x-]", "", mask_text(name.lower())) or "x"


def _masked_value(name: str, value: str, attributes: dict[str, str], hosts: Collection[str]) -> str:
    if name == "content":
        return _masked_content(value, attributes, hosts)
    if name in _ADDRESSES:
        return mask_address(value, hosts)
    reader = _READERS.get(name)
    return reader(value) if reader is not None else mask_value(value, hosts)


def _masked_content(value: str, attributes: dict[str, str], hosts: Collection[str]) -> str:
    """The masked content of a meta element. A declared encoding becomes UTF-8, the encoding of the skeleton."""
    if "http-equiv" in attributes and "charset" in value.lower():
        return "text/html; charset=utf-8"
    return value if value in META else mask_value(value, hosts)


def _masked_tokens(value: str) -> str:
    """Masked classes or id: ASCII letters stay; long numbers and other scripts do not."""
    plain = _NOT_ASCII.sub(lambda found: mask_text(found[0]), value)
    return _LONG_NUMBER.sub(lambda found: "0" * len(found[0]), plain)


def _kept_if(pattern: re.Pattern[str]) -> Callable[[str], str]:
    return lambda value: value if not value or pattern.fullmatch(value.strip()) else mask_text(value)


_READERS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(_NAMES, _kept_if(_NAME)),
    **dict.fromkeys(_KEYWORDS, _kept_if(_WORDS)),
    **dict.fromkeys(_SIZES, _kept_if(_SIZE)),
    **dict.fromkeys(("lang", "hreflang", "xml:lang"), _kept_if(_LANGUAGE)),
    **dict.fromkeys(("class", "id"), _masked_tokens),
    "style": mask_style,
    "charset": lambda value: "utf-8",
    "itemtype": lambda value: value if value in _SCHEMA else mask_text(value),
    "xmlns": _kept_if(re.compile(r"https?://www\.w3\.org/[\w/]{1,30}", re.ASCII)),
}
