"""Who may import what, and which names are used: the design, held by reading the source."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

import cleaners
from cleaners.rules import RULES
from tests.conftest import bare_path

ROOT = Path(__file__).parents[1]
CLEANERS = sorted((ROOT / "cleaners").rglob("*.py"))
CRAWLER = sorted((ROOT / "crawler").rglob("*.py"))
DUTE = sorted((ROOT / "dute").rglob("*.py"))
EVERYTHING = [*CLEANERS, *CRAWLER, *DUTE]
READERS_OF_RULES = [*EVERYTHING, *sorted((ROOT / "cleaners").rglob("*.pyx"))]

#: Commands that clean pages and so start without the crawl.
CLEANING = [
    ROOT / "dute" / "commands" / f"{name}.py"
    for name in ("batch", "clean", "corpus", "explain", "fixture", "output", "rules", "sources")
]

#: What the library must not know of: the crawl, and any way to the network.
NETWORK = [
    *("crawler", "scrapy", "twisted"),
    *("socket", "ssl", "asyncio", "http", "urllib.request", "ftplib", "smtplib"),
    *("urllib3", "requests", "httpx", "aiohttp"),
]

#: Weights that one call in many needs: imported inside the function that needs them.
LAZY = ["trafilatura", "bs4", "rich", "jinja2", "markupsafe"]

#: Weights that nothing here needs to start, and how many modules the library may bring with it, the interpreter's own
#: included: 155 with one module a step, 33 of them the bare interpreter.
HEAVY = [
    "pandas",
    "numpy",
    "pyarrow",
    "selectolax",
    "lxml.html",
    "logging",
    "multiprocessing",
    "subprocess",
    "argparse",
]
MOST_MODULES = 185

#: Words that name nothing.
EMPTY_WORDS = re.compile(r"(?:^|_)(?:utils?|helpers?|commons?|managers?|process|handle)(?:_|$)")


class Import(NamedTuple):
    """One imported module and whether the import stands at the module's top level."""

    module: str
    at_top: bool


def imports(source: str) -> Iterator[Import]:
    """Every module that a source imports, inside functions too; what stands under TYPE_CHECKING loads nothing."""

    def visit(node: ast.AST, at_top: bool) -> Iterator[Import]:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            return
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, at_top) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (Import(f"{node.module}.{alias.name}", at_top) for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("importlib.import_module", "__import__"):
            named = node.args and isinstance(node.args[0], ast.Constant)
            yield Import(str(node.args[0].value) if named else "importlib.import_module", at_top)  # type: ignore[attr-defined]
        inside = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        for child in ast.iter_child_nodes(node):
            yield from visit(child, at_top and not inside)

    yield from visit(ast.parse(source), True)


def imports_any(found: Import, packages: list[str]) -> bool:
    return any(found.module == package or found.module.startswith(f"{package}.") for package in packages)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_reader_of_imports_sees_them_all() -> None:
    source = (
        "import scrapy.http\nfrom urllib import request\nif TYPE_CHECKING:\n    import bs4\n"
        "def f():\n    from rich.console import Console\n    importlib.import_module('crawler.x')\n"
        "try:\n    import lxml\nexcept ImportError:\n    pass\nimportlib.import_module(name)\n"
    )
    assert list(imports(source)) == [
        ("scrapy.http", True),
        ("urllib.request", True),
        ("rich.console.Console", False),
        ("crawler.x", False),
        ("lxml", True),
        ("importlib.import_module", True),
    ]
    assert imports_any(Import("http.client", True), NETWORK)
    assert not imports_any(Import("httpd", True), NETWORK)


@pytest.mark.parametrize("path", CLEANERS, ids=named)
def test_the_library_knows_no_crawl_and_no_network(path: Path) -> None:
    forbidden = [*NETWORK, "importlib.import_module", "dute", "sqlalchemy"]
    if path.name == "compiled.py":  # it asks whether our own modules can be imported, by their names
        forbidden.remove("importlib.import_module")
    assert [found.module for found in imports(path.read_text("utf-8")) if imports_any(found, forbidden)] == []


@pytest.mark.parametrize("path", CLEANING, ids=named)
def test_a_command_reaches_the_crawl_only_when_it_needs_it(path: Path) -> None:
    found = list(imports(path.read_text("utf-8")))
    assert [one.module for one in found if imports_any(one, ["crawler"]) and one.at_top] == []
    outside = [package for package in NETWORK if package != "crawler"]
    assert [one.module for one in found if imports_any(one, outside)] == []


@pytest.mark.parametrize("path", [path for path in CLEANERS if path.name != "parse.py"], ids=named)
def test_only_the_parser_touches_lxml(path: Path) -> None:
    assert [found.module for found in imports(path.read_text("utf-8")) if imports_any(found, ["lxml"])] == []


@pytest.mark.parametrize("path", CRAWLER, ids=named)
def test_the_crawl_knows_no_command(path: Path) -> None:
    assert [found.module for found in imports(path.read_text("utf-8")) if imports_any(found, ["dute"])] == []


@pytest.mark.parametrize("path", [*CLEANERS, *DUTE], ids=named)
def test_heavy_packages_are_imported_where_they_are_needed(path: Path) -> None:
    found = imports(path.read_text("utf-8"))
    assert [one.module for one in found if imports_any(one, LAZY) and one.at_top] == []


def loaded_by(statement: str) -> list[str]:
    """The modules in memory after a statement in a fresh interpreter."""
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-S", "-c", f"import json, sys; {statement}; print(json.dumps(sorted(sys.modules)))"],
        stdout=subprocess.PIPE,
        env={**os.environ, **bare_path()},
        timeout=60,
        check=True,
    )
    modules: list[str] = json.loads(result.stdout)
    return modules


def test_importing_the_package_alone_loads_no_cleaner() -> None:
    loaded = loaded_by("import cleaners")
    assert [module for module in loaded if module.startswith(("cleaners.", "lxml"))] == []


def test_importing_the_library_loads_nothing_heavy_and_no_network() -> None:
    loaded = loaded_by("from cleaners import clean")
    assert "cleaners.pipeline" in loaded
    unwanted = [*NETWORK, *LAZY, *HEAVY, "sqlalchemy"]
    assert len(loaded) < MOST_MODULES
    assert [module for module in loaded if imports_any(Import(module, True), unwanted)] == []


def test_the_public_api_is_exactly_what_it_says() -> None:
    assert sorted(cleaners.__all__) == cleaners.__all__
    assert all(callable(getattr(cleaners, name)) for name in cleaners.__all__)
    public = {
        name for name, value in vars(cleaners).items() if not name.startswith("_") and not isinstance(value, ModuleType)
    }
    assert public - {"TYPE_CHECKING", "Any", "ModuleType"} == set(cleaners.__all__) <= set(dir(cleaners))
    assert {"clean", "clean_text", "Article"} <= public
    with pytest.raises(AttributeError, match="no attribute 'cleanse'"):
        _ = cleaners.cleanse
    exec("from cleaners import *", everything := {})  # noqa: S102  what a shell's user writes
    assert set(cleaners.__all__) <= set(everything)


def names_of_rules(strings: Iterable[str]) -> list[str]:
    """Those strings that are a rule's name, or the beginning of one that its family and the dot are in."""
    names = [rule.name for rule in RULES]
    return [string for string in strings if "." in string and any(name.startswith(string) for name in names)]


def strings_of(path: Path) -> Iterator[str]:
    """The string literals of a source; of one for Cython, which `ast` does not read, what stands between quotes."""
    source = path.read_text("utf-8")
    if path.suffix == ".pyx":
        yield from re.findall(r'"([^"\n]*)"', source)
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_the_search_for_names_of_rules_finds_them() -> None:
    assert names_of_rules(["credits.line", "credits.", "legal.disclaim"]) == [
        "credits.line",
        "credits.",
        "legal.disclaim",
    ]
    assert names_of_rules(["credits", "head.headline", "controls.numbers", "a line.", ".", ""]) == []


@pytest.mark.parametrize("path", [path for path in READERS_OF_RULES if path.parent.name != "rules"], ids=named)
def test_what_a_rule_means_is_not_read_from_its_name(path: Path) -> None:
    assert names_of_rules(strings_of(path)) == []


@pytest.mark.parametrize("path", EVERYTHING, ids=named)
def test_names_say_something(path: Path) -> None:
    assert not EMPTY_WORDS.search(path.stem)
    tree = ast.parse(path.read_text("utf-8"))
    definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    names = [node.name for node in ast.walk(tree) if isinstance(node, definitions)]
    # Scrapy gives its hooks their names.
    hooks = {"process_item", "process_request", "process_response", "process_exception", "process_start"}
    assert [name for name in names if EMPTY_WORDS.search(name.lower()) and name not in hooks] == []
