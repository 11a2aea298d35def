"""Lists in which every value stands once and objects hold the numbers of theirs.

That is how `devalue` (Nuxt 3) writes the data of a page, since the same value may stand in several places, or in itself:
``[{"title":1,"body":2},"…","…"]``. In a list the first item may name its kind (``["Reactive",1]``). Numbers below zero stand for
undefined, holes and the like.
"""

from __future__ import annotations

from typing import Any

#: Fewest items of such a list: an object, a key or a value, and one more.
_FEWEST = 3

#: Aliases of aliases that are followed.
_FOLLOWED = 8


def unindexed(value: Any) -> Any:
    """What such a list stands for; any other value as it is."""
    if not is_indexed(value):
        return value
    made = [_empty(item) for item in value]
    for item, own in zip(value, made, strict=True):
        if isinstance(own, dict):
            own.update((key, _at(number, value, made)) for key, number in item.items())
        elif isinstance(own, list):
            own.extend(_at(number, value, made) for number in item)
    return _at(0, value, made)


def is_indexed(value: Any) -> bool:
    """Whether a value is such a list: its first item holds but numbers of others, and so does every object in it."""
    if not isinstance(value, list) or len(value) < _FEWEST or not isinstance(value[0], (dict, list)) or not value[0]:
        return False
    if isinstance(value[0], list) and not (_is_alias(value[0]) or all(type(item) is int for item in value[0])):
        return False
    objects = [item for item in value if isinstance(item, dict)]
    return bool(objects) and all(
        type(number) is int and number < len(value) for item in objects for number in item.values()
    )


def _is_alias(item: Any) -> bool:
    """Whether an item names the kind of a value that stands elsewhere."""
    return (
        isinstance(item, list) and len(item) == len(("kind", 0)) and isinstance(item[0], str) and type(item[1]) is int
    )


def _empty(item: Any) -> Any:
    if isinstance(item, dict):
        return {}
    if isinstance(item, list):
        return [] if all(type(number) is int for number in item) else None
    return item


def _at(number: int, value: list[Any], made: list[Any]) -> Any:
    """What a number stands for."""
    for _ in range(_FOLLOWED):
        if not 0 <= number < len(value):
            return None
        item = value[number]
        if not _is_alias(item):
            break
        number = item[1]
    else:
        return None
    if isinstance(item, list) and made[number] is None and isinstance(item[0], str):
        return item[1] if len(item) > 1 and isinstance(item[1], str) else None  # ["Date","2024-05-20T02:20:00.000Z"]
    return made[number]
