"""Group the addresses on a site by shape: find which links look like articles, and the expression that a seed needs for them.

A shape is an address with its variable parts replaced: ``/city/p/8760397.html`` becomes ``/city/p/0.html``, and ``/*/p/0.html``
if several words occur in the same position. Links to articles share a shape with many others, contain a number or a long name,
and have a text as long as a headline.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from crawler.site.links import Link

#: Minimum length of a link's text that looks like a headline, in characters: on 读特, no headline is shorter, and channels have
#: two to six.
HEADLINE = 8

#: Minimum number of links of a suggested shape, and minimum number of words in one position that make it a variable part.
MIN_LINKS, MIN_WORDS = 3, 3

#: Minimum number of digits of an article's number on its site; a shorter number counts the articles of a day.
SHORT = 4

#: Minimum share of the addresses of a shape with a number of their own: an article may be linked by two addresses.
ALL_BUT = 0.9

_NUMBER, _NAME, _WORD = "0", "~", "*"
_FORMS = {_NUMBER: r"\d+", _NAME: r"[\w-]+", _WORD: r"[\w-]+"}
_PIECES = re.compile(r"\d+|~|\*|[^\d~*]+")
_IDENTIFIERS = ("id", "aid", "newsid", "articleid", "contentid", "nid", "docid")


class Shape(NamedTuple):
    """Links with the same shape: its ``key``, the hosts, the distinct addresses in page order, the share of links with a text
    as long as a headline, and the expression for a seed, with the group ``id``."""

    key: str
    hosts: tuple[str, ...]
    urls: tuple[str, ...]
    headlines: float
    pattern: str

    @property
    def weight(self) -> float:
        """A score for how much it looks like the shape of articles."""
        return len(self.urls) * self.headlines


def read_shapes(links: Iterable[Link], hosts: Sequence[str]) -> list[Shape]:
    """The shapes of the links on a site's hosts that may be articles, most likely first."""
    texts: dict[str, int] = {}
    groups: dict[str, list[str]] = defaultdict(list)
    for link in links:
        parts = urlsplit(link.url)
        if parts.netloc not in hosts:
            continue
        address = link.url.partition("#")[0]
        if address not in texts:
            groups[key_of(address)].append(address)
        texts[address] = max(texts.get(address, 0), len("".join(link.text.split())))
    shapes = [_shape(key, urls, texts) for key, urls in _merged(groups).items() if _NUMBER in key or _NAME in key]
    return sorted((one for one in shapes if len(one.urls) >= MIN_LINKS), key=lambda shape: -shape.weight)


def join_patterns(shapes: Sequence[Shape]) -> str:
    """One expression for the first of several shapes, and for those others that differ from it only around the number."""
    if not shapes:
        return ""
    first, *others = (_PATTERN.fullmatch(shape.pattern) for shape in shapes)
    if first is None:
        return shapes[0].pattern
    like = [first, *(one for one in others if one is not None and one["number"] == first["number"])]
    hosts, before, after = (list(dict.fromkeys(one[name] for one in like)) for name in ("host", "before", "after"))
    if len(like) == 1:
        return shapes[0].pattern
    return f"^https?://{_either(hosts)}/{_either(before)}{first['number']}{_either(after)}"


def _either(parts: Sequence[str]) -> str:
    """Several parts of an expression as alternatives; an empty one makes them optional."""
    filled = [part for part in parts if part]
    if len(parts) == 1:
        return parts[0]
    return f"(?:{'|'.join(filled)}){'?' if len(filled) < len(parts) else ''}"


_PATTERN = re.compile(
    r"\^https\?://(?P<host>\(\?:[^()]*\)|[^/()]*)/(?P<before>[^()]*)(?P<number>\(\?P<id>[^()]*\))(?P<after>[^()]*)",
    re.S,
)


def key_of(url: str) -> str:
    """The shape of an address, without its host."""
    parts = urlsplit(url)
    path = "/".join(map(_segment, parts.path.split("/")))
    number = next((name for name, value in parse_qsl(parts.query) if name.lower() in _IDENTIFIERS and value), None)
    return f"{path}?{number}=0" if number is not None and _NUMBER not in path else path


def _segment(segment: str) -> str:
    """A path segment with its numbers replaced by ``0``; ``~`` for a name made for one article: a slug, a hash, a mixed
    code."""
    stem, dot, ending = segment.partition(".")
    digits, letters = sum(map(str.isdigit, stem)), sum(map(str.isalpha, stem))
    is_code = len(stem) >= 10 and digits >= 3 and letters >= 3 and stem.isalnum()
    if is_code or stem.count("-") >= 3 or "%" in stem:
        return f"{_NAME}{dot}{ending}"
    return re.sub(r"\d+", _NUMBER, segment)


def _merged(groups: dict[str, list[str]]) -> dict[str, list[str]]:
    """The shapes, with those that differ in one word of the path merged if there are enough such words."""
    siblings: dict[str, list[str]] = defaultdict(list)
    for key in groups:
        segments = key.split("/")
        for place, segment in enumerate(segments[:-1]):
            if segment and _NUMBER not in segment and _NAME not in segment:
                siblings["/".join((*segments[:place], _WORD, *segments[place + 1 :]))].append(key)
    merged, taken = dict(groups), set[str]()
    for key, members in sorted(siblings.items(), key=lambda item: -len(item[1])):
        left = [member for member in members if member not in taken]
        if len(left) >= MIN_WORDS:
            merged[key] = [url for member in left for url in merged.pop(member)]
            taken.update(left)
    return merged


def _shape(key: str, urls: list[str], texts: dict[str, int]) -> Shape:
    hosts = tuple(sorted({urlsplit(url).netloc for url in urls}))
    long = sum(texts[url] >= HEADLINE for url in urls)
    return Shape(key, hosts, tuple(urls), long / len(urls), _pattern(key, hosts, urls))


def _pattern(key: str, hosts: Sequence[str], urls: Sequence[str]) -> str:
    """The expression for a seed. Its group ``id`` is the last variable part of the address, or as many of the last parts as
    needed to distinguish the addresses. A short number belongs to a day or a month, and needs all variable parts."""
    pieces = _PIECES.findall(key)
    changing = [place for place, piece in enumerate(pieces) if piece in _FORMS or piece.isdigit()]
    named = [place for place in changing if pieces[place] != _WORD]
    start = "|".join(map(re.escape, hosts))
    start = f"^https?://(?:{start})" if len(hosts) > 1 else f"^https?://{start}"
    found = ""
    for first in reversed(named):
        found = start + _written(pieces, first, named[-1])
        if _tells_apart(found, urls) and not _are_short(found, urls):
            break
    return found


def _written(pieces: Sequence[str], first: int, last: int) -> str:
    written = []
    for place, piece in enumerate(pieces):
        form = _FORMS.get(piece) or (r"\d+" if piece.isdigit() else re.escape(piece))
        opened = "(?P<id>" if place == first else ""
        written.append(f"{opened}{form}{')' if place == last else ''}")
    return "".join(written).replace(r"\-", "-").replace(r"\?", r"\?(?:.*&)?" if "=" in "".join(pieces) else r"\?")


def _are_short(pattern: str, urls: Sequence[str]) -> bool:
    found = [match["id"] for url in urls if (match := re.match(pattern, url, re.ASCII)) is not None]
    return all(len(number) < SHORT or re.fullmatch(r"\d{1,2}\D\d{1,3}", number) for number in found)


def _tells_apart(pattern: str, urls: Sequence[str]) -> bool:
    found = [re.match(pattern, url, re.ASCII) for url in urls]
    numbers = {match["id"] for match in found if match is not None}
    addresses = {url.partition("://")[2] for url in urls}
    return len(numbers) > ALL_BUT * len(addresses)
