"""Article → plain text with headline and facts above the body, for people; `Article.text` is the body alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaners.render.words import byline

if TYPE_CHECKING:
    from cleaners.article import Article


def render_text(article: Article) -> str:
    """Kicker, headline, deck, and byline with date and source, one line each; an empty line; the text. Missing fields are left
    out; nothing is escaped, and there is no final line break."""
    lines = [article.kicker, article.headline, article.deck, byline(article)]
    above = "\n".join(" ".join(line.split()) for line in lines if line)
    return "\n\n".join(part for part in (above, article.text) if part)
