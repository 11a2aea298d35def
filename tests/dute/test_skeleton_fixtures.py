"""``dute fixture add`` of a file of skeletons: only what is wrong on the real page, and wrong by the same rule without its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaners.pipeline import read
from cleaners.report.share import render_share, share_page
from dute.cli import main
from tests.fixture_pages import failures, read_page
from tests.probe_sites import unknown_article
from tests.report.test_explain import STORY


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "fixtures").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tests.fixture_pages.FIXTURES", tmp_path / "fixtures")
    pages = {"article-1": unknown_article(0).decode(), "article-2": STORY, "home": "<p>首页</p>"}
    shared = [
        share_page(name, page, read(page), encoding="utf-8", url="https://a.example/") for name, page in pages.items()
    ]
    path = tmp_path / "share.json"
    path.write_text(render_share(shared, "1"), "utf-8")
    return path


def add(file: Path, *arguments: str) -> int:
    return main(["fixture", "add", str(file), "--site", "masked", "--case", "a-case", *arguments])


def test_its_blocks_are_listed(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(file) == 2
    said = capsys.readouterr()
    assert said.out.splitlines()[4].split() == ["#4", "+", "subhead", "body.text", "某某某某"]
    assert "give the block of article-1 that is read wrongly" in said.err


def test_the_fixture_is_red_for_the_block_alone(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(file, "--gone", "#4") == 0
    assert (
        "left out, because only the masking changes how it is read (credits.line): 某某：某某某"
        in capsys.readouterr().out
    )
    fixture = read_page(file.parent / "fixtures/masked/a-case")
    assert failures(fixture, fixture.clean()) == ["text: extra '某某某某'"]
    assert fixture.meta["rewritten"] is True


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--kept", "#5"), "#5: on the real page it is in the text, as it should be"),
        (("--gone", "#3"), "#3: on the real page it is left out (head.date), as it should be"),
        (("--kept", "#9"), "#9: the mask hides the fault"),
        (("--gone", "#999"), "take the number of a block, from '#0' to '#"),
        (("--gone", "石桥在线"), "take the number of a block, from '#0' to '#"),
        (("--gone", "#4", "--page", "article-7"), "--page takes one of: article-1, article-2, home"),
    ],
)
def test_what_makes_no_fixture_says_why(
    file: Path, arguments: tuple[str, ...], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(file, *arguments) == 1
    assert reason in capsys.readouterr().err
    assert list((file.parent / "fixtures").iterdir()) == []


def test_a_broken_file_is_refused(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text('{"dute_skeletons": 1, "pages": [{"name": 1}]}')
    assert add(file, "--gone", "#1") == 1
    assert "not a file of skeletons" in capsys.readouterr().err
    file.write_text('{"dute_skeletons": 9}')
    assert add(file, "--gone", "#1") == 1
    assert "skeletons of version 9" in capsys.readouterr().err
