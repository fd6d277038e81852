"""Trials: examples run in the interpreter, to find out which of them a reader's browser can run.

They run under Node, which needs no browser; a test then runs them in one.
"""

from __future__ import annotations

import atexit
import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from pathlib import Path
from queue import LifoQueue
from typing import Any

from tqdm import tqdm

from anyio_by_example.examples.example import Example
from anyio_by_example.interpreter.interpreter import WITHOUT, Interpreter
from anyio_by_example.interpreter.node import NodeError
from anyio_by_example.interpreter.place import Place, Trial
from anyio_by_example.interpreter.preparing import extras_of, lacking
from anyio_by_example.problem import Problem
from anyio_by_example.runtime import AS_WRITTEN, ASYNCIO, TRIO, Runtime
from anyio_by_example.shelf import Shelf

_logger = logging.getLogger("mkdocs.anyio_by_example")

SECONDS = 20
"""How long an example may take, as when it's recorded."""

Run = tuple[Example, Runtime]


class Trials:
    """The trials of examples.

    Args:
        interpreter: Where they run.
        folder: Where their results are kept.
    """

    def __init__(self, interpreter: Interpreter, folder: Path) -> None:
        self.interpreter = interpreter
        self._shelf = Shelf(folder, ".trial")
        self._held: dict[str, Trial] = {}
        self._places: _Places | None = None

    def prepare(self, example: Example, others: Callable[[], Iterable[Example]]) -> None:
        """See to it that an example's trials are there; if one isn't, make all that are missing.

        No run is made that could say no more of what is absent, as `is_known` has it.

        Args:
            example: The example.
            others: The examples that are tried with it.

        Raises:
            Problem: if one can't be tried, since Python doesn't start there.
        """
        if not self._missing(example):
            return
        examples = [*dict.fromkeys((example, *others()))]
        self._make([run for each in examples for run in self._missing(each)[:1]])
        self._make([run for each in examples for run in self._missing(each)])

    def _missing(self, example: Example) -> list[Run]:
        runs = in_turn(example)
        tried = [trial for run in runs if (trial := self.get(run))]
        if is_known(trial.absent for trial in tried):
            return []
        return [run for run in runs if not self.get(run)]

    def again(self, run: Run) -> Trial:
        """Try an example once more, when nothing else runs.

        Raises:
            Problem: if it can't be tried, since Python doesn't start there.
        """
        self._make([run])
        trial = self.get(run)
        assert trial is not None
        return trial

    def get(self, run: Run) -> Trial | None:
        """The trial of an example on a backend, or None if there is none yet."""
        address = self._address(run)
        if address not in self._held:
            text = self._shelf.get(address)
            if text is None:
                return None
            with suppress(ValueError, TypeError):
                self._held[address] = Trial(**json.loads(text))
        return self._held.get(address)

    def close(self) -> None:
        """End what stays ready for the next trials, if anything does."""
        if self._places:
            self._places.close()
            self._places = None

    def _make(self, runs: list[Run]) -> None:
        if not runs:
            return
        count = len({example.name for example, _ in runs})
        _logger.info("Trying %d runs of %d examples in the browser's Python", len(runs), count)
        if self._places is None:
            # most of the time, a program waits
            many = min(len(runs), 4 * (os.cpu_count() or 1))
            self._places = _Places(self.interpreter, many)
        tried = self._places.run(runs)
        for run, trial in tqdm(tried, total=len(runs), leave=False, disable=None):
            address = self._address(run)
            self._held[address] = trial
            with suppress(OSError):
                self._shelf.put(address, trial.to_json())

    def _address(self, run: Run) -> str:
        example, runtime = run
        facts = [
            self.interpreter.content,
            example.name,
            example.text,
            example.support,
            runtime.name,
        ]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def browser_runs(example: Example) -> list[Run]:
    """An example with each of the runtimes that a browser can have; none if it can't run here."""
    if example.unsuited or lacking(example.header.dependencies):
        return []
    if example.is_run_as_written:
        return [(example, AS_WRITTEN)]
    backends = example.settings.backends
    return [(example, runtime) for runtime in (ASYNCIO, TRIO) if runtime.backend in backends]


def in_turn(example: Example) -> list[Run]:
    """These runs in the order in which they're tried, until it's known what is absent."""
    return browser_runs(example)[::-1]


def is_known(absent: Iterable[str]) -> bool:
    """Whether other runs would say no more than this of what is absent.

    A thread may be wanted on one backend only, on the way to a socket or a process.
    """
    return bool({*absent} - {"", "threads"})


def job_of(example: Example, runtime: Runtime) -> dict[str, Any]:
    """A run as `programs.py` takes it."""
    return {
        "files": [[example.path.name, example.text], *map(list, example.support)],
        "backend": runtime.name,
        "clock": example.settings.clock,
        "order": example.settings.order,
        "extras": extras_of(example.header.dependencies),
    }


class _Places:
    """Some places, which stay ready until this process ends.

    Args:
        interpreter: What was prepared.
        many: How many there are.
    """

    def __init__(self, interpreter: Interpreter, many: int) -> None:
        self._all = [Place(interpreter) for _ in range(many)]
        # the one that was used last comes first: the others may never be needed
        self._free: LifoQueue[Place] = LifoQueue()
        for place in self._all:
            self._free.put(place)
        self._broken: NodeError | None = None
        atexit.register(self.close)

    def run(self, runs: list[Run]) -> Iterator[tuple[Run, Trial]]:
        """Run examples, some at a time; each trial comes as soon as it's there.

        Raises:
            Problem: if one can't be tried, since Python doesn't start.
        """
        with ThreadPoolExecutor(len(self._all)) as pool:
            running = {pool.submit(self._try, run): run for run in runs}
            try:
                for done in as_completed(running):
                    run = running[done]
                    try:
                        yield run, done.result()
                    except NodeError as error:
                        # else each example would wait for the same
                        self._broken = error
                        raise _untried(run[0], error) from None
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                self.close()
                raise

    def _try(self, run: Run) -> Trial:
        if self._broken:
            raise self._broken
        example, runtime = run
        place = self._free.get()
        try:
            return place.run(job_of(example, runtime), SECONDS, example.settings.fresh)
        finally:
            self._free.put(place)

    def close(self) -> None:
        """End all processes; they are started again if they are needed."""
        for place in self._all:
            place.close()


def _untried(example: Example, error: NodeError) -> Problem:
    return Problem(
        example.shown,
        1,
        f"it can't be tried in the browser's Python: {error}",
        "make that anew (remove .interpreter/ and call `make interpreter`), or set "
        f"{WITHOUT} for a site without it",
    )
