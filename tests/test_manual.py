"""The manual: its blocks run as they stand, it builds without a warning, and its links lead somewhere.

``python -m tests.rewrite_manual PAGE …`` writes what the commands of a page print today into it.
"""

from __future__ import annotations

import doctest
import functools
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from cleaners import read_template
from crawler.site.seed import read_seed
from dute import cli
from tests.manual import (
    DOCS,
    ROOT,
    SERVER,
    Piece,
    as_shown,
    commands_of,
    is_slow,
    manual_pages,
    name_of,
    pieces_of,
    shell_commands,
)

RUN = ("python", "console", "toml", "json")
SHELLS = ("sh", "powershell")


def pages_with(kinds: tuple[str, ...]) -> list[Path]:
    """The pages that have a block of one of these languages."""
    return [page for page in manual_pages() if any(piece.kind in kinds for piece in pieces_of(page))]


PAGES = [
    pytest.param(page, id=name_of(page), marks=[pytest.mark.slow] if is_slow(page) else []) for page in pages_with(RUN)
]

#: The engines' recipes run in a suite of their own.
RECIPES = (ROOT / "tests" / "test_engines.py").read_text("utf-8")

#: What is shown and cannot be run; another language needs a way to run it here, or to check it.
SHOWN = ("text", "ini")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with the manual's example files."""
    shutil.copytree(DOCS / "examples", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DUTE_STORE", raising=False)
    return tmp_path


@pytest.fixture
def server(folder: Path) -> Iterator[str]:
    """The address under which the working directory is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as listening:
        thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{listening.server_port}/"
        listening.shutdown()
        thread.join()


@pytest.mark.parametrize("page", PAGES)
def test_the_blocks_of_a_page_run_as_they_stand(
    page: Path, folder: Path, server: str, capfd: pytest.CaptureFixture[str]
) -> None:
    names: dict[str, Any] = {"__name__": "manual"}
    for piece in pieces_of(page):
        where = f"{name_of(page)}:{piece.line}"
        if piece.mark.startswith("file:"):
            (folder / piece.mark.removeprefix("file:")).write_text(_on(server, piece.text), "utf-8")
        elif piece.mark.startswith("recipe:"):
            assert f'"{piece.mark.removeprefix("recipe:")}"' in RECIPES, where
        elif piece.mark.startswith("not run:"):
            assert piece.mark.removeprefix("not run:").strip(), where
        elif piece.kind == "python":
            _run_python(_on(server, piece.text), names, where)
        elif piece.kind == "console":
            _run_console(piece, server, capfd, where)
        elif piece.kind in ("toml", "json"):
            _read_data(piece, where)


def _on(server: str, text: str) -> str:
    return text.replace(SERVER, server).replace(SERVER.split("/")[2], server.split("/")[2])


def _run_python(text: str, names: dict[str, Any], where: str) -> None:
    if ">>> " not in text:
        exec(compile(text, where, "exec"), names)  # noqa: S102
        return
    example = doctest.DocTestParser().get_doctest(text, names, where, where, 0)
    example.globs = names  # the next block goes on with the names of this one
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
    assert runner.run(example, clear_globs=False).failed == 0, where


def _run_console(piece: Piece, server: str, capfd: pytest.CaptureFixture[str], where: str) -> None:
    for command, shown in commands_of(piece.text):
        now = printed(_on(server, command), capfd).replace(server, SERVER)
        assert as_shown(shown).fullmatch(now), f"{where}: $ {command}\n{now}"


def printed(command: str, capfd: pytest.CaptureFixture[str] | None) -> str:
    """What a command writes to standard output. It must end well."""
    words = shlex.split(command)
    if capfd is not None and words[0] == "dute" and not set("|<>;&*") & set(command):
        capfd.readouterr()
        status = cli.main(words[1:])
        out, error = capfd.readouterr()
        assert status == 0, f"{command}: status {status}\n{error}"
        return out
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    ran = subprocess.run(  # noqa: S603
        ["/bin/bash", "-uc", command],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert ran.returncode == 0, f"{command}: status {ran.returncode}\n{ran.stderr}"
    return ran.stdout


def _read_data(piece: Piece, where: str) -> None:
    if piece.kind == "json":
        json.loads(piece.text)
        return
    content = tomllib.loads(piece.text)
    if "hosts" in content:
        read_seed(content, where)
    elif content.keys() & {"page", "layout", "facts", "proof"}:
        read_template(content, where)


def test_every_block_is_of_a_language_that_is_run_or_checked() -> None:
    known = {*RUN, *SHELLS, *SHOWN}
    unknown = [
        f"{name_of(page)}:{piece.line}: {piece.kind}"
        for page in manual_pages()
        for piece in pieces_of(page)
        if piece.kind not in known
    ]
    assert unknown == []


@pytest.mark.parametrize("page", pages_with(SHELLS), ids=name_of)
def test_shell_blocks_give_dute_what_it_takes(page: Path) -> None:
    for piece in (piece for piece in pieces_of(page) if piece.kind in SHELLS):
        for line in shell_commands(piece.text):
            for words in _calls_of_dute(line):
                _parse(words, f"{name_of(page)}:{piece.line}: {line}")


def _calls_of_dute(line: str) -> list[list[str]]:
    """The arguments of every ``dute`` in a line, up to a pipe, a redirection or the next command."""
    reader = shlex.shlex(line, posix=True, punctuation_chars="|&;<>()")
    reader.whitespace_split, reader.commenters = True, ""
    words = list(reader)
    calls, current = [], None
    for word in words:
        if set(word) <= set("|&;<>()"):
            current = None
        elif current is None and word in ("dute", "dute.exe"):
            current = []
            calls.append(current)
        elif current is not None:
            current.append(word)
    return calls


def _parse(words: list[str], where: str) -> None:
    chosen = next((word for word in words if not word.startswith("-")), None)
    if chosen is None or chosen in ("COMMAND",):
        return
    assert chosen in cli.COMMANDS, where
    try:
        cli.build_parser(chosen).parse_args([word for word in words if word != "…"])
    except SystemExit as error:  # --help and --version leave with 0
        status = error.code
    else:
        status = 0
    assert status == 0, where


_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


def _anchors(page: Path) -> set[str]:
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.S | re.M)
    headings = re.findall(r"^#{1,6} (.*)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", [*manual_pages(), ROOT / "CONTRIBUTING.md"], ids=name_of)
def test_links_lead_to_files_and_headings(page: Path) -> None:
    for target in _LINK.findall(re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.S | re.M)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = unquote(target).partition("#")
        aimed = (page.parent / path).resolve() if path else page
        assert aimed.exists(), f"{name_of(page)}: {target}"
        if anchor:
            assert anchor in _anchors(aimed), f"{name_of(page)}: {target}"


_BROKEN = re.compile(r"[\u2e80-\uffef]\n *(?!\d+\. )[\w`\[]|[\w`\])]\n *[\u2e80-\uffef]")


@pytest.mark.parametrize("page", sorted((DOCS / "zh").glob("*.md")), ids=name_of)
def test_a_chinese_paragraph_stands_on_one_line(page: Path) -> None:
    """A line break is shown as a space, which Chinese has not between its words."""
    prose = re.sub(r"^(?:```.*?^```|[|#].*?)$", "", page.read_text("utf-8"), flags=re.S | re.M)
    assert _BROKEN.findall(prose) == []


@pytest.mark.skipif(find_spec("sphinx") is None, reason="Sphinx is not installed: pip install 'dute[docs]'")
def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    """Takes seconds: the only way to know that the manual stands is to build it."""
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-n", str(DOCS), str(tmp_path / "site")]
    built = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)  # noqa: S603
    assert (built.returncode, built.stderr) == (0, "")
    built_pages = {path.relative_to(tmp_path / "site").with_suffix("").as_posix() for path in tmp_path.rglob("*.html")}
    written = {path.relative_to(DOCS).with_suffix("").as_posix() for path in manual_pages()[1:]}
    assert written <= built_pages
