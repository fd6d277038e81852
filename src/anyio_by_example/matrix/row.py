"""Row: an example on a runtime in a column, over all releases."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from anyio_by_example.examples.example import Example
from anyio_by_example.matrix.column import BASE, MINORS, RELEASES, SOME, Column
from anyio_by_example.matrix.outcome import Outcome
from anyio_by_example.runtime import AS_WRITTEN, ASYNCIO, EAGER, RUNTIMES, TRIO, UVLOOP, Runtime

_NEAR = 4
"""How far apart two releases may be whose every release between is run at once: to find a change
there by halves would run one less, and wait for it twice."""


@dataclass
class Row:
    """What is known of the cells of a row.

    A cell is known when it was run, or lies between two that were and came to the same: so a change
    is found by bisection, and what changes and changes back only where a cell between was run.
    That something can't be run is concluded from nothing: between two such cells, each is tried.

    Args:
        example: What is run.
        runtime: The event loop.
        column: The Python and the Trio.
        first: The releases to be run in any case; the oldest and the newest are run anyway.
    """

    example: Example
    runtime: Runtime
    column: Column
    first: Iterable[str] = ()
    run: dict[str, Outcome] = field(default_factory=dict)
    """What the runs came to, by release."""

    def wanted(self) -> list[str]:
        """The releases to be run next; none if all cells are known."""
        ends = {RELEASES[0], RELEASES[-1], *self.first}
        if lacking := [release for release in RELEASES if release in ends - self.run.keys()]:
            return lacking
        return [
            RELEASES[k]
            for i, j in pairwise(self._known())
            if self._parts(i, j)
            for k in (range(i + 1, j) if j - i <= _NEAR else [(i + j) // 2])
        ]

    def _known(self) -> list[int]:
        return [i for i, release in enumerate(RELEASES) if release in self.run]

    def _parts(self, i: int, j: int) -> bool:
        """Whether between two releases, which aren't neighbours, something is to be tried."""
        old, new = self.run[RELEASES[i]], self.run[RELEASES[j]]
        return j - i > 1 and (old != new or not old.was_run)

    def spans(self) -> list[tuple[str, Outcome]]:
        """The outcomes, each with the first release that comes to it; all cells must be known."""
        found: list[tuple[str, Outcome]] = []
        for i in self._known():
            outcome = self.run[RELEASES[i]]
            if not found or found[-1][1] != outcome:
                found.append((RELEASES[i], outcome))
        return found

    def turns(self) -> set[str]:
        """The releases on both sides of each change."""
        firsts = [RELEASES.index(release) for release, _ in self.spans()[1:]]
        return {RELEASES[i + d] for i in firsts for d in (-1, 0)}


def runtimes_of(example: Example, column: Column) -> Iterator[Runtime]:
    """The runtimes of an example in a column, on this platform."""
    settings = example.settings
    python = f"{column.python.removesuffix('t')}.99"
    if sys.platform not in settings.platforms:
        return
    if not example.header.requires_python.contains(python):
        return
    if example.is_run_as_written:
        if not column.trio:
            yield AS_WRITTEN
        return
    for runtime in (TRIO,) if column.trio else RUNTIMES:
        lacks = (runtime == EAGER and column.version < (3, 12)) or (
            runtime == UVLOOP and (settings.clock == "virtual" or column.python.endswith("t"))
        )
        if runtime.backend in settings.backends and not lacks:
            yield runtime


def rows_of(columns: Sequence[Column], example: Example) -> tuple[list[Row], list[Row]]:
    """The rows of an example: those that say where it may change, and the others.

    The former are those of the usual event loops, each in the first column of `BASE` that it has:
    that of asyncio is run on each minor release, the others are on some of them.
    """
    leading: list[Row] = []
    others: list[Row] = []
    led: set[Runtime] = set()
    for column in sorted(
        columns, key=lambda each: (each.python not in BASE, each.trio, each.version)
    ):
        for runtime in runtimes_of(example, column):
            leads = runtime not in (UVLOOP, EAGER) and runtime not in led
            row = Row(example, runtime, column, _first(runtime) if leads else ())
            (leading if leads else others).append(row)
            led.add(runtime)
    return leading, others


def _first(runtime: Runtime) -> Sequence[str]:
    # what is run as written costs ten times as much as what is forked
    return MINORS if runtime == ASYNCIO else SOME
