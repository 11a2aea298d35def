"""The lines of a page that may hold a fact about its article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, partial

from cleaners.judgement.labels import Labelled
from cleaners.reading.patterns import lazy
from cleaners.rules import RULES, Fact
from cleaners.values import Block, Label, Verdict

#: Facts about an article stand at most this many blocks above its headline and below its container, in lines of at most
#: this many characters.
_ABOVE, BELOW, _HEAD_LINE = 8, 6, 150


#: What stands before the first step of a breadcrumb: `您现在的位置：`.
CRUMB_LABEL = lazy(r"^.*?(?:位置|栏目|路径)(?:是|为|在)?\s*[:：]?\s*")


#: The word for an author as a part of a link: `/author/3`, `/author-1.html`, `?author=7`. Systems of blogs give each a page.
AUTHORS_PAGE = lazy(r"[/?&]author[/=_-]\w")


def first_text(blocks: Sequence[Block], labelled: Labelled, label: Label) -> str | None:
    """The text of the first block with this label."""
    places = labelled.places_of(label)
    return blocks[places[0]].text if places else None


def signed_lines(blocks: Sequence[Block], labelled: Labelled) -> list[int]:
    """Numbers of the visible lines that name people or a source, from a little above the headline to the end of the page."""
    first = _above(labelled)
    places = labelled.places_of(Label.BYLINE, Label.SOURCE, Label.CREDIT)
    return [index for index in places if index >= first and not blocks[index].hidden]


def _above(labelled: Labelled) -> int:
    """Where facts about the article may begin: a little above its headline."""
    head = labelled.zones.head
    return max(0, (head if labelled.headline is None else min(head, labelled.headline)) - _ABOVE)


def head_lines_of(blocks: Sequence[Block], labelled: Labelled) -> list[int]:
    """Numbers of the short visible lines from a little above the headline down to the body."""
    first, body = _above(labelled), labelled.zones.body
    return [
        index
        for index, block in enumerate(blocks[first:body], first)
        if 0 < len(block.text) <= _HEAD_LINE and not block.hidden
    ]


#: The line of an outlet or an author stands at most this many visible lines from that of the moment, and has at most so many
#: characters.
_BESIDE, _OWN_LINE = 2, 24

_CAN_SIGN = frozenset({Label.ACCOUNT, Label.SOURCE, Label.BYLINE, Label.DECK, Label.OTHER})


def texts_above(blocks: Sequence[Block]) -> list[str]:
    """The lines between the headline of an article and its text, of labelled blocks."""
    lines: list[str] = []
    for block in blocks:
        if block.label is Label.HEADLINE:
            lines = []
        elif block.label is Label.BODY:
            break
        else:
            lines.append(block.text)
    return lines


def near_moments(
    blocks: Sequence[Block], labelled: Labelled, head_lines: Sequence[int], moments: Sequence[int]
) -> list[int]:
    """The short lines below the headline right above and below those of the moment, the nearest first; not those of which a rule
    says what else they are."""
    found: list[int] = []
    for moment in moments:
        place = bisect_left(head_lines, moment)
        near = [*head_lines[max(0, place - _BESIDE) : place], *head_lines[place + 1 : place + 1 + _BESIDE]]
        found += sorted(near, key=partial(_distance, moment))
    return [index for index in found if _can_sign(blocks, labelled, index)]


def _distance(one: int, other: int) -> int:
    return abs(one - other)


def _can_sign(blocks: Sequence[Block], labelled: Labelled, index: int) -> bool:
    is_below = labelled.headline is None or index > labelled.headline
    return is_below and len(blocks[index].text) <= _OWN_LINE and labelled.verdicts[index].label in _CAN_SIGN


def states(verdict: Verdict, fact: Fact) -> bool:
    """Whether the rule that took a line reads this fact in it."""
    return verdict.rule in rules_stating(fact)


def lines_stating(fact: Fact, lines: Sequence[int], labelled: Labelled) -> list[int]:
    """Those of some lines in which the rule that took them reads this fact."""
    rules, verdicts = rules_stating(fact), labelled.verdicts
    return [index for index in lines if verdicts[index].rule in rules]


@cache
def rules_stating(fact: Fact) -> frozenset[str]:
    """The names of the rules that read this fact in the lines they take."""
    return frozenset(rule.name for rule in RULES if rule.states is fact)
