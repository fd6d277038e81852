# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# backends = ["asyncio"]
# leaves = ["task"]
# timeline = "none"
# ///
"""A task that nothing refers to can vanish while it waits."""

import asyncio
import gc
import logging

import anyio


class Printed(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        print("logged:", record.getMessage().splitlines()[0])


async def wait_for_answer() -> None:
    await asyncio.get_running_loop().create_future()


async def fail() -> None:
    raise ValueError("no such city")


async def main() -> None:
    for work in (wait_for_answer, fail):
        task = asyncio.create_task(work())
        await anyio.sleep(0.01)
        del task
        gc.collect()


logging.getLogger("asyncio").addHandler(Printed())
logging.getLogger("asyncio").propagate = False
anyio.run(main)
