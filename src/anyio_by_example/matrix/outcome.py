"""Outcome: what a run on another release came to, held against what was reviewed."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from anyio_by_example.examples.example import Example
from anyio_by_example.recording.recording import Recording
from anyio_by_example.recording.review import comparable, reviewed
from anyio_by_example.runtime import Runtime

SAME, MISSING, DIFFERS, VARIES, UNKNOWN = "same", "missing", "differs", "varies", "unknown"

LONGEST = 800
"""Characters of an output that are kept."""

_ERROR = re.compile(r"^[ |+]*((?:[a-z_]\w*\.)*[A-Z]\w*(?:: .*)?)$")
"""The line of a traceback that names the error."""

_GROUPS = "ExceptionGroup", "BaseExceptionGroup", "exceptiongroup."
"""What an error isn't named by, since it's inside."""

_PLACE = re.compile(r"(?:/[^\s'\"():]+)+/(?=(?:site-packages/)?[^\s'\"():/]+)")
"""The folder of a file, which is another one in each environment."""

_ADDRESS = re.compile(r"0x[0-9a-f]{6,}|\b(?=[0-9a-f]*[a-f])[0-9a-f]{12}\b")

_FRAMES = re.compile(r"(?m)^([ |]*)Traceback \(most recent call last\):\n(?:\1 .*\n)+")
"""What stands in a traceback above its error: other lines of AnyIO in each release."""

_LACKS = re.compile(
    r"(?:AttributeError: (?:(?:module|type object)? ?'[\w.]+'(?: object)? has no attribute '\w+'"
    r"|__a?enter__)"
    r"|ImportError: cannot import name '\w+'"
    r"|ModuleNotFoundError: No module named '[\w.]+'"
    r"|TypeError: [\w.]+\(\) got an unexpected keyword argument '\w+'"
    r"|TypeError: [\w.]+\(\) takes "
    r"(?:no arguments|.* positional arguments? but \d+ (?:was|were) given)"
    r"|TypeError: [\w.]+\(\) missing \d+ required .*"
    r"|TypeError: (?:type )?'\w+' (?:object )?"
    r"(?:does not support the (?:asynchronous )?context manager protocol"
    r"|is not (?:callable|subscriptable|iterable|an async iterable)|can't be awaited)"
    r"|TypeError: object \w+ can't be used in 'await' expression"
    r"|TypeError: 'async for' requires an object with __aiter__ method, got \w+)"
)
"""What Python says where a name, a parameter or an ability isn't there."""


@dataclass(frozen=True)
class Outcome:
    """What a run came to.

    Args:
        kind: `SAME` if it printed what was reviewed and ended with the declared status; `MISSING`
            if something that it uses isn't there; `DIFFERS` if it did something else, twice alike;
            `VARIES` if that was something else each time; `UNKNOWN` if it can't be run there, or
            had to be stopped.
        output: What it printed, without the traceback that it ended with.
        error: The last line of that traceback; or, in words, how it ended, where that is another
            way than was declared; or why it can't be run.
    """

    kind: str
    output: str = ""
    error: str = ""

    @property
    def was_run(self) -> bool:
        """Whether there was a run, also one that had no result."""
        return self.kind != UNKNOWN or self.error == NO_RESULT

    @property
    def id(self) -> str:
        """What stands for it in the file of the matrix; short, and another one for each."""
        if self == AS_REVIEWED:
            return "="
        text = "\0".join((self.kind, self.output, self.error))
        # with thousands of them, two of seven digits would be the same once in a hundred times
        return hashlib.sha256(text.encode()).hexdigest()[:10]

    @classmethod
    def of(cls, example: Example, runtime: Runtime, recording: Recording) -> Outcome:
        """The outcome of a run.

        Args:
            example: What was run.
            runtime: Where.
            recording: What it left.
        """
        file = reviewed(example, runtime)
        is_ended = recording.exit_status == example.settings.exit_status
        output = comparable(example, recording.output)
        if file and is_ended and output == file.read_bytes().decode():
            return AS_REVIEWED
        if recording.problem and recording.problem.reason.partition(": ")[2].startswith(_FAILED):
            return cls(UNKNOWN, error=_last_line(recording.problem.reason))
        if _is_cut(example, recording):
            return cls(UNKNOWN, error=NO_RESULT)
        error = "" if is_ended else _error(recording)
        if error or not is_ended:
            output = comparable(example, without_errors(recording))
        is_of_pytest = any(each.startswith("pytest") for each in example.header.dependencies)
        if lacking := _LACKS.search(error or (output if is_of_pytest else "")):
            return cls(MISSING, error=lacking[0])
        return cls(DIFFERS, common(output)[:LONGEST], common(error)[:LONGEST])


AS_REVIEWED = Outcome(SAME)

NO_RESULT = "it has no result there"

_FAILED = "the recorder failed"


def _is_cut(example: Example, recording: Recording) -> bool:
    """Whether a run didn't come to an end of its own: it was stopped, or a signal ended it.

    A matrix doesn't say which: what makes an old release stand still or crash is nothing to spread.
    """
    status = recording.exit_status
    return status < 0 and status != example.settings.exit_status


def without_errors(recording: Recording) -> str:
    """What a run printed, without what came from standard error."""
    kept, end = [], 0
    for start, stop in recording.stderr:
        kept.append(recording.output[end:start])
        end = stop
    return "".join((*kept, recording.output[end:]))


def _error(recording: Recording) -> str:
    """The last line of the traceback that a run ended with; or, in words, how it ended."""
    named = [match[1] for line in recording.output.splitlines() if (match := _ERROR.match(line))]
    found = next((each for each in reversed(named) if _is_error(each)), "")
    return found or f"it ends with status {recording.exit_status}"


def _is_error(text: str) -> bool:
    """Whether a line of a traceback names an error, and no group of some and no warning."""
    return not text.startswith(_GROUPS) and not text.partition(":")[0].endswith("Warning")


def _last_line(text: str) -> str:
    return text.strip().splitlines()[-1].strip()


def common(text: str) -> str:
    """A text without what is another one in each environment and each process."""
    return _PLACE.sub("", _ADDRESS.sub("0x…", _FRAMES.sub("", text)))
