"""What the build makes: compiled modules where there is a compiler, and compiled patterns; nothing needs either."""

from __future__ import annotations

import importlib.util
import marshal
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cleaners.prepare import everything
from cleaners.reading import kept
from cleaners.reading.patterns import compiled, parts_of, patterns_of_modules
from cleaners.rules import RULES

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "fixtures" / "demo" / "2018-9100012-bare-div" / "page.html"


# --- the hook --------------------------------------------------------------------------------------------------------


def load_hook() -> ModuleType:
    pytest.importorskip("hatchling")
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Application:
    """What the hook may ask of hatchling's application."""

    def __init__(self) -> None:
        self.warnings: list[str] = []

    def display_warning(self, message: str) -> None:
        self.warnings.append(message)


Make = Callable[[Path], list[Path]]


def run_hook(root: Path, compile_modules: Make, keep_patterns: Make) -> tuple[dict[str, Any], list[str]]:
    module = load_hook()
    compile_modules.__name__, keep_patterns.__name__ = "compile_modules", "keep_patterns"
    vars(module).update(compile_modules=compile_modules, keep_patterns=keep_patterns)
    application = Application()
    data: dict[str, Any] = {"pure_python": True, "infer_tag": False, "artifacts": []}
    module.CompiledParts(str(root), {}, None, None, str(root), "wheel", app=application).initialize("standard", data)
    return data, application.warnings


@pytest.mark.parametrize("error", [FileNotFoundError("gcc"), SystemExit("command 'cc' failed"), ImportError("Cython")])
def test_without_a_compiler_the_package_is_pure(error: BaseException, tmp_path: Path) -> None:
    def fail(root: Path) -> list[Path]:
        raise error

    data, warnings = run_hook(tmp_path, fail, lambda root: [root / "cleaners" / "kept.data"])
    assert data == {"pure_python": True, "infer_tag": False, "artifacts": ["/cleaners/kept.data"]}
    assert len(warnings) == 1
    assert "pure Python" in warnings[0]
    assert str(error) in warnings[0]


def test_without_kept_patterns_there_is_a_package_too(tmp_path: Path) -> None:
    def fail(root: Path) -> list[Path]:
        raise subprocess.CalledProcessError(1, "python")

    data, warnings = run_hook(tmp_path, lambda root: [root / "cleaners" / "_walk.so"], fail)
    assert data == {"pure_python": False, "infer_tag": True, "artifacts": ["/cleaners/_walk.so"]}
    assert len(warnings) == 1


@pytest.mark.slow
def test_the_modules_compile(tmp_path: Path) -> None:
    pytest.importorskip("Cython")
    has_headers = Path(sysconfig.get_path("include"), "Python.h").exists()
    if shutil.which("cc") is None or not has_headers or sys.implementation.name != "cpython":
        pytest.skip("no C compiler or no headers of Python")
    shutil.copytree(ROOT / "cleaners", tmp_path / "cleaners", ignore=shutil.ignore_patterns("*.so", "*.pyd"))
    hook = load_hook()
    modules = hook.compile_modules(tmp_path)
    assert [module.name.split(".")[0] for module in modules] == [source.stem for source in hook.SOURCES]
    assert all(module.stat().st_size > 10_000 for module in modules)


# --- what is kept ----------------------------------------------------------------------------------------------------


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "kept.data"
    monkeypatch.setattr(kept, "PATH", str(path))
    return path


THINGS = {("a+", 0): (0, b"\1\0", 1, {"x": 1}, (None, "x")), b"b": [1, 2**70], "c": None}


def test_what_was_kept_comes_back(shelf: Path) -> None:
    kept.write(str(shelf), THINGS)
    assert {key: kept.get(key) for key in THINGS} == THINGS
    assert kept.get("d") is None


def test_no_file_keeps_nothing(shelf: Path) -> None:
    assert kept.get("c") is None


@pytest.mark.parametrize("bytes_left", [0, 5, 12, 20, 40, -1])
def test_a_torn_file_keeps_nothing(shelf: Path, bytes_left: int) -> None:
    kept.write(str(shelf), THINGS)
    shelf.write_bytes(shelf.read_bytes()[:bytes_left])
    assert all(kept.get(key) is None for key in THINGS)


def test_a_file_of_another_interpreter_keeps_nothing(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_interpreter", lambda: (0x030A00F0, 1, "little"))
    kept.write(str(shelf), THINGS)
    monkeypatch.undo()
    monkeypatch.setattr(kept, "PATH", str(shelf))
    assert kept.get(("a+", 0)) is None


def test_a_file_of_something_else_keeps_nothing(shelf: Path) -> None:
    shelf.write_bytes(kept._MARK + (30).to_bytes(8, "little") + marshal.dumps([1, 2, 3]) + b"\0" * 30)
    assert kept.get("c") is None


def test_keys_with_one_sign_are_told_apart(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "sign", lambda key: (1, 2))
    kept.write(str(shelf), {"a": 1})
    assert (kept.get("a"), kept.get("b")) == (1, None)
    with pytest.raises(ValueError, match="two keys with one sign"):
        kept.write(str(shelf), {"a": 1, "b": 2})


def test_a_file_that_was_cut_while_it_was_open_keeps_nothing(shelf: Path) -> None:
    kept.write(str(shelf), THINGS)
    assert kept.get("c") is None
    shelf.write_bytes(shelf.read_bytes()[:-40])
    assert kept.get(b"b") is None


def test_every_pattern_comes_back_as_it_was_compiled(shelf: Path) -> None:
    patterns = [*patterns_of_modules(), *((rule.pattern, 0) for rule in RULES)]
    kept.write(str(shelf), everything())
    assert len(patterns) > 150
    for pattern, flags in patterns:
        assert kept.get((pattern, flags)) == parts_of(pattern, flags)
    code = kept.get((max((rule.pattern for rule in RULES), key=len), 0))[1]
    assert len({id(number) for number in code}) == len(set(code)) < len(code) / 50
    assert compiled(r"(?P<year>\d{4})年").groupindex == {"year": 1}


def test_the_first_page_compiles_nothing(tmp_path: Path) -> None:
    path = tmp_path / "kept.data"
    subprocess.run([sys.executable, "-m", "cleaners.prepare", path], cwd=ROOT, check=True)  # noqa: S603
    program = f"""
import re._compiler, sys
from cleaners import clean
from cleaners.reading import kept
kept.PATH = {str(path)!r}
compiled = []
make = re._compiler._code
re._compiler._code = lambda tree, flags: compiled.append(tree) or make(tree, flags)
article = clean(open({str(PAGE)!r}, "rb").read())
assert article.is_article and not compiled, compiled
"""
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)  # noqa: S603
