# cython: language_level=3
"""What speaks for and against a verdict: the numbers that its confidence is computed from, each between 0 and 1.

Most stand on what the second look has found already. Which of them matter, and how much, was fitted: see
`cleaners.judgement.confidence`.
"""

from __future__ import annotations

from collections.abc import Collection

from cleaners.evidence.metadata import Metadata
from cleaners.judgement.amounts import Amounts, headline_size
from cleaners.judgement.confidence import RefusalSigns, Signs, TextSigns
from cleaners.judgement.measures import MIN_HEADLINE
from cleaners.judgement.second.explained import explained
from cleaners.judgement.second.sections import is_told_in_boxes
from cleaners.judgement.second.seen import Seen, between, first_from, has_between
from cleaners.judgement.verdicts import SECOND_GRID
from cleaners.values import Label

#: Characters of running text from which more of it says no more.
ENOUGH = 400

#: Characters of running text that weigh as much as one other column, and as the rest of a refused page.
_FEW = 60

#: The acts of the second look after which a text is wrong more often than after none, by their flags.
_DOUBTFUL = frozenset(("second_entries", "second_ended"))

#: Refusals for what a line of the page says.
_SAID = frozenset(("soft_404", "captcha", "login_wall", "profile_page"))


def read_signs(seen: Seen, acts: Collection[str], reason: str | None, text: str, metadata: Metadata) -> Signs:
    """The signs of a page that is an article, or of one that is none for a reason."""
    if reason is None:
        return read_text_signs(seen, acts, metadata)
    return read_refusal_signs(seen, reason, text, metadata)


def read_text_signs(seen: Seen, acts: Collection[str], metadata: Metadata) -> TextSigns:
    """The signs of a page that is an article. ``acts`` are the flags of the second look. Linear in the page's blocks."""
    kept, size = seen.kept, seen.kept_size
    acted = float(not _DOUBTFUL.isdisjoint(acts))
    if not kept:
        return TextSigns(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, acted)
    columns = len(seen.columns.around_lines(kept))
    if columns > 1 and is_told_in_boxes(seen, metadata.titles):
        columns = 1
    return TextSigns(
        amount=min(1.0, size / ENOUGH),
        purity=len(kept) / _lines(seen),
        under_headline=_under_headline(seen),
        explained=_explained(seen),
        scattered=columns / len(kept),
        apart=_FEW / (_FEW + size) if columns > 1 else 0.0,
        interrupted=float(_is_interrupted(seen)),
        acted=acted,
    )


def _lines(seen: Seen) -> int:
    """How many lines the text has; the cells of a table that the second look has found to be the article's are none."""
    return sum([seen.verdicts[index].rule != SECOND_GRID for index in seen.text])


def _under_headline(seen: Seen) -> float:
    headline, first = seen.labelled.headline, first_from(seen.prose, seen.top)
    if headline is None or first is None:
        return 0.0
    around = seen.columns.around(headline, first)
    within = between(seen.kept, seen.outline.containers.first[around], seen.outline.containers.end[around])
    return seen.size(within) / seen.kept_size if len(within) < len(seen.kept) else 1.0


def _explained(seen: Seen) -> float:
    if len(seen.prose) <= len(seen.kept):
        return 1.0
    reasons = explained(seen, seen.loose)
    unexplained = seen.size([index for index in seen.loose if index not in reasons])
    return seen.kept_size / (seen.kept_size + unexplained)


def _is_interrupted(seen: Seen) -> bool:
    first, last = seen.kept[0], seen.kept[-1]
    return any(map(seen.states_fact, between(seen.facts, first, last))) or has_between(seen.ends, first, last)


def read_refusal_signs(seen: Seen, reason: str, text: str, metadata: Metadata) -> RefusalSigns:
    """The signs of a page that is no article, for a reason."""
    amounts = Amounts(seen.outline, seen.labelled, text, metadata)
    titled = float(amounts.is_titled and headline_size(amounts.headline) >= MIN_HEADLINE)
    left = seen.size(seen.prose) - seen.kept_size + seen.size(seen.labelled.places_of(Label.CAPTION))
    cut = left / (_FEW + left) if left > 0 else 0.0
    return RefusalSigns(
        said=float(reason in _SAID),
        titled=titled,
        cut=cut,
        story=titled * cut,
    )
