"""The article's own videos, each with the duration and the caption that stand under it."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.moments import read_duration
from cleaners.judgement.labels import Labelled
from cleaners.judgement.verdicts import BODY_IMAGE, BODY_VIDEO, HEAD_VIDEO
from cleaners.reading.addresses import join
from cleaners.values import Block, Label, Verdict, Video

#: Verdicts of videos that are the article's: in its body, and between its headline and its first paragraph.
_OWN = (BODY_IMAGE, BODY_VIDEO, HEAD_VIDEO)


def read_videos(blocks: Sequence[Block], labelled: Labelled, base: str | None) -> dict[int, Video]:
    """The videos of the article by their blocks, in page order; duration in seconds. Those of widgets are not the article's.
    ``base`` is the address that theirs are relative to."""
    verdicts = labelled.verdicts
    return {
        index: _with_lines(video, index, blocks, verdicts, base)
        for index in labelled.places_of(Label.IMAGE, Label.VIDEO)
        if (video := blocks[index].video) is not None
        and verdicts[index] in _OWN
        and not (video.url and index and blocks[index - 1].video == video)  # an object and the embed inside it
    }


#: What a script made of a video, which plays in this page only.
_HERE_ONLY = ("blob:", "data:", "javascript:", "about:")


def _address(url: str | None, base: str | None) -> str | None:
    """The address of a video as others can ask for it."""
    if not url or url.lower().startswith(_HERE_ONLY):
        return None
    return join(url, base)


def _with_lines(
    video: Video, index: int, blocks: Sequence[Block], verdicts: Sequence[Verdict], base: str | None
) -> Video:
    duration, caption = video.duration, video.caption
    for place in range(index + 1, min(index + 3, len(blocks))):
        text = blocks[place].text
        if duration is None and (seconds := read_duration(text)) is not None:
            duration = seconds
        elif verdicts[place].label is Label.CAPTION:
            caption = caption or text
            break
        else:
            break
    return Video(_address(video.url, base), caption, duration)
