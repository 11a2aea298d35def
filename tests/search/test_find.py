"""What is found is what a scan of all texts finds, however the index came about."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaners import Person
from crawler.search import find as find_module
from crawler.search.find import Order, find, snippet_of
from crawler.search.index import bring_up
from crawler.search.terms import Word
from crawler.store import Store, open_store
from crawler.store.choice import Choice
from crawler.store.schema import articles
from tests.databases import postgresql
from tests.stored_articles import keep_article, row_of

#: Few characters, so that words meet: Han of both planes, traditional and simplified, letters and digits in both widths,
#: punctuation, what means something in patterns and in SQL, spaces.
ALPHABET = "：台风風深圳的𬭎一ァaAＡbé125２，。“”\"'%_*-[(\\ 　\n"


class Text(NamedTuple):
    headline: str
    text: str


def texts(count: int, seed: int) -> list[Text]:
    chance = random.Random(seed)  # noqa: S311 - invented texts
    return [
        Text("".join(chance.choices(ALPHABET, k=4)), "".join(chance.choices(ALPHABET, k=chance.randint(0, 60))))
        for _ in range(count)
    ]


class Archive(NamedTuple):
    """A store, and what it holds by its numbers: many changed since they came into the index."""

    store: Store
    texts: dict[int, Text]


def fill(store: Store) -> Archive:
    known: dict[int, Text] = {}
    for number, text in enumerate(texts(60, 1)):
        keep_article(store, number, text.text, text.headline)
        known[number] = text
    bring_up(store, segment=16)
    chance = random.Random(2)  # noqa: S311 - invented changes
    for text in texts(60, 3):
        number = chance.randrange(90)
        keep_article(store, number, text.text, text.headline)
        known[number] = text
        bring_up(store, segment=16)
    return Archive(store, known)


@pytest.fixture(scope="module")
def archive() -> Archive:
    return fill(open_store("sqlite://"))


@pytest.fixture(scope="module")
def on_postgresql() -> Iterator[Archive]:
    with postgresql() as place:
        store = open_store(place)
        try:
            yield fill(store)
        finally:
            store.close()


def plain(character: str) -> str:
    """A character as somebody compares it who reads every text."""
    if "\uff01" <= character <= "\uff5e":
        character = chr(ord(character) - 0xFEE0)
    return " " if character.isspace() else character.lower()


def kind(character: str) -> str:
    if not character:
        return ""
    return "digit" if character in "0123456789" else "letter" if character in "abé" else ""


def stands_in(word: str, text: str) -> bool:
    """Whether a word stands in a text: every place is tried."""
    word = " ".join("".join(map(plain, word)).split())
    text = " ".join("".join(map(plain, text)).split(" "))
    while "  " in text:
        text = text.replace("  ", " ")
    for place in range(len(text) - len(word) + 1):
        end = place + len(word)
        before, after = text[place - 1 : place] if place else "", text[end : end + 1]
        cut = (kind(before) and kind(before) == kind(word[0])) or (kind(after) and kind(after) == kind(word[-1]))
        if text[place:end] == word and not cut:
            return True
    return False


def scan(archive: Archive, words: list[str]) -> list[str]:
    return sorted(
        str(number)
        for number, text in archive.texts.items()
        if all(stands_in(word, text.headline) or stands_in(word, text.text) for word in words)
    )


def found(archive: Archive, words: list[str], order: Order = Order.NEWEST, choice: Choice | None = None) -> list[str]:
    with archive.store.read() as connection:
        hits = find(connection, [Word(word) for word in words], choice or Choice(), order=order)
        return [hit.row.article_id for hit in hits]


WORDS = st.lists(
    st.text(ALPHABET, min_size=1, max_size=8).filter(lambda word: bool(word.strip())), min_size=1, max_size=2
)


@settings(max_examples=60)
@given(WORDS, st.sampled_from(Order), st.booleans())
def test_hits_are_those_of_a_scan(archive: Archive, words: list[str], order: Order, few: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(find_module, "_FEW", 2000 if few else 0)  # candidates by their rows, or the whole list
        assert sorted(found(archive, words, order)) == scan(archive, words)


@settings(max_examples=25)
@given(st.integers(0, 89), st.integers(0, 50), st.integers(1, 8))
def test_what_stands_in_a_text_is_found(archive: Archive, number: int, place: int, size: int) -> None:
    if number in archive.texts and (word := archive.texts[number].text[place : place + size]).strip():
        assert found(archive, [word]) == found(archive, [word.strip()])
        assert sorted(found(archive, [word])) == scan(archive, [word])


@pytest.mark.slow
@settings(max_examples=600)
@given(WORDS, st.sampled_from(Order))
def test_more_hits_are_those_of_a_scan(archive: Archive, words: list[str], order: Order) -> None:
    assert sorted(found(archive, words, order)) == scan(archive, words)


@pytest.mark.slow
@settings(max_examples=600)
@given(WORDS, st.sampled_from(Order))
def test_hits_are_those_of_a_scan_on_postgresql(on_postgresql: Archive, words: list[str], order: Order) -> None:
    assert sorted(found(on_postgresql, words, order)) == scan(on_postgresql, words)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "s.db"))


def test_the_order_is_that_of_publication_or_by_headlines(store: Store) -> None:
    days = ("2025-03-01", None, "2025-03-02", "2025-02-01")
    headlines = ("台风", "台风过境", "渡口", "台风 登陆")
    for number, (day, headline) in enumerate(zip(days, headlines, strict=True), 1):
        keep_article(store, number, "台风今晨登陆。", headline, date_published=day)
    bring_up(store)
    archive = Archive(store, {})
    assert found(archive, ["台风", "登陆"]) == ["3", "1", "4", "2"]
    assert found(archive, ["台风", "登陆"], Order.BEST) == ["4", "1", "2", "3"]


def test_the_choice_narrows_it(store: Store) -> None:
    keep_article(
        store,
        1,
        "台风。",
        source="新华社",
        section="天气",
        authors=(Person("林一帆"),),
        date_published="2025-03-01T10:00:00+08:00",
    )
    keep_article(store, 2, "台风！", source="本报", date_published="2025-03-31T23:00:00+08:00")
    bring_up(store)
    archive = Archive(store, {})
    assert found(archive, ["台风"]) == ["2", "1"]
    assert found(archive, ["台风"], choice=Choice(author="林一帆")) == ["1"]
    assert found(archive, ["台风"], choice=Choice(author="林一")) == []
    assert found(archive, ["台风"], choice=Choice(source="本报")) == ["2"]
    assert found(archive, ["台风"], choice=Choice(section="天气")) == ["1"]
    assert found(archive, ["台风"], choice=Choice(until="2025-03")) == ["2", "1"]
    assert found(archive, ["台风"], choice=Choice(until="2025-03-30")) == ["1"]
    assert found(archive, ["台风"], choice=Choice(since="2025-03-02")) == ["2"]
    assert found(archive, ["台风"], choice=Choice(site="别处")) == []


@pytest.mark.parametrize(
    ("text", "words", "snippet", "marked"),
    [
        ("台风来了。", ["台风"], "台风来了。", ["台风"]),
        ("甲" * 100 + "台风" + "乙" * 100, ["台风"], "…" + "甲" * 24 + "台风" + "乙" * 54 + "…", ["台风"]),
        ("ＡI\n台风台风", ["ai", "台风", "风台"], "ＡI 台风台风", ["ＡI", "台风台风"]),
        ("没有。", ["题"], "没有。", []),
    ],
)
def test_the_snippet_marks_the_words(text: str, words: list[str], snippet: str, marked: list[str]) -> None:
    shown = snippet_of({"headline": "题", "text": text}, [Word(word) for word in words])
    assert shown.text == snippet
    assert [shown.text[begin:end] for begin, end in shown.marks] == marked


def test_a_deleted_article_is_not_found(store: Store) -> None:
    keep_article(store, 1, "台风。")
    bring_up(store)
    row = row_of(store, 1)
    with store.write() as connection:
        for table in ("events", "revisions", "fingerprints", "story_keys"):
            connection.exec_driver_sql(f"delete from {table}")  # noqa: S608 - our own names
        connection.execute(articles.delete().where(articles.c.id == row))
    assert found(Archive(store, {}), ["台风"]) == []
