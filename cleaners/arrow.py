"""The address that earlier versions documented: the module is `cleaners.bulk.arrow`."""

from cleaners.bulk.arrow import (
    COLUMNS,
    PROVENANCE,
    MissingArrowError,
    output_schema,
    pyarrow,
    record_schema,
)

__all__ = [
    "COLUMNS",
    "PROVENANCE",
    "MissingArrowError",
    "output_schema",
    "pyarrow",
    "record_schema",
]
