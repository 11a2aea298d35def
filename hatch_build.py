"""Compiles cleaners/_walk.pyx when the package is built or installed, where there is a compiler.

A compiler and the headers of Python are not asked of anyone: without them the package is built as pure Python, says so, and
cleans the same pages to the same outcome, only slower. ``HATCH_BUILD_NO_HOOKS=true`` builds it so on purpose.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCE = Path("cleaners", "_walk.pyx")


class CompiledWalk(BuildHookInterface):  # type: ignore[type-arg]
    """The hook that hatchling runs before it builds a wheel, an editable one too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and add the module to the wheel; an editable install finds it beside its source."""
        root = Path(self.root)
        try:
            module = compile_walk(root)
        except (Exception, SystemExit) as error:  # setuptools leaves by either, whatever a compiler does
            self.app.display_warning(f"cleaners/_walk.pyx was not compiled, pages are walked over in Python: {error}")
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["artifacts"].append(f"/{module.relative_to(root).as_posix()}")


def compile_walk(root: Path) -> Path:
    """The compiled module, beside its source. Raises what Cython, setuptools and the compiler raise."""
    import lxml
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    with tempfile.TemporaryDirectory() as work:
        extension = Extension("cleaners._walk", [str(root / SOURCE)], include_dirs=lxml.get_include())
        extensions = cythonize([extension], build_dir=work, quiet=True, compiler_directives={"language_level": "3"})
        command = build_ext(Distribution({"name": "cleaners", "ext_modules": extensions}))
        command.build_lib = command.build_temp = work
        command.ensure_finalized()
        command.run()
        built = Path(command.get_ext_fullpath("cleaners._walk"))
        # Not written over what a running program has open, but put in its place.
        fresh = root / SOURCE.parent / f"{built.name}.new"
        shutil.copyfile(built, fresh)
        return fresh.replace(root / SOURCE.parent / built.name)


if __name__ == "__main__":
    print(compile_walk(Path(__file__).parent))
