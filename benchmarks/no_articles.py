"""Pages that are no article, drawn from invented words: ``python -m benchmarks.no_articles [--seed N] [--write FOLDER]``.

Channels of summaries, results of searches, indexes of blogs, topics of posts, notices, cards, players and pictures, each in the
three DOMs of `benchmarks.splices`, as fluent as articles are.
"""

from __future__ import annotations

import argparse
import html
import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.splices import BREAKS, DIVS, SEMANTIC, Dom, Draw
from benchmarks.tables import markdown_table
from cleaners import clean

_SITE = "某某新闻网"
_MENU = ("首页", "要闻", "民生", "视频", "专题", "数字报", "客户端", "评论", "图片")

#: What platforms and sites say of what is gone, as whole lines.
NOTICES = (
    "该内容已被发布者删除",
    "此内容因违规无法查看",
    "抱歉，您访问的页面不存在",
    "该文章已被作者删除",
    "此帐号已被屏蔽，内容无法查看",
    "链接已过期",
    "您要找的文章已下线",
    "抱歉，此微博已被删除",
    "该视频已下架",
    "你访问的内容找不到了",
    "這篇文章已被刪除",
    "该公众号已注销",
)


class Drawn(NamedTuple):
    """A page, its kind and its DOM."""

    kind: str
    dom: str
    number: int
    source: str


def _link(text: str, number: int) -> str:
    return f'<a href="/a/{number}.html">{html.escape(text)}</a>'


def _titled(dom: Dom, text: str, number: int) -> str:
    link = _link(text, number)
    return {SEMANTIC.name: f"<h3>{link}</h3>", DIVS.name: f'<div class="tt">{link}</div>'}.get(
        dom.name, f"<b>{link}</b><br>\n"
    )


def _page(dom: Dom, title: str, body: str) -> str:
    menu = " ".join(f'<a href="/c/{number}/">{label}</a>' for number, label in enumerate(_MENU))
    foot = f"{_SITE} 版权所有"
    start = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{html.escape(title)}</title></head><body>'
    if dom is SEMANTIC:
        return f"{start}<header><nav>{menu}</nav></header><main>{body}</main><footer>{foot}</footer></body></html>"
    if dom is DIVS:
        return f'{start}<div>{menu}</div><div class="wrap">{body}</div><div>{foot}</div></body></html>'
    return f"{start}<center>{menu}</center><table><tr><td>{body}</td></tr></table><center>{foot}</center></body></html>"


def _headline(dom: Dom, text: str) -> str:
    if dom is SEMANTIC:
        return f"<h1>{html.escape(text)}</h1>"
    return (
        f'<div class="t1">{html.escape(text)}</div>'
        if dom is DIVS
        else f"<font size=5><b>{html.escape(text)}</b></font><br>\n"
    )


def _entries(dom: Dom, draw: Draw, least: int, most: int, summary: Callable[[dict[str, list[str]]], str]) -> str:
    first = draw.likely(0.4)
    rows = []
    for number, story in enumerate(draw.some("stories", least, most)):
        fact = dom.paragraph(draw.chance.choice((draw.ago(), draw.day(), f"{draw.one('outlets')}　{draw.moment()}")))
        picture = f'<a href="/a/{number}.html"><img src="/t/{number}.jpg" width="200"></a>' if draw.likely(0.4) else ""
        title, text = _titled(dom, str(story["headline"]), number), dom.paragraph(summary(story))
        parts = (fact, title, text) if first else (title, text, fact)
        rows.append(dom.box("item", picture + "".join(parts)))
    return "".join(rows)


def _cut(draw: Draw) -> Callable[[dict[str, list[str]]], str]:
    size, dots = draw.chance.randint(45, 110), draw.chance.choice(("...", "…", "……"))
    return lambda story: "".join(story["paragraphs"])[:size] + dots


_PAGER = "上一页 1 2 3 4 5 下一页"


def _channel(dom: Dom, draw: Draw) -> str:
    """Cut summaries with their moments."""
    name = draw.one("kinds")
    return _page(
        dom, f"{name}_{_SITE}", _headline(dom, name) + _entries(dom, draw, 5, 11, _cut(draw)) + dom.paragraph(_PAGER)
    )


def _channel_of_sentences(dom: Dom, draw: Draw) -> str:
    """Summaries that are whole sentences, with their moments."""
    name = draw.one("kinds")
    rows = _entries(dom, draw, 4, 9, lambda story: story["paragraphs"][0])
    return _page(
        dom, f"{name}频道-{_SITE}", (_headline(dom, name) if draw.likely(0.6) else "") + rows + dom.paragraph(_PAGER)
    )


def _search(dom: Dom, draw: Draw) -> str:
    """What a search found: excerpts, and how many."""
    query = str(draw.one("stories")["headline"])[:4]
    found = dom.paragraph(f"为您找到相关结果约 {draw.chance.randint(12, 9_999)} 个")
    return _page(dom, f"{query}_搜索结果", found + _entries(dom, draw, 4, 9, _cut(draw)) + dom.paragraph(_PAGER))


def _blog(dom: Dom, draw: Draw) -> str:
    """The newest posts of a blog, some of them whole."""
    name = str(draw.one("names")) + "的博客"
    posts = []
    for number, story in enumerate(draw.some("stories", 3, 6)):
        lines = story["paragraphs"][: draw.chance.randint(1, 4)]
        more = f'<a href="/a/{number}.html#more">{draw.chance.choice(("阅读全文", "继续阅读 →", "Read more »"))}</a>'
        fact = dom.paragraph(f"{draw.moment()}　作者：{draw.one('names')}")
        foot = dom.paragraph(f"阅读({draw.chance.randint(9, 900)})　评论({draw.chance.randint(0, 40)})")
        text = "".join(map(dom.paragraph, lines)) + dom.row(more)
        posts.append(dom.box("post", _titled(dom, str(story["headline"]), number) + fact + text + foot))
    return _page(dom, name, _headline(dom, name) + "".join(posts))


def _topic(dom: Dom, draw: Draw) -> str:
    """Readers' posts under a hashtag and how many take part."""
    name = f"#{str(draw.one('stories')['headline'])[:6]}#"
    posts = []
    for post in draw.some("posts", 4, 12):
        head = dom.paragraph(f"{draw.one('nicknames')}　{draw.ago()}")
        controls = (
            dom.paragraph(f"赞 {draw.chance.randint(0, 99)}　评论 {draw.chance.randint(0, 9)}")
            if draw.likely(0.6)
            else ""
        )
        posts.append(dom.box("card", head + dom.paragraph(post) + controls))
    counts = dom.paragraph(
        f"{draw.chance.randint(1, 90)}.{draw.chance.randint(1, 9)}万阅读　{draw.chance.randint(9, 900)}讨论"
    )
    return _page(dom, f"{name}话题", _headline(dom, name) + counts + "".join(posts))


def _removed(dom: Dom, draw: Draw) -> str:
    """A notice, and a feed below it."""
    notice = draw.chance.choice(NOTICES)
    says = _headline(dom, notice) if draw.likely(0.5) else dom.paragraph(notice)
    feed = dom.heading(draw.one("feed_headings") or "看看别的") + _entries(dom, draw, 4, 8, _cut(draw))
    return _page(dom, draw.chance.choice((_SITE, notice, "")), says + dom.row('<a href="/">返回首页</a>') + feed)


def _notice(dom: Dom, draw: Draw) -> str:
    """A notice, and what one can do."""
    notice = draw.chance.choice(NOTICES)
    more = draw.chance.choice(
        (
            "",
            "您可以返回首页看看别的内容，或者稍后再来试试。",
            "如有疑问，请联系在线的客服，我们会在一个工作日之内答复。",
        )
    )
    says = _headline(dom, notice) if draw.likely(0.5) else dom.paragraph(notice)
    return _page(dom, draw.chance.choice((_SITE, notice, "")), says + (dom.paragraph(more) if more else ""))


def _card(dom: Dom, draw: Draw) -> str:
    """An account's card."""
    name = str(draw.one("nicknames"))
    rows = [
        "微信号：haijiao2020",
        f"账号主体：{draw.one('names')}",
        f"原创内容 {draw.chance.randint(1, 400)}篇",
        "IP属地：浙江",
        f"粉丝 {draw.chance.randint(2, 90)}.3万",
    ]
    says = "记录身边的人和事，每周二和周五更新，欢迎大家留言，也欢迎把看到的故事告诉我。"
    return _page(
        dom, name, _headline(dom, name) + dom.paragraph(says) + "".join(map(dom.paragraph, draw.chance.sample(rows, 4)))
    )


def _player(dom: Dom, draw: Draw) -> str:
    """A video, two lines about it, and what plays next."""
    story = draw.one("stories")
    line = str(story["paragraphs"][0]).split("，")[0] + "，一起来看看镜头里的他们。"
    facts = dom.paragraph(f"{draw.chance.randint(1, 90)}.2万次播放　{draw.day()}")
    following = dom.heading("接下来播放") + "".join(
        dom.row(_link(str(other["headline"]), 7)) for other in draw.some("stories", 3, 6)
    )
    video = '<video src="/v/1.mp4" poster="/v/1.jpg" controls></video>'
    return _page(
        dom,
        f"{story['headline']}-视频",
        video + _headline(dom, str(story["headline"])) + facts + dom.paragraph(f"简介：{line}") + following,
    )


def _pictures(dom: Dom, draw: Draw) -> str:
    """A headline and pictures that hold the words."""
    name = str(draw.one("stories")["headline"])
    pictures = "".join(
        f'<p><img src="https://img.example.com/l/{number}.jpg" width="750"></p>'
        for number in range(draw.chance.randint(1, 6))
    )
    return _page(dom, f"{name}_{_SITE}", _headline(dom, f"海报｜{name}") + dom.paragraph(draw.moment()) + pictures)


KINDS: dict[str, Callable[[Dom, Draw], str]] = {
    "channel of cut summaries": _channel,
    "channel of sentences": _channel_of_sentences,
    "search": _search,
    "blog": _blog,
    "topic": _topic,
    "notice above a feed": _removed,
    "notice": _notice,
    "card": _card,
    "player": _player,
    "pictures": _pictures,
}


def pages(seed: int, each: int = 8) -> Iterator[Drawn]:
    """``each`` pages of every kind in every DOM."""
    for kind, make in KINDS.items():
        for dom in (SEMANTIC, DIVS, BREAKS):
            for number in range(each):
                chance = random.Random(f"{seed}/{kind}/{dom.name}/{number}")  # noqa: S311  drawn again from the seed
                yield Drawn(kind, dom.name, number, make(dom, Draw(chance)))


def share_refused(seed: int, each: int = 2) -> float:
    """The share of drawn pages that are judged no article."""
    found = [clean(page.source.encode()).is_article for page in pages(seed, each)]
    return found.count(False) / len(found)


def main(argv: Sequence[str] | None = None) -> int:
    """Print how many pages of each kind are judged no article in each DOM."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.no_articles", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="what the pages are drawn from (1)")
    parser.add_argument(
        "--write", type=Path, metavar="FOLDER", help="write the pages that are judged articles to a folder"
    )
    args = parser.parse_args(argv)
    refused: dict[tuple[str, str], list[bool]] = {}
    for page in pages(args.seed):
        article = clean(page.source.encode())
        refused.setdefault((page.kind, page.dom), []).append(not article.is_article)
        if args.write and article.is_article:
            args.write.mkdir(parents=True, exist_ok=True)
            name = re.sub(r"\W+", "_", f"{page.kind} {page.dom} {page.number}")
            (args.write / f"{name}.html").write_text(page.source, "utf-8")
    doms = [dom.name for dom in (SEMANTIC, DIVS, BREAKS)]
    rows = [[kind, *(f"{sum(refused[kind, dom])}/{len(refused[kind, dom])}" for dom in doms)] for kind in KINDS]
    print(markdown_table(["judged no article", *doms], rows))
    total = [value for values in refused.values() for value in values]
    print(f"\n{sum(total)} of {len(total)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
