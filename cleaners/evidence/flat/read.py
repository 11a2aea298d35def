"""Text → blocks: recognise the ways in which a text was flattened, and undo them one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaners.evidence.flat.around.issues import head_listed, read_issue, read_named
from cleaners.evidence.flat.around.latin import join_latin
from cleaners.evidence.flat.around.menus import hide_glued, hide_last
from cleaners.evidence.flat.around.moments import join_moments, join_reports
from cleaners.evidence.flat.around.repeats import hide_repeats
from cleaners.evidence.flat.around.reversed import Reversed, part_first, read_reversed
from cleaners.evidence.flat.around.stories import part_stories
from cleaners.evidence.flat.chat import read_chat
from cleaners.evidence.flat.cut import join_cut
from cleaners.evidence.flat.dump import read_dump
from cleaners.evidence.flat.entries import mark_entries, mark_links
from cleaners.evidence.flat.fringes import hide_fringes
from cleaners.evidence.flat.mail import mail_head
from cleaners.evidence.flat.markdown import is_markdown, join_tags, part_cells, read_markdown, without_bars
from cleaners.evidence.flat.marks import (
    join_keys,
    without_bullets,
    without_numbers,
    without_prefixes,
    without_references,
)
from cleaners.evidence.flat.microblog import read_microblog
from cleaners.evidence.flat.one_line import is_one_line, sign_of, split_line, title_in
from cleaners.evidence.flat.others import part_others
from cleaners.evidence.flat.posts import hide_posts
from cleaners.evidence.flat.quoted import unquoted, without_quotes
from cleaners.evidence.flat.reader import Head, read_head
from cleaners.evidence.flat.row import Row
from cleaners.evidence.flat.seams import pieces_of_lines
from cleaners.evidence.flat.shared import read_shared, without_placeholders
from cleaners.evidence.flat.sheets import without_sheets
from cleaners.evidence.flat.spaced import without_spaces
from cleaners.evidence.flat.wrapped import is_wrapped, join_wrapped
from cleaners.evidence.metadata import Metadata
from cleaners.reading.characters import sanitize
from cleaners.reading.outline import MAX_BLOCKS, Containers, Outline, room
from cleaners.reading.patterns import lazy
from cleaners.values import Block

#: Flag of a text in one line: the ends of its paragraphs, its titles and the page's frame are guesses.
ONE_LINE = "one_line"


#: Lines for each block that a page of a text's size may have: some are blank, some are joined. No more of them are looked at.
_LINES_A_BLOCK = 2


class Flat(NamedTuple):
    """A flattened text: its blocks, the metadata from a service's head, flags for what was unusual, and whether its line breaks
    were lost without a trace. ``url`` is None if the text does not give it."""

    outline: Outline
    metadata: Metadata
    url: str | None = None
    flags: tuple[str, ...] = ()
    is_glued: bool = False


def read_flat(text: str) -> Flat:
    """A flattened text as blocks, one for each line of its page. Linear in the text; never raises on any str."""
    text = without_spaces(without_references(unquoted(sanitize(text.translate(_BREAKS)))))
    lines = without_quotes(text.splitlines())
    is_cut = len(lines) > (most := _LINES_A_BLOCK * room(len(text)))
    lines = lines[:most] if is_cut else lines
    mail = mail_head(lines)
    chat = read_chat(lines[mail:])
    post = read_microblog(chat.lines)
    head, lines, tool = _with_head(post.lines, [*lines[:mail], *chat.own, *post.own])
    lines, foot, day = read_issue(lines)
    lines, below, named = read_named(lines)
    own = read_reversed(part_first(join_reports(join_moments(lines))))
    lines = own.lines
    sheets = without_sheets(lines)
    dump = read_dump(sheets.lines)
    tool += [*own.facts, *sheets.repeated]
    lines = join_tags(dump.lines) if "\n#" in text else dump.lines
    lines = without_bullets(lines) if "•" in text else lines
    lines = join_keys(lines) if _KEY_ABOVE.search(text) is not None else lines
    has_bars = _BAR_BEHIND.search(text) is not None
    if is_markdown(lines):
        rows = read_markdown(lines)
    else:
        rows = mark_links(_read_plain(without_bars(lines) if has_bars else lines), dump.links)
        rows = part_cells(rows) if has_bars else rows
    rows = part_stories(hide_last(hide_glued(hide_repeats(rows))))
    rows = head_listed(hide_fringes(hide_posts(part_others(rows))))
    title = sheets.title or named or (title_in(dump.lines[0].strip()) if len(dump.lines) == 1 else None)
    outline = _outline([*_hidden(tool), *rows, *_hidden(dump.addresses), *_hidden([*below, *foot])])
    signs = {sign_of(line) for line in dump.lines if line.strip()} if is_one_line(dump.lines) else set()
    flags = () if signs.isdisjoint(("", " ")) else (ONE_LINE,)
    flags = (*flags, "truncated") if is_cut else flags
    return Flat(
        outline,
        _metadata(head, title, post.published or day, own),
        head.url if head is not None else None,
        flags,
        "" in signs,
    )


def _hidden(lines: Sequence[str]) -> list[Row]:
    return [Row(line.strip(), hidden=True) for line in lines if line.strip()]


def _with_head(lines: Sequence[str], tool: Sequence[str]) -> tuple[Head | None, list[str], list[str]]:
    """The service's head (None without one), the lines below it without marks that stood before every line, and the tool's own
    lines: ``tool`` and those of the head. The head may have such marks, too."""
    head = read_head(lines)
    rest = without_prefixes(without_numbers(lines[head.rest :] if head is not None else lines))
    if head is None and (head := read_head(rest)) is not None:
        rest = rest[head.rest :]
    return head, rest, [*tool, *(head.lines if head is not None else ())]


#: A key of facts alone in its line.
_KEY_ABOVE = lazy(r"[间期源者][:：][ \t]*\n")

#: A line that ends in a bar.
_BAR_BEHIND = lazy(r"\|[ \t]*(?:\n|$)")

#: Line breaks of word processors, printers and old systems, which the output must not contain.
_BREAKS = dict.fromkeys(map(ord, "\x0b\x0c\x85"), "\n")


def _read_plain(lines: Sequence[str]) -> list[Row]:
    numbers: list[str] = []
    if is_wrapped(lines):
        lines, numbers = join_wrapped(lines)
    if is_one_line(lines):
        lines = [line for whole in lines if whole.strip() for line in split_line(whole)]
    rows = mark_entries(read_shared(without_placeholders(join_cut(join_latin(lines)))))
    return [*rows, *(Row(number, hidden=True) for number in numbers)]


def _metadata(head: Head | None, shown: str | None, posted: str | None, own: Reversed) -> Metadata:
    """The page's metadata as the tool gives them. ``shown`` is the title on its sheets or in its one line, ``posted`` the
    moment of a post or of an issue, ``own`` the facts with their keys behind them."""
    titles = tuple(title for title in (head.title if head is not None else None, shown) if title)
    published = (head.published if head is not None else None) or posted
    return Metadata(titles=titles, published=(published,) if published else (), source=own.source, authors=own.authors)


def _outline(rows: Sequence[Row]) -> Outline:
    """One element that contains all lines, at most as many as a page of that size may have blocks."""
    kept = rows[: room(sum(len(row.text) for row in rows))] if len(rows) > MAX_BLOCKS else rows
    blocks = tuple(_block(number, row) for number, row in enumerate(kept))
    containers = Containers([-1], ["body"], [""], [""], [""], [False], [0], [len(blocks)])
    pieces = pieces_of_lines([block.text for block in blocks])
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
