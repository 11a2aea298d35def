"""Stored pictures in exports: records name their files, and a folder contains each once, named by its content."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from cleaners.bulk.arrow import pyarrow
from cleaners.files import replacing
from crawler.net.picture_kinds import picture_suffix
from crawler.store import pictures
from crawler.store.pictures import KeptPicture


class PicturedRow:
    """A row of `list_articles` whose record names the files of its pictures."""

    def __init__(self, row: Any, record: str) -> None:
        self._row, self.record = row, record

    def __getattr__(self, name: str) -> Any:
        return getattr(self._row, name)


def name_pictures(connection: Connection, rows: Iterable[Any], folder: str | None) -> Iterator[Any]:
    """Rows of `list_articles` with ``file`` in each image of their records: the name of the picture's file below ``folder``,
    null if the picture is not stored. If a folder is given, the pictures are written there. If the store has no pictures, rows
    are unchanged.

    Raises OSError.
    """
    if not pictures.is_pictured(connection):
        yield from rows
        return
    for row in rows:
        record = json.loads(row.record)
        kept = pictures.find_kept(connection, row.site, [image["url"] for image in record["images"]])
        for image in record["images"]:
            found = kept.get(image["url"])
            image["file"] = file_name(found) if found is not None else None
        if folder is not None:
            for picture in kept.values():
                _write_picture(connection, picture, Path(folder))
        yield PicturedRow(row, json.dumps(record, ensure_ascii=False))


def file_name(picture: KeptPicture) -> str:
    """The name of a picture's file: its digest, in subfolders, so that no folder becomes too large for a file system."""
    return f"{picture.sha256[:2]}/{picture.sha256}.{picture_suffix(picture.kind)}"


def add_file_field(schema: Any) -> Any:
    """The ``pyarrow.Schema`` of a record with ``file`` in its images."""
    pa = pyarrow()
    place = schema.get_field_index("images")
    image: Sequence[Any] = list(schema.field(place).type.value_type)
    return schema.set(place, pa.field("images", pa.list_(pa.struct([*image, ("file", pa.string())]))))


def _write_picture(connection: Connection, picture: KeptPicture, folder: Path) -> None:
    target = folder / file_name(picture)
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with replacing(str(target)) as temporary:
        Path(temporary).write_bytes(pictures.read_picture(connection, picture.sha256))
