"""``dute completion``: the script completes in a shell what the commands take."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from dute import cli
from tests.test_extras import bare

pytest.importorskip("shtab")
pytest.importorskip("scrapy")

from dute.commands.completion import commands_of, full_parser

#: What takes no file and no folder.
_OTHER = set(
    "ADDRESS CODE COMMAND DATE F I/N ID N NAME NAME,… NAME=VALUE S SECONDS SHARE TEXT TIME URL WHEN WORD X".split()
)


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("completion")
    with pytest.MonkeyPatch.context() as patch, (folder / "dute.bash").open("w", encoding="utf-8") as file:
        patch.setattr("sys.stdout", file)
        assert cli.main(["completion", "bash"]) == 0
    for name in ("page.html", "notes.txt"):
        (folder / name).touch()
    (folder / "pages").mkdir()
    return folder / "dute.bash"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("cl", {"clean"}),
        ("re", {"reconcile", "reclean", "report"}),
        ("clean --form", {"--format"}),
        ("clean --format ma", {"markdown"}),
        ("export --format ", {"jsonl", "csv", "xlsx", "parquet", "markdown", "warc"}),
        ("completion z", {"zsh"}),
        ("clean pa", {"page.html", "pages"}),
        ("clean -o no", {"notes.txt"}),
        ("report -o p", {"pages"}),
        ("fixture a", {"add"}),
        ("crawl --store no", {"notes.txt"}),
    ],
)
def test_bash_completes(script: Path, typed: str, offered: set[str]) -> None:
    words = ["dute", *typed.split(" ")]
    lines = [
        f"source '{script}'",
        f"COMP_WORDS=({' '.join(repr(word) for word in words)})",
        f"COMP_CWORD={len(words) - 1}",
        "_shtab_dute",
        'printf "%s\\n" "${COMPREPLY[@]}"',
    ]
    done = subprocess.run(  # noqa: S603
        ["/bin/bash", "--norc", "-c", "\n".join(lines)],
        cwd=script.parent,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert {line.strip() for line in done.stdout.splitlines()} == offered


def test_every_argument_is_known_to_take_files_or_not(script: Path) -> None:
    parser, missing = full_parser()
    assert missing == []
    named = {
        action.metavar
        for command in commands_of(parser).values()
        for each in (command, *commands_of(command).values())
        for action in each._actions
        if isinstance(action.metavar, str)
    }
    from dute.commands import completion

    assert named - _OTHER - {"ADDRESS|SEED"} <= {*completion._FILES, *completion._FOLDERS}
    assert {*completion._FILES, *completion._FOLDERS} <= named


@pytest.mark.parametrize("shell", ["zsh", "fish", "tcsh", "powershell"])
def test_other_shells_have_a_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["completion", shell]) == 0
    out = capsys.readouterr().out
    assert [word for word in ("dute", "clean", "export", "xlsx") if word not in out] == []


def test_commands_whose_extra_is_missing_are_completed_by_name(tmp_path: Path) -> None:
    status, out, err = bare("completion", "bash", cwd=tmp_path, missing=["crawl"])
    assert status == 0
    assert "--with-headline" in out
    assert "crawl" in out
    assert "--on-drift" not in out
    assert err.startswith(
        "dute: options of these commands are missing, because their packages are not installed: probe, crawl, "
    )
    assert err.count("\n") == 1
