"""When a page was published and by which account, if only its markup says so: platforms draw the line of facts with a script,
from variables in it; an element shows `3天前` and has the moment in an attribute."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from cleaners.evidence.dates import CHINA, EPOCHS, Stamp, from_epoch, read_date, read_month_and_day
from cleaners.evidence.moments import places_of_parts
from cleaners.reading.kinds import ACCOUNT_SIGN, TITLE_SIGN
from cleaners.reading.lines import fold_space
from cleaners.reading.patterns import lazy
from cleaners.rules import stamps

#: Names of variables and keys with the time of publication, the most reliable first. What was created may also be an account or
#: a comment, so a name counts only if all its values are the same moment.
NAMES = (
    "datePublished publish_time publishTime pubtime publish_date publishDate published_at publishedAt pub_time pubTime pub_date "
    "pubDate release_time releaseTime ori_create_time oriCreateTime createTime create_time ct"
).split()

#: Parts of these names, for which a page is searched once: every name contains one. ``ct`` alone occurs in too many words.
_STEMS = ("ublish", "pub_", "pubT", "pubt", "pubD", "elease", "reateTime", "reate_time", "var ct")

_LONGEST = max(map(len, NAMES))

#: Maximum number of occurrences of one part that are examined: a list page has thousands, and their values disagree.
_MOST = 1_000

_DATE = r"\d{4}[-/]\d{1,2}[-/]\d{1,2}[ T]\d{1,2}:\d{2}[^\"'\s;,)]{0,14}"
_ASSIGNED = lazy(
    rf"""(?:var\s+)?(?P<name>{"|".join(NAMES)})["']?\s*[:=]\s*(?:(?:new\s+)?[\w.]+\(\s*){{0,2}}["']?"""
    rf"""(?:(?P<epoch>\d{{13}}|\d{{10}})|(?P<date>{_DATE}))["'\s;,)\]}}*+|]"""
)


def read_script_moment(source: str) -> Stamp | None:
    """The time of publication, to the minute, from the first of `NAMES` to which the page's scripts give a single moment.
    ``source`` is the page's markup. None if no name has a value, or every name has several."""
    if "<script" not in source:
        return None
    found: dict[str, list[Stamp]] = {}
    for places in places_of_parts(source, _STEMS, _MOST):
        for name, stamp in _assigned(source, places):
            found.setdefault(name, []).append(stamp)
    if not found:
        return None
    for name in NAMES:
        stamps = found.get(name, [])
        if len({stamp.moment.replace(second=0) for stamp in stamps}) == 1:
            return next((stamp for stamp in stamps if stamp.precision == "second"), stamps[0])
    return None


def _assigned(source: str, places: Iterable[int]) -> Iterator[tuple[str, Stamp]]:
    scripts = _Scripts(source)
    for place in places:
        match = _ASSIGNED.match(source, _start_of_word(source, place))
        if match is None or not scripts.hold(place):
            continue
        stamp = from_epoch(int(match["epoch"])) if match["epoch"] else read_date(match["date"])
        if stamp is not None:
            yield match["name"], stamp


def _start_of_word(source: str, place: int) -> int:
    """The start of the word around a part of a name, not farther back than the longest name reaches."""
    least = max(0, place - _LONGEST)
    while place > least and (source[place - 1].isalnum() or source[place - 1] in "_$-"):
        place -= 1
    return place


#: The variable in which a platform has the name of the account that a page belongs to.
_ACCOUNT = lazy(r"""var\s+nickname\s*=\s*(?:[\w.]+\(\s*)?(?P<quote>["'])(?P<name>[^"'<>\\]{2,30})(?P=quote)""")


def read_script_account(source: str, lines: Iterable[str]) -> str | None:
    """The account that published a page, if a variable of its scripts names it and one of the visible ``lines`` shows that
    name; otherwise None."""
    place = source.find(ACCOUNT_SIGN)
    if place < 0 or not _Scripts(source).hold(place) or (match := _ACCOUNT.match(source, place)) is None:
        return None
    name = match["name"].strip()
    return name if any(_opens_line(name, line) or name in line.split() for line in lines) else None


#: The variable in which the same platform has the title.
_TITLE = lazy(r"""var\s+msg_title\s*=\s*(?:[\w.]+\(\s*)?(?P<quote>["'])(?P<title>[^"'<>\\]{2,120})(?P=quote)""")


def read_script_title(source: str) -> str | None:
    """The title of a page, if a variable of its scripts has it; otherwise None."""
    place = source.find(TITLE_SIGN)
    match = _TITLE.match(source, place) if place >= 0 and _Scripts(source).hold(place) else None
    return html.unescape(match["title"]).strip() or None if match is not None else None


def _opens_line(name: str, line: str) -> bool:
    """Whether a line is this name, alone or with a moment directly after it, which the page separates only by its style."""
    return line.startswith(name) and (line == name or line[len(name)].isdigit())


#: An element for a moment with its attribute and what it shows.
_TIME = lazy(
    r"""<time\b[^<>]{0,300}?\bdatetime\s*=\s*["']?(?P<moment>[^"'<>]{8,40})["']?[^<>]{0,300}>(?P<shown>[^<>]{1,60})</time""",
    re.I,
)


def read_moment(
    source: str, known: str | None, lines: Callable[[], Sequence[str]], headline: str | None = None, text: str = ""
) -> Stamp | None:
    """The moment of a page whose ``lines`` between headline and text show none, from a time element, from an attribute between
    the two, or from its scripts. If they show only a day, ``known``, the moment on that day."""
    has_elements = "<time" in source
    if known is not None:
        day, at, _ = known.partition("T00:00:00")
        return read_time_of_day(source, lines(), day) if at and has_elements else None
    stamp = read_time_element(source, lines()) if has_elements else None
    stamp = stamp or read_attribute_moment(_between(source, headline, text))
    return stamp or read_script_moment(source) or _read_created(source, lines)


#: Number of first characters by which the beginning of a text is found in the markup, and the maximum length of the markup
#: between headline and text, in characters: pictures and bars stand there, too. The beginning is looked for as often in front of
#: the headline, in a summary or a menu.
_OPENING, _FARTHEST, _TRIES = 6, 20_000, 4


def _between(source: str, headline: str | None, text: str) -> str:
    """The markup between a page's headline and its text, if both stand in it as they are shown; otherwise an empty string."""
    if not headline or not text:
        return ""
    body = max(0, source.find("<body"))
    end = source.find(text[:_OPENING], body)
    for _ in range(_TRIES):
        start = source.rfind(headline, body, end) if end > 0 else -1
        if start >= 0 and end - start <= _FARTHEST:
            return source[start:end]
        end = source.find(text[:_OPENING], end + 1) if end > 0 else -1
    return ""


#: An element without others in it, with an attribute that is named for a time or is its tooltip, and what it shows.
_STATED = lazy(
    r"""<(?P<tag>[a-z][a-z0-9-]{0,15})\b[^<>]{0,300}?\s(?P<name>title|datetime|data-[\w-]{0,24}?(?:time|date|stamp|publish)[\w-]{0,12})"""
    r"""\s*=\s*["'](?P<moment>[^"'<>]{8,40})["'][^<>]{0,300}>(?P<shown>[^<>]{0,60})</(?P=tag)\s*>""",
    re.I,
)
#: What an element shows in place of a moment: its age, the day relative to the visit.
_RELATIVE = lazy(rf"(?:{stamps.AGO}|刚刚|剛剛|[今昨前]天|[今昨]日)(?:\s*\d{{1,2}}:\d{{2}})?")


def read_attribute_moment(markup: str) -> Stamp | None:
    """The one moment in the attributes of elements that show nothing, the age of the page, or its month and day, or whose
    attribute is named for publishing: `<span title="2024-05-20 10:20">3天前</span>`. None if they disagree."""
    if "time" not in markup and "date" not in markup and "title" not in markup and "publish" not in markup:
        return None
    found = {
        stamp
        for match in _STATED.finditer(markup)
        if (stamp := _read_attribute(match["moment"])) is not None and _may_state(match, stamp)
    }
    return found.pop() if len(found) == 1 else None


def _may_state(match: re.Match[str], stamp: Stamp) -> bool:
    shown, name = fold_space(match["shown"]), match["name"].lower()
    if "publish" in name:
        return True
    if not shown:
        return name != "title"
    return _RELATIVE.fullmatch(shown) is not None or read_month_and_day(shown) == _month_and_day(stamp)


#: Keys with the moment at which something was created, which may be a page, an account, a comment or a picture.
_CREATED = lazy(
    r"""["']?(?:created_?[Aa]t|create_at)["']?\s*[:=]\s*["']?(?:(?P<epoch>\d{13}|\d{10})(?!\d)|(?P<date>[A-Za-z0-9][^"'<>{}\[\]]{14,34}))"""
)
#: Maximum length of a line with the month and day of a page, in characters.
_DATED = 40


def _read_created(source: str, lines: Callable[[], Sequence[str]]) -> Stamp | None:
    """The moment at which scripts say that something was created, if a visible line has its month and day without the year, and
    no other moment of the scripts agrees with that line."""
    if "created" not in source and "create_at" not in source:
        return None
    shown = {read_month_and_day(line) for line in lines() if len(line) <= _DATED} - {None}
    if not shown:
        return None
    scripts, found = _Scripts(source), set()
    for number, match in enumerate(_CREATED.finditer(source)):
        if number == _MOST:
            break
        if scripts.hold(match.start()):
            stamp = from_epoch(int(match["epoch"])) if match["epoch"] else read_date(match["date"])
            if stamp is not None and _month_and_day(stamp) in shown:
                found.add(stamp)
    return found.pop() if len(found) == 1 else None


def read_time_element(source: str, lines: Sequence[str]) -> Stamp | None:
    """The moment in the attribute of a time element in one of the visible ``lines``, if the element shows no year: `<time
    datetime="2024-05-20T10:20">05-20 10:20</time>`. None if it shows another day, or several elements disagree."""
    found: set[Stamp] = set()
    for number, match in enumerate(_TIME.finditer(source)):
        shown = fold_space(match["shown"])
        if number == _MOST:
            break
        if shown and any(shown in line for line in lines):
            stamp = _read_attribute(match["moment"])
            if stamp is None or read_month_and_day(shown) not in (None, _month_and_day(stamp)):
                return None
            found.add(stamp)
    return found.pop() if len(found) == 1 else None


def _read_attribute(moment: str) -> Stamp | None:
    """The moment in the attribute of a time element, as a date or as the count of seconds or milliseconds that scripts use."""
    digits = moment.strip()
    return from_epoch(int(digits)) if len(digits) in EPOCHS and digits.isdecimal() else read_date(moment)


def read_time_of_day(source: str, lines: Sequence[str], day: str) -> Stamp | None:
    """The moment in the attribute of a time element that shows a ``day`` (``2024-05-20``) without an hour in one of the visible
    ``lines``, as blogs print it. None if the attribute has another day, or several elements of that day disagree."""
    found: set[Stamp] = set()
    for number, match in enumerate(_TIME.finditer(source)):
        shown = fold_space(match["shown"])
        if number == _MOST:
            break
        own = read_date(shown)
        if (
            own is None
            or own.precision != "day"
            or own.day.isoformat() != day
            or not any(shown in one for one in lines)
        ):
            continue
        stamp = read_date(match["moment"])
        if stamp is None or _month_and_day(stamp) != (own.day.month, own.day.day):
            return None
        if stamp.precision != "day" and _MIDNIGHT.search(match["moment"]) is None:
            found.add(stamp)
    return found.pop() if len(found) == 1 else None


#: Midnight: the attribute gives only a day, in any time zone.
_MIDNIGHT = lazy(r"[Tt ]00:00(?::00)?(?:\.0+)?(?![\d:])")


def _month_and_day(stamp: Stamp) -> tuple[int, int]:
    day = stamp.moment.astimezone(CHINA) if stamp.precision != "day" else stamp.moment
    return day.month, day.day


class _Scripts:
    """Whether positions in a page's markup, given in ascending order, are inside a script: code that an article shows as an
    example is not the page's own. Linear."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._opened = self._closed = -1
        self._asked = 0

    def hold(self, place: int) -> bool:
        opened = self._source.rfind("<script", self._asked, place)
        if opened >= 0:
            self._opened, self._closed = opened, self._source.find("</script", opened)
        self._asked = place
        return self._opened >= 0 and (self._closed < 0 or self._closed > place)
