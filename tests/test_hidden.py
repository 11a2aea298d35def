"""What hides and what does not: attributes, inline styles, class names, and the page's own style sheets."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import clean, sheets
from cleaners.hidden import HidingNames, is_hidden
from cleaners.sheets import read_hiding_rules
from tests.encodings import HEADLINE, PROSE

UNSEEN = "此句没有人看见，因为页面自己把它藏了起来。"


def _page(secret: str, head: str = "") -> bytes:
    prose = "".join(f"<p>{line}</p>" for line in PROSE)
    return f"<html><head>{head}</head><body><h1>{HEADLINE}</h1>{prose}{secret}<p>{PROSE[0]}</p></body></html>".encode()


@pytest.mark.parametrize(
    ("style", "hides"),
    [
        ("display : none", True),
        ("overflow:hidden;max-width:0", True),
        ("height:0", False),
        ("color:#fff;background-color:rgb(255, 255, 255)", True),
        ("color:white;background:#FFF", True),
        ("color:rgba(0,0,0,0)", True),
        ("color:#0000", True),
        ("color:#fff", False),
        ("color:#fff;background:#000", False),
        ("color:#fff;background:url(a.png) #fff", False),
        ("color:transparent;-webkit-background-clip:text", False),
        ("background-color:#fff;border-color:#fff", False),
        ("opacity:0.5", False),
        ("margin-left:-999px", False),
        ("line-height:0;max-height:none", False),
        ("display:none" + ";color:red" * 100_000, True),
    ],
)
def test_inline_styles(style: str, hides: bool) -> None:
    assert is_hidden({"style": style}) is hides


@pytest.mark.parametrize(
    ("sheet", "names"),
    [
        (".a{display:none}", {".a"}),
        ("#b , .c{color:red;visibility : hidden;margin:0}", {"#b", ".c"}),
        ("/* .x{display:none} */ aside{display:none !important}", {"aside"}),
        (".a .b{display:none} .c>p{display:none} .d:hover{display:none} .e.f{display:none} *{display:none}", set()),
        ("@media print{.a{display:none} .b{display:none}} .c{display:none}", {".c"}),
        ("@media print{.a{color:red}}.c{display:none}", {".c"}),
        ("@import 'x.css'; .a{display:none}", {".a"}),
        (".a{display:none;display:none}.b{top:0}.c{display:none}", {".a", ".c"}),
        (".a{", set()),
        ("display:none", set()),
        ("}}} .a{display:none}", set()),
    ],
)
def test_style_sheets(sheet: str, names: set[str]) -> None:
    for written in (sheet, f"/* 样式 */{sheet}", sheet.replace(" ", "\u3000")):
        assert read_hiding_rules(written) == sheets._read_hiding_rules(written)
    assert read_hiding_rules(sheet) == names


#: What rules are made of, whole and broken.
PIECES = st.sampled_from(
    [
        *".a|#b|p|.桥|.é|.a-b_9|.9|*|,|, |{|}|{}|;|/*|*/|/| |\n|\u3000|\x85|:|>|display|color:red|@media x{".split("|"),
        *"display:none|display : none;|visibility: hidden|visibility:hidden}".split("|"),
        *(mark + "a" * size for mark in ("", ".") for size in (80, 81, 82)),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=1_000)
def test_any_style_sheet_is_read_as_in_python(sheet: str) -> None:
    assert read_hiding_rules(sheet) == sheets._read_hiding_rules(sheet)


@pytest.mark.parametrize("count", [sheets.MAX_RULES - 1, sheets.MAX_RULES, sheets.MAX_RULES + 1, 3 * sheets.MAX_RULES])
def test_long_style_sheets_are_read_to_the_same_rule(count: int) -> None:
    sheet = "".join(f".a{number}{{display:none}}.b{number}{{visibility:hidden}}" for number in range(count))
    names = read_hiding_rules(sheet)
    assert names == sheets._read_hiding_rules(sheet)
    assert len(names) == 2 * min(count, sheets.MAX_RULES)


def test_a_name_that_another_rule_shows_does_not_hide() -> None:
    names = HidingNames([".tab{display:none} .tab.on{display:block} .tabs{display:none}"])
    assert not names["div", "tab on", None]
    assert names["div", "tabs", None]


@pytest.mark.parametrize(
    ("head", "secret", "is_read"),
    [
        ("<style>.k{display:none}</style>", '<p class="j k">{}</p>', False),
        ("<style>#k{visibility:hidden}</style>", '<div id="k"><p>{}</p></div>', False),
        ("<style>aside{display:none}</style>", "<aside><p>{}</p></aside>", False),
        ("", '<p class="sr-only">{}</p>', False),
        ("", "<select><option>{}</option></select>", False),
        ("", "<dialog><p>{}</p></dialog>", False),
        ("", "<dialog open><p>{}</p></dialog>", True),
        ("", '<p class="not-sr-only hide hidden">{}</p>', True),
        ("<style>.k{display:none}</style>", '<p class="k" style="display:block">{}</p>', True),
        ("<style media=print>.k{display:none}</style>", '<p class="k">{}</p>', True),
        ("<noscript><style>.k{display:none}</style></noscript>", '<p class="k">{}</p>', True),
        ("<style>@media print{.k{display:none}}</style>", '<p class="k">{}</p>', True),
    ],
)
def test_what_names_and_sheets_hide_is_not_read(head: str, secret: str, is_read: bool) -> None:
    article = clean(_page(secret.replace("{}", UNSEEN), head))
    assert (UNSEEN in article.text) is is_read
    assert all(line in article.text for line in PROSE)
    assert is_read or any(removal.rule == "hidden" and UNSEEN in removal.text for removal in article.removals)


@pytest.mark.parametrize(
    ("head", "opening", "closing"),
    [
        ("<style>.cloak{display:none}</style>", '<div class="cloak">', "</div>"),
        ("<style>body{visibility:hidden}</style>", "<div>", "</div>"),
        ("", '<div class="visually-hidden">', "</div>"),
        ("", "<dialog>", "</dialog>"),
    ],
)
def test_a_page_that_hides_its_whole_body_until_a_script_shows_it_is_read(
    head: str, opening: str, closing: str
) -> None:
    prose = "".join(f"<p>{line}</p>" for line in PROSE)
    article = clean(
        f"<html><head>{head}</head><body>{opening}<h1>{HEADLINE}</h1>{prose}{closing}</body></html>".encode()
    )
    assert article.text.split("\n") == list(PROSE)


@pytest.mark.parametrize(
    "sheet",
    [
        ".a{" + "display:none;" * 80_000,
        ".a{display:none}" * 60_000,
        "{" * 1_000_000,
        "/*" * 500_000,
        "display" * 140_000,
        ".a," * 300_000 + ".b{display:none}",
        ".a{visibility:" + " " * 1_000_000,
    ],
    ids=lambda sheet: sheet[:8],
)
def test_a_style_sheet_of_a_megabyte_is_read_in_time(sheet: str) -> None:
    start = time.process_time()
    names = HidingNames([sheet])
    assert names["div", "b", "a"] in (True, False)
    assert time.process_time() - start < 1.0
