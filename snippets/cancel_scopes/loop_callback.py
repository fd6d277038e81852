# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A callback of the loop may cancel a scope; starting a task depends on the runner."""

import asyncio

import anyio


async def main() -> None:
    async with anyio.create_task_group() as tg:

        def on_hangup() -> None:
            reload = anyio.sleep(0)
            try:
                tg.create_task(reload)
                print("    create_task() starts a task")
            except anyio.NoEventLoopError:
                reload.close()
                print("    create_task(): NoEventLoopError")
            tg.cancel_scope.cancel()
            print("    cancel() works")

        loop = asyncio.get_running_loop()
        loop.call_later(0.1, on_hangup)
        await anyio.sleep(60)


print("anyio.run():")
anyio.run(main)
print("asyncio.run():")
asyncio.run(main())
