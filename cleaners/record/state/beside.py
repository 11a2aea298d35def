"""The article in the state of a page that already shows a text: the complete version of that text, or the page's own text
instead of another's.

A page that is drawn by a script may show the beginning of its article, or entries, posts, words about the outlet or the next
article around the place of the text. In this case, its state contains a text under the page's headline that shares nothing with
these.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cleaners.article import Article
from cleaners.evidence.metadata import Metadata, title_parts
from cleaners.judgement.is_article import OFF_HEADLINE
from cleaners.reading.lines import MIN_PROSE, prose_size
from cleaners.reading.tree import parse as dom
from cleaners.record.state.content import OWN, Content, has_paragraphs, possible_contents, without_tags
from cleaners.record.state.keys import HEADLINE
from cleaners.record.state.scripts import values_of
from cleaners.record.state.shell import from_state

#: Minimum amount of text in scripts that may contain an article, in bytes.
MIN_BYTES = 200

#: Minimum length of a headline, in characters: shorter ones may be the name of a channel.
_MIN_NAME = 8

#: Minimum length of the complete article relative to its visible beginning, and of the page's own text relative to another text
#: that it shows.
_MORE, _MUCH_MORE = 1.2, 1.5

#: Number of visible lines that are searched for in the state, and number of characters of each.
_LOOKED_FOR, _SNIPPET = 8, 16

#: Last characters of a truncated line.
_DOTS = " .…。"

#: Fields that a page may show although its state does not contain them.
_FACTS = ("headline", "kicker", "deck", "authors", "credits", "source", "section", "date_published", "site")


def content_beside(tree: dom.Tree, metadata: Metadata, shown: Article, *, is_folded: bool) -> Content | None:
    """The largest content in the page's state under the page's headline; if any content contains a visible line, only such
    contents count. None if there is none. Scripts that do not contain the headline are not read. If the page shows what its
    scripts contain, they are not read either, unless a control opens the rest of the text (``is_folded``)."""
    snippets = [line[:_SNIPPET] for line in _prose_of(shown)[:_LOOKED_FOR]]
    scripts = _scripts_with(_names_of(shown, metadata), tree.source)
    if not scripts or (shown.is_article and not is_folded and _are_written_in(snippets, scripts)):
        return None
    contents = list(
        possible_contents(values_of(script.decode("utf-8", "replace") for script in scripts), metadata.titles)
    )
    own = [content for content in contents if content.rank == OWN and _is_article(content, metadata.titles)]
    if not own:
        return None
    if any(_holds(content, snippets) for content in contents):
        own = [content for content in own if _holds(content, snippets)]
    return max(own, key=lambda content: content.size, default=None)


def _names_of(shown: Article, metadata: Metadata) -> list[str]:
    """The possible names of the page's article."""
    return [name for name in {shown.headline or "", *title_parts(metadata.titles[:1])} if len(name) >= _MIN_NAME]


def _scripts_with(names: Sequence[str], source: bytes) -> list[bytes]:
    """The scripts that contain one of the names. ``source`` is the page in UTF-8."""
    scripts = _scripts_in(source) if names else ()
    return [script for script in scripts if any(_is_written_in(name, script) for name in names)]


def _scripts_in(source: bytes) -> Iterator[bytes]:
    """The contents of script elements. They are located by a search for the tag names, since a pattern takes as long as the
    parser."""
    markup = source.lower()
    end = 0
    while (start := markup.find(b"<script", end)) >= 0:
        end = markup.find(b"</script", start)
        end = len(source) if end < 0 else end
        yield source[source.find(b">", start, end) + 1 : end]


def _are_written_in(snippets: Sequence[str], scripts: Sequence[bytes]) -> bool:
    """Whether scripts contain more than half of the visible lines; in the others, markup may interrupt the text."""
    found = [any(_is_written_in(snippet, script) for script in scripts) for snippet in snippets]
    return 2 * sum(found) > len(found)


def _is_written_in(text: str, script: bytes) -> bool:
    """Whether a script contains a text, literally or with JSON escapes."""
    return text.encode() in script or json.dumps(text)[1:-1].encode() in script


def _is_article(content: Content, titles: Sequence[str]) -> bool:
    """Whether a content can be the page's article: it has several paragraphs, or is declared as an article's body, and one of
    its names is long enough for a headline and occurs in a title of the page. A channel's name is shorter."""
    if not has_paragraphs(content) and content.facts.get("articleBody") != content.text:
        return False
    names = [value for key, value in content.facts.items() if isinstance(value, str) and HEADLINE.search(key)]
    return any(len(name) >= _MIN_NAME and name in title for name in names for title in titles)


def _holds(content: Content, snippets: Sequence[str]) -> bool:
    text = html.unescape(without_tags(content.text))
    return any(snippet in text for snippet in snippets)


def _prose_of(article: Article) -> list[str]:
    return [line for line in article.text.split("\n") if prose_size(line) >= MIN_PROSE]


def preferred(shown: Article, whole: Article) -> Article:
    """The article to return: ``shown`` (the page's) or ``whole`` (from its state). It is ``whole`` if ``shown`` is no article
    or is the beginning of ``whole``. It is also ``whole`` if that contains no running text of ``shown`` and is much longer, or
    only ``whole`` has words in common with the headline."""
    if not whole.is_article:
        return shown
    if not shown.is_article:
        return from_state(shown, whole)
    if _goes_on(shown, whole):
        return _with_rest(shown, whole)
    if any(line in whole.text for line in _prose_of(shown)):
        return shown
    is_off = OFF_HEADLINE in shown.flags and OFF_HEADLINE not in whole.flags
    return from_state(shown, whole) if is_off or len(whole.text) >= len(shown.text) * _MUCH_MORE else shown


def _goes_on(shown: Article, whole: Article) -> bool:
    """Whether the other article contains all visible lines, the last one up to where it is truncated, and is longer."""
    lines = whole.text.split("\n")
    *before, last = shown.text.split("\n")
    is_longer = len(whole.text) >= len(shown.text) * _MORE
    return is_longer and set(lines).issuperset(before) and any(line.startswith(last.rstrip(_DOTS)) for line in lines)


def _with_rest(shown: Article, whole: Article) -> Article:
    """The complete article, with fields from the page that it lacks."""
    article = from_state(shown, whole)
    missing = {name: getattr(shown, name) for name in _FACTS if not getattr(article, name) and getattr(shown, name)}
    return replace(article, **missing)
