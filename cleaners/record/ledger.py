"""The ledger of removals, and the blocks with their verdicts: one line or block for each block of a page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import repeat
from operator import add, itemgetter

from cleaners.judgement.labels import Labelled
from cleaners.rules import Opens, rule_named
from cleaners.values import TEXT_LABELS, Block, Image, Label, Removal, Verdict

try:
    from cleaners.judgement import _labels
except ImportError:  # not compiled
    _labels = None  # type: ignore[assignment]

_NAMES = {label: str(label) for label in Label}

#: Labels of lines that become a field; the first block of each is no removal.
_FIELD_LABELS = frozenset({Label.HEADLINE, Label.KICKER, Label.DECK, Label.ABSTRACT})

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


def read_removals(blocks: Sequence[Block], labelled: Labelled) -> tuple[Removal, ...]:
    """The ledger of a page: every line that is neither text nor a field of the article, with its rule and label."""
    return list_removals(blocks, labelled.verdicts, _field_lines(blocks, labelled), _FIELD_LABELS)


def _field_lines(blocks: Sequence[Block], labelled: Labelled) -> set[int]:
    """The first line of each label that becomes a field; the word that heads an abstract is none."""
    verdicts = labelled.verdicts
    found = set()
    for label in _FIELD_LABELS:
        for line in labelled.places_of(label):
            if blocks[line].text and not _is_heading(verdicts[line]):
                found.add(line)
                break
    return found


def _is_heading(verdict: Verdict) -> bool:
    """Whether a line only says what the next one is."""
    rule = rule_named(verdict.rule)
    return rule is not None and rule.opens is Opens.ABSTRACT


def labelled_blocks(
    blocks: Sequence[Block], verdicts: Sequence[Verdict], placed: dict[int, Image]
) -> tuple[Block, ...]:
    """The page's blocks with their labels, and with the pictures of the article by block number."""
    labelled = with_verdicts(blocks, verdicts)
    for index, image in placed.items():
        if blocks[index].image:
            labelled[index] = labelled[index]._replace(image=image)
    return tuple(labelled)
