"""A template's TOML file → the template. Error messages name the fault and its place."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from os import PathLike
from typing import Any

from cleaners.arguments import expect
from cleaners.files import read_text
from cleaners.template.facts import Facts
from cleaners.template.layout import ENTRIES, FORMAT, LINES, Entry, Layout, Proof, Shape, Template, TemplateError, Where
from cleaners.template.match import mask_template_line
from cleaners.template.places import PlaceError, read_path
from cleaners.values import Label


def load_template(path: str | PathLike[str]) -> Template:
    """Load a template from a file written by `Template.to_toml`. Raises TemplateError, whose message names the fault and its
    place, and
    TypeError for a value that is no path."""
    expect("path", path, (str, PathLike), "a str or a path")  # a number would be one of an open file
    try:
        content = read_text(path)
    except OSError as error:
        raise TemplateError(f"{path}: {(error.strerror or str(error)).lower()}") from error
    except ValueError as error:
        raise TemplateError(f"{path}: {error}") from error
    return read_template(content, str(path))


def hints(**keys: Any) -> Template:
    """A template made of hints about a page or a site, like the ``[page]`` table of a seed.

    The keys are those of that table: ``body``, ``headline``, ``date``, ``source``, ``credits`` and ``elements`` take paths such
    as ``div.text`` or ``#main``; ``texts`` and ``sections`` take lines. Each value is a text, a table, or a list of these.
    Raises TemplateError for an unknown key or an invalid value.

    >>> hints(body="div.text", texts=["本文地址*"]).hints.body[0].what
    'div.text'
    """
    return Template(hints=read_hints(keys, "hints"))


def read_template(content: str | Mapping[str, Any], origin: str = "template") -> Template:
    """Read a template from TOML text, or from a parsed table; ``origin`` names the source in error messages. Raises
    TemplateError, and TypeError for anything else."""
    expect("content", content, (str, Mapping), "TOML as a str, or a table as a mapping")
    if isinstance(content, str):
        try:
            content = tomllib.loads(content)
        except tomllib.TOMLDecodeError as error:
            raise TemplateError(f"{origin}: not TOML: {error}") from error
    known = {"format", "site", "pages", "first", "last", "page", "layout", "proof", "facts"}
    if unknown := sorted(map(str, set(content) - known)):
        raise TemplateError(f"{origin}: unknown {', '.join(unknown)} (keys: {', '.join(sorted(known))})")
    if content.get("format", FORMAT) != FORMAT:
        raise TemplateError(
            f"{origin}: format {content['format']!r} is not {FORMAT}: learn the template again with this version"
        )
    layouts = content.get("layout", [])
    if not isinstance(layouts, list):
        raise TemplateError(f"{origin}: layout: expected tables headed [[layout]]")
    return Template(
        site=_of_type(content, "site", str, origin),
        pages=_of_type(content, "pages", int, origin) or 0,
        layouts=tuple(read_hints(table, f"{origin}: layout {number}") for number, table in enumerate(layouts, 1)),
        first=_of_type(content, "first", str, origin),
        last=_of_type(content, "last", str, origin),
        hints=read_hints(content["page"], f"{origin}: page") if "page" in content else None,
        proof=_read_proof(content["proof"], f"{origin}: proof") if "proof" in content else None,
        facts=_read_facts(content["facts"], f"{origin}: facts") if "facts" in content else None,
    )


def _read_proof(table: Any, origin: str) -> Proof:
    known = {field.name for field in fields(Proof)}
    if not isinstance(table, Mapping) or set(table) - known:
        raise TemplateError(f"{origin}: expected a table of {', '.join(sorted(known))}, not {table!r}")
    return Proof(**{key: _of_type(table, key, int, origin) for key in table})


def _read_facts(table: Any, origin: str) -> Facts:
    known = {field.name for field in fields(Facts)}
    if not isinstance(table, Mapping) or set(table) - known:
        raise TemplateError(f"{origin}: expected a table of {', '.join(sorted(known))}, not {table!r}")
    return Facts(
        authors=tuple(_read_string(item, origin) for item in _as_list(table.get("authors", []))),
        source=_of_type(table, "source", str, origin),
        section=_of_type(table, "section", str, origin),
        title_end=_of_type(table, "title_end", str, origin) or "",
        images=tuple(_read_string(item, origin) for item in _as_list(table.get("images", []))),
    )


def read_hints(table: Any, origin: str) -> Layout:
    """A layout from its table, learned or written by hand. An entry may be a text or a list of texts instead of tables.

    Raises TemplateError.
    """
    if not isinstance(table, Mapping):
        raise TemplateError(f"{origin}: expected a table, not {table!r}")
    known = {field.name for field in fields(Layout)}
    if unknown := sorted(map(str, set(table) - known)):
        raise TemplateError(f"{origin}: unknown {', '.join(unknown)} (keys: {', '.join(sorted(known))})")
    values: dict[str, Any] = {key: _read_entries(table[key], key, origin) for key in ENTRIES if key in table}
    for key, kind in (("name", str), ("pages", int)):
        if key in table:
            values[key] = _of_type(table, key, kind, origin)
    if "coverage" in table:
        values["coverage"] = _read_coverage(table["coverage"], origin)
    if "body_chars" in table:
        values["body_chars"] = _read_pair(table["body_chars"], origin)
    if "skeleton" in table:
        values["skeleton"] = tuple(_read_string(item, f"{origin}: skeleton") for item in _as_list(table["skeleton"]))
    return Layout(**values)


#: Fields of an entry with the same kind of reader; the others have their own.
_KINDS = {"pages": int, "of": int, "lines": int, "example": str, "reason": str, "shape": str, "where": str}


def _read_entries(value: Any, key: str, origin: str) -> tuple[Entry, ...]:
    return tuple(_read_entry(item, key, f"{origin}: {key}") for item in _as_list(value))


def _read_entry(item: Any, key: str, origin: str) -> Entry:
    table = {"what": item} if isinstance(item, str) else item
    if not isinstance(table, Mapping) or not isinstance(table.get("what"), str) or not table["what"].strip():
        raise TemplateError(f'{origin}: expected a text or a table with what = "…", not {item!r}')
    if unknown := sorted(set(table) - {field.name for field in fields(Entry)}):
        raise TemplateError(f"{origin}: unknown {', '.join(unknown)}")
    values = dict(table)
    try:
        values["label"] = Label(values.get("label", Label.BODY if key == "body" else Label.OTHER))
    except ValueError as error:
        raise TemplateError(f"{origin}: {error} (labels: {', '.join(Label)})") from error
    for name, kind in _KINDS.items():
        if name in values:
            values[name] = _of_type(values, name, kind, origin)
    for name, choice in (("shape", Shape), ("where", Where)):
        if values.get(name, "") not in ("", *choice):
            raise TemplateError(f"{origin}: {name}: expected one of {', '.join(filter(None, choice))}")
    confidence = values.get("confidence", 1.0)
    if isinstance(confidence, bool) or not isinstance(confidence, int | float) or not 0 <= confidence <= 1:
        raise TemplateError(f"{origin}: confidence: expected a number from 0 to 1, not {confidence!r}")
    if key in LINES:
        if not mask_template_line(values["what"].replace("*", "")):
            raise TemplateError(f"{origin}: {values['what']!r} would match every line")
    else:
        try:
            read_path(values["what"])
        except PlaceError as error:
            raise TemplateError(f"{origin}: {error}") from error
    return Entry(**values)


def _read_coverage(value: Any, origin: str) -> tuple[tuple[str, float], ...]:
    if not isinstance(value, Mapping) or not all(isinstance(share, int | float) for share in value.values()):
        raise TemplateError(f"{origin}: coverage: expected a table of shares, not {value!r}")
    return tuple((str(field), float(share)) for field, share in value.items())


def _read_pair(value: Any, origin: str) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2 or not all(isinstance(number, int) for number in value):
        raise TemplateError(f"{origin}: body_chars: expected two numbers, not {value!r}")
    return (value[0], value[1])


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _read_string(value: Any, origin: str) -> str:
    if not isinstance(value, str):
        raise TemplateError(f"{origin}: expected a text, not {value!r}")
    return value


def _of_type(table: Mapping[str, Any], key: str, kind: type, origin: str) -> Any:
    value = table.get(key)
    if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
        raise TemplateError(f"{origin}: {key}: expected {kind.__name__}, not {value!r}")
    return value
