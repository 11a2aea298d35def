"""The rule value: one form of boilerplate, where it may stand, what follows from it, and its own proof.

Rules are matched against the *match form* of a line: full-width punctuation, digits and letters folded to ASCII, NBSP and
U+3000 to a space, lower case. Only the matching sees that form; outputs keep the author's characters.
"""

from __future__ import annotations

import re
import re._constants as ops  # type: ignore[import-not-found]
import re._parser as regex_parser  # type: ignore[import-not-found]
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from cleaners.reading.patterns import compiled, lazy
from cleaners.values import Label, Verdict

#: A line longer than this is running text for every rule that does not say otherwise.
MAX_CHARS = 100

#: Share of the running text after the end of an article that counts in the search for the main content.
WEIGHT_AFTER = 0.25

_FOLD: dict[int, int | str] = {0xFF01 + n: 0x21 + n for n in range(94)}
_FOLD |= {
    ord(a): b
    for a, b in {
        "\u3000": " ", "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\t": " ", "【": "[", "】": "]", "〔": "[",
        "〕": "]", "丨": "|", "│": "|", "┃": "|", "︱": "|", "»": ">", "›": ">", "＞": ">", "〉": ">", "→": ">", "﹥": ">", "•": "·", "・": "·", "‧": "·",
        "﹕": ":", "∶": ":", "︰": ":", "。": "。",
    }.items()
}  # fmt: skip


# Traditional characters of the newsroom's and the footer's vocabulary: rules are written once, in Simplified.
_TRADITIONAL = (
    "備备 粵粤 網网 聞闻 報报 發发 佈布 編编 輯辑 責责 審审 讀读 關关 閱阅 點点 擊击 瀏浏 覽览 "
    "時时 間间 來来 記记 圖图 攝摄 評评 論论 條条 鏈链 鍊链 聲声 權权 許许 證证 號号 導导 薦荐 "
    "熱热 門门 視视 頻频 專专 題题 頁页 頂顶 載载 戶户 掃扫 碼码 長长 識识 別别 維维 眾众 訂订 "
    "轉转 廣广 隱隐 聯联 繫系 絡络 違违 舉举 話话 電电 為为 們们 這这 個个 歡欢 請请 錄录 註注 "
    "冊册 驗验 動动 標标 籤签 鍵键 詞词 內内 體体 簡简 選选 檔档 檢检 傳传 機机 構构 單单 資资 "
    "訊讯 劃划 計计 製制 監监 總总 譯译 對对 執执 筆笔 實实 習习 員员 館馆 團团 華华 國国 際际 "
    "財财 經经 濟济 樂乐 區区 縣县 灣湾 兩两 歷历 學学 術术 藝艺 書书 畫画 讚赞 贊赞 臉脸 閉闭 "
    "還还 複复 級级 舊旧 後后 裡里 裏里 麼么 沒没 見见 現现 開开 會会 說说 當当 應应 該该 無无 "
    "與与 從从 將将 隨随 貼贴 領领 辦办 務务 業业 營营 協协 議议 規规 則则 須须 隊队 組组 織织 "
    "處处 廳厅 場场 獨独 節节 類类 續续 繼继 寫写 採采 訪访 據据 稱称 綜综 頭头 紙纸 幣币 價价 "
    "購购 買买 賣卖 優优 獎奖 勵励 郵邮"
)
_FOLD |= {ord(pair[0]): pair[1] for pair in _TRADITIONAL.split()}


class Where(StrEnum):
    """The part of a page in which a rule may speak: before the body, from the body's start on, or in both."""

    HEAD = "head"
    TAIL = "tail"
    ANYWHERE = "anywhere"


class Effect(StrEnum):
    """What a match means for the lines around it."""

    LINE = "line"  # this line only
    END = "end"  # the article ended before this line
    WIDGET = "widget"  # heading of a block of other things; after the body it ends the article


class Strength(StrEnum):
    """How surely a line parts what stands above it from what stands below. At an `Effect.END` or an `Effect.WIDGET` it says
    whether the article is over."""

    WEAK = "weak"  # only if nothing like an article follows: such words stand inside one too
    USUAL = "usual"  # unless the article's own column goes on
    STRONG = "strong"  # always; after a weak end, prose below a further strong line, as a byline, is another story's


class Opens(StrEnum):
    """What stands below a match, besides the block that an `Effect.WIDGET` heads."""

    NOTHING = "nothing"
    ABSTRACT = "abstract"  # the next line is the article's abstract
    STAFF = "staff"  # the next lines are roles with names
    CAPTION = "caption"  # the next line describes the video


class Fact(StrEnum):
    """A fact of the article, as one form of line states it."""

    SOURCE = "source"  # the first publisher, behind a key
    OUTLET = "outlet"  # the first publisher, beside the date and without a key
    SECTION = "section"  # the section, as a step of the breadcrumb


class RuleError(ValueError):
    """A rule without proof, or one whose proof fails."""


_prove_at_once: ContextVar[bool] = ContextVar("_prove_at_once", default=True)


@contextmanager
def proven_by_tests() -> Iterator[None]:
    """Rules made inside are believed: their proofs are left to the tests, and their patterns are compiled when a line
    first asks for them. Compiling and proving them all takes half a second, which every start would pay."""
    token = _prove_at_once.set(False)
    try:
        yield
    finally:
        _prove_at_once.reset(token)


@dataclass(frozen=True, slots=True)
class Rule:
    """One form of boilerplate. ``pattern`` must match the whole match form of a line of at most ``max_chars``.

    Unless ``sentences`` is set, lines that hold a full stop or a question mark are left: boilerplate seldom speaks in
    sentences, articles do. ``drops`` are lines it must take, ``keeps`` the nearest true lines that it must leave; a rule without both is refused.
    ``cues`` are small patterns that every line it takes holds, all of them: a long pattern is compiled, and its signs are
    read, only for lines that have them.
    What a match means for its surroundings: ``effect`` and ``strength`` say whether the article ends there, ``opens`` what
    the lines below are, ``weight_after`` which share of the running text after an end counts in the search for the main
    content, and ``states`` which fact the line gives.
    Raises RuleError when a proof is missing or fails, re.error when the pattern is no regular expression.
    """

    name: str
    label: Label
    pattern: str
    drops: tuple[str, ...]
    keeps: tuple[str, ...]
    where: Where = Where.ANYWHERE
    effect: Effect = Effect.LINE
    strength: Strength = Strength.USUAL
    opens: Opens = Opens.NOTHING
    weight_after: float = WEIGHT_AFTER
    states: Fact | None = None
    max_chars: int = MAX_CHARS
    sentences: bool = False
    about: str = ""
    cues: tuple[str, ...] = ()
    _cues: tuple[re.Pattern[str], ...] = field(default=(), init=False, repr=False, compare=False)
    _regex: re.Pattern[str] | None = field(default=None, init=False, repr=False, compare=False)
    _verdict: Verdict | None = field(default=None, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.drops or not self.keeps:
            raise RuleError(f"rule {self.name}: a rule needs both drops and keeps")
        object.__setattr__(self, "_cues", tuple(lazy(cue) for cue in self.cues))
        if _prove_at_once.get():
            self.prove()

    def prove(self) -> None:
        """Hold the rule against its own lines. Raises RuleError where it fails, re.error for a broken pattern."""
        for line in self.drops:
            if not self.matches(match_form(line)):
                raise RuleError(f"rule {self.name} does not take {line!r}")
        for line in self.keeps:
            if self.matches(match_form(line)):
                raise RuleError(f"rule {self.name} takes {line!r}, which it must leave")

    @property
    def verdict(self) -> Verdict:
        """What the rule says of a line that it takes: made once, since a page has a hundred such lines."""
        if self._verdict is None:
            object.__setattr__(self, "_verdict", Verdict(self.label, self.name))
        assert self._verdict is not None
        return self._verdict

    @property
    def regex(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first asked for."""
        if self._regex is None:
            object.__setattr__(self, "_regex", compiled(self.pattern, tree=_parsed.pop(self.pattern, None)))
        assert self._regex is not None
        return self._regex

    def signs(self) -> Signs:
        """What a line must show that the rule takes. Keeps the parsed pattern for the line that first asks for it."""
        if self.cues:
            found = [read_signs(regex_parser.parse(cue)) for cue in self.cues]
            held = _tightest([chars for sign in found for chars in sign.holds])
            return Signs(holds=held, shortest=max(sign.shortest for sign in found))
        _parsed[self.pattern] = tree = regex_parser.parse(self.pattern)
        return read_signs(tree)

    def takes(self, form: str) -> bool:
        """Whether cues and pattern fit a line, given in its match form, whatever its length."""
        for cue in self._cues:
            if cue.search(form) is None:
                return False
        return (self._regex or self.regex).fullmatch(form) is not None

    @property
    def family(self) -> str:
        """The part of the name before the dot, which is the file the rule stands in."""
        return self.name.partition(".")[0]

    def matches(self, form: str) -> bool:
        """Whether the rule takes a line, given in its match form."""
        if len(form) > self.max_chars or (not self.sentences and ("。" in form or "?" in form)):
            return False
        return self.takes(form)


_FOLDED = {chr(code): to if isinstance(to, str) else chr(to) for code, to in _FOLD.items()}
#: The first and the last character of the private use area, where the glyphs of icon fonts are.
_DROPPED = ("\ue000", "\uf8ff")
_TO_FOLD = lazy(f"([{''.join(map(re.escape, _FOLDED))}{'-'.join(_DROPPED)}])")


try:
    import cleaners.rules._forms as _forms
except ImportError:  # not compiled
    compiled_form = None
else:
    _forms.fold_as(_FOLDED, *_DROPPED)
    compiled_form = _forms.match_form


def match_form(line: str) -> str:
    """A line as rules see it: ASCII punctuation, lower case, stripped, without the glyphs of icon fonts."""
    if compiled_form is not None and (form := compiled_form(line)) is not None:
        return form
    return fold_line(line)


def fold_line(line: str) -> str:
    """`match_form` in Python.

    Few characters of a line are folded, so finding those costs a tenth of `str.translate`, which asks for every one.
    """
    pieces = _TO_FOLD.split(line)
    if len(pieces) > 1:
        # Every other piece is one to fold; what is not in the table is of the private use area.
        pieces[1::2] = [_FOLDED.get(character, "") for character in pieces[1::2]]
        line = "".join(pieces)
    return line.lower().strip()


# --- what a line must show -------------------------------------------------------------------------------------------

_Chars = frozenset[str] | None  # None: any character


class Signs(NamedTuple):
    """What every line that a pattern can match has: its first and its last character are among these (None where any will
    do), it holds one of each of those sets, of which there are at most `MAX_HOLDS`, and it has so many characters at least.
    Most lines of a page lack the signs of nearly every rule, and to see that costs far less than to try the patterns."""

    first: _Chars = None
    last: _Chars = None
    holds: tuple[frozenset[str], ...] = ()
    shortest: int = 0


#: With one set, twice as many patterns were tried on the lines of thirty pages; a fourth saves a tenth of them, and costs as
#: much.
MAX_HOLDS = 3


#: Parsed patterns of rules that no line has asked for yet, by their text.
_parsed: dict[str, Any] = {}


def read_signs(tree: Any) -> Signs:
    """The signs of a parsed pattern. What is not understood asks for nothing."""
    if tree.state.flags & ~re.UNICODE:
        return Signs()
    (first, no_first), (last, no_last), shortest = _edge(tree), _edge(tree, last=True), tree.getwidth()[0]
    holds = _tightest(_needs(tree))
    return Signs(None if no_first else first, None if no_last else last, holds, shortest)


_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
_SINGLE = (ops.LITERAL, ops.NOT_LITERAL, ops.IN, ops.ANY)
_WIDTHLESS = (ops.AT, ops.ASSERT, ops.ASSERT_NOT)
_WIDE = 256  # a range of more characters than this is as good as any character
_NONE: frozenset[str] = frozenset()


@cache
def _categories() -> dict[Any, frozenset[str]]:
    """What ``\\s`` and ``\\d`` match; decimal digits stand in tens, so one of any eight neighbours finds each ten."""
    digits = frozenset(
        chr(near)
        for code in (*range(0x30, 0x3A, 8), *range(0x660, 0x20000, 8))
        if chr(code).isdecimal()
        for near in range(code - 9, code + 10)
        if chr(near).isdecimal()
    )
    spaces = frozenset(character for character in map(chr, range(0x3001)) if character.isspace())
    return {ops.CATEGORY_SPACE: spaces, ops.CATEGORY_DIGIT: digits}


def _single(op: Any, value: Any) -> _Chars:
    """What one place of a pattern matches."""
    found: set[str] = set()
    for kind, item in value if op is ops.IN else [(op, value)]:
        if kind is ops.LITERAL:
            found.add(chr(item))
        elif kind is ops.RANGE and item[1] - item[0] < _WIDE:
            found.update(map(chr, range(item[0], item[1] + 1)))
        elif kind is ops.CATEGORY and item in _categories():
            found |= _categories()[item]
        else:
            return None
    return frozenset(found)


def _parts(op: Any, value: Any) -> list[Any] | None:
    """The patterns one of which stands in this place; None for what is not understood, as a reference to a group."""
    if op in _REPEATS:
        return [value[2]]
    if op is ops.BRANCH:
        return list(value[1])
    if op is ops.ATOMIC_GROUP:
        return [value]
    if op is ops.SUBPATTERN and not value[1] and not value[2]:
        return [value[3]]
    return None


def _edge(tree: Any, *, last: bool = False) -> tuple[_Chars, bool]:
    """The characters that a match can begin (or end) with, and whether it can be empty."""
    found = _NONE
    for op, value in reversed(list(tree)) if last else tree:
        if op in _WIDTHLESS:
            continue
        if op in _SINGLE:
            chars, empty = _single(op, value), False
        else:
            edges = [_edge(part, last=last) for part in _parts(op, value) or ()]
            chars = _union(edge[0] for edge in edges) if edges else None
            empty = any(edge[1] for edge in edges) or (op in _REPEATS and value[0] == 0)
        if chars is None:
            return None, empty
        found |= chars
        if not empty:
            return found, False
    return found, True


def _needs(tree: Any) -> list[frozenset[str]]:
    """Sets of characters, of each of which every match holds one."""
    found: list[frozenset[str]] = []
    for op, value in tree:
        if op in _SINGLE:
            chars = _single(op, value)
            found += [chars] if chars is not None else []
        elif op is ops.ASSERT:
            found += _needs(value[1])
        elif op not in _WIDTHLESS and not (op in _REPEATS and value[0] == 0):
            parts = [_needs(part) for part in _parts(op, value) or ()]
            if len(parts) == 1:
                found += parts[0]
            elif parts and all(parts):
                ways = [_tightest(part) for part in parts]
                found += [_NONE.union(*(way[min(n, len(way) - 1)] for way in ways)) for n in range(MAX_HOLDS)]
    return found


def _tightest(sets: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """The sets that the fewest lines have one of, without those that follow from another."""
    found: list[frozenset[str]] = []
    for chars in sorted(sets, key=_looseness):
        if not any(other <= chars for other in found):
            found.append(chars)
    return tuple(found[:MAX_HOLDS])


def _union(sets: Iterable[_Chars]) -> _Chars:
    found = _NONE
    for chars in sets:
        if chars is None:
            return None
        found |= chars
    return found


_FREQUENT = frozenset("的一是不了在人有我他这中大来上国个到为年月日新文 :|,、·()[]/-.0123456789")


def _looseness(chars: frozenset[str]) -> int:
    """How many lines hold one of the characters, roughly: few where they are few and rare."""
    return len(chars) + 6 * len(chars & _FREQUENT)
