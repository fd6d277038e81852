"""Recipes that keep something load it once, and close what they opened."""

from __future__ import annotations

import anyio
import pytest
from anyio.abc import AsyncResource
from helpers.recipes import both, recipe, run


@both
def test_single_flight(backend: str) -> None:
    """Calls that overlap share a run, one that leaves doesn't end it, and a failure isn't kept."""

    async def check() -> None:
        loads = 0

        async def load(key: str) -> str:
            nonlocal loads
            loads += 1
            await anyio.sleep(1)
            if loads == 2:
                raise LookupError(key)
            return key

        async with anyio.create_task_group() as tg:
            flight = recipe("single_flight").SingleFlight(tg, load)
            others = [tg.start_soon(flight.get, "a") for _ in range(5)]
            with anyio.move_on_after(0.5):
                await flight.get("a")
            others[0].cancel()
            assert [await other for other in others[1:]] == ["a"] * 4
            assert loads == 1
            with pytest.raises(LookupError):
                await flight.get("a")
            assert await flight.get("a") == "a"
        assert not flight._running

    run(backend, check)


@both
def test_stale_value(backend: str) -> None:
    """Nobody waits for a usable value, one load runs at a time, and a failure keeps the old one."""

    async def check() -> None:
        loads = busy = 0

        async def load() -> str:
            nonlocal loads, busy
            busy += 1
            assert busy == 1
            loads += 1
            mine = loads
            await anyio.sleep(1)
            busy -= 1
            if mine == 2:
                raise LookupError
            return str(mine)

        async with anyio.create_task_group() as tg:
            value = recipe("stale_value").StaleValue(tg, load, fresh=10, usable=60)
            first = [tg.start_soon(value.get) for _ in range(3)]
            assert {await each for each in first} == {"1"}
            assert loads == 1
            for expected in ("1", "1", "3"):
                await anyio.sleep(11)
                start = anyio.current_time()
                assert {await value.get() for _ in range(3)} == {expected if loads else ""}
                assert anyio.current_time() - start < 0.001
                await anyio.sleep(2)
            await anyio.sleep(1000)
            with anyio.move_on_after(0.5):
                await value.get()
                pytest.fail("too old a value was given")
            busy = 0
            assert int(await value.get()) == loads

    run(backend, check)


class Counted(AsyncResource):
    """Knows whether it is open."""

    open = 0
    made = 0

    def __init__(self) -> None:
        type(self).open += 1
        type(self).made += 1
        self.is_open = True

    async def aclose(self) -> None:
        """Close it, with a wait that a cancellation would cut."""
        assert self.is_open
        self.is_open = False
        type(self).open -= 1
        await anyio.lowlevel.checkpoint()


async def connect() -> Counted:
    """Open one."""
    await anyio.sleep(0.1)
    return Counted()


@pytest.fixture(autouse=True)
def _none_open() -> None:
    Counted.open = Counted.made = Slow.open = Slow.made = 0


@both
def test_pool(backend: str) -> None:
    """No more than its size are open, they are used again, and one whose use was cut is closed."""

    async def check() -> None:
        async with recipe("pool").Pool(connect, size=3) as pool:

            async def use(seconds: float) -> None:
                with anyio.move_on_after(2):
                    async with pool.connection() as one:
                        assert one.is_open
                        assert Counted.open <= 3
                        await anyio.sleep(seconds)

            async with anyio.create_task_group() as tg:
                for _ in range(12):
                    tg.start_soon(use, 0.3)
            assert Counted.made == 3
            with pytest.raises(LookupError):
                async with pool.connection() as one:
                    raise LookupError
            assert not one.is_open
            await use(9)
            assert Counted.open == 1
            # all three places are free again
            with anyio.fail_after(1):
                async with pool.connection(), pool.connection(), pool.connection():
                    assert Counted.open == 3
        assert Counted.open == 0

    run(backend, check)


@both
def test_pool_closed_when_cancelled(backend: str) -> None:
    """A pool that is left by a cancellation closes all its connections."""

    async def check() -> None:
        with anyio.CancelScope() as scope:
            async with recipe("pool").Pool(connect, size=3) as pool:
                async with pool.connection(), pool.connection(), pool.connection():
                    pass
                scope.cancel()
        assert Counted.made == 3
        assert Counted.open == 0

    run(backend, check)


@both
def test_reloaded(backend: str) -> None:
    """Nobody's resource closes while it's used, and each closes after its last user."""

    async def check() -> None:
        async with recipe("reloaded").Reloaded(connect) as shared:

            async def use(seconds: float) -> None:
                async with shared.use() as one:
                    await anyio.sleep(seconds)
                    assert one.is_open

            await use(1)
            async with anyio.create_task_group() as tg:
                hasty = tg.start_soon(use, 50)
                for seconds in (1, 5, 9):
                    tg.start_soon(use, seconds)
                await anyio.wait_all_tasks_blocked()
                await shared.reload()
                tg.start_soon(use, 5)
                await anyio.sleep(10)
                assert Counted.open == 2
                hasty.cancel()
                await hasty.wait()
                assert Counted.open == 1
        assert Counted.open == 0

    run(backend, check)


@both
def test_reloaded_begin(backend: str) -> None:
    """However many begin at once, it is loaded once; after its end, nobody gets it."""

    async def check() -> None:
        async with recipe("reloaded").Reloaded(connect) as shared:

            async def use() -> None:
                async with shared.use() as one:
                    await anyio.sleep(1)
                    assert one.is_open

            async with anyio.create_task_group() as tg:
                for _ in range(5):
                    tg.start_soon(use)
            assert Counted.made == 1
        with pytest.raises(anyio.ClosedResourceError):
            async with shared.use():
                pass
        assert Counted.open == 0

    run(backend, check)


class Slow(Counted):
    """Takes a while to close."""

    async def aclose(self) -> None:
        """Close it after a wait that a cancellation would cut."""
        await anyio.sleep(1)
        await super().aclose()


@both
def test_reloaded_closing(backend: str) -> None:
    """One that nobody uses is closed by `reload()`, and one whose last user is cancelled, too."""

    async def check() -> None:
        async def load() -> Slow:
            return Slow()

        async with recipe("reloaded").Reloaded(load) as shared:
            await shared.reload()
            assert (Slow.made, Slow.open) == (2, 1)
            with anyio.move_on_after(1):
                async with shared.use():
                    await shared.reload()
                    await anyio.sleep(60)
            assert (Slow.made, Slow.open) == (3, 1)
        assert Slow.open == 0

    run(backend, check)


@both
def test_reloaded_failure(backend: str) -> None:
    """Where a reload fails, the one before stays in use."""

    async def check() -> None:
        loads = 0

        async def load() -> Counted:
            nonlocal loads
            loads += 1
            if loads == 2:
                raise OSError("no file")
            return Counted()

        async with recipe("reloaded").Reloaded(load) as shared:
            async with shared.use() as before:
                pass
            with pytest.raises(OSError, match="no file"):
                await shared.reload()
            async with shared.use() as after:
                assert before is after
                assert after.is_open
        assert Counted.open == 0

    run(backend, check)
