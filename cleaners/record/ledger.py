# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The ledger of removals, and the blocks with their verdicts, for each block of a page.

Compiled if a compiler is available: a page has more blocks outside its article than in it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from cleaners.judgement.labels import Labelled
from cleaners.rules import Opens, rule_named
from cleaners.values import TEXT_LABELS, Block, Image, Label, Removal, Verdict, Video

if TYPE_CHECKING:
    from cleaners import _cython as cython
else:
    try:
        import cython
    except ImportError:
        from cleaners import _cython as cython

if cython.compiled:
    from cython.cimports.cleaners._python import PyType_GenericAlloc, put, untrack

_TEXT = cython.declare(cython.Py_ssize_t, Block._fields.index("text"))
_UNLABELLED = cython.declare(cython.Py_ssize_t, Block._fields.index("label"))
_LABEL = cython.declare(cython.Py_ssize_t, Verdict._fields.index("label"))
_RULE = cython.declare(cython.Py_ssize_t, Verdict._fields.index("rule"))
_NAMES = cython.declare(dict, {label: str(label) for label in Label})
_TEXTS = cython.declare(tuple, tuple(TEXT_LABELS))

#: Labels of lines that become a field; the first block with each of them is not a removal.
_FIELD_LABELS = frozenset({Label.HEADLINE, Label.KICKER, Label.DECK, Label.ABSTRACT})

assert Block._fields[_UNLABELLED:] == Verdict._fields == ("label", "rule")
assert Removal._fields == ("rule", "label", "text")


def list_removals(
    blocks: tuple[Block, ...], verdicts: tuple[Verdict, ...], fields: set[int], labels: Collection[Label]
) -> tuple[Removal, ...]:
    """The ledger: every line that is neither text of the article nor a field, with its rule and label. ``fields`` are the
    numbers of the blocks that became fields, ``labels`` the labels that such blocks can have."""
    number: cython.Py_ssize_t
    found: list[Removal] = []
    last: Any = None
    name: str = ""
    is_text: cython.bint = False
    may_be_field: cython.bint = False
    text: str
    for number in range(len(blocks)):
        text = cython.cast(tuple, blocks[number])[_TEXT]
        if not text:
            continue
        verdict = cython.cast(tuple, verdicts[number])
        label = verdict[_LABEL]
        if label is not last:  # looking up a label by its hash takes longer than the rest of the loop
            last = label
            name = _NAMES[label]
            is_text = label in _TEXTS
            may_be_field = label in labels
        if not is_text and not (may_be_field and number in fields):
            found.append(_removal(verdict[_RULE], name, text))
    removals: tuple[Removal, ...] = tuple(found)
    if cython.compiled:
        untrack(removals)
    return removals


@cython.cfunc
def _removal(rule: str, label: str, text: str) -> Any:
    """A removal, built without the temporary tuple that its class creates."""
    if not cython.compiled:
        return tuple.__new__(Removal, (rule, label, text))
    removal = PyType_GenericAlloc(Removal, 3)
    put(removal, 0, rule)
    put(removal, 1, label)
    put(removal, 2, text)
    untrack(removal)  # three strings
    return removal


def with_verdicts(blocks: tuple[Block, ...], verdicts: tuple[Verdict, ...]) -> list[Block]:
    """The blocks with their labels and rules."""
    number: cython.Py_ssize_t
    found: list[Block] = []
    for number in range(len(blocks)):
        found.append(_labelled(cython.cast(tuple, blocks[number]), cython.cast(tuple, verdicts[number])))  # noqa: PERF401
    return found


@cython.cfunc
def _labelled(block: object, verdict: object) -> Any:
    """A block with its verdict as its last two fields; `_replace` takes five times as long."""
    row: tuple[Any, ...] = cython.cast(tuple, block)
    last: tuple[Any, ...] = cython.cast(tuple, verdict)
    if not cython.compiled:
        return tuple.__new__(Block, row[:-2] + last)
    field: cython.Py_ssize_t
    labelled = PyType_GenericAlloc(Block, _UNLABELLED + 2)
    for field in range(_UNLABELLED):
        put(labelled, field, row[field])
    put(labelled, _UNLABELLED, last[_LABEL])
    put(labelled, _UNLABELLED + 1, last[_RULE])
    untrack(labelled)  # a block cannot be part of a reference cycle
    return labelled


def read_removals(blocks: tuple[Block, ...], labelled: Labelled) -> tuple[Removal, ...]:
    """The ledger of a page: every line that is neither text nor a field of the article, with its rule and label."""
    return list_removals(blocks, labelled.verdicts, _field_lines(blocks, labelled), _FIELD_LABELS)


def _field_lines(blocks: tuple[Block, ...], labelled: Labelled) -> set[int]:
    """The first line of each label that becomes a field; a line with just the word for an abstract does not count."""
    verdicts = labelled.verdicts
    found = set()
    for label in _FIELD_LABELS:
        for line in labelled.places_of(label):
            if blocks[line].text and not _is_heading(verdicts[line]):
                found.add(line)
                break
    return found


def _is_heading(verdict: Verdict) -> bool:
    """Whether a line only announces the next one."""
    rule = rule_named(verdict.rule)
    return rule is not None and rule.opens is Opens.ABSTRACT


def labelled_blocks(
    blocks: tuple[Block, ...], verdicts: tuple[Verdict, ...], placed: dict[int, Image], videos: dict[int, Video]
) -> tuple[Block, ...]:
    """The page's blocks with their labels, and with the pictures and videos of the article by block number."""
    labelled = with_verdicts(blocks, verdicts)
    for index, image in placed.items():
        if blocks[index].image:
            labelled[index] = labelled[index]._replace(image=image)
    for index, video in videos.items():
        labelled[index] = labelled[index]._replace(video=video)
    return tuple(labelled)
