"""Fetched pages read under the guard of `cleaners.bulk.workers`: a page that takes too long does not hold up the crawl.

The worker is a fresh interpreter: a fork would take the connections and locks of the store with it. It is given its site's
template once, and another worker takes its place when the template changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from cleaners import Article, Template, clean
from cleaners.bulk.workers import PAGE_SECONDS, Crew, Lost
from cleaners.learning.drift import Observation, observe
from cleaners.pipeline import read
from cleaners.record.join import join_parts
from crawler.store.records import Capture
from crawler.store.templates import StoredTemplate, template_of


class PageRead(NamedTuple):
    """The article of a page, and what a learned template says of the page (None without one)."""

    article: Article
    observation: Observation | None = None


class StoredStory(NamedTuple):
    """The stored responses of one story, its site, and when it was fetched."""

    site: str
    fetched_at: str
    pages: list[Capture]


def read_capture(page: Capture, template: Template | None = None) -> PageRead:
    """Read one response, in whatever process."""
    found = read(page.body, page.url, headers=page.headers, template=template)
    watched = template is not None and template.layouts
    return PageRead(found.article, observe(found, template) if watched and template is not None else None)


def clean_story(story: StoredStory, known: Mapping[str, list[StoredTemplate]] | None = None) -> Article:
    """The article of a story, in whatever process, with the template that was true of its site when it was fetched; where
    one of its pages is none, that page, whose flags say why."""
    template = template_of((known or {}).get(story.site, []), story.fetched_at)
    parts = [clean(page.body, page.url, headers=page.headers, template=template) for page in story.pages]
    wall = next((part for part in parts if not part.is_article), None)
    return wall or join_parts(parts)


class PageReader:
    """The crawl's worker. It is started at once, so that it is ready when the first page comes."""

    def __init__(
        self,
        seconds: float = PAGE_SECONDS,
        template: Template | None = None,
        work: Callable[..., PageRead] = read_capture,
    ) -> None:
        self._seconds = seconds
        self._work = work
        self._template = template
        self._crew = self._start()

    def use(self, template: Template | None) -> None:
        """Read with another template from now on."""
        if template is not self._template:
            self._template = template
            self._crew.close()
            self._crew = self._start()

    def read(self, page: Capture) -> PageRead:
        """The article of one response. A page that was given up is none, and its flag says why."""
        answer = self._crew.one(page)
        return PageRead(found_or_lost(page, answer)) if isinstance(answer, Lost) else answer

    def close(self) -> None:
        """End the worker."""
        self._crew.close()

    def _start(self) -> Crew[Capture, PageRead]:
        crew: Crew[Capture, PageRead] = Crew(
            partial(self._work, template=self._template), seconds=self._seconds, fresh=True
        )
        crew.start()
        return crew


def clean_stories(
    stories: Iterable[StoredStory], jobs: int, known: Mapping[str, list[StoredTemplate]] | None = None
) -> Iterator[Article]:
    """The articles of many stories, in order, by ``jobs`` processes; ``known`` are the templates of their sites."""
    with Crew(partial(clean_story, known=known), jobs=jobs, fresh=True) as crew:
        for story, answer in crew.run(stories):
            yield found_or_lost(story.pages[0], answer)


def found_or_lost(page: Capture, answer: Article | Lost) -> Article:
    """The answer, or an article that is none and says why."""
    return answer if isinstance(answer, Article) else Article(url=page.url, flags=(answer.flag,))
