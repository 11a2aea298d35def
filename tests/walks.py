"""The walk over a page twice: by the compiled module, and in Python."""

from __future__ import annotations

from cleaners import dom, segment
from cleaners.outline import Outline


def walked(page: str) -> Outline:
    """The outline of a page, by the walk that is installed."""
    return segment.segment(dom.parse(page))


def walked_in_python(page: str) -> Outline:
    """The same by the walk in Python, which trees that a caller has parsed are walked with in any case."""
    tree = dom.parse(page)
    return segment.segment(tree._replace(is_own=False))


def differences(page: str) -> list[str]:
    """What the two walks disagree in; nothing where the compiled one is not here."""
    one, other = walked(page), walked_in_python(page)
    columns = zip(one.containers._fields, one.containers, other.containers, strict=True)
    return [
        *(["flags"] if one.flags != other.flags else []),
        *(f"containers.{name}" for name, left, right in columns if left != right),
        *(f"block {left} != {right}" for left, right in zip(one.blocks, other.blocks, strict=False) if left != right),
        *([f"{len(one.blocks)} blocks != {len(other.blocks)}"] if len(one.blocks) != len(other.blocks) else []),
    ]
