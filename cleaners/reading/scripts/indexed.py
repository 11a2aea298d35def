"""Decode lists that contain every value once, with objects that refer to values by their index.

`devalue` (Nuxt 3) stores the data of a page in this form, since a value may occur several times, or contain itself:
``[{"title":1,"body":2},"…","…"]``. The first item of a list inside it may name its type (``["Reactive",1]``). Negative indexes
stand for undefined, array holes and the like.
"""

from __future__ import annotations

from typing import Any

#: Minimum number of items of such a list: an object and two values.
_FEWEST = 3

#: Maximum number of aliases that are followed in a chain.
_FOLLOWED = 8


def unindexed(value: Any) -> Any:
    """The decoded value of such a list; any other value unchanged."""
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
    """Whether a value is such a list: its first item and every object in it contain only indexes."""
    if not isinstance(value, list) or len(value) < _FEWEST or not isinstance(value[0], (dict, list)) or not value[0]:
        return False
    if isinstance(value[0], list) and not (_is_alias(value[0]) or all(type(item) is int for item in value[0])):
        return False
    objects = [item for item in value if isinstance(item, dict)]
    return bool(objects) and all(
        type(number) is int and number < len(value) for item in objects for number in item.values()
    )


def _is_alias(item: Any) -> bool:
    """Whether an item only gives the type of another item's value."""
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
    """The value for an index."""
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
