"""State: what changes when a file does."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def state(file: str | Path) -> object:
    """The time of a file's last change, and its size; None if it isn't there."""
    try:
        found = os.stat(file)  # noqa: PTH116 (the method takes twice as long)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def states(files: Iterable[str | Path]) -> tuple[object, ...]:
    """The state of each file."""
    return tuple(map(state, files))
