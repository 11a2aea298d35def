"""``dute fixture add``: what it writes fails today; it never touches what is there."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dute.cli import main
from tests.fixture_pages import failures, read_page
from tests.report.test_explain import STORY

CALL = "关注桥头早点铺，第12期福利等你来"


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "fixtures").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tests.fixture_pages.FIXTURES", tmp_path / "fixtures")
    path = tmp_path / "page.html"
    path.write_bytes(STORY.encode("gb18030"))
    return path


def add(page: Path, *arguments: str) -> int:
    return main(["fixture", "add", str(page), "--site", "news", "--case", "a-case", *arguments])


def test_the_fixture_fails_now(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    address = "https://www.dutenews.com/p/1.html"
    assert add(page, "--gone", CALL, "--label", "promo", "--url", address) == 0
    said = capsys.readouterr().out
    assert "belongs to its publisher" in said
    assert "pytest tests/test_pages.py -k a-case" in said
    fixture = read_page(page.parent / "fixtures" / "news" / "a-case")
    assert fixture.data == page.read_bytes()
    assert fixture.checks == {"is_article": True, "gone": [CALL], "removed": [{"label": "promo", "text": CALL}]}
    assert (fixture.meta["url"], fixture.meta["rewritten"]) == (address, False)
    assert fixture.meta["charset"].startswith("gb")
    assert failures(fixture, fixture.clean()) == [
        f"{CALL!r} is still in the text",
        f"{CALL!r} is not in the ledger",
        f"{CALL!r} was removed as [], not as promo",
    ]


def test_words_that_must_stay(page: Path) -> None:
    assert add(page, "--kept", "编辑 佟悦") == 0
    fixture = read_page(page.parent / "fixtures" / "news" / "a-case")
    assert failures(fixture, fixture.clean()) == ["'编辑 佟悦' is not in the text"]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ((), "give an expectation"),
        (("--kept", " "), "must not be empty"),
        (("--kept", "x", "--label", "promo"), "--label needs --gone"),
        (("--kept", "x", "--url", "nowhere"), "--url must be an http or https URL"),
        (("--kept", "x", "--fixtures", "nowhere"), "run this in the top folder of the repository"),
    ],
)
def test_usage(page: Path, arguments: tuple[str, ...], reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert add(page, *arguments) == 2
    assert reason in capsys.readouterr().err
    assert list((page.parent / "fixtures").iterdir()) == []


@pytest.mark.parametrize(
    "arguments", [("--gone", "编辑 佟悦"), ("--kept", CALL), ("--gone", "编辑 佟悦", "--label", "credit")]
)
def test_what_is_right_already_is_no_case(
    page: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert add(page, *arguments) == 1
    assert "already as expected" in capsys.readouterr().err
    assert list((page.parent / "fixtures").iterdir()) == []


def test_a_wrong_label_is_a_case(page: Path) -> None:
    assert add(page, "--gone", "编辑 佟悦", "--label", "legal") == 0


def test_it_never_touches_what_is_there(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = page.parent / "fixtures" / "news" / "a-case"
    folder.mkdir(parents=True)
    (folder / "mine").write_text("x")
    assert add(page, "--gone", CALL) == 2
    assert "choose another --case" in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["mine"]


@pytest.mark.parametrize("name", ["../up", "A", "", "a b", "-a", "a/b"])
def test_names_are_names_of_folders(page: Path, name: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["fixture", "add", str(page), "--site", "news", f"--case={name}", "--gone", CALL])
    assert ended.value.code == 2


def test_pages_that_cannot_be_read(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = page.with_name("page.txt")
    text.write_text("桥上的灯\n修桥的工人收了工。", "utf-8")
    assert add(text, "--gone", CALL) == 1
    assert "this is plain text" in capsys.readouterr().err
    assert add(page.with_name("none.html"), "--gone", CALL) == 1


def test_a_folder_that_cannot_be_made_leaves_nothing(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (page.parent / "fixtures" / "news").write_text("a file")
    assert add(page, "--gone", CALL) == 1
    assert "cannot write" in capsys.readouterr().err


def test_the_files_are_toml(page: Path) -> None:
    quoted = "\"他说：\\n'''\""
    assert add(page, "--kept", quoted) == 0
    checks = (page.parent / "fixtures/news/a-case/checks.toml").read_text("utf-8")
    assert tomllib.loads(checks)["kept"] == [quoted]
