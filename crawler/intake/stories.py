"""Read a story from pages that are available already, in the same way as a crawl reads it from pages that it fetches."""

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
    """A story: its article, the pages from which it was read in order, and the pages that were not used. ``missing`` is the
    address of a page that was not available; in this case, nothing was read."""

    visit: Visit | None
    pages: tuple[Incoming, ...] = ()
    aside: tuple[Incoming, ...] = ()
    missing: str | None = None


class PastReader:
    """Reads the stories of one site, each with the template of its time."""

    def __init__(self, seed: Seed, known: list[StoredTemplate], reader: PageReader) -> None:
        # Computed once for all pages, since a new template object requires a new worker.
        self._templates = [(stored, stored.template.with_hints(seed.page)) for stored in known]
        self._hints = Template(seed.name, hints=seed.page) if seed.page is not None else None
        self._stories = StoryReader(seed, reader)

    def read(self, page: Incoming, find: Callable[[str, str], Incoming | None]) -> Told:
        """Read a page and the further pages of its story. ``find`` returns the page at an address, from about a time."""
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
    # A saved page has no status, but was shown to a person, so it is read like one that was served.
    return HtmlResponse(page.url or "", status=200, headers=page.headers, body=page.body or b"")
