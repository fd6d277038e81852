"""Job: one run of an example, as the processes that carry it out know it; and how it ended."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from anyio_by_example.running.streams import Span, new_mark

WORK = "work"
"""The folder, in the folder of the run, in which the program runs."""

STACK = "stack.txt"
"""The file, in the folder of the run, by which it says where it was when it was stopped."""

GRACE = 1.0
"""Seconds that what a program started has to end after it."""


@dataclass(frozen=True)
class Limits:
    """How far a run may go before it's stopped."""

    seconds: float = 20.0
    output: int = 1_000_000
    """Bytes."""
    memory: int = 1_000_000_000
    """Bytes of data that each process of the run may have."""


@dataclass(frozen=True)
class Job:
    """What is to be run, and how.

    Args:
        files: The names and texts of the program and of what it needs beside it.
        runtime: The name of the runtime.
        clock: "real" or "virtual".
        order: One of `ORDERS` in `order.py`.
        fresh: Whether it needs an interpreter that was started for it.
        leaves: What it may leave behind.
        limits: How far it may go.
        timeline: Which times its timeline has, "asked" or "measured"; empty if none is recorded.
        mark: What is around all that comes from standard error. See `streams.py`.
    """

    files: tuple[tuple[str, str], ...]
    runtime: str
    clock: str = "real"
    order: str = "pinned"
    fresh: bool = False
    leaves: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    timeline: str = ""
    mark: str = field(default_factory=new_mark)

    def to_json(self) -> str:
        """The job in one line."""
        return json.dumps({**vars(self), "limits": vars(self.limits)})

    @classmethod
    def from_json(cls, text: str) -> Job:
        """Read a job back."""
        values = json.loads(text)
        values.update(
            files=tuple(map(tuple, values["files"])),
            leaves=tuple(values["leaves"]),
            limits=Limits(**values["limits"]),
        )
        return cls(**values)


@dataclass(frozen=True)
class Ending:
    """How a run ended.

    Args:
        status: The exit status, as in `subprocess`.
        seconds: From the start of its process to its end.
        cpu: Seconds of CPU that it and the children that it waited for used; 0 where unknown.
        output: All that it printed, as bytes.
        left: The commands of the processes that it left running.
        stopped: What it was stopped for, "time" or "output"; "lost" if that can't be said; empty
            if it wasn't stopped.
        report: How it ended in the child's own words; empty if the program kept it from saying.
        stack: Where it was when it was stopped, as faulthandler writes it.
        stderr: Which of these bytes came from standard error.
        enclosed: Whether the kernel kept it, and all that it started, from any other machine.
        failure: How the recorder itself has failed, with a traceback where there is one; empty if
            it hasn't. Then nothing else here says anything of the example.
        began: Whether the program began, so that what it did may have made the recorder fail.
    """

    status: int
    seconds: float
    cpu: float
    output: bytes
    left: list[str]
    stopped: str
    report: dict[str, Any]
    stack: str
    stderr: list[Span] = field(default_factory=list)
    enclosed: bool = False
    failure: str = ""
    began: bool = True

    @classmethod
    def of_failure(cls, how: str) -> Ending:
        """The ending of a run that couldn't be carried out."""
        return cls(1, 0.0, 0.0, b"", [], "", {}, "", failure=how, began=False)

    def to_json(self) -> str:
        """The ending as text."""
        return json.dumps({**vars(self), "output": self.output.decode("latin-1")})

    @classmethod
    def from_json(cls, text: str) -> Ending:
        """Read an ending back."""
        values = json.loads(text)
        values["stderr"] = [(start, end) for start, end in values["stderr"]]
        return cls(**{**values, "output": values["output"].encode("latin-1")})


LOST = Ending(1, 0.0, 0.0, b"", [], "lost", {}, "")
"""The ending of a run whose supervisor is gone."""
