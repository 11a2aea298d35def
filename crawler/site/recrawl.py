"""When to request an article again: new ones often, old ones rarely."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_DURATION = re.compile(r"(\d{1,5})\s*([mhd])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Recrawl:
    """A policy: ``steps`` of (maximum age, interval) in ascending order of age, and the interval for ``older`` articles."""

    steps: tuple[tuple[datetime.timedelta, datetime.timedelta], ...]
    older: datetime.timedelta

    def next_visit(self, published: str | None, moment: datetime.datetime) -> datetime.datetime:
        """The time at which an article fetched at ``moment`` is due again. An article without a date counts as new."""
        born = _read_date(published)
        age = datetime.timedelta(0) if born is None else moment - born
        interval = next((interval for limit, interval in self.steps if age <= limit), self.older)
        return moment + interval

    @property
    def longest(self) -> datetime.timedelta:
        """The longest interval."""
        return max((self.older, *(interval for _, interval in self.steps)))


def read_recrawl(value: object) -> Recrawl:
    """A policy from the seed file: ``"always"``, or a table of age = interval with the key ``older``, such as
    ``{"2d" = "1h", "30d" = "1d", older = "30d"}``. Units: m, h, d. Raises ValueError."""
    if value == "always":
        return Recrawl((), datetime.timedelta(0))
    if not isinstance(value, Mapping) or "older" not in value:
        raise ValueError(
            'expected "always" or a table of age = interval with the key older, as in {"2d" = "1h", older = "30d"}'
        )
    steps = sorted((read_duration(age), read_duration(value[age])) for age in value if age != "older")
    return Recrawl(tuple(steps), read_duration(value["older"]))


def read_duration(value: object) -> datetime.timedelta:
    """A duration such as ``90m``, ``12h``, ``30d``. Raises ValueError."""
    found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise ValueError(f"expected a duration such as 90m, 12h or 30d, not {value!r}")
    return datetime.timedelta(**{_UNITS[found[2]]: int(found[1])})


def _read_date(published: str | None) -> datetime.datetime | None:
    try:
        return datetime.datetime.fromisoformat(published) if published else None
    except ValueError:
        return None


#: News is corrected within hours, seldom after days, and hardly ever after a month.
DEFAULT_RECRAWL = read_recrawl({"2d": "1h", "14d": "1d", "90d": "7d", "older": "30d"})
