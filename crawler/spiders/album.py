"""The pictures of one run: which to request, when to stop, and what to store of each response."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol
from urllib.parse import urljoin

from scrapy.http import Response
from sqlalchemy import Connection, select

from cleaners import Article
from crawler.net.picture_kinds import picture_kind
from crawler.site.pictures import Pictures
from crawler.site.seed import Seed
from crawler.spiders.answers import Result, plain_headers, read_status
from crawler.store import pictures
from crawler.store.frontier import MAX_MOVES, Outcome
from crawler.store.pictures import PictureOutcome, PictureTarget
from crawler.store.records import read_record
from crawler.store.schema import articles

#: Maximum number of pictures passed to Scrapy at a time.
WINDOW = 4

#: Number of consecutive refusals after which a run requests no more pictures.
MAX_REFUSALS = 5

#: Maximum number of lost pictures named in a summary.
MAX_NAMED = 10

_TOO_LARGE = "the body is too large"  # by `crawler.net.middlewares.describe`

_OUTCOMES = {
    Outcome.GONE: PictureOutcome.GONE,
    Outcome.REFUSED: PictureOutcome.REFUSED,
    Outcome.OUT_OF_SCOPE: PictureOutcome.OUT_OF_SCOPE,
}


class Writing(Protocol):
    """Opens one transaction on the store of a run."""

    def __call__(self) -> AbstractContextManager[Connection]: ...


class Gallery(NamedTuple):
    """The result of a run for pictures: the number per outcome, the number waiting, hosts that the seed does not name with
    their numbers of pictures, and some lost pictures, each with the reason."""

    counts: dict[str, int]
    waiting: int
    strange_hosts: dict[str, int]
    lost: tuple[tuple[str, str], ...]


class Album:
    """The pictures of one run. ``stopped`` is the reason why no more are requested, or None."""

    def __init__(self, seed: Seed, wanted: Pictures, run_id: int, owner: str, lease: float, writing: Writing) -> None:
        self._seed, self._wanted = seed, wanted
        self._run_id, self._owner, self._lease = run_id, owner, lease
        self._writing = writing
        self._taken: dict[int, PictureTarget] = {}
        self._left = wanted.run
        self._refusals = 0
        self.stopped: str | None = None

    def begin(self, connection: Connection, *, alone: bool) -> None:
        """Return the pictures taken by a killed run. The first run that stores pictures records those of all stored
        articles."""
        if not pictures.is_pictured(connection, self._seed.name):
            known = select(articles.c.id, articles.c.revision).where(articles.c.site == self._seed.name)
            for row in connection.execute(known.order_by(articles.c.id)).all():
                record = json.loads(read_record(connection, row.id, row.revision))
                self._note_all(connection, row.id, [image["url"] for image in record["images"]])
        pictures.begin_pictures(connection, self._seed, alone=alone)

    def note(self, connection: Connection, url_id: int, outcome: Outcome, article: Article) -> None:
        """Record the pictures of an article that was just stored. Those of an unchanged article are known, even if their
        addresses differ this time."""
        if not article.images:
            return
        row = connection.scalar(select(articles.c.id).where(articles.c.url_id == url_id))
        if row is None or (outcome is Outcome.UNCHANGED and pictures.has_pictures(connection, row)):
            return
        self._note_all(connection, row, [image.url for image in article.images])

    def _note_all(self, connection: Connection, article_row: int, found: list[str]) -> None:
        pictures.note_pictures(connection, self._seed, article_row, found)

    # --- pictures in progress

    def take(self) -> list[PictureTarget]:
        """The next pictures to request; none if the byte budget of the run may not suffice for another one. Raises
        CloseSpider."""
        room = WINDOW - len(self._taken)
        # Pictures in progress may have the maximum size.
        affordable = self._left // self._wanted.each - len(self._taken)
        if self.stopped is not None or room <= 0:
            return []
        if affordable <= 0:
            if not self._taken:
                self.stopped = "limit"
            return []
        with self._writing() as connection:
            found = pictures.take_pictures(
                connection,
                self._seed.name,
                self._run_id,
                min(room, affordable),
                owner=self._owner,
                lease=self._lease,
            )
        self._taken |= {target.id: target for target in found}
        return found

    @property
    def largest(self) -> int:
        """Maximum size of one picture in bytes."""
        return self._wanted.each

    def in_hand(self) -> list[PictureTarget]:
        """The pictures taken that have no outcome yet."""
        return list(self._taken.values())

    def put_back(self, target: PictureTarget) -> None:
        """Release a picture; it waits for the next run."""
        self._taken.pop(target.id, None)

    def stop(self, reason: str) -> None:
        """Request no more pictures in this run. The first reason is kept."""
        self.stopped = self.stopped or reason

    def renew(self, connection: Connection) -> None:
        """Renew this run's leases, so that other crawls know that it is alive."""
        pictures.renew_pictures(connection, self._owner, self._lease)

    # --- outcomes

    def locate_move(self, response: Response, hops: int) -> str | None:
        """The target of a redirect, if it may be requested; None for any other response."""
        location = (response.headers.get("Location") or b"").decode("utf-8", "replace")
        if not 300 <= response.status < 400 or not location or hops >= MAX_MOVES:
            return None
        try:
            place = urljoin(response.url, location)
        except ValueError:
            return None
        return place if place != response.url and self._seed.may_request(place) else None

    def keep(self, target: PictureTarget, response: Response) -> None:
        """Store a picture, or the reason why the response is not one. Raises CloseSpider."""
        self._left -= len(response.body)
        result = read_status(response)
        if result is not None:
            self.fail(target, self._read_move(result) if result.outcome is Outcome.MOVED else result, response.status)
            return
        kind = picture_kind(response.body)
        if kind is None:
            self._lose(target, PictureOutcome.NOT_PICTURE, _what(response), response.status)
            return
        self._refusals = 0
        with self._writing() as connection:
            pictures.keep_picture(
                connection,
                target.id,
                self._run_id,
                response.body,
                kind,
                status=response.status,
                headers=plain_headers(response),
            )
        self.put_back(target)

    def _read_move(self, result: Result) -> Result:
        """The result of a redirect that is not followed."""
        scheme, _, rest = (result.reason or "").partition("://")
        if scheme not in ("http", "https"):
            return Result(Outcome.FAILED, f"redirects to {result.reason}, which is not a valid web address")
        if self._seed.may_request(result.reason or ""):
            return Result(Outcome.FAILED, f"more than {MAX_MOVES} redirects in a row")
        return Result(Outcome.OUT_OF_SCOPE, rest.partition("/")[0])

    def fail(self, target: PictureTarget, result: Result, status: int | None = None) -> None:
        """Store the reason why a picture was not fetched. Raises CloseSpider."""
        outcome = _OUTCOMES.get(result.outcome, PictureOutcome.FAILED)
        if result.reason == _TOO_LARGE:
            outcome = PictureOutcome.TOO_LARGE
            self._left -= self._wanted.each  # this much may have been transferred
        self._refusals = self._refusals + 1 if result.refuses else 0  # robots.txt does not count
        if self._refusals >= MAX_REFUSALS:
            self.stop("refused")
        self._lose(target, outcome, result.reason or str(outcome), status)

    def _lose(self, target: PictureTarget, outcome: PictureOutcome, reason: str, status: int | None) -> None:
        with self._writing() as connection:
            pictures.lose_picture(connection, target.id, self._run_id, outcome, reason, status)
        self.put_back(target)

    # --- the end of the run

    def end(self, connection: Connection) -> Gallery:
        """Release the pictures in progress and count the outcomes."""
        site = self._seed.name
        pictures.give_back(connection, site, owner=self._owner)
        lost = pictures.list_lost(connection, site, self._run_id, MAX_NAMED)
        return Gallery(
            pictures.count_pictures(connection, site, self._run_id),
            pictures.count_waiting(connection, site),
            pictures.count_strange_hosts(connection, site),
            tuple((row.url, row.reason or row.outcome) for row in lost),
        )


def _what(response: Response) -> str:
    kind = (response.headers.get("Content-Type") or b"").decode("latin-1").partition(";")[0].strip()
    return f"not a picture according to its first bytes ({kind or 'no type'}, {len(response.body)} bytes)"
