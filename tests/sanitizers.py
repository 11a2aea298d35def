"""A build of the compiled modules with sanitizers in a folder of its own, and how Python is run with it.

The modules keep rows with room to spare and hand them on to the next page, so that a step over an end would stay inside. This
build (``DUTE_BUILD_SANITIZED``, see `hatch_build.py`) makes every row just as long as what it holds.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

#: What an instrumented module calls; one that does not was not built with AddressSanitizer.
MARK = b"__asan_report_"

_BUILT_WITH = "built-with"
_NOT_COPIED = ("*.so", "*.pyd", "*.data", "__pycache__")


class BuildError(Exception):
    """The modules could not be built; the message is the end of what the compiler said."""


@dataclass(frozen=True)
class Toolchain:
    """A compiler, the sanitizers to build with, and the libraries that must be loaded before Python."""

    compiler: str
    sanitizers: str
    preloaded: tuple[str, ...]

    @property
    def problem(self) -> str | None:
        """Why it cannot be used here; None where it can."""
        if shutil.which(self.compiler) is None:
            return f"there is no {self.compiler}"
        missing = [library for library in self.preloaded if not Path(library).is_file()]
        return f"there is no {', '.join(missing)}" if missing else None


def gcc() -> Toolchain:
    """gcc with its AddressSanitizer and UndefinedBehaviorSanitizer."""
    return Toolchain("gcc", "address,undefined", tuple(_library_of_gcc(name) for name in ("libasan.so", "libubsan.so")))


def clang() -> Toolchain:
    """clang with AddressSanitizer and the counters of libFuzzer, which Atheris brings (``pip install atheris``)."""
    try:
        import atheris  # type: ignore[import-not-found]
    except ImportError:
        library = "asan_with_fuzzer.so (pip install atheris)"
    else:
        library = str(Path(atheris.path(), "asan_with_fuzzer.so"))
    found = next(
        (name for name in ("clang", *(f"clang-{n}" for n in range(25, 11, -1))) if shutil.which(name)), "clang"
    )
    return Toolchain(found, "address,fuzzer-no-link", (library,))


def build(folder: Path, toolchain: Toolchain) -> Path:
    """Build the modules in a folder, unless it holds just these; the folder. Raises BuildError."""
    wanted = f"{toolchain.compiler} {toolchain.sanitizers} {digest_of_sources()}"
    stamp = folder / _BUILT_WITH
    shutil.copytree(
        ROOT / "cleaners", folder / "cleaners", ignore=shutil.ignore_patterns(*_NOT_COPIED), dirs_exist_ok=True
    )
    shutil.copyfile(ROOT / "hatch_build.py", folder / "hatch_build.py")
    for name in ("tests", "fixtures"):
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(ROOT / name)
    if stamp.is_file() and stamp.read_text("utf-8") == wanted:
        return folder
    compile_in(folder, toolchain)
    unmarked = [module.name for module in modules_in(folder) if MARK not in module.read_bytes()]
    if unmarked or not any(modules_in(folder)):
        raise BuildError(f"not instrumented: {', '.join(unmarked) or 'no module was built'}")
    stamp.write_text(wanted, "utf-8")
    return folder


def compile_in(folder: Path, toolchain: Toolchain, sources: Sequence[str] | None = None) -> None:
    """Compile the modules of a folder that holds the sources, or those named. Raises BuildError."""
    settings = {"CC": toolchain.compiler, "LDSHARED": f"{toolchain.compiler} -shared"}
    settings["DUTE_BUILD_SANITIZED"] = toolchain.sanitizers
    chosen = "" if sources is None else f", tuple(map(pathlib.Path, {[*sources]!r}))"
    command = [
        sys.executable,
        "-c",
        f"import pathlib, hatch_build; hatch_build.compile_modules(pathlib.Path.cwd(){chosen})",
    ]
    done = subprocess.run(  # noqa: S603 - this interpreter
        command, cwd=folder, env=os.environ | settings, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BuildError(done.stderr[-2_000:])


def modules_in(folder: Path) -> Iterator[Path]:
    """The compiled modules of a build."""
    return (folder / "cleaners").rglob("*.so")


def environment(toolchain: Toolchain) -> dict[str, str]:
    """The variables for a process that runs the build: every allocation of Python's goes to the sanitizer, the first fault
    ends the process. What CPython keeps to its end is no leak."""
    return os.environ | {
        "LD_PRELOAD": " ".join(toolchain.preloaded),
        "PYTHONMALLOC": "malloc",
        "ASAN_OPTIONS": "detect_leaks=0:allocator_may_return_null=1:quarantine_size_mb=64",
        "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1",
    }


def digest_of_sources() -> str:
    """A hash of all that the compiled modules depend on."""
    found = re.findall(r'"(\w+\.py)"', (ROOT / "hatch_build.py").read_text("utf-8"))
    sources = [path for path in (ROOT / "cleaners").rglob("*.py") if path.name in found]
    sources += [path for ending in ("pyx", "pxd") for path in (ROOT / "cleaners").rglob(f"*.{ending}")]
    total = hashlib.sha256()
    for path in (*sorted(sources), ROOT / "hatch_build.py"):
        total.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return f"{total.hexdigest()[:16]} {sys.implementation.cache_tag}"


def _library_of_gcc(name: str) -> str:
    if shutil.which("gcc") is None:
        return name
    done = subprocess.run(["gcc", f"-print-file-name={name}"], capture_output=True, text=True, check=True)  # noqa: S603, S607
    return str(Path(done.stdout.strip()).resolve())


def run_inside(
    folder: Path, toolchain: Toolchain, module: str, options: Sequence[str]
) -> subprocess.CompletedProcess[str]:
    """Run a module of the tests by this interpreter, in the folder of a build."""
    return subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-m", module, "--build", ".", *options],
        cwd=folder,
        env=environment(toolchain),
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        check=False,
    )
