"""What the build makes: compiled modules where there is a compiler, and compiled patterns; nothing needs either."""

from __future__ import annotations

import importlib.util
import marshal
import os
import random
import re
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
from cleaners.reading.patterns import compiled, key_of, parts_of, patterns_of_modules, unpacked
from cleaners.rules import RULES, rule_named

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


def run_hook(
    root: Path, compile_modules: Make, keep_patterns: Make, version: str = "standard"
) -> tuple[dict[str, Any], list[str]]:
    module = load_hook()
    compile_modules.__name__, keep_patterns.__name__ = "compile_modules", "keep_patterns"
    vars(module).update(compile_modules=compile_modules, keep_patterns=keep_patterns)
    application = Application()
    data: dict[str, Any] = {"pure_python": True, "infer_tag": False}
    data |= {"artifacts": [], "dependencies": [], "force_include": {}}
    module.CompiledParts(str(root), {}, None, None, str(root), "wheel", app=application).initialize(version, data)
    return data, application.warnings


@pytest.mark.parametrize("error", [FileNotFoundError("gcc"), SystemExit("command 'cc' failed"), ImportError("Cython")])
def test_without_a_compiler_the_package_is_pure(error: BaseException, tmp_path: Path) -> None:
    def fail(root: Path) -> list[Path]:
        raise error

    data, warnings = run_hook(tmp_path, fail, lambda root: [root / "cleaners" / "kept.data"])
    assert (data["pure_python"], data["infer_tag"], data["artifacts"]) == (True, False, ["/cleaners/kept.data"])
    assert data["dependencies"] == []
    assert len(warnings) == 1
    assert "pure Python" in warnings[0]
    assert str(error) in warnings[0]


def test_without_kept_patterns_there_is_a_package_too(tmp_path: Path) -> None:
    def fail(root: Path) -> list[Path]:
        raise subprocess.CalledProcessError(1, "python")

    data, warnings = run_hook(tmp_path, lambda root: [root / "cleaners" / "_walk.so"], fail)
    assert (data["pure_python"], data["infer_tag"], data["artifacts"]) == (False, True, ["/cleaners/_walk.so"])
    assert len(warnings) == 1


@pytest.mark.parametrize("version", ["standard", "editable"])
def test_a_compiled_package_asks_for_the_lxml_that_it_was_compiled_for(
    version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lxml.etree.LXML_VERSION", (6, 4, 1, 0))
    data, _ = run_hook(tmp_path, lambda root: [root / "cleaners" / "_parser.so"], lambda root: [], version)
    assert data["dependencies"] == ["lxml>=6.4,<6.5"]


def test_a_build_in_pure_python_can_be_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUTE_BUILD_PURE", "1")
    data, warnings = run_hook(tmp_path, lambda root: [root / "cleaners" / "_parser.so"], lambda root: [])
    assert (data["pure_python"], data["artifacts"], data["dependencies"], warnings) == (True, [], [], [])


def test_the_project_travels_in_the_wheel_and_not_in_an_editable_install(tmp_path: Path) -> None:
    data, _ = run_hook(tmp_path, lambda root: [], lambda root: [])
    assert data["force_include"] == {
        f"{tmp_path}/crawler": "dute/_project/crawler",
        f"{tmp_path}/seeds": "dute/_project/crawler/seeds",
        f"{tmp_path}/fixtures/demo": "dute/_project/demo_site",
    }
    data, _ = run_hook(tmp_path, lambda root: [], lambda root: [], "editable")
    assert data["force_include"] == {}


@pytest.mark.slow
@pytest.mark.timeout(600)  # two dozen modules, on a machine that does other things too
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


def test_only_what_changed_is_compiled_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = load_hook()
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    written = Path(module.__file__ or "").stat().st_mtime
    names = ("fresh", "edited", "never_built")
    sources = tuple(Path("cleaners", f"{name}.pyx") for name in names)

    def put(name: str, age: float) -> None:
        path = tmp_path / "cleaners" / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
        os.utime(path, (written + age, written + age))

    for name in names:
        put(f"{name}.pyx", 10)
    put(f"fresh{suffix}", 20)
    put(f"edited{suffix}", 5)
    put("shared.pxd", 15)
    assert module.changed(tmp_path, sources) == sources[1:]
    put("shared.pxd", 25)
    assert module.changed(tmp_path, sources) == sources
    put("shared.pxd", 15)
    monkeypatch.setenv("DUTE_BUILD_SANITIZED", "address")
    assert module.changed(tmp_path, sources) == sources


# --- the public page -------------------------------------------------------------------------------------------------

README = "[a page](docs/a.md), [below](#below), [the web](https://example.org/x), [MIT](LICENSE)"


def public_page(root: Path) -> dict[str, Any]:
    metadata: dict[str, Any] = {}
    load_hook().PublicPage(str(root), {}).update(metadata)
    return metadata


def test_without_an_address_the_description_has_no_link_into_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DUTE_REPOSITORY", raising=False)
    (tmp_path / "README.md").write_text(README)
    assert public_page(tmp_path) == {
        "readme": {
            "content-type": "text/markdown",
            "text": "a page, [below](#below), [the web](https://example.org/x), MIT",
        },
        "urls": {},
    }


def test_with_an_address_the_links_lead_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUTE_REPOSITORY", "https://example.org/team/dute/")
    (tmp_path / "README.md").write_text(README)
    page = public_page(tmp_path)
    assert page["readme"]["text"] == (
        "[a page](https://example.org/team/dute/blob/HEAD/docs/a.md), [below](#below), [the web](https://example.org/x), "
        "[MIT](https://example.org/team/dute/blob/HEAD/LICENSE)"
    )
    assert page["urls"] == {
        "Repository": "https://example.org/team/dute",
        "Documentation": "https://example.org/team/dute/tree/HEAD/docs",
        "Changelog": "https://example.org/team/dute/blob/HEAD/CHANGELOG.md",
    }


def test_the_real_description_has_no_link_into_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DUTE_REPOSITORY", raising=False)
    links = re.findall(r"\]\(([^)]+)\)", public_page(ROOT)["readme"]["text"])
    assert [link for link in links if not link.startswith(("https://", "#"))] == []


# --- what is kept ----------------------------------------------------------------------------------------------------


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "kept.data"
    monkeypatch.setattr(kept, "PATH", str(path))
    kept._read.cache_clear()
    return path


def _numbers(index: bytes) -> bytes:
    return len(index).to_bytes(8, "little") + kept._hash(index)


THINGS: dict[Any, Any] = {("a+", 0): (0, b"\1\0", 1, {"x": 1}, (None, "x")), b"b": [1, 2**70], "c": None}


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
    monkeypatch.setattr(kept, "_interpreter", lambda: ("cpython-310", 1, 4, "little", 0))
    kept.write(str(shelf), THINGS)
    monkeypatch.undo()
    monkeypatch.setattr(kept, "PATH", str(shelf))
    assert kept.get(("a+", 0)) is None


def test_a_file_of_another_patch_version_with_the_same_compiler_is_read(
    shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.write(str(shelf), THINGS)
    monkeypatch.setattr(sys, "hexversion", sys.hexversion + (1 << 16))
    assert kept.get(("a+", 0)) == THINGS[("a+", 0)]


@pytest.mark.parametrize("name", kept._COMPILER)
def test_a_patch_version_that_compiles_otherwise_keeps_nothing(
    name: str, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.write(str(shelf), THINGS)
    changed = shutil.copytree(Path(re.__file__).parent, tmp_path / "re")
    (changed / name).write_text((changed / name).read_text("utf-8") + "# a mended fault", "utf-8")
    monkeypatch.setattr(re, "__file__", str(changed / "__init__.py"))
    assert kept.get(("a+", 0)) is None


def test_without_the_sources_of_re_the_exact_version_counts(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(re, "__file__", "/nowhere/python311.zip/re/__init__.pyc")
    kept.write(str(shelf), THINGS)
    assert kept.get("d") is None
    assert kept.get(("a+", 0)) == THINGS[("a+", 0)]
    kept._read.cache_clear()
    monkeypatch.setattr(sys, "hexversion", sys.hexversion + (1 << 16))
    assert kept.get(("a+", 0)) is None


def test_a_flipped_bit_loses_what_it_stands_in_and_no_more(shelf: Path) -> None:
    """Every bit of a file: each thing is as it was kept, or is missing. A damaged index loses all."""
    kept.write(str(shelf), THINGS)
    whole = shelf.read_bytes()
    lost = set()
    for bit in range(8 * len(whole)):
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        shelf.write_bytes(damaged)
        kept._read.cache_clear()
        found = {key: kept.get(key) for key in THINGS}
        assert all(thing is None or thing == THINGS[key] for key, thing in found.items()), bit
        lost.add(sum(found[key] is None for key in (("a+", 0), b"b")))
        os.close(kept._read(str(shelf))[0]) if kept._read(str(shelf))[0] >= 0 else None
    assert lost == {0, 1, 2}


def test_a_file_of_something_else_keeps_nothing(shelf: Path) -> None:
    shelf.write_bytes(kept._MARK + _numbers(marshal.dumps([1, 2, 3])) + marshal.dumps([1, 2, 3]) + b"\0" * 30)
    assert kept.get("c") is None


def test_keys_have_signs_of_their_own() -> None:
    keys = [
        "a",
        b"a",
        ("a",),
        ("a", 0),
        ("a", 32),
        ("a0", 0),
        ("", 0),
        ("\ud800\U00020000", 0),
        (b"a", 0),
        ("a", "b"),
        ["a", 0],
    ]
    assert len({kept.sign(key) for key in keys}) == len(keys)
    assert kept.sign(("甲乙", 0)) == kept.sign(("甲" + "乙", 0))


def test_keys_with_one_sign_are_refused(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "sign", lambda key: b"1")
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
        assert unpacked(kept.get(key_of(pattern, flags))) == parts_of(pattern, flags)
    line = rule_named("credits.line")
    assert line is not None
    _, (pieces, rows, order), *_ = found = kept.get(key_of(line.pattern))
    code = unpacked(found)[1]
    assert len(code) < 120_000  # a first page reads and checks it: each list of names stands in it once
    assert sum(map(len, (*pieces, *rows, order))) < len(code) / 5
    assert len({id(number) for number in code}) == len(set(code)) < len(code) / 50
    assert compiled(r"(?P<year>\d{4})年").groupindex == {"year": 1}


def test_the_first_page_compiles_nothing(tmp_path: Path) -> None:
    path = tmp_path / "kept.data"
    subprocess.run([sys.executable, "-m", "cleaners.prepare", path], cwd=ROOT, check=True)  # noqa: S603
    program = f"""
import re._compiler, sys
import urllib.parse  # compiles a pattern of its own when it is imported
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


def test_flipped_bits_never_stop_the_program(tmp_path: Path) -> None:
    """The real file with a bit flipped in every thousand, at drawn places: the page is cleaned to the same outcome."""
    path = tmp_path / "kept.data"
    subprocess.run([sys.executable, "-m", "cleaners.prepare", path], cwd=ROOT, check=True)  # noqa: S603
    whole = path.read_bytes()
    program = f"""
import sys
from cleaners import clean
from cleaners.reading import kept
kept.PATH = sys.argv[1]
print(clean(open({str(PAGE)!r}, "rb").read()).to_json())
"""

    def outcome(file: Path) -> str:
        command = [sys.executable, "-c", program, str(file)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    expected = outcome(path)
    draw = random.Random(15)  # noqa: S311
    places = [range(200), range(len(whole) // 8, len(whole)), range(len(whole))]
    for number, among in enumerate(places):
        damaged = bytearray(whole)
        for _ in range(max(3, len(among) // 1_000)):
            damaged[draw.choice(among)] ^= 1 << draw.randrange(8)
        (tmp_path / f"{number}.data").write_bytes(damaged)
        assert outcome(tmp_path / f"{number}.data") == expected
