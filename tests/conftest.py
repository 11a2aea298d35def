"""What several test files need: where the shared pages are, and a flattened page put into the shapes of a DOM."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# The same examples at every run: a test that passed yesterday must pass today. The fuzz suite draws new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages beside the checkout; the test is skipped where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared pages are not here: expected ../shared beside the checkout")
    return SHARED
