"""The programs whose timelines were reviewed."""

from __future__ import annotations

from collections.abc import Iterable

from anyio_by_example.examples.example import Example, find_names
from anyio_by_example.library.library import runs_of
from anyio_by_example.recording.recorder import Run
from helpers.support import ROOT

_FOLDER = ROOT / "tests" / "timeline"

CASES = [Example.load(_FOLDER, name) for name in find_names(_FOLDER, "timelines")]


def runs(examples: Iterable[Example]) -> list[Run]:
    """Each example with each of its runtimes that can have timelines."""
    return [run for run in runs_of(examples) if run[1].has_timelines]
