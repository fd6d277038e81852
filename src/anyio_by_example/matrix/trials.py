"""Trials: run what rows still want to know, many at a time."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from anyio_by_example.examples.example import Example
from anyio_by_example.matrix.column import Column
from anyio_by_example.matrix.environment import Environments, UnavailableError
from anyio_by_example.matrix.outcome import (
    AS_REVIEWED,
    DIFFERS,
    NO_RESULT,
    UNKNOWN,
    VARIES,
    Outcome,
)
from anyio_by_example.matrix.row import Row, rows_of
from anyio_by_example.recording.recorder import Recorder, Run
from anyio_by_example.running.job import Limits
from anyio_by_example.runtime import AS_WRITTEN, TRIO, Runtime

_logger = logging.getLogger("mkdocs.anyio_by_example")

_AT_ONCE = 4
"""How many environments have something run in them at once: what one waits for, others don't.

Those don't count in which something is only run again: most of that stands still.
"""

_MOST = 40
"""How many there are with these."""


@dataclass(frozen=True)
class Pace:
    """How many runs there are at once in one environment, and how long they may take.

    Args:
        seconds: What a first run is given.
        workers: How many there are at once; None for as many as a recorder has.
        again: What one that is made again is given, in seconds.
    """

    seconds: float = 6.0
    workers: int | None = 10
    again: float = Limits.seconds


_MANY = Pace(again=60.0)
"""For one of `_AT_ONCE`: most runs wait more than they compute, and some wait in vain.

Run again, what takes 9 seconds alone took more than 20 beside all others.
"""

ALONE = Pace(Limits.seconds, None)
"""For an environment that has the machine to itself."""

_Place = tuple[str, Column]
"""An environment: its release and its column."""

_NO_TRIO = "TypeError: ('parser', <class 'module'>)"
"""What is raised where a Trio is imported that Python 3.13 can't import."""

Found = dict[Run, Outcome]
"""What runs came to."""

Trial = Callable[[str, Column, Sequence[Run]], Iterator[Found]]
"""Runs examples with a release in a column, and says what each came to: first of those of which
that is sure, then of those that had to be run again."""


class Trials:
    """Runs examples in environments.

    Args:
        environments: Where.
        pace: How.
    """

    def __init__(self, environments: Environments, pace: Pace = _MANY) -> None:
        self._environments = environments
        self._pace = pace
        self._seen: set[tuple[str, Outcome]] = set()

    def __call__(self, release: str, column: Column, runs: Sequence[Run]) -> Iterator[Found]:
        """Run examples with a release in a column. Gives what each came to, a part at a time."""
        try:
            python = self._environments.python(release, column)
        except UnavailableError as error:
            _logger.warning("AnyIO %s on Python %s: %s", release, column, error)
            yield dict.fromkeys(runs, Outcome(UNKNOWN, error="it can't be installed there"))
            return
        no_trio = Outcome(UNKNOWN, error="no Trio can be imported there")
        unfit = [run for run in runs if _lacks_trio(release, column, run[1])]
        known = dict.fromkeys(unfit, no_trio)
        fit = [run for run in runs if run not in unfit]
        for found in parts(python, fit, self._pace, frozenset(self._seen)):
            self._seen |= {(run[0].name, outcome) for run, outcome in found.items()}
            if _lacks_trio(release, column, TRIO):
                # who starts it or imports it all the same isn't heard either
                lost = [run for run, outcome in found.items() if _is_lost(run, outcome)]
                found |= dict.fromkeys(lost, no_trio)
            yield known | found
            known = {}


def _is_lost(run: Run, outcome: Outcome) -> bool:
    """Whether a run came to something since no Trio can be imported."""
    said = outcome.error + outcome.output
    return outcome != AS_REVIEWED and (run[1] == AS_WRITTEN or _NO_TRIO in said)


def _lacks_trio(release: str, column: Column, runtime: Runtime) -> bool:
    """Whether a release admits no Trio that a Python can import: 0.21 fails on 3.13."""
    return runtime == TRIO and release < "4" and column.version >= (3, 13)


def outcomes(python: Path, runs: Sequence[Run], pace: Pace) -> Found:
    """Run examples in an environment. Returns what each came to.

    Args:
        python: The environment's interpreter.
        runs: The examples and their runtimes.
        pace: How many at once, and for how long.

    Raises:
        RecorderError: if nothing can be run there.
    """
    return whole(parts(python, runs, pace))


def parts(
    python: Path,
    runs: Sequence[Run],
    pace: Pace,
    seen: Set[tuple[str, Outcome]] = frozenset(),
) -> Iterator[Found]:
    """Run examples in an environment. Gives what each came to, what is sure first.

    What differs from the review is run twice, and once more if that came to something else.

    Args:
        python: The environment's interpreter.
        runs: The examples and their runtimes.
        pace: How many at once, and for how long.
        seen: What examples, by their names, came to twice elsewhere: it's no chance here either.

    Raises:
        RecorderError: if nothing can be run there.
    """
    with _Bench(python, pace) as bench:
        found = bench.first(runs)
        doubtful = [run for run in runs if _is_doubtful(run, found[run], seen)]
        first = {run: found.pop(run) for run in doubtful}
        yield found
        again = bench.again(doubtful)
        differing = [run for run in doubtful if again[run] != first[run]]
        third = bench.again(differing)
    for run in differing:
        agreed = third[run] in (first[run], again[run])
        first[run] = third[run] if agreed else Outcome(VARIES)
    yield first


def whole(some: Iterable[Found]) -> Found:
    """All that some parts say."""
    return {run: outcome for part in some for run, outcome in part.items()}


class _Bench:
    """Where runs are made in an environment."""

    def __init__(self, python: Path, pace: Pace) -> None:
        self._short, self._long = Limits(seconds=pace.seconds), Limits(seconds=pace.again)
        # one for both: what is warm stays, and to warm it takes as long as some runs
        self._recorder = Recorder(
            max(self._short, self._long, key=lambda limits: limits.seconds),
            pace.workers,
            timelines=False,
            stays_warm=True,
            python=python,
        )

    def __enter__(self) -> _Bench:
        return self

    def __exit__(self, *_: object) -> None:
        self._recorder.close()

    def first(self, runs: Sequence[Run]) -> Found:
        """What each run comes to in a short time."""
        return _found(self._recorder, runs, self._short)

    def again(self, runs: Sequence[Run]) -> Found:
        """What each run comes to with more time."""
        return _found(self._recorder, runs, self._long)


def _found(recorder: Recorder, runs: Sequence[Run], limits: Limits) -> Found:
    if not runs:  # for none, it would start what forks them in vain
        return {}
    return {run: Outcome.of(*run, recording) for run, recording in recorder.record(runs, limits)}


def _is_doubtful(run: Run, outcome: Outcome, seen: Set[tuple[str, Outcome]]) -> bool:
    """Whether chance, or a busy machine, may have made what a run came to."""
    if outcome.kind == DIFFERS:
        return (run[0].name, outcome) not in seen
    return outcome.error == NO_RESULT


def fill(examples: Iterable[Example], columns: Sequence[Column], trial: Trial) -> list[Row]:
    """The rows of examples, with each cell known.

    Args:
        examples: What is run.
        columns: In which columns.
        trial: What runs it.
    """
    leading: list[Row] = []
    others: list[Row] = []
    for example in examples:
        for rows, found in zip((leading, others), rows_of(columns, example), strict=True):
            rows += found
    _complete(leading, trial)
    turns: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for row in leading:
        turns[row.example.name, row.runtime.backend] |= row.turns()
    for row in others:
        row.first = turns[row.example.name, row.runtime.backend]
    _complete(others, trial)
    return [*leading, *others]


def _complete(rows: Sequence[Row], trial: Trial) -> None:
    """Run what rows want to know until they want nothing more."""
    todo = _Todo(rows)
    _logger.info("%d cells at first, in %d environments", len(todo), len(todo.places))
    running: dict[Future[Found], tuple[_Place, Iterator[Found] | None]] = {}
    begun: set[_Place] = set()
    with ThreadPoolExecutor(_MOST) as pool:
        while todo or running:
            while len(begun) < _AT_ONCE and len(running) < _MOST and (place := todo.largest()):
                begun.add(place)
                some = trial(*place, [(row.example, row.runtime) for row in todo.take(place)])
                running[pool.submit(next, some, {})] = place, some
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for each in done:
                place, left = running.pop(each)
                todo.give(place, each.result())
                if left:
                    begun.discard(place)
                    # also where nothing is left: it ends what is warm
                    running[pool.submit(whole, left)] = place, None


class _Todo:
    """What rows want to know, by where it's run.

    A row that has got all that it wanted says what it wants next. Until then, others are run: so
    that no row waits for one of another's that takes long.

    Args:
        rows: The rows.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self.places: dict[_Place, list[Row]] = defaultdict(list)
        self._taken: dict[_Place, list[Row]] = {}
        self._left: dict[int, int] = {}
        for row in rows:
            self._ask(row)

    def __len__(self) -> int:
        return sum(map(len, self.places.values()))

    def _ask(self, row: Row) -> None:
        wanted = row.wanted()
        self._left[id(row)] = len(wanted)
        for release in wanted:
            self.places[release, row.column].append(row)

    def largest(self) -> _Place | None:
        """Where most is to be run, as an environment costs as much as some runs; not a busy one."""
        free = self.places.keys() - self._taken.keys()
        # of those that are alike, always the same
        return max(free, key=lambda each: (len(self.places[each]), str(each)), default=None)

    def take(self, place: _Place) -> list[Row]:
        """The rows that want to know something of an environment, which is run now."""
        self._taken[place] = self.places.pop(place)
        return self._taken[place]

    def give(self, place: _Place, found: Found) -> None:
        """Tell rows what some of their runs in an environment came to."""
        release, _ = place
        rows = self._taken.pop(place, [])
        if lacking := [row for row in rows if (row.example, row.runtime) not in found]:
            self._taken[place] = lacking
        for row in rows:
            if outcome := found.get((row.example, row.runtime)):
                row.run[release] = outcome
                self._left[id(row)] -= 1
                if not self._left[id(row)]:
                    self._ask(row)
