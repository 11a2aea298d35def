"""What a labelled page says against its labels: named contradictions, each with its remedy, its flag and its rule's name.

The search for the main content is one descent, and the labels follow from it. Here the result is held against the page: text
that is kept against a reason goes, text that is cut for no other reason than its place comes back where it is related to the
headline or to the text. Relations decide, not amounts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cleaners.article import Label
from cleaners.judgement import intruders, missing
from cleaners.judgement.container import Place
from cleaners.judgement.labels import Labelled
from cleaners.judgement.relabel import as_text, ended_at, with_text, without
from cleaners.judgement.seen import Seen
from cleaners.reading.outline import Outline
from cleaners.rules import Rule


class Look(NamedTuple):
    """The labels after the second look, and the names of what it did, in order."""

    labelled: Labelled
    acts: tuple[str, ...] = ()

    @property
    def flags(self) -> tuple[str, ...]:
        """One flag for each act: ``second.head`` is ``second_head``."""
        return tuple(act.replace(".", "_") for act in self.acts)


def look_again(outline: Outline, hits: Sequence[Rule | None], place: Place, labelled: Labelled) -> Look:
    """Hold the labels of a page against the page. Linear in its blocks."""
    seen = Seen(outline, hits, place, labelled)
    acts: list[str] = []
    for act in (  # in this order: what is kept against a reason goes before what is cut without one comes back
        _end_story,
        _drop_ended,
        _drop_entries,
        _drop_edge,
        _drop_note,
        _take_head,
        _take_column,
        _take_shown,
        _take_captions,
    ):
        changed = act(seen)
        if changed is not None:
            acts.append(f"second.{act.__name__.rpartition('_')[2]}")
            seen = Seen(outline, hits, place, changed)
    return Look(seen.labelled, tuple(acts))


def _end_story(seen: Seen) -> Labelled | None:
    heading = intruders.find_story(seen)
    if heading is None or not any(index >= heading for index in seen.text):
        return None
    return _without_rest(seen, heading, "second.story", Label.RECOMMENDATION)


def _without_rest(seen: Seen, first: int, rule: str, label: Label) -> Labelled:
    labelled = without(seen.labelled, range(first, len(seen.blocks)), rule, label)
    return ended_at(labelled, first)


def _drop_ended(seen: Seen) -> Labelled | None:
    if not seen.kept or not intruders.has_ended(seen, seen.kept[0]):
        return None
    return _without_rest(seen, seen.text[0], "second.ended", Label.COMMENT)


def _drop_entries(seen: Seen) -> Labelled | None:
    found = intruders.find_entries(seen)
    if not found:
        return None
    labelled = seen.labelled
    for entries in found:
        first = entries.row[0].lines[-1] + 1 if intruders.opens_thread(seen, entries) else entries.first
        is_last = entries.row[-1].lines[-1] >= seen.kept[-1]
        end = len(seen.blocks) if is_last else entries.end
        labelled = without(labelled, range(first, end), "second.entries", Label.RECOMMENDATION)
        labelled = ended_at(labelled, first) if is_last else labelled
    return labelled


def _drop_edge(seen: Seen) -> Labelled | None:
    edge = intruders.find_edge(seen)
    return without(seen.labelled, edge, "second.edge", Label.NAVIGATION) if edge else None


def _drop_note(seen: Seen) -> Labelled | None:
    notes = intruders.find_notes(seen)
    return without(seen.labelled, notes, "second.note", Label.LEGAL) if notes else None


def _take_shown(seen: Seen) -> Labelled | None:
    fold = missing.find_fold(seen)
    if fold is None:
        return None
    labelled = as_text(seen.labelled, fold.lines, "second.shown")
    return without(labelled, fold.controls, "second.shown", Label.SHARE)


def _take_head(seen: Seen) -> Labelled | None:
    run = missing.find_head(seen)
    return None if run is None else with_text(seen, run, "second.head")


def _take_column(seen: Seen) -> Labelled | None:
    runs = missing.find_columns(seen)
    labelled = None
    for run in runs:
        labelled = with_text(seen, run, "second.column")
        seen = Seen(seen.outline, seen.hits, seen.place, labelled)
    return labelled


def _take_captions(seen: Seen) -> Labelled | None:
    captions = missing.find_captions(seen)
    return as_text(seen.labelled, captions, "second.captions") if captions else None
