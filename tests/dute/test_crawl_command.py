"""``dute crawl``: the hook that is run when a site's pages changed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from crawler.store import Store, open_store
from dute.crawling import call_hook
from tests.sites import EXAMPLE
from tests.stored_run import SITE, StoredRun


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "s.db"))


def test_the_hook_gets_the_alarms_as_json(store: Store, tmp_path: Path) -> None:
    run = StoredRun(store)
    run.take_in(SITE.pages(0, 30))
    run.take_in(SITE.pages(700, 12, redesign=True))
    out = tmp_path / "got.json"

    class Ended:
        seed, id, teaching = EXAMPLE, run.run_id, run.teaching

    script = f"import sys; open({str(out)!r}, 'w').write(sys.stdin.read())"
    assert call_hook(f"{sys.executable} -c {json.dumps(script)}", Ended())  # type: ignore[arg-type]
    message = json.loads(out.read_text())
    assert message["site"] == "渡口"
    assert message["proposed_template"] == run.teaching.proposed
    assert {"field", "since", "first_url", "old", "new"} <= set(message["drifts"][0])
    assert not call_hook(f"{sys.executable} -c 'raise SystemExit(4)'", Ended())  # type: ignore[arg-type]
    assert not call_hook("/no/such/command", Ended())  # type: ignore[arg-type]
