"""Which blocks are the main content: found from the blocks themselves, without class names.

Each block has a *mass*: how much running Chinese text outside links it holds, with sentence punctuation as the sign of
prose (the measure behind Readability's comma score, applied to blocks). Masses after the headline count in full, those
before it and those after a heading of recommendations little. From the page downwards the search follows the child that
holds most of the mass, and stops where no child does: that element is the main content. This differs from scoring every
element (Readability) in that it needs no constants for depth, and it ends at ``<body>`` by itself for pages whose
paragraphs are the body's direct children.

Class names are only a mild prior (`_PRIOR`), matched as whole tokens: a page may have its body in ``footer-ad-share``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from cleaners.article import Block
from cleaners.metadata import Metadata
from cleaners.outline import Containers, Outline
from cleaners.patterns import lazy
from cleaners.rules import Effect, Rule, Where

#: Share of a container's mass that one child must hold for the search to go down into it.
DOMINANCE = 0.72

#: Share of the running text that was found which the element of a template must hold to be believed.
MIN_SHARE = 0.5

#: Running text a block needs to open the body: shorter lines may be labels, names or captions.
MIN_PROSE = 24

_PUNCTUATION = lazy(r"[，。！？；：、,.!?;…”“]")
_SENTENCE = lazy(r"[。！？；…!?;]|[，,].*[，,]|\.\s|\.$")
_KEY = lazy(r"[\W_]+")
# A moment that does not open its line: schedules and timelines begin with the time, a post's line of facts seldom does.
_STAMP = lazy(
    r".(?<![\d:：])(?:\d{1,2}[-/.]\d{1,2}[\sT,，]+|\d{1,2}月\d{1,2}日?\s*|, \d{4} at )\d{1,2}[:：]\d{2}"
    r"|^\W*(?:\d{4}[-/.年])?\d{1,2}[-/.月]\d{1,2}日?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?\W*$|\d+\s?(?:分钟|小时|天)前"
)
_CHANNEL = lazy(
    r"(?:首页|新闻|要闻|动态|资讯|公告|通知|公示|信息|公开|政务|工作|图片|视频|媒体|中心|频道|栏目|快讯|头条|综合|国内|国际|社会|财经|体育|娱乐|正文|详情|内容|列表|发布|专题){2,6}"
)
_TOKEN = lazy(r"[A-Za-z]+")
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


class Place(NamedTuple):
    """Where the article is: the container, its blocks ``first``..``end`` (excluded), the headline's block or None,
    every block's mass, the container's share of it, and whether the page and its site's template say different things."""

    container: int
    first: int
    end: int
    headline: int | None
    masses: list[float]
    share: float
    disagrees: bool = False


def key(text: str) -> str:
    """A text for comparing headlines: word characters only, lower case."""
    return _KEY.sub("", text).lower()


def is_prose(block: Block) -> bool:
    """Whether a block is running text: long enough, punctuated like sentences, and not made of links."""
    return block.link_chars * 2 <= len(block.text) and is_sentence(block.text)


def is_sentence(line: str) -> bool:
    """Whether a line is long enough for running text and punctuated like sentences."""
    return len(line) >= MIN_PROSE and _SENTENCE.search(line) is not None


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
    masses = [_mass(block, hit) for block, hit in zip(blocks, hits, strict=True)]
    hinted = headline is not None and 2 <= len(blocks[headline].text) <= 150 and not blocks[headline].hidden
    headline = headline if hinted else locate_headline(outline, masses, metadata)
    weighted = _weighted(blocks, hits, masses, headline)
    sums = [0.0]
    for mass in weighted:
        sums.append(sums[-1] + mass)
    container = _descend(containers, sums)
    disagrees = False
    if body is not None and body != container:
        disagrees = _mass_in(containers, sums, body) < MIN_SHARE * _mass_in(containers, sums, container)
        container = container if disagrees else body
    first, end = containers.first[container], containers.end[container]
    total = sum(masses)
    share = sum(masses[first:end]) / total if total else 0.0
    return Place(container, first, end, headline, masses, share, disagrees)


def _mass_in(containers: Containers, sums: Sequence[float], index: int) -> float:
    return sums[containers.end[index]] - sums[containers.first[index]]


def locate_headline(outline: Outline, masses: Sequence[float], metadata: Metadata) -> int | None:
    """The block that shows the page's headline: what its ``<title>`` names, else its first heading before the prose."""
    titles = _title_keys(metadata)
    best: tuple[float, int] | None = None
    prose_after = _prose_after(masses)
    any_prose = any(prose_after)
    linked = {key(block.text) for block in outline.blocks if block.link_chars and len(block.text) <= 12}
    for block in outline.blocks:
        if not 2 <= len(block.text) <= 150 or block.hidden:
            continue
        score = _headline_score(block, titles, linked, outline.containers)
        if score <= 0:
            continue
        if any_prose:
            score += 0.5 if prose_after[block.number] else -1.5
        if best is None or score > best[0]:
            best = (score, block.number)
    return best[1] if best is not None and best[0] >= 1.0 else None


def _headline_score(block: Block, titles: Sequence[str], linked: set[str], containers: Containers) -> float:
    score = 0.0
    if block.kind == "heading":
        score += {1: 1.4, 2: 0.9, 3: 0.6}.get(block.level, 0.2)
    text = key(block.text)
    if len(text) >= 4:
        score += max((_overlap(text, title) for title in titles), default=0.0) * 2.5
    if score and block.link_chars * 10 > len(block.text) * 8:
        score -= 1.2
    if score and ((len(text) <= 6 and text in linked) or _CHANNEL.fullmatch(text)):
        score -= 1.5  # a channel's name: the page links it elsewhere, or it is made of such words
    if score and _TITLE_TOKENS.intersection(_tokens(containers.names[block.container])):
        score += 0.3
    return score


_TITLE_TOKENS = frozenset({"title", "headline", "biaoti", "bt", "tit"})


def _overlap(text: str, title: str) -> float:
    """1 for the same text, the share of the title where one holds the other, 0 otherwise."""
    if text == title:
        return 1.0
    if text in title and len(text) * 4 >= len(title):
        return 0.55 + 0.4 * len(text) / len(title)
    if title in text and len(title) * 2 >= len(text):
        return 0.2 + 0.5 * len(title) / len(text)
    return 0.0


def _title_keys(metadata: Metadata) -> list[str]:
    """Every title the head gives, whole and its longest part between separators."""
    keys: list[str] = []
    for title in metadata.titles:
        parts = [part for part in _SEPARATOR.split(title) if part]
        keys.append(key(title))
        if len(parts) > 1:
            keys.append(key(max(parts, key=len)))
            keys.append(key(parts[0]))
    return [text for text in dict.fromkeys(keys) if len(text) >= 4]


def _prose_after(masses: Sequence[float]) -> list[bool]:
    """For each block, whether a block of prose follows within the next 40 blocks."""
    after = [False] * len(masses)
    last = -1_000
    for index in range(len(masses) - 1, -1, -1):
        after[index] = last - index <= 40 and last >= 0
        if masses[index] >= MIN_PROSE:
            last = index
    return after


def _mass(block: Block, hit: Rule | None) -> float:
    """Running text of one block, in characters."""
    size = len(block.text)
    if not size or block.hidden or hit is not None or block.kind == "heading":
        return 0.0
    plain = size - block.link_chars
    if plain * 2 < size:
        return 0.0
    marks = len(_PUNCTUATION.findall(block.text[:400]))
    if not marks:
        return plain * (0.3 if plain >= 12 else 0.1)
    return min(plain, 800) * min(1.0, 0.4 + 0.2 * marks)


def _weighted(
    blocks: Sequence[Block], hits: Sequence[Rule | None], masses: Sequence[float], headline: int | None
) -> list[float]:
    """Masses by position: in full after the headline, little before it and after the first tail heading."""
    total = sum(masses)
    start = headline if headline is not None and sum(masses[headline:]) >= 0.15 * total else 0
    weights = [mass * 0.3 for mass in masses[:start]]
    seen = 0.0
    weight = 1.0
    thread = thread_start(blocks, hits, masses, start)
    for index in range(start, len(blocks)):
        hit = hits[index]
        if hit is not None and hit.effect is not Effect.LINE and seen >= MIN_PROSE:
            weight = min(weight, 0.1 if hit.name == "credits.line" else 0.25)
        if index == thread:
            weight = 0.1
        seen += masses[index]
        weights.append(masses[index] * weight)
    return weights


def thread_start(
    blocks: Sequence[Block], hits: Sequence[Rule | None], masses: Sequence[float], start: int
) -> int | None:
    """Where a thread of dated posts begins: the first of at least three short lines that each carry a time of day,
    after some running text. The page's own date line stands before that text."""
    seen = 0.0
    stamped: list[int] = []
    for index in range(start, len(blocks)):
        text = blocks[index].text
        if text and len(text) <= 160 and _may_be_stamped(text) and _STAMP.search(text):
            hit = hits[index]
            opens = not stamped and seen < 4 * MIN_PROSE and hit is not None and hit.where is Where.HEAD
            if seen >= MIN_PROSE and not opens:
                stamped.append(index)
        else:
            seen += masses[index]
    return stamped[0] if len(stamped) >= 3 else None


def _may_be_stamped(text: str) -> bool:
    """Whether a line holds what every form of `_STAMP` holds: a cheap look before the expression."""
    return ":" in text or "：" in text or "前" in text


@lru_cache(maxsize=4096)
def _tokens(names: str) -> frozenset[str]:
    """The words of class and id. Pages repeat them."""
    return frozenset(token.lower() for token in _TOKEN.findall(names))


def _prior(containers: Containers, index: int) -> float:
    prior = _PRIOR_TAGS.get(containers.tag[index], 1.0)
    for token in _tokens(containers.names[index]):
        prior *= _PRIOR.get(token, 1.0)
    return min(1.4, max(0.3, prior))


def _descend(containers: Containers, sums: Sequence[float]) -> int:
    """From the page down to the element that no child of dominates."""
    children: dict[int, list[int]] = {}
    for index in range(1, len(containers.tag)):
        children.setdefault(containers.parent[index], []).append(index)
    current = 0
    while True:
        mass = _mass_in(containers, sums, current)
        best, best_mass = -1, 0.0
        for child in children.get(current, ()):
            size = _mass_in(containers, sums, child) * _prior(containers, child)
            if size > best_mass:
                best, best_mass = child, size
        if best < 0 or best_mass < DOMINANCE * mass:
            return current
        if containers.end[best] - containers.first[best] <= 1:
            return current  # a single paragraph: its parent is the article
        current = best
