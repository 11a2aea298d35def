"""Clean fetched pages in the workers of `cleaners.bulk.workers`, so that a slow page does not block the crawl.

A worker is a fresh interpreter, since a fork would inherit the connections and locks of the store. It receives the template of
its site once; a changed template gets a new worker.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
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
    """The article of a page, and its comparison with a learned template (None without one). If the page is a whole story,
    ``markdown`` is the article as Markdown; the article then has no blocks, since nothing else needs them."""

    article: Article
    observation: Observation | None = None
    markdown: str | None = None


class StoredStory(NamedTuple):
    """The stored responses of one story, its site, and its fetch time."""

    site: str
    fetched_at: str
    pages: list[Capture]


def read_capture(page: Capture, template: Template | None = None) -> PageRead:
    """Clean one response, in a worker or in this process."""
    found = read(page.body, page.url, headers=page.headers, template=template)
    watched = template is not None and template.layouts
    return PageRead(found.article, observe(found, template) if watched and template is not None else None)


def clean_story(story: StoredStory, known: Mapping[str, list[StoredTemplate]] | None = None) -> Article:
    """Clean a story, in a worker or in this process, with the template that was valid for its site when it was fetched. If one
    of its pages is not an article, the result is that page, and its flags give the reason."""
    template = template_of((known or {}).get(story.site, []), story.fetched_at)
    parts = [clean(page.body, page.url, headers=page.headers, template=template) for page in story.pages]
    wall = next((part for part in parts if not part.is_article), None)
    return wall or join_parts(parts)


class _Task(NamedTuple):
    """A page for the worker, and whether it is a whole story."""

    page: Capture
    is_whole: bool


def _answer(task: _Task, work: Callable[..., PageRead], template: Template | None) -> PageRead:
    found = work(task.page, template=template)
    if not task.is_whole or not found.article.is_article:
        return found
    # A page has about a hundred blocks. Sending them to another process takes longer than writing the Markdown.
    return found._replace(markdown=found.article.to_markdown(), article=replace(found.article, blocks=()))


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
        """Use another template from now on."""
        if template is not self._template:
            self._template = template
            self._crew.close()
            self._crew = self._start()

    def read(self, page: Capture, *, is_whole: bool = False) -> PageRead:
        """Clean one response. A page that was abandoned is not an article, and its flag gives the reason. ``is_whole`` says
        that the page is a whole story; the result then has Markdown instead of blocks."""
        answer = self._crew.one(_Task(page, is_whole))
        return PageRead(found_or_lost(page, answer)) if isinstance(answer, Lost) else answer

    def close(self) -> None:
        """End the worker."""
        self._crew.close()

    def _start(self) -> Crew[_Task, PageRead]:
        work = partial(_answer, work=self._work, template=self._template)
        crew: Crew[_Task, PageRead] = Crew(work, seconds=self._seconds, fresh=True)
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
    """The worker's article; for a lost page a result that is not an article, with the reason as its flag."""
    return answer if isinstance(answer, Article) else Article(url=page.url, flags=(answer.flag,))
