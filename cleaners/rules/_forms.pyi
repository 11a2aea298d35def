from collections.abc import Callable, Sequence
from typing import Any

from cleaners.rules.rule import Rule
from cleaners.values import Block

MAX_RULES: int

def fold_as(folded: dict[str, str], first_dropped: str, last_dropped: str) -> None: ...
def match_form(line: str) -> str | None: ...
def make_table(columns: tuple[Any, ...]) -> bytes: ...

class Index:
    def __init__(self, table: bytes) -> None: ...
    def chances(self, form: str) -> int: ...
    def match(
        self,
        blocks: Sequence[Block],
        remembered: dict[str, Rule | None],
        first_rule: Callable[[str], Rule | None],
        first_of: Callable[[str, int], Rule | None],
        longest: int,
        most: int,
    ) -> list[Rule | None]: ...
