"""What a browser in a terminal prints: all lines indented, a number before every link, and the addresses below the text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaners.reading.patterns import lazy

_LIST = lazy(r"\s*(?:References|Visible links|Hidden links|链接|参考)\s*[:：]?\s*")
_ADDRESS = lazy(r"\s*\[?\d{1,4}[.\]]\s*(?:(?:https?|file|ftp|javascript|mailto|tel|data):\S*|/\S*|#\S*)\s*")
_NUMBER = lazy(r"\[\d{1,4}\]")
#: The mark of an item. Those that are no marks elsewhere are set deeper than the text, whose own words open a line with one too.
_ITEM = lazy(r"( {4,}(?=[+o#] )|\s*(?=[*•] )). (?=\S)")
#: A line that is one link, or a row of them: no sentence.
_LINKS = lazy(r"\s*(?:[*+o#•] )?\[\d{1,4}\][^。]{1,60}")

#: Fewest addresses below a text that make their numbers those of links: an essay has a few references too.
MIN_LINKS = 2

#: How far such a browser indents its lines, in characters.
INDENT = 3


class Dump(NamedTuple):
    """The lines that the page had, the addresses below them, and which of the lines were links."""

    lines: list[str]
    addresses: list[str]
    links: frozenset[str] = frozenset()


def without_indent(lines: Sequence[str]) -> list[str]:
    """The lines without the blanks that open every one of them."""
    indents = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip()]
    common = min(indents, default=0)
    return [line[common:] if line.strip() else line for line in lines] if common else list(lines)


def read_dump(lines: Sequence[str]) -> Dump:
    """The lines of a terminal's browser without its numbers, marks of items and indent; any other text as it is."""
    end, addresses = _addresses(lines)
    indents = [len(line) - len(line.lstrip(" ")) for line in lines[:end] if line.strip()]
    is_indented = min(indents, default=0) == INDENT
    if not (addresses or is_indented):
        return Dump(without_indent(lines), [])
    found = [_NUMBER.sub("", line) for line in lines[:end]] if addresses else list(lines[:end])
    bare = [match.group(1) + line[match.end() :] if (match := _ITEM.match(line)) else line for line in found]
    links = {new.strip() for old, new in zip(lines, bare, strict=False) if addresses and _LINKS.fullmatch(old)}
    return Dump(without_indent(bare), addresses, frozenset(links))


def _addresses(lines: Sequence[str]) -> tuple[int, list[str]]:
    """Where the list of addresses below a text begins, and its lines."""
    end = len(lines)
    found: list[str] = []
    while end and (not lines[end - 1].strip() or _ADDRESS.fullmatch(lines[end - 1])):
        end -= 1
        if lines[end].strip():
            found.append(lines[end].strip())
    if len(found) < MIN_LINKS or not end or _LIST.fullmatch(lines[end - 1]) is None:
        return len(lines), []
    return end - 1, [lines[end - 1].strip(), *reversed(found)]
