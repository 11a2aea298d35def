"""The labels of a page with some lines made text, or taken out of it: new values, the labelled page stays as it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cleaners.evidence.prose import is_prose
from cleaners.judgement.body import label_body, repeated_keys
from cleaners.judgement.captions import label_captions
from cleaners.judgement.labels import Labelled
from cleaners.judgement.runs import settle
from cleaners.judgement.second.missing import Run
from cleaners.judgement.second.seen import Seen
from cleaners.judgement.verdicts import BODY, HEAD_IMAGE, LINK_LINE, OUTSIDE, RUN_PICTURE, SUBHEAD, Verdicts
from cleaners.judgement.zones import Zones
from cleaners.rules import Where
from cleaners.values import KEPT_LABELS, TEXT_LABELS, Label, Verdict

#: Labels of what belongs to an article: with its text go its facts, its people and its pictures.
_ITS_OWN = KEPT_LABELS | {Label.CAPTION, Label.DATE, Label.SOURCE, Label.BYLINE, Label.CREDIT, Label.ACCOUNT}
_PICTURES = (HEAD_IMAGE.rule, RUN_PICTURE)


def with_text(seen: Seen, runs: Sequence[Run], rule: str) -> Labelled:
    """The labels with some runs as parts of the body: what only its place had cut is labelled anew, as the body's lines are,
    and its text has the name of this rule."""
    labelled = seen.labelled
    verdicts = Verdicts(0)
    verdicts.rows = list(labelled.verdicts)
    zones = labelled.zones if seen.text else _empty_at(labelled.zones, runs[0].first)
    head = Zones(labelled.zones.head, runs[0].first, runs[0].end, runs[0].end)
    repeated = repeated_keys(seen.outline.blocks, verdicts.rows, head)  # once: a page may have thousands of runs
    for run in runs:
        _label_run(seen, run, rule, verdicts, repeated)
        zones = _wider(zones, run.first, run.end)
    return _labelled(labelled, verdicts, zones)


def _empty_at(zones: Zones, index: int) -> Zones:
    """The borders of an article that has lost all of its text, and begins anew at a block."""
    return Zones(min(zones.head, index), index, index, max(zones.end, index))


def _label_run(seen: Seen, run: Run, rule: str, verdicts: Verdicts, repeated: Mapping[str, Label]) -> None:
    was = seen.verdicts
    for index in range(run.first, run.end):
        if _is_open(seen, run, index):
            verdicts.rows[index] = None
    zones = Zones(seen.labelled.zones.head, run.first, run.end, run.end)
    verdicts.add(label_body(seen.outline, seen.hits, zones, verdicts.rows, repeated))
    captions = label_captions(seen.outline, run.first, run.end, verdicts.rows)
    verdicts.correct({index: said for index, said in captions.items() if was[index].label not in TEXT_LABELS})
    taken = range(run.first, run.end)
    verdicts.correct({index: Verdict(Label.SUBHEAD, rule) for index in taken if _heads_text(seen, run, index)})
    new = (index for index in taken if was[index].label not in TEXT_LABELS)
    verdicts.correct(
        {
            index: Verdict(said.label, rule)
            for index in new
            if (said := verdicts.rows[index]) in (BODY, SUBHEAD) and said
        }
    )


def _is_open(seen: Seen, run: Run, index: int) -> bool:
    """Whether a line of a run is labelled anew: its place had cut it, or it is a fact of the head in the body."""
    if index in run.besides:
        return False
    verdict, hit = seen.verdicts[index], seen.hits[index]
    if hit is not None:
        # An abstract that calls itself one has a reason to stand outside the text.
        return hit.where is Where.HEAD and hit.name == verdict.rule and hit.label is not Label.ABSTRACT
    return verdict.rule in _PICTURES or seen.is_placed(index)


def _heads_text(seen: Seen, run: Run, index: int) -> bool:
    """Whether a widget's heading in a run heads running text of its own column: it is a subhead."""
    below = index + 1
    return (
        seen.is_widget(index)
        and below < run.end
        and below not in run.besides
        and seen.is_placed(below)
        and is_prose(seen.blocks[below])
        and seen.columns.of(below) == seen.columns.of(index)
    )


def as_text(labelled: Labelled, lines: Sequence[int], rule: str) -> Labelled:
    """The labels with some lines as text, under the name of this rule."""
    verdicts = Verdicts(0)
    verdicts.rows = list(labelled.verdicts)
    verdicts.correct(dict.fromkeys(lines, Verdict(Label.BODY, rule)))
    return _labelled(labelled, verdicts, _wider(labelled.zones, min(lines), max(lines) + 1))


def without(labelled: Labelled, lines: Iterable[int], rule: str, label: Label) -> Labelled:
    """The labels with some lines out of the article, under this label and the name of this rule."""
    return without_each(labelled, dict.fromkeys(lines, Verdict(label, rule)))


def without_each(labelled: Labelled, said: Mapping[int, Verdict]) -> Labelled:
    """The labels with some lines out of the article, each under a verdict of its own."""
    verdicts = Verdicts(0)
    verdicts.rows = list(labelled.verdicts)
    given = labelled.verdicts
    verdicts.correct(
        {
            index: verdict
            for index, verdict in said.items()
            if given[index].label in _ITS_OWN or given[index] == LINK_LINE
        }
    )
    return _labelled(labelled, verdicts, labelled.zones)


def ended_at(labelled: Labelled, index: int) -> Labelled:
    """The labels of an article that ends before a block."""
    head, body, tail, end = labelled.zones
    return labelled._replace(zones=Zones(min(head, index), min(body, index), min(tail, index), min(end, index)))


def _wider(zones: Zones, first: int, end: int) -> Zones:
    head, body, tail, limit = zones
    return Zones(min(head, first), min(body, first), max(tail, end), max(limit, end))


def _labelled(labelled: Labelled, verdicts: Verdicts, zones: Zones) -> Labelled:
    settled, places, text = settle(verdicts.rows, OUTSIDE)
    return Labelled(settled, zones, labelled.headline, places, text)
