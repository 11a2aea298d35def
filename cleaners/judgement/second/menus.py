"""The headline of a text without elements, where all of a page was copied: its menus have lines that look like headlines, and
teasers that look like a text."""

from collections.abc import Sequence

from cleaners.evidence.dates import read_date
from cleaners.evidence.outlets import read_outlet_line
from cleaners.evidence.prose import is_prose
from cleaners.judgement.measures import FAR, MAX_FACT, MIN_HEADLINE, NEAR
from cleaners.judgement.sentences import KICKER_END
from cleaners.judgement.top.decks import DECK
from cleaners.judgement.top.head_lines import can_be_headline, is_headline_above_facts, says_no_fact
from cleaners.judgement.zones import FACT_LABELS, states_facts
from cleaners.rules import Fact, Rule
from cleaners.values import Block, Label

#: So many times the running text above a moment stands below it, if what is above are menus and their teasers. Right below the
#: way through the site, as much is enough.
_MUCH = 5

#: Minimum number of lines above the head of an article, so that they are a page's menus.
_MENUS = 6


def headline_below_menus(blocks: Sequence[Block], hits: Sequence[Rule | None], headline: int | None) -> int | None:
    """The line above the first moment with running text below it, if hardly any running text stands above, and no credit line;
    else ``headline``, as where that one has facts below it. Where neither heads a text, the line above the moment that has most
    of the page's running text below it, on a page with menus above."""
    found = _above_first_moment(blocks, hits, headline)
    may_be = found is not None and not _is_menu(blocks[found].text)
    if found is not None and may_be and _heads_text(blocks, hits, found):
        return found
    own = _own_moment(blocks, hits)
    if own is None or (found is not None and may_be and _is_beside(blocks, found, own)):
        return found
    if sum(bool(block.text) for block in blocks[:own]) <= _MENUS:
        return found
    above = _above(blocks, hits, own)
    return above if above is not None else _below(blocks, hits, own, found)


def _above_first_moment(blocks: Sequence[Block], hits: Sequence[Rule | None], headline: int | None) -> int | None:
    if headline is not None and _has_facts(blocks, hits, headline):
        return headline
    lines: list[int] = []  # those that may be it, below the last way through the site
    for index, (block, hit) in enumerate(zip(blocks, hits, strict=True)):
        if hit is not None and hit.label is Label.CREDIT:
            break
        if _is_way(hit):
            lines = []
        elif _states_moment(block, hit):
            if headline is not None and index < headline <= index + FAR:
                return headline  # the day of a paper's issue, or a moment above the headline
            found = next((line for line in lines[-NEAR:] if index - line <= NEAR), None)
            if found is not None and any(map(is_prose, blocks[index + 1 : index + 1 + FAR])):
                if not _is_below_way(hits, found):
                    found = lines[-1]
                    if headline is not None and found <= headline + FAR and not _prose_in(blocks[headline:found]):
                        return headline  # the other is its deck, or a caption
                return found if are_menus(blocks, hits, found) else headline
        elif len(block.text) >= MIN_HEADLINE and can_be_headline(block, hit) and _may_head(block.text):
            lines.append(index)
    return headline


def _is_beside(blocks: Sequence[Block], headline: int, moment: int) -> bool:
    """Whether a line stands right above a moment, or right below that of an issue and above running text."""
    if moment < headline:
        return headline <= moment + NEAR and any(map(_is_told, blocks[headline + 1 : headline + 1 + NEAR]))
    return moment <= headline + NEAR


def _heads_text(blocks: Sequence[Block], hits: Sequence[Rule | None], headline: int) -> bool:
    """Whether a line has facts right below it, and running text right below those."""
    below = range(headline + 1, min(headline + 1 + NEAR, len(blocks)))
    fact = next((index for index in below if _is_fact(blocks[index], hits[index])), None)
    if fact is None:
        return False
    for index in range(fact + 1, min(fact + 1 + 2 * FAR, len(blocks))):
        if _is_told(blocks[index]):
            return True
        if index > fact + NEAR and _states_moment(blocks[index], hits[index]):
            return False
    return False


def _is_told(block: Block) -> bool:
    return is_prose(block) and block.text[0] not in _BULLETS


def _is_fact(block: Block, hit: Rule | None) -> bool:
    return states_facts(block, hit) or _states_moment(block, hit)


def _own_moment(blocks: Sequence[Block], hits: Sequence[Rule | None]) -> int | None:
    """The moment with most of the page's running text below it, up to the next moment."""
    best, most, total = None, 0, 0
    last, told = None, 0
    for block, hit in zip(blocks, hits, strict=True):
        if hit is None and _is_told(block):
            told += len(block.text)
            total += len(block.text)
        elif _states_moment(block, hit):
            if last is not None and told > most:
                best, most = last, told
            last, told = block.number, 0
    if last is not None and told > most:
        best, most = last, told
    return best if most * 2 > total else None


def _above(blocks: Sequence[Block], hits: Sequence[Rule | None], moment: int) -> int | None:
    """The line above a moment that can be a headline: the first below the way through the site, else the nearest."""
    lines: list[int] = []
    for index in range(moment - 1, max(-1, moment - 1 - FAR), -1):
        block, hit = blocks[index], hits[index]
        if not block.text:
            continue
        if hit is not None and (hit.label is Label.NAVIGATION or hit.label is Label.CREDIT):
            break
        if hit is None and is_prose(block) and not is_headline_above_facts(block, hit):
            break
        is_fact = _is_fact(block, hit) or read_outlet_line(block.text) is not None
        if (
            not is_fact
            and is_headline_above_facts(block, hit)
            and len(block.text) >= MIN_HEADLINE
            and not _is_menu(block.text)
        ):
            lines.append(index)
    if not lines:
        return None
    return lines[-1] if moment - lines[-1] <= NEAR and _is_below_way(hits, lines[-1]) else lines[0]


def _below(blocks: Sequence[Block], hits: Sequence[Rule | None], moment: int, otherwise: int | None) -> int | None:
    """The line right below a moment that can be a headline, above running text, as under the day of an issue."""
    for index in range(moment + 1, min(moment + 1 + NEAR, len(blocks))):
        if _is_told(blocks[index]):
            break
        if (
            len(blocks[index].text) >= MIN_HEADLINE
            and can_be_headline(blocks[index], hits[index])
            and not _is_menu(blocks[index].text)
        ):
            return index if says_no_fact(blocks[index].text) else otherwise
    return otherwise


def _is_menu(text: str) -> bool:
    """Whether a line is words of a menu side by side, names of papers, an item of a list, or the way through the site."""
    words = text.split()
    are_short = len(words) > _PAIR and max(map(len, words)) <= _WORD
    return are_short or text[0] in _BULLETS or _HOME in words or text.count("《") > _PAIR


#: Two such words, or two titles, may be a headline: 石桥开通 夜市回来.
_PAIR = 2
#: Maximum length of the words of a menu, in characters.
_WORD = 4
_BULLETS = frozenset("·•>»›|｜")
_HOME = "首页"


def are_menus(blocks: Sequence[Block], hits: Sequence[Rule | None], headline: int) -> bool:
    """Whether what stands above a headline with facts below it are menus, and notes of the site."""
    much = 1 if _is_below_way(hits, headline) else _MUCH
    return _has_facts(blocks, hits, headline) and _prose_in(blocks[headline + 1 :]) >= much * _prose_in(
        blocks[:headline]
    )


def _prose_in(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks if is_prose(block))


def _has_facts(blocks: Sequence[Block], hits: Sequence[Rule | None], index: int) -> bool:
    """Whether a line right below this one states facts about the article, above any running text."""
    for block, hit in zip(blocks[index + 1 : index + 1 + NEAR], hits[index + 1 : index + 1 + NEAR], strict=True):
        if _is_fact(block, hit):
            return True
        if hit is None and is_prose(block):
            return False
    return False


def _is_below_way(hits: Sequence[Rule | None], index: int) -> bool:
    return any(map(_is_way, hits[max(0, index - 2) : index]))


def _is_way(hit: Rule | None) -> bool:
    """Whether a line is the way through the site: the breadcrumb."""
    return hit is not None and hit.states is Fact.SECTION


def _may_head(text: str) -> bool:
    if text.count("，") > 1:
        return False  # a summary that is cut
    return DECK.match(text) is None and KICKER_END.search(text) is None and read_outlet_line(text) is None


def _states_moment(block: Block, hit: Rule | None) -> bool:
    is_fact = hit is None or hit.label in FACT_LABELS
    return is_fact and len(block.text) <= MAX_FACT and read_date(block.text) is not None
