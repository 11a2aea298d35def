"""Import pages into the store, one transaction per page: determine the site and the story of each, and store its outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from cleaners.bulk.warc_pictures import ArchivedPicture
from cleaners.bulk.workers import PAGE_SECONDS
from crawler.archive.cleaning import PageReader
from crawler.archive.teaching import Teaching
from crawler.intake.pages import Incoming
from crawler.intake.pictures import keep_archived
from crawler.intake.spool import Spool
from crawler.intake.stories import PastReader, Told, capture_of
from crawler.site.parts import is_part_address
from crawler.site.seed import Seed
from crawler.store import Store, past, pictures, runs, templates
from crawler.store.frontier import Outcome


class Result(StrEnum):
    """The result for a page. ``earlier``: it became a revision before the newest; ``list_page``: its address is not an
    article's; ``part``: it was read as a later page of a story; ``incomplete``: another page of its story is missing."""

    NEW = "new"
    UPDATED = "updated"
    EARLIER = "earlier"
    UNCHANGED = "unchanged"
    PART = "part"
    NOT_ARTICLE = "not_article"
    LIST_PAGE = "list_page"
    OUT_OF_SCOPE = "out_of_scope"
    INCOMPLETE = "incomplete"
    NO_ADDRESS = "no_address"
    UNREADABLE = "unreadable"


#: Results of pages with an article of one of the sites.
TAKEN = (Result.NEW, Result.UPDATED, Result.EARLIER, Result.UNCHANGED)

#: Results of pages that could not be imported because something is missing.
WANTING = (Result.INCOMPLETE, Result.NO_ADDRESS, Result.UNREADABLE)


#: Maximum number of pages per result that are named in messages; the others are only counted.
MAX_NAMED = 20

_WORDS = {"bad_line": "not a JSON object with a page"}


class Said(NamedTuple):
    """A page's name for messages, its result, and the reason (None if there is nothing to say)."""

    origin: str
    result: Result
    reason: str | None = None


class _Site:
    """The state of one seed during an import. A site with a template has a worker of its own, since a worker holds only one
    template."""

    def __init__(self, store: Store, seed: Seed, version: str, seconds: float, shared: PageReader) -> None:
        self.seed = seed
        self.counts: Counter[Result] = Counter()
        with store.write() as connection:
            self.run_id, self.resumed = runs.open_run(connection, seed.name, version, past.IMPORT)
            known = templates.valid_templates(connection, seed.name)
        self._own = PageReader(seconds) if known or seed.page is not None else None
        self.reader = PastReader(seed, known, self._own or shared)

    def close(self) -> None:
        """End the site's own worker."""
        if self._own is not None:
            self._own.close()


class Intake:
    """Imports pages. ``said`` contains the messages about single pages, ``counts`` the number of pages per result,
    ``kept_pictures`` the number of stored pictures. Nothing is fetched.

    The pages may come in any order, and repeatedly: the same pages lead to the same store.
    """

    def __init__(
        self, store: Store, seeds: Sequence[Seed], version: str, url: str | None = None, seconds: float = PAGE_SECONDS
    ) -> None:
        """``url`` is the address of a page that does not state one. The constructor does not raise StoreError, but later writes
        do."""
        self._store, self._seeds, self._version, self._url = store, seeds, version, url
        self._seconds = seconds
        self._reader = PageReader(seconds)
        self._sites: dict[str, _Site] = {}
        self._waiting, self._parts = Spool(), Spool()
        self.said: list[Said] = []
        self.counts: Counter[Result] = Counter()
        self.kept_pictures = 0
        self._named: Counter[Result] = Counter()

    @property
    def resumed(self) -> bool:
        """Whether this continues an earlier import of one of the sites that was killed."""
        return any(site.resumed for site in self._sites.values())

    def take(self, page: Incoming) -> None:
        """Import a page, or keep it until the other pages of its story are there. Raises StoreError."""
        if page.body is None or not page.body.strip():
            flag = next(iter(page.flags), "empty").removeprefix("unreadable: ")
            self._say(page, Result.UNREADABLE, _WORDS.get(flag, flag))
        elif "truncated" in page.flags:  # a crawl does not store incomplete pages either
            self._say(page, Result.UNREADABLE, "cut off, or larger than the limit for a page")
        else:
            self._place(self._with_address(page, page.body))

    def take_waiting(self) -> None:
        """Import the pages that wait for others, after all pages have come. Raises StoreError."""
        for page in self._waiting.unused():
            self._read(page, self._site_of(page), is_last_try=True)
        for page in self._parts.unused():
            self._take_alone(page)

    def learn(self) -> list[str]:
        """Learn a template for each site that has none but enough stored articles, as a crawl does when it begins. Returns the
        names of the sites with a new template. Raises StoreError."""
        taught = []
        for site in self._sites.values():
            with self._store.write() as connection:
                before = templates.active_template(connection, site.seed.name)
                teaching = Teaching(site.seed.name, site.run_id, hints=site.seed.page, learns=site.seed.learn)
                teaching.begin(connection)
                after = templates.active_template(connection, site.seed.name)
            if after is not None and (before is None or before.id != after.id):
                taught.append(site.seed.name)
        return taught

    def finish(self) -> None:
        """Close the runs. Raises StoreError."""
        with self._store.write() as connection:
            for site in self._sites.values():
                runs.close_run(connection, site.run_id, "finished", {str(key): n for key, n in site.counts.items()})

    @property
    def largest_picture(self) -> int | None:
        """Maximum size of a picture for any of the sites, in bytes; None if none of them stores pictures."""
        sizes = [site.seed.pictures.each for site in self._sites.values() if site.seed.pictures is not None]
        return max(sizes, default=None)

    def take_picture(self, picture: ArchivedPicture) -> None:
        """Store a picture for the articles that show it, after all pages were imported. Raises StoreError."""
        for site in self._sites.values():
            wanted = site.seed.pictures
            if wanted is not None and len(picture.body or b"") <= wanted.each:
                self.kept_pictures += keep_archived(self._store, site.seed.name, site.run_id, picture)

    def close(self) -> None:
        """End the workers. Unfinished runs are continued by the next import."""
        for site in self._sites.values():
            site.close()
        self._reader.close()
        self._waiting.close()
        self._parts.close()

    def _with_address(self, page: Incoming, body: bytes) -> Incoming:
        """A page with an address: from its archive, from the operator, or from its own head."""
        if page.url or self._url:
            return page._replace(url=page.url or self._url)
        (capture, _) = capture_of(page._replace(body=body))
        return page._replace(url=self._reader.read(capture).article.canonical_url)

    def _place(self, page: Incoming) -> None:
        site = self._site_of(page)
        if page.url is None:
            self._say(page, Result.NO_ADDRESS, "it does not state its address (for a single page, use --url)")
        elif site is None:
            self._say(page, Result.OUT_OF_SCOPE, page.url)
        elif is_part_address(page.url):
            self._parts.put(_key(site.seed, page.url), page)
        else:
            self._read(page, site, is_last_try=False)

    def _site_of(self, page: Incoming) -> _Site | None:
        seed = next((seed for seed in self._seeds if page.url is not None and seed.in_scope(page.url)), None)
        if seed is None:
            return None
        if seed.name not in self._sites:
            self._sites[seed.name] = _Site(self._store, seed, self._version, self._seconds, self._reader)
        return self._sites[seed.name]

    def _take_alone(self, page: Incoming) -> None:
        """Import a page whose address is that of a later page of a story, but to which no other page led. Some sites number
        whole articles in the same way; but if the number is a parameter, the address without it is the article's."""
        site = self._site_of(page)
        if page.url is not None and not is_part_address(page.url.partition("?")[0]):
            self._say(page, Result.INCOMPLETE, f"none of the given pages links to {page.url}")
        else:
            self._read(page, site, is_last_try=True)

    def _read(self, page: Incoming, site: _Site | None, *, is_last_try: bool) -> None:
        assert site is not None
        assert page.url is not None
        assert page.body is not None
        if not site.seed.is_article(page.url):
            self._say(page, Result.LIST_PAGE, page.url)
            return
        if self._is_stored(page, site):
            self._say(page, Result.UNCHANGED)
            return
        told = site.reader.read(page, lambda url, at: self._parts.find(_key(site.seed, url), at))
        if told.visit is not None:
            self._keep(page, site, told)
        elif is_last_try:
            self._say(page, Result.INCOMPLETE, f"{told.missing} belongs to the story, but is not among the given pages")
        else:
            self._waiting.put(page.url, page)

    def _is_stored(self, page: Incoming, site: _Site) -> bool:
        """Whether exactly this page was stored before, by an import that was killed or by a crawl."""
        assert page.url is not None
        assert page.body is not None
        with self._store.read() as connection:
            row = past.find_url(connection, site.seed.name, site.seed.identity(page.url))
            if row is None or not past.is_kept(connection, row.id, page.body, page.at):
                return False
        with self._store.write() as connection:
            past.note_outcome(connection, row.id, site.run_id, Outcome.UNCHANGED, None, page.at)
        return True

    def _keep(self, page: Incoming, site: _Site, told: Told) -> None:
        assert told.visit is not None
        assert page.url is not None
        article, reason = told.visit.article, told.visit.result.reason if told.visit.result is not None else None
        seed, url = site.seed, page.url
        with self._store.write() as connection:
            row = past.find_url(connection, seed.name, seed.identity(url))
            url_id = (
                row.id
                if row is not None
                else past.add_url(
                    connection, seed.name, seed.identity(url), seed.clean_url(url), site.run_id,
                    depth=seed.depth + 1, fetched_at=page.at,
                )
            )  # fmt: skip
            first = past.keep_past_captures(
                connection, url_id, site.run_id, [*map(capture_of, told.pages)], [*map(capture_of, told.aside)]
            )
            outcome: Outcome | str = Outcome.NOT_ARTICLE
            if article is not None:
                outcome = past.keep_past_article(
                    connection, url_id, site.run_id, first, seed.name, article, page.at, is_saved=not page.status
                )
                if seed.pictures is not None:
                    row_id = past.find_article(connection, url_id)
                    pictures.note_pictures(connection, seed, row_id, [image.url for image in article.images])
            noted = Outcome.UNCHANGED if outcome == past.EARLIER else Outcome(outcome)
            past.note_outcome(connection, url_id, site.run_id, noted, reason, page.at)
        self._say(page, Result(outcome), reason)
        for other in (*told.pages, *told.aside):
            if other is not page:
                self._say(other, Result.PART)

    def _say(self, page: Incoming, result: Result, reason: str | None = None) -> None:
        self.counts[result] += 1
        if (site := self._site_of(page)) is not None:
            site.counts[result] += 1
        self._named[result] += reason is not None
        if reason is not None and self._named[result] <= MAX_NAMED:
            self.said.append(Said(page.origin, result, reason))


def _key(seed: Seed, url: str) -> str:
    """An address without its scheme and without tracking parameters."""
    return seed.clean_url(url).partition("://")[2]
