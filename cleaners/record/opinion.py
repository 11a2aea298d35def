"""trafilatura as a second opinion, imported only when it is asked: pages our locator is unsure of, and other
languages.
"""

from __future__ import annotations

from typing import NamedTuple

from cleaners.reading.decode import sanitize

#: The flag of a page for which a second opinion was wanted and trafilatura is not installed.
NO_SECOND_OPINION = "no_second_opinion"

#: trafilatura takes minutes a megabyte on some shapes; a longer page is not given to it.
MAX_CHARS = 1_000_000


class Opinion(NamedTuple):
    """What trafilatura makes of a page."""

    text: str
    headline: str | None
    authors: tuple[str, ...]
    date: str | None


def ask_trafilatura(markup: str) -> Opinion | None:
    """trafilatura's reading of a page, or None where it finds no text, fails, or the page is too long for it.

    Raises ImportError if it cannot be imported: it comes with the extra ``fallback``.
    """
    if len(markup) > MAX_CHARS:
        return None
    try:
        import trafilatura
    except Exception as error:  # it is missing, or something that it needs, or does not go with this Python
        raise ImportError(f"trafilatura cannot be asked: {error}") from error
    import logging  # with it comes a sixth of what the library loads

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        found = trafilatura.bare_extraction(markup, include_comments=False, with_metadata=True)
    except Exception:  # whatever another library makes of a page, this one goes on
        return None
    if found is None:
        return None
    document = found if isinstance(found, dict) else found.as_dict()
    text = sanitize(str(document.get("text") or "")).replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        return None
    authors = tuple(filter(None, map(_line, str(document.get("author") or "").split(";"))))
    return Opinion(text, _line(str(document.get("title") or "")) or None, authors, document.get("date") or None)


def _line(text: str) -> str:
    return " ".join(sanitize(text).split())
