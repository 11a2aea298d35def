"""Literals of scripts as values, and what hostile ones cost."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.reading.scripts.literals import MAX_STEPS, Reader, UnreadableError
from tests.pace import assert_within


def _value(text: str) -> Any:
    return Reader(text).read(0)[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{a: 1, 'b': [1, , 2,], \"c\": .5e1, $d_1: 0x10, 5: -2,}", {"a": 1, "b": [1, None, 2], "c": 5.0, "$d_1": 16, "5": -2}),
        ("{a: !0, b: !1, c: void 0, d: null, e: undefined, f: NaN, g: x.y}", {"a": True, "b": False, **dict.fromkeys("cdefg")}),
        (r"""['\x3cp\x3e', "\u4e00\u{1F600}", 'it\'s', "a\
b", '\ud83d\ude00', `乙${x}丙`]""", ["<p>", "一😀", "it's", "ab", "😀", "乙丙"]),
        ("{a: 1, /* } */ b: 2 // ]\n, c: 3}", {"a": 1, "b": 2, "c": 3}),
        ("{a: 'x' + \"y\" + `z`, b: '1' * 1, c: q || '甲', d: p ? 1 : 2, e: (1, 2)}", {"a": "xyz", "b": "1", "c": "甲", "d": 2, "e": 2}),
        ("{f: function (a, b) { return '}' }, g() { return /[/}]'/ }, get h() { return 1 }, i: a => ({b: 1}), j: async (x) => { y }}",
         dict.fromkeys("fghij")),
        ("{a: new Date('2024-01-02'), b: decode('甲'), c: '甲'.html(false).replace(/a/g, ''), d: Object.freeze([1])}",
         {"a": "2024-01-02", "b": "甲", "c": "甲", "d": [1]}),
        ("JSON.parse(decodeURIComponent('%7B%22a%22%3A%22%E4%B8%80%22%7D'))", {"a": "一"}),
        ("JSON.parse('{\\'a\\': [1,]}')", {"a": [1]}),
        ("{...{a: 1}, b, ['c' + 'd']: 2}", {"a": 1, "b": None, "cd": 2}),
        ("[{a: {b: 1}}][0].a.b", 1),
    ],
)  # fmt: skip
def test_what_scripts_write(text: str, value: Any) -> None:
    assert _value(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "(function(a,b,c){return {title:a,data:[{t:b}],ok:c}}('甲',\"乙\",!0))",
        "(function(a,b,c){return {title:a,data:[{t:b}],ok:c}})('甲','乙',true)",
        "((a,b,c)=>({title:a,data:[{t:b}],ok:c}))('甲','乙',true)",
        "((a,b,c)=>{return {title:a,data:[{t:b}],ok:c}})('甲','乙',true)",
        "(function(a,b,c,d){d.t=b;return {title:a,data:[d],ok:c}}('甲','乙',true,{}))",
        "(function(a,b,c,d){d[0]={};d[0].t=b;var e=c;return {title:a,data:d,ok:e}}('甲','乙',true,[]))",
        "(function(a,b,c){var d={t:b},e=[d];f();if(x){y}return {title:a,data:e,ok:c}}('甲','乙',true))",
    ],
)
def test_a_function_is_called_with_the_values_of_its_parameters(text: str) -> None:
    assert _value(text) == {"title": "甲", "data": [{"t": "乙"}], "ok": True}


def test_a_value_that_holds_itself_is_read() -> None:
    value = _value("(function(a){a.b=a;return a}({}))")
    assert value["b"] is value


@pytest.mark.parametrize(
    "text", ["", "{", "{a", "{a:", "[1", "'a", "`a", "}", "{a:1 b:2}", "(function(a){return a", "\\", "a:b:"]
)
def test_what_is_no_literal_is_refused_or_a_name(text: str) -> None:
    with suppress(UnreadableError):
        assert _value(text) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=25,
)


@given(JSON, st.booleans())
@settings(max_examples=400)
def test_json_is_read_as_json_reads_it(value: Any, ascii_only: bool) -> None:
    assert _value(json.dumps(value, ensure_ascii=ascii_only)) == value


@given(st.text("{}[]()'\"`\\/*,:;=+-!?.ab1 \n甲", max_size=80) | st.text(max_size=60))
@settings(max_examples=1_500)
def test_any_text_is_a_value_or_unreadable(text: str) -> None:
    try:
        _, end = Reader(text).read(0)
        assert 0 < end <= len(text)
    except UnreadableError:
        pass


HOSTILE = {
    "lists": "[" * 1_000_000,
    "objects": "{a:" * 400_000,
    "functions": "(function(a){return " * 100_000,
    "quotes": "'" * 1_000_001,
    "slashes": "[" + "/" * 1_000_000,
    "sum": "'a'" + "+'a'" * 400_000,
    "arrows": "a=>" * 300_000,
    "parentheses": "(" * 1_000_000,
    "commas": "[" + "," * 2_000_000,
    "prefixes": "- " * 1_000_000,
    "calls": "a" + "()" * 1_000_000,
    "members": "a" + ".b" * 1_000_000,
    "templates": "`" + "${`" * 300_000,
    "methods": "{a(){" * 200_000,
    "comments": "[/*" * 500_000,
    "parameters": "(function(" + ",".join(["a"] * 300_000) + "){return 1})(1)",
    "laughs in lists": "(function(b0){"
    + "".join(f"var b{n}=[b{n - 1},b{n - 1}];" for n in range(1, 60))
    + "return b59})('x')",
    "laughs in strings": "(function(b0){"
    + "".join(f"var b{n}=b{n - 1}+b{n - 1};" for n in range(1, 60))
    + "return b59})('甲')",
    "a call in each call": "(function(a){return " * 40 + "a" * 100_000 + "})(1)" * 40,
    "digits": "9" * 1_000_000,
    "spread": "[" + "{...{a:1}}," * 200_000,
    "parse": "JSON.parse('" * 1_000 + "[" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_literals_cost_no_more_than_others(name: str) -> None:
    def read() -> None:
        reader = Reader(HOSTILE[name])
        try:
            reader.read(0)
        except UnreadableError:
            assert reader.steps <= MAX_STEPS

    assert_within(80, read)
