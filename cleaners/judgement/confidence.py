"""How sure a verdict is: the probability that it is right, from its signs.

The weights are logits, fitted by ``python -m benchmarks.calibration --fit`` on 2026-11-28 over zh-gold, zh-modern, list-pages,
the fixtures, spliced pages and drawn ones that are no article (seeds 1 and 2). A text is right with f1n of .9 and more. With
each page judged by weights that were fitted without its site, splice or kind, so many have a confidence in each tenth, and
this share of them is right (the command without ``--fit`` prints the table by set):

    confidence   texts           refusals
    .9 and more  13,009   99.5%  504   96.4%
    .8             431    91.6%    8    0.0%
    .7             134    88.8%    –
    .6             137    87.6%    –
    .5              93    84.9%    –
    less            66    62.1%   61   95.1%

Refusals below .9 are too few, and drawn too much alike, to be ordered.
"""

from math import exp
from operator import mul
from typing import Final, NamedTuple


class TextSigns(NamedTuple):
    """For a text: how much running text it has, and which share of its lines that is; which share of it stands in the smallest
    element around the headline and the first running text below it; how much of the running text of the page is text or
    explained. Against it: columns by paragraph; columns of a short text; facts about an article or what ends one in the
    middle of it; that the second look took entries or what stands behind an end."""

    amount: float
    purity: float
    under_headline: float
    explained: float
    scattered: float
    apart: float
    interrupted: float
    acted: float


class RefusalSigns(NamedTuple):
    """For a refusal: that the page says so itself. Against it: a headline that the page's title names and that is long enough for
    a story's; running text and captions that are not kept; both at once."""

    said: float
    titled: float
    cut: float
    story: float


Signs = TextSigns | RefusalSigns

#: The most for a text in one line without anything in the place of its breaks, of which 200 were drawn and half were right; and
#: for one that ends within a sentence above a control that opens the rest.
MOST_DOUBTED = 0.5

#: No confidence is higher, and none is lower than what it leaves.
MOST = 0.99

#: The logits of the signs of a text and of a refusal, and what there is without any, as `python -m benchmarks.calibration --fit`
#: prints them.
OF_TEXT: Final[tuple[TextSigns, float]] = (
    TextSigns(
        amount=0.0,
        purity=1.41,
        under_headline=1.67,
        explained=1.7,
        scattered=-1.79,
        apart=-8.49,
        interrupted=-1.94,
        acted=-0.21,
    ),
    0.35,
)

OF_REFUSAL: Final[tuple[RefusalSigns, float]] = (
    RefusalSigns(
        said=0.67,
        titled=-0.75,
        cut=-2.46,
        story=-2.83,
    ),
    5.06,
)


def confidence_of(signs: Signs) -> float:
    """The probability that a verdict with these signs is right, to two digits. Nothing is certain."""
    weights, bias = OF_TEXT if isinstance(signs, TextSigns) else OF_REFUSAL
    logit = bias + sum(map(mul, weights, signs))
    return min(MOST, max(1 - MOST, round(1 / (1 + exp(-logit)), 2)))
