"""``--site``: a site of a store, by the name in its seed file or by the name of that file."""

from __future__ import annotations

import argparse
from typing import overload

from sqlalchemy import Connection

from cleaners.reading.characters import sanitize
from crawler.site.seed import SeedError, load_seed
from crawler.store import Store, StoreError
from crawler.store.runs import site_names
from dute.commands.arguments import as_text
from dute.suggestions import did_you_mean


class UnknownSiteError(StoreError):
    """A name that is neither a site of the store nor a seed; the message lists the sites."""


def add_site_argument(parser: argparse.ArgumentParser, help: str = "only this site") -> None:
    """Add ``--site``, for `site_in`."""
    parser.add_argument(
        "--site", type=as_text, metavar="NAME", help=f"{help} (the name in its seed file, or of that file)"
    )


@overload
def site_in(store: Store, given: str) -> str: ...
@overload
def site_in(store: Store, given: None) -> None: ...
def site_in(store: Store, given: str | None) -> str | None:
    """`site_of` for a store without an open connection."""
    if given is None:
        return None
    with store.read() as connection:
        return site_of(connection, given)


@overload
def site_of(connection: Connection, given: str) -> str: ...
@overload
def site_of(connection: Connection, given: None) -> None: ...
def site_of(connection: Connection, given: str | None) -> str | None:
    """The site with a name: a site of the store, otherwise that of the seed with this name, file name or path; None for None.

    Raises UnknownSiteError.
    """
    if given is None:
        return None
    there = site_names(connection)
    if given in there:
        return given
    try:
        return load_seed(given).name
    except SeedError as error:
        if given.endswith(".toml"):
            raise UnknownSiteError(str(error)) from error
        known = ", ".join(there) or "none so far"
        raise UnknownSiteError(sanitize(f"no site {given} here (sites: {known}){did_you_mean(given, there)}")) from None
