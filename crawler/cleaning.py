"""Fetched pages read under the guard of `cleaners.workers`: a page that takes too long does not hold up the crawl.

The worker is a fresh interpreter: a fork would take the connections and locks of the store with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from cleaners import Article, clean
from cleaners.join import join_parts
from cleaners.workers import PAGE_SECONDS, Crew, Lost
from crawler.store.records import Capture


def clean_capture(page: Capture) -> Article:
    """The article of one response, without its blocks: nothing here needs them, and they are many to send."""
    return replace(clean(page.body, page.url, headers=page.headers), blocks=())


def clean_story(pages: list[Capture]) -> Article:
    """The article of a story, in whatever process; where one of its pages is none, that page, whose flags say why."""
    parts = [clean_capture(page) for page in pages]
    wall = next((part for part in parts if not part.is_article), None)
    return wall or join_parts(parts)


class PageReader:
    """The crawl's worker. It is started at once, so that it is ready when the first page comes."""

    def __init__(self, seconds: float = PAGE_SECONDS, work: Callable[[Capture], Article] = clean_capture) -> None:
        self._crew = Crew(work, seconds=seconds, fresh=True)
        self._crew.start()
        self.close = self._crew.close

    def read(self, page: Capture) -> Article:
        """The article of one response. A page that was given up is none, and its flag says why."""
        return found_or_lost(page, self._crew.one(page))


def clean_stories(stories: Iterable[list[Capture]], jobs: int) -> Iterator[Article]:
    """The articles of many stories, in order, by ``jobs`` processes."""
    with Crew(clean_story, jobs=jobs, fresh=True) as crew:
        for pages, answer in crew.run(stories):
            yield found_or_lost(pages[0], answer)


def found_or_lost(page: Capture, answer: Article | Lost) -> Article:
    """The answer, or an article that is none and says why."""
    return answer if isinstance(answer, Article) else Article(url=page.url, flags=(answer.flag,))
