"""Players in frames and plug-ins, by which a page shows a video of another site, or showed one before ``<video>``."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cleaners.reading.characters import sanitize_address
from cleaners.reading.patterns import lazy

#: Attributes that may contain a frame's address, lazily loaded ones first.
_SOURCES = ("data-src", "data-original", "data-lazy-src", "src", "data")

#: Elements that may show a player. Their content is invisible, except that of `embed`: it has no end tag, so that the parser
#: takes the following text for its content.
PLAYER_TAGS = ("iframe", "embed", "object")

#: A player's address: its host begins with a word for a player, or its path or query contains one. Frames with sound players,
#: maps, forms and advertisements do not match.
_PLAYER = lazy(
    r"(?:https?:)?//(?!(?:[\w-]+\.)*(?:music|fm|audio|podcasts?|ads?|map|maps)\.)"
    r"(?:(?:player|v|video|videos|vod|tv)\.[^\s]+|[^\s/]+/(?:[^\s?#]*/)?(?:embed|iframe|player|players|videoplayer|h5player|vplayer|video)(?:[/._-][^\s]*)?"
    r"|[^\s/]+/[^\s]*(?:player[\w-]*\.(?:html?|php|jsp|js)|\.mp4|\.m3u8|[?&](?:vid|bvid|videoid|video_id|vu)=)[^\s]*)",
    re.I,
)
#: A video file, which a plug-in plays itself.
_FILE = lazy(r"(?!data:)[^\s?#]+\.(?:mp4|m3u8|flv|wmv|mov|webm|avi|asf|rmvb?|mpe?g)(?:[?#][^\s]*)?", re.I)


def player_in(attributes: Mapping[str, str]) -> str:
    """The address of the video player or video file that one of `PLAYER_TAGS` shows; "" if it shows neither."""
    for name in _SOURCES:
        value = attributes.get(name)
        url = sanitize_address(value) if value else ""
        if url and _may_play(url) and (_PLAYER.fullmatch(url) or _FILE.fullmatch(url)):
            return f"https:{url}" if url.startswith("//") else url
    return ""


#: Every address of a player or a video file contains one of these.
_SIGNS = (
    *("player", "video", "embed", "iframe", "//v.", "//vod.", "//tv.", "vid=", "vu="),
    *(".mp", ".m3u8", ".flv", ".wmv", ".mov", ".webm", ".avi", ".asf", ".rm"),
)


def _may_play(url: str) -> bool:
    """A cheap test before the expression. Non-ASCII addresses pass, since case folding may turn their characters into ASCII
    letters."""
    lower = url.lower()
    return not url.isascii() or any(sign in lower for sign in _SIGNS)
