"""A page read twice: by the compiled modules, without a tree, and in Python, by lxml's elements."""

from __future__ import annotations

from cleaners.evidence import metadata
from cleaners.reading import segment
from cleaners.reading.outline import Outline
from cleaners.reading.tree import parse as dom
from cleaners.reading.tree import queries
from cleaners.reading.tree.wide import has_wide_tag


class Everything:
    """A container that has whatever is looked for."""

    def __contains__(self, value: object) -> bool:
        return True


def walked(page: str) -> Outline:
    """The outline of a page, by the walk that is installed."""
    return segment.segment(dom.parse(page))


def head_of(tree: dom.Tree) -> list[object]:
    """All that is read of a page's head."""
    return [
        *queries.head_elements(tree, Everything()),
        metadata.read_metadata(tree),
        queries.style_sheets(tree),
        queries.language(tree),
    ]


def differences(page: str) -> list[str]:
    """What the two readings disagree in; nothing where the compiled modules are not here."""
    if has_wide_tag(page):
        return []
    tree = dom.parse(page)
    # A page with shadow roots is read as it is with these open.
    elements = dom.parse_elements(page.encode("utf-8", "replace") if tree.tape is None else tree.source)
    one, other = segment.segment(tree), segment.segment(elements)
    columns = zip(one.containers._fields, one.containers, other.containers, strict=True)
    return [
        *(["flags"] if one.flags != other.flags else []),
        *(["head"] if head_of(tree) != head_of(elements) else []),
        *(f"containers.{name}" for name, left, right in columns if left != right),
        *(f"block {left} != {right}" for left, right in zip(one.blocks, other.blocks, strict=False) if left != right),
        *([f"{len(one.blocks)} blocks != {len(other.blocks)}"] if len(one.blocks) != len(other.blocks) else []),
    ]
