"""Waits: where a task stands that is not running, and what it waits for there."""

from __future__ import annotations

import gc
from collections.abc import Container
from dataclasses import dataclass, field
from enum import Enum
from math import inf
from types import CodeType, CoroutineType, FrameType
from typing import Any, NamedTuple
from weakref import ref

from anyio_timeline.watching.callables import attribute
from anyio_timeline.watching.lengths import as_number
from anyio_timeline.watching.variables import local

_SLEEPS = {
    "anyio._core._eventloop": "delay",
    "asyncio.tasks": "delay",
    "trio._timeouts": "seconds",
}
"""Where a sleep is a function `sleep`, and what its argument is called there."""

_LASTING = {*_SLEEPS, "anyio.lowlevel", "trio.lowlevel"}
_LAST = {"sleep", "sleep_forever", "checkpoint", "cancel_shielded_checkpoint"}
"""Functions, and their modules, below which nothing of a program can be found."""

_FOR_TASKS = ("Event", "Lock", "Semaphore", "CapacityLimiter", "Condition")
"""What only another task can end: parts of the names of classes."""

_FOR_IO = (
    *("_socket", "_subprocess", "_fileio", "_signals", "_resources", "streams", "_backends"),
    "_events",
)
"""What the operating system ends: parts of the names of modules."""

_KNOWN = ("anyio", "asyncio", "trio")
"""Where a call says what it waits for; one of another library waits for what it calls here."""


RUNS_TESTS = "_run_tests_and_fixtures"
"""What AnyIO's plugin of pytest runs fixtures and tests in."""

_OF_GENERATOR = ("async_generator_asend", "async_generator_athrow", "anext_awaitable")
"""The types of what an asynchronous generator gives to be awaited."""


@dataclass(slots=True)
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
        if self.call is not other.call and self.call and other.call:
            return False
        return self == other


class _Part(Enum):
    """What a function that waits says of the wait."""

    OWN = "the program's"
    CALL = "a library's"
    LAST = "a library's, which calls nothing of the program"
    BETWEEN = "nothing"


class _Plan(NamedTuple):
    """What the functions in which a coroutine stands say of its wait.

    Args:
        kind: As in `Wait`.
        label: The call; what a sleep's says of its length is left out.
        sleep: Which of the frames sleeps, and the name of its argument; None if none does.
    """

    kind: str
    label: str
    sleep: tuple[int, str] | None


def waiting(coroutine: Any, own: Container[str]) -> Waiting:
    """What a suspended coroutine waits for.

    Args:
        coroutine: The coroutine of the task.
        own: The program's files: their innermost frame has the line, the next one is the call.
    """
    return Waits(own).of(coroutine)


class Waits:
    """Says what suspended coroutines wait for.

    A program waits in the same few places again and again. So what the functions that stand there
    say is kept, by their code.

    Args:
        own: The program's files: their innermost frame has the line, the next one is the call.
        tells: Whether to say of a call of any library what that waits for inside.
    """

    def __init__(self, own: Container[str], tells: bool = False) -> None:
        self._own = own
        self._tells = tells
        self._parts: dict[CodeType, _Part] = {}
        self._asking: dict[tuple[CodeType, ...], tuple[int, ...]] = {}
        """Of which frames it matters whose method they are."""
        self._plans: dict[tuple[object, ...], _Plan] = {}

    def of(self, coroutine: Any) -> Waiting:
        """What a suspended coroutine waits for."""
        function = ""
        mine: Any = None
        calls: list[Any] = []
        codes: list[CodeType] = []
        parts = self._parts
        awaited = coroutine
        while awaited is not None:
            if type(awaited) is CoroutineType:
                code, inner = awaited.cr_code, awaited.cr_await
            elif found := _other(awaited):
                awaited, code, inner = found
            else:
                break
            part = parts.get(code)
            if part is None:
                part = parts[code] = self._part(code, awaited)
            if part is _Part.OWN:
                mine = awaited
                function = function or code.co_name
                if calls:
                    calls, codes = [], []
            elif part is not _Part.BETWEEN:
                calls.append(awaited)
                codes.append(code)
                if part is _Part.LAST:
                    break
            awaited = inner
        line = _frame(mine).f_lineno if mine is not None else None
        if not calls:
            return Waiting("task", "", line, function=function)
        kind, label, sleep = self._plan(tuple(codes), calls)
        seconds = None
        if sleep:
            at, argument = sleep
            given = local(_frame(calls[at]), argument)
            # what else it may be called with is the program's own
            seconds = as_number(given)
        if label.endswith("sleep()"):
            forever = sleep is None or seconds == inf
            length = "…" if seconds is None else f"{seconds:g}"
            label = label[:-7] + ("sleep_forever()" if forever else f"sleep({length})")
        return Waiting(kind, label, line, seconds, ref(calls[0]), function)

    def turn(self, coroutine: Any, is_cancelled: bool) -> Waiting:
        """What a coroutine waits for that only gave others a turn; that's its own unless cancelled.

        Args:
            coroutine: It still stands where it waited.
            is_cancelled: Whether a cancellation ends that.
        """
        found = self.of(coroutine)
        return found if is_cancelled else Waiting("turn", "", found.line)

    def _part(self, code: CodeType, awaited: Any) -> _Part:
        if code.co_filename in self._own:
            return _Part.OWN
        if code.co_name == "_run_coro" or "contextlib" in code.co_filename:
            return _Part.BETWEEN
        frame = _frame(awaited)
        is_last = frame.f_globals.get("__name__") in _LASTING and code.co_name in _LAST
        return _Part.LAST if is_last else _Part.CALL

    def _plan(self, codes: tuple[CodeType, ...], calls: list[Any]) -> _Plan:
        asking = self._asking.get(codes)
        if asking is None:
            places = {0, _first_known([_frame(call) for call in calls])}
            asking = tuple(n for n in sorted(places) if "self" in codes[n].co_varnames)
            self._asking[codes] = asking
        kinds = [type(local(_frame(calls[n]), "self")) for n in asking]
        place = (codes, *kinds)
        plan = self._plans.get(place)
        if plan is None:
            frames = [_frame(call) for call in calls]
            kind, label = _call(frames)
            known = _first_known(frames)
            if self._tells and known:
                inner = _call(frames[known:])[1] or kind
                label = f"{label} → {inner}"
            plan = self._plans[place] = _Plan(kind, label, _sleeping(frames))
        return plan


def _frame(awaited: Any) -> FrameType:
    for kind in _KINDS:
        if frame := attribute(awaited, f"{kind}_frame"):
            return frame  # type: ignore[no-any-return]
    raise AssertionError(f"{awaited!r} has no frame")


_KINDS = ("cr", "gi", "ag")


def _other(awaited: Any) -> tuple[Any, CodeType, Any] | None:
    """What is awaited, if it's no coroutine; its code, and what it awaits. None if it has none."""
    while awaited is not None:
        for kind, inner in (("cr", "await"), ("gi", "yieldfrom"), ("ag", "await")):
            if frame := attribute(awaited, f"{kind}_frame"):
                return awaited, frame.f_code, attribute(awaited, f"{kind}_{inner}")
        # what an asynchronous generator gives to be awaited doesn't say whose it is
        refers = gc.get_referents(awaited) if type(awaited).__name__ in _OF_GENERATOR else ()
        awaited = next((each for each in refers if attribute(each, "ag_frame")), None)
    return None


def _sleeping(frames: list[FrameType]) -> tuple[int, str] | None:
    for at, frame in enumerate(frames):
        argument = _SLEEPS.get(frame.f_globals.get("__name__", ""))
        if argument and frame.f_code.co_name == "sleep":
            return at, argument
    return None


def _call(calls: list[FrameType]) -> tuple[str, str]:
    """The kind of a wait, and the call as a reader knows it, from the frames inside the call."""
    if calls[0].f_code.co_name == RUNS_TESTS:
        return "task", "pytest"
    calls = calls[next((n for n, each in enumerate(calls) if _is_public(each)), 0) :]
    frame = calls[0]
    name, module = frame.f_code.co_name, frame.f_globals.get("__name__", "")
    of_class = type(local(frame, "self"))
    kinds = [each.__name__ for each in of_class.__mro__]
    # a library may have a task group of its own
    owner = "TaskGroup" if "TaskGroup" in kinds else kinds[0]
    if name.startswith("sleep"):
        return "sleep", "sleep()" if name == "sleep" else f"{name}()"
    if owner in ("TaskGroup", "NurseryManager") and name == "__aexit__":
        return "children", ""
    if module == "anyio.to_thread" or name == "to_thread_run_sync":
        return "thread", f"to_thread.{name.removeprefix('to_thread_')}()"
    if (module, name) == ("asyncio.threads", "to_thread"):
        return "thread", "to_thread()"
    if owner == "TaskGroup":
        return "task", f"{name}()"
    if owner == "TaskHandle":
        return "task", "await handle" if name == "__await__" else f"handle.{name}()"
    if of := next((part for part in _FOR_TASKS if part in owner), ""):
        is_wait = name == "wait" and of in ("Event", "Condition")
        name = {"__aenter__": "acquire"}.get(name, name)
        return "task", f"{of.lower()}.wait()" if is_wait else f"{name}()"
    name = {"__aenter__": owner, "__anext__": "receive", "__aexit__": "close"}.get(name, name)
    label = f"{name}()"
    if name == "__aiter__" or (name == "receive" and not hasattr(of_class, name)):
        label = "async for"
    elif name == owner and owner.startswith("_"):
        label = "async with"
    if "streams.memory" in module or owner.startswith("MemoryObject"):
        return "task", label
    if inner := _first_known(calls):
        return _call(calls[inner:])[0], label
    modules = [module, *(call.f_globals.get("__name__", "") for call in calls)]
    is_io = any(part in modules[0] for part in _FOR_IO) or "anyio.to_thread" in modules
    return "io" if is_io else "task", label


def _is_public(call: FrameType) -> bool:
    """Whether a reader may know a function, as those that a library calls itself are not."""
    name = call.f_code.co_name
    return name.startswith("__") or not name.startswith(("_", "<"))


def _first_known(calls: list[FrameType]) -> int:
    """The first of some calls that says what it waits for; else the very first one."""
    return next((n for n, call in enumerate(calls) if _package(call) in _KNOWN), 0)


def _package(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", "")).partition(".")[0]
