"""Signs in a line that it is a caption (an opening mark, a photo credit at its end) or that it is none (words that tie it to
the text above, the number of a part)."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.people.listed import are_names
from cleaners.reading.han import HAN, is_han
from cleaners.reading.patterns import lazy
from cleaners.rules import stamps
from cleaners.rules.form import fold_line, simplified
from cleaners.values import Block

#: A name in a caption, as a pattern.
HAN_NAME = rf"[{HAN}]{{2,4}}"
_MARKED = lazy(
    r"\s*(?:[▲△↑▼◄►▶]|(?:上|下|左|右|本|题|组|首|配|附|资料|新闻)?图(?:片|[一二三四五六七八九十\d]{1,2})?(?:为|[：:∶]|说(?:明)?[:：]|\s?\d{0,2}\s?[/／|｜])|图源|资料图|"
    r"(?:摄影|摄|供图|图片|图)[:：/／]|这是.{0,16}\d日.{0,16}(?:拍摄|航拍)的|[（(](?:资料图|图片|摄影|图/).{0,30}[)）]$)"
)
_CREDITED = lazy(
    rf"(?:\s|[（(。]|^)(?:(?:本报|通讯|[{HAN}]{{2,8}})?(?:记者|通讯员|摄影)?\s*[:：]?\s*{HAN_NAME}(?:[、\s]{HAN_NAME}){{0,2}}(?:\s?[/／]?(?:摄|图|供图)(?:\s?[/／]\s?[{HAN}]{{2,6}}(?:图片|影像))?|\s?[/／]\s?摄影)|"
    rf"[{HAN}]{{2,14}}供图|(?:[{HAN}]{{2,4}})?摄影\s?[:：]?\s?{HAN_NAME}|(?:新华社|中新社)(?:记者)?\s*(?:{HAN_NAME}|[{HAN}]\s[{HAN}])?\s?(?:摄|发)(?:[（(].{{1,12}}[)）])?|{HAN_NAME}摄影|资料图片?"
    r"|[\w·.&][\w·.& ]{1,23}/(?:摄|图)(?=\s?[）)])"
    r"|(?:摄影|图片?)/[\w·.&][\w·.&/ ]{1,36}(?=\s?[）)]))\s*[）)]?\s*$"
)
# Who provided a picture, or transmitted it and when. Only for lines under a picture, since a paragraph may end in the same way.
_GIVEN = lazy(
    rf"[（(][{HAN}]{{2,14}}(?:提供|翻摄)[）)]\s*$|[/／]\s?(?:资料图片?|提供|翻摄)\s*[）)]?\s*$"
    rf"|记者[{HAN}]{{2,8}}(?:传真|摄(?=\s*\d))\s*(?:{stamps.WRITTEN})?\s*$"
)
#: A line of nothing but who wired a picture and when, as an agency signs one, wherever it stands: `某社記者甲攝 113年5月20日`.
_WIRE = rf"[（(]?[{HAN}]{{2,8}}记者\s?{HAN_NAME}(?:[{HAN}]{{2,4}})?\s?(?:摄|传真)\s*{stamps.WRITTEN}\s*[）)]?"
_WIRED, _WIRED_LAST = lazy(_WIRE), lazy(rf"[。！？”」]\s*{_WIRE}\s*$")
#: Last brackets that say that a line is about a picture: `（資料照，記者甲攝）`, `（示意圖／某某影像）`, `（某台圖片）`.
_OF_PICTURE = lazy(
    rf"[（(](?:(?:(?:资料|档案|示意|现场|合成)(?:照片?|图片?)|图片?|照片)(?:\s?[／/，,、:：|｜]\s?[^（()）。]{{2,40}})|(?:资料|档案)照片?|示意图|[{HAN}]{{2,6}}图片"
    rf"|摄影\s?[／/]\s?{HAN_NAME})[)）]\s*$"
)


def is_wired(text: str) -> bool:
    """Whether a line says who wired a picture and when, and nothing else."""
    return (
        len(text) <= _GIVEN_CHARS and text.rstrip("）)")[-1:] == "日" and _WIRED.fullmatch(simplified(text)) is not None
    )


def _ends_wired(text: str) -> bool:
    """Whether a line is that, or ends with it behind a sentence."""
    end = text[-_GIVEN_CHARS:]
    if end.rstrip("）)")[-1:] != "日" or ("摄" not in end and "攝" not in end and "真" not in end):
        return False
    return is_wired(text) or _WIRED_LAST.search(simplified(end)) is not None


def names_picture(text: str) -> bool:
    """Whether the last brackets of a line say that it is about a picture."""
    end = text.rstrip()[-_BRACKETS:]
    if end[-1:] not in ("）", ")") or _SIGNS_OF_PICTURE.isdisjoint(end):
        return False
    return _OF_PICTURE.search(simplified(end)) is not None


#: Maximum length of such brackets, in characters; what each form contains.
_BRACKETS, _SIGNS_OF_PICTURE = 50, frozenset("图圖照影")

#: Maximum length of a match of `_GIVEN`, in characters.
_GIVEN_CHARS = 40


def _is_given(text: str) -> bool:
    """Whether a line under a picture ends with its provider, or with the time of its transmission. Every form contains one of
    the words that are tested first."""
    end = text[-_GIVEN_CHARS:]
    if not (
        "提供" in end
        or "翻" in end
        or "料图" in end
        or "料圖" in end
        or "传真" in end
        or "傳真" in end
        or end[-1:] == "日"
    ):
        return False
    return _GIVEN.search(simplified(end)) is not None


def is_marked(text: str) -> bool:
    """Whether a line opens like a caption (`▲`, `图为`)."""
    return may_be_marked(text) and _MARKED.match(simplified(text)) is not None


def is_credited(text: str) -> bool:
    """Whether a line ends with the photographer or provider of the picture above it."""
    return names_photographer(text) or names_picture(text) or _is_given(text) or names_source(text)


_ARROWS, _SIGNS = frozenset("▲△↑▼◄►▶"), frozenset("图摄圖攝")


def may_be_marked(text: str) -> bool:
    """A cheap test before `_MARKED`, which begins with an arrow, with 图 or 摄 behind at most three characters, or with 这是."""
    opening = text.lstrip()[:4]
    return not _SIGNS.isdisjoint(opening) or opening[:1] in _ARROWS or opening.startswith(("这是", "這是"))


#: Upper limit of the length of a photo credit at the end of a line, in characters, if it has no double spaces: the longest is
#: 新华社 with 记者, a name, 发 and twelve characters in brackets.
_CREDIT_CHARS = 120


def names_photographer(text: str) -> bool:
    """Whether a line ends with the photographer, and not with who wrote it, too."""
    if not may_name_photographer(text) or signs_text(text):
        return False
    start = max(0, len(text) - _CREDIT_CHARS)
    end = text[start:]
    if "  " in end or not end.isprintable():  # the plain space is the only printable white space
        start = 0
    return _CREDITED.search(simplified(text), start) is not None or _ends_wired(text)


def names_source(text: str) -> bool:
    """Whether a line without a sentence tells what a picture shows, and ends with the word for where it is from: `…图源：某某`,
    `…（图/某某）`. A sentence may end so in the text too."""
    if len(text) > _MAX_SOURCED or "图" not in text[-_MAX_SOURCE:] or "。" in text:
        return False
    return _SOURCED.fullmatch(simplified(text)) is not None


_MAX_SOURCED, _MAX_SOURCE = 100, 30
_SOURCED = lazy(
    r"[^。]{3,60}[\s，（(；;](?:(?:图源|图片来源|图片提供)\s?[:：]|(?:图源|图)\s?[/／｜|丨])\s?[\w·.& ]{2,18}[）)]?\s*"
)


def names_sure_photographer(text: str) -> bool:
    """The same for a line without a picture beside it: a line that ends in 图 may be a subhead (环湖线路图), unless a name
    precedes 图."""
    if names_picture(text):
        return True
    if not names_photographer(text):
        return names_source(text)
    end = text.rstrip(" ）)")
    if end[-1] not in "图圖" or end[-2:] in ("供图", "供圖", "/图", "/圖", "／图", "／圖"):
        return True
    from cleaners.evidence.photo_credits import split_credit  # few lines end so

    return split_credit(text)[1] is not None


def may_name_photographer(text: str) -> bool:
    """A cheap test before that: False for most lines without a credit, and never for one with a credit.

    White space and one bracket aside, a credit ends in 摄, 图, 影, 像 or 片, in 摄影 and a name (nine characters with what may
    stand between them), or in 摄 or 发 and brackets with twelve characters, somewhere after 新华社 or 中新社. The last brackets
    may be the ones that were put aside; without any a credit ends in a Han character.
    """
    end = text.rstrip()
    if end[-1:] in ("）", ")"):
        if names_picture(end):
            return True
        end = end[:-1].rstrip()
        if "/" in end[-40:] and ("影/" in end[-40:] or "图/" in end[-40:] or "圖/" in end[-40:] or "片/" in end[-40:]):
            return True
    elif not is_han(end[-1:]):
        return False
    return (
        end[-1:] in ("摄", "攝", "图", "圖", "影", "像", "片")
        or (end[-1:] == "日" and _ends_wired(text))
        or "摄影" in end[-9:]
        or "攝影" in end[-9:]
        or ("社" in end and ("摄" in end[-15:] or "发" in end[-15:]))
    )


#: What follows the last sentence of a text whose writer took the pictures, too, or names who did: `（甲 文/图）`, `（记者 甲
#: 摄影 乙）`, `（甲 摄影报道）`, `（本版图片由甲摄）`.
_SIGNS_TEXT = lazy(
    rf"[。!?”…][^。!?”…]{{0,30}}?(?:(?:文\s?[/、&+|]\s?|(?<![{HAN}])文\s?)(?:图(?!书)|摄)|文图(?!书)|图\s?[/、&+|]?\s?文(?!字|中|本|无关)|文并[图摄]"
    rf"|[(\s]文\s?[/:|\s]\s?[{HAN}]{{2}}|[{HAN}]{{2}}\s?[/\s]\s?文(?=[\s/)])|(?:摄影|[\s/])报道(?=[\s/)]|$)"
    rf"|(?:记者|通讯员)\s?[{HAN}]{{2,4}}(?:[、\s][{HAN}]{{2,4}})*\s(?:摄影|摄像|图片?|视频)\s?[/:|\s]\s?[{HAN}]{{2}}"
    r"|(?:本[版文组期报]|文中|文内|以上)(?:图片|照片|图))[^。!?”…]{0,24}$"
)


def signs_text(text: str) -> bool:
    """Whether a line is the end of a text, signed by its writer and its photographer: pictures have captions of their own."""
    return _SIGNS_TEXT.search(fold_line(text[-_SIGNATURE:])) is not None


#: Maximum length of such a signature with the mark before it, in characters.
_SIGNATURE = 60

#: Words in front of the names of those who took the pictures.
_TOOK = ("摄影", "攝影", "摄像", "攝像")


def names_taker(text: str) -> bool:
    """Whether a line is the word for who took the pictures and names, without the sign that a credit line has between them."""
    return text[:2] in _TOOK and are_names(text[2:].lstrip(" \u3000:：/／"))


# A number under a picture heads the next part of the text, or is nothing; it describes no picture.
NUMBER = lazy(r"[\W\d_]+|[（(]?[一二三四五六七八九十]{1,3}[）)、.]?")
# Nor does a day alone, a dateline, the heading of an appendix, in brackets or with a number of several levels.
_IN_TEXT = lazy(
    r"附[：:].*|【[^【】]{2,12}】|\d{4}年\d{1,2}月\d{1,2}日|[^。，,]{0,14}\d日[电電讯訊]|\d{1,2}(?:\.\d{1,2}){1,3}[.、．\s]\s*\S.*"
)


def describes_nothing(text: str) -> bool:
    """Whether a line under a picture belongs to the text, by its form alone: numbers, days, datelines, headings of lists."""
    return NUMBER.fullmatch(text) is not None or _IN_TEXT.fullmatch(text) is not None


#: The number of a part, alone in its line.
PART_NUMBER = lazy(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、.]?")

#: The beginning of a numbered subhead.
NUMBERED = lazy(
    r"[（(]?[一二三四五六七八九十]{1,3}[）)、.]\s*\S|第[一二三四五六七八九十]{1,3}[章节部幕篇]|\d{1,2}[、.．]\s*\D|0\d\s*\D"
)


def opens_part(text: str) -> bool:
    """Whether a line is the number of a part, or a numbered subhead."""
    return PART_NUMBER.fullmatch(text) is not None or NUMBERED.match(text) is not None


#: Roles of the makers of a picture or video: a line of just these may stand below it inside a text.
_MAKERS = lazy(
    r"\W*(?:(?:制图|绘图|绘画|漫画|插画|插图|手绘|海报|设计|视觉|视觉设计|图表|图解|摄影|拍摄|航拍|摄像|剪辑|后期|配音)"
    rf"\s*[:：/／|｜丨\s]\s*[{HAN}·]{{2,8}}(?:[、\s]+[{HAN}·]{{2,4}}(?![{HAN}]*[:：/／|｜丨]))*\W*){{1,4}}"
)


#: Maximum length of a line that names a picture's makers, in characters: four roles with two names each.
MAX_MAKERS = 60


def names_makers(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line right below a picture or a video names its makers and nothing else."""
    above, text = blocks[index - 1], blocks[index].text
    has_media = not above.text and (above.image is not None or above.video is not None)
    return has_media and len(text) <= MAX_MAKERS and _MAKERS.fullmatch(simplified(text)) is not None


# Words that refer to the previous sentence, which a caption does not.
TIED = lazy(
    r"[“‘\"]?(?:[这這](?!是.{1,30}(?:拍[摄攝]|航拍|[无無]人[机機]|[资資]料照))|那|此|[该該]|但|而|然而|不[过過]|同[时時]|[对對]此|因此|所以|[于於]是|[随隨][后後]|之[后後]|[后後][来來]|目前|[据據]|他|她|它|我|你|[记記]者|其|另|可|[却卻]|也|[还還]|又|如今|最[后後]"
    r"|[结結]果|[当當]然|首先)"
)


# Marks and words of direct speech, which captions do not have.
SPOKEN = lazy(r"[！？!?]|[说說道]，")
SAID = lazy(r"[说說道](?:，|。$)")


#: A sentence under a picture is its caption up to this length, in characters.
MAX_SHORT = 20


def is_short_sentence(block: Block) -> bool:
    """One short sentence under a picture, among long paragraphs: what the picture shows."""
    text = block.text
    return (
        len(text) <= MAX_SHORT
        and TIED.match(text) is None
        and text[-1] == "。"
        and text.count("。") == 1
        and SPOKEN.search(text) is None
        and block.kind == "paragraph"
        and text[0] not in "“‘"
    )


def is_long(block: Block) -> bool:
    """Whether a line is too long to be a caption just because of a photo credit."""
    return len(block.text) > 120 or block.text.count("。") > 2


def names_giver(block: Block) -> bool:
    """Whether a line right below a picture ends with its photographer or provider, as captions of any length do. Just an agency
    may also end a longer paragraph."""
    from cleaners.evidence.photo_credits import ends_with_credit  # few lines stand right below a picture

    return not is_long(block) and ends_with_credit(block.text) and not signs_text(block.text)


def ends_as_report(line: str) -> bool:
    """Whether a line ends with just an outlet, as the last line of a text may do to name its source."""
    from cleaners.evidence.photo_credits import ends_with_outlet

    return ends_with_outlet(line)


def names_maker_of_picture(blocks: Sequence[Block], index: int) -> bool:
    """Whether a line right below a picture names its maker: then no text begins with it, however long it is."""
    if index <= 0 or blocks[index - 1].image is None:
        return False
    return is_credited(blocks[index].text) or names_giver(blocks[index])


#: Maximum length of the name of an item that opens with a bullet, in characters: as long as a headline.
_MAX_ITEM = 40


def _are_rows(blocks: Sequence[Block], marked: Sequence[int]) -> bool:
    """Whether every one of some lines is a sentence and has another one of them right above or below it: a caption has its
    picture there."""
    among = set(marked)
    return all(
        blocks[number].container >= 0
        and blocks[number].text[-1] in "。！？"
        and not names_sure_photographer(blocks[number].text)
        and (number - 1 in among or number + 1 in among)
        for number in marked
    )


def names_items(blocks: Sequence[Block], numbers: Sequence[int]) -> bool:
    """Whether the lines that open like captions are names of items, on a page without a picture beside its text: each is no
    sentence and stands above one, or they are sentences right below one another. Copied text has lost its pictures, so there
    such lines are captions."""
    marked = [number for number in numbers if blocks[number].text[0] in "▲△"]
    if len(marked) < 2 or _are_rows(blocks, marked):
        return len(marked) > 1
    return all(
        blocks[number].container >= 0
        and len(blocks[number].text) <= _MAX_ITEM
        and blocks[number].text[-1] not in "。！？）)"
        and number + 1 < len(blocks)
        and "。" in blocks[number + 1].text
        for number in marked
    )
