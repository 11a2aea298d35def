"""How a post says its place in a thread, or its age: forms that are no whole date."""

from __future__ import annotations

from cleaners.reading.patterns import lazy

_FLOOR = lazy(r".{0,30}?(?:第\s?\d{1,5}\s?[楼樓]|\d{1,5}\s?[楼樓]|#\d{1,4}|沙发|板凳|地板)\s*")
_AGO = lazy(r".{0,30}?\d{1,4}\s?(?:秒|分[钟鐘]|小[时時]|天|周|週|个月|個月|年)前\s*.{0,12}")
# What every such line has one of: a cheap look before the expressions.
_SIGN = lazy("[楼樓前#发凳板]")


def says_floor_or_age(line: str) -> bool:
    """Whether a line is a name, or nothing, with a floor of a thread (`3楼`) or an age (`5分钟前`)."""
    if _SIGN.search(line) is None:
        return False
    return _FLOOR.fullmatch(line) is not None or _AGO.fullmatch(line) is not None
