"""The shapes of addresses, and the expressions that are suggested for a seed: each matches what it was made from."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from crawler.probe.shapes import join_patterns, key_of, read_shapes
from crawler.site.links import Link
from crawler.site.seed import read_seed

HOST = "a.example"
TITLE = "老水库换新颜今夏向市民开放"


def links(paths: Iterable[str], text: str = TITLE) -> list[Link]:
    return [Link(f"https://{HOST}{path}", text) for path in paths]


@pytest.mark.parametrize(
    ("paths", "key", "pattern", "number"),
    [
        ([f"/n/article/{n}" for n in range(8760390, 8760400)], "/n/article/0", r"/n/article/(?P<id>\d+)", "8760390"),
        (
            [f"/{c}/p/{n}.html" for n, c in enumerate(["city", "tech", "life"] * 3, 10_000)],
            "/*/p/0.html", r"/[\w-]+/p/(?P<id>\d+)\.html", "10000",
        ),
        (
            [f"/2025-03/{d:02}/content_{n}.htm" for d in (1, 2) for n in range(5000 + d * 9, 5009 + d * 9)],
            "/0-0/0/content_0.htm", r"/\d+-\d+/\d+/content_(?P<id>\d+)\.htm", "5009",
        ),
        # A number of two digits counts the articles of a day: the day belongs to it.
        (
            [f"/n/2025/03/{d:02}/{n}.html" for d in (1, 2) for n in range(1, 9)],
            "/n/0/0/0/0.html", r"/n/\d+/(?P<id>\d+/\d+/\d+)\.html", "03/01/1",
        ),
        ([f"/show.php?id={n}&c=1" for n in range(1000, 1010)], "/show.php?id=0", r"/show\.php\?(?:.*&)?id=(?P<id>\d+)", "1000"),
        ([f"/2025/a-long-name-of-a-story-{n}x" for n in range(9)], "/0/~", r"/\d+/(?P<id>[\w-]+)", "a-long-name-of-a-story-0x"),
        ([f"/article/J{n}ABCDE{n}S.html" for n in range(1000, 1009)], "/article/~.html", r"/article/(?P<id>[\w-]+)\.html", "J1000ABCDE1000S"),
    ],
    ids=range(7),
)  # fmt: skip
def test_the_expression_of_a_shape(paths: list[str], key: str, pattern: str, number: str) -> None:
    (shape,) = read_shapes(links(paths), [HOST])
    assert (shape.key, shape.pattern) == (key, rf"^https?://a\.example{pattern}")
    assert (len(shape.urls), shape.headlines) == (len(paths), 1.0)
    seed = read_seed(
        {"name": "x", "hosts": [HOST], "start": [f"https://{HOST}/"], "article": shape.pattern, "depth": 1}, "test"
    )
    assert all(map(seed.is_article, shape.urls))
    assert seed.article_id(shape.urls[0]) == number
    assert len({seed.article_id(url) for url in shape.urls}) == len(paths)


def test_headlines_tell_articles_from_channels() -> None:
    channels = links((f"/channel/{n}/" for n in range(30)), "要闻")
    shapes = read_shapes(
        [*channels, *links(f"/a/{n}.html" for n in range(5000, 5009)), Link("https://b.example/a/1.html", TITLE)],
        [HOST],
    )
    assert [(shape.key, shape.headlines) for shape in shapes] == [("/a/0.html", 1.0), ("/channel/0/", 0.0)]


def test_few_links_and_links_without_a_number_are_no_shape() -> None:
    assert read_shapes(links(["/a/1.html", "/a/2.html", "/about", "/contact", "/help"]), [HOST]) == []


def test_shapes_that_differ_around_the_number_are_one_expression() -> None:
    numbers = range(1000, 1004)
    shapes = read_shapes(
        [
            *links(f"/n/article/{n}" for n in numbers),
            *links(f"/p/{n}.html" for n in numbers),
            *links(f"/c/p/{n}.html" for n in numbers),
            *links(f"/s/a-long-name-of-a-story-{n}x" for n in numbers),
        ],
        [HOST],
    )
    joined = join_patterns(shapes)
    assert joined.count("(?P<id>") == 1
    found = [re.match(joined, url) is not None for shape in shapes if "~" not in shape.key for url in shape.urls]
    assert found == [True] * 12
    assert not re.match(joined, f"https://{HOST}/s/a-long-name-of-a-story-1x")
    assert join_patterns([]) == ""


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/", "/"),
        ("/a/12/b34.html", "/a/0/b0.html"),
        ("/%E6%B8%A1/1", "/~/0"),
        ("/x?id=7", "/x?id=0"),
        ("/x?page=7", "/x"),
    ],
)
def test_keys(path: str, key: str) -> None:
    assert key_of(f"https://{HOST}{path}") == key
