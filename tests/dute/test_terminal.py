"""Names of files, folders and sites from outside bring no control characters into the terminal, whatever command prints them."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from dute.cli import main
from dute.commands.output import shown_name
from tests.encodings import HEADLINE, PROSE

#: A name that rings, renames the window, colours what follows (by ESC and by the one-character CSI), goes back to the start of
#: the line, begins another and turns the direction of writing.
NAME = "b\x1b]0;title\x07\x1b[31m\x9b31m\r\nDONE\u202e\x7f"

#: What may come out of a command: no control but the end of a line and a tab, no change of direction.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

PAGE = f"<h1>{HEADLINE}</h1><p>2025-03-25 10:20</p>" + "".join(f"<p>{line}</p>" for line in PROSE)

#: Arguments of commands; ``{}`` is the strange name, in the folder in which they are run.
COMMANDS = {
    "clean a file": ("clean", "{}.html"),
    "clean a folder": ("clean", "{}"),
    "clean, markdown": ("clean", "{}", "--format", "markdown"),
    "clean, html": ("clean", "{}", "--format", "html"),
    "clean what is not there": ("clean", "{}-none.html", "{}.html"),
    "clean an address of another scheme": ("clean", "ftp://{}"),
    "clean into a folder that is not there": ("clean", "{}.html", "-o", "none/{}"),
    "clean with a template that is none": ("clean", "{}.html", "--template", "{}.html"),
    "explain": ("explain", "{}.html"),
    "explain, json": ("explain", "{}.html", "--format", "json"),
    "explain what is not there": ("explain", "{}-none.html"),
    "explain into a folder that is not there": ("explain", "{}.html", "--html", "none/{}"),
    "learn from too few": ("learn", "{}"),
    "learn from what is not there": ("learn", "{}-none.html"),
    "batch": ("batch", "{}", "-o", "out-{}", "--format", "jsonl", "--jobs", "1"),
    "batch what is not there": ("batch", "{}-none.warc.gz", "-o", "out"),
    "batch what nothing reads": ("batch", "{}.css", "-o", "out"),
    "batch a broken archive": ("batch", "{}.warc.gz", "-o", "out", "--jobs", "1", "--format", "jsonl"),
    "batch into what is there": ("batch", "{}", "-o", "{}", "--format", "jsonl"),
    "corpus": ("corpus", "{}.jsonl", "-o", "corpus-{}"),
    "corpus of what is not there": ("corpus", "{}-none", "-o", "out"),
    "corpus of what is none": ("corpus", "{}.css", "-o", "out"),
    "fixture": ("fixture", "add", "{}.html", "--site", "s", "--case", "c", "--gone", PROSE[0], "--fixtures", "{}"),
    "fixture with nothing to add": ("fixture", "add", "{}.html", "--site", "s", "--case", "c", "--kept", PROSE[0], "--fixtures", "{}"),
    "fixture without its folder": ("fixture", "add", "{}.html", "--site", "s", "--case", "c", "--gone", "x", "--fixtures", "{}-none"),
    "crawl an unknown seed": ("crawl", "{}"),
    "crawl a seed file that is none": ("crawl", "./{}.toml"),
    "seeds": ("seeds", "{}.toml"),
    "list a store that is not there": ("list", "--store", "{}.db"),
    "list what is no store": ("list", "--store", "{}.html"),
    "runs of a store that is not there": ("runs", "--store", "{}.db"),
    "check what is not there": ("check", "--store", "{}.db"),
    "report of a site that is not there": ("report", "--site", "{}", "--store", "{}.db"),
    "export what is not there": ("export", "--store", "{}.db"),
    "show what is not there": ("show", "{}", "--store", "{}.db"),
    "rules of an unknown family": ("rules", "{}"),
    "an option that is none": ("clean", "--{}"),
    "an argument too many": ("seeds", "a", "{}", "{}"),
    "a number that is none": ("clean", "x.html", "--jobs", "{}"),
    "a command that is none": ("{}",),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DUTE_STORE", raising=False)
    Path(NAME).mkdir()
    for place in (f"{NAME}.html", f"{NAME}/a.html", f"{NAME}/{NAME}.html", f"{NAME}.css"):
        Path(place).write_text(PAGE, "utf-8")
    Path(f"{NAME}.warc.gz").write_bytes(b"\x1f\x8b\x08broken")
    Path(f"{NAME}.toml").write_text("name = [")
    Path(f"{NAME}.jsonl").write_text('{"text": "", "is_article": false, "flags": ["\\u001b[31m"], "site": null}\n')
    return tmp_path


def said_by(arguments: Sequence[str], capfd: pytest.CaptureFixture[str]) -> str:
    with contextlib.suppress(SystemExit):  # argparse's way out
        main([argument.replace("{}", NAME) for argument in arguments])
    out, err = capfd.readouterr()
    return out + err


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_brings_control_characters_into_the_terminal(
    name: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = said_by(COMMANDS[name], capfd)
    assert FORBIDDEN.findall(said) == []
    assert "Traceback" not in said
    assert said


@pytest.mark.parametrize("name", ["clean a folder", "explain", "clean what is not there", "batch what is not there"])
def test_a_name_is_shown_on_one_line(name: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    lines = said_by(COMMANDS[name], capfd).splitlines()
    assert any("b]0;title[31m31m DONE" in line for line in lines)
    assert not any(line.startswith("DONE") for line in lines)


def test_a_name_that_is_no_utf8_is_shown_with_backslashes() -> None:
    assert shown_name(os.fsdecode(b"\xd0\xc2\x1b\xc7\xc5\n.html")) == "\\xd0\\xc2\\xc7\\xc5 .html"
