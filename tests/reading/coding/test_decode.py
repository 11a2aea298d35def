"""Bytes are read by what they are, not by what they are said to be."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners.reading import segment
from cleaners.reading.characters import sanitize
from cleaners.reading.coding.decode import decode
from cleaners.reading.coding.decoded import has_controls, measure_clean, measure_utf8
from cleaners.reading.kinds import is_binary, is_html, is_json
from cleaners.reading.limits import MAX_CHARS

needs_compiled = pytest.mark.skipif(not segment.IS_COMPILED, reason="cleaners.reading._bytes is not compiled here")

#: Texts in UTF-8, cut somewhere and with a byte put in.
CUT = st.builds(
    lambda text, place, byte: (data := text.encode("utf-8", "surrogatepass"))[:place] + byte + data[place:],
    st.text(st.characters(min_codepoint=0x60), min_size=1),
    st.integers(0, 40),
    st.binary(max_size=2),
)

SENTENCE = "新桥今天通车，两岸居民往返只要十分钟，沿线的老街也跟着热闹起来。"
TRADITIONAL = "新橋今天通車，兩岸居民往返只要十分鐘，沿線的老街也跟著熱鬧起來。"
CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])
HEADS = {
    "none": "<html><head><title>{}</title></head><body><p>{}</p></body></html>",
    "utf-8": '<html><head><meta charset="utf-8"><title>{}</title></head><body><p>{}</p></body></html>',
    "gb2312": '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{}</title></head><body><p>{}</p></body></html>',
    "gbk": "<html><head><meta charset=GBK><title>{}</title></head><body><p>{}</p></body></html>",
    "big5": '<html><head><meta charset="big5"><title>{}</title></head><body><p>{}</p></body></html>',
    "iso-8859-1": '<html><head><meta charset="iso-8859-1"><title>{}</title></head><body><p>{}</p></body></html>',
    "no-such-charset": '<html><head><meta charset="no-such-charset"><title>{}</title></head><body><p>{}</p></body></html>',
}


@pytest.mark.parametrize("declared", HEADS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_simplified_whatever_the_label_says(encoding: str, declared: str) -> None:
    page = HEADS[declared].format("新桥通车", SENTENCE)
    read = decode(page.encode(encoding))
    assert read.text == page
    assert read.flags == ()


@pytest.mark.parametrize("declared", ["none", "big5", "utf-8", "gb2312"])
@pytest.mark.parametrize("encoding", ["big5", "utf-8", "gb18030"])
def test_traditional_whatever_the_label_says(encoding: str, declared: str) -> None:
    page = HEADS[declared].format("新橋通車", TRADITIONAL)
    assert decode(page.encode(encoding)).text == page


@pytest.mark.parametrize(
    "header", ["text/html; charset=gbk", "text/html;charset=utf-8", "text/html", "text/html; charset=bogus"]
)
def test_the_header_is_only_a_witness(header: str) -> None:
    for encoding in ("utf-8", "gbk"):
        assert decode(SENTENCE.encode(encoding), {"content-type": header}).text == SENTENCE


def test_a_short_gbk_string_without_any_label() -> None:
    assert decode("深圳通车".encode("gbk")).text == "深圳通车"


def test_other_declared_charsets_are_believed_when_the_bytes_fit() -> None:
    japanese = '<meta charset="shift_jis"><p>新しい橋が開通しました。</p>'
    assert decode(japanese.encode("shift_jis")).text == japanese
    korean = '<meta charset="euc-kr"><p>새 다리가 개통되었습니다.</p>'
    assert decode(korean.encode("euc-kr")).text == korean


@pytest.mark.parametrize(("label", "codec"), [("hz-gb-2312", "hz"), ("iso-2022-jp", "iso2022_jp")])
def test_sets_of_seven_bits_are_ascii_until_their_label_is_asked(label: str, codec: str) -> None:
    page = (
        f'<meta charset="{label}"><p>大橋開通</p>'
        if codec == "iso2022_jp"
        else f'<meta charset="{label}"><p>大桥开通</p>'
    )
    assert decode(page.encode(codec)).text == page
    assert decode(page.replace(label, "utf-8").encode(codec)).encoding == "utf-8"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_a_flat_text_in_utf16_that_its_header_names(codec: str) -> None:
    assert decode(SENTENCE.encode(codec), {"Content-Type": "text/plain; charset=utf-16"}).text == SENTENCE


def test_nul_between_characters_is_no_utf16() -> None:
    assert decode("\0".join(SENTENCE).encode()).text == SENTENCE
    assert decode("\0".join(f"<p>{SENTENCE}</p>").encode()).text == f"<p>{SENTENCE}</p>"


def test_a_chinese_page_under_a_label_of_single_bytes_that_lost_a_byte() -> None:
    data = ('<meta charset="windows-1251"><p>' + SENTENCE * 20).encode("gbk")
    read = decode(data[:301] + b"\xff" + data[301:])
    assert read.encoding == "gb18030"
    assert SENTENCE in read.text


def test_a_character_cut_at_the_end_is_dropped_with_a_flag() -> None:
    read = decode(SENTENCE.encode()[:-1])
    assert read.text == SENTENCE[:-1]
    assert read.flags == ("truncated",)


def test_a_few_bad_bytes_do_not_change_the_encoding() -> None:
    data = (SENTENCE * 20).encode("gbk")
    read = decode(data[:301] + b"\xff\xff\xff\xff" + data[301:])
    assert read.encoding == "gb18030"
    assert read.text.startswith(SENTENCE)
    assert "mojibake" in read.flags


def test_a_byte_order_mark_outranks_everything() -> None:
    assert (
        decode(codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"), {"Content-Type": "text/html; charset=gbk"}).text
        == SENTENCE
    )


def test_the_rest_of_an_enormous_page_is_cut_with_a_flag() -> None:
    read = decode(b"a" * (MAX_CHARS + 1))
    assert len(read.text) == MAX_CHARS
    assert read.flags == ("truncated",)


@pytest.mark.parametrize(
    "data", [b"", b"\x00", b"\xff\xfe", b"\xff" * 100, bytes(range(256)) * 4, b"\x80\x80\x80", b"<p>\xc3\x28"]
)
def test_any_bytes_give_a_str_that_can_be_written_out(data: bytes) -> None:
    decode(data).text.encode("utf-8")


def test_characters_that_no_output_may_hold() -> None:
    assert sanitize("新\x00桥\u202e通\ufeff车\u200b\udc80\U000e0041。\t\n") == "新桥通车。\t\n"
    assert sanitize("👩‍🚀 宇航员") == "👩‍🚀 宇航员"  # the joiner inside an emoji stays


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><p>x", True),
        ("\n  <div>只有一个标签", True),
        ("新桥通车\n<p>一段</p><p>两段</p>", True),
        ("新桥今天通车。\n沿线热闹起来。", False),
        ("5 < 6，7 > 2，所以 <b 不是标签", False),
        ("书名号《a<b>c》只有一个像标签的词", False),
    ],
)
def test_markup_and_flattened_text_are_told_apart(text: str, expected: bool) -> None:
    assert is_html(text) is expected


def test_binary_files_are_recognised_by_their_signature() -> None:
    assert is_binary(b"%PDF-1.7\n")
    assert is_binary(b"\x89PNG\r\n\x1a\n")
    assert not is_binary(SENTENCE.encode("gbk"))
    assert not is_binary(b"<html>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"code": 0, "html": "<!DOCTYPE html><p>一段</p>"}', True),
        ('\n[{"title": "新桥通车"}, {"title": "旧桥', True),
        ('show({"a": 1});', True),
        ('["新桥通车", "旧桥"]', True),
        ("[图文]新桥今天通车", False),
        ("{新桥}今天通车", False),
        ('["新桥通车"的消息传遍两岸', False),
        ('{"a": 1}<!DOCTYPE html><p>一段</p>', False),
        ("<script>{}</script><p>一段</p>", False),
        ("", False),
    ],
)
def test_answers_of_interfaces_are_no_pages(text: str, expected: bool) -> None:
    assert is_json(text) is expected


@pytest.mark.parametrize("byte", [byte for byte in range(128) if byte < 32 or byte == 127])
@pytest.mark.parametrize("place", [0, 7, 31, 32, 99])
def test_controls_are_found_wherever_they_stand(byte: int, place: int) -> None:
    data = (b"a" * 100)[:place] + bytes([byte]) + b"\xe6\xa1\xa5" * place
    without = bytes(other for other in data if other not in CONTROLS)
    # A vertical tab is a word processor's break, of which a text without markup is made.
    assert decode(data).text == (data.replace(b"\x0b", b"\n") if byte == 0x0B else without).decode()
    assert not (has_controls(without) and segment.IS_COMPILED)
    assert has_controls(data) or byte in b"\t\n\r"


def test_the_bytes_of_a_page_are_handed_on_as_they_came() -> None:
    page = HEADS["utf-8"].format("新桥", SENTENCE).encode()
    assert decode(page).utf8 is page
    assert decode(page + b"\x01").utf8 == page
    assert decode(page.decode().encode("gb18030")).utf8 is None
    assert decode(page + b"\xe6").utf8 is None
    assert decode(codecs.BOM_UTF8 + page).utf8 is None


def read_in_python(data: bytes) -> str:
    """What of the bytes is UTF-8, from their beginning."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data[: error.start].decode("utf-8")


@needs_compiled
@given(
    st.one_of(st.binary(), st.text().map(lambda text: text.encode("utf-8", "surrogatepass")), CUT), st.integers(0, 300)
)
@settings(max_examples=300)
def test_utf8_is_measured_as_python_reads_it(data: bytes, before: int) -> None:
    for page in (data, "a水\ufffd".encode() * before + data + "水\ufffdb".encode() * (300 - before)):
        text = read_in_python(page)
        assert measure_utf8(page) == (len(text.encode()), len(text), text.count("\ufffd"))
        is_clean = len(text.encode()) == len(page) >= 128 and not any(control in page for control in CONTROLS)
        assert measure_clean(page) == ((len(text), text.count("\ufffd")) if is_clean else None)


@needs_compiled
def test_every_byte_that_is_no_utf8_is_found() -> None:
    tails = (b"", b"\x80", b"\x80\x80", b"\xbf\xbf", b"\xbfa", b"a")
    pages = [b"abcdefgh" + bytes([a, b]) + tail for a in range(0x80, 0x100) for b in range(0x100) for tail in tails]
    # Pages of over 128 bytes are looked at so many at a time: the same at the end of such a stretch and of the page.
    pages += [b"a" * (118 - number % 3) + page + b"b" * (number % 128) for number, page in enumerate(pages)]
    assert [page for page in pages if measure_utf8(page)[0] != len(read_in_python(page).encode())] == []
    bad = [page for page in pages if len(page) >= 128 and len(read_in_python(page).encode()) != len(page)]
    assert len(bad) > 10_000
    assert [page for page in bad if measure_clean(page) is not None] == []


def test_a_page_in_utf8_is_made_a_string_when_it_is_asked_for() -> None:
    page = f"<p>{SENTENCE}\ufffd</p>".encode()
    read = decode(page)
    assert (read.size, read.lost, read.opening) == (len(page.decode()), 1, page.decode())
    assert read.text == page.decode()
    assert decode(page[:-1] + b"\xe6").flags == ("truncated",)
