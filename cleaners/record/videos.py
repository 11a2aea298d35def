"""The article's own videos, each with the duration and caption below it."""

from __future__ import annotations

from collections.abc import Sequence

from cleaners.evidence.moments import read_duration
from cleaners.judgement.labels import Labelled
from cleaners.judgement.verdicts import BODY_IMAGE, BODY_VIDEO, HEAD_VIDEO
from cleaners.reading.addresses import join
from cleaners.values import Block, Label, Verdict, Video

#: Verdicts of the article's own videos: in its body, and between its headline and first paragraph.
_OWN = (BODY_IMAGE, BODY_VIDEO, HEAD_VIDEO)


def read_videos(blocks: Sequence[Block], labelled: Labelled, base: str | None) -> dict[int, Video]:
    """The article's videos by block number, in page order, with durations in seconds. Videos in widgets do not count. ``base``
    is the address against which their addresses are resolved."""
    verdicts = labelled.verdicts
    return {
        index: _with_lines(video, index, blocks, verdicts, base)
        for index in labelled.places_of(Label.IMAGE, Label.VIDEO)
        if (video := blocks[index].video) is not None
        and verdicts[index] in _OWN
        and not (video.url and index and blocks[index - 1].video == video)  # an object and its embed element
    }


#: Addresses created by a script, which play only in this page.
_HERE_ONLY = ("blob:", "data:", "javascript:", "about:")


def _address(url: str | None, base: str | None) -> str | None:
    """The address of a video, if it works outside this page; otherwise None."""
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
