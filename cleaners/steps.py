"""The steps from a page's outline to its article, one verb a line."""

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from cleaners.article import Article
from cleaners.evidence.fact_lines import add_fact_lines, match_pieces
from cleaners.evidence.glued import part_glued
from cleaners.evidence.metadata import Metadata, base_address
from cleaners.evidence.own_lines import without_own_lines, without_title
from cleaners.evidence.people.roles import roles_alone
from cleaners.evidence.tables import without_words_of_data
from cleaners.judgement.confidence import MOST_DOUBTED, Signs, confidence_of
from cleaners.judgement.container import locate
from cleaners.judgement.is_article import judge
from cleaners.judgement.second.look import TOOK_ENTRIES
from cleaners.judgement.signs import read_signs
from cleaners.judgement.taught import judge_place, judge_taught
from cleaners.reading.outline import Outline
from cleaners.record.assemble import assemble, with_flags
from cleaners.record.images import read_images, without_images
from cleaners.record.read import attached_files, is_signed, read_fields
from cleaners.record.text import read_text
from cleaners.record.videos import read_videos
from cleaners.rules import Fact, is_stated, match_rules

if TYPE_CHECKING:
    from cleaners.template.layout import Template
    from cleaners.template.match import Reading


class Read(NamedTuple):
    """An article and the page that it was read from: the page's blocks, the reading of the site's template (None without one),
    the signals of the confidence (None for a page that was not analysed, and for another extractor's text), the metadata of the
    head, and the first block after the text."""

    article: Article
    outline: Outline | None = None
    reading: "Reading | None" = None
    signs: Signs | None = None
    metadata: Metadata = Metadata()
    tail: int = 0


def clean_outline(outline: Outline, metadata: Metadata, url: str | None, template: "Template | None") -> Read:
    """The steps from the outline on, one verb a line: part, match, locate, label, look again, judge, read the fields,
    record."""
    outline = part_glued(outline)
    if roles_alone(outline.blocks):
        from cleaners.evidence.people.split_pairs import join_pairs

        outline = join_pairs(outline)
    blocks = outline.blocks
    hits = without_own_lines(outline, match_pieces(without_words_of_data(blocks, match_rules(blocks)), outline.pieces))
    hits = without_title(blocks, hits, metadata.titles)
    if metadata.is_founders:
        from cleaners.evidence.founder import add_stated_lines

        hits = add_stated_lines(hits, outline, metadata)
    is_document = is_stated(Fact.DOCUMENT, hits)
    if is_document:
        from cleaners.evidence.documents import add_attachments, read_document  # few pages are documents

        hits = add_attachments(hits, outline)
    found = locate(outline, hits, metadata)
    hits = add_fact_lines(hits, blocks, found.below_headline(len(blocks)), outline.pieces)
    judged, reading = judge_place(outline, hits, found), None
    if template is not None:
        metadata = template.facts.without(metadata) if template.facts is not None else metadata
        judged, reading = judge_taught(outline, hits, judged, metadata, template)
    place, first, seen, acts = judged
    labelled = seen.labelled
    text = read_text(blocks, labelled)
    fields = read_fields(outline, labelled, metadata, url)
    before = first if TOOK_ENTRIES in acts else None
    judgement = judge(outline, labelled, place, text, metadata, before, is_signed=is_signed(fields))
    reason = judgement.reason
    signs = read_signs(seen, acts, reason, text, metadata)
    base = base_address(metadata, url)
    document = read_document(hits, blocks, base) if is_document else None
    if document is None:
        document = attached_files(blocks, labelled, base)
    article = assemble(
        outline,
        labelled,
        metadata,
        url,
        text=text,
        judgement=judgement,
        confidence=confidence_of(signs),
        fields=fields,
        pictures=without_images(read_images(blocks, labelled, base), _images_of(template)),
        videos=read_videos(blocks, labelled, base),
        document=document,
        base=base,
        flags=(*acts, *judgement.noted, *(("template_disagrees",) if place.disagrees else ())),
    )
    result = Read(article, outline, reading, signs, metadata, labelled.zones.tail)
    return capped(result) if judgement.is_doubted else result


def _images_of(template: "Template | None") -> Collection[str]:
    """The addresses of pictures that occur on most pages of the site, according to its template."""
    return template.facts.images if template is not None and template.facts is not None else ()


def capped(found: Read) -> Read:
    """The article with its confidence limited to that of a text that is known to be incomplete or a guess."""
    return found._replace(article=replace(found.article, confidence=min(found.article.confidence, MOST_DOUBTED)))


def flagged(found: Read, flags: tuple[str, ...]) -> Read:
    return found._replace(article=with_flags(found.article, flags)) if flags else found
