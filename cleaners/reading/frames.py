"""Players in frames and plugins: how a page shows a video that another site keeps, or showed one before ``<video>``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cleaners.reading.characters import sanitize_address
from cleaners.reading.patterns import lazy

#: Where a frame's address may be, the later loaded one first.
_SOURCES = ("data-src", "data-original", "data-lazy-src", "src", "data")

#: Elements that may show a player. Nothing of what stands inside them is seen, but for `embed`: it has no end tag, and the parser
#: takes what comes after it for its content.
PLAYER_TAGS = ("iframe", "embed", "object")

#: A player's address: its host begins with a word for one, or its path or query names one. Players of sound, maps, forms and
#: advertisements in frames do not.
_PLAYER = lazy(
    r"(?:https?:)?//(?!(?:[\w-]+\.)*(?:music|fm|audio|podcasts?|ads?|map|maps)\.)"
    r"(?:(?:player|v|video|videos|vod|tv)\.[^\s]+|[^\s/]+/(?:[^\s?#]*/)?(?:embed|iframe|player|players|videoplayer|h5player|vplayer|video)(?:[/._-][^\s]*)?"
    r"|[^\s/]+/[^\s]*(?:player[\w-]*\.(?:html?|php|jsp|js)|\.mp4|\.m3u8|[?&](?:vid|bvid|videoid|video_id|vu)=)[^\s]*)",
    re.I,
)
#: The file of a video, which a plugin plays by itself.
_FILE = lazy(r"(?!data:)[^\s?#]+\.(?:mp4|m3u8|flv|wmv|mov|webm|avi|asf|rmvb?|mpe?g)(?:[?#][^\s]*)?", re.I)


def player_in(attributes: Mapping[str, str]) -> str:
    """The address of the video player, or of the file of a video, that one of `PLAYER_TAGS` shows; "" for another."""
    for name in _SOURCES:
        value = attributes.get(name)
        url = sanitize_address(value) if value else ""
        if url and _may_play(url) and (_PLAYER.fullmatch(url) or _FILE.fullmatch(url)):
            return f"https:{url}" if url.startswith("//") else url
    return ""


#: Every address of a player, or of the file of a video, has one of these.
_SIGNS = (
    *("player", "video", "embed", "iframe", "//v.", "//vod.", "//tv.", "vid=", "vu="),
    *(".mp", ".m3u8", ".flv", ".wmv", ".mov", ".webm", ".avi", ".asf", ".rm"),
)


def _may_play(url: str) -> bool:
    """A cheap look before the expression. What is not ASCII may be folded to a letter."""
    lower = url.lower()
    return not url.isascii() or any(sign in lower for sign in _SIGNS)
