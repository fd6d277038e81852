# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""threading's Event, Lock, Semaphore and a queue; the same for tasks."""

import queue
import threading

import anyio


def with_threads() -> list[str]:
    items: queue.Queue[str | None] = queue.Queue(1)
    seen: list[str] = []
    lock, slots = threading.Lock(), threading.Semaphore(2)
    finished = threading.Event()

    def consume() -> None:
        while (item := items.get()) is not None:
            with slots, lock:
                seen.append(item)
        finished.set()

    thread = threading.Thread(target=consume)
    thread.start()
    for item in ("a", "b", None):
        items.put(item)
    finished.wait()
    thread.join()
    return seen


async def with_tasks() -> list[str]:
    send, receive = anyio.create_memory_object_stream[str](1)
    seen: list[str] = []
    lock, slots = anyio.Lock(), anyio.Semaphore(2)
    finished = anyio.Event()

    async def consume() -> None:
        with receive:
            async for item in receive:
                async with slots, lock:
                    seen.append(item)
        finished.set()

    async with anyio.create_task_group() as tg:
        tg.start_soon(consume)
        with send:
            for item in "ab":
                await send.send(item)
        await finished.wait()
    return seen


print("threads:", with_threads())
print("tasks:", anyio.run(with_tasks))
