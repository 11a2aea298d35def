"""Interpret a response that may be a feed or sitemap: its result, and what the crawl takes from it."""

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
    """The result of a response that is a feed, or was named as one; ``choice`` is None if it could not be read."""

    result: Result
    choice: Choice | None = None


def read_feed_answer(seed: Seed, response: Response, target: Target) -> FeedAnswer | None:
    """The result of a feed, or of a response in its place; None for a response that is not a feed and was not named as one."""
    is_named = target.origin in NAMED
    feed = read_feed(response.body, response.url, read_capture(response).headers, is_expected=is_named)
    if isinstance(feed, NoFeed):
        return FeedAnswer(Result(Outcome.NOT_ARTICLE, feed.reason)) if is_named or feed.is_broken else None
    choice = choose(feed, seed, datetime.datetime.now(datetime.UTC))
    if choice.sitemaps and target.nesting >= MAX_NESTING:
        note = f"an index inside {MAX_NESTING} others is not followed"
        choice = choice._replace(sitemaps=(), left_out=choice.left_out + len(choice.sitemaps), note=note)
    # The operator expects articles from it, whereas many feeds that a site names list other content.
    is_wanted = target.origin == Origin.SEED or seed.identity(target.url) in map(seed.identity, seed.start)
    if choice.is_barren and is_wanted:
        return FeedAnswer(Result(Outcome.NOT_ARTICLE, choice.why_barren()), choice)
    return FeedAnswer(Result(Outcome.LIST), choice)
