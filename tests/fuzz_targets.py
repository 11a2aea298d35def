"""What `tests.fuzz_modules` calls: a function a compiled module, or group of them, which takes any bytes.

Where the module has a form in Python, a target holds the two beside one another: another answer is a fault too. Imports stand
inside the functions, as the runner needs none of them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from types import ModuleType
from typing import Any

from tests.both_forms import in_python

Target = Callable[[bytes], None]

#: Inputs that a target begins with, at most, and bytes of each.
MOST_SEEDS, MOST_BYTES = 300, 2_000


class DiffersError(AssertionError):
    """The compiled form and that in Python gave different answers."""


def _same(one: object, other: object, what: str) -> None:
    if one != other:
        raise DiffersError(f"{what}: {one!r} != {other!r}")


@functools.cache
def _twin(name: str) -> ModuleType:
    return in_python(name)


def _installed(name: str) -> ModuleType:
    import importlib

    return importlib.import_module(name)


def _both(name: str, call: Callable[[Any], object], what: str) -> None:
    _same(call(_installed(name)), call(_twin(name)), what)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _page(data: bytes) -> str:
    from cleaners.reading.characters import sanitize

    return sanitize(_text(data))


def _blocks(data: bytes) -> tuple[Any, ...]:
    """The lines of a text as blocks, as a flattened page has them."""
    from cleaners.reading.segment import segment_text

    return tuple(segment_text(_page(data)).blocks)


# --- targets ---------------------------------------------------------------------------------------------------------


def try_bytes(data: bytes) -> None:
    """`reading._bytes`: what a page's bytes are, beside Python's codec."""
    from cleaners.reading._bytes import has_controls, holds, measure_clean, measure_utf8

    text = _read_in_python(data)
    _same(measure_utf8(data), (len(text.encode()), len(text), text.count("\ufffd")), "measure_utf8")
    controls = any((byte < 0x20 and byte not in b"\t\n\r") or byte == 0x7F for byte in data)
    is_clean = len(text.encode()) == len(data) >= 128 and not controls
    _same(measure_clean(data), (len(text), text.count("\ufffd")) if is_clean else None, "measure_clean")
    _same(has_controls(data) or not controls, True, "has_controls")
    part = data[:1] * 2 + data[-4:]
    _same(holds(data, part), part in data, "holds")
    _same(holds(data, data[3:9]), data[3:9] in data, "holds")


def _read_in_python(data: bytes) -> str:
    """What of the bytes is UTF-8, from their beginning."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        return data[: error.start].decode()


def try_sheets(data: bytes) -> None:
    """`reading._sheets`: the names that a style sheet hides."""
    from cleaners.reading import sheets

    names = sheets.read_hiding_rules(data)
    _same(names, sheets._read_hiding_rules(data), "read_hiding_rules")
    for name in [*sorted(names)[:4], ".a", "b"]:
        _same(sheets.is_final(name, data), sheets._is_final(name.encode(), data), f"is_final {name}")


def try_walk(data: bytes) -> None:
    """`reading.page`: the parser's events, the rows, lines, pictures, hidden text and blocks, beside the walk in Python."""
    from tests.walks import differences

    _same(differences(_page(data)), [], "the walks")


def try_head(data: bytes) -> None:
    """`reading.page._head`: the head of a page, beside lxml's tree."""
    from cleaners.reading.tree import parse
    from cleaners.reading.tree.wide import has_wide_tag
    from tests.walks import head_of

    page = _page(data)
    if has_wide_tag(page):
        return
    tree = parse.parse(page)
    if tree.tape is not None:
        # A page with shadow roots is read as it is with these open.
        _same(head_of(tree), head_of(parse.parse_elements(tree.source)), "the heads")


def try_index(data: bytes) -> None:
    """`rules.index`: the rules that a line may match, by rows and by dictionaries."""
    by_rows, by_dictionaries = _indexes()
    # No text holds the last character of the plane: with it a line is left to Python, which asks every rule.
    for line in _text(data).replace("\uffff", "").split("\n"):
        _same(by_rows.form_of(line), by_dictionaries.form_of(line), "form_of")
        form = by_rows.form_of(line)
        _same(by_rows.chances(form), by_dictionaries.chances(form), "chances")


@functools.cache
def _indexes() -> tuple[Any, Any]:
    from cleaners.rules import RULES
    from cleaners.rules.columns import read_columns

    index, columns = _installed("cleaners.rules.index"), read_columns(RULES)
    return index.Index(index.make_table(columns)), _twin("cleaners.rules.index").Index(columns)


def try_titles(data: bytes) -> None:
    """`evidence.titles`: lines that are like a title, the first line."""
    title, _, rest = _text(data).partition("\n")
    blocks = _blocks(rest.encode("utf-8", "surrogateescape"))
    signs = [tuple((title * 3)[n : n + 1] or "x" for n in range(3))]
    lines = rest.split("\n")

    def call(form: Any) -> object:
        keys = [form.key(line) for line in (title, *lines)]
        overlaps = [form.overlap(line, title, longer) for line in lines for longer in (0, 5)]
        return keys, overlaps, form.like_titles(blocks, [title], signs, 1.0, 2, 60)

    _both("cleaners.evidence.titles", call, "titles")


def try_moments(data: bytes) -> None:
    """`evidence.moments`: times of day, and words inside scripts."""
    text, blocks = _text(data), _blocks(data)
    parts = ("time", "Date", "pu", "::", "20")

    def call(form: Any) -> object:
        durations = [form.read_duration(line) for line in text.split("\n")]
        return durations, form.stamped_lines(blocks, 1), form.places_of_parts(text, parts, 3)

    _both("cleaners.evidence.moments", call, "moments")


def try_prose(data: bytes) -> None:
    """`evidence.prose`: sentences, and the mass of lines."""
    from cleaners.rules import match_rules

    text, blocks = _text(data), _blocks(data)
    hits = match_rules(blocks)

    def call(form: Any) -> object:
        sentences = [form.is_sentence(line) for line in text.split("\n")]
        numbers = range(len(blocks))
        measured = form.measure_blocks(blocks, hits)
        ends = form.with_open_end(blocks, 4), form.words_in_cells(blocks, 8)
        return sentences, form.is_mostly_han(text), form.prose_of(blocks, numbers), tuple(measured), ends

    _both("cleaners.evidence.prose", call, "prose")


def try_masses(data: bytes) -> None:
    """`evidence.masses`: where most of a page's mass is."""
    from cleaners.evidence.element_names import MAX_PRIOR, TAG_PRIORS, prior_of
    from cleaners.evidence.prose import measure_blocks
    from cleaners.rules import match_rules
    from tests.walks import walked

    outline = walked(_page(data))
    hits = match_rules(outline.blocks)
    masses = list(measure_blocks(outline.blocks, hits).masses)

    def call(form: Any) -> object:
        sums = form.sum_weighted(hits, masses, len(data) % 7, len(data) % 5 - 1)
        priors = form.Priors(TAG_PRIORS, prior_of, MAX_PRIOR, 8)
        return sums, form.descend(outline.containers, sums, priors, 0.6)

    _both("cleaners.evidence.masses", call, "masses")


def try_sketch(data: bytes) -> None:
    """`evidence.sketch`: the smallest hashes of a text's runs, of letters and digits alone as `fingerprint` hands them over, and the
    runs that a part shares with the rest."""
    text = _installed("cleaners.evidence.titles").key(_text(data))
    counts = (128, 1 + len(data) % 9)
    _both(
        "cleaners.evidence.sketch",
        lambda form: (
            [form.smallest_hashes(text, count) for count in counts],
            form.hash_of(text[:40]),
            form.shared_runs(text[: len(text) // 3], text[len(text) // 3 :]),
        ),
        "sketch",
    )


def try_article(data: bytes) -> None:
    """All of it on a page, with the judgement's compiled modules and `record.ledger`."""
    from cleaners import clean

    clean(data, "https://www.example.com/news/1.html").to_dict()


def try_flat(data: bytes) -> None:
    """All of it on a flattened text."""
    from cleaners import clean_text

    clean_text(_text(data)).to_dict()


TARGETS: dict[str, Target] = {
    "bytes": try_bytes,
    "sheets": try_sheets,
    "walk": try_walk,
    "head": try_head,
    "index": try_index,
    "titles": try_titles,
    "moments": try_moments,
    "prose": try_prose,
    "masses": try_masses,
    "sketch": try_sketch,
    "article": try_article,
    "flat": try_flat,
}


# --- the inputs they begin with --------------------------------------------------------------------------------------


def seeds_of(target: str) -> Sequence[bytes]:
    """A small corpus for a target, made from the fixtures and the rules' own lines."""
    drawn = {"sheets": _sheets, "index": _lines, "titles": _stories, "moments": _stories, "prose": _stories}
    drawn |= {"sketch": _stories, "flat": _stories}
    found = dict.fromkeys(data[:MOST_BYTES] for data in drawn.get(target, _pages)())
    return list(found)[:MOST_SEEDS]


def _pages() -> Iterator[bytes]:
    from tests.fuzz import make

    return (make(seed).data for seed in range(MOST_SEEDS))


def _sheets() -> Iterator[bytes]:
    from tests.fuzz import corpus

    yield b".a{display:none}#b,em{visibility: hidden}@media print{.c{display:none}}.a.on{display:block}"
    for page in corpus():
        for sheet in re.findall(r"(?is)<style[^>]*>(.*?)</style>", page):
            yield sheet.encode("utf-8", "replace")


def _lines() -> Iterator[bytes]:
    from cleaners.rules import RULES

    lines = [line for rule in RULES for line in (*rule.drops, *rule.keeps)]
    for number in range(0, len(lines), 4):
        yield "\n".join(lines[number : number + 4]).encode()


def _stories() -> Iterator[bytes]:
    from tests.fuzz import make

    for seed in range(MOST_SEEDS):
        yield make(seed).text.encode("utf-8", "replace")
