"""Moments and bylines that a page's layout parted into lines: year, month, day and time; a name and the word for a report."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.reading.patterns import lazy

#: The forms of such parts, from the first line on.
_FORMS = (
    (lazy(r"(?:19|20)\d\d\s?[/.年-]"), lazy(r"\d{1,2}\s?[/.月-]"), lazy(r"\d{1,2}日?")),
    (lazy(r"(?:19|20)\d\d"), lazy(r"\d{1,2}[/.-]\d{1,2}")),
)
_CLOCK = lazy(r"\d{1,2}:\d{2}(?::\d{2})?")
_REPORT = lazy(r"[/／]\s?(?:[綜综]合|即[時时])?[報报][導导道]")


def join_moments(lines: Sequence[str]) -> list[str]:
    """The lines, with the parts of a moment in one."""
    if not any(line[:2] in _CENTURIES and len(line) <= _YEAR for line in map(str.strip, lines[:_TOP])):
        return list(lines)
    shown = [number for number, line in enumerate(lines) if line and not line.isspace()][:_HEAD]
    texts = [lines[number].strip() for number in shown]
    found = list(lines)
    for place, text in enumerate(texts):
        if text[:2] not in _CENTURIES or len(text) > _YEAR:
            continue
        for form in _FORMS:
            parts = texts[place : place + len(form)]
            if len(parts) < len(form) or not all(one.fullmatch(part) for one, part in zip(form, parts, strict=True)):
                continue
            gap = "" if len(form) > 2 else "/"
            clock = texts[place + len(form) : place + len(form) + 1]
            has_clock = bool(clock) and _CLOCK.fullmatch(clock[0]) is not None
            found[shown[place]] = " ".join([gap.join(parts), *(clock if has_clock else ())])
            for number in shown[place + 1 : place + len(form) + has_clock]:
                found[number] = ""
            break
    return found


def join_reports(lines: Sequence[str]) -> list[str]:
    """The lines, with each word for a report behind the name above it."""
    if not any(len(line) <= _LONGEST and ("/" in line or "／" in line) for line in lines):
        return list(lines)
    found: list[str] = []
    for line in lines:
        if _is_report(line) and found and 0 < len(found[-1].strip()) <= _NAME:
            found[-1] = f"{found[-1].strip()} {line.strip()}"
        else:
            found.append(line)
    return found


def _is_report(line: str) -> bool:
    return len(line) <= _LONGEST and line.lstrip()[:1] in ("/", "／") and _REPORT.fullmatch(line.strip()) is not None


#: Characters of a year with its mark, and of a word for a report with blanks around it.
_YEAR, _LONGEST = 6, 16
#: Lines among which a moment stands; farther down they are data.
_HEAD, _TOP = 40, 80
_CENTURIES = ("19", "20")
#: Characters of a name at most.
_NAME = 8
