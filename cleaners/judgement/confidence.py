"""How sure a verdict is: the probability that it is right, from its signs."""

from __future__ import annotations

from math import exp
from typing import Final

from cleaners.judgement.signs import RefusalSigns, Signs, TextSigns

#: Logits of the signs of a text and of a refusal; the last is what there is without any.
#: No confidence is higher, and none is lower than what it leaves.
MOST = 0.99

OF_TEXT: Final[tuple[TextSigns, float]] = (
    TextSigns(
        amount=1.28,
        purity=2.63,
        densest=0.44,
        under_headline=2.67,
        explained=3.01,
        scattered=-0.79,
        apart=-10.04,
        interrupted=-2.42,
        acted=-0.15,
    ),
    -3.75,
)

OF_REFUSAL: Final[tuple[RefusalSigns, float]] = (
    RefusalSigns(
        said=0.72,
        titled=-0.97,
        cut=-1.48,
        story=-1.47,
    ),
    4.69,
)


def confidence_of(signs: Signs) -> float:
    """The probability that a verdict with these signs is right, to two digits. Nothing is certain."""
    weights, bias = OF_TEXT if isinstance(signs, TextSigns) else OF_REFUSAL
    logit = bias + sum([weight * sign for weight, sign in zip(weights, signs, strict=True)])
    return min(MOST, max(1 - MOST, round(1 / (1 + exp(-logit)), 2)))
