"""Suggest what the user may have meant by a mistyped name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

#: Maximum length of a name for suggestions, in characters: the comparison takes quadratic time.
_LONGEST: Final = 60


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """``; did you mean 'clean'?`` for the most similar known name; "" if none is similar."""
    if len(typed) > _LONGEST:
        return ""
    from difflib import get_close_matches  # imported late: needed only after a mistake

    near = get_close_matches(typed.lower(), list(known), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
