"""Lines that a sheet of paper wrapped: a paragraph is cut wherever the column is full, and is put together again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from unicodedata import east_asian_width

from cleaners.evidence.dates import opens_with_date
from cleaners.evidence.flat.blanks import CLOSED_SENTENCE
from cleaners.evidence.flat.marks import heads_widget, is_of_frame, states_fact
from cleaners.evidence.outlets import is_outlet
from cleaners.reading.han import HAN, is_han
from cleaners.reading.patterns import lazy
from cleaners.rules.roles import ANY_ROLE, CREDIT_ROLE

#: Narrowest column, in half-width places: 13 ideographs. Verse is narrower, and the columns of newspapers are wider.
MIN_WIDTH = 26

#: Narrowest column, in the same, of a text with one full line: 25 ideographs, more than most headlines have.
MIN_ALONE = 50

#: A line is full within so many places of the column: a mark may not begin a line, and a word of Latin letters is not cut.
SLACK = 4

#: Fewest full lines, and their least share of the lines that fill half a column: the last line of a paragraph may be any length.
MIN_FULL, FULL_SHARE = 3, 0.5

#: Share of lines, and their number, that may be wider than the column: an address, a line that was pasted in.
WIDER, WIDER_LINES = 0.1, 1

#: Share of the full lines that at most end as sentences do: by chance, one in eight does, and more where most paragraphs are as
#: long as a line. Lines of verse nearly all do.
HALF_CLOSED, MAX_CLOSED = 0.5, 0.8

#: The same where all lines are full: those of a wrapped text are then of one paragraph, which by chance closes one in eight.
MAX_CLOSED_ALONE = 0.25

#: Fewest full lines that end within a sentence; fewest ends of paragraphs that say how long those are.
MIN_CUT, MIN_ENDS = 2, 3

#: Characters at most of a line with a photographer's name and what he did alone, which ends a caption that began above.
_CREDIT_ALONE = 12

#: Lines of a text among which the moment of a page stands.
MAX_HEAD = 12

#: Characters by which lines that a site cut at one length differ at most: a mark or a reference counts more before it is shown.
SPREAD = 2

#: Blanks that open a paragraph at most, in places.
MAX_INDENT = 8

#: Characters of a paragraph's end in which a role is looked for: the longest has fewer.
_END_LENGTH = 64

#: A colon too: by chance it ends one line in sixty, and above a list every time.
_END = frozenset("。！？…⋯；：.!?;:")
_HANGING = frozenset("，。、；：！？”’」』）》】,.;:!?)")
_CLOSERS = "”’」』）)》】\"'"
#: What running text holds inside; a row of facts has colons.
_MARKS = lazy(r"[，。！？；、,]")
#: The end of a sentence inside a line; the first word of a line with the marks that may begin none.
_INSIDE = lazy(rf"{CLOSED_SENTENCE}(?=\S)")
_FIRST_WORD = lazy(r"[“‘（《「『【]{0,3}(?:[A-Za-z0-9]+|.)[，。、；：！？”’》）」』,.;:!?)…]{0,3}")
_ENDS_IN_ROLE, _OPENS_WITH_ROLE = lazy(rf"\s(?:{ANY_ROLE})[:：]?$"), lazy(rf"(?:{CREDIT_ROLE})(?:\s|[:：])")
#: A way to the rest of what was summed up, behind the sentence.
_CONTROL = lazy(r"[。！？.…]\s*\[[^\[\]]{2,6}\]$")
#: A photographer's name ends a caption; the name of an agency's reporter in brackets only opens a text.
_CREDITED = lazy(rf"(?:[{HAN}]{{2}}(?:\s{{1,2}}|\s?/\s?)|[。！？][{HAN}]{{2,4}})(?:摄|攝|供图|供圖)[）)]?\s*$")
_DATELINE = lazy(r"[电電讯訊]\s?(?:[（(][^（）()]{2,40}[）)])?$")
#: What stands in running text and in no row of facts.
_TOLD = lazy(r"[，；。！？]")
#: What parts of a sentence end in.
_PAUSES = lazy(rf"[，；、。](?=.)|[,.;](?=[{HAN}])")
#: Words that blanks part, as channels and controls stand beside each other.
_ROW = lazy(rf"[{HAN}]{{1,6}}(?:\s{{1,4}}[{HAN}]{{1,6}}){{2,20}}|[{HAN}]{{1,3}}\s{{1,4}}[{HAN}]{{1,3}}")
_PAGE_NUMBER = lazy(
    r"[—\-–·\s]*\d{1,3}[—\-–·\s]*|第\s?\d{1,3}\s?页(?:\s?[/，,]?\s?共\s?\d{1,3}\s?页)?|\d{1,3}\s?/\s?\d{1,3}"
)


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether a text was wrapped: several lines are of one width, the widest, and most of those end within a sentence; or all
    lines that end within one are of that width, and go on below."""
    return _column_of(lines, [width(line) for line in lines]) > 0


def _column_of(lines: Sequence[str], widths: Sequence[int]) -> int:
    """The width of the column that a text was wrapped in; 0 where it was not."""
    column = _column(widths)
    if _is_spaced(lines, widths, column):
        lines = [line for line in lines if line.strip()]
        widths = [wide for wide in widths if wide]
    if column >= MIN_WIDTH and _is_set_in(lines, widths, column):
        return column
    return max(widths, default=0) if _breaks_once(lines, widths) else 0


def _is_set_in(lines: Sequence[str], widths: Sequence[int], column: int) -> bool:
    full = [line.strip() for line, wide in zip(lines, widths, strict=True) if wide >= column - SLACK]
    halves = sum(wide * 2 > column for wide in widths)
    wider = sum(wide > column + SLACK for wide in widths)
    cut = [line for line in full if not _is_closed(line)]  # those that would go on in the next line
    closed = len(full) - len(cut)
    if _is_table(lines):
        return False
    if len(full) < MIN_FULL or wider > max(WIDER_LINES, WIDER * halves) or closed > MAX_CLOSED * len(full):
        return False
    if len(full) == halves and (closed > MAX_CLOSED_ALONE * len(full) or _are_couplets(cut) or _are_cut_alike(lines)):
        return False  # no line is shorter: verse, or teasers
    marked = sum(_MARKS.search(line[:-1]) is not None for line in cut)
    if len(full) >= FULL_SHARE * halves and marked * 2 >= len(cut):
        return closed <= HALF_CLOSED * len(full) or _all_go_on(lines, widths, column)
    return _all_go_on(lines, widths, column)


def _breaks_once(lines: Sequence[str], widths: Sequence[int]) -> bool:
    """Whether the only long line of a text ends within a sentence, which the line right below it ends: a flash of one paragraph,
    below the facts or a whole sentence. A headline stands above those."""
    widest = max(widths, default=0)
    if widest < MIN_ALONE:
        return False
    near = [number for number, wide in enumerate(widths) if wide >= widest - SLACK]
    cut = [
        number
        for number in near[: MIN_FULL + 1]
        if not _is_closed(lines[number]) and not is_of_frame(lines[number].strip())
    ]
    place = cut[0] if cut else 0
    if len(cut) > 1 or len(near) > MIN_FULL or not 0 < place < len(lines) - 1:
        return False
    above, line, below = (lines[number].strip() for number in (place - 1, place, place + 1))
    if _PAUSES.search(line) is None or not _is_closed(below) or states_fact(line):
        return False
    return _is_closed(above) or states_fact(above) or opens_with_date(above) or is_of_frame(above)


def _are_couplets(lines: Sequence[str]) -> bool:
    """Whether all lines pause after as many characters: verse of two halves a line."""
    places = {match.start() if (match := _MARKS.search(line)) is not None else -1 for line in lines}
    return len(places) == 1 and -1 not in places


def _are_cut_alike(lines: Sequence[str]) -> bool:
    """Whether all lines have as many characters, and the last one ends within a sentence too: teasers of other pages."""
    shown = [line.strip() for line in lines if line.strip()]
    return not _is_closed(shown[-1]) and max(map(len, shown)) - min(map(len, shown)) <= SPREAD


def _is_table(lines: Sequence[str]) -> bool:
    """Whether lines are rows of data: most hold as many commas, tabs or bars as the others, and end no sentence."""
    shown = [line for line in lines if line.strip()]
    for sign in (",", "\t", "|", ";"):
        counts = Counter(line.count(sign) for line in shown)
        number, rows = counts.most_common(1)[0] if counts else (0, 0)
        if number and rows >= MIN_FULL and rows >= 0.8 * len(shown):
            return True
    return False


def _all_go_on(lines: Sequence[str], widths: Sequence[int], column: int) -> bool:
    """Whether most lines that end within a sentence are full, but for titles, and one that ends it stands right below them, a
    shorter one somewhere: lines of verse are as long as the others."""
    ends, has_shorter = _ends_below(lines, widths, column)
    cut = ended = 0
    others: list[int] = []
    for number, line in enumerate(lines):
        text = line.strip()
        if _is_closed(text) or ":" in text or "：" in text:
            continue
        if _PAUSES.search(text) is None and not _is_above_pause(lines, widths, column, number):
            continue
        if widths[number] < column - SLACK:
            if widths[number] * 2 > column:
                others.append(number)
            continue
        cut += 1
        ended += ends[number + 1]
    if cut < MIN_CUT or ended * 2 < cut or not has_shorter:
        return False
    if len(others) <= cut:
        return True
    widget = next((number for number, line in enumerate(lines) if heads_widget(line.strip())), len(lines))
    return sum(number < widget for number in others) <= cut  # titles of other pages are of any length


def _is_above_pause(lines: Sequence[str], widths: Sequence[int], column: int, number: int) -> bool:
    """Whether a full line without a pause goes on in a full one that has some: the first half of a long sentence."""
    if number + 1 >= len(lines) or min(widths[number : number + 2]) < column - SLACK:
        return False
    return _PAUSES.search(lines[number + 1]) is not None and not states_fact(lines[number].strip())


def _ends_below(lines: Sequence[str], widths: Sequence[int], column: int) -> tuple[list[bool], bool]:
    """For each line, and behind the last, whether it ends a sentence or goes on, over full lines only, to one that does; and
    whether one that ends it there is shorter than a full line."""
    found = [False] * (len(lines) + 1)
    has_shorter = False
    has_facts = any(
        opens_with_date(line.strip()) or states_fact(line.strip()) for line in lines[:MAX_HEAD]
    )  # verse has none above it
    for number in range(len(lines) - 1, -1, -1):
        is_full = widths[number] >= column - SLACK
        is_end = _is_closed(lines[number].strip())
        found[number] = is_end or (is_full and found[number + 1])
        above = number > 0 and widths[number - 1] >= column - SLACK and not _is_closed(lines[number - 1].strip())
        is_shorter = not is_full or (has_facts and widths[number] < widths[number - 1])
        has_shorter = has_shorter or (is_end and is_shorter and above)
    return found, has_shorter


def join_wrapped(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The paragraphs of a wrapped text, and the numbers of its sheets."""
    column = _Column(lines)
    paragraphs: list[_Paragraph] = []
    aside: list[str] = []
    above: str | None = None  # the last line of a paragraph that may go on
    for line, wide in zip(lines, column.widths, strict=True):
        text = line.strip()
        if not text:
            above = above if column.is_spaced else None
            continue
        if _PAGE_NUMBER.fullmatch(text) and (above is not None or not text.isdigit()):
            aside.append(text)
        elif above is not None and not _is_indented(line) and column.goes_on(above, text, paragraphs[-1]):
            paragraphs[-1].add(text)
            above = line if column.is_full(wide) else None
        else:
            paragraphs.append(_Paragraph(text))
            above = line if column.is_full(wide) and not _is_set_apart(line) else None
    return [paragraph.text for paragraph in paragraphs], aside


class _Column:
    """The column that a text was set in: its width, whether a blank line stands between all lines, and whether its paragraphs are
    of one sentence more often than not, so that a full line that ends one ends a paragraph."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.widths = [width(line) for line in lines]
        self.width = _column_of(lines, self.widths) or _column(self.widths)
        unhung = _column(
            [wide for line, wide in zip(lines, self.widths, strict=True) if line.rstrip()[-1:] not in _HANGING]
        )
        # Marks may hang beyond the column.
        self.room = unhung if unhung >= self.width - SLACK else self.width
        self.is_spaced = _is_spaced(lines, self.widths, self.width)
        last = [line for line, wide in zip(lines, self.widths, strict=True) if wide and not self.is_full(wide)]
        ends, inside = sum(map(_is_closed, last)), sum(len(_INSIDE.findall(line)) for line in lines)
        self.ends_with_sentences = ends >= MIN_ENDS and ends > inside

    def is_full(self, wide: int) -> bool:
        """Whether a line of this width may go on in the next."""
        return wide >= self.width - SLACK

    def goes_on(self, above: str, text: str, paragraph: _Paragraph) -> bool:
        """Whether a full line goes on in the one below. One within a sentence does; else its first word had no room there. Facts
        stand by themselves."""
        is_closed = _is_closed(above.strip())
        has_room = self._had_room(above, text)
        if (is_closed or has_room) and len(text) > _CREDIT_ALONE and _CREDITED.search(text):
            return False  # a caption
        if _CREDITED.search(above) or self._parts(paragraph, text):
            return False
        if not is_closed and _is_between_facts(paragraph, text, self.is_full(width(text))):
            return False
        if not is_closed and _PAUSES.search(above) is not None:
            return True
        return not (has_room or (is_closed and self.ends_with_sentences))

    def _had_room(self, above: str, text: str) -> bool:
        """Whether the first word of a line would have stood in the one above it."""
        first = _FIRST_WORD.match(text)
        gap = " " in above.strip()  # a blank where a line ends is lost
        return first is not None and width(first.group()) + gap <= self.room - width(above)

    def _parts(self, paragraph: _Paragraph, text: str) -> bool:
        """Whether the line below a full one is a whole fact, or the full one is of the page's frame, and what is below is not."""
        if paragraph.is_of_frame:
            return _ROW.fullmatch(text) is None
        if states_fact(text):
            return True
        if self.is_full(width(text)) or _is_closed(text):
            return False
        return opens_with_date(text) or is_outlet(text) or is_of_frame(text)


def _is_between_facts(paragraph: _Paragraph, text: str, is_full: bool) -> bool:
    """Whether the line below a full one is of facts, or the full one is and running text stands below, or a further full line."""
    if paragraph.is_of_facts:
        return is_full or _is_closed(text) or _TOLD.search(text) is not None or states_fact(text)
    return _PAUSES.search(paragraph.end) is None and (opens_with_date(text) or states_fact(text))


class _Paragraph:
    """The parts of a paragraph so far. Only its end is looked at again: a sheet may be one paragraph."""

    def __init__(self, text: str) -> None:
        self._parts = [text]
        self._end = text[-_END_LENGTH:]
        self._has_space = " " in text

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def end(self) -> str:
        """Its last characters."""
        return self._end

    @property
    def is_of_facts(self) -> bool:
        """Whether it is a line of facts so far: a row of those is seldom longer than two lines."""
        return len(self._parts) < 3 and _DATELINE.search(self._end) is None and states_fact(self.text)

    @property
    def is_of_frame(self) -> bool:
        """Whether it is a row of channels or controls so far."""
        return len(self._parts) < 3 and self._has_space and is_of_frame(self.text)

    def add(self, text: str) -> None:
        """Add a line, with a space where a word of Latin letters ends and another begins, and between a role and a name."""
        if self._has_gap(text):
            text = f" {text}"
        self._parts.append(text)
        self._end = (self._end + text)[-_END_LENGTH:]
        self._has_space = self._has_space or " " in text

    def _has_gap(self, below: str) -> bool:
        if _ENDS_IN_ROLE.search(self._end) or (self._has_space and _OPENS_WITH_ROLE.match(below)):
            return True
        last, first = self._end[-1], below[0]
        return not (is_han(last) or is_han(first)) and last.isalnum() and first.isalnum()


def width(line: str) -> int:
    """The places that a line takes in print: two for an ideograph or a full-width mark, one for another character."""
    line = line.rstrip()
    if line.isascii():
        return len(line)
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in line)


def _column(widths: Sequence[int]) -> int:
    """The width of the column: the widest that several lines have, within one place."""
    counts = Counter(widths)
    near = {wide: sum(counts[other] for other in range(wide - 2, wide + 1)) for wide in counts if wide}
    return max((wide for wide, count in near.items() if count >= MIN_FULL), default=0)


def _is_closed(line: str) -> bool:
    bare = line.rstrip(_CLOSERS)
    return bare[-1:] in _END or (bare[-1:] == "]" and _CONTROL.search(bare, max(0, len(bare) - 10)) is not None)


def _is_indented(line: str) -> bool:
    return line.startswith(("\u3000", "  ", "\t", "\u00a0\u00a0"))


def _is_set_apart(line: str) -> bool:
    """Whether a line is centred or set to the right, by more blanks than open a paragraph."""
    return width(line[: len(line) - len(line.lstrip())] + ".") > MAX_INDENT + 1


def _is_spaced(lines: Sequence[str], widths: Sequence[int], column: int) -> bool:
    """Whether a blank line stands between nearly all lines, so that it parts no paragraphs: one that goes on right below a full
    line says that it does."""
    shown = sum(bool(line.strip()) for line in lines)
    if len(lines) - shown < 0.8 * (shown - 1) or shown < 2:
        return False
    return not any(
        wide >= column - SLACK and below.strip() and not _is_closed(line.strip())
        for line, wide, below in zip(lines, widths, lines[1:], strict=False)
    )
