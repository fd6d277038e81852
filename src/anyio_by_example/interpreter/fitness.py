"""Fitness: whether an example can run in a reader's browser, and why it can't."""

from __future__ import annotations

from dataclasses import dataclass

from anyio_by_example.examples.example import Example
from anyio_by_example.examples.packages import modules
from anyio_by_example.interpreter.place import Trial
from anyio_by_example.interpreter.preparing import lacking
from anyio_by_example.interpreter.trials import Trials, in_turn, is_known
from anyio_by_example.problem import Problem, contrasted
from anyio_by_example.recording.recording import Recording
from anyio_by_example.recording.review import Recordings, comparable
from anyio_timeline.characters import lines

ABSENT = {
    "processes": ("starts a process", "a browser has none"),
    "interpreters": ("starts a second interpreter", "this one can't start another"),
    "sockets": ("uses a socket", "a browser has none"),
    "threads": ("starts a thread", "a browser has none for Python"),
}
"""What an example does that can't be done, and why, by what is absent.

The first that applies is said: on one backend, a socket may need a thread before it's there.
"""

_REMEDIES = {
    "crashed": "leave out what ends the interpreter there",
    "output": "let it print less",
    "time": "let it end sooner",
}
"""What helps, by what ended a trial."""


@dataclass(frozen=True, slots=True)
class Fitness:
    """Whether an example can run in a reader's browser."""

    line: int = 0
    """The line that asks for what a browser lacks; 0 if none does, so that it can run."""
    does: str = ""
    """What that line does."""
    because: str = ""
    """Why it can't."""

    @property
    def is_fit(self) -> bool:
        """Whether it prints there what was recorded, on each of its backends."""
        return not self.line


def without_trial(example: Example) -> Fitness | None:
    """Why an example can't run in a browser, as far as its header says so."""
    package = lacking(example.header.dependencies)
    if not package:
        return None
    own = modules((package,))
    used = (line for module, line in example.program.imports() if module in own)
    line = min(used, default=example.first_line)
    return Fitness(line, f"needs {package}", "the Python here has AnyIO, Trio and pytest only")


def fitness(example: Example, recordings: Recordings, trials: Trials) -> Fitness:
    """Judge an example by its trials, which are there.

    Args:
        example: The example.
        recordings: Its recordings, on the runtimes that it was tried on and perhaps on others.
        trials: All trials.

    Raises:
        Problem: if it prints something else than recorded, and asked for nothing that is absent.
    """
    missed: dict[str, int] = {}
    for run in in_turn(example):
        if is_known(missed):
            break
        recording = recordings[run[1]]
        trial = trials.get(run) or trials.again(run)
        if not (_agree(example, recording, trial) or trial.absent):
            trial = trials.again(run)  # a busy machine may have been the reason
        if _agree(example, recording, trial):
            continue
        if not trial.absent:
            raise _unexplained(example, recording, trial, run[1].label)
        missed.setdefault(trial.absent, trial.line)
    for absent, said in ABSENT.items():
        if absent in missed:
            return Fitness(missed[absent], *said)
    return Fitness()


def as_in_shell(status: int) -> int:
    """An exit status as a shell has it, where one for a signal is 128 and its number."""
    return 128 - status if status < 0 else status


def _agree(example: Example, recording: Recording, trial: Trial) -> bool:
    if trial.status != as_in_shell(recording.exit_status):
        return False
    return comparable(example, trial.output) == comparable(example, recording.output)


def _unexplained(example: Example, recording: Recording, trial: Trial, label: str) -> Problem:
    got, want = lines(trial.output), lines(recording.output)
    at = next((n for n, pair in enumerate(zip(got, want, strict=False)) if len({*pair}) > 1), None)
    at = min(len(got), len(want)) if at is None else at
    now, was = contrasted(got[at] if at < len(got) else "", want[at] if at < len(want) else "")
    now = now if at < len(got) else "nothing more"
    was = was if at < len(want) else "nothing more"
    how = f"in a browser on {label} it prints {now} where {was} was recorded"
    remedy = "let it print what is the same everywhere"
    if trial.how != "ended":
        why = f"{trial.how}: {trial.error!r}" if trial.error else trial.how
        how = f"in a browser on {label} it doesn't end by itself ({why})"
        remedy = f"run it in the playground, and {_REMEDIES[trial.how]}"
    elif trial.status != as_in_shell(recording.exit_status):
        how += f", and ends with status {trial.status}"
    last = example.program.last_statement.lineno
    return Problem(example.shown, last, how, remedy)
