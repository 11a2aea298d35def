"""A poll between the paragraphs of a text: a question, answers with their votes, and the control to vote, in one box."""

from __future__ import annotations

from cleaners.judgement.second.seen import Seen, between, has_between
from cleaners.reading.patterns import lazy

#: An answer with its votes or their share, and the maximum length of one, in characters.
_ANSWER = lazy(r".{1,36}?\s*[(（]?\d[\d,.]*\s?(?:票|%|％)[)）]?")
_MAX_ANSWER = 40
#: What a poll says of itself beside its answers. A list of votes in a report has no such line.
_VOTE = lazy(
    r"(?:我要|点击|参与|提交|立即|马上)?投票(?:\s?.{0,3}\d[\d,]*\s?人.{0,6})?|(?:查看|投票)结果"
    r"|(?:共|已有?|累计)?\s?\d[\d,]*\s?人(?:已)?(?:参与|投票)(?:投票)?"
)
#: Minimum number of answers; elements around the first two, from the innermost, that may be the poll's box.
_FEWEST, _LEVELS = 2, 5
#: Last characters of an answer.
_ENDS = ("票", "%", "％", ")", "）")


def find_poll(seen: Seen) -> list[int]:
    """The lines of the first poll among those of the text; none without one."""
    answers = [index for index in seen.text if seen.blocks[index].text.endswith(_ENDS) and _is_answer(seen, index)]
    if len(answers) < _FEWEST:
        return []
    containers, blocks = seen.outline.containers, seen.blocks
    box = seen.columns.around(answers[0], answers[1])
    for _ in range(_LEVELS):
        lines = between(seen.text, containers.first[box], containers.end[box])
        if (
            box <= 0
            or has_between(seen.kept, containers.first[box], containers.end[box])
            or len(lines) == len(seen.text)
        ):
            return []
        shown = (blocks[index].text for index in range(containers.first[box], containers.end[box]))
        if any(_VOTE.fullmatch(text) for text in shown):
            return list(lines)
        box = containers.parent[box]
    return []


def _is_answer(seen: Seen, index: int) -> bool:
    text = seen.blocks[index].text
    return len(text) <= _MAX_ANSWER and _ANSWER.fullmatch(text) is not None
