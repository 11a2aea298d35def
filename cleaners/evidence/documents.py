"""Official documents: what the page states of one beside its text, and the files it comes with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaners.evidence import dates
from cleaners.reading.addresses import join
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.rules import Fact, Rule, StatedRule
from cleaners.rules.contacts import FILES
from cleaners.rules.form import fold_line
from cleaners.rules.head import DOCUMENT_KEYS
from cleaners.values import Attachment, Block, Document, Label

_ATTACHED = StatedRule("document.attachment", Label.OTHER, "", drops=("附件",), keeps=())

#: To ask for a member of an enumeration takes longer than the comparison.
_DOCUMENT = Fact.DOCUMENT

_ENTRY = lazy(rf"({DOCUMENT_KEYS})\s*:\s*(.*?)(?=\s*(?:{DOCUMENT_KEYS})\s*:|$)")
#: Elements that hold a value beside the element of its key.
_VALUES = frozenset({"td", "th", "dd"})
_FIELDS = {
    **dict.fromkeys(("发文字号", "文号", "公文字号"), "number"),
    **dict.fromkeys(("发文机关", "发文机构", "制发机关", "发布机构"), "issuer"),
    **dict.fromkeys(("成文日期", "生成日期", "印发日期", "发文日期"), "written"),
    "发布日期": "published",
}
_LONE_KEY = lazy(DOCUMENT_KEYS)
#: Maximum length of a value that stands below its key, in characters.
_LONGEST = 40
_FILE = lazy(rf"[^?#]*\.(?:{FILES}|et|txt)(?:[?#].*)?", re.I)
_LABEL = lazy(r"^附\s*件\s*[\d一二三四五六七八九十]{0,2}\s*[:：.、]?\s*")

#: Share of the characters of a line that names files which links in it have at least.
_LINKED = 0.5


def add_attachments(hits: list[Rule | None], outline: Outline) -> list[Rule | None]:
    """The rules that match each line of a page that shows a document, with the lines that link its files."""
    return [
        _ATTACHED if hit is None and _is_attachment(block) else hit
        for hit, block in zip(hits, outline.blocks, strict=True)
    ]


def read_document(hits: Sequence[Rule | None], blocks: Sequence[Block], base: str | None) -> Document | None:
    """What a page states of an official document; None where it gives neither a number nor who issued it. ``base`` is the address
    that those of files are relative to."""
    found: dict[str, str] = {}
    for name, value in _entries(hits, blocks):
        found.setdefault(name, value)
    if "number" not in found and "issuer" not in found:
        return None
    files = tuple(
        file for hit, block in zip(hits, blocks, strict=True) if hit is _ATTACHED for file in _files_of(block, base)
    )
    written, published = (_moment(found.get(name)) for name in ("written", "published"))
    return Document(found.get("number"), found.get("issuer"), written, published, files)


def read_attached(blocks: Sequence[Block], places: Sequence[int], base: str | None) -> Document | None:
    """The files that a notice comes with which states nothing else of an official document: in lines that are little more than
    links to files, called 附件 there or in the line above the first, or by the names of files. None without any. ``places``
    are the numbers of the lines that are asked."""
    files: list[Attachment] = []
    last = -1
    for index in places:
        block = blocks[index]
        if not _is_attachment(block) or block.hidden:
            continue
        found = list(_files_of(block, base))
        is_called = "附件" in block.text or all(_FILE.fullmatch(file.name) for file in found)
        if is_called or index - 1 == last or (index > 0 and "附件" in blocks[index - 1].text):
            files += found
            last = index
    return Document(None, None, None, None, tuple(dict.fromkeys(files))) if files else None


def _files_of(block: Block, base: str | None) -> Iterator[Attachment]:
    """The files that a line links, by the words of the links without the word for an attachment."""
    for mark in block.marks:
        if mark.kind == "link" and mark.href and _FILE.fullmatch(mark.href):
            name = _LABEL.sub("", block.text[mark.start : mark.end]) or block.text
            yield Attachment(name, join(mark.href, base))


def _entries(hits: Sequence[Rule | None], blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    """Names of fields and their values: behind a key, in the next cell, or a number alone on its line."""
    for number, hit in enumerate(hits):
        block = blocks[number]
        if block.hidden:
            continue
        lone = _bare(block.text)
        if hit is None or (hit.states is _DOCUMENT and _LONE_KEY.fullmatch(lone)):
            is_key = hit is not None or block.in_element in _VALUES or block.in_element == "dt"
            name = _FIELDS.get(lone) if is_key else None
            if name is not None and (value := _next_cell(hits, blocks, number, is_lone=hit is not None)):
                yield name, value
            continue
        form = fold_line(block.text)
        entries = list(_ENTRY.finditer(form))
        for entry in entries:
            name = _FIELDS.get(entry[1].replace(" ", ""))
            value = _as_written(block.text, entry[2]) or _next_cell(hits, blocks, number)
            if name is not None and value:
                yield name, value
        if not entries and hit.states is _DOCUMENT:
            yield "number", block.text


def _as_written(text: str, value: str) -> str:
    """A value of the match form in the page's own characters."""
    at = fold_line(text).find(value) if value else -1
    return text[at : at + len(value)].strip() if at >= 0 and len(fold_line(text)) == len(text) else value.strip()


def _next_cell(hits: Sequence[Rule | None], blocks: Sequence[Block], number: int, *, is_lone: bool = False) -> str:
    """The value below a key: the next cell, or, below a key that is known for one by itself (``is_lone``), the next line."""
    if number + 1 == len(blocks):
        return ""
    hit, block = hits[number + 1], blocks[number + 1]
    is_key = hit is not None and hit.states is _DOCUMENT and fold_line(block.text).endswith(":")
    is_value = block.cell is not None or block.in_element in _VALUES or (is_lone and len(block.text) <= _LONGEST)
    return block.text if is_value and not is_key and _bare(block.text) not in _FIELDS else ""


def _bare(text: str) -> str:
    """A key without the spaces that set it as wide as others."""
    return "".join(text.split())


def _moment(text: str | None) -> str | None:
    stamp = dates.read_date(text) if text else None
    return stamp.iso() if stamp is not None else None


def _is_attachment(block: Block) -> bool:
    """Whether a line is little more than links to files."""
    if not block.link_chars or block.link_chars < _LINKED * len(block.text):
        return False
    return any(mark.kind == "link" and mark.href is not None and _FILE.fullmatch(mark.href) for mark in block.marks)
