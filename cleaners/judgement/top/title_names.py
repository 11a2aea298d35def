"""What a title in a page's head names if it is no headline: the site, or the kind of page that its template shows; and headlines
that such a title does not confirm, or that are too short to be compared with one."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from cleaners.evidence.outlets import MAX_SITE, SUBJECT, ends_like_site
from cleaners.evidence.titles import key, pairs_of
from cleaners.judgement.measures import FAR, LINES, MIN_HEADLINE, NEAR
from cleaners.judgement.top.head_lines import can_be_headline
from cleaners.reading.addresses import FIRST_PAGE
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.rules import Effect, Rule
from cleaners.rules.form import simplified
from cleaners.values import FACTS, Block

#: What a template calls the page it shows: 资讯详情, 新闻内容页, 文章正文.
_KIND = lazy(
    rf"(?:{SUBJECT}|新闻|文章|图文|资讯|动态|公告|通知|公示|信息|公开|稿件|帖子|作品|资料|活动|频道|栏目|手机|移动|首页|分享)*"
    r"(?:详情|详细|正文|内容|页面?|列表|预览|浏览|查看|阅读)+(?:页面?)?"
)
#: What a site calls a part of its own.
_PART = lazy(
    rf"(?:{SUBJECT}|首页|新闻|资讯|动态|公告|通知|公示|公开|快讯|头条|专栏|栏目|频道|论坛|社区|博客|图集|关于|搜[索寻]|登[录入]|注册)+"
)
#: The root of a site, in a link.
_ROOT = lazy(rf"(?:https?:)?(?://[\w.:-]++)?{FIRST_PAGE}")

#: Lengths of headlines that are too short to be found in a title.
_SHORT = range(1, 4)


def is_root_link(block: Block) -> bool:
    """Whether a line is nothing but a link to the root of a site, as a site's name above its pages is."""
    if block.link_chars < len(block.text):
        return False
    return all(_is_root(mark.href) for mark in block.marks if mark.kind == "link")


def _is_root(href: str | None) -> bool:
    return bool(href) and _ROOT.fullmatch(href or "") is not None


def names_kind(text: str) -> bool:
    """Whether a line or a title says what kind of page this is, and nothing of the article."""
    return len(text) <= MAX_SITE and _KIND.fullmatch(simplified(key(text))) is not None


def root_names(blocks: Sequence[Block]) -> frozenset[str]:
    """By what names the page links the root of its site, as keys."""
    return frozenset(
        key(block.text[mark.start : mark.end])
        for block in blocks
        if block.link_chars
        for mark in block.marks
        if mark.kind == "link" and _is_root(mark.href)
    )


def article_titles(
    titles: Sequence[tuple[str, Sequence[str]]], blocks: Sequence[Block], hits: Sequence[Rule | None]
) -> list[str]:
    """Titles, each given with its parts, without the parts that name the site or a kind of page; those of one part whole."""
    roots, found = root_names(blocks), []
    for title, parts in titles:
        if len(parts) == 1:
            own = [title] if not (names_kind(title) or names_site(title, blocks, hits, roots)) else []
        else:
            own = [part for part in parts if not names_kind(part) and key(part) not in roots]
            own = [part for part in own if part is parts[0] or not ends_like_site(part)]
        if len(own) == len(parts):
            found.append(title)
        elif own:
            found.append(" - ".join(own))
    return found


def names_site(title: str, blocks: Sequence[Block], hits: Sequence[Rule | None], roots: Collection[str]) -> bool:
    """Whether a title is the site's name: the page links its root by it, or it ends like one and no line that it is stands above
    facts."""
    if len(title) > MAX_SITE:
        return False
    own = key(title)
    if own in roots:
        return True
    if not ends_like_site(title):
        return False
    return not any(_is_above_facts(hits, block.number) for block in blocks if block.text and key(block.text) == own)


def _is_above_facts(hits: Sequence[Rule | None], index: int) -> bool:
    return any(map(_states_fact, hits[index + 1 : index + 1 + NEAR]))


def locate_short(
    outline: Outline, hits: Sequence[Rule | None], prose: Sequence[int], parts: Sequence[str], winner: int | None
) -> int | None:
    """The line of one to three characters that is the first part of a title, word for word, above the running text: no name of a
    part of the site, which the page links elsewhere, with no other heading below it, and not below a text and what only stands
    after one: there it is the outlet of an entry. ``winner`` is the best line so far."""
    blocks = outline.blocks
    wanted = {part for part in parts if len(part) in _SHORT and not _PART.fullmatch(simplified(part))}
    if not wanted:
        return None
    same = [block for block in blocks if len(block.text) <= MAX_SITE and key(block.text) in wanted]
    for block in same:
        place = bisect_right(prose, block.number)
        if hits[block.number] is not None or block.hidden or (len(block.text) == 1 and block.kind != "heading"):
            continue
        if place == len(prose) or prose[place] > block.number + FAR:
            if _is_headed_with_facts(blocks, hits, block) and not _links_elsewhere(block, same):
                return block.number
            continue
        if place and any(map(_ends, hits[prose[0] : block.number])):
            continue
        if winner is not None and (block.number < winner < prose[place] or _is_account_below(blocks, winner, block)):
            continue
        if not _links_elsewhere(block, same) and not _is_above_headline(blocks, hits, block, prose[place]):
            return block.number
    return None


def _is_headed_with_facts(blocks: Sequence[Block], hits: Sequence[Rule | None], block: Block) -> bool:
    """Whether a line is printed as a headline, with a fact about an article right below it: verse has no running text."""
    below = next((one for one in blocks[block.number + 1 : block.number + NEAR] if one.text), None)
    hit = None if below is None else hits[below.number]
    return block.kind == "heading" and block.level <= _MAX_LEVEL and hit is not None and hit.label in FACTS


#: The lowest level of a heading that is a headline above verse.
_MAX_LEVEL = 2


def _is_account_below(blocks: Sequence[Block], winner: int, block: Block) -> bool:
    """Whether a plain line stands right below a heading that is long enough for a headline: the account that posted it."""
    above = blocks[winner]
    is_headed = above.kind == "heading" and len(above.text) >= MIN_HEADLINE and not ends_like_site(above.text)
    return is_headed and block.kind != "heading" and winner < block.number <= winner + FAR


def _is_above_headline(blocks: Sequence[Block], hits: Sequence[Rule | None], block: Block, end: int) -> bool:
    """Whether a plain line has one below it, before the running text, that is long enough for a headline: it names a column."""
    below = range(block.number + 1, end)
    return block.kind != "heading" and any(
        len(blocks[index].text) >= MIN_HEADLINE and can_be_headline(blocks[index], hits[index]) for index in below
    )


def _links_elsewhere(block: Block, same: Sequence[Block]) -> bool:
    """Whether the same words are a link on the page that does not lead where this line leads itself."""
    own = {mark.href for mark in block.marks if mark.kind == "link"}
    others = {mark.href for other in same if other is not block for mark in other.marks if mark.kind == "link"}
    return bool(others - own)


def locate_linked(outline: Outline, hits: Sequence[Rule | None], prose: Sequence[int]) -> int | None:
    """The heading that is a link, above a line of facts and running text: it leads to the page itself where no other heading of
    its level is one. Titles of entries stand so in rows."""
    blocks = outline.blocks
    linked = [
        block
        for block in blocks
        if block.kind == "heading"
        and block.link_chars
        and block.link_chars == len(block.text)
        and not block.hidden
        and not is_root_link(block)
    ]
    levels = Counter(block.level for block in linked)
    for block in linked:
        place = bisect_right(prose, block.number)
        if levels[block.level] > 1 or hits[block.number] is not None or place == len(prose):
            continue
        below = hits[block.number + 1 : prose[place]]
        if len(below) <= FAR and any(map(_states_fact, below)) and not any(map(_ends, below)):
            return block.number
    return None


def _states_fact(hit: Rule | None) -> bool:
    return hit is not None and hit.effect is Effect.LINE and hit.label in FACTS


def _ends(hit: Rule | None) -> bool:
    return hit is not None and hit.effect is not Effect.LINE


def locate_opened(
    blocks: Sequence[Block], hits: Sequence[Rule | None], titles: Sequence[str], heading: int
) -> int | None:
    """The first line above a heading that opens as a whole title says, and goes on: that title is a headline which the page's
    head has cut. ``titles`` are keys."""
    whole = tuple(title for title in titles if len(title) >= _WHOLE)
    if not whole:
        return None
    lines = (block for block in blocks[:heading] if len(block.text) >= _WHOLE and not block.link_chars)
    can_be = (block for block in lines if can_be_headline(block, hits[block.number]))
    return next((block.number for block in can_be if key(block.text).startswith(whole)), None)


#: Characters of a key of a title that no line opens with by chance.
_WHOLE = 12


def is_next_story(
    outline: Outline, hits: Sequence[Rule | None], prose: Sequence[int], title: str, heading: int
) -> bool:
    """Whether a heading that no title names is the next story's: the running text above it says what the page's longest title
    says, and neither the heading nor what stands below it says much of that; or where the title says nothing of either, there
    are paragraphs of a text above. ``title`` is a key."""
    blocks = outline.blocks
    pairs = set(filter(str.isalpha, pairs_of(title)))
    place = bisect_right(prose, heading)
    told = "".join(blocks[number].text for number in prose[:place])
    rest = "".join((blocks[heading].text, *(blocks[number].text for number in prose[place : place + FAR])))
    above, below = (sum(pair in text for pair in pairs) for text in (told, rest))
    if len(pairs) >= _PAIRS and max(above, below) >= _TOLD:
        return above >= _TOLD * below
    return _has_text(outline, hits, prose[:place])


def _has_text(outline: Outline, hits: Sequence[Rule | None], prose: Sequence[int]) -> bool:
    """Whether some running text is that of an article: paragraphs one below the other in one column, with nothing but short lines
    between, no link and no fact among them."""
    blocks, column = outline.blocks, outline.containers.column
    run = 1
    for above, number in pairwise(prose):
        between = blocks[above + 1 : number]
        is_one = number <= above + NEAR and column(blocks[above].container, LINES) == column(
            blocks[number].container, LINES
        )
        is_apart = any(block.link_chars or hits[block.number] is not None for block in (*between, blocks[number]))
        run = run + 1 if is_one and not is_apart else 1
        if run >= _PARAGRAPHS:
            return True
    return False


#: So many pairs of characters at least say what a text is about (see `purpose.others`); so many of them a text has of its own
#: title, and as many times more than another text. Of 166 real pages 151 have three pairs or more of their title in their text,
#: and one has none; of 26,520 pairs of a title and another page's text 8 % have three or more, 59 % none.
_PAIRS, _TOLD = 6, 3

#: Paragraphs that no summary, note or card above a headline has.
_PARAGRAPHS = 5
