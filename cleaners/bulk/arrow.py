"""The record as Arrow columns: one schema for exports, batches and engines. pyarrow is imported at first use."""

from __future__ import annotations

from functools import cache
from typing import Any

from cleaners.extras import MissingExtraError, advice

#: The record's fields in the order of the columns.
COLUMNS = (
    "url canonical_url site article_id is_article headline kicker deck abstract original_headline authors credits source "
    "section keywords date_published date_modified images videos document text language confidence extractor flags removals"
).split()

#: Columns that are lists of strings, and columns that are lists of structs with the given fields.
LISTS = ("keywords", "flags")
STRUCTS = {
    "authors": ("name", "role"),
    "credits": ("name", "role"),
    "images": ("url", "caption", "credit"),
    "videos": ("url", "caption", "duration"),
    "removals": ("rule", "label", "text"),
}

#: Columns that a batch adds to the record.
PROVENANCE = ("fetched_at", "cleaner_version", "rules_hash", "record_version", "fingerprint")


class MissingArrowError(MissingExtraError):
    """pyarrow is not installed; the message says how to install it."""


@cache
def pyarrow() -> Any:
    """The package. Raises MissingArrowError."""
    try:
        import pyarrow as pa  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingArrowError(advice("Parquet", ["parquet"])) from error
    return pa


@cache
def record_schema() -> Any:
    """The record as a ``pyarrow.Schema``. Raises MissingArrowError."""
    pa = pyarrow()
    types = dict.fromkeys(COLUMNS, pa.string())
    types |= {"is_article": pa.bool_(), "confidence": pa.float64()}
    types |= dict.fromkeys(LISTS, pa.list_(pa.string()))
    for name, parts in STRUCTS.items():
        fields = [(part, pa.int32() if part == "duration" else pa.string()) for part in parts]
        types[name] = pa.list_(pa.struct(fields))
    files = pa.list_(pa.struct([("name", pa.string()), ("url", pa.string())]))
    facts = [(fact, pa.string()) for fact in ("number", "issuer", "written", "published")]
    types["document"] = pa.struct([*facts, ("attachments", files)])
    return pa.schema([(name, types[name]) for name in COLUMNS])


@cache
def output_schema() -> Any:
    """The ``pyarrow.Schema`` of the output rows: the record, the time of the fetch, the versions of cleaner, rules and record,
    and for articles the fingerprint of the text (`cleaners.evidence.fingerprint`, base64). Raises MissingArrowError."""
    pa = pyarrow()
    types = dict.fromkeys(PROVENANCE, pa.string()) | {"record_version": pa.int32()}
    return pa.schema([*record_schema(), *types.items()])
