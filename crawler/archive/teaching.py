"""The template of a site during a crawl: learned after enough articles, used for every page, watched for drift.

The active template is read when the run begins. Every page is cleaned with it and compared with it. An alarm is stored
with the first changed page. After enough further pages, a new template is learned from those pages alone and stored as a
proposal, so that a redesign does not spoil the old template.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from logging import getLogger
from typing import NamedTuple

from sqlalchemy import Connection

from cleaners.learning.drift import WINDOW, Drift, Observation, Watch
from cleaners.learning.learning import learn_layouts
from cleaners.template.layout import Layout, Template, TemplateError
from crawler.store import templates
from crawler.store.database import now
from crawler.store.records import Capture, read_captures

#: Minimum number of stored articles for learning a template, and the number of newest articles it is learned from.
LEARN_AFTER = 20
LEARN_FROM = 50

#: Pages since a drift after which a new template is proposed.
PROPOSE_AFTER = WINDOW

_log = getLogger(__name__)


class OnDrift(StrEnum):
    """The reaction of a run to an alarm: report it; report it and fail at the end, with an exit status of its own; end at once;
    or continue with the proposed template."""

    REPORT = "report"
    FAIL = "fail"
    STOP = "stop"
    ADOPT = "adopt"


class _Seen(NamedTuple):
    """An article of this run: its position among the watched ones, its capture and its time."""

    position: int
    capture_id: int
    at: str


@dataclass(slots=True)
class Teaching:
    """The knowledge of one run about the pages of its site. ``hints`` come from the seed; ``learns`` says whether templates are
    learned and used at all."""

    site: str
    run_id: int
    hints: Layout | None = None
    learns: bool = True
    on_drift: OnDrift = OnDrift.REPORT
    template: Template | None = None
    drifts: list[Drift] = field(default_factory=list)
    proposed: int | None = None
    _watch: Watch | None = None
    _tried: bool = False
    _ids: list[int] = field(default_factory=list)
    _pages: deque[_Seen] = field(default_factory=lambda: deque(maxlen=LEARN_FROM))
    _since: _Seen | None = None

    def begin(self, connection: Connection) -> None:
        """Read the active template; learn one if there is none and enough pages are stored."""
        if self.learns:
            stored = templates.active_template(connection, self.site)
            known = stored.template if stored is not None else None
            if known is None and self.hints is not None:
                # Stored, so that pages cleaned again later have the hints too.
                known = templates.keep_hints(connection, self.site, self.hints, self.run_id)
            self._use(known)
            if self._watch is None:
                self._learn_if_due(connection)
        elif self.hints is not None:
            self.template = Template(self.site, hints=self.hints)

    def see(self, connection: Connection, observation: Observation | None, capture_id: int, url: str) -> list[Drift]:
        """Note an article that was just stored, and how it compares with the template. Returns the alarms it raises, which are
        stored too."""
        if not self.learns:
            return []
        if self._watch is None or self.template is None:
            self._learn_if_due(connection)
            return []
        if observation is not None:
            self._pages.append(_Seen(self._watch.seen, capture_id, now()))
        alarms = self._watch.see(observation, url)
        for alarm in alarms:
            self._tell(connection, alarm)
        if self._since is not None and self.proposed is None:
            self._propose(connection)
        return alarms

    def _use(self, template: Template | None) -> None:
        if template is not None:
            self.template = template.with_hints(self.hints)
            self._watch = Watch(self.template) if template.layouts else None

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
        templates.keep_template(connection, self.site, taught, templates.ACTIVE, run_id=self.run_id, replaces=True)
        _log.info("%s: a template was learned from %d articles", self.site, template.pages)
        self._use(template)

    def _learned(self, pages: list[Capture]) -> Template | None:
        try:
            return learn_layouts([(page.body, page.url) for page in pages], self.site)
        except TemplateError as error:
            _log.info("%s: no template: %s", self.site, error)
            return None

    def _is_proven(self, template: Template) -> bool:
        """Whether a crawl may use a template: pages that were held out lost nothing by it, and it is of use."""
        _log.info("%s: %s", self.site, template.proof or "too few pages to prove a template on")
        return template.proof is not None and template.proof.is_good

    def _tell(self, connection: Connection, alarm: Drift) -> None:
        first = next((page for page in self._pages if page.position >= alarm.since), self._pages[-1])
        self._since = min(self._since or first, first)
        self._ids.append(templates.keep_drift(connection, self.site, self.run_id, alarm, since_at=first.at))
        self.drifts.append(alarm)
        _log.warning("%s: %s moved, since %s: %s → %s", self.site, alarm.field, alarm.first_url, alarm.old, alarm.new)

    def _propose(self, connection: Connection) -> None:
        """Learn from the pages since the drift alone, once there are enough. A pending proposal stands."""
        assert self._since is not None
        since = [page.capture_id for page in self._pages if page.position >= self._since.position]
        if len(since) < PROPOSE_AFTER:
            return
        self.proposed = templates.waiting_proposal(connection, self.site)
        if self.proposed is None or self.on_drift is OnDrift.ADOPT:
            template = self._learned([read_captures(connection, capture_id)[0] for capture_id in since])
            if template is None:
                self._since = None  # nothing to propose: the alarm stands
                return
            self.proposed = self._keep(connection, template, self._since.at)
        templates.propose(connection, self._ids, self.proposed)

    def _keep(self, connection: Connection, template: Template, since: str) -> int:
        adopted = self.on_drift is OnDrift.ADOPT and self._is_proven(template)
        state = templates.ACTIVE if adopted else templates.PROPOSED
        number = templates.keep_template(connection, self.site, template, state, run_id=self.run_id, valid_from=since)
        _log.warning("%s: template %d was learned from %d pages since then", self.site, number, template.pages)
        if adopted:
            self._pages.clear()
            self._use(template)
        return number
