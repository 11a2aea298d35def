"""What is kept from the parser: tags of more attributes than it can take. What is let through: everything else. What is read
of a page's head beside its text."""

from __future__ import annotations

import pytest

from cleaners import clean
from cleaners.reading.elements import MAX_ATTRIBUTES
from cleaners.reading.tree import parse as dom
from cleaners.reading.tree import queries
from cleaners.reading.tree.parse import parse, parse_elements
from cleaners.reading.tree.queries import style_sheets
from cleaners.reading.tree.wide import has_wide_tag
from tests import script_pages
from tests.encodings import HEADLINE, PROSE
from tests.pace import assert_within

MANY = 2 * MAX_ATTRIBUTES
PAGE = f"<html><body><h1>{HEADLINE}</h1>{''.join(f'<p>{line}</p>' for line in PROSE)}"


def names(count: int, value: str = "") -> str:
    return " ".join(f"a{number}{value}" for number in range(count))


@pytest.mark.parametrize(
    "tag",
    [
        f"<div {names(MANY)}>",
        f"<div\n{names(MANY, '=b')}>",
        f"<div {names(MANY, '=' + chr(34) + chr(34))}/>",
        f"<o:p {names(MANY).replace(' ', '/')}>",
        f"<div {names(100_000, '=' + chr(39) + '>' + chr(39))}>",
        f'<script {names(MANY)}>var a = "<p>";</script>',
    ],
    ids=["names", "values", "quotes", "slashes", "ends in values", "script"],
)
def test_a_page_with_a_tag_of_thousands_of_attributes_is_flattened(tag: str) -> None:
    for page in (PAGE + tag, PAGE + "<p>字</p>" * 300 + tag + "<p>字</p>" * 300):
        assert has_wide_tag(page)
        assert parse(page).tops == ()
        article = clean(page.encode())
        assert "degraded" in article.flags
        assert all(line in article.text for line in PROSE)


@pytest.mark.parametrize(
    "part",
    [
        f"<div {names(1_000)}>",
        f"<div class='{names(MANY)}'>",
        f"<script>for (i = 0; i<n; i++) {{ {names(MANY, ' = 1;')} }}</script>",
        f"<script>a = '<b ';</script><script>{names(MANY)}</script>",
        f"<p>{names(MANY)}",
        f"<!-- {names(MANY)} -->",
        f"<img src='data:image/png;base64,{'QUJD/' * MANY}'>",
        '<div title="a" b">' + "<p>字 字</p>" * MANY,
        "<p>" + "5 < 6 " * MANY,
        f"<div {'a ' * MANY}>",
        f"<div {names(MANY)}",
    ],
    ids="fewer classes script scripts text comment data stray-quote less-than one-name no-end".split(),
)
def test_other_long_things_are_parsed(part: str) -> None:
    assert not has_wide_tag(PAGE + part)


@pytest.mark.parametrize(
    "unit", ['"', "'", "=", '="', "<a", "<a ", '<a b="', "<script>", "</script", "<a>", "< ", "<a b='\""]
)
def test_a_megabyte_of_anything_is_looked_through_in_time(unit: str) -> None:
    page = unit * (1_000_000 // len(unit))
    assert_within(25, lambda: has_wide_tag(page))


@pytest.mark.parametrize(
    ("head", "sheets"),
    [
        ("", ""),
        ("<style></style>", ""),
        ("<style>.桥{top:0}</style>", ".桥{top:0}"),
        ("<style></style><style>a</style><style></style><style>b</style><style></style>", "\na\n\nb\n"),
        ("<style media=print>a</style><style media=screen>b</style><style media=all type=c>d</style>", "b\nd"),
        ("<style media>a</style><style media=''>b</style><style id=media>c</style>", "c"),
        ("<noscript><style>a</style></noscript><style>b</style>", "b"),
    ],
)
def test_style_sheets_are_given_in_utf8(head: str, sheets: str) -> None:
    page = f"{head}<p>字".encode()
    assert style_sheets(parse(page)) == style_sheets(parse_elements(page)) == sheets.encode()


def test_elements_are_only_parsed_where_markup_may_hold_them(monkeypatch: pytest.MonkeyPatch) -> None:
    tree = parse("<p>第一段。</p><SCRIPT>var a = 1</SCRIPT>")
    if tree.tape is None:
        pytest.skip("nothing is compiled here")
    parsed: list[bytes] = []

    def noted(data: bytes) -> dom.Tree:
        parsed.append(data)
        return parse_elements(data)

    monkeypatch.setattr(dom, "parse_elements", noted)
    assert list(queries.elements(tree, "noscript", "textarea")) == []
    assert dom.unfolded(parse("<p>第一段。</p><p>第二段。</p>")) is None
    assert parsed == []
    assert [element.text for element in queries.elements(tree, "script")] == ["var a = 1"]
    assert len(parsed) == 1


def test_a_tree_that_is_taken_is_not_seen_again() -> None:
    tree = parse("<p>第一段。</p>")
    tops = tree.take()
    tops[0].clear()
    assert [element.text for element in queries.elements(tree, "p")] == ["第一段。"]


@pytest.mark.parametrize(
    "page", [script_pages.page(way) for way in script_pages.WAYS.values()], ids=list(script_pages.WAYS)
)
def test_with_and_without_a_tree_the_scripts_hold_as_much(page: str) -> None:
    data = page.encode()
    with_tree = dom.parse_elements(data).script_bytes()
    # The parser gives a long script in pieces, between which an escape may stand.
    assert dom.parse(data).script_bytes() == pytest.approx(with_tree, rel=0.02)
