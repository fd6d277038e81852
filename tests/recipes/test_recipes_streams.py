"""Recipes that hand items on lose none that they don't count, and keep to their room."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import anyio
import pytest
from anyio.streams.stapled import StapledObjectStream
from helpers.recipes import both, flat, recipe, run


@both
def test_pubsub(backend: str) -> None:
    """Each subscriber gets all of its topic, and one who leaves holds nobody up."""

    async def check() -> None:
        hub = recipe("pubsub").PubSub()
        got: list[str] = []

        async def leave() -> None:
            with hub.subscribe("a", room=0):
                await anyio.sleep(2)

        async def take(items: Any) -> None:
            async for item in items:
                got.append(item)

        async with anyio.create_task_group() as tg:
            tg.start_soon(leave)
            await anyio.wait_all_tasks_blocked()
            with hub.subscribe("a", room=2) as items:
                tg.start_soon(take, items)
                for number in range(20):
                    await hub.publish("a", str(number))
                    await hub.publish("b", "for nobody")
                await anyio.wait_all_tasks_blocked()
                tg.cancel()
        assert got == [str(number) for number in range(20)]
        assert not hub._topics

    run(backend, check)


@both
def test_worker_pool(backend: str) -> None:
    """All jobs are done when the block has ended, few at once, also if one fails."""

    async def check() -> None:
        done: list[str] = []
        busy = most = 0

        async def work(job: str) -> None:
            nonlocal busy, most
            busy += 1
            most = max(most, busy)
            await anyio.sleep(1)
            busy -= 1
            if job == "3":
                raise LookupError
            done.append(job)

        async with recipe("worker_pool").worker_pool(work, workers=3, room=2) as jobs:
            for number in range(10):
                await jobs.send(str(number))
                assert number < len(done) + 3 + 2 + 1 + 1
        assert sorted(done) == list("012456789")
        assert most == 3

    run(backend, check)


@both
def test_worker_pool_failed(backend: str) -> None:
    """If the block fails, no worker goes on, and the error is the only one."""

    async def check() -> None:
        with pytest.raises(BaseException) as caught:  # noqa: PT011, PT012 - a group of Python 3.10, too
            async with recipe("worker_pool").worker_pool(_hang, workers=2, room=2) as jobs:
                await jobs.send("a")
                await anyio.sleep(1)
                raise LookupError
        assert flat(caught.value) == [LookupError]

    run(backend, check)


async def _hang(job: str) -> None:  # noqa: ARG001 - what a worker is given
    await anyio.sleep_forever()


@both
@pytest.mark.parametrize("steps", range(6))
def test_priority_queue(backend: str, steps: int) -> None:
    """The smallest comes first, the room holds, and a cancelled consumer takes nothing with it."""

    async def check() -> None:
        queue = recipe("priority_queue").PriorityQueue(room=4)
        got: list[int] = []

        async def consume() -> None:
            while True:
                got.append(await queue.get())

        async def produce() -> None:
            for number in (3, 1, 2, 5, 4, 7, 6):
                await queue.put(number, number)
                assert len(queue._heap) <= 4

        async with anyio.create_task_group() as tg:
            hasty = tg.start_soon(consume)
            tg.start_soon(produce)
            for _ in range(steps):
                await anyio.lowlevel.checkpoint()
            hasty.cancel()
            await hasty.wait()
            late = len(got)
            tg.start_soon(consume)
            await anyio.wait_all_tasks_blocked()
            tg.cancel()
        assert sorted(got) == [1, 2, 3, 4, 5, 6, 7]
        assert late or got[:4] == [1, 2, 3, 4]

    run(backend, check)


@both
def test_priority_queue_equal(backend: str) -> None:
    """Of equal ones the first comes first, and they needn't be comparable."""

    async def check() -> None:
        queue, items = recipe("priority_queue").PriorityQueue(room=9), [object() for _ in range(9)]
        for item in items:
            await queue.put(1, item)
        assert [await queue.get() for _ in items] == items

    run(backend, check)


@both
def test_merged(backend: str) -> None:
    """Every item of every source comes, in its order; leaving or an error ends the readers."""

    async def check() -> None:
        async def numbers(begin: int, pause: float) -> AsyncIterator[int]:
            for number in range(begin, begin + 5):
                await anyio.sleep(pause)
                yield number

        async with recipe("merged").merged(numbers(0, 1), numbers(10, 0.3), numbers(20, 0)) as all_:
            got = [each async for each in all_]
        for begin in (0, 10, 20):
            part = [each for each in got if begin <= each < begin + 10]
            assert part == list(range(begin, begin + 5))

        async def broken() -> AsyncIterator[int]:
            yield 1
            raise LookupError

        with pytest.raises(BaseException) as caught:  # noqa: PT011, PT012 - a group of Python 3.10, too
            async with recipe("merged").merged(numbers(0, 9), broken()) as all_:
                async for _ in all_:
                    pass
        assert flat(caught.value) == [LookupError]
        async with recipe("merged").merged(numbers(0, 9)):
            pass

    run(backend, check)


@both
def test_event_bus(backend: str) -> None:
    """What comes and what is lost is all there was, the newest among it, and nobody is held up."""

    async def check() -> None:
        bus = recipe("event_bus").EventBus()
        got: list[str] = []
        with bus.subscribe(room=3) as slow:

            async def take() -> None:
                while True:
                    got.append(await slow.get())
                    await anyio.sleep(0.25)

            async with anyio.create_task_group() as tg:
                tg.start_soon(take)
                tg.start_soon(take)
                for number in range(40):
                    bus.emit(f"{number:02}")
                    await anyio.sleep(0.05)
                await anyio.sleep(9)
                with anyio.move_on_after(1):
                    await slow.get()
                bus.emit("40")
                await anyio.sleep(1)
                tg.cancel()
        assert len(got) + slow.lost == 41
        assert got == sorted(got)
        assert got[-1] == "40"
        bus.emit("for nobody")

    run(backend, check)


@both
def test_event_bus_cancelled(backend: str) -> None:
    """A cancelled subscriber stops also where events wait for it, and takes none of them."""

    async def check() -> None:
        bus = recipe("event_bus").EventBus()
        with bus.subscribe(room=3) as mine:
            bus.emit("a")
            with anyio.CancelScope() as scope:
                scope.cancel()
                await mine.get()
            assert scope.cancelled_caught
            assert await mine.get() == "a"

    run(backend, check)


@both
def test_batcher(backend: str) -> None:
    """Batches are full or waited their time, each gets its own answer, and a leaver harms none."""

    async def check() -> None:
        sizes: list[int] = []

        async def load(keys: list[str]) -> list[int]:
            sizes.append(len(keys))
            if "bad" in keys:
                raise LookupError
            return [int(key) for key in keys]

        async with anyio.create_task_group() as tg:
            batcher = recipe("batcher").Batcher(load, size=4, wait=1)
            tg.start_soon(batcher.run)
            handles = [tg.start_soon(batcher.ask, str(number)) for number in range(10)]
            hasty = tg.start_soon(batcher.ask, "7")
            await anyio.sleep(0.5)
            hasty.cancel()
            assert [await handle for handle in handles] == list(range(10))
            assert max(sizes) == 4
            with pytest.raises(anyio.FutureFailed) as caught:
                await batcher.ask("bad")
            assert isinstance(caught.value.__cause__, LookupError)
            start = anyio.current_time()
            assert await batcher.ask("5") == 5
            assert anyio.current_time() - start == pytest.approx(1)
            tg.cancel()

    run(backend, check)


@both
def test_multiplexed(backend: str) -> None:
    """Answers in any order find who asked, a leaver harms none, and the end fails who waits."""

    async def check() -> None:
        module = recipe("multiplexed")
        asks, asked = anyio.create_memory_object_stream[tuple[int, str]](9)
        answers, answered = anyio.create_memory_object_stream[tuple[int, str]](9)
        client = module.Client(StapledObjectStream(asks, answered))
        async with anyio.create_task_group() as tg:
            tg.start_soon(client.run)
            handles = [tg.start_soon(client.ask, word) for word in ("a", "b", "c")]
            await anyio.wait_all_tasks_blocked()
            handles[1].cancel()
            got = [asked.receive_nowait() for _ in range(3)]
            for number, word in reversed(got):
                await answers.send((number, word * 2))
            assert (await handles[0], await handles[2]) == ("aa", "cc")

            async def waits() -> None:
                with pytest.raises(anyio.FutureFailed) as caught:
                    await client.ask("d")
                assert isinstance(caught.value.__cause__, ConnectionError)

            tg.start_soon(waits)
            await anyio.wait_all_tasks_blocked()
            answers.close()
        assert not client._waiting
        asked.close()

    run(backend, check)


@both
def test_latest(backend: str) -> None:
    """However slow a watcher is, it sees the last value, and none twice."""

    async def check() -> None:
        latest = recipe("latest").Latest(0)
        seen: dict[float, list[int]] = {0: [], 0.35: [], 5: []}

        async def watch(pause: float) -> None:
            async for value in latest.values():
                seen[pause].append(value)
                await anyio.sleep(pause)

        async with anyio.create_task_group() as tg:
            for pause in seen:
                tg.start_soon(watch, pause)
            for value in range(1, 31):
                await anyio.sleep(0.1)
                latest.set(value)
            await anyio.sleep(20)
            tg.cancel()
        for values in seen.values():
            assert values == sorted(set(values))
            assert values[-1] == 30
        assert len(seen[5]) < 5

    run(backend, check)
