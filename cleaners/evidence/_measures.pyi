from collections.abc import Callable, Sequence

from cleaners.evidence.measures import Weights
from cleaners.reading.outline import Containers
from cleaners.rules.rule import Rule
from cleaners.values import Block

def key(text: str) -> str: ...
def is_sentence(line: str) -> bool: ...
def is_prose(block: Block) -> bool: ...
def measure_blocks(
    blocks: Sequence[Block], hits: Sequence[Rule | None]
) -> tuple[list[float], list[int], list[int], list[int]]: ...
def sum_weighted(hits: Sequence[Rule | None], masses: Sequence[float], start: int, thread: int) -> list[float]: ...
def like_titles(
    blocks: Sequence[Block],
    titles: Sequence[str],
    signs: list[tuple[str, str, str]],
    least: float,
    shortest: int,
    longest: int,
) -> list[int]: ...
def score_lines(
    blocks: Sequence[Block], numbers: Sequence[int], titles: Sequence[str], weights: Weights
) -> list[float]: ...

class Priors:
    least: float
    most: float
    def __init__(
        self, tags: dict[str, float], prior_of: Callable[[str], float], least: float, most: float, remembered: int
    ) -> None: ...

def descend(containers: Containers, sums: Sequence[float], priors: Priors, dominance: float) -> int: ...
def is_mostly_han(text: str) -> bool: ...
