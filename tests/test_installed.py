"""The wheel in an environment of its own that holds the core alone: compiled, without a compiler, without any extra.

Behind the marker ``slow``. Nothing is downloaded: the wheel is built with what is installed here, and lxml and tomli-w are
copied from here."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

from cleaners.compiled import parts
from tests.conftest import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

PAGE = "<h1>河湾大桥通车</h1>" + "<p>大桥昨日上午正式通车，两岸居民往来只要十分钟，渡口从此停运。</p>" * 6


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling")
    pytest.importorskip("Cython")
    if shutil.which("cc") is None or not Path(sysconfig.get_path("include"), "Python.h").exists():
        pytest.skip("no C compiler or no headers of Python")
    folder = tmp_path_factory.mktemp("wheel")
    source = tmp_path_factory.mktemp("source") / "dute"
    ignored = shutil.ignore_patterns(".git", "*.so", "*.data", "__pycache__", ".*_cache", "dist", ".hypothesis")
    shutil.copytree(ROOT, source, ignore=ignored)
    built = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=source,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the environment's commands."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    commands = folder / ("Scripts" if os.name == "nt" else "bin")
    site = next(folder.glob("lib/python*/site-packages"), folder / "Lib" / "site-packages")
    for name in ("lxml", "tomli_w"):
        files = distribution(name).files
        assert files is not None
        for file in files:
            target = site / str(file)
            if ".." not in str(file):
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(str(file.locate()), target)
    install = [str(commands / "python"), "-m", "pip", "install", "--quiet", "--no-index", str(wheel)]
    subprocess.run(install, check=True, env=_bare(commands))  # noqa: S603  with the requirements checked
    return commands


def _bare(commands: Path) -> dict[str, str]:
    """An environment in which there is no compiler and no path to the checkout."""
    return {"PATH": str(commands), "HOME": str(commands.parent), "LANG": "C.UTF-8"}


def dute(commands: Path, *arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [str(commands / "dute"), *map(str, arguments)],
        cwd=cwd,
        env=_bare(commands),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_wheel_asks_for_the_lxml_that_it_was_compiled_for(wheel: Path) -> None:
    major, minor = distribution("lxml").version.split(".")[:2]
    with zipfile.ZipFile(wheel) as archive:
        metadata = archive.read(next(name for name in archive.namelist() if name.endswith("/METADATA"))).decode()
    assert f"Requires-Dist: lxml>={major}.{minor},<{major}.{int(minor) + 1}\n" in metadata
    required = [line for line in metadata.splitlines() if line.startswith("Requires-Dist: ") and "extra ==" not in line]
    assert {line.split()[1].split(">")[0] for line in required} == {"lxml", "tomli-w"}


def test_it_is_compiled(environment: Path, tmp_path: Path) -> None:
    first, compiled, *others = dute(environment, "--version", cwd=tmp_path).stdout.splitlines()
    assert (first.endswith(" (compiled)"), others) == (True, [])
    assert compiled == f"compiled: {', '.join(parts())}"


def test_it_cleans(environment: Path, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    done = dute(environment, "clean", "page.html", "--format", "json", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["headline"] == "河湾大桥通车"


def test_what_needs_an_extra_says_so(environment: Path, tmp_path: Path) -> None:
    done = dute(environment, "list", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "dute: dute list needs packages that are not installed: pip install 'dute[crawl]'\n"


def test_there_is_no_crawler_to_import(environment: Path, tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603
        [str(environment / "python"), "-c", "import crawler"], cwd=tmp_path, env=_bare(environment), capture_output=True
    )
    assert b"No module named 'crawler'" in done.stderr
