"""Turns: several sites, each built again and again, so that what slows one down slows all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks.failure import Failure
from benchmarks.process import Process
from benchmarks.project import copy_to


def copies(folder: Path, names: Iterable[str]) -> None:
    """Copy the project once for each name, into a folder that is called so."""
    for name in names:
        (folder / name).mkdir()
        copy_to(folder / name)


def by_turns(
    folder: Path, names: Iterable[str], build: Callable[[Path], Process], repeat: int
) -> list[list[Process]]:
    """Build the copies by turns. Returns the builds of each.

    Args:
        folder: Where the copies are, all recordings in them.
        names: Their names.
        build: Builds one.
        repeat: How often.

    Raises:
        Failure: if a build recorded something, which would be measured too.
    """
    built: dict[str, list[Process]] = {name: [] for name in names}
    recordings = _recordings(folder)
    for _ in range(repeat):
        for name, processes in built.items():
            processes.append(build(folder / name))
    if _recordings(folder) != recordings:
        raise Failure("a build recorded again what was there; did a file of src/ change?")
    return [*built.values()]


def _recordings(folder: Path) -> set[Path]:
    return {*folder.glob("*/.recordings/*")}
