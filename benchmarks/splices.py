"""What stands around an article's text on real pages, put there in three DOMs; none of it may change the text.

A splice is as fluent as the article. Its place, its form and what stands above it say that it is none of it, as on real
pages; what a reader could not tell apart either is not drawn.
"""

from __future__ import annotations

import html
import random
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

WORDS = Path(__file__).with_name("splice_words.toml")

#: Paragraphs of an article of pictures: more have more text than any photo story.
MAX_CAPTIONS = 6

#: Characters of the shortest article that a brief is cut to.
MIN_BRIEF = 60


@cache
def words() -> dict[str, Any]:
    """The invented sentences and names that splices are made of."""
    return tomllib.loads(WORDS.read_text("utf-8"))


@dataclass(frozen=True)
class Story:
    """An article by its headline and the lines of its text."""

    name: str
    headline: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Dom:
    """How a page is built: each form takes text, boxes take markup."""

    name: str
    heading: Callable[[str], str]
    paragraph: Callable[[str], str]
    box: Callable[[str, str], str]
    row: Callable[[str], str]
    text: Callable[[str], str]
    page: Callable[[Story, Regions], str]


@dataclass
class Regions:
    """The markup at each place of a page, from top to bottom: before everything, above the headline's facts and text, the
    text, in the text's own element after it, after that element, in the column beside, at the end."""

    text: str
    facts: str = ""
    style: str = ""
    first: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    end: list[str] = field(default_factory=list)


class Spliced(NamedTuple):
    """A page, the lines that its article has, and where it comes from."""

    story: Story
    shape: str
    dom: str
    source: str
    lines: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.story.name} {self.shape} {self.dom}"


# --- three DOMs ------------------------------------------------------------------------------------------------------

_NAVIGATION = ("首页", "要闻", "民生", "视频", "专题", "数字报", "客户端")
_FOOTER = ("关于我们", "联系我们", "广告服务", "某某新闻网 版权所有", "浙ICP备00000000号")


def _tag(name: str, attributes: str = "") -> Callable[[str], str]:
    opening = f"<{name} {attributes}>" if attributes else f"<{name}>"
    return lambda text: f"{opening}{html.escape(text)}</{name}>"


def _links(labels: Sequence[str], between: str = " ") -> str:
    return between.join(f'<a href="/c/{number}/">{label}</a>' for number, label in enumerate(labels))


def _head(story: Story, style: str) -> str:
    sheet = f"<style>{style}</style>" if style else ""
    return f'<head><meta charset="utf-8"><title>{html.escape(story.headline)}_某某新闻网</title>{sheet}</head>'


def _semantic_page(story: Story, at: Regions) -> str:
    facts = f'<p class="meta">{at.facts}</p>' if at.facts else ""
    side = f'<aside class="side">{"".join(at.beside)}</aside>' if at.beside else ""
    return (
        f"<!DOCTYPE html><html>{_head(story, at.style)}<body>{''.join(at.first)}<header><nav>{_links(_NAVIGATION)}</nav></header>"
        f"<main><article><h1>{html.escape(story.headline)}</h1>{facts}{''.join(at.above)}"
        f'<div class="article-content">{at.text}{"".join(at.inside)}</div>{"".join(at.below)}</article>{side}</main>'
        f"{''.join(at.end)}<footer>{_links(_FOOTER)}</footer></body></html>"
    )


def _divs_page(story: Story, at: Regions) -> str:
    facts = f"<div>{at.facts}</div>" if at.facts else ""
    side = f'<div class="col-r">{"".join(at.beside)}</div>' if at.beside else ""
    return (
        f"<!DOCTYPE html><html>{_head(story, at.style)}<body>{''.join(at.first)}<div>{_links(_NAVIGATION)}</div>"
        f'<div class="wrap">{side}<div class="col-l"><div class="t1">{html.escape(story.headline)}</div>{facts}'
        f"{''.join(at.above)}<div>{at.text}{''.join(at.inside)}</div>{''.join(at.below)}</div></div>{''.join(at.end)}"
        f"<div>{''.join(f'<div>{label}</div>' for label in _FOOTER)}</div></body></html>"
    )


def _breaks_page(story: Story, at: Regions) -> str:
    facts = f'<tr><td align="center">{at.facts}</td></tr>' if at.facts else ""
    side = f'<td width="240" valign="top">{"".join(at.beside)}</td>' if at.beside else ""
    rows = "".join(f"<tr><td>{part}</td></tr>" for part in at.above)
    after = "".join(f"<tr><td>{part}</td></tr>" for part in at.below)
    main = (
        f'<table><tr><td align="center"><font size="5"><b>{html.escape(story.headline)}</b></font></td></tr>{facts}{rows}'
        f"<tr><td>{at.text}{''.join(at.inside)}</td></tr>{after}</table>"
    )
    return (
        f"<html>{_head(story, at.style)}<body>{''.join(at.first)}<center>{_links(_NAVIGATION, ' | ')}</center>"
        f"<table><tr><td>{main}</td>{side}</tr></table>{''.join(at.end)}<center>{'<br>'.join(_FOOTER)}</center></body></html>"
    )


def _broken_line(text: str) -> str:
    return f"　　{html.escape(text)}<br><br>\n"


SEMANTIC = Dom(
    "semantic",
    heading=_tag("h3"),
    paragraph=_tag("p"),
    box=lambda name, inner: f'<section class="{name}">{inner}</section>',
    row=lambda inner: f"<li>{inner}</li>",
    text=_tag("p"),
    page=_semantic_page,
)
DIVS = Dom(
    "divs",
    heading=_tag("div", 'class="tt"'),
    paragraph=_tag("div"),
    box=lambda name, inner: f"<div>{inner}</div>",
    row=lambda inner: f"<div>{inner}</div>",
    text=_tag("p"),
    page=_divs_page,
)
BREAKS = Dom(
    "breaks",
    heading=lambda text: f"<b>{html.escape(text)}</b><br>\n",
    paragraph=lambda text: f"{html.escape(text)}<br>\n",
    box=lambda name, inner: f"<table><tr><td>{inner}</td></tr></table>",
    row=lambda inner: f"{inner}<br>\n",
    text=_broken_line,
    page=_breaks_page,
)
DOMS = (SEMANTIC, DIVS, BREAKS)


# --- what splices are made of ----------------------------------------------------------------------------------------


class Draw:
    """Chance, and the words that it draws."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def one(self, name: str) -> Any:
        return self.chance.choice(words()[name])

    def some(self, name: str, least: int, most: int) -> list[Any]:
        return self.chance.sample(words()[name], self.chance.randint(least, most))

    def likely(self, share: float) -> bool:
        return self.chance.random() < share

    def day(self) -> str:
        year, month, day = self.chance.randint(2012, 2025), self.chance.randint(1, 12), self.chance.randint(1, 28)
        return self.chance.choice(
            (f"{year}-{month:02}-{day:02}", f"{year}年{month}月{day}日", f"{year}/{month:02}/{day:02}")
        )

    def moment(self) -> str:
        return f"{self.day()} {self.chance.randint(6, 22):02}:{self.chance.randint(0, 59):02}"

    def ago(self) -> str:
        return self.chance.choice(
            (f"{self.chance.randint(2, 23)}小时前", f"{self.chance.randint(2, 59)}分钟前", self.moment())
        )

    def roles(self) -> str:
        form = self.one("roles")
        return str(form).format(*self.chance.sample(words()["names"], form.count("{}")))

    def name(self, meant: str) -> str:
        """A class name: what the box is, or nothing that says so."""
        return self.chance.choice((meant, f"mod-{self.chance.randint(2, 9)}", f"box{self.chance.randint(1, 9)}"))


def _link(text: str, number: int) -> str:
    return f'<a href="/a/{number}.html">{html.escape(text)}</a>'


def _headed(dom: Dom, heading: str, inner: str) -> str:
    return (dom.heading(heading) if heading else "") + inner


def _titles(draw: Draw, least: int, most: int) -> list[str]:
    return [story["headline"] for story in draw.some("stories", least, most)]


def _link_list(dom: Dom, titles: Sequence[str], first: int) -> str:
    rows = "".join(dom.row(_link(title, first + number)) for number, title in enumerate(titles))
    return f"<ul>{rows}</ul>" if dom is SEMANTIC else rows


# --- the splices -----------------------------------------------------------------------------------------------------


def _plain(story: Story, dom: Dom, draw: Draw) -> Regions:
    return Regions("".join(map(dom.text, story.lines)))


def _feed(story: Story, dom: Dom, draw: Draw) -> Regions:
    """Linked titles, each with its first sentences, outlet and time."""
    at = _plain(story, dom, draw)
    entries = []
    for number, other in enumerate(draw.some("stories", 4, 8)):
        summary = "".join(other["paragraphs"])[: draw.chance.randint(60, 130)] + draw.chance.choice(
            ("…", "...", "[详细]")
        )
        fact = f"{draw.one('outlets')}　{draw.ago()}"
        parts = [_link(other["headline"], number), dom.paragraph(summary), dom.paragraph(fact)]
        entries.append(
            dom.box("item", "".join([dom.row(parts[0]) if dom is BREAKS else f"<h4>{parts[0]}</h4>", *parts[1:]]))
        )
    box = dom.box(draw.name("feed-list"), _headed(dom, draw.one("feed_headings"), "".join(entries)))
    draw.chance.choice((at.inside, at.below, at.beside, at.end)).append(box)
    return at


def _second_story(story: Story, dom: Dom, draw: Draw) -> Regions:
    """The next article, loaded below the first: its headline, its moment and its text, in an element of its own."""
    at = _plain(story, dom, draw)
    other, longer = draw.some("stories", 2, 2)
    lines = other["paragraphs"] + (longer["paragraphs"] if draw.likely(0.3) else [])
    fact = f"{draw.moment()}　来源：{draw.one('outlets')}"
    heading = f"<h2>{html.escape(other['headline'])}</h2>" if dom is not BREAKS else dom.heading(other["headline"])
    inner = heading + dom.paragraph(fact) + dom.box("content", "".join(map(dom.text, lines)))
    draw.chance.choice((at.below, at.end)).append(dom.box(draw.name("next-article"), inner))
    return at


def _note(story: Story, dom: Dom, draw: Draw) -> Regions:
    """The site speaks of itself, in a box of its own."""
    at = _plain(story, dom, draw)
    inner = _headed(dom, draw.one("note_headings"), "".join(map(dom.paragraph, draw.one("notes"))))
    draw.chance.choice((at.above, at.below, at.beside, at.end)).append(dom.box(draw.name("notice"), inner))
    return at


def _fold(story: Story, dom: Dom, draw: Draw) -> Regions:
    """The rest of the text behind a control, cut off by its height or not displayed until then."""
    control = f'<div class="more"><a href="javascript:;">{draw.one("more")}</a></div>'
    shown = max(1, round(len(story.lines) * draw.chance.uniform(0.3, 0.7)))
    first, rest = ("".join(map(dom.text, lines)) for lines in (story.lines[:shown], story.lines[shown:]))
    if not rest or draw.likely(0.4):
        return Regions(f'<div style="max-height:420px;overflow:hidden">{first}{rest}</div>{control}')
    tag = "span" if dom is BREAKS else "div"
    hidden = f'<{tag} id="rest" style="display:none">{rest}</{tag}>'
    return Regions(first + draw.chance.choice((control + hidden, hidden + control)))


def _posts(story: Story, dom: Dom, draw: Draw) -> Regions:
    """What readers wrote, with their names and times or floors."""
    at = _plain(story, dom, draw)
    floors = draw.likely(0.3)
    entries = []
    for number, post in enumerate(draw.some("posts", 3, 9), 1):
        name, moment = draw.one("nicknames"), draw.ago()
        head = f"{name}　{number}楼" if floors else f"{name}　{moment}"
        controls = dom.paragraph(f"赞({draw.chance.randint(0, 99)})　回复") if draw.likely(0.6) else ""
        entries.append(dom.box("post", dom.paragraph(head) + dom.paragraph(post) + controls))
    box = dom.box(draw.name("comment-list"), _headed(dom, draw.one("post_headings"), "".join(entries)))
    draw.chance.choice((at.inside, at.below, at.beside, at.end)).append(box)
    return at


def _popups(story: Story, dom: Dom, draw: Draw) -> Regions:
    """Dialogs that are in the markup and not displayed."""
    at = _plain(story, dom, draw)
    for lines in draw.some("popups", 1, 4):
        inner = "".join(map(dom.paragraph, lines))
        how = draw.chance.choice(('style="display:none"', "hidden", 'class="dlg"', 'style="visibility: hidden"'))
        at.style = ".dlg{display:none}"
        draw.chance.choice((at.first, at.end, at.end)).append(f"<div {how}>{inner}<div>确定　取消</div></div>")
    return at


def _summary(story: Story, dom: Dom, draw: Draw) -> Regions:
    """A box above the text that says in the text's own words what it says."""
    at = _plain(story, dom, draw)
    openings = [line.split("。")[0].strip("　 ") for line in story.lines[:3]]
    summary = "，".join(opening[:60] for opening in openings if opening) + "。"
    heading = draw.one("summary_headings")
    headed = (f"{heading}：{summary}",) if draw.likely(0.5) else (heading, summary)
    inner = "".join(map(dom.paragraph, headed))
    at.above.append(dom.box(draw.chance.choice(("summary", "abstract", "digest")), inner))
    return at


def _links_above(story: Story, dom: Dom, draw: Draw) -> Regions:
    """A box of linked headlines between headline and text."""
    at = _plain(story, dom, draw)
    inner = _headed(dom, draw.one("link_headings"), _link_list(dom, _titles(draw, 3, 6), 40))
    at.above.append(dom.box(draw.name("related"), inner))
    return at


def _credits_above(story: Story, dom: Dom, draw: Draw) -> Regions:
    """The credit line and the page's tools between headline and text."""
    at = _plain(story, dom, draw)
    at.above.append(dom.paragraph(draw.roles()))
    if draw.likely(0.5):
        at.above.append(
            dom.paragraph(draw.chance.choice(("分享到： 微信 微博 QQ空间", "字号：大 中 小　打印", "收藏　点赞　分享")))
        )
    if draw.likely(0.5):
        at.below.append(
            dom.box("related", _headed(dom, draw.one("link_headings"), _link_list(dom, _titles(draw, 3, 6), 60)))
        )
    return at


def _captions(story: Story, dom: Dom, draw: Draw) -> Regions:
    """A story in pictures: every paragraph stands under one."""
    lines = story.lines[:MAX_CAPTIONS]
    parts = []
    for number, line in enumerate(lines):
        picture = f'<img src="https://img.example.com/p/{number}.jpg" width="640">'
        if dom is SEMANTIC:
            parts.append(f"<figure>{picture}<figcaption>{html.escape(line)}</figcaption></figure>")
        else:
            parts.append(
                f'<p align="center">{picture}</p>{dom.text(line)}' if dom is DIVS else f"{picture}<br>{dom.text(line)}"
            )
    return Regions("".join(parts))


def _sections(story: Story, dom: Dom, draw: Draw) -> Regions:
    """The text in sections beside each other, or with its lead or its last line in a box of its own."""
    lines = story.lines
    cut = draw.chance.choice((1, len(lines) - 1, max(1, len(lines) // 2)))
    parts = [part for part in (lines[:cut], lines[cut:]) if part]
    names = ("lead", "text") if cut == 1 else ("part", "part")
    picture = (
        '<p align="center"><img src="https://img.example.com/p/s.jpg" width="640"></p>' if draw.likely(0.3) else ""
    )
    boxes = [dom.box(name, "".join(map(dom.text, part))) for name, part in zip(names, parts, strict=False)]
    return Regions(picture.join(boxes))


#: Shapes that several of may stand on one page: they leave the text's own markup alone.
_NEIGHBOURS = (_feed, _second_story, _note, _posts, _popups, _links_above, _credits_above)


def _several(story: Story, dom: Dom, draw: Draw) -> Regions:
    """Three neighbours at once, as most pages have."""
    at = _plain(story, dom, draw)
    for neighbour in draw.chance.sample(_NEIGHBOURS, 3):
        other = neighbour(story, dom, draw)
        at.style += other.style
        for name in ("first", "above", "inside", "below", "beside", "end"):
            getattr(at, name).extend(getattr(other, name))
    return at


#: By name: what makes the page's regions.
SHAPES: dict[str, Callable[[Story, Dom, Draw], Regions]] = {
    "plain": _plain,
    "feed": _feed,
    "second story": _second_story,
    "note": _note,
    "fold": _fold,
    "posts": _posts,
    "popups": _popups,
    "summary": _summary,
    "links above": _links_above,
    "credits above": _credits_above,
    "captions only": _captions,
    "in sections": _sections,
    "several": _several,
}

#: Shapes that a brief of one to three paragraphs is drawn into too: the others need a text to work on.
_OF_BRIEFS = frozenset(SHAPES) - {"fold", "summary", "captions only", "in sections"}


def _brief(story: Story, draw: Draw) -> Story:
    """The first paragraphs, as a brief has them, one sentence of 60 characters at least."""
    least = draw.chance.randint(1, 3)
    while least < len(story.lines) and len("".join(story.lines[:least])) < MIN_BRIEF:
        least += 1
    return replace(story, lines=story.lines[:least])


def splice(story: Story, shape: str, dom: Dom, seed: int) -> Spliced:
    """One page. The same arguments give the same page, whatever other pages are made."""
    draw = Draw(random.Random(f"{seed}/{story.name}/{shape}/{dom.name}"))  # noqa: S311  drawn again from the seed
    if shape in _OF_BRIEFS and draw.likely(0.35):
        story = _brief(story, draw)
    at = SHAPES[shape](story, dom, draw)
    if draw.likely(0.8):
        at.facts = f"{draw.moment()}　来源：{draw.one('outlets')}" if draw.likely(0.7) else draw.moment()
    lines = story.lines[:MAX_CAPTIONS] if shape == "captions only" else story.lines
    return Spliced(story, shape, dom.name, dom.page(story, at), lines)


def every_page(stories: Sequence[Story], seed: int) -> Iterator[Spliced]:
    """Every story in every shape and DOM."""
    for story in stories:
        for shape in SHAPES:
            for dom in DOMS:
                yield splice(story, shape, dom, seed)


def sample(stories: Sequence[Story], seed: int, pages: int = 2) -> Iterator[Spliced]:
    """So many pages of each story, the shape and DOM of each drawn; ``plain`` pages, which nothing stands beside, not."""
    shapes = [shape for shape in SHAPES if shape != "plain"]
    for story in stories:
        chance = random.Random(f"{seed}/{story.name}")  # noqa: S311  drawn again from the seed
        for shape in chance.sample(shapes, pages):
            yield splice(story, shape, chance.choice(DOMS), seed)
