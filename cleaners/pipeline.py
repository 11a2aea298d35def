"""clean() and clean_text(): the table of contents of the library, one verb a line."""

import warnings
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from cleaners.article import Article
from cleaners.evidence.fact_lines import add_fact_lines, match_pieces
from cleaners.evidence.glued import part_glued
from cleaners.evidence.metadata import Metadata, base_address, read_metadata
from cleaners.evidence.own_lines import without_own_lines, without_title
from cleaners.evidence.people import roles_alone
from cleaners.evidence.tables import without_words_of_data
from cleaners.judgement.confidence import MOST_DOUBTED, Signs, confidence_of
from cleaners.judgement.container import locate
from cleaners.judgement.is_article import OFF_HEADLINE, judge
from cleaners.judgement.lists import MIN_ABOVE_LINK, out_of_its_link
from cleaners.judgement.second.look import TOOK_ENTRIES
from cleaners.judgement.signs import read_signs
from cleaners.judgement.taught import judge_place, judge_taught
from cleaners.judgement.walls import Fold, breaks_off, fold_of
from cleaners.reading import kinds
from cleaners.reading import parse as dom
from cleaners.reading.characters import sanitize
from cleaners.reading.decode import Decoded, decode, decode_utf8
from cleaners.reading.limits import MAX_CHARS
from cleaners.reading.outline import Outline
from cleaners.reading.segment import IS_COMPILED, segment, segment_text
from cleaners.record.assemble import assemble, not_a_page, with_flags
from cleaners.record.doubt import needs_second_opinion
from cleaners.record.images import read_images, without_images
from cleaners.record.read import attached_files, is_signed, read_fields
from cleaners.record.text import read_text
from cleaners.record.videos import read_videos
from cleaners.rules import Fact, is_stated, match_rules
from cleaners.values import Label

if TYPE_CHECKING:
    from cleaners.reading.given import Page
    from cleaners.record.state.content import Content
    from cleaners.template.layout import Template
    from cleaners.template.match import Reading

if not IS_COMPILED:
    from cleaners.compiled import warn_if_fallen_back

    warn_if_fallen_back()

#: Bytes of a Han character in UTF-8: scripts with fewer bytes than the page's text contain no more of the article.
HAN_BYTES = 3

#: Maximum length of the text of a page's frame, in characters. A news flash is as short, but has a headline.
MAX_FRAME = 60


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


def clean(
    page: "Page",
    url: str | None = None,
    *,
    headers: Mapping[str, str] | None = None,
    template: "Template | None" = None,
) -> Article:
    """Clean one page.

    page: HTML as bytes or str, a `pathlib.Path`, an open file, a response from requests, httpx, Scrapy or urllib, a BeautifulSoup
        or Tag, or an lxml element or tree; it is never modified. A text without markup is cleaned as by `clean_text`.
    url: the page's address; it makes the addresses of pictures absolute. Not needed for a response.
    headers: the response headers; only Content-Type is used. Not needed for a response.
    template: the site's template (from `learn` or `load_template`), or hints (from `hints`).

    Returns an `Article`. If the page is not an article, its ``is_article`` is false, and ``flags`` says why. Never raises on any
    bytes or str. A str that is a URL or a file name is not fetched or opened; it gets the flag ``looks_like_an_address`` or
    ``looks_like_a_path``, and a UserWarning says what to call instead.

    Raises TypeError for a page of another type, OSError for a file that cannot be read.
    """
    return read(page, url, headers=headers, template=template).article


def read(
    page: "Page",
    url: str | None = None,
    *,
    headers: Mapping[str, str] | None = None,
    template: "Template | None" = None,
) -> Read:
    """The same as `clean`, but the result also has the page's outline: for learning templates. Raises TypeError and OSError."""
    if not isinstance(page, (bytes, str)):
        from cleaners.reading.given import read_given

        page, url, headers = read_given(page, url, headers)
    if isinstance(page, (bytes, bytearray, memoryview)):
        data = bytes(page)
        if kinds.is_binary(data):
            return Read(not_a_page(url, "not_html"))
        decoded = decode(data, headers)
        if kinds.declares_binary(headers) and not kinds.opens_html(decoded.opening):
            return Read(not_a_page(url, "not_html", decoded.flags))
        return _clean_page(decoded, url, template)
    if isinstance(page, str):
        named = None if "\n" in page else _named_page(page)
        if named is not None:
            return Read(not_a_page(url, "empty_page", (named,)))
        flags = () if len(page) <= MAX_CHARS else ("truncated",)
        text = page[:MAX_CHARS]
        if "\x0b" in text and not kinds.is_html(text):
            text = text.replace("\x0b", "\n")  # as `decode` does
        return _clean_page(Decoded(sanitize(text), "str", flags), url, template)
    if dom.is_element(page):
        return _clean_markup(decode_utf8(dom.serialize(page)), url, template)
    if hasattr(page, "prettify") and hasattr(page, "decode"):  # a BeautifulSoup or Tag, without importing bs4
        return _clean_page(Decoded(sanitize(str(page)), "str"), url, template)
    raise TypeError(
        "clean() takes bytes, str, a path, an open file, a response, a BeautifulSoup object or an lxml element, "
        f"not {type(page).__name__}"
    )


def _named_page(text: str) -> str | None:
    """The flag of a str that is the address or path of a page rather than a page, with a warning to the caller of `clean`."""
    from cleaners.reading.given import ADVICE, flag_of_name

    flag = flag_of_name(text)
    if flag is not None:
        warnings.warn(ADVICE[flag], stacklevel=4)
    return flag


def clean_text(text: str, url: str | None = None, *, template: "Template | None" = None) -> Article:
    """Clean plain text copied or extracted from a page, with one block per line, by the same rules as HTML.

    Only the lines and sections of a ``template`` are used. Never raises on any str.
    """
    return _clean_lines(text, url, template).article


def _clean_lines(text: str, url: str | None, template: "Template | None") -> Read:
    from cleaners.evidence.flat.markup import markup_in
    from cleaners.evidence.flat.read import read_flat  # pages are no flattened texts

    flags = () if len(text) <= MAX_CHARS else ("truncated",)
    markup = markup_in(text[:MAX_CHARS])
    if markup is not None:
        return _clean_markup(Decoded(sanitize(markup), "str", flags), url, template)
    flat = read_flat(text[:MAX_CHARS])
    found = _clean_outline(flat.outline, flat.metadata, url or flat.url, template)
    if flat.is_glued and found.article.is_article:
        found = _capped(found)
    return _flagged(found, (*flags, *flat.flags))


def _clean_page(page: Decoded, url: str | None, template: "Template | None") -> Read:
    if not kinds.opens_html(page.opening):
        text = page.text
        if not text or text.isspace():
            return Read(not_a_page(url, "empty_page", page.flags))
        has_markup = kinds.is_html(text)
        if kinds.is_other_xml(text) or kinds.is_json(text) or kinds.is_no_text(page, has_markup):
            return Read(not_a_page(url, "not_html", page.flags))
        if not has_markup:
            if kinds.is_not_shown(text):
                return Read(not_a_page(url, "empty_page", page.flags))
            return _flagged(_clean_lines(text, url, template), page.flags)
    return _clean_markup(page, url, template)


def _clean_markup(page: Decoded, url: str | None, template: "Template | None") -> Read:
    markup = page.text if page.utf8 is None else page.utf8
    is_founders = kinds.is_founders(page)
    if is_founders:
        from cleaners.evidence.founder import add_founder, with_borders  # few pages have the comments

        markup = with_borders(markup)
    tree = dom.parse(markup)
    if "degraded" in tree.flags:
        outline = segment_text(dom.strip_tags(page.text))
        return _flagged(_clean_outline(outline, read_metadata(tree), url, template), (*page.flags, "degraded"))
    metadata = add_founder(read_metadata(tree), page) if is_founders else read_metadata(tree)
    found = _with_script_facts(_clean_tree(tree, metadata, url, page.flags, template), page)
    blocks = len(found.outline.blocks) if found.outline is not None else 0
    if needs_second_opinion(found.article, blocks, lambda: dom.strip_tags(page.text)):
        return found._replace(article=_with_second_opinion(found.article, page.text))
    return found


def _with_script_facts(found: Read, page: Decoded) -> Read:
    """The article with its date or its time of day, and with the account as its source, if only a time element or a script of
    the page contains them."""
    article, date = found.article, found.article.date_published
    may_say = date is None or ("T00:00:00" in date and kinds.has_moments(page))
    if not article.is_article or not (may_say or (article.source is None and kinds.names_account(page))):
        return found
    from cleaners.evidence.scripts import read_moment, read_script_account
    from cleaners.record.lines import texts_above

    stamp = read_moment(page.text, date, lambda: texts_above(article.blocks))
    if stamp is not None:
        flags = tuple(flag for flag in article.flags if flag != "date_without_year")
        article = replace(article, date_published=stamp.iso(), flags=flags)
    if article.source is None and article.date_published is not None:
        shown = (block.text for block in found.outline.blocks) if found.outline is not None else ()
        article = replace(article, source=read_script_account(page.text, shown))
    return found._replace(article=article)


def _with_second_opinion(article: Article, markup: str) -> Article:
    from cleaners.record.opinion import NO_SECOND_OPINION, ask_trafilatura, second_opinion  # few pages are doubtful

    try:
        return second_opinion(article, ask_trafilatura(markup))
    except ImportError:
        return with_flags(article, (NO_SECOND_OPINION,))


def _clean_tree(
    tree: dom.Tree, metadata: Metadata, url: str | None, flags: tuple[str, ...], template: "Template | None"
) -> Read:
    found = _out_of_its_link(_clean_outline(segment(tree), metadata, url, template), metadata, url, template)
    if not found.article.is_article or _is_frame(found.article):
        found = _clean_shell(found, tree, metadata, url, template)
    else:
        fold = fold_of(found.outline.blocks, found.tail) if found.outline is not None else None
        size = len(found.article.text) if OFF_HEADLINE not in found.article.flags else 0
        if fold is not Fold.MORE and (tree.script_bytes() > HAN_BYTES * size or len(metadata.body or "") > 2 * size):
            found = _with_state(found, tree, metadata, url, is_folded=fold is not None)
        if fold is not None and breaks_off(found.article.text):
            found = _capped(_flagged(found, ("breaks_off",)))
    return _flagged(found, flags)


def _out_of_its_link(found: Read, metadata: Metadata, url: str | None, template: "Template | None") -> Read:
    """The article of a page that looks like a list because one link contains its whole text. It needs a moment, and a headline
    that opens the page's title, since excerpts of other pages are linked in the same way."""
    if found.article.is_article or found.outline is None:
        return found
    from cleaners.record.state.shell import is_list  # most pages are articles

    if not is_list(found.article):
        return found
    outline = out_of_its_link(found.outline)
    if outline is None:
        return found
    again = _clean_outline(outline, metadata, url, template)
    if not again.article.is_article or again.article.date_published is None:
        return found
    heads = [b.text for b in again.article.blocks if b.label is Label.HEADLINE and len(b.text) >= MIN_ABOVE_LINK]
    return again if any(title.strip().startswith(head) for title in metadata.titles for head in heads) else found


def _with_state(found: Read, tree: dom.Tree, metadata: Metadata, url: str | None, *, is_folded: bool = False) -> Read:
    """The article that the page's state holds under the page's title, where that has the rest of what is shown, or what is shown
    is another text."""
    from cleaners.record.state.beside import MIN_BYTES, content_beside, preferred

    if tree.script_bytes() < MIN_BYTES and not metadata.body:
        return found
    content = content_beside(tree, metadata, found.article, is_folded=is_folded)
    if content is None:
        return found
    again = _read_content(content, metadata, url)
    article = preferred(found.article, again.article)
    return found if article is found.article else found._replace(article=article, signs=again.signs)


def _is_frame(article: Article) -> bool:
    """Whether a page shows only a line or two without a headline or a date: the frame around a text that a script draws."""
    if len(article.text) > MAX_FRAME or article.date_published is not None:
        return False
    return not any(block.label is Label.HEADLINE for block in article.blocks)


def _clean_shell(found: Read, tree: dom.Tree, metadata: Metadata, url: str | None, template: "Template | None") -> Read:
    """The article of a page whose DOM shows none: from folded markup, or from the embedded state. A state with the page's title
    comes first, since it also has the facts."""
    from cleaners.record.state.content import OWN
    from cleaners.record.state.shell import EMBEDDED, is_list, is_own, is_shell, read_content

    if not (found.article.is_article or is_shell(found.article, metadata)):
        return _with_state(found, tree, metadata, url) if is_list(found.article) else found
    content = read_content(tree, metadata, found.article)
    if content is not None and content.rank == OWN:
        again = _clean_state(found, content, metadata, url)
        if again.article.is_article and _outweighs(again.article, found.article):
            return again
    unfolded = dom.unfolded(tree)
    if unfolded is not None:
        again = _clean_outline(segment(unfolded), metadata, url, template)
        is_better = again.article.is_article and _outweighs(again.article, found.article)
        if is_better and is_own(found.article, again.article):
            return _flagged(again, (EMBEDDED,))
    if content is None or content.rank == OWN:
        return found
    again = _clean_state(found, content, metadata, url)
    return again if _outweighs(again.article, found.article) else found


def _outweighs(article: Article, shown: Article) -> bool:
    """Whether an article that the page does not show replaces the visible one: always if the visible one is no article."""
    return not shown.is_article or len(article.text) > 2 * len(shown.text)


def _clean_state(found: Read, content: "Content", metadata: Metadata, url: str | None) -> Read:
    from cleaners.record.state.shell import from_state

    again = _read_content(content, metadata, url)
    signs = again.signs if again.article.is_article else found.signs
    return found._replace(article=from_state(found.article, again.article), signs=signs)


def _read_content(content: "Content", metadata: Metadata, url: str | None) -> Read:
    from cleaners.record.state.page import render_content

    return _clean_outline(segment(dom.parse(render_content(content, metadata))), metadata, url, None)


def _capped(found: Read) -> Read:
    """The article with its confidence limited to that of a text that is known to be incomplete or a guess."""
    return found._replace(article=replace(found.article, confidence=min(found.article.confidence, MOST_DOUBTED)))


def _flagged(found: Read, flags: tuple[str, ...]) -> Read:
    return found._replace(article=with_flags(found.article, flags)) if flags else found


def _clean_outline(outline: Outline, metadata: Metadata, url: str | None, template: "Template | None") -> Read:
    """The steps from the outline on, one verb a line: part, match, locate, label, look again, judge, read the fields,
    record."""
    outline = part_glued(outline)
    if roles_alone(outline.blocks):
        from cleaners.evidence.split_pairs import join_pairs

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
    return _capped(result) if judgement.is_doubted else result


def _images_of(template: "Template | None") -> Collection[str]:
    """The addresses of pictures that occur on most pages of the site, according to its template."""
    return template.facts.images if template is not None and template.facts is not None else ()
