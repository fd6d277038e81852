"""Warm: building the site when nothing is to be recorded, against plain code blocks."""

from __future__ import annotations

from pathlib import Path

from anyio_by_example.library import Library
from benchmarks.failure import Failure
from benchmarks.plain import make_plain
from benchmarks.process import python
from benchmarks.project import copy_to, temporary_folder
from benchmarks.result import Result, Row

_BAR = 1.05


def measure(repeat: int) -> Result:
    """Seconds of `mkdocs build` when all recordings are there, against the same pages without us.

    The reference has a plain block for each code and each output that our pages show, and a plain
    list for each list of names; our fences, our extension and markdown-exec are gone. What both
    share, as mkdocstrings, stays. Whole processes are measured, by turns, after one build of each
    that isn't. The bar is 1.05: reading and checking recordings must be all but free.
    """
    ours: list[float] = []
    plain: list[float] = []
    with temporary_folder() as folder:
        for name in ("ours", "plain"):
            (folder / name).mkdir()
            copy_to(folder / name)
        # this first build makes the recordings
        _build(folder / "ours")
        make_plain(folder / "plain", Library(folder / "ours" / "snippets"))
        _build(folder / "plain")
        recordings = _recordings(folder)
        for _ in range(repeat):
            ours.append(_build(folder / "ours"))
            plain.append(_build(folder / "plain"))
        if _recordings(folder) != recordings:
            raise Failure("a build recorded again what was there; did a file of src/ change?")
    return Result([Row("mkdocs build / with plain code blocks", ours, plain, _BAR)])


def _build(folder: Path) -> float:
    # the plain pages have links to the ids of examples, which aren't there
    return python("-m", "mkdocs", "build", "--quiet", "--no-strict", folder=folder).seconds


def _recordings(folder: Path) -> set[Path]:
    return set((folder / "ours" / ".recordings").iterdir())
