"""The reference pages against the code: every field, label, flag, seed key, table and command is there, and what is said is true."""

from __future__ import annotations

import ast
import re
import sys
import time
import types
import typing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from cleaners import Article, Label, clean, hints
from cleaners.article import record
from cleaners.bulk.arrow import PROVENANCE
from cleaners.bulk.batch import clean_batch
from cleaners.bulk.readers import Position, read_folder, read_jsonl
from cleaners.bulk.workers import Crew
from cleaners.judgement.second.look import ACTS
from cleaners.reading.given import ADVICE
from cleaners.rules.versions import RECORD_VERSION
from cleaners.template.file import ENTRIES
from cleaners.values import KEPT_LABELS, TEXT_LABELS, Attachment, Document, Image, Person, Removal, Video
from crawler.net.bodies import is_cut_page
from crawler.site.seed import _READERS, _REQUIRED, Seed
from dute import cli
from tests.manual import DOCS, ROOT, pieces_of

REFERENCE = DOCS / "reference"
EXAMPLES = DOCS / "examples"


def rows_of(page: str, header: str) -> list[list[str]]:
    """The cells of every table of a reference page whose first heading cell is this."""
    rows: list[list[str]] = []
    is_inside = False
    for line in (REFERENCE / page).resolve().read_text("utf-8").splitlines():
        cells = [cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if not cells:
            is_inside = False
        elif cells[0] == header:
            is_inside = True
        elif is_inside and set(cells[0]) != {"-"}:
            rows.append(cells)
    assert rows
    return rows


def code(cell: str) -> str:
    return cell.strip("`")


# --- the record ------------------------------------------------------------------------------------------------------

WORDS = {"str": "string", "bool": "boolean", "float": "number", "int": "integer", "Document": "document"}
PLURALS = {Person: "people", Image: "images", Video: "videos", Removal: "removals", Attachment: "attachments"}


def words_for(annotation: Any) -> str:
    """A type as the page writes it."""
    if typing.get_origin(annotation) is tuple:
        inner = typing.get_args(annotation)[0]
        return f"list of {PLURALS.get(inner, 'strings')}"
    if isinstance(annotation, types.UnionType):
        return f"{words_for(typing.get_args(annotation)[0])} or null"
    return WORDS[annotation.__name__]


def test_every_field_of_the_record_has_its_type_in_order() -> None:
    hinted = typing.get_type_hints(Article)
    shown = [(code(row[0]), row[1]) for row in rows_of("record.md", "field")]
    assert shown == [(name, words_for(hinted[name])) for name in record(Article())]


def test_a_field_that_says_when_it_is_null_or_empty_can_be() -> None:
    empty = record(Article())
    for name, _, when, _ in rows_of("record.md", "field"):
        assert (when == "never") == (empty[code(name)] not in (None, "", [])), name


@pytest.mark.parametrize(
    ("value", "type_"),
    [
        ("person", Person), ("image", Image), ("video", Video), ("document", Document), ("attachment", Attachment),
        ("removal", Removal),
    ],
)  # fmt: skip
def test_the_values_inside_have_their_keys_and_types(value: str, type_: Any) -> None:
    shown: list[tuple[str, str]] = []
    current = ""
    for name, key, kind, _ in rows_of("record.md", "value"):
        current = name or current
        if current == value:
            shown.append((code(key), kind))
    hinted = typing.get_type_hints(type_)
    assert shown == [(name, words_for(hinted[name])) for name in type_._fields]


def test_the_columns_of_a_batch_are_named() -> None:
    assert [code(row[0]) for row in rows_of("record.md", "column")] == list(PROVENANCE)


# --- labels ----------------------------------------------------------------------------------------------------------


def test_every_label_is_explained_and_has_a_true_example() -> None:
    rows = rows_of("labels.md", "label")
    assert sorted(code(row[0]) for row in rows) == sorted(Label)
    found = {
        (block.label, block.text or (block.image or block.video).url) for block in clean(EXAMPLES / "page.html").blocks
    }
    assert [row for row in rows if (code(row[0]), row[2]) not in found] == []


def test_what_becomes_of_a_label_is_what_the_code_does() -> None:
    for label, fate, _ in rows_of("labels.md", "label"):
        is_text, is_kept = code(label) in TEXT_LABELS, code(label) in KEPT_LABELS
        assert (fate == "the text") == is_text, label
        assert ("removal" in fate) == (not is_kept or code(label) == "video"), label


# --- flags -----------------------------------------------------------------------------------------------------------

#: A link of the flags page to an example file.
_FILE = re.compile(r"\[.*\]\(\.\./examples/(.*)\)")
_JUDGES = ("_reason", "_reason_without_text", "wall_of", "_short_date", "thing_of")
_FLAG = re.compile(r"[a-z0-9_]+")
_GIVE_FLAGS = ("not_a_page", "with_flags", "flagged", "Judgement", "_without_its_text", "Lost", "Thing")


def flags_in_the_source() -> set[str]:
    """Strings that stand where a flag is given: the values of ``flags`` and ``flag``, and what a judge of pages returns."""
    paths = [path for half in ("cleaners", "crawler") for path in ROOT.glob(f"{half}/**/*.py")]
    trees = [(path.parts[len(ROOT.parts)], ast.parse(path.read_text("utf-8"))) for path in paths]
    everywhere = dict(constant for _, tree in trees for constant in _constants(tree))
    found: set[str] = set()
    for half, tree in trees:
        known = everywhere | dict(_constants(tree))
        judges = _JUDGES if half == "cleaners" else ()  # a crawl's walls are outcomes of addresses
        found |= {
            text for place in _places_of_flags(tree, judges) for text in _texts(place, known) if _FLAG.fullmatch(text)
        }
    return found | {rule.replace(".", "_") for rule in ACTS} | set(ADVICE)


def _constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            yield from ((target.id, node.value) for target in node.targets if isinstance(target, ast.Name))


def _places_of_flags(tree: ast.AST, judges: Sequence[str]) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword | ast.Assign) and _is_of_flags(node):
            yield node.value
        elif isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in _GIVE_FLAGS:
            yield from node.args[:1] if ast.unparse(node.func) == "Lost" else node.args
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "SourcePage":
            yield from node.args[4:]
        elif isinstance(node, ast.FunctionDef) and node.name in judges:
            yield from (
                each.value for each in ast.walk(node) if isinstance(each, ast.Return) and each.value is not None
            )


def _is_of_flags(node: ast.keyword | ast.Assign) -> bool:
    if isinstance(node, ast.keyword):
        return node.arg in ("flags", "flag")
    return any("flags" in ast.unparse(target) for target in node.targets)


def _texts(place: ast.expr, constants: dict[str, ast.expr]) -> Iterator[str]:
    """The strings of an expression that are flags themselves: in tuples and choices, not arguments of what it calls."""
    if isinstance(place, ast.Constant) and isinstance(place.value, str):
        yield place.value
    elif isinstance(place, ast.JoinedStr) and isinstance(place.values[0], ast.Constant):
        yield str(place.values[0].value).removesuffix(": ")
    elif isinstance(place, ast.Tuple):
        for part in place.elts:
            yield from _texts(part, constants)
    elif isinstance(place, ast.Starred):
        yield from _texts(place.value, constants)
    elif isinstance(place, ast.IfExp):
        yield from _texts(place.body, constants)
        yield from _texts(place.orelse, constants)
    elif isinstance(place, ast.Name) and place.id in constants:
        yield from _texts(constants[place.id], constants)


def test_every_flag_is_explained() -> None:
    shown = [code(row[0]) for row in rows_of("flags.md", "flag")]
    assert len(shown) == len(set(shown))
    assert flags_in_the_source() == set(shown)


def _hang(_: int) -> None:
    time.sleep(60)


def _die(_: int) -> None:
    import os

    os._exit(1)


def _break(_: int) -> None:
    raise ValueError("broken")


def _lost(work: Callable[[int], None]) -> tuple[str, ...]:
    with Crew(work, seconds=0.2) as crew:
        return (crew.one(1).flag,)


def _of_line(folder: Path, line: str) -> tuple[str, ...]:
    (folder / "lines.jsonl").write_text(line + "\n", "utf-8")
    return next(iter(read_jsonl(str(folder / "lines.jsonl"), Position()))).flags


def _of_dead_link(folder: Path) -> tuple[str, ...]:
    (folder / "page.html").symlink_to(folder / "nowhere")
    (page,) = read_folder(str(folder), Position())
    return tuple(flag.partition(":")[0] for flag in page.flags)


def _of_null(_: Path) -> tuple[str, ...]:
    (row,) = clean_batch(pa.RecordBatch.from_pydict({"content": pa.array([None], pa.binary())})).to_pylist()
    return tuple(row["flags"])


#: Examples that need more than a page.
IN_COMMANDS: dict[str, Callable[[Path], tuple[str, ...]]] = {
    "timeout": lambda _: _lost(_hang),
    "crashed": lambda _: _lost(_die),
    "failed": lambda _: _lost(_break),
    "no_content": _of_null,
    "bad_line": lambda folder: _of_line(folder, "no JSON"),
    "unreadable": _of_dead_link,
    "no_end": lambda _: ("no_end",) if is_cut_page("<html><p>老桥".encode()) else (),
}

#: Flags whose example is too long for here, and the suite that has it.
ELSEWHERE = {"incomplete_record": "bulk/test_batch.py", "feed_date_differs": "test_feeds.py"}


@pytest.mark.filterwarnings("ignore:clean.. takes a page:UserWarning")
@pytest.mark.parametrize("row", rows_of("flags.md", "flag"), ids=lambda row: code(row[0]))
def test_a_flags_example_gets_that_flag(row: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flag, example = code(row[0]), row[2]
    if flag in ELSEWHERE:
        assert f'"{flag}"' in (ROOT / "tests" / ELSEWHERE[flag]).read_text("utf-8")
        return
    if flag == "no_second_opinion":
        monkeypatch.setitem(sys.modules, "trafilatura", None)
    monkeypatch.chdir(EXAMPLES)
    assert flag in (IN_COMMANDS[flag](tmp_path) if flag in IN_COMMANDS else _of_example(example))


def _of_example(example: str) -> tuple[str, ...]:
    if example.startswith("`"):
        article: Article = eval(code(example), {"clean": clean, "hints": hints, "Path": Path})  # noqa: S307
        return article.flags
    linked = _FILE.fullmatch(example)
    folder = ROOT / example
    named = folder / ("page.txt" if (folder / "page.txt").exists() else "page.html")
    return clean(EXAMPLES / linked[1] if linked else named).flags


def test_the_record_page_names_the_record_version() -> None:
    assert f"This is record version {RECORD_VERSION}." in (REFERENCE / "record.md").read_text("utf-8")


# --- seeds, store, commands ------------------------------------------------------------------------------------------


def test_every_key_of_a_seed_is_explained_and_its_default_is_the_codes() -> None:
    rows = {code(row[0]): row for row in rows_of("seeds.md", "key")}
    assert list(rows) == list(_READERS)
    assert {name for name, row in rows.items() if row[2] == "required"} == set(_REQUIRED)
    defaults = {field.name: field.default for field in fields(Seed) if field.default is not MISSING}
    assert set(rows) == (set(defaults) | set(_REQUIRED)) - {"elsewhere"}
    assert (rows["pages"][2], rows["learn"][2]) == (str(defaults["pages"]), str(defaults["learn"]).lower())
    assert defaults["recrawl"] == _READERS["recrawl"](_toml_value(code(rows["recrawl"][2])))
    assert all(f"`{name}`" in rows["page"][3] for name in ENTRIES)


def _toml_value(text: str) -> Any:
    import tomllib

    return tomllib.loads(f"value = {text}")["value"]


def test_the_example_of_a_seed_has_every_key() -> None:
    (example,) = [piece for piece in pieces_of(REFERENCE / "seeds.md") if piece.kind == "toml"]
    assert [name for name in _READERS if not re.search(rf"^\[?{name}\b", example.text, re.M)] == []


@pytest.fixture
def extensions(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sphinx")
    monkeypatch.syspath_prepend(str(DOCS / "_ext"))


@pytest.mark.usefixtures("extensions")
def test_every_column_of_the_store_is_explained() -> None:
    import store_tables

    words, above = store_tables.words_of_columns(), store_tables.words_of_tables()
    tables = store_tables.store_tables()
    assert [name for name in tables if name not in above] == ["schema_version"]
    unexplained = [
        f"{table.name}.{column.name}"
        for name, table in tables.items()
        for column in store_tables.columns_of(table, words, above.get(name, ""))
        if not column.words
    ]
    assert unexplained == []


@pytest.mark.usefixtures("extensions")
def test_the_page_of_commands_is_made_from_whole_parsers() -> None:
    from commands import commands_of, full_parser

    made = commands_of(full_parser())
    assert list(made) == list(cli.COMMANDS)
    for name, command in made.items():
        assert [action.dest for action in command._actions] == [
            action.dest for action in commands_of(cli.build_parser(name))[name]._actions
        ]


def test_the_table_of_commands_names_every_command() -> None:
    listed = " ".join(row[0] for row in rows_of("commands.md", "command"))
    assert [name for name in cli.COMMANDS if f"`dute {name}" not in listed] == []


# --- the Chinese pages ------------------------------------------------------------------------------------------------


def test_the_chinese_page_has_every_field_label_and_flag() -> None:
    page = "../zh/fields.md"
    assert [code(row[0]) for row in rows_of(page, "字段")] == list(record(Article()))
    assert sorted(code(row[0]) for row in rows_of(page, "标签")) == sorted(Label)
    assert [code(row[0]) for row in rows_of(page, "标记")] == [code(row[0]) for row in rows_of("flags.md", "flag")]


def test_the_chinese_seed_has_every_key() -> None:
    (example,) = [piece for piece in pieces_of(DOCS / "zh" / "crawl.md") if piece.kind == "toml"]
    assert [name for name in _READERS if not re.search(rf"^\[?{name}\b", example.text, re.M)] == []
