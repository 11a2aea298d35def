"""The article in the state of a page that shows a text: the whole of what is shown, or the page's own beside another's.

A page that a script draws may show the beginning of its article, and entries, posts, words about the outlet or the next article
around the place where the text will stand: then its state holds a text under the page's headline, of which none of that is a
part.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cleaners.article import Article
from cleaners.evidence.metadata import Metadata, title_parts
from cleaners.judgement.is_article import OFF_HEADLINE
from cleaners.reading import parse as dom
from cleaners.reading.lines import MIN_PROSE, prose_size
from cleaners.record.state.content import OWN, Content, has_paragraphs, possible_contents, without_tags
from cleaners.record.state.keys import HEADLINE
from cleaners.record.state.scripts import values_of
from cleaners.record.state.shell import from_state

#: Bytes of text in scripts from which they may hold an article.
MIN_BYTES = 200

#: Characters of a headline from which no channel is called so.
_MIN_NAME = 8

#: How much longer the whole article is than its beginning, and the page's own text than another that it shows.
_MORE, _MUCH_MORE = 1.2, 1.5

#: Lines of what is shown that are looked for, and characters of each.
_LOOKED_FOR, _SNIPPET = 8, 16

#: What a line that breaks off ends with.
_DOTS = " .…。"

#: Facts that a page may show and its state may not hold.
_FACTS = ("headline", "kicker", "deck", "authors", "credits", "source", "section", "date_published", "site")


def content_beside(tree: dom.Tree, metadata: Metadata, shown: Article, *, is_folded: bool) -> Content | None:
    """The content that the page's state holds under its headline: of those the largest, and one with a line of what is shown
    where some content has that; None without one. Scripts without the headline are not read, nor those of a page that shows what
    they hold, unless a control below it opens the rest."""
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
    """What the page's article may be called."""
    return [name for name in {shown.headline or "", *title_parts(metadata.titles[:1])} if len(name) >= _MIN_NAME]


def _scripts_with(names: Sequence[str], source: bytes) -> list[bytes]:
    """The scripts of a page in UTF-8 that hold one of its names."""
    scripts = _scripts_in(source) if names else ()
    return [script for script in scripts if any(_is_written_in(name, script) for name in names)]


def _scripts_in(source: bytes) -> Iterator[bytes]:
    """What stands between the tags of scripts: found by their names, since a pattern takes as long as the parser."""
    markup = source.lower()
    end = 0
    while (start := markup.find(b"<script", end)) >= 0:
        end = markup.find(b"</script", start)
        end = len(source) if end < 0 else end
        yield source[source.find(b">", start, end) + 1 : end]


def _are_written_in(snippets: Sequence[str], scripts: Sequence[bytes]) -> bool:
    """Whether scripts hold more than half of what is shown: the others may be cut by markup."""
    found = [any(_is_written_in(snippet, script) for script in scripts) for snippet in snippets]
    return 2 * sum(found) > len(found)


def _is_written_in(text: str, script: bytes) -> bool:
    """Whether a script holds a text, as it is or in the escapes of JSON."""
    return text.encode() in script or json.dumps(text)[1:-1].encode() in script


def _is_article(content: Content, titles: Sequence[str]) -> bool:
    """Whether a content has several paragraphs, or is stated as an article's body, and the page is called what it is: not only a
    word of its title, as a channel."""
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
    """The article of such a content, or what the page shows: that, unless it is none, or the beginning of the other, or no line
    of its running text stands in the other, which is much longer, or alone shares words with the headline."""
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
    """Whether all that is shown stands in the other, the last line up to where it breaks off."""
    lines = whole.text.split("\n")
    *before, last = shown.text.split("\n")
    is_longer = len(whole.text) >= len(shown.text) * _MORE
    return is_longer and set(lines).issuperset(before) and any(line.startswith(last.rstrip(_DOTS)) for line in lines)


def _with_rest(shown: Article, whole: Article) -> Article:
    """The whole article, with the facts that only the page shows."""
    article = from_state(shown, whole)
    missing = {name: getattr(shown, name) for name in _FACTS if not getattr(article, name) and getattr(shown, name)}
    return replace(article, **missing)
