"""Marks that a tool left in or before the lines: character references, and the mark of a list or quotation before every
line."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence

from cleaners.evidence.dates import read_date
from cleaners.reading.characters import sanitize
from cleaners.reading.lines import MIN_PROSE
from cleaners.reading.patterns import lazy
from cleaners.rules import Effect, first_rule
from cleaners.values import Label

#: A character reference, escaped once or twice.
_REFERENCE = lazy(
    r"&(?:amp;)?(?:nbsp|ensp|emsp|thinsp|ldquo|rdquo|lsquo|rsquo|mdash|ndash|hellip|middot|bull|quot|apos|amp|lt|gt|laquo|raquo|times|yen|copy|deg"
    r"|#\d{2,6}|#[xX][0-9a-fA-F]{2,5});"
)
#: Words of a text about markup, which mentions references rather than being left with them.
_ABOUT_MARKUP = lazy(r"转义|轉義|实体|實體|字符引用|html|HTML|源代码|源代碼|写作&|寫作&|写成&|[“‘「`\"']&[#\w]{2,8};")

#: The number of a line, as a program prints it before each.
_NUMBER = lazy(r"[ \t\u3000]*(\d{1,5})(?:[.．、:：)）]|(?=\s|$))[ \t\u3000]*")

_PREFIX = lazy(r"[ \t\u3000]*(?:([-*•·▪●■◆])[ \t\u3000\u00a0]+|([>＞])[ \t]*)")

#: Marks of a quotation in a mail.
_QUOTES = (">", "＞")

#: Minimum number of lines of a text whose marks are removed.
_MIN_LINES = 4

#: Share of the lines that must have the mark if a line of facts has it, too: such a line is no item of a list.
_MOST = 0.8

_FACTS = frozenset((Label.DATE, Label.SOURCE, Label.BYLINE, Label.CREDIT, Label.LEGAL))

#: Maximum length of a widget's heading, in characters.
_HEADING = 20
_FRAME = frozenset((Label.NAVIGATION, Label.SHARE))


def without_references(text: str) -> str:
    """A text with its character references replaced. A text about markup keeps them."""
    if "&" not in text or _REFERENCE.search(text) is None or _ABOUT_MARKUP.search(text) is not None:
        return text
    return _REFERENCE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    return sanitize(html.unescape(html.unescape(match.group())))


def without_prefixes(lines: Sequence[str]) -> list[str]:
    """The lines without the mark before every line, or before nearly all if a line of facts is among them."""
    shown = [line for line in lines if line and not line.isspace()]
    if len(shown) < _MIN_LINES:
        return list(lines)
    found = [(line, match) for line in shown if (match := _PREFIX.match(line)) is not None]
    marks = [match.group(1) or match.group(2) for _, match in found]
    mark = next((mark for mark, _ in Counter(marks).most_common(1)), "")
    rest = [line[match.end() :] for (line, match), own in zip(found, marks, strict=True) if own == mark]
    if not (len(rest) == len(shown) or (len(rest) >= _MOST * len(shown) and any(map(_is_fact, rest)))):
        return list(lines)
    shortest = 0 if mark in _QUOTES else MIN_PROSE  # the lines of a mail are short
    if not any(len(line) >= shortest and "。" in line for line in rest):
        return list(lines)
    return [_without(line, mark) for line in lines]


def without_numbers(lines: Sequence[str]) -> list[str]:
    """The lines without consecutive numbers before every line, if a tab follows each number or one of the lines states facts. A
    list has numbers, too, but not on the lines above and below it."""
    shown = [line for line in lines if line and not line.isspace()]
    if len(shown) < _MIN_LINES or not shown[0].lstrip()[:1].isdigit():
        return list(lines)
    found = [match for line in shown if (match := _NUMBER.match(line)) is not None]
    if len(found) < len(shown):
        return list(lines)
    numbers = [int(match.group(1)) for match in found]
    rest = [line[match.end() :] for line, match in zip(shown, found, strict=True)]
    is_count = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    is_printed = len(numbers) > _MIN_LINES and all("\t" in match.group() for match in found)
    return rest if is_count and (is_printed or any(map(_is_fact, rest))) else list(lines)


#: The keys of a head's facts, each alone in its line.
_KEY_ALONE = lazy(
    r"\s*(?:(?:发布|发表|更新|发稿)?(?:时间|日期)|(?:信息|文章|稿件|新闻)?来源|稿源|作者|浏览(?:次数|量)|阅读量?|点击(?:数|量))\s*[:：]\s*"
)
#: Characters of a value at most, and what is in none; fewest pairs in a row.
_VALUE, _NO_VALUE, _MIN_PAIRS = 24, lazy(r"[:：。！？；]"), 2


def join_keys(lines: Sequence[str]) -> list[str]:
    """The lines, with each key of a head's facts and the value below it in one, where such pairs stand in a row and one of them
    is a moment: a key without a value may stand above anything."""
    shown = [number for number, line in enumerate(lines) if line and not line.isspace()]
    found = list(lines)
    place = 0
    while place < len(shown):
        run = _pairs_from(lines, shown, place)
        place += max(1, 2 * len(run))
        if len(run) >= _MIN_PAIRS and any(_is_moment(lines[value]) for _, value in run):
            for one, value in run:
                found[one], found[value] = f"{lines[one].rstrip()}{lines[value].strip()}", ""
    return found


def _pairs_from(lines: Sequence[str], shown: Sequence[int], place: int) -> list[tuple[int, int]]:
    run: list[tuple[int, int]] = []
    while place + 1 < len(shown) and _KEY_ALONE.fullmatch(lines[shown[place]]) and _is_value(lines[shown[place + 1]]):
        run.append((shown[place], shown[place + 1]))
        place += 2
    return run


def _is_value(line: str) -> bool:
    value = line.strip()
    return len(value) <= _VALUE and (_NO_VALUE.search(value) is None or _is_moment(value))


def _is_moment(line: str) -> bool:
    return line.strip()[:1].isdigit() and read_date(line) is not None


def without_bullets(lines: Sequence[str]) -> list[str]:
    """The lines without the mark that a tool wrote before an item, where that states a fact about the text or is of the page's
    frame: rules know those without it."""
    return [rest if _is_item_of_page(line, rest := line.lstrip(" \t•")) else line for line in lines]


def _is_item_of_page(line: str, rest: str) -> bool:
    rest = rest.strip()
    is_marked = "•" in line[: line.find(rest)]
    return is_marked and rest[-1:] not in ":：" and (states_fact(rest) or is_of_frame(rest))


def _without(line: str, mark: str) -> str:
    match = _PREFIX.match(line)
    return line[match.end() :] if match is not None and (match.group(1) or match.group(2)) == mark else line


def _is_fact(line: str) -> bool:
    return states_fact(line.strip())


def states_fact(line: str) -> bool:
    """Whether a rule takes a line for a fact around a text: date, source, byline, credits, legal footer."""
    rule = first_rule(line)
    return rule is not None and rule.label in _FACTS


def is_of_frame(line: str) -> bool:
    """Whether a rule takes a line for a part of the frame of a page: navigation or controls."""
    rule = first_rule(line)
    return rule is not None and rule.label in _FRAME


def heads_widget(line: str) -> bool:
    """Whether a rule takes a line for the heading of a widget: titles of other pages, or posts."""
    rule = first_rule(line) if 0 < len(line) <= _HEADING else None
    return rule is not None and rule.effect is Effect.WIDGET
