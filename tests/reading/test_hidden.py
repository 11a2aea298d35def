"""What hides and what does not: attributes, inline styles, class names, and the page's own style sheets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import clean
from cleaners.reading import sheets
from cleaners.reading.hidden import HidingNames, breaks_line, is_hidden
from cleaners.reading.sheets import is_final, read_hiding_rules
from tests.encodings import HEADLINE, PROSE
from tests.pace import assert_within

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
        ("--footer-display: none", False),
        ("--x: {display: none}; color: red", False),
        ("--tip: 'a;display:none'", False),
        ("-x-visibility:hidden;--opacity:0;font-variant:none", False),
        ("background:url(data:image/png;display:none)", False),
        ("/* display:none */ color:red", False),
        ("/**/DISPLAY/**/ : None !important", True),
        ("display:none;display:block", False),
        ("display:block;display:none", True),
        ("top:0;left : -9999px", True),
        ("transform:rotate(3deg) scale(0)", True),
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
        (".a{--footer-display:none}.b{-display:none}.c{--x-visibility: hidden}.d{x: 1;display:none}", {".d"}),
    ],
)
def test_style_sheets(sheet: str, names: set[str]) -> None:
    for written in (sheet, f"/* 样式 */{sheet}", sheet.replace(" ", "\u3000")):
        assert read_hiding_rules(written.encode()) == sheets._read_hiding_rules(written.encode())
    assert read_hiding_rules(sheet.encode()) == names


def test_only_white_space_of_ascii_is_white_space_of_a_style_sheet() -> None:
    assert read_hiding_rules(b".a\t\n{\r\fdisplay\n:\f none}") == {".a"}
    for written in ("\u3000.a{display:none}", ".a{display:\u3000none}", ".a\x0b{display:none}", ".a{display\x1c:none}"):
        assert read_hiding_rules(written.encode()) == sheets._read_hiding_rules(written.encode()) == set()


#: What rules are made of, whole and broken.
PIECES = st.sampled_from(
    [
        *".a|#b|p|.桥|.é|.a桥|.a-b_9|.9|*|,|, |{|}|{}|;|/*|*/|/| |\n|\x0b|\u3000|\x85|:|>|display|@media x{".split("|"),
        *"display:none|display : none;|-display:none|é-visibility:hidden|visibility: hidden|visibility:hidden|none|hidden|:none|DISPLAY:none".split(
            "|"
        ),
        *"color:red|display:block|display :Block;|display:nonesuch|display:none!|visible|Display:NONE".split("|"),
        *(mark + "a" * size for mark in ("", ".") for size in (80, 81, 82)),
        *(mark + "a桥" + "é" * size for mark in ("", ".") for size in (78, 79, 80)),
        # Where the compiled search goes from block to block, and where what belongs to a rule is too far from it.
        *("-" * size for size in (61, 62, 63, 64, 290, 300, 3_990)),
    ]
)
SHEETS = st.lists(PIECES.map(str.encode) | st.binary(max_size=2), max_size=40).map(b"".join)


@given(SHEETS)
@settings(max_examples=1_500)
def test_any_style_sheet_is_read_as_in_python(sheet: bytes) -> None:
    assert read_hiding_rules(sheet) == sheets._read_hiding_rules(sheet)


@given(SHEETS, st.sampled_from([".a", "#b", "p", "aa", ".a桥", ".é", "." + "a" * 80, "a" * 81]))
@settings(max_examples=1_500)
def test_what_another_rule_shows_is_found_as_in_python(sheet: bytes, name: str) -> None:
    assert is_final(name, sheet) is sheets._is_final(name.encode(), sheet)


@pytest.mark.parametrize("count", [sheets.MAX_RULES - 1, sheets.MAX_RULES, sheets.MAX_RULES + 1, 3 * sheets.MAX_RULES])
def test_long_style_sheets_are_read_to_the_same_rule(count: int) -> None:
    sheet = "".join(f".a{number}{{display:none}}.b{number}{{visibility:hidden}}" for number in range(count)).encode()
    names = read_hiding_rules(sheet)
    assert names == sheets._read_hiding_rules(sheet)
    assert len(names) == 2 * min(count, sheets.MAX_RULES)


@pytest.mark.parametrize("size", range(sheets.MAX_STYLE - 20, sheets.MAX_STYLE + 5))
def test_a_comment_is_open_for_as_far_as_in_python(size: int) -> None:
    sheet = b"/*" + b"-" * size + b".a{display:none} .b{display:none}"
    names = read_hiding_rules(sheet)
    assert names == sheets._read_hiding_rules(sheet)
    assert bool(names) is (2 + size + len(b".a{display:none} .b{") > sheets.MAX_STYLE)


@pytest.mark.parametrize(
    ("sheet", "is_hidden_by_it"),
    [
        ("{}.on{{display:block}}", False),
        ("{} {{DISPLAY : Flex}}", False),
        ("{}{{visibility:visible}}", False),
        ("{}>p,.b{{display:block}}", False),
        ("{}{{display:none}}", True),
        ("{}{{color:red}}.b{{display:block}}", True),
        ("{}s{{display:block}}", True),
        ("{}-b{{display:block}}", True),
        ("{}桥{{display:block}}", True),
        ("{}{{display:block", True),
        ("{}{{--x-display:block}}", True),
        ("{}" + " " * (sheets.MAX_SELECTOR - 1) + "{{display:block}}", False),
        ("{}" + " " * sheets.MAX_SELECTOR + "{{display:block}}", True),
        ("{}{{display:block" + " " * (sheets.MAX_STYLE - 15) + "}}", False),
        ("{}{{display:block" + " " * (sheets.MAX_STYLE - 14) + "}}", True),
    ],
)
@pytest.mark.parametrize("name", [".tab", "#b", "p", ".桥"])
def test_what_another_rule_shows_is_not_hidden(sheet: str, is_hidden_by_it: bool, name: str) -> None:
    written = sheet.format(name).encode()
    assert is_final(name, written) is sheets._is_final(name.encode(), written) is is_hidden_by_it


def test_a_name_that_another_rule_shows_does_not_hide() -> None:
    names = HidingNames(b".tab{display:none} .tab.on{display:block} .tabs{display:none}")
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
        ".b{display:none}" + ".b " * 300_000,
        ".b{display:none}" + ".b.b.b{}" * 120_000,
        (".b{display:none}" + ".b " * 90 + "{" + "display:none;" * 300 + "}") * 250,
        "display:none " * 500 + " " * 900_000 + "visibility:hidden " * 500,
    ],
    ids=lambda sheet: sheet[:8],
)
def test_a_style_sheet_of_a_megabyte_is_read_in_time(sheet: str) -> None:
    assert_within(3, lambda: HidingNames(sheet.encode())["div", "b", "a"])


@pytest.mark.parametrize(
    ("style", "breaks"),
    [
        ("display:block", True),
        ("margin:0; DISPLAY : Flex ;", True),
        ("display:-webkit-box", True),
        ("display:block;display:inline", False),
        ("display:inline-block", False),
        ("display:inline-flex", False),
        ("display:blockish", False),
        ("--display:block", False),
        ("font-size:16px", False),
        ("", False),
    ],
)
def test_styles_that_set_an_element_on_lines_of_its_own(style: str, breaks: bool) -> None:
    assert breaks_line(style) is breaks
