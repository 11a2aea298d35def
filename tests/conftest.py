"""What several test files need: where the shared pages are, and a flattened page put into the shapes of a DOM."""

from __future__ import annotations

import sysconfig
from os import pathsep
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples at every run: a test that passed yesterday must pass today. The fuzz suite draws new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def bare_path() -> dict[str, str]:
    """The environment of an interpreter that was started with ``-S``: the checkout and the packages beside it, without what
    the ``.pth`` files of an environment load at every start."""
    return {"PYTHONPATH": pathsep.join((str(ROOT), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))}


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages beside the checkout; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared pages are not here: expected ../shared beside the checkout")
    return SHARED
