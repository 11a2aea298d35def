"""Blocks for single elements (a picture, a video), and whether an element centres its lines."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cleaners.reading.characters import sanitize_address
from cleaners.reading.image_sources import Picture, largest_source
from cleaners.reading.patterns import lazy
from cleaners.values import Block, Image, Video

_ALIGN = lazy(r"text-align\s*:\s*(\w+)", re.I)


def image_block(picture: Picture, number: int, container: int, tag: str, is_hidden: bool) -> Block:
    """A picture as a block of the page. Until `cleaners.record.images`, the caption holds the names of its element."""
    image = Image(picture.url, picture.names or None)
    return Block(number, "", "image", 0, container, tag, hidden=is_hidden, image=image)


def video_block(url: str, number: int, container: int, tag: str, is_hidden: bool) -> Block:
    """A video as a block of the page; ``url`` is "" if only a ``<source>`` can provide it."""
    return Block(number, "", "video", 0, container, tag, hidden=is_hidden, video=Video(url or None))


def with_video_source(block: Block, url: str) -> Block:
    """The block, with the address of a ``<source>`` if it is a video without one."""
    if block.video is None or block.video.url:
        return block
    return block._replace(video=Video(sanitize_address(url)))


def source_of(attributes: Mapping[str, str]) -> str | None:
    """The address in a ``<source>``."""
    return largest_source(attributes.get("srcset") or attributes.get("data-srcset")) or attributes.get("src")


def is_centred(tag: str, align: str | None, style: str | None, inherited: bool) -> bool:
    """Whether an element centres its lines: by its tag, its attribute ``align``, its style or the element around it."""
    if tag == "center" or (align or "").lower() == "center":
        return True
    declared = declares_centred(style) if style else None
    return inherited and tag != "td" if declared is None else declared


def declares_centred(style: str) -> bool | None:
    """Whether a style centres the lines of its element; None if it does not specify an alignment."""
    declared = _ALIGN.search(style) if "align" in style.lower() else None
    return None if declared is None else declared[1].lower() == "center"
