"""Addresses of pictures that are loaded later, whatever the attribute is called, and pictures that only stand in for them."""

from __future__ import annotations

import pytest

from cleaners.reading.image_sources import image_source, is_placeholder
from tests.walks import differences

REAL = "https://img.example.cn/2022/05/01.jpg"
BLANK = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
NAMES = (
    "data-src data-original data-lazyload data-img-src data-backup real_src original data-ks-lazyload data-actualsrc lay-src "
    "data-imgurl data-croporisrc x-big"
).split()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "own", [BLANK, "/images/loading.gif", "//static.example.cn/blank.png?v=1", "/skin/lazyload-img_2.png", ""]
)
def test_what_is_loaded_later_wins_over_what_stands_in(name: str, own: str) -> None:
    assert image_source({"src": own, name: REAL, "alt": "01.jpg"}) == REAL
    assert differences(f'<p><img src="{own}" {name}="{REAL}" alt="01.jpg"></p>') == []


@pytest.mark.parametrize(
    "attributes",
    [
        {"onerror": "this.src='/a/nopic.jpg'"},
        {"data-href": "https://img.example.cn/big.jpg"},
        {"data-thumb": "https://img.example.cn/small.jpg"},
        {"title": "a/b/c.jpg"},
        {"data-size": "640x480"},
    ],
)
def test_other_attributes_name_no_picture(attributes: dict[str, str]) -> None:
    assert image_source({"src": "/images/loading.gif", **attributes}) == "/images/loading.gif"


def test_a_picture_without_anything_else_keeps_its_address() -> None:
    assert image_source({"src": "/images/blank.gif"}) == "/images/blank.gif"
    assert image_source({"src": REAL, "data-old": "https://img.example.cn/2.jpg"}) == REAL


@pytest.mark.parametrize(
    "url",
    ["/a/loading.gif", "https://a.cn/blank.png?x=/b", "/grey.gif", "/a_placeholder.svg", "/img/default.jpg", "1x1.png"],
)
def test_placeholders_are_known_by_the_names_of_their_files(url: str) -> None:
    assert is_placeholder(url)


@pytest.mark.parametrize(
    "url",
    ["/white-horse.jpg", "/loading/a.jpg", "/spaceship.png", "/greyhound.jpg", "/20220501.jpg", "/a/transport.png"],
)
def test_pictures_with_such_words_are_none(url: str) -> None:
    assert not is_placeholder(url)


@pytest.mark.parametrize("stored", ['{"mobile":"/s.jpg","w":320}', '["/s.jpg","/l.jpg"]'])
def test_what_a_script_stores_in_an_attribute_is_no_address(stored: str) -> None:
    assert image_source({"data-src": stored, "src": REAL}) == REAL
    assert differences(f"<p><img data-src='{stored}' src='{REAL}'></p>") == []


def test_a_forum_keeps_the_picture_in_attributes_of_its_own() -> None:
    assert image_source({"src": "static/none.gif", "file": REAL, "zoomfile": REAL}) == REAL
    assert differences(f'<p><img src="static/none.gif" zoomfile="{REAL}"><img src="/notes.gif"></p>') == []
