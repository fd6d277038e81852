# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# clock = "virtual"
# timeline = "none"
# ///
"""Each of asyncio's time limits, and the same with AnyIO."""

import asyncio

import anyio


async def main() -> None:
    now = asyncio.get_running_loop().time()
    print("one clock:", abs(now - anyio.current_time()) < 0.01)

    try:
        await asyncio.wait_for(anyio.sleep(60), 0.1)
    except TimeoutError:
        print("wait_for(): TimeoutError")
    try:
        async with asyncio.timeout_at(now + 0.2):
            await anyio.sleep(60)
    except TimeoutError:
        print("timeout_at(): TimeoutError")
    async with asyncio.timeout(None) as limit:
        limit.reschedule(now + 1)
    print("timeout(): expired", limit.expired())

    try:
        with anyio.fail_after(0.1):
            await anyio.sleep(60)
    except TimeoutError:
        print("fail_after(): TimeoutError")
    try:
        with anyio.fail_at(anyio.current_time() + 0.1):
            await anyio.sleep(60)
    except TimeoutError:
        print("fail_at(): TimeoutError")
    with anyio.move_on_after(None) as scope:
        scope.deadline = anyio.current_time() + 1
    print("move_on_after(): cancelled_caught", scope.cancelled_caught)


anyio.run(main)
