"""Text that goes on below a list of links inside it: newspapers print the titles of other articles between two paragraphs."""

from collections.abc import Sequence

from cleaners.evidence.titles import pairs_of
from cleaners.judgement.once import once
from cleaners.judgement.second.missing import Run
from cleaners.judgement.second.seen import Seen, between, has_between, last_before
from cleaners.rules import Effect, Where
from cleaners.values import Block, Label

#: So many sentences below the links are the article's: one may be the summary of what the last link leads to.
MIN_TOLD = 2

#: Characters of a line outside its link: the mark of a list.
MAX_MARK = 3

#: 4-grams of a linked title that stand again in the line below it and not in the text: the line tells that title's story. Pairs
#: of characters by which a text is about a title.
MIN_SHARED = 2


def find_passed(seen: Seen) -> tuple[list[Run], list[Run]]:
    """Runs of the article's column below a heading of recommendations and the linked titles that it heads: those that go on with
    the text, and those that tell the story of the linked title."""
    found: list[Run] = []
    others: list[Run] = []
    if not seen.kept:
        return found, others
    above, said = seen.kept[0], _Said(seen)
    for heading in between(seen.widgets, seen.kept[0] + 1, len(seen.blocks)):
        above = max(above, last_before(seen.kept, heading), found[-1].end - 1 if found else -1)
        if above > heading or not seen.columns.are_same(above, heading) or has_between(seen.ends, above + 1, heading):
            continue
        run = _below(seen, heading, above)
        if run is None or said.tells_of(run.first, seen.blocks[heading + 1 : run.first]):
            continue
        (others if _tells_anothers(seen, run, heading) else found).append(run)
    return found, others


def _below(seen: Seen, heading: int, above: int) -> Run | None:
    """The text below a heading and its linked titles, where it is printed as the text above, and tells on."""
    hit = seen.hits[heading]
    if hit is None or hit.label is not Label.RECOMMENDATION:
        return None
    first = _end_of_titles(seen, heading)
    if first is None:
        return None
    end = first
    while end < len(seen.blocks) and _goes_on(seen, end, above):
        end += 1
    if end == first or (end < len(seen.blocks) and _is_listed(seen, end)):
        return None
    told = [index for index in range(first, end) if _is_told_as(seen, index, above)]
    if len(told) < (1 if _is_signed(seen, end, above) else MIN_TOLD) or not _opens(seen, first, told[0]):
        return None
    return Run(first, told[-1] + 1)


def _end_of_titles(seen: Seen, heading: int) -> int | None:
    """Where the linked titles below a heading end; None without any."""
    index, has_title = heading + 1, False
    while index < len(seen.blocks):
        block = seen.blocks[index]
        if seen.is_widget(index):
            return None
        if _is_title(block):
            has_title = True
        elif block.text and not block.hidden:
            return index if has_title else None
        index += 1
    return None


def _is_title(block: Block) -> bool:
    """Whether a line is a link, but for the mark before it."""
    return block.link_chars > 0 and len(block.text) - block.link_chars <= MAX_MARK


def _goes_on(seen: Seen, index: int, above: int) -> bool:
    """Whether a line below the titles belongs to what stands there: no rule takes it, and its column is the text's."""
    block = seen.blocks[index]
    if not block.text or block.hidden:
        return True
    return seen.hits[index] is None and not block.link_chars and seen.columns.are_same(above, index)


def _is_listed(seen: Seen, index: int) -> bool:
    """Whether what a run ends at speaks for a list: one more title, or a fact about an entry."""
    hit = seen.hits[index]
    return (hit is None and _is_title(seen.blocks[index])) or (hit is not None and hit.where is Where.HEAD)


def _is_signed(seen: Seen, index: int, above: int) -> bool:
    """Whether the article's credit line stands at the end of a run."""
    if index >= len(seen.blocks):
        return False
    hit = seen.hits[index]
    is_credit = hit is not None and hit.label is Label.CREDIT and hit.effect is Effect.END
    return is_credit and seen.columns.are_same(above, index)


def _is_told_as(seen: Seen, index: int, above: int) -> bool:
    """Whether a line is a sentence that is printed as the text above the heading is."""
    look = seen.outline.containers.look
    return seen.is_sentence(index) and look(seen.blocks[index].container) == look(seen.blocks[above].container)


def _opens(seen: Seen, first: int, told: int) -> bool:
    """Whether nothing but subheads stands above the first sentence of a run: a plain line there may be a title."""
    blocks = seen.blocks
    return all(block.bold or block.kind == "heading" for block in blocks[first:told] if block.text and not block.hidden)


def _tells_anothers(seen: Seen, run: Run, heading: int) -> bool:
    """Whether a run is about the one linked title above it, and says nothing of what the headline is about, as the text above
    does, which says nothing of that title."""
    titles = [block for block in seen.blocks[heading + 1 : run.first] if _is_title(block)]
    if len(titles) != 1 or seen.labelled.headline is None:
        return False
    told = "\n".join([block.text for block in seen.blocks[run.first : run.end]])
    text = "\n".join([seen.blocks[index].text for index in seen.kept if index < heading])
    headline, title = seen.blocks[seen.labelled.headline].text, titles[0].text
    is_own = _shared(title, told) >= MIN_SHARED > _shared(title, text)
    return is_own and _shared(headline, text) >= MIN_SHARED > _shared(headline, told)


def _shared(title: str, text: str) -> int:
    """How many pairs of a title's characters a text has, without those that any text may have."""
    return sum(pair in text for pair in pairs_of(title) if pair.isalnum() and _COMMON.isdisjoint(pair))


#: Particles and numbers.
_COMMON = frozenset("的了是在和与不有上下为人一二两三四五六七八九十百千万")


class _Said:
    """What the text says, in 4-grams: they are made when a run is first asked about, and once for all runs."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen

    @once
    def _text(self) -> set[str]:
        return set().union(*(_grams(self.seen.blocks[index].text) for index in self.seen.kept))

    def tells_of(self, first: int, titles: Sequence[Block]) -> bool:
        """Whether the first line of a run says what one of some titles says and the text does not."""
        line = _grams(self.seen.blocks[first].text)
        return any(len((line & _grams(title.text)) - self._text) >= MIN_SHARED for title in titles)


def _grams(text: str) -> set[str]:
    return {text[start : start + 4] for start in range(len(text) - 3)}
