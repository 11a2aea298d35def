"""A page in one line: a tool put a space, another sign or nothing in the place of every break.

The breaks come back where the words say so: around a date with its time, before a fact and behind it, behind the end of a
sentence that the sign follows, around a credit line. A text that shows none of the marks of a page, one paragraph by its
writer, is left as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from cleaners.evidence.flat.marks import states_fact
from cleaners.evidence.names import looks_like_name
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules import stamps
from cleaners.rules.roles import ANY_ROLE, CREDIT_ROLE
from cleaners.rules.stamps import plain

#: A line from which a text may be a whole page, in characters, and its sentences.
MIN_CHARS, MIN_SENTENCES = 80, 2

#: Minimum length of a part of a headline, in characters.
MIN_WORD = 3

#: Breaks that were written as signs, and how many of them a text has at least.
_WRITTEN, MIN_WRITTEN = lazy(r"(?:\\r)?\\n|\\r|[\u2028\u2029\u23ce↵]"), 3

_SENTENCE_END = lazy(r"[。！？][”’」』）)]{0,2}")
_BREAK = lazy(r"[。！？][”’」』）)]{0,2}(\s+)(?=\S)")
#: A date with its time in digits, as machines print it: 上午十点 and 10时30分 stand in sentences. A bare 于 is the sentence's.
_STAMP = lazy(
    rf"(?:(?:{stamps.LABEL}|更新)于?\s?[:：]?\s?)?{plain(stamps.DAY)}"
    r"[ \t\u00a0\u3000]{0,3}\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
)
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
    return _stamp_above(line) or _credits_in(line) is not None or any(map(states_fact, _after(line)))


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


def _split_above(line: str) -> list[str]:
    """The lines of a page up to its credits: the first date with its time is a line of its own."""
    found: list[str] = []
    stamp = _STAMP.search(line) if _stamp_above(line) else None
    if stamp is not None:
        found += [*_with_headline(_grouped(line[: stamp.start()].split())), stamp.group().strip()]
        line = line[stamp.end() :].strip()
        if (source := _SOURCE.match(line)) is not None:
            found.append(source.group(1))
            line = line[source.end() :]
    return found + _lines_of(line)


def _with_headline(lines: list[str]) -> list[str]:
    """The lines of a head with those before its facts in one, since a headline has spaces too; short ones are of a menu."""
    words = list(takewhile(lambda line: len(line) >= MIN_WORD and not states_fact(line), lines))
    return [" ".join(words), *lines[len(words) :]] if len(words) > 1 else lines


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
        return False
    above = line[: stamp.start()].strip()
    return len(above) >= 4 and "，" not in above and not above.endswith(_LEADS_TO_TIME)


def _after(line: str) -> Iterator[str]:
    """The lines that stand behind the last sentence."""
    ends = [match.end() for match in _SENTENCE_END.finditer(line)]
    return iter(_grouped(line[ends[-1] :].split())) if ends else iter(())


def _lines_of(piece: str) -> list[str]:
    """A piece at the spaces between its lines: those behind the end of a sentence, and before and after what is no sentence."""
    found: list[str] = []
    start = 0
    for match in _SENTENCE_END.finditer(piece):
        end = match.end()
        if end < len(piece) and not piece[end].isspace():
            continue
        found += _with_head(piece[start:end].strip())
        start = end
    return found + _grouped(piece[start:].split())


def _with_head(sentence: str) -> list[str]:
    """A sentence with the lines before it that a space parts from it: words without a mark of a sentence."""
    words = sentence.split()
    if len(words) < 2:
        return words
    return [*_grouped(words[:-1]), words[-1]] if _is_run_of_lines(words[:-1]) else [sentence]


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
    """Whether a word belongs to the line: a name behind a role or a name, or a further role behind the names of one."""
    if line[-1] == "-":
        return True
    opens = _REPORTER.fullmatch(line[0]) or _ROLE.fullmatch(line[0]) or _KEYED.fullmatch(line[0])
    if not opens:
        return False
    if looks_like_name(word.split("/")[0].split("、")[0]):
        return True
    if _ROLE.fullmatch(line[-1]) or _REPORTER.fullmatch(line[-1]):
        return 2 <= len(word) <= 12 and not _ROLE.fullmatch(word)
    return _CREDIT_ROLE.fullmatch(word) is not None or _REPORTER.fullmatch(word) is not None
