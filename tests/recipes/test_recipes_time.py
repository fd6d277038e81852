"""Recipes about time keep their rhythm and their limits."""

from __future__ import annotations

from itertools import pairwise

import anyio
import pytest
from helpers.recipes import both, recipe, run


@both
def test_token_bucket(backend: str) -> None:
    """In no span of time do more calls go on than a burst and the rate allow."""

    async def check() -> None:
        bucket = recipe("token_bucket").TokenBucket(per_second=2, burst=3)
        start, times = anyio.current_time(), []
        for number in range(40):
            await bucket.wait()
            times.append(anyio.current_time() - start)
            await anyio.sleep(3 if number % 11 == 5 else 0)
        for i, begin in enumerate(times):
            for j in range(i, len(times)):
                assert j - i + 1 <= 3 + 2 * (times[j] - begin) + 1e-6

    run(backend, check)


@both
def test_token_bucket_cancelled(backend: str) -> None:
    """A caller that is cancelled while it waits takes no token from the others."""

    async def check() -> None:
        bucket = recipe("token_bucket").TokenBucket(per_second=1, burst=1)
        start = anyio.current_time()
        await bucket.wait()
        for _ in range(5):
            with anyio.move_on_after(0.1):
                await bucket.wait()
        await bucket.wait()
        assert anyio.current_time() - start == pytest.approx(1)

    run(backend, check)


@both
def test_periodic(backend: str) -> None:
    """Ticks come at multiples of the interval, and none comes twice or late."""

    async def check() -> None:
        start, seen = anyio.current_time(), []
        async for number in recipe("periodic").ticks(0.1):
            assert anyio.current_time() - start == pytest.approx(number * 0.1)
            seen.append(number)
            await anyio.sleep(0.25 if number % 5 == 2 else 0.07)
            if number > 900:
                break
        assert seen == sorted(set(seen))
        assert seen[:5] == [0, 1, 2, 5, 6]

    run(backend, check)


@both
@pytest.mark.parametrize("name", ["debounced", "throttled"])
def test_last_change(backend: str, name: str) -> None:
    """However changes come, the last one is given before the end, and each at most once."""
    module = recipe({"debounced": "debounce", "throttled": "throttle"}[name])

    async def check() -> None:
        for pauses in ([0.1] * 20, [0.6] * 5, [0, 0, 1.1, 0, 0.4], [0.5] * 7, []):
            send, receive = anyio.create_memory_object_stream[int](100)

            async def produce(send: object = send, pauses: list[float] = pauses) -> None:
                with send:  # type: ignore[attr-defined]
                    for number, pause in enumerate(pauses):
                        await send.send(number)  # type: ignore[attr-defined]
                        await anyio.sleep(pause)

            async with anyio.create_task_group() as tg:
                tg.start_soon(produce)
                with receive:
                    got = [each async for each in getattr(module, name)(receive, 0.5)]
            assert got == sorted(set(got))
            assert got[-1:] == ([len(pauses) - 1] if pauses else [])

    run(backend, check)


@both
def test_debounce_quiet(backend: str) -> None:
    """While changes come closer than the limit, none is given."""

    async def check() -> None:
        send, receive = anyio.create_memory_object_stream[str](100)
        async with anyio.create_task_group() as tg:

            async def produce() -> None:
                for number in range(50):
                    await send.send(str(number))
                    await anyio.sleep(0.4)
                await anyio.sleep(5)
                send.close()

            tg.start_soon(produce)
            with receive:
                got = [each async for each in recipe("debounce").debounced(receive, 0.5)]
        assert got == ["49"]

    run(backend, check)


@both
def test_throttle_rate(backend: str) -> None:
    """No two changes come within the pause, and the first comes at once."""

    async def check() -> None:
        send, receive = anyio.create_memory_object_stream[int](1000)
        start, times = anyio.current_time(), []
        async with anyio.create_task_group() as tg:

            async def produce() -> None:
                with send:
                    for number in range(100):
                        await send.send(number)
                        await anyio.sleep(0.13)

            tg.start_soon(produce)
            with receive:
                async for _ in recipe("throttle").throttled(receive, 1):
                    times.append(anyio.current_time() - start)
        assert times[0] == 0
        assert all(b - a >= 1 - 1e-6 for a, b in pairwise(times))

    run(backend, check)


@both
def test_poll(backend: str) -> None:
    """It asks at growing distances, gives a false answer too, and ends in time."""

    async def check() -> None:
        times: list[float] = []
        start = anyio.current_time()

        async def check_it() -> int | None:
            times.append(round(anyio.current_time() - start))
            return 0 if len(times) == 5 else None

        assert await recipe("poll").poll(check_it, pause=1, longest=3, within=60) == 0
        assert times == [0, 1, 3, 6, 9]
        with pytest.raises(TimeoutError):
            await recipe("poll").poll(lambda: anyio.sleep(0), pause=1, longest=3, within=10)
        assert anyio.current_time() - start == pytest.approx(19)

    run(backend, check)


@both
def test_heartbeat(backend: str) -> None:
    """A peer that beats may be quiet as long as it likes; one that hangs is noticed in time."""

    async def check() -> None:
        module = recipe("heartbeat")
        send, receive = anyio.create_memory_object_stream[str]()
        start = anyio.current_time()

        async def peer() -> None:
            with anyio.move_on_after(100.5):
                await module.beat(send, 1)
            await anyio.sleep_forever()

        async with anyio.create_task_group() as tg:
            tg.start_soon(peer)
            with send, receive, pytest.raises(TimeoutError):  # noqa: PT012 - a loop
                async for _ in module.messages(receive, 3):
                    pytest.fail("a beat is no message")
            assert anyio.current_time() - start == pytest.approx(103)
            tg.cancel()

    run(backend, check)


@both
def test_supervised(backend: str) -> None:
    """It starts again until failures come too often, and lets a cancellation through."""

    async def check() -> None:
        started: list[float] = []

        async def service() -> None:
            started.append(anyio.current_time())
            await anyio.sleep(100 if len(started) < 20 else 1)
            raise ConnectionError

        with pytest.raises(ConnectionError):
            await recipe("supervised").supervised(service, restarts=2, within=60)
        assert len(started) == 21
        with anyio.move_on_after(5) as scope:
            await recipe("supervised").supervised(anyio.sleep_forever, restarts=2, within=60)
        assert scope.cancelled_caught

    run(backend, check)


@both
def test_supervised_ends(backend: str) -> None:
    """However many restarts are allowed, a service that fails at once is given up in time."""

    async def check() -> None:
        started: list[float] = []

        async def broken() -> None:
            started.append(round(anyio.current_time() - start, 3))
            raise ConnectionError

        start = anyio.current_time()
        with pytest.raises(ConnectionError):
            await recipe("supervised").supervised(broken, restarts=3, within=60)
        assert started == [0, 1, 3, 7]
        start = anyio.current_time()
        with pytest.raises(ConnectionError):
            await recipe("supervised").supervised(broken, restarts=20, within=60)
        assert anyio.current_time() - start < 60
        with pytest.raises(ConnectionError):
            await recipe("supervised").supervised(broken, restarts=0, within=60)

    run(backend, check)


@both
def test_soft_shutdown(backend: str) -> None:
    """What ends within the budget isn't cut; what doesn't is, at the end of it."""

    async def check() -> None:
        for seconds, cut in ((2, False), (60, True)):
            stop = anyio.Event()
            start = anyio.current_time()
            async with anyio.create_task_group() as tg:
                tg.start_soon(_after, 1, stop.set)
                async with recipe("soft_shutdown").stoppable(stop, budget=5) as scope:
                    await anyio.sleep(seconds)
            assert scope.cancelled_caught == cut
            assert anyio.current_time() - start == pytest.approx(6 if cut else 2)
        async with recipe("soft_shutdown").stoppable(anyio.Event(), budget=5) as scope:
            await anyio.sleep(60)  # nobody asks it to stop
        assert not scope.cancelled_caught

    run(backend, check)


async def _after(seconds: float, call: object) -> None:
    await anyio.sleep(seconds)
    call()  # type: ignore[operator]
