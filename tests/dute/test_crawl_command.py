"""``dute crawl``: the hook that is run when a site's pages changed, and several sites in one command."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from crawler.net.launch import Job
from crawler.store import Store, open_store
from dute import crawling
from dute.cli import main
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


def seed_of(folder: Path, name: str, host: str) -> str:
    path = folder / f"{name}.toml"
    path.write_text(
        f'name = "{name}"\nhosts = ["{host}"]\nstart = ["https://{host}/"]\narticle = \'^https://{host}/p/(?P<id>\\d+)\'\ndepth = 1\n',
        "utf-8",
    )
    return str(path)


@pytest.mark.parametrize(
    ("statuses", "status"),
    [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([3, 0], 3), ([1, 3], 1), ([1, 2], 2), ([130, 2], 130)],
)
def test_the_worst_of_several_sites_is_the_exit_status(
    statuses: list[int], status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crawling, "crawl", lambda *_: statuses)
    monkeypatch.setattr(crawling, "_report", lambda one, _: one)
    seeds = [seed_of(tmp_path, "甲", "a.example.com"), seed_of(tmp_path, "乙", "b.example.com")]
    assert main(["crawl", *seeds, "--store", str(tmp_path / "s.db")]) == status


def test_sites_that_share_a_host_take_turns_at_it_and_others_do_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Job] = []

    def noted(jobs: list[Job], *_: object) -> list[object]:
        seen.extend(jobs)
        return []

    monkeypatch.setattr(crawling, "run_spiders", noted)
    hosts = {"甲": "a.example.com", "乙": "b.example.com", "丙": "a.example.com"}
    seeds = [seed_of(tmp_path, name, host) for name, host in hosts.items()]
    assert main(["crawl", *seeds, "--store", str(tmp_path / "s.db")]) == 0
    assert [(job.arguments["seed"].name, job.arguments["share"]) for job in seen] == [
        ("甲", True),
        ("乙", False),
        ("丙", True),
    ]
