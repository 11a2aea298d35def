"""A page in one line: a tool put a space, another sign or nothing in the place of every break.

The breaks come back where the words say so: around a date with its time, before a fact and behind it, behind the end of a
sentence that the sign follows, around a credit line. A text that shows none of the marks of a page, one paragraph by its
writer, is left as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cleaners.evidence.flat.blanks import (
    CLOSED_SENTENCE,
    CREDIT_WORD,
    MAX_HEADLINE,
    SENTENCE_END,
    grouped,
    lines_of,
    words_of,
)
from cleaners.evidence.flat.borders import BEHIND_SENTENCE, end_of_name, part_glued, part_head, reported_at
from cleaners.evidence.flat.marks import states_fact
from cleaners.evidence.outlets import is_outlet
from cleaners.evidence.people.names import looks_like_name
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules import first_rule, stamps
from cleaners.rules.navigation import is_channel, is_channel_bar
from cleaners.rules.roles import CREDIT_ROLE
from cleaners.rules.stamps import plain

#: A line from which a text may be a whole page, in characters, and its sentences.
MIN_CHARS, MIN_SENTENCES = 80, 2

#: Minimum length of a part of a headline, in characters.
MIN_WORD = 3

#: Words of a headline at most, and the length from which one that stands in a head twice is the page's.
MAX_WORDS, MIN_TWICE = 3, 5

#: Fewest sentences with a space behind them, and without one, of which the space is a break.
MIN_GAPS = 3

#: Characters of a line in which a date that says what it is is the page's own.
MAX_HEAD = 800

#: Breaks that were written as signs, and how many of them a text has at least.
_WRITTEN, MIN_WRITTEN = lazy(r"(?:\\r)?\\n|\\r|[\u2028\u2029\u23ce↵]"), 3

_BREAK = lazy(rf"{CLOSED_SENTENCE}(\s*[|｜¶]\s*|\s+)(?=\S)")
#: A date with its time in digits, as machines print it: 上午十点 and 10时30分 stand in sentences. A bare 于 is the sentence's.
_CLOCK = rf"\s?(?:[上下]午)?\s?{stamps.DIAL}"
_LABELLED = lazy(
    rf"(?:(?:{stamps.LABEL})\s?[:：]|(?<=\s)(?:发表|发布)于)\s?(?:{plain(stamps.DAY)}(?:\s?{_CLOCK})?|{plain(stamps.REVERSED)}(?:\s?[-–]?{_CLOCK})?)"
)
_STAMP = lazy(
    rf"(?:(?:{stamps.LABEL}|更新)于?\s?[:：]?\s?)?{plain(stamps.DAY)}{plain(stamps.WEEKDAY)}?[ \t\u00a0\u3000]{{0,3}}{_CLOCK}"
    rf"|(?:(?:{stamps.LABEL})\s?[:：]|(?<=\s)(?:发表|发布)于)\s?(?:{plain(stamps.DAY)}|{plain(stamps.REVERSED)}(?:\s?[-–]?{_CLOCK})?)"
)
#: The same of a page that gives no year, which only blanks around it tell from other numbers.
_THIS_YEAR = r"(?<!\S)(?:0?[1-9]|1[0-2])[-/](?:0?[1-9]|[12]\d|3[01])\s\d{1,2}:\d{2}(?!\S)"
_MOMENT = lazy(rf"{plain(stamps.DAY)}{plain(stamps.WEEKDAY)}?[ \t\u00a0\u3000]{{0,3}}{_CLOCK}|{_THIS_YEAR}")
#: A word without a mark that a space parts from another: no writer sets one between ideographs.
_FIRST_WORD = lazy(rf"([^\s，。！？；：、]+[{HAN}])\s+(?=[{HAN}])")
#: What a sentence has before a time.
_LEADS_TO_TIME = tuple("消息 讯 电 于 在 至 到 从 自 是 为 前 后 截止 截至".split())

_PAIR = rf"{CREDIT_ROLE}[:：\s]{{0,2}}(?!{CREDIT_ROLE})[{HAN}]{{2,4}}?(?=\s*{CREDIT_ROLE}|\s|$)"
#: Credits glued to a sentence, and a source before them. What the last name is cannot be told from what follows without a
#: space: three characters, as most names are.
_CREDITS = lazy(
    rf"{BEHIND_SENTENCE}\s*(?:[（(]?(来源\s?[:：]\s?[^\s。，]{{2,14}}?)[）)]?\s*)?((?:{_PAIR}\s*){{1,9}}(?:{CREDIT_ROLE}[:：\s]{{0,2}}(?!{CREDIT_ROLE})[{HAN}]{{2,3}})?)"
)
#: The outlet behind 来源 where the text follows it without a space.
_SOURCE = lazy(
    rf"^(来源\s?[:：]\s?[{HAN}]{{1,8}}?(?:日报|晚报|商报|时报|晨报|快报|特区报|都市报|青年报|新闻网|网|社|电视台|客户端|发布))(?=[{HAN}])"
)


def is_one_line(lines: Sequence[str]) -> bool:
    """Whether a text is one long line of several sentences that shows the head or the foot of a page."""
    shown = [line for line in lines if line.strip()]
    if len(shown) != 1 or len(shown[0]) < MIN_CHARS:
        return False
    line = shown[0]
    if len(SENTENCE_END.findall(line)) < MIN_SENTENCES:
        return False
    if len(_WRITTEN.findall(line)) >= MIN_WRITTEN:
        return True
    return (
        _stamp_above(line)
        or _has_sign(line)
        or _has_gaps(line)
        or _credits_in(line) is not None
        or any(map(states_fact, _after(line)))
    )


def sign_of(line: str) -> str:
    """What stands in the place of a page's breaks; empty where nothing does."""
    line = line.strip()
    return "\n" if len(_WRITTEN.findall(line)) >= MIN_WRITTEN else _sign_of(line)


def split_line(line: str) -> list[str]:
    """The lines of a page in one line."""
    line = line.strip()
    if len(_WRITTEN.findall(line)) >= MIN_WRITTEN:
        return [piece.strip().replace('\\"', '"') for piece in _WRITTEN.split(line) if piece.strip()]
    sign = _sign_of(line)
    if sign not in ("", " "):
        return [piece.strip() for piece in line.split(sign) if piece.strip()]
    if (credits := _credits_in(line)) is not None:
        start, source, own, end = credits
        above = part_glued(line[:start]) if not sign else [line[:start]]
        return [*_split_lines(above), *filter(None, (source, own)), *lines_of(line[end:].strip())]
    return _split_lines(part_glued(line) if not sign else [line])


def _split_lines(lines: Sequence[str]) -> list[str]:
    """Lines of which the longest one is the page up to its credits."""
    place = max(range(len(lines)), key=lambda number: len(lines[number]))
    return [*lines[:place], *_split_above(lines[place]), *lines[place + 1 :]]


def _sign_of(line: str) -> str:
    """What stands behind most sentences that are not followed by a word at once: the sign of a break."""
    return next((sign for sign, _ in Counter(_BREAK.findall(line)).most_common(1)), "")


def _has_sign(line: str) -> bool:
    """Whether a sign stands behind most sentences that no writer sets there."""
    signs = [sign for sign in _BREAK.findall(line) if sign.strip(" \u3000\u00a0")]
    return len(signs) >= MIN_WRITTEN and 2 * len(signs) > len(SENTENCE_END.findall(line))


def _has_gaps(line: str) -> bool:
    """Whether a space stands behind some sentences and none behind others: the space is a break."""
    ends = len(SENTENCE_END.findall(line))
    gaps = len(_BREAK.findall(line))
    return gaps >= MIN_GAPS and ends - gaps > MIN_GAPS  # nothing follows the last one


def _split_above(line: str) -> list[str]:
    """The lines of a page up to its credits: the first date with its time is a line of its own."""
    found: list[str] = []
    stamp = _stamp_of(line) if _stamp_above(line) else None
    if stamp is not None:
        above, stamped, line = line[: stamp.start()], stamp.group().strip(), line[stamp.end() :].strip()
        lines = [line for part in part_head(above) for line in _lines_above(part)]
        account = _account_of(lines, line)
        found += [*_with_headline(lines[: len(lines) - len(account)]), *account, stamped]
        if (source := _SOURCE.match(line)) is not None:
            found.append(source.group(1))
            line = line[source.end() :]
        if (end := reported_at(line)) > 0:
            found.append(line[:end])
            line = line[end:]
    return found + lines_of(line)


def title_in(line: str) -> str | None:
    """The headline that stands twice in the head of a page in one line, once as the page's title; None without one."""
    stamp = _stamp_of(line) if _stamp_above(line) else None
    lines = _lines_above(line[: stamp.start()]) if stamp is not None else []
    place = _said_twice(lines)
    return " ".join(lines[place[0] : place[1]]) if place is not None else None


def _lines_above(head: str) -> list[str]:
    """The lines of a head: each of its words, but for sentences, which may have spaces around Latin letters. They stand there if
    the page's own date is below its text, and its headline opens the head then."""
    if "。" not in head and (
        SENTENCE_END.search(head) is None or all(len(word) <= MAX_HEADLINE for word in head.split())
    ):
        return grouped(words_of(head))
    title = _FIRST_WORD.match(head.strip())
    return [title[1], *lines_of(head.strip()[title.end() :])] if title is not None else lines_of(head)


def _with_headline(lines: list[str]) -> list[str]:
    """The lines of a head with the headline in one, since it may have spaces: what stands there twice, or else the few words
    before the facts."""
    start, end = _said_twice(lines) or _before_facts(lines)
    return [*lines[:start], " ".join(lines[start:end]), *lines[end:]] if end > start else lines


def _account_of(lines: list[str], below: str) -> list[str]:
    """The last line of a head, if it is the name of an account, which stands on both sides of its moment."""
    return lines[-1:] if len(lines) > 1 and below.split(maxsplit=1)[:1] == lines[-1:] else []


def _said_twice(lines: Sequence[str]) -> tuple[int, int] | None:
    end = _end_of_headline(lines)
    above = " ".join(lines[:end])
    for words in range(min(MAX_WORDS, end), 0, -1):
        headline = " ".join(lines[end - words : end])
        if len(headline) >= MIN_TWICE and headline in above[: len(above) - len(headline)]:
            return end - words, end
    return None


def _before_facts(lines: Sequence[str]) -> tuple[int, int]:
    start = end = _end_of_headline(lines)
    while start and len(lines[start - 1]) >= MIN_WORD and not _is_no_headline(lines[start - 1]):
        start -= 1
        if lines[start].startswith("—"):
            end = start  # below the headline
    return (start, end) if 1 < end - start <= MAX_WORDS else (end, end)


def _end_of_headline(lines: Sequence[str]) -> int:
    end = len(lines)
    while end and _is_no_headline(lines[end - 1]):
        end -= 1
    return end


def _is_no_headline(line: str) -> bool:
    """Whether a word of a head is one of the page's frame, of its facts, or a name."""
    return (
        line.endswith(("。", "：", ":"))
        or first_rule(line) is not None
        or is_channel_bar(line)
        or is_channel(line)
        or is_outlet(line)
        or looks_like_name(line)
    )


def _credits_in(line: str) -> tuple[int, str, str, int] | None:
    """Where credits stand glued to a sentence: their start, the source before them, the credits, their end. They are two pairs of
    a role and a name with a surname, or three."""
    for match in _CREDITS.finditer(line):
        words = CREDIT_WORD.split(match.group(2))
        names = [name.strip() for word in words for name in word.split() if name.strip()]
        if len(names) >= 3 or (len(names) == 2 and all(map(looks_like_name, names))):
            end = end_of_name(line, match.end() - len(names[-1]), match.end())
            return match.start(), (match.group(1) or "").strip(), line[match.start(2) : end].strip(), end
    return None


def _stamp_above(line: str) -> bool:
    """Whether a date with its time stands before the first sentence has ended, and a headline before it."""
    end = line.find("。")  # a headline may ask
    stamp = _STAMP.search(line, 0, end if end >= 0 else len(line))
    if stamp is None:
        stamp = _LABELLED.search(line, 0, MAX_HEAD)  # a slogan or what explains the headline may stand above it
        return (stamp is not None and len(line[: stamp.start()].strip()) >= 4) or _stamp_apart(line) is not None
    above = line[: stamp.start()].strip()
    is_labelled = _LABELLED.match(line, stamp.start()) is not None
    return len(above) >= 4 and (
        is_labelled or ("，" not in above and not above.endswith(_LEADS_TO_TIME)) or _stamp_apart(line) is not None
    )


def _stamp_apart(line: str) -> re.Match[str] | None:
    """The first date with its time that blanks part from the words around it, none of which is a whole sentence or longer than a
    headline: such a one may pause, and ask."""
    stamp = _MOMENT.search(line, 0, MAX_HEAD)
    if stamp is None or not line[stamp.start() - 1 : stamp.start()].isspace():
        return None
    above, below = line[: stamp.start()].split(), line[stamp.end() : stamp.end() + 1]
    is_apart = (not below or below.isspace()) and len("".join(above)) >= 4 and not above[-1].endswith(_LEADS_TO_TIME)
    return stamp if is_apart and not any("。" in word or len(word) > MAX_HEADLINE for word in above) else None


def _stamp_of(line: str) -> re.Match[str] | None:
    """The first date with its time, or the first that says that it is the page's own, where a sentence ends above it."""
    if (apart := _stamp_apart(line)) is not None:
        return apart
    stamp, labelled = _STAMP.search(line), _LABELLED.search(line, 0, MAX_HEAD)
    is_below = stamp is None or "。" in line[: stamp.start()]
    return labelled if is_below and labelled is not None else stamp


def _after(line: str) -> Iterator[str]:
    """The lines that stand behind the last sentence."""
    ends = [match.end() for match in SENTENCE_END.finditer(line)]
    return iter(grouped(words_of(line[ends[-1] :]))) if ends else iter(())
