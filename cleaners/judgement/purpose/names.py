"""Names that no article has, whoever signed it: of pages about the site, and of the rules that it makes."""

from __future__ import annotations

from cleaners.judgement.amounts import Amounts
from cleaners.reading.patterns import lazy
from cleaners.rules.things import OF_SITE

#: Characters of the name of a page about the site at most.
_MAX_NAME = 24

#: What parts a page's title.
_PART = lazy(r"[_|｜\-–—]")


def is_of_site(amounts: Amounts) -> bool:
    """Whether the headline is the name of a page about the site, or of the rules that it makes; or how the page's title begins,
    where that has not the headline."""
    names = [amounts.headline]
    if not amounts.is_titled and len(amounts.headline) <= _MAX_NAME:
        names += [_PART.split(title, maxsplit=1)[0].strip() for title in amounts.metadata.titles]
    return any(len(name) <= _MAX_NAME and OF_SITE.fullmatch(name) is not None for name in names)
