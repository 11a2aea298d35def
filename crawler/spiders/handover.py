"""Pass each new or changed article to the operator's command, concurrently with the crawl and without delaying it.

The articles wait in the store (`crawler.store.handovers`). A few processes run at a time, each with a time limit. The crawl
continues meanwhile, and waits for a limited time at its end. Articles still waiting then are left for the next run.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import shlex
import signal
import time
from contextlib import suppress
from typing import Any

from crawler.archive.export import exported_record
from crawler.store import Store, StoreError, handovers
from crawler.store.choice import Choice
from crawler.store.handovers import Waiting
from crawler.store.records import choose_articles
from crawler.store.schema import articles

#: Maximum number of processes per site; time limit of one in seconds; seconds that the end of a crawl waits for all; number of
#: consecutive failures after which the rest is left for the next run.
AT_ONCE, SECONDS, PATIENCE, MAX_FAILURES = 2, 60.0, 300.0, 5

#: Maximum number of failed articles named in the summary.
_MAX_NAMED = 10

_LOG = logging.getLogger(__name__)


def read_command(command: str) -> list[str]:
    """A command line split into words. Raises ValueError if it is malformed or empty."""
    words = shlex.split(command)
    if not words:
        raise ValueError("--on-article: an empty command")
    return words


class Handover:
    """Passes articles of a site to the command, from `start` to `close`. Must be used inside a running event loop."""

    def __init__(
        self,
        store: Store,
        site: str,
        command: list[str],
        *,
        alone: bool = True,
        seconds: float = SECONDS,
        patience: float = PATIENCE,
    ) -> None:
        self._store, self._site, self._command, self._alone = store, site, command, alone
        self._seconds, self._patience = seconds, patience
        self._until: float | None = None
        self._running: set[asyncio.Task[None]] = set()
        self._processes: set[asyncio.subprocess.Process] = set()
        self._done = self._failed = self._given_up = self._in_a_row = 0
        self._problems: list[dict[str, str]] = []
        self._is_over = False

    def start(self) -> None:
        """Start with the articles left by earlier runs. Raises StoreError."""
        if self._alone:
            with self._store.write() as connection:
                handovers.free_all(connection, self._site)
        self.poke()

    def poke(self) -> None:
        """Start as many processes as allowed, since articles wait. Raises StoreError."""
        while not self._is_over and len(self._running) < AT_ONCE and self._in_a_row < MAX_FAILURES:
            with self._store.write() as connection:
                waiting = handovers.take(connection, self._site, 2 * self._seconds)
            if waiting is None:
                return
            task = asyncio.get_running_loop().create_task(self._hand_over(waiting))
            self._running.add(task)
            task.add_done_callback(self._go_on)

    def is_busy(self) -> bool:
        """Whether the end of the crawl should wait: a process runs, and the time limit is not over. The time starts with the
        first call."""
        if self._until is None:
            self._until = time.monotonic() + self._patience
        return bool(self._running) and time.monotonic() < self._until

    def close(self) -> None:
        """Start no more processes, and kill the running ones: their articles wait in the store."""
        self._is_over = True
        for process in self._processes:
            _kill(process)
        for task in self._running:
            task.cancel()

    def summarise(self) -> dict[str, Any]:
        """The results for the articles, as JSON values."""
        left = 0
        with suppress(StoreError), self._store.read() as connection:
            left = handovers.count_waiting(connection, self._site)
        return {
            "done": self._done,
            "failed": self._failed,
            "given_up": self._given_up,
            "left": left,
            "problems": self._problems,
        }

    def _go_on(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if task.cancelled():
            return
        try:
            if (error := task.exception()) is not None:
                raise error
            self.poke()
        except StoreError as error:
            _LOG.warning("%s", error)
            self._is_over = True  # the articles wait in the store

    async def _hand_over(self, waiting: Waiting) -> None:
        with self._store.read() as connection:
            row = next(choose_articles(connection, Choice(), None, articles.c.id == waiting.article_row), None)
        if row is None:  # deleted in the meantime
            with self._store.write() as connection:
                handovers.finish(connection, waiting)
            return
        message = json.dumps({"event": waiting.event, **exported_record(row)}, ensure_ascii=False)
        problem = await self._run(message.encode())
        with self._store.write() as connection:
            if problem is None:
                handovers.finish(connection, waiting)
            elif handovers.fail(connection, waiting):
                self._given_up += 1
        if problem is None:
            self._done, self._in_a_row = self._done + 1, 0
            return
        self._failed, self._in_a_row = self._failed + 1, self._in_a_row + 1
        _LOG.warning("on-article: %s: %s", row.url, problem)
        if len(self._problems) < _MAX_NAMED:
            self._problems.append({"url": row.url, "problem": problem})

    async def _run(self, message: bytes) -> str | None:
        """Run the command with a message on its standard input. Returns None if it succeeded, otherwise the reason."""
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command, stdin=asyncio.subprocess.PIPE, stdout=2, start_new_session=True
            )
        except OSError as error:
            return f"cannot be started: {error.strerror or error}"
        self._processes.add(process)
        try:
            await asyncio.wait_for(process.communicate(message), self._seconds)
        except TimeoutError:
            return f"took longer than {self._seconds:.0f} s"
        finally:
            self._processes.discard(process)
            if process.returncode is None:
                _kill(process)
                await process.wait()
        return f"exit status {process.returncode}" if process.returncode else None


def _kill(process: asyncio.subprocess.Process) -> None:
    """Kill a process, and those that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
