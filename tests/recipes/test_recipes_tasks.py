"""Recipes with which tasks meet: nobody is forgotten, and nothing is held by who has left."""

from __future__ import annotations

from functools import partial

import anyio
import pytest
from helpers.recipes import both, flat, recipe, run


@both
def test_read_write_lock(backend: str) -> None:
    """A writer is alone and not starved, readers share, and one who leaves holds nothing."""

    async def check() -> None:
        lock = recipe("read_write_lock").ReadWriteLock()
        readers = writers = shared = written = 0

        async def read(begin: float) -> None:
            nonlocal readers, shared
            await anyio.sleep(begin)
            async with lock.reading():
                readers += 1
                try:
                    shared = max(shared, readers)
                    assert not writers
                    await anyio.sleep(1.5)
                finally:
                    readers -= 1

        async def write(begin: float) -> None:
            nonlocal writers, written
            await anyio.sleep(begin)
            async with lock.writing():
                assert not readers
                writers += 1
                try:
                    assert writers == 1
                    await anyio.sleep(0.3)
                    written += 1
                finally:
                    writers -= 1

        async with anyio.create_task_group() as tg:
            handles = [tg.start_soon(read, n / 2) for n in range(40)]
            handles += [tg.start_soon(write, 1 + n * 2.2) for n in range(9)]
            for n in range(0, 49, 6):
                await anyio.sleep(0.77)
                handles[n].cancel()
            handles[42].cancel()
        assert shared > 1
        assert written >= 7
        with anyio.fail_after(1):
            async with lock.writing():
                pass
            async with lock.reading():
                pass

    run(backend, check)


@both
def test_read_write_lock_cancelled_writer(backend: str) -> None:
    """A writer that gives up lets the readers behind it in."""

    async def check() -> None:
        lock = recipe("read_write_lock").ReadWriteLock()
        async with lock.reading(), anyio.create_task_group() as tg:
            with anyio.move_on_after(1) as scope:
                async with lock.writing():
                    pytest.fail("somebody reads")
            assert scope.cancelled_caught
            tg.start_soon(_enter, lock.reading())

    run(backend, check)


@both
@pytest.mark.parametrize("steps", range(6))
def test_read_write_lock_step(backend: str, steps: int) -> None:
    """At whichever step one is cancelled, nothing stays locked."""

    async def check() -> None:
        lock = recipe("read_write_lock").ReadWriteLock()
        for block in (lock.reading, lock.writing):
            async with anyio.create_task_group() as tg:
                handle = tg.start_soon(_enter, block())
                for _ in range(steps):
                    await anyio.lowlevel.checkpoint()
                handle.cancel()
            await _enter(lock.writing())

    run(backend, check)


async def _enter(block: object) -> None:
    with anyio.fail_after(1):
        async with block:  # type: ignore[attr-defined]
            pass


@both
def test_barrier(backend: str) -> None:
    """Nobody is a round ahead, and a cancelled party doesn't count."""

    async def check() -> None:
        barrier = recipe("barrier").Barrier(3)
        rounds = [0, 0, 0]

        async def party(number: int) -> None:
            for _ in range(20):
                await anyio.sleep((number + 1) * 0.1)
                rounds[number] += 1
                await barrier.wait()
                assert max(rounds) - min(rounds) <= 1

        with anyio.move_on_after(1) as scope:
            await barrier.wait()
        assert scope.cancelled_caught
        async with anyio.create_task_group() as tg:
            for number in range(3):
                tg.start_soon(party, number)
        assert rounds == [20, 20, 20]

    run(backend, check)


@both
def test_latch(backend: str) -> None:
    """It opens with the last part, stays open, and refuses one part too many."""

    async def check() -> None:
        latch = recipe("latch").Latch(2)
        latch.count_down()
        with anyio.move_on_after(5) as scope:
            await latch.wait()
        assert scope.cancelled_caught
        latch.count_down()
        await latch.wait()
        await latch.wait()
        with pytest.raises(RuntimeError):
            latch.count_down()
        await recipe("latch").Latch(0).wait()

    run(backend, check)


@both
def test_leader(backend: str) -> None:
    """There is one leader at a time, and the next one leads however a term ends."""

    async def check() -> None:
        leadership = recipe("leader").Leadership()
        led: list[str] = []

        async def lead(name: str, *, fails: bool = False) -> None:
            try:
                async with leadership.term(name):
                    led.append(name)
                    await anyio.sleep(1)
                    assert leadership.leader == name
                    if fails:
                        raise ConnectionError
            except ConnectionError:
                pass

        async with anyio.create_task_group() as tg:
            for name in "abcd":
                handle = tg.start_soon(partial(lead, name, fails=name == "a"))
                await anyio.wait_all_tasks_blocked()
                if name == "b":
                    waiting = handle
            waiting.cancel()
            await anyio.sleep(1.5)
            assert leadership.leader == "c"
        assert led == ["a", "c", "d"]
        assert leadership.leader is None
        await lead("e", fails=True)
        assert leadership.leader is None

    run(backend, check)


@both
def test_keyed_lock(backend: str) -> None:
    """One at a time for a key, others beside it, and no lock stays, also after cancellations."""

    async def check() -> None:
        locks = recipe("keyed_lock").KeyedLock()
        inside: dict[str, int] = {"a": 0, "b": 0}
        most = 0

        async def use(key: str) -> None:
            nonlocal most
            async with locks.hold(key):
                inside[key] += 1
                try:
                    assert inside[key] == 1
                    most = max(most, sum(inside.values()))
                    await anyio.sleep(1)
                finally:
                    inside[key] -= 1

        async with anyio.create_task_group() as tg:
            handles = [tg.start_soon(use, "ab"[n % 2]) for n in range(12)]
            await anyio.sleep(0.5)
            for n in (0, 3, 6):
                handles[n].cancel()
        assert most == 2
        assert len(locks) == 0

    run(backend, check)


@both
def test_timed_semaphore(backend: str) -> None:
    """Nobody waits longer than said, no more wait than there is room, and no place is lost."""

    async def check() -> None:
        module = recipe("timed_semaphore")
        places = module.Places(2, queue=3)
        ended: list[str] = []

        async def use(within: float) -> None:
            begin = anyio.current_time()
            try:
                async with places.place(within):
                    await anyio.sleep(5)
                    ended.append("served")
            except TimeoutError:
                assert anyio.current_time() - begin == pytest.approx(within)
                ended.append("late")
            except module.FullError:
                ended.append("full")

        async with anyio.create_task_group() as tg:
            handles = []
            for within in (1, 1, 2, 9, 9, 9):
                handles.append(tg.start_soon(use, within))
                await anyio.sleep(0.1)
            handles[0].cancel()
        assert sorted(ended) == ["full", "served", "served", "served", "served"]
        for _ in range(2):
            async with places.place(0.1), places.place(0.1):
                with pytest.raises(TimeoutError):
                    async with places.place(0.1):
                        pass
        places = module.Places(1, queue=0)
        async with places.place(0.1):  # who finds it free needs no room to wait
            with pytest.raises(module.FullError):
                async with places.place(0.1):
                    pass

    run(backend, check)


@both
def test_registry(backend: str) -> None:
    """A key has one task, whoever ends is forgotten, and one that is replaced isn't mistaken."""

    async def check() -> None:
        ended: list[str] = []
        async with anyio.create_task_group() as tg:
            registry = recipe("registry").Registry(tg)

            async def work(name: str) -> None:
                try:
                    await anyio.sleep(10)
                finally:
                    ended.append(name)

            registry.start("x", lambda: work("one"))
            await anyio.sleep(1)
            registry.start("x", lambda: work("two"))
            await anyio.sleep(1)
            assert ended == ["one"]
            assert "x" in registry
            assert registry.cancel("x")
            assert not registry.cancel("x")
            registry.start("y", lambda: work("three"))
            registry.cancel("y")
        assert ended[:2] == ["one", "two"]
        assert "x" not in registry

    run(backend, check)


@both
def test_registry_failure(backend: str) -> None:
    """A task that fails is forgotten, and its error is the group's."""

    async def check() -> None:
        async def broken() -> None:
            raise LookupError

        with pytest.raises(BaseException) as caught:  # noqa: PT011, PT012 - a group of Python 3.10, too
            async with anyio.create_task_group() as tg:
                registry = recipe("registry").Registry(tg)
                registry.start("x", broken)
        assert flat(caught.value) == [LookupError]
        assert "x" not in registry

    run(backend, check)
