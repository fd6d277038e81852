# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio>=4.0"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""A token is given back while a task waits for it, and asked for at once.

Probed: who gets it, and how many tokens are out.
"""

import anyio


async def main() -> None:
    limiter = anyio.CapacityLimiter(1)
    limiter.acquire_on_behalf_of_nowait("holder")
    async with anyio.create_task_group() as tg:
        tg.start_soon(limiter.acquire_on_behalf_of, "waiter")
        await anyio.wait_all_tasks_blocked()
        limiter.release_on_behalf_of("holder")
        try:
            limiter.acquire_on_behalf_of_nowait("thief")
        except anyio.WouldBlock:
            print("nothing for the thief")
    print("borrowed:", sorted(map(str, limiter.statistics().borrowers)))


anyio.run(main)
