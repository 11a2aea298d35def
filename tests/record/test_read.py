"""Early exits before expressions: none refuses a line that its expression takes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.evidence import dates, metadata, outlets
from cleaners.evidence.people import bylines, listed, pairs, roles
from cleaners.evidence.people.names import could_be_name, is_count
from cleaners.reading.characters import sanitize
from cleaners.record import datelines, headline, published
from cleaners.rules.form import simplified
from cleaners.rules.roles import BYLINE_ROLES, CREDIT_ROLES, NO_NAMES

_WORDS = (
    "张三 李小龙 王 五 刘响摄 赵六供图 李四摄影报道 来源 來源 稿源 转自 转载自 摘自 首发 原载 出处 返回 本文作者 人气 点击 记者 員 员 "
    "（见习） (兼) （实习生） 更新 修改 updated MODIFIED modıfied Modİfied 2019-09-07 2019年9月7日 15:14 9月7日 10时20 网 讯 报道 of the"
).split()
_MARKS = [
    *"/／、&|｜丨︱│：:()（）【】[]，,。·-—–_@",
    "::",
    "--",
    " ",
    "\u00a0",
    "\u3000",
    "\n",
    "\t",
    "\x1c",
    "\u2003",
    "\u200b",
    "\u202e",
]
_PIECES = st.sampled_from([*CREDIT_ROLES, *BYLINE_ROLES]) | st.sampled_from(_WORDS) | st.sampled_from(_MARKS)
_LINES = st.lists(_PIECES | _PIECES | st.text(max_size=3), max_size=12).map("".join)


@given(_LINES)
@settings(max_examples=500)
def test_a_line_that_is_refused_holds_no_role(line: str) -> None:
    if not roles.may_have_role(line):
        assert not roles.ROLE.search(line)
        assert not roles.ROLE.search(dates._FULL.sub(" ", line))


@given(_LINES)
@settings(max_examples=500)
def test_names_are_those_of_the_expressions_alone(line: str) -> None:
    text = listed._SINGLE_PAIR.sub(r"\1\2", listed.NOTE.sub(" ", line))
    parts = [listed._NAME_TAIL.sub("", part.strip(listed.EDGES)) for part in listed._SPLIT.split(text)]
    found = [
        part
        for part in parts
        if simplified(part.lower()) not in NO_NAMES
        and not (part.isdecimal() or part.endswith(listed._REPORTS) or is_count(part) or listed._LEAVE in part)
        and not (part.isascii() and "admin" in part.lower())
        and listed._NAME.fullmatch(part)
    ]
    assert listed.split_names(line) == found
    assert pairs.before_next_key(line) == pairs._NEXT_KEY.split(line)[0]


@given(_LINES)
@settings(max_examples=500)
def test_the_early_exits_of_fields_refuse_nothing(line: str) -> None:
    assert outlets.may_name_source(line) or not outlets.KEYED.search(line)
    assert published._may_be_update(line) or not published._MODIFIED.search(line)
    assert datelines.names_reporter(line) or not (datelines.DATELINE.match(line) or datelines._UNBALANCED.match(line))
    assert headline._SEPARATING.search(line) or not headline.SITE_SEPARATOR.search(line)
    assert headline._around_bar(line) == headline._BAR.split(line, maxsplit=1)
    assert dates._may_have_clock(line) or not dates._SHORT.search(line)
    assert dates._may_be_dated(line) or not (dates._FULL.search(line) or dates._COMPACT_FULL.search(line))


@given(_LINES)
@settings(max_examples=300)
def test_a_byline_opens_as_its_expressions_do(line: str) -> None:
    assert line.startswith(("本文", "作者")) or not bylines._AUTHOR_OF.search(line)
    assert line.startswith("文") or not bylines._OUTLET_AUTHOR.search(line)


@given(_LINES)
@settings(max_examples=300)
def test_a_line_of_metadata_is_clean(text: str) -> None:
    assert metadata._line(text) == " ".join(sanitize(text).split())


def test_no_printable_character_is_forbidden_or_white_space_but_the_space() -> None:
    printable = "".join(character for character in map(chr, range(0x110000)) if character.isprintable())
    assert sanitize(printable) == printable
    assert [character for character in printable if character.isspace()] == [" "]


def test_a_line_that_calls_itself_an_abstract_comes_before_one_that_stands_in_its_place() -> None:
    from cleaners import clean

    text = "".join(f"<p>新桥今天上午通车，两岸往返只要十分钟，第{n}批市民步行过桥。</p>" for n in "一二三四五六")
    abstract = "本文说的是一座桥怎样通车，又怎样被两岸的人走了一遍，从早晨走到傍晚，走的人都说好。"
    summary = "一座桥怎样通车，怎样被两岸的人走了一遍，从早晨走到傍晚，本报记者在桥头站了一天，听见了许多话"
    page = f"<h1>新桥今天通车</h1><p>一座桥的早晨与傍晚</p><p>{summary}</p><p>摘要：{abstract}</p><div>{text}</div>"
    article = clean(page)
    assert [block.rule for block in article.blocks[2:4]] == ["head.summary", "head.abstract"]
    assert article.abstract == abstract


def test_a_desk_s_label_is_no_author_s_name() -> None:
    for label in ("即時報導", "综合报道", "综合整理"):
        assert not could_be_name(label)
    assert could_be_name("林宸誼")
