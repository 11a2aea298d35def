"""Mask scripts, JSON and style sheets: their structure stays, and so do words that only name parts of a page.

In scripts, strings are masked like texts, and names are numbered in order of occurrence, so that different names remain
different. JavaScript's own words, single letters, and names composed of the words in `_PARTS` (``articleTitle``) are kept: the
cleaner reads a page's state by such names. In style sheets, only the rules that position or hide elements are kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from cleaners.report.masks import mask_text, mask_value

#: Words that name parts of a page or of its data.
_PARTS = frozenset(
    (
        "abstract actual all api app article articles author authors banner base before body breadcrumb brief byline card "
        "category channel children class code col column columns comment comments config content contents context "
        "copyfrom count cover create created ctime current data date deck desc description detail detailed digest doc "
        "duration edit editor editors entry error fetched first folder footer form format from full futi graph h5 has "
        "head header headline height html id ids image images img imgs index info initial intro is issue item items json "
        "key keys keyword keywords kicker label last lead level link list login logo main media menu meta mobile model "
        "modified msg mtime name names nav new news next nick nickname num nuxt object old open org origin original page "
        "pages para paragraph paragraphs part path pc photo pic pics picture play plain post posts prefetch preload props "
        "pub publish published publisher pubtime query raw recommend record ref related release reporter res response "
        "result rich root route section self server short shoulder show site size sort source sources spec special src "
        "ssr state status store story style sub subject subtitle summary tag tags text thumb time times title titles top "
        "topic total type types uid update updated url urls user users value values version video videos view visible web "
        "width word words writer yinti apollo redux pinia vuex"
    ).split()
)
_JAVASCRIPT = frozenset(
    (
        "var let const function return if else for while do new this null true false undefined void typeof in of try "
        "catch finally throw window self globalThis document JSON parse stringify Array Object String Number Boolean Date "
        "Map Set Error push apply call bind decodeURIComponent unescape"
    ).split()
)
#: Values that schema.org defines as names of types.
KINDS = frozenset(
    (
        "NewsArticle Article ReportageNewsArticle BlogPosting WebPage WebSite Person Organization NewsMediaOrganization "
        "ImageObject VideoObject BreadcrumbList ListItem article news website text/html https://schema.org "
        "http://schema.org https://schema.org/ http://schema.org/"
    ).split()
)
_TOKEN = re.compile(
    r"""(?P<comment>/\*.*?(?:\*/|\Z)|(?<![:\\"'])//[^\n]*)"""
    r"""|(?P<quote>["'`])(?P<string>(?>(?:[^"'`\\]|\\.|(?!(?P=quote))["'`])*))(?P<end>(?P=quote)|\Z)"""
    r"""|(?P<name>[A-Za-z_$@][\w$@]*)|(?P<number>(?<![\w$])\d+)""",
    re.S | re.ASCII,
)
_PIECE = re.compile(r"\\u(?P<code>[0-9a-fA-F]{4})|\\x(?P<byte>[0-9a-fA-F]{2})|\\(?P<sign>.)|(?P<plain>[^\\]+)", re.S)
_TAG = re.compile(r"<(\\?/?)([a-zA-Z][a-zA-Z0-9]{0,10})\b[^<>]*>")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^A-Za-z\d]+")
_TAGS = frozenset(
    (
        "p br div span a b i u em strong img video audio source section article figure figcaption h1 h2 h3 h4 h5 h6 ul ol "
        "li table tbody thead tr td th blockquote iframe font center pre hr sup sub"
    ).split()
)


def mask_code(code: str, hosts: Collection[str] = ()) -> str:
    """A script or JSON, masked. ``hosts`` are the site's hosts."""
    numbers: dict[str, str] = {}

    def mask(found: re.Match[str]) -> str:
        if found["comment"] is not None:
            return " "
        if found["quote"] is not None:
            return found["quote"] + _mask_string(found["string"], hosts, numbers) + found["end"]
        if found["number"] is not None:  # no JSON number begins with a zero
            return "1" + "0" * (len(found["number"]) - 1) if found["number"] != "0" else "0"
        return _masked_name(found["name"], numbers)

    pieces, end = [], 0
    for found in _TOKEN.finditer(code):
        pieces += [mask_text(code[end : found.start()]), mask(found)]
        end = found.end()
    return "".join((*pieces, mask_text(code[end:])))


def _mask_string(content: str, hosts: Collection[str], numbers: dict[str, str]) -> str:
    if content in KINDS:
        return content
    if re.fullmatch(r"[A-Za-z_$@][\w$@]{0,40}", content, re.ASCII):
        return _masked_name(content, numbers)
    plain = _PIECE.sub(_plain, content)
    masked = "".join(
        piece if place % 2 else mask_value(piece, hosts) for place, piece in enumerate(_with_tags(plain))
    )  # fmt: skip
    return (
        masked.replace("\\", "\\\\").replace('"', '\\"').replace("'", "\\u0027").replace("\n", "\\n").replace("`", "")
    )


def _plain(piece: re.Match[str]) -> str:
    """A piece of a string with its escapes decoded."""
    if code := piece["code"] or piece["byte"]:
        return chr(int(code, 16))
    return {"n": "\n", "r": "\n", "t": " "}.get(piece["sign"], piece["sign"]) if piece["sign"] else piece["plain"]


def _with_tags(text: str) -> list[str]:
    """A text split at HTML tags: texts at even positions, tags without their attributes at odd ones."""
    pieces, end = [], 0
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if name in _TAGS:
            pieces += [text[end : tag.start()], f"<{tag[1]}{name}>"]
            end = tag.end()
    return [*pieces, text[end:]]


def _masked_name(name: str, numbers: dict[str, str]) -> str:
    if len(name) == 1 or name in _JAVASCRIPT or _is_made_of_parts(name):
        return name
    return numbers.setdefault(name, f"x{len(numbers) + 1}")


def _is_made_of_parts(name: str) -> bool:
    words = [word for word in _WORD.findall(name) if word.strip("_$@")]
    return all(word.lower() in _PARTS or word.isdigit() for word in words) and len(words) < 7


# --- style sheets

_AT_RULE = re.compile(r"@[^{};@]*+(?:;|\{(?>(?:[^{}]*+\{[^{}]*+\})*)[^{}]*+\})")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_RULE = re.compile(r"(?<![^{}])([^{}]{1,2000})\{([^{}]*+)\}")
_SELECTOR = re.compile(r"\s*[\w.#:>+~*-]{1,80}(?:\s+[\w.#:>+~*-]{1,80}){0,6}\s*", re.ASCII)
_DECLARATION = re.compile(r"\s*([a-z-]{2,20})\s*:\s*([^;]{1,80})", re.I)
_PROPERTIES = frozenset(
    (
        "display visibility opacity position left right top bottom width height max-width max-height overflow float text- "
        "indent text-align font-size font-weight color background-color background clip clip-path transform z-index"
    ).split()
)
_VALUE = re.compile(
    r"(?:none|block|inline|inline-block|flex|grid|table|table-cell|contents|hidden|visible|collapse|auto|absolute|relative|fixed|static"
    r"|sticky|left|right|center|justify|bold|normal|white|black|transparent|inherit|initial|scroll|rgba?|rect|inset|scale"
    r"|!?\s*important|px|em|rem|pt|vh|vw|[\d.%#(),\s!-]|#[0-9a-f]{3,8})+",
    re.I,
)


def mask_sheet(sheet: str) -> str:
    """A masked style sheet: the rules outside ``@media`` that position, size or hide elements, with plain selectors."""
    rules = []
    for rule in _RULE.finditer(_AT_RULE.sub("", _COMMENT.sub("", sheet))):
        selectors = [part.strip() for part in rule[1].split(",") if _SELECTOR.fullmatch(part)]
        declared = mask_style(rule[2])
        if selectors and declared:
            rules.append(f"{', '.join(selectors)} {{{declared}}}")
    return "\n".join(rules)


def mask_style(style: str) -> str:
    """The declarations of a ``style`` attribute or rule that position, size or hide."""
    kept = [
        f"{name.lower()}: {value.strip().lower()}"
        for part in style.split(";")
        for name, value in (found.groups() for found in [_DECLARATION.fullmatch(part)] if found)
        if name.lower() in _PROPERTIES and _VALUE.fullmatch(value.strip())
    ]
    return "; ".join(kept)
