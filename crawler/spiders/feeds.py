"""What an answer says that may be a feed or a sitemap: its result, and what the crawl takes from it."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from scrapy.http import Response

from crawler.site.feeds.choose import Choice, choose
from crawler.site.feeds.read import read_feed
from crawler.site.feeds.values import NoFeed, Origin
from crawler.site.seed import Seed
from crawler.spiders.answers import Result, read_capture
from crawler.store.feeds import MAX_NESTING, NAMED
from crawler.store.frontier import Outcome, Target


class FeedAnswer(NamedTuple):
    """The result of an answer that is a feed, or stands where one was named; ``choice`` is None if it could not be read."""

    result: Result
    choice: Choice | None = None


def read_feed_answer(seed: Seed, response: Response, target: Target) -> FeedAnswer | None:
    """What a feed, or an answer in place of one, comes to; None for an answer that is no feed where none was named."""
    is_named = target.origin in NAMED
    feed = read_feed(response.body, response.url, read_capture(response).headers, is_expected=is_named)
    if isinstance(feed, NoFeed):
        return FeedAnswer(Result(Outcome.NOT_ARTICLE, feed.reason)) if is_named or feed.is_broken else None
    choice = choose(feed, seed, datetime.datetime.now(datetime.UTC))
    if choice.sitemaps and target.nesting >= MAX_NESTING:
        note = f"an index inside {MAX_NESTING} others is not followed"
        choice = choice._replace(sitemaps=(), left_out=choice.left_out + len(choice.sitemaps), note=note)
    # Somebody wants articles from it. Of those that a site names itself many list other things than articles.
    is_wanted = target.origin == Origin.SEED or seed.identity(target.url) in map(seed.identity, seed.start)
    if choice.is_barren and is_wanted:
        return FeedAnswer(Result(Outcome.NOT_ARTICLE, choice.why_barren()), choice)
    return FeedAnswer(Result(Outcome.LIST), choice)
