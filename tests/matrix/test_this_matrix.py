"""This project's matrix, held against runs of today on both sides of what it says."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from helpers.support import needs

from anyio_by_example.examples.example import Example
from anyio_by_example.library.library import Library
from anyio_by_example.matrix import environment
from anyio_by_example.matrix.column import RELEASES, Column
from anyio_by_example.matrix.environment import Environments, UnavailableError
from anyio_by_example.matrix.outcome import AS_REVIEWED, Outcome
from anyio_by_example.matrix.row import rows_of
from anyio_by_example.matrix.trials import Trials, whole
from anyio_by_example.runtime import ASYNCIO, TRIO, Runtime

HERE = Column(f"{sys.version_info.major}.{sys.version_info.minor}")

MOST = 2
"""How many examples are run on both sides of a release, on each event loop."""


def test_nothing_is_held_against_a_trio_that_is_not_there(library: Library) -> None:
    """AnyIO 3.7.1 has no Trio on Python 3.13: what needs one isn't said to differ there."""
    for example in library.examples():
        entry = library.entry(example)
        for (_, column), row in entry.outcomes.items() if entry else ():
            if column.version >= (3, 13):
                assert "('parser'" not in row[0].error + row[0].output, example.name


def test_nothing_is_left_out(library: Library) -> None:
    """Each example has been run in every column of the file that admits it, on each event loop.

    Who has fewer Pythons than the file would else leave some out, and say that it runs on all.
    """
    columns = [*library.matrix.versions]
    for example in library.examples():
        if entry := library.entry(example):
            rows = {(row.runtime, row.column) for part in rows_of(columns, example) for row in part}
            assert entry.rows.keys() == rows, example.name


def turns(library: Library) -> Iterator[tuple[str, str, Example, Runtime, tuple[Outcome, Outcome]]]:
    """The first release that does what was reviewed, the one before, and what both came to."""
    for example in library.examples():
        entry = library.entry(example)
        for runtime in (ASYNCIO, TRIO):
            row = entry.outcomes.get((runtime, HERE)) if entry else None
            for (old, before), (new, after) in pairwise(zip(RELEASES, row or (), strict=False)):
                if before != after == AS_REVIEWED and before.was_run:
                    yield old, new, example, runtime, (before, after)


def test_both_sides(library: Library, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Examples do what was reviewed with the release that is named, and not with the one before.

    That is a sample: for each release, some of those that need nothing but AnyIO.
    """
    if not request.config.getoption("every"):
        pytest.skip("with --every")
    try:
        uv = environment.find_uv()
    except UnavailableError as missing:
        needs("uv", str(missing))
    reached = subprocess.run(
        [uv, "pip", "compile", "--quiet", "--no-deps", "-"],
        input=f"anyio=={RELEASES[-1]}",
        capture_output=True,
        text=True,
        check=False,
    )
    needs("the package index", "it can't be reached" if reached.returncode else None)
    wanted: dict[str, dict[tuple[Example, Runtime], Outcome]] = defaultdict(dict)
    seen: dict[tuple[str, Runtime], int] = defaultdict(int)
    for old, new, example, runtime, (before, after) in turns(library):
        if seen[new, runtime] < MOST and len(example.header.dependencies) == 1:
            seen[new, runtime] += 1
            wanted[old][example, runtime] = before
            wanted[new][example, runtime] = after
    assert len(wanted) > len(RELEASES) // 2
    examples = {example for cells in wanted.values() for example, _ in cells}
    trials = Trials(Environments(tmp_path, examples))
    for release, cells in wanted.items():
        assert whole(trials(release, HERE, [*cells])) == cells, release
