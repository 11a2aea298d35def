"""Lines that belong to a picture: captions and photo credits, told apart from paragraphs and subheads."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.element_names import CAPTION_TAGS, is_for_captions
from cleaners.evidence.moments import read_duration
from cleaners.evidence.names import looks_like_name
from cleaners.evidence.prose import is_prose, prose_of
from cleaners.judgement.once import once
from cleaners.judgement.runs import blocks_without_text, lines_at_pictures, lines_within
from cleaners.judgement.verdicts import (
    BODY,
    CAPTION_AFTER_PICTURE,
    CAPTION_CREDITED,
    CAPTION_ELEMENT,
    CAPTION_MARKED,
    CAPTION_SENTENCE,
)
from cleaners.reading.han import HAN, is_han
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.values import Block, Label, Verdict

#: A bare line under a picture is a caption up to this length (the longest on the measured pages had 68 characters).
MAX_BARE = 70
MAX_MARKED = 160
#: A caption that is a whole sentence, in a row of pictures.
MAX_SENTENCE = 45
#: A sentence under a picture is its caption up to this length, where the median paragraph has at least so many characters.
MAX_SHORT, LONG_LINES = 20, 60

_HAN_NAME = rf"[{HAN}]{{2,4}}"
_MARKED = lazy(
    r"\s*(?:[▲△↑▼◄►▶]|(?:上|下|左|右|本|题|组|首|配|附|资料|新闻)?图(?:片|[一二三四五六七八九十\d]{1,2})?(?:为|[：:∶]|说(?:明)?[:：]|\s?\d{0,2}\s?[/／|｜])|图源|资料图|"
    r"(?:摄影|摄|供图|图片|图)[:：/／]|这是.{0,16}\d日.{0,16}(?:拍摄|航拍)的|[（(](?:资料图|图片|摄影|图/).{0,30}[)）]$)"
)
_CREDITED = lazy(
    rf"(?:\s|[（(。]|^)(?:(?:本报|通讯|[{HAN}]{{2,8}})?(?:记者|通讯员|摄影)?\s*{_HAN_NAME}(?:[、\s]{_HAN_NAME}){{0,2}}\s?[/／]?(?:摄|图|供图)|"
    rf"[{HAN}]{{2,14}}供图|(?:[{HAN}]{{2,4}})?摄影\s?[:：]?\s?{_HAN_NAME}|(?:新华社|中新社)(?:记者)?\s*{_HAN_NAME}?\s?(?:摄|发)(?:[（(].{{1,12}}[)）])?|{_HAN_NAME}摄影|资料图片?)\s*[）)]?\s*$"
)
#: Traditional characters of photo credits: the expressions are written in Simplified.
_SIMPLIFIED = str.maketrans("攝圖記員資傳報訊華聞", "摄图记员资传报讯华闻")
# Who gave a picture, or wired it and when: under a picture only, since a paragraph may end so too.
_GIVEN = lazy(
    rf"[（(][{HAN}]{{2,14}}(?:提供|翻摄)[）)]\s*$|[/／]\s?(?:资料图片?|提供|翻摄)\s*[）)]?\s*$"
    rf"|记者[{HAN}]{{2,8}}传真\s*(?:\d{{2,4}}年\d{{1,2}}月\d{{1,2}}日)?\s*$"
)
#: What `_GIVEN` finds has at most so many characters.
_GIVEN_CHARS = 40
_TAKEN = lazy(r"(?:[摄攝]影?|供图|[/／]图)\s*[）)]?\s*$|^[（(]?\s*(?:图|圖|摄影|摄|攝影|攝)\s?[/／:：|｜]")


def label_captions(outline: Outline, start: int, end: int, given: Sequence[Verdict | None]) -> dict[int, Verdict]:
    """The body's lines in ``start``..``end`` that describe a picture beside them, by their numbers. ``given`` are the verdicts
    before that."""
    lines, bylines = lines_within(given, start, end)
    # From two blocks above the first to the one below the last.
    pictures = blocks_without_text(outline.blocks, max(0, start - 2), end + 1)
    found = _captions_among(lines, pictures, outline)
    found |= _printed_as_headings(given, pictures, outline)
    bare = list(found.values()).count(CAPTION_AFTER_PICTURE)
    if bare >= 4 and _is_written_under_pictures(lines, found, bare, outline):
        found = {i: verdict for i, verdict in found.items() if verdict != CAPTION_AFTER_PICTURE}
    elif bare >= 2:
        found |= dict.fromkeys(_sandwiched(lines, pictures, found, outline), CAPTION_AFTER_PICTURE)
    if pictures:
        found |= dict.fromkeys(_taken_by(bylines, found, outline), CAPTION_CREDITED)
        found |= dict.fromkeys(_told_of_videos(bylines, outline), CAPTION_MARKED)
    return found


def _captions_among(lines: list[int], pictures: list[int], outline: Outline) -> dict[int, Verdict]:
    """The lines that each describe a picture, by their numbers. Only those are looked at closely that stand
    beside a picture or may end in a photo credit: most lines of a text do neither."""
    blocks, usual, beside = outline.blocks, _Usual(lines, outline), _beside(pictures, outline)
    captions, others = lines_at_pictures(outline, lines, beside, MAX_MARKED, is_for_captions, CAPTION_TAGS)
    found = {
        index: BODY if _describes_table(outline, blocks[index].container) else CAPTION_ELEMENT for index in captions
    }
    for index in others:
        text = blocks[index].text
        if index in beside or text[0] in "▲△" or _may_be_credited(text):
            verdict = _caption_verdict(outline, index, usual)
            if verdict is not None:
                found[index] = verdict
    return found


def _printed_as_headings(given: Sequence[Verdict | None], pictures: list[int], outline: Outline) -> dict[int, Verdict]:
    """Headings right under a picture that say who took it, or end as a sentence does: subheads do neither."""
    blocks = outline.blocks
    found: dict[int, Verdict] = {}
    for index in (place + 1 for place in pictures if blocks[place].image is not None):
        said = given[index] if index < len(blocks) else None
        if said is None or said.label is not Label.SUBHEAD or blocks[index].kind != "heading":
            continue
        if is_credited(blocks[index].text):
            found[index] = CAPTION_CREDITED
        elif blocks[index].text[-1] == "。" and len(blocks[index].text) <= MAX_BARE:
            found[index] = CAPTION_SENTENCE
    return found


def _describes_table(outline: Outline, container: int) -> bool:
    """Whether an element for captions is a table's: its own, or the one of a figure that holds a table and no picture."""
    containers, blocks = outline.containers, outline.blocks
    figure = container
    while figure > 0 and containers.tag[figure] not in ("figure", "table"):
        figure = containers.parent[figure]
    inside = blocks[containers.first[figure] : containers.end[figure]]
    return figure > 0 and any(block.cell is not None for block in inside) and all(block.text for block in inside)


def _beside(pictures: list[int], outline: Outline) -> set[int]:
    """The numbers of the lines before a picture, and of those after a picture or a video, or two after it: a video's duration
    may stand between."""
    beside = set()
    for place in pictures:
        block = outline.blocks[place]
        beside.add(place + 1)
        if block.image is not None:
            beside.add(place - 1)
        if block.video is not None:
            beside.add(place + 2)
    return beside


class _Usual:
    """How most of the prose looks, and whether its median line is long: only sentences under a picture are compared with it,
    so that it is summed up when the first one is."""

    def __init__(self, lines: list[int], outline: Outline) -> None:
        self.lines = lines
        self.outline = outline

    @once
    def _prose(self) -> list[Block]:
        blocks = self.outline.blocks
        return [blocks[index] for index in prose_of(blocks, self.lines)]

    @once
    def look(self) -> tuple[str, str, str]:
        """The look of most lines; without prose that of none."""
        look = self.outline.containers.look
        looks: dict[tuple[str, str, str], int] = {}
        for block in self._prose:
            own = look(block.container)
            looks[own] = looks.get(own, 0) + 1
        return max(looks, key=looks.__getitem__, default=("", "", ""))

    @once
    def is_centred(self) -> bool:
        """Whether most prose is centred, so that this tells no caption."""
        centred = self.outline.containers.centred
        return sum(bool(centred[block.container]) for block in self._prose) * 2 > len(self._prose)

    @once
    def kind(self) -> str:
        """What most prose is: an item, where the page sets all of its text in a list."""
        kinds = [block.kind for block in self._prose]
        return max(dict.fromkeys(kinds), key=kinds.count, default="")

    @once
    def has_long_lines(self) -> bool:
        """Whether the median line is long."""
        lengths = sorted([len(block.text) for block in self._prose])
        return bool(lengths) and lengths[len(lengths) // 2] >= LONG_LINES


def _taken_by(bylines: list[int], found: dict[int, Verdict], outline: Outline) -> list[int]:
    """Lines under a picture, or under its caption, that say who took it: they look like bylines."""
    return [
        i
        for i in bylines
        if (_is_after_picture(outline, i) or (i - 1 in found and _is_after_picture(outline, i - 1)))
        and _TAKEN.search(outline.blocks[i].text)
    ]


_OF_VIDEO = lazy(r"[【\[]?[视視][频頻][】\]]?\s?[:：|｜丨]\s?")


def _told_of_videos(bylines: list[int], outline: Outline) -> list[int]:
    """Lines under a video that say what it shows behind the word 视频, which names who filmed it in front of names."""
    blocks = outline.blocks
    found = []
    for i in bylines:
        mark = _OF_VIDEO.match(blocks[i].text) if i and blocks[i - 1].video is not None else None
        if mark is not None and not all(
            map(looks_like_name, _BETWEEN_NAMES.split(blocks[i].text[mark.end() :].strip()))
        ):
            found.append(i)
    return found


_BETWEEN_NAMES = lazy(r"[、\s]+")


def _sandwiched(lines: list[int], pictures: list[int], found: dict[int, Verdict], outline: Outline) -> list[int]:
    """In a row of pictures with a caption each, the captions that are sentences: one short line between a picture and the
    next picture, a paragraph or the end."""
    blocks = outline.blocks
    if len([i for i in pictures if lines[0] <= i < lines[-1] and blocks[i].image is not None]) < 4:
        return []
    text = set(lines)
    return [
        i
        for i in lines
        if i not in found
        and len(blocks[i].text) <= MAX_SENTENCE
        and 0 < i < len(blocks) - 1
        and blocks[i - 1].image is not None
        and (blocks[i + 1].image is not None or i + 1 not in text or is_prose(blocks[i + 1]))
    ]


def _is_written_under_pictures(lines: list[int], found: dict[int, Verdict], bare: int, outline: Outline) -> bool:
    """A text told in short lines with a picture after each is no row of captions: as many short lines stand
    elsewhere.
    """
    return sum(i not in found and not is_prose(outline.blocks[i]) for i in lines) * 2 >= bare


def _caption_verdict(outline: Outline, index: int, usual: _Usual) -> Verdict | None:
    blocks = outline.blocks
    block = blocks[index]
    text = block.text
    after_picture = _is_after_picture(outline, index)
    before_picture = index + 1 < len(blocks) and blocks[index + 1].image is not None
    if after_picture or before_picture:
        if is_marked(text):
            return CAPTION_MARKED
        if is_credited(text):
            return CAPTION_CREDITED
    elif (text[0] in "▲△" or _is_credited(text)) and not is_long(block):
        return CAPTION_CREDITED
    if not after_picture:
        return None
    if _is_bare_caption(outline, index, usual) and not _NUMBER.fullmatch(text):
        return CAPTION_AFTER_PICTURE
    if _is_short_sentence(block) and usual.has_long_lines:
        return CAPTION_SENTENCE
    return None


def _is_given(text: str) -> bool:
    """Whether a line under a picture ends with who gave it, or when it was wired. Every form has one of the words that are
    looked for first."""
    end = text[-_GIVEN_CHARS:]
    if not ("提供" in end or "翻" in end or "料图" in end or "料圖" in end or "传真" in end or "傳真" in end):
        return False
    return _GIVEN.search(end.translate(_SIMPLIFIED)) is not None


def is_marked(text: str) -> bool:
    """Whether a line opens as a caption does (`▲`, `图为`)."""
    return _may_be_marked(text) and _MARKED.match(text) is not None


def is_credited(text: str) -> bool:
    """Whether a line ends with who took or gave the picture above it."""
    return _is_credited(text) or _is_given(text)


_ARROWS = frozenset("▲△↑▼◄►▶")


def _may_be_marked(text: str) -> bool:
    """A cheap look before `_MARKED`, which begins with an arrow, with 图 or 摄 behind at most three characters, or with 这是."""
    opening = text.lstrip()[:4]
    return "图" in opening or "摄" in opening or opening[:1] in _ARROWS or opening.startswith("这是")


#: A credit that ends a line has fewer characters than this where no white space in it stands twice: the longest is 新华社 with
#: 记者, a name, 发 and twelve characters in brackets.
_CREDIT_CHARS = 120


def _is_credited(text: str) -> bool:
    """Whether a line ends with who took the picture."""
    if not _may_be_credited(text):
        return False
    start = max(0, len(text) - _CREDIT_CHARS)
    end = text[start:]
    if "  " in end or not end.isprintable():  # the only white space that is printable is the plain space
        start = 0
    return _CREDITED.search(text.translate(_SIMPLIFIED), start) is not None


def _may_be_credited(text: str) -> bool:
    """A cheap look before that: False for most lines without a credit, and for none with one.

    White space and one bracket aside, a credit ends in 摄, 图, 影 or 片, in 摄影 and a name (nine characters with what may
    stand between them), or in 摄 or 发 and brackets with twelve characters, somewhere after 新华社 or 中新社. The last brackets
    may be the ones that were put aside; without any a credit ends in a Han character.
    """
    end = text.rstrip()
    if end[-1:] in ("）", ")"):
        end = end[:-1].rstrip()
    elif not is_han(end[-1:]):
        return False
    return (
        end[-1:] in ("摄", "攝", "图", "圖", "影", "片")
        or "摄影" in end[-9:]
        or "攝影" in end[-9:]
        or ("社" in end and ("摄" in end[-15:] or "发" in end[-15:]))
    )


def _is_after_picture(outline: Outline, index: int) -> bool:
    """Whether a line stands right under a picture, or under a video and its duration."""
    if not index:
        return False
    above = outline.blocks[index - 1]
    if above.text and index > 1 and read_duration(above.text) is not None:
        above = outline.blocks[index - 2]
        return above.video is not None and not above.hidden
    return (above.image is not None or above.video is not None) and not above.hidden


# A number under a picture heads the next part of the text, or is nothing; it describes no picture.
_NUMBER = lazy(r"[\W\d_]+|[（(]?[一二三四五六七八九十]{1,3}[）)、.]?")

# Words that tie a sentence to the one before it: a caption stands by itself.
_TIED = lazy(
    r"[“‘\"]?(?:这(?!是.{1,30}(?:拍摄|航拍|无人机|资料照))|那|此|该|但|而|然而|不过|同时|对此|因此|所以|于是|随后|之后|后来|目前|据|他|她|它|我|你|记者|其|另|可|却|也|还|又|如今|最后"
    r"|结果|当然|首先)"
)


# Marks and words of somebody who speaks: a caption does not.
_SPOKEN = lazy(r"[！？!?]|[说說道]，")
_SAID = lazy(r"[说說道]，")


def _is_short_sentence(block: Block) -> bool:
    """One short sentence under a picture, among long paragraphs: what the picture shows."""
    text = block.text
    return (
        len(text) <= MAX_SHORT
        and _TIED.match(text) is None
        and text[-1] == "。"
        and text.count("。") == 1
        and _SPOKEN.search(text) is None
        and block.kind == "paragraph"
        and text[0] not in "“‘"
    )


def is_long(block: Block) -> bool:
    """Whether a line is too much of a text to be a caption by its photo credit alone."""
    return len(block.text) > 120 or block.text.count("。") > 2


def _is_alone_with_pictures(outline: Outline, cell: Block) -> bool:
    """Whether a cell has the only words of a table that is there for its pictures; without one it sets a part of the text."""
    containers, blocks = outline.containers, outline.blocks
    table = cell.container
    while table > 0 and containers.tag[table] != "table":
        table = containers.parent[table]
    inside = blocks[containers.first[table] : containers.end[table]]
    return table > 0 and len(inside) > 1 and all(block.image is not None for block in inside if block is not cell)


def _is_bare_caption(outline: Outline, index: int, usual: _Usual) -> bool:
    """A short line right under a picture that does not look like the paragraphs around it."""
    block = outline.blocks[index]
    if len(block.text) > MAX_BARE or (block.kind in ("item", "quote") and block.kind != usual.kind):
        return False
    if (outline.containers.centred[block.container] and not usual.is_centred) or (
        block.kind == "cell" and _is_alone_with_pictures(outline, block)
    ):
        return True
    if block.bold or block.kind == "cell":
        return False
    if is_prose(block) or block.text[-1] in "。！？；”：:":
        return (
            len(block.text) <= MAX_SENTENCE
            and _TIED.match(block.text) is None
            and _SAID.search(block.text) is None
            and outline.containers.look(block.container) != usual.look
        )
    return not _opens_short_lines(outline, index)


def _opens_short_lines(outline: Outline, index: int) -> bool:
    """Whether a short line is the first of several that look alike: a caption stands alone, or has a photo credit below it."""
    blocks, look = outline.blocks, outline.containers.look
    if index + 1 >= len(blocks):
        return False
    below = blocks[index + 1]
    return (
        0 < len(below.text) <= MAX_SENTENCE
        and below.kind == blocks[index].kind
        and look(below.container) == look(blocks[index].container)
        and not is_prose(below)
        and not is_credited(below.text)
    )
