"""The article of a page that does not show it: behind one link, in markup that a script unfolds, or in the page's state."""

from typing import TYPE_CHECKING

from cleaners.article import Article
from cleaners.evidence.metadata import Metadata
from cleaners.judgement.is_article import OFF_HEADLINE
from cleaners.judgement.walls import Fold, breaks_off, fold_of
from cleaners.reading.segment import segment
from cleaners.reading.tree import parse as dom
from cleaners.steps import Read, capped, clean_outline, flagged
from cleaners.values import Label

if TYPE_CHECKING:
    from cleaners.record.state.content import Content
    from cleaners.template.layout import Template

#: Bytes of a Han character in UTF-8: scripts with fewer bytes than the page's text contain no more of the article.
HAN_BYTES = 3

#: Maximum length of the text of a page's frame, in characters. A news flash is as short, but has a headline.
MAX_FRAME = 60


def clean_tree(
    tree: dom.Tree, metadata: Metadata, url: str | None, flags: tuple[str, ...], template: "Template | None"
) -> Read:
    found = _out_of_its_link(clean_outline(segment(tree), metadata, url, template), metadata, url, template)
    if not found.article.is_article or _is_frame(found.article):
        found = _clean_shell(found, tree, metadata, url, template)
    else:
        fold = fold_of(found.outline.blocks, found.tail) if found.outline is not None else None
        size = len(found.article.text) if OFF_HEADLINE not in found.article.flags else 0
        if fold is not Fold.MORE and (tree.script_bytes() > HAN_BYTES * size or len(metadata.body or "") > 2 * size):
            found = _with_state(found, tree, metadata, url, is_folded=fold is not None)
        if fold is not None and breaks_off(found.article.text):
            found = capped(flagged(found, ("breaks_off",)))
    return flagged(found, flags)


def _out_of_its_link(found: Read, metadata: Metadata, url: str | None, template: "Template | None") -> Read:
    """The article of a page that looks like a list because one link contains its whole text. It needs a moment, and a headline
    that opens the page's title, since excerpts of other pages are linked in the same way."""
    if found.article.is_article or found.outline is None:
        return found
    from cleaners.record.state.shell import is_list  # most pages are articles

    if not is_list(found.article):
        return found
    from cleaners.judgement.lists.in_link import MIN_ABOVE_LINK, out_of_its_link  # few are lists

    outline = out_of_its_link(found.outline)
    if outline is None:
        return found
    again = clean_outline(outline, metadata, url, template)
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
        again = clean_outline(segment(unfolded), metadata, url, template)
        is_better = again.article.is_article and _outweighs(again.article, found.article)
        if is_better and is_own(found.article, again.article):
            return flagged(again, (EMBEDDED,))
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

    return clean_outline(segment(dom.parse(render_content(content, metadata))), metadata, url, None)
