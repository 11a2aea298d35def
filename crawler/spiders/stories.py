"""Read a story from its pages: which page to request next, and what the story's pages say. Stores nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from scrapy.http import Response

from cleaners import Article, Template
from cleaners.learning.drift import Observation
from cleaners.record.join import join_parts
from crawler.archive.cleaning import PageReader
from crawler.net.middlewares import is_cut_page
from crawler.site.links import read_links
from crawler.site.parts import MAX_PARTS, is_further_page, next_part, single_view
from crawler.site.seed import Seed
from crawler.spiders.answers import Result, read_capture, read_location, read_status
from crawler.store.frontier import Outcome, Target
from crawler.store.records import Capture

#: Flags of a page that was served in place of another one.
WALLS = frozenset({"captcha", "login_wall", "soft_404"})

#: A list page with fewer links into the site than this is cleaned and checked for a wall.
FEW_LINKS = 3


class Story(NamedTuple):
    """The pages of a story fetched so far, and pages kept although the story is read from another one."""

    parts: tuple[Capture, ...] = ()
    aside: tuple[Capture, ...] = ()


class Visit(NamedTuple):
    """What the answer for an address says, ready to be stored in one transaction.

    ``result`` is None for an article: the store knows whether it is new. ``links`` are ``depth`` links away from a start
    page; ``pages`` and ``aside`` are the responses to keep; ``withdraws`` says that the site took the article down;
    ``was_read`` that the body was read, and not only the status.
    """

    result: Result | None = None
    links: tuple[str, ...] = ()
    depth: int = 0
    pages: tuple[Capture, ...] = ()
    aside: tuple[Capture, ...] = ()
    article: Article | None = None
    observation: Observation | None = None
    withdraws: bool = False
    was_read: bool = False


class StoryReader:
    """Reads the pages of one site, with the worker process of a `PageReader`."""

    def __init__(self, seed: Seed, reader: PageReader) -> None:
        self._seed = seed
        self._reader = reader

    def use(self, template: Template | None) -> None:
        """Read with another template from now on."""
        self._reader.use(template)

    def locate_other_spelling(self, response: Response, target: Target) -> str | None:
        """The address to which an answer redirects if it spells the same page differently (http → https)."""
        if not 300 <= response.status < 400 or response.status == 304:
            return None
        location = read_location(response)
        if location == response.url or self._seed.identity(location) != self._seed.identity(target.url):
            return None
        return location if self._seed.in_scope(location) else None

    def locate_next_page(self, response: Response, target: Target, story: Story) -> tuple[str, Story] | None:
        """The next address of the same story, and the story up to there: the page that shows it whole, else the next one.
        None at its end."""
        if target.kind != "article" or response.status != 200 or story.aside or len(story.parts) >= MAX_PARTS:
            return None
        if story.parts and not self._read_page(response).is_article:
            return None  # a wall in place of a later page: read() says which
        if not story.parts:
            whole = single_view(response)
            if whole is not None and self._is_same_story(whole, target):
                return whole, Story(aside=(read_capture(response),))
        first = story.parts[0].url if story.parts else response.url
        following = next_part(first, response.url, read_links(response, self._seed))
        if following is None or not self._is_same_story(following, target):
            return None
        return following, Story((*story.parts, read_capture(response)))

    def read_links(self, response: Response, target: Target) -> tuple[str, ...]:
        """The addresses that a page names, without the further pages of its own story."""
        found = read_links(response, self._seed)
        if target.kind == "article":
            found = [url for url in found if not self._is_own_page(url, response, target)]
        return tuple(found)

    def read(self, response: Response, target: Target, story: Story) -> Visit:
        """What the last answer of a story, a list page or an answer without a page says."""
        result = read_status(response)
        if result is None:
            return self._read_body(response, target, story)
        if story.parts:
            reason = f"page {len(story.parts) + 1} of the story: {result.reason or response.status}"
            return Visit(Result(Outcome.FAILED, reason))
        if result.outcome is Outcome.MOVED:
            return Visit(result, links=(read_location(response),), depth=target.depth)
        return Visit(result, withdraws=result.outcome is Outcome.GONE)

    def _read_body(self, response: Response, target: Target, story: Story) -> Visit:
        visit = Visit(links=self.read_links(response, target), depth=target.depth + 1, was_read=True)
        if target.kind != "article":
            return visit._replace(result=self._read_list(response))
        pages = (*story.parts, read_capture(response))
        return self._read_story(visit._replace(pages=pages, aside=story.aside), target)

    def _read_story(self, visit: Visit, target: Target) -> Visit:
        found = [self._reader.read(page) for page in visit.pages]
        articles = [page.article for page in found]
        wall = next((article for article in articles if not article.is_article), None)
        if wall is not None:
            result = Result(Outcome.NOT_ARTICLE, ", ".join(wall.flags) or "no article was found")
            return visit._replace(result=result, withdraws="soft_404" in wall.flags and len(visit.pages) == 1)
        article = self._signed(join_parts(articles), visit.pages[0].url, target)
        if any(is_cut_page(page.body) for page in visit.pages):
            article = replace(article, flags=(*article.flags, "no_end"))
        return visit._replace(article=article, observation=found[0].observation)

    def _read_list(self, response: Response) -> Result:
        """A list page. One with few links is cleaned as well: walls come with status 200 too."""
        if sum(self._seed.in_scope(url) for url in read_links(response, self._seed)) < FEW_LINKS:
            wall = next((flag for flag in self._read_page(response).flags if flag in WALLS), None)
            if wall is not None:
                return Result(Outcome.NOT_ARTICLE, wall)
        return Result(Outcome.LIST)

    def _read_page(self, response: Response) -> Article:
        return self._reader.read(read_capture(response)).article

    def _signed(self, article: Article, url: str, target: Target) -> Article:
        """The article with the fields that only the seed of its site knows."""
        return replace(
            article,
            site=self._seed.name,
            article_id=self._seed.article_id(url) or self._seed.article_id(target.url),
            canonical_url=self._seed.canonical_url(url),
        )

    def _is_same_story(self, url: str, target: Target) -> bool:
        number = self._seed.article_id(url)
        return self._seed.in_scope(url) and number in (None, self._seed.article_id(target.url))

    def _is_own_page(self, url: str, response: Response, target: Target) -> bool:
        return is_further_page(url, response.url) and self._is_same_story(url, target)
