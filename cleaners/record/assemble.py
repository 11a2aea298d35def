"""Labelled blocks and fields → the Article: text, pictures in place, the ledger of removals."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from cleaners.article import Article, Later
from cleaners.evidence.measures import is_mostly_han, is_sentence
from cleaners.evidence.metadata import Metadata
from cleaners.judgement.container import Place
from cleaners.judgement.is_article import judge
from cleaners.judgement.labels import Labelled
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.record.images import read_images, resolve
from cleaners.record.ledger import list_removals, with_verdicts
from cleaners.record.opinion import Opinion
from cleaners.record.read import read_fields
from cleaners.record.videos import read_videos
from cleaners.rules import Opens, rule_named

try:
    from cleaners.judgement import _labels
except ImportError:  # not compiled
    _labels = None  # type: ignore[assignment]
from cleaners.values import KEPT_LABELS, TEXT_LABELS, Block, Image, Label, Person, Removal, Verdict

_HAN = lazy(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_KANA = lazy(r"[\u3040-\u30ff]+")
_LETTER = lazy(r"[^\W\d_]+")

#: Labels of lines that become a field; the first block of each is no removal.
_FIELD_LABELS = frozenset({Label.HEADLINE, Label.KICKER, Label.DECK, Label.ABSTRACT})


def assemble(outline: Outline, labelled: Labelled, place: Place, metadata: Metadata, url: str | None) -> Article:
    """Put the article together. The address is resolved against ``<base>``, ``url`` and the canonical link, in
    that order.
    """
    base = _base(metadata, url)
    blocks, verdicts = outline.blocks, labelled.verdicts
    images, placed = read_images(blocks, labelled, base)
    text = render_text(blocks, labelled.places_of(*TEXT_LABELS))
    judgement = judge(outline, labelled, place, text, metadata)
    fields = read_fields(blocks, labelled, metadata, url)
    flags = (*fields.flags, *outline.flags, *([judgement.reason] if judgement.reason else []))
    return Article(
        url=url,
        canonical_url=resolve(metadata.canonical, base) if metadata.canonical else None,
        site=metadata.site,
        is_article=judgement.is_article,
        headline=fields.headline,
        kicker=fields.kicker,
        deck=fields.deck,
        abstract=fields.abstract,
        original_headline=fields.original_headline,
        authors=fields.authors,
        credits=fields.credits,
        source=fields.source,
        section=fields.section,
        keywords=metadata.keywords,
        date_published=fields.published,
        date_modified=fields.modified,
        images=images,
        videos=read_videos(blocks, labelled),
        text=text,
        language=_language(text, metadata),
        confidence=judgement.confidence,
        flags=tuple(dict.fromkeys(flags)),
        removals=list_removals(blocks, verdicts, _field_lines(blocks, labelled), _FIELD_LABELS),
        blocks=Later(partial(_labelled_blocks, blocks, verdicts, placed)),  # type: ignore[arg-type]
    )


def not_a_page(url: str | None, reason: str, flags: Sequence[str] = ()) -> Article:
    """The result for bytes that hold no page: nothing but the reason."""
    return Article(url=url, flags=tuple(dict.fromkeys((*flags, reason))))


def with_flags(article: Article, flags: tuple[str, ...]) -> Article:
    """The article with more flags in front of its own."""
    return replace(article, flags=tuple(dict.fromkeys((*flags, *article.flags)))) if flags else article


def from_state(shell: Article, content: Article) -> Article:
    """An article read from a page's embedded state; the shell if it is none. All that the shell shows is in the ledger:
    nothing of it is in the text or in a field.
    """
    if not content.is_article:
        return shell
    # The word 作者 before a bare name was ours: a state has keys, not words.
    authors = tuple(replace(person, role=None) if person.role == "作者" else person for person in content.authors)
    flags = (*content.flags, "embedded_state")
    shown = tuple(Removal(block.rule, str(block.label), block.text) for block in shell.blocks if block.text)
    return replace(content, authors=authors, flags=flags, removals=shown + content.removals)


#: Confidence up to which another extractor is asked.
UNSURE = 0.3


#: A page of more blocks is not given to the other extractor, whose time goes by their square: half a second for 1,000 of the
#: worst shape that was found, 11 s for 11,000. Of 179 real pages five have more.
MAX_ASKED = 1_000


def needs_second_opinion(article: Article, blocks: int, written: Callable[[], str]) -> bool:
    """Whether our own reading of a page of so many blocks is too unsure, or the page is not Chinese, which our measures of
    prose are made for.

    ``written`` gives the text of the page's markup, whatever elements it stands in: where that has too little prose, no
    opinion would count.
    """
    if blocks > MAX_ASKED:
        return False
    if article.is_article:
        return article.confidence <= UNSURE or article.language not in ("zh", None)
    is_doubtful = article.flags[-1:] == ("empty_page",) and len(article.removals) >= 3
    return is_doubtful and _prose_in(written()) >= MIN_OPINION


def second_opinion(article: Article, opinion: Opinion | None) -> Article:
    """The article as the other extractor reads it, where it found more than ours; fields that only ours knows are kept.

    Its text is no selection of our blocks, so the article has none. The ledger names the blocks whose words are not in that
    text, under the labels we gave them.
    """
    if opinion is None or (not article.is_article and _prose_in(opinion.text) < MIN_OPINION):
        return article
    return replace(
        article,
        is_article=True,
        headline=article.headline or opinion.headline,
        authors=article.authors or tuple(Person(name) for name in opinion.authors),
        date_published=article.date_published or (f"{opinion.date}T00:00:00+08:00" if opinion.date else None),
        text=opinion.text,
        extractor="trafilatura",
        flags=tuple(flag for flag in article.flags if flag != "empty_page"),
        removals=_left_out(
            opinion.text, article.blocks, (article.headline, article.kicker, article.deck, article.abstract)
        ),
        blocks=(),
    )


def _left_out(text: str, blocks: Sequence[Block], fields: Sequence[str | None]) -> tuple[Removal, ...]:
    """The blocks that another extractor left out: they are no field, and white space aside their words are nowhere in its
    text."""
    words = "".join(text.split())
    return tuple(
        Removal(LEFT_OUT if block.label in KEPT_LABELS else block.rule, str(block.label), block.text)
        for block in blocks
        if block.text and block.text not in fields and "".join(block.text.split()) not in words
    )


#: The rule of a block that we would have kept and the other extractor did not.
LEFT_OUT = "opinion.left_out"

#: Running text, in characters, for which another extractor's word makes an article of a page that we found empty.
MIN_OPINION = 120


def _prose_in(text: str) -> int:
    """Characters of a text in lines that are sentences: a list of headlines has none."""
    return sum(len(line) for line in text.split("\n") if is_sentence(line))


#: A cell with more text than this is a column of a page laid out as a table, not a cell of data.
MAX_CELL = 60


def render_text(blocks: Sequence[Block], numbers: Sequence[int]) -> str:
    """The blocks of these numbers, body and subheads, one a line; the cells of one table row stand on one line, a tab between
    them, where no other block stands there."""
    lines: list[str] = []
    previous: tuple[int, int, int] | None = None
    last = -1
    for number in numbers:
        block = blocks[number]
        text = block.text
        current = block.cell if block.kind == "cell" and len(text) <= MAX_CELL else None
        if current and previous and number == last + 1 and current[:2] == previous[:2] and current[2] != previous[2]:
            lines[-1] += "\t" + text
        else:
            lines.append(text)
        previous, last = current, number
    return "\n".join(lines)


def _base(metadata: Metadata, url: str | None) -> str | None:
    page = url or metadata.canonical
    return resolve(metadata.base, page) if metadata.base else page


def _field_lines(blocks: Sequence[Block], labelled: Labelled) -> set[int]:
    """The first line of each label that becomes a field; a label of an abstract is none."""
    verdicts = labelled.verdicts
    found = set()
    for label in _FIELD_LABELS:
        for line in labelled.places_of(label):
            if blocks[line].text and not _is_heading(verdicts[line]):
                found.add(line)
                break
    return found


def _is_heading(verdict: Verdict) -> bool:
    """Whether a line only says what the next one is."""
    rule = rule_named(verdict.rule)
    return rule is not None and rule.opens is Opens.ABSTRACT


def _labelled_blocks(
    blocks: Sequence[Block], verdicts: Sequence[Verdict], placed: dict[int, Image]
) -> tuple[Block, ...]:
    labelled = with_verdicts(blocks, verdicts)
    for index, image in placed.items():
        if blocks[index].image:
            labelled[index] = labelled[index]._replace(image=image)
    return tuple(labelled)


def _count(pattern: re.Pattern[str], text: str) -> int:
    """How many characters a pattern of runs finds."""
    return len("".join(pattern.findall(text)))


def _language(text: str, metadata: Metadata) -> str | None:
    """`zh` where Han characters are at least a quarter of the letters, else what the page declares."""
    sample = text[:5_000]
    if is_mostly_han(sample):
        return "zh"
    letters = _count(_LETTER, sample)
    if letters and _count(_HAN, sample) * 4 >= letters and _count(_KANA, sample) * 10 < letters:
        return "zh"
    return (metadata.language or "").split("-")[0].lower() or None
