"""The columns of a corpus as dataset hubs declare them: `features` in the front matter of a data card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cleaners.extras import MissingExtraError

#: A column's type in the front matter of a data card: ``{"dtype": …}``, ``{"list": …}`` or ``{"struct": …}``.
Feature = dict[str, Any]

_OF_ARROW = {
    "string": "string",
    "bool": "bool",
    "double": "float64",
    "float": "float32",
    "int32": "int32",
    "int64": "int64",
}
_OF_PYTHON: tuple[tuple[type, str], ...] = ((bool, "bool"), (int, "int64"), (float, "float64"), (str, "string"))


class Columns:
    """The columns of rows, collected row by row. The record's columns have the types of its schema. The type of any other
    column follows from its first value; a column without values counts as strings."""

    def __init__(self) -> None:
        self._known = _record_types()
        self._types: dict[str, Feature | Columns | None] = {}

    def see(self, row: Mapping[str, Any]) -> None:
        """Note the columns of a row."""
        for name, value in row.items():
            there = self._types.get(name)
            if there is None:
                there = self._types[name] = self._known.get(name) or _type_of(value)
            if isinstance(there, Columns):
                there.see(value or {})

    def features(self) -> list[Feature]:
        """The columns in their order; an empty list without pyarrow, which the types of the record's columns need."""
        return [_named(name, kind) for name, kind in self._types.items()] if self._known else []


def _named(name: str, kind: Feature | Columns | None) -> Feature:
    if isinstance(kind, Columns):
        return {"name": name, "struct": kind.features()}
    return {"name": name, **(kind or {"dtype": "string"})}


def _type_of(value: Any) -> Feature | Columns | None:
    """The type of a value; None if the value does not determine one (None, an empty list)."""
    if isinstance(value, Mapping):
        return Columns()
    if isinstance(value, list):
        return _list_of(_scalar(value[0]) or {}) if value else None
    return _scalar(value)


def _scalar(value: Any) -> Feature | None:
    return next(({"dtype": named} for python, named in _OF_PYTHON if isinstance(value, python)), None)


def _list_of(item: Feature) -> Feature:
    return {"list": item.get("struct") or item.get("dtype", "string")}


def _record_types() -> dict[str, Feature]:
    """The types of the record's columns in the schema of batches; an empty dict without pyarrow."""
    try:
        from cleaners.bulk.arrow import output_schema

        return {field.name: _of_arrow(field.type) for field in output_schema()}
    except MissingExtraError:
        return {}


def _of_arrow(kind: Any) -> Feature:
    from pyarrow import types  # type: ignore[import-untyped]

    if types.is_list(kind):
        return _list_of(_of_arrow(kind.value_type))
    if types.is_struct(kind):
        return {"struct": [_named(field.name, _of_arrow(field.type)) for field in kind]}
    return {"dtype": _OF_ARROW.get(str(kind), "string")}
