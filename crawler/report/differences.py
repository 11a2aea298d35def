"""The differences between two records of an article, short enough to read at a glance: deleted and inserted words, with some
context."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from crawler.store.changes import changed_fields

#: Maximum context on either side, and maximum length of one piece, in characters; maximum number of lines per field.
CONTEXT, MAX_PIECE, MAX_SHOWN = 16, 120, 8

#: Maximum number of paragraphs of a text that are compared, after its common beginning and end: the comparison takes quadratic
#: time.
MAX_COMPARED = 400

#: Maximum number of characters of a paragraph that are compared, for the same reason.
MAX_CHARACTERS = 600

#: Two paragraphs with less than this share in common are a deletion and an insertion, not an edit; and the minimum length of a
#: common part, in characters.
SAME_SHARE, MIN_KEPT = 0.3, 2


class Piece(NamedTuple):
    """Characters of a line. ``fate`` is ``kept``, ``gone`` or ``come``."""

    fate: str
    text: str


class Difference(NamedTuple):
    """The differences in one field: lines of pieces, and the number of lines left out."""

    field: str
    lines: list[list[Piece]]
    left_out: int


def compare_records(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """The content fields that differ, in the order of the record."""
    found = []
    for name in changed_fields(before, after):
        lines = list(_compare_lines(_lines_of(before.get(name)), _lines_of(after[name])))
        found.append(Difference(name, lines[:MAX_SHOWN], max(0, len(lines) - MAX_SHOWN)))
    return found


def _lines_of(value: Any) -> list[str]:
    """A field as lines: a text's paragraphs, people with their roles, or the value itself."""
    if not value:
        return []
    if isinstance(value, str):
        return value.split("\n")
    return [
        "、".join(f"{person['name']}（{person['role']}）" if person["role"] else person["name"] for person in value)
    ]


def _compare_lines(before: Sequence[str], after: Sequence[str]) -> Iterator[list[Piece]]:
    head = _same_beginning(before, after)
    before, after = before[head:], after[head:]
    tail = _same_beginning(before[::-1], after[::-1])
    before, after = before[: len(before) - tail], after[: len(after) - tail]
    if max(len(before), len(after)) > MAX_COMPARED:
        yield from _gone_and_come(before, after)
        return
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "replace":
            both = min(j - i, m - k)
            for old, new in zip(before[i : i + both], after[k : k + both], strict=True):
                yield from _compare_line(old, new)
            yield from _gone_and_come(before[i + both : j], after[k + both : m])
        elif kind != "equal":
            yield from _gone_and_come(before[i:j], after[k:m])


def _same_beginning(one: Sequence[str], other: Sequence[str]) -> int:
    """Number of lines or characters at the beginning of both."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (mine, yours) in pairs if mine != yours), min(len(one), len(other)))


def _gone_and_come(before: Sequence[str], after: Sequence[str]) -> Iterator[list[Piece]]:
    yield from ([Piece("gone", _middle(line))] for line in before)
    yield from ([Piece("come", _middle(line))] for line in after)


def _compare_line(old: str, new: str) -> Iterator[list[Piece]]:
    """The line of a paragraph that was edited, or two lines if the paragraphs have too little in common."""
    edits = list(_edits(old, new))
    kept = sum(len(text) for fate, text in edits if fate == "kept")
    if kept < SAME_SHARE * max(len(old), len(new)):
        yield from _gone_and_come([old], [new])
        return
    last = len(edits) - 1
    yield [
        Piece(fate, _context(text, is_first=at == 0, is_last=at == last) if fate == "kept" else _middle(text))
        for at, (fate, text) in enumerate(edits)
    ]


def _edits(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The kept, deleted and inserted parts, in order. A short kept part between two edits is merged into them: a single
    character that two words have in common is coincidence."""
    head = _same_beginning(old, new)
    tail = _same_beginning(old[head:][::-1], new[head:][::-1])
    inner_old, inner_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if max(len(inner_old), len(inner_new)) > MAX_CHARACTERS:
        operations = [("replace", 0, len(inner_old), 0, len(inner_new))]
    else:
        operations = list(SequenceMatcher(None, inner_old, inner_new, autojunk=False).get_opcodes())
    if head:
        yield "kept", old[:head]
    gone = come = ""
    for kind, i, j, k, m in operations:
        if kind == "equal" and j - i >= MIN_KEPT:
            yield from _edit(gone, come)
            gone = come = ""
            yield "kept", inner_old[i:j]
        else:
            gone, come = gone + inner_old[i:j], come + inner_new[k:m]
    yield from _edit(gone, come)
    if tail:
        yield "kept", old[len(old) - tail :]


def _edit(gone: str, come: str) -> Iterator[tuple[str, str]]:
    if gone:
        yield "gone", gone
    if come:
        yield "come", come


def _context(text: str, *, is_first: bool, is_last: bool) -> str:
    """The context shown of a kept part: its ends beside edits."""
    room = CONTEXT if is_first or is_last else 2 * CONTEXT
    if len(text) <= room:
        return text
    before, after = "" if is_first else text[:CONTEXT], "" if is_last else text[-CONTEXT:]
    return f"{before}…{after}"


def _middle(text: str) -> str:
    """A piece, with its middle left out if it is long."""
    if len(text) <= MAX_PIECE:
        return text
    half = MAX_PIECE // 2
    return f"{text[:half]}……{text[-half:]}"
