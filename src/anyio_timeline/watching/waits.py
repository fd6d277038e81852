"""Waits: where a task stands that is not running, and what it waits for there."""

from __future__ import annotations

import gc
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from math import inf
from types import FrameType
from typing import Any
from weakref import ref

_SLEEPS = {
    "anyio._core._eventloop": "delay",
    "asyncio.tasks": "delay",
    "trio._timeouts": "seconds",
}
"""Where a sleep is a function `sleep`, and what its argument is called there."""

_FOR_TASKS = ("Event", "Lock", "Semaphore", "CapacityLimiter", "Condition")
"""What only another task can end: parts of the names of classes."""

_FOR_IO = (
    *("_socket", "_subprocess", "_fileio", "_signals", "_resources", "streams", "_backends"),
    "_events",
)
"""What the operating system ends: parts of the names of modules."""

_KNOWN = ("anyio", "asyncio", "trio")
"""Where a call says what it waits for; one of another library waits for what it calls here."""


_OF_GENERATOR = ("async_generator_asend", "async_generator_athrow", "anext_awaitable")
"""The types of what an asynchronous generator gives to be awaited."""


@dataclass(frozen=True)
class Waiting:
    """What a task waits for.

    Args:
        kind: As in `Wait`.
        label: The call, as `sleep(1)`.
        line: The line of the program that waits; None if it isn't known.
        seconds: How long it wants to wait; None where that's up to others.
        call: What it awaits, which tells one call from the next one on the same line; None if
            that isn't known.
        function: The outermost function of the program in which it waits; empty if there is none.
    """

    kind: str
    label: str
    line: int | None = None
    seconds: float | None = None
    call: ref[Any] | None = field(default=None, compare=False)
    function: str = field(default="", compare=False)

    def is_same(self, other: Waiting) -> bool:
        """Whether another wait is a part of the same call."""
        return self == other and (self.call is other.call or None in (self.call, other.call))


def waiting(coroutine: Any, own: Container[str]) -> Waiting:
    """What a suspended coroutine waits for.

    Args:
        coroutine: The coroutine of the task.
        own: The program's files: their innermost frame has the line, the next one is the call.
    """
    line, function = None, ""
    calls: list[FrameType] = []
    called: Any = None
    for awaited, frame in _frames(coroutine):
        if frame.f_code.co_filename in own:
            line, calls = frame.f_lineno, []
            function = function or frame.f_code.co_name
        elif frame.f_code.co_name != "_run_coro" and "contextlib" not in frame.f_code.co_filename:
            called = called if calls else awaited
            calls.append(frame)
    if not calls:
        return Waiting("task", "", line, function=function)
    kind, label = _call(calls)
    seconds = _seconds(calls)
    if label == "sleep()":
        forever = seconds is None or seconds == inf
        label = "sleep_forever()" if forever else f"sleep({seconds:g})"
    return Waiting(kind, label, line, seconds, ref(called), function)


def _frames(awaited: Any) -> Iterator[tuple[Any, FrameType]]:
    """A coroutine and what it awaits, each with its frame, from the outermost on."""
    while awaited is not None:
        for kind, inner in (("cr", "await"), ("gi", "yieldfrom"), ("ag", "await")):
            if frame := getattr(awaited, f"{kind}_frame", None):
                yield awaited, frame
                awaited = getattr(awaited, f"{kind}_{inner}")
                break
        else:
            # what an asynchronous generator gives to be awaited doesn't say whose it is
            refers = gc.get_referents(awaited) if type(awaited).__name__ in _OF_GENERATOR else ()
            awaited = next((each for each in refers if hasattr(each, "ag_frame")), None)


def _seconds(calls: list[FrameType]) -> float | None:
    for frame in calls:
        argument = _SLEEPS.get(frame.f_globals.get("__name__", ""))
        if argument and frame.f_code.co_name == "sleep":
            return float(frame.f_locals[argument])
    return None


def _call(calls: list[FrameType]) -> tuple[str, str]:
    """The kind of a wait, and the call as a reader knows it, from the frames inside the call."""
    frame = calls[0]
    name, module = frame.f_code.co_name, frame.f_globals.get("__name__", "")
    owner = type(frame.f_locals.get("self")).__name__
    if name.startswith("sleep"):
        return "sleep", "sleep()" if name == "sleep" else f"{name}()"
    if owner in ("TaskGroup", "NurseryManager") and name == "__aexit__":
        return "children", ""
    if module == "anyio.to_thread":
        return "thread", f"to_thread.{name}()"
    if owner == "TaskGroup":
        return "task", f"{name}()"
    if owner == "TaskHandle":
        return "task", "await handle" if name == "__await__" else f"handle.{name}()"
    if of := next((part for part in _FOR_TASKS if part in owner), ""):
        is_wait = name == "wait" and of in ("Event", "Condition")
        name = {"__aenter__": "acquire"}.get(name, name)
        return "task", f"{of.lower()}.wait()" if is_wait else f"{name}()"
    name = {"__aenter__": owner, "__anext__": "receive", "__aexit__": "close"}.get(name, name)
    if "streams.memory" in module or owner.startswith("MemoryObject"):
        return "task", f"{name}()"
    known = (n for n, call in enumerate(calls) if _package(call) in _KNOWN)
    if inner := next(known, 0):
        return _call(calls[inner:])[0], f"{name}()"
    modules = [module, *(call.f_globals.get("__name__", "") for call in calls)]
    is_io = any(part in modules[0] for part in _FOR_IO) or "anyio.to_thread" in modules
    return "io" if is_io else "task", f"{name}()"


def _package(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", "")).partition(".")[0]
