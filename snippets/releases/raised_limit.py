# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""A limiter that was made smaller than what is borrowed is enlarged again.

Probed: how many tokens are borrowed then.
"""

import anyio


async def main() -> None:
    limiter = anyio.CapacityLimiter(3)
    for name in ("a", "b", "c"):
        limiter.acquire_on_behalf_of_nowait(name)
    limiter.total_tokens = 1
    async with anyio.create_task_group() as tg:
        for name in ("d", "e"):
            tg.start_soon(limiter.acquire_on_behalf_of, name)
        await anyio.wait_all_tasks_blocked()
        limiter.total_tokens = 2
        await anyio.wait_all_tasks_blocked()
        print(f"{limiter.borrowed_tokens} of {limiter.total_tokens}")
        tg.cancel_scope.cancel()


anyio.run(main)
