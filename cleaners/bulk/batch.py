"""Pages in Arrow record batches in, articles out: the one function that every engine calls.

    >>> import pyarrow as pa
    >>> pages = pa.RecordBatch.from_pydict({"url": ["https://example.com/1"], "content": [b"<h1>..."]})
    >>> clean_batch(pages).schema.names[:2]
    ['url', 'canonical_url']

A row never fails a batch: what is no page comes back as a row with its reason in ``flags``. The order of rows is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaners.article import Article
from cleaners.bulk.arrow import output_schema, pyarrow
from cleaners.evidence.fingerprint import fingerprint
from cleaners.pipeline import clean
from cleaners.rules.versions import RECORD_VERSION, cleaner_version, rules_hash

if TYPE_CHECKING:
    from cleaners.template.layout import Template

#: Columns that a batch of pages may have; ``content`` must be there.
INPUT_COLUMNS = ("url", "content", "headers", "fetched_at")


class BatchError(ValueError):
    """A batch whose columns are not those of pages; the message names them."""


class SourcePage(NamedTuple):
    """One page on its way in. ``content`` is bytes or str, or None where there is none; ``flags`` say what its reader
    already knows of it (``truncated``); ``status`` is that of the HTTP answer, None where no answer is known."""

    url: str | None
    content: bytes | str | None
    headers: Mapping[str, str] | None = None
    fetched_at: str | None = None
    flags: tuple[str, ...] = ()
    status: int | None = None


def clean_batch(batch: Any, template: Template | None = None) -> Any:
    """A ``pyarrow.RecordBatch`` of pages → one of articles with `cleaners.bulk.arrow.output_schema`, row for row.

    Columns in: ``content`` (binary or string), and where there are any ``url`` (string), ``headers`` (map or JSON text),
    ``fetched_at`` (string or timestamp). Raises BatchError where there is no such ``content``, MissingArrowError.
    """
    rows = [row_of(page, clean_source_page(page, template)) for page in read_rows(batch)]
    return pyarrow().RecordBatch.from_pylist(rows, schema=output_schema())


def clean_table(table: Any, template: Template | None = None) -> Any:
    """`clean_batch` for a ``pyarrow.Table``, which some engines hand over."""
    batches = [clean_batch(batch, template) for batch in table.to_batches()]
    return pyarrow().Table.from_batches(batches, schema=output_schema())


def clean_source_page(page: SourcePage, template: Template | None = None) -> Article:
    """The article of one page. Never raises on any content of its types."""
    if page.content is None:
        return Article(url=page.url, flags=(*page.flags, "no_content"))
    article = clean(page.content, page.url, headers=page.headers, template=template)
    return article if not page.flags else _flagged(article, page.flags)


def row_of(page: SourcePage, article: Article) -> dict[str, Any]:
    """One row out, as a plain dict with the columns of `cleaners.bulk.arrow.output_schema`."""
    return article.to_dict() | {
        "fetched_at": page.fetched_at,
        "cleaner_version": cleaner_version(),
        "rules_hash": rules_hash(),
        "record_version": RECORD_VERSION,
        "fingerprint": fingerprint(article.text).to_text() if article.is_article else None,
    }


def read_rows(batch: Any) -> Iterator[SourcePage]:
    """The pages of a record batch. Raises BatchError where its columns are not those of pages."""
    names = batch.schema.names
    if "content" not in names:
        raise BatchError(f"a column named content is needed (binary or string), not only {', '.join(names) or 'none'}")
    kind = str(batch.schema.field("content").type)
    if kind not in ("binary", "large_binary", "string", "large_string", "binary_view", "string_view", "null"):
        raise BatchError(f"content must be binary or string, not {kind}")
    columns = {name: batch.column(names.index(name)) for name in INPUT_COLUMNS if name in names}
    for index in range(batch.num_rows):
        row = {name: column[index].as_py() for name, column in columns.items()}
        yield SourcePage(
            _text(row.get("url")), row["content"], read_headers(row.get("headers")), _moment(row.get("fetched_at"))
        )


def read_headers(value: Any) -> dict[str, str] | None:
    """Response headers out of a map, a list of pairs or a JSON object as text; None for anything else."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return None
    if isinstance(value, Mapping):
        value = list(value.items())
    if not isinstance(value, list):
        return None
    return {str(pair[0]): str(pair[1]) for pair in value if isinstance(pair, list | tuple) and len(pair) == 2}


def _text(value: Any) -> str | None:
    return str(value) if value is not None else None


def _moment(value: Any) -> str | None:
    """A time as ISO 8601; one without a zone counts as UTC, as Arrow has it."""
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()
    return _text(value)


def _flagged(article: Article, flags: tuple[str, ...]) -> Article:
    from cleaners.record.assemble import with_flags

    return with_flags(article, flags)
