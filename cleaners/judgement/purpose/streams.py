"""Streams: what comes in from hour to hour, each with no more than the time of day, under the name of the stream."""

from __future__ import annotations

from itertools import pairwise

from cleaners.evidence.dates import is_clock
from cleaners.evidence.prose import is_prose
from cleaners.judgement.amounts import Amounts
from cleaners.judgement.measures import MANY
from cleaners.judgement.purpose.page import Named
from cleaners.judgement.sentences import ends_sentence
from cleaners.reading.patterns import lazy
from cleaners.values import Label

#: Share of the running text that must stand at its time of day.
_MOST = 0.6

#: A time of day, alone or before what happened.
_HOUR = r"\W{0,2}([01]?\d|2[0-3])[:：]([0-5]\d)(?:[:：][0-5]\d)?(?![\d:：])"
_CLOCK = lazy(_HOUR)

#: A time of day alone in its line, or with who speaks in a live broadcast.
_AT = lazy(_HOUR + r"\s*(?:主持人|直播员|直播小编)?")

#: The word for a live broadcast before what is broadcast; who tells it afterwards begins with its beginning.
_LIVE = lazy(r"[【\[]?(?:图文|文字)直播[】\]]?\s?[:：丨|｜]?\s?\S.{3,40}")

#: What a stream is called.
_STREAM = lazy(
    r".{1,6}直播间|.{0,6}?(?:7\s?[×xX*]\s?24(?:小时)?|24小时|全天|滚动|即时|實時|实时|图文|文字|财经|股市|比赛|赛事|现场|要闻|新闻|资讯|市场|盘中|全球|实况|滾動|即時|財經|新聞){1,3}"
    r"(?:快讯|直播间?|滚动|电报|快报|要闻|新闻|资讯|播报|实况|快訊|直播間|滾動|新聞)"
)


def is_copied_stream(amounts: Amounts) -> bool:
    """Whether most lines of a text without elements have a time of day above them and a row of controls below."""
    controls = set(amounts.labelled.places_of(Label.SHARE))
    if len(controls) <= MANY or any(block.in_element for block in amounts.kept):
        return False
    lines = amounts.visible
    flashes = [
        told
        for (above, told), (_, below) in pairwise(pairwise(lines))
        if is_prose(told) and is_clock(above.text) and below.number in controls
    ]
    return len(flashes) > MANY and len(flashes) >= _MOST * len(amounts.kept)


def is_of_stream(page: Named) -> bool:
    """Whether most of the running text stands at a time of day under the name of a stream, or under another short name with the
    newest first, as under the word for a live broadcast: who tells a day or a match begins with its beginning."""
    is_named = page.name.is_titled and _STREAM.fullmatch(page.name.text) is not None
    if not (is_named or page.is_short or _LIVE.fullmatch(page.name.text)) or not page.prose:
        return False
    moments = _moments(page)
    if len(moments) < MANY or len(moments) < _MOST * len(page.prose):
        return False
    return is_named or moments == sorted(moments, reverse=True)


def is_of_clips(page: Named) -> bool:
    """Whether most of the running text under a short name stands below linked titles with how long they last: what videos
    show."""
    if not page.is_short or len(page.prose) <= MANY:
        return False
    told = {block.number for block in page.prose}
    clips = [
        below
        for above, below in pairwise(page.lines)
        if below.number in told and above.link_chars >= _MIN_TITLE and _CLOCK.match(above.text)
    ]
    return len(clips) > MANY and len(clips) >= _MOST * len(told)


#: Characters of a linked title.
_MIN_TITLE = 6


def _moments(page: Named) -> list[int]:
    """The minutes of the day at which running text stands, beside it or in the line above, in the order of the page."""
    found, prose = [], {block.number for block in page.prose}
    for at, block in enumerate(page.lines):
        if block.number not in prose and not ends_sentence(block.text):
            continue
        match = _CLOCK.match(block.text)
        if match is None and at:
            match = _AT.fullmatch(page.lines[at - 1].text)
        if match is not None:
            found.append(60 * int(match[1]) + int(match[2]))
    return found
