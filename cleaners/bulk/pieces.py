"""The work of a batch's worker: read the pages of one span of an input, clean each under a time limit, pack the rows for the
shard."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaners.article import Article, drop_blocks
from cleaners.bulk.arrow import output_schema, pyarrow
from cleaners.bulk.batch import clean_source_page, row_of
from cleaners.bulk.columns import batch_of
from cleaners.bulk.pages import Position, ReadError, SourcePage, Span
from cleaners.bulk.readers import KINDS
from cleaners.bulk.relay import Begun
from cleaners.bulk.watch import Unwatched, Watch

if TYPE_CHECKING:
    from cleaners.template.layout import Template

#: Maximum number of rows in one part of an answer, and of characters in the texts and removals of its pages. They bound the
#: memory of a worker.
_ROWS, _CHARACTERS = 64, 4_000_000


class Piece(NamedTuple):
    """A part of one input: number and address of the input, its kind, the span, and the number of its pages that are already in
    shards. ``given`` contains the pages themselves if only the parent can read them."""

    number: int
    place: str
    kind: str
    span: Span
    skipped: int = 0
    given: tuple[SourcePage, ...] | None = None


#: Flags of rows whose page could not be read or cleaned, or not completely.
_WRONG = frozenset(("unreadable", "bad_line", "incomplete_record", "timeout", "crashed", "failed"))


class Note(NamedTuple):
    """The facts about a row that the parent needs."""

    is_article: bool
    flags: tuple[str, ...]
    url: str | None

    @property
    def is_wrong(self) -> bool:
        """Whether its page could not be read or cleaned, or not completely."""
        return any(flag.partition(":")[0] in _WRONG for flag in self.flags)


class Rows(NamedTuple):
    """Rows on their way to the shards: a note for each, the rows packed for the output format, the position of the piece's
    first record, and the number of pages between it and the first of these rows."""

    notes: tuple[Note, ...]
    packed: bytes
    first: int | None
    before: int

    @property
    def steps(self) -> int:
        """The number of pages."""
        return len(self.notes)


class Outcome(NamedTuple):
    """The end of a piece: the position of its first record and of the first record after it, the number of bytes read, and the
    reason why its input cannot be read further."""

    first: int | None
    next: int | None
    bytes: int
    error: str | None


def clean_piece(
    piece: Piece, begun: Begun, watch: Watch | Unwatched, *, form: str, template: Template | None = None
) -> Generator[Rows, None, Outcome]:
    """Read and clean a piece, in a worker or in this process. Returns its `Outcome`."""
    position = Position()
    error = None
    done = piece.skipped + begun.done
    held = _Held(form, done)
    watch.set(0)
    try:
        for step, page in enumerate(_pages_of(piece, position)):
            if step < done:
                continue
            held.add(page, _article_of(page, step, begun, watch, template))
            if held.is_full:
                yield held.rows(position.first)
                held = _Held(form, step + 1)
            watch.set(step + 1)
    except ReadError as wrong:
        error = str(wrong)
    if held.pages:
        yield held.rows(position.first)
    return Outcome(position.first, position.next, position.bytes, error)


def _pages_of(piece: Piece, position: Position) -> Iterator[SourcePage]:
    if piece.given is not None:
        position.first = 0
        return iter(piece.given)
    return KINDS[piece.kind].read(piece.place, position, piece.span)


def _article_of(
    page: SourcePage, step: int, begun: Begun, watch: Watch | Unwatched, template: Template | None
) -> Article:
    if step in begun.lost:
        return Article(url=page.url, flags=(*page.flags, begun.lost[step]))
    with watch.inside(step):
        try:
            return clean_source_page(page, template)
        except MemoryError:
            if isinstance(watch, Watch):
                raise  # this worker ends, and the next one begins with this page
            return Article(url=page.url, flags=(*page.flags, "failed"))
        except Exception:  # one bad page must not stop the others
            return Article(url=page.url, flags=(*page.flags, "failed"))


class _Held:
    """Rows that a worker has not sent yet, without the content of their pages."""

    def __init__(self, form: str, before: int) -> None:
        self._form, self._before = form, before
        self._characters = 0
        self.pages: list[SourcePage] = []
        self._articles: list[Article] = []

    def add(self, page: SourcePage, article: Article) -> None:
        """Hold a row."""
        self.pages.append(page._replace(content=None, headers=None))
        drop_blocks(article)
        self._articles.append(article)
        self._characters += len(article.text) + sum(len(removal.text) for removal in article.removals)

    @property
    def is_full(self) -> bool:
        """Whether the rows must be sent now."""
        return len(self.pages) >= _ROWS or self._characters >= _CHARACTERS

    def rows(self, first: int | None) -> Rows:
        """The held rows, packed; holds none afterwards."""
        notes = tuple(
            Note(article.is_article, article.flags, page.url)
            for page, article in zip(self.pages, self._articles, strict=True)
        )
        return Rows(notes, pack(self._form, self.pages, self._articles), first, self._before)


def pack(form: str, pages: Sequence[SourcePage], articles: Sequence[Article]) -> bytes:
    """Rows in the form sent to the parent: an Arrow record batch, or JSON lines."""
    if form == "parquet":
        return bytes(batch_of(pages, articles).serialize())
    lines = (
        json.dumps(row_of(page, article), ensure_ascii=False) + "\n"
        for page, article in zip(pages, articles, strict=True)
    )
    return "".join(lines).encode("utf-8", "backslashreplace")


def unpack(form: str, packed: bytes) -> Any:
    """Rows that can be sliced and counted: a ``pyarrow.RecordBatch``, or a list of lines as bytes."""
    if form == "parquet":
        return pyarrow().ipc.read_record_batch(pyarrow().py_buffer(packed), output_schema())
    return packed.splitlines(keepends=True)
