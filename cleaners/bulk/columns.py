"""Articles → the columns of one Arrow record batch, without a dict for every row and every name in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import Any

from cleaners.article import Article, document_record
from cleaners.bulk.arrow import COLUMNS, LISTS, PROVENANCE, STRUCTS, output_schema, pyarrow
from cleaners.bulk.pages import SourcePage, encodable
from cleaners.evidence.fingerprint import fingerprint
from cleaners.rules.versions import RECORD_VERSION, cleaner_version, rules_hash


def batch_of(pages: Sequence[SourcePage], articles: Sequence[Article]) -> Any:
    """A ``pyarrow.RecordBatch`` with `cleaners.bulk.arrow.output_schema`, one row for each page and its article: the rows of
    `cleaners.bulk.batch.row_of`. Raises MissingArrowError."""
    schema = output_schema()
    made = {name: column(articles, schema.field(name).type) for name, column in _COLUMNS.items()}
    made |= _provenance(pages, articles)
    return pyarrow().RecordBatch.from_arrays([made[name] for name in schema.names], schema=schema)


def fingerprint_text(article: Article) -> str | None:
    """The fingerprint of an article's text as rows have it; None for what is no article."""
    return fingerprint(article.text).to_text() if article.is_article else None


def _provenance(pages: Sequence[SourcePage], articles: Sequence[Article]) -> dict[str, Any]:
    pa = pyarrow()
    count = len(articles)
    constants = (cleaner_version(), rules_hash(), pa.scalar(RECORD_VERSION, pa.int32()))
    version, rules, record = (pa.repeat(constant, count) for constant in constants)
    fetched = _strings([page.fetched_at for page in pages])
    prints = _strings([fingerprint_text(article) for article in articles])
    return dict(zip(PROVENANCE, (fetched, version, rules, record, prints), strict=True))


def _strings(values: Iterable[str | None]) -> Any:
    values = list(values)
    try:
        return pyarrow().array(values, pyarrow().string())
    except UnicodeEncodeError:
        return pyarrow().array(list(map(encodable, values)), pyarrow().string())


def _offsets(lists: Iterable[Sequence[Any]]) -> Any:
    return pyarrow().array(list(accumulate(map(len, lists), initial=0)), pyarrow().int32())


def _plain(name: str) -> Callable[[Sequence[Article], Any], Any]:
    read = attrgetter(name)

    def column(articles: Sequence[Article], kind: Any) -> Any:
        values = list(map(read, articles))
        return _strings(values) if kind == pyarrow().string() else pyarrow().array(values, kind)

    return column


def _texts(name: str) -> Callable[[Sequence[Article], Any], Any]:
    read = attrgetter(name)

    def column(articles: Sequence[Article], kind: Any) -> Any:
        lists = list(map(read, articles))
        values = _strings(text for texts in lists for text in texts)
        return pyarrow().ListArray.from_arrays(_offsets(lists), values, kind)

    return column


def _structs(name: str) -> Callable[[Sequence[Article], Any], Any]:
    read, parts = attrgetter(name), STRUCTS[name]

    def column(articles: Sequence[Article], kind: Any) -> Any:
        lists = list(map(read, articles))
        return pyarrow().ListArray.from_arrays(_offsets(lists), _struct(lists, parts, kind.value_type), kind)

    return column


def _struct(lists: Iterable[Sequence[Any]], parts: Sequence[str], kind: Any) -> Any:
    pa = pyarrow()
    items = [item for one in lists for item in one]
    fields = [kind.field(part) for part in parts]
    arrays = []
    for field in fields:
        values = list(map(attrgetter(field.name), items))
        arrays.append(_strings(values) if field.type == pa.string() else pa.array(values, field.type))
    return pa.StructArray.from_arrays(arrays, fields=fields)


def _documents(articles: Sequence[Article], kind: Any) -> Any:
    """Few pages are official documents: what they state goes the long way."""
    return pyarrow().array([document_record(article.document) for article in articles], kind)


def _column(name: str) -> Callable[[Sequence[Article], Any], Any]:
    if name == "document":
        return _documents
    return _structs(name) if name in STRUCTS else _texts(name) if name in LISTS else _plain(name)


_COLUMNS = {name: _column(name) for name in COLUMNS}
