"""Who wrote the article and who produced it: bylines, credit lines, datelines, names beside the date."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from cleaners.evidence import dates
from cleaners.evidence.fact_lines import parted
from cleaners.evidence.metadata import Metadata, title_parts
from cleaners.evidence.outlets import (
    KEYED,
    OUTLET,
    is_outlet,
    is_placeholder,
    may_name_source,
    names_beside_outlet,
    read_account_row,
)
from cleaners.evidence.people.bylines import read_byline
from cleaners.evidence.people.listed import split_names
from cleaners.evidence.people.names import could_be_name, is_organisation, is_word, looks_like_name, set_apart
from cleaners.evidence.people.pairs import read_pairs, read_side_pair, with_colon, with_spaces
from cleaners.evidence.people.roles import is_credit_role, may_have_role, opens_with_credit_role
from cleaners.evidence.places import PLACES, is_place
from cleaners.evidence.prose import is_prose
from cleaners.judgement.labels import Labelled
from cleaners.judgement.verdicts import CREDIT_BESIDE, NAMES, is_reason
from cleaners.reading.patterns import lazy
from cleaners.record.datelines import read_signed_text
from cleaners.record.lines import AUTHORS_PAGE, BELOW, lines_stating, near_moments, states
from cleaners.record.posted import read_posted, read_signing_blogger
from cleaners.rules import Fact, first_rule
from cleaners.rules.form import in_both_scripts, simplified
from cleaners.rules.roles import BYLINE_STEMS, REPORTERS
from cleaners.values import Block, Label, Person

# An enumeration member is slow to look up compared with the other tests of a line.
_CREDIT = Label.CREDIT
_BYLINE = Label.BYLINE
_COMMENT = Label.COMMENT


#: Maximum number of people of one page, about ten times a long staff list. Further credit lines are not read, since that would
#: take most of the time for a page full of them: the record has a flag, and the lines are in the ledger.
MOST_PEOPLE = 1_000


def read_people(
    blocks: Sequence[Block], labelled: Labelled, head_lines: Sequence[int], signed: Sequence[int], metadata: Metadata
) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Authors and production credits. Without a byline, the authors come from the credits if a writer is among them, then from
    the dateline, the line of the date, and the head of the page."""
    authors: list[Person] = []
    below: list[Person] = []
    writers: list[Person] = []  # those among the credits
    credits: list[Person] = []
    verdicts, (_, body, tail, _) = labelled.verdicts, labelled.zones
    last: int | None = None  # the last line of credits so far
    below_text = _Below(blocks, labelled)
    for index in _with_dated(blocks, labelled, head_lines, signed):
        if index >= tail and below_text.is_anothers(index, last):
            break
        if len(credits) + len(authors) + len(below) >= MOST_PEOPLE:
            break
        line, label = blocks[index].text, verdicts[index].label
        is_credit, is_byline = label is _CREDIT, label is _BYLINE
        line = with_spaces(line) if is_credit else with_colon(line)
        if verdicts[index] == CREDIT_BESIDE:
            credits.extend(read_side_pair(line))
            continue
        if not is_byline and not may_have_role(line):
            continue
        read = read_byline if is_byline else read_pairs
        facts = parted(line).split("\n") if index < body else [dates.without_dates(line)]
        found = [person for fact in facts for person in read(set_apart(fact) if is_byline else fact)]
        if states(verdicts[index], Fact.SEVERAL):
            found = _persons_of(found)
        if len(found) > 1:  # a city behind the name of an author is where he is
            role = found[0].role
            found = [found[0], *(one for one in found[1:] if one.role != role or one.name not in PLACES)]
        if is_credit and index >= body:
            last = index
            credits.extend(found)
            writers.extend(_writers_of(found))
            continue
        in_staff = is_byline and index >= tail and _stands_among_credits(labelled, index)
        for person in found:
            if person.role == _AFFILIATION or (person.role in _DESK and not looks_like_name(person.name)):
                continue
            is_sure = is_byline and verdicts[index] is not NAMES  # a rule takes none with the desk in it
            produces = not is_sure and is_credit_role(person.role) and not _writes(person.role)
            if produces or (in_staff and simplified(person.role or "") in _STAFF):
                credits.append(person)
                writers.extend(_writers_of([person]))
            elif person.role in _PICTURES and not looks_like_name(person.name):
                continue  # a picture agency: 图：123rf
            elif index < tail:
                authors.append(person)
            elif looks_like_name(person.name) or _writes(person.role):
                below.append(person)
    if not (authors or below or credits):
        for person in _behind_tags(blocks, labelled):
            (below if _writes(person.role) else credits).append(person)
    authors = authors or below
    if authors:
        authors = _with_dateline(authors, blocks, labelled)
    authors = (
        authors
        or writers
        or _of_account(blocks, labelled, signed)
        or read_signed_text(blocks, labelled)
        or _linked(blocks, labelled, head_lines)
        or _authors_beside_date(blocks, labelled, head_lines)
        or _poster(blocks, labelled, metadata)
        or _named_in_head(metadata, credits)
    )
    names = {person.name for person in authors}  # whom a line below the text calls its author again
    produced = [person for person in credits if person not in writers or person.name not in names]
    return unique_names(authors), unique(produced)


#: Maximum distance of a dateline's reporters from the beginning of the text, in characters. Most texts name none there, and are
#: not searched.
_OPENING = 80


def _with_dateline(authors: list[Person], blocks: Sequence[Block], labelled: Labelled) -> list[Person]:
    """The authors from the page's head, followed by the others in the text's own signature if that names all of them: the
    line of facts often has room for only one."""
    opening = (blocks[index].text[:_OPENING] for index in labelled.text[:1])
    if not any(authors[0].name in line for line in opening):
        return authors
    names = {person.name for person in authors}
    signed = read_signed_text(blocks, labelled)
    if not names < {person.name for person in signed}:
        return authors
    return [*authors, *(person for person in signed if person.name not in names)]


def _behind_tags(blocks: Sequence[Block], labelled: Labelled) -> list[Person]:
    """The people after the tags, on one line below the text: `标签：渡口 记者：甲 编辑：乙`."""
    zones = labelled.zones
    near = [index for index in labelled.places_of(Label.NAVIGATION) if zones.body <= index < zones.end + BELOW]
    lines = [blocks[index].text for index in lines_stating(Fact.TAGS, near, labelled)]
    facts = [fact for line in lines if may_have_role(line) for fact in parted(line).split("\n")[1:]]
    return [person for fact in facts for person in read_pairs(fact) if looks_like_name(person.name)]


def _persons_of(found: list[Person]) -> list[Person]:
    """The people in a line with counts and controls: if a name follows a role, other words after that role are controls."""
    roles = {person.role for person in found if looks_like_name(person.name)}
    return [person for person in found if person.role not in roles or looks_like_name(person.name)]


class _Below:
    """The lines below an article's text, each of which is examined once, in page order."""

    def __init__(self, blocks: Sequence[Block], labelled: Labelled) -> None:
        self._blocks, self._labelled = blocks, labelled
        self._seen = labelled.zones.tail

    def is_anothers(self, index: int, last: int | None) -> bool:
        """Whether a line belongs to another article: a byline far below the text's element, or a line that is separated from
        the article's last line by running text that no rule takes and no reader wrote. ``last`` is the last line of credits
        before it. Must be called in page order."""
        is_far = index >= self._labelled.zones.end + BELOW
        if not self._blocks[index].in_element:
            return is_far  # in a flattened text, only the distance is known
        if is_far and self._labelled.verdicts[index].label is not _CREDIT:
            return True
        first = self._labelled.zones.tail if last is None else last + 1
        if last is None and not self._is_dated(first, index):
            return False  # another article has its own day; posts may also stand above a credit line
        first, self._seen = max(first, self._seen), index
        blocks, verdicts = self._blocks, self._labelled.verdicts
        return any(
            verdicts[number].label is not _COMMENT and not is_reason(verdicts[number].rule) and is_prose(blocks[number])
            for number in [number for number in range(first, index) if "。" in blocks[number].text]
        )

    def _is_dated(self, first: int, index: int) -> bool:
        dates = self._labelled.places_of(Label.DATE)
        place = bisect_left(dates, first)
        return place < len(dates) and dates[place] < index


def _with_dated(
    blocks: Sequence[Block], labelled: Labelled, head_lines: Sequence[int], signed: Sequence[int]
) -> list[int]:
    """The signed lines, and lines of the head with a moment below the headline, since other facts may touch it; in page
    order."""
    headline = -1 if labelled.headline is None else labelled.headline
    dated = [index for index in head_lines if index > headline and _has_moment(blocks[index].text)]
    return sorted({*signed, *dated}) if dated else list(signed)


def _of_account(blocks: Sequence[Block], labelled: Labelled, signed: Sequence[int]) -> list[Person]:
    """The author in a platform's account row."""
    rows = lines_stating(Fact.ACCOUNT, signed, labelled)
    return [Person(name) for index in rows[:1] if (name := read_account_row(blocks[index].text).author)]


def _linked(blocks: Sequence[Block], labelled: Labelled, head_lines: Sequence[int]) -> list[Person]:
    """The names below the headline that link to authors' pages, which blog systems create."""
    headline = -1 if labelled.headline is None else labelled.headline
    names = [
        block.text.replace("\n", "")[mark.start : mark.end].strip()  # without the seams of the line
        for block in (blocks[index] for index in head_lines if index > headline)
        if block.link_chars
        for mark in block.marks
        if mark.kind == "link" and mark.href and AUTHORS_PAGE.search(mark.href)
    ]
    return [Person(name) for name in names if could_be_name(name) and not (is_placeholder(name) or is_outlet(name))]


def _poster(blocks: Sequence[Block], labelled: Labelled, metadata: Metadata) -> list[Person]:
    """The person who posted the text, from the line of its moment, or from a line below the text if the head agrees."""
    posted = read_posted(blocks, labelled)
    if (
        posted is not None
        and posted.name
        and not is_placeholder(posted.name)
        and not is_organisation(posted.name)
        and not OUTLET.search(posted.name)  # a paper's account posted the text, but did not write it
    ):
        return [Person(posted.name)]
    name = read_signing_blogger(blocks, labelled) if metadata.authors else None
    return [Person(name)] if name and any(name in value for value in metadata.authors) else []


#: Maximum length of the author's name in the head, in characters: a longer value is a text, not a list of names.
_LONGEST_VALUE = 1_000


def _named_in_head(metadata: Metadata, credits: Sequence[Person]) -> list[Person]:
    """The authors that the head names, without those that the page lists as editors, and without the site."""
    editors = {person.name for person in credits}
    own = " ".join((metadata.site or "", metadata.source or "", *metadata.titles[:1]))[:_LONGEST_VALUE]
    return [
        Person(name)
        for value in metadata.authors
        if len(value) <= _LONGEST_VALUE and not any(one in value for one in editors)
        for name in split_names(value)
        if could_be_name(name)
        and not opens_with_credit_role(name)
        and name != metadata.site
        and (looks_like_name(name) or name not in own)
        if not _names_site(name, metadata)
    ]


def _names_site(name: str, metadata: Metadata) -> bool:
    """Whether the page's title ends with an outlet that begins with this name: portals name themselves as the author."""
    parts = title_parts(metadata.titles)
    return any(part != name and part.startswith(name) and is_outlet(part) for part in parts)


def _writers_of(found: Sequence[Person]) -> list[Person]:
    """The writers in a credit line. An intern is a writer only after a reporter, and otherwise a member of the desk."""
    writers: list[Person] = []
    for person in found:
        is_writer = _writes(person.role) or (bool(writers) and person.role == "实习生")
        if is_writer and (looks_like_name(person.name) or _may_be_writer(person.name)):
            writers.append(person)
    return writers


def _may_be_writer(name: str) -> bool:
    """Whether a word after a writer's role may be a name with a rare surname, rather than a group of people."""
    if not could_be_name(name) or is_organisation(name):
        return False
    return name[-1] not in _BODIES and not is_word(name)


#: Endings of names of groups of people.
_BODIES = frozenset("组組队隊班会會院校局处處科室厅廳委办辦所团團家")


def _writes(role: str | None) -> bool:
    """Whether a role is a writer's. Below a text, 视频 and 图片 are followed by titles of other pages."""
    return role is not None and (role.endswith(_WRITERS) or role in ("文", "文字", "采访", "采写"))


#: Endings of writers' roles.
_WRITERS = (*BYLINE_STEMS, "作者", "特派员", "特派員", "撰稿人", "执笔", "主笔")


_PICTURES = frozenset("图 圖 摄 攝 摄影 攝影 供图 供圖 图片 圖片 视频 視頻 图源".split())

#: Roles that are as often an office's as a person's: 发布人：宣传部.
_DESK = frozenset(in_both_scripts("发布 发布人 录入 上传".split()))

#: The role in a byline that names the authors' workplace.
_AFFILIATION = "作者单位"

#: Roles of authorship that are production if they stand among credit lines.
_STAFF = frozenset("摄影 摄像 图片 视频 撰文 文字 摄 图 文".split())


def _stands_among_credits(labelled: Labelled, index: int) -> bool:
    """Whether a photographer's or writer's line belongs to a staff block with one role per line."""
    around = (labelled.verdicts[place] for place in (index - 1, index + 1) if 0 <= place < len(labelled.verdicts))
    return any(verdict.label is _CREDIT for verdict in around)


_STROKE = lazy(r"[/／╱]")
_BESIDE = lazy(r"https?://\S+|[A-Z][A-Z.]+\.COM|[\[\]【】〔〕|｜]|\d{1,2}\s?[:：]\s?\d{2}(?::\d{2})?")


def _authors_beside_date(blocks: Sequence[Block], labelled: Labelled, head_lines: Sequence[int]) -> list[Person]:
    """Names on the same line of the head as the date: `2004年7月16日08:19 [ 某某 ] 来源：[ 某报 ]`; without one, those of an
    adjacent line that also names an outlet: `甲/某报`."""
    moments = [index for index in head_lines if index != labelled.headline and _has_any_moment(blocks[index].text)]
    # A line of several facts may also have names without a moment: `甲 乙 | 来源：某报`.
    several = [index for index in lines_stating(Fact.SEVERAL, head_lines, labelled) if index not in moments]
    for index in (*moments, *several):
        text = blocks[index].text
        facts = map(_beside_source, parted(text).split("\n"))
        plain = _BESIDE.sub(" ", "\n".join(facts))
        pairs = [person for fact in plain.split("\n") for person in read_pairs(fact)]
        writers = [person for person in pairs if _writes(person.role) and not is_placeholder(person.name)]
        if writers:
            return writers
        editors = {person.name for person in pairs}
        words = [word.strip(_BULLETS) for word in _STROKE.sub(" ", plain).split()]
        names = [word for word in words if looks_like_name(word) and word not in editors and not is_word(word)]
        reporters = [person for word in words if _REPORTER.search(word) for person in read_byline(word)]
        names = names or [word for word in words if _is_office(word)]
        if reporters or names:
            return reporters or [Person(name) for name in names[:3]]
    for index in near_moments(blocks, labelled, head_lines, moments[:1]):
        names = names_beside_outlet(blocks[index].text)
        if names:
            return [Person(name) for name in names]
    return []


def _is_office(word: str) -> bool:
    """Whether a word names an office as the author; 返回顶部 only ends like one."""
    return is_organisation(word) and not OUTLET.search(word) and first_rule(word) is None


def _beside_source(fact: str) -> str:
    """A fact without the source in it and without the words after the source, unless these are names: `来源：某报 甲乙丙`.
    Words of two characters are as often no names."""
    match = KEYED.match(fact) if may_name_source(fact) else None
    if match is None:
        return fact
    words = _TOOLS.split(fact[match.end() :], maxsplit=1)[0].split()
    are_names = all(len(word) >= _SURE_NAME and looks_like_name(word) and not is_place(word) for word in words)
    return " ".join(words) if are_names else ""


#: Marks that papers print before an author's name.
_BULLETS = "·•■□◆◇●○◎▲★"
#: The opening of a control after the facts of a line: `[手机看新闻]`.
_TOOLS = lazy(r"[\[【]")
#: Minimum length of a name without a role, in characters.
_SURE_NAME = 3
_REPORTER = lazy(rf"(?:{'|'.join(REPORTERS)})(?=\S{{2}})")


def _has_moment(text: str) -> bool:
    return dates.read_date(text) is not None


def _has_any_moment(text: str) -> bool:
    """Whether a text contains a moment, with or without its year: a name beside either is the author's."""
    return _has_moment(text) or dates.read_short_date(text) is not None


def unique(found: Iterable[Person]) -> tuple[Person, ...]:
    """People in order, without repetitions of a name that have no role or the same one. Linear in their number."""
    roles: dict[str, set[str | None]] = {}
    kept: dict[Person, None] = {}
    for person in found:
        known = roles.setdefault(person.name, set())
        if person.role in known or (person.role is None and known):
            continue
        if None in known:  # replaces the name without a role
            known.discard(None)
            del kept[Person(person.name)]
        known.add(person.role)
        kept[person] = None
    return tuple(kept)


def unique_names(found: Iterable[Person]) -> tuple[Person, ...]:
    """Authors in order, each name once, with the first role that was printed with it."""
    kept: dict[str, Person] = {}
    for person in found:
        if person.name not in kept or kept[person.name].role is None:
            kept[person.name] = person
    return tuple(kept.values())
