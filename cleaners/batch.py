"""The address that earlier versions documented: the module is `cleaners.bulk.batch`."""

from cleaners.bulk.batch import (
    INPUT_COLUMNS,
    BatchError,
    SourcePage,
    clean_batch,
    clean_source_page,
    clean_table,
    read_headers,
    read_rows,
    row_of,
)

__all__ = [
    "INPUT_COLUMNS",
    "BatchError",
    "SourcePage",
    "clean_batch",
    "clean_source_page",
    "clean_table",
    "read_headers",
    "read_rows",
    "row_of",
]
