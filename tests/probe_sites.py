"""Sites for a first contact: one in a layout that no rule knows, and others that make it hard."""

from __future__ import annotations

from crawler.net.serve import ServedPage
from tests.feeds import rss

BASE = "http://127.0.0.1:8000"

STORY = (
    "石桥镇的老茶馆昨天重新开门，头一壶茶端给了八十四岁的看门人。他在这里坐了半个世纪，记得每一张桌子的来历。",
    "茶馆停业三年，屋顶漏过两次雨。修缮队把旧瓦一片片取下来编号，能用的全部放回原处，补的新瓦颜色略浅。",
    "“我们没有加一盏灯箱。”负责修缮的工匠说，墙上的价目牌是照着一张一九八七年的照片重写的，字也是同一个人写的。",
    "镇里打算每周末请人来讲古。第一位讲的是渡口，第二位讲的是桥，第三位还没有想好，他说要先喝完这壶茶。",
)
#: A line that no rule of the head knows, in elements that have no name.
HEADLINES = (
    "石桥镇老茶馆重新开门",
    "看门人端起头一壶新茶",
    "旧瓦编号以后回到屋顶",
    "价目牌照着老照片重写",
    "周末有人来茶馆里讲古",
)


def unknown_article(number: int) -> bytes:
    """A page of custom elements: the headline is no heading, the date a row of cells, each paragraph a cell of its own, and a
    feed of posts stands before and behind."""
    headline = HEADLINES[number % len(HEADLINES)]
    paragraphs = "".join(f"<q-r><q-c>{line}</q-c></q-r>" for line in STORY)
    posts = "".join(f"<q-r><q-c>茶客{n}号</q-c><q-c>说得好，周末去坐坐。</q-c></q-r>" for n in range(4))
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{headline}_石桥在线</title></head><body>
<q-a><q-r><q-c><a href="/">首页</a></q-c><q-c><a href="/list/yaowen">要闻</a></q-c></q-r></q-a>
<q-a><q-r><q-c>{headline}</q-c></q-r><q-r><q-c>2025-03-25 10:20</q-c><q-c>石桥人家</q-c></q-r>{paragraphs}
<q-r><q-c>编辑：周书言</q-c></q-r></q-a><q-a><q-r><q-c>茶客留言</q-c></q-r>{posts}</q-a>
<q-a><q-r><q-c>粤ICP备00000000号</q-c></q-r></q-a></body></html>""".encode()


def lists(numbers: range) -> bytes:
    """A page of links to articles, and to a channel."""
    items = "".join(f'<q-c><a href="/read/{8000 + n}">{HEADLINES[n % 5]}之{n}</a></q-c>' for n in numbers)
    return (
        '<html><head><meta charset="utf-8"><title>石桥在线</title>'
        '<link rel="alternate" type="application/rss+xml" href="/rss"></head>'
        f'<body><q-a><a href="/list/yaowen">要闻</a><a href="/login">登录</a></q-a><q-a>{items}</q-a></body></html>'
    ).encode()


def unknown_site() -> dict[str, ServedPage]:
    """The whole site, with a robots.txt that names a sitemap that is gone, and a feed."""
    pages = {
        "/robots.txt": ServedPage(b"User-agent: *\nCrawl-delay: 0.2\nSitemap: /map.xml\n", content_type="text/plain"),
        "/": ServedPage(lists(range(12))),
        "/list/yaowen": ServedPage(lists(range(6, 18))),
        "/rss": ServedPage(rss(BASE, []).replace(b"</channel>", b"<item><link>/read/8003</link></item></channel>")),
    }
    return pages | {f"/read/{8000 + n}": ServedPage(unknown_article(n)) for n in range(18)}


def gb18030_site(declared: str = "utf-8") -> dict[str, ServedPage]:
    """The same pages in GB18030 under another name, and no robots.txt."""
    pages = {path: page for path, page in unknown_site().items() if path.startswith(("/read", "/list")) or path == "/"}
    return {
        path: ServedPage(
            page.body.decode().replace('charset="utf-8"', f'charset="{declared}"').encode("gb18030"),
            content_type="text/html",
        )
        for path, page in pages.items()
    }
