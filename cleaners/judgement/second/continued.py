"""What is cut without a reason behind the text: in its own column, in the next section, in a fold that is hidden."""

from collections.abc import Sequence

from cleaners.evidence.prose import is_prose
from cleaners.judgement.second.columns import PARAGRAPHS
from cleaners.judgement.second.explained import explained
from cleaners.judgement.second.missing import Run, end_of
from cleaners.judgement.second.sections import closes_article, stands_beside
from cleaners.judgement.second.seen import Seen, between, has_between, last_before
from cleaners.reading.han import HAN
from cleaners.reading.patterns import lazy
from cleaners.rules import Rule, Where
from cleaners.values import Block, Label

#: What stands behind an end in the article's own column is text from so many characters on.
MIN_BEHIND = 100


def find_columns(seen: Seen) -> list[Run]:
    """Runs of running text behind the text and in its own column."""
    if not seen.kept or seen.text[-1] + 1 >= len(seen.blocks):
        return []
    section = _find_sections(seen)
    found = [] if section is None else [section]
    passed, others = _passed(seen)
    found.extend(passed)
    taken = {index for run in (*passed, *others) for index in range(run.first, run.end)}
    loose = [index for index in _reaching(seen) if index not in taken]
    own = seen.columns.around_lines(seen.kept) if loose else set()
    for run in _runs(seen, loose, own):
        besides = explained(seen, run)
        lines = [index for index in run if index not in besides]
        if len(lines) * 2 > len(run) and _belongs(seen, lines, found):
            first, end = _start_of(seen, lines[0]), end_of(seen, run[-1], len(seen.blocks))
            besides.update(index for index in range(first, end) if not _is_of(seen, seen.columns.of(index), own))
            found.append(Run(first, end, frozenset(besides)))
    return found


#: Elements that a text has rows of words in.
_OF_ROWS = frozenset(("table", "dl", "ol", "ul", "blockquote"))


def _is_of(seen: Seen, column: int, own: set[int]) -> bool:
    """Whether a column is one of the text's, or stands between its lines without a link and a line that a rule takes: pictures
    with what they show below them, a table, a list or a quotation."""
    if column in own:
        return True
    containers = seen.outline.containers
    inside = seen.blocks[containers.first[column] : containers.end[column]]
    if any(block.link_chars or not _may_be_cell(seen.hits[block.number]) for block in inside):
        return False
    if any(block.image is not None for block in inside):
        return not any(map(is_prose, inside))
    while column > 0 and column not in own and containers.tag[column] not in _OF_ROWS:
        column = containers.parent[column]
    return column > 0 and column not in own and containers.parent[column] in own


def _may_be_cell(hit: Rule | None) -> bool:
    """Whether no rule takes a line, or one for the head alone: a number or a day is a cell of a table, too."""
    return hit is None or hit.where is Where.HEAD


def _passed(seen: Seen) -> tuple[list[Run], list[Run]]:
    """Text of the article's column below lists of links inside it, and that of another story."""
    if not has_between(seen.widgets, seen.kept[0] + 1, len(seen.blocks)):
        return [], []
    from cleaners.judgement.second.passed import find_passed  # a page with no such heading needs none of it

    return find_passed(seen)


def _find_sections(seen: Seen) -> Run | None:
    """The sections of an article right behind its text: sentences in columns beside the last one's, and pictures."""
    last = seen.text[-1]
    end = last + 1
    said: list[int] = []
    for index in range(last + 1, len(seen.blocks)):
        block, hit = seen.blocks[index], seen.hits[index]
        if not block.text or (hit is not None and hit.label is Label.PROMO):
            continue
        if not seen.is_sentence(index) or not _continues(seen, end - 1, index):
            break
        end = index + 1
        said.append(index)
    if not said:
        return None
    besides = explained(seen, between(seen.loose, last + 1, end))
    return Run(last + 1, end, frozenset(besides)) if not besides.issuperset(said) else None


def _continues(seen: Seen, above: int, below: int) -> bool:
    if seen.columns.of(above) == seen.columns.of(below):
        return True
    return stands_beside(seen, above, below) or closes_article(seen, above, below)


def _start_of(seen: Seen, first: int) -> int:
    """Where a run begins whose first line of running text this is: right behind the text, or behind the last end before it,
    with the short sentences and headings above it."""
    end = last_before(seen.ends, first)
    text = last_before(seen.text, first)
    if text > end:
        return text + 1
    while first - 1 > end and _heads(seen, first - 1):
        first -= 1
    is_heading = seen.is_widget(end) if end >= 0 else False
    return end if is_heading and end == first - 1 and seen.columns.of(end) == seen.columns.of(first) else first


def _heads(seen: Seen, index: int) -> bool:
    return seen.is_sentence(index) or (seen.blocks[index].kind == "heading" and seen.hits[index] is None)


def _reaching(seen: Seen) -> list[int]:
    """The loose lines after the first kept one whose columns reach up to the text."""
    starts, last = seen.outline.containers.first, seen.kept[-1]
    lines = between(seen.loose, seen.kept[0], len(seen.blocks))
    return [index for index in lines if starts[seen.columns.of(index)] <= last]


def _runs(seen: Seen, loose: Sequence[int], own: set[int]) -> list[list[int]]:
    """Loose lines after the first kept one, of one of these columns, with no end between them but calls, which come again."""
    runs: list[list[int]] = []
    for index in loose:
        if seen.columns.of(index) not in own:
            continue
        if runs and last_before(seen.hard_ends, index) < runs[-1][-1] and not between(seen.kept, runs[-1][-1], index):
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _belongs(seen: Seen, lines: Sequence[int], found: Sequence[Run]) -> bool:
    """Whether a run in the text's own column is text: always where nothing stands between; behind an end where it is long
    enough and the column is the article's own."""
    start = lines[0]
    before = last_before(seen.kept, start)
    if found and found[-1].first > before:
        before = found[-1].end - 1
    if not has_between(seen.ends, before, start) or _is_interrupted(seen, before, start):
        return True
    if _is_background(seen, before, lines):
        return True
    size, kept = seen.size(lines), seen.kept_size
    if len(lines) < 2 or size < max(MIN_BEHIND, kept / 2) or not seen.is_articles_own(seen.columns.of(start)):
        return False
    ends = between(seen.ends, before, start)
    if size < kept and not all(map(seen.is_widget, ends)):
        return False
    credit = next((index for index in ends if seen.is_credit(index)), None)
    return credit is None or not any(index > credit and seen.is_widget(index) for index in ends)


def _is_interrupted(seen: Seen, above: int, below: int) -> bool:
    """Whether all that stands between two lines of one column that are printed alike are calls, each in a box that is closed
    again: an article is interrupted by such a box, and does not end there."""
    containers, columns = seen.outline.containers, seen.columns
    look = containers.look(seen.blocks[above].container)
    if look != containers.look(seen.blocks[below].container) or not columns.are_same(above, below):
        return False
    if has_between(seen.hard_ends, above, below):
        return False
    column = columns.of(above)
    return all(_is_boxed(seen, index, column, look) for index in between(seen.ends, above, below))


def _is_boxed(seen: Seen, index: int, column: int, look: tuple[str, str, str]) -> bool:
    """Whether a line stands in an element of a column that is no paragraph and looks unlike this."""
    containers, container = seen.outline.containers, seen.blocks[index].container
    while container > 0 and containers.parent[container] != column:
        container = containers.parent[container]
    return container > 0 and containers.tag[container] not in PARAGRAPHS and containers.look(container) != look


#: Words of the headings of recommendations under which newspapers print the background of a report too.
_BACKGROUND = ("链接", "鏈接", "延伸", "拓展", "扩展", "相关", "相關")
#: Words of those under which readers speak.
_READERS = ("评", "評", "帖", "话题", "热词")


def _is_background(seen: Seen, above: int, lines: Sequence[int]) -> bool:
    """Whether but one heading stands between a line of the text and a run in its column, right above the run, and heads what is
    said there and no links: the background that a newspaper prints under its report. A heading of recommendations has links
    below it, one of another story a title or a date. What a rule takes below the run, credits or controls, is no part of it."""
    columns, below = seen.columns, lines[0]
    heading = last_before(seen.ends, below)
    is_alone = len(between(seen.ends, above, below)) == 1 and heading == below - 1
    if not is_alone or not columns.are_same(heading, below) or not columns.are_same(above, below):
        return False
    hit, column = seen.hits[heading], columns.of(below)
    text = seen.blocks[heading].text
    if hit is None or hit.label is not Label.RECOMMENDATION or any(word in text for word in _READERS):
        return False
    if not any(word in text for word in _BACKGROUND):
        return False
    rest = range(lines[-1] + 1, seen.outline.containers.end[column])
    end = next((index for index in rest if seen.hits[index] is not None), rest.stop)
    if has_between(seen.facts, heading, lines[-1]):
        return False
    return not any(block.link_chars for block in seen.blocks[heading:end])


#: Words of a control that opens the rest of a text, and how long such a control is at most.
_OPENS = ("展开", "展開", "全文", "剩余", "剩餘", "余下", "显示全部", "继续阅读", "繼續閱讀", "阅读更多", "閱讀更多")
MAX_CONTROL = 20

#: Characters of a shown line that stand again at the start of a hidden one, so that they are no chance.
MIN_TEASER = 8


class Fold:
    """The hidden rest of a text, the controls that open it, and the shown lines that it repeats: those of a teaser."""

    __slots__ = ("controls", "lines", "repeated")

    def __init__(self) -> None:
        self.lines: list[int] = []
        self.controls: list[int] = []
        self.repeated: list[int] = []


def find_fold(seen: Seen) -> Fold | None:
    """The rest of a text that is hidden right behind it, beside a control that opens it."""
    if not seen.text:
        return None
    index = 1 + next((i for i in reversed(seen.text) if not _opens_rest(seen.blocks[i])), seen.text[-1])
    found = Fold()
    column = -1
    is_signed = False
    while index < len(seen.blocks):
        block = seen.blocks[index]
        if block.hidden and block.text and column in (-1, seen.columns.of(index)) and seen.hits[index] is None:
            column = seen.columns.of(index)
            found.lines.append(index)
        elif _opens_rest(block) and not (is_signed and block.text.startswith(_OF_ANYTHING)):
            found.controls.append(index)
        elif not block.hidden and block.text:
            is_signed = bool(found.lines) and _signs_text(seen, index)
            if not is_signed and (found.lines or seen.verdicts[index].label not in _OF_SHOWN):
                break
        index += 1
    if not found.controls or not any(is_prose(seen.blocks[line]) for line in found.lines):
        return None
    starts = [seen.blocks[line].text for line in found.lines]
    found.repeated.extend(index for index in seen.text if _is_teaser_of(seen.blocks[index], starts))
    return found if seen.kept or found.repeated else None


def _signs_text(seen: Seen, index: int) -> bool:
    """Whether a line says who wrote or edited a text or where it is from: it closes the hidden rest, above the control."""
    hit = seen.hits[index]
    return hit is not None and hit.label in _SIGNING


_SIGNING = (Label.SOURCE, Label.BYLINE, Label.CREDIT)
#: What may stand between the shown part and the hidden rest: the last picture's caption, and who reported.
_OF_SHOWN = (Label.CAPTION, Label.BYLINE)
#: What opens the rest of a list of comments too, behind the lines that close a text.
_OF_ANYTHING = ("展开更多", "展開更多", "展开评论", "展开全部", "展開全部", "查看")


def _is_teaser_of(block: Block, starts: Sequence[str]) -> bool:
    """Whether a line, without the dots in which it breaks off, opens as one of the hidden ones does: for its greater half, since
    teasers are shortened inside too. A subhead may be in the words in which the text below it begins, and is repeated whole."""
    if block.kind == "heading":
        return block.text in starts
    opening = block.text.rstrip(".… ")
    least = max(MIN_TEASER, len(opening) // 2)
    return len(opening) >= least and any(start.startswith(opening[:least]) for start in starts)


def _opens_rest(block: Block) -> bool:
    if block.hidden or len(block.text) > MAX_CONTROL or not any(word in block.text for word in _OPENS):
        return False
    return _OF_OTHERS.search(block.text) is None


#: What leads to more of other things: 阅读更多本地故事.
_OF_OTHERS = lazy(rf"更多(?!内容|內容|全文|正文|文章|剩余|剩餘)[{HAN}]{{2}}")
