"""Streams: what comes in from hour to hour, each with no more than the time of day, under the name of the stream."""

from __future__ import annotations

from cleaners.judgement.head_lines import MANY, ends_sentence
from cleaners.judgement.purpose.page import Named
from cleaners.reading.patterns import lazy

#: Share of the running text that must stand at its time of day.
_MOST = 0.6

#: A time of day, alone or before what happened.
_CLOCK = lazy(r"\W{0,2}([01]?\d|2[0-3])[:：]([0-5]\d)(?:[:：][0-5]\d)?(?![\d:：])")

#: What a stream is called.
_STREAM = lazy(
    r".{1,6}直播间|.{0,6}?(?:7\s?[×xX*]\s?24(?:小时)?|24小时|全天|滚动|即时|實時|实时|图文|文字|财经|股市|比赛|赛事|现场|要闻|新闻|资讯|市场|盘中|全球|实况|滾動|即時|財經|新聞){1,3}"
    r"(?:快讯|直播间?|滚动|电报|快报|要闻|新闻|资讯|播报|实况|快訊|直播間|滾動|新聞)"
)


def is_of_stream(page: Named) -> bool:
    """Whether most of the running text stands at a time of day under the name of a stream, or under another short name with the
    newest first: who tells a day or a match begins with its beginning."""
    is_named = page.name.is_titled and _STREAM.fullmatch(page.name.text) is not None
    if not (is_named or page.is_short) or not page.prose:
        return False
    moments = _moments(page)
    if len(moments) < MANY or len(moments) < _MOST * len(page.prose):
        return False
    return is_named or moments == sorted(moments, reverse=True)


def _moments(page: Named) -> list[int]:
    """The minutes of the day at which running text stands, beside it or in the line above, in the order of the page."""
    found, prose = [], {block.number for block in page.prose}
    for at, block in enumerate(page.lines):
        if block.number not in prose and not ends_sentence(block.text):
            continue
        match = _CLOCK.match(block.text)
        if match is None and at:
            match = _CLOCK.fullmatch(page.lines[at - 1].text)
        if match is not None:
            found.append(60 * int(match[1]) + int(match[2]))
    return found
