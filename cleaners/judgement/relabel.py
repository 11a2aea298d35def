"""The labels of a page with some lines made text, or taken out of it: new values, the labelled page stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaners.article import KEPT_LABELS, TEXT_LABELS, Label, Verdict
from cleaners.judgement.captions import label_captions
from cleaners.judgement.labels import Labelled, label_body, settle
from cleaners.judgement.missing import Run
from cleaners.judgement.reasons import PLACES
from cleaners.judgement.seen import Seen
from cleaners.judgement.zones import Zones
from cleaners.rules import Effect, Where

#: Labels of what belongs to an article: with its text go its facts, its people and its pictures.
_ITS_OWN = KEPT_LABELS | {Label.CAPTION, Label.DATE, Label.SOURCE, Label.BYLINE, Label.CREDIT, Label.ACCOUNT}


def with_text(seen: Seen, run: Run, rule: str) -> Labelled:
    """The labels with a run as a part of the body: what only its place had cut is labelled anew, as the body's lines are, and
    its text has the name of this rule."""
    labelled, hits = seen.labelled, seen.hits
    verdicts: list[Verdict | None] = list(labelled.verdicts)
    for index in range(run.first, run.end):
        verdict, hit = labelled.verdicts[index], hits[index]
        is_placed = verdict.rule in PLACES or verdict.rule in ("tail.picture", "head.picture")
        if index not in run.besides and (
            is_placed or (hit is not None and hit.where is Where.HEAD and hit.name == verdict.rule)
        ):
            verdicts[index] = None
        elif hit is not None and hit.effect is Effect.WIDGET and _heads_text(seen, index, run):
            verdicts[index] = Verdict(Label.SUBHEAD, rule)
    zones = Zones(labelled.zones.head, run.first, run.end, run.end)
    label_body(seen.outline, hits, zones, labelled.headline, verdicts)
    label_captions(seen.outline, run.first, run.end, verdicts, Verdict)
    for index in range(run.first, run.end):
        made, was = verdicts[index], labelled.verdicts[index]
        if was.label in TEXT_LABELS:
            verdicts[index] = was
        elif made is not None and made.rule == "body.text":
            verdicts[index] = Verdict(made.label, rule)
    return _labelled(labelled, verdicts, _wider(labelled.zones, run.first, run.end))


def _heads_text(seen: Seen, index: int, run: Run) -> bool:
    """Whether the line under a widget's heading is running text of the heading's own column: it heads that."""
    below = index + 1
    return (
        below < run.end
        and below not in run.besides
        and below in seen.loose
        and seen.columns.of(below) == seen.columns.of(index)
    )


def as_text(labelled: Labelled, lines: Sequence[int], rule: str) -> Labelled:
    """The labels with some lines as text, under the name of this rule."""
    verdicts: list[Verdict | None] = list(labelled.verdicts)
    for index in lines:
        verdicts[index] = Verdict(Label.BODY, rule)
    return _labelled(labelled, verdicts, _wider(labelled.zones, min(lines), max(lines) + 1))


def without(labelled: Labelled, lines: Iterable[int], rule: str, label: Label) -> Labelled:
    """The labels with some lines out of the article, under this label and the name of this rule."""
    verdicts: list[Verdict | None] = list(labelled.verdicts)
    verdict = Verdict(label, rule)
    for index in lines:
        if labelled.verdicts[index].label in _ITS_OWN or labelled.verdicts[index].rule == "body.link_line":
            verdicts[index] = verdict
    return _labelled(labelled, verdicts, labelled.zones)


def ended_at(labelled: Labelled, index: int) -> Labelled:
    """The labels of an article that ends before a block."""
    head, body, tail, end = labelled.zones
    return labelled._replace(zones=Zones(min(head, index), min(body, index), min(tail, index), min(end, index)))


def _wider(zones: Zones, first: int, end: int) -> Zones:
    head, body, tail, limit = zones
    return Zones(min(head, first), min(body, first), max(tail, end), max(limit, end))


def _labelled(labelled: Labelled, verdicts: list[Verdict | None], zones: Zones) -> Labelled:
    settled, places = settle(verdicts, Verdict(Label.OTHER, "outside"))
    return Labelled(settled, zones, labelled.headline, places)
