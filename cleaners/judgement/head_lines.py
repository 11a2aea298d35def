"""What a line of an article's head looks like: headline, kicker, deck; and how many, how far and how long several judgements
ask that what belongs together is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cleaners.evidence.outlets import is_outlet
from cleaners.evidence.titles import key
from cleaners.reading.han import HAN
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.rules import Rule
from cleaners.values import Block

#: Maximum length of a headline, in characters, for headings and for lines by their place. The longest headline of the measured
#: pages has 63; with 110, what was left of broken pages became headlines, with 150 the first paragraph of a flattened page.
MAX_HEADLINE = 90

#: Minimum length of a headline, in characters, if there is a choice: shorter lines are names of sites and accounts.
MIN_HEADLINE = 8

#: Maximum length of a line that states a fact about an article, an entry or a post, in characters: a moment, a name, an outlet.
MAX_FACT = 60

#: So many characters of one sentence are a text with an article's head or credit line around it.
MIN_BRIEF = 15

#: So many entries, posts, cards or rows of a kind are a list of them.
MANY = 3

#: Maximum distances of what belongs together, in blocks, pictures and hidden lines among them: of a title from its text, of a
#: headline from its moment, of a heading of comments from the first post; and of what belongs to one head or one feed.
NEAR, FAR = 4, 8

#: Elements of one line: the column is around them.
LINES = frozenset("p h1 h2 h3 h4 h5 h6 li dt dd center section".split())

#: How a deck begins, how a sentence ends, and how a kicker does.
DECK = lazy(r"\s*(?:——|--|—|──)\s*[^\s—─-]")
_FULL_STOP = lazy(rf"[。！？；…][”」』）)]?\s*$|[{HAN}\d\"”)][.!?][\"”]?\s*$")
#: The last characters of what it finds, which has three at most.
_LAST = frozenset('。！？；…”」』）).!?"')
#: How a part of a sentence ends: a line of verse does.
_PAUSE = lazy(r"[，。！？；：、…—,!?;:][”」』）)]?\s*$")
KICKER_END = lazy(r"[:：]\s*$")

#: How a text opens: with the outlet or the place of a report in brackets, or the words of its editor; and the first characters.
_TEXT_OPENING = lazy(
    rf"[【（(〔\[][{HAN}]{{2,10}}[訊讯][】）)〕\]]\s?\S|[【（(〔\[]?\s?(?:[编編][者輯辑]?按|[编編]者的[话話]|[开開][栏欄]的[话話])\s?[】）)〕\]]?\s?[:：]?\s?\S"
)
OPENERS = frozenset("【（(〔[编編开開")


_SERIES = lazy(
    r"系列(?:报道|報導|報道|评论|評論|述评|访谈|特稿|专题)?(?:之|[（(])?(?:[一二三四五六七八九十百]{1,3}|[①-⑳]|\d{1,3})?(?:篇)?[)）]?\s*$|(?:报道|[·•（(])\s?之[一二三四五六七八九十]{1,3}[)）]?\s*$"
)


def opens_text(text: str) -> bool:
    """Whether a line opens as a text does: `【某报讯】`, `编者按：`."""
    return _TEXT_OPENING.match(text) is not None


def names_series(text: str) -> bool:
    """Whether a line names the series that a report is one of, as a kicker does: `“流动的河”系列报道之三`."""
    return ("系列" in text or "之" in text) and _SERIES.search(text, max(0, len(text) - 16)) is not None


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does. Only its end is searched."""
    bare = text.rstrip()
    return bare[-1:] in _LAST and _FULL_STOP.search(bare, max(0, len(bare) - 3)) is not None


def ends_within(text: str) -> bool:
    """Whether a sentence ends at a line's end or, by a full stop, inside it."""
    return ends_sentence(text) or "。" in text


def pauses(text: str) -> bool:
    """Whether a line ends as a part of a sentence does."""
    bare = text.rstrip()
    return _PAUSE.search(bare, max(0, len(bare) - 2)) is not None


def pauses_within(text: str) -> bool:
    """Whether a line is made of parts of sentences, as running text is where it is cut into lines."""
    return "，" in text or "。" in text


def comes_again(blocks: Sequence[Block], index: int) -> bool:
    """Whether a short line stands once more a little farther down: an account's name does."""
    text = blocks[index].text
    return len(text) < MIN_HEADLINE and any(block.text == text for block in blocks[index + 1 : index + 6])


#: A line that is only the key of a fact, whose value stands in the next one, or a key with a number or a moment.
_STATED = lazy(
    r"(?:发布|发表|发稿|刊发|更新|成文|生成|印发|发文|文章|信息|新闻|稿件|资料|文件)?"
    r"(?:日期|时间|来源|作者|编辑|机构|机关|单位|部门|编号|分类|标题|名称|文号)[:：]?"
    rf"|[{HAN}]{{2,6}}\s?[:：]\s?\d[\d年月日时分秒:：./ -]*"
)
_LONGEST_STATED = 28


def is_stated(text: str) -> bool:
    """Whether a line is the key of a fact, alone or with a number or a moment behind it."""
    return len(text) <= _LONGEST_STATED and _STATED.fullmatch(text) is not None


def can_be_headline(block: Block, hit: Rule | None) -> bool:
    """Whether a line that no rule takes has the length and the ending of a headline, and is not mostly link, nor the title of
    another page with a fact behind it."""
    return (
        hit is None
        and 4 <= len(block.text) <= MAX_HEADLINE
        and not block.hidden
        and any(map(str.isalpha, block.text))
        and not is_stated(block.text)
        and (block.kind == "heading" or not ends_sentence(block.text))
        and block.link_chars * 2 <= len(block.text)
        and block.link_chars < MIN_HEADLINE
        and not (block.link_chars and is_trail(block))
    )


def is_linked(block: Block) -> bool:
    """Whether a line is a link, but for a mark or a number beside it."""
    return block.link_chars * 10 >= len(block.text) * 8


def is_trail(block: Block) -> bool:
    """Whether a line begins with several links and nothing but signs between them, as the way to a page does, which may end in
    its title."""
    links = [mark for mark in block.marks if mark.kind == "link"]
    if len(links) < FEWEST_STEPS or links[0].start > 0:
        return False
    between = (block.text[one.end : other.start] for one, other in pairwise(links))
    return all(gap.strip() and not any(map(str.isalnum, gap)) for gap in between)


#: A way to a page has so many links at least.
FEWEST_STEPS = 2


#: Maximum length of a headline that ends like a sentence, in characters: only above a line of facts it is known for one.
MAX_SENTENCE = 45


def is_headline_above_facts(block: Block, hit: Rule | None) -> bool:
    """Whether a line right above one of facts (byline, moment, source) may be a headline, however it ends: in a question, an
    exclamation, a full stop."""
    return can_be_headline(block, hit) or (
        hit is None
        and MIN_HEADLINE <= len(block.text) <= MAX_SENTENCE
        and not block.hidden
        and block.link_chars * 2 <= len(block.text)
        and not _holds_sentences(block.text)
    )


def _holds_sentences(text: str) -> bool:
    """Whether something stands between two full stops of a line: it is a paragraph."""
    return bool(text.partition("。")[2].rpartition("。")[0].strip())


#: How many characters are an excerpt.
_MIN_EXCERPT = 4


def is_excerpt(blocks: Sequence[Block], index: int, end: int) -> bool:
    """Whether a line breaks off, and a line below it begins with the same words: the summary that a system cut from the text."""
    text = blocks[index].text
    if not text.endswith(("...", "…")):
        return False
    opening = text.rstrip(".… ")
    below = blocks[index + 1 : min(index + 1 + NEAR, end)]
    return len(opening) >= _MIN_EXCERPT and any(block.text.startswith(opening) for block in below)


def is_deck(block: Block) -> bool:
    """Whether a line opens with a dash and is short enough for the head."""
    return len(block.text) <= MAX_HEADLINE and DECK.match(block.text) is not None


#: How short the words of a motto are, in characters, and how many stand side by side at least.
_MOTTO_WORD, _MOTTO_WORDS = 4, 3
_WEATHER = lazy(r"℃|°|天气|天氣|星期|周[一二三四五六日]|农历|農曆")


def is_said_daily(words: Sequence[str]) -> bool:
    """Whether a line above the headline is a motto of short words, the weather or the day: it stands on every page."""
    is_motto = len(words) >= _MOTTO_WORDS and all(len(word) <= _MOTTO_WORD for word in words)
    return is_motto or any(map(_WEATHER.search, words))


def closes_headline_box(outline: Outline, index: int, headline: int) -> bool:
    """Whether a line is a heading right under the headline, a lower one, and ends the element around both, which holds little
    else: a deck stands so."""
    containers, blocks = outline.containers, outline.blocks
    block, box = blocks[index], containers.parent[blocks[index].container]
    if index != headline + 1 or block.link_chars or block.kind != "heading" or block.level <= blocks[headline].level:
        return False
    return box > 0 and index - FAR < containers.first[box] <= headline and containers.end[box] == index + 1


#: Characters of words in a deck that is no longer than a headline.
_MIN_SHORT_DECK = 5


def is_short_deck(outline: Outline, index: int, headline: int | None) -> bool:
    """Whether a short line under the headline comes again, behind a dash, a little farther down, or closes the headline's box and
    names no outlet."""
    blocks, words = outline.blocks, key(outline.blocks[index].text)
    if len(words) < _MIN_SHORT_DECK:
        return False
    if any(is_deck(block) and key(block.text) == words for block in blocks[index + 1 : index + 10]):
        return True
    return headline is not None and closes_headline_box(outline, index, headline) and not is_outlet(blocks[index].text)
