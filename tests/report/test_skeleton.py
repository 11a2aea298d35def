"""Skeletons: nothing that a page says is left, whatever it says it in; and what is left is read as the page was."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaners.pipeline import read
from cleaners.reading.coding.decode import decode
from cleaners.reading.han import is_han
from cleaners.reading.tree import parse as dom
from cleaners.report.mask_code import _JAVASCRIPT, _PARTS, KINDS, mask_code, mask_sheet
from cleaners.report.masks import HAN, mask_address, mask_text
from cleaners.report.share import ShareError, is_share, read_share, render_share, share_page
from cleaners.report.skeleton import _LONG_NUMBER, _READERS, META, mask_page
from cleaners.values import TEXT_LABELS
from tests.fixture_pages import Page, all_pages

PAGES = all_pages()
HOSTS = ("www.dutenews.com",)
#: The only letters that a masked text may hold.
LETTERS = frozenset("某xXのノ가ｘＸ")
#: What an attribute may hold besides: hosts that are made up, the ending of a path, a kind of page, the T of a moment.
OF_SHAPE = re.compile(
    r"https?:|//(?:site|other)\.example|\.[a-z0-9]{2,5}(?=$|[?#])|^[a-z]{2,10}:$|text/html; charset=utf-8|T(?=00:00)"
)
WORD = re.compile(r"[A-Za-z]{4,}")


def skeleton(page: Page) -> str:
    return mask_page(decode(page.data, None).text, HOSTS)


def strange_letters(text: str) -> set[str]:
    return {one for one in text if unicodedata.category(one)[0] in "LM" and one not in LETTERS}


def nodes(page: str) -> Iterator[tuple[str, str]]:
    """Every text and every attribute's value of a page, with what it is of."""
    for top in dom.parse_elements(page.encode(), comments=True).tops:
        for node in top.iter():
            name = node.tag if isinstance(node.tag, str) else "comment"
            yield name, node.text or ""
            yield "tail", node.tail or ""
            if isinstance(node.tag, str):
                yield from ((f"@{key}", value) for key, value in node.attrib.items())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_letter_of_a_fixture_is_left(page: Page) -> None:
    original, masked = decode(page.data, None).text, skeleton(page)
    assert masked or not dom.parse_elements(original.encode("utf-8", "replace")).tops
    assert {one for one in masked if is_han(one)} <= {HAN}
    for name, value in nodes(masked):
        if name == "script":
            assert_is_vocabulary(value)
        elif name not in ("style", "comment") and not (name[0] == "@" and name[1:] in _READERS) and value not in META:
            assert not strange_letters(OF_SHAPE.sub("", value)), (name, value)
    values = {(name, _LONG_NUMBER.sub("0", value)) for name, value in nodes(original)}
    for name, value in nodes(masked):  # what stays stood there before
        if name[0] == "@" and name[1:] in _READERS and name not in ("@style", "@charset") and strange_letters(value):
            assert (name, _LONG_NUMBER.sub("0", value)) in values


def assert_is_vocabulary(code: str) -> None:
    for word in WORD.findall(code.replace("site.example", "").replace("other.example", "")):
        parts = [part.lower() for part in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", word)]
        known = word in _JAVASCRIPT or any(word in kind for kind in KINDS) or word in ("http", "https")
        assert known or all(part in _PARTS or not part.strip("x") for part in parts), word


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_shape_of_a_fixture_stays(page: Page) -> None:
    text = decode(page.data, None).text
    before = [
        (top.tag, len(list(top.iter("*")))) for top in dom.parse_elements(text.encode("utf-8", "replace")).tops[:1]
    ]
    after = [(top.tag, len(list(top.iter("*")))) for top in dom.parse_elements(skeleton(page).encode()).tops[:1]]
    assert before == after


def test_an_article_stays_one_and_most_of_it_keeps_its_fate() -> None:
    """Measured: all of 190 articles are articles without their words, and 88 % of their lines go where they went before."""
    lines = same = articles = still = 0
    for page in PAGES[:60]:
        found = read(page.data, page.meta.get("url")).article
        if not found.is_article:
            continue
        masked = read(skeleton(page)).article
        articles, still = articles + 1, still + masked.is_article
        own, other = ([one.label in TEXT_LABELS for one in it.blocks if one.text] for it in (found, masked))
        if len(own) == len(other):
            lines, same = lines + len(own), same + sum(map(bool.__eq__, own, other))
    assert articles >= 40
    assert still == articles
    assert same >= 0.8 * lines


CANARY = "zyxqwv秘"
PLACES = {
    "text": "<p>{}</p>",
    "tail": "<p><b>x</b>{}</p>",
    "title": "<title>{}</title>",
    "alt": '<img alt="{}" src="/a.jpg">',
    "meta": '<meta name="description" content="{}">',
    "data": '<div data-share-title="{}"></div>',
    "event": "<a onclick=\"say('{}')\">x</a>",
    "address": '<a href="https://{}.cn/{}/1.html?q={}#{}">x</a>',
    "unquoted": "<a href={}/1.html title={}>x</a>",
    "attribute's name": "<p {}=1 data>x</p>",
    "broken tag": "<p title=\"a\" {} said>x</p>",
    "element": "<{}>x</{}>",
    "comment": "<!-- {} -->",
    "founder": "<!--enpproperty <title>{}</title>/enpproperty-->",
    "conditional": "<!--[if IE]><p>{}</p><![endif]-->",
    "script": "<script>var a = '{}'; // {}\n/* {} */ var {} = \"{}\"; f(`{}`)</script>",
    "escaped": r"<script>a = '\u{}'</script>",
    "json": '<script type="application/json">{{"{}": ["{}", {{"title": "{}", "html": "<p title={}>{}</p>"}}]}}</script>',
    "style": "<style>.{}秘 {{ content: '{}'; background: url({}) }} /* {} */ @media print {{ .a {{ content: '{}' }} }}</style>",
    "inline style": '<p style="background: url({}); font-family: {}; display: {}">x</p>',
    "textarea": "<textarea>{}</textarea>",
    "noscript": "<noscript><p>{}</p></noscript>",
    "template": "<template><p>{}</p></template>",
    "svg": "<svg><text>{}</text><title>{}</title></svg>",
    "iframe": "<iframe srcdoc='<p>{}</p>' src='{}'></iframe>",
    "class": '<p class="秘{}秘" id="秘秘">x</p>',
    "language": '<p lang="{}">x</p>',
    "microdata": '<p itemprop="{} {}" itemtype="https://schema.org/{}秘">x</p>',
    "entity": "<p>&#31192;&#x79D8;</p>",
    "processing": "<?php echo '{}' ?><p>x</p>",
    "cdata": "<svg><![CDATA[{}]]></svg>",
    "broken doctype": "<!D{}>",
    "after the end": "</body></html><p>{}</p><!--{}-->",
    "select": "<select><option value='{}' label='{}'>{}</option></select>",
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_a_secret_is_masked_wherever_it_stands(place: str) -> None:
    said = (
        PLACES[place]
        .replace("{{", "\0")
        .replace("}}", "\1")
        .replace("{}", CANARY)
        .replace("\0", "{")
        .replace("\1", "}")
    )
    masked = mask_page(f"<html><head></head><body><div>前 {said} 后</div></body></html>")
    assert masked
    assert "秘" not in masked
    if place not in ("class", "element"):  # class names and elements of ASCII are the shape of a page
        assert "zyxqwv" not in masked.lower()


@pytest.mark.parametrize(
    "before", ["<!D{}</p>\n<hrOCTYPE html>", "<!-- {} -->", "<?xml {}?>", "<!DOCTYPE html PUBLIC '{}'>", "{}"]
)
def test_nothing_before_the_root_is_kept(before: str) -> None:
    masked = mask_page(f"{before.replace('{}', CANARY)}<html><body><p>前</p></body></html>")
    assert "秘" not in masked
    assert "zyxqwv" not in masked.lower()


def broken(page: str, draw: random.Random) -> str:
    """A page with pieces lost, doubled and thrown in."""
    characters = list(page or "x")
    for _ in range(draw.randint(1, 12)):
        place, change = draw.randrange(len(characters)), draw.random()
        if change < 0.4:
            del characters[place : place + draw.randint(1, 40)]
        elif change < 0.7:
            characters.insert(place, draw.choice("<>\"'/&=-![]秘é\0\x0b\x0c\x7f\ud800\ufffe`{}\\"))
        else:
            other = draw.randrange(len(characters))
            characters[place:place] = characters[other : other + draw.randint(1, 60)]
        characters = characters or ["x"]
    return "".join(characters)


@pytest.mark.parametrize("pages", [300, pytest.param(20_000, marks=pytest.mark.fuzz)])
def test_broken_pages_keep_their_words_to_themselves(pages: int) -> None:
    texts, draw = [decode(page.data, None).text for page in PAGES], random.Random(pages)  # noqa: S311 - the same at every run
    for _ in range(pages):
        page = broken(draw.choice(texts), draw)
        masked = mask_page(page)
        assert {one for one in masked if is_han(one)} <= {HAN}, page


@given(st.text(max_size=60))
def test_a_masked_text_has_no_letter_and_no_digit_of_its_own(text: str) -> None:
    masked = mask_text(text)
    assert not strange_letters(masked)
    assert {one for one in masked if unicodedata.category(one)[0] == "N"} <= set("0０12")
    assert mask_text(masked) == masked
    assert len(masked) <= len(text)


@given(
    st.lists(
        st.sampled_from(
            [
                "秘密",
                "zyxqwv",
                "Linyifan",
                "'",
                '"',
                "`",
                "/*",
                "*/",
                "//",
                "\\",
                ":",
                "{",
                "}",
                "<p>",
                "\n",
                "1",
                " ",
                "é",
            ]
        ),
        max_size=30,
    ).map("".join)
)
def test_any_code_is_masked(code: str) -> None:
    masked = mask_code(code)
    assert {one for one in masked if is_han(one)} <= {HAN}
    known = _PARTS | {word.lower() for word in _JAVASCRIPT}
    for word in set(WORD.findall(code)) - {"example"}:
        if word.lower() not in known and word.strip("xX"):
            assert word not in masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("第3号渡口，Line 12", "某0某某某，Xxxx 00"),
        ("2025-03-25 10:20", "2000-01-01 00:00"),
        ("2025/3/25", "2000/1/01"),
        ("2025-03-25T10:20:30+08:00", "2000-01-01T00:00:00+00:00"),
        ("2025年3月25日", "0000某0某00某"),
        ("かなカナ한글", "ののノノ가가"),
        ("ＡＢａ１", "ＸＸｘ０"),
        ("Straße naïve Ω", "Xxxxxx xxxxx X"),
        ("㈱①Ⅷ½🅰⠓", "某000xx"),
        ("“引”——（）【】…！", "“某”——（）【】…！"),
        ("a\u202eb\U000e0041", "xx"),
    ],
)
def test_what_stands_for_what(text: str, masked: str) -> None:
    assert mask_text(text) == masked


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("https://www.dutenews.com/n/article/8760397", "https://site.example/x/xxxxxxx/0000000"),
        ("//img.other.cn/2025/a.JPG?x=张", "//other.example/0000/x.jpg?x=某"),
        ("/p/%E6%B8%A1.html#top", "/x/xxx.html#xxx"),
        ("javascript:alert('渡')", "javascript:"),
        ("data:image/png;base64,AAAA", "data:"),
        ("mailto:lin@example.cn", "mailto:"),
        ("../a/b.shtml", "../x/x.shtml"),
        ("http://[bad", "xxxx://[xxx"),
        ("zhang:secret", "xxxxx:xxxxxx"),
    ],
)
def test_addresses_keep_their_shape(address: str, masked: str) -> None:
    assert mask_address(address, HOSTS) == masked


def test_a_state_keeps_its_form_and_its_known_keys() -> None:
    state = {
        "articleTitle": "渡口",
        "linYifan": {"content": '<p class="a">第一段。\n</p>', "pubTime": 1742869200},
        "n": [0, 12.5],
    }
    masked = json.loads(mask_code(json.dumps(state)))
    assert masked == {
        "articleTitle": "某某",
        "x1": {"content": "<p>某某某。\n</p>", "pubTime": 1000000000},
        "n": [0, 10.1],
    }
    assert mask_code("window.__NUXT__=(function(a,b){return {title:a,lin:b}}('渡口','说明'))") == (
        "window.__NUXT__=(function(a,b){return {title:a,x1:b}}('某某','某某'))"
    )


def test_a_sheet_keeps_what_it_hides() -> None:
    sheet = ".more, .x:hover { display: none; color: red } @media print { .all { display: none } } .a { font-family: 'Lin' }"
    assert mask_sheet(sheet) == ".more, .x:hover {display: none}"


def test_the_file_is_read_as_it_was_written() -> None:
    page = PAGES[0]
    text = decode(page.data, None)
    shared = share_page("article-1", text.text, read(page.data), encoding=text.encoding, url="https://a.cn/林.html")
    data = render_share([shared], "1.0").encode()
    assert is_share(data)
    assert read_share(data) == [shared]
    assert {one for one in data.decode() if is_han(one)} == {HAN}
    assert not is_share(b'{"items": []}')


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'{"dute_skeletons": 2}',
        b'{"dute_skeletons": 1}',
        b'{"dute_skeletons": 1, "pages": [{}]}',
        b'{"a":' * 99999,
    ],
)
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(ShareError):
        read_share(data)
