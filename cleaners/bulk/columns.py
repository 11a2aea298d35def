"""Articles → the columns of one Arrow record batch, without a dict for each row and each person.

The arrays are built from buffers filled here. ``pyarrow.array`` and ``pyarrow.scalar`` import pandas, if it is installed, to
test whether a value is one of its types: that takes a third of a second in every worker, more than the rest of its start.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, chain
from operator import attrgetter, itemgetter
from typing import Any

from cleaners.article import Article, document_record
from cleaners.bulk.arrow import COLUMNS, PROVENANCE, output_schema, pyarrow
from cleaners.bulk.pages import SourcePage, escape_surrogates
from cleaners.evidence.fingerprint import fingerprint
from cleaners.rules.versions import RECORD_VERSION, cleaner_version, rules_hash

#: A factory of field getters for the values of a struct: `attrgetter` for objects, `itemgetter` for dicts.
Reading = Callable[[str], Callable[[Any], Any]]


def batch_of(pages: Sequence[SourcePage], articles: Sequence[Article]) -> Any:
    """A ``pyarrow.RecordBatch`` with `cleaners.bulk.arrow.output_schema`, one row for each page and its article: the rows of
    `cleaners.bulk.batch.row_of`. Raises MissingArrowError."""
    schema = output_schema()
    values = {name: list(map(attrgetter(name), articles)) for name in COLUMNS if name != "document"}
    values |= _provenance(pages, articles)
    made = {name: array_of(schema.field(name).type, found, attrgetter) for name, found in values.items()}
    documents = [document_record(article.document) for article in articles]
    made["document"] = array_of(schema.field("document").type, documents)
    return pyarrow().RecordBatch.from_arrays([made[name] for name in schema.names], schema=schema)


def fingerprint_text(article: Article) -> str | None:
    """The fingerprint of an article's text as rows contain it (base64); None for a page that is not an article."""
    return fingerprint(article.text).to_text() if article.is_article else None


def _provenance(pages: Sequence[SourcePage], articles: Sequence[Article]) -> dict[str, list[Any]]:
    count = len(articles)
    fetched = [page.fetched_at for page in pages]
    prints = [fingerprint_text(article) for article in articles]
    made_by = ([constant] * count for constant in (cleaner_version(), rules_hash(), RECORD_VERSION))
    return dict(zip(PROVENANCE, (fetched, *made_by, prints), strict=True))


def array_of(kind: Any, values: Sequence[Any], reading: Reading = itemgetter) -> Any:
    """A ``pyarrow.Array`` of a type: strings, lists, structs, booleans, 32-bit integers or doubles. None becomes null in all of
    them.

    Characters that UTF-8 cannot encode become backslash escapes. Raises TypeError for another type, and MissingArrowError.
    """
    types = pyarrow().types
    if types.is_string(kind):
        return _strings(values)
    if types.is_list(kind):
        return _lists(kind, values, reading)
    if types.is_struct(kind):
        return _structs(kind, values, reading)
    return _numbers(kind, values)


def _strings(values: Sequence[str | None]) -> Any:
    pa = pyarrow()
    texts = [value or "" for value in values]
    try:
        parts = list(map(str.encode, texts))
    except UnicodeEncodeError:
        parts = [str.encode(escape_surrogates(text) or "") for text in texts]
    buffers = [_present(values), _offsets(parts), pa.py_buffer(b"".join(parts))]
    return pa.Array.from_buffers(pa.string(), len(parts), buffers)


def _lists(kind: Any, values: Sequence[Sequence[Any] | None], reading: Reading) -> Any:
    lists = [value or () for value in values]
    items = array_of(kind.value_type, list(chain.from_iterable(lists)), reading)
    buffers = [_present(values), _offsets(lists)]
    return pyarrow().Array.from_buffers(kind, len(lists), buffers, children=[items])


def _structs(kind: Any, values: Sequence[Any], reading: Reading) -> Any:
    present = _present(values)
    children = []
    for field in kind:
        read = reading(field.name)
        found = (
            list(map(read, values)) if present is None else [None if value is None else read(value) for value in values]
        )
        children.append(array_of(field.type, found, reading))
    return pyarrow().Array.from_buffers(kind, len(values), [present], children=children)


def _numbers(kind: Any, values: Sequence[Any]) -> Any:
    pa = pyarrow()
    if pa.types.is_boolean(kind):
        data = _bits(map(bool, values))
    elif kind in (pa.int32(), pa.float64()):
        code = "i" if kind == pa.int32() else "d"
        data = pa.py_buffer(array(code, [0 if value is None else value for value in values]))
    else:
        raise TypeError(f"cannot make an array of {kind}")
    return pa.Array.from_buffers(kind, len(values), [_present(values), data])


def _offsets(lists: Iterable[Sequence[Any]]) -> Any:
    return pyarrow().py_buffer(array("i", accumulate(map(len, lists), initial=0)))


def _present(values: Sequence[Any]) -> Any:
    """The validity bitmap of the values; None if none of them is None."""
    return _bits(value is not None for value in values) if None in values else None


def _bits(flags: Iterable[bool]) -> Any:
    """The flags as a bitmap, least significant bit first, padded to whole bytes."""
    digits = "".join("1" if flag else "0" for flag in flags)[::-1]
    return pyarrow().py_buffer(int(digits or "0", 2).to_bytes((len(digits) + 7) // 8, "little"))
