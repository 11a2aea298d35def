# cython: language_level=3
"""What a labelled page says against its labels: named contradictions, each with its remedy, its flag and its rule's name.

The search for the main content is one descent, and the labels follow from it. Here the result is held against the page: text
that is kept against a reason goes, text that is cut for no other reason than its place comes back where it is related to the
headline or to the text. Relations decide, not amounts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cleaners.evidence.posts import ANSWER
from cleaners.judgement import verdicts
from cleaners.judgement.body import opens_box
from cleaners.judgement.container import Place
from cleaners.judgement.labels import Labelled
from cleaners.judgement.second import contacts, continued, edges, grids, intruders, missing
from cleaners.judgement.second.cards import opens_thread
from cleaners.judgement.second.relabel import as_text, ended_at, with_text, without
from cleaners.judgement.second.seen import Seen, between, has_between, last_before
from cleaners.reading.outline import Outline
from cleaners.rules import Rule
from cleaners.values import Label

#: The flag of a page that lost entries of a list.
TOOK_ENTRIES = "second_entries"


def look_again(
    outline: Outline, hits: Sequence[Rule | None], place: Place, labelled: Labelled
) -> tuple[Seen, tuple[str, ...]]:
    """The page with its labels held against it, and the flags of what that changed, in order: the act whose rule is
    ``second.head`` has the flag ``second_head``. Linear in the page's blocks."""
    seen = Seen(outline, hits, place, labelled)
    flags: list[str] = []
    for rule, act in ACTS.items():
        changed = act(seen, rule)
        if changed is not None and changed.text != seen.text:
            flags.append(rule.replace(".", "_"))
            seen = Seen(outline, hits, place, changed, seen)
    return seen, tuple(flags)


def _end_at_story(seen: Seen, rule: str) -> Labelled | None:
    heading = intruders.find_story(seen)
    if heading is None and len(seen.kept) > 1:
        from cleaners.judgement.second import neighbours  # the library starts without it

        other = neighbours.find_between(seen)
        if other is not None:
            return without(seen.labelled, other, rule, Label.RECOMMENDATION)
        heading = neighbours.find_next(seen)
    if heading is None or not any(index >= heading for index in seen.text):
        return None
    return _without_rest(seen, heading, rule, Label.RECOMMENDATION)


def _drop_ended(seen: Seen, rule: str) -> Labelled | None:
    if not seen.kept:
        return None
    if not intruders.has_ended(seen, seen.kept[0]):
        first = intruders.find_boxed(seen)
        return None if first is None else _without_rest(seen, first, rule, Label.COMMENT)
    told = intruders.find_told(seen)
    first = seen.text[0] if told is None else seen.behind_credits(told.stop)
    return _without_rest(seen, first, rule, Label.COMMENT)


def _without_rest(seen: Seen, first: int, rule: str, label: Label) -> Labelled:
    heading = last_before(seen.text, first)
    if heading > 0 and seen.blocks[heading].kind == "heading" and opens_box(seen.outline, heading, first):
        first = heading
    return ended_at(without(seen.labelled, range(first, len(seen.blocks)), rule, label), first)


def _drop_entries(seen: Seen, rule: str) -> Labelled | None:
    found = intruders.find_entries(seen)
    labelled = seen.labelled
    for entries in found:
        first = intruders.end_of_opener(seen, entries.row) if opens_thread(seen, entries) else entries.first
        is_last = entries.row[-1].lines[-1] >= seen.kept[-1]
        end = len(seen.blocks) if is_last else entries.end
        labelled = without(labelled, range(first, end), rule, Label.RECOMMENDATION)
        labelled = ended_at(labelled, first) if is_last else labelled
    return labelled if found else None


def _drop_posts(seen: Seen, rule: str) -> Labelled | None:
    if not seen.text or not (has_between(seen.facts, seen.text[0] + 1, seen.text[-1]) or _are_answered(seen)):
        return None
    from cleaners.judgement.second.posts import find_posts  # few texts have a moment between their lines

    first = find_posts(seen)
    return None if first is None else _without_rest(seen, first, rule, Label.COMMENT)


def _are_answered(seen: Seen) -> bool:
    """Whether one of the last lines of the text ends with the word to answer a post: the last may be what it says."""
    return any(seen.blocks[index].text.endswith(ANSWER) for index in seen.text[-3:])


def _drop_edge(seen: Seen, rule: str) -> Labelled | None:
    edge = edges.find_edge(seen) or edges.find_repeated(seen)
    if not edge and len(seen.kept) > 1:
        from cleaners.judgement.second import polls, pulled  # the library starts without them

        edge = pulled.find_pulled(seen) or polls.find_poll(seen)
    return without(seen.labelled, edge, rule, Label.NAVIGATION) if edge else None


def _drop_notes(seen: Seen, rule: str) -> Labelled | None:
    notes = edges.find_notes(seen)
    return without(seen.labelled, notes, rule, Label.LEGAL) if notes else None


def _take_head(seen: Seen, rule: str) -> Labelled | None:
    if seen.kept and has_between(seen.loose, seen.top, seen.kept[0]):
        first = _take_first(seen, rule)
        if first is not None:
            return first
    run = missing.find_head(seen)
    if run is None:
        return _take_above_posts(seen, rule)
    labelled, widget = with_text(seen, [run], rule), missing.find_widget_below(seen, run)
    label = Label.RECOMMENDATION
    if widget is None and seen.kept and run.end <= seen.kept[0]:
        from cleaners.judgement.second.posts import find_box  # few pages lack their first lines

        told = [index for index in range(run.first, run.end) if seen.is_sentence(index)]
        widget, label = find_box(seen, told[-1] + 1 if told else run.end), Label.COMMENT
    if widget is None:
        return labelled
    rest = range(widget, len(seen.blocks))
    return ended_at(without(labelled, rest, verdicts.SECOND_ENDED, label), widget)


def _take_above_posts(seen: Seen, rule: str) -> Labelled | None:
    """The running text between the headline and a box of posts that holds all that is kept."""
    told = between(seen.loose, seen.top, seen.kept[0]) if seen.kept else ()
    if not told or not all(map(seen.is_sentence, told)):
        return None
    from cleaners.judgement.second.posts import find_box  # few pages lack their first lines

    first = find_box(seen, told[-1] + 1)
    if first is None:
        return None
    rest = range(first, len(seen.blocks))
    labelled = with_text(seen, [missing.Run(told[0], told[-1] + 1)], rule)
    return ended_at(without(labelled, rest, verdicts.SECOND_ENDED, Label.COMMENT), first)


def _take_first(seen: Seen, rule: str) -> Labelled | None:
    from cleaners.judgement.second import neighbours  # the library starts without it

    run = neighbours.find_first(seen)
    if run is None:
        return None
    rest = range(run.end, len(seen.blocks))
    labelled = without(with_text(seen, [run], rule), rest, verdicts.SECOND_STORY, Label.RECOMMENDATION)
    return ended_at(labelled, run.end)


def _take_columns(seen: Seen, rule: str) -> Labelled | None:
    runs = continued.find_columns(seen)
    return with_text(seen, runs, rule) if runs else None


def _take_grids(seen: Seen, rule: str) -> Labelled | None:
    lines = grids.find_grid_lines(seen)
    return as_text(seen.labelled, lines, rule) if lines else None


def _take_contacts(seen: Seen, rule: str) -> Labelled | None:
    lines = contacts.find_contacts(seen)
    return as_text(seen.labelled, lines, rule) if lines else None


def _show_rest(seen: Seen, rule: str) -> Labelled | None:
    fold = continued.find_fold(seen)
    if fold is None:
        return None
    return without(as_text(seen.labelled, fold.lines, rule), [*fold.controls, *fold.repeated], rule, Label.SHARE)


def _take_captions(seen: Seen, rule: str) -> Labelled | None:
    captions = missing.find_captions(seen)
    if not captions:
        return None
    told = as_text(seen.labelled, captions, rule)
    repeated = missing.openings_of(seen, captions)
    return without(told, repeated, rule, Label.OTHER) if repeated else told


#: What is looked for, by the name of the rule that its lines get, and what is done. What is kept against a reason goes before
#: what is cut without one comes back.
ACTS: dict[str, Callable[[Seen, str], Labelled | None]] = {
    verdicts.SECOND_STORY: _end_at_story,
    verdicts.SECOND_ENDED: _drop_ended,
    verdicts.SECOND_ENTRIES: _drop_entries,
    verdicts.SECOND_POSTS: _drop_posts,
    verdicts.SECOND_EDGE: _drop_edge,
    verdicts.SECOND_NOTE: _drop_notes,
    verdicts.SECOND_HEAD: _take_head,
    verdicts.SECOND_COLUMN: _take_columns,
    verdicts.SECOND_GRID: _take_grids,
    verdicts.SECOND_CONTACT: _take_contacts,
    verdicts.SECOND_SHOWN: _show_rest,
    verdicts.SECOND_CAPTIONS: _take_captions,
}
