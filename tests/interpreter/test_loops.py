"""Both event loops as they run in a reader's browser, and who waits where when none goes on.

None of it needs a browser: `reader.py` runs it in a process of this Python.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from helpers import reader
from helpers.reader import BOTH, NEEDS_PIPES, Ran, job

from anyio_by_example.interpreter.inside import waiting

pytestmark = NEEDS_PIPES

INTERRUPTED = BOTH if sys.version_info >= (3, 11) else ("trio",)
"""The backends that let a program clean up after Ctrl-C; older asyncio doesn't."""

LOOPS = """
import socket, time
import anyio

async def say(what, seconds, scope=None):
    await anyio.sleep(seconds)
    print(what)

async def main():
    began = anyio.current_time()
    async with anyio.create_task_group() as group:
        for what, seconds in (("c", 0.3), ("a", 0.02), ("b", 0.1)):
            group.start_soon(say, what, seconds)
    with anyio.move_on_after(0.02) as scope:
        await anyio.sleep(60)
    print(scope.cancelled_caught, 0.31 < anyio.current_time() - began < 5)
    send, receive = anyio.create_memory_object_stream(0)
    async with anyio.create_task_group() as group:
        group.start_soon(receive.receive)
        await send.send(1)
    print(await anyio.to_thread.run_sync(int) if not True else "done")

anyio.run(main)
"""

WAKE = {
    "asyncio": """
import asyncio, signal, selectors

async def main():
    loop, woken = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, woken.set)
    loop.call_later(0.01, signal.raise_signal, signal.SIGUSR1)
    await woken.wait()
    loop.call_soon_threadsafe(print, "soon")
    await asyncio.sleep(0.01)
    print(type(loop._selector).__name__)

asyncio.run(main())
""",
    "trio": """
import signal
import trio

async def main():
    with trio.open_signal_receiver(signal.SIGUSR1) as signals:
        signal.raise_signal(signal.SIGUSR1)
        async for number in signals:
            break
    trio.lowlevel.current_trio_token().run_sync_soon(print, "soon")
    await trio.sleep(0.01)
    print(type(trio.lowlevel.current_statistics().io_statistics).__name__)

trio.run(main)
""",
}

DEADLOCK = """
import anyio

async def child(event):
    await event.wait()  # child

async def nested():
    async with anyio.create_task_group() as group:
        for number in range(4):
            group.start_soon(child, anyio.Event(), name=f"child {number}")
        await anyio.Lock().acquire()
        await anyio.create_memory_object_stream(0)[1].receive()  # nested

async def main():
    try:
        async with anyio.create_task_group() as group:
            group.start_soon(nested)
            await anyio.sleep_forever()  # main
    finally:
        print("cleaned up")

anyio.run(main)
"""

STUCK = {
    "event": """
import anyio

async def main():
    await anyio.Event().wait()

anyio.run(main)
""",
    "forever": """
import anyio

async def main():
    await anyio.sleep_forever()

anyio.run(main)
""",
    "caught": """
import anyio

async def main():
    try:
        await anyio.Event().wait()
    finally:
        with anyio.CancelScope(shield=True):
            await anyio.sleep(0.01)
        raise ValueError

anyio.run(main)
""",
    "goes on": """
import anyio

async def main():
    await anyio.Event().wait()

try:
    anyio.run(main)
except BaseException:
    print("interrupted")
""",
}


def line_of(text: str, comment: str) -> int:
    """The line of a program that has a comment."""
    return next(n for n, line in enumerate(text.splitlines(), 1) if line.endswith(f"# {comment}"))


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    """All programs, under a name each: they run in one process, one after the other."""
    for backend in BOTH:
        for clock in ("real", "virtual"):
            yield f"loops {backend} {clock}", job(LOOPS, backend, clock=clock)
            yield f"deadlock {backend} {clock}", job(DEADLOCK, backend, clock=clock)
            for name, text in STUCK.items():
                yield f"{name} {backend} {clock}", job(text, backend, clock=clock)
        yield f"wake {backend}", job(WAKE[backend], "as-written")
    yield (
        "days",
        job("import anyio\nanyio.run(anyio.sleep, 200_000)\nprint('slept')", clock="virtual"),
    )
    yield "spin", job("import time\ntime.sleep(0.03)\ntime.sleep(-1)")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ran]:
    """How all programs ran."""
    named = dict(jobs())
    found = reader.run(tmp_path_factory.mktemp("reader"), named.values())
    return dict(zip(named, found, strict=True))


@pytest.mark.parametrize("clock", ["real", "virtual"])
@pytest.mark.parametrize("backend", BOTH)
def test_loops(backend: str, clock: str, ran: dict[str, Ran]) -> None:
    """Both event loops sleep, time out and pass things on; a virtual clock lets no time pass."""
    done = ran[f"loops {backend} {clock}"]
    assert done.errors == ""
    assert done.output == "a\nb\nc\nTrue True\ndone\n"
    assert (done.status, done.line, done.waiting, done.told) == (0, None, [], [])
    assert sum(done.blocked) == 0 if clock == "virtual" else 20 < sum(done.blocked) < 2000


@pytest.mark.parametrize("backend", BOTH)
def test_loops_can_be_woken(backend: str, ran: dict[str, Ran]) -> None:
    """A signal and a call from elsewhere wake a loop, which waits with our queue."""
    done = ran[f"wake {backend}"]
    kind = {"asyncio": "KqueueSelector", "trio": "_KqueueStatistics"}[backend]
    assert (done.output, done.errors) == (f"soon\n{kind}\n", "")


@pytest.mark.parametrize("clock", ["real", "virtual"])
@pytest.mark.parametrize("backend", INTERRUPTED)
def test_deadlock(backend: str, clock: str, ran: dict[str, Ran]) -> None:
    """A program that waits forever cleans up, and it's said who waited where, the oldest first."""
    done = ran[f"deadlock {backend} {clock}"]
    assert (done.output, done.errors) == ("cleaned up\n", "")
    assert done.waiting == [
        {"task": "main", "call": "sleep_forever()", "line": line_of(DEADLOCK, "main")},
        {"task": "nested", "call": "receive()", "line": line_of(DEADLOCK, "nested")},
        *(
            {"task": f"child {number}", "call": "event.wait()", "line": line_of(DEADLOCK, "child")}
            for number in range(4)
        ),
    ]


@pytest.mark.parametrize("clock", ["real", "virtual"])
@pytest.mark.parametrize("backend", INTERRUPTED)
@pytest.mark.parametrize(
    ("name", "status", "output", "error", "waits"),
    [
        ("event", 130, "", "", True),
        ("forever", 130, "", "", True),
        ("caught", 1, "", "ValueError", False),
        ("goes on", 0, "interrupted\n", "", False),
    ],
)
def test_interruption(
    name: str,
    status: int,
    output: str,
    error: str,
    waits: bool,
    backend: str,
    clock: str,
    ran: dict[str, Ran],
) -> None:
    """What waits forever is interrupted as by Ctrl-C; what a program makes of that counts."""
    done = ran[f"{name} {backend} {clock}"]
    assert (done.status, done.output, bool(done.waiting)) == (status, output, waits)
    assert done.errors.strip().rpartition("\n")[2] == error
    if waits:
        assert [(each["task"], each["line"]) for each in done.waiting] == [("main", 5)]


def test_days_pass_on_a_virtual_clock(ran: dict[str, Ran]) -> None:
    """On a virtual clock, a wait of days is none that never ends."""
    assert (ran["days"].output, ran["days"].waiting) == ("slept\n", [])


def test_sleep(ran: dict[str, Ran]) -> None:
    """`time.sleep` blocks the thread for as long as it's asked, and no less than no time."""
    done = ran["spin"]
    assert done.blocked == [30]
    assert done.errors.endswith("ValueError: sleep length must be non-negative\n")


def test_nobody_waits_without_a_loop() -> None:
    """Where no loop runs, there are no tasks."""
    assert waiting.waiters("x.py") == []
