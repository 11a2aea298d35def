"""``dute reconcile``: return addresses without an outcome to the frontier."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from crawler.site.seed import Seed, SeedError, load_seed
from crawler.site.shard import cut_seed
from crawler.store import Store, StoreError, census, frontier, open_store, runs
from crawler.store.database import locked
from dute.commands.arguments import add_store_argument
from dute.commands.output import say, tell
from dute.commands.seeds import add_seed_argument, add_shard_argument, locate_seeds

EPILOG = """\
examples:
  dute reconcile                            return the addresses that killed crawls were working on to the frontier
  dute reconcile papers/ --shard 1/2 --store one.db --from two.db
                                            also take over what machine 2 found on the hosts of machine 1

A crawl does the first step automatically when it starts and, with --share, while it runs. If no crawl is using the store, all
addresses in progress are returned; otherwise only those whose lease has expired (see dute crawl --lease). --from names copies
of the stores of other shards: the addresses they left to this shard are added to its frontier, once.

exit status: 0 done, even if there was nothing to do; 2 no such seed, or a store that cannot be opened
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``dute reconcile``."""
    add_seed_argument(parser)
    add_store_argument(parser)
    add_shard_argument(parser)
    parser.add_argument(
        "--from", dest="others", nargs="+", default=[], metavar="STORE", help="the stores of the other shards"
    )
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = EPILOG


def run(args: argparse.Namespace) -> int:
    """Reconcile the store, site by site. Returns the exit status."""
    try:
        seeds = [load_seed(name) for name in locate_seeds(args.seed)]
        store = open_store(args.store, must_exist=True)
        others = [open_store(place, must_exist=True) for place in args.others]
        with _held(store) as alone:
            for seed in seeds:
                part = seed if args.shard is None else cut_seed(seed, args.shard)
                if part is None:
                    tell(f"{seed.name}: none of its hosts is in shard {args.shard}")
                    continue
                returned = give_back(store, part, alone=alone)
                taken_over = take_over(store, part, others) if others else 0
                tell(f"{part.name}: {returned} returned to the frontier, {taken_over} taken over from other shards")
    except (SeedError, StoreError) as error:
        say(str(error))
        return 2
    return 0


def give_back(store: Store, seed: Seed, *, alone: bool) -> int:
    """Return the addresses taken by crawls to the frontier: all of them if ``alone``, otherwise those with an expired lease.
    Returns their number. Raises StoreError."""
    with store.write() as connection:
        return frontier.give_back(connection, seed.name, expired_only=not alone)


def take_over(store: Store, seed: Seed, others: list[Store]) -> int:
    """Put the addresses that crawls of other shards found on this shard's hosts on the frontier. Returns the number that are
    new in the store. Raises StoreError."""
    by_depth: dict[int, list[str]] = defaultdict(list)
    for other in others:
        with other.read() as connection:
            for url, depth in census.list_handed_over(connection, seed.name):
                if seed.in_scope(url):
                    by_depth[depth].append(url)
    if not by_depth:
        return 0
    with store.write() as connection:
        known = census.count_known(connection, seed.name)
        run_id, _ = runs.open_run(connection, seed.name, "reconcile")  # the next crawl continues it
        for depth, found in sorted(by_depth.items()):
            frontier.discover(connection, seed, found, run_id, depth)
        return census.count_known(connection, seed.name) - known


@contextmanager
def _held(store: Store) -> Iterator[bool]:
    """Lock the store, and yield whether no crawl is using it. Raises StoreError if a crawl has locked it without
    ``--share``."""
    hold = locked(store)
    try:
        hold.__enter__()
    except StoreError:
        with locked(store, share=True):
            yield False
        return
    try:
        yield True
    finally:
        hold.__exit__(None, None, None)
