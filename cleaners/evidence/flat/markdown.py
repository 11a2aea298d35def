"""Markdown: the marks of headings, lists, quotations, tables, pictures, links and stress are no words of the text.

Tools that keep nothing else of a page write the bars of its tables, too.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.flat.row import Row
from cleaners.reading.patterns import lazy
from cleaners.values import Image, Mark

_TARGET = (
    r"\((?=https?:|/|#|\.|mailto:|data:|javascript:|[\w-]+(?:\.\w+)+|\))([^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,500})?)"
    r"(?:\s+[\"'“][^\"”\n]{0,300}[\"'”])?\s*\)"
)
_PICTURE = lazy(rf"!\[([^\[\]\n]{{0,300}})\]{_TARGET}")
_LINK = lazy(rf"(?<!!)\[((?>(?:[^\[\]\n]|\[[^\[\]\n]{{0,80}}\]){{1,300}}))\]{_TARGET}")
#: A picture that is a link keeps nothing of that.
_LINKED_PICTURE = lazy(rf"\[\s*(!\[[^\[\]\n]{{0,300}}\]{_TARGET.replace('([', '(?:[')})\s*\]{_TARGET}")
_HEADING = lazy(r" {0,3}(#{1,6})[ \t]+([^#\n]+?)[ \t]*#*[ \t]*")
_BOLD_LINE = lazy(r"\*\*[^*\n]{1,80}\*\*")
_UNDERLINE = lazy(r"={3,}|-{3,}")
_RULE_OFF = lazy(r" {0,3}(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}")
_ITEM = lazy(r"([ \t]*)[*+-][ \t]+(\S.*)")
_QUOTE = lazy(r" {0,3}>+[ \t]?(.*)")
_TABLE_ROW = lazy(r"\s*\|(.+)\|\s*")
_TABLE_BORDER = lazy(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?\|?\s*")
#: Fewest filled cells of a row of data, and fewest such rows that are a table.
_MIN_CELLS, _MIN_TABLE = 2, 2
_STRESS = lazy(
    r"(\*\*|__)(?=\S)([^*\n]{1,400}?)(?<=\S)\1|(?<![*\w])\*(?=[^\s*])([^*\n]{1,200}?)(?<=[^\s*])\*(?![*\w])"
    r"|(?<![A-Za-z0-9_])_(?=[^\s_])([^_\n]{1,200}?)(?<=\S)_(?![A-Za-z0-9_])"
)
_ESCAPE = lazy(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_AUTOLINK = lazy(r"<(https?://[^<>\s]{1,500})>")


def is_markdown(lines: Sequence[str]) -> bool:
    """Whether lines are Markdown: they hold a link or a picture as it writes them, or open with a heading, or have two, or a
    heading or a line in bold beside another. A masked name (`张**`), a tag (`#渔港`) and a price list are none."""
    text = "\n".join(lines)
    if "](" in text and (_PICTURE.search(text) or _LINK.search(text)):
        return True
    shown = [line for line in lines if line.strip()]
    headings = sum(line.lstrip()[:1] == "#" and _HEADING.fullmatch(line) is not None for line in shown)
    bold = sum(line[:2] == "**" and _BOLD_LINE.fullmatch(line.strip()) is not None for line in shown)
    opens = bool(shown) and _HEADING.fullmatch(shown[0]) is not None
    return opens or headings > 1 or (headings + bold > 1) or (headings == 1 and _is_set_off(lines))


def _is_set_off(lines: Sequence[str]) -> bool:
    """Whether the one line with a heading's mark has blank lines around it and the length of a headline."""
    for number, line in enumerate(lines):
        heading = _HEADING.fullmatch(line) if line[:1] == "#" else None
        if heading is not None:
            around = [*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2]]
            return len(around) == 2 and not any(map(str.strip, around)) and len(heading[2]) >= _HEADLINE
    return False


_TAG = lazy(r"#[ \t]?[^\s#，。！？：:]{1,12}")


def join_tags(lines: Sequence[str]) -> list[str]:
    """The lines with tags that stand right below each other in one: a heading has its text below it."""
    found: list[str] = []
    run: list[str] = []
    for line in [*lines, ""]:
        if line[:1] == "#" and _TAG.fullmatch(line.rstrip()) is not None:
            run.append(line.strip())
            continue
        found += [" ".join(run)] if len(run) > 1 else run
        found.append(line)
        run = []
    return found[:-1]


#: Fewest characters of a line that is known for a headline by its mark alone.
_HEADLINE = 8


def read_markdown(lines: Sequence[str]) -> list[Row]:
    """The rows of a text in Markdown, without its marks. Linear in the text."""
    rows: list[Row] = []
    table, row_number, above = 0, -1, ""
    for line in lines:
        cells = _TABLE_ROW.fullmatch(line)
        if cells is None:
            row_number = -1
        if not line.strip():
            above = ""
        elif cells is not None and _TABLE_BORDER.fullmatch(line):
            pass
        elif cells is not None:
            table += row_number < 0
            row_number += 1
            rows += _cells(cells.group(1), table, row_number)
        elif above and rows and _UNDERLINE.fullmatch(line.strip()):
            rows[-1] = rows[-1]._replace(kind="heading", level=1 if line.strip()[0] == "=" else 2)
            above = ""
        elif _RULE_OFF.fullmatch(line):
            rows.append(Row(line.strip(), hidden=True))
            above = ""
        else:
            found = _rows_of(line)
            rows += found
            above = line if found and found[-1].kind == "paragraph" and found[-1].text else ""
    return rows


def without_bars(lines: Sequence[str]) -> list[str]:
    """The lines without the bars that a tool wrote behind the one cell of a row: old pages are laid out with tables. The rows of
    a table of data keep theirs, as does a bar within a line."""
    found: list[str] = []
    run: list[str] = []
    for line in (*lines, ""):
        text = line.rstrip()
        if text[-1:] == "|":
            run.append(text)
            continue
        found += _without_bars(run) if run else ()
        run = []
        found.append(line)
    return found[:-1]


def _without_bars(run: Sequence[str]) -> list[str]:
    """Rows right below each other: those of a table, if most have several filled cells."""
    rows = [row for row in run if row.strip("| \t") and not _TABLE_BORDER.fullmatch(row)]
    filled = [sum(not cell.isspace() for cell in row.split("|") if cell) for row in rows]
    full = sum(number >= _MIN_CELLS for number in filled)
    if full >= _MIN_TABLE and 2 * full >= len(rows):
        return rows
    return [row.rstrip("| \t").lstrip("|") for row in rows] or [""]


def part_cells(rows: Sequence[Row]) -> list[Row]:
    """The rows, with the lines that still end in a bar as the cells of a table."""
    found: list[Row] = []
    table = number = 0
    is_inside = False
    for row in rows:
        if row.text[-1:] == "|" and row.kind == "paragraph" and not row.marks:
            table, number = (table, number + 1) if is_inside else (table + 1, 0)
            found += _cells(row.text.strip("|"), table, number)
            is_inside = True
        else:
            found.append(row)
            is_inside = False
    return found


def _cells(inside: str, table: int, number: int) -> list[Row]:
    cells = inside.replace("\\|", "\0").split("|")
    texts = (_inline(cell.replace("\0", "|").strip()) for cell in cells)
    return [
        Row(text, "cell", marks=marks, cell=(table, number, column))
        for column, (text, marks) in enumerate(texts)
        if text
    ]


def _rows_of(line: str) -> list[Row]:
    kind, level, rest = "paragraph", 0, line.strip()
    if (heading := _HEADING.fullmatch(line)) is not None:
        kind, level, rest = "heading", len(heading.group(1)), heading.group(2)
    elif (item := _ITEM.fullmatch(line)) is not None:
        kind, level, rest = "item", 1 + len(item.group(1).expandtabs(4)) // 2, item.group(2)
    elif (quote := _QUOTE.fullmatch(line)) is not None:
        kind, rest = "quote", quote.group(1)
        if not rest.strip():
            return []
    rows = []
    if "![" in rest:
        rest = _LINKED_PICTURE.sub(r"\1", rest)
        rows = [Row(kind="image", image=Image(url)) for _, url in _PICTURE.findall(rest) if url]
        rest = _PICTURE.sub("", rest).strip()
    text, marks = _inline(rest)
    if text:
        rows.append(Row(text, kind, level, marks))
    return rows


def _inline(text: str) -> tuple[str, tuple[Mark, ...]]:
    """A line without the marks of links and stress, and where those were."""
    if not any(sign in text for sign in ("*", "](", "_", "\\", "<http")):
        return text.strip(), ()
    text = _AUTOLINK.sub(r"\1", text)
    pieces: list[str] = []
    marks: list[Mark] = []
    size, last = 0, 0
    for match in _LINK.finditer(text):
        words, inner = _stressed(text[last : match.start()], size)
        pieces.append(words)
        marks += inner
        size += len(words)
        words, inner = _stressed(match.group(1), size)
        pieces.append(words)
        marks += [*inner, Mark(size, size + len(words), "link", match.group(2))] if words else []
        size += len(words)
        last = match.end()
    words, inner = _stressed(text[last:], size)
    return _stripped("".join([*pieces, words]), (*marks, *inner))


def _stressed(text: str, start: int) -> tuple[str, list[Mark]]:
    """A piece without the marks of stress; ``start`` is its place in the line."""
    pieces: list[str] = []
    marks: list[Mark] = []
    size, last = start, 0
    for match in _STRESS.finditer(text):
        before = _ESCAPE.sub(r"\1", text[last : match.start()])
        words = _ESCAPE.sub(r"\1", match.group(2) or match.group(3) or match.group(4))
        size += len(before)
        pieces += (before, words)
        marks.append(Mark(size, size + len(words), "bold" if match.group(2) else "italic"))
        size += len(words)
        last = match.end()
    pieces.append(_ESCAPE.sub(r"\1", text[last:]))
    return "".join(pieces), marks


def _stripped(text: str, marks: tuple[Mark, ...]) -> tuple[str, tuple[Mark, ...]]:
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    moved = (mark._replace(start=max(0, mark.start - lead), end=min(len(text), mark.end - lead)) for mark in marks)
    return text, tuple(mark for mark in moved if mark.end > mark.start)
