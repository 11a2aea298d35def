"""What stands around the text where all of a page was copied: menus above it, and titles of other pages above and below it.

In a page those are links. Here they are rows without a sentence: many of them, with names of channels among them, or as long as
titles are. They are hidden. Verse, rows of a table and lists that the text announces are none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from cleaners.evidence.dates import opens_with_date, read_date, read_short_date
from cleaners.evidence.flat.marks import states_fact
from cleaners.evidence.flat.row import Row
from cleaners.evidence.people.names import looks_like_name
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules import Effect, first_rule
from cleaners.rules.navigation import WAYS_HOME, is_channel
from cleaners.rules.roles import ANY_ROLE
from cleaners.values import Label

#: Characters of running text, in a row that ends a sentence, and rows of it that a page has at least.
MIN_PROSE, MIN_ROWS = 25, 2

#: Fewest rows of a menu, and of those the fewest that say so: a channel, a control, a row that stands there twice.
MIN_MENU, MIN_SAID = 8, 3

#: Fewest titles below a text, their least length, and that of one half of them; rows that stay above the text without a fact.
MIN_TITLES, MIN_TITLE, MIN_HALF, NEAR = 5, 8, 12, 3

#: Rows of a list or a table between two rows of one text at most.
MAX_BETWEEN = 12

#: Rows between the facts of a head and its text at most.
_MAX_BELOW = 6

_LONGEST, _MAX_ENTRY = 60, 8
_ENDS = ("。", "”", "」", "』", "）", ")")
_ANNOUNCES = ("：", ":", "如下", "如下。", "名单", "名單")
#: Rows of a list, a programme or a sheet, and a key with its value.
_LISTED = lazy(
    r"\W*(?:\d{1,3}[.、．)）]|[一二三四五六七八九十]{1,3}[、.．]|[①-⑳]|附件?|注|图|表)|[^：:]{1,8}[：:]\s?\S|《|\[\d|[^\[\]]{1,50}\[\d{1,3}\]"
)
#: Words in a row of such, that blanks part.
_MAX_WORDS = 3
#: The end of a sentence, full stops of a Latin keyboard among them; who wrote it behind that.
_END, _LONGEST_END = lazy(rf"(?:[。！？…]|[{HAN}”][.!?])[”」』）)\"]{{0,3}}(?:\s?[（(][^（）()]{{1,16}}[）)])?$"), 24
#: The dots of a teaser, not those of a writer; fewest teasers.
_DOTS, _CUT, _MIN_TEASERS = ("...", "…"), lazy(r"[^.…](?:\.\.\.|…)$"), 3
#: What a title says of its page behind it.
_KIND = lazy(r"[（(](?:组?图|圖|视频|视頻)[)）]$")
_ROLE, _ASIDE = lazy(rf"(?:{ANY_ROLE})[:：]?"), lazy(r"\s?[（(][^（）()]{1,6}[）)]$")
_CHANNEL = lazy(r"[^\W\d]{2,4}(?:新闻|新聞|频道|頻道)")
_FRAME = frozenset((Label.NAVIGATION, Label.SHARE, Label.FOOTER, Label.LEGAL, Label.RECOMMENDATION))


def hide_fringes(rows: Sequence[Row]) -> list[Row]:
    """The rows, with menus above and below the text and titles below it hidden."""
    short = sum(len(row.text) < MIN_PROSE for row in rows)
    core = _core_of(rows) if short >= MIN_TITLES and len(rows) >= MIN_MENU else None
    teasers = _teasers(rows)
    if core is None:
        return [row._replace(hidden=True) if number in teasers else row for number, row in enumerate(rows)]
    first, last = core
    both = {row.text for row in rows[:first]} & {row.text for row in rows[last + 1 :]}
    marked = {*_above(rows, first, both), *_below(rows, last, both), *teasers}
    return [row._replace(hidden=True) if number in marked else row for number, row in enumerate(rows)]


def _above(rows: Sequence[Row], first: int, both: set[str]) -> list[int]:
    """The rows of menus above the text, but for those above a moment, and where a text ends above its first long row."""
    day = next((number for number in range(first) if _states_day(rows[number].text)), 0)
    if any(map(_closes, rows[day:first])):
        return []
    head = range(_head_of(rows, first))
    twice = both | _said_twice(rows[:first])
    said = max((number for number in head if _is_of_menu(rows[number].text, twice)), default=-1)
    own = {number for fact in head if _states_day(rows[fact].text) for number in range(fact - NEAR, fact)}
    plain = (number for number in range(said + 1) if _is_plain(rows[number]) and not _is_prose(rows[number]))
    above = [number for number in plain if number not in own]
    return above if len(above) >= MIN_MENU and _says_menu(rows, range(first), twice) else []


def _closes(row: Row) -> bool:
    """Whether a row closes a text: a credit line, or the heading of what readers said of it."""
    rule = first_rule(row.text) if row.text and not row.hidden else None
    return rule is not None and (
        rule.label is Label.COMMENT or (rule.label is Label.CREDIT and rule.effect is Effect.END)
    )


def _core_of(rows: Sequence[Row]) -> tuple[int, int] | None:
    """The first and the last row of the text: rows of running text near each other, with most of the page's; None where it stands
    in single rows among as many titles."""
    runs: list[list[int]] = []
    for number in (number for number, row in enumerate(rows) if _is_prose(row)):
        if runs and sum(map(_is_plain, rows[runs[-1][-1] : number])) <= MAX_BETWEEN:
            runs[-1].append(number)
        else:
            runs.append([number])
    sizes = [sum(len(rows[number].text) for number in run) for run in runs]
    longest = max(range(len(runs)), key=sizes.__getitem__, default=None)
    if longest is None or len(runs[longest]) < MIN_ROWS or 2 * sizes[longest] <= sum(sizes):
        return None
    first, last = runs[longest][0], runs[longest][-1]
    if (own := _under_head(rows, first)) is not None:
        return own
    return (first, last) if sum(map(_is_plain, rows[first:last])) <= len(runs[longest]) else None


def _under_head(rows: Sequence[Row], end: int) -> tuple[int, int] | None:
    """The first and the last row of running text between facts and a row that only stands after a text: readers' posts and a
    feed below that may be longer."""
    told = (number for number in range(end) if _is_prose(rows[number]))
    opening = next((at for at in told if any(map(_is_fact, rows[max(0, at - _MAX_BELOW) : at]))), end)
    border = next((number for number in range(opening, end) if _is_of_frame(rows[number].text)), end)
    inside = [number for number in range(opening, border) if _is_prose(rows[number])]
    if border == end or len(inside) < MIN_ROWS:
        return None
    titles = sum(_is_plain(row) and _is_titled(row.text) for row in rows[opening : inside[-1]])
    return (opening, inside[-1]) if 2 * titles <= len(inside) else None


def _states_day(text: str) -> bool:
    is_short = len(text) <= _LONGEST and any(map(str.isdigit, text))
    return is_short and states_fact(text) and read_date(text) is not None


def _is_fact(row: Row) -> bool:
    """Whether a row states a fact about a text, or month, day and time as accounts do."""
    return 0 < len(row.text) <= _LONGEST and (states_fact(row.text) or read_short_date(row.text) is not None)


def _is_prose(row: Row) -> bool:
    return len(row.text) >= MIN_PROSE and not row.hidden and _ends_sentence(row.text)


def _ends_sentence(text: str) -> bool:
    return _END.search(text, max(0, len(text) - _LONGEST_END)) is not None


def _is_plain(row: Row) -> bool:
    """Whether a row may be an entry of a menu or a title: no rule takes it, and it is no part of a sheet."""
    is_free = not row.hidden and not row.marks and row.kind == "paragraph" and 0 < len(row.text) <= _LONGEST
    return is_free and first_rule(row.text) is None


def _said_twice(rows: Sequence[Row]) -> set[str]:
    counts = Counter(row.text for row in rows if len(row.text) <= _MAX_ENTRY)
    return {text for text, count in counts.items() if count > 1}


def _says_menu(rows: Sequence[Row], among: range, twice: Collection[str]) -> bool:
    said = {row.text for row in rows[among.start : among.stop] if _is_of_menu(row.text, twice)}
    return len(said) >= MIN_SAID


def _is_of_menu(text: str, twice: Collection[str]) -> bool:
    if not 1 < len(text) <= _LONGEST or text.isdigit():
        return False
    if text in twice or text in WAYS_HOME or is_channel(text) or _CHANNEL.fullmatch(text):
        return True
    rule = first_rule(text)
    return rule is not None and rule.label in _FRAME


def _head_of(rows: Sequence[Row], first: int) -> int:
    """Where the head of the text begins at the earliest: a few rows above its facts, or above the text itself."""
    place, plain = first, 0
    for number in range(first - 1, -1, -1):
        if states_fact(rows[number].text):
            place, plain = number, 0
        elif _is_plain(rows[number]):
            plain += 1
            if plain > _MAX_BELOW:
                break
    while place and not _is_plain(rows[place - 1]) and not rows[place - 1].marks:
        place -= 1
    return max(0, place - NEAR)


def _below(rows: Sequence[Row], last: int, both: Collection[str]) -> set[int]:
    """The rows below the text that are menus or titles; who signed it stands above them."""
    last = _last_sentence(rows, last)
    if rows[last].text.rstrip("”。").endswith(_ANNOUNCES):
        return set()
    plain = [number for number in range(last + 1, len(rows)) if _is_plain(rows[number])]
    while plain and _may_sign(rows[plain[0]].text):
        plain.pop(0)
    if not plain or rows[plain[0]].text.endswith(_ANNOUNCES) or _LISTED.match(rows[plain[0]].text):
        return set()
    is_menu = len(plain) >= MIN_MENU and _says_menu(rows, range(last + 1, len(rows)), both)
    titles = [number for number in plain if _is_titled(rows[number].text)]
    long = sum(len(rows[number].text) >= MIN_HALF for number in titles)
    is_apart = bool(titles) and any(_is_of_frame(row.text) for row in rows[last + 1 : titles[-1]])
    is_list = is_apart and len(titles) >= MIN_TITLES and 2 * len(titles) > len(plain) and 2 * long >= len(titles)
    return set(plain) if is_menu or is_list else set()


def _teasers(rows: Sequence[Row]) -> set[int]:
    """The rows below the text that a site cut off, each right below another: the beginnings of other pages."""
    cut = [
        number
        for number, row in enumerate(rows)
        if row.text.endswith(_DOTS) and _CUT.search(row.text[-4:]) and not row.marks
    ]
    if len(cut) < _MIN_TEASERS or cut[-1] - cut[0] >= len(cut) or any(map(_is_prose, rows[cut[-1] + 1 :])):
        return set()
    return set(cut) if sum(map(_is_prose, rows[: cut[0]])) >= MIN_ROWS else set()


def _last_sentence(rows: Sequence[Row], last: int) -> int:
    """The last row of the text: short sentences, and parts of a talk, may stand below its last long row."""
    for number in range(last + 1, len(rows)):
        row = rows[number]
        rule = first_rule(row.text) if row.text and not row.hidden else None
        if rule is not None and rule.effect is not Effect.LINE:
            break
        if not row.hidden and rule is None and _ends_sentence(row.text):
            last = number
    return last


def _is_of_frame(text: str) -> bool:
    """Whether a row says that the text has ended above it."""
    rule = first_rule(text) if 0 < len(text) <= _LONGEST else None
    return rule is not None and (rule.label in _FRAME or rule.effect is not Effect.LINE)


def _is_titled(text: str) -> bool:
    text = _KIND.sub("", text)
    return (
        len(text) >= MIN_TITLE
        and not text.endswith(_ENDS)
        and _LISTED.match(text) is None
        and len(text.split()) <= _MAX_WORDS
    )


def _may_sign(text: str) -> bool:
    """Whether a row is who wrote the text or what he did, each a row of its own, or when."""
    bare = _ASIDE.sub("", text)
    is_signed = looks_like_name(bare) or _ROLE.fullmatch(bare) is not None
    return is_signed or opens_with_date(text) or states_fact(text)
