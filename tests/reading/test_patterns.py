"""Patterns compiled when asked for mean what `re.compile` makes of them."""

from __future__ import annotations

import re
import re._compiler as regex_compiler  # type: ignore[import-not-found]
import re._constants as ops  # type: ignore[import-not-found]
import re._parser as regex_parser  # type: ignore[import-not-found]
import string
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

import cleaners.prepare  # noqa: F401  all that cleaning a page takes
from cleaners.reading import kept
from cleaners.reading.han import HAN
from cleaners.reading.patterns import _compiled_form, _Lazy, key_of, lazy, patterns_of_modules, vocabulary, written
from cleaners.reading.signs import read_openings
from cleaners.rules import RULES, match_form


@pytest.fixture(autouse=True)
def _own_patterns(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is put off here is none of the library's patterns, which another test compiles all of."""
    monkeypatch.setattr(_Lazy, "made", list(_Lazy.made))


#: The borders of every range that is passed by, and characters of other kinds.
CHARACTERS = [
    *(chr(code + step) for code in (0x2E80, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xA4CF, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0x20000, 0x323AF) for step in (-1, 0, 1)),
    *string.printable, *"桥ＡａéÉßſKῼ々〇①，。！～　",
]  # fmt: skip


@pytest.mark.parametrize("flags", [0, re.I, re.S, re.I | re.X])
@pytest.mark.parametrize(
    "pattern",
    [
        r"[\u4e00-\u9fff]",
        r"[\u3400-\u4dbf\u4e00-\u9fffa-zA-Z0-9·]",
        r"[^\u4e00-\u9fff\s]",
        r"(?:[\u4e00-\u9fff]|(?<=x)[\u3400-\u4dbf])+?",
        r"(?=[\u4e00-\u9fff])[\u2e80-\U0001f000]",
        r"[\u0400-\uffff]",
        r"[\uf900-\ufaff\uff00-\uff65\u201c]",
        r"(?i:[\u4e00-\u9fffk])k",
        rf"[{HAN}]",
        r"[桥々k]",
        r"(?:桥|〇|①)a?",
        r"[^桥Ａk-m]",
        rf"[^{HAN}·]+",
        rf"[\s{HAN}]{{2}}",
        # openings that the compiler does not see: behind a look ahead, in an atomic group, digits of all planes, an empty way
        r"(?>(?:桥|々|é){1,2}|ka)",
        r"(?=[桥〇①k])\w",
        r"(?:(?>a|k)|\d|[，。！～])k?",
        r"(?:桥|k)?a",
        r"(?:桥|(?=k))k?",
        r"(?<!x)(?:ß|桥)k",
        r"(?:x?|桥)(?:\U00020000|k)",
    ],
)
def test_a_lazy_pattern_is_the_pattern(pattern: str, flags: int) -> None:
    wanted, found = re.compile(pattern, flags), lazy(pattern, flags)
    for text in [*CHARACTERS, *(f"x{character}k桥" for character in CHARACTERS)]:
        assert [m.span() for m in found.finditer(text)] == [m.span() for m in wanted.finditer(text)]
    assert (found.pattern, found.flags, found.groups) == (wanted.pattern, wanted.flags, wanted.groups)
    assert found.sub("-", "桥a桥") == wanted.sub("-", "桥a桥")


@pytest.mark.parametrize(
    ("pattern", "openings"),
    [
        (r"(?>责编|审核)[:：]", {"责", "审"}),
        (r"(?=[责审])\w+[:：]", {"责", "审"}),
        (r"(?:责?编|审)核", {"责", "编", "审"}),
        (r"(?:责编|\w+)核", None),
        (r"(?:责编|审)?", None),
        (r"(?i:责编|审)核", None),
    ],
)
def test_what_a_match_can_begin_with(pattern: str, openings: set[str] | None) -> None:
    assert read_openings(re._parser.parse(pattern)) == openings  # type: ignore[attr-defined]


def test_a_search_passes_over_what_no_match_begins_with() -> None:
    pattern, line = "(?>" + "|".join(f"{character}编" for character in "责审校监统策主总值美") + ")", "的" * 2_000

    def seconds(made: re.Pattern[str]) -> float:
        begin = time.process_time()
        assert made.search(line) is None
        return time.process_time() - begin

    plain, passing = re.compile(pattern), lazy(pattern)
    assert min(seconds(passing) for _ in range(20)) * 2 < min(seconds(plain) for _ in range(20))


def test_a_vocabulary_stands_in_a_pattern_by_its_name() -> None:
    words = vocabulary("(?:责编|审核)")
    pair = rf"(?!{words}$){words}\s(\w+)"
    assert len(words) == 1
    assert written(pair) == r"(?!(?:责编|审核)$)(?:责编|审核)\s(\w+)"
    assert lazy(pair).findall("审核 甲乙 责编 丙丁") == ["甲乙", "丙丁"]
    quick = vocabulary("(?:责编|责任|审核)", lambda: "(?:责[编任]|审核)")
    assert written(quick) == "(?:责编|责任|审核)"
    assert lazy(f"{quick}(?=:)").findall("责任 责编: 审核: 责审:") == ["责编", "审核"]
    assert key_of(pair) == (pair, 0, kept.sign("(?:责编|审核)"))
    assert key_of("责编", re.I) == ("责编", int(re.I))


def test_bytes_patterns_too() -> None:
    assert lazy(rb"(?P<name>[a-c]+)", re.I).search(b"xxABC")["name"] == b"ABC"  # type: ignore[index]


def test_nothing_is_compiled_before_it_is_asked_for() -> None:
    broken = lazy("(")
    with pytest.raises(re.error):
        broken.search("")


def test_rules_compiled_so_take_the_same_lines() -> None:
    lines = [match_form(line) for rule in RULES for line in (*rule.drops, *rule.keeps)]
    for rule in RULES[::5]:
        plain = re.compile(written(rule.pattern))
        assert [rule.regex.fullmatch(line) is None for line in lines] == [
            plain.fullmatch(line) is None for line in lines
        ]


def possessive_repeats_of_groups(tree: Any) -> Iterator[Any]:
    """The repeats in a parsed pattern, as `(?:ab?)++`, that are possessive and repeat more than one character of a set."""
    if isinstance(tree, regex_parser.SubPattern):
        for op, value in tree.data:
            if op is ops.POSSESSIVE_REPEAT and not regex_compiler._simple(value[2]):
                yield value
            yield from possessive_repeats_of_groups(value)
    elif isinstance(tree, (tuple, list)):
        for part in tree:
            yield from possessive_repeats_of_groups(part)


@pytest.mark.parametrize(("pattern", "found"), [(r"(?>(?:ab?)+)", 0), (r"[ab]++a?+", 0), (r"x(?:(?:ab?){2,3}+|c)", 1)])
def test_possessive_repeats_of_groups_are_found(pattern: str, found: int) -> None:
    assert len(list(possessive_repeats_of_groups(regex_parser.parse(pattern)))) == found


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python before 3.11.5 matches such a repeat wrongly where the group may take less (gh-106052); `(?>(?:ab?)+)` says the same,
    and later versions compile both alike."""
    loaded = [
        module for name, module in sys.modules.items() if name.partition(".")[0] in ("cleaners", "crawler", "dute")
    ]
    made = [value for module in loaded for value in vars(module).values() if isinstance(value, re.Pattern)]
    patterns = [
        *patterns_of_modules(),
        *((one.pattern, one.flags & ~re.U) for one in made),
        *((rule.pattern, 0) for rule in RULES),
    ]
    assert len(RULES) < len(patterns)
    wrong = [
        pattern
        for pattern, flags in patterns
        for tree in [regex_parser.parse(_compiled_form(pattern) if isinstance(pattern, str) else pattern, flags)]
        if any(possessive_repeats_of_groups(tree))
    ]
    assert wrong == []


def test_ranges_of_han_cost_nothing() -> None:
    def seconds(compiler: object) -> float:
        begin = time.process_time()
        compiler("".join(f"[\\u4e00-\\u9ff{digit}]" for digit in string.hexdigits[:16]) * 3)  # type: ignore[operator]
        return time.process_time() - begin

    assert min(seconds(lambda p: lazy(p).search("")) for _ in range(3)) * 3 < min(
        seconds(re._compiler.compile) for _ in range(2)
    )  # type: ignore[attr-defined]
