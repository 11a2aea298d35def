"""An article that is pictures alone: a poster, a chart, a long image, above a credit line."""

from __future__ import annotations

from itertools import pairwise

from cleaners.judgement.second.seen import Seen

#: So many pictures above a credit line are an article without words: one may be the mark of a programme.
_FEWEST = 2

#: One of so many pairs of a headline's characters stands in any text.
_SHARED = 4


def is_told_in_pictures(seen: Seen, credit: int, index: int) -> bool:
    """Whether pictures alone stand between the headline's facts and a credit line, in an element that does not hold the text
    below, and that text says hardly a word of the headline."""
    headline, blocks = seen.labelled.headline, seen.blocks
    if headline is None or seen.columns.holds(seen.columns.around(headline, credit), index):
        return False
    above = blocks[headline + 1 : credit]
    if sum(block.image is not None for block in above) < _FEWEST:
        return False
    if any(block.text and seen.hits[block.number] is None for block in above):
        return False
    text = "\n".join([blocks[at].text for at in seen.kept])
    pairs = ["".join(pair) for pair in pairwise(filter(str.isalnum, blocks[headline].text))]
    return _SHARED * sum(pair in text for pair in pairs) < len(pairs)
