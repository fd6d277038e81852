"""Progress: how far a recording is, and what it took."""

from __future__ import annotations

import heapq
import logging
import sys
import time
from types import TracebackType

from anyio_by_example.examples.example import Example
from anyio_by_example.recording.recording import Recording
from anyio_by_example.runtime import Runtime

_logger = logging.getLogger("mkdocs.anyio_by_example")

_EVERY = 2.0
"""Seconds between two lines where there is no terminal."""


class Progress:
    """Shows a bar on a terminal and plain lines elsewhere; at the end, a summary.

    Args:
        total: How many runs there will be.
        reused: How many recordings were there already.
    """

    def __init__(self, total: int, reused: int) -> None:
        self._total = total
        self._reused = reused
        self._done = 0
        self._problems = 0
        self._slowest: list[tuple[float, str]] = []

    def __enter__(self) -> Progress:
        self._start = self._said = time.monotonic()
        from tqdm import tqdm  # a build with nothing to record does without it

        # None: no bar where the stream is no terminal
        self._bar = tqdm(total=self._total, unit="run", leave=False, disable=None, file=sys.stderr)
        return self

    def step(self, example: Example, runtime: Runtime, recording: Recording) -> None:
        """A run has ended."""
        self._done += 1
        self._problems += recording.problem is not None
        name = f"{example.name} on {runtime.label} {recording.seconds:.2f} s"
        heapq.heappush(self._slowest, (recording.seconds, name))
        if len(self._slowest) > 5:
            heapq.heappop(self._slowest)
        self._bar.update()
        if self._bar.disable and time.monotonic() - self._said > _EVERY:
            self._said = time.monotonic()
            _logger.info("Recorded %d of %d runs", self._done, self._total)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._bar.close()
        if error is None:
            seconds = time.monotonic() - self._start
            wrong = f", {self._problems} with a problem" if self._problems else ""
            _logger.info(
                "Recorded %d runs in %.1f s%s; reused %d. The slowest: %s",
                *(self._done, seconds, wrong, self._reused),
                ", ".join(name for _, name in sorted(self._slowest, reverse=True)),
            )
