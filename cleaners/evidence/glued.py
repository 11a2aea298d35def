"""Lines that stand glued to the last sentence of a paragraph: a way back to the portal, the editor in brackets, a call.

A page may set them as an element inside the paragraph, and a flattening tool may lose the break. A line is parted where the
words behind a seam are, all of them, a line that a rule takes: behind the end of a sentence, or where a link begins that
reaches to the end of the line. Brackets that a writer or an agency closes a text with (`（记者甲乙）`, `（完）`) are of no such
rule and stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaners.evidence.prose import with_open_end
from cleaners.evidence.tables import MAX_CELL
from cleaners.reading.outline import Containers, Outline
from cleaners.reading.patterns import lazy
from cleaners.rules import Rule, first_rule
from cleaners.rules.rule import LONG
from cleaners.values import Block, Label, Mark

#: Maximum length of what is parted from a line, in characters: as long as a credit line.
MAX_GLUED = LONG

#: Minimum letters of a glued control: the number of a note has none, and 更多 ends the teaser of a list.
MIN_LINK = 3

_SEAM = lazy(r"(?<=[。！？!?…”」』）)】\]])\s*(?=[^\s。！？!?…”」』）)】\]，、；：])")

#: One of these stands in nearly every such line: a cheap look before the seams.
_SAYS = lazy(
    r"[编編责責审審校返]|原文|原标题|更多|全文|转载|轉載|关注|關注|下载|下載|打开|点击|點|扫|邮箱|热线|熱線|專線|生命|自己一|珍惜|客户端|版权|收藏|评论|留言|鼓励|在看|更佳|必究|侵|公众号|信号|视频号|下一页"
)

#: What may be parted as words, and what as a link.
_AS_WORDS = frozenset((Label.CREDIT, Label.LEGAL, Label.PROMO))
_AS_LINK = _AS_WORDS | {Label.NAVIGATION, Label.SHARE, Label.FOOTER}
#: A whole line of these is a bar of controls, which may have such marks inside.
_BARS = frozenset((Label.NAVIGATION, Label.SHARE))
#: What a control says that leads away from the text, and what opens the headline of its first publication.
_BACK, _ON, _FIRST_TITLE = "返回", ("原文", "更多", "全文"), "原标题"
_BRACKETS = "（([【"
_DESK = ("责任编辑", "責任編輯", "责编", "責編", "编辑", "編輯", "责任校对")


def part_glued(outline: Outline) -> Outline:
    """The page with such lines as blocks of their own, in the element of the paragraph. The same page where there is none."""
    blocks = outline.blocks
    lines = [n for n in with_open_end(blocks, MIN_LINK + 1) if not _is_data(blocks, n)]
    seams = {n: seam for n in lines if (seam := _seam_of(blocks[n])) is not None}
    return _parted(outline, seams) if seams else outline


def _is_data(blocks: Sequence[Block], number: int) -> bool:
    """Whether a line is a short cell, which holds no other: a table that lays out a page has paragraphs in its cells."""
    block = blocks[number]
    if block.kind != "cell" or len(block.text) > MAX_CELL:
        return False
    return not number or blocks[number - 1].cell != block.cell


def _seam_of(block: Block) -> tuple[int, int] | None:
    """Where the paragraph ends and where the glued line begins; None where none does."""
    text = block.text
    if (
        block.kind in ("heading", "pre")
        or block.link_chars == len(text)
        or not _SAYS.search(text, max(0, len(text) - MAX_GLUED))
    ):
        return None
    for end, start in _places(block):
        is_link = _is_in_link(block, start)
        if len(text) - start < MIN_LINK:
            return None
        if _linked(block, 0, end) * 2 > end:
            continue
        rule = first_rule(text[start:])
        if rule is not None and _may_be_parted(rule, text[start:], is_link):
            whole = first_rule(text)
            return (end, start) if whole is None or whole.label not in _BARS else None
    return None


def _places(block: Block) -> Iterator[tuple[int, int]]:
    """The seams in the last characters of a line, the first one first; and where a link begins that reaches to its end."""
    text = block.text
    first = max(0, len(text) - MAX_GLUED)
    for match in _SEAM.finditer(text, first):
        if match.start() > 0:
            yield match.start(), match.end()
    mark = _last_link(block)
    if mark is not None and mark.start >= max(first, 1):
        yield len(text[: mark.start].rstrip()), mark.start


def _last_link(block: Block) -> Mark | None:
    """The link that reaches to the end of a line, if one does and it is not the whole line."""
    size = len(block.text)
    return next((mark for mark in block.marks if mark.kind == "link" and mark.end == size and mark.start), None)


def _is_in_link(block: Block, start: int) -> bool:
    mark = _last_link(block)
    return mark is not None and mark.start <= start


def _may_be_parted(rule: Rule, words: str, is_link: bool) -> bool:
    if words[-1] in "）)】]」』" and words[0] not in "（([【「『":
        return False  # the paragraph opened that bracket
    if is_link:
        is_call = rule.label is Label.RECOMMENDATION and words[0] in _BRACKETS  # `【点击进入专题】`
        return (rule.label in _AS_LINK or is_call) and sum(map(str.isalpha, words)) >= MIN_LINK
    if words.startswith(_BACK) or words.endswith(_ON):
        return rule.label in _AS_LINK
    if _FIRST_TITLE in words[:4]:
        return rule.label is Label.SOURCE
    if words[0] in "（(":
        # What stands in such brackets speaks of the sentence before it, and a writer signs so: only the desk is none.
        return rule.label is Label.CREDIT and words[1:].startswith(_DESK)
    return rule.label in _AS_WORDS


def _parted(outline: Outline, seams: dict[int, tuple[int, int]]) -> Outline:
    blocks: list[Block] = []
    moved = [0]  # where each block begins in the new order
    for block in outline.blocks:
        seam = seams.get(block.number)
        pieces = [block] if seam is None else [_cut(block, 0, seam[0]), _cut(block, seam[1], len(block.text))]
        for piece in pieces:
            number = len(blocks)
            blocks.append(piece if piece.number == number else Block(number, *piece[1:]))
        moved.append(len(blocks))
    old = outline.containers
    containers = Containers(
        *old[:-2], first=[moved[place] for place in old.first], end=[moved[place] for place in old.end]
    )
    texts_of = {moved[number]: texts for number, texts in outline.pieces.items() if number not in seams}
    return outline._replace(blocks=tuple(blocks), containers=containers, pieces=texts_of)


def _cut(block: Block, start: int, end: int) -> Block:
    """A part of a line, with the marks inside it."""
    marks = tuple(
        Mark(max(mark.start, start) - start, min(mark.end, end) - start, mark.kind, mark.href)
        for mark in block.marks
        if mark.start < end and mark.end > start
    )
    return block._replace(text=block.text[start:end], marks=marks, link_chars=_linked(block, start, end))


def _linked(block: Block, start: int, end: int) -> int:
    """Characters of a part of a line that lie inside links."""
    if not block.link_chars:
        return 0
    spans = ((max(mark.start, start), min(mark.end, end)) for mark in block.marks if mark.kind == "link")
    return min(end - start, sum(stop - first for first, stop in spans if stop > first))
