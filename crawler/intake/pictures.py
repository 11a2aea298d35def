"""The pictures in archives: stored for the articles that show them, if the seed asks for pictures."""

from __future__ import annotations

from collections.abc import Iterator

from cleaners.bulk.mhtml import read_archive_pictures
from cleaners.bulk.saved import MHTML_SUFFIXES, read_saved, read_saved_bytes
from cleaners.bulk.warc_pictures import ArchivedPicture, read_warc_pictures
from crawler.intake.pages import Input, read_moment, stored_headers
from crawler.net.picture_kinds import picture_kind
from crawler.store import Store, pictures
from crawler.store.database import now


def read_pictures(source: Input, limit: int) -> Iterator[ArchivedPicture]:
    """The pictures in a file, each of at most ``limit`` bytes; none for a kind of file that contains only pages. Raises
    ReadError."""
    name = source.path.lower()
    if ".warc" in name[-9:]:
        yield from read_warc_pictures(source.path, limit)
    elif name.endswith(tuple(MHTML_SUFFIXES)):
        page, data = read_saved(source.path), read_saved_bytes(source.path)
        for url, body in read_archive_pictures(data) if page.content is not None else ():
            if len(body) <= limit:
                yield ArchivedPicture(url, page.fetched_at, 0, {}, body)


def keep_archived(store: Store, site: str, run_id: int, picture: ArchivedPicture) -> bool:
    """Store a picture if an article of the site shows it and the store does not have it yet. Returns whether it was stored.
    Raises StoreError."""
    with store.read() as connection:
        row = pictures.find_wanted(connection, site, picture.url)
        if row is None:
            return False
        body = picture.body
        if body is None and picture.same_as is not None:
            same = pictures.find_kept(connection, site, [picture.same_as]).get(picture.same_as)
            body = pictures.read_picture(connection, same.sha256) if same is not None else None
    kind = picture_kind(body) if body is not None else None
    if body is None or kind is None:
        return False
    at, headers = read_moment(picture.at) or now(), stored_headers(picture.headers)
    with store.write() as connection:
        pictures.keep_picture(
            connection, row, run_id, body, kind, status=picture.status, headers=headers, fetched_at=at
        )
    return True
