"""Logistic regression in plain Python: weighted, regularised, each weight held to one side of zero."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, sqrt
from typing import NamedTuple

#: Penalty on the square of a weight by the spread of its numbers, in rows; the bias has none.
PENALTY = 1.0

#: Newton's steps, and when to stop before.
MAX_STEPS, SMALL = 25, 1e-4

#: Sweeps over the weights to solve one step, whose bounds they must keep.
_SWEEPS = 60


class Row(NamedTuple):
    """One observation: its numbers, whether it came true, and how many rows it counts for."""

    numbers: Sequence[float]
    is_true: bool
    weight: float = 1.0


class Model(NamedTuple):
    """The logits of each number, and the bias."""

    weights: tuple[float, ...]
    bias: float

    def probability(self, numbers: Sequence[float]) -> float:
        """That a row with these numbers is true."""
        return _sigmoid(self.bias + sum(weight * number for weight, number in zip(self.weights, numbers, strict=True)))


def fit(rows: Sequence[Row], sides: Sequence[int], start: Model | None = None) -> Model:
    """The model of the greatest penalised likelihood, by Newton's method. ``sides`` says of each number whether more of it may
    only speak for (1) or against (-1); ``start`` saves steps. Raises ValueError without rows."""
    if not rows:
        raise ValueError("no rows to fit")
    spreads = _spreads(rows)
    table = [
        (
            (1.0, *[number / spread for number, spread in zip(row.numbers, spreads, strict=True)]),
            float(row.is_true),
            row.weight,
        )
        for row in rows
    ]
    at = [0.0] * (len(spreads) + 1)
    if start is not None:
        at = [start.bias, *(weight * spread for weight, spread in zip(start.weights, spreads, strict=True))]
    for _ in range(MAX_STEPS):
        step = _bounded_step(*_slopes(table, at), at, sides)
        at = [value + change for value, change in zip(at, step, strict=True)]
        if max(map(abs, step)) < SMALL:
            break
    return Model(tuple(value / spread for value, spread in zip(at[1:], spreads, strict=True)), at[0])


def _spreads(rows: Sequence[Row]) -> list[float]:
    """The standard deviation of each number; 1 where all are the same."""
    total = sum(row.weight for row in rows)
    spreads = []
    for column in zip(*(row.numbers for row in rows), strict=True):
        weighed = [(number, row.weight) for number, row in zip(column, rows, strict=True)]
        mean = sum(number * weight for number, weight in weighed) / total
        spreads.append(sqrt(sum(weight * (number - mean) ** 2 for number, weight in weighed) / total) or 1.0)
    return spreads


def _slopes(
    table: Sequence[tuple[Sequence[float], float, float]], at: Sequence[float]
) -> tuple[list[float], list[list[float]]]:
    """Gradient and curvature of the penalised negative likelihood."""
    size = range(len(at))
    gradient = [0.0 if not i else PENALTY * at[i] for i in size]
    curvature = [[PENALTY if i == j and i else 0.0 for j in size] for i in size]
    for numbers, truth, weight in table:
        chance = _sigmoid(sum([value * number for value, number in zip(at, numbers, strict=True)]))
        miss, bend = weight * (chance - truth), weight * max(chance * (1 - chance), 1e-6)
        for i in size:
            gradient[i] += miss * numbers[i]
            scaled, line = bend * numbers[i], curvature[i]
            for j in range(i + 1):
                line[j] += scaled * numbers[j]
    for i in size:
        for j in range(i):
            curvature[j][i] = curvature[i][j]
    return gradient, curvature


def _bounded_step(
    gradient: Sequence[float], curvature: Sequence[Sequence[float]], at: Sequence[float], sides: Sequence[int]
) -> list[float]:
    """The step to the minimum of the quadratic, no weight on its wrong side: one weight after the other, over and over."""
    size = range(len(at))
    step = [0.0] * len(at)
    for _ in range(_SWEEPS):
        for i in size:
            slope = gradient[i] + sum([curvature[i][j] * step[j] for j in size])
            change = step[i] - slope / curvature[i][i]
            if i and (at[i] + change) * sides[i - 1] < 0:
                change = -at[i]
            step[i] = change
    return step


def _sigmoid(logit: float) -> float:
    return 1 / (1 + exp(-logit)) if logit > -700 else 0.0
