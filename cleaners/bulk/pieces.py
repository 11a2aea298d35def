"""What a worker of a batch does: read the pages of one part of an input, clean each under its guard, pack rows for the shard."""

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

#: Rows of one part, and characters of its pages' texts and removals: what a worker holds before it answers.
_ROWS, _CHARACTERS = 64, 4_000_000


class Piece(NamedTuple):
    """A part of one input: number and place of the input, its kind, the span, pages of it that are in shards already. ``given``
    are its pages themselves where only the parent can read them."""

    number: int
    place: str
    kind: str
    span: Span
    skipped: int = 0
    given: tuple[SourcePage, ...] | None = None


#: Flags of rows whose page could not be read or cleaned, or not all of it.
_WRONG = frozenset(("unreadable", "bad_line", "incomplete_record", "timeout", "crashed", "failed"))


class Note(NamedTuple):
    """What the parent must know of a row."""

    is_article: bool
    flags: tuple[str, ...]
    url: str | None

    @property
    def is_wrong(self) -> bool:
        """Whether its page could not be read or cleaned, or not all of it."""
        return any(flag.partition(":")[0] in _WRONG for flag in self.flags)


class Rows(NamedTuple):
    """Rows on their way to the shards: a note for each, packed for the format; where the first record of their piece began,
    and the pages between that and the first of the rows."""

    notes: tuple[Note, ...]
    packed: bytes
    first: int | None
    before: int

    @property
    def steps(self) -> int:
        """Pages."""
        return len(self.notes)


class Outcome(NamedTuple):
    """The end of a piece: where its first record began, where the one behind it begins, bytes that were read, and why its
    input cannot be read further."""

    first: int | None
    next: int | None
    bytes: int
    error: str | None


def clean_piece(
    piece: Piece, begun: Begun, watch: Watch | Unwatched, *, form: str, template: Template | None = None
) -> Generator[Rows, None, Outcome]:
    """Read and clean a piece, in whatever process. Returns its `Outcome`."""
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
                raise  # this worker ends, and another begins with the page
            return Article(url=page.url, flags=(*page.flags, "failed"))
        except Exception:  # one bad page never stops the others
            return Article(url=page.url, flags=(*page.flags, "failed"))


class _Held:
    """Rows that a worker has not answered with yet. Of what was cleaned the pages' contents are let go."""

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
        """Whether it is time to answer."""
        return len(self.pages) >= _ROWS or self._characters >= _CHARACTERS

    def rows(self, first: int | None) -> Rows:
        """What is held, packed."""
        notes = tuple(
            Note(article.is_article, article.flags, page.url)
            for page, article in zip(self.pages, self._articles, strict=True)
        )
        return Rows(notes, pack(self._form, self.pages, self._articles), first, self._before)


def pack(form: str, pages: Sequence[SourcePage], articles: Sequence[Article]) -> bytes:
    """Rows as they go to the parent: a record batch of Arrow, or lines of JSON."""
    if form == "parquet":
        return bytes(batch_of(pages, articles).serialize())
    lines = (
        json.dumps(row_of(page, article), ensure_ascii=False) + "\n"
        for page, article in zip(pages, articles, strict=True)
    )
    return "".join(lines).encode("utf-8", "backslashreplace")


def unpack(form: str, packed: bytes) -> Any:
    """Rows that can be cut and counted: a ``pyarrow.RecordBatch``, or a list of lines as bytes."""
    if form == "parquet":
        return pyarrow().ipc.read_record_batch(pyarrow().py_buffer(packed), output_schema())
    return packed.splitlines(keepends=True)
