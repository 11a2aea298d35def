"""Find articles whose different texts became nearly the same: they were replaced by a page that varies slightly.

An error page may contain the requested address, or the time. Its copies do not have equal content, but share most of their
character runs. Sites also have articles of this kind: forms that differ in numbers, and articles with a common closing
paragraph. But forms were similar before, too, and articles with such a paragraph still contain their own text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from cleaners.evidence.sketch import smallest_hashes
from cleaners.evidence.titles import key as words_of
from crawler.store.packing import unpack
from crawler.store.schema import articles, revisions
from crawler.store.statements import Statement

#: Minimum share of a text's runs that many other texts have, for it to be one of them. An address and a time in an error page
#: of two lines are a third of it.
ALIKE = 0.5

#: Maximum share of the former text that is left in its replacement: different texts on one topic share less than a tenth.
LEFT = 0.2

#: Maximum number of runs of a text that are compared, enough for all but the longest texts.
_RUNS = 1 << 14


class _Rewrite(NamedTuple):
    """The runs of characters of an article's text, before its last revision and in it."""

    row: int
    before: Set[int]
    after: Set[int]


def find_replaced(connection: Connection, rows: Sequence[int], least: float) -> list[int]:
    """The updated articles (by their row numbers) that were replaced by one of a few slightly varying pages: more than
    ``least`` that were no copies of each other before, and of whose texts hardly anything is left."""
    if len(rows) <= least:
        return []
    rewrites = [_read_rewrite(connection, row) for row in rows]
    alike = _many(rewrites, [one.after for one in rewrites], least)
    replaced = [one for one in alike if _share(one.before, one.after) <= LEFT]
    were_alike = {one.row for one in _many(replaced, [one.before for one in replaced], least)}
    found = [one.row for one in replaced if one.row not in were_alike]
    return found if len(found) > least else []


def _many(rewrites: Sequence[_Rewrite], texts: Sequence[Set[int]], least: float) -> list[_Rewrite]:
    """The articles whose texts consist mostly of runs that more than ``least`` of the texts have."""
    common = _runs_of_many(texts, least)
    return [one for one, text in zip(rewrites, texts, strict=True) if _share(text, common) >= ALIKE]


def _runs_of_many(texts: Iterable[Set[int]], least: float) -> set[int]:
    count = Counter(run for text in texts for run in text)
    return {run for run, times in count.items() if times > least}


def _share(text: Set[int], other: Set[int]) -> float:
    return len(text & other) / len(text) if text else 0.0


_TEXTS = Statement(
    select(revisions.c.content)
    .join(articles, articles.c.id == revisions.c.article_id)
    .where(articles.c.id == bindparam("of_row"), revisions.c.revision >= articles.c.revision - 1)
    .order_by(revisions.c.revision)
)


def _read_rewrite(connection: Connection, row: int) -> _Rewrite:
    before, after = (_runs_of(content) for (content,) in _TEXTS.rows(connection, {"of_row": row}))
    return _Rewrite(row, before, after)


def _runs_of(content: bytes) -> Set[int]:
    return frozenset(smallest_hashes(words_of(json.loads(unpack(content)[0])["text"]), _RUNS)[1])
