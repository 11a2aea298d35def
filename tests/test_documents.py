"""Documents of every kind: valid, broken, in mixed encodings, of hostile shapes; and the trees of HTML's own test suite.

2,000 documents by default, 20,000 with ``-m fuzz``. The suite's documents are read from the folder that the environment
variable ``DUTE_HTML5_TESTS`` names: a checkout of html5lib-tests, or an unpacked source distribution that holds such files.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaners import Article, clean, clean_text
from tests.encodings import PROSE, PROSE_T
from tests.fuzz import ENCODINGS, LABELS, TAGS, TOKENS, broken_promises, time_limit

#: Examples of each of the four kinds of documents.
FEW, MANY = 500, 5_000

#: Seconds that one document may take; they have at most some ten thousand characters.
LIMIT = 2.0

SENTENCES = st.sampled_from([sentence for line in (*PROSE, *PROSE_T) for sentence in re.findall("[^。]+。”?", line)])
WORDS = st.one_of(SENTENCES, st.text(max_size=12), st.sampled_from(TOKENS))
NAMES = st.sampled_from(TAGS)
VALUES = st.text(st.characters(exclude_characters='"&', exclude_categories=["Cs"]), max_size=12)
ATTRIBUTES = st.dictionaries(
    st.sampled_from("class id style href src alt title hidden width data-src content name property lang".split()),
    VALUES,
    max_size=3,
)
BLOCKS = st.sampled_from("div section article main td li blockquote p".split())


def render(name: str, attributes: dict[str, str], inside: str) -> str:
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{written}>{inside}</{name}>"


PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4).map(lambda lines: render("p", {}, "".join(lines)))
VALID = st.recursive(
    PARAGRAPHS,
    lambda inner: st.builds(
        lambda name, parts: render(name, {}, "".join(parts)),
        BLOCKS.filter(lambda name: name != "p"),
        st.lists(inner, min_size=1, max_size=4),
    ),
    max_leaves=12,
).map(
    lambda body: (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>新桥通车</title></head><body><h1>新桥通车</h1>{body}</body></html>"
    )
)
ELEMENTS = st.recursive(
    WORDS, lambda inner: st.builds(render, NAMES, ATTRIBUTES, st.lists(inner, max_size=4).map("".join)), max_leaves=20
)
PIECES = st.one_of(
    ELEMENTS,
    WORDS,
    NAMES.map(lambda name: f"<{name}>"),
    NAMES.map(lambda name: f"</{name}>"),
    NAMES.map(lambda name: f"<{name} "),
    PARAGRAPHS,
)
BROKEN = st.lists(PIECES, max_size=12).map("".join)
HOSTILE = st.builds(
    lambda before, unit, count, after: before + unit * count + after,
    VALID,
    st.lists(
        st.one_of(st.sampled_from(TOKENS), NAMES.map(lambda name: f"<{name}>"), NAMES.map(lambda name: f"</{name}>")),
        min_size=1,
        max_size=3,
    ).map("".join),
    st.integers(2, 1_000),
    BROKEN,
)


@st.composite
def encoded(draw: st.DrawFn) -> tuple[bytes, dict[str, str]]:
    """Parts of a document, each in an encoding of its own, under labels of any kind, now and then cut."""
    label, header = draw(st.sampled_from(LABELS)), draw(st.sampled_from(("", *LABELS)))
    data = f"<meta charset={label}>".encode()
    for part in draw(st.lists(st.one_of(VALID, BROKEN), min_size=1, max_size=3)):
        data += part.encode(draw(st.sampled_from(ENCODINGS)), "ignore")
    end = draw(st.integers(0, len(data))) if draw(st.booleans()) else len(data)
    return data[:end], {"Content-Type": f"text/html; charset={header}"} if header else {}


def check(call: Callable[[], Article]) -> Article:
    """The result of a call that must end in time and keep every promise."""
    with time_limit(LIMIT):
        article = call()
        assert broken_promises(article) == []
    return article


def check_valid(page: str) -> None:
    article = check(lambda: clean(page.encode()))
    kept = (
        article.text
        + "".join(removal.text for removal in article.removals)
        + (article.abstract or "")
        + (article.deck or "")
    )
    for sentence in re.findall("<p>(.*?)</p>", page):
        assert sentence in kept or "truncated" in article.flags or "degraded" in article.flags


def check_broken(page: str) -> None:
    check(lambda: clean(page))
    check(lambda: clean_text(page))


def check_encoded(made: tuple[bytes, dict[str, str]]) -> None:
    check(lambda: clean(made[0], "https://www.example.com/1.html", headers=made[1]))


KINDS: dict[str, tuple[st.SearchStrategy[object], Callable[..., None]]] = {
    "valid": (VALID, check_valid),
    "broken": (BROKEN, check_broken),
    "in mixed encodings": (encoded(), check_encoded),
    "hostile": (HOSTILE, check_broken),
}


def run(kind: str, examples: int) -> None:
    strategy, judge = KINDS[kind]
    settings(
        max_examples=examples, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )(given(strategy)(judge))()


@pytest.mark.parametrize("kind", KINDS)
def test_documents(kind: str) -> None:
    run(kind, FEW)


@pytest.mark.fuzz
@pytest.mark.timeout(900)
@pytest.mark.parametrize("kind", KINDS)
def test_many_documents(kind: str) -> None:
    run(kind, MANY)


def tree_construction(folder: Path) -> Iterator[str]:
    """The documents of every ``.dat`` file below a folder: what stands between ``#data`` and ``#errors``."""
    for path in sorted(folder.rglob("*.dat")):
        for part in re.split(r"(?:^|\n)#data\n", path.read_text("utf-8", "replace"))[1:]:
            yield part.split("\n#errors", 1)[0]


def test_documents_of_the_html_test_suite() -> None:
    folder = os.environ.get("DUTE_HTML5_TESTS")
    if not folder:
        pytest.skip("DUTE_HTML5_TESTS names no folder with the .dat files of html5lib-tests")
    documents = list(tree_construction(Path(folder)))
    assert documents, f"no .dat file below {folder}"
    for document in documents:
        check_broken(document)
        check(lambda document=document: clean(document.encode("utf-8", "surrogatepass")))  # type: ignore[misc]


def test_the_reader_of_the_suites_files(tmp_path: Path) -> None:
    (tmp_path / "a.dat").write_text(
        "#data\n<p>一\n二\n#errors\n#document\n| <p>\n\n#data\n<b>\n#errors\n(1,1): x\n", "utf-8"
    )
    assert list(tree_construction(tmp_path)) == ["<p>一\n二", "<b>"]
