"""Recording: what one run of an example on one runtime left."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

from anyio_by_example.problem import Problem


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
        problem: What is wrong with the run, or None. Only runs without a problem are stored.
    """

    runtime: str
    output: str
    exit_status: int
    seconds: float
    date: str
    versions: dict[str, str]
    cpu: float = 0.0
    problem: Problem | None = field(default=None, compare=False)

    def to_json(self) -> str:
        """The recording as the store keeps it."""
        values = asdict(self)
        del values["problem"]
        return json.dumps(values, indent=1, sort_keys=True)

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
        return cls(**values)


_TYPES = {
    "runtime": str,
    "output": str,
    "exit_status": int,
    "seconds": float,
    "date": str,
    "versions": dict,
    "cpu": float,
}
