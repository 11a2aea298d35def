# cython: language_level=3
"""What stands outside the text for a reason that no rule says: entries, summaries, repeated lines, the site's own words."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.element_names import names_summary
from cleaners.evidence.sketch import shared_runs
from cleaners.evidence.titles import key
from cleaners.judgement.second.cards import entries_among, is_title
from cleaners.judgement.second.sections import stands_in_texts_column
from cleaners.judgement.second.seen import Seen
from cleaners.rules.house import speaks_of_site

#: A paragraph that has this share of its 4-grams in the text is a summary of it.
SUMMARY_SHARE = 0.3
#: A first paragraph in the text's own column repeats less of it than this.
OWN_SHARE = 0.6
#: A lead in a box of its own repeats less than this of the text below it.
LEAD_SHARE = 0.1
#: An element's name speaks for what is at most so many elements below it.
_NEAR = 2


def explained(seen: Seen, lines: Sequence[int]) -> set[int]:
    """Those of some lines outside the text that are not the article's."""
    if not lines:
        return set()
    found = _in_entries(seen, lines)
    found.update(index for index in lines if key(seen.blocks[index].text) in seen.keys)
    if len(lines) == 1 and _is_summary(seen, lines[0]):
        found.add(lines[0])
    for box in seen.boxes([index for index in lines if index not in found]).values():
        if speak_of_site(seen, box):
            found.update(box)
    return found


def _in_entries(seen: Seen, lines: Sequence[int]) -> set[int]:
    entries = [entry for row in entries_among(seen, lines) for entry in row]
    # The date under the headline is the article's own, and makes no entry of its first line.
    entries = [entry for entry in entries if entry.lines[0] != lines[0] or is_title(seen, entry.opener)]
    return {index for entry in entries for index in entry.lines}


def speak_of_site(seen: Seen, lines: Sequence[int]) -> bool:
    """Whether the site speaks of itself in most of some lines."""
    size, others = seen.size(lines), 0
    for index in lines:
        text = seen.blocks[index].text
        if not speaks_of_site(text):
            others += len(text)
            if others * 2 >= size:
                return False
    return size > others * 2


def _is_summary(seen: Seen, index: int) -> bool:
    """Whether a paragraph above the text says what that says: its element is named so, or it shares its words."""
    if not seen.kept or index > seen.kept[0]:
        return False
    if _is_in_summary_box(seen, index):
        return True
    size, shared = _shared_with_text(seen, index)
    least = OWN_SHARE if stands_in_texts_column(seen, index) else SUMMARY_SHARE
    return shared >= least * size > 0


def says_else(seen: Seen, index: int) -> bool:
    """Whether a paragraph says what the text does not: hardly any of its words stand there again, unlike a summary's."""
    size, shared = _shared_with_text(seen, index)
    return shared < LEAD_SHARE * size


def _is_in_summary_box(seen: Seen, index: int) -> bool:
    containers = seen.outline.containers
    container = seen.blocks[index].container
    for _ in range(_NEAR):
        if container > 0 and names_summary(containers.names[container]):
            return True
        container = max(containers.parent[container], 0)
    return False


def _shared_with_text(seen: Seen, index: int) -> tuple[int, int]:
    """How many different 4-grams a line has, and how many of them the text has."""
    return shared_runs(seen.blocks[index].text, "\n".join([seen.blocks[kept].text for kept in seen.kept]))
