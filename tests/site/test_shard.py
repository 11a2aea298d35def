"""Which machine crawls which host: stable, disjoint, complete, and what is said of a shard that cannot be."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from crawler.site.seed import Seed, load_seed, read_seed
from crawler.site.shard import Shard, cut_seed, read_shard, shard_of
from crawler.store import census, frontier, open_store, runs
from crawler.store.database import locked
from crawler.store.frontier import read_link
from dute.cli import main
from tests.many_hosts import own_article, serve_hosts, write_hosts_seed
from tests.sites import dute

HOSTS = [f"paper{number}.example" for number in range(400)]


def seed_on(*hosts: str, start: str = "") -> Seed:
    return read_seed(
        {
            "name": "报业",
            "hosts": list(hosts),
            "start": [start or f"https://{hosts[0]}/news/"],
            "article": r"^https?://[^/]+/p/(?P<id>\d+)",
            "depth": 1,
        },
        "test",
    )


def test_a_host_has_the_same_shard_in_every_process() -> None:
    code = "import sys; from crawler.site.shard import shard_of; print([shard_of(h, 4) for h in sys.argv[1:]])"
    other = subprocess.run([sys.executable, "-c", code, *HOSTS[:9]], capture_output=True, text=True, check=True)  # noqa: S603
    assert other.stdout.strip() == str([shard_of(host, 4) for host in HOSTS[:9]])
    # Pinned: another hash would send hosts to machines whose stores do not know them.
    assert [shard_of(host, 4) for host in ("www.dutenews.com", "news.example", "127.0.0.1:8000")] == [1, 1, 2]
    assert shard_of("News.Example:8080", 4) == shard_of("news.example", 4)


def test_shards_are_disjoint_complete_and_about_equal() -> None:
    sizes = Counter(shard_of(host, 4) for host in HOSTS)
    assert sorted(sizes) == [1, 2, 3, 4]
    assert min(sizes.values()) > 70
    assert all(sum(Shard(number, 4).holds(host) for number in range(1, 5)) == 1 for host in HOSTS)


def test_one_more_machine_moves_hosts_to_it_alone() -> None:
    moved = [(shard_of(host, 4), shard_of(host, 5)) for host in HOSTS if shard_of(host, 4) != shard_of(host, 5)]
    assert {after for _, after in moved} == {5}
    assert len(moved) < len(HOSTS) * 0.3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3/2", "1/2 to 2/2"),
        ("0/2", "1/2 to 2/2"),
        ("0/0", "at least one shard"),
        ("x", "expected a shard as i/n"),
        ("1/", "expected a shard as i/n"),
        ("-1/2", "expected a shard as i/n"),
        ("", "expected a shard as i/n"),
    ],
)
def test_a_shard_that_cannot_be_is_explained(text: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match=said):
        read_shard(text)
    with pytest.raises(SystemExit) as left:
        main(["crawl", f"--shard={text}"])
    assert left.value.code == 2
    assert said in capsys.readouterr().err


def test_a_seed_is_cut_by_its_hosts_and_each_of_them_has_a_start() -> None:
    seed = seed_on(*HOSTS[:8])
    parts = [cut_seed(seed, Shard(number, 3)) for number in (1, 2, 3)]
    hosts = [host for part in parts if part is not None for host in part.hosts]
    assert sorted(hosts) == sorted(HOSTS[:8])
    starts = sorted(url for part in parts if part is not None for url in part.start)
    assert starts == sorted([f"https://{HOSTS[0]}/news/", *(f"https://{host}/" for host in HOSTS[1:8])])
    part = next(part for part in parts if part is not None)
    link = read_link(part, f"https://{part.elsewhere[0]}/p/1", 1)
    assert link.refusal == frontier.ANOTHER_SHARD
    assert read_link(part, "https://stranger.example/p/1", 1).refusal == "another host"


def test_the_feeds_of_a_seed_are_cut_with_its_hosts() -> None:
    seed = replace(seed_on(*HOSTS[:8]), feeds=tuple(f"https://{host}/rss" for host in HOSTS[:8]))
    parts = [part for number in (1, 2, 3) if (part := cut_seed(seed, Shard(number, 3))) is not None]
    for part in parts:
        assert part.feeds == tuple(f"https://{host}/rss" for host in HOSTS[:8] if host in part.hosts)
    whole = cut_seed(seed_on(*HOSTS[:8]), Shard(1, 3))
    assert whole is not None
    assert whole.feeds is None


def test_a_shard_without_a_host_of_the_seed_has_nothing_to_do() -> None:
    seed = seed_on("a.example")
    assert [cut_seed(seed, Shard(number, 2)) is None for number in (1, 2)].count(True) == 1


@pytest.mark.slow
def test_two_machines_crawl_disjoint_hosts_and_hand_over_what_they_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serve_hosts(2, 2) as site:
        # 127.0.0.1 falls to shard 2 of 2 and 127.0.0.2 to shard 1, as in every process.
        first, second = site.names
        seed = write_hosts_seed(tmp_path, site, delay="0", start=f'["http://{first}/"]')
        links = f'<a href="http://{second}/p/99.html">别处的一条新闻标题</a>'
        site.pages[first, "/p/1.html"] = own_article(1, extra=links)
        site.pages[second, "/p/99.html"] = own_article(99)
        stores = {number: str(tmp_path / f"{number}.db") for number in (1, 2)}
        done = dute("crawl", seed.parent, "--store", stores[2], "--shard", "2/2")
        assert done.returncode == 0, done.stderr
        before = len(site.requests)
        assert {host for _, host, _ in site.requests} == {first}
        open_store(stores[1]).close()
        for new in (2, 0):  # the front page and 99; the second time there is nothing left
            assert main(["reconcile", str(seed), "--store", stores[1], "--shard", "1/2", "--from", stores[2]]) == 0
            said = f"渡口: 0 returned to the frontier, {new} taken over from other shards\n"
            assert capsys.readouterr().out == said
        done = dute("crawl", seed, "--store", stores[1], "--shard", "1/2")
        assert done.returncode == 0, done.stderr
        assert {host for _, host, _ in site.requests[before:]} == {second}
        assert site.asked() == {f"/p/{number}.html": 1 for number in (1, 2, 3, 4, 99)}


def test_what_a_killed_crawl_had_in_hand_is_put_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serve_hosts(1, 1) as site:
        seed = write_hosts_seed(tmp_path, site)
    store = open_store(str(tmp_path / "s.db"))
    with store.write() as connection:
        part = load_seed(str(seed))
        run, _ = runs.open_run(connection, part.name, "test")
        frontier.begin(connection, part, run, alone=True)
        assert len(frontier.take(connection, part, 0, 5, owner="dead", kinds=("list",))) == 1
    command = ["reconcile", str(seed), "--store", str(tmp_path / "s.db")]
    with locked(store, share=True):  # beside a crawl that may be at work on it
        assert main(command) == 0
    assert main(command) == 0
    assert [line.split(" returned")[0] for line in capsys.readouterr().out.splitlines()] == ["渡口: 0", "渡口: 1"]
    with store.read() as connection:
        assert (frontier.count_taken(connection, "渡口"), census.count_pending(connection, "渡口")) == (0, 1)
    with locked(store):
        assert main(command) == 2
    assert "another crawl is using it" in capsys.readouterr().err
