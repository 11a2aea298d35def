"""Pages of one platform as it serves them (`../shared/corpora/zh-wechat`): what a person read in them.

The pages belong to their publishers: headlines are held as digests, texts by their ends and by a reading of the page that has
nothing of the cleaner in it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html

from benchmarks import score
from cleaners import Article, clean


@dataclass(frozen=True)
class Expected:
    """Who signs a page: its author, or the account where it names none. ``published`` is to the minute, ``opens`` and ``ends``
    are the first and the last characters of the text; ``apart`` is what stands in the page's text and is none of it: credits,
    calls, links, notes."""

    headline: str
    published: str
    author: str | None
    account: str
    opens: str
    ends: str
    apart: str
    least: int


PAGES = {
    "weixin-credits-on-top": Expected(
        "aadf515cccc4", "2025-11-11T12:09", None, "印记中文", "本期看点", "", r"编辑：.*|https?://\S+|.{0,4}关注我们|长按识别.*", 1_500
    ),
    "weixin-essay": Expected(
        "8f3270ffe54e", "2025-11-07T08:31", "阮一峰", "阮一峰的网络日志", "这里记录", "（完）", r"References|\[\d+\].*|.*（via\[\d+\]）", 5_500
    ),
    "weixin-shared": Expected(
        "f80e1e9969ed", "2019-11-25T20:07", None, "阮一峰的网络日志", "阮一峰（", "递给了他。", r"(?!)", 13_000
    ),
}  # fmt: skip


def digest(text: str | None) -> str:
    """The first characters of a text's digest, white space aside."""
    return hashlib.sha256("".join((text or "").split()).encode()).hexdigest()[:12]


def written(source: str) -> str:
    """The lines of the element that the platform puts the text in, or of the string that its script puts there."""
    found = re.search(r"content_noencode: JsDecode\('((?:[^'\\]|\\.)+)'", source)
    element = html.fromstring(source).get_element_by_id("js_content")
    if found and not element.text_content().strip():
        markup = re.sub(r"\\x([0-9a-fA-F]{2})", lambda match: chr(int(match[1], 16)), found[1])
        element = html.fromstring(f"<div>{markup}</div>")
    blocks = element.xpath(".//p | .//li | .//h2 | .//h3 | .//section[not(.//p or .//section)]")
    lines = [" ".join(block.text_content().split()) for block in blocks if not block.xpath(".//p | .//li")]
    return "\n".join(line for line in lines if line)


def without(text: str, apart: str) -> str:
    return "\n".join(line for line in text.split("\n") if not re.fullmatch(apart, line.strip()))


def check(article: Article, source: str, expected: Expected) -> None:
    """Hold an article against what a person read and against the page's own text."""
    assert article.is_article
    assert digest(article.headline) == expected.headline
    assert article.date_published is not None
    assert re.fullmatch(expected.published + r":\d\d\+08:00", article.date_published)
    assert expected.author is None or expected.author in [person.name for person in article.authors]
    assert expected.author is not None or article.source == expected.account
    text, page = without(article.text, expected.apart), without(written(source), expected.apart)
    assert len(page) >= expected.least
    assert text.startswith(expected.opens)
    assert text.rstrip().endswith(expected.ends)
    found = score.shingle_score(score.tokens(text), score.tokens(page))
    assert found.precision >= 0.98
    assert found.recall >= 0.98


@pytest.mark.parametrize("name", PAGES)
def test_an_article_is_whole_and_signed(name: str, shared: Path) -> None:
    data = (shared / "corpora" / "zh-wechat" / name / "page.html").read_bytes()
    check(clean(data), data.decode(), PAGES[name])


def test_the_article_that_is_hidden_until_a_script_runs_is_read_once_it_is_shown(shared: Path) -> None:
    source = (shared / "corpora" / "zh-wechat" / "weixin-essay" / "page.html").read_text("utf-8")
    shown = source.replace('style="visibility: hidden; opacity: 0; "', "")
    assert shown != source
    check(clean(shown.encode()), source, PAGES["weixin-essay"])


def test_a_notice_of_the_platform_is_no_article(shared: Path) -> None:
    article = clean((shared / "corpora" / "zh-wechat" / "weixin-deleted" / "page.html").read_bytes())
    assert not article.is_article
    assert article.flags[-1:] == ("soft_404",)
    assert article.date_published is None
