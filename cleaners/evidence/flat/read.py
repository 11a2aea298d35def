"""text → its blocks: each form of a flattened text that is found is undone, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaners.evidence.flat.markdown import is_markdown, read_markdown
from cleaners.evidence.flat.marks import without_prefixes, without_references
from cleaners.evidence.flat.one_line import is_one_line, split_line
from cleaners.evidence.flat.reader import Head, read_head
from cleaners.evidence.flat.row import Row
from cleaners.evidence.flat.seams import pieces_of
from cleaners.evidence.flat.shared import read_shared, without_placeholders
from cleaners.evidence.flat.wrapped import is_wrapped, join_wrapped
from cleaners.evidence.metadata import Metadata
from cleaners.reading.characters import sanitize
from cleaners.reading.outline import MAX_BLOCKS, Containers, Outline, room
from cleaners.values import Block


class Flat(NamedTuple):
    """A flattened text: its blocks, and what a service's head said of the page; ``url`` is None where nothing names it."""

    outline: Outline
    metadata: Metadata
    url: str | None = None


def read_flat(text: str) -> Flat:
    """A flattened text as blocks, one a line as its page had them. Linear in the text; never raises on any str."""
    lines = without_prefixes(without_references(sanitize(text)).splitlines())
    head = read_head(lines)
    if head is not None:
        lines = lines[head.rest :]
    rows = read_markdown(lines) if is_markdown(lines) else _read_plain(lines)
    outline = _outline([*(Row(line, hidden=True) for line in (head.lines if head is not None else ())), *rows])
    return Flat(outline, _metadata(head), head.url if head is not None else None)


def _read_plain(lines: Sequence[str]) -> list[Row]:
    if is_one_line(lines):
        lines = [line for whole in lines if whole.strip() for line in split_line(whole)]
    elif is_wrapped(lines):
        lines, numbers = join_wrapped(lines)
        return [*read_shared(without_placeholders(lines)), *(Row(number, hidden=True) for number in numbers)]
    return read_shared(without_placeholders(lines))


def _metadata(head: Head | None) -> Metadata:
    if head is None:
        return Metadata()
    titles = (head.title,) if head.title else ()
    return Metadata(titles=titles, published=(head.published,) if head.published else ())


def _outline(rows: Sequence[Row]) -> Outline:
    """One element with all lines in it; no more of them than a page of that size may have."""
    kept = rows[: room(sum(len(row.text) for row in rows))] if len(rows) > MAX_BLOCKS else rows
    blocks = tuple(_block(number, row) for number, row in enumerate(kept))
    containers = Containers([-1], ["body"], [""], [""], [""], [False], [0], [len(blocks)])
    pieces = {block.number: pieces for block in blocks if (pieces := pieces_of(block.text))}
    return Outline(blocks, containers, ("truncated",) if len(kept) < len(rows) else (), pieces)


def _block(number: int, row: Row) -> Block:
    size = len(row.text)
    return Block(
        number,
        row.text,
        row.kind,
        row.level,
        container=0,
        link_chars=sum(mark.end - mark.start for mark in row.marks if mark.kind == "link"),
        bold=any(mark.kind == "bold" and mark.end - mark.start == size for mark in row.marks),
        hidden=row.hidden,
        cell=row.cell,
        marks=row.marks,
        image=row.image,
    )
