"""The article inside a page's embedded state, for pages whose DOM is an empty shell.

Pages drawn by a script carry their content as data: ``__NEXT_DATA__``, ``window.__INITIAL_STATE__ = {…}``, ``RENDER_DATA``,
``__NUXT__``, JSON-LD's ``articleBody``. The result is HTML for the same pipeline, so that the same rules clean it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cleaners.evidence.metadata import Metadata
from cleaners.reading import parse as dom
from cleaners.reading.lines import MIN_PROSE, prose_size
from cleaners.reading.patterns import lazy
from cleaners.record.state.content import (
    MIN_CONTENT,
    OWN,
    Content,
    han_count,
    has_paragraphs,
    largest,
    possible_contents,
)
from cleaners.record.state.keys import PUBLISHED, TITLE
from cleaners.record.state.scripts import read_values
from cleaners.values import Label, Removal

if TYPE_CHECKING:
    from cleaners.article import Article

#: The reasons why a page is no article for which its state is read: its DOM has none.
WITHOUT_TEXT = frozenset({"empty_page", "gallery", "video_page"})

#: A page of links that shows no sentence is read for its state too, but only a content of its own title, of several paragraphs
#: and this size, in Han characters, is believed: a channel has a description.
LIST_PAGE, MIN_BESIDE_LINKS = "list_page", 100

#: The reasons why boxes beside a place that a script fills are no article: cards, an account, things for sale, figures. Walls,
#: posts and questions are not of them.
_BESIDE = frozenset({LIST_PAGE, "profile_page", "offer_page", "service_page", "data_page"})

#: Keys of the state of a page that sells what its text describes.
_GOODS = lazy(r"price|sku|stock|cart|goods|product", re.I)

#: The flag of an article that does not stand in the elements that the page shows.
EMBEDDED = "embedded_state"


def is_shell(article: Article, metadata: Metadata) -> bool:
    """Whether what a page shows is no article for a reason that lets one stand elsewhere in it: none is shown, or boxes under
    no headline that the page's title knows."""
    reason = article.flags[-1] if article.flags else ""
    if reason in WITHOUT_TEXT:
        return True
    if reason == LIST_PAGE and not any(prose_size(line) >= MIN_PROSE for line in article.text.split("\n")):
        return True
    return reason in _BESIDE and not _shows_headline(article, metadata)


def _shows_headline(article: Article, metadata: Metadata) -> bool:
    heads = [block.text for block in article.blocks if block.label is Label.HEADLINE]
    return any(head in title for head in heads for title in metadata.titles)


def is_list(article: Article) -> bool:
    """Whether what a page shows are entries."""
    return article.flags[-1:] == (LIST_PAGE,)


def read_content(tree: dom.Tree, metadata: Metadata, shell: Article) -> Content | None:
    """The content of the state of a page that shows but a shell; None where no state holds one."""
    contents = list(possible_contents(read_values(tree), metadata.titles))
    best = largest(contents)
    if shell.flags[-1:] and shell.flags[-1] in _BESIDE:
        if best is not None and best.rank == OWN:
            return best if best.size >= MIN_BESIDE_LINKS and has_paragraphs(best) else None
        stories = [] if _shows_headline(shell, metadata) else [one for one in contents if _is_story(one)]
        return stories[0] if len(stories) == 1 else None
    if shell.is_article and best is not None and best.rank != OWN:
        best = None  # beside words that the page shows, only what calls itself the page's own
    stated = han_count(metadata.body) if metadata.body else 0
    # JSON-LD names the body as such: a string of unknown name must hold much more to be preferred.
    if metadata.body and stated >= max(MIN_CONTENT, best.size * 2 / 3 if best else 0):
        best = Content(stated, metadata.body, {})
    return best


def _is_story(content: Content) -> bool:
    """Whether a state calls a content an article, under whatever title the page has: several paragraphs with a title and the day
    of its publication beside them, and nothing for sale."""
    keys = content.facts
    return (
        content.size >= MIN_BESIDE_LINKS
        and has_paragraphs(content)
        and any(TITLE.search(key) for key in keys)
        and any(PUBLISHED[0].search(key) or PUBLISHED[1].search(key) for key in keys)
        and not any(_GOODS.search(key) for key in keys)
    )


def is_own(shell: Article, opened: Article) -> bool:
    """Whether an article that a page keeps folded, or lets its scripts write, can be the page's own: on a page of links it needs
    a headline, since banners and notices are written so."""
    return not is_list(shell) or any(block.label is Label.HEADLINE for block in opened.blocks)


def from_state(shell: Article, content: Article) -> Article:
    """The article of an embedded state, or the shell if the state holds none. All that the shell shows is in the ledger, since
    nothing of it is in the text or in a field.
    """
    if not content.is_article:
        return shell
    # The word 作者 before a bare name was ours: a state has keys, not words.
    authors = tuple(person._replace(role=None) if person.role == "作者" else person for person in content.authors)
    flags = (*content.flags, EMBEDDED)
    shown = tuple(Removal(block.rule, str(block.label), block.text) for block in shell.blocks if block.text)
    return replace(content, authors=authors, flags=flags, removals=shown + content.removals)
