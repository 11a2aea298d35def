"""The documented alternative with scrapy-redis, on a real Redis: what its queue loses at a kill, the reconcile pass finds.

Behind the marker ``crash``; skipped where redis-server (Debian's package) or scrapy-redis is not installed.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults_server import unused_port
from tests.many_hosts import serve_hosts, write_hosts_seed
from tests.sites import ROOT, run

FOLDER = ROOT / "deploy" / "scrapy-redis"
ARTICLES = 60


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of an empty Redis on loopback."""
    pytest.importorskip("scrapy_redis", reason="scrapy-redis is not installed (pip install scrapy-redis)")
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("Redis is not installed (apt-get install redis-server)")
    port = unused_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL)  # noqa: S603 - the system's own
    try:
        yield f"redis://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


@pytest.mark.crash
@pytest.mark.timeout(300)
def test_the_reconcile_pass_finds_what_a_killed_worker_took_with_it(address: str, tmp_path: Path) -> None:
    import redis

    client: Any = redis.Redis.from_url(address, decode_responses=True, retry=None)
    for _ in range(100):
        try:
            client.ping()
            break
        except redis.ConnectionError:
            time.sleep(0.05)
    with serve_hosts(1, ARTICLES) as site:
        seed = write_hosts_seed(tmp_path, site, delay="0.05")
        worker = _start(seed, address, tmp_path / "first.log")
        while len(site.asked()) < ARTICLES // 3:
            assert worker.poll() is None, (tmp_path / "first.log").read_text("utf-8")
            time.sleep(0.05)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        queued = {json.loads(entry)["url"] for entry in client.lrange("渡口:queue", 0, -1)}
        taken_along = _without_outcome(client) - queued
        before = run(FOLDER / "reconcile.py", "渡口", address)
        again = run(FOLDER / "reconcile.py", "渡口", address)
        log = tmp_path / "second.log"
        assert _start(seed, address, log).wait(120) == 0, log.read_text("utf-8")
        figures = {
            "found": client.hlen("渡口:found"),
            "taken along by the killed worker": len(taken_along),
            "put back": json.loads(before.stdout)["put back"],
            "put back again": json.loads(again.stdout)["put back"],
            "lost": len(_without_outcome(client)),
            "articles": client.hlen("渡口:articles"),
        }
    print("\n" + json.dumps(figures))
    assert len(taken_along) > 0  # or the pass had nothing to show
    assert figures["put back"] == len(taken_along)
    assert (figures["put back again"], figures["lost"], figures["articles"]) == (0, 0, ARTICLES)


def _without_outcome(client: Any) -> set[str]:
    return set(client.hkeys("渡口:found")) - client.smembers("渡口:done")


def _start(seed: Path, address: str, log: Path) -> subprocess.Popen[bytes]:
    command = [
        "-m",
        "scrapy",
        "runspider",
        str(FOLDER / "archive.py"),
        "-a",
        f"seed={seed}",
        "-s",
        f"REDIS_URL={address}",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SCRAPY_SETTINGS_MODULE": "dute.settings"}
    with log.open("wb") as out:
        return subprocess.Popen([sys.executable, *command], stdout=out, stderr=out, env=environment)  # noqa: S603
