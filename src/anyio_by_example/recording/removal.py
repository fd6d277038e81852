"""Removal: of the folders in which programs ran, whatever these have made of them."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from itertools import count
from pathlib import Path


def remove(folder: Path) -> None:
    """Remove a folder with all that is in it, if it's there.

    Nothing may run in it any more.

    Raises:
        OSError: if it can't be removed.
    """
    with suppress(OSError, RecursionError):
        shutil.rmtree(folder)
    if os.path.lexists(folder):
        _flatten(folder)
        shutil.rmtree(folder)


def _flatten(folder: Path) -> None:
    """Move each folder below one to its top, open to its owner, and remove what is no folder.

    So neither the depth of folders nor their modes keep them from being removed, and no path gets
    longer than the system takes.
    """
    numbers = count()
    todo = [folder]
    while todo:
        here = todo.pop()
        here.chmod(0o700)
        with os.scandir(here) as entries:
            found = [(Path(entry.path), entry.is_dir(follow_symlinks=False)) for entry in entries]
        for path, is_folder in found:
            if not is_folder:
                path.unlink()
                continue
            path.chmod(0o700)  # or it can't be moved
            if here != folder:
                path = path.rename(_free(folder, numbers))
            todo.append(path)


def _free(folder: Path, numbers: count[int]) -> Path:
    """A name in a folder that nothing has."""
    return next(path for path in (folder / f"{n}" for n in numbers) if not os.path.lexists(path))
