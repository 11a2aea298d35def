"""One line of a flattened text, before it is a block."""

from __future__ import annotations

from typing import NamedTuple

from cleaners.values import Image, Mark


class Row(NamedTuple):
    """A line and what its form says of it; the fields are those of `cleaners.values.Block`. ``hidden`` are words of the tool that
    made the text, which no page showed, and what stood around the text on a page that was copied whole."""

    text: str = ""
    kind: str = "paragraph"
    level: int = 0
    marks: tuple[Mark, ...] = ()
    hidden: bool = False
    cell: tuple[int, ...] | None = None
    image: Image | None = None
