"""Recipes for threads, processes, signals and files keep what they promise there."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections import deque
from contextlib import aclosing
from pathlib import Path

import anyio
import pytest
from anyio import to_thread
from helpers.recipes import both, flat, recipe, run


@both
def test_watchdog(backend: str) -> None:
    """It names what blocks the loop, says nothing of one that only waits, and leaves no thread."""

    async def check() -> None:
        told: list[str] = []
        for pause in (0.2, 0.5, 0.8):  # whatever the thread has just seen
            told.clear()
            async with recipe("watchdog").watchdog(1, told.append):
                await anyio.sleep(pause)
                _block(1.3)
                await anyio.sleep(0.2)
            assert told == ["_block"]
        told.clear()
        async with recipe("watchdog").watchdog(0.5, told.append):
            _block(1.8)
            await anyio.sleep(0.2)
        assert told == ["_block"]  # once, however long it lasts
        with pytest.raises(BaseException) as caught:  # noqa: PT011 - a group of Python 3.10, too
            async with recipe("watchdog").watchdog(0.5, told.append):
                raise LookupError
        assert flat(caught.value) == [LookupError]

    before = threading.active_count()
    run(backend, check, "real")
    for _ in range(40):
        if threading.active_count() <= before:
            break
        time.sleep(0.1)
    assert threading.active_count() <= before


def _block(seconds: float) -> None:
    time.sleep(seconds)


@both
def test_child_output(backend: str) -> None:
    """No more than the limit is handed on, and no child outlives the call or its cancellation."""

    async def check() -> None:
        module, output = recipe("child_output"), bytearray()
        # it says too much, and then hangs, so nothing but being killed ends it
        endless = "import os, time\nos.write(1, b'%8d' % os.getpid() * 200)\ntime.sleep(90)"
        with anyio.fail_after(30):
            command = [sys.executable, "-c", endless]
            assert await module.run_limited(command, 800, output.extend) is None
        assert len(output) == 800
        assert not _alive(int(output[:8]))
        with pytest.raises(LookupError), anyio.fail_after(30):
            await module.run_limited([sys.executable, "-c", endless], 800, _fail)
        told: list[bytes] = []
        exact = "import os, time\nos.write(1, b'12345678')\ntime.sleep(0.5)\nos.write(1, b'9')"
        assert await module.run_limited([sys.executable, "-c", exact], 8, told.append) is None
        assert told == [b"12345678"]  # and no empty chunk, which could be taken for the end
        output.clear()
        hung = "import os, time\nos.write(1, b'%8d' % os.getpid())\ntime.sleep(60)"
        async with anyio.create_task_group() as tg:
            command = [sys.executable, "-c", hung]
            tg.start_soon(module.run_limited, command, 800, output.extend)
            while not output:
                await anyio.sleep(0.01)
            tg.cancel()
        assert not _alive(int(output))
        command = [sys.executable, "-c", "raise SystemExit(3)"]
        assert await module.run_limited(command, 8, output.extend) == 3

    run(backend, check, "real")


def _fail(chunk: bytes) -> None:
    raise LookupError(chunk[:8])


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@both
def test_thread_progress(backend: str) -> None:
    """A thread whose task is cancelled ends at its next report, which isn't told."""

    async def check() -> None:
        told: list[int] = []
        module = recipe("thread_progress")
        await module.with_progress(module.convert, 4, told.append)
        assert told == [25, 50, 75, 100]
        with anyio.CancelScope() as scope:

            def tell(percent: int) -> None:
                told.append(percent)
                scope.cancel()

            await module.with_progress(module.convert, 4, tell)
        assert told[4:] == [25]
        assert to_thread.current_default_thread_limiter().borrowed_tokens == 0

    run(backend, check, "real")


@both
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such receiver")
def test_ctrl_c(backend: str) -> None:
    """Each job is done or kept, however often Ctrl-C comes; a job that fails is kept."""

    async def check() -> None:
        done: list[str] = []
        jobs = deque("abcd")

        async def work(job: str) -> None:
            if job == "b":
                os.kill(os.getpid(), signal.SIGINT)
                os.kill(os.getpid(), signal.SIGINT)
            await anyio.sleep(0.1)
            done.append(job)

        await recipe("ctrl_c").work_off(jobs, work)
        assert (done, list(jobs)) == (["a", "b"], ["c", "d"])

        async def broken(job: str) -> None:
            raise LookupError(job)

        with pytest.raises(BaseException) as caught:  # noqa: PT011 - a group of Python 3.10, too
            await recipe("ctrl_c").work_off(jobs, broken)
        assert flat(caught.value) == [LookupError]
        assert list(jobs) == ["c", "d"]

    run(backend, check, "real")


@both
def test_process_map(backend: str) -> None:
    """Results keep the order, at most two workers take part, and an error ends all of it."""

    async def check() -> None:
        map_ = recipe("process_map").process_map
        assert await map_(abs, (-3, 2, -1, 0), 2) == [3, 2, 1, 0]
        with pytest.raises(BaseException) as caught:  # noqa: PT011 - a group of Python 3.10, too
            await map_(_inverse, [1, 0, 2], 2)
        assert flat(caught.value) == [ZeroDivisionError]
        with anyio.move_on_after(1) as scope:
            await map_(time.sleep, [60, 60], 2)
        assert scope.cancelled_caught

    run(backend, check, "real")


def _inverse(number: int) -> float:
    return 1 / number


@both
@pytest.mark.skipif(sys.platform == "win32", reason="an open file can't be moved there")
def test_tail(backend: str, tmp_path: Path) -> None:
    """Every line comes once and in order, over two rotations and a moment without a file."""

    async def check() -> None:
        path = anyio.Path(tmp_path) / "log"
        await path.write_bytes(b"0\n")

        async def write() -> None:
            number = 1
            for name in ("old1", "old2", None):
                for _ in range(5):
                    with (tmp_path / "log").open("ab") as log:
                        log.write(b"%d" % number)
                        log.flush()
                        await anyio.sleep(0.005)
                        log.write(b"\n")
                    number += 1
                if name:
                    while len(got) < number - 4:  # two rotations at once skip a file
                        await anyio.sleep(0.001)
                    await path.rename(path.with_name(name))
                    await path.write_bytes(b"")

        got: list[int] = []
        async with anyio.create_task_group() as tg:
            tg.start_soon(write)
            async with aclosing(recipe("tail").follow(path, 0.01)) as lines:
                async for line in lines:
                    got.append(int(line))
                    if got[-1] == 15:
                        break
        assert got == list(range(16))

    run(backend, check, "real")


@both
@pytest.mark.skipif(sys.platform == "win32", reason="an open file can't be moved there")
def test_tail_last_line(backend: str, tmp_path: Path) -> None:
    """A line that is written just before a rotation isn't lost with its file."""

    async def check() -> None:
        path, old = anyio.Path(tmp_path) / "log", anyio.Path(tmp_path) / "old"
        await path.write_bytes(b"0\n")
        follow = recipe("tail").follow
        look = follow.__globals__["inode"]

        async def rotated(path: anyio.Path) -> int | None:
            if not await old.exists():
                async with await path.open("ab") as log:
                    await log.write(b"1\n")
                await path.rename(old)
                await path.write_bytes(b"2\n")
            found: int | None = await look(path)
            return found

        got: list[int] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setitem(follow.__globals__, "inode", rotated)
            async with aclosing(follow(path, 0.01)) as lines:
                async for line in lines:
                    got.append(int(line))
                    if got[-1] == 2:
                        break
        assert got == [0, 1, 2]

    run(backend, check, "real")
