"""The command's frame: table of commands, help, version, exit statuses, encoding, pipes."""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from dute import cli
from tests.conftest import bare_path

ROOT = Path(__file__).parents[2]


def dute(
    *arguments: str, stdin: bytes | None = b"", env: dict[str, str] | None = None, cwd: Path = ROOT
) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "dute", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
        cwd=cwd,
        timeout=60,
        check=False,
    )


def modules_loaded_by(*arguments: str) -> set[str]:
    """Top-level packages in memory after the command ran in a fresh interpreter."""
    program = (
        "import json, sys\nfrom dute import cli\n"
        "try:\n    cli.main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print('\\n' + json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))"
    )
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-S", "-c", program, *arguments],
        stdout=subprocess.PIPE,
        env={**os.environ, **bare_path()},
        timeout=60,
        check=True,
    )
    return set(json.loads(result.stdout.splitlines()[-1]))


def test_without_arguments_it_prints_its_help_and_fails_as_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert all(f"    {name}" in captured.err for name in cli.COMMANDS)


def version(capsys: pytest.CaptureFixture[str]) -> list[str]:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--version"])
    assert ended.value.code == 0
    return capsys.readouterr().out.splitlines()


def test_the_version_is_the_distributions(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda name: {"dute": "9.8.7"}[name])
    assert version(capsys)[0].startswith("dute 9.8.7 (")


def test_the_version_says_what_is_compiled_and_why_the_rest_is_not(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda _: "1.0")
    found: dict[str, str | None] = {
        "cleaners.reading.page._line": None,
        "cleaners.reading.page._parser": "compiled for another lxml",
    }
    monkeypatch.setattr("cleaners.compiled.parts", lambda: found)
    assert version(capsys) == [
        "dute 1.0 (partly compiled)",
        "compiled: cleaners.reading.page._line",
        "in Python: cleaners.reading.page._parser: compiled for another lxml",
    ]
    found["cleaners.reading.page._line"] = "it was not compiled"
    assert version(capsys)[0] == "dute 1.0 (pure Python)"
    found.update(dict.fromkeys(found))
    assert version(capsys) == [
        "dute 1.0 (compiled)",
        "compiled: cleaners.reading.page._line, cleaners.reading.page._parser",
    ]


@pytest.mark.parametrize("arguments", [["frobnicate"], ["--frobnicate"], ["explain"], ["rules", "--format", "yaml"]])
def test_wrong_usage_is_status_2(arguments: Sequence[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert "usage: dute" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["claen", "page.html"], "; did you mean 'clean'?"),
        (["Export"], "; did you mean 'export'?"),
        (["frobnicate"], ""),
        (["clean", "a.html", "--format", "markdwon"], "; did you mean 'markdown'?"),
        (["clean", "a.html", "--format", "JSON"], "; did you mean 'json'?"),
        (["clean", "a.html", "--fromat=json"], "unrecognized arguments: --fromat=json; did you mean '--format'?"),
        (["clean", "a.html", "--zzzz"], "unrecognized arguments: --zzzz"),
        (["rules", "a", "b"], "unrecognized arguments: a b"),
        (["--versoin"], ""),
    ],
)
def test_what_was_mistyped_is_guessed(
    arguments: Sequence[str], advice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.endswith(advice)
    assert ("did you mean" in last) == ("did you mean" in advice)


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([name, "--help"])
    assert ended.value.code == 0
    help_text = capsys.readouterr().out
    assert help_text.startswith(f"usage: dute {name}")
    assert "options:" in help_text


def test_ctrl_c_is_status_130(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("dute.commands.rules.run", interrupt)
    assert cli.main(["rules"]) == 130
    assert capsys.readouterr().err == "dute: interrupted\n"


def test_a_closed_pipe_ends_it_without_a_word() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    result = subprocess.run(
        [sys.executable, "-m", "dute", "rules"],
        stdout=writing,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert result.stderr == b""
    assert result.returncode == 141


@pytest.mark.parametrize("locale", ["C", "POSIX", "zh_CN.GBK"])
def test_output_is_utf8_whatever_the_locale(locale: str) -> None:
    result = dute(
        "rules", env={"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    )
    assert result.returncode == 0
    assert "编辑" in result.stdout.decode("utf-8")


def test_help_loads_no_parser_and_no_crawler() -> None:
    loaded = modules_loaded_by("--help")
    assert not loaded & {"scrapy", "twisted", "trafilatura", "bs4", "rich", "sqlalchemy"}


def test_cleaning_a_file_loads_no_crawler(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<h1>河湾大桥通车</h1>" + "<p>大桥昨日上午正式通车，两岸居民往来只要十分钟。</p>" * 5, "utf-8")
    loaded = modules_loaded_by("clean", str(page))
    assert not loaded & {"scrapy", "twisted", "rich", "sqlalchemy", "crawler"}
    if hasattr(os, "fork"):  # the worker's alone
        assert not loaded & {"lxml", "dataclasses", "threading", "shutil", "pathlib"}


@pytest.mark.parametrize("columns", ["50", "150"])
def test_help_is_as_wide_as_the_terminal(columns: str) -> None:
    shown = dute("clean", "--help", env={"COLUMNS": columns}).stdout.decode()
    options = shown[shown.index("options:") :].split("examples:")[0].splitlines()
    assert int(columns) - 40 < max(map(len, options)) < int(columns)


def test_the_end_of_cleaning_looks_for_no_circles(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<h1>河湾大桥通车</h1><p>大桥昨日上午正式通车。</p>", "utf-8")
    program = (
        "import atexit, gc, sys\nfrom dute import cli\n"
        "atexit.register(lambda: print(gc.get_freeze_count() > 1_000))\n"  # called after what is registered later
        "cli.main(sys.argv[1:])"
    )
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-c", program, "clean", str(page), "-o", str(tmp_path / "out.txt")],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
        check=True,
    )
    assert result.stdout == b"True\n"
    assert "大桥昨日上午正式通车。" in (tmp_path / "out.txt").read_text("utf-8")


# --- dute rules


def test_rules_lists_every_rule_with_its_proof(capsys: pytest.CaptureFixture[str]) -> None:
    from cleaners.rules import RULES

    assert cli.main(["rules"]) == 0
    listing = capsys.readouterr().out
    for rule in RULES:
        paragraph = listing.split(f"{rule.name}: ")[1].split("\n\n")[0]
        assert rule.about in paragraph
        assert f"label {rule.label}" in paragraph
        assert all(line in paragraph for line in (*rule.drops, *rule.keeps))


def test_rules_that_take_a_line_in_the_order_in_which_they_are_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["rules", "--line", "粤ICP备00000000号 版权所有", "--format", "json"]) == 0
    names = [json.loads(line)["name"] for line in capsys.readouterr().out.splitlines()]
    assert names == ["legal.icp", "legal.copyright"]
    assert cli.main(["rules", "--line", "河边的风很大。"]) == 1
    assert capsys.readouterr() == ("", "dute: no rule takes the line 河边的风很大。\n")


def test_rules_of_one_family_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    from cleaners.rules import RULES

    assert cli.main(["rules", "--family", "credits", "--format", "json"]) == 0
    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    wanted = [rule for rule in RULES if rule.family == "credits"]
    assert [rule["name"] for rule in listed] == [rule.name for rule in wanted] != []
    assert listed[0]["drops"] == list(wanted[0].drops)
    assert listed[0]["keeps"] == list(wanted[0].keeps)
    assert listed[0]["label"] == wanted[0].label


def test_an_unknown_family_names_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["rules", "--family", "frobnication"]) == 2
    message = capsys.readouterr().err
    assert "frobnication" in message
    assert "credits" in message


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_a_value_that_is_none_is_refused_with_what_is_expected(command: str) -> None:
    """Not with the name of the function that reads it, nor later, with a traceback."""
    parser = cli.build_parser(command)
    (subparsers,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    said: list[str] = []
    for action in subparsers.choices[command]._actions:
        assert action.type not in (int, float), f"{command} {action.option_strings}: any number is taken"
        for value in ("x", "-1", "", "1e999", "nan"):
            try:
                subparsers.choices[command]._get_value(action, value)
            except argparse.ArgumentError as error:
                said.append(str(error))
    assert [message for message in said if re.search(r": invalid \w+ value: ", message)] == []


def test_no_time_for_a_page_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(["batch", "pages", "-o", "out", "--page-seconds", "-1"])
    assert left.value.code == 2
    assert "argument --page-seconds: expected a number of seconds above 0" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["clean", ""], 1, "dute: '': the name of a source is empty"),
        (["clean", "-i", "bin.html"], 1, "dute: bin.html: no list of sources, one per line: the file is not text"),
        (["explain", "folder"], 1, "dute: folder: this is a folder, and one file is wanted"),
        (["import", "a.html", "--url", "x"], 2, "dute: --url must be an http or https URL"),
        (["batch", "folder", "-o", "a.html", "--format", "jsonl"], 2, "dute: a.html: this is a file; give a folder for the shards"),
        (["corpus", "nowhere", "-o", "out"], 1, "dute: nowhere: no such file or folder"),
        (["corpus", "a.html", "-o", "out"], 1, "dute: a.html: line 1 is not JSON, so this is no shard of dute batch"),
        (["corpus", "bin.html", "-o", "out"], 1, "dute: bin.html: line 1 is not JSON, so this is no shard of dute batch"),
        (["corpus", "folder", "-o", "out"], 1, "dute: folder: contains no shards (part-*.parquet or part-*.jsonl, as written by dute batch)"),
        (["probe", "bin.toml"], 2, "dute: seed bin.toml: not UTF-8, the encoding of TOML (byte 0); save it as UTF-8"),
        (["list", "--store", "folder"], 1, "dute: store folder: this is a folder; give the path of a file"),
        (["list", "--store", "a.html"], 1, "dute: store a.html: no store, since the file is not a database of SQLite (use --store for another)"),
        (["crawl", "dutenews", "--store", "none/s.db"], 2, "dute: store none/s.db: there is no folder none"),
    ],
)  # fmt: skip
def test_wrong_input_is_named_in_words(
    arguments: list[str],
    status: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.html").write_text("<h1>新桥今天通车</h1>\n" * 20, "utf-8")
    (tmp_path / "folder" / "a.html").write_text("<h1>新桥今天通车</h1>", "utf-8")
    for name in ("bin.html", "bin.toml"):
        (tmp_path / name).write_bytes(b"\xff\0\xfe\x81" * 200)
    monkeypatch.chdir(tmp_path)
    assert cli.main(arguments) == status
    assert capsys.readouterr().err == f"{said}\n"


def test_an_unknown_option_brings_the_usage_of_its_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["rules", "--famly", "legal"])
    said = capsys.readouterr().err
    assert said.startswith("usage: dute rules ")
    assert said.endswith("dute rules: error: unrecognized arguments: --famly legal; did you mean '--family'?\n")
