"""``{store-tables}``: the store's tables, from `crawler.store.schema` and the comments that stand there.

A table's words are the ``#:`` comment above it, a column's the comment on its line; names that mean the same in every table are
explained once, in `COMMON`.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from docutils.parsers.rst import Directive
from docutils.statemachine import StringList
from sphinx.pycode import ModuleAnalyzer
from sqlalchemy import Table

#: Columns whose name says the same wherever it stands.
COMMON = {
    "article_id": "the row in `articles`",
    "at": "when",
    "batch": "the number of the batch of events",
    "body": "the bytes, compressed",
    "capture_id": "the row in `captures`",
    "changed_at": "when the article last changed",
    "content_hash": "SHA-256 of the fields whose change makes a revision",
    "data": "the fingerprint, packed",
    "date_published": "as in the record",
    "ended_at": "when it ended; null while it runs, or where it was interrupted",
    "etag": "of the last answer; sent back as `If-None-Match`",
    "fetched_at": "when the page was fetched",
    "feed_id": "the feed, a row in `urls`",
    "field": "which field moved",
    "first_seen_at": "when the article was stored first",
    "first_url": "the first page on which it had moved",
    "found_at": "when the address was found",
    "found_on": "the page that links it, a row in `urls`",
    "found_run": "the run that found it",
    "headline": "as in the record",
    "host": "the name of the host, without its port",
    "id": "the row's number",
    "identity": "what all spellings of the address share",
    "key": "the key",
    "last_modified": "of the last answer; sent back as `If-Modified-Since`",
    "learned_at": "when it was learned",
    "leased_until": "until when the crawl that took it answers for it",
    "misses": "pages of the window without the field in its place",
    "moved_at": "when it moved last",
    "name": "the name",
    "new": "where the field is now",
    "old": "where the field was",
    "outcome": "of the last visit",
    "owner": "the crawl that took it",
    "proposed_id": "the template learned from the pages since then, a row in `templates`",
    "published": "the time of publication there",
    "reason": "why, in words",
    "resumed": "how often the run was continued",
    "revision": "the number of the revision, from 1",
    "run_id": "the row in `runs`",
    "sha256": "SHA-256 of the bytes",
    "since_at": "when that page was fetched",
    "site": "the name in the seed",
    "size": "bytes",
    "source": "as in the record",
    "started_at": "when it began",
    "status": "HTTP",
    "template_id": "the row in `templates`",
    "title": "the title there",
    "until_run": "the run that found it there again",
    "url": "the address",
    "url_id": "the row in `urls`",
    "valid_from": "from when it applies; null: from the start",
    "valid_until": "until when it applies; null: until now",
    "version": "the number",
}


class Column(NamedTuple):
    """A row of the page."""

    name: str
    type: str
    may_be_null: bool
    keys: str
    words: str


def store_tables() -> dict[str, Table]:
    """The tables by the name of their variable."""
    from dute import project

    project.put_on_path()
    from crawler.store import schema

    return {name: value for name, value in vars(schema).items() if isinstance(value, Table)}


def words_of_tables() -> dict[str, str]:
    """The ``#:`` comments of the tables."""
    analyzer = ModuleAnalyzer.for_module("crawler.store.schema")
    return {name: " ".join(lines).strip() for (_, name), lines in analyzer.find_attr_docs().items()}


def words_of_columns() -> dict[tuple[str, str], str]:
    """The comment beside each column, by table and column."""
    from crawler.store import schema

    source = Path(schema.__file__).read_text("utf-8")
    comments = {
        token.start[0]: token.string.lstrip("# ")
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    words: dict[tuple[str, str], str] = {}
    for table in _calls(ast.parse(source), "Table"):
        for column in _calls(table, "Column"):
            beside = (comments.get(line) for line in range(column.lineno, (column.end_lineno or column.lineno) + 1))
            words[_first_text(table), _first_text(column)] = " ".join(filter(None, beside))
    return words


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


def _first_text(call: ast.Call) -> str:
    return str(ast.literal_eval(call.args[0]))


def columns_of(table: Table, words: dict[tuple[str, str], str], above: str) -> list[Column]:
    """What the page says of each column of a table; ``above`` are the words about the table."""
    rows = []
    for column in table.columns:
        keys = ["primary key"] if column.primary_key else []
        keys += [f"→ `{key.target_fullname}`" for key in column.foreign_keys]
        said = words.get((table.name, column.name)) or COMMON.get(column.name, "")
        if not said and f"``{column.name}``" in above:
            said = "see above"
        is_nullable = bool(column.nullable) and not column.primary_key
        rows.append(Column(column.name, str(column.type).lower(), is_nullable, ", ".join(keys), said))
    return rows


def render_tables() -> list[str]:
    """The page, as Markdown."""
    tables, said, words = store_tables(), words_of_tables(), words_of_columns()
    lines: list[str] = []
    for variable, table in tables.items():
        # The comments are reStructuredText, as Sphinx reads such comments; here they become Markdown.
        lines += [f"## {table.name}", "", said.get(variable, "The version of the tables.").replace("``", "`"), ""]
        lines += ["| column | type | key, null | what it holds |", "|---|---|---|---|"]
        for column in columns_of(table, words, said.get(variable, "")):
            null = "" if column.may_be_null else "not null"
            facts = ", ".join(filter(None, (column.keys, "" if "primary" in column.keys else null)))
            lines.append(f"| `{column.name}` | {column.type} | {facts} | {column.words.replace('``', '`')} |")
        lines.append("")
    return lines


class StoreTables(Directive):
    """The directive."""

    def run(self) -> list[nodes.Node]:
        """A section for each table."""
        holder = nodes.Element()
        self.state.nested_parse(StringList(render_tables(), source="schema"), 0, holder, match_titles=True)
        return holder.children


def setup(app: Any) -> dict[str, bool]:
    """Called by Sphinx."""
    app.add_directive("store-tables", StoreTables)
    return {"parallel_read_safe": True}
