"""Words that blanks part, as the lines of the page in one line that they stand in.

A blank stands behind the end of a sentence, before and after what is no sentence, and between facts and controls; one inside
brackets, or between words of Latin letters, is the writer's.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.flat.marks import heads_widget
from cleaners.evidence.people.names import looks_like_name
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules import Rule, Where, first_rule, stamps
from cleaners.rules.navigation import NO_SECTIONS, is_channel
from cleaners.rules.roles import ANY_ROLE, CREDIT_ROLE
from cleaners.rules.stamps import plain
from cleaners.values import Label

#: Characters of a word of a head that may be its headline.
MAX_HEADLINE = 45

#: Words of a line of facts or controls at most; no longer row of words is searched for such lines.
MOST_WORDS, MOST_PARTED = 10, 400

#: The end of a sentence with the quotation marks and brackets that close behind it.
CLOSED_SENTENCE = r"[。！？][”’」』）)]{0,2}"
SENTENCE_END = lazy(CLOSED_SENTENCE)
#: The same with a photo credit behind it, where a system cut a summary, and what addresses those who listen.
_OF_OUTLET = rf"(?:[{HAN}]{{2,10}}[/／]|[{HAN}]{{1,8}}(?:记者|記者|通讯员|[社报報网網台图圖]|客户端) )"
_TOOK = "(?:摄|攝|供图|供圖)"
_PHOTOGRAPHER = rf"\s?{_OF_OUTLET}?[{HAN}]{{2,4}}(?:\s?[/／]\s?|\s)?{_TOOK}(?=\s|$)"
_END_OF_LINE = lazy(
    rf"[，、][^\s：。，]{{1,20}}：(?=\s)|{CLOSED_SENTENCE}(?:[（(][^（）()。]{{2,16}}[）)]|{_PHOTOGRAPHER})?"
    r"|(?:\.{3}|…{1,2})(?=\s)"
)
#: A caption that names its photographer behind a sentence of its own.
_CREDITED = lazy(rf"[。！？]{_PHOTOGRAPHER}$")
#: What a pair of brackets or quotation marks holds: a blank in it is the writer's.
_BRACKETS = lazy(
    r"（[^（）]{1,60}）|“[^“”]{1,60}”|《[^《》]{1,60}》|「[^「」]{1,60}」|【[^【】]{1,60}】|\([^()]{1,60}\)"
)
_LETTERS_MEET = lazy(r"(?<=[A-Za-z])[ \u3000](?=[A-Za-z])")
_DAY = lazy(plain(stamps.DAY))
_KEYED = lazy(r"(?:来源|稿源|作者|记者|通讯员|编辑|责任编辑|摄影)\s?[:：|/]\s?\S{2,24}")
_REPORTER = lazy(rf"[{HAN}·]{{0,14}}(?:记者|通讯员|评论员|实习生|作者|文|图|摄影)")
_ROLE = lazy(rf"(?:{ANY_ROLE})[:：]?")
#: The time of day that a space parts from its day.
_MOMENT_BEHIND, _DAY_ENDS = lazy(stamps.DIAL), frozenset("0123456789日号號")
_MAKER, _PLAIN = lazy(rf"[{HAN}]{{2,8}}{_TOOK}"), lazy(rf"[▲△↑]?[{HAN}]{{4,30}}")
CREDIT_WORD = lazy(rf"(?:{CREDIT_ROLE})[:：]?")


def lines_of(piece: str) -> list[str]:
    """A piece at the spaces between its lines: those behind the end of a sentence, and before and after what is no sentence."""
    found: list[str] = []
    start = 0
    for match in _END_OF_LINE.finditer(piece):
        end = match.end()
        if end < len(piece) and not piece[end].isspace():
            continue
        found += _with_head(piece[start:end].strip())
        start = end
    return found + _parted(words_of(piece[start:]))


def words_of(text: str) -> list[str]:
    """What blanks part, but for those inside brackets and quotation marks, and between words of Latin letters."""
    if " " not in text and "\u3000" not in text:
        return text.split()
    kept = _BRACKETS.sub(lambda match: match.group().replace(" ", "\0").replace("\u3000", "\1"), text)
    kept = _LETTERS_MEET.sub("\0", kept)
    return [word.replace("\0", " ").replace("\1", "\u3000") for word in kept.split()]


def _of_caption(words: Sequence[str]) -> int:
    """The word with which a caption begins, that ends in its photographer's name: the one with its sentence."""
    return next((number for number, word in enumerate(words) if SENTENCE_END.search(word)), 0)


def _with_head(sentence: str) -> list[str]:
    """A sentence with the lines before it that a space parts from it: words without a mark of a sentence, and lines that a rule
    takes."""
    words = words_of(sentence)
    found: list[str] = []
    if _CREDITED.search(sentence) and (caption := _of_caption(words)):
        return [*_parted(words[:caption]), " ".join(words[caption:])]
    while len(words) > 1:
        if _is_run_of_lines(words[:-1]):
            return [*found, *_parted(words[:-1]), words[-1]]
        size = _size_of_line(words[:-1])
        if not size:
            if not (border := _border_in(words)):
                break
            found += _parted(words[:border])
            words = words[border:]
            continue
        found.append(" ".join(words[:size]))
        words = words[size:]
    return [*found, " ".join(words)] if words else found


def _border_in(words: Sequence[str]) -> int:
    """Behind which word of a row none is a heading of other pages' titles, or the day below one of those; 0 without any."""
    if len(words) > MOST_PARTED:
        return 0
    for number in range(len(words) - 2, -1, -1):
        if len(words[number]) <= MAX_HEADLINE and (_DAY.fullmatch(words[number]) or heads_widget(words[number])):
            return number + 1
    return 0


def _size_of_line(words: Sequence[str]) -> int:
    """How many words at the start of a row are a line that a rule takes, none of them the beginning of another line; 0 where
    none are. A sentence may follow, which can open with a reporter's name."""
    reach = next((size for size in range(1, min(MOST_WORDS, len(words))) if _opens_other(words, size)), len(words))
    for size in range(min(MOST_WORDS, reach), 0, -1):
        rule = _rule_of(words[:size])
        if rule is not None and not (
            rule.label is Label.BYLINE and not any(":" in word or "：" in word for word in words)
        ):
            return size
    return 0


def _opens_other(words: Sequence[str], size: int) -> bool:
    """Whether the word behind some heads a widget, or is the role of a credit line behind a line of another kind."""
    if CREDIT_WORD.fullmatch(words[size]) is None:
        return heads_widget(words[size])
    rule = _rule_of(words[:size])
    return rule is not None and rule.label not in (Label.CREDIT, Label.BYLINE)


def _rule_of(words: Sequence[str]) -> Rule | None:
    return first_rule(" ".join(words))


def _parted(words: Sequence[str]) -> list[str]:
    """Words as lines: by `grouped`, and several of those together that no rule takes, but as one line."""
    lines = grouped(words)
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
    return not any(SENTENCE_END.search(word) or "，" in word for word in words)


def grouped(words: Sequence[str]) -> list[str]:
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
    if _MAKER.fullmatch(word) and _PLAIN.fullmatch(line[-1]):
        return len(line) == 1  # a caption and its photographer
    if _MOMENT_BEHIND.fullmatch(word) and line[-1][-1] in _DAY_ENDS:
        return True
    opens = _REPORTER.fullmatch(line[0]) or _ROLE.fullmatch(line[0]) or _KEYED.fullmatch(line[0])
    if not opens:
        return False
    if looks_like_name(word.split("/")[0].split("、")[0]):
        return True
    if is_channel(line[0]) or line[0] in NO_SECTIONS:
        return False
    if _ROLE.fullmatch(line[-1]) or _REPORTER.fullmatch(line[-1]):
        return 2 <= len(word) <= 12 and not _ROLE.fullmatch(word)
    return CREDIT_WORD.fullmatch(word) is not None or _REPORTER.fullmatch(word) is not None
