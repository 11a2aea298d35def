"""Stories drawn at random and put into many shapes of a page: heads, tails and pictures as 读特's pages have had them since
2018, around the texts of the fixture pages. A story is made from its seed alone and knows what must come out."""

from __future__ import annotations

import html
import random
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FIXTURES = Path(__file__).parents[1] / "fixtures" / "dute"

_NAMES = "赵一鸣 钱多多 孙晓川 李维 周书言 吴桐 郑和风 王小满 冯至 陈默 褚云 卫知秋 蒋南 沈括苍 韩冰 杨柳青 欧阳春 司马远".split()
_ROLES = {1: ("编辑",), 2: ("编辑", "审核"), 4: ("编辑", "审读", "二审", "三审")}
_REPORTERS = ("读特记者", "深圳特区报记者", "深圳特区报首席记者")
_KICKERS = ("某区水务局局长林一帆:", "市科创局负责人陈默：", "深圳市某某局党组书记、局长王小满:")
_DATES = ("2019-01-30 18:42", "2022-07-15 10:08", "2025-03-26 09:05", "2021年5月19日 20:33", None)
_CAPTIONS = (
    None,
    "▲图为施工现场。",
    "居民在新建的步道上散步",
    "读特记者 赵一鸣 摄",
    "孩子们在田埂上写生 李维 摄",
    "（资料图片）",
)
_CALLS = ("长按识别二维码，关注读特", "扫码下载读特客户端", "关注“坪石里发布”公众号", "更多精彩内容请下载读特客户端")
_ABSTRACT = "一句话的摘要，说的是这篇稿子讲了什么事情。"
_TOPIC = "带话题#夏天的风#在鹏友圈晒出你的照片，和大家一起聊聊。"
_FOOTER = (
    "- 友情链接: 某某网",
    "- 粤ICP备10000000号",
    "- 粤公网安备 44030000000000号",
    "- Copyright @1997-2023 某某报社",
)
_PICTURE = "https://img.example.com/a/{}.jpg"


@dataclass
class Story:
    """What a page shows, line by line, and what must be read from it. A line of ``body`` may be a picture's address."""

    headline: str
    text: list[str]
    title: str
    kicker: str | None = None
    deck: str | None = None
    abstract: str | None = None
    date: str | None = None
    authors: list[str] = field(default_factory=list)
    credits: list[tuple[str, str]] = field(default_factory=list)
    pictures: int = 0
    has_navigation: bool = False
    head: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)

    @property
    def published(self) -> str | None:
        """The date as the record has it."""
        if self.date is None:
            return None
        year, month, day, hour, minute = map(int, re.findall(r"\d+", self.date))
        return f"{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:00+08:00"


#: A shorter headline shows nothing of its own in the shapes without headings: a channel's name is as long.
MIN_HEADLINE = 7


@cache
def texts() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Headline and text of the fixture articles whose text begins with the story itself."""
    found = []
    for path in sorted(FIXTURES.glob("*/checks.toml")):
        checks = tomllib.loads(path.read_text("utf-8"))
        if not checks.get("is_article") or not checks.get("headline") or "\t" in checks.get("text", "\t"):
            continue
        lines = tuple(checks["text"].strip("\n").split("\n"))
        if len(checks["headline"]) >= MIN_HEADLINE and not re.search("记者|通讯员", lines[0][:40]):
            found.append((checks["headline"], lines))
    return tuple(found)


def draw(seed: int) -> Story:
    """The story of a seed."""
    chance = random.Random(seed)  # noqa: S311
    headline, lines = chance.choice(texts())
    titles = (headline, f"{headline}_读特新闻客户端", f"{headline} - 某某网", "读特", "")
    story = Story(headline, list(lines), chance.choice(titles), has_navigation=chance.random() < 0.5)
    byline = _draw_byline(chance, story)
    _draw_head(chance, story, byline)
    _draw_body(chance, story, byline)
    _draw_tail(chance, story)
    return story


def _draw_byline(chance: random.Random, story: Story) -> str | None:
    first, second = chance.sample(_NAMES, 2)
    role = chance.choice(_REPORTERS)
    forms = {
        "": [],
        f"{role} {first}": [first],
        f"{role} {first} {second}": [first, second],
        f"{role} {first} 通讯员 {second}": [first, second],
        f"{role} {first}/文 {second}/图": [first, second],
    }
    byline = chance.choice(list(forms))
    story.authors = forms[byline]
    return byline or None


def _draw_head(chance: random.Random, story: Story, byline: str | None) -> None:
    if chance.random() < 0.35:
        story.kicker = chance.choice(_KICKERS)
    if chance.random() < 0.15:
        story.deck = "——" + chance.choice(("一座小城的十年账本", "青榕区老街改造走笔"))
    story.date = chance.choice(_DATES)
    story.head = [line for line in (story.kicker, story.headline, story.deck) if line]
    if chance.random() < 0.15 and byline is None and story.kicker is None:
        story.head += ["坪石里发布", "03-25 10:20", "坪石里发布", "坪石里的新鲜事"]
        story.date = None  # no year, and no witness of one
    elif byline and story.date and chance.random() < 0.3:
        story.head.append(f"{byline} {story.date}")
    else:
        story.head += [line for line in (byline, story.date) if line]
    if chance.random() < 0.25:
        story.abstract = _ABSTRACT
        story.head += ["摘要", _ABSTRACT]


def _draw_body(chance: random.Random, story: Story, byline: str | None) -> None:
    story.body = list(story.text)
    for number in range(chance.choice((0, 0, 1, 2))):
        at = min(len(story.body), 1 + 2 * number)
        caption = chance.choice(_CAPTIONS)
        if caption is None and at < len(story.body) and _could_be_caption(story.body[at]):
            at += 1
        story.body[at:at] = [_PICTURE.format(number), *([caption] if caption else [])]
        story.pictures += 1
    if chance.random() < 0.15:
        story.body.insert(0, "读特新闻+")
    if chance.random() < 0.15:
        story.body.insert(0, story.headline)
    after = [chance.choice((None, None, None, line)) for line in ("(来源:坪石里日报)", "（原标题《另一个标题》）")]
    after.append(chance.choice((None, None, None, None, *_CALLS)))
    after.append(_draw_credits(chance, story))
    after.append(f"(作者:{byline})" if byline and chance.random() < 0.3 else None)
    story.body += [line for line in after if line]


def _could_be_caption(line: str) -> bool:
    """Whether a line of a text is a plain subhead: right under a picture, on a page of at most one more, only its meaning tells
    it from a caption (居民在新建的步道上散步), so that no picture is drawn there."""
    return 4 <= len(line) <= 30 and re.search(r"[\w”》]$", line) is not None


def _draw_credits(chance: random.Random, story: Story) -> str | None:
    roles = _ROLES.get(chance.choice((1, 2, 4, 4, 4, 0)), ())
    story.credits = list(zip(chance.sample(_NAMES, len(roles)), roles, strict=True))
    blank = chance.choice((" ", "  ", "　"))
    return blank.join(f"{role} {name}" for name, role in story.credits) or None


def _draw_tail(chance: random.Random, story: Story) -> None:
    others = [text for text in texts() if text[0] != story.headline]
    if chance.random() < 0.5:
        story.tail += ["免责声明", "未经许可或明确书面授权，任何人不得复制、转载本平台的内容。"]
    for heading in chance.sample(("推荐阅读", "读特热榜", "IN视频", "鹏友圈"), chance.randint(1, 4)):
        story.tail.append(heading)
        if heading == "IN视频":
            for _ in range(chance.choice((0, 1, 2, 4))):
                story.tail += [f"0{chance.randint(0, 9)}:{chance.randint(10, 59)}", chance.choice(others)[0][:18]]
        elif heading == "鹏友圈":
            for _ in range(chance.choice((0, 1, 2, 3))):
                story.tail += chance.choice(others)[1][: chance.randint(1, 3)]
            story.tail += chance.choice(([], [_TOPIC]))
        else:
            story.tail += [chance.choice(others)[0] for _ in range(chance.choice((0, 2, 4, 6)))]
    if chance.random() < 0.8:
        story.tail += _FOOTER
    if chance.random() < 0.3:
        story.tail.append("首页")


# --- shapes ----------------------------------------------------------------------------------------------------------

_NAVIGATION = '<div><a href="/">首页</a> <a href="/a/">要闻</a> <a href="/b/">民生</a></div>'


def _inner(line: str) -> str:
    return f'<img src="{line}">' if line.startswith("https://img") else html.escape(line)


def _each(lines: Sequence[str], tag: str = "p") -> str:
    return "".join(f"<{tag}>{_inner(line)}</{tag}>" for line in lines)


def _page(story: Story, body: str) -> str:
    navigation = _NAVIGATION if story.has_navigation else ""
    title = f'<meta charset="utf-8"><title>{html.escape(story.title)}</title>'
    return f"<!DOCTYPE html><html><head>{title}</head><body>{navigation}{body}</body></html>"


def _head_with_h1(story: Story) -> str:
    return "".join(f"<h1>{line}</h1>" if line == story.headline else f"<p>{_inner(line)}</p>" for line in story.head)


def semantic(story: Story) -> str:
    """Elements that mean what they say."""
    content = f'<div class="content">{_each(story.body)}</div>'
    return _page(story, f"<article>{_head_with_h1(story)}{content}</article><aside>{_each(story.tail)}</aside>")


def bare_divs(story: Story) -> str:
    """Anonymous divs only."""
    parts = "".join(f"<div>{_each(lines, 'div')}</div>" for lines in (story.body, story.tail))
    return _page(story, f"<div>{_each(story.head, 'div')}{parts}</div>")


def flat_siblings(story: Story) -> str:
    """Every line a child of body."""
    return _page(story, _each([*story.head, *story.body, *story.tail]))


def line_breaks(story: Story) -> str:
    """Bare text with line breaks and the indents of print."""
    text = "<br><br>".join(_inner(line) if "<img" in _inner(line) else f"　　{_inner(line)}" for line in story.body)
    return _page(
        story,
        f"<div>{_each(story.head, 'div')}</div><div>{text}</div><div>{'<br>'.join(map(_inner, story.tail))}</div>",
    )


def one_div(story: Story) -> str:
    """The whole page in one div with line breaks."""
    return _page(story, f"<div>{'<br>'.join(map(_inner, [*story.head, *story.body, *story.tail]))}</div>")


def tables(story: Story) -> str:
    """Layout tables."""
    head = "".join(f"<tr><td>{_inner(line)}</td></tr>" for line in story.head)
    side = "".join(f"<tr><td>{_inner(line)}</td></tr>" for line in story.tail)
    main = f"<table>{head}<tr><td>{_each(story.body)}</td></tr></table>"
    return _page(story, f"<table><tr><td>{main}</td><td><table>{side}</table></td></tr></table>")


def nested_sections(story: Story) -> str:
    """The nested sections and spans of a WeChat-like editor."""
    head = "".join(f"<section><span>{_inner(line)}</span></section>" for line in story.head)
    text = "".join(
        f'<section><section><span style="font-size:16px"><span>{_inner(line)}</span></span></section></section>'
        for line in story.body
    )
    tail = "".join(f"<section><span>{_inner(line)}</span></section>" for line in story.tail)
    return _page(story, f"<section>{head}<section>{text}</section></section><section>{tail}</section>")


def misleading_names(story: Story) -> str:
    """The body in what is called a footer advert, the widgets in what is called the article."""
    return _page(
        story,
        f'<div class="breadcrumb nav">{_head_with_h1(story)}</div><div class="footer-ad-share comment">{_each(story.body)}</div>'
        f'<div class="article-content main">{_each(story.tail)}</div>',
    )


def custom_elements(story: Story) -> str:
    """Names that HTML does not know."""
    head, body, tail = (_each(lines, "news-p") for lines in (story.head, story.body, story.tail))
    return _page(story, f"<news-head>{head}</news-head><news-body>{body}</news-body><news-side>{tail}</news-side>")


def unclosed(story: Story) -> str:
    """A fragment whose elements are never closed."""
    head = "".join(f"<p>{_inner(line)}" for line in story.head)
    body = "".join(f"<p>{_inner(line)}" for line in story.body)
    return f"<title>{html.escape(story.title)}</title><div>{head}<div>{body}<div><ul>" + "".join(
        f"<li>{_inner(line)}" for line in story.tail
    )


def doubled(story: Story) -> str:
    """Two documents in one."""
    first = _page(story, f"{_each(story.head, 'div')}<div>{_each(story.body, 'div')}</div>")
    return first + _page(story, _each(story.tail, "div"))


def linked_tail(story: Story) -> str:
    """Every line of the tail a link."""
    tail = "".join(
        f'<div><a href="/p/{number}.html">{_inner(line)}</a></div>' for number, line in enumerate(story.tail)
    )
    return _page(story, f'<main>{_head_with_h1(story)}<div id="c">{_each(story.body)}</div></main><div>{tail}</div>')


SHAPES: tuple[Callable[[Story], str], ...] = (
    semantic,
    bare_divs,
    flat_siblings,
    line_breaks,
    one_div,
    tables,
    nested_sections,
    misleading_names,
    custom_elements,
    unclosed,
    doubled,
    linked_tail,
)


def flattened(story: Story) -> str:
    """The page as a text, without pictures and what stands under them."""
    lines: list[str] = []
    for index, line in enumerate(story.body):
        is_caption = index > 0 and story.body[index - 1].startswith("https://img") and line in _CAPTIONS
        if not line.startswith("https://img") and not is_caption:
            lines.append(line)
    return "\n".join([*story.head, *lines, *story.tail])
