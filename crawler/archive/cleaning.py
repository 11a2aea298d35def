"""Clean fetched pages in the workers of `cleaners.bulk.workers`: a page that takes too long does not block the crawl.

A worker is a fresh interpreter, since a fork would inherit the connections and locks of the store. It gets the template of
its site once; a changed template gets a new worker.
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
    """The article of a page, and how the page compares with a learned template (None without one)."""

    article: Article
    observation: Observation | None = None


class StoredStory(NamedTuple):
    """The stored responses of one story, its site, and its fetch time."""

    site: str
    fetched_at: str
    pages: list[Capture]


def read_capture(page: Capture, template: Template | None = None) -> PageRead:
    """Clean one response, in any process."""
    found = read(page.body, page.url, headers=page.headers, template=template)
    watched = template is not None and template.layouts
    return PageRead(found.article, observe(found, template) if watched and template is not None else None)


def clean_story(story: StoredStory, known: Mapping[str, list[StoredTemplate]] | None = None) -> Article:
    """Clean a story, in any process, with the template valid for its site when it was fetched. If one of its pages is not an
    article, the result is that page, and its flags give the reason."""
    template = template_of((known or {}).get(story.site, []), story.fetched_at)
    parts = [clean(page.body, page.url, headers=page.headers, template=template) for page in story.pages]
    wall = next((part for part in parts if not part.is_article), None)
    return wall or join_parts(parts)


class PageReader:
    """The worker of a crawl. It starts at once, to be ready for the first page."""

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
        """Clean one response. A page that was given up is not an article, and its flag gives the reason."""
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
    """Clean many stories with ``jobs`` processes, in order. ``known`` are the templates of their sites."""
    with Crew(partial(clean_story, known=known), jobs=jobs, fresh=True) as crew:
        for story, answer in crew.run(stories):
            yield found_or_lost(story.pages[0], answer)


def found_or_lost(page: Capture, answer: Article | Lost) -> Article:
    """The answer; for a lost page a result that is not an article, with the reason as its flag."""
    return answer if isinstance(answer, Article) else Article(url=page.url, flags=(answer.flag,))
