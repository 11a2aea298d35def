"""Lines that belong to a picture: captions and photo credits, told apart from paragraphs and subheads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from cleaners.article import TEXT_LABELS, Block, Label
from cleaners.measures import is_prose
from cleaners.outline import Containers, Outline
from cleaners.patterns import lazy

#: A bare line under a picture is a caption up to this length (the longest on the measured pages had 68 characters).
MAX_BARE = 70
MAX_MARKED = 160
#: A caption that is a whole sentence, in a row of pictures.
MAX_SENTENCE = 45
#: A sentence under a picture is its caption up to this length, where the median paragraph has at least so many characters.
MAX_SHORT, LONG_LINES = 20, 60
BARE = "body.caption_after_picture"

_DURATION = lazy(r"(?:\d{1,2}[:：])?\d{1,3}[:：][0-5]\d")
_HAN_NAME = r"[\u3400-\u4dbf\u4e00-\u9fff]{2,4}"
_MARKED = lazy(
    r"\s*(?:[▲△↑▼◄►▶]|(?:上|下|左|右|本|题|组|首|配|附|资料|新闻)?图(?:片|[一二三四五六七八九十\d]{1,2})?(?:为|[：:∶]|说(?:明)?[:：]|\s?\d{0,2}\s?[/／|｜])|图源|资料图|"
    r"(?:摄影|摄|供图|图片|图)[:：/／]|[（(](?:资料图|图片|摄影|图/).{0,30}[)）]$)"
)
_CREDITED = lazy(
    rf"(?:\s|[（(。]|^)(?:(?:本报|通讯|[\u4e00-\u9fff]{{2,8}})?(?:记者|通讯员|摄影)?\s*{_HAN_NAME}(?:[、\s]{_HAN_NAME}){{0,2}}\s?[/／]?(?:摄|图|供图)|"
    rf"[\u4e00-\u9fff]{{2,14}}供图|(?:[\u4e00-\u9fff]{{2,4}})?摄影\s?[:：]?\s?{_HAN_NAME}|(?:新华社|中新社)(?:记者)?\s*{_HAN_NAME}?\s?(?:摄|发)(?:[（(].{{1,12}}[)）])?|{_HAN_NAME}摄影|资料图片?)\s*[）)]?\s*$"
)
_TAKEN = lazy(r"(?:摄影?|供图|[/／]图)\s*[）)]?\s*$")
_TAGS = frozenset({"figcaption", "caption"})
_TOKENS = frozenset({"caption", "figcaption", "imgtitle", "pictext", "tushuo", "tuzhu", "picdesc", "imgdesc"})
_WORDS = lazy(r"[a-z]+")


def label_captions(
    outline: Outline, start: int, end: int, verdicts: list[Any], verdict: Callable[[Label, str], Any]
) -> None:
    """Relabel as CAPTION those body lines in ``start``..``end`` that describe a picture beside them."""
    lines = [i for i in range(start, end) if (said := verdicts[i]) is not None and said.label in TEXT_LABELS]
    pictures = _pictures_around(start, end, outline)
    candidates = _candidates(lines, pictures, outline)
    found: dict[int, str] = {}
    if candidates:
        usual, long_lines = _usual_lines(lines, outline)
        found = {i: rule for i in candidates if (rule := _caption_rule(outline, i, usual, long_lines))}
    if _is_written_under_pictures(lines, found, outline):
        found = {i: rule for i, rule in found.items() if rule != BARE}
    else:
        found |= dict.fromkeys(_sandwiched(lines, found, outline), BARE)
    if pictures:
        found |= dict.fromkeys(_taken_by(start, end, verdicts, outline), "body.caption_credited")
    for index, rule in found.items():
        verdicts[index] = verdict(Label.CAPTION, rule)


def _pictures_around(start: int, end: int, outline: Outline) -> list[int]:
    """The pictures and videos from two blocks above ``start`` to the one at ``end``: what has no text."""
    blocks = outline.blocks
    return [place for place in range(max(0, start - 2), min(len(blocks), end + 1)) if not blocks[place].text]


def _candidates(lines: list[int], pictures: list[int], outline: Outline) -> list[int]:
    """The lines that `_caption_rule` may take: they stand beside a picture, or two lines under a video, or in an element for
    captions, or hold a sign of a photo credit. Most lines of a text are none."""
    blocks = outline.blocks
    beside = {place + step for place in pictures for step in (-1, 1, 2)}
    known: dict[int, bool] = {}
    found = []
    for index in lines:
        block = blocks[index]
        text, container = block.text, block.container
        if container not in known:
            known[container] = _is_caption_element(outline.containers, container)
        if index in beside or known[container] or "摄" in text or "图" in text or "社" in text or text[0] in "▲△":
            found.append(index)
    return found


def _usual_lines(lines: list[int], outline: Outline) -> tuple[tuple[str, str, str], bool]:
    """How most of the prose looks, and whether its median line is long."""
    prose = [block for i in lines if is_prose(block := outline.blocks[i])]
    if not prose:
        return ("", "", ""), False
    looks = Counter([outline.containers.look(block.container) for block in prose])
    lengths = sorted([len(block.text) for block in prose])
    return looks.most_common(1)[0][0], lengths[len(lengths) // 2] >= LONG_LINES


def _taken_by(start: int, end: int, verdicts: list[Any], outline: Outline) -> list[int]:
    """Lines under a picture that say who took it: they look like bylines."""
    return [
        i
        for i in range(start, end)
        if verdicts[i] is not None
        and verdicts[i].label is Label.BYLINE
        and _is_after_picture(outline, i)
        and _TAKEN.search(outline.blocks[i].text)
    ]


def _sandwiched(lines: list[int], found: dict[int, str], outline: Outline) -> list[int]:
    """In a row of pictures with a caption each, the captions that are sentences: one short line between a picture and the
    next picture, a paragraph or the end."""
    blocks = outline.blocks
    if (
        list(found.values()).count(BARE) < 2
        or sum(block.image is not None for block in blocks[lines[0] : lines[-1]]) < 4
    ):
        return []
    return [
        i
        for i in lines
        if i not in found
        and len(blocks[i].text) <= MAX_SENTENCE
        and 0 < i < len(blocks) - 1
        and blocks[i - 1].image is not None
        and (blocks[i + 1].image is not None or i + 1 not in lines or is_prose(blocks[i + 1]))
    ]


def _is_written_under_pictures(lines: list[int], found: dict[int, str], outline: Outline) -> bool:
    """A text told in short lines with a picture after each is no row of captions: as many short lines stand
    elsewhere.
    """
    bare = list(found.values()).count(BARE)
    return bare >= 4 and sum(i not in found and not is_prose(outline.blocks[i]) for i in lines) * 2 >= bare


def _caption_rule(outline: Outline, index: int, usual: tuple[str, str, str], long_lines: bool) -> str | None:
    block = outline.blocks[index]
    size = len(block.text)
    if size > MAX_MARKED or block.kind == "heading":
        return None
    if _is_caption_element(outline.containers, block.container):
        return "body.caption_element"
    after_picture = _is_after_picture(outline, index)
    before_picture = index + 1 < len(outline.blocks) and outline.blocks[index + 1].image is not None
    if after_picture or before_picture:
        if _MARKED.match(block.text):
            return "body.caption_marked"
        if _is_credited(block.text):
            return "body.caption_credited"
    elif (block.text[0] in "▲△" or _is_credited(block.text)) and not is_long(block):
        return "body.caption_credited"
    if after_picture and not _NUMBER.fullmatch(block.text) and _is_bare_caption(outline, index, usual):
        return BARE
    if after_picture and long_lines and _is_short_sentence(block):
        return "body.caption_sentence"
    return None


#: A credit that ends a line has fewer characters than the first, and 摄, 图 or 社 among the last ones, fewer than the second,
#: where no white space in it stands twice: the longest is 新华社 with 记者, a name, 发 and twelve characters in brackets.
_CREDIT_CHARS, _SIGN_CHARS = 120, 40


def _is_credited(text: str) -> bool:
    """Whether a line ends with who took the picture. Each such line holds one of three characters near its end: a cheap look
    first."""
    start = max(0, len(text) - _CREDIT_CHARS)
    end = text[start:]
    if "  " in end or not end.isprintable():  # the only white space that is printable is the plain space
        start, end = 0, text
    else:
        end = end[-_SIGN_CHARS:]
    return ("摄" in end or "图" in end or "社" in end) and _CREDITED.search(text, start) is not None


def _is_after_picture(outline: Outline, index: int) -> bool:
    """Whether a line stands right under a picture, or under a video and its duration."""
    if not index:
        return False
    above = outline.blocks[index - 1]
    if above.text and index > 1 and _DURATION.fullmatch(above.text):
        above = outline.blocks[index - 2]
        return above.video is not None and not above.hidden
    return (above.image is not None or above.video is not None) and not above.hidden


# A number under a picture heads the next part of the text, or is nothing; it describes no picture.
_NUMBER = lazy(r"[\W\d_]+|[（(]?[一二三四五六七八九十]{1,3}[）)、.]?")

# Words that tie a sentence to the one before it: a caption stands by itself.
_TIED = lazy(
    r"[“‘\"]?(?:这|那|此|该|但|而|然而|不过|同时|对此|因此|所以|于是|随后|之后|后来|目前|据|他|她|它|我|你|记者|其|另|可|却|也|还|又|如今|最后"
    r"|结果|当然|首先)"
)


def _is_short_sentence(block: Block) -> bool:
    """One short sentence under a picture, among long paragraphs: what the picture shows."""
    text = block.text
    return (
        len(text) <= MAX_SHORT
        and _TIED.match(text) is None
        and text[-1] == "。"
        and text.count("。") == 1
        and block.kind == "paragraph"
        and text[0] not in "“‘"
    )


def is_long(block: Block) -> bool:
    """Whether a line is too much of a text to be a caption by its photo credit alone."""
    return len(block.text) > 120 or block.text.count("。") > 2


def _is_caption_element(containers: Containers, container: int) -> bool:
    """Whether an element, or the one around it, is one for captions by its tag or its names."""
    for current in (container, containers.parent[container] if container >= 0 else -1):
        if current >= 0:
            names = containers.names[current]
            if containers.tag[current] in _TAGS or (names and _is_named_caption(names)):
                return True
    return False


@lru_cache(maxsize=4096)
def _is_named_caption(names: str) -> bool:
    """Whether class and id say that an element holds captions. Pages repeat them."""
    return not _TOKENS.isdisjoint(_WORDS.findall(names.lower()))


def _is_bare_caption(outline: Outline, index: int, usual: tuple[str, str, str]) -> bool:
    """A short line right under a picture that does not look like the paragraphs around it."""
    block = outline.blocks[index]
    if len(block.text) > MAX_BARE or block.kind in ("item", "quote"):
        return False
    if outline.containers.centred[block.container]:
        return True
    if block.bold or block.kind == "cell":
        return False
    if is_prose(block) or block.text[-1] in "。！？；”：:":
        return (
            len(block.text) <= MAX_SENTENCE
            and _TIED.match(block.text) is None
            and outline.containers.look(block.container) != usual
        )
    return True
