"""Arrow record batches of pages in, articles out: the one function that every engine calls.

>>> import pyarrow as pa
>>> pages = pa.RecordBatch.from_pydict({"url": ["https://example.com/1"], "content": [b"<h1>..."]})
>>> clean_batch(pages).schema.names[:2]
['url', 'canonical_url']

No row fails a batch: content that is not a page gives a row with the reason in ``flags``. The order of the rows is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cleaners.article import Article, drop_blocks
from cleaners.bulk.arrow import output_schema, pyarrow
from cleaners.bulk.columns import batch_of, fingerprint_text
from cleaners.bulk.pages import SourcePage, escape_surrogates, read_headers
from cleaners.pipeline import clean
from cleaners.rules.versions import RECORD_VERSION, cleaner_version, rules_hash

if TYPE_CHECKING:
    from cleaners.template.layout import Template

#: Columns that a batch of pages may have; ``content`` must be there.
INPUT_COLUMNS = ("url", "content", "headers", "fetched_at")


class BatchError(ValueError):
    """A batch without the columns of pages; the message names the columns that it has."""


def clean_batch(batch: Any, template: Template | None = None) -> Any:
    """Clean a ``pyarrow.RecordBatch`` of pages. Returns a batch with one article per row, in the same order, with the schema
    `cleaners.bulk.arrow.output_schema`.

    Input columns: ``content`` (binary or string) and, optionally, ``url`` (string), ``headers`` (map or JSON text) and
    ``fetched_at`` (string or timestamp). Raises BatchError if ``content`` is missing or of another type, and MissingArrowError.
    """
    pages, articles = [], []
    for page in read_rows(batch):
        articles.append(clean_source_page(page, template))
        drop_blocks(articles[-1])
        pages.append(page._replace(content=None))  # the output needs only the page's metadata: free its content
    return batch_of(pages, articles)


def clean_table(table: Any, template: Template | None = None) -> Any:
    """`clean_batch` for a ``pyarrow.Table``, which some engines pass. Raises the same exceptions."""
    batches = [clean_batch(batch, template) for batch in table.to_batches()]
    return pyarrow().Table.from_batches(batches, schema=output_schema())


def clean_source_page(page: SourcePage, template: Template | None = None) -> Article:
    """The article of one page. Never raises for any content of the declared types."""
    if page.content is None:
        return Article(url=page.url, flags=(*page.flags, "no_content"))
    article = clean(page.content, page.url, headers=page.headers, template=template)
    return article if not page.flags else _flagged(article, page.flags)


def row_of(page: SourcePage, article: Article) -> dict[str, Any]:
    """One output row as a plain dict with the columns of `cleaners.bulk.arrow.output_schema`."""
    return article.to_dict() | {
        "fetched_at": page.fetched_at,
        "cleaner_version": cleaner_version(),
        "rules_hash": rules_hash(),
        "record_version": RECORD_VERSION,
        "fingerprint": fingerprint_text(article),
    }


def read_rows(batch: Any) -> Iterator[SourcePage]:
    """The pages of a record batch. Raises BatchError if it lacks the columns of pages."""
    names = batch.schema.names
    if "content" not in names:
        raise BatchError(f"expected a column named content (binary or string); columns: {', '.join(names) or 'none'}")
    kind = str(_plain_type(batch.schema.field("content").type))
    if kind not in ("binary", "large_binary", "string", "large_string", "binary_view", "string_view", "null"):
        raise BatchError(f"content must be binary or string, not {kind}")
    columns = {name: batch.column(names.index(name)) for name in INPUT_COLUMNS if name in names}
    for index in range(batch.num_rows):
        row = {name: _value(column[index]) for name, column in columns.items()}
        yield SourcePage(
            _text(row.get("url")), row["content"], read_headers(row.get("headers")), _moment(row.get("fetched_at"))
        )


def _plain_type(kind: Any) -> Any:
    """The type of a column's values, also if the column is dictionary-encoded."""
    return kind.value_type if pyarrow().types.is_dictionary(kind) else kind


def _value(scalar: Any) -> Any:
    """An Arrow value as a Python value. A string that is not UTF-8 becomes bytes, and a value that Python cannot represent (the
    year 90000) None."""
    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        return scalar.as_buffer().to_pybytes() if hasattr(scalar, "as_buffer") else None
    except (ValueError, OverflowError, LookupError):  # LookupError: an unknown time zone
        return None


def _text(value: Any) -> str | None:
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return escape_surrogates(str(value)) if value is not None else None


def _moment(value: Any) -> str | None:
    """A timestamp as ISO 8601. A timestamp without a zone counts as UTC, as in Arrow."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()
    return _text(value)


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


def _flagged(article: Article, flags: tuple[str, ...]) -> Article:
    from cleaners.record.assemble import with_flags

    return with_flags(article, flags)
