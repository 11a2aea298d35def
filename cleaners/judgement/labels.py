"""Rules over the blocks: every block gets one label and the name of the rule that gave it.

The page falls into four zones: outside the main content, its head (headline, byline, date), its body, and its tail. The
tail begins at the first line that only stands after an article (credit line, disclaimer, heading of recommendations), and
nothing after it is body, however fluent: readers' posts are prose, too. Lines before it are body, even if they mention filings,
codes and clients; there, only rules that match a whole line remove something.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from cleaners.judgement.body import (
    label_body,
    label_credits_beside,
    label_entry_pictures,
    label_last_heading,
    label_linked_heads,
    label_share_targets,
    repeated_keys,
)
from cleaners.judgement.boxes import label_boxes, label_controlled
from cleaners.judgement.captions import label_captions
from cleaners.judgement.container import Place
from cleaners.judgement.outside import fill_outside, fill_tail, label_last_lines, label_link_cards
from cleaners.judgement.runs import settle
from cleaners.judgement.sentences import ends_within, pauses_within
from cleaners.judgement.top.head import label_head
from cleaners.judgement.top.head_lines import MAX_SLOGAN
from cleaners.judgement.top.placed import headline_by_place
from cleaners.judgement.verdicts import OUTSIDE, Verdicts
from cleaners.judgement.zones import Zones, locate_zones
from cleaners.reading.outline import Outline
from cleaners.rules import Rule
from cleaners.values import Block, Label, Verdict


class Labelled(NamedTuple):
    """One verdict per block, the borders from which they follow, and the numbers of the blocks with each label and of the text,
    in order."""

    verdicts: tuple[Verdict, ...]
    zones: Zones
    headline: int | None
    places: Mapping[Label, Sequence[int]]
    text: Sequence[int]

    def places_of(self, *labels: Label) -> Sequence[int]:
        """The numbers of the blocks with one of these labels, in page order."""
        if len(labels) == 1:
            return self.places.get(labels[0], ())
        places = self.places
        rows = [row for label in labels if (row := places.get(label)) is not None]
        if len(rows) < 2:
            return rows[0] if rows else ()
        return sorted(chain.from_iterable(rows))


def _locate_head(outline: Outline, hits: list[Rule | None], place: Place) -> tuple[Zones, int | None]:
    """The borders and the headline. A headline that is found by its place in the container determines where the body can begin,
    like one that the title confirms."""
    zones = locate_zones(outline, hits, place)
    if place.headline is not None:
        return zones, place.headline
    blocks = outline.blocks
    headline = headline_by_place(blocks, hits, zones, place.title)
    if blocks and not blocks[0].in_element:
        from cleaners.judgement.second.menus import are_menus, headline_below_menus  # pages have elements

        headline = headline_below_menus(blocks, hits, headline)
        is_running = headline is not None and not are_menus(blocks, hits, headline)
    else:
        is_running = True
    if (
        headline is not None
        and headline >= place.first
        and not (is_running and _is_running(blocks[place.first : headline]))
    ):
        found = locate_zones(outline, hits, place._replace(headline=headline))
        zones = found._replace(head=min(found.head, zones.head))
    return zones, headline


def _is_running(blocks: Sequence[Block]) -> bool:
    """Whether lines are running text, possibly cut into lines. A single short line with a comma, among others without, is a
    site's slogan."""
    pausing = [block.text for block in blocks if not block.hidden and pauses_within(block.text)]
    is_slogan = len(pausing) == 1 and len(blocks) > 1 and len(pausing[0]) <= MAX_SLOGAN and not ends_within(pausing[0])
    return bool(pausing) and not is_slogan


def label_blocks(outline: Outline, hits: list[Rule | None], place: Place) -> Labelled:
    """Label every block. ``hits`` are the rules that match each line, regardless of its place."""
    zones, headline = _locate_head(outline, hits, place)
    verdicts = Verdicts(len(outline.blocks))
    verdicts.add(label_head(outline, hits, headline, zones))
    verdicts.add(label_body(outline, hits, zones, verdicts.rows, repeated_keys(outline.blocks, verdicts.rows, zones)))
    verdicts.correct(label_last_lines(outline, hits, zones, verdicts.rows))
    verdicts.correct(label_share_targets(outline, zones, verdicts.rows))
    verdicts.correct(label_last_heading(outline, zones, verdicts.rows))
    verdicts.correct(label_link_cards(outline, zones, verdicts.rows))
    verdicts.correct(label_linked_heads(outline, zones, verdicts.rows))
    verdicts.correct(label_entry_pictures(outline, zones, verdicts.rows))
    verdicts.correct(label_controlled(outline, hits, zones, verdicts.rows))
    verdicts.correct(label_captions(outline, zones.body, zones.tail, verdicts.rows))
    verdicts.correct(label_boxes(outline, hits, zones, verdicts.rows))
    fill_tail(outline, hits, zones, verdicts)
    fill_outside(outline, hits, zones, verdicts)
    verdicts.correct(label_credits_beside(outline, zones, verdicts.rows))
    settled, places, text = settle(verdicts.rows, OUTSIDE)
    return Labelled(settled, zones, headline, places, text)
