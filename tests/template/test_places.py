"""Paths of elements: as pages give them, and as people write them."""

from __future__ import annotations

import pytest

from cleaners.reading.outline import Outline
from cleaners.reading.segment import segment
from cleaners.reading.tree import parse as dom
from cleaners.template.places import PlaceError, find_places, read_path, read_places

PAGE = """
<html><body>
<div class="top"><p>甲</p></div>
<div id="main7" class="wrap x12"><div class="text"><p>一</p><p>二</p><p>三</p></div><div>乙</div><div>丙</div></div>
</body></html>
"""


@pytest.fixture(scope="module")
def outline() -> Outline:
    return segment(dom.parse(PAGE))


def held(outline: Outline, path: str) -> list[str]:
    places = read_places(outline.containers)
    containers = outline.containers
    return [
        "".join(block.text for block in outline.blocks[containers.first[c] : containers.end[c]])
        for c in find_places(path, places, containers)
    ]


def test_a_page_names_its_elements_from_both_ends(outline: Outline) -> None:
    places = read_places(outline.containers)
    assert places.paths == [
        "",
        "",
        "body",
        "body > div.top",
        "body > div.top > p",
        "body > div.main0.wrap.x0",
        "body > div.main0.wrap.x0 > div.text",
        "body > div.main0.wrap.x0 > div.text > p",
        "body > div.main0.wrap.x0 > div.text > p[2]",
        "body > div.main0.wrap.x0 > div.text > p[3]",
        "body > div.main0.wrap.x0 > div",
        "body > div.main0.wrap.x0 > div[2]",
    ]
    assert places.from_end[7:] == [
        "body > div.main0.wrap.x0 > div.text > p[-3]",
        "body > div.main0.wrap.x0 > div.text > p[-2]",
        "body > div.main0.wrap.x0 > div.text > p[-1]",
        "body > div.main0.wrap.x0 > div[-2]",
        "body > div.main0.wrap.x0 > div[-1]",
    ]


@pytest.mark.parametrize(
    ("path", "texts"),
    [
        ("body > div.main0.wrap.x0 > div.text", ["一二三"]),
        ("body > div.main0.wrap.x0 > div[-1]", ["丙"]),
        (".text", ["一二三"]),
        ("div.text > p", ["一", "二", "三"]),
        ("div.text > p[2]", ["二"]),
        ("div.text > p[-1]", ["三"]),
        ("#main7", ["一二三乙丙"]),
        ("div.x12.wrap", ["一二三乙丙"]),
        ("ul", []),
        ("div.top > div", []),
    ],
)
def test_a_written_path_finds_elements(outline: Outline, path: str, texts: list[str]) -> None:
    assert held(outline, path) == texts


@pytest.mark.parametrize("path", ["", " > p", "p >", "div..a", "div[x]", "p[1][2]", "1p", "div.a b"])
def test_what_is_no_path_is_refused(path: str) -> None:
    with pytest.raises(PlaceError, match="is not a path"):
        read_path(path)


def test_a_flattened_text_has_no_places() -> None:
    from cleaners.reading.segment import segment_text

    places = read_places(segment_text("甲\n乙").containers)
    assert places.paths == ["body"]
