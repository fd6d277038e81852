"""What is said of a program's tasks, threads and prints is what they did."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from helpers.draws import draw

LIBRARY = """
from functools import partial
import anyio

def call(function, argument):
    return function(argument)

async def run(function, argument):
    return await anyio.to_thread.run_sync(partial(call, function, argument=argument))
"""


@dataclass
class Case:
    """A program, and some of what is said of it, and what isn't."""

    body: str
    said: tuple[str, ...]
    unsaid: str = " nothing of the kind"
    words: tuple[str, ...] = ("--times", "asked")


CASES = {
    "a line that another one goes on with": Case(
        """
    async def other():
        await anyio.sleep(0.1)
        print("other")
    async with anyio.create_task_group() as group:
        group.start_soon(other)
        print("loading...", end=" ")
        await anyio.sleep(0.3)
        print("ok")
        print("one", end=" ")
        print("two")
""",
        (
            "     0 s  main prints “loading... ”",
            "   0.1 s  other prints “other”",
            "   0.3 s  main prints “ok”",
            "   0.3 s  main prints “one two”",
        ),
    ),
    "timers that wake": Case(
        """
    loop = asyncio.get_running_loop()
    event, future = anyio.Event(), loop.create_future()
    time.sleep(0.1)
    loop.call_later(0.25, event.set)
    await event.wait()
    loop.call_later(0.35, future.set_result, None)
    await future
""",
        ("main waits in event.wait() until 0.35 s", "main waits in await future until 0.7 s"),
    ),
    "a callback that cancels": Case(
        """
    task = asyncio.create_task(anyio.sleep(1))
    await anyio.sleep(0.1)
    asyncio.get_running_loop().call_soon(task.cancel)
    asyncio.get_running_loop().call_soon(task.set_name, "another")
    await asyncio.wait([task])
""",
        (
            "sleep waits in sleep(1) until 0.1 s, when task.cancel() cancels it",
            "sleep is cancelled: cancel() called",
            "sleep ends, cancelled by task.cancel()",
        ),
    ),
    "deadlines from outside": Case(
        """
    loop = asyncio.get_running_loop()
    with anyio.CancelScope() as scope:
        def move():
            scope.deadline = anyio.current_time() + 0.2
        loop.call_soon(move)
        await anyio.sleep(1)
    with anyio.CancelScope() as scope:
        loop.call_later(0.15, move)
        await anyio.sleep(1)
    with anyio.CancelScope() as scope:
        def late():
            time.sleep(0.1)
            anyio.from_thread.run_sync(move)
        await anyio.to_thread.run_sync(late)
        await anyio.sleep(1)
""",
        (
            "   0.2 s  CancelScope() 1 of main is cancelled: deadline reached",
            "  0.55 s  CancelScope() 2 of main is cancelled: deadline reached",
            "  0.85 s  CancelScope() 3 of main is cancelled: deadline reached",
        ),
    ),
    "timers that print and make tasks": Case(
        """
    async def made():
        print("made")
    def say():
        print("rung")
        tasks.append(asyncio.create_task(made()))
    tasks = []
    asyncio.get_running_loop().call_later(0.3, say)
    await anyio.sleep(1)
""",
        ("   0.3 s  the program prints “rung”", "   0.3 s  made starts"),
    ),
    "a function that is called as AnyIO's": Case(
        """
    def _report_result(number):
        print(number)
    def work(loop):
        for number in range(2):
            time.sleep(0.1)
            loop.call_soon_threadsafe(_report_result, number)
    await anyio.to_thread.run_sync(work, asyncio.get_running_loop())
""",
        ("   0.2 s  thread work ends",),
    ),
    "a line that takes time": Case(
        """
    print("loading", end=" ")
    await anyio.sleep(0.1)
    print("done")
""",
        ("     0 s  main prints “loading ”", "   0.1 s  main prints “done”"),
    ),
    "a cleanup that expires": Case(
        """
    async def cleaned_up():
        try:
            await anyio.sleep(1)
        finally:
            with anyio.move_on_after(0.1, shield=True):
                await anyio.sleep(1)
    async with anyio.create_task_group() as group:
        group.start_soon(cleaned_up)
        await anyio.sleep(0.1)
        group.cancel_scope.cancel()
""",
        ("   0.2 s  cleaned_up ends, cancelled by task group",),
    ),
    "a thread that goes on": Case(
        """
    with anyio.move_on_after(0.1):
        await anyio.to_thread.run_sync(time.sleep, 5, abandon_on_cancel=True)
""",
        ("thread sleep is unfinished when the program ends",),
        words=("--times", "asked", "--runtime", "trio"),
    ),
    "threads of a library": Case(
        """
    def own(argument):
        return argument
    await library.run(own, 1)
    await library.run(abs, -1)
    await anyio.to_thread.run_sync(abs, -1)
""",
        ("2 calls in a worker thread", "thread own ends", "thread abs ends"),
        "_bootstrap",
    ),
    "a portal's future that is cancelled": Case(
        """
    async def job():
        await anyio.sleep(1)
    def work(portal):
        future = portal.start_task_soon(job)
        time.sleep(0.1)
        future.cancel()
    async with BlockingPortal() as portal:
        await anyio.to_thread.run_sync(work, portal)
        await anyio.sleep(0.1)
""",
        ("   0.1 s  job is cancelled: cancel() called", "job ends, cancelled by future.cancel()"),
    ),
    "turns of others": Case(
        """
    async def short():
        for _ in range(50):
            await anyio.sleep(0)
    async with anyio.create_task_group() as group:
        for _ in range(40):
            group.start_soon(short)
        await anyio.sleep(0)
        await anyio.sleep(0.001)
""",
        ("main could go on, but others run until",),
        "main could go on, but the event loop",
        ("--times", "measured"),
    ),
}
NAMES = [
    pytest.param(name, marks=[pytest.mark.alone] if CASES[name].words[1] == "measured" else [])
    for name in CASES
]


@pytest.mark.parametrize("name", NAMES)
def test_said(name: str, tmp_path: Path) -> None:
    """Each of these programs is told of as it is."""
    (tmp_path / "library" / "library-1.0.dist-info").mkdir(parents=True)
    (tmp_path / "library" / "library.py").write_text(LIBRARY, "utf-8")
    case = CASES[name]
    program = (
        "import asyncio, time\nimport anyio, library\n"
        "from anyio.from_thread import BlockingPortal\n\nasync def main():"
        f"{case.body}\nanyio.run(main)\n"
    )
    text = draw(tmp_path, program, *case.words)
    assert [each for each in case.said if each not in text] == [], text
    assert case.unsaid not in text


@pytest.mark.skipif("sys.version_info < (3, 12)", reason="asyncio makes no timeout of it")
def test_wait_for(tmp_path: Path) -> None:
    """The limit of `wait_for()` is told of as that of a timeout."""
    program = (
        "import asyncio\n\nasync def main():\n    try:\n"
        "        await asyncio.wait_for(asyncio.sleep(1), 0.1)\n"
        "    except TimeoutError:\n        await asyncio.wait_for(asyncio.sleep(0.1), None)\n\n"
        "asyncio.run(main())\n"
    )
    text = draw(tmp_path, program, "--times", "asked")
    assert "1 cancel scope" in text
    assert "   0.1 s  wait_for(0.1) of main is cancelled: deadline reached\n" in text
