"""The template of a site during a crawl: learned after enough articles, used for every page, watched for drift.

The active template is read when the run begins. Every page is cleaned with it and compared with it. The comparisons are stored,
so that several short runs detect a redesign together. An alarm is stored with the first changed page, and remains until pages
match again or another template is active; no other alarm is raised meanwhile. After enough further pages, a new template is
learned from those pages alone and stored as a proposal, so that pages of the old design do not affect it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from logging import getLogger

from sqlalchemy import Connection

from cleaners.learning.drift import Drift, Observation, Watch
from cleaners.learning.learning import learn_layouts
from cleaners.template.layout import Layout, Template, TemplateError
from crawler.store import templates, watches
from crawler.store.database import now
from crawler.store.records import Capture

#: Minimum number of stored articles for learning a template, and the number of newest articles it is learned from.
LEARN_AFTER = 20
LEARN_FROM = 50

#: Number of pages after a drift at which a new template is proposed. Even ten different pages among fewer could be chance
#: (`cleaners.learning.drift.misses_for_alarm`). If no template can be learned from them, the next attempt is made at twice as
#: many.
PROPOSE_AFTER = 12

_log = getLogger(__name__)


class OnDrift(StrEnum):
    """The reaction of a run to an alarm: report it; report it and fail at the end, with a separate exit status; stop
    immediately; or continue with the proposed template."""

    REPORT = "report"
    FAIL = "fail"
    STOP = "stop"
    ADOPT = "adopt"


@dataclass(slots=True)
class Standing:
    """An active alarm: the numbers of its rows; for the first changed page its number among all pages seen, the number of its
    capture, and the time of its fetch; the template proposed afterwards; and the number of pages, counted from the first
    changed one, at which the next proposal is attempted."""

    ids: list[int]
    since: int
    capture: int | None
    since_at: str | None
    proposed: int | None = None
    next_try: int = PROPOSE_AFTER


@dataclass(slots=True)
class Teaching:
    """What one run knows about the pages of its site. ``hints`` come from the seed; ``learns`` says whether templates are
    learned and used at all. ``drifts`` are the alarms of this run, ``proposed`` is the template proposed in it."""

    site: str
    run_id: int
    hints: Layout | None = None
    learns: bool = True
    on_drift: OnDrift = OnDrift.REPORT
    template: Template | None = None
    drifts: list[Drift] = field(default_factory=list)
    proposed: int | None = None
    _template_id: int | None = None
    _tried: bool = False
    _watch: Watch | None = None
    _standing: Standing | None = None

    def begin(self, connection: Connection) -> None:
        """Read the active template; learn one if there is none and enough pages are stored."""
        if self.learns:
            stored = templates.active_template(connection, self.site)
            if stored is not None:
                self._use(stored.template, stored.id)
            elif self.hints is not None:
                # Stored so that pages that are cleaned again later use the hints, too.
                self._use(*templates.keep_hints(connection, self.site, self.hints, self.run_id))
            if not self._watches:
                self._learn_if_due(connection)
        elif self.hints is not None:
            self.template = Template(self.site, hints=self.hints)

    def see(self, connection: Connection, observation: Observation | None, capture_id: int, url: str) -> list[Drift]:
        """Record an article that was just stored, and its comparison with the template. Returns the alarms that it raises,
        which are stored, too."""
        if not self.learns:
            return []
        if not self._watches:
            self._learn_if_due(connection)
            return []
        if observation is None:
            return []
        watch, standing = self._read(connection)
        stood = bool(watch.told)
        alarms = watch.see(observation, url, templates.fetch_time(connection, capture_id) or now())
        if not watch.told:
            standing = None
        elif not stood:
            standing = self._tell(connection, alarms)
        if standing is not None and standing.proposed is None and watch.seen - standing.since >= standing.next_try:
            self._propose(connection, standing, watch.seen)
        self._keep(connection, watch, standing)
        return [] if stood else alarms

    def forget(self) -> None:
        """Read the watch again for the next page: its last observations were not stored."""
        self._watch = self._standing = None

    def is_used(self, template_id: int) -> bool:
        """Whether the run cleans with this stored template."""
        return template_id == self._template_id

    @property
    def _watches(self) -> bool:
        return self.template is not None and bool(self.template.layouts)

    def _use(self, template: Template, number: int) -> None:
        self.template = template.with_hints(self.hints)
        self._template_id = number
        self._watch = self._standing = None

    def _read(self, connection: Connection) -> tuple[Watch, Standing | None]:
        """The watch after the last page of this run, of a concurrent one, or of an earlier one. It stays in memory, and is read
        again only if another run continued it."""
        assert self.template is not None
        assert self._template_id is not None
        if self._watch is None or self._watch.seen != watches.count_seen(connection, self.site, self._template_id):
            self._watch, self._standing = Watch(self.template), None
            kept = watches.read_watch(connection, self.site, self._template_id)
            if kept is not None:
                self._watch = Watch.resume(self.template, kept)
                self._standing = Standing(**kept["standing"]) if kept["standing"] else None
        return self._watch, self._standing

    def _keep(self, connection: Connection, watch: Watch, standing: Standing | None) -> None:
        if watch.template is not self.template or self._template_id is None:
            return
        self._standing = standing
        kept = asdict(standing) if standing is not None else None
        watches.keep_page(connection, self.site, self._template_id, watch.newest(), sorted(watch.told), kept)

    def _learn_if_due(self, connection: Connection) -> None:
        """Learn a template if enough articles are stored."""
        if self._tried or templates.count_articles(connection, self.site, LEARN_AFTER) < LEARN_AFTER:
            return
        self._tried = True  # one attempt per run: dissimilar pages have no more in common with one page added
        sample = [page for page, _ in templates.sample_captures(connection, self.site, LEARN_FROM)]
        template = self._learned(sample)
        if template is None or not self._is_proven(template):
            return
        taught = template.with_hints(self.hints)
        number = templates.keep_template(
            connection, self.site, taught, templates.ACTIVE, run_id=self.run_id, replaces=True
        )
        _log.info("%s: a template was learned from %d articles", self.site, template.pages)
        self._use(template, number)

    def _learned(self, pages: list[Capture]) -> Template | None:
        try:
            return learn_layouts([(page.body, page.url) for page in pages], self.site)
        except TemplateError as error:
            _log.info("%s: no template: %s", self.site, error)
            return None

    def _is_proven(self, template: Template) -> bool:
        """Whether a crawl may use a template: held-out pages lost nothing by it, and it is useful."""
        _log.info("%s: %s", self.site, template.proof or "too few pages to validate a template")
        return template.proof is not None and template.proof.is_good

    def _tell(self, connection: Connection, alarms: list[Drift]) -> Standing:
        """Store an alarm: the fields that moved. Page numbers count from the very first page."""
        ids = [
            templates.keep_drift(connection, self.site, self.run_id, alarm, since_at=alarm.since_at) for alarm in alarms
        ]
        self.drifts = [*self.drifts, *alarms]  # a new list: the run may restore its former state
        for alarm in alarms:
            _log.warning(
                "%s: %s moved, since %s: %s → %s", self.site, alarm.field, alarm.first_url, alarm.old, alarm.new
            )
        first = alarms[0]
        return Standing(
            ids, first.since, templates.first_capture(connection, first.first_url, first.since_at), first.since_at
        )

    def _propose(self, connection: Connection, standing: Standing, seen: int) -> None:
        """Learn a template from the pages since the drift alone. A pending proposal is kept."""
        waiting = templates.waiting_proposal(connection, self.site)
        if waiting is None or self.on_drift is OnDrift.ADOPT:
            sample = templates.sample_captures(connection, self.site, LEARN_FROM, first=standing.capture)
            template = self._learned([page for page, _ in sample])
            if template is None:
                standing.next_try = 2 * (seen - standing.since)  # the alarm remains
                return
            waiting = self._keep_proposal(connection, template, standing.since_at)
        self.proposed = standing.proposed = waiting
        templates.propose(connection, standing.ids, waiting)

    def _keep_proposal(self, connection: Connection, template: Template, since: str | None) -> int:
        adopted = self.on_drift is OnDrift.ADOPT and self._is_proven(template)
        state = templates.ACTIVE if adopted else templates.PROPOSED
        number = templates.keep_template(connection, self.site, template, state, run_id=self.run_id, valid_from=since)
        _log.warning("%s: template %d was learned from %d pages since then", self.site, number, template.pages)
        if adopted:
            self._use(template, number)
        return number
