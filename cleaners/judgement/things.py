"""Pages that are there for a thing: what they state of it, and pages of figures, whose cells are all there is."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cleaners.evidence.metadata import Metadata, is_of_article
from cleaners.judgement.amounts import Amounts
from cleaners.judgement.measures import MANY, MAX_FACT, MIN_HEADLINE, NEAR
from cleaners.judgement.purpose.names import is_of_site, kind_of
from cleaners.judgement.purpose.page import BETWEEN, PRICE_LINE, Name, Named, bare, below
from cleaners.judgement.sentences import ends_sentence
from cleaners.judgement.told import particulars
from cleaners.judgement.verdicts import NAMES
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.rules.things.headlines import ASKED, ASKS, OF_DATA
from cleaners.rules.things.kinds import HELP, KINDS, PRICED, QUESTION, SORTS, Thing, words
from cleaners.rules.things.lines import REACTIONS, UPDATED
from cleaners.values import Block, Label

#: What a line ends with that is a sentence; a question may be a heading.
_STOPS = frozenset("。！；…!;")

#: Sorts of statements from which a page is there for a thing, and one more under a headline like a story's.
_FEWEST = 2

#: Different particulars that are one statement, and two.
_SOME_KEYS, _MANY_KEYS = 3, 6

#: Characters of running text on such a page, if nothing more is stated than needed.
_MAX_PROSE = 600

#: Characters of running text on a page that is asked how it is made.
_MAX_ASKED = 6_000

#: Lines that are read for such words.
_READ = 300

#: Characters of a link that may be an act.
_MAX_BUTTON = 16

#: Particulars between a short name and the first running text under it.
_MIN_PAIRS = 3

#: Lines of figures from which they are a page's matter, and characters of running text beside them at most.
_MIN_CELLS, _MAX_BESIDE = 8, 150

#: What a number that is counted in ends with, glued to the word behind it.
_COUNTS = frozenset("万亿萬億")

#: Paragraphs of an answer at most; how the heading of comments ends.
_MAX_ANSWER = 4
_COMMENTS = ("评论", "留言", "跟帖", "評論")

_NOTHING: Sequence[set[str]] = tuple(set() for _ in SORTS)

_KEYS, _PARTS = SORTS.index("keys"), SORTS.index("parts")

#: Parts of the page's title.
_PART = lazy(r"[_|｜\-–—,，]")

#: The words of a line.
_WORD = lazy(r"[^\W\d_]+")


class Shown(NamedTuple):
    """A page, its name, its name and the parts of its titles, and its short lines from the name on."""

    amounts: Amounts
    name: Name
    names: Sequence[str]
    lines: Sequence[Block]


def thing_of(amounts: Amounts, end: int) -> str | None:
    """The reason why a page that nobody signed is there for a thing, is about the site, or is made of cells or of posts; None for
    another page. ``end`` is the block behind its main content, entries that were taken out among it."""
    titles = _titles(amounts)
    if is_of_site(amounts):
        return "service_page"
    name = _name(amounts, titles)
    page = below(amounts, name, end)
    kind = kind_of(page) or _kind_made(page)
    if kind is not None:
        return kind
    shown = Shown(amounts, name, (name.text, *titles), _short_lines(amounts, name))
    stated = _stated(shown)
    if _is_question(shown, stated.get(0, _NOTHING)):
        return QUESTION.reason
    is_typed = bool(amounts.metadata.types or amounts.metadata.kind)
    for number, thing in enumerate(KINDS):
        said = stated.get(number)
        if thing is QUESTION or not (said or thing is HELP or (is_typed and thing.types)):
            continue  # nothing is stated of it
        if _is_there_for(shown, thing, said or _NOTHING):
            return thing.reason
    if name.is_short and not name.is_published and _is_of_posts(amounts, name, 1):
        return "list_page"
    if _is_of_figures(amounts, name):
        return "video_page" if _is_of_recording(amounts, name, end) else "data_page"
    return _purpose_of(shown, stated, end)


def _kind_made(page: Named) -> str | None:
    """The reason why a page is what its name and its lines together say: a stream, a chapter of a work, somebody's, a guide."""
    from cleaners.judgement.purpose import guides, names, streams, works

    if streams.is_of_stream(page) or streams.is_of_clips(page):
        return "list_page"
    if works.may_be(page.name.text) and works.is_chapter(page, is_signed=False):
        return "profile_page"
    if works.is_between_chapters(page) or names.lists_his_works(page):
        return "profile_page"
    return "service_page" if guides.is_guide(page) else None


def _purpose_of(shown: Shown, stated: Mapping[int, Sequence[set[str]]], end: int) -> str | None:
    """The reason for which a page is no article that says so only by how it is made. One that has the length of several articles
    is not asked."""
    if shown.amounts.prose > _MAX_ASKED:
        return None
    from cleaners.judgement.purpose import above, acts, posts, recordings, statements, voice

    name = shown.name
    page = below(shown.amounts, name, end)
    if recordings.is_of_recording(page):
        return "video_page"
    asks = any(map(ASKED.search, shown.names))
    if posts.is_of_posts(page, asks=asks) or posts.is_thread(page):
        return QUESTION.reason if asks else "list_page"
    if posts.is_answered(page, asks=asks):
        return QUESTION.reason
    if above.is_entry(page):
        return "profile_page"
    if above.states_a_thing(page) or above.is_of_records(page) or statements.is_of_sections(page, stated):
        return acts.thing_of(page)
    if above.describes(
        page, is_sectioned=statements.is_sectioned(page, stated) or statements.is_labelled(page, stated)
    ):
        return acts.thing_of(page)
    if voice.speaks_to_its_reader(page) or voice.asks_by_letters(page):
        return "service_page"
    return "offer_page" if acts.is_advertised(page) else acts.offer_of(page)


def work_of(amounts: Amounts, end: int) -> str | None:
    """The reason why a page that names somebody is there for a work of his: he is one of the particulars under its short name."""
    from cleaners.judgement.purpose import above, works

    if is_of_site(amounts):
        return "service_page"
    name = _name(amounts, _titles(amounts))
    page = below(amounts, name, end)
    kind = kind_of(page)
    if kind is None and works.may_be(name.text) and works.is_chapter(page, is_signed=True):
        return "profile_page"
    if kind is None and name.is_short and above.states_a_thing(page):
        return "profile_page"
    return "video_page" if kind is None and _is_of_recording(amounts, name, end) else kind


def _is_of_recording(amounts: Amounts, name: Name, end: int) -> bool:
    from cleaners.judgement.purpose import recordings

    return recordings.may_be(name.text, amounts.metadata.titles) and recordings.is_of_recording(
        below(amounts, name, end)
    )


def _titles(amounts: Amounts) -> list[str]:
    """The page's titles and their parts."""
    return [part.strip() for title in amounts.metadata.titles for part in (*_PART.split(title), title)]


def _name(amounts: Amounts, titles: Sequence[str]) -> Name:
    """The headline, or the first line that the page's title has where it has not the headline: some line below it was taken."""
    number, text = amounts.labelled.headline or 0, amounts.headline
    is_titled = amounts.is_titled or any(len(part) >= MIN_HEADLINE and text.startswith(part) for part in titles)
    first = amounts.kept[0].number if amounts.kept else len(amounts.outline.blocks)
    names = _names_in(amounts.metadata.titles) if not is_titled else ()
    for block in amounts.visible if names else ():
        line = block.text
        if block.number >= first:
            break
        if not block.link_chars and any(line == name or _opens(line, name) for name in names):
            number, text, is_titled = block.number, line, True
            break
    return Name(number, text, is_titled, _is_published(amounts, number))


def _names_in(titles: Sequence[str]) -> list[str]:
    """The parts of titles of several, without the last one: that is the site, which a page names at its top."""
    return [part.strip() for title in titles for part in (_PART.split(title)[:-1])]


def _opens(line: str, name: str) -> bool:
    """Whether a name opens with a line that is as long as a headline, or ends where its word does; another one is what a crumb
    trail has room for."""
    if len(line) < 2 or not name.startswith(line):
        return False
    return len(line) >= MIN_HEADLINE or not name[len(line) :][:1].isalnum()


def _is_published(amounts: Amounts, number: int) -> bool:
    """Whether a fact about an article stands between its name and its body: no bare name, which may be a reader's, no value of a
    particular, and not when the page was brought up to date."""
    zones, blocks, verdicts = amounts.labelled.zones, amounts.outline.blocks, amounts.labelled.verdicts
    facts = amounts.labelled.places_of(Label.DATE, Label.SOURCE, Label.BYLINE)
    return any(
        verdicts[index].rule != NAMES.rule
        and not UPDATED.fullmatch(blocks[index].text)
        and not any(map(_is_key, (_first_piece(amounts.outline, index), blocks[index - 1].text)))
        for index in facts
        if min(zones.head, number) <= index < zones.body
    )


def _first_piece(outline: Outline, index: int) -> str:
    """What a line begins with: its first element where it has several, or what stands before a mark or a gap."""
    return BETWEEN.split(outline.pieces.get(index, (outline.blocks[index].text,))[0], 1)[0]


def _is_key(text: str) -> bool:
    return any(sort == _KEYS for _, sort in words().get(bare(text), ()))


def _is_of_posts(amounts: Amounts, name: Name, most: int) -> bool:
    """Whether most of the text has below it what readers can do with a post, from the first post on, which has so many paragraphs
    at most. No heading of comments stands above."""
    if len(amounts.kept) < MANY:
        return False
    pieces, last = amounts.outline.pieces, amounts.kept[-1].number + NEAR
    lines = [block for block in amounts.visible if name.number < block.number <= last and len(block.text) <= MAX_FACT]
    echoes = [block.number for block in lines if _is_echo(block.text, pieces.get(block.number))]
    if len(echoes) < max(_FEWEST, len(amounts.kept) / (most + 1)):
        return False
    if any(bare(block.text).endswith(_COMMENTS) for block in lines if block.number < echoes[0]):
        return False
    return sum(block.number < echoes[0] for block in amounts.kept) <= most


def _is_echo(text: str, pieces: Sequence[str] | None) -> bool:
    """Whether a line is such words: several of them, or with a number. One alone may be the heading of comments."""
    own = [word for piece in pieces or BETWEEN.split(text) if (word := bare(piece))]
    return REACTIONS.issuperset(own) and (len(own) > 1 or (bool(own) and any(map(str.isdigit, text))))


def _is_question(shown: Shown, stated: Sequence[set[str]]) -> bool:
    """Whether readers answer a question: the page declares it, says so in two ways above the first answer, or in one under a
    question above posts."""
    ways = sum(map(bool, stated))
    if _is_declared(shown.amounts.metadata, QUESTION) or (ways >= _FEWEST and not _is_led(shown, QUESTION, stated)):
        return True
    return (
        ways > 0
        and any(map(QUESTION.named.search, shown.names))
        and _is_of_posts(shown.amounts, shown.name, _MAX_ANSWER)
    )


def _is_there_for(shown: Shown, thing: Thing, stated: Sequence[set[str]]) -> bool:
    """Whether a page states in enough ways that it is there for a thing."""
    amounts, name = shown.amounts, shown.name
    keys, acts, parts, facts = map(len, stated)
    if thing is HELP:
        keys = sum([block.text[-1] in "？?" for block in shown.lines])
    declared = _is_declared(amounts.metadata, thing)
    ways = (keys >= _SOME_KEYS) + (keys >= _MANY_KEYS) + bool(acts) + bool(parts) + bool(facts) + _FEWEST * declared
    is_named = any(map(thing.named.search, shown.names)) if ways else False
    missing = _FEWEST + (name.is_story or name.is_published) - ways - is_named
    if not ways or missing > 1 or (thing.by_name and not (is_named and (keys or acts))):
        return False
    tells = acts or declared or (keys >= _MANY_KEYS and not thing.by_act)
    if not (tells or name.is_short) and (name.is_story or thing.by_act):
        return False
    if (missing >= 0 and amounts.prose > _MAX_PROSE and not thing.is_long) or _is_led(shown, thing, stated):
        return False
    if missing == 1 and keys < _SOME_KEYS and not thing.by_act and not thing.by_name:
        return particulars(amounts.outline, shown.lines) >= _MIN_PAIRS
    return missing <= 0


def _is_declared(metadata: Metadata, thing: Thing) -> bool:
    if not thing.types or not (metadata.types or metadata.kind):
        return False
    return not {*metadata.types, metadata.kind}.isdisjoint(thing.types.split()) and not is_of_article(metadata)


def _is_led(shown: Shown, thing: Thing, stated: Sequence[set[str]]) -> bool:
    """Whether running text stands above everything that is stated: a story's lead, where a thing's page has its particulars. What
    asks for something says in a few words what for; the particulars of help are questions."""
    kept, said, name = shown.amounts.kept, set().union(*stated), shown.name
    is_form = thing.by_name and not name.is_published and (not name.is_story or ASKS.search(name.text) is not None)
    if not kept or (is_form and shown.amounts.prose <= _MAX_PROSE):
        return False
    pieces = shown.amounts.outline.pieces
    above = itertools.takewhile(lambda block: block.number < kept[0].number, shown.lines)
    return not any(said.intersection(_words_in("\n".join((line.text, *pieces.get(line.number, ()))))) for line in above)


def _short_lines(amounts: Amounts, name: Name) -> list[Block]:
    """The first lines from the name on that may be a cell, a label, a button, a heading or a question: no titles of other
    pages."""
    lines: list[Block] = []
    for block in amounts.visible:
        text = block.text
        size = len(text)
        if size > MAX_FACT or text[-1] in _STOPS or block.number < name.number:
            continue
        if block.link_chars * 2 <= size or size <= _MAX_BUTTON:
            lines.append(block)
            if len(lines) == _READ:
                break
    return lines


def _stated(shown: Shown) -> Mapping[int, Sequence[set[str]]]:
    """For each thing the words of every sort that the lines have. They are read as one text: most pages have few of them."""
    lines, pieces = shown.lines, shown.amounts.outline.pieces
    glued = [piece for block in lines if block.number in pieces for piece in pieces[block.number]]
    text = "\n".join([block.text for block in lines] + glued)
    found: dict[int, list[set[str]]] = {}
    known = words()
    for word in known.keys() & _words_in(text):
        for number, sort in known[word]:
            if number not in found:
                found[number] = [set() for _ in SORTS]
            found[number][sort].add(word)
    return found


def _words_in(text: str) -> set[str]:
    said = set(_WORD.findall(text))
    said.update([word[1:] for word in said if word[0] in _COUNTS])
    if ("¥" in text or "￥" in text) and PRICE_LINE.search(text):
        said.add(PRICED)
    return said


def _is_of_figures(amounts: Amounts, name: Name) -> bool:
    """Whether a page under a short name, or under what the figures are, is cells with hardly any text beside them."""
    if amounts.prose > _MAX_BESIDE or not amounts.metadata.titles:
        return False
    cells = _cells(amounts)
    is_data = OF_DATA.search(name.text) is not None
    if len(cells) < _MIN_CELLS or sum([len(cell.text) for cell in cells]) < amounts.prose:
        return False
    if name.is_published and amounts.kept:
        is_data = False  # a lead stands beside them
    is_led = bool(amounts.kept) and amounts.kept[0].number < cells[0].number
    if name.is_story and not is_data and (name.is_published or is_led or any(cell.cell is None for cell in cells)):
        return False
    figures = sum(any(map(str.isdigit, cell.text)) for cell in cells)
    return is_data or (2 if name.is_published else 4) * figures >= len(cells)


def _cells(amounts: Amounts) -> list[Block]:
    lines = (amounts.outline.blocks[index] for index in amounts.labelled.text)
    return [line for line in lines if len(line.text) <= MAX_FACT and not ends_sentence(line.text)]
