"""What a page states between its name and its first sentence. An article states when and by whom it was written; a page for a
thing describes that thing, in rows of pieces and in labels with values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cleaners.evidence.metadata import TITLE_PART
from cleaners.evidence.prose import is_prose
from cleaners.judgement.measures import MAX_FACT
from cleaners.judgement.purpose.page import Named, without_visits, words_of
from cleaners.judgement.purpose.posts import sizes_of
from cleaners.judgement.purpose.voice import is_spoken
from cleaners.judgement.sentences import ends_sentence, pauses
from cleaners.judgement.told import MAX_KEY, is_particular, particulars
from cleaners.reading.outline import Containers, Outline
from cleaners.rules import Fact, first_rule, rule_named
from cleaners.rules.roles import REPORTERS
from cleaners.rules.things.headlines import NOTICED, OF_HOUSE, OF_INTRODUCTION
from cleaners.rules.things.lines import OF_READING, PRICE
from cleaners.rules.voices import ADDRESSED, MOTTO, OTHERS, PERSON, TELLS
from cleaners.values import FACTS, Block, Label

#: Minimum number of pieces above the first sentence that are statements, of labels with values among them, and of pieces with
#: counts (more below a fact about an article).
_MIN_PIECES, _MIN_PAIRS, _MIN_COUNTS, _MANY_COUNTS = 3, 3, 2, 4

#: Maximum number of pieces per piece with a count.
_OF_COUNTS = 4

#: Maximum length of the running text below them, in characters.
_MAX_PROSE = 600

#: Minimum length of an opening post that is a story, in characters.
_MIN_STORY = 200

#: Labels that come again.
_MIN_LABELS = 3

#: Number of lines below the name that are examined.
_READ = 300

#: Minimum numbers of labels with values, and of lines and cells, that are the purpose of a page with a short name.
_MIN_VALUES, _MIN_STATED = 2, 3

#: Number of lines of a label and its value.
_PAIR = 2

#: Endings of the headings in a wiki's entry, and their minimum number.
_CHANGED = ("[编辑]", "［编辑］", "[編輯]", "[编辑 | 编辑源代码]", "[编辑源代码]", "[編輯原始碼]", "[编辑|编辑源代码]")
_MIN_CHANGED = 2

#: Labels of facts about an article, and of controls around one.
_OF_ARTICLE = frozenset(
    {Label.DATE, Label.SHARE, Label.NAVIGATION, Label.KICKER, Label.ABSTRACT, Label.CAPTION, Label.COMMENT}
    | {Label.RECOMMENDATION, Label.PROMO, Label.CREDIT}
)


def states_a_thing(page: Named) -> bool:
    """Whether a page states its purpose above its first sentence, without a fact about an article above these statements."""
    if page.chars > _MAX_PROSE or not page.is_named or not page.is_chinese:
        return False
    above = [block for block in page.lines[:_READ] if block.number < page.first]
    lines = [block for block in above if _is_statement(page, block)]
    if not lines or _is_published(page, above, lines) or _is_post(page):
        return False
    if particulars(page.amounts.outline, lines) >= _MIN_PAIRS:
        return True
    if not page.prose:
        return False
    rows = [words_of(block, page.amounts.outline.pieces) for block in lines]
    if any(map(PRICE.fullmatch, (*[line.text for line in lines], *[piece for row in rows for piece in row]))):
        return True
    least = _MANY_COUNTS if page.name.is_published else _MIN_COUNTS
    named = rows  # rows whose pieces need no counts
    if page.name.is_published or _is_credited(page):
        named = [row for row, line in zip(rows, lines, strict=True) if _is_of_elements(page.amounts.outline, line)]
    is_row = page.is_short and any(len(row) >= _MIN_PIECES for row in named)
    if not is_row and sum([_counts(piece) for row in rows for piece in row]) < least:
        return False  # cheaper than asking the rules
    if is_row and any(len(row) >= _MIN_PIECES and not any(map(_is_of_reading, row)) for row in named):
        return True
    others = [piece for row in rows for piece in row if not _is_of_reading(piece)]
    counts, pieces = sum(map(_counts, others)), len(others)
    return counts >= least and _MIN_PIECES <= pieces <= _OF_COUNTS * counts


def _is_of_elements(outline: Outline, line: Block) -> bool:
    """Whether a line consists of several elements, or belongs to a table or a list. Words with gaps in plain text, above a
    moment or a credit line, are a deck or a byline."""
    return line.kind != "paragraph" or len(outline.pieces.get(line.number, ())) > 1


def _is_credited(page: Named) -> bool:
    """Whether a credit line stands below the first sentence."""
    return any(index > page.first for index in page.amounts.labelled.places_of(Label.CREDIT))


def is_entry(page: Named) -> bool:
    """Whether headings of sections end with the control for editing them, as in a wiki's entries."""
    return (
        sum(block.text.endswith(_CHANGED) and len(block.text) <= MAX_FACT for block in page.lines[:_READ])
        >= _MIN_CHANGED
    )


def _is_post(page: Named) -> bool:
    """Whether the page opens with a post as long as a story: then the lines above it are about its writer."""
    sizes = sizes_of(page)
    return len(sizes) > 1 and not sizes[0] and _MIN_STORY <= sizes[1] >= page.chars // 2


def _is_of_reading(piece: str) -> bool:
    """Whether a piece serves the readers of an article: a control, its count, a player; or is a part of a moment (`07`)."""
    return piece.isdecimal() or OF_READING.search(piece) is not None or first_rule(piece) is not None


def _counts(piece: str) -> bool:
    """Whether a piece is a number of something. A bare number may be a position in a player."""
    return any(map(str.isdigit, piece)) and any(map(str.isalpha, piece))


def is_of_records(page: Named) -> bool:
    """Whether the same labels occur repeatedly, and their records are more of the page than its running text."""
    if page.name.is_published or page.chars > _MAX_PROSE:
        return False
    labelled = [
        (block.number, label) for block in page.lines if len(block.text) <= MAX_FACT and (label := _label(block))
    ]
    found = Counter(label for _, label in labelled)
    again = [number for number, label in labelled if found[label] > 1]
    if len({label for label in found if found[label] > 1}) < _MIN_LABELS:
        return False
    if not all(is_spoken(block.text) for block in page.prose if block.number < again[0]):
        return False
    return sum([len(block.text) for block in page.lines if len(block.text) <= MAX_FACT]) > page.chars


def _label(block: Block) -> str:
    text = block.text
    if block.in_element == "dt" or (len(text) <= MAX_KEY and text[-1] in "：:"):
        return text
    if not is_particular(text):
        return ""
    return text[: min((at for at in (text.find("："), text.find(":")) if at > 0), default=0)]


def _is_published(page: Named, above: Sequence[Block], lines: list[Block]) -> bool:
    """Whether a fact about an article, itself no statement, stands above the first statement, or the page is an official
    document. Lines that look like facts but are statements are added to ``lines``."""
    verdicts, first, others = page.amounts.labelled.verdicts, lines[0].number, tuple(lines)
    for block in above:
        verdict = verdicts[block.number]
        rule = rule_named(verdict.rule)
        if rule is not None and rule.states is Fact.DOCUMENT:
            return True
        if verdict.label in FACTS:
            if _is_among(page.amounts.outline, block, others):
                lines.append(block)
            elif page.name.is_published and block.number < first:
                return True
    return False


def _is_among(outline: Outline, block: Block, lines: Sequence[Block]) -> bool:
    """Whether a line has its own label, and at least two statements stand in rows that look the same."""
    if is_particular(block.text):
        return sum(is_particular(line.text) for line in lines) > 1
    if block.cell is not None:
        cells = {line.cell for line in lines if line.cell is not None and line.cell[0] == block.cell[0]}
        return len(cells - {block.cell}) >= _MIN_PIECES
    own = _row(outline.containers, block)
    if own is None or not (len(outline.pieces.get(block.number, ())) > 1 or _lines_in(outline.containers, own[0]) > 1):
        return False
    rows = {_row(outline.containers, line) for line in lines}
    return sum(row is not None and row[1:] == own[1:] for row in rows) > 1


def _lines_in(containers: Containers, element: int) -> int:
    return containers.end[element] - containers.first[element]


def _row(containers: Containers, block: Block) -> tuple[int, int, object] | None:
    """The element around a line and its value, the element around that one, and the look of the first."""
    element = block.container
    while element > 0 and _lines_in(containers, containers.parent[element]) <= _PAIR:
        element = containers.parent[element]
    if element <= 0 or _lines_in(containers, element) > _PAIR:
        return None
    return element, containers.parent[element], containers.look(element)


def _is_statement(page: Named, block: Block) -> bool:
    text = block.text
    if len(text) > MAX_FACT or block.link_chars * 2 > len(text) or ends_sentence(text):
        return False
    if pauses(text) and not (text[-1] in "：:" and len(text) <= MAX_KEY):
        return False
    if any(word in text for word in REPORTERS):
        return False
    label = page.amounts.labelled.verdicts[block.number].label
    return label not in _OF_ARTICLE and label not in FACTS


def describes(page: Named, *, is_sectioned: bool) -> bool:
    """Whether the text describes something, with neither persons nor moments: under the name of an organisation, under headings
    of such pages (``is_sectioned``), or under a short name with other lines among its sentences."""
    name = page.name
    is_house = page.is_named and any(
        (OF_HOUSE.fullmatch(text) or OF_INTRODUCTION.fullmatch(text)) for text in _names(page)
    )
    if (
        not (page.is_short or is_house or is_sectioned)
        or name.is_published
        or not page.is_chinese
        or not 0 < page.chars <= _MAX_PROSE
    ):
        return False
    tail = page.amounts.labelled.zones.tail
    own = [block for block in page.lines if block.number < tail]
    told = [MOTTO.sub("", block.text) for block in own if is_prose(block) or ends_sentence(block.text)]
    person = OTHERS if is_sectioned else PERSON
    if any(person.search(text) or TELLS.search(text) for text in told) or _is_of_letters(page, own):
        return False
    return is_house or is_sectioned or _is_parted(page, own) or _has_values(page, own)


def _is_of_letters(page: Named, own: Sequence[Block]) -> bool:
    """Whether somebody by his name stands above what he wrote; below all sentences he is whom to ask."""
    last = page.prose[-1].number if page.prose else 0
    return any(block.number < last and ADDRESSED.fullmatch(block.text) for block in own)


def _has_values(page: Named, own: Sequence[Block]) -> bool:
    """Whether labels with values, cells of a table or other lines stand beside sentences that narrate nothing. Notices have
    them, too."""
    if page.narrates or NOTICED.search(page.name.text):
        return False
    lines = without_visits(page, [block for block in own if len(block.text) <= MAX_FACT and not is_prose(block)])
    if particulars(page.amounts.outline, lines) >= _MIN_VALUES:
        return True
    stated = sum(block.cell is not None or (block.number < page.last and _is_statement(page, block)) for block in lines)
    return stated >= _MIN_STATED


def _names(page: Named) -> list[str]:
    """The page's name, and the beginnings of titles that do not contain it."""
    titles = () if page.name.is_titled else page.amounts.metadata.titles
    return [page.name.text, *[TITLE_PART.split(title, maxsplit=1)[0].strip() for title in titles]]


def _is_parted(page: Named, own: Sequence[Block]) -> bool:
    """Whether a heading, or two other lines, stand among the sentences. A line below all sentences may be a signature."""
    last = max((block.number for block in own if is_prose(block) or ends_sentence(block.text)), default=0)
    among = (block for block in own if block.number < last and not is_prose(block) and _is_statement(page, block))
    return sum([1 + (block.kind == "heading") for block in among if not _is_of_reading(block.text)]) > 1
