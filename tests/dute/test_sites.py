"""Every ``--site`` takes the name in a seed, the name of its file and its path, and names what is there for any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler.site import seed
from crawler.store import open_store
from dute import cli
from tests.sites import EXAMPLE
from tests.stored_articles import keep_article

SEED = f"""\
name = "{EXAMPLE.name}"
hosts = ["news.example.com"]
start = ["https://news.example.com/"]
depth = 1
article = '^https://news\\.example\\.com/n/(?P<id>[0-9]+)\\.html'
"""
OTHER = SEED.replace(f'"{EXAMPLE.name}"', '"河湾"')

#: Each command with what it says of the site, on either stream.
COMMANDS = {
    "list": "古井又有水",
    "list --clusters": "0 stories",
    "runs": f"{EXAMPLE.name}, ",
    "failures": "0 addresses",
    "check": f"{EXAMPLE.name}: no run has ended well yet",
    "find 古井": "古井又有水",
    "feed": f"<title>{EXAMPLE.name}</title>",
    "export": "古井又有水",
    "export --format warc -o out.warc": "1 page written",
    "report": "report/index.html",
    "report -o -": "古井又有水",
    "desk --until 2025-03-12": "desk.html",
    "reclean": "1 pages cleaned",
    "learn": "not enough to learn from: of 1 pages",
    "learn --list": f"the store has no template for {EXAMPLE.name}",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with a store of one article, and seeds in a folder where they are looked for."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "ferry-news.toml").write_text(SEED, "utf-8")
    (seeds / "river.toml").write_text(OTHER, "utf-8")
    monkeypatch.setattr(seed, "SEED_FOLDERS", (seeds,))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DUTE_STORE", "s.db")
    store = open_store("s.db")
    keep_article(store, 1, "古井又有水了。", "古井又有水", date_published="2025-03-10T08:30:00+08:00")
    store.close()
    return tmp_path


@pytest.mark.parametrize(
    ("command", "name"),
    [*((command, "ferry-news") for command in COMMANDS), ("list", EXAMPLE.name), ("list", "seeds/ferry-news.toml")],
)
@pytest.mark.usefixtures("folder")
def test_a_site_is_found_by_its_name_and_by_its_file(
    command: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main([*command.split(), "--site", name])
    captured = capsys.readouterr()
    assert COMMANDS[command] in captured.out + captured.err


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.usefixtures("folder")
def test_a_name_that_is_no_site_is_said_to_be_none(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([*command.split(), "--site", f"{EXAMPLE.name}报"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        f"dute: no site {EXAMPLE.name}报 here (sites: {EXAMPLE.name}); did you mean '{EXAMPLE.name}'?\n"
    )


@pytest.mark.usefixtures("folder")
def test_the_site_of_a_seed_without_an_article_is_empty(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["list", "--site", "river"]) == 0
    assert cli.main(["desk", "--site", "河湾", "-o", "-"]) == 1
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("command", ["batch .", "corpus .", "export --pictures -"])
@pytest.mark.usefixtures("folder")
def test_a_folder_is_no_standard_output(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main([*command.split(), *([] if "-" in command else ["-o", "-"])])
    assert "a folder is needed: - is standard output" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_the_index_of_a_report_goes_to_standard_output(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["report", "-o", "-"]) == 0
    captured = capsys.readouterr()
    assert (captured.out.startswith("<!doctype html>\n"), captured.err) == (True, "")
    assert 'href="pages/' not in captured.out
    assert sorted({path.name.partition("-")[0] for path in folder.iterdir()}) == ["s.db", "seeds"]


@pytest.mark.usefixtures("folder")
def test_show_puts_headline_and_facts_above_the_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["show", "1", "--format", "text", "--with-headline"]) == 0
    assert capsys.readouterr().out == "古井又有水\n2025-03-10 08:30\n\n古井又有水了。\n"
    assert cli.main(["show", "1", "--format", "text"]) == 0
    assert capsys.readouterr().out == "古井又有水了。\n"
    assert cli.main(["show", "1", "--with-headline"]) == 2
    assert "--with-headline needs --format text" in capsys.readouterr().err
