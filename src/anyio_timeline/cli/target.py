"""Target: the program that a word on the command line means, and how it's started."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from pkgutil import get_importer
from typing import Any, NamedTuple

from anyio_timeline.running.execution import run
from anyio_timeline.running.modules import run_folder, run_module


class Target(NamedTuple):
    """A program that can be started.

    Args:
        start: Runs it with its arguments; says how it ended, in words and as an exit status.
        own: The folders, or the files, of its own code.
        title: Its name.
        folder: Where Python looks first for what it imports.
    """

    start: Callable[..., tuple[dict[str, Any], int]]
    own: list[Path]
    title: str
    folder: Path


def find_target(word: str, is_module: bool) -> Target:
    """The program that is meant.

    Args:
        word: A file, a folder or an archive with a `__main__.py`, or a command that was installed
            in this Python's environment; or the name of a module.
        is_module: Whether it's that.

    Raises:
        LookupError: if there is none, with what is wrong and what to do.
    """
    return _module(word) if is_module else _file(word)


def _file(word: str) -> Target:
    path = Path(word).absolute()
    # in `__file__` and in tracebacks, dots are as they were given
    given = os.path.join(Path.cwd(), word) if os.name == "posix" else str(path)  # noqa: PTH118
    is_archive = path.is_file() and get_importer(str(path)) is not None
    if path.is_file() and not is_archive:
        folder = path.resolve().parent
        return Target(partial(run, given, name=word), [folder], path.name, folder)
    if is_archive or (path / "__main__.py").is_file():
        return Target(partial(run_folder, given, name=word), [path], path.name, path)
    if path.is_dir():
        raise LookupError(f"{word} is a folder without a __main__.py")
    if command := _command(word):
        start = partial(run, str(command), name=str(command))
        return Target(start, [], command.name, command.parent)
    reason = f"{word} does not exist, and isn't a command of this Python's"
    example = Path("snippets", f"{word.removesuffix('.py')}.py")
    if example.is_file():
        reason += f"; the example is {example.as_posix()}"
    raise LookupError(reason)


def _command(word: str) -> Path | None:
    """A command that was installed beside this Python, and is written in Python."""
    found = (
        shutil.which(word, path=sysconfig.get_path("scripts")) if Path(word).name == word else None
    )
    if not found:
        return None
    with Path(found).open("rb") as file:
        begin = file.readline(256)
    return Path(found) if begin.startswith(b"#!") and b"python" in begin else None


def _module(word: str) -> Target:
    folder = Path.cwd()
    name = word.partition(".")[0]
    before, sys.path = sys.path, [str(folder), *sys.path]
    try:
        spec = find_spec(name)
    except ValueError:
        spec = None
    finally:
        sys.path = before
    if spec is None:
        raise LookupError(f"there is no module {name} here")
    own = spec.submodule_search_locations or [spec.origin or ""]
    return Target(partial(run_module, word), [*map(Path, own)], word, folder)
