"""Small sites for the crawl's tests: pages made here, served on loopback, crawled by the real command in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from crawler.net.serve import PLACEHOLDER, ServedPage, Site
from crawler.site.seed import read_seed

ROOT = Path(__file__).parents[1]

#: A seed for tests that need no network: the pages of `tests.invented_site` have such addresses.
EXAMPLE = read_seed(
    {
        "name": "渡口",
        "hosts": ["news.example.com"],
        "start": ["https://news.example.com/"],
        "article": r"^https://news\.example\.com/n/(?P<id>\d+)\.html",
        "depth": 2,
    },
    "tests",
)

ROBOTS = ServedPage(b"User-agent: *\nDisallow: /admin/\n", content_type="text/plain")

PARAGRAPHS = (
    "深圳特区报讯（记者 林一帆）第{n}号渡口昨日上午重新开航，两岸居民往来的时间从一小时缩短到十分钟。",
    "渡口停航两年，原来的木船换成了三条电动船，船舷涂成了白色，甲板上留出了放自行车的位置。",
    "住在东岸的周阿姨一早就来坐船。她说，过去送孙子上学要绕一大圈，如今推着车走上甲板就到了。",
    "市交通部门表示，下一步将开通夜航，并在两岸增设公共停车场和候船的长廊，方便市民换乘。",
)


def article(
    number: int, *, extra: str = "", widget: str = "别处的一条新闻", date: str = "2025-03-25 10:20"
) -> ServedPage:
    """One article with the tail that its kind has: credit line, widget, footer."""
    body = "".join(f"<p>{line.format(n=number)}</p>" for line in PARAGRAPHS)
    return ServedPage(
        f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>第{number}号渡口重新开航</title></head><body>
<div><a href="/">首页</a></div><div><h1>第{number}号渡口重新开航</h1><div>{date}</div>{body}{extra}
<p>编辑 周书言 审读 钱小满</p></div><div><h3>读特热榜</h3><ul><li><a href="/p/1.html">{widget}</a></li></ul></div>
<div><p>粤ICP备00000000号</p></div></body></html>""".encode()
    )


def listing(*links: str) -> ServedPage:
    """A list page with these links."""
    items = "".join(f'<li><a href="{link}">一条新闻的标题 {place}</a></li>' for place, link in enumerate(links))
    return ServedPage(f"<html><head><title>频道</title></head><body><ul>{items}</ul></body></html>".encode())


def write_seed(folder: Path, site: Site, **keys: Any) -> Path:
    """A seed file for a site; ``keys`` are further lines of it, as TOML values."""
    lines = {
        "name": '"渡口"',
        "hosts": f'["{PLACEHOLDER}"]',
        "start": f'["http://{PLACEHOLDER}/"]',
        "article": r"'^http://127\.0\.0\.1:\d+/(?:n/article/|(?:[\w-]+/)?p/)(?P<id>\d+)(?:\.html)?'",
        "depth": "2",
        "delay": "0",
        "recrawl": '"always"',
        **keys,
    }
    text = "\n".join(f"{key} = {value}" for key, value in lines.items())
    path = folder / "site.toml"
    path.write_text(text.replace(PLACEHOLDER, site.host), "utf-8")
    return path


def dute(*arguments: object, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command ``dute`` in a process of its own, since Scrapy's reactor starts once a process."""
    return run("-m", "dute", *arguments, cwd=cwd, **environment)


def run(*arguments: object, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the checkout in its path."""
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        timeout=300,
        check=False,
    )


def counts(output: str) -> dict[str, int]:
    """The figures of a crawl's summary by their words."""
    return {words: int(number) for number, words in re.findall(r"^ +(\d+)  (.+)$", output, re.M)}


def requested(site: Site, paths: Iterable[str]) -> dict[str, int]:
    """How often each of these paths was asked for."""
    return {path: sum(asked == path for asked, _ in site.requests) for path in paths}
