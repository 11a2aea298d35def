"""Random damage to real shapes of pages: every promise on every input. ``python -m tests.fuzz`` runs for hours."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cleaners import Article, Person
from tests import fuzz
from tests.encodings import HEADLINE, PROSE
from tests.fuzz import Input, State, broken_promises, corpus, make, read_state, run, try_input

#: Pages that broke a promise once, by what they broke.
ONCE_BROKEN = {
    "a codec that raises UnicodeError": b"<meta charset=undefined><p>\xd0\xc2\xc7\xc5",
    "a line that rules took minutes for": "<p>0000-00-000000-00-000000-00-000000-00-00相关推荐</p>".encode(),
    "a carriage return by reference": (
        f"<h1>{HEADLINE}</h1><p>{'</p><p>'.join(PROSE)}</p><pre>{PROSE[0]}&#13;{PROSE[1]}&#13;\n。</pre>".encode()
    ),
    "a carriage return in a second opinion": (
        "<html lang=en><p>A small boat went slowly&#13;down the river.</p>" * 20
    ).encode(),
    "an address with a bidi override": (
        f'<h1>{HEADLINE}</h1><p>{"</p><p>".join(PROSE)}</p><p><img src="/a&#x202e;gpj.exe" width=600></p>'.encode()
    ),
}


def test_an_input_is_made_again_from_its_seed() -> None:
    assert [make(seed) for seed in range(50)] == [make(seed) for seed in range(50)]
    assert len({make(seed).data for seed in range(200)}) > 190
    lengths = sorted(len(make(seed).page) for seed in range(2_000))
    large = [length for length in lengths if length > fuzz.MOST_CHARS + 50]
    assert 1 <= len(large) <= 2_000 // fuzz.ONE_LARGE_IN * 4
    assert lengths[-1] <= fuzz.MOST_LARGE + 50


@pytest.mark.parametrize(
    ("most", "words"),
    [
        (fuzz.MOST_CHARS, "此句只写给机器看"),
        (fuzz.MOST_CHARS, "责任编辑：赵"),
        (fuzz.MOST_CHARS, 'property="og:title" content="新桥'),
        (fuzz.MOST_LARGE, "#开麦#开麦"),
        (fuzz.MOST_LARGE, "<option>选项999"),
    ],
)
def test_the_families_of_hostile_pages_are_among_the_seeds(most: int, words: str) -> None:
    pages = (fuzz.draw_hostile(random.Random(seed), most) for seed in range(2_000))  # noqa: S311
    assert any(words in page for page in pages)


def test_the_corpus_is_the_fixture_pages() -> None:
    assert len(corpus()) >= 50


@pytest.mark.parametrize(
    ("article", "fault"),
    [
        (Article(is_article=True, text="甲\x00"), "text holds U+0000"),
        (Article(is_article=True, headline="甲\u202e"), "headline holds U+202E"),
        (Article(is_article=True, authors=(Person("甲\x85"),)), "authors[].name holds U+0085"),
        (Article(is_article=True, keywords=("\U000e0041",)), "keywords[] holds U+E0041"),
        (Article(), "no article and no flag"),
        (Article(is_article=True, confidence=7.0), "confidence is not between 0 and 1"),
    ],
)
def test_a_broken_promise_is_seen(article: Article, fault: str) -> None:
    assert fault in broken_promises(article)


def test_a_call_that_does_not_end_is_broken_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "LIMIT", 0.05)
    monkeypatch.setattr(fuzz, "clean_text", lambda text: time.sleep(5))
    assert "clean_text: over 0.05 s in test_fuzz.<lambda>" in try_input(make(1)).faults


def test_an_exception_is_named_by_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("甲")

    monkeypatch.setattr(fuzz, "clean", fail)
    assert try_input(make(1)).faults == ("clean: KeyError in test_fuzz.fail",)


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    whole = run(State(corpus="x"), 30, 1, _folder(tmp_path, "whole"))
    halves = _folder(tmp_path, "halves")
    run(State(corpus="x"), 10, 1, halves)
    assert read_state(halves).done == 10
    resumed = run(read_state(halves), 30, 1, halves)
    assert (resumed.done, resumed.articles, resumed.flags) == (whole.done, whole.articles, whole.flags)
    assert list(halves.glob("at-*")) == []
    assert not (halves / "state.json.tmp").exists()


@pytest.mark.slow
def test_the_command_is_killed_and_resumed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.fuzz", "--inputs", "400", "--state", str(tmp_path)]
    first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    for _ in range(600):
        if (tmp_path / "state.json").exists():
            break
        time.sleep(0.1)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    done = read_state(tmp_path).done
    assert 0 < done <= 400
    again = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert again.returncode == 2
    assert "give --resume" in again.stderr
    subprocess.run([*command, "--resume"], check=False, stdout=subprocess.DEVNULL)  # noqa: S603
    assert json.loads((tmp_path / "state.json").read_text("utf-8"))["done"] == 400


@pytest.mark.parametrize("name", ONCE_BROKEN)
def test_what_was_broken_once_is_mended(name: str) -> None:
    assert try_input(Input(0, ONCE_BROKEN[name], "", "", {})).faults == ()


@pytest.mark.parametrize("first", range(0, 1_000, 500))
def test_no_promise_is_broken_by_1000_inputs(first: int) -> None:
    verdicts = [try_input(make(seed)) for seed in range(first, first + 500)]
    found = {fault: verdict.seed for verdict in verdicts for fault in verdict.faults}
    assert found == {}


@pytest.mark.fuzz
@pytest.mark.timeout(3_600)
def test_no_promise_is_broken_by_20000_inputs(tmp_path: Path) -> None:
    state = run(State(first=1_000_000), 20_000, 2, tmp_path)
    print("\n" + state.summary())
    assert state.faults == {}
    assert state.died == []


def _folder(parent: Path, name: str) -> Path:
    folder = parent / name
    folder.mkdir()
    return folder
