"""The extras of the distribution: which packages each brings, and the one line that names it if they are missing.

Cleaning needs lxml alone. Everything else is asked for where it is used, by `require` or by the import itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Final

#: extra -> the packages that are imported from it. pyproject.toml says which versions.
EXTRAS: Final[dict[str, tuple[str, ...]]] = {
    "crawl": ("scrapy", "sqlalchemy", "twisted", "w3lib", "rich"),
    "report": ("jinja2", "markupsafe"),
    "fallback": ("trafilatura", "bs4", "lxml_html_clean"),
    "xlsx": ("xlsxwriter",),
    "parquet": ("pyarrow",),
    "warc": ("fastwarc", "brotli"),
    "completion": ("shtab",),
    "postgres": ("psycopg",),
    "places": ("fsspec",),
    "s3": ("s3fs",),
}


class MissingExtraError(ImportError):
    """An extra that is not installed; the message says what needs it and how to get it."""


def require(what: str, *extras: str) -> None:
    """Nothing if the packages of all these extras are there. ``what`` is what needs them, for the message.

    No package is imported. Raises MissingExtraError.
    """
    if missing := [extra for extra in extras if not all(map(_is_there, EXTRAS[extra]))]:
        raise MissingExtraError(advice(what, missing))


def extra_of(module: str | None) -> str | None:
    """The extra that brings a module, or one inside it; None if none does."""
    package = (module or "").partition(".")[0]
    return next((extra for extra, packages in EXTRAS.items() if package in packages), None)


def advice(what: str, extras: Sequence[str]) -> str:
    """The line for people that names the extras."""
    return f"{what} needs packages that are not installed: pip install 'dute[{','.join(extras)}]'"


def _is_there(package: str) -> bool:
    from importlib.util import find_spec

    with suppress(ImportError, ValueError):  # ValueError: something set it to None, so that it cannot be imported
        return find_spec(package) is not None
    return False
