"""One line of text and its marks → Markdown or HTML: bold, italics, links, and the escaping of everything else.

Marks may nest, touch and overlap. They become a sequence of properly nested tokens, in which the longer mark is outside; an
overlapping mark is closed and opened again.
"""

from __future__ import annotations

import html
import string
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import urljoin

from cleaners.reading.patterns import lazy
from cleaners.values import Mark


class _Span(NamedTuple):
    """A stretch with one style. The order sorts longer stretches first if two begin together, and links before bold."""

    start: int
    minus_end: int
    rank: int
    style: str
    address: str


class _Token(NamedTuple):
    """``kind`` is ``text``, ``open`` or ``close``; ``value`` the text or the style."""

    kind: str
    value: str
    address: str = ""


_RANKS = {"link": 0, "bold": 1, "italic": 2}
_HTML_TAGS = {"link": "a", "bold": "strong", "italic": "em"}
_STARS = {"bold": "**", "italic": "*"}

#: Ends of a sentence or clause. In Markdown, they are moved out of bold text if they would keep it from closing.
_CLAUSE_ENDS = "。，、：；！？,.:;!?…"

_ALWAYS_MARKUP = lazy(r"[\\`*\[\]]|<(?=[A-Za-z/!?])|&(?=#?\w{1,31};)")
_UNDERSCORE = lazy(r"_(?!(?<=[^\W_]_)[^\W_])")  # no markup inside a word
_BLOCK_MARKER = lazy(r"#{1,6}(?=[ \t]|$)|[-+](?=[ \t]|$)|-(?=[-\t ]*$)|>")
_LIST_NUMBER = lazy(r"\d{1,9}(?=[.)](?:[ \t]|$))")
_REFERENCE = lazy(r"&(?=#?\w{1,31};)")
_LINE_ENDS = str.maketrans("\r\n", "  ")
_SCHEME = lazy(r"[A-Za-z][A-Za-z0-9+.-]*:")
_CONTROLS = lazy("[\x00-\x1f\x7f]")
_NOT_IN_DESTINATION = lazy(r"[ ()<>\\|`\[\]\"\u00a0\u2000-\u200b\u2028\u2029\u3000]")


def safe_address(address: str | None, base: str | None = None) -> str | None:
    """An address that is safe to output: absolute if ``base`` is known, and http, https or relative; otherwise None.

    Control characters are removed first, because browsers remove them before they parse the scheme.
    """
    cleaned = _CONTROLS.sub("", address or "").strip()
    if not cleaned or cleaned.startswith("#"):
        return None
    if base:
        try:
            cleaned = urljoin(base, cleaned)
        except ValueError:  # a bracket that does not begin an IPv6 address
            return None
    scheme = _SCHEME.match(cleaned)
    return cleaned if scheme is None or scheme.group().lower() in ("http:", "https:") else None


def inline_html(text: str, marks: Sequence[Mark] = (), base: str | None = None) -> str:
    """The line as HTML; ``base`` is the address that relative links are resolved against."""
    parts = []
    for token in _tokens(text, _spans(marks, len(text), base)):
        if token.kind == "text":
            parts.append(html.escape(token.value))
        elif token.kind == "close":
            parts.append(f"</{_HTML_TAGS[token.value]}>")
        elif token.value == "link":
            parts.append(f'<a href="{html.escape(token.address)}">')
        else:
            parts.append(f"<{_HTML_TAGS[token.value]}>")
    return "".join(parts)


def inline_markdown(
    text: str, marks: Sequence[Mark] = (), base: str | None = None, *, at_line_start: bool = True
) -> str:
    """The text as one line of Markdown.

    ``base`` is the address against which relative links are resolved; ``at_line_start`` also escapes characters that are markup
    only at the beginning of a line (``#``, ``1.``, ``-``, ``>``).
    """
    text = text.translate(_LINE_ENDS)
    spans = _spans(marks, len(text), base)
    tokens = _tokens(text, [trimmed for span in spans if (trimmed := _trim(span, text))])
    starred = _starred(tokens)
    tildes = text.count("~") > 1
    parts = []
    for position, token in enumerate(tokens):
        if token.kind == "text":
            before_link = position + 1 < len(tokens) and tokens[position + 1][:2] == ("open", "link")
            parts.append(_escape(token.value, tildes=tildes, before_link=before_link))
        elif token.value == "link":
            parts.append("[" if token.kind == "open" else f"]({markdown_address(token.address)})")
        elif position in starred:
            parts.append(_STARS[token.value])
        else:
            parts.append(f"<{'/' if token.kind == 'close' else ''}{_HTML_TAGS[token.value]}>")
    line = "".join(parts).strip(" \t")
    return _escape_line_start(line) if at_line_start else line


def markdown_address(address: str) -> str:
    """An address as the destination of a Markdown link or picture; characters that would end it are percent-encoded."""
    encoded = _NOT_IN_DESTINATION.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address)
    return _REFERENCE.sub("&amp;", encoded)


def _escape_line_start(line: str) -> str:
    if _BLOCK_MARKER.match(line):
        return "\\" + line
    number = _LIST_NUMBER.match(line)
    return f"{number[0]}\\{line[number.end() :]}" if number else line


def _escape(text: str, *, tildes: bool, before_link: bool) -> str:
    escaped = _UNDERSCORE.sub(r"\\_", _ALWAYS_MARKUP.sub(r"\\\g<0>", text))
    if tildes:  # a single tilde is no strikethrough, and Chinese writes 8:00~18:00
        escaped = escaped.replace("~", "\\~")
    return escaped[:-1] + "\\!" if before_link and escaped.endswith("!") else escaped


def _spans(marks: Sequence[Mark], length: int, base: str | None) -> list[_Span]:
    """The marks that can be rendered, in order of their beginning; touching marks of the same style are joined."""
    spans = []
    joined: dict[str, _Span] = {}
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        start, end = max(0, mark.start), min(length, mark.end)
        rank = _RANKS.get(mark.kind)
        address = safe_address(mark.href, base) if mark.kind == "link" else ""
        if start >= end or rank is None or address is None:
            continue
        span = _Span(start, -end, rank, mark.kind, address)
        last = joined.get(mark.kind)
        if last is None or start > -last.minus_end or (mark.kind == "link" and start == -last.minus_end):
            if last is not None:
                spans.append(last)
            joined[mark.kind] = span
        elif mark.kind != "link":  # links cannot be nested: the outer one stays
            joined[mark.kind] = last._replace(minus_end=min(last.minus_end, span.minus_end))
    return sorted([*spans, *joined.values()])


def _trim(span: _Span, text: str) -> _Span | None:
    """The stretch without white space at its edges, and without a final punctuation mark that would keep stars from closing."""
    start, end = span.start, -span.minus_end
    if span.style != "link" and end < len(text) and _is_word(text[end]):
        end -= len(text[start:end]) - len(text[start:end].rstrip(_CLAUSE_ENDS))
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    end -= len(inner) - len(inner.rstrip())
    return span._replace(start=start, minus_end=-end) if start < end else None


def _tokens(text: str, spans: Iterable[_Span]) -> list[_Token]:
    tokens: list[_Token] = []
    waiting = sorted(spans, reverse=True)
    edges = sorted({0, len(text), *(span.start for span in waiting), *(-span.minus_end for span in waiting)})
    current: list[_Span] = []
    for edge, following in zip(edges, [*edges[1:], edges[-1]], strict=True):
        opened = [span for span in current if -span.minus_end > edge]
        while waiting and waiting[-1].start == edge:
            opened.append(waiting.pop())
        shared = _shared_length(current, opened)
        tokens += [_Token("close", span.style, span.address) for span in reversed(current[shared:])]
        tokens += [_Token("open", span.style, span.address) for span in opened[shared:]]
        if following > edge:
            tokens.append(_Token("text", text[edge:following]))
        current = opened
    return tokens


def _shared_length(left: Sequence[_Span], right: Sequence[_Span]) -> int:
    length = 0
    while length < min(len(left), len(right)) and left[length] == right[length]:
        length += 1
    return length


def _starred(tokens: Sequence[_Token]) -> set[int]:
    """Positions of the bold and italic tokens that can be written with stars; the others need an HTML tag.

    CommonMark interprets stars by the characters beside them: between a bracket or a full stop and a Chinese character, they do
    not close, and two adjacent runs of stars are read as one.
    """
    starred: set[int] = set()
    open_at: list[int] = []
    for position, token in enumerate(tokens):
        if token.kind == "open":
            open_at.append(position)
        elif token.kind == "close":
            start = open_at.pop()
            if token.value in _STARS and _can_star(tokens, start, position):
                starred |= {start, position}
    return starred


def _can_star(tokens: Sequence[_Token], start: int, end: int) -> bool:
    return all(
        _flanks(_edge(tokens, inner, side), _edge(tokens, outer, -1 - side))
        for inner, outer, side in ((start + 1, start - 1, 0), (end - 1, end + 1, -1))
    )


def _edge(tokens: Sequence[_Token], position: int, side: int) -> str | None:
    """The character beside a run of stars: None at the line's end, "" for other stars or a tag."""
    if not 0 <= position < len(tokens):
        return None
    token = tokens[position]
    if token.kind == "text":
        return token.value[side]
    return "[" if token.value == "link" else ""  # a link has a bracket at both ends


def _flanks(inner: str | None, outer: str | None) -> bool:
    if not inner or inner.isspace() or outer == "":
        return False
    return _is_word(inner) or outer is None or outer.isspace() or _is_punctuation(outer)


def _is_punctuation(character: str) -> bool:
    return character in string.punctuation or unicodedata.category(character)[0] == "P"


def _is_word(character: str) -> bool:
    return not character.isspace() and unicodedata.category(character)[0] not in "PSC"
