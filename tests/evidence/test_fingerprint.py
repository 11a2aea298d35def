"""Reprints: the same story is found with small edits, other texts are not, and the order of texts does not matter."""

from __future__ import annotations

import json
import random
import sqlite3
import sys
from array import array
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks.reprints import score
from cleaners import Article
from cleaners.evidence.copies import cluster
from cleaners.evidence.fingerprint import SKETCH, Fingerprint, fingerprint, is_same_story, similarity
from cleaners.evidence.sketch import hash_of
from crawler.store import Store, frontier, open_store, records, reprints, runs
from dute.cli import main
from tests.both_forms import forms_of
from tests.reprints import cut, edited, reprinted, samples, story, weather
from tests.sites import EXAMPLE

TEXT = story(1)


def alike(one: str, other: str) -> float:
    return similarity(fingerprint(one), fingerprint(other))


def same(one: str, other: str) -> bool:
    return is_same_story(fingerprint(one), fingerprint(other))


def exact(one: str, other: str) -> float:
    """The similarity that a sketch estimates, by counting every run."""
    runs = [
        {word[i : i + 3] for i in range(len(word) - 2)}
        for word in ("".join(c for c in text.lower() if c.isalnum()) for text in (one, other))
    ]
    return len(runs[0] & runs[1]) / len(runs[0] | runs[1])


def test_a_text_is_itself_whatever_its_punctuation() -> None:
    assert alike(TEXT, TEXT) == 1.0
    assert alike(TEXT, TEXT.replace("，", ",").replace("\n", " ")) == 1.0


@pytest.mark.parametrize("seed", range(20))
def test_the_estimate_is_near_the_truth(seed: int) -> None:
    one, other = story(seed), edited(story(seed), seed)
    assert abs(alike(one, other) - exact(one, other)) < 0.13  # three times the standard error of 128 hashes
    short, shorter = one[:90], one[20:90]
    assert alike(short, shorter) == pytest.approx(exact(short, shorter))


@pytest.mark.parametrize("seed", range(10))
def test_what_becomes_of_a_story_is_the_same_story(seed: int) -> None:
    text = story(seed)
    for other in (edited(text, seed), cut(text, 0.5), cut(edited(text, seed), 0.6), reprinted(text)):
        assert same(text, other)


@pytest.mark.parametrize("seed", range(10))
def test_other_texts_are_other_stories(seed: int) -> None:
    assert not same(story(seed), story(seed + 100))
    assert not same(story(seed), story(10_000 + seed, topic=seed))


def test_a_daily_report_is_another_one_each_day() -> None:
    assert alike(weather(1), weather(2)) > 0.5
    assert not same(weather(1), weather(2))
    assert same(weather(1), weather(1).replace("请适时增减衣物", "请及时增减衣物"))


def test_short_texts_must_be_nearly_equal() -> None:
    one = "昨日上午，南浦渡的渡船恢复了航行，两岸居民往来只要十分钟。"
    assert same(one, one.replace("恢复了航行", "恢复航行"))
    assert not same(one, "昨日上午，南浦渡的渡船恢复了航行，码头上的书屋也开了门，孩子们放学以后可以去看书。")


def test_texts_without_words_are_nothing_s_copy() -> None:
    assert not same("", "")
    assert not same("……", "！")
    assert cluster([("a", fingerprint("")), ("b", fingerprint(""))]) == []


def test_precision_and_recall_on_the_set() -> None:
    texts = samples(40)
    result = score(cluster(enumerate(fingerprint(sample.text) for sample in texts)), texts)
    assert result.precision >= 0.98
    assert result.recall >= 0.99
    assert set(result.found) == {
        "same text",
        "edited in every clause",
        "cut to a half",
        "edited and cut",
        "lines around it",
    }
    assert all(hit >= 0.97 * total for hit, total in result.found.values())


def test_groups_do_not_depend_on_the_order() -> None:
    texts = [(number, fingerprint(sample.text)) for number, sample in enumerate(samples(25))]
    expected = {frozenset(group) for group in cluster(texts)}
    assert len(expected) >= 25
    for seed in range(4):
        shuffled = random.Random(seed).sample(texts, len(texts))  # noqa: S311
        assert {frozenset(group) for group in cluster(shuffled)} == expected


def test_a_fingerprint_is_stored_and_read_back() -> None:
    own = fingerprint(TEXT)
    assert len(own.sketch) == SKETCH
    assert Fingerprint.from_bytes(own.to_bytes()) == own
    # Written down on 2026-11-29: stored fingerprints of other versions and machines must stay comparable.
    assert fingerprint("河湾新桥2026年合龙").sketch[:2] == FIRST_HASHES
    for broken in (b"", b"x" * 15, b"x" * 17):
        with pytest.raises(ValueError, match="not a fingerprint"):
            Fingerprint.from_bytes(broken)


FIRST_HASHES = (101746187866592954, 724774621015803578)


def test_a_fingerprint_of_another_version_is_refused() -> None:
    one = fingerprint(TEXT)
    of_version_1 = array("Q", [one.runs, len(one.sketch), *one.sketch, *one.numbers])
    if sys.byteorder == "big":
        of_version_1.byteswap()
    with pytest.raises(ValueError, match="a fingerprint of version 1, not 2"):
        Fingerprint.from_bytes(of_version_1.tobytes())


def mixed(number: int) -> int:
    """The last step of SplitMix64, as its authors give it."""
    number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
    number = (number ^ (number >> 27)) * 0x94D049BB133111EB % 2**64
    return number ^ (number >> 31)


@pytest.mark.parametrize("module", forms_of("cleaners.evidence.sketch"))
@pytest.mark.parametrize(
    "text",
    ["", "桥", "新桥", "新桥。通", "aaaaaaaa", "𠮷野家𠮷野家, Σίσυφος", "\x00\x00\x00\x00", TEXT, TEXT * 3, weather(1)],
)
def test_a_sketch_is_the_smallest_hashes_of_the_different_runs(module: ModuleType, text: str) -> None:
    words = "".join(c for c in text if c.isalnum()).lower()
    runs = {words[i : i + 3] for i in range(len(words) - 2)}
    hashes = {mixed(ord(run[0]) << 42 | ord(run[1]) << 21 | ord(run[2])) for run in runs}
    assert module.smallest_hashes(words, 128) == (len(runs), sorted(hashes)[:128])
    assert module.hash_of(text) == hash_of(text)


@pytest.mark.parametrize("module", forms_of("cleaners.evidence.sketch"))
@pytest.mark.parametrize(
    ("part", "text", "expected"),
    [
        ("", "老桥边的茶馆", (0, 0)),
        ("老桥边", "老桥边的茶馆", (0, 0)),  # shorter than a run
        ("老桥边的", "老桥边的茶馆", (1, 1)),
        ("老桥边的", "老桥边", (1, 0)),
        ("茶馆又坐满了人", "老桥边的茶馆坐满了人。", (4, 1)),  # 坐满了人 alone
        ("啊啊啊啊啊啊", "啊啊啊啊，啊啊啊啊", (1, 1)),  # each run counts once
        ("𬭎𬭎\0\0x", "a𬭎𬭎\0\0", (2, 1)),
    ],
)
def test_runs_of_four_that_two_texts_share(module: ModuleType, part: str, text: str, expected: tuple[int, int]) -> None:
    assert module.shared_runs(part, text) == expected


def test_numbers_are_told_apart_by_their_digits_and_their_order() -> None:
    texts = ["1", "01", "10", "12", "21", "1.2", "1,2", "112", "121", "12345678901", "12345678902"]
    assert len({fingerprint(text).numbers for text in texts}) == len(texts)


# --- in a store ------------------------------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> Store:
    opened = open_store(str(tmp_path / "s.db"))
    text, other = story(3), story(4)
    copies = [("2025-03-03", reprinted(text)), ("2025-03-01", text), (None, edited(text, 3)), ("2025-03-02", other)]
    with opened.write() as connection:
        run_id, _ = runs.open_run(connection, EXAMPLE.name, "test")
        for number, (date, body) in enumerate(copies, 1):
            url = f"https://news.example.com/n/{number}.html"
            frontier.discover(connection, EXAMPLE, [url], run_id, depth=1, found_on=None)
            (target,) = frontier.take(connection, EXAMPLE, 0, 1, owner="test", kinds=["article"])
            capture = records.keep_capture(connection, target.id, run_id, records.Capture(url, 200, {}, b"x"))
            article = Article(
                is_article=True, headline=f"第{number}篇", article_id=str(number), text=body,
                date_published=f"{date}T08:00:00+08:00" if date else None,
            )  # fmt: skip
            records.keep_article(connection, target.id, run_id, capture, EXAMPLE.name, article)
    return opened


def test_the_list_shows_the_earliest_copy_first(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    place = str(store.engine.url.database)
    assert main(["list", "--clusters", "--format", "json", "--store", place]) == 0
    (group,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [copy["article_id"] for copy in group] == ["2", "1", "3"]
    assert group[0]["similarity"] == 1.0
    assert 0.3 < group[2]["similarity"] < 0.9
    assert main(["list", "--clusters", "--store", place]) == 0
    shown = capsys.readouterr()
    assert shown.out.splitlines()[1].split()[:2] == ["2", "2025-03-01"]
    assert "https://news.example.com/n/1.html" in shown.out
    assert "1 story is stored more than once" in shown.err
    assert main(["list", "--clusters", "--since", "2025-03-04", "--store", place]) == 0
    assert "0 stories are stored more than once" in capsys.readouterr().err


def test_a_store_without_fingerprints_gets_them(store: Store) -> None:
    with sqlite3.connect(str(store.engine.url.database)) as connection:
        connection.execute("delete from fingerprints where article_id < 3")
        connection.execute("update fingerprints set content_hash = 'old' where article_id = 3")
    with store.write() as connection:
        assert reprints.complete_fingerprints(connection) == 3
        assert reprints.complete_fingerprints(connection) == 0
        assert [len(group) for group in reprints.list_clusters(connection)] == [3]
