"""How sure a verdict is: the probability that it is right, from its signs."""

from __future__ import annotations

from math import exp

from cleaners.judgement.signs import RefusalSigns, Signs, TextSigns

#: Logits of the signs of a text and of a refusal; the last is what there is without any.
OF_TEXT: tuple[TextSigns, float] = (TextSigns(1.5, 1.5, 0.5, 2, 3.5, -2, -10, -2.5, -0.5), -1.0)
OF_REFUSAL: tuple[RefusalSigns, float] = (RefusalSigns(2, -1, -1, -2, -2, 1), 3.0)


def confidence_of(signs: Signs) -> float:
    """The probability that a verdict with these signs is right, to two digits."""
    weights, bias = OF_TEXT if isinstance(signs, TextSigns) else OF_REFUSAL
    return round(1 / (1 + exp(-bias - sum([weight * sign for weight, sign in zip(weights, signs, strict=True)]))), 2)
