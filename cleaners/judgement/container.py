"""Which blocks are the main content: found from the blocks themselves, without class names.

Each block has a *mass* (see `cleaners.evidence.measures`). Masses after the headline count in full, those
before it and those after a heading of recommendations little. From the page downwards the search follows the child that
holds most of the mass, and stops where no child does: that element is the main content. This differs from scoring every
element (Readability) in that it needs no constants for depth, and it ends at ``<body>`` by itself for pages whose
paragraphs are the body's direct children.

Class names are only a mild prior (`_PRIOR`), matched as whole tokens: a page may have its body in ``footer-ad-share``.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from cleaners.article import Block
from cleaners.evidence.measures import Measured, Weights, key, like_titles, measure_blocks, score_lines, sum_weighted
from cleaners.evidence.metadata import Metadata
from cleaners.reading.lines import MIN_PROSE
from cleaners.reading.outline import Containers, Outline
from cleaners.reading.patterns import lazy
from cleaners.rules import Rule, Where

try:
    from cleaners.evidence import _measures
except ImportError:  # not compiled
    _measures = None  # type: ignore[assignment]

#: Share of a container's mass that one child must hold for the search to go down into it.
DOMINANCE = 0.72

#: Share of the running text that was found which the element of a template must hold to be believed.
MIN_SHARE = 0.5

# A moment that does not open its line: schedules and timelines begin with the time, a post's line of facts seldom does.
_STAMP = lazy(
    r".(?<![\d:：])(?:\d{1,2}[-/.]\d{1,2}[\sT,，]+|\d{1,2}月\d{1,2}日?\s*|, \d{4} at )\d{1,2}[:：]\d{2}"
    r"|^\W*(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\W*$|\d+\s?(?:分钟|小时|天)前"
)
_CHANNEL = lazy(
    r"(?:首页|新闻|要闻|动态|资讯|公告|通知|公示|信息|公开|政务|工作|图片|视频|媒体|中心|频道|栏目|快讯|头条|综合|国内|国际|社会|财经|体育|娱乐|正文|详情|内容|列表|发布|专题){2,6}"
)
_TOKEN = lazy(r"[A-Za-z]+")
_NO_HAN = lazy(r"[^\u4e00-\u9fff]+")
_SEPARATOR = lazy(r"\s*[_|｜丨\-–—]+\s*|\s+::\s+|\s{2,}|\s*[<>«»]\s*")

# Whole class tokens that speak for or against a container. From Readability's and trafilatura's lists, reduced to those
# that held on the measured Chinese pages.
_PRIOR = {
    **dict.fromkeys(("article content text body post entry detail zoom main artical maintext story").split(), 1.15),
    **dict.fromkeys(
        (
            "comment comments reply sidebar aside footer foot copyright nav menu related relate recommend rank "
            "hot share ad ads advert banner breadcrumb crumbs pager hidden popup login"
        ).split(),
        0.6,
    ),
}
_PRIOR_TAGS = {"article": 1.2, "main": 1.1, "nav": 0.3, "footer": 0.3, "aside": 0.4, "header": 0.7, "form": 0.8}
_MIN_PRIOR, _MAX_PRIOR = 0.3, 1.4


class Place(NamedTuple):
    """Where the article is: the container, its blocks ``first``..``end`` (excluded), the headline's block or None,
    every block's mass, the container's share of it, the short lines that carry a time of day, and whether the page and its
    site's template say different things."""

    container: int
    first: int
    end: int
    headline: int | None
    masses: list[float]
    share: float
    stamps: list[int]
    disagrees: bool = False


def locate(
    outline: Outline,
    hits: Sequence[Rule | None],
    metadata: Metadata,
    *,
    body: int | None = None,
    headline: int | None = None,
) -> Place:
    """The main content of a page. ``body`` and ``headline`` are the element and the block that the site's template
    names; they are taken where the page does not speak against them. Linear in the number of blocks and elements."""
    blocks, containers = outline.blocks, outline.containers
    measured = measure_blocks(blocks, hits)
    masses = measured.masses
    hinted = headline is not None and 2 <= len(blocks[headline].text) <= 150 and not blocks[headline].hidden
    headline = headline if hinted else locate_headline(outline, hits, measured, metadata)
    stamps = _stamped_lines(blocks, measured.moments)
    sums = _weighted_sums(hits, masses, headline, stamps)
    container = _descend(containers, sums)
    disagrees = False
    if body is not None and body != container:
        disagrees = _mass_in(containers, sums, body) < MIN_SHARE * _mass_in(containers, sums, container)
        container = container if disagrees else body
    first, end = containers.first[container], containers.end[container]
    total = sum(masses)
    share = sum(masses[first:end]) / total if total else 0.0
    return Place(container, first, end, headline, masses, share, stamps, disagrees)


def _mass_in(containers: Containers, sums: Sequence[float], index: int) -> float:
    return sums[containers.end[index]] - sums[containers.first[index]]


def locate_headline(
    outline: Outline, hits: Sequence[Rule | None], measured: Measured, metadata: Metadata
) -> int | None:
    """The block that shows the page's headline: what its ``<title>`` names, else its first heading before the prose. A line
    that a rule takes is none.

    Headings are weighed first. Where one of them is also what the title names, no other line can score as much, and none is
    looked at.
    """
    blocks = outline.blocks
    contest = _Contest(outline, measured.prose, _title_keys(metadata))
    contest.enter([index for index in measured.headings if hits[index] is None])
    if contest.best <= TITLE_SCORE + _MAX_BONUS:
        named = _like_titles(blocks, contest.titles)
        contest.enter([index for index in named if blocks[index].kind != "heading" and hits[index] is None])
    return contest.winner


#: The score of a line that is the title, word for word.
TITLE_SCORE = 2.5

#: A headline has at most so many characters; to be held against the title, it needs so many word characters, and the title
#: is at most so many times longer.
MAX_LINE, MIN_KEY, MAX_TITLE = 150, 4, 4

_WEIGHTS = Weights({1: 1.4, 2: 0.9, 3: 0.6}, 0.2, TITLE_SCORE, MAX_LINE, MIN_KEY, MAX_TITLE)

#: A block with a lower score is no headline.
MIN_HEADLINE_SCORE = 1.0


def _like_titles(blocks: Sequence[Block], titles: Sequence[str]) -> list[int]:
    """Lines whose keys can be a part of a title, or hold one: a look that costs a tenth of making their keys."""
    if not titles:
        return []
    signs = [_signs(title) for title in titles]
    shortest = min(map(len, titles))
    least = max(MIN_KEY, shortest / MAX_TITLE)
    return like_titles(blocks, titles, signs, least, shortest, MAX_LINE)


def _signs(title: str) -> tuple[str, str, str]:
    """Three characters that stand in a line as they stand in its key, since they have no upper and lower case; empty ones
    where the title has none."""
    plain = _NO_HAN.sub("", title) or "".join(filter(_is_caseless, title))
    return plain[:1], plain[len(plain) // 2 :][:1], plain[-1:]


def _is_caseless(character: str) -> bool:
    return character.isalnum() and character.upper() == character.lower()


#: The most that `_Contest.weigh` adds to a score, with room for rounding.
_MAX_BONUS = 0.3 + 0.5 + 1e-6

#: A headline stands at most so many blocks above running text.
_NEAR = 40


class _Contest:
    """The best candidate for the headline so far. ``prose`` are the numbers of the page's running text, ``titles`` the keys
    of what its head says."""

    def __init__(self, outline: Outline, prose: Sequence[int], titles: Sequence[str]) -> None:
        self.outline = outline
        self.prose = prose
        self.titles = titles
        self.winner: int | None = None
        self.best = MIN_HEADLINE_SCORE
        self._linked: frozenset[str] | None = None

    def enter(self, candidates: Sequence[int]) -> None:
        """Weigh blocks, those first that look best; what could not win any more is not weighed."""
        looks = score_lines(self.outline.blocks, candidates, self.titles, _WEIGHTS)
        for score, index in sorted(zip(looks, candidates, strict=True), key=itemgetter(0), reverse=True):
            if not score or score + _MAX_BONUS < self.best:
                break
            score = self.weigh(score, self.outline.blocks[index])
            if score > self.best or (score == self.best and (self.winner is None or index < self.winner)):
                self.winner, self.best = index, score

    def weigh(self, score: float, block: Block) -> float:
        """The candidate's score with what speaks for and against it."""
        if block.link_chars * 10 > len(block.text) * 8:
            score -= 1.2
        if self._is_channel(key(block.text)):
            score -= 1.5
        if not _TITLE_TOKENS.isdisjoint(_tokens(self.outline.containers.names[block.container])):
            score += 0.3
        if self.prose and self.prose[-1] > 0:
            score += 0.5 if self._is_before_prose(block.number) else -1.5
        return score

    def _is_channel(self, text: str) -> bool:
        """Whether a line is a channel's name: the page links it elsewhere, or it is made of such words."""
        return (len(text) <= 6 and text in self._links()) or _CHANNEL.fullmatch(text) is not None

    def _links(self) -> frozenset[str]:
        if self._linked is None:
            blocks = self.outline.blocks
            self._linked = frozenset(key(block.text) for block in blocks if block.link_chars and len(block.text) <= 12)
        return self._linked

    def _is_before_prose(self, index: int) -> bool:
        place = bisect_right(self.prose, index)
        return place < len(self.prose) and self.prose[place] - index <= _NEAR


_TITLE_TOKENS = frozenset({"title", "headline", "biaoti", "bt", "tit"})


def _title_keys(metadata: Metadata) -> list[str]:
    """Every title the head gives, whole and its longest part between separators."""
    keys: list[str] = []
    for title in metadata.titles:
        parts = [part for part in _SEPARATOR.split(title) if part]
        keys.append(key(title))
        if len(parts) > 1:
            keys.append(key(max(parts, key=len)))
            keys.append(key(parts[0]))
    return [text for text in dict.fromkeys(keys) if len(text) >= MIN_KEY]


def _weighted_sums(
    hits: Sequence[Rule | None], masses: Sequence[float], headline: int | None, stamps: Sequence[int]
) -> list[float]:
    """The masses before each block and all, by position: in full after the headline, little before it, after the first tail
    heading and in a thread of posts."""
    start = headline if headline is not None and sum(masses[headline:]) >= 0.15 * sum(masses) else 0
    thread = thread_start(hits, masses, start, stamps)
    return sum_weighted(hits, masses, start, -1 if thread is None else thread)


def _stamped_lines(blocks: Sequence[Block], moments: Sequence[int]) -> list[int]:
    """Of the short lines that may carry a time of day those that do so as posts do; none where they are too few for a
    thread."""
    return [index for index in moments if _STAMP.search(blocks[index].text)] if len(moments) >= _POSTS else []


#: So many dated lines make a thread.
_POSTS = 3


def thread_start(hits: Sequence[Rule | None], masses: Sequence[float], start: int, stamps: Sequence[int]) -> int | None:
    """Where a thread of dated posts begins: the first of at least three of the ``stamps`` after some running text. The
    page's own date line stands before that text; every stamp after the first post is another one."""
    stamps = stamps[bisect_left(stamps, start) :]
    seen = 0.0
    for index in stamps[: max(0, len(stamps) - _POSTS + 1)]:
        for mass in masses[start:index]:
            seen += mass
        start = index + 1
        hit = hits[index]
        opens = seen < 4 * MIN_PROSE and hit is not None and hit.where is Where.HEAD
        if seen >= MIN_PROSE and not opens:
            return index
    return None


#: So many names of elements are remembered with what they say.
_NAMES = 4_096


@lru_cache(maxsize=_NAMES)
def _tokens(names: str) -> frozenset[str]:
    """The words of class and id. Pages repeat them."""
    return frozenset(token.lower() for token in _TOKEN.findall(names))


def _prior(containers: Containers, index: int) -> float:
    prior = _PRIOR_TAGS.get(containers.tag[index], 1.0) * _prior_of(containers.names[index])
    return min(_MAX_PRIOR, max(_MIN_PRIOR, prior))


@cache
def _priors() -> _measures.Priors:
    return _measures.Priors(_PRIOR_TAGS, _prior_of, _MIN_PRIOR, _MAX_PRIOR, _NAMES)


@lru_cache(maxsize=_NAMES)
def _prior_of(names: str) -> float:
    """What class and id speak for. Pages repeat them."""
    return math.prod([_PRIOR.get(token, 1.0) for token in sorted(_tokens(names))])


def _descend(containers: Containers, sums: Sequence[float]) -> int:
    """From the page down to the element that no child of dominates.

    Elements stand in document order, so that one pass meets the children of each. No two children dominate: one would hold
    more than half of the mass even with the best name.
    """
    if _measures is not None:
        return _measures.descend(containers, sums, _priors(), DOMINANCE)
    current, mass = 0, _mass_in(containers, sums, 0)
    for child, parent in enumerate(containers.parent):
        if parent != current:
            continue
        own = _mass_in(containers, sums, child)
        size = own * _prior(containers, child) if own * _MAX_PRIOR >= DOMINANCE * mass else 0.0
        if size > 0.0 and size >= DOMINANCE * mass:
            if containers.end[child] - containers.first[child] <= 1:
                return current  # a single paragraph: its parent is the article
            current, mass = child, own
    return current
