"""Channel: how a run tells its supervisor how far it is and how it ended.

It's memory that both share. While the program runs it needs no descriptor, no file, no permission
and no system call, so whatever the program does to these, what it closes, forbids or limits, the
recorder's own words get through. Nothing of them is in the program's output.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
from enum import IntEnum
from pathlib import Path
from typing import Any

_SIZE = 1 << 24
"""Bytes of the memory, of which only those that are written to are taken from the system."""

_BEGUN = 1 << 16
"""Bytes that a file has from the start, so that a full disk doesn't cut off a usual report."""

_HEAD = struct.Struct("=BQ")
"""The step, and the bytes of text behind it."""

# a program may replace these
_dumps, _getpid = json.dumps, os.getpid


class Step(IntEnum):
    """What a run is at."""

    PREPARING = 0
    """The program hasn't begun."""
    RUNNING = 1
    """What happens is the program's doing."""
    REPORTING = 2
    """The recorder takes down what the program did."""
    REPORTED = 3
    """All is said."""
    FAILED = 4
    """The recorder has failed, and has said how."""


class Channel:
    """One side of the memory.

    Args:
        memory: What is shared.
    """

    def __init__(self, memory: mmap.mmap) -> None:
        self._memory = memory
        self._speaker = 0

    @classmethod
    def to_fork(cls) -> Channel:
        """A channel that a fork of this process will share."""
        return cls(mmap.mmap(-1, _SIZE))

    @classmethod
    def at(cls, file: Path) -> Channel:
        """A channel that every process has that opens one file; made if it isn't there.

        Raises:
            OSError: if there is no room for it.
        """
        if not file.exists():
            with file.open("wb") as made:
                made.write(bytes(_BEGUN))
                made.truncate(_SIZE)
        with file.open("r+b") as opened:
            return cls(mmap.mmap(opened.fileno(), _SIZE))

    def begin(self) -> None:
        """Speak for this process from now on, and for none that it forks."""
        self._speaker = _getpid()

    def step(self, step: Step) -> None:
        """Say what the run is at."""
        self._say(step, b"")

    def report(self, values: dict[str, Any]) -> None:
        """Say how the run ended.

        Raises:
            ValueError: if it's more than there is room for.
        """
        self._say(Step.REPORTED, _dumps(values).encode())

    def fail(self, how: str) -> None:
        """Say how the recorder has failed."""
        self._say(Step.FAILED, how.encode("utf-8", "backslashreplace")[-_BEGUN // 2 :])

    def _say(self, step: Step, text: bytes) -> None:
        if _getpid() != self._speaker:
            return  # the program has forked this process
        start, end = _HEAD.size, _HEAD.size + len(text)
        if end > _SIZE:
            raise ValueError(f"a report of {len(text):,} bytes is too long")
        # the step comes last: who is killed meanwhile has said nothing
        self._memory[start:end] = text
        _HEAD.pack_into(self._memory, 0, step, len(text))

    def heard(self) -> tuple[Step, str]:
        """The step that the run is at, and what it said there."""
        step, length = _HEAD.unpack_from(self._memory, 0)
        text = self._memory[_HEAD.size : _HEAD.size + length]
        return Step(step), text.decode("utf-8", "replace")

    def close(self) -> None:
        """Give the memory back."""
        self._memory.close()
