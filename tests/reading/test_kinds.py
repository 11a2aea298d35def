"""Bytes that are no text give no article, wherever they are cut and whatever a server says; text stays text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import clean
from cleaners.reading.coding.decode import decode
from cleaners.reading.kinds import declares_binary, holds, is_binary, is_html, is_no_text
from tests.binaries import FILES, articles, by_other_packages, parts

PROSE = (
    "老磨坊今天重新开张，水轮转起来的时候，半条街的人都停下来听。\n"
    "磨坊主人说，石磨是祖父留下的，一天只能磨四十斤面，多一斤也不肯。\n"
    "第一袋面送给了隔壁的豆腐店，换回来两块豆腐和一碗热豆浆。\n"
)
RUSSIAN = (
    "Старая мельница снова открылась сегодня утром, и половина улицы остановилась послушать, как вертится колесо.\n"
    "Хозяин говорит, что жернова достались ему от деда и мелют только сорок фунтов муки в день, ни фунтом больше.\n"
)
JAPANESE = (
    "古い水車小屋が今朝ふたたび動き出し、通りの人たちは足を止めて音に聞き入った。\n"
    "主人によれば、石臼は祖父から受け継いだもので、一日に挽けるのは二十キロだけだという。\n"
)


@pytest.mark.parametrize("name", FILES)
def test_no_part_of_a_file_is_an_article(name: str) -> None:
    assert articles(name, FILES[name]()) == []


@pytest.mark.parametrize("name", ["br", "Parquet", "Parquet, not compressed", "Arrow", "Arrow, lz4"])
def test_no_part_of_what_other_packages_write_is_an_article(name: str) -> None:
    files = by_other_packages()
    if name not in files:
        pytest.skip("not installed here")
    assert articles(name, files[name]) == []


@pytest.mark.slow
def test_the_files_are_those_that_the_formats_describe() -> None:
    files = {name: make() for name, make in FILES.items()}
    assert all(len(data) > 4_096 for data in files.values())
    assert all(make() == files[name] for name, make in FILES.items())
    assert len({part.data for part in parts("SQLite", files["SQLite"])}) == 3


@pytest.mark.parametrize(
    ("text", "encoding", "kind"),
    [
        (PROSE, "utf-8", "text/plain"),
        (PROSE, "gbk", "text/html; charset=utf-8"),
        (PROSE, "gb18030", "application/octet-stream"),
        (PROSE, "utf-16-le", "text/plain; charset=utf-16le"),
        (PROSE, "utf-8", None),
        (JAPANESE, "shift_jis", "text/plain; charset=shift_jis"),
        (RUSSIAN, "cp1251", "text/plain; charset=windows-1251"),
        (RUSSIAN, "koi8-r", "text/plain; charset=koi8-r"),
    ],
)
def test_text_without_markup_is_text(text: str, encoding: str, kind: str | None) -> None:
    headers = {"Content-Type": kind} if kind else None
    data = text.encode(encoding)
    assert not is_no_text(decode(data, headers), False)
    assert clean(data, headers=headers).flags[-1:] != ("not_html",)


@pytest.mark.parametrize("opening", ["BM6", "RIFF乐队", "GIF8", "PK", "MZ", "Rar!", "OggS", "II*", "ID3", "7z"])
def test_a_text_may_open_as_files_do(opening: str) -> None:
    text = f"{opening}的老唱片在磨坊里找到了，一共十一张，每一张的封套上都写着日期。\n{PROSE}"
    for encoding in ("utf-8", "gbk"):
        article = clean(text.encode(encoding))
        assert article.is_article
        assert article.text.startswith(opening)


def test_the_nearest_texts_on_either_side_of_the_share_of_controls() -> None:
    damaged = PROSE * 5
    assert not is_no_text(
        decode((damaged + "\x00\x01").encode()), False
    )  # 2 of 500, and the worst real page has 1 of 3,000
    assert is_no_text(
        decode(damaged.replace("\n", "\x00").encode()), False
    )  # a string of a program every 30 characters
    assert not is_no_text(decode(damaged.replace("\n", "\x0b").encode()), False)  # lines as word processors break them
    assert not is_no_text(decode(damaged.encode() + bytes(4_096)), False)  # a block of the disk filled up


def test_zeros_in_markup_are_left_out_as_a_browser_does() -> None:
    page = f"<!DOCTYPE html><h1>老磨坊开张</h1><p>{PROSE}</p>"
    assert clean("\x00".join(page).encode()).is_article


def test_damaged_characters_are_odd_from_one_in_fifty() -> None:
    assert not is_no_text(decode((PROSE * 4).encode() + b"\xff\xfe\xfd\xfc"), False)
    assert is_no_text(decode((PROSE * 4).encode().replace("\uff0c".encode(), b"\xff\xff\xff")), False)


def test_a_text_of_few_characters_or_without_an_end_says_nothing() -> None:
    assert is_no_text(decode("哈".encode() * 500), False)
    assert is_no_text(decode("".join(chr(0x4E00 + number) for number in range(900)).encode()), False)
    assert not is_no_text(decode("\n".join(chr(0x4E00 + number) * 2 + "山水" for number in range(200)).encode()), False)
    assert not is_no_text(decode("哈".encode() * 50), False)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("image/png", True),
        ("AUDIO/mpeg", True),
        ("font/woff2", True),
        ("application/pdf", True),
        ("application/octet-stream", False),
        ("application/xhtml+xml", False),
        ("text/plain", False),
    ],
)
def test_what_a_header_says(kind: str, expected: bool) -> None:
    assert declares_binary({"content-type": kind}) is expected
    assert not declares_binary(None)


def test_a_page_under_a_wrong_header_is_a_page_and_a_text_is_not() -> None:
    page = f"<!DOCTYPE html><h1>老磨坊开张</h1><p>{PROSE}</p>".encode()
    assert clean(page, headers={"Content-Type": "image/png"}).is_article
    assert clean(PROSE.encode(), headers={"Content-Type": "image/png"}).flags == ("not_html",)


def test_signatures_are_whole() -> None:
    assert is_binary(b"RIFF\x24\x08\x00\x00WAVEfmt ")
    assert not is_binary("RIFF乐队".encode())
    assert not is_binary(b"BM6")
    assert not is_binary(b"%PDF is a format")


def test_an_address_of_mail_in_brackets_is_no_markup() -> None:
    assert not is_html("发件人: 甲 <a@example.com>\n收件人: 乙 <b.c@example.com>\n旧书市搬进了地下通道。")
    assert is_html('写信：<a href="mailto:a@example.com">甲</a><br>旧书市。')


@given(
    st.binary(max_size=3), st.lists(st.sampled_from([b"<", b"a", b"<a>", b"<ab>", b"-" * 61, b"-" * 64])), st.booleans()
)
@settings(max_examples=300)
def test_a_part_is_found_wherever_it_stands(part: bytes, pieces: list[bytes], is_there: bool) -> None:
    data = b"".join([*pieces, part, *pieces]) if is_there else b"".join(pieces)
    for wanted in (part, b"<ab>", b"<a", b">", b"", data, data + b"a"):
        assert holds(data, wanted) == (wanted in data)
