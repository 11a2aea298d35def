"""Fingerprints of the stored articles, and groups of articles that tell the same story."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, or_, select, update

from cleaners.evidence.fingerprint import (
    LOOKED_UP,
    MEETINGS,
    MIN_NUMBERS,
    Fingerprint,
    fingerprint,
    is_same_story,
    similarity,
)
from crawler.store.packing import unpack
from crawler.store.schema import articles, fingerprints, revisions, story_keys, urls
from crawler.store.statements import Statement

#: Batch size for articles without fingerprints.
_BATCH = 200


#: Maximum number of stories with one key, above which the key is ignored; maximum number of stories with which a new text is
#: compared; and the weight of the key for all numbers of a text.
MAX_STORIES, MAX_COMPARED, NUMBERS_WEIGHT = 40, 6, 4

#: SQLite allows 32,766 values per statement, older versions 999.
_CHUNK = 500

# The two statements executed for each new article have a fixed number of placeholders: SQLAlchemy would rebuild an expanding
# list each time, which takes half the time of such an article.
_KEY_NAMES = tuple(f"key_{place}" for place in range(LOOKED_UP + 1))
_ROW_NAMES = tuple(f"row_{place}" for place in range(MAX_COMPARED))
_PRINTS = select(fingerprints.c.article_id, fingerprints.c.data)
_MANY_PRINTS = _PRINTS.where(fingerprints.c.article_id.in_(bindparam("rows", expanding=True)))
_FEW_PRINTS = Statement(_PRINTS.where(fingerprints.c.article_id.in_([bindparam(name) for name in _ROW_NAMES])))
_MEETINGS = Statement(
    select(story_keys.c.key, story_keys.c.article_id, articles.c.story)
    .join(articles, articles.c.id == story_keys.c.article_id)
    .where(story_keys.c.key.in_([bindparam(name) for name in _KEY_NAMES]))
)
_NEW_FINGERPRINT = Statement(insert(fingerprints), ("article_id", "content_hash", "data"))
_NEW_KEY = Statement(insert(story_keys), ("key", "article_id"))
_TELLS = Statement(
    update(articles).where(articles.c.id == bindparam("article_row")).values(story=bindparam("story_to_set"))
)
_MERGED = Statement(
    update(articles).where(articles.c.story == bindparam("other")).values(story=bindparam("story_to_set"))
)


class Copy(NamedTuple):
    """One article of a group: its row number, its address, and the share of its text in common with the earliest copy."""

    row: Row[Any]
    similarity: float


def keep_fingerprint(
    connection: Connection, article_row: int, content_hash: str, text: str, *, is_new: bool = False
) -> None:
    """Store the fingerprint of an article's text, and the story that it tells. It replaces an older fingerprint, unless the
    article ``is_new``."""
    own = fingerprint(text)
    if not is_new:
        _forget(connection, article_row)
    values = {"article_id": article_row, "content_hash": content_hash, "data": own.to_bytes()}
    _NEW_FINGERPRINT.run(connection, values)
    _join_story(connection, article_row, own)


def _forget(connection: Connection, article_row: int) -> None:
    """Delete the fingerprint of an article and its keys."""
    for own in _read_prints(connection, [article_row]).values():
        mine = (story_keys.c.article_id == article_row) & story_keys.c.key.in_(_keys(own))
        connection.execute(delete(story_keys).where(mine))
        connection.execute(delete(fingerprints).where(fingerprints.c.article_id == article_row))


def complete_fingerprints(connection: Connection) -> int:
    """Compute missing fingerprints, for example in a store of an older version. Returns their number."""
    is_stale = or_(
        fingerprints.c.article_id.is_(None),
        fingerprints.c.content_hash != articles.c.content_hash,
        articles.c.story.is_(None),
    )
    query = (
        select(articles.c.id, articles.c.content_hash, revisions.c.content)
        .join(revisions, (revisions.c.article_id == articles.c.id) & (revisions.c.revision == articles.c.revision))
        .join(fingerprints, fingerprints.c.article_id == articles.c.id, isouter=True)
        .where(is_stale)
        .limit(_BATCH)
    )
    made = 0
    while rows := connection.execute(query).all():
        for row in rows:
            keep_fingerprint(connection, row.id, row.content_hash, json.loads(unpack(row.content)[0])["text"])
        made += len(rows)
    return made


def list_clusters(
    connection: Connection, *, site: str | None = None, since: str | None = None, limit: int | None = None
) -> list[list[Copy]]:
    """Groups of articles that tell the same story, in each the earliest copy first; newest groups first. ``site`` and ``since``
    (an ISO date) select the groups with at least one such copy."""
    several = select(articles.c.story).group_by(articles.c.story).having(func.count() > 1)
    query = (
        select(articles, urls.c.url)
        .join(urls, urls.c.id == articles.c.url_id)
        .where(articles.c.story.in_(several))
        .order_by(articles.c.story)
    )
    groups = [list(rows) for _, rows in groupby(connection.execute(query), key=lambda row: row.story)]
    chosen = [
        sorted(group, key=_moment)
        for group in groups
        if any(
            (site is None or row.site == site) and (since is None or (row.date_published or "") >= since)
            for row in group
        )
    ]
    chosen.sort(key=lambda group: _moment(group[0]), reverse=True)
    shown = chosen[:limit]
    prints = _read_prints(connection, [row.id for group in shown for row in group])
    return [[Copy(row, _share(prints[group[0].id], prints[row.id])) for row in group] for group in shown]


def _share(first: Fingerprint, other: Fingerprint) -> float:
    """The share of a copy's text in common with the earliest one, rounded to two digits."""
    return 1.0 if first.sketch and first.sketch == other.sketch else round(similarity(first, other), 2)


def _read_prints(connection: Connection, rows: Sequence[int]) -> dict[int, Fingerprint]:
    if 0 < len(rows) <= MAX_COMPARED:
        few = _FEW_PRINTS.rows(connection, _filled(_ROW_NAMES, rows))
        return {article: Fingerprint.from_bytes(data) for article, data in few}
    found: dict[int, Fingerprint] = {}
    for begin in range(0, len(rows), _CHUNK):
        some = connection.execute(_MANY_PRINTS, {"rows": rows[begin : begin + _CHUNK]})
        found |= {row.article_id: Fingerprint.from_bytes(row.data) for row in some}
    return found


def _filled(names: Sequence[str], values: Sequence[int]) -> dict[str, int]:
    """A value for each name; if there are fewer values, the last one is repeated."""
    return dict(zip(names, [*values, *[values[-1]] * (len(names) - len(values))], strict=True))


def _moment(row: Row[Any]) -> tuple[str, str, str]:
    """Sort key of a copy: its own date, then when it was first seen, then its address, so that the order is total."""
    return (row.date_published or "9999", row.first_seen_at, row.url)


# --- the story of an article


def _join_story(connection: Connection, article_row: int, own: Fingerprint) -> None:
    """Assign an article (by its row number) to the story of its stored copies, and store the keys by which later copies find
    it."""
    keys = _keys(own)
    met: Counter[int] = Counter()
    member: dict[int, int] = {}
    taken: set[int] = set()  # keys of a copy of the same story, or of too many stories
    holders: dict[int, list[int]] = {}
    for key, holder, told in _MEETINGS.rows(connection, _filled(_KEY_NAMES, keys)) if keys else ():
        met[told] += NUMBERS_WEIGHT if key == keys[-1] and own.numbers else 1
        member.setdefault(told, holder)
        holders.setdefault(key, []).append(told)
    likely = [story for story, times in met.most_common(MAX_COMPARED) if times >= MEETINGS]
    prints = _read_prints(connection, [member[story] for story in likely])
    same = [story for story in likely if member[story] in prints and is_same_story(own, prints[member[story]])]
    story = min([article_row, *same])
    _TELLS.run(connection, {"story_to_set": story, "article_row": article_row})
    for other in same:
        if other != story:
            _MERGED.run(connection, {"story_to_set": story, "other": other})
    taken = {
        key for key, stories in holders.items() if len(stories) >= MAX_STORIES or not set(stories).isdisjoint(same)
    }
    fresh = [{"key": key, "article_id": article_row} for key in dict.fromkeys(keys) if key not in taken]
    if fresh:
        _NEW_KEY.run_many(connection, fresh)


def _keys(own: Fingerprint) -> list[int]:
    """The keys of a text: the smallest hashes of its sketch, and last a hash of all its numbers, if there are enough: a form
    that is printed every day differs only in its numbers."""
    keys = [_signed(value) for value in own.sketch[:LOOKED_UP]]
    if len(own.numbers) >= MIN_NUMBERS:
        digest = blake2b(repr(own.numbers).encode(), digest_size=8).digest()
        keys.append(int.from_bytes(digest, "little", signed=True))
    return keys


def _signed(value: int) -> int:
    """A 64-bit word as a signed integer, the type that databases have."""
    return value - (1 << 64) if value >= 1 << 63 else value
