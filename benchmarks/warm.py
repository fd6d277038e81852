"""Warm: building the site when nothing is to be recorded, against plain code blocks."""

from __future__ import annotations

from pathlib import Path

from anyio_by_example.library import Library
from benchmarks.failure import Failure
from benchmarks.plain import make_plain
from benchmarks.process import python
from benchmarks.project import copy_to, temporary_folder
from benchmarks.result import Result, Row


def measure(repeat: int) -> Result:
    """Seconds of `mkdocs build` when all recordings are there, against the same pages without us.

    The references have a plain block for each code and each output that our pages show, and a plain
    list for each list of names, that of the coverage included; our fences, our extension and
    markdown-exec are gone. What all share stays: the reference, by our handler, is in each of them.
    But only our code leads to it, with tips, and only our entries list the examples that use them.
    In the first reference, each line of code has a number that can be linked, as on our pages, in
    the way that Material for MkDocs recommends; the second has neither. Neither has pictures. Whole
    processes are measured, by turns, after one build of each that isn't. There is no bar: most of
    the difference is the pictures, drawing them and having the search plugin read them.
    """
    seconds: dict[str, list[float]] = {"ours": [], "linked": [], "bare": []}
    with temporary_folder() as folder:
        for name in seconds:
            (folder / name).mkdir()
            copy_to(folder / name)
        # this first build makes the recordings
        _build(folder / "ours")
        library = Library(folder / "ours" / "snippets")
        for name in ("linked", "bare"):
            make_plain(folder / name, library, linked=name == "linked")
            _build(folder / name)
        recordings = _recordings(folder)
        for _ in range(repeat):
            for name, measured in seconds.items():
                measured.append(_build(folder / name))
        if _recordings(folder) != recordings:
            raise Failure("a build recorded again what was there; did a file of src/ change?")
    ours, linked, bare = seconds.values()
    return Result(
        [
            Row("mkdocs build / with plain code blocks", ours, linked),
            Row("the same / with blocks without line numbers", ours, bare),
        ]
    )


def _build(folder: Path) -> float:
    # the plain pages have links to the ids of examples, which aren't there
    return python("-m", "mkdocs", "build", "--quiet", "--no-strict", folder=folder).seconds


def _recordings(folder: Path) -> set[Path]:
    return set((folder / "ours" / ".recordings").iterdir())
