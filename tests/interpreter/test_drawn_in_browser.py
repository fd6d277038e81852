"""A run in the browser's Python, drawn there, says what the reviewed timeline says."""

from __future__ import annotations

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import pytest
from helpers.prepared import prepared

from anyio_by_example.interpreter.place import Place, Trial
from anyio_by_example.interpreter.trials import SECONDS, Run, browser_runs, job_of
from anyio_by_example.library.library import Library
from anyio_timeline.words import as_text

EVERY = 100
"""Of how many runs one is drawn without `--every`: each needs an interpreter of its own."""


def drawable(library: Library) -> Iterator[Run]:
    """The runs that a browser can make and that have a timeline, in the order of examples."""
    for example in library.examples():
        fitness = library.fitness(example)
        if fitness and fitness.is_fit and example.settings.timeline != "none":
            recordings = library.recordings(example)
            yield from (run for run in browser_runs(example) if recordings[run[1]].timeline)


def drawn(run: Run) -> Trial:
    """A run that is drawn, in a place of its own."""
    place = Place(prepared())
    try:
        job = {**job_of(*run), "draws": run[0].settings.timeline}
        return place.run(job, SECONDS, fresh=False)
    finally:
        place.close()


def test_equal(library: Library, request: pytest.FixtureRequest) -> None:
    """The events in words, and what is printed, are the recorded ones."""
    todo = [*drawable(library)]
    assert len(todo) > 450
    some = todo if request.config.getoption("every") else todo[::EVERY]
    differing = []
    with ThreadPoolExecutor(2 * (os.cpu_count() or 1)) as pool:
        for run, trial in zip(some, pool.map(drawn, some), strict=True):
            timeline = library.recordings(run[0])[run[1]].timeline
            # a busy machine may have been the reason
            found = (trial, drawn(run)) if timeline and _differs(trial, as_text(timeline)) else ()
            if found and timeline and all(_differs(each, as_text(timeline)) for each in found):
                differing.append(f"{run[0].name} on {run[1].label}")
    print(f"{len(some) - len(differing)} of {len(some)} runs are drawn as recorded")
    assert not differing, "\n".join(differing)


def _differs(trial: Trial, events: str) -> bool:
    return (trial.how, trial.events) != ("ended", events)


def test_not_asked_for(library: Library) -> None:
    """A run that nobody wants drawn isn't watched, and leaves its interpreter for the next."""
    place = Place(prepared())
    try:
        example = library.example("timelines/two_tasks.py")
        jobs = [{**job_of(*run), "draws": ""} for run in browser_runs(example)]
        trials = [place.run(job, SECONDS, fresh=False) for job in chain(jobs, jobs)]
        assert {trial.events for trial in trials} == {""}
        assert {trial.how for trial in trials} == {"ended"}
    finally:
        place.close()
