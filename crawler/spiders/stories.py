"""Read a story from its pages: which page to request next, and the article on them. Stores nothing."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from scrapy.http import HtmlResponse, Response

from cleaners import Article, Template
from cleaners.learning.drift import Observation
from cleaners.record.join import join_parts
from crawler.archive.cleaning import PageReader
from crawler.net.bodies import is_cut_page
from crawler.site.feeds.choose import Choice
from crawler.site.feeds.named import read_alternates
from crawler.site.links import Link, read_all_links
from crawler.site.parts import MAX_PARTS, further_pages, next_part, single_view
from crawler.site.seed import Seed
from crawler.site.walls import MAINTENANCE, TURNED_AWAY, is_error_address, is_home_address, is_wall_address, wall_of
from crawler.spiders.answers import Result, read_capture, read_location, read_status
from crawler.spiders.feeds import FeedAnswer, read_feed_answer
from crawler.store.frontier import MAX_MOVES, Outcome, Target
from crawler.store.records import Capture

#: A list page with fewer links to articles than this is cleaned and checked for a wall. So is every start page.
FEW_ARTICLES = 3

#: Maximum number of links from a start page to a list whose head is read for feeds.
DEPTH_OF_CHANNELS = 1


class Story(NamedTuple):
    """The pages of a story fetched so far, and pages kept although the story is read from another one."""

    parts: tuple[Capture, ...] = ()
    aside: tuple[Capture, ...] = ()


class Visit(NamedTuple):
    """The result of visiting an address, ready to be stored in one transaction.

    ``result`` is None for an article: the store knows whether it is new. ``links`` are ``depth`` links away from a start page
    and ``hops`` moves from where the first of them was found; ``pages`` and ``aside`` are the responses to store; ``digest`` is
    that of a list's body, None if it was not read; ``markdown`` is the article as Markdown, None if it still has to be made
    from the article's blocks. ``choice`` contains the entries taken from a feed, ``feeds`` the feeds and sitemaps that the
    response names.
    """

    result: Result | None = None
    links: tuple[str, ...] = ()
    depth: int = 0
    pages: tuple[Capture, ...] = ()
    aside: tuple[Capture, ...] = ()
    article: Article | None = None
    observation: Observation | None = None
    hops: int = 0
    digest: str | None = None
    markdown: str | None = None
    choice: Choice | None = None
    feeds: tuple[str, ...] = ()


class StoryReader:
    """Reads the pages of one site, with the worker process of a `PageReader`."""

    def __init__(self, seed: Seed, reader: PageReader) -> None:
        self._seed = seed
        self._reader = reader
        self._read_page_links: tuple[Response, list[Link]] | None = None

    def use(self, template: Template | None) -> None:
        """Use another template from now on."""
        self._reader.use(template)

    def locate_other_spelling(self, response: Response, target: Target) -> str | None:
        """The target of a redirect, if it spells the same page differently (http → https); otherwise None."""
        if not 300 <= response.status < 400 or response.status == 304:
            return None
        location = read_location(response)
        if location == response.url or self._seed.identity(location) != self._seed.identity(target.url):
            return None
        return location if self._seed.in_scope(location) else None

    def locate_next_page(self, response: Response, target: Target, story: Story) -> tuple[str, Story] | None:
        """The next address of the same story, and the story up to there: the page that shows the whole story, otherwise the
        next one. None at the end of the story."""
        if target.kind != "article" or response.status != 200 or story.aside or len(story.parts) >= MAX_PARTS:
            return None
        if story.parts and not self._read_page(response).is_article:
            return None  # a wall in place of a later page: `read` reports it
        if not story.parts:
            whole = single_view(response.url, self._links_on(response))
            if whole is not None and self._is_same_story(whole, target):
                return whole, Story(aside=(read_capture(response),))
        first = story.parts[0].url if story.parts else response.url
        following = next_part(first, response.url, [link.url for link in self._links_on(response)])
        if following is None or not self._is_same_story(following, target):
            return None
        return following, Story((*story.parts, read_capture(response)))

    def read_links(self, response: Response, target: Target) -> tuple[str, ...]:
        """The addresses that a page names, without the further pages of its own story."""
        found = [link.url for link in self._links_on(response)]
        own = further_pages(response.url, found) if target.kind == "article" else ()
        return tuple(url for url in found if url not in own or not self._is_same_story(url, target))

    def _links_on(self, response: Response) -> list[Link]:
        """The links on a page, cached, since they are needed repeatedly."""
        if self._read_page_links is None or self._read_page_links[0] is not response:
            self._read_page_links = (response, read_all_links(response, self._seed))
        return self._read_page_links[1]

    def read(self, response: Response, target: Target, story: Story, hops: int | None = None) -> Visit:
        """Read the last response of a story, a list page or a response without a page. ``hops`` is the number of moves that led
        to it, including those of this visit."""
        result = read_status(response)
        if result is None:
            return self._read_body(response, target, story)
        if story.parts:
            reason = f"page {len(story.parts) + 1} of the story: {result.reason or response.status}"
            return Visit(Result(Outcome.FAILED, reason))
        if result.outcome is Outcome.MOVED:
            return self._read_move(read_location(response), target, target.hops if hops is None else hops)
        if result.outcome is Outcome.UNCHANGED and target.kind == "list":
            return Visit(Result(Outcome.LIST), digest=target.digest)
        return Visit(result)

    def _read_move(self, place: str, target: Target, hops: int) -> Visit:
        """A redirect: to the same page elsewhere, or to a page that a site shows instead."""
        if is_wall_address(place) and not self._seed.is_article(place):
            return Visit(Result(Outcome.REFUSED, f"redirects to {place}", refuses=True))
        if target.kind == "article" and (what := self._no_article_at(place, target)) is not None:
            return Visit(Result(Outcome.GONE, f"redirects to {what}: {place}"))
        if hops >= MAX_MOVES:
            return Visit(Result(Outcome.FAILED, f"more than {MAX_MOVES} redirects in a row"))
        return Visit(Result(Outcome.MOVED, place), links=(place,), depth=target.depth, hops=hops + 1)

    def _no_article_at(self, place: str, target: Target) -> str | None:
        """What kind of page a redirect leads to instead of an article that was taken down; None if the article may be there."""
        is_ours = self._seed.in_scope(place)
        if self._seed.is_article(place) or not (is_ours or target.stored):
            return None
        if is_error_address(place):
            return "an error page"
        if is_home_address(place) or self._seed.identity(place) in map(self._seed.identity, self._seed.start):
            return "the home page"
        return "a page that is not an article" if is_ours else None

    def _read_body(self, response: Response, target: Target, story: Story) -> Visit:
        if target.kind != "article" and (feed := read_feed_answer(self._seed, response, target)) is not None:
            return self._read_feed(feed, response, target)
        visit = Visit(links=self.read_links(response, target), depth=target.depth + 1)
        if target.kind != "article":
            result = self._read_list(response, target, visit.links)
            feeds = self._feeds_on(response, target) if result.outcome is Outcome.LIST else ()
            return visit._replace(result=result, digest=sha256(response.body).hexdigest(), feeds=feeds)
        pages = (*story.parts, read_capture(response))
        return self._read_story(visit._replace(pages=pages, aside=story.aside), target)

    def _read_feed(self, feed: FeedAnswer, response: Response, target: Target) -> Visit:
        """A feed, or a response in its place, which may be a wall."""
        if feed.choice is None:
            is_page = isinstance(response, HtmlResponse)
            wall = wall_of(self._read_page(response)) if is_page else None
            return Visit(feed.result if wall is None else Result(Outcome.NOT_ARTICLE, wall, wall in TURNED_AWAY))
        return Visit(
            feed.result,
            feed.choice.links,
            target.depth + 1,
            digest=sha256(response.body).hexdigest(),
            choice=feed.choice,
            feeds=feed.choice.sitemaps,
        )

    def _feeds_on(self, response: Response, target: Target) -> tuple[str, ...]:
        """The feeds that a start page or channel names. Deeper lists are not asked, since there would be as many feeds as
        lists."""
        is_near = target.depth <= DEPTH_OF_CHANNELS and self._seed.feeds is None
        return read_alternates(response) if is_near else ()

    def _read_story(self, visit: Visit, target: Target) -> Visit:
        is_whole = len(visit.pages) == 1
        found = [self._reader.read(page, is_whole=is_whole) for page in visit.pages]
        articles = [page.article for page in found]
        wall = next((article for article in articles if not article.is_article), None)
        if wall is not None:
            kind = wall_of(wall)
            reason = kind if kind == MAINTENANCE else ", ".join(wall.flags) or "no article was found"
            if len(visit.pages) > 1:  # the first page is there, so the article is not gone
                reason = f"page {articles.index(wall) + 1} of the story: {reason}"
            return visit._replace(result=Result(Outcome.NOT_ARTICLE, reason, refuses=kind in TURNED_AWAY))
        article = self._signed(join_parts(articles), visit.pages[0].url, target)
        if any(is_cut_page(page.body) for page in visit.pages):
            article = replace(article, flags=(*article.flags, "no_end"))
        markdown = found[0].markdown if is_whole else None
        return visit._replace(article=article, observation=found[0].observation, markdown=markdown)

    def _read_list(self, response: Response, target: Target, links: tuple[str, ...]) -> Result:
        """A list page. Start pages, and lists that name few articles, are cleaned as well, since walls also have status 200."""
        others = [url for url in links if self._is_another_page(url, response, target)]
        if target.depth == 0 or sum(map(self._seed.is_article, others)) < FEW_ARTICLES:
            page = self._read_page(response)
            if (wall := wall_of(page)) is not None:
                return Result(Outcome.NOT_ARTICLE, wall, refuses=wall in TURNED_AWAY)
            if not others:
                is_page = page.is_article or not page.flags or "list_page" in page.flags
                return Result(Outcome.NOT_ARTICLE, "no link in scope" if is_page else ", ".join(page.flags))
        return Result(Outcome.LIST)

    def _is_another_page(self, url: str, response: Response, target: Target) -> bool:
        own = (self._seed.identity(target.url), self._seed.identity(response.url))
        return (self._seed.in_scope(url) or self._seed.is_elsewhere(url)) and self._seed.identity(url) not in own

    def _read_page(self, response: Response) -> Article:
        return self._reader.read(read_capture(response)).article

    def _signed(self, article: Article, url: str, target: Target) -> Article:
        """The article with the fields that only its site's seed supplies."""
        return replace(
            article,
            site=self._seed.name,
            article_id=self._seed.article_id(url) or self._seed.article_id(target.url),
            canonical_url=self._seed.canonical_url(url),
        )

    def _is_same_story(self, url: str, target: Target) -> bool:
        number = self._seed.article_id(url)
        return self._seed.in_scope(url) and number in (None, self._seed.article_id(target.url))
