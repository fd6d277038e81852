"""Own: which code is a program's own, where it has more than one file."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Container, Iterable
from importlib.util import find_spec
from pathlib import Path

_UNWATCHED = ("anyio", "trio", "asyncio", "uvloop", "anyio_timeline")
"""What is never a program's own, even if it's developed in a folder of the program's."""


class OwnFiles(Container[str]):
    """The files of a program, by the names that their code has: all below its folders.

    Libraries that are installed below them are none of its own, but for a folder of the program's
    that lies in a library's.

    Args:
        folders: The folders, or single files.
    """

    def __init__(self, folders: Iterable[str | Path]) -> None:
        self._roots = {os.path.realpath(each): True for each in folders}
        self._roots |= {os.path.realpath(each): False for each in _libraries()}
        self._known: dict[str, bool] = {}

    def __contains__(self, file: object) -> bool:
        file = str(file)
        known = self._known.get(file)
        if known is None:
            # what has no path from the root is no file, or was compiled elsewhere, as uvloop
            known = self._known[file] = Path(file).is_absolute() and self._is_own(file)
        return known

    def _is_own(self, file: str) -> bool:
        path = Path(os.path.realpath(file))
        around = (self._roots.get(str(each)) for each in (path, *path.parents))
        return next((is_own for is_own in around if is_own is not None), False)


def _libraries() -> Iterable[str]:
    yield from {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    # wherever else packages were installed that can be imported
    yield from (each for each in sys.path if each and next(Path(each).glob("*.dist-info"), None))
    for name in _UNWATCHED:
        module = sys.modules.get(name)
        spec = module.__spec__ if module else find_spec(name)
        yield from (spec.submodule_search_locations or ()) if spec else ()
