"""What the walk makes of single elements: a picture, a video, whether lines are centred."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cleaners.reading.characters import sanitize_address
from cleaners.reading.image_sources import Picture, largest_source
from cleaners.reading.patterns import lazy
from cleaners.values import Block, Image, Video

_ALIGN = lazy(r"text-align\s*:\s*(\w+)", re.I)


def image_block(picture: Picture, number: int, container: int, tag: str, is_hidden: bool) -> Block:
    """A picture as a block of the page; what its element is called stands in the caption until `cleaners.record.images`."""
    image = Image(picture.url, picture.names or None)
    return Block(number, "", "image", 0, container, tag, hidden=is_hidden, image=image)


def video_block(url: str, number: int, container: int, tag: str, is_hidden: bool) -> Block:
    """A video as a block of the page; ``url`` is "" where only a ``<source>`` may name it."""
    return Block(number, "", "video", 0, container, tag, hidden=is_hidden, video=Video(url or None))


def with_video_source(block: Block, url: str) -> Block:
    """The block, with the address of a ``<source>`` where it is a video that has none."""
    if block.video is None or block.video.url:
        return block
    return block._replace(video=Video(sanitize_address(url)))


def source_of(attributes: Mapping[str, str]) -> str | None:
    """The address that a ``<source>`` names."""
    return largest_source(attributes.get("srcset") or attributes.get("data-srcset")) or attributes.get("src")


def is_centred(tag: str, align: str | None, style: str | None, inherited: bool) -> bool:
    """Whether an element centres its lines: by its name, its attribute ``align``, its style or the element around it."""
    if tag == "center" or (align or "").lower() == "center":
        return True
    declared = declares_centred(style) if style else None
    return inherited and tag != "td" if declared is None else declared


def declares_centred(style: str) -> bool | None:
    """Whether a style centres the lines of its element; None where it says nothing of that."""
    declared = _ALIGN.search(style) if "align" in style.lower() else None
    return None if declared is None else declared[1].lower() == "center"
