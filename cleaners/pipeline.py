"""clean() and clean_text(): from what a caller gives to an article. The steps themselves are in `cleaners.steps`."""

from collections.abc import Mapping
from dataclasses import replace
from types import NoneType
from typing import TYPE_CHECKING

from cleaners.article import Article
from cleaners.evidence.metadata import read_metadata
from cleaners.reading import kinds
from cleaners.reading.characters import sanitize
from cleaners.reading.coding.decode import decode, decode_utf8
from cleaners.reading.coding.decoded import Decoded
from cleaners.reading.limits import MAX_CHARS
from cleaners.reading.segment import IS_COMPILED, segment_text
from cleaners.reading.tree import parse as dom
from cleaners.record.assemble import not_a_page, with_flags
from cleaners.record.doubt import needs_second_opinion
from cleaners.steps import Read, capped, clean_outline, flagged
from cleaners.unseen import clean_tree

if TYPE_CHECKING:
    from cleaners.reading.given import Page
    from cleaners.template.layout import Template

if not IS_COMPILED:
    from cleaners.compiled import warn_if_fallen_back

    warn_if_fallen_back()


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

    Raises TypeError for a page or another argument of the wrong type, OSError for a file that cannot be read.
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
    if headers is not None or template is not None or not isinstance(url, (str, NoneType)):
        from cleaners.template.arguments import check_arguments

        check_arguments(url, headers, template)
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
        if "\n" not in page:
            from cleaners.reading.given import flag_name

            if (named := flag_name(page)) is not None:
                return Read(not_a_page(url, "empty_page", (named,)))
        flags = () if len(page) <= MAX_CHARS else ("truncated",)
        text = page[:MAX_CHARS]
        if "\x0b" in text and not kinds.is_html(text):
            text = text.replace("\x0b", "\n")  # as `decode` does
        return _clean_page(Decoded(sanitize(text), "str", flags), url, template)
    if dom.is_element(page):
        from cleaners.reading.tree.serialize import serialize  # most callers have no elements

        return _clean_markup(decode_utf8(serialize(page)), url, template)
    if hasattr(page, "prettify") and hasattr(page, "decode"):  # a BeautifulSoup or Tag, without importing bs4
        return _clean_page(Decoded(sanitize(str(page)), "str"), url, template)
    from cleaners.template.arguments import refuse_page

    refuse_page(page)


def clean_text(text: str, url: str | None = None, *, template: "Template | None" = None) -> Article:
    """Clean plain text copied or extracted from a page, with one block per line, by the same rules as HTML.

    Only the lines and sections of a ``template`` are used. Never raises on any str. Raises TypeError for another type.
    """
    if template is not None or not (isinstance(text, str) and isinstance(url, (str, NoneType))):
        from cleaners.template.arguments import check_text

        check_text(text, url, template)
    return _clean_lines(text, url, template).article


def _clean_lines(text: str, url: str | None, template: "Template | None") -> Read:
    from cleaners.evidence.flat.markup import markup_in
    from cleaners.evidence.flat.read import read_flat  # pages are no flattened texts

    flags = () if len(text) <= MAX_CHARS else ("truncated",)
    markup = markup_in(text[:MAX_CHARS])
    if markup is not None:
        return _clean_markup(Decoded(sanitize(markup), "str", flags), url, template)
    flat = read_flat(text[:MAX_CHARS])
    found = clean_outline(flat.outline, flat.metadata, url or flat.url, template)
    if flat.is_glued and found.article.is_article:
        found = capped(found)
    return flagged(found, (*flags, *flat.flags))


def _clean_page(page: Decoded, url: str | None, template: "Template | None") -> Read:
    if not kinds.opens_html(page.opening):
        text = page.text
        if not text or text.isspace():
            return Read(not_a_page(url, "empty_page", page.flags))
        has_markup = kinds.is_html(text)
        if kinds.is_other_xml(text) or kinds.is_json(text) or kinds.is_no_text(page, has_markup):
            return Read(not_a_page(url, "not_html", page.flags))
        if has_markup and (plain := kinds.without_breaks(text)) is not None:
            return flagged(_clean_lines(plain, url, template), page.flags)
        if not has_markup:
            if kinds.is_not_shown(text):
                return Read(not_a_page(url, "empty_page", page.flags))
            return flagged(_clean_lines(text, url, template), page.flags)
    return _clean_markup(page, url, template)


def _clean_markup(page: Decoded, url: str | None, template: "Template | None") -> Read:
    if kinds.may_show_source(page):
        from cleaners.evidence.shown_source import read_shown_source  # hardly any page does

        page = read_shown_source(page)
    if kinds.may_have_banner(page):
        from cleaners.evidence.archived import hide_banner  # few pages come out of an archive

        page = hide_banner(page)
    markup = page.text if page.utf8 is None else page.utf8
    is_founders = kinds.is_founders(page)
    if is_founders:
        from cleaners.evidence.founder import add_founder, with_borders  # few pages have the comments

        markup = with_borders(markup)
    tree = dom.parse(markup)
    if "degraded" in tree.flags:
        outline = segment_text(_stripped(page))
        return flagged(clean_outline(outline, read_metadata(tree), url, template), (*page.flags, "degraded"))
    metadata = add_founder(read_metadata(tree), page) if is_founders else read_metadata(tree)
    if not metadata.titles and kinds.names_title(page):
        from cleaners.evidence.scripts import read_script_title  # few pages have no title

        metadata = metadata._replace(titles=tuple(filter(None, (read_script_title(page.text),))))
    found = _with_script_facts(clean_tree(tree, metadata, url, page.flags, template), page)
    blocks = len(found.outline.blocks) if found.outline is not None else 0
    if needs_second_opinion(found.article, blocks, lambda: _stripped(page)):
        return found._replace(article=_with_second_opinion(found.article, page.text))
    return found


def _stripped(page: Decoded) -> str:
    from cleaners.reading.tree.strip import strip_tags  # few pages are cut or doubtful

    return strip_tags(page.text)


def _with_script_facts(found: Read, page: Decoded) -> Read:
    """The article with its date or its time of day, and with the account as its source, if only a time element or a script of
    the page contains them."""
    article, date = found.article, found.article.date_published
    may_say = date is None or ("T00:00:00" in date and kinds.has_moments(page))
    if not article.is_article or not (may_say or (article.source is None and kinds.names_account(page))):
        return found
    from cleaners.evidence.scripts import read_moment, read_script_account
    from cleaners.record.lines import texts_above

    stamp = read_moment(page.text, date, lambda: texts_above(article.blocks), article.headline, article.text)
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
