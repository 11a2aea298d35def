from typing import Any

from cleaners.hidden import HidingNames
from cleaners.outline import Outline

class Walker:
    """`cleaners.walk.Walker`, compiled; only for a tree that `cleaners.dom.parse` made."""

    def __init__(self, names: HidingNames) -> None: ...
    def walk(self, top: Any) -> None: ...
    def outline(self, flags: tuple[str, ...]) -> Outline: ...
