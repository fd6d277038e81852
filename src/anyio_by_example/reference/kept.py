"""Kept: what was once made for pages, on disk under a hash of all that can change it."""

from __future__ import annotations

import hashlib
import json
import logging
import platform
import sysconfig
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from anyio_by_example.library.library import Library, default_library
from anyio_by_example.shelf import Shelf

_logger = logging.getLogger("mkdocs.anyio_by_example")

T = TypeVar("T")


class Kept:
    """Values that JSON can hold, each made once.

    All of them depend on what is installed and on this package too: reading AnyIO's docstrings
    would take longer than all else in a build, and drawing examples comes next.

    Args:
        folder: Where they are; made when it is first needed.
    """

    def __init__(self, folder: Path) -> None:
        self._shelf = Shelf(folder, ".kept")

    def get(self, kind: str, source: object, make: Callable[[], T]) -> T:
        """A value that was made before, or is made now.

        Args:
            kind: What it is, as `entry`.
            source: All else that can change it; its `repr` counts.
            make: What makes it. Lists come back for tuples.
        """
        facts = json.dumps([_made_from(), kind, repr(source)])
        address = hashlib.sha256(facts.encode()).hexdigest()
        text = self._shelf.get(address)
        if text is None:
            text = json.dumps(make())
            try:
                self._shelf.put(address, text)
            except OSError as error:
                _logger.info("What was made for a page could not be kept: %s", error)
        value: T = json.loads(text)
        return value


def kept(library: Library | None = None) -> Kept:
    """What is kept beside recordings.

    Args:
        library: Whose recordings; by default those of the project in which the builder was started.
    """
    return Kept((library or default_library()).store.folder)


@cache
def _made_from() -> list[str]:
    """Python, all that is installed, and every file of this package."""
    package = Path(__file__).parents[1]
    installed = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    files = (path for path in package.rglob("*") if path.suffix in _KINDS)
    return [
        platform.python_version(),
        *sorted(path.name for path in installed),
        *(hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(files)),
    ]


_KINDS = {".py", ".jinja", ".html", ".json", ".inv", ".toml"}
