"""What a build does beside packing files: it compiles patterns and the modules written in Cython, carries the Scrapy project
inside dute/, and writes the metadata that depends on either.

A compiler and the headers of Python are optional: without them the package is built as pure Python, says so, and cleans the
same pages to the same outcome, only slower. ``DUTE_BUILD_PURE=1`` builds it so on purpose. A compiled package requires the
minor version of lxml that it was compiled for.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

SOURCES = tuple(
    Path("cleaners", folder, name)
    for folder, names in {
        "reading": ("_sheets.pyx", "_bytes.pyx"),
        "reading/page": tuple(
            f"_{name}.pyx"
            for name in (
                *("parser", "tags", "tape", "events", "head"),
                *("line", "pictures", "hiding", "blocks", "nesting", "collect", "walk"),
            )
        ),
        "rules": ("index.py",),
        "evidence": ("masses.py", "moments.py", "prose.py", "sketch.py", "titles.py"),
        "judgement": ("runs.py", "signs.py"),
        "judgement/second": (
            "columns.py",
            "seen.py",
            "cards.py",
            "intruders.py",
            "edges.py",
            "explained.py",
            "look.py",
        ),
        "record": ("ledger.py",),
    }.items()
    for name in names
)


#: Where the wheel carries the Scrapy project: inside dute/, so that no package ``crawler`` comes into an environment.
PROJECT = {
    "crawler": "dute/_project/crawler",
    "seeds": "dute/_project/crawler/seeds",
    "fixtures/demo": "dute/_project/demo_site",
}


#: The variable that names the repository's address for a release, as https://example.org/team/dute: for the package's links.
REPOSITORY = "DUTE_REPOSITORY"

#: The variable that names sanitizers to build with, as address,undefined: for `python -m tests.sanitized` and the fuzzers.
SANITIZERS = "DUTE_BUILD_SANITIZED"

#: A link of Markdown to a file of the repository, not to another page and not within the page.
_TO_A_FILE = re.compile(r"\[([^\]]+)\]\((?!https?:|mailto:|#)([^)\s]+)\)")


class PublicPage(MetadataHookInterface):
    """The hook that gives the package its description and its links, which must hold away from the repository."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set ``readme`` and ``urls``; without an address there are no links, and README names files as plain text."""
        address = os.environ.get(REPOSITORY, "").rstrip("/")
        readme = Path(self.root, "README.md").read_text("utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": readme_alone(readme, address)}
        metadata["urls"] = urls_of(address) if address else {}


def readme_alone(readme: str, address: str) -> str:
    """README with its links to files of the repository as links to an address, or as the files' names if that is empty."""
    return _TO_A_FILE.sub(lambda link: f"[{link[1]}]({address}/blob/HEAD/{link[2]})" if address else link[1], readme)


def urls_of(address: str) -> dict[str, str]:
    """The links of a package whose repository has this address."""
    return {
        "Repository": address,
        "Documentation": f"{address}/tree/HEAD/docs",
        "Changelog": f"{address}/blob/HEAD/CHANGELOG.md",
    }


class CompiledParts(BuildHookInterface):  # type: ignore[type-arg]
    """The hook that hatchling runs before it builds a wheel, an editable one too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the parts and add them to the wheel; an editable install finds them, and the project, beside the source."""
        root = Path(self.root)
        made: list[Path] = []
        if not os.environ.get("DUTE_BUILD_PURE"):
            made = self.attempt(compile_modules, root, "pages are cleaned in pure Python")
        if made:
            build_data["pure_python"] = False
            build_data["infer_tag"] = True
            build_data["dependencies"].append(compiled_for())
        made += self.attempt(keep_patterns, root, "every start compiles its patterns")
        build_data["artifacts"].extend(f"/{part.relative_to(root).as_posix()}" for part in made)
        if version != "editable":
            build_data["force_include"].update({str(root / source): place for source, place in PROJECT.items()})

    def attempt(self, make: Callable[[Path], list[Path]], root: Path, otherwise: str) -> list[Path]:
        """What could be made, or nothing and a warning."""
        try:
            return make(root)
        except (Exception, SystemExit) as error:  # setuptools leaves by either, whatever a compiler does
            self.app.display_warning(f"{make.__name__} failed, so that {otherwise}: {error}")
            return []


def compile_modules(root: Path, sources: tuple[Path, ...] = SOURCES) -> list[Path]:
    """The compiled modules, each beside its source. Raises what Cython, setuptools and the compiler raise."""
    import lxml
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    sanitizers = os.environ.get(SANITIZERS)
    with tempfile.TemporaryDirectory() as work:
        extensions = [
            Extension(
                _dotted(source),
                [str(root / source)],
                include_dirs=lxml.get_include(),
                extra_compile_args=["-ffp-contract=off", *_compile_arguments(sanitizers)],
                extra_link_args=[f"-fsanitize={sanitizers}"] if sanitizers else [],
            )
            for source in sources
        ]
        compiled = cythonize(extensions, build_dir=work, quiet=True, compiler_directives={"language_level": "3"})
        command = build_ext(Distribution({"name": "cleaners", "ext_modules": compiled}))
        command.build_lib = command.build_temp = work
        command.parallel = os.cpu_count()
        command.ensure_finalized()
        command.run()
        built = [Path(command.get_ext_fullpath(_dotted(source))) for source in sources]
        return [
            put_in_place(module, root / source.parent / module.name)
            for source, module in zip(sources, built, strict=True)
        ]


def _compile_arguments(sanitizers: str | None) -> list[str]:
    """What the compiler is told besides: products are rounded before they are added, as in Python, in either build."""
    if not sanitizers:
        return ["-g0"]  # what debuggers read is four fifths of a module
    # Rows without spare room: a step over the end of one is seen where it is made. The first fault ends the process.
    return [
        *(f"-fsanitize={sanitizers}", "-fno-sanitize-recover=all", "-DDUTE_EXACT_ROWS"),
        *("-O1", "-g1", "-fno-omit-frame-pointer"),
    ]


def _dotted(source: Path) -> str:
    """The name by which a module is imported."""
    return ".".join(source.with_suffix("").parts)


def compiled_for() -> str:
    """The requirement of a compiled package: `_parser` reads structures of lxml's library, which a minor version may change."""
    from lxml.etree import LXML_VERSION

    major, minor = LXML_VERSION[:2]
    return f"lxml>={major}.{minor},<{major}.{minor + 1}"


def keep_patterns(root: Path) -> list[Path]:
    """The file of compiled patterns (see cleaners/reading/kept.py), made by the interpreter that builds."""
    with tempfile.TemporaryDirectory() as work:
        made = Path(work, f"kept.{sys.implementation.cache_tag}.data")
        subprocess.run([sys.executable, "-m", "cleaners.prepare", made], cwd=root, check=True)  # noqa: S603
        return [put_in_place(made, root / "cleaners" / "reading" / made.name)]


def put_in_place(module: Path, target: Path) -> Path:
    """Replace a file at once: what a running program has open is not written over."""
    fresh = target.with_name(f"{target.name}.new")
    shutil.copyfile(module, fresh)
    return fresh.replace(target)


def changed(root: Path, sources: tuple[Path, ...] = SOURCES) -> tuple[Path, ...]:
    """The modules that are older than their source, or than a declaration that any of them may include, or that are not there;
    all of them where this file is younger, or a build with sanitizers is asked for."""
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    shared = max(path.stat().st_mtime for path in (Path(__file__), *(root / "cleaners").rglob("*.pxd")))

    def is_old(source: Path) -> bool:
        module = (root / source).with_suffix(suffix)
        return not module.exists() or module.stat().st_mtime < max(shared, (root / source).stat().st_mtime)

    return sources if os.environ.get(SANITIZERS) else tuple(filter(is_old, sources))


def main() -> None:
    """Make again, beside the sources, the modules that changed and the file of patterns."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument(
        "--all", action="store_true", help="every module, as after another lxml or Cython was installed"
    )
    root = Path(__file__).resolve().parent
    sources = SOURCES if parser.parse_args().all else changed(root)
    print(*(compile_modules(root, sources) if sources else ()), *keep_patterns(root), sep="\n")


if __name__ == "__main__":
    main()
