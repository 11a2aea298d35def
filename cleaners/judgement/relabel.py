"""The labels of a page with some lines made text, or taken out of it: new values, the labelled page stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cleaners.judgement.body import label_body
from cleaners.judgement.captions import label_captions
from cleaners.judgement.labels import Labelled
from cleaners.judgement.missing import Run
from cleaners.judgement.runs import settle
from cleaners.judgement.seen import Seen
from cleaners.judgement.verdicts import BODY, HEAD_IMAGE, LINK_LINE, OUTSIDE, RUN_PICTURE, SUBHEAD, Verdicts
from cleaners.judgement.zones import Zones
from cleaners.rules import Where
from cleaners.values import KEPT_LABELS, TEXT_LABELS, Label, Verdict

#: Labels of what belongs to an article: with its text go its facts, its people and its pictures.
_ITS_OWN = KEPT_LABELS | {Label.CAPTION, Label.DATE, Label.SOURCE, Label.BYLINE, Label.CREDIT, Label.ACCOUNT}
_PICTURES = (HEAD_IMAGE.rule, RUN_PICTURE)


def with_text(seen: Seen, run: Run, rule: str) -> Labelled:
    """The labels with a run as a part of the body: what only its place had cut is labelled anew, as the body's lines are, and
    its text has the name of this rule."""
    labelled = seen.labelled
    verdicts = Verdicts(len(seen.blocks))
    verdicts.rows = [None if _is_open(seen, run, index) else said for index, said in enumerate(labelled.verdicts)]
    zones = Zones(labelled.zones.head, run.first, run.end, run.end)
    verdicts.add(label_body(seen.outline, seen.hits, zones, verdicts.rows))
    verdicts.correct(_not_text(labelled, label_captions(seen.outline, run.first, run.end, verdicts.rows)))
    verdicts.correct(_named(labelled, verdicts.rows, run, rule))
    verdicts.correct({index: Verdict(Label.SUBHEAD, rule) for index in _headings(seen, run)})
    return _labelled(labelled, verdicts, _wider(labelled.zones, run.first, run.end))


def _is_open(seen: Seen, run: Run, index: int) -> bool:
    """Whether a line of a run is labelled anew: its place had cut it, or it is a fact of the head in the body."""
    if not run.first <= index < run.end or index in run.besides:
        return False
    verdict, hit = seen.verdicts[index], seen.hits[index]
    if hit is not None:
        return hit.where is Where.HEAD and hit.name == verdict.rule
    return verdict.rule in _PICTURES or seen.is_placed(index)


def _not_text(labelled: Labelled, said: Mapping[int, Verdict]) -> dict[int, Verdict]:
    """Those of some verdicts that are of no line of the text: what was text before is no caption now."""
    return {index: verdict for index, verdict in said.items() if labelled.verdicts[index].label not in TEXT_LABELS}


def _named(labelled: Labelled, rows: Sequence[Verdict | None], run: Run, rule: str) -> dict[int, Verdict]:
    """The run's new text, under the name of this rule."""
    return {
        index: Verdict(said.label, rule)
        for index, said in enumerate(rows[run.first : run.end], run.first)
        if said in (BODY, SUBHEAD) and said is not None and labelled.verdicts[index].label not in TEXT_LABELS
    }


def _headings(seen: Seen, run: Run) -> list[int]:
    """The headings of widgets in a run that head running text of their own column: they are subheads."""
    return [
        index
        for index in range(run.first, run.end - 1)
        if seen.is_widget(index)
        and index + 1 not in run.besides
        and index + 1 in seen.loose
        and seen.columns.of(index + 1) == seen.columns.of(index)
    ]


def as_text(labelled: Labelled, lines: Sequence[int], rule: str) -> Labelled:
    """The labels with some lines as text, under the name of this rule."""
    verdicts = Verdicts(0)
    verdicts.rows = list(labelled.verdicts)
    verdicts.correct(dict.fromkeys(lines, Verdict(Label.BODY, rule)))
    return _labelled(labelled, verdicts, _wider(labelled.zones, min(lines), max(lines) + 1))


def without(labelled: Labelled, lines: Iterable[int], rule: str, label: Label) -> Labelled:
    """The labels with some lines out of the article, under this label and the name of this rule."""
    verdicts = Verdicts(0)
    verdicts.rows = list(labelled.verdicts)
    given = labelled.verdicts
    out = [index for index in lines if given[index].label in _ITS_OWN or given[index] == LINK_LINE]
    verdicts.correct(dict.fromkeys(out, Verdict(label, rule)))
    return _labelled(labelled, verdicts, labelled.zones)


def ended_at(labelled: Labelled, index: int) -> Labelled:
    """The labels of an article that ends before a block."""
    head, body, tail, end = labelled.zones
    return labelled._replace(zones=Zones(min(head, index), min(body, index), min(tail, index), min(end, index)))


def _wider(zones: Zones, first: int, end: int) -> Zones:
    head, body, tail, limit = zones
    return Zones(min(head, first), min(body, first), max(tail, end), max(limit, end))


def _labelled(labelled: Labelled, verdicts: Verdicts, zones: Zones) -> Labelled:
    settled, places = settle(verdicts.rows, OUTSIDE)
    return Labelled(settled, zones, labelled.headline, places)
