"""What a line of an article's head looks like: headline, kicker, deck. Also the numbers, distances and lengths that several
judgements share."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cleaners.evidence.dates import read_date, read_short_date
from cleaners.evidence.element_names import is_for_captions, names_deck, names_summary, words_of
from cleaners.evidence.fact_lines import read_kinds
from cleaners.evidence.outlets import is_outlet, read_outlet_line
from cleaners.evidence.people.listed import are_names
from cleaners.evidence.prose import is_prose
from cleaners.evidence.titles import key
from cleaners.judgement.caption_lines import is_credited, names_taker, opens_part
from cleaners.reading.han import HAN
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.rules import Rule
from cleaners.rules.navigation import is_channel
from cleaners.rules.roles import ANY_ROLE
from cleaners.values import Block, Label

#: Maximum length of a headline, in characters, for headings and for lines by their place. The longest headline of the measured
#: pages has 63; with 110, what was left of broken pages became headlines, with 150 the first paragraph of a flattened page.
MAX_HEADLINE = 90

#: Minimum length of a headline, in characters, if there is a choice: shorter lines are names of sites and accounts.
MIN_HEADLINE = 8

#: Maximum length of a line that states a fact about an article, an entry or a post, in characters: a moment, a name, an outlet.
MAX_FACT = 60

#: Minimum length of a text of one sentence, in characters, if it has an article's head above it or a credit line below.
MIN_BRIEF = 15

#: Minimum number of entries, posts, cards or rows of one kind that form a list.
MANY = 3

#: Maximum distances in blocks, with pictures and hidden lines counted. NEAR: from a title to its text, a headline to its
#: moment, a heading of comments to the first post. FAR: within one head or one feed.
NEAR, FAR = 4, 8

#: Elements that hold the whole page.
WHOLE = frozenset(("html", "body", "form"))

#: Elements that contain a single line; the column is the element around them.
LINES = frozenset("p h1 h2 h3 h4 h5 h6 li dt dd center section".split())

#: How a deck begins, how a sentence ends, and how a kicker does.
DECK = lazy(r"\s*(?:——|--|—|──)\s*[^\s—─-]")
_FULL_STOP = lazy(rf"[。！？；…][”」』）)]?\s*$|[{HAN}\d\"”)][.!?][\"”]?\s*$")
#: The last characters of a match of `_FULL_STOP`, which has at most three characters.
_LAST = frozenset('。！？；…”」』）).!?"')
#: How a part of a sentence ends, as a line of verse does.
_PAUSE = lazy(r"[，。！？；：、…—,!?;:][”」』）)]?\s*$")
KICKER_END = lazy(r"[:：]\s*$")

#: The opening of a text: a dateline's outlet in brackets, or an editor's note. OPENERS: the first characters of its matches.
_TEXT_OPENING = lazy(
    rf"[【（(〔\[][{HAN}]{{2,10}}[訊讯][】）)〕\]]\s?\S|[【（(〔\[]?\s?(?:[编編][者輯辑]?按|[编編]者的[话話]|[开開][栏欄]的[话話])\s?[】）)〕\]]?\s?[:：]?\s?\S"
)
OPENERS = frozenset("【（(〔[编編开開")


_SERIES = lazy(
    r"系列(?:报道|報導|報道|评论|評論|述评|访谈|特稿|专题)?(?:之|[（(])?(?:[一二三四五六七八九十百]{1,3}|[①-⑳]|\d{1,3})?(?:篇)?[)）]?\s*$|(?:报道|[·•（(”」》])\s?之[一二三四五六七八九十]{1,3}[)）]?\s*$"
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


def comes_again(blocks: Sequence[Block], hits: Sequence[Rule | None], index: int) -> bool:
    """Whether a short line occurs again a few blocks farther down with no byline between, as an account's name does."""
    text, below = blocks[index].text, range(index + 1, min(index + 6, len(blocks)))
    again = next((i for i in below if blocks[i].text == text), None) if len(text) < MIN_HEADLINE else None
    return again is not None and not any(hit and hit.label is Label.BYLINE for hit in hits[index + 1 : again])


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
        and not (is_stated(block.text) or names_taker(block.text))
        and (block.kind == "heading" or not ends_sentence(block.text))
        and block.link_chars * 2 <= len(block.text)
        and block.link_chars < MIN_HEADLINE
        and not (block.link_chars and is_trail(block))
    )


def is_linked(block: Block) -> bool:
    """Whether a whole line is a link, apart from a mark or a number beside it."""
    return block.link_chars * 10 >= len(block.text) * 8


def is_trail(block: Block) -> bool:
    """Whether a line begins with several links, separated only by signs, as a breadcrumb does; the page's title may follow."""
    links = [mark for mark in block.marks if mark.kind == "link"]
    if len(links) < FEWEST_STEPS or links[0].start > 0:
        return False
    between = (block.text[one.end : other.start] for one, other in pairwise(links))
    return all(gap.strip() and not any(map(str.isalnum, gap)) for gap in between)


#: Minimum number of links in a breadcrumb.
FEWEST_STEPS = 2


#: Maximum length of a headline that ends like a sentence, in characters: it is recognised only above a line of facts.
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
    """Whether a line has text between two full stops, and so is a paragraph."""
    return bool(text.partition("。")[2].rpartition("。")[0].strip())


#: Minimum length of an excerpt, in characters.
_MIN_EXCERPT = 4


def is_excerpt(blocks: Sequence[Block], index: int, end: int) -> bool:
    """Whether a line is cut off, and a line below it begins with the same words: then a system cut it from the text as a
    summary."""
    text = blocks[index].text
    if not text.endswith(("...", "…")):
        return False
    opening = text.rstrip(".… ")
    below = blocks[index + 1 : min(index + 1 + NEAR, end)]
    return len(opening) >= _MIN_EXCERPT and any(block.text.startswith(opening) for block in below)


def is_deck(block: Block) -> bool:
    """Whether a line opens with a dash and is short enough for the head."""
    return len(block.text) <= MAX_HEADLINE and DECK.match(block.text) is not None


#: Maximum length of a word of a motto, in characters, and minimum number of such words in its line.
_MOTTO_WORD, _MOTTO_WORDS = 4, 3
_WEATHER = lazy(r"℃|°|天气|天氣|星期|周[一二三四五六日]|农历|農曆")


def is_said_daily(words: Sequence[str]) -> bool:
    """Whether a line above the headline stands on every page: a motto of short words, the weather or the date."""
    is_motto = len(words) >= _MOTTO_WORDS and all(len(word) <= _MOTTO_WORD for word in words)
    return is_motto or any(map(_WEATHER.search, words))


def closes_headline_box(outline: Outline, index: int, headline: int) -> bool:
    """Whether a line is a lower heading right under the headline, and the last line of a small element around both, as a deck
    is."""
    containers, blocks = outline.containers, outline.blocks
    block, box = blocks[index], containers.parent[blocks[index].container]
    if index != headline + 1 or block.link_chars or block.kind != "heading" or block.level <= blocks[headline].level:
        return False
    return box > 0 and index - FAR < containers.first[box] <= headline and containers.end[box] == index + 1


#: Minimum number of word characters in a short deck.
_MIN_SHORT_DECK = 5


def is_short_deck(outline: Outline, hits: Sequence[Rule | None], index: int, headline: int | None) -> bool:
    """Whether a short line under the headline is its deck: it occurs again a few lines farther down, after a dash; or it names
    no outlet and is a deck by its class, ends the headline's box, or is a lower heading between the headline and its facts."""
    blocks, words = outline.blocks, key(outline.blocks[index].text)
    if len(words) < _MIN_SHORT_DECK:
        return False
    if any(is_deck(block) and key(block.text) == words for block in blocks[index + 1 : index + 10]):
        return True
    if headline is None or any(map(is_outlet, blocks[index].text.split())) or is_channel(blocks[index].text):
        return False
    if names_deck(outline.containers.names[blocks[index].container]) and not are_names(blocks[index].text):
        return True
    return closes_headline_box(outline, index, headline) or _heads_facts(blocks, hits, index, headline)


def _heads_facts(blocks: Sequence[Block], hits: Sequence[Rule | None], index: int, headline: int) -> bool:
    """Whether a line is a lower heading between the headline and a line of facts, and says more than a name or a section does."""
    block = blocks[index]
    is_lower = block.kind == "heading" and block.level > blocks[headline].level and index == headline + 1
    if not is_lower or len(block.text) < MIN_HEADLINE or blocks[headline].kind != "heading":
        return False
    below = next((one for one in blocks[index + 1 : index + 1 + NEAR] if one.text), None)
    hit = hits[below.number] if below is not None else None
    return hit is not None and hit.label in _FACTS


_FACTS = frozenset((Label.DATE, Label.SOURCE, Label.BYLINE, Label.CREDIT))


def says_no_fact(text: str) -> bool:
    """Whether a line holds no facts of an article: neither several of them, nor a moment, nor a role before a colon."""
    if OPENS_WITH_ROLE.match(text) or NAMES_REPORTER.search(text):
        return False
    return not (read_kinds(text) or read_date(text) or read_short_date(text))


#: `记者：甲乙 (…)`: such a line is no deck, however its names are printed.
NAMES_REPORTER = lazy(rf"(?:[记記]者|通[讯訊][员員])[\s:：]\s*[{HAN}]{{2,12}}(?:[\s、]|$)")
OPENS_WITH_ROLE = lazy(rf"\W*{ANY_ROLE}\s?[:：|｜丨]")


def _stands_beside(outline: Outline, above: int, headline: int) -> bool:
    """Whether two lines stand in separate adjacent boxes, and the first one opens the element around both."""
    containers = outline.containers
    one, other = _own_box(outline, above), _own_box(outline, headline)
    around = containers.parent[other]
    return containers.parent[one] == around > 0 and containers.first[around] == above and one != other


def _own_box(outline: Outline, index: int) -> int:
    """The largest element that holds a line and nothing else."""
    containers, box = outline.containers, outline.blocks[index].container
    while box > 0 and (up := containers.parent[box]) > 0 and containers.end[up] - containers.first[up] == 1:
        box = up
    return box


def stand_together(outline: Outline, above: int, headline: int) -> bool:
    """Whether two lines open a small element, a box of head lines. Both have the same tag, unless the headline is a heading:
    then the line above it is no heading, or a lower one, and names no outlet; if both are siblings, the element may be
    large."""
    containers, blocks = outline.containers, outline.blocks
    one, other = blocks[above].container, blocks[headline].container
    is_beside = False
    if "-" in containers.tag[other]:
        other = containers.parent[other]  # <td><founder-title>…</founder-title></td>
    if containers.tag[containers.parent[other]] in ("h1", "h2", "h3"):
        other = containers.parent[other]  # <h1><div>…</div></h1>
    if any(map(is_outlet, words := blocks[above].text.split())) or is_said_daily(words):
        return False  # a site's name and its motto
    if blocks[headline].kind == "heading":
        if blocks[above].kind == "heading" and blocks[above].level <= blocks[headline].level:
            return one == other and containers.first[one] == above  # two lines of one heading
        if read_outlet_line(blocks[above].text) is not None:
            return False
        if _stands_beside(outline, above, headline) and containers.tag[containers.parent[other]] not in WHOLE:
            return True
        is_beside = containers.parent[one] == containers.parent[other]
        if is_beside and blocks[above].kind == "heading":
            return True
    elif containers.tag[one] != containers.tag[other]:
        return False
    while other > 0 and containers.first[other] > above:
        other = containers.parent[other]
    return other > 0 and containers.first[other] == above and (is_beside or containers.end[other] - above <= 8)


#: Maximum length of a caption below a picture of the head, in characters.
_MAX_CAPTION = 70


def is_caption_in_head(outline: Outline, index: int, headline: int | None) -> bool:
    """Whether a line right below a picture under the headline, in the same small element, describes the picture: it is a
    sentence or as long as one, and no account's name."""
    blocks, containers = outline.blocks, outline.containers
    block, box = blocks[index], blocks[index - 1].container
    if headline is None or index < headline or block.link_chars or len(block.text) > _MAX_CAPTION:
        return False
    if not box < len(containers.first) or not containers.first[box] <= index < containers.end[box]:
        return False
    if is_credited(block.text) or is_for_captions(block.in_element, containers.names[block.container]):
        return False  # says so itself
    is_told = ends_sentence(block.text) or len(block.text) >= MIN_HEADLINE
    return containers.first[box] > headline and is_told and not (is_stated(block.text) or is_outlet(block.text))


#: Maximum length of a summary above the facts, in characters.
_MAX_SUMMARY, _STAMPED = 200, frozenset((Label.DATE, Label.SOURCE))


def sums_up(blocks: Sequence[Block], hits: Sequence[Rule | None], index: int, headline: int | None, end: int) -> bool:
    """Whether a paragraph is a summary: it stands right between the headline and the line with moment and source, and the
    running text follows. A bare day may head a part of the text; several such lines belong to posts or other articles."""
    if headline is None or not headline < index <= headline + 2 or len(blocks[index].text) > _MAX_SUMMARY:
        return False
    below = [number for number in range(index + 1, min(index + 1 + FAR, end)) if blocks[number].text]
    if not below or not _stamps(blocks, hits, below[0]):
        return False
    text = next((number for number in below if hits[number] is None), None)
    if text is None or not is_prose(blocks[text]):
        return False
    return not any(_stamps(blocks, hits, number) for number in range(text + 1, end))


def _stamps(blocks: Sequence[Block], hits: Sequence[Rule | None], index: int) -> bool:
    """Whether a line states a day with an hour, or a day with an outlet."""
    hit, text = hits[index], blocks[index].text
    if hit is None or hit.label not in _STAMPED or blocks[index].link_chars * 2 > len(text):
        return False
    stamp = read_date(text)
    return stamp is not None and (stamp.precision != "day" or hit.label is Label.SOURCE)


#: Maximum length of the slogan under an account's name, in characters.
MAX_SLOGAN = 30


def is_slogan(block: Block, hit: Rule | None) -> bool:
    """Whether a line that no rule takes may be the slogan of the account above it: no sentence, salutation or numbered part."""
    return (
        hit is None
        and 0 < len(block.text) <= MAX_SLOGAN
        and not ends_sentence(block.text)
        and KICKER_END.search(block.text) is None  # a salutation opens the text
        and not opens_part(block.text)
    )


def is_only_item(outline: Outline, block: Block) -> bool:
    """Whether a line is the only item of its list, unlike the lines of a menu."""
    containers, item = outline.containers, block.container
    while item > 0 and containers.tag[item] not in ("li", "dd"):
        item = containers.parent[item]
    around = containers.parent[item]
    return item > 0 and containers.end[around] - containers.first[around] == 1


def is_summary(outline: Outline, block: Block) -> bool:
    """Whether a line below the headline is running text, or a sentence in an element for a summary, under no picture."""
    if is_prose(block) or not ends_sentence(block.text) or outline.blocks[block.number - 1].image is not None:
        return is_prose(block)
    containers, box = outline.containers, block.container
    names = containers.names[max(containers.parent[box], 0) if containers.tag[box] == "p" else box]
    return names_summary(names) and _OF_ACCOUNTS.isdisjoint(words_of(names))


#: Class names for a summary that are also used for an account's slogan.
_OF_ACCOUNTS = frozenset({"desc", "description"})

#: Length of a kicker that only its place shows, in characters.
_PLAIN_KICKER = range(7, 31)


def may_be_kicker(line: Block, headline: Block) -> bool:
    """Whether a line is long enough for a kicker by its place alone, or printed as a lower heading than the headline below it."""
    return len(line.text) in _PLAIN_KICKER or (line.kind == headline.kind == "heading" and line.level > headline.level)
