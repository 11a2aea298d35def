from collections.abc import Callable, Collection, Sequence

from cleaners.reading.outline import Outline
from cleaners.rules.rule import Rule
from cleaners.values import Block, Label, Removal, Verdict

class Names:
    def __init__(
        self, words: dict[str, int], rank_of: Callable[[str], int], verdicts: tuple[Verdict, ...], most: int
    ) -> None: ...

def label_around(
    outline: Outline,
    hits: Sequence[Rule | None],
    verdicts: list[Verdict | None],
    head: int,
    end: int,
    names: Names,
    reach: int,
    hidden: Verdict,
    before: Verdict,
) -> None: ...
def label_run(
    blocks: Sequence[Block],
    hits: Sequence[Rule | None],
    verdicts: list[Verdict | None],
    start: int,
    end: int,
    default: str,
    is_staff: Callable[[str], bool],
    hidden: Verdict,
) -> None: ...
def settle(verdicts: list[Verdict | None], default: Verdict) -> tuple[tuple[Verdict, ...], dict[Label, list[int]]]: ...
def list_removals(
    blocks: Sequence[Block], verdicts: Sequence[Verdict], fields: set[int], labels: Collection[Label]
) -> tuple[Removal, ...]: ...
def with_verdicts(blocks: Sequence[Block], verdicts: Sequence[Verdict]) -> list[Block]: ...
