"""Count the imports between our modules and hold them to the order of the folders: ``python -m tests.imports``.

Imports inside functions count; those under ``TYPE_CHECKING`` do not, since they load nothing. A compiled module's imports
are read from its ``.pyx`` and ``.pxd``. That importing ``a.b`` loads the package ``a`` first does not count.

Two kinds of modules stand outside the order:

- ``cleaners/__init__.py``, the library's lazy face: every name in it is loaded at first use. ``crawler`` and ``dute``
  may import it, the library's own modules may not.
- modules that only re-export, at an address that an earlier version documented, and empty packages. No module of ours
  imports them.

Exits with 1 if anything is found.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PACKAGES = ("cleaners", "crawler", "dute")

#: Where a module lies: each place may import those before it, and itself.
ORDER = (
    # what the build and the installation leave behind: imports nothing of ours
    *(
        "cleaners._python",
        "cleaners._cython",
        "cleaners.compiled",
        "cleaners.extras",
        "cleaners.files",
        "cleaners.arguments",
    ),
    # a page's way. render and article stand before record, which makes articles: an article knows its renderers
    *("cleaners.values", "cleaners.reading", "cleaners.rules", "cleaners.evidence", "cleaners.template"),
    *("cleaners.judgement", "cleaners.render", "cleaners.article", "cleaners.record"),
    *("cleaners.steps", "cleaners.unseen", "cleaners.pipeline"),
    # what is done with many pages
    *("cleaners.prepare", "cleaners.learning", "cleaners.report", "cleaners.bulk", "cleaners.engines"),
    # the crawl: a site's addresses, the store, the network, what stands between store and cleaning
    *("crawler.settings", "crawler.site", "crawler.store", "crawler.search", "crawler.net", "crawler.archive"),
    *("crawler.report", "crawler.spiders", "crawler.intake", "crawler.probe"),
    "dute",
)

#: Limits of the house: modules in a folder of ``cleaners/``, and lines in a file.
MAX_MODULES = 24
MAX_LINES = 400

_SUFFIXES = (".py", ".pyx", ".pxd", ".pyi")
_CYTHON_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(?P<package>[\w.]+)[ \t]+c?import[ \t]+(?P<names>\([^)]*\)|[^\n#]+)"
    r"|c?import[ \t]+(?P<modules>[^\n#]+))",
    re.M,
)


class Import(NamedTuple):
    """One imported name, with its module, and whether the import stands at the module's top level."""

    module: str
    at_top: bool


class Edge(NamedTuple):
    """One of our modules importing another one."""

    importer: str
    imported: str


def read_imports(source: str, package: str = "") -> Iterator[Import]:
    """Every name that a Python source imports; ``package`` is the one that relative imports start from."""

    def visit(node: ast.AST, at_top: bool) -> Iterator[Import]:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            for child in node.orelse:
                yield from visit(child, at_top)
            return
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, at_top) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute("." * node.level + (node.module or ""), package)
            yield from (Import(f"{base}.{alias.name}", at_top) for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("importlib.import_module", "__import__"):
            named = node.args and isinstance(node.args[0], ast.Constant)
            yield Import(str(node.args[0].value) if named else "importlib.import_module", at_top)  # type: ignore[attr-defined]
        inside = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
        for child in ast.iter_child_nodes(node):
            yield from visit(child, at_top and not inside)

    yield from visit(ast.parse(source), True)


def read_cython_imports(source: str, package: str = "") -> Iterator[Import]:
    """Every name that a Cython source imports or cimports."""
    for found in _CYTHON_IMPORT.finditer(source):
        at_top = not found[0].startswith((" ", "\t"))
        if found["modules"]:
            yield from (Import(name.split()[0], at_top) for name in found["modules"].split(",") if name.strip())
            continue
        base = _absolute(found["package"], package)
        for name in re.sub(r"#[^\n]*|[()]", " ", found["names"]).split(","):
            if name.strip():
                yield Import(f"{base}.{name.split()[0]}", at_top)


def _absolute(module: str, package: str) -> str:
    """A module's name with the leading dots of a relative import resolved."""
    name = module.lstrip(".")
    level = len(module) - len(name)
    if not level:
        return name
    parents = package.split(".")[: len(package.split(".")) - level + 1]
    return ".".join([*parents, name]) if name else ".".join(parents)


@dataclass(frozen=True)
class House:
    """The source files of the packages below a folder."""

    root: Path

    @cached_property
    def sources(self) -> dict[str, list[Path]]:
        """The files of every module that can be imported: a ``.py``, or a ``.pyx`` with its ``.pxd``."""
        found: dict[str, list[Path]] = {}
        for path in self._paths():
            if path.suffix != ".pyi":
                found.setdefault(self._module(path), []).append(path)
        return found

    @cached_property
    def edges(self) -> list[Edge]:
        """Every import of one of our modules by another one, each once, sorted."""
        return sorted({edge for module in self.sources for edge in self._edges_of(module)})

    @cached_property
    def faces(self) -> set[str]:
        """The modules that only import, re-export or are empty."""
        return {
            module
            for module, paths in self.sources.items()
            if all(path.suffix == ".py" and _only_imports(path.read_text("utf-8")) for path in paths)
        }

    def circles(self) -> list[str]:
        """Modules that import each other, over however many others."""
        reached = _reached(self.edges)
        circles = {
            tuple(sorted(other for other in among if module in reached.get(other, ())))
            for module, among in reached.items()
            if module in among
        }
        return [" ↔ ".join(circle) for circle in sorted(circles)]

    def against_order(self) -> list[str]:
        """Imports of what comes later in the order, and of what stands outside it."""
        return [f"{edge.importer} imports {edge.imported}" for edge in self.edges if self._is_against_order(edge)]

    def without_place(self) -> list[str]:
        """Modules that the order does not name, and places of the order without a module."""
        places = {module: place_of(module) for module in self.sources}
        lost = [name for name, place in places.items() if place is None and not self._is_outside(name)]
        empty = [f"{place} (no such module)" for place in ORDER if place not in places.values()]
        return sorted(lost) + empty

    def crowded_folders(self) -> list[str]:
        """Folders of ``cleaners/`` with too many modules, re-exports and empty packages not counted."""
        numbers: dict[str, int] = {}
        for module, paths in self.sources.items():
            if module not in self.faces and any(path.suffix != ".pxd" for path in paths):
                folder = str(paths[0].parent.relative_to(self.root))
                numbers[folder] = numbers.get(folder, 0) + folder.startswith("cleaners")
        return [f"{folder}/: {number} modules" for folder, number in sorted(numbers.items()) if number > MAX_MODULES]

    def long_files(self) -> list[str]:
        """Source files with too many lines."""
        lengths = {path: path.read_text("utf-8").count("\n") for path in self._paths()}
        return [f"{path.relative_to(self.root)}: {n} lines" for path, n in lengths.items() if n > MAX_LINES]

    def _is_against_order(self, edge: Edge) -> bool:
        here, there = place_of(edge.importer), place_of(edge.imported)
        if self._is_outside(edge.importer) or here is None:
            return False
        if self._is_outside(edge.imported):
            return edge.imported != "cleaners" or here.startswith("cleaners.")
        return there is not None and ORDER.index(there) > ORDER.index(here)

    def _edges_of(self, module: str) -> Iterator[Edge]:
        for path in self.sources[module]:
            package = module if path.name == "__init__.py" else module.rpartition(".")[0]
            read = read_imports if path.suffix == ".py" else read_cython_imports
            for found in read(path.read_text("utf-8"), package):
                imported = self._module_among(found.module.removeprefix("cython.cimports."))
                if imported is not None and imported != module:
                    yield Edge(module, imported)

    def _module_among(self, name: str) -> str | None:
        """The module of ours that an imported name is or comes from."""
        while name and name not in self.sources:
            name = name.rpartition(".")[0]
        return name or None

    def _is_outside(self, module: str) -> bool:
        """Whether a module stands outside the order, by the rule at the top of this file."""
        return module == "cleaners" or (module in self.faces and place_of(module) is None)

    def _paths(self) -> list[Path]:
        files = (path for name in PACKAGES for path in (self.root / name).rglob("*"))
        return sorted(path for path in files if path.suffix in _SUFFIXES and "_project" not in path.parts)

    def _module(self, path: Path) -> str:
        return ".".join(path.relative_to(self.root).with_suffix("").parts).removesuffix(".__init__")


def place_of(module: str) -> str | None:
    """The place in the order in which a module lies; None for a module that the order does not name."""
    return next((place for place in ORDER if f"{module}.".startswith(f"{place}.")), None)


def _only_imports(source: str) -> bool:
    """Whether a module holds nothing but a docstring, imports and ``__all__``."""
    for node in ast.parse(source).body:
        documents = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        lists = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        if not (documents or lists or isinstance(node, (ast.Import, ast.ImportFrom))):
            return False
    return True


def _reached(edges: Iterable[Edge]) -> Mapping[str, set[str]]:
    """For every importer, the modules that it loads, directly or through others."""
    direct: dict[str, set[str]] = {}
    for importer, imported in edges:
        direct.setdefault(importer, set()).add(imported)
    reached: dict[str, set[str]] = {}
    for module, first in direct.items():
        found, waiting = set(first), list(first)
        while waiting:
            fresh = direct.get(waiting.pop(), set()) - found
            found |= fresh
            waiting += fresh
        reached[module] = found
    return reached


def main(arguments: list[str] | None = None) -> int:
    """Print the counts and what is wrong; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.imports", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--edges", action="store_true", help="print every import of one of our modules by another one")
    parser.add_argument("--root", type=Path, default=ROOT, help="the folder that holds the packages (this checkout)")
    args = parser.parse_args(arguments)
    house = House(args.root)
    if args.edges:
        print(*(f"{edge.importer} → {edge.imported}" for edge in house.edges), sep="\n")
    print(f"{len(house.sources)} modules, {len(house.edges)} imports")
    checks = {
        "circles": house.circles(),
        "imports against the order of the folders": house.against_order(),
        "modules without a place in the order": house.without_place(),
        f"folders of cleaners/ with more than {MAX_MODULES} modules": house.crowded_folders(),
        f"files over {MAX_LINES} lines": house.long_files(),
    }
    for name, found in checks.items():
        print(f"{name}: {len(found)}", *(f"  {line}" for line in found), sep="\n")
    return 1 if any(checks.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
