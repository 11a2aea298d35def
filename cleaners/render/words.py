"""The parts of an article that Markdown and HTML render alike: byline, captions, dates, durations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cleaners.values import Image, Person, Video

if TYPE_CHECKING:
    from cleaners.article import Article


def byline(article: Article) -> str:
    """Authors, date and source on one line: ``记者 甲、乙 | 2025-03-25 10:20 | 某某日报``."""
    return " | ".join(filter(None, (_people(article.authors), _shown_date(article.date_published), article.source)))


def lines_of(text: str | None) -> list[str]:
    """The lines of a text that are not blank."""
    return [line for line in (text or "").splitlines() if line.strip()]


def _people(people: Sequence[Person]) -> str:
    """People in their order, grouped by role."""
    groups: list[tuple[str | None, list[str]]] = []
    for person in people:
        if groups and groups[-1][0] == person.role:
            groups[-1][1].append(person.name)
        else:
            groups.append((person.role, [person.name]))
    return " ".join(" ".join(filter(None, (role, "、".join(names)))) for role, names in groups)


def _shown_date(date: str | None) -> str:
    """``2025-03-25 10:20``; only the day for midnight, which the record uses for an unknown time of day."""
    if not date:
        return ""
    day, _, time = date.partition("T")
    return day if not time or time.startswith("00:00:00") else f"{day} {time[:5]}"


def caption_of(image: Image) -> str:
    """Caption and photo credit; the credit is not repeated if the caption contains it."""
    if image.caption and image.credit and image.credit in image.caption:
        return image.caption
    return " · ".join(filter(None, (image.caption, image.credit)))


def shown_duration(video: Video) -> str:
    """Minutes and seconds, ``(03:05)``; "" where the duration is unknown."""
    return f"({video.duration // 60:02d}:{video.duration % 60:02d})" if video.duration is not None else ""
