"""Derived: what is made of all examples and pages is made once, until a file of them changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import TypeVar
from weakref import WeakKeyDictionary

from anyio_by_example.library.library import Library

T = TypeVar("T")


def derived(make: Callable[[Library], T]) -> Callable[[Library], T]:
    """Have what a function makes of a library kept, for all that a build asks it for.

    It may depend on the files of the snippets, on those in `docs/` beside them, on `mkdocs.yml`,
    and on nothing else that changes while a process lives; what it gives isn't changed by who gets
    it.

    Args:
        make: The function.
    """
    kept: WeakKeyDictionary[Library, tuple[object, T]] = WeakKeyDictionary()

    @wraps(make)
    def given(library: Library) -> T:
        # before it's made: what is saved meanwhile is seen the next time
        now = library.looked or frozenset(_states(library.root))
        known = kept.get(library)
        if known is None or known[0] != now:
            known = kept[library] = now, make(library)
        return known[1]

    return given


def _states(root: Path) -> Iterator[tuple[str, int, int]]:
    project = root.parent
    for folder in (root, project / "docs"):
        if folder.is_dir():
            yield from _below(str(folder))
    with os.scandir(project) as files:
        yield from (_state(each) for each in files if each.name == "mkdocs.yml")


def _below(folder: str) -> Iterator[tuple[str, int, int]]:
    # thousands of files: for paths it would take four times as long
    with os.scandir(folder) as files:
        for each in files:
            if each.is_dir():
                yield from _below(each.path)
            else:
                yield _state(each)


def _state(file: os.DirEntry[str]) -> tuple[str, int, int]:
    found = file.stat()
    return file.path, found.st_mtime_ns, found.st_size
