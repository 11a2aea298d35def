"""What a Han character is: held against the names that Unicode gives, and what follows for lines and people."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

import pytest

from cleaners import clean
from cleaners.evidence.people.bylines import read_byline
from cleaners.evidence.people.listed import split_names
from cleaners.evidence.people.names import looks_like_name
from cleaners.evidence.people.pairs import read_pairs
from cleaners.evidence.photo_credits import split_credit
from cleaners.reading import han
from cleaners.reading.han import HAN, is_han
from cleaners.reading.lines import join_han
from cleaners.reading.patterns import lazy
from cleaners.rules import first_rule
from cleaners.values import Person

#: Characters of extensions B to G and A, of a radical's and of a Latin letter's block.
BEYOND = ("𠅤", "𪠽", "𫘧", "𫖯", "𬭎", "𬸚", "𰻞", "㛃", "䶮")


def is_ideograph(character: str) -> bool:
    """By Unicode's own names."""
    name = unicodedata.name(character, "")
    return name.startswith(("CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH")) or character == "〇"


def test_the_class_holds_every_ideograph_and_no_other_character() -> None:
    pattern = lazy(f"[{HAN}]")
    plain = re.compile(f"[{HAN}]")
    for character in map(chr, range(sys.maxunicode + 1)):
        found = pattern.match(character) is not None
        assert found is is_han(character) is (plain.match(character) is not None)
        if unicodedata.name(character, ""):  # what a later version of Unicode names is not known here
            assert found is is_ideograph(character), hex(ord(character))


def test_no_character_is_no_han_character() -> None:
    assert not is_han("")


@pytest.mark.parametrize("character", BEYOND)
def test_names_with_rare_characters_are_names(character: str) -> None:
    name = f"郭{character}"
    assert looks_like_name(name)
    assert split_names(f"{name}、钱二川") == [name, "钱二川"]
    assert read_pairs(f"编辑 {name} 审读 钱二川") == [Person(name, "编辑"), Person("钱二川", "审读")]
    assert read_byline(f"读特记者 {name} 通讯员 钱二川/文") == [Person(name, "读特记者"), Person("钱二川", "通讯员")]
    assert split_credit(f"图为新桥夜景。 {name} 摄") == ("图为新桥夜景。", name)


@pytest.mark.parametrize("character", BEYOND)
@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("编辑 郭{}", "credits.line"),
        ("编辑 钱二川 审读 欧阳{} 二审 孙三", "credits.line"),
        ("（责编郭{}川）", "credits.tight"),
        ("读特记者 郭{} 通讯员 钱二川", "credits.byline"),
        ("记者郭{} 通讯员钱二川", "credits.byline"),
        ("文/郭{}", "credits.byline_role"),
        ("{}溪日报供图", "credits.picture_source"),
        ("郭{} 文/图　2022-05-08 09:00", "head.byline_date"),
    ],
)
def test_rules_take_lines_with_rare_characters(line: str, rule: str, character: str) -> None:
    found = first_rule(line.format(character))
    assert found is not None
    assert found.name == rule


@pytest.mark.parametrize("character", BEYOND)
def test_a_line_break_beside_a_rare_character_vanishes(character: str) -> None:
    assert join_han(f"祖上在\n{character}\n溪边") == f"祖上在{character}溪边"
    page = f"<p>祖上在\n{character}\n溪边开过书坊，搬家七次，只有这只箱子一直带着。"
    assert clean(page).blocks[0].text == f"祖上在{character}溪边开过书坊，搬家七次，只有这只箱子一直带着。"


def test_the_class_is_written_down_once() -> None:
    home = Path(han.__file__)
    sources = [path for path in home.parents[1].rglob("*.py") if path != home]
    assert len(sources) > 80
    written = [path.name for path in sources if re.search(r"[\[\"]\\u(?:4e00|3400)", path.read_text("utf-8"))]
    # chinese.py asks which bytes the frequent ideographs have; the loops of the others pass over these quickly.
    assert sorted(written) == ["chinese.py", "prose.py", "titles.py"]


@pytest.mark.parametrize(
    ("word", "number"),
    [
        *(("7", 7), ("07", 7), ("120", 120), ("六", 6), ("十", 10), ("十二", 12), ("三十", 30), ("九十九", 99)),
        *(("", 0), ("二二", 0), ("十十", 0), ("百", 0), ("一百", 0), ("章", 0)),
    ],
)
def test_the_number_that_a_word_stands_for(word: str, number: int) -> None:
    assert han.number_of(word) == number
