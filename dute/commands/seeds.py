"""Arguments that select sites, and the corresponding seeds."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from crawler.site.seed import SeedError, seed_names
from crawler.site.shard import Shard, read_shard


def add_seed_argument(parser: argparse.ArgumentParser) -> None:
    """Add the argument that selects sites, for `locate_seeds`."""
    parser.add_argument(
        "seed",
        nargs="*",
        metavar="SEED",
        help="names in seeds/, seed files, or folders of seeds (default: all of seeds/)",
    )


def add_shard_argument(parser: argparse.ArgumentParser) -> None:
    """Add ``--shard``."""
    parser.add_argument(
        "--shard",
        type=_shard,
        metavar="I/N",
        help="only the hosts of machine I of N (counted from 1); each machine has its own store",
    )


def locate_seeds(given: Sequence[str]) -> list[str]:
    """The names or paths of the seeds that the arguments select. Raises SeedError."""
    if not given:
        return seed_names()
    found: list[str] = []
    for seed in given:
        if not Path(seed).is_dir():
            found.append(seed)
            continue
        paths = sorted(str(path) for path in Path(seed).glob("*.toml"))
        if not paths:
            raise SeedError(f"{seed}: the folder contains no seed files (NAME.toml)")
        found += paths
    return list(dict.fromkeys(found))


def _shard(value: str) -> Shard:
    try:
        return read_shard(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
