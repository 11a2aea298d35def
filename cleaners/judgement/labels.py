"""Rules over the blocks: every block gets one label and the name of the rule that gave it.

The page falls into four zones: outside the main content, its head (headline, byline, date), its body, and its tail. The
tail begins at the first line that only stands after an article (credit line, disclaimer, heading of recommendations), and
nothing after it is body, however fluent: readers' posts are prose too. What stands before it is body, even if it speaks of
filings, codes and clients; only rules that match a whole line take something out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from cleaners.article import TEXT_LABELS, Block, Label, Verdict
from cleaners.evidence.measures import is_prose, key
from cleaners.judgement.captions import label_captions
from cleaners.judgement.container import Place
from cleaners.judgement.head import label_head
from cleaners.judgement.outside import HIDDEN, label_outside, label_tail
from cleaners.judgement.zones import Zones, locate_zones
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.rules import Effect, Rule, Where

try:
    from cleaners.judgement import _labels
except ImportError:  # not compiled
    _labels = None  # type: ignore[assignment]

#: What a sentence or a part of one ends in.
_FINAL = frozenset("。！？；…：，、!?;:,.”」』）)")
_COUNT = lazy(r"[\d\s.,+万kK]{1,10}")

#: Verdicts that many blocks of one page share.
_OUTSIDE, _BODY, _SUBHEAD = (
    Verdict(Label.OTHER, "outside"),
    Verdict(Label.BODY, "body.text"),
    Verdict(Label.SUBHEAD, "body.text"),
)
_IMAGE, _VIDEO = Verdict(Label.IMAGE, "body.picture"), Verdict(Label.VIDEO, "body.picture")


class Labelled(NamedTuple):
    """One verdict a block, the borders they follow from, and for each label the numbers of its blocks, in order."""

    verdicts: tuple[Verdict, ...]
    zones: Zones
    headline: int | None
    places: Mapping[Label, Sequence[int]]

    def places_of(self, *labels: Label) -> Sequence[int]:
        """The numbers of the blocks with one of these labels, in page order."""
        if len(labels) == 1:
            return self.places.get(labels[0], ())
        rows = [self.places[label] for label in labels if label in self.places]
        if len(rows) < 2:
            return rows[0] if rows else ()
        return sorted(chain.from_iterable(rows))


def label_blocks(outline: Outline, hits: Sequence[Rule | None], place: Place) -> Labelled:
    """Label every block. ``hits`` are the rules that match each line by itself, wherever it stands."""
    zones = locate_zones(outline, hits, place)
    verdicts: list[Verdict | None] = [None] * len(outline.blocks)
    headline = label_head(outline, hits, place, zones, verdicts)
    label_body(outline, hits, zones, headline, verdicts)
    _label_last_number(outline, zones, verdicts)
    label_captions(outline, zones.body, zones.tail, verdicts, Verdict)
    label_tail(outline, hits, zones, verdicts)
    label_outside(outline, hits, zones, verdicts)
    settled, places = settle(verdicts, _OUTSIDE)
    return Labelled(settled, zones, headline, places)


def _settle(verdicts: list[Verdict | None], default: Verdict) -> tuple[tuple[Verdict, ...], dict[Label, list[int]]]:
    """Every block's verdict, ``default`` where there is none, and for each label the numbers of its blocks."""
    settled = tuple([verdict or default for verdict in verdicts])
    return settled, _places(settled)


settle = _settle if _labels is None else _labels.settle


def _places(verdicts: Sequence[Verdict]) -> dict[Label, list[int]]:
    places: dict[Label, list[int]] = defaultdict(list)
    for index, (label, _) in enumerate(verdicts):
        places[label].append(index)
    return places


def label_body(
    outline: Outline,
    hits: Sequence[Rule | None],
    zones: Zones,
    headline: int | None,
    verdicts: list[Verdict | None],
) -> None:
    blocks = outline.blocks
    repeated = _repeated_keys(blocks, verdicts, zones)
    widget: int | None = None
    top = zones.body + 4
    for index in range(zones.body, zones.tail):
        if widget is not None and not _inside(outline, index, widget):
            widget = None
        if verdicts[index] is not None:
            continue
        block, hit = blocks[index], hits[index]
        if block.hidden:
            verdicts[index] = HIDDEN
        elif not block.text:
            verdicts[index] = _IMAGE if block.image else _VIDEO
        elif index < top and repeated and (label := repeated.get(key(block.text))) is not None:
            verdicts[index] = Verdict(label, "body.repeated_headline")
        elif hit is not None and hit.where is not Where.HEAD:
            verdicts[index] = hit.verdict
            if hit.effect is Effect.WIDGET:
                widget = _widget_of(outline, index, zones)
        elif widget is not None:
            verdicts[index] = Verdict(Label.RECOMMENDATION, "body.inside_widget")
        elif block.link_chars and _is_link_line(blocks, index):
            verdicts[index] = Verdict(Label.RECOMMENDATION, "body.link_line")
        else:
            verdicts[index] = _SUBHEAD if _is_subhead(block) else _BODY


def _label_last_number(outline: Outline, zones: Zones, verdicts: list[Verdict | None]) -> None:
    """A number as the very last line of the text heads nothing: it counts readers or likes."""
    for index in range(zones.tail - 1, zones.body, -1):
        verdict = verdicts[index]
        if verdict is None or verdict.label not in TEXT_LABELS:
            continue
        if not _COUNT.fullmatch(outline.blocks[index].text):
            return
        verdicts[index] = Verdict(Label.SHARE, "body.last_number")


def _repeated_keys(blocks: Sequence[Block], verdicts: Sequence[Verdict | None], zones: Zones) -> dict[str, Label]:
    """The head's own lines, as they come again at the top of the body."""
    repeated: dict[str, Label] = {}
    for index in range(zones.head if zones.head < zones.body else 0, zones.body):
        verdict = verdicts[index]
        if verdict is not None and verdict.label in (Label.HEADLINE, Label.KICKER, Label.DECK):
            repeated[key(blocks[index].text)] = verdict.label
    return repeated


def _widget_of(outline: Outline, index: int, zones: Zones) -> int | None:
    """The largest element around a widget's heading that does not reach to the article's other text."""
    containers = outline.containers
    current = outline.blocks[index].container
    while True:
        parent = containers.parent[current]
        if parent < 0 or containers.first[parent] < index - 1 or _has_prose(outline, parent):
            return current
        current = parent


def _has_prose(outline: Outline, container: int) -> bool:
    first, end = outline.containers.first[container], outline.containers.end[container]
    return any(is_prose(block) for block in outline.blocks[first:end])


def _inside(outline: Outline, index: int, container: int) -> bool:
    return outline.containers.first[container] <= index < outline.containers.end[container]


def _is_link_line(blocks: Sequence[Block], index: int) -> bool:
    """A short line that is one link, or one among several such lines."""
    block = blocks[index]
    size = len(block.text)
    if block.link_chars * 10 < size * 8 or is_prose(block):
        return False
    if size >= 6 and block.link_chars >= size - 3:
        return True
    around = blocks[max(0, index - 1) : index + 2]
    return sum(other.link_chars * 10 >= len(other.text) * 8 for other in around if other.text) >= 2


def _is_subhead(block: Block) -> bool:
    if block.kind == "heading":
        return True
    size = len(block.text)
    if size > 40 or block.text.rstrip()[-1:] in _FINAL or block.kind in ("item", "cell", "quote", "pre"):
        return False
    return block.bold or size <= 25
