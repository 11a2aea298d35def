"""The parent's side of one worker process: the data still to be written to its pipe, and the frames received. Nothing here
blocks."""

from __future__ import annotations

import os
import select
from collections.abc import Iterable, Iterator
from contextlib import suppress

from cleaners.bulk.child import Child, Orders, framed, take_frame

#: Bytes read or written at a time: the default capacity of a pipe, which is enlarged if possible.
_CHUNK = 1 << 16


class Link:
    """A worker process, started when there is data for it, and started again after it died."""

    def __init__(self, orders: Orders, fresh: bool) -> None:
        self._orders, self._fresh = orders, fresh
        self._child: Child | None = None
        self._outgoing = bytearray()
        self._incoming = bytearray()

    def start(self) -> None:
        """Start the process if it is not running."""
        if self._child is None:
            self._child = Child(self._orders, self._fresh)

    def put(self, data: bytes) -> None:
        """Queue data for the worker as a frame, and write as much as the pipe can take. Starts the process if it is not
        running."""
        self.start()
        self._outgoing += framed(data)
        self.send()

    def ends(self, reads: bool = True) -> Iterator[tuple[int, int]]:
        """The pipe ends to wait for, each with its events for `select.poll`."""
        if self._child is not None:
            if reads:
                yield self._child.answers, select.POLLIN
            if self._outgoing:
                yield self._child.tasks, select.POLLOUT

    def send(self) -> None:
        """Write as much as the pipe can take."""
        if self._child is None:  # ended in the meantime
            return
        with suppress(BlockingIOError, BrokenPipeError):  # `receive` detects a dead worker
            while self._outgoing:
                del self._outgoing[: os.write(self._child.tasks, self._outgoing[:_CHUNK])]

    def receive(self) -> tuple[list[bytes], bool]:
        """The frames that are complete by now, and whether the process is alive."""
        assert self._child is not None
        read = os.read(self._child.answers, _CHUNK)
        self._incoming += read
        frames = []
        while (frame := take_frame(self._incoming)) is not None:
            frames.append(frame)
        return frames, bool(read)

    def end(self) -> int:
        """Kill the process if it is running, and drop its data. Returns its exit status, negative for the signal that ended
        it."""
        self._outgoing.clear()
        self._incoming.clear()
        child, self._child = self._child, None
        return child.end() if child is not None else 0


def wait_for(links: Iterable[tuple[Link, bool]]) -> list[Link]:
    """Wait until at least one of some links has answers or has died, and return these links; queued data is written meanwhile.
    The flag beside each link says whether its answers are wanted now."""
    by_end = {}
    poll = select.poll()
    for link, reads in links:
        for end, events in link.ends(reads):
            poll.register(end, events)
            by_end[end] = (link, events)
    found = []
    for end, _ in poll.poll():
        link, events = by_end[end]
        if events == select.POLLIN:
            found.append(link)
        else:
            link.send()
    return found
