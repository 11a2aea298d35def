"""What somebody who mistyped a name may have meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

#: Nobody mistypes a longer name, and comparing takes the square of its length.
_LONGEST: Final = 60


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """``; did you mean 'clean'?`` for the nearest of the names that are known; "" if none is near."""
    if len(typed) > _LONGEST:
        return ""
    from difflib import get_close_matches  # only a mistake pays for it

    near = get_close_matches(typed.lower(), list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
