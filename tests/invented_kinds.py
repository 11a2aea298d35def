"""Sites of other kinds than `tests.invented_site`, in invented words: no rule knows a line of their boilerplate.

A site is one kind of contents in one style of DOM, drawn from a seed; a page is made from its number alone and knows its body.
Every kind sets one trap: what looks like boilerplate and is the article's, or the other way round.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from html import escape

from cleaners.evidence.prose import is_sentence
from tests.drawn_stories import texts
from tests.invented_site import InventedPage, paragraph, sentence, words

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫"
_VERBS = "修建 讨论 登记 搬迁 试验 种植 清点 整理 记录 测量 展示 交换 保存 说明".split()


@dataclass
class Box:
    """Lines under a heading, beside the article: of each entry its lines, short ones first. ``linked`` entries are links."""

    heading: str
    entries: list[tuple[str, ...]]
    linked: bool = False

    @property
    def lines(self) -> list[str]:
        return [self.heading, *(line for entry in self.entries for line in entry)]


@dataclass
class Contents:
    """What a page shows, in order. Lines of ``body`` that are in ``aside`` stand inside the text and are not the article's."""

    top: list[str]
    headline: str
    facts: list[str]
    body: list[str]
    boxes: list[Box]
    bottom: list[str]
    aside: dict[int, list[str]] = field(default_factory=dict)
    subheads: frozenset[str] = frozenset()
    #: Where the feed of a page stands that has one before the article.
    before: list[Box] = field(default_factory=list)


@dataclass(frozen=True)
class InventedKind:
    """A site: the name of its kind, the number of its style, a seed."""

    kind: str
    style: int
    seed: int = 1

    @property
    def name(self) -> str:
        return f"{self.kind}, {STYLES[self.style].__name__.replace('_', ' ')}"

    def page(self, number: int) -> InventedPage:
        """The page of a number."""
        site = _Words(f"{self.kind}/{self.style}/{self.seed}")
        contents = KINDS[self.kind](site, site.chance(f"page {number}"), number)
        html = STYLES[self.style](contents, site)
        title = f"<title>{escape(contents.headline)}_{site.fixed('name', 2)}</title>"
        document = f'<!DOCTYPE html><html><head><meta charset="utf-8">{title}</head><body>{html}</body></html>'
        url = f"https://news.example.com/{self.kind}/{number}.html"
        return InventedPage(document, url, contents.headline, tuple(contents.body), self.kind)

    def pages(self, first: int, count: int) -> list[InventedPage]:
        """Pages with consecutive numbers."""
        return [self.page(number) for number in range(first, first + count)]


class _Words:
    """A site's fixed words and its pools of changing ones."""

    def __init__(self, seed: str) -> None:
        self.seed = seed

    def chance(self, name: str) -> random.Random:
        return random.Random(f"{self.seed}/{name}")  # noqa: S311

    def fixed(self, name: str, count: int) -> str:
        return words(self.chance(name), count)

    def said(self, name: str) -> str:
        return sentence(self.chance(name))

    def pool(self, name: str, size: int, chance: random.Random, count: int) -> list[str]:
        return [title(self.chance(f"{name}/{number}")) for number in chance.sample(range(size), count)]


def title(chance: random.Random) -> str:
    """A headline."""
    return f"{words(chance, 3)}在{words(chance, 1)}{chance.choice(_VERBS)}{words(chance, chance.randint(1, 3))}"


def story(chance: random.Random, least: int = 3, most: int = 10) -> tuple[str, list[str]]:
    """Headline and paragraphs: of a fixture's article, or invented."""
    if chance.random() < 0.4:
        headline, lines = chance.choice(texts())
        said = [line for line in lines if is_sentence(line)]
        return f"{headline}{words(chance, 1)}", [
            *chance.sample(said, len(said)),
            *(paragraph(chance) for _ in range(least)),
        ][:most]
    return title(chance), [paragraph(chance) for _ in range(chance.randint(least, most))]


def _day(chance: random.Random) -> str:
    return f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02} {chance.randint(6, 22):02}:{chance.randint(0, 59):02}"


def _clock(chance: random.Random) -> str:
    return f"{chance.randint(0, 23):02}:{chance.randint(0, 59):02}"


def _frame(site: _Words, chance: random.Random, body: list[str], headline: str, boxes: list[Box]) -> Contents:
    top = [site.fixed("name", 2), *(site.fixed(f"channel {n}", 1) for n in range(6))]
    counter = f"{site.fixed('counter', 1)}{chance.randint(3, 99999)}{site.fixed('counter after', 1)}"
    bottom = [site.said("bottom 1"), site.fixed("bottom 2", 5), site.said("bottom 3")]
    return Contents(top, headline, [_day(chance), counter], body, boxes, bottom)


def _list(site: _Words, chance: random.Random, name: str, size: int, low: int, high: int, linked: bool = False) -> Box:
    return Box(
        site.fixed(name, 2),
        [(line,) for line in site.pool(name, size, chance, chance.randint(low, high))],
        linked,
    )


def videos(site: _Words, chance: random.Random, number: int) -> Contents:
    """Lists of videos with their durations; every eighth report is told by the hour."""
    headline, body = story(chance, 4, 8)
    subheads: frozenset[str] = frozenset()
    if number % 8 == 0:
        clocks = sorted({_clock(chance) for _ in range(len(body) - 1)})
        subheads = frozenset(clocks)
        body = [body[0], *(line for pair in zip(clocks, body[1:], strict=False) for line in pair)]
    entries = [(_clock(chance), one) for one in site.pool("videos", 40, chance, chance.randint(1, 5))]
    boxes = [_list(site, chance, "hot", 80, 4, 6), Box(site.fixed("videos", 2), entries)]
    contents = _frame(site, chance, body, headline, boxes if number % 4 else boxes[1:])
    contents.subheads = subheads
    return contents


def posts(site: _Words, chance: random.Random, number: int) -> Contents:
    """Readers' posts under a repeated heading: new prose on every page, under a name and a moment."""
    headline, body = story(chance)
    entries = [
        (f"{chance.choice(_SURNAMES)}{words(chance, 1)}", _day(chance), *(paragraph(chance) for _ in range(1)))
        for _ in range(chance.randint(1, 5))
    ]
    boxes = [Box(site.fixed("posts", 2), entries)]
    if number % 2:
        boxes.insert(0, _list(site, chance, "more", 60, 3, 5))
    return _frame(site, chance, body, headline, boxes)


def talk(site: _Words, chance: random.Random, number: int) -> Contents:
    """Posts without a moment, a name and a colon before each, behind a list; three on every page."""
    headline, body = story(chance)
    entries = [(f"{chance.choice(_SURNAMES)}{words(chance, 1)}：{paragraph(chance)}",) for _ in range(3)]
    more = _list(site, chance, "more", 400, 2, 6)
    return _frame(site, chance, body, headline, [more, Box(site.fixed("posts", 3), entries)])


def related(site: _Words, chance: random.Random, number: int) -> Contents:
    """Boxes of other stories of varying length, missing on some pages, linked in one of them; an appeal inside the text."""
    headline, body = story(chance)
    boxes = [
        _list(site, chance, "related", 300, 1, 9, linked=True),
        _list(site, chance, "week", 300, 1, 8),
        _list(site, chance, "local", 40, 2, 6),
    ]
    contents = _frame(site, chance, body, headline, [box for box in boxes if chance.random() < 0.85])
    contents.aside = {len(body) // 2: [site.said("appeal"), site.said("appeal more")]}
    return contents


def columns(site: _Words, chance: random.Random, number: int) -> Contents:
    """Three columns of a paper, each with a standing lead, which is the article's; a note of the house below every text."""
    headline, body = story(chance)
    column = ("first", "second", "third", "none")[(number * 7) % 11 % 4]
    if column != "none":
        body = [site.said(f"lead {column}"), *body]
    contents = _frame(site, chance, body, headline, [_list(site, chance, "more", 90, 4, 6)])
    contents.aside = {len(body): [site.said("note")]}
    return contents


def sections(site: _Words, chance: random.Random, number: int) -> Contents:
    """Reports in standing sections, whose subheads are the same on all pages, and which end the text; a list below."""
    headline, body = story(chance, 5, 9)
    subheads = [site.fixed(f"section {n}", 2) for n in range(2)]
    parts = [body[:2], body[2:4], body[4:]]
    lines = [*parts[0], subheads[0], *parts[1], *([subheads[1], *parts[2]] if parts[2] else [])]
    contents = _frame(site, chance, lines, headline, [_list(site, chance, "more", 200, 3, 8)])
    contents.subheads = frozenset(subheads)
    return contents


def feed(site: _Words, chance: random.Random, number: int) -> Contents:
    """A feed below: title and first sentence of other stories, some of them on many pages."""
    headline, body = story(chance, 2, 6)
    entries = []
    for at in chance.sample(range(200), chance.randint(3, 6)):
        other = site.chance(f"feed {at}")
        entries.append((title(other), paragraph(other)))
    return _frame(site, chance, body, headline, [Box(site.fixed("feed", 2), entries)])


def interview(site: _Words, chance: random.Random, number: int) -> Contents:
    """A column of interviews: a standing heading inside the text, questions and answers of two speakers below it."""
    headline, body = story(chance, 2, 4)
    guest = f"{chance.choice(_SURNAMES)}{words(chance, 1)}"
    talk = [
        f"{speaker}：{paragraph(chance)}"
        for _ in range(chance.randint(2, 5))
        for speaker in (site.fixed("asks", 1), guest)
    ]
    heading = site.fixed("interview", 2)
    contents = _frame(site, chance, [*body, heading, *talk], headline, [_list(site, chance, "more", 200, 2, 7)])
    contents.subheads = frozenset({heading})
    return contents


def digest(site: _Words, chance: random.Random, number: int) -> Contents:
    """A daily digest: one paragraph, a standing heading, then news of one paragraph each under headings of their own."""
    headline, _ = story(chance)
    heading = site.fixed("digest", 2)
    news = [line for _ in range(chance.randint(3, 6)) for line in (title(chance), paragraph(chance))]
    body = [paragraph(chance), heading, *news]
    contents = _frame(site, chance, body, headline, [_list(site, chance, "more", 60, 2, 7)])
    contents.subheads = frozenset({heading, *news[::2]})
    return contents


def chronicle(site: _Words, chance: random.Random, number: int) -> Contents:
    """What happened from day to day, under dates, and a post below that has a date too."""
    headline, body = story(chance, 3, 7)
    days = sorted({f"{chance.randint(1, 9)}月{chance.randint(10, 28)}日" for _ in body[1:]})
    lines = [body[0], *(line for pair in zip(days, body[1:], strict=False) for line in pair)]
    entries = [(words(chance, 1), _day(chance), paragraph(chance)) for _ in range(chance.randint(0, 3))]
    boxes = [_list(site, chance, "more", 60, 2, 7), Box(site.fixed("posts", 2), entries)]
    contents = _frame(site, chance, lines, headline, boxes)
    contents.subheads = frozenset(days)
    return contents


def programme(site: _Words, chance: random.Random, number: int) -> Contents:
    """Announcements: text, a standing heading with the article's own short lines under it, one more paragraph; a list below."""
    headline, body = story(chance, 2, 4)
    heading = site.fixed("programme", 2)
    items = [f"{words(chance, 1)}：{words(chance, chance.randint(2, 4))}" for _ in range(chance.randint(2, 5))]
    lines = [*body, heading, *items, paragraph(chance)]
    contents = _frame(site, chance, lines, headline, [_list(site, chance, "more", 200, 2, 7, linked=True)])
    contents.subheads = frozenset({heading})
    return contents


def brief(site: _Words, chance: random.Random, number: int) -> Contents:
    """Short reports, and more running text in the posts below than in the report: no names, no moments."""
    headline, body = story(chance, 1, 2)
    entries = [(paragraph(chance) + paragraph(chance),) for _ in range(chance.randint(2, 5))]
    boxes = [_list(site, chance, "more", 300, 2, 5), Box(site.fixed("posts", 2), entries)]
    return _frame(site, chance, body[:2], headline, boxes)


def staff(site: _Words, chance: random.Random, number: int) -> Contents:
    """A line of roles and names behind every text, and an own last line of few words on some pages."""
    headline, body = story(chance, 2, 6)
    if number % 3 == 0:
        body = [*body, f"{words(chance, 2)}，{words(chance, 2)}"]
    names = [
        f"{site.fixed(f'role {n}', 1)} {chance.choice(_SURNAMES)}{words(chance, 1)}" for n in range(1 + number % 3)
    ]
    contents = _frame(site, chance, body, headline, [_list(site, chance, "more", 300, 2, 7)])
    contents.aside = {len(body): [" ".join(names)]}
    return contents


def one_column_only(site: _Words, chance: random.Random, number: int) -> Contents:
    """The pages of one column: its lead on every page, which is the article's; its appeal below every text, which is not."""
    headline, body = story(chance)
    body = [site.said("lead first"), *body]
    contents = _frame(site, chance, body, headline, [_list(site, chance, "more", 90, 4, 6)])
    contents.aside = {len(body): [site.said("note")]}
    return contents


def notes(site: _Words, chance: random.Random, number: int) -> Contents:
    """Reports that end with an editor's note under a standing heading: one paragraph, the article's own."""
    headline, body = story(chance)
    heading = site.fixed("note heading", 2)
    lines = [*body, heading, paragraph(chance)]
    contents = _frame(site, chance, lines, headline, [_list(site, chance, "more", 300, 2, 6)])
    contents.subheads = frozenset({heading})
    return contents


def marks(site: _Words, chance: random.Random, number: int) -> Contents:
    """Lists whose headlines are punctuated like sentences, and a list of headlines with their dates."""
    headline, body = story(chance)
    loud = [(f"{words(chance, 3)}！{words(chance, 4)}，{words(chance, 4)}？",) for _ in range(chance.randint(1, 7))]
    dated = [(title(chance), _day(chance)) for _ in range(chance.randint(0, 6))]
    boxes = [Box(site.fixed("loud", 2), loud), Box(site.fixed("dated", 2), dated, linked=number % 2 == 0)]
    return _frame(site, chance, body, headline, boxes)


def mixed(site: _Words, chance: random.Random, number: int) -> Contents:
    """Two layouts: news with lists, and posts of districts with other furniture."""
    if number % 2:
        return related(site, chance, number)
    other = _Words(f"{site.seed}/other")
    contents = talk(other, chance, number)
    contents.top = contents.top[:3]
    contents.facts = contents.facts[::-1]
    return contents


KINDS: dict[str, Callable[[_Words, random.Random, int], Contents]] = {
    kind.__name__: kind
    for kind in (
        *(videos, posts, talk, related, columns, sections, feed, mixed),
        *(interview, digest, chronicle, programme, brief, staff, one_column_only, notes, marks),
    )
}


# --- styles ----------------------------------------------------------------------------------------------------------


def _each(lines: Sequence[str], tag: str = "p") -> str:
    return "".join(f"<{tag}>{escape(line)}</{tag}>" for line in lines)


def _text(page: Contents, tag: str = "p", head: str = "", box: str = "div") -> str:
    """The body's lines, with what stands inside them in a box of its own."""
    parts = []
    for index in range(len(page.body) + 1):
        if index in page.aside:
            inside = _each(page.aside[index], tag)
            parts.append(f"<{box}>{inside}</{box}>" if box else inside)
        if index < len(page.body):
            line = page.body[index]
            parts.append(_each([line], head if head and line in page.subheads else tag))
    return "".join(parts)


def _link(line: str, linked: bool) -> str:
    return f'<a href="/n/{len(line)}.html">{escape(line)}</a>' if linked else escape(line)


def _box(box: Box, tag: str, head: str) -> str:
    rows = "".join(f"<{tag}>{_link(line, box.linked)}</{tag}>" for entry in box.entries for line in entry)
    return f"<{head}>{escape(box.heading)}</{head}>{rows}"


def semantic(page: Contents, site: _Words) -> str:
    """Elements that mean what they say, with class names in no language."""
    name = {part: f"k{site.chance(part).randint(10, 99)}" for part in ("a", "b", "c", "d")}
    cards = "".join(
        f'<section class="{name["c"]}">'
        + f"<h3>{escape(box.heading)}</h3><ul>"
        + "".join(f"<li>{''.join(f'<p>{_link(one, box.linked)}</p>' for one in entry)}</li>" for entry in box.entries)
        + "</ul></section>"
        for box in page.boxes
    )
    return (
        f'<header class="{name["a"]}">{_each(page.top, "div")}</header><main><article><h1>{page.headline}</h1>'
        f'{_each(page.facts)}<div class="{name["b"]}">{_text(page, head="h2")}</div></article>{cards}</main>'
        f'<footer class="{name["d"]}">{_each(page.bottom)}</footer>'
    )


def bare_divs(page: Contents, site: _Words) -> str:
    """Anonymous divs only."""
    cards = "".join(f"<div>{_box(box, 'div', 'div')}</div>" for box in page.boxes)
    return (
        f"<div>{_each(page.top, 'div')}</div><div>{_each([page.headline, *page.facts], 'div')}"
        f"<div>{_text(page, 'div')}</div>{cards}</div><div>{_each(page.bottom, 'div')}</div>"
    )


def flat_siblings(page: Contents, site: _Words) -> str:
    """Every line a child of body."""
    rest = [line for box in page.boxes for line in box.lines]
    return _each([*page.top, page.headline, *page.facts]) + _text(page, box="") + _each(rest) + _each(page.bottom)


def line_breaks(page: Contents, site: _Words) -> str:
    """Text and boxes in one column of line breaks, with the indents of print."""
    lines = []
    for index, line in enumerate([*page.body, ""]):
        lines += page.aside.get(index, [])
        lines += [f"　　{line}"] if line else []
    boxes = "<br>".join(escape(line) for box in page.boxes for line in box.lines)
    return (
        f"<div>{'<br>'.join(page.top)}</div><div><b>{page.headline}</b><br>{'<br>'.join(page.facts)}<br><br>"
        f"{'<br><br>'.join(map(escape, lines))}<br><br>{boxes}</div><div>{'<br>'.join(page.bottom)}</div>"
    )


def tables(page: Contents, site: _Words) -> str:
    """Layout tables; the boxes beside the text."""
    side = "".join(
        f"<table>{''.join(f'<tr><td>{_link(line, box.linked)}</td></tr>' for line in box.lines)}</table>"
        for box in page.boxes
    )
    top = "".join(f"<td>{line}</td>" for line in page.top)
    return (
        f"<table><tr>{top}</tr></table><table><tr><td><font size=5>{page.headline}</font><br>{'<br>'.join(page.facts)}"
        f"{_text(page)}</td><td>{side}</td></tr></table><table><tr><td>{'<br>'.join(page.bottom)}</td></tr></table>"
    )


def nested_sections(page: Contents, site: _Words) -> str:
    """The nested sections and spans of an editor."""

    def section(line: str) -> str:
        return (
            f'<section style="margin:0"><section><span style="font-size:16px">{escape(line)}</span></section></section>'
        )

    lines = []
    for index, line in enumerate([*page.body, ""]):
        lines += page.aside.get(index, [])
        lines += [line] if line else []
    boxes = "".join(f"<section>{''.join(map(section, box.lines))}</section>" for box in page.boxes)
    head = "".join(map(section, [page.headline, *page.facts]))
    return (
        f"<section>{''.join(map(section, page.top))}</section><section>{head}<section>{''.join(map(section, lines))}"
        f"</section></section>{boxes}<section>{''.join(map(section, page.bottom))}</section>"
    )


def misleading_names(page: Contents, site: _Words) -> str:
    """The body in what is called a footer advert, the boxes in what is called the article."""
    cards = "".join(f'<div class="content">{_box(box, "p", "h4")}</div>' for box in page.boxes)
    return (
        f'<div class="main">{_each(page.top)}</div><div class="copyright nav"><h1>{page.headline}</h1>'
        f'{_each(page.facts)}</div><div class="footer-ad-share">{_text(page)}</div>'
        f'<div class="article-content">{cards}</div><div class="text">{_each(page.bottom)}</div>'
    )


def one_column(page: Contents, site: _Words) -> str:
    """Text and boxes in one element: the boxes are children beside the paragraphs."""
    cards = "".join(f"<ul>{_box(box, 'li', 'li')}</ul>" for box in page.boxes)
    return (
        f"<ul>{_each(page.top, 'li')}</ul><news-page><h2>{page.headline}</h2>{_each(page.facts)}"
        f"{_text(page, head='h4')}{cards}</news-page><p>{'</p><p>'.join(page.bottom)}</p>"
    )


STYLES: tuple[Callable[[Contents, _Words], str], ...] = (
    semantic,
    bare_divs,
    flat_siblings,
    line_breaks,
    tables,
    nested_sections,
    misleading_names,
    one_column,
)
