"""The fields of an article, each read by a module of its own.

The visible page is the authority; the head confirms or fills in.
"""

# NamedTuple compiles annotations that are strings, in forty times the time, so this module evaluates them.
from collections.abc import Sequence
from typing import NamedTuple

from cleaners.evidence.fact_lines import with_seams
from cleaners.evidence.metadata import Metadata, without_others
from cleaners.judgement.labels import Labelled
from cleaners.reading.outline import Outline
from cleaners.reading.patterns import lazy
from cleaners.record.authors import MOST_PEOPLE, read_people
from cleaners.record.headline import read_headline, read_original_headline
from cleaners.record.lines import first_text, head_lines_of, own_part, signed_lines
from cleaners.record.published import read_published
from cleaners.record.site import read_site, section_of_title
from cleaners.record.source import read_source
from cleaners.record.topics import read_section, read_tags
from cleaners.rules import Opens, rule_named
from cleaners.values import Block, Document, Label, Person

_ABSTRACT_LABEL = lazy(
    r"^[\s■□◆*]*(?P<open>[\[【(（]?)[\s\[【(（■□◆*]*(?:内容摘要|新闻提要|核心提示|内容提要|核心阅读|新闻摘要|文章摘要|阅读提示|内容导读|(?:(?:AI|ai|智能)\s?(?:生成)?)?摘\s?要|提要|(?:智能)?导读|导语(?=[\s:：\]】])|(?:AI|ai|智能)\s?(?:速读|总结|速览|导读|划重点))\s*[\]】)）*]*\s*[:：]?\s*"
)


#: Controls of an encyclopedia's entry that follow 编辑, where an article has names.
_CONTROLS = frozenset(("讨论", "播报", "收藏", "分享", "历史版本", "上传视频"))


class Fields(NamedTuple):
    """The fields of one article, without its text and pictures. ``published`` and ``modified`` are ISO 8601."""

    site: str | None
    headline: str | None
    kicker: str | None
    deck: str | None
    abstract: str | None
    original_headline: str | None
    authors: tuple[Person, ...]
    credits: tuple[Person, ...]
    source: str | None
    section: str | None
    keywords: tuple[str, ...]
    published: str | None
    modified: str | None
    flags: tuple[str, ...]


def read_fields(outline: Outline, labelled: Labelled, metadata: Metadata, url: str | None) -> Fields:
    """Read every field. ``url`` is the page's address, None where it is unknown."""
    whole = outline.blocks, labelled
    blocks, labelled = own_part(outline, labelled)
    place = labelled.headline
    headline, kicker = read_headline(blocks, labelled, metadata, () if place is None else outline.pieces.get(place, ()))
    metadata = without_others(metadata, headline)
    head_lines, signed = head_lines_of(blocks, labelled), signed_lines(blocks, labelled)
    lines = [index for index in (*head_lines, *signed) if index != labelled.headline]
    parted = with_seams(blocks, lines, outline.pieces)
    published, modified, flags = read_published(parted, labelled, head_lines, metadata, url)
    authors, credits = read_people(parted, labelled, head_lines, signed, metadata)
    if len(authors) + len(credits) >= MOST_PEOPLE:
        flags = (*flags, "many_people")
    source, named = read_source(parted, labelled, head_lines, signed, metadata)
    site = read_site(*whole, headline, metadata, url)
    section = read_section(outline, labelled, headline, head_lines) or metadata.section
    return Fields(
        site,
        headline,
        kicker or _kicker(blocks, labelled, headline) or metadata.kicker,
        first_text(blocks, labelled, Label.DECK) or metadata.deck,
        _abstract(blocks, labelled),
        read_original_headline(blocks, labelled, signed),
        authors or (() if named is None else (Person(named),)),
        credits,
        source,
        section or section_of_title(headline, site, metadata),
        metadata.keywords or read_tags(blocks, labelled),
        published,
        modified,
        flags,
    )


def is_signed(fields: Fields) -> bool:
    """Whether a page names the source of its text, or somebody with a role in it. A role in a recording, such as its host or
    editor, is none in a text."""
    return bool(fields.source) or any(
        one.role and one.role not in _OF_RECORDING and one.name not in _CONTROLS
        for one in (*fields.authors, *fields.credits)
    )


_OF_RECORDING = frozenset("主播 主持 主持人 嘉宾 朗读 朗诵 诵读 配音 剪辑 后期 录音 混音 音频".split())


def _kicker(blocks: Sequence[Block], labelled: Labelled, headline: str | None) -> str | None:
    """The line above the headline, unless it is the headline's own first line."""
    kicker = first_text(blocks, labelled, Label.KICKER)
    return None if kicker and headline and headline.startswith(kicker) else kicker


#: What the rule of a line that is just the word for an abstract says about the next line.
_LABEL = Opens.ABSTRACT


def _abstract(blocks: Sequence[Block], labelled: Labelled) -> str | None:
    """The first line that is labelled as an abstract on the page; without one, the first that only stands in the place of
    one."""
    lines = labelled.places_of(Label.ABSTRACT)
    rules = {index: rule_named(labelled.verdicts[index].rule) for index in lines}
    lines = [index for index in lines if (rule := rules[index]) is None or rule.opens is not _LABEL]
    named = [index for index in lines if rules[index] is not None]
    for index in (*named, *lines):
        text = _without_label(blocks[index].text)
        if text:
            return text
    return None


def _without_label(text: str) -> str:
    """An abstract without its label, the bracket around both, and the icon before it."""
    label = _ABSTRACT_LABEL.match(text)
    rest = text if label is None else text[label.end() :]
    if label is not None and _CLOSERS.get(label["open"] or "") == rest[-1:] and rest[-1:] not in label.group():
        rest = rest[:-1]
    return _ICON.sub("", rest)


#: Closing brackets by their opening ones; glyphs of icon fonts, which are in the private use area.
_CLOSERS, _ICON = {"[": "]", "【": "】", "(": ")", "（": "）"}, lazy(r"^[\ue000-\uf8ff\s]+")


#: Maximum distance of attached files below the text, in blocks.
_BELOW_TEXT = 24


def attached_files(blocks: Sequence[Block], labelled: Labelled, base: str | None) -> Document | None:
    """The files attached to a page without other reference data of a document; None without files. They are linked below the
    headline, in lines with or below the word for an attachment, or under the name of a file."""
    lines = blocks[labelled.zones.body : labelled.zones.tail + _BELOW_TEXT]
    places = [block.number for block in lines if block.link_chars]
    if not places:
        return None
    is_called = any("." in blocks[place].text[-6:-2] for place in places)
    if not is_called and "附件" not in "\n".join([block.text for block in lines]):
        return None
    from cleaners.evidence.documents import read_attached  # few pages have files

    return read_attached(blocks, places, base)
