"""A page in one line: a tool put a space, another sign or nothing in the place of every break.

The breaks come back where the words say so: around a date with its time, before a fact and behind it, behind the end of a
sentence that the sign follows, around a credit line. A text that shows none of the marks of a page, one paragraph by its
writer, is left as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cleaners.evidence.flat.marks import states_fact
from cleaners.evidence.names import looks_like_name
from cleaners.evidence.outlets import is_outlet
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules import Rule, Where, first_rule, stamps
from cleaners.rules.navigation import is_channel_bar
from cleaners.rules.roles import ANY_ROLE, CREDIT_ROLE
from cleaners.rules.stamps import plain
from cleaners.values import Label

#: A line from which a text may be a whole page, in characters, and its sentences.
MIN_CHARS, MIN_SENTENCES = 80, 2

#: Minimum length of a part of a headline, in characters.
MIN_WORD = 3

#: Words of a headline at most, and the length from which one that stands in a head twice is the page's.
MAX_WORDS, MIN_TWICE = 3, 5

#: Words of a line of facts or controls at most; no longer row of words is searched for such lines.
MOST_WORDS, MOST_PARTED = 10, 400

#: Fewest sentences with a space behind them, and without one, of which the space is a break.
MIN_GAPS = 3

#: Characters of a line in which a date that says what it is is the page's own.
MAX_HEAD = 800

#: Breaks that were written as signs, and how many of them a text has at least.
_WRITTEN, MIN_WRITTEN = lazy(r"(?:\\r)?\\n|\\r|[\u2028\u2029\u23ce↵]"), 3

_SENTENCE_END = lazy(r"[。！？][”’」』）)]{0,2}")
#: The same with a photo credit behind it, where a system cut a summary, and what addresses those who listen.
_END_OF_LINE = lazy(
    r"[，、][^\s：。，]{1,20}：(?=\s)|[。！？][”’」』）)]{0,2}(?:[（(][^（）()。]{2,16}[）)])?|(?:\.{3}|…{1,2})(?=\s)"
)
_BREAK = lazy(r"[。！？][”’」』）)]{0,2}(\s*[|｜¶]\s*|\s+)(?=\S)")
#: A date with its time in digits, as machines print it: 上午十点 and 10时30分 stand in sentences. A bare 于 is the sentence's.
_CLOCK = r"\s?(?:[上下]午)?\s?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
_LABELLED = lazy(
    rf"(?:(?:{stamps.LABEL})\s?[:：]|(?<=\s)(?:发表|发布)于)\s?(?:{plain(stamps.DAY)}(?:\s?{_CLOCK})?|{plain(stamps.REVERSED)}(?:\s?[-–]?{_CLOCK})?)"
)
_STAMP = lazy(
    rf"(?:(?:{stamps.LABEL}|更新)于?\s?[:：]?\s?)?{plain(stamps.DAY)}{plain(stamps.WEEKDAY)}?[ \t\u00a0\u3000]{{0,3}}{_CLOCK}"
    rf"|(?:(?:{stamps.LABEL})\s?[:：]|(?<=\s)(?:发表|发布)于)\s?(?:{plain(stamps.DAY)}|{plain(stamps.REVERSED)}(?:\s?[-–]?{_CLOCK})?)"
)
#: The time of day that a space parts from its day.
_MOMENT_BEHIND, _DAY_ENDS = lazy(r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"), frozenset("0123456789日号號")
#: A word without a mark that a space parts from another: no writer sets one between ideographs.
_FIRST_WORD = lazy(rf"([^\s，。！？；：、]+[{HAN}])\s+(?=[{HAN}])")
#: What a sentence has before a time.
_LEADS_TO_TIME = tuple("消息 讯 电 于 在 至 到 从 自 是 为 前 后 截止 截至".split())
_KEYED = lazy(r"(?:来源|稿源|作者|记者|通讯员|编辑|责任编辑|摄影)\s?[:：|/]\s?\S{2,24}")
_REPORTER = lazy(rf"[{HAN}·]{{0,14}}(?:记者|通讯员|评论员|实习生|作者|文|图|摄影)")
_ROLE = lazy(rf"(?:{ANY_ROLE})[:：]?")
_CREDIT_ROLE = lazy(rf"(?:{CREDIT_ROLE})[:：]?")

_PAIR = rf"{CREDIT_ROLE}[:：\s]{{0,2}}(?!{CREDIT_ROLE})[{HAN}]{{2,4}}?(?=\s*{CREDIT_ROLE}|\s|$)"
#: Credits glued to a sentence, and a source before them. What the last name is cannot be told from what follows without a
#: space: three characters, as most names are.
_CREDITS = lazy(
    rf"(?<=[。！？”）)])\s*(?:[（(]?(来源\s?[:：]\s?[^\s。，]{{2,14}}?)[）)]?\s*)?((?:{_PAIR}\s*){{1,9}}(?:{CREDIT_ROLE}[:：\s]{{0,2}}(?!{CREDIT_ROLE})[{HAN}]{{2,3}})?)"
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
    if len(_SENTENCE_END.findall(line)) < MIN_SENTENCES:
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


def split_line(line: str) -> list[str]:
    """The lines of a page in one line."""
    line = line.strip()
    if len(_WRITTEN.findall(line)) >= MIN_WRITTEN:
        return [piece.strip() for piece in _WRITTEN.split(line) if piece.strip()]
    sign = _sign_of(line)
    if sign not in ("", " "):
        return [piece.strip() for piece in line.split(sign) if piece.strip()]
    if (credits := _credits_in(line)) is not None:
        start, source, own, end = credits
        return [*_split_above(line[:start]), *filter(None, (source, own)), *_lines_of(line[end:].strip())]
    return _split_above(line)


def _sign_of(line: str) -> str:
    """What stands behind most sentences that are not followed by a word at once: the sign of a break."""
    return next((sign for sign, _ in Counter(_BREAK.findall(line)).most_common(1)), "")


def _has_sign(line: str) -> bool:
    """Whether a sign stands behind most sentences that no writer sets there."""
    signs = [sign for sign in _BREAK.findall(line) if sign.strip(" \u3000\u00a0")]
    return len(signs) >= MIN_WRITTEN and 2 * len(signs) > len(_SENTENCE_END.findall(line))


def _has_gaps(line: str) -> bool:
    """Whether a space stands behind some sentences and none behind others: the space is a break."""
    ends = len(_SENTENCE_END.findall(line))
    gaps = len(_BREAK.findall(line))
    return gaps >= MIN_GAPS and ends - gaps > MIN_GAPS  # nothing follows the last one


def _split_above(line: str) -> list[str]:
    """The lines of a page up to its credits: the first date with its time is a line of its own."""
    found: list[str] = []
    stamp = _stamp_of(line) if _stamp_above(line) else None
    if stamp is not None:
        found += [*_with_headline(_lines_above(line[: stamp.start()])), stamp.group().strip()]
        line = line[stamp.end() :].strip()
        if (source := _SOURCE.match(line)) is not None:
            found.append(source.group(1))
            line = line[source.end() :]
    return found + _lines_of(line)


def title_in(line: str) -> str | None:
    """The headline that stands twice in the head of a page in one line, once as the page's title; None without one."""
    stamp = _stamp_of(line) if _stamp_above(line) else None
    lines = _lines_above(line[: stamp.start()]) if stamp is not None else []
    place = _said_twice(lines)
    return " ".join(lines[place[0] : place[1]]) if place is not None else None


def _lines_above(head: str) -> list[str]:
    """The lines of a head: each of its words, but for sentences, which may have spaces around Latin letters. They stand there if
    the page's own date is below its text, and its headline opens the head then."""
    if _SENTENCE_END.search(head) is None:
        return _grouped(head.split())
    title = _FIRST_WORD.match(head.strip())
    return [title[1], *_lines_of(head.strip()[title.end() :])] if title is not None else _lines_of(head)


def _with_headline(lines: list[str]) -> list[str]:
    """The lines of a head with the headline in one, since it may have spaces: what stands there twice, or else the few words
    before the facts."""
    start, end = _said_twice(lines) or _before_facts(lines)
    return [*lines[:start], " ".join(lines[start:end]), *lines[end:]] if end > start else lines


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
    return (start, end) if 1 < end - start <= MAX_WORDS else (end, end)


def _end_of_headline(lines: Sequence[str]) -> int:
    end = len(lines)
    while end and _is_no_headline(lines[end - 1]):
        end -= 1
    return end


def _is_no_headline(line: str) -> bool:
    """Whether a word of a head is one of the page's frame, of its facts, or a name."""
    return (
        line.endswith("。")
        or first_rule(line) is not None
        or is_channel_bar(line)
        or is_outlet(line)
        or looks_like_name(line)
    )


def _credits_in(line: str) -> tuple[int, str, str, int] | None:
    """Where credits stand glued to a sentence: their start, the source before them, the credits, their end. They are two pairs of
    a role and a name with a surname, or three."""
    for match in _CREDITS.finditer(line):
        words = _CREDIT_ROLE.split(match.group(2))
        names = [name.strip() for word in words for name in word.split() if name.strip()]
        if len(names) >= 3 or (len(names) == 2 and all(map(looks_like_name, names))):
            return match.start(), (match.group(1) or "").strip(), match.group(2).strip(), match.end()
    return None


def _stamp_above(line: str) -> bool:
    """Whether a date with its time stands before the first sentence has ended, and a headline before it."""
    end = _SENTENCE_END.search(line)
    stamp = _STAMP.search(line, 0, end.start() if end is not None else len(line))
    if stamp is None:
        stamp = _LABELLED.search(line, 0, MAX_HEAD)  # a slogan or what explains the headline may stand above it
        return stamp is not None and len(line[: stamp.start()].strip()) >= 4
    above = line[: stamp.start()].strip()
    is_labelled = _LABELLED.match(line, stamp.start()) is not None
    return len(above) >= 4 and (is_labelled or ("，" not in above and not above.endswith(_LEADS_TO_TIME)))


def _stamp_of(line: str) -> re.Match[str] | None:
    """The first date with its time, or the first that says that it is the page's own, where a sentence ends above it."""
    stamp, labelled = _STAMP.search(line), _LABELLED.search(line, 0, MAX_HEAD)
    end = _SENTENCE_END.search(line)
    is_below = stamp is None or (end is not None and stamp.start() > end.start())
    return labelled if is_below and labelled is not None else stamp


def _after(line: str) -> Iterator[str]:
    """The lines that stand behind the last sentence."""
    ends = [match.end() for match in _SENTENCE_END.finditer(line)]
    return iter(_grouped(line[ends[-1] :].split())) if ends else iter(())


def _lines_of(piece: str) -> list[str]:
    """A piece at the spaces between its lines: those behind the end of a sentence, and before and after what is no sentence."""
    found: list[str] = []
    start = 0
    for match in _END_OF_LINE.finditer(piece):
        end = match.end()
        if end < len(piece) and not piece[end].isspace():
            continue
        found += _with_head(piece[start:end].strip())
        start = end
    return found + _parted(piece[start:].split())


def _with_head(sentence: str) -> list[str]:
    """A sentence with the lines before it that a space parts from it: words without a mark of a sentence, and lines that a rule
    takes."""
    words = sentence.split()
    found: list[str] = []
    while len(words) > 1:
        if _is_run_of_lines(words[:-1]):
            return [*found, *_parted(words[:-1]), words[-1]]
        size = _size_of_line(words[:-1])
        if not size:
            break
        found.append(" ".join(words[:size]))
        words = words[size:]
    return [*found, " ".join(words)] if words else found


def _size_of_line(words: Sequence[str]) -> int:
    """How many words at the start of a row are a line that a rule takes; 0 where none are. A sentence may follow, which can open
    with a reporter's name."""
    for size in range(min(MOST_WORDS, len(words)), 0, -1):
        rule = _rule_of(words[:size])
        if rule is not None and not (
            rule.label is Label.BYLINE and not any(":" in word or "：" in word for word in words)
        ):
            return size
    return 0


def _rule_of(words: Sequence[str]) -> Rule | None:
    return first_rule(" ".join(words))


def _parted(words: Sequence[str]) -> list[str]:
    """Words as lines: by `_grouped`, and several of those together that no rule takes, but as one line."""
    lines = _grouped(words)
    if len(lines) > MOST_PARTED:
        return lines
    found: list[str] = []
    place = 0
    while place < len(lines):
        size = _size_of_parts(lines[place : place + MOST_WORDS])
        found.append(" ".join(lines[place : place + size]))
        place += size
    return found


def _size_of_parts(lines: Sequence[str]) -> int:
    """How many lines, the last one aside of no rule, are one that a rule takes; 1 where none are."""
    reach = next((number for number, line in enumerate(lines, 1) if first_rule(line) is not None), len(lines))
    for size in range(reach, 1, -1):
        rule = _rule_of(lines[:size])
        if rule is not None and rule.where is not Where.HEAD and rule.label is not Label.CREDIT:
            return size
    return 1


def _is_run_of_lines(words: Sequence[str]) -> bool:
    return not any(_SENTENCE_END.search(word) or "，" in word for word in words)


def _grouped(words: Sequence[str]) -> list[str]:
    """Words as lines: a role with the names behind it, roles in a row, else each word its own."""
    found: list[list[str]] = []
    for word in words:
        last = found[-1] if found else []
        if last and _goes_on(last, word):
            last.append(word)
        else:
            found.append([word])
    return [" ".join(line) for line in found]


def _goes_on(line: Sequence[str], word: str) -> bool:
    """Whether a word belongs to the line: a name behind a role or a name, a further role behind the names of one, or the time
    behind a day."""
    if line[-1] == "-" or (line[-1].isascii() and word.isascii() and word.isalpha()):
        return True
    if _MOMENT_BEHIND.fullmatch(word) and line[-1][-1] in _DAY_ENDS:
        return True
    opens = _REPORTER.fullmatch(line[0]) or _ROLE.fullmatch(line[0]) or _KEYED.fullmatch(line[0])
    if not opens:
        return False
    if looks_like_name(word.split("/")[0].split("、")[0]):
        return True
    if _ROLE.fullmatch(line[-1]) or _REPORTER.fullmatch(line[-1]):
        return 2 <= len(word) <= 12 and not _ROLE.fullmatch(word)
    return _CREDIT_ROLE.fullmatch(word) is not None or _REPORTER.fullmatch(word) is not None
