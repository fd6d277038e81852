"""The programs whose timelines were reviewed."""

from __future__ import annotations

from collections.abc import Iterable

from anyio_by_example.examples.example import Example, find_names
from anyio_by_example.library.library import runs_of
from anyio_by_example.recording.recorder import Recorder, Run
from anyio_by_example.recording.recording import Recording
from anyio_by_example.runtime import Runtime
from helpers.support import ROOT

_FOLDER = ROOT / "tests" / "timeline"

CASES = [Example.load(_FOLDER, name) for name in find_names(_FOLDER, "timelines")]

Recorded = dict[str, dict[Runtime, Recording]]
"""Recordings by the names of their examples."""


def runs(examples: Iterable[Example]) -> list[Run]:
    """Each example with each of its runtimes that can have timelines."""
    return [run for run in runs_of(examples) if run[1].has_timelines]


def recorded(recorder: Recorder, wanted: Iterable[Run]) -> Recorded:
    """Record some examples."""
    found: Recorded = {}
    for (example, runtime), recording in recorder.record(wanted):
        found.setdefault(example.name, {})[runtime] = recording
    return found
