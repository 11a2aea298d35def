"""The parent's side of one worker process: what waits to go through its pipe, and the frames that came. Nothing here blocks."""

from __future__ import annotations

import os
import select
from collections.abc import Iterable, Iterator
from contextlib import suppress

from cleaners.bulk.child import Child, Orders, framed, take_frame

#: Bytes that are read or written at a time: what a pipe holds, unless it can be made larger.
_CHUNK = 1 << 16


class Link:
    """A worker process, started when there is something for it, and started again after it died."""

    def __init__(self, orders: Orders, fresh: bool) -> None:
        self._orders, self._fresh = orders, fresh
        self._child: Child | None = None
        self._outgoing = bytearray()
        self._incoming = bytearray()

    def start(self) -> None:
        """Start the process where there is none."""
        if self._child is None:
            self._child = Child(self._orders, self._fresh)

    def put(self, data: bytes) -> None:
        """Put data into the worker's pipe as a frame, as far as that has room; the process is started where there is none."""
        self.start()
        self._outgoing += framed(data)
        self.send()

    def ends(self, reads: bool = True) -> Iterator[tuple[int, int]]:
        """The ends of pipes to wait for, each with the events of `select.poll`."""
        if self._child is not None:
            if reads:
                yield self._child.answers, select.POLLIN
            if self._outgoing:
                yield self._child.tasks, select.POLLOUT

    def send(self) -> None:
        """Write what the pipe has room for."""
        if self._child is None:  # buried a moment ago
            return
        with suppress(BlockingIOError, BrokenPipeError):  # a dead worker shows when its answers are read
            while self._outgoing:
                del self._outgoing[: os.write(self._child.tasks, self._outgoing[:_CHUNK])]

    def receive(self) -> tuple[list[bytes], bool]:
        """The frames that are whole by now, and whether the process lives."""
        assert self._child is not None
        read = os.read(self._child.answers, _CHUNK)
        self._incoming += read
        frames = []
        while (frame := take_frame(self._incoming)) is not None:
            frames.append(frame)
        return frames, bool(read)

    def end(self) -> int:
        """Kill the process, if it lives; its exit status, negative for the signal that ended it. What it had is forgotten."""
        self._outgoing.clear()
        self._incoming.clear()
        child, self._child = self._child, None
        return child.end() if child is not None else 0


def wait_for(links: Iterable[tuple[Link, bool]]) -> list[Link]:
    """Wait until at least one of some links has something to say, and return those; what waits to go out is sent meanwhile.
    Beside each link: whether its answers are wanted now."""
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
