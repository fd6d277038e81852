# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["trio"]
# timeline = "none"
# ///
"""Five classes with the same names, used in the same way."""

import anyio
import trio


async def use(
    event: trio.Event | anyio.Event,
    lock: trio.Lock | anyio.Lock,
    semaphore: trio.Semaphore | anyio.Semaphore,
    limiter: trio.CapacityLimiter | anyio.CapacityLimiter,
    condition: trio.Condition | anyio.Condition,
) -> None:
    event.set()
    await event.wait()
    async with lock, semaphore, limiter, condition:
        condition.notify_all()
        print(" ", lock.locked(), semaphore.value, end=" ")
        print(limiter.borrowed_tokens, condition.locked())


async def main() -> None:
    print("Trio")
    await use(
        trio.Event(),
        trio.Lock(),
        trio.Semaphore(2),
        trio.CapacityLimiter(1),
        trio.Condition(),
    )
    print("AnyIO")
    await use(
        anyio.Event(),
        anyio.Lock(),
        anyio.Semaphore(2),
        anyio.CapacityLimiter(1),
        anyio.Condition(),
    )


anyio.run(main, backend="trio")
