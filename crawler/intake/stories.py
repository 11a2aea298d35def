"""Read a story from pages that are there already, as the crawl reads it from those that it fetches."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from scrapy.http import HtmlResponse

from cleaners import Template
from crawler.archive.cleaning import PageReader
from crawler.intake.pages import Incoming
from crawler.site.seed import Seed
from crawler.spiders.stories import Story, StoryReader, Visit
from crawler.store.frontier import Target
from crawler.store.records import Capture
from crawler.store.templates import StoredTemplate


class Told(NamedTuple):
    """A story: what its pages say, the pages it was read from in order, and those that were not read. ``missing`` is the address
    of a page that was not there; then nothing was read."""

    visit: Visit | None
    pages: tuple[Incoming, ...] = ()
    aside: tuple[Incoming, ...] = ()
    missing: str | None = None


class PastReader:
    """Reads the stories of one site, each with the template of its time."""

    def __init__(self, seed: Seed, known: list[StoredTemplate], reader: PageReader) -> None:
        # Once for all pages: another template is another worker.
        self._templates = [(stored, stored.template.with_hints(seed.page)) for stored in known]
        self._hints = Template(seed.name, hints=seed.page) if seed.page is not None else None
        self._stories = StoryReader(seed, reader)

    def read(self, page: Incoming, find: Callable[[str, str], Incoming | None]) -> Told:
        """What a page and the further pages of its story say. ``find`` gives the page at an address, of about a time."""
        covering = (template for stored, template in self._templates if stored.covers(page.at))
        self._stories.use(next(covering, self._hints))
        target = Target(0, page.url or "", "article", 0, None, None)
        story, current = Story(), page
        pages: list[Incoming] = []
        aside: list[Incoming] = []
        while (following := self._stories.locate_next_page(_response(current), target, story)) is not None:
            url, grown = following
            (aside if len(grown.aside) > len(story.aside) else pages).append(current)
            found = find(url, page.at)
            if found is None:
                return Told(None, missing=url)
            story, current = grown, found
        visit = self._stories.read(_response(current), target, story)
        return Told(visit, (*pages, current), tuple(aside))


def capture_of(page: Incoming) -> tuple[Capture, str]:
    """A page in the form of the store, and its time."""
    return Capture(page.url or "", page.status, page.headers, page.body or b""), page.at


def _response(page: Incoming) -> HtmlResponse:
    # A saved page has no status; it was shown to somebody, so it is read as one that was served.
    return HtmlResponse(page.url or "", status=200, headers=page.headers, body=page.body or b"")
