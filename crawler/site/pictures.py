"""The seed's settings for pictures: whether the articles' own pictures are stored, from which hosts, and up to what size."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

_SIZE = re.compile(r"(?P<number>\d+)\s*(?P<unit>[kMG]?)i?B", re.ASCII)
_UNITS = {"": 1, "k": 1 << 10, "M": 1 << 20, "G": 1 << 30}


@dataclass(frozen=True, slots=True)
class Pictures:
    """The settings if pictures are stored. ``hosts`` are further hosts that serve only pictures, in addition to the site's own;
    ``each`` is the maximum size of one picture, and ``run`` that of all pictures in a run, in bytes. The defaults allow a large
    photograph, and some hundreds of pictures."""

    hosts: tuple[str, ...] = ()
    each: int = 8 << 20
    run: int = 512 << 20


def read_pictures(value: object, read_hosts: Callable[[object], tuple[str, ...]]) -> Pictures | None:
    """The key ``pictures`` of a seed: true, false, or a table with ``hosts``, ``each`` and ``run``. Raises ValueError."""
    if isinstance(value, bool):
        return Pictures() if value else None
    if not isinstance(value, Mapping):
        raise ValueError(f"expected true, false or a table, not {value!r}")
    readers: dict[str, Callable[[object], Any]] = {"hosts": read_hosts, "each": _read_size, "run": _read_size}
    if unknown := sorted(set(value) - set(readers)):
        raise ValueError(f"unknown {', '.join(unknown)} (keys: {', '.join(readers)})")
    read = Pictures(**{key: readers[key](part) for key, part in value.items()})
    if read.run < read.each:
        raise ValueError(
            f"run ({read.run} bytes) is smaller than each ({read.each} bytes): no picture could be fetched"
        )
    return read


def _read_size(value: object) -> int:
    found = _SIZE.fullmatch(value) if isinstance(value, str) else None
    if found is None or not int(found["number"]):
        raise ValueError(f'expected a size as "8MB", not {value!r}')
    return int(found["number"]) * _UNITS[found["unit"]]
