"""The package beside other people's: a Scrapy project of theirs that is called ``crawler`` too works as if ours were not
there, and ours works inside its folder. For the checkout and for what the wheel installs."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import cleaners
import dute
from dute import project

ROOT = Path(__file__).parents[1]

_SPIDER = """
import scrapy
class Own(scrapy.Spider):
    name = "own"
    async def start(self):
        yield {"mine": 1}
"""


def run(
    arguments: Sequence[str], cwd: Path, path: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """A process of this interpreter in a folder, with one folder more on its path."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(  # noqa: S603
        [sys.executable, *arguments],
        cwd=cwd,
        env={**inherited, **({"PYTHONPATH": str(path)} if path else {}), **environment},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel in pure Python, as the build makes it."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    built = run(["-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], ROOT, DUTE_BUILD_PURE="1")
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what the wheel puts into an environment."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def foreign(tmp_path: Path) -> Iterator[Path]:
    """Somebody's Scrapy project whose package is called ``crawler``."""
    spiders = tmp_path / "theirs" / "crawler" / "spiders"
    spiders.mkdir(parents=True)
    (spiders.parent / "__init__.py").touch()
    (spiders / "__init__.py").touch()
    (spiders / "own.py").write_text(_SPIDER, "utf-8")
    (spiders.parent / "settings.py").write_text('SPIDER_MODULES = ["crawler.spiders"]\nTELNETCONSOLE_ENABLED = False\n')
    (tmp_path / "theirs" / "scrapy.cfg").write_text("[settings]\ndefault = crawler.settings\n")
    return tmp_path / "theirs"


def test_the_wheel_has_two_packages_and_no_crawler_at_the_top(installed: Path) -> None:
    top = {entry.name for entry in installed.iterdir() if not entry.name.endswith(".dist-info")}
    assert top == {"cleaners", "dute"}
    carried = installed / "dute" / "_project"
    assert {entry.name for entry in carried.iterdir()} == {"crawler", "demo_site"}
    assert (carried / "crawler" / "seeds" / "dutenews.toml").is_file()


def test_their_project_is_listed_as_theirs(foreign: Path, installed: Path) -> None:
    listed = run(["-m", "scrapy", "list"], foreign, installed)
    assert (listed.returncode, listed.stdout) == (0, "own\n")


def test_their_spider_crawls(foreign: Path, installed: Path) -> None:
    crawled = run(["-m", "scrapy", "crawl", "own", "-O", "out.jsonl"], foreign, installed)
    assert crawled.returncode == 0, crawled.stderr
    assert (foreign / "out.jsonl").read_text() == '{"mine": 1}\n'


def test_a_new_project_may_be_called_crawler(tmp_path: Path, installed: Path) -> None:
    started = run(["-m", "scrapy", "startproject", "crawler"], tmp_path, installed)
    assert started.returncode == 0, started.stdout + started.stderr
    assert (tmp_path / "crawler" / "scrapy.cfg").is_file()


@pytest.mark.slow
def test_the_demo_runs_inside_their_folder(foreign: Path, installed: Path) -> None:
    shown = run(["-m", "dute", "demo"], foreign, installed)  # -m puts their folder first on the path
    assert shown.returncode == 0, shown.stdout + shown.stderr
    assert "15  new" in shown.stdout
    assert "What was removed from its page" in shown.stdout


def test_ours_is_found_inside_their_folder(foreign: Path, installed: Path) -> None:
    refused = run(["-m", "dute", "crawl", "nowhere"], foreign, installed)
    assert (refused.returncode, refused.stderr.splitlines()[0][:6]) == (2, "dute: ")
    assert "dutenews" in refused.stderr  # the seeds that travel with it
    assert "Traceback" not in refused.stderr


def test_the_settings_of_the_installed_project_can_be_named(tmp_path: Path, installed: Path) -> None:
    listed = run(["-m", "scrapy", "list"], tmp_path, installed, SCRAPY_SETTINGS_MODULE="dute.settings")
    assert (listed.returncode, listed.stdout) == (0, "news\n")


def test_the_checkout_is_a_scrapy_project() -> None:
    listed = run(["-m", "scrapy", "list"], ROOT)
    assert (listed.returncode, listed.stdout) == (0, "news\n")


def test_a_foreign_crawler_that_is_loaded_is_named(foreign: Path) -> None:
    program = "import crawler; from dute import cli; print(cli.main(['list']))"
    refused = run(["-c", program], foreign, ROOT, PYTHONSAFEPATH="", PYTHONPATH=f"{foreign}{os.pathsep}{ROOT}")
    assert refused.stdout == "2\n"
    assert "another package called crawler" in refused.stderr
    assert str(foreign) in refused.stderr


def test_a_child_takes_nothing_from_the_current_folder(tmp_path: Path) -> None:
    for name in ("dute", "argparse", "crawler"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('theirs')")
    command, *arguments = project.command("rules", "--family", "credits")
    assert command == sys.executable
    child = run(arguments, tmp_path)
    assert child.returncode == 0, child.stderr
    assert "credits.line" in child.stdout


def test_the_door_gives_what_the_library_gives() -> None:
    assert dute.__all__ == sorted([*cleaners.__all__, "FetchError", "fetch_and_clean"])
    assert all(getattr(dute, name) is getattr(cleaners, name) for name in cleaners.__all__)
    assert dute.fetch_and_clean.__module__ == dute.FetchError.__module__ == "dute.fetching"
    assert set(dute.__all__) <= set(dir(dute))
    with pytest.raises(AttributeError, match="module 'dute' has no attribute 'cleanse'"):
        _ = dute.cleanse  # type: ignore[attr-defined]


def test_the_door_alone_loads_no_library() -> None:
    loaded = run(["-c", "import sys, dute; print([name for name in sys.modules if name.startswith('cleaners')])"], ROOT)
    assert loaded.stdout == "[]\n"
