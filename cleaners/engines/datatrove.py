"""A step of a datatrove pipeline: documents whose text is HTML in, documents whose text is the article out.

Needs the extra ``datatrove``. Importing this module imports datatrove.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from datatrove.data import Document, DocumentsPipeline  # type: ignore[import-not-found]
from datatrove.pipeline.base import PipelineStep  # type: ignore[import-not-found]

from cleaners.article import Article
from cleaners.bulk.batch import SourcePage, clean_source_page, row_of
from cleaners.bulk.workers import PAGE_SECONDS, Crew, Lost

if TYPE_CHECKING:
    from cleaners.template.layout import Template


class ArticleExtractor(PipelineStep):  # type: ignore[misc]
    """Cleans every document: its ``text`` becomes the article's, its ``metadata`` gets the record's other fields with the
    columns of `cleaners.bulk.arrow.output_schema`. Documents that are no articles are dropped and counted, unless
    ``keep_others``: then they go on with an empty text and their reason in ``flags``.

    ``url`` and ``fetched_at`` are taken from the document's metadata (``date`` where that is all there is, as readers of WARC
    have it), else its id. A page that takes longer than ``seconds`` is given up by ending its process.
    """

    type = "🛢 - EXTRAC"
    name = "📰 dute"

    def __init__(
        self, *, keep_others: bool = False, seconds: float = PAGE_SECONDS, template: Template | None = None
    ) -> None:
        super().__init__()
        self.keep_others = keep_others
        self.seconds = seconds
        self.template = template

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """The pipeline's interface: documents in, documents out, in order."""
        with Crew(partial(_clean_document, template=self.template), seconds=self.seconds) as crew:
            for document, answer in crew.run(data or ()):
                self.stat_update("total")
                row = answer if isinstance(answer, dict) else _lost_row(document, answer)
                if not row["is_article"] and not self.keep_others:
                    self.stat_update("dropped")
                    continue
                self.stat_update("forwarded")
                yield _filled(document, row)


def _page_of(document: Document) -> SourcePage:
    known: dict[str, Any] = document.metadata or {}
    url = known.get("url") or document.id
    return SourcePage(url, document.text, fetched_at=known.get("fetched_at") or known.get("date"))


def _clean_document(document: Document, template: Template | None) -> dict[str, Any]:
    page = _page_of(document)
    return row_of(page, clean_source_page(page, template))


def _lost_row(document: Document, lost: Lost) -> dict[str, Any]:
    page = _page_of(document)
    return row_of(page, Article(url=page.url, flags=(lost.flag,)))


def _filled(document: Document, row: dict[str, Any]) -> Document:
    document.text = row.pop("text")
    document.metadata = {**(document.metadata or {}), **row}
    return document
