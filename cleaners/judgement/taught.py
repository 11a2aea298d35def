"""A page judged with its site's template, held against the same page judged without.

What a template takes is certain (see `cleaners.template.match`). What it says of places is evidence: the main content is looked
for again with it, and nothing may go for no other reason than that. So the text with a template holds every sentence of the
text without it that the template does not know from other pages.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from cleaners.evidence.metadata import Metadata
from cleaners.evidence.prose import is_prose
from cleaners.judgement.container import Place, locate
from cleaners.judgement.labels import Labelled, label_blocks
from cleaners.judgement.second.look import look_again
from cleaners.judgement.second.relabel import without_each
from cleaners.judgement.second.seen import Seen
from cleaners.reading.outline import Outline
from cleaners.rules import Effect, Rule, Where

if TYPE_CHECKING:
    from cleaners.template.layout import Template
    from cleaners.template.match import LearnedRule, Reading


class Judged(NamedTuple):
    """A page with its labels: the main content, the labels at first, and those after the second look with its flags."""

    place: Place
    first: Labelled
    seen: Seen
    acts: tuple[str, ...]


def judge_place(outline: Outline, hits: list[Rule | None], place: Place) -> Judged:
    """Label a page whose main content is known, and look at it again."""
    first = label_blocks(outline, hits, place)
    seen, acts = look_again(outline, hits, place, first)
    return Judged(place, first, seen, acts)


def judge_taught(
    outline: Outline, hits: list[Rule | None], plain: Judged, metadata: Metadata, template: "Template"
) -> tuple[Judged, "Reading"]:
    """The page with what its template takes and with the places that it names; without the places if a sentence would go for
    them; as it was judged without, less the lines that the template knows; and as it was, and said to disagree, if nothing
    would be left."""
    from cleaners.template.match import read_layout

    reading = read_layout(outline, template, plain.place.headline)
    both = [_stronger(hit, rule) for hit, rule in zip(hits, reading.rules, strict=True)]
    places = [(reading.body, reading.headline), (None, reading.headline), (None, None)]
    for body, headline in dict.fromkeys(places):
        place = locate(outline, both, metadata, body=body, headline=headline)
        taught = judge_place(outline, both, place)
        if not _loses(outline, reading.rules, plain.seen, taught.seen):
            return taught, reading
    taught = _without_known(outline, both, plain, reading.rules)
    if not _loses(outline, reading.rules, plain.seen, taught.seen):
        return taught, reading
    return plain._replace(place=plain.place._replace(disagrees=True)), reading


def _without_known(outline: Outline, hits: list[Rule | None], plain: Judged, rules: Sequence[Rule | None]) -> Judged:
    """The page as it was judged without a template, less the lines of the text that the template knows."""
    known = {index: rule.verdict for index in plain.seen.text if (rule := rules[index]) is not None}
    return plain._replace(seen=Seen(outline, hits, plain.place, without_each(plain.seen.labelled, known)))


def _stronger(hit: Rule | None, learned: "LearnedRule | None") -> Rule | None:
    """The rule that takes a line: a general one says more of it, unless it is for the head of an article, or speaks of this line
    alone and the template knows the heading above: the date of a post, the duration of a video."""
    if learned is None or hit is None:
        return hit or learned
    return learned if hit.where is Where.HEAD or (learned.in_section and hit.effect is Effect.LINE) else hit


def _loses(outline: Outline, rules: Sequence[Rule | None], plain: Seen, taught: Seen) -> bool:
    """Whether running text went that the template does not know, or all of it."""
    if plain.kept and not taught.kept:
        return True
    blocks = outline.blocks
    left = {blocks[index].text for index in taught.text}
    gone = (index for index in plain.text if rules[index] is None and is_prose(blocks[index]))
    return any(blocks[index].text not in left for index in gone)
