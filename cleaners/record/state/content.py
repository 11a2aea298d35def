"""Find the content in the values of a page's state: the longest run of Chinese prose that can be the page's own.

Key names differ from site to site, so the content is recognised by its value. Among several candidates, the title beside each
decides: it must be the page's title. An entry of a list with a title of its own is another article, and one with a nickname is
a reader's post, however long it is.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import unquote

from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.reading.scripts.encoded import from_base64
from cleaners.reading.scripts.literals import Reader, UnreadableError
from cleaners.record.state.keys import AUTHOR, BESIDE, DATE, HEADLINE, NICKNAME, TITLE
from cleaners.rules.things.headlines import OF_SITE

#: Minimum size of a content that is an article, in Han characters.
MIN_CONTENT = 60

#: Minimum size of a brief, in Han characters, if it is marked up as paragraphs and stands beside the page's title.
MIN_BRIEF = 24

#: Maximum number of values of a state that are examined; the largest measured state had 41,000.
MAX_VALUES = 200_000

#: Maximum number of facts kept about a content, from the objects around it, innermost first.
MAX_FACTS = 400

#: Minimum number of word characters in a title for comparing it with the page's title.
MIN_TITLE = 4

#: Maximum number of nodes in one paragraph, and maximum nesting of sections (lists of paragraphs).
_NODES, _SECTIONS = 64, 3

#: Maximum number of nested encodings, and openings of a JSON string, object or list.
_LAYERS, _JSON_OPENS = 4, ("{", "[", '"')

_HAN = lazy(rf"[{HAN}]")
_TAG = lazy(r"<[a-zA-Z/][^<>]*>")
_ESCAPED_TAG = lazy(r"&(?>(?:amp;)*)lt;(?:p|div|br|section|span|img|h[1-6])\b", re.I)
_ENCODED = lazy(r"[\w.~!*'();:@&=+$,/?#-]*+(?>(?:%[0-9a-fA-F]{2}[\w.~!*'();:@&=+$,/?#-]*+)+)$", re.ASCII)
_PARAGRAPHS = lazy(r"<(?:p|br|div)\b|\n", re.I)
_PICTURE = lazy(r"\.(?:jpe?g|png|webp|gif)\b", re.I)
_SIGN = lazy(r"[\W_]+")


#: Ranks of a content by the title beside it: another page's title, no title, this page's title.
OTHER, UNTITLED, OWN = range(3)


class Content(NamedTuple):
    """A text that may be the article: its size in Han characters, the facts in the objects around it, and its rank by the title
    beside it (`OTHER`, `UNTITLED`, `OWN`)."""

    size: int
    text: str
    facts: dict[str, Any]
    rank: int = UNTITLED


class _Node(NamedTuple):
    """A value, the facts around it, the title of the object that contains it, and whether that object is one of several
    entries."""

    value: Any
    facts: dict[str, Any]
    title: str | None
    is_entry: bool


def choose_content(values: Iterator[Any], titles: Sequence[str]) -> Content | None:
    """The content of a page with these titles; None if no value can be its own."""
    return largest(possible_contents(values, titles))


def largest(contents: Iterable[Content]) -> Content | None:
    """The content with the highest rank, and of these the largest; None without contents."""
    return max(contents, key=lambda content: (content.rank, content.size), default=None)


def has_paragraphs(content: Content) -> bool:
    """Whether a content has several paragraphs; a description does not."""
    return _PARAGRAPHS.search(content.text.strip()) is not None


def possible_contents(values: Iterator[Any], titles: Sequence[str]) -> Iterator[Content]:
    """Every content that can be the own content of a page with these titles."""
    signs = [_sign(title) for title in titles]
    for value in values:
        yield from (content for content in read_contents(value, signs) if content.rank != OTHER)


def read_contents(value: Any, signs: Sequence[str] = ()) -> Iterator[Content]:
    """Strings and lists of paragraphs with enough Chinese prose, with the facts in the objects around them. A value that occurs
    several times, or contains itself, is examined only once."""
    stack, looked_at = [_Node(value, {}, None, False)], set()
    alive = []  # keeps the objects alive, since an id is unique only among live objects
    for _ in range(MAX_VALUES):
        if not stack:
            return
        node = stack.pop()
        inner = node.value
        if isinstance(inner, (dict, list)):
            if id(inner) in looked_at:
                continue
            looked_at.add(id(inner))
            alive.append(inner)
        if isinstance(inner, dict):
            stack.extend(_members(node, inner))
        elif isinstance(inner, list):
            text = None if _are_entries(inner) else _paragraphs(inner)
            if text and han_count(text) >= MIN_CONTENT:
                yield Content(han_count(text), text, node.facts, _rank(node, signs))
            stack.extend(_items(node, inner))
        elif isinstance(inner, str) and (len(inner) >= MIN_CONTENT or _is_paragraphs(inner)):
            opened = _opened(inner)
            if not isinstance(opened, str):
                stack.append(node._replace(value=opened))
            elif (size := han_count(opened)) >= MIN_BRIEF:
                rank = _rank(node, signs)
                if size >= MIN_CONTENT or (rank == OWN and _is_paragraphs(opened)):
                    yield Content(size, opened, node.facts, rank)


def _is_paragraphs(text: str) -> bool:
    """Whether a string is marked up as paragraphs."""
    return len(text) > MIN_BRIEF and ("<p" in text or "&lt;p" in text)


def _members(node: _Node, inner: dict[str, Any]) -> list[_Node]:
    own = _scalars(inner)
    for key, value in inner.items():
        if isinstance(value, dict) and BESIDE.search(key):
            own = {f"{key}_{name}": one for name, one in _scalars(value).items() if not HEADLINE.search(name)} | own
        elif isinstance(value, dict) and AUTHOR.search(key) and isinstance(value.get("name"), str):
            own = {f"{key}_name": value["name"]} | own
    facts = {**node.facts, **own} if len(node.facts) < MAX_FACTS else own
    if any(NICKNAME.search(key) for key in inner) and node.is_entry:
        return []  # a reader's post
    title = _title_of(own)
    return [_Node(value, facts, node.title if title is None else title, node.is_entry) for value in inner.values()]


def _scalars(item: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if isinstance(value, (str, int, float)) or _is_names(value)}


def _items(node: _Node, inner: list[Any]) -> list[_Node]:
    are_entries = _are_entries(inner)
    title = None if are_entries else node.title
    return [_Node(item, node.facts, title, node.is_entry or are_entries) for item in inner]


def _are_entries(items: list[Any]) -> bool:
    """Whether a list contains readers' posts, or several objects that each have a title or date."""
    objects = [item for item in items if isinstance(item, dict)]
    if any(NICKNAME.search(key) for item in objects for key in item):
        return True
    return sum(_title_of(item) is not None or any(DATE.search(key) for key in item) for item in objects) > 1


def _rank(node: _Node, signs: Sequence[str]) -> int:
    title = _sign(node.title) if node.title is not None else ""
    if len(title) >= MIN_TITLE and any(title in sign or (len(sign) >= MIN_TITLE and sign in title) for sign in signs):
        return OWN
    is_of_site = node.title is not None and OF_SITE.fullmatch(node.title.strip()) is not None
    return OTHER if (node.is_entry and signs) or is_of_site else UNTITLED


def _title_of(item: dict[str, Any]) -> str | None:
    """The title of an object, or its name if it has no title."""
    found = [
        (key, value)
        for key, value in item.items()
        if isinstance(value, str) and 0 < len(value) <= 200 and HEADLINE.search(key) and _HAN.search(value)
    ]
    title = next((value for key, value in found if TITLE.search(key)), found[0][1] if found else None)
    return None if title is None else _TAG.sub("", title)


def _sign(title: str) -> str:
    return _SIGN.sub("", html.unescape(title)).lower()


def _opened(text: str) -> Any:
    """A string with its encodings removed, layer by layer."""
    for _ in range(_LAYERS):
        opened = _without_layer(text)
        if not isinstance(opened, str) or opened == text:
            return opened
        text = opened
    return text


def _without_layer(text: str) -> Any:
    """A string without its outermost encoding: base64, percent-encoding, JSON in a string, or escaped markup."""
    text = from_base64(text) or text
    if "%" in text and _ENCODED.match(text) is not None:
        text = unquote(text)
    if text.lstrip()[:1] in _JSON_OPENS:
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            pass
    if text.lstrip()[:1] in ("{", "["):
        try:
            found, end = Reader(text, len(text)).read(0)
            if isinstance(found, (dict, list)) and found and not text[end:].strip():
                return found
        except UnreadableError:
            pass
    if _TAG.search(text) is None and _ESCAPED_TAG.search(text) is not None:
        return html.unescape(text)
    return text


def _is_names(value: Any) -> bool:
    return (
        isinstance(value, list)
        and 0 < len(value) <= 8
        and all(isinstance(item, str) and len(item) <= 30 for item in value)
    )


def _paragraphs(items: list[Any], sections: int = _SECTIONS) -> str | None:
    """The text of a list of paragraphs (strings, objects with one string of text each, or objects with lists of pieces), or of
    a list of sections (objects with a heading and a list of paragraphs). None for any other list."""
    lines: list[str] = []
    for item in items:
        if isinstance(item, dict) and "@type" not in item:
            texts = [v for k, v in item.items() if isinstance(v, str) and _HAN.search(v) and not DATE.search(k)]
            is_section = bool(texts)
            if len(texts) > 2:
                return None  # objects with several texts are entries of a list, not paragraphs
            if not texts:
                texts = [text] if (text := _pieces(_data_of(item))) else []
            picture = next((v for v in item.values() if isinstance(v, str) and _PICTURE.search(v)), None)
            if picture:
                lines.append(f'<img src="{html.escape(picture)}">')
            lines.extend(f"<p>{as_html(text)}</p>" for text in texts)
            inner = (
                [value for value in item.values() if isinstance(value, list) and value]
                if is_section and sections
                else []
            )
            if len(inner) == 1 and (section := _paragraphs(inner[0], sections - 1)):
                lines.append(section)
        elif isinstance(item, str):
            lines.append(f"<p>{as_html(item)}</p>")
        else:
            return None
    return "\n".join(lines) if lines else None


def _data_of(item: dict[str, Any]) -> dict[str, Any]:
    """The object in which an editor's block keeps its text: the block, or the only object in it with a text."""
    inner = [value for value in item.values() if isinstance(value, dict) and _title_of(value) is None]
    return inner[0] if len(inner) == 1 and not _has_list(item) and not _has_list(inner[0]) else item


def _pieces(item: dict[str, Any]) -> str:
    """The text of a paragraph stored as a list of nodes, as some editors do; "" for an object with a title, and for one whose
    nodes are paragraphs."""
    found: list[str] = []
    stack: list[Any] = [item]
    for _ in range(_NODES):
        if not stack:
            return "".join(found)
        node = stack.pop()
        if isinstance(node, str):
            found.append(node if _HAN.search(node) else "")
        elif isinstance(node, dict):
            if _title_of(node) is not None:
                return ""
            stack.extend(
                value for key, value in reversed(node.items()) if not DATE.search(key) and not isinstance(value, dict)
            )
        elif isinstance(node, list):
            if len(node) > _NODES or sum(isinstance(part, dict) and _has_list(part) for part in node) > 1:
                return ""
            stack.extend(reversed(node))
    return ""


def _has_list(node: dict[str, Any]) -> bool:
    return any(isinstance(value, list) for value in node.values())


def as_html(text: str) -> str:
    """A text as markup; unchanged if it contains a tag."""
    return text if _TAG.search(text) else html.escape(text)


def han_count(text: str) -> int:
    """Number of Han characters in a text, without its tags."""
    return len(_HAN.findall(without_tags(text)))


def without_tags(text: str) -> str:
    """A text without its tags."""
    return _TAG.sub("", text)
