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

import pytest

import cleaners
from cleaners.rules import RULES
from tests.conftest import bare_path
from tests.imports import MAX_LINES, MAX_MODULES, ORDER, House, Import, read_cython_imports, read_imports

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
#: included: 250 with one module a responsibility, 33 of them the bare interpreter.
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
MOST_MODULES = 253

#: Modules of the start whose named tuples are made of strings: Cython knows no other annotations.
COMPILED_VALUES = {
    "evidence/prose.py",
    "evidence/titles.py",
    "judgement/second/cards.py",
}

#: Words that name nothing.
EMPTY_WORDS = re.compile(r"(?:^|_)(?:utils?|helpers?|commons?|managers?|process|handle)(?:_|$)")


def imports_any(found: Import, packages: list[str]) -> bool:
    return any(found.module == package or found.module.startswith(f"{package}.") for package in packages)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_reader_of_imports_sees_them_all() -> None:
    source = (
        "import scrapy.http\nfrom urllib import request\nif TYPE_CHECKING:\n    import bs4\nelse:\n    import zlib\n"
        "def f():\n    from rich.console import Console\n    importlib.import_module('crawler.x')\n"
        "try:\n    import lxml\nexcept ImportError:\n    pass\nimportlib.import_module(name)\n"
    )
    assert list(read_imports(source)) == [
        ("scrapy.http", True),
        ("urllib.request", True),
        ("zlib", True),
        ("rich.console.Console", False),
        ("crawler.x", False),
        ("lxml", True),
        ("importlib.import_module", True),
    ]
    assert imports_any(Import("http.client", True), NETWORK)
    assert not imports_any(Import("httpd", True), NETWORK)


def test_relative_imports_and_those_of_cython_are_read() -> None:
    relative = "from . import zones\nfrom ..values import Label, Block as B\nfrom .head import x\n"
    assert [found.module for found in read_imports(relative, "cleaners.judgement")] == [
        "cleaners.judgement.zones",
        "cleaners.values.Label",
        "cleaners.values.Block",
        "cleaners.judgement.head.x",
    ]
    compiled = (
        "# from cleaners import pipeline\nfrom cleaners.reading.page._line cimport (\n    Line,  # a row\n    Marks,\n)\n"
        "cimport cython\nimport sys, re as r\ncdef extern from *:\n    pass\ndef f():\n    from cleaners.values import Image as I\n"
    )
    assert list(read_cython_imports(compiled)) == [
        ("cleaners.reading.page._line.Line", True),
        ("cleaners.reading.page._line.Marks", True),
        ("cython", True),
        ("sys", True),
        ("re", True),
        ("cleaners.values.Image", False),
    ]


@pytest.fixture(scope="module")
def house() -> House:
    return House(ROOT)


def test_no_module_imports_itself_over_others(house: House) -> None:
    assert house.circles() == []


def test_imports_follow_the_order_of_the_folders(house: House) -> None:
    assert house.against_order() == []


def test_every_module_has_a_place_in_the_order(house: House) -> None:
    assert house.without_place() == []


def test_no_folder_of_the_library_is_crowded(house: House) -> None:
    assert house.crowded_folders() == []


def test_no_file_is_long(house: House) -> None:
    assert house.long_files() == []


def build_house(root: Path, files: dict[str, str]) -> House:
    """A tree with these files, and one module for every other place of the order, but for dute/."""
    places = [place.replace(".", "/") for place in ORDER]
    missing = [place for place in places if not any(name.startswith(f"{place}/") for name in files)]
    for name, content in {**{f"{place}.py": "X = 1\n" for place in missing}, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return House(root)


def test_the_order_is_held_over_every_kind_of_import(tmp_path: Path) -> None:
    house = build_house(
        tmp_path,
        {
            "cleaners/__init__.py": "def __getattr__(name):\n    from cleaners import pipeline\n",
            "cleaners/old.py": '"""Where it was."""\nfrom cleaners.pipeline import clean\n__all__ = ["clean"]\n',
            "cleaners/article.py": "def f():\n    from cleaners.render import html\n    from cleaners.bulk import run\n",
            "cleaners/reading/page/_walk.pyx": "from cleaners.rules cimport x\n",
            "cleaners/evidence.py": "from cython.cimports.cleaners.record import y\nfrom cleaners import clean\n",
            "cleaners/record.py": "from .pipeline import clean\nfrom cleaners import article, values\n",
            "cleaners/bulk.py": "from cleaners.old import clean\nif TYPE_CHECKING:\n    import dute\n",
            "crawler/store.py": "from cleaners import clean\nimport crawler.net, crawler.site\n",
            "crawler/elsewhere.py": "X = 1\n",
            "crawler/settings/__init__.py": "from cleaners import clean\n",
            "dute/cli.py": "from cleaners import clean\nimport crawler.spiders\n",
        },
    )
    assert house.against_order() == [
        "cleaners.article imports cleaners.bulk",
        "cleaners.bulk imports cleaners.old",
        "cleaners.evidence imports cleaners",
        "cleaners.evidence imports cleaners.record",
        "cleaners.reading.page._walk imports cleaners.rules",
        "cleaners.record imports cleaners.pipeline",
        "crawler.store imports crawler.net",
    ]
    assert house.without_place() == ["crawler.elsewhere"]
    assert house.circles() == []


def test_circles_crowds_and_long_files_are_found(tmp_path: Path) -> None:
    crowd = {f"cleaners/rules/family_{number}.py": "RULES = ()\n" for number in range(MAX_MODULES - 1)}
    house = build_house(
        tmp_path,
        {
            **crowd,
            "cleaners/rules/__init__.py": '"""The rules."""\nfrom cleaners.rules.family_1 import RULES\n',
            "cleaners/rules/_forms.pyx": "from cleaners.evidence import a\n",
            "cleaners/rules/_forms.pxd": "cdef int x\n",
            "cleaners/evidence.py": "try:\n    from cleaners.judgement import b\nexcept ImportError:\n    pass\n",
            "cleaners/judgement.py": "def f():\n    import cleaners.rules._forms as forms\n",
            "crawler/site.py": "X = 1\n" * MAX_LINES,
            "crawler/net.py": "X = 1\n" * (MAX_LINES + 1),
        },
    )
    assert house.circles() == ["cleaners.evidence ↔ cleaners.judgement ↔ cleaners.rules._forms"]
    assert house.without_place() == ["dute (no such module)"]
    assert house.crowded_folders() == []  # 23 families and the compiled module; __init__ only imports
    assert house.long_files() == [f"crawler/net.py: {MAX_LINES + 1} lines"]
    (tmp_path / "cleaners/rules/roles.py").write_text("ROLES = ()\n", "utf-8")
    assert House(tmp_path).crowded_folders() == [f"cleaners/rules/: {MAX_MODULES + 1} modules"]


@pytest.mark.parametrize("path", CLEANERS, ids=named)
def test_the_library_knows_no_crawl_and_no_network(path: Path) -> None:
    forbidden = [*NETWORK, "importlib.import_module", "dute", "sqlalchemy"]
    if path.name == "compiled.py":  # it asks whether our own modules can be imported, by their names
        forbidden.remove("importlib.import_module")
    assert [found.module for found in read_imports(path.read_text("utf-8")) if imports_any(found, forbidden)] == []


@pytest.mark.parametrize("path", CLEANING, ids=named)
def test_a_command_reaches_the_crawl_only_when_it_needs_it(path: Path) -> None:
    found = list(read_imports(path.read_text("utf-8")))
    assert [one.module for one in found if imports_any(one, ["crawler"]) and one.at_top] == []
    outside = [package for package in NETWORK if package != "crawler"]
    assert [one.module for one in found if imports_any(one, outside)] == []


@pytest.mark.parametrize("path", [path for path in CLEANERS if path.parent.name != "tree"], ids=named)
def test_only_the_parser_touches_lxml(path: Path) -> None:
    assert [found.module for found in read_imports(path.read_text("utf-8")) if imports_any(found, ["lxml"])] == []


@pytest.mark.parametrize("path", CRAWLER, ids=named)
def test_the_crawl_knows_no_command(path: Path) -> None:
    assert [found.module for found in read_imports(path.read_text("utf-8")) if imports_any(found, ["dute"])] == []


@pytest.mark.parametrize("path", [*CLEANERS, *DUTE], ids=named)
def test_heavy_packages_are_imported_where_they_are_needed(path: Path) -> None:
    found = read_imports(path.read_text("utf-8"))
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


def test_named_tuples_of_the_start_are_made_of_types() -> None:
    """`NamedTuple` compiles each annotation that is a string, which a module gives it that imports annotations from the future."""
    loaded = [module.replace(".", "/") for module in loaded_by("from cleaners import clean")]
    sources = {f"{module}.py": ROOT / f"{module}.py" for module in loaded if module.startswith("cleaners/")}
    values = {name: path.read_text("utf-8") for name, path in sources.items() if path.exists()}
    values = {name.partition("/")[2]: source for name, source in values.items() if "(NamedTuple)" in source}
    assert len(values) > 20
    assert {
        name for name, source in values.items() if "from __future__ import annotations" in source
    } == COMPILED_VALUES


def test_the_public_api_is_exactly_what_it_says() -> None:
    assert sorted(cleaners.__all__) == cleaners.__all__
    assert all(callable(getattr(cleaners, name)) or name == "Page" for name in cleaners.__all__)  # a union of types
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
