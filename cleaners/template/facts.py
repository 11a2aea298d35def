"""Values in the head of every page of a site: they are the site's name, section and pictures, not the article's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # reading a seed needs no parser
    from cleaners.evidence.metadata import Metadata


@dataclass(frozen=True, slots=True)
class Facts:
    """Values that the heads of all pages have in common, the common end of all titles, and the addresses of pictures on most
    pages: placeholders, the QR code of an app."""

    authors: tuple[str, ...] = ()
    source: str | None = None
    section: str | None = None
    title_end: str = ""
    images: tuple[str, ...] = ()

    def without(self, metadata: Metadata) -> Metadata:
        """The metadata without the site's own values. Only the head is corrected: a byline on the visible page stays."""
        return metadata._replace(
            authors=tuple(author for author in metadata.authors if author not in self.authors),
            source=None if metadata.source == self.source else metadata.source,
            section=None if metadata.section == self.section else metadata.section,
            titles=tuple(self._without_end(title) for title in metadata.titles),
        )

    def _without_end(self, title: str) -> str:
        shorter = title.removesuffix(self.title_end).rstrip() if self.title_end else title
        return shorter or title
