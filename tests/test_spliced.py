"""Spliced pages are drawn from the seed alone, keep the article's every line, and are compared as they should be."""

from __future__ import annotations

import re

import pytest

from benchmarks import spliced
from benchmarks.score import word_key
from benchmarks.splices import DOMS, MAX_CAPTIONS, SHAPES, Dom, Story, every_page, sample, splice, words
from cleaners.reading.tree.strip import strip_tags

STORY = Story(
    "a/story",
    "石桥重新开放",
    (
        "石桥今天上午重新开放，封闭的三个月里换了全部的栏杆和一半的桥板，桥头的茶摊也搬了回来。",
        "住在桥西的老人说，走了一辈子的桥，闭着眼睛也知道哪一块石板是松的，现在反而要看路了。",
        "施工队把换下来的旧石板编了号，堆在河边的空地上，打算铺成一条小路，通到小学的后门。",
        "镇里表示，石桥今后每年检修一次，检修的日子会提前一个月贴在桥头和菜市场门口。",
    ),
)


@pytest.mark.parametrize("dom", DOMS, ids=lambda dom: dom.name)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_page_shows_every_line_of_its_article_in_order(shape: str, dom: Dom) -> None:
    page = splice(STORY, shape, dom, 1)
    shown = word_key(strip_tags(page.source))
    places = [shown.find(word_key(line)) for line in page.lines]
    assert page.lines == STORY.lines[: len(page.lines)]
    assert -1 not in places
    assert places == sorted(places)


def test_the_same_seed_gives_the_same_page_whatever_else_is_drawn() -> None:
    alone = splice(STORY, "feed", DOMS[1], 3)
    among = [page for page in every_page([STORY], 3) if page.name == alone.name]
    assert among == [alone]
    assert splice(STORY, "feed", DOMS[1], 4).source != alone.source


@pytest.mark.parametrize("shape", ["feed", "second story", "note", "posts", "popups", "links above", "several"])
def test_a_neighbour_is_made_of_the_invented_words(shape: str) -> None:
    told = words()
    lines = [line for story in told["stories"] for line in (story["headline"], *story["paragraphs"])]
    lines += [*told["posts"], *(line for name in ("notes", "popups") for group in told[name] for line in group)]
    for dom in DOMS:
        source = splice(STORY, shape, dom, 1).source
        assert any(line in source for line in lines), dom.name


def test_the_sample_has_no_plain_page_and_two_of_each_story() -> None:
    pages = list(sample([STORY], 1))
    assert len({page.shape for page in pages}) == 2
    assert "plain" not in {page.shape for page in pages}


def test_a_story_of_pictures_is_short() -> None:
    long = Story("a/long", "长文", STORY.lines * 3)
    assert splice(long, "captions only", DOMS[0], 1).lines == long.lines[:MAX_CAPTIONS]


def test_no_sentence_of_a_splice_is_drawn_twice_or_stands_in_a_fixture() -> None:
    told = words()
    lines = [line for story in told["stories"] for line in (story["headline"], *story["paragraphs"])]
    lines += [*told["posts"], *(line for name in ("notes", "popups") for group in told[name] for line in group)]
    assert len(set(lines)) == len(lines)
    of_fixtures = {line for story in spliced.fixture_stories() for line in story.lines}
    assert not of_fixtures & set(lines)


def test_an_outcome_by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    class Found:
        is_article = True
        text = "\n".join([STORY.lines[0], "别处的一句话，不在这篇文章里面。"])

    monkeypatch.setattr(spliced, "clean", lambda data: Found)
    outcome = spliced.hold(splice(STORY, "fold", DOMS[0], 1))
    assert outcome.lost == 3
    assert outcome.extra == 1
    assert not outcome.is_exact
    assert not outcome.is_whole
    assert 0 < outcome.f1 < 1


def test_a_plain_page_of_every_fixture_comes_out_exactly() -> None:
    stories = spliced.fixture_stories()
    wrong = [
        page.name
        for story in stories
        for dom in DOMS
        if not spliced.hold(page := splice(story, "plain", dom, 1)).is_exact
    ]
    assert len(stories) >= 60
    assert wrong == []


def test_the_command_prints_its_tables(capsys: pytest.CaptureFixture[str], tmp_path) -> None:  # type: ignore[no-untyped-def]
    assert (
        spliced.main(
            ["--corpus", str(tmp_path / "none"), "--shape", "popups", "--worst", "1", "--write", str(tmp_path)]
        )
        == 0
    )
    printed = capsys.readouterr().out
    assert re.search(r"^\| popups +\| \d+ +\|", printed, re.M)
    assert len(list(tmp_path.glob("*.html"))) == 1
