"""Read the article from a page's embedded state, for pages whose DOM is an empty shell.

Pages drawn by a script carry their content as data: ``__NEXT_DATA__``, ``window.__INITIAL_STATE__ = {…}``, ``RENDER_DATA``,
``__NUXT__``, JSON-LD's ``articleBody``. It is rendered as HTML for the same pipeline, so that the same rules clean it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cleaners.evidence.metadata import Metadata
from cleaners.reading.lines import MIN_PROSE, prose_size
from cleaners.reading.patterns import lazy
from cleaners.reading.tree import parse as dom
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

#: Reasons for refusing a page because its DOM has no article. Its state is read.
WITHOUT_TEXT = frozenset({"empty_page", "gallery", "video_page"})

#: The state of a page of links without a sentence is read, too. There, only a content under the page's own title, with several
#: paragraphs and this minimum size in Han characters, is accepted: the state of a channel has a description.
LIST_PAGE, MIN_BESIDE_LINKS = "list_page", 100

#: Reasons for refusing a page that shows only boxes (cards, an account, things for sale, figures) around a place that a script
#: fills. Walls, posts and questions are not among them.
_BESIDE = frozenset({LIST_PAGE, "profile_page", "offer_page", "service_page", "data_page"})

#: Keys in the state of a page that sells what its text describes.
_GOODS = lazy(r"price|sku|stock|cart|goods|product", re.I)

#: The flag of an article that is not in the page's visible elements.
EMBEDDED = "embedded_state"


def is_shell(article: Article, metadata: Metadata) -> bool:
    """Whether a page was refused for a reason that does not exclude an article in its state: it shows no text, or only boxes
    without a headline that its title names."""
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
    """Whether the page shows a list of entries."""
    return article.flags[-1:] == (LIST_PAGE,)


def read_content(tree: dom.Tree, metadata: Metadata, shell: Article) -> Content | None:
    """The content in the state of a page whose visible part is only a shell; None if there is none."""
    contents = list(possible_contents(read_values(tree), metadata.titles))
    best = largest(contents)
    if shell.flags[-1:] and shell.flags[-1] in _BESIDE:
        if best is not None and best.rank == OWN:
            return best if best.size >= MIN_BESIDE_LINKS and has_paragraphs(best) else None
        stories = [] if _shows_headline(shell, metadata) else [one for one in contents if _is_story(one)]
        return stories[0] if len(stories) == 1 else None
    if shell.is_article and best is not None and best.rank != OWN:
        best = None  # beside visible text, only a content with the page's own title counts
    stated = han_count(metadata.body) if metadata.body else 0
    # JSON-LD declares the body as such: a string under another key must be much longer to be preferred.
    if metadata.body and stated >= max(MIN_CONTENT, best.size * 2 / 3 if best else 0):
        best = Content(stated, metadata.body, {})
    return best


def _is_story(content: Content) -> bool:
    """Whether a state presents a content as an article, whatever the page's title is: several paragraphs beside a title and a
    publication date, and nothing for sale."""
    keys = content.facts
    return (
        content.size >= MIN_BESIDE_LINKS
        and has_paragraphs(content)
        and any(TITLE.search(key) for key in keys)
        and any(PUBLISHED[0].search(key) or PUBLISHED[1].search(key) for key in keys)
        and not any(_GOODS.search(key) for key in keys)
    )


def is_own(shell: Article, opened: Article) -> bool:
    """Whether an article that a page keeps folded, or that its scripts write, can be the page's own. On a page of links it must
    have a headline, since banners and notices are also written by scripts."""
    return not is_list(shell) or any(block.label is Label.HEADLINE for block in opened.blocks)


def from_state(shell: Article, content: Article) -> Article:
    """The article from an embedded state, or the shell if the state contains none. All visible text of the shell goes to the
    ledger, since none of it is in the text or in a field."""
    if not content.is_article:
        return shell
    # `render_content` writes 作者 before a bare name; the state itself states no role.
    authors = tuple(person._replace(role=None) if person.role == "作者" else person for person in content.authors)
    flags = (*content.flags, EMBEDDED)
    shown = tuple(Removal(block.rule, str(block.label), block.text) for block in shell.blocks if block.text)
    return replace(content, authors=authors, flags=flags, removals=shown + content.removals)
