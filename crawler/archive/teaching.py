"""The template of a site during a crawl: learned after enough articles, used for every page, watched for drift.

The active template is read when the run begins. Every page is cleaned with it and compared with it. What is compared is kept
in the store, so that runs of a few pages see a redesign together. An alarm is stored with the first changed page, and stands
until the pages are again as they were or another template is active; meanwhile no other alarm sounds. After enough further
pages, a new template is learned from those pages alone and stored as a proposal, so that a redesign does not spoil the old one.
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

#: Pages since a drift after which a new template is proposed: of fewer pages that are all alike, ten that are not would still be
#: chance (`cleaners.learning.drift.misses_for_alarm`). If they teach none, it is tried again with twice as many.
PROPOSE_AFTER = 12

_log = getLogger(__name__)


class OnDrift(StrEnum):
    """The reaction of a run to an alarm: report it; report it and fail at the end, with an exit status of its own; end at once;
    or continue with the proposed template."""

    REPORT = "report"
    FAIL = "fail"
    STOP = "stop"
    ADOPT = "adopt"


@dataclass(slots=True)
class Standing:
    """An alarm that stands: the numbers of its rows; of the first changed page the number among those that were seen, the number
    of the capture, and when it was fetched; the template proposed after it; and how many pages after the first changed one
    the next proposal is tried."""

    ids: list[int]
    since: int
    capture: int | None
    since_at: str | None
    proposed: int | None = None
    next_try: int = PROPOSE_AFTER


@dataclass(slots=True)
class Teaching:
    """The knowledge of one run about the pages of its site. ``hints`` come from the seed; ``learns`` says whether templates are
    learned and used at all. ``drifts`` are the alarms of this run, ``proposed`` the template proposed in it."""

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
                # Stored, so that pages cleaned again later have the hints too.
                self._use(*templates.keep_hints(connection, self.site, self.hints, self.run_id))
            if not self._watches:
                self._learn_if_due(connection)
        elif self.hints is not None:
            self.template = Template(self.site, hints=self.hints)

    def see(self, connection: Connection, observation: Observation | None, capture_id: int, url: str) -> list[Drift]:
        """Note an article that was just stored, and how it compares with the template. Returns the alarms it raises, which are
        stored too."""
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
        """Read the watch again for the next page: what it saw was not stored."""
        self._watch = self._standing = None

    def is_used(self, template_id: int) -> bool:
        """Whether a stored template is the one that the run cleans with."""
        return template_id == self._template_id

    @property
    def _watches(self) -> bool:
        return self.template is not None and bool(self.template.layouts)

    def _use(self, template: Template, number: int) -> None:
        self.template = template.with_hints(self.hints)
        self._template_id = number
        self._watch = self._standing = None

    def _read(self, connection: Connection) -> tuple[Watch, Standing | None]:
        """The watch as the last page left it, of this run, of another one at the same time, or of an earlier one. It stays in
        memory, and is read again only if another run went on with it."""
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
        self._tried = True  # one attempt per run: one more page will not give dissimilar pages more in common
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
        """Whether a crawl may use a template: pages that were held out lost nothing by it, and it is of use."""
        _log.info("%s: %s", self.site, template.proof or "too few pages to validate a template")
        return template.proof is not None and template.proof.is_good

    def _tell(self, connection: Connection, alarms: list[Drift]) -> Standing:
        """Store an alarm: the fields that moved, since the first page of all."""
        ids = [
            templates.keep_drift(connection, self.site, self.run_id, alarm, since_at=alarm.since_at) for alarm in alarms
        ]
        self.drifts = [*self.drifts, *alarms]  # not in place: a run may go back to what it knew before
        for alarm in alarms:
            _log.warning(
                "%s: %s moved, since %s: %s → %s", self.site, alarm.field, alarm.first_url, alarm.old, alarm.new
            )
        first = alarms[0]
        return Standing(
            ids, first.since, templates.first_capture(connection, first.first_url, first.since_at), first.since_at
        )

    def _propose(self, connection: Connection, standing: Standing, seen: int) -> None:
        """Learn from the pages since the drift alone. A pending proposal stands."""
        waiting = templates.waiting_proposal(connection, self.site)
        if waiting is None or self.on_drift is OnDrift.ADOPT:
            sample = templates.sample_captures(connection, self.site, LEARN_FROM, first=standing.capture)
            template = self._learned([page for page, _ in sample])
            if template is None:
                standing.next_try = 2 * (seen - standing.since)  # the alarm stands
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
