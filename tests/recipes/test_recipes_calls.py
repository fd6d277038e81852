"""Recipes for calls keep what they promise, also when a call fails or its caller is cancelled."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import anyio
import pytest
from helpers.recipes import both, flat, recipe, run


@both
def test_retry_budget(backend: str) -> None:
    """However many calls fail, retries cost no more than the budget and its share."""

    async def check() -> None:
        asked = 0

        async def broken() -> str:
            nonlocal asked
            asked += 1
            raise ConnectionError

        budget = recipe("retry_budget").RetryBudget(share=0.1, most=5)
        for _ in range(100):
            with pytest.raises(ConnectionError):
                await budget.call(broken, pause=0.1)
        assert 100 < asked <= 100 + 5 + 10

    run(backend, check)


@both
def test_retry_budget_cancelled(backend: str) -> None:
    """A cancelled caller retries no more, and only what may help is retried."""

    async def check() -> None:
        asked = 0

        async def broken() -> str:
            nonlocal asked
            asked += 1
            raise ConnectionError

        budget = recipe("retry_budget").RetryBudget(share=1, most=50)
        with anyio.move_on_after(0.01):
            await budget.call(broken, pause=10)
        await anyio.sleep(1000)
        assert asked == 1

        async def wrong() -> str:
            nonlocal asked
            asked += 1
            raise LookupError

        with pytest.raises(LookupError):
            await budget.call(wrong, pause=10)
        assert asked == 2

    run(backend, check)


@both
def test_retry_budget_pauses(backend: str) -> None:
    """Pauses double up to a longest one, and differ from caller to caller."""

    async def check() -> None:
        async def pauses() -> list[float]:
            times: list[float] = []

            async def broken() -> str:
                times.append(anyio.current_time())
                raise ConnectionError

            with pytest.raises(ConnectionError):
                await recipe("retry_budget").RetryBudget(share=1, most=8).call(broken, pause=1)
            return [after - before for before, after in pairwise(times)]

        one, other = await pauses(), await pauses()
        for pause, most in zip(one, (1, 2, 4, 8, 16, 30, 30, 30), strict=True):
            assert most / 2 - 1e-6 <= pause <= most + 1e-6
        assert one != pytest.approx(other)

    run(backend, check)


@both
def test_circuit_breaker(backend: str) -> None:
    """An open breaker asks nobody, then lets one call try, also after one that was cancelled."""

    async def check() -> None:
        breaker = recipe("circuit_breaker").CircuitBreaker(failures=2, pause=10)
        refused = recipe("circuit_breaker").OpenError
        asked = 0

        async def broken() -> None:
            nonlocal asked
            asked += 1
            raise ConnectionError

        for _ in range(2):
            with pytest.raises(ConnectionError):
                await breaker.call(broken)
        for _ in range(5):
            with pytest.raises(refused):
                await breaker.call(broken)
        assert asked == 2
        await anyio.sleep(11)
        async with anyio.create_task_group() as tg:
            trial = tg.start_soon(breaker.call, anyio.sleep_forever)
            await anyio.wait_all_tasks_blocked()
            with pytest.raises(refused):
                await breaker.call(broken)
            trial.cancel()
        await anyio.sleep(11)
        with pytest.raises(ConnectionError):
            await breaker.call(broken)
        await anyio.sleep(11)
        await breaker.call(anyio.lowlevel.checkpoint)  # a success closes it
        with pytest.raises(ConnectionError):
            await breaker.call(broken)
        await breaker.call(anyio.lowlevel.checkpoint)

    run(backend, check)


@both
@pytest.mark.parametrize(
    ("first", "second", "takes"), [(0.1, 0.1, 0.1), (9, 1, 1.5), (-0.2, 1, 1.2), (1, -0.1, 1)]
)
def test_hedged(backend: str, first: float, second: float, takes: float) -> None:
    """The first answer wins, a failure (-) starts the next at once, and no call is left."""

    async def check() -> None:
        active = 0

        async def call(seconds: float) -> float:
            nonlocal active
            active += 1
            try:
                await anyio.sleep(abs(seconds))
                if seconds < 0:
                    raise ConnectionError
                return seconds
            finally:
                active -= 1

        start = anyio.current_time()
        calls = [lambda: call(first), lambda: call(second)]
        assert await recipe("hedged").hedged(calls, delay=0.5) > 0
        assert anyio.current_time() - start == pytest.approx(takes)
        assert not active

    run(backend, check)


@both
def test_hedged_earlier_failure(backend: str) -> None:
    """A failure starts the next call at once, also that of a call before the newest."""

    async def check() -> None:
        async def third() -> str:
            return "third"

        async def first() -> str:
            await anyio.sleep(2)
            raise ConnectionError

        async def second() -> str:
            await anyio.sleep(60)
            return "second"

        start = anyio.current_time()
        assert await recipe("hedged").hedged([first, second, third], delay=1.5) == "third"
        assert anyio.current_time() - start == pytest.approx(2)

    run(backend, check)


@both
def test_hedged_failed(backend: str) -> None:
    """If all calls fail, the last error is raised, and not in a group."""

    async def check() -> None:
        async def broken() -> str:
            raise ConnectionError

        with pytest.raises(ConnectionError):
            await recipe("hedged").hedged([broken, broken], delay=1)

    run(backend, check)


class Busy:
    """Counts how many calls run at the same time."""

    def __init__(self) -> None:
        self.now = self.most = self.begun = 0

    async def call(self, seconds: float) -> float:
        """Wait; fail for a time below zero."""
        self.now += 1
        self.begun += 1
        self.most = max(self.most, self.now)
        try:
            await anyio.sleep(abs(seconds))
            if seconds < 0:
                raise LookupError
            return seconds
        finally:
            self.now -= 1


@both
def test_ordered_map(backend: str) -> None:
    """Results keep the order, no more than three run, and an endless source is read as needed."""

    async def check() -> None:
        busy = Busy()
        taken = 0

        def endless() -> Any:
            nonlocal taken
            while True:
                for seconds in (3, 1, 2):
                    taken += 1
                    yield seconds

        got = []
        async with recipe("ordered_map").ordered_map(busy.call, endless(), 3) as results:
            async for result in results:
                got.append(result)
                assert taken <= len(got) + 3
                if len(got) == 7:
                    break
        assert got == [3, 1, 2, 3, 1, 2, 3]
        assert busy.most == 3
        assert taken == busy.begun
        assert not busy.now

    run(backend, check)


@both
def test_ordered_map_failed(backend: str) -> None:
    """A call that fails ends the others, and is the only error."""

    async def check() -> None:
        busy = Busy()
        with pytest.raises(BaseException) as caught:  # noqa: PT011, PT012 - a group of Python 3.10, too
            async with recipe("ordered_map").ordered_map(busy.call, (1, -2, 9), 3) as results:
                async for _ in results:
                    pass
        assert flat(caught.value) == [LookupError]
        assert not busy.now

    run(backend, check)


@both
def test_item_timeouts(backend: str) -> None:
    """The limits for each and for all hold, and what came in time is kept."""

    async def check() -> None:
        busy = Busy()
        waits = {"a": 1.0, "b": 9.0, "c": 1.5, "d": 2.0, "e": 2.5, "f": 1.0}

        async def call(item: str) -> float:
            return await busy.call(waits[item])

        start = anyio.current_time()
        got = await recipe("item_timeouts").fetch_in_time(
            call, iter(waits), at_once=2, each=3, in_all=5
        )
        assert got.keys() == {"a", "c", "d"}
        assert anyio.current_time() - start == pytest.approx(5)
        got = await recipe("item_timeouts").fetch_in_time(call, waits, at_once=2, each=3, in_all=6)
        assert got.keys() == waits.keys() - {"b"}
        assert busy.most == 2
        assert not busy.now

    run(backend, check)
