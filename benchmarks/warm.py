"""Warm: building the site when nothing is to be recorded, against plain code blocks."""

from __future__ import annotations

from pathlib import Path

from anyio_by_example.library.library import Library
from benchmarks.plain import make_plain
from benchmarks.process import Process, python
from benchmarks.project import temporary_folder
from benchmarks.result import Result, Row
from benchmarks.turns import by_turns, copies


def measure(repeat: int) -> Result:
    """Seconds of `mkdocs build` when all recordings are there, against the same pages without us.

    The references have a plain block for each code and each output that our pages show, and a plain
    list for each list of names, that of the coverage included; our fences, our extension and
    markdown-exec are gone. What all share stays: the reference, by our handler, is in each of them.
    But only our code leads to it, with tips, and only our entries list the examples that use them.
    In the first reference, each line of code has a number that can be linked, as on our pages, in
    the way that Material for MkDocs recommends; the second has neither. Neither has pictures. Whole
    processes are measured, by turns, after one build of each that isn't. There is no bar: most of
    the difference was the pictures, which are kept now.
    """
    names = ("ours", "linked", "bare")
    with temporary_folder() as folder:
        copies(folder, names)
        # this first build makes the recordings
        _build(folder / "ours")
        library = Library(folder / "ours" / "snippets")
        for name in ("linked", "bare"):
            make_plain(folder / name, library, linked=name == "linked")
            _build(folder / name)
        built = by_turns(folder, names, _build, repeat)
    ours, linked, bare = ([process.seconds for process in each] for each in built)
    return Result(
        [
            Row("mkdocs build / with plain code blocks", ours, linked),
            Row("the same / with blocks without line numbers", ours, bare),
        ]
    )


def _build(folder: Path) -> Process:
    # the plain pages have links to the ids of examples, which aren't there
    return python("-m", "mkdocs", "build", "--quiet", "--no-strict", folder=folder)
