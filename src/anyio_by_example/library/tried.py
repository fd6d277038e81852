"""Tried: whether examples run in the browser's Python, as reviewed or else found out now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from anyio_by_example.examples.example import Example
from anyio_by_example.interpreter.fitness import Fitness, fitness, without_trial
from anyio_by_example.interpreter.interpreter import Interpreter
from anyio_by_example.interpreter.reviewed import FILE, Reviewed
from anyio_by_example.interpreter.trials import Trials, browser_runs
from anyio_by_example.library.state import state
from anyio_by_example.recording.recording import Recording
from anyio_by_example.runtime import Runtime

Recorded = Callable[[Example], Mapping[Runtime, Recording]]
"""Gives the recordings of an example that are there."""


class Tried:
    """The examples that were tried in an interpreter.

    Args:
        interpreter: Where they run.
        root: The folder of all snippets, where what was reviewed is.
        kept: The folder in which the results of trials are kept.
    """

    def __init__(self, interpreter: Interpreter, root: Path, kept: Path) -> None:
        self.interpreter = interpreter
        self._file = root / FILE
        self._reviewed: tuple[object, Reviewed] = (None, Reviewed())
        self._trials = Trials(interpreter, kept)

    def fitness(
        self,
        example: Example,
        recorded: Recorded,
        others: Callable[[], Iterable[Example]],
    ) -> Fitness | None:
        """Whether an example runs in a browser; None if it wasn't recorded, or can't be here.

        If it's neither reviewed nor known, all examples are tried of which it isn't.

        Args:
            example: The example.
            recorded: Gives the recordings of examples.
            others: Gives the examples that are tried with it.

        Raises:
            Problem: if it prints something else there, for no reason that a reader could be given,
                or if what is reviewed can't be read.
        """
        # without a recording, nobody knows what it would have to print
        found = self.known(example, recorded)
        if found or not _is_recorded(example, recorded):
            return found
        self._trials.prepare(
            example,
            lambda: [each for each in others() if not self._reviewed_of(each, recorded)],
        )
        return fitness(example, recorded(example), self._trials)

    def close(self) -> None:
        """End what stays ready for the next trials."""
        self._trials.close()

    def known(self, example: Example, recorded: Recorded) -> Fitness | None:
        """What is known of that without a trial; None if it would have to be tried.

        Raises:
            Problem: if what is reviewed can't be read.
        """
        return without_trial(example) or self._reviewed_of(example, recorded)

    def _reviewed_of(self, example: Example, recorded: Recorded) -> Fitness | None:
        if not _is_recorded(example, recorded):
            return None
        return self.reviewed.of(example, recorded(example), self.interpreter.content)

    @property
    def reviewed(self) -> Reviewed:
        """What is reviewed; read anew when its file changes.

        Raises:
            Problem: if the file is not in order.
        """
        if (now := state(self._file)) != self._reviewed[0]:
            self._reviewed = now, Reviewed.read(self._file)
        return self._reviewed[1]


def _is_recorded(example: Example, recorded: Recorded) -> bool:
    runs, recordings = browser_runs(example), recorded(example)
    return bool(runs) and all(runtime in recordings for _, runtime in runs)
