"""Recording: what one run of an example on one runtime left."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from anyio_by_example.problem import Problem
from anyio_by_example.running.streams import Span
from anyio_timeline.model import Timeline


@dataclass(frozen=True)
class Recording:
    """What one run left.

    Args:
        runtime: The name of the runtime.
        output: All that came out of file descriptors 1 and 2, in order.
        exit_status: As in `subprocess`: negative for a signal.
        seconds: How long the program took, from the start of its process to its end.
        date: The day of the run, as 2026-11-23.
        versions: The versions of Python, AnyIO and what else the run used, by name.
        cpu: Seconds of CPU that the program and its children used; 0 where unknown.
        timeline: What its tasks did, or None if that isn't known or not worth a picture.
        stderr: Which characters of the output came from `sys.stderr`: where each part that did
            starts, and where it ends. What else went to file descriptor 2 isn't told apart.
        enclosed: Whether the kernel kept it, and all that it started, from any other machine.
        problem: What is wrong with the run, or None. Only runs without a problem are stored.
    """

    runtime: str
    output: str
    exit_status: int
    seconds: float
    date: str
    versions: dict[str, str]
    cpu: float = 0.0
    timeline: Timeline | None = None
    stderr: tuple[Span, ...] = ()
    enclosed: bool = True
    problem: Problem | None = field(default=None, compare=False)

    def to_json(self) -> str:
        """The recording as the store keeps it."""
        values = {**vars(self), "timeline": self.timeline.to_dict() if self.timeline else {}}
        del values["problem"]
        # in one line: with an indent, all of it would be written by Python code
        return json.dumps(values, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Recording:
        """Read a recording back.

        Raises:
            ValueError: if the text is not a whole recording.
        """
        values = json.loads(text)
        if not isinstance(values, dict) or values.keys() != _TYPES.keys():
            raise ValueError("these are not the values of a recording")
        if not all(isinstance(values[name], kind) for name, kind in _TYPES.items()):
            raise ValueError("a value of this recording has the wrong type")
        timeline, stderr = values.pop("timeline"), values.pop("stderr")
        try:
            read = Timeline.from_dict(timeline) if timeline else None
            spans = tuple((int(start), int(end)) for start, end in stderr)
        except (KeyError, TypeError) as error:
            raise ValueError("this recording is not whole") from error
        return cls(**values, timeline=read, stderr=spans)


_TYPES = {
    "runtime": str,
    "output": str,
    "exit_status": int,
    "seconds": float,
    "date": str,
    "versions": dict,
    "cpu": float,
    "timeline": dict,
    "stderr": list,
    "enclosed": bool,
}
