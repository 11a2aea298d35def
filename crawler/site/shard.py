"""Which of several machines crawls a host: ``--shard 2/4`` is the second of four, each with a store of its own.

The shard of a host follows from rendezvous hashing (Thaler and Ravishankar, 1998): the shard with the greatest SHA-256 of
``host|shard``. It depends only on the host name and the number of shards, so it is the same on every machine and in every
run. With the remainder of a single hash, a fifth machine would move four fifths of the hosts; this way one fifth moves, all
of it to the new machine, and the stores of the others remain valid.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from crawler.site.seed import Seed

_FORM = re.compile(r"(\d{1,6})/(\d{1,6})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Shard:
    """The shard ``number`` (from 1) of ``count``."""

    number: int
    count: int

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    def holds(self, host: str) -> bool:
        """Whether a host, in the form of seeds, belongs to this shard. Its port is ignored: a delay applies to the whole host."""
        return shard_of(host, self.count) == self.number


def read_shard(text: str) -> Shard:
    """Parse a shard ``i/n`` with i from 1 to n. Raises ValueError with the expected form."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"expected a shard as i/n, such as 2/4 for the second of four machines, not {text!r}")
    shard = Shard(int(found[1]), int(found[2]))
    if shard.count < 1:
        raise ValueError(f"{text}: there must be at least one shard, as in 1/1")
    if not 1 <= shard.number <= shard.count:
        raise ValueError(f"{text}: the shards are 1/{shard.count} to {shard.count}/{shard.count}")
    return shard


def shard_of(host: str, count: int) -> int:
    """The number (1 to ``count``) of the shard that crawls a host."""
    name = (urlsplit(f"//{host}").hostname or host).lower()
    return max(range(1, count + 1), key=lambda number: hashlib.sha256(f"{name}|{number}".encode()).digest())


def cut_seed(seed: Seed, shard: Shard) -> Seed | None:
    """The part of a seed that a shard crawls: its hosts and their start pages and feeds; None if it has none of the hosts.

    A host without a start page starts at its home page, since links to it are found on other machines. The other
    hosts are in ``elsewhere``: links to them are recorded as those of another shard.
    """
    mine = tuple(host for host in seed.hosts if shard.holds(host))
    if not mine:
        return None
    others = tuple(host for host in seed.hosts if host not in mine)
    part = replace(seed, hosts=mine, elsewhere=others)
    start = [url for url in seed.start if part.in_scope(url)]
    scheme = urlsplit(seed.start[0]).scheme
    fronts = [f"{scheme}://{host}/" for host in mine if not any(_is_on(seed, url, host) for url in start)]
    feeds = None if seed.feeds is None else tuple(url for url in seed.feeds if part.in_scope(url))
    return replace(part, start=(*start, *fronts), feeds=feeds)


def _is_on(seed: Seed, url: str, host: str) -> bool:
    return replace(seed, hosts=(host,)).in_scope(url)
