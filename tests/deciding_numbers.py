"""The numbers that decide: module-level constants and rules of `cleaners.judgement`, `cleaners.evidence` and `cleaners.rules`, what
stands a step beside each, and their modules with other numbers in them (`tests.mutations`)."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LIBRARY = ROOT / "cleaners"
FOLDERS = ("judgement", "evidence", "rules")

#: Whole numbers up to this are counts, and move by one, as years do; larger ones are lengths, and move by a fifth, as shares and
#: weights do.
MAX_COUNT = 12
YEARS = ("FIRST_YEAR", "LAST_YEAR", "_CENTURY")
STEP = 0.2

#: Names that decide nothing about a page: sizes of caches and of machine words, keys of hashes, versions, limits against hostile
#: input, which tests of their own hold, and the weights of confidence, which `benchmarks.calibration` fits.
NOT_DECIDING = frozenset(
    "REMEMBERED REMEMBERED_CHARS REMEMBERED_LINES _IN_MEMORY _HELD _PARTS _NOBODY _KEYS VERSION RECORD_VERSION SKETCH GRAM _RUN_BITS _PAIR_BITS "
    "OF_TEXT OF_REFUSAL _WORD _FIRST _SECOND _FOLD _PIECE _HAN_BYTES _WAYS MAX_RULES MAX_JSON MAX_LOOSE CHINA ROLE_AHEAD ROLE_END _HALVES".split()
)

#: Limits of work and sizes of what is read ahead, by module and name, each with the reason why no page lies on either side of it.
#: They are counted apart.
LIMITS: Mapping[str, str] = {
    "evidence.dates._LONGEST": "the beginning of a text in which a date is looked for",
    "evidence.fingerprint.LOOKED_UP": "of the hashes under which a text is looked up, which benchmarks.reprints measures",
    "evidence.fingerprint.MEETINGS": "texts that meet less often are not compared, which benchmarks.reprints measures",
    "evidence.fingerprint.MAX_NEAR": "groups that are remembered for one hash",
    "evidence.fingerprint.NUMBERS": "numbers that are kept of one text, in what is stored",
    "evidence.flat.markup._OPENING": "the beginning of a text in which its first tag is looked for, comments before it",
    "evidence.flat.blanks.MOST_PARTED": "rules are asked about the lines that begin at each word of a row",
    "evidence.flat.blanks.MOST_WORDS": "rules are asked about so many lines that begin at one word, and bound what they take themselves",
    "evidence.flat.wrapped._END_LENGTH": "the longest role has fewer characters",
    "evidence.founder._LONGEST": "the comment of a page that is read for its entries",
    "evidence.metadata.MAX_TITLES": "every line is compared with each of them; real pages give four",
    "evidence.dates._OPENING": "a moment of day and time has no more characters",
    "evidence.people.pairs._MAX_PAIR": "a role and six names have no more characters",
    "evidence.people.roles._MAX_ROLE": "a role and its colon have no more characters",
    "evidence.people.pairs._MAX_RUN": "the expression of a run of credits is not tried on longer lines",
    "evidence.scripts._MOST": "places of one name that are looked at in a page's scripts",
    "judgement.amounts._FEW_ABOVE": "a page says near its top that it is what a search found",
    "judgement.caption_lines._MAX_SOURCED": "the expression of where a picture is from is not tried on longer lines",
    "judgement.caption_lines._MAX_SOURCE": "what that expression finds at a line's end is never longer",
    "judgement.caption_lines._GIVEN_CHARS": "what the expression finds at a line's end is never longer",
    "judgement.caption_lines.MAX_MAKERS": "the expression of roles and names below a picture is not tried on longer lines",
    "judgement.caption_lines._CREDIT_CHARS": "what the expression finds at a line's end is never longer",
    "judgement.confidence.MOST": "how a probability is shown, which decides nothing",
    "judgement.entries._WRAPPERS": "every element is looked at once for each of them",
    "judgement.second.sections.MAX_DEPTH": "the elements around every line are climbed, and hostile pages nest thousands",
    "judgement.purpose.above._READ": "things say what they are near their names, and some pages have thousands of lines",
    "judgement.purpose.page._OPENING": "the beginning of a text by which its language is known",
    "judgement.purpose.voice._READ": "a page that speaks to its reader does so from its first sentences on",
    "judgement.things._MAX_ASKED": "how a page is made is seen on less, and costs time on more",
    "judgement.things._READ": "things say what they are near their names, and some pages have thousands of lines",
    "judgement.signs.ENOUGH": "a sign of the confidence, whose weights are fitted to it",
    "judgement.signs._FEW": "a sign of the confidence, whose weights are fitted to it",
    "rules.rule.LONG": "the expressions of such rules bound what they take themselves",
    "rules.rule.PARAGRAPH": "the expressions of such rules bound what they take themselves",
    "rules.rule.LONGEST": "calls whose steps were glued to one line have no length of their own",
}


@dataclass(frozen=True)
class Number:
    """One number in the source: its module, the constant that it stands in (for a rule its name), and its place."""

    module: str
    name: str
    value: float
    line: int
    column: int
    end: int

    @property
    def path(self) -> Path:
        return ROOT.joinpath(*self.module.split(".")).with_suffix(".py")


@dataclass(frozen=True)
class Change:
    """A number and what stands in its place."""

    number: Number
    new: float

    def __str__(self) -> str:
        of = self.number
        return f"{of.path.relative_to(ROOT)}:{of.line} {of.name}: {of.value:g} → {self.new:g}"


def numbers_of(path: Path, *, limits: bool = False) -> Iterator[Number]:
    """The numbers that decide in a module; with ``limits`` those that only bound work."""
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    short = module.removeprefix("cleaners.")
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found = _numbers_in(module, _names_of(targets), node.value)
            yield from (number for number in found if (f"{short}.{number.name}" in LIMITS) is limits)


def _names_of(targets: Sequence[ast.expr]) -> list[str]:
    return [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]


def _numbers_in(module: str, names: list[str], value: ast.expr) -> Iterator[Number]:
    """The numbers of an assignment: of a tuple to several names each its own, of rules under the rules' names."""
    if isinstance(value, ast.Tuple) and len(names) == len(value.elts) > 1:
        for name, part in zip(names, value.elts, strict=True):
            yield from _numbers_in(module, [name], part)
        return
    if NOT_DECIDING.intersection(names):
        return
    for inner, name in _named_parts(value, ", ".join(names)):
        sign = -1 if isinstance(inner, ast.UnaryOp) else 1
        constant = inner.operand if isinstance(inner, ast.UnaryOp) else inner
        assert isinstance(constant, ast.Constant)
        assert isinstance(constant.value, int | float)
        assert inner.end_col_offset is not None
        yield Number(module, name, sign * constant.value, inner.lineno, inner.col_offset, inner.end_col_offset)


def _named_parts(node: ast.AST, name: str) -> Iterator[tuple[ast.expr, str]]:
    """The numbers below a node, each with the name of its rule, key or constant."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and _is_number(node.operand):
        yield node, name
    elif isinstance(node, ast.Constant):
        if _is_number(node):
            yield node, name
    elif isinstance(node, ast.Call) and ast.unparse(node.func) == "Rule" and isinstance(node.args[0], ast.Constant):
        for part in ast.iter_child_nodes(node):
            yield from _named_parts(part, str(node.args[0].value))
    elif isinstance(node, ast.Dict):
        for key, part in zip(node.keys, node.values, strict=True):
            yield from _named_parts(part, f"{name}[{ast.unparse(key) if key is not None else ''}]"[:60])
    else:
        for part in ast.iter_child_nodes(node):
            yield from _named_parts(part, name)


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float) and abs(node.value) > 1e-3


def changes_of(number: Number) -> list[Change]:
    """A step up and a step down; a share stays at most 1."""
    value = number.value
    if isinstance(value, int):
        step = 1 if abs(value) <= MAX_COUNT or number.name in YEARS else round(abs(value) * STEP)
        return [Change(number, value + step), Change(number, value - step)]
    up = round(value * (1 + STEP), 4)
    return [Change(number, min(up, 1.0) if value < 1 else up), Change(number, round(value * (1 - STEP), 4))]


def written(numbers: Mapping[Number, str]) -> str:
    """The source of one module with something else in the place of each of these numbers."""
    path = next(iter(numbers)).path
    lines = path.read_text("utf-8").splitlines(keepends=True)
    for number in sorted(numbers, key=lambda number: (number.line, number.column), reverse=True):
        line = lines[number.line - 1].encode()
        lines[number.line - 1] = (line[: number.column] + numbers[number].encode() + line[number.end :]).decode()
    return "".join(lines)


class Rewritten(MetaPathFinder, Loader):
    """Loads modules from changed sources, in Python, whatever is compiled."""

    def __init__(self, instead: Mapping[Number, str]) -> None:
        numbers: dict[str, dict[Number, str]] = {}
        for number, text in instead.items():
            numbers.setdefault(number.module.removesuffix(".__init__"), {})[number] = text
        self.sources = {module: written(own) for module, own in numbers.items()}
        self.paths = {module: str(next(iter(own)).path) for module, own in numbers.items()}

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name not in self.sources:
            return None
        is_package = self.paths[name].endswith("__init__.py")
        spec = spec_from_loader(name, self, origin=self.paths[name], is_package=is_package)
        assert spec is not None
        if is_package:
            spec.submodule_search_locations = [str(Path(self.paths[name]).parent)]
        return spec

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        name = module.__name__
        module.__file__ = self.paths[name]
        exec(compile(self.sources[name], self.paths[name], "exec"), module.__dict__)  # noqa: S102


def modules(chosen: Sequence[str]) -> list[Path]:
    """The modules of the folders, or those that are named, as ``judgement/walls``."""
    paths = [path for folder in FOLDERS for path in sorted((LIBRARY / folder).rglob("*.py"))]
    names = [path.relative_to(LIBRARY).with_suffix("").as_posix() for path in paths]
    wanted = [one.rstrip("/") + "/" for one in chosen]
    return [path for path, name in zip(paths, names, strict=True) if not wanted or f"{name}/".startswith(tuple(wanted))]
