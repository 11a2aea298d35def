from cleaners.reading.hidden import HidingNames
from cleaners.reading.outline import Outline
from cleaners.reading.page._tape import Tape

class Walker:
    """`cleaners.reading.walk.Walker`, compiled; only for a page that was read without a tree."""

    hiding_spans: list[list[int]]
    in_doubt: list[int]
    hidden_prose: int

    def __init__(self, names: HidingNames, shown: frozenset[int] = ..., believes_names: bool = ...) -> None: ...
    def walk(self, tape: Tape) -> None: ...
    def outline(self, flags: tuple[str, ...]) -> Outline: ...
