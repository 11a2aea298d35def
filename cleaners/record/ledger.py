"""The ledger of removals, and the blocks with their verdicts: one line or block for each block of a page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import repeat
from operator import add, itemgetter

from cleaners.values import TEXT_LABELS, Block, Label, Removal, Verdict

try:
    from cleaners.judgement import _labels
except ImportError:  # not compiled
    _labels = None  # type: ignore[assignment]

_NAMES = {label: str(label) for label in Label}
_UNLABELLED = itemgetter(slice(None, -2))


def _removals(
    blocks: Sequence[Block], verdicts: Sequence[Verdict], fields: set[int], labels: Collection[Label]
) -> tuple[Removal, ...]:
    """The ledger: every line that is no text of the article and none of these, which have one of these labels, with its rule
    and label."""
    names, text_labels, new = _NAMES, TEXT_LABELS, tuple.__new__
    return tuple(
        [
            new(Removal, (verdict.rule, names[label], text))
            for index, (block, verdict) in enumerate(zip(blocks, verdicts, strict=True))
            if (label := verdict.label) not in text_labels
            and (text := block.text)
            and not (label in labels and index in fields)
        ]
    )


def _with_verdicts(blocks: Sequence[Block], verdicts: Sequence[Verdict]) -> list[Block]:
    """The blocks with their labels and rules. The verdict is the last two fields; `_replace` takes five times as long."""
    return list(map(tuple.__new__, repeat(Block), map(add, map(_UNLABELLED, blocks), verdicts)))


#: What is compiled does the same.
list_removals = _removals if _labels is None else _labels.list_removals
with_verdicts = _with_verdicts if _labels is None else _labels.with_verdicts
