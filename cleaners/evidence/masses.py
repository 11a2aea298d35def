# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""Where most of a page's mass is: the sums of masses by position, and the descent into the element that holds it. Compiled where
there is a compiler."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from cleaners.evidence.prose import MIN_PROSE
from cleaners.reading.outline import Containers
from cleaners.rules.rule import Effect, Rule

if TYPE_CHECKING:
    from cleaners import _cython as cython
else:
    try:
        import cython
    except ImportError:
        from cleaners import _cython as cython

if cython.compiled:
    from cython.cimports.cleaners._python import untrack

_MIN_PROSE = cython.declare(cython.Py_ssize_t, MIN_PROSE)
_LINE = cython.declare(object, Effect.LINE)


def sum_weighted(
    hits: list[Rule | None], masses: list[float], start: cython.Py_ssize_t, thread: cython.Py_ssize_t
) -> list[float]:
    """The masses before each block and all, summed up by position: in full from ``start`` on, little before it, after the first
    tail heading, and from the block ``thread`` on, -1 where there is none."""
    number: cython.Py_ssize_t
    count: cython.Py_ssize_t = len(masses)
    sums: list[float] = [0.0] * (count + 1)
    total: cython.double = 0.0
    seen: cython.double = 0.0
    weight: cython.double = 1.0
    mass: cython.double
    if cython.compiled:
        untrack(sums)
    for number in range(count):
        mass = masses[number]
        if number < start:
            total += mass * 0.3
        else:
            hit = hits[number]
            if hit is not None and seen >= _MIN_PROSE and hit.effect is not _LINE:
                share = hit.weight_after
                weight = min(weight, share)
            if number == thread:
                weight = 0.1
            seen += mass
            total += mass * weight
        sums[number + 1] = total
    return sums


@cython.cclass
class Priors:
    """What the names of elements speak for, each class and id asked for once: ``tags`` by the tag, ``prior_of`` by class and
    id, the two multiplied, and ``most`` at most."""

    _tags: dict[str, float]
    _known: dict[str, float]
    _prior_of: Callable[[str], float]
    _most: cython.double
    _remembered: cython.Py_ssize_t

    def __init__(
        self,
        tags: dict[str, float],
        prior_of: Callable[[str], float],
        most: float,
        remembered: cython.Py_ssize_t,
    ) -> None:
        """At most so many names are ``remembered``."""
        self._tags = tags
        self._prior_of = prior_of
        self._known = {}
        self._most = most
        self._remembered = remembered

    @cython.ccall
    @cython.exceptval(-1)
    def prior(self, tag: str, names: str) -> cython.double:
        """What an element's tag, class and id speak for."""
        prior: cython.double = self._tags.get(tag, 1.0)
        if names:
            if names not in self._known:
                if len(self._known) >= self._remembered:
                    self._known.clear()
                self._known[names] = float(self._prior_of(names))
            prior *= self._known[names]
        return min(self._most, prior)


def descend(containers: Containers, sums: list[float], priors: Priors, dominance: float) -> int:
    """From the page down to the element that no child of dominates, by the sums of the masses before each block and all.

    Elements stand in document order, so that one pass meets the children of each. No two children dominate: one would hold
    more than half of the mass even with the best name.
    """
    parent: list[int] = containers.parent
    first: list[int] = containers.first
    end: list[int] = containers.end
    tag: list[str] = containers.tag
    names: list[str] = containers.names
    child: cython.Py_ssize_t
    current: cython.Py_ssize_t = 0
    above: cython.Py_ssize_t
    at: cython.Py_ssize_t = first[0]
    behind: cython.Py_ssize_t = end[0]
    own: cython.double
    size: cython.double
    mass: cython.double = sums[behind] - sums[at]
    for child in range(len(parent)):
        above = parent[child]
        if above != current:
            continue
        at = first[child]
        behind = end[child]
        own = sums[behind] - sums[at]
        size = own * priors.prior(tag[child], names[child]) if own * priors._most >= dominance * mass else 0.0
        if size > 0.0 and size >= dominance * mass:
            if behind - at <= 1:
                return current  # a single paragraph: its parent is the article
            current = child
            mass = own
    return current
