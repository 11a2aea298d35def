from cleaners._tape import Tape
from cleaners.hidden import HidingNames
from cleaners.outline import Outline

class Walker:
    """`cleaners.walk.Walker`, compiled; only for a page that was read without a tree."""

    def __init__(self, names: HidingNames) -> None: ...
    def walk(self, tape: Tape) -> None: ...
    def outline(self, flags: tuple[str, ...]) -> Outline: ...
