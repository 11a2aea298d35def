"""The block that shows the page's headline."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter

from cleaners.evidence.element_names import names_title
from cleaners.evidence.metadata import Metadata
from cleaners.evidence.outlets import MAX_SITE, SUBJECT, ends_like_site
from cleaners.evidence.prose import Measured
from cleaners.evidence.titles import Weights, key, like_titles, score_lines
from cleaners.judgement.measures import LINES, MANY, MAX_HEADLINE, MIN_HEADLINE
from cleaners.judgement.top.head_lines import is_trail
from cleaners.reading.han import HAN
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.rules import Effect, Rule
from cleaners.rules.form import simplified
from cleaners.values import Block, Label

_CHANNEL = lazy(
    rf"(?:{SUBJECT}|首页|新闻|动态|资讯|公告|通知|公示|公开|工作|媒体|中心|频道|栏目|快讯|头条|正文|详情|内容|列表|发布){{2,6}}"
)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
#: How the names of houses end that have a site of their own.
_HOUSE = lazy(
    rf"[{HAN}（）()]{{2,24}}(?:公司|集团|[医书]院|学院|大学|[中小]学|学校|[协学]会|委员会|常委会|政府|法院|检察院|研究[院所]|银行|图书馆|博物馆|[^结大格布]局|中心)"
)
_NO_HAN = lazy(rf"[^{HAN}]+")


def _is_channel(part: str) -> bool:
    return _CHANNEL.fullmatch(simplified(part)) is not None


def _is_house(part: str) -> bool:
    return _HOUSE.fullmatch(simplified(part)) is not None


_SEPARATOR = lazy(r"(?=[\s_|｜丨\-–—<>«»])(?:\s*[_|｜丨\-–—]+\s*|\s+::\s+|\s{2,}|\s*[<>«»]\s*)")


#: The block that shows the headline, None where none does; and the block of the heading of the next story below the page's own
#: text, None where no such heading was weighed.
Located = tuple[int | None, int | None]


def locate_headline(outline: Outline, hits: Sequence[Rule | None], measured: Measured, metadata: Metadata) -> Located:
    """The block that shows the page's headline: what its ``<title>`` names, else its first heading before the prose. A line
    that a rule takes is none.

    One that no title names is none below the head of another text, below a text that a credit line closes, or below one that
    says what the title says and it does not.
    Headings are weighed first. Where one of them is also what the title names, no other line can score as much, and none is
    looked at.
    """
    blocks = outline.blocks
    titles = _article_titles(metadata.titles, blocks, hits)
    if titles and all(map(_is_short_name, titles)) and _is_under_brand(outline, hits, measured, titles):
        titles = []
    others = [title for title in metadata.titles if title not in titles and len(_parts(title)) == 1]
    sites = [name for name in map(key, [metadata.site or "", *others]) if name]
    contest = _Contest(outline, measured.prose, _title_keys(titles), sites)
    if not metadata.site:
        houses = filter(None, map(contest.house_of, metadata.titles))
        contest.sites += [key(house) for house in houses if _is_owner(house, blocks, hits)]
    contest.enter([index for index in measured.headings if hits[index] is None])
    if contest.best <= TITLE_SCORE + _MAX_BONUS:
        named = _like_titles(blocks, contest.titles)
        contest.enter([index for index in named if blocks[index].kind != "heading" and hits[index] is None])
    winner = contest.winner
    if winner is not None and contest.is_named(blocks[winner]):
        return winner, None
    return _locate_unnamed(outline, hits, measured, metadata, contest)


def _locate_unnamed(
    outline: Outline, hits: Sequence[Rule | None], measured: Measured, metadata: Metadata, contest: _Contest
) -> Located:
    """The headline of a page whose titles do not name the best heading."""
    from cleaners.judgement.top.own_head import (  # the titles of most pages name the headline
        closes_text,
        locate_own_head,
    )
    from cleaners.judgement.top.title_names import is_next_story, locate_linked, locate_opened, locate_short

    blocks, prose, winner = outline.blocks, measured.prose, contest.winner
    if winner is not None:
        opened = locate_opened(blocks, hits, contest.titles, winner)
        if opened is not None:
            return opened, None
        if is_next_story(outline, hits, prose, max(contest.titles, key=len, default=""), winner):
            return None, winner
    own = locate_own_head(outline, hits, prose, winner)
    if own is None:
        opening = [parts[0] for parts in map(_parts, metadata.titles)]
        names = [key(name) for name in opening if not _is_brand(name, blocks, hits)]
        own = locate_short(outline, hits, prose, names, winner)
    if own is None and winner is None:
        own = locate_linked(outline, hits, prose)
    if own is not None or winner is None:
        return own, None
    if _is_next_articles(blocks, hits, contest) or any(
        closes_text(blocks, hits, index) for index in range(MANY, winner)
    ):
        return None, winner
    return winner, None


def unshown_title(metadata: Metadata, blocks: Sequence[Block], hits: Sequence[Rule | None]) -> str:
    """What the head's first title says of the article, where no line of the page shows it; an empty string without one."""
    titles = _article_titles(metadata.titles[:1], blocks, hits)
    return max(_parts(titles[0]), key=len) if titles else ""


def is_house_with_channels(title: str) -> bool:
    """Whether a title names a house beside its channels and nothing else: `某桥梁工程有限公司_新闻中心`."""
    parts = _parts(title)
    houses = [part for part in parts if _is_house(part) and not _is_channel(part)]
    return len(houses) == 1 and all(_is_channel(part) for part in parts if part not in houses)


def _article_titles(titles: Sequence[str], blocks: Sequence[Block], hits: Sequence[Rule | None]) -> list[str]:
    """The titles of the page's head that can name its article: without those, and the parts of those, that name the site or a
    kind of page. Only short titles do so, and those whose first part is not the longest."""
    kept = [title for title in titles if not _is_brand(title, blocks, hits)]
    if not any(map(_may_name_other, kept)):
        return kept
    from cleaners.judgement.top.title_names import article_titles  # the titles of most pages open with the headline

    return article_titles([(title, _parts(title)) for title in kept], blocks, hits)


def _is_short_name(title: str) -> bool:
    return len(title) < MIN_HEADLINE and _names_site(title)


def _is_under_brand(outline: Outline, hits: Sequence[Rule | None], measured: Measured, titles: Sequence[str]) -> bool:
    """Whether a page whose titles say no more than an outlet's name shows that name in a line that is no heading, and a heading
    of its own right above the running text: the pages of a paper's editions all have the paper's title."""
    blocks = outline.blocks
    if not measured.prose or any(blocks[index].text in titles for index in measured.headings):
        return False
    first = measured.prose[0]
    above = [index for index in measured.headings if first - LINES_OF_HEAD <= index < first and hits[index] is None]
    # Below a heading, the line that the title names is the headline: the name of a contest stands over it.
    return bool(above) and not any(blocks[index].text in titles for index in range(above[-1], first))


#: Lines of a head between the headline and the running text at most.
LINES_OF_HEAD = 8


def _names_site(text: str) -> bool:
    return len(text) <= MAX_SITE and ends_like_site(text)


def _may_name_other(title: str) -> bool:
    parts = _parts(title)
    return len(parts[0]) <= MAX_SITE or len(parts[0]) < max(map(len, parts))


def _parts(title: str) -> list[str]:
    return [part for part in _SEPARATOR.split(title) if part] or [title]


def _is_next_articles(blocks: Sequence[Block], hits: Sequence[Rule | None], contest: _Contest) -> bool:
    """Whether a headline that no title names stands right below a line such as 下一篇, itself below running text: what comes
    above it is the page's own article."""
    winner = contest.winner or 0
    above = bisect_left(contest.prose, winner)
    return above > 0 and any(map(_announces, hits[contest.prose[above - 1] + 1 : winner]))


def _is_brand(title: str, blocks: Sequence[Block], hits: Sequence[Rule | None]) -> bool:
    """Whether a title, too short for a headline if there is a choice, names the site: legal lines and calls of the page do so."""
    return len(title) < MIN_HEADLINE and _is_owner(title, blocks, hits)


def _is_owner(name: str, blocks: Sequence[Block], hits: Sequence[Rule | None]) -> bool:
    """Whether a line in which the site speaks of itself holds a name."""
    named = (block for block, hit in zip(blocks, hits, strict=True) if hit is not None and hit.label in _OF_SITE)
    return any(name in block.text for block in named)


#: Labels of lines in which a site calls itself by its name.
_OF_SITE = frozenset({Label.LEGAL, Label.FOOTER, Label.PROMO})


def _announces(hit: Rule | None) -> bool:
    return hit is not None and hit.label is Label.NAVIGATION and hit.effect is Effect.END


#: Score of a line that is the title, word for word.
TITLE_SCORE = 2.5

#: A line is compared with the title if it has this many word characters and the title is at most this many times longer.
MIN_KEY, MAX_TITLE = 4, 4

#: Scores of a heading of the first level, of the next two, and of lower ones.
_FIRST, _NEXT, _LOWER = 1.4, 0.9, 0.2

_WEIGHTS = Weights({1: _FIRST, 2: _NEXT, 3: _NEXT}, _LOWER, TITLE_SCORE, MAX_HEADLINE, MIN_KEY, MAX_TITLE)

#: Minimum score of a headline.
MIN_HEADLINE_SCORE = 1.0


def _like_titles(blocks: tuple[Block, ...], titles: list[str]) -> list[int]:
    """Lines whose keys can be a part of a title, or hold one: a look that costs a tenth of making their keys."""
    titles = [title for title in titles if len(title) <= MAX_TITLE * MAX_HEADLINE]  # no line is a part of a longer one
    if not titles:
        return []
    signs = [_signs(title) for title in titles]
    shortest = min(map(len, titles))
    least = max(MIN_KEY, shortest / MAX_TITLE)
    return like_titles(blocks, titles, signs, least, shortest, MAX_HEADLINE)


def _signs(title: str) -> tuple[str, str, str]:
    """Three characters that stand in a line as they stand in its key, since they have no upper and lower case; empty ones
    where the title has none."""
    plain = _NO_HAN.sub("", title) or "".join(filter(_is_caseless, title))
    return plain[:1], plain[len(plain) // 2 :][:1], plain[-1:]


def _is_caseless(character: str) -> bool:
    return character.isalnum() and character.upper() == character.lower()


#: What a name that says so, and prose below, add to a score; the most of it, with room for rounding.
_NAMED, _BEFORE = 0.3, 0.5
_MAX_BONUS = _NAMED + _BEFORE + 1e-6

#: What a line loses that no prose follows: a line that is only a part of the title, the site's name in the footer, is then none.
_BEHIND = 1.6

#: What a heading below the first loses that stands amid the text: no title names it, and the headline may be no heading at all.
_AMID = 1.6

#: Maximum distance from a headline down to running text, in blocks.
_NEAR = 40


class _Contest:
    """The best candidate for the headline so far. ``prose`` are the numbers of the page's running text, ``titles`` the keys
    of what its head says, ``sites`` those of the site's names."""

    def __init__(self, outline: Outline, prose: Sequence[int], titles: list[str], sites: list[str]) -> None:
        self.outline = outline
        self.sites = sites
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
            from cleaners.judgement.top.title_names import is_root_link  # few candidates are links

            if is_root_link(block):
                return 0.0  # the site's name
            score -= 1.2
        elif block.link_chars and is_trail(block):
            return 0.0
        text = key(block.text)
        if any(text.startswith(site) and (text == site or _names_site(text)) for site in self.sites):
            return 0.0  # though it is a heading, and a part of the title
        if self._is_channel(text):
            score -= 1.5
        if block.level > 1 and score < TITLE_SCORE and self._is_amid_text(block):
            score -= _AMID
        if names_title(self.outline.containers.names[block.container]):
            score += _NAMED
        if self.prose and self.prose[-1] > 0:
            if not self._is_before_prose(block.number):
                score -= _BEHIND
            elif block.level < 2 or block.number < self.prose[0] or self.is_named(block):
                score += _BEFORE
        return score

    def is_named(self, block: Block) -> bool:
        """Whether a title holds a line, or the line one."""
        text = key(block.text)
        return any(text in title or title in text for title in self.titles)

    def house_of(self, title: str) -> str:
        """The house that a title names beside its channels and nothing else: `公司新闻 - 某桥梁工程有限公司`."""
        parts = _parts(title)
        if not any(map(_is_house, parts)):
            return ""
        others = [part for part in parts if not self._is_channel(key(part))]
        return others[0] if len(others) == 1 and _is_house(others[0]) else ""

    def _is_amid_text(self, block: Block) -> bool:
        """Whether the running text right above a heading stands in the heading's own column: it is a subhead."""
        place = bisect_right(self.prose, block.number)
        if not place:
            return False
        column, above = self.outline.containers.column, self.outline.blocks[self.prose[place - 1]]
        return column(above.container, LINES) == column(block.container, LINES)

    def _is_channel(self, text: str) -> bool:
        """Whether a line is a channel's name: the page links it elsewhere, or it is made of such words, with an English one
        behind them or without."""
        text = text.rstrip(_LATIN) or text
        return (len(text) <= 6 and text in self._links()) or _is_channel(text)

    def _links(self) -> frozenset[str]:
        if self._linked is None:
            blocks = self.outline.blocks
            self._linked = frozenset(key(block.text) for block in blocks if block.link_chars and len(block.text) <= 12)
        return self._linked

    def _is_before_prose(self, index: int) -> bool:
        place = bisect_right(self.prose, index)
        return place < len(self.prose) and self.prose[place] - index <= _NEAR


def _title_keys(titles: Sequence[str]) -> list[str]:
    """Every title the head gives, whole and its longest part between separators."""
    keys: list[str] = []
    for title in titles:
        parts = _parts(title)
        keys.append(key(title))
        if len(parts) > 1:
            keys.append(key(max(parts, key=len)))
            keys.append(key(parts[0]))
    return [text for text in dict.fromkeys(keys) if len(text) >= MIN_KEY]
