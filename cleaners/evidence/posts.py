"""How a post says its place in a thread, or its age: forms that are no whole date."""

from __future__ import annotations

import re

from cleaners.reading.patterns import lazy

_FLOOR = lazy(r".{0,30}?(?:第\s?\d{1,5}\s?[楼樓]|\d{1,5}\s?[楼樓]|#\d{1,4}|沙发|板凳|地板)\s*")
_AGO = lazy(r".{0,30}?\d{1,4}\s?(?:秒|分[钟鐘]|小[时時]|天|周|週|个月|個月|年)前\s*.{0,12}")
# What every such line has one of: a cheap look before the expressions.
_SIGN = lazy("[楼樓前#发凳板属]")
#: Where a reader wrote from; a platform says the same of the article, behind the word for when it was put up.
_FROM = lazy(r"(?!\W*(?:发布|编辑|发表|更新|修改)于).{0,24}IP\s?属地\s?[:：]?\s?\w{2,8}(?:\W.{0,20})?", re.I)


def says_floor_or_age(line: str) -> bool:
    """Whether a line is a name, or nothing, with a floor of a thread (`3楼`), an age (`5分钟前`) or a reader's place."""
    if _SIGN.search(line) is None:
        return False
    return any(form.fullmatch(line) is not None for form in (_FLOOR, _AGO, _FROM))
