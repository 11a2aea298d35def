"""Which of several machines crawls a host: ``--shard 2/4`` is the second of four, each with a store of its own.

A host's shard is found by rendezvous hashing (Thaler and Ravishankar, 1998): of all shards the one whose SHA-256 of
``host|shard`` is the greatest. It depends on nothing but the host's name and the number of shards, so every machine and
every run finds the same. Rendezvous and not the remainder of one hash: with a fifth machine a fifth of the hosts moves,
all of it to the new one, and the stores of the others stay right; a remainder would move four fifths.
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
    """The share ``number`` (from 1) of ``count``."""

    number: int
    count: int

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    def holds(self, host: str) -> bool:
        """Whether a host, as seeds write it, is this shard's. Its port does not matter: a delay is one host's."""
        return shard_of(host, self.count) == self.number


def read_shard(text: str) -> Shard:
    """A shard from its form ``i/n``, i from 1 to n. Raises ValueError with what is needed."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"a shard is i/n, as 2/4 for the second of four machines, not {text!r}")
    shard = Shard(int(found[1]), int(found[2]))
    if shard.count < 1:
        raise ValueError(f"{text}: there must be one shard at least, as 1/1")
    if not 1 <= shard.number <= shard.count:
        raise ValueError(f"{text}: the shards of {shard.count} are 1/{shard.count} to {shard.count}/{shard.count}")
    return shard


def shard_of(host: str, count: int) -> int:
    """The number (1 to ``count``) of the shard that crawls a host."""
    name = (urlsplit(f"//{host}").hostname or host).lower()
    return max(range(1, count + 1), key=lambda number: hashlib.sha256(f"{name}|{number}".encode()).digest())


def cut_seed(seed: Seed, shard: Shard) -> Seed | None:
    """The part of a seed that a shard crawls: its hosts, and where to start on them; None where it has none of them.

    A host without a start page of its own starts at its front page, since the links to it are on other machines. The
    other hosts stand in ``elsewhere``: links to them are written down as another shard's.
    """
    mine = tuple(host for host in seed.hosts if shard.holds(host))
    if not mine:
        return None
    others = tuple(host for host in seed.hosts if host not in mine)
    part = replace(seed, hosts=mine, elsewhere=others)
    start = [url for url in seed.start if part.in_scope(url)]
    scheme = urlsplit(seed.start[0]).scheme
    fronts = [f"{scheme}://{host}/" for host in mine if not any(_is_on(seed, url, host) for url in start)]
    return replace(part, start=(*start, *fronts))


def _is_on(seed: Seed, url: str, host: str) -> bool:
    return replace(seed, hosts=(host,)).in_scope(url)
